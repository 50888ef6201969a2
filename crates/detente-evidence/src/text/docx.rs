//! The paragraphs of a Word document. What was deleted in it is no part of its text.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::{Article, Refused, labels};

/// How many bytes a part of a document may have when it is unpacked.
const MOST_BYTES: u64 = 32 << 20;

/// The text of a Word document (`.docx`). Places in its text are no places in the file.
///
/// # Errors
/// The file is no Word document, is too large, or has no text.
pub fn docx(bytes: &[u8]) -> Result<Article, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::NoDocument)?;
    let body = part(&mut archive, "word/document.xml")?;
    let document = Document::parse(&body).map_err(|_| Refused::NoDocument)?;
    let (paragraphs, hidden) = paragraphs(&document);
    let lines: Vec<&str> =
        paragraphs.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Err(Refused::NoText);
    }
    let margins = margins(&mut archive);
    let mut text = lines.join("\n\n");
    for label in labels(margins.iter().map(String::as_str)) {
        if !text.contains(&label) {
            text.push_str("\n\n");
            text.push_str(&label);
        }
    }
    let title = part(&mut archive, "docProps/core.xml").ok().and_then(|core| {
        let core = Document::parse(&core).ok()?;
        let title = core.descendants().find(|node| node.has_tag_name_in("title"))?.text()?.trim().to_owned();
        Some(title).filter(|one| !one.is_empty())
    });
    Ok(Article { text, title, hidden, ..Article::default() })
}

/// The lines of headers, footers and footnotes, hidden ones too: a label holds there as in the text.
fn margins(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let is_margin = |name: &str| {
        let rest = name.strip_prefix("word/").unwrap_or_default();
        ["header", "footer", "footnotes", "endnotes", "comments"].iter().any(|one| rest.starts_with(one))
            && std::path::Path::new(rest).extension().is_some_and(|one| one.eq_ignore_ascii_case("xml"))
    };
    let all = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
    let mut names: Vec<String> = all.filter(|name| is_margin(name)).collect();
    names.sort();
    names.truncate(64);
    let mut lines = Vec::new();
    for name in names {
        let Ok(body) = part(archive, &name) else { continue };
        let Ok(document) = Document::parse(&body) else { continue };
        lines.extend(paragraphs(&document).0);
    }
    lines
}

trait InAnyNamespace {
    /// Whether an element has this name, whatever the namespace: strict and transitional documents differ in it.
    fn has_tag_name_in(&self, name: &str) -> bool;
}

