//! A page as a Word document (Office Open XML, ECMA-376): what a mediator can edit, print and take into the room.
//!
//! A document is a zip of a few XML files. détente has a zip writer for spreadsheets already, so the parts are written
//! here: a page has seven kinds of block, and no library is needed for them.

use std::io::{Cursor, Write};

use detente_case::clean;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Block, Page, Table, Text, Tone};

/// The width of the text on an A4 page, in twentieths of a point.
const TEXT_WIDTH: usize = 9638;

/// The page as the bytes of a `.docx` file. `label` stands at the head of every printed page, `made_from` below the text.
///
/// Equal pages give equal bytes. `Err` says why the file cannot be packed.
pub fn render(page: &Page, label: &str, made_from: &str) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("word/document.xml", document(page, made_from)),
        ("word/header1.xml", header(label)),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/_rels/document.xml.rels", RELATIONS.to_owned()),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>
"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="19"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr></w:style></w:styles>
"#;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

fn document(page: &Page, made_from: &str) -> String {
    let blocks: String = page.blocks.iter().map(block).collect();
    let below = paragraph("<w:spacing w:before=\"160\"/>", &run(Look::Faint, made_from));
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr>".to_string();
    let title = paragraph("<w:pStyle w:val=\"Title\"/>", &run(Look::Plain, &page.title));
    format!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>{title}{blocks}{below}{section}</w:body></w:document>\n"
    )
}

fn header(label: &str) -> String {
    let label = paragraph("<w:jc w:val=\"right\"/>", &run(Look::Strong, label));
    format!("{DECLARATION}<w:hdr {NAMESPACES}>{label}</w:hdr>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(text) => paragraph("<w:pStyle w:val=\"Heading1\"/>", &run(Look::Plain, text)),
        Block::RunIn { name, text, .. } => {
            paragraph("", &format!("{}{}", run(Look::Strong, &format!("{name}. ")), runs(text)))
        }
        Block::Paragraph(text) => paragraph("", &runs(text)),
        Block::List(items) => items.iter().map(item).collect(),
        Block::Facts(facts) => {
            let rows: Vec<Vec<Text>> = facts
                .iter()
                .map(|(label, text)| vec![Text::new().strong(label.as_str()), text.clone()])
                .collect();
            table(&[], &rows, &[TEXT_WIDTH / 6, TEXT_WIDTH - TEXT_WIDTH / 6])
        }
        Block::Table(made) => {
            let columns = columns(made);
            table(&made.header, &made.rows, &columns)
        }
        Block::Verbatim { plain, .. } => {
            plain.lines().map(|line| paragraph("", &run(Look::Fixed, line))).collect()
        }
        // Commands are for whoever sits at a terminal.
        Block::Next(_) => String::new(),
    }
}

fn item(text: &Text) -> String {
    let mark = run(Look::Plain, "•");
    paragraph(
        "<w:tabs><w:tab w:val=\"left\" w:pos=\"284\"/></w:tabs><w:ind w:left=\"284\" w:hanging=\"284\"/>",
        &format!("{mark}<w:r><w:tab/></w:r>{}", runs(text)),
    )
}

/// The widths of the columns: as the longest text of each asks, so that none is narrower than a ninth of the page.
fn columns(table: &Table) -> Vec<usize> {
    let length = |column: usize| {
        let cells =
            table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.words().chars().count());
        let head = table.header.get(column).map_or(0, |head| head.chars().count());
        cells.chain([head]).max().unwrap_or(0).clamp(6, 60)
    };
    let lengths: Vec<usize> = (0..table.header.len()).map(length).collect();
    let all: usize = lengths.iter().sum::<usize>().max(1);
    lengths.iter().map(|length| TEXT_WIDTH * length / all).collect()
}

fn table(header: &[String], rows: &[Vec<Text>], columns: &[usize]) -> String {
    let grid: String = columns.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let cell = |(runs, width): (String, &usize)| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
            paragraph("", &runs)
        )
    };
    let head = if header.iter().all(String::is_empty) {
        String::new()
    } else {
        let cells: String =
            header.iter().map(|text| run(Look::Strong, text)).zip(columns).map(cell).collect();
        format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>")
    };
    let row = |row: &Vec<Text>| {
        let cells: String = row.iter().map(runs).zip(columns).map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    let border =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{}",
        paragraph("<w:spacing w:after=\"0\"/>", "")
    )
}

