//! OpenDocument spreadsheets (ODF 1.2): the cells of each sheet, without letting repeated cells fill the memory.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::{
    currency::Currency,
    moment,
    shown::{Sign, shown},
    workbook::{Chosen, Content, Sheet, Visibility},
};

const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";

/// How many elements of a document are read.
const MOST_NODES: u32 = 2_000_000;

/// Offers the sheets of a document's `content.xml`, those that are shown before those that are hidden.
pub(super) fn sheets(content: &str, chosen: &mut Chosen<'_>) -> Result<(), String> {
    let options = roxmltree::ParsingOptions { nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(content, options).map_err(|error| error.to_string())?;
    let hidden = hidden_styles(&document);
    let visibility = |table: &Node<'_, '_>| match table.attribute((TABLE, "style-name")) {
        Some(style) if hidden.contains(style) => Visibility::Hidden,
        Some(_) | None => Visibility::Shown,
    };
    // The tables of office:document-content, office:body, office:spreadsheet: none that stands in a cell.
    let parts = document
        .root_element()
        .children()
        .flat_map(|body| body.children())
        .flat_map(|sheet| sheet.children());
    let tables: Vec<_> = parts.filter(|node| node.has_tag_name((TABLE, "table"))).collect();
    for wanted in [Visibility::Shown, Visibility::Hidden] {
        for table in tables.iter().filter(|table| visibility(table) == wanted) {
            let name = table.attribute((TABLE, "name")).unwrap_or_default();
            if chosen.is_done() {
                chosen.skip(name);
            } else {
                chosen.offer(sheet(*table, name, wanted));
            }
        }
    }
    Ok(())
}

/// The names of the styles whose tables are not displayed.
fn hidden_styles<'d>(document: &'d Document<'_>) -> BTreeSet<&'d str> {
    let styles = document.root_element().children().flat_map(|part| part.children());
    let is_hidden = |style: &Node<'_, '_>| {
        let mut properties = style.children().filter(|node| node.has_tag_name((STYLE, "table-properties")));
        properties.any(|node| node.attribute((TABLE, "display")) == Some("false"))
    };
    let styles = styles.filter(|node| node.has_tag_name((STYLE, "style"))).filter(is_hidden);
    styles.filter_map(|style| style.attribute((STYLE, "name"))).collect()
}

fn sheet(table: Node<'_, '_>, name: &str, visibility: Visibility) -> Sheet {
    let mut sheet = Sheet::called(name, visibility);
    let mut column: usize = 0;
    for node in table.descendants().filter(|node| node.has_tag_name((TABLE, "table-column"))) {
        let next = column.saturating_add(repeated(node, "number-columns-repeated"));
        if is_hidden(node) {
            sheet.oddities.hide_columns(column, next.saturating_sub(1));
        }
        column = next;
    }
    let mut at: usize = 0;
    for row in table.descendants().filter(|node| node.has_tag_name((TABLE, "table-row"))) {
        let times = repeated(row, "number-rows-repeated");
        for place in at..at.saturating_add(times) {
            match put(&mut sheet, row, place) {
                Row::Full => return sheet,
                Row::Empty => break,
                Row::Written if is_hidden(row) => {
                    sheet.oddities.hidden_rows.insert(place);
                }
                Row::Written => {}
            }
        }
        at = at.saturating_add(times);
    }
    sheet
}

/// Whether a row or a column is not displayed.
fn is_hidden(node: Node<'_, '_>) -> bool {
    matches!(node.attribute((TABLE, "visibility")), Some("collapse" | "filter"))
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
        let content = content(cell);
        let times = repeated(cell, "number-columns-repeated");
        let says = match &content {
            Content::Empty => false,
            Content::Text(text) | Content::Number(text) => !text.trim().is_empty(),
            Content::WithoutResult => true,
        };
        if says {
            written = Row::Written;
            if (column..column.saturating_add(times)).any(|column| !sheet.put(at, column, &content)) {
                return Row::Full;
            }
        }
        let (across, down) =
            (repeated(cell, "number-columns-spanned"), repeated(cell, "number-rows-spanned"));
        if across > 1 || down > 1 {
            let last = (at.saturating_add(down - 1), column.saturating_add(across - 1));
            sheet.oddities.merged.push(((at, column), last));
        }
        column = column.saturating_add(times);
    }
    written
}

/// How often something stands there, at least once.
fn repeated(node: Node<'_, '_>, attribute: &str) -> usize {
    const MOST: usize = 1 << 24;
    let times = node.attribute((TABLE, attribute)).and_then(|times| times.parse::<usize>().ok());
    times.unwrap_or(1).clamp(1, MOST)
}

/// A number as it is shown, a date as its day, anything else as its text.
fn content(cell: Node<'_, '_>) -> Content {
    let value = |name: &str| cell.attribute((OFFICE, name));
    let written = written(cell);
    let kind = value("value-type");
    let number = value("value").and_then(|number| number.trim().parse::<f64>().ok());
    let said = match kind {
        Some("percentage") => number.and_then(|number| shown(number, Sign::Percent)).map(Content::Number),
        Some("currency") => {
            let sign =
                value("currency").and_then(Currency::of).map_or_else(|| of_text(&written), Sign::After);
            number.and_then(|number| shown(number, sign)).map(Content::Number)
        }
        Some("float") => number.and_then(|number| shown(number, of_text(&written))).map(Content::Number),
        Some("date") => value("date-value").map(|day| Content::Text(moment::of_iso(day))),
        Some("time") => value("time-value").and_then(moment::of_span).map(Content::Text),
        Some("boolean") => {
            value("boolean-value").map(|flag| Content::Text(moment::truth(flag == "true").to_owned()))
        }
        Some(_) | None => None,
    };
    let is_formula = cell.attribute((TABLE, "formula")).is_some();
    match said {
        Some(content) => content,
        None if is_formula && kind != Some("string") && written.trim().is_empty() => Content::WithoutResult,
        None if written.trim().is_empty() => Content::Empty,
        None => Content::Text(written),
    }
}

/// The sign of a number's format, as far as what is written in its cell shows it.
fn of_text(written: &str) -> Sign {
    let written = written.trim();
    match Currency::beside(written) {
        _ if written.ends_with('%') => Sign::PercentAsText,
        Some((currency, _)) => Sign::After(currency),
        None => Sign::Plain,
    }
}

/// What is written in a cell.
fn written(cell: Node<'_, '_>) -> String {
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
