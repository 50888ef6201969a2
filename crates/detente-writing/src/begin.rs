//! A case that holds nothing yet but the text it begins with.

use detente_case::{TrafficLight, Word};
use detente_evidence::Read;

use crate::{
    digest::{digest, one_line},
    edit::{Edit, NoPlace, Statement, Value, applied},
    inbox::{FILE, Inbox, Text},
    statements::{free, slug},
};

/// Who published a text of which nobody says so.
const NOT_SAID: &str = "not said";

/// The grade of a source that nobody has graded: that it cannot be judged (Admiralty system).
const UNGRADED: &str = "F6";

/// The files of a case, by their paths in its folder.
pub type Files = Vec<(String, Vec<u8>)>;

/// Why no files could be made.
#[derive(Debug)]
pub enum NoFiles {
    /// There is no place for the source.
    NoPlace(NoPlace),
    /// The drafts are no JSON.
    Json(serde_json::Error),
}

/// The name of a source: its publisher's, without what addresses have around it; else that of the file.
#[must_use]
pub fn source_name(publisher: Option<&str>, file: &str, taken: impl Fn(&str) -> bool) -> String {
    let domain = publisher.map(|publisher| {
        let plain = publisher.trim_start_matches("www.");
        let parts: Vec<_> = plain.split('.').collect();
        match parts.as_slice() {
            // `news.bbc.co.uk`: the last part that is long enough to be a name.
            [.., name, second, _] if second.len() < 4 => (*name).to_owned(),
            [.., name, _] => (*name).to_owned(),
            _ => plain.to_owned(),
        }
    });
    let stem = domain.map(|domain| slug(&domain)).filter(|stem| !stem.is_empty());
    let stem = stem.unwrap_or_else(|| slug(file));
    let stem = if stem.is_empty() { "text".to_owned() } else { stem };
    free(&stem, taken)
}

/// The source of a text, as a statement. The grade is not guessed: it says that nobody has judged it.
pub(crate) fn source(text: &Text) -> Statement {
    let mut keys = vec![("title", Value::text(one_line(&text.title)))];
    let publisher = text.publisher.as_deref().map(one_line).filter(|one| !one.is_empty());
    keys.push(("publisher", Value::text(publisher.unwrap_or_else(|| NOT_SAID.to_owned()))));
    keys.push(("date", Value::Day(text.date)));
    keys.extend(text.address.as_deref().map(|address| ("url", Value::text(one_line(address)))));
    keys.push(("digest", Value::text(text.digest())));
    keys.push(("grade", Value::text(UNGRADED)));
    keys.extend(text.derived_from.clone().map(|original| ("derived_from", Value::text(original))));
    keys.extend(text.label.clone().map(|label| ("tlp", Value::text(label))));
    let copies =
        text.derived_from.as_ref().map(|_| "; it repeats sentences of another source").unwrap_or_default();
    let remark = format!("F6 says that nobody has graded it: write a grade such as C2{copies}");
    Statement { table: "sources", id: Some(text.source.clone()), keys, lists: Vec::new(), remark }
}

/// The files of a text beside a case: its sentences, and its words where they are kept.
#[must_use]
pub fn text_files(text: &Text, decoded: &str, read: &Read) -> Files {
    let mut files = vec![(text.digest(), digest(text, decoded, read).into_bytes())];
    if text.kept {
        files.push((text.copy(), decoded.as_bytes().to_vec()));
    }
    files
}

/// The files of a new case: the text, unless only its hash is kept; its sentences; its drafts; and a
/// `case.toml` that has the source and nothing else.
pub fn files(text: Text, decoded: &str, read: &Read) -> Result<Files, NoFiles> {
    let title = Value::text(one_line(&text.title)).toml();
    let label = text.label.as_deref().filter(|label| *label != TrafficLight::Clear.as_str());
    let label = label.map(|label| format!("tlp = \"{label}\"\n")).unwrap_or_default();
    let head = format!(
        "# Made by `detente read`. What the text says waits in {FILE}: `detente inbox` shows it, and `detente accept` writes\n\
         # it here. Weights, no-deal values and grades are yours to write.\n\n[case]\ntitle = {title}\nas_of = {}\n{label}",
        text.date
    );
    let case = applied(&head, &[Edit::Statement(source(&text))]).map_err(NoFiles::NoPlace)?;
    let mut files = vec![("case.toml".to_owned(), case.into_bytes())];
    files.extend(text_files(&text, decoded, read));
    let mut inbox = Inbox::new();
    inbox.take(text, read);
    files.push((FILE.to_owned(), inbox.bytes().map_err(NoFiles::Json)?));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_called_after_its_publisher_or_its_file() {
        let name = |publisher, file| source_name(publisher, file, |name| name == "taken");
        assert_eq!(name(Some("www.example.org"), "a"), "example");
        assert_eq!(name(Some("news.example.co.uk"), "a"), "example");
        assert_eq!(name(Some("Example Daily"), "a"), "example-daily");
        assert_eq!(name(None, "Dispatch of 3 May"), "dispatch-3-may");
        assert_eq!(name(None, "Вести"), "text");
        assert_eq!(name(None, "taken"), "taken-2");
    }
}