fn paragraph(properties: &str, runs: &str) -> String {
    if properties.is_empty() {
        return format!("<w:p>{runs}</w:p>");
    }
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn runs(text: &Text) -> String {
    let look = |tone: Tone| match tone {
        Tone::Plain => Look::Plain,
        Tone::Source => Look::Faint,
        Tone::Caution => Look::Slanted,
        Tone::Strong | Tone::Against | Tone::For => Look::Strong,
    };
    text.0.iter().map(|(tone, words)| run(look(*tone), words)).collect()
}

/// How a run is printed. Meaning is never told by colour alone: pages are copied in black and white.
#[derive(Clone, Copy)]
enum Look {
    Plain,
    Strong,
    Slanted,
    Faint,
    Fixed,
}

fn run(look: Look, text: &str) -> String {
    let properties = match look {
        Look::Plain => "",
        Look::Strong => "<w:rPr><w:b/></w:rPr>",
        Look::Slanted => "<w:rPr><w:i/></w:rPr>",
        Look::Faint => "<w:rPr><w:color w:val=\"595959\"/><w:sz w:val=\"17\"/></w:rPr>",
        Look::Fixed => {
            "<w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/><w:sz w:val=\"16\"/></w:rPr>"
        }
    };
    if text.is_empty() {
        return String::new();
    }
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// Text that XML can hold: markup escaped, and no character that XML 1.0 forbids.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use std::io::Read;

    use super::*;

    fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        (0..zip.len())
            .map(|place| {
                let mut file = zip.by_index(place).expect("a part");
                let mut text = String::new();
                file.read_to_string(&mut text).expect("text");
                (file.name().expect("a name").into_owned(), text)
            })
            .collect()
    }

    fn sample() -> Page {
        let mut page = Page::new("Wages & <hours>");
        page.heading("What \"is\" said");
        page.paragraph(Text::new().strong("Union").plain(": 4\u{1}% \u{ffff}"));
        page.list(vec![Text::from("one"), Text::new().caution("________")]);
        page.facts(vec![("who".to_owned(), Text::from("both"))]);
        let mut table = Table::new(["clause", "held by"]);
        table.row(vec![Text::from("pay"), Text::from("all")]);
        page.table(table);
        page.next(vec![("detente why case".to_owned(), "not in a document".to_owned())]);
        page
    }

    #[test]
    fn every_part_is_well_formed_and_the_text_is_there_in_order() {
        let bytes = render(&sample(), "TLP:AMBER", "case 0123 of <today>").expect("a document");
        assert_eq!(bytes, render(&sample(), "TLP:AMBER", "case 0123 of <today>").expect("the same"));
        let parts = parts(bytes);
        let mut words = String::new();
        for (name, text) in &parts {
            let read = roxmltree::Document::parse(text);
            let read = read.unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            if name == "word/document.xml" {
                let texts = read.descendants().filter(|node| {
                    node.has_tag_name(("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "t"))
                });
                words = texts.filter_map(|node| node.text()).collect::<Vec<_>>().join("|");
            }
        }
        assert_eq!(
            words,
            "Wages & <hours>|What \"is\" said|Union|: 4\\u{1}%  |•|one|•|________|who|both|clause|held by|pay|all|\
             case 0123 of <today>"
        );
        let header = parts.iter().find(|(name, _)| name == "word/header1.xml");
        assert!(header.is_some_and(|(_, text)| text.contains("TLP:AMBER")));
    }

    /// What a part names in its relations or content types is in the package.
    #[test]
    fn what_the_package_names_is_in_it() {
        let parts = parts(render(&sample(), "TLP:CLEAR", "").expect("a document"));
        let has = |name: &str| parts.iter().any(|(part, _)| part == name);
        for (relations, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            let (_, text) = parts.iter().find(|(name, _)| name == relations).expect("relations");
            let read = roxmltree::Document::parse(text).expect("XML");
            let targets: Vec<_> = read.descendants().filter_map(|node| node.attribute("Target")).collect();
            assert!(!targets.is_empty());
            assert!(targets.iter().all(|target| has(&format!("{folder}{target}"))), "{targets:?}");
        }
        let (_, types) = &parts[0];
        let read = roxmltree::Document::parse(types).expect("XML");
        let named: Vec<_> = read.descendants().filter_map(|node| node.attribute("PartName")).collect();
        assert!(named.len() == 3 && named.iter().all(|name| has(name.trim_start_matches('/'))), "{named:?}");
    }
}
