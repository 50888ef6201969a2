//! Genius XML: a folder with one domain and one file a party (Genius 10.4).

mod domain;
mod lenient;
mod profile;
mod rectangles;
mod write;
mod xml;

use std::{borrow::Cow, collections::BTreeMap};

use roxmltree::{Document, ParsingOptions};

pub use self::write::write;
use self::{
    lenient::{Fault, Mend},
    xml::Xml,
};
use crate::{Opened, Scenario, Severity, diagnostic::Sink};

/// Reads the texts of a folder, by file name.
///
/// The domain is the file whose root is `negotiation_template`; without one the issues are those of the first
/// profile. Files that are no XML at all (a `pareto.xml` of plain numbers) are passed over with a note.
#[must_use]
pub fn read(files: &BTreeMap<String, String>) -> Opened {
    let mut sink = Sink::default();
    let texts: Vec<_> = files
        .iter()
        .filter_map(|(file, text)| Some((file.as_str(), legible(file, text, &mut sink)?)))
        .collect();
    let documents: Vec<_> =
        texts.iter().filter_map(|(file, text)| Some((*file, parse(file, text, &mut sink)?))).collect();
    let mut domains = Vec::new();
    let mut profiles = Vec::new();
    for (file, document) in &documents {
        let xml = Xml { file, document };
        match document.root_element().tag_name().name() {
            "negotiation_template" => domains.push(xml),
            "utility_space" => profiles.push(xml),
            other => sink.push(
                Severity::Error,
                "not-genius",
                file,
                None,
                format!("the root is <{other}>, expected <negotiation_template> or <utility_space>"),
                "take the file out of the folder, or correct its root",
            ),
        }
    }
    for second in domains.iter().skip(1) {
        sink.push(
            Severity::Error,
            "second-domain",
            second.file,
            None,
            "a second file with the root <negotiation_template>; the first by name is the domain",
            "keep one domain in the folder",
        );
    }
    let Some(domain) = domains.first().or(profiles.first()) else {
        sink.push(
            Severity::Error,
            "no-domain",
            files.keys().next().map_or("", String::as_str),
            None,
            "no file of the folder is a Genius domain or profile",
            "the domain's root is <negotiation_template>, a profile's <utility_space>",
        );
        return Opened { scenario: None, diagnostics: sink.finish() };
    };
    if domains.is_empty() {
        sink.push(
            Severity::Warning,
            "no-domain",
            domain.file,
            None,
            "no file has the root <negotiation_template>: the issues are those of this profile",
            "put the domain's file beside the profiles",
        );
    }
    copies(&profiles, &mut sink);
    let issues = domain::issues(domain, &mut sink);
    let parties = profiles.iter().map(|xml| profile::profile(xml, &issues, &mut sink)).collect();
    let scenario = Scenario { name: stem(domain.file).to_string(), issues, parties };
    Opened { scenario: Some(scenario), diagnostics: sink.finish() }
}

/// Warns of a profile that systems have named as a copy of another: `buyer (1).xml` beside `buyer.xml`.
fn copies(profiles: &[Xml], sink: &mut Sink) {
    for copy in profiles {
        let base = stem(copy.file).strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
        let base = base.filter(|(_, number)| number.parse::<u32>().is_ok()).map(|(base, _)| base);
        if let Some(original) = profiles.iter().find(|other| Some(stem(other.file)) == base) {
            let message = format!("named as a copy of {}; it is read as a party of its own", original.file);
            let help = "take the copy out of the folder, or name those who negotiate with --profiles";
            sink.push(Severity::Warning, "copied-profile", copy.file, None, message, help);
        }
    }
}

/// How many elements, attributes and texts of a file are read.
const MOST_NODES: u32 = 4_000_000;

/// The text of a file that may be XML, with what is clear mended and told; nothing where it cannot be read.
fn legible<'a>(file: &str, text: &'a str, sink: &mut Sink) -> Option<Cow<'a, str>> {
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        sink.push(
            Severity::Note,
            "not-xml",
            file,
            None,
            "no XML: it does not begin with `<`; passed over",
            "nothing to do if the file is not meant to be a domain or a profile",
        );
        return None;
    }
    if let Some(place) = crate::text::crowded_tag(text) {
        sink.push(
            Severity::Error,
            "too-many-attributes",
            file,
            Some(place),
            "an element with more than 1000 attributes; nothing of the file was read",
            "the elements of a domain or a profile have at most ten",
        );
        return None;
    }
    let (mended, mends) = lenient::mended(text);
    for Mend { fault, place } in mends {
        let (code, message, help) = match fault {
            Fault::LateDeclaration => (
                "late-declaration",
                "something stands before <?xml, which XML does not allow; the file is read without this line",
                "make it the first line of the file",
            ),
            Fault::BareAmpersand => (
                "bare-ampersand",
                "an & by itself, which XML does not allow; it is read as the character &",
                "write &amp; instead of &, here and after",
            ),
        };
        sink.push(Severity::Warning, code, file, Some(place), message, help);
    }
    Some(mended)
}

fn parse<'a>(file: &str, text: &'a str, sink: &mut Sink) -> Option<Document<'a>> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            let place = error.pos();
            sink.push(
                Severity::Error,
                "broken-xml",
                file,
                Some((place.row, place.col)),
                format!("not well-formed XML: {error}"),
                "correct the file there; nothing of it was read",
            );
            None
        }
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".xml").unwrap_or(name)
}