impl InAnyNamespace for Node<'_, '_> {
    fn has_tag_name_in(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Refused> {
    let file = archive.by_name(name).map_err(|_| Refused::NoDocument)?;
    let mut text = String::new();
    let mut limited = file.take(MOST_BYTES + 1);
    limited.read_to_string(&mut text).map_err(|_| Refused::NoDocument)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(Refused::TooLarge);
    }
    Ok(text)
}

/// The words of each paragraph, in their order, without those of a paragraph inside it and without what is hidden; and
/// how many words are hidden. Each element is looked at once, however deep it lies.
fn paragraphs(document: &Document<'_>) -> (Vec<String>, usize) {
    let mut lines: Vec<String> = Vec::new();
    let mut hidden = 0;
    let mut within: BTreeMap<usize, (Option<usize>, bool)> = BTreeMap::new();
    for node in document.descendants().filter(Node::is_element) {
        let around = node.parent().and_then(|parent| within.get(&parent.id().get_usize()).copied());
        let (mut line, mut is_hidden) = around.unwrap_or_default();
        let name = node.tag_name().name();
        if name == "p" {
            line = Some(lines.len());
            lines.push(String::new());
        }
        is_hidden |= name == "r" && hides(node);
        within.insert(node.id().get_usize(), (line, is_hidden));
        if is_hidden && name == "t" {
            hidden += node.text().unwrap_or_default().split_whitespace().count();
        }
        let Some(text) = line.and_then(|line| lines.get_mut(line)).filter(|_| !is_hidden) else { continue };
        text.push_str(match name {
            "t" => node.text().unwrap_or_default(),
            "tab" | "br" | "cr" => " ",
            "noBreakHyphen" => "-",
            _ => "",
        });
    }
    (lines, hidden)
}

/// Whether a run is hidden: nobody who opens the document sees it.
fn hides(run: Node<'_, '_>) -> bool {
    let properties = run.children().filter(|node| node.has_tag_name_in("rPr"));
    let mut signs = properties.flat_map(|node| node.children()).filter(|node| node.has_tag_name_in("vanish"));
    signs.any(|sign| {
        let value = sign.attributes().find(|one| one.name() == "val").map(|one| one.value());
        !matches!(value, Some("0" | "false" | "off"))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn packed(name: &str, text: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a text");
        writer.finish().expect("an archive").into_inner()
    }

    #[test]
    fn paragraphs_are_read_and_deletions_are_not() {
        let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>They met </w:t></w:r><w:r><w:t>twice.</w:t></w:r>\
            <w:del><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p><w:p/><w:p><w:r><w:t>Then</w:t><w:br/>\
            <w:t>they left.</w:t></w:r></w:p></w:body></w:document>";
        let found = docx(&packed("word/document.xml", body)).expect("a document");
        assert_eq!(found.text, "They met twice.\n\nThen they left.");
    }

    #[test]
    fn what_is_hidden_is_not_read_and_depth_costs_nothing() {
        let run = |properties: &str, words: &str| {
            format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")
        };
        let (shown, hidden) = (run("<w:vanish w:val=\"0\"/>", "Seen."), run("<w:vanish/>", "Unseen."));
        let body = format!("<w:d xmlns:w=\"w\"><w:p>{shown}{hidden}</w:p></w:d>");
        assert_eq!(docx(&packed("word/document.xml", &body)).expect("a document").text, "Seen.");
        let deep = format!("<d>{}<t>x</t>{}</d>", "<p>".repeat(50_000), "</p>".repeat(50_000));
        assert!(docx(&packed("word/document.xml", &deep)).map_or(true, |found| found.text == "x"));
    }

    #[test]
    fn a_label_in_a_header_or_a_footer_is_kept_and_hidden_words_are_counted() {
        let line = |words: &str| format!("<w:d xmlns:w=\"w\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:d>");
        let several = |parts: &[(&str, &str)]| {
            let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, text) in parts {
                writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
                writer.write_all(text.as_bytes()).expect("a text");
            }
            writer.finish().expect("an archive").into_inner()
        };
        for margin in ["word/header1.xml", "word/footer2.xml", "word/footnotes.xml"] {
            let body = line("They met.");
            let file = several(&[("word/document.xml", &body), (margin, &line("Page 1 - TLP : Amber"))]);
            assert_eq!(
                docx(&file).expect("a document").text,
                "They met.\n\nPage 1 - TLP : Amber",
                "{margin}"
            );
            let file = several(&[("word/document.xml", &body), (margin, &line("Page 1"))]);
            assert_eq!(docx(&file).expect("a document").text, "They met.", "{margin}");
        }
        let hidden = "<w:d xmlns:w=\"w\"><w:p><w:r><w:t>Seen.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr>\
                      <w:t>Not seen.</w:t></w:r></w:p></w:d>";
        assert_eq!(docx(&packed("word/document.xml", hidden)).expect("a document").hidden, 2);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        assert_eq!(docx(b"PK\x03\x04 nothing"), Err(Refused::NoDocument));
        assert_eq!(docx(&packed("other.xml", "<a/>")), Err(Refused::NoDocument));
        assert_eq!(docx(&packed("word/document.xml", "<a>")), Err(Refused::NoDocument));
        assert_eq!(docx(&packed("word/document.xml", "<a/>")), Err(Refused::NoText));
    }
}
