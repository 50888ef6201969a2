//! OpenDocument spreadsheets (ODF 1.2): the cells of each sheet, without letting repeated cells fill the memory.

use roxmltree::{Document, Node};

use super::workbook::{Chosen, Sheet};

const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

/// How many elements of a document are read.
const MOST_NODES: u32 = 2_000_000;

/// Offers the sheets of a document's `content.xml`.
pub(super) fn sheets(content: &str, chosen: &mut Chosen<'_>) -> Result<(), String> {
    let options = roxmltree::ParsingOptions { nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(content, options).map_err(|error| error.to_string())?;
    // The tables of office:document-content, office:body, office:spreadsheet: none that stands in a cell.
    let parts = document
        .root_element()
        .children()
        .flat_map(|body| body.children())
        .flat_map(|sheet| sheet.children());
    for table in parts.filter(|node| node.has_tag_name((TABLE, "table"))) {
        let name = table.attribute((TABLE, "name")).unwrap_or_default();
        if chosen.is_done() {
            chosen.skip(name);
        } else {
            chosen.offer(sheet(table, name));
        }
    }
    Ok(())
}

fn sheet(table: Node<'_, '_>, name: &str) -> Sheet {
    let mut sheet = Sheet::called(name);
    let mut at: usize = 0;
    for row in table.descendants().filter(|node| node.has_tag_name((TABLE, "table-row"))) {
        let times = repeated(row, "number-rows-repeated");
        for place in at..at.saturating_add(times) {
            match put(&mut sheet, row, place) {
                Row::Full => return sheet,
                Row::Empty => break,
                Row::Written => {}
            }
        }
        at = at.saturating_add(times);
    }
    sheet
}

/// What became of a row.
enum Row {
    /// It has no text, however often it is repeated.
    Empty,
    Written,
    /// The sheet takes no more.
    Full,
}

/// Writes a row into the sheet.
fn put(sheet: &mut Sheet, row: Node<'_, '_>, at: usize) -> Row {
    let is_cell = |node: &Node<'_, '_>| {
        node.has_tag_name((TABLE, "table-cell")) || node.has_tag_name((TABLE, "covered-table-cell"))
    };
    let mut column: usize = 0;
    let mut written = Row::Empty;
    for cell in row.children().filter(is_cell) {
        let text = text(cell);
        let times = repeated(cell, "number-columns-repeated");
        if !text.trim().is_empty() {
            written = Row::Written;
            if (column..column.saturating_add(times)).any(|column| !sheet.put(at, column, &text)) {
                return Row::Full;
            }
        }
        column = column.saturating_add(times);
    }
    written
}

fn repeated(node: Node<'_, '_>, attribute: &str) -> usize {
    const MOST: usize = 1 << 24;
    let times = node.attribute((TABLE, attribute)).and_then(|times| times.parse::<usize>().ok());
    times.unwrap_or(1).min(MOST)
}

/// A number as its value, a date as its day, anything else as its text.
fn text(cell: Node<'_, '_>) -> String {
    let value = |name: &str| cell.attribute((OFFICE, name)).unwrap_or_default().to_owned();
    match cell.attribute((OFFICE, "value-type")) {
        Some("float" | "percentage" | "currency") => value("value"),
        Some("date") => value("date-value"),
        _ => {
            let paragraphs = cell.children().filter(|node| node.has_tag_name((TEXT, "p")));
            let text = |paragraph: Node<'_, '_>| {
                let pieces = paragraph.descendants().map(|node| match node.text() {
                    Some(text) if node.is_text() => text,
                    _ if node.has_tag_name((TEXT, "s")) || node.has_tag_name((TEXT, "tab")) => " ",
                    _ => "",
                });
                pieces.collect::<String>()
            };
            paragraphs.map(text).collect::<Vec<_>>().join(" ")
        }
    }
}
