//! Cells of the tables that détente writes: text that no spreadsheet runs as a formula.

use std::borrow::Cow;

/// Whether a spreadsheet that opens a CSV file would run a cell with this text.
#[must_use]
pub(crate) fn is_formula(text: &str) -> bool {
    // The wide signs of East Asian keyboards begin formulas too.
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell of text for a CSV file: an apostrophe goes before what a spreadsheet would run as a formula.
///
/// Only text needs it. A number is written as it is, with its sign. Spreadsheets show the text behind the apostrophe,
/// and the readers of this crate take it away again (OWASP, "CSV Injection").
#[must_use]
pub fn text_cell(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_run_is_changed() {
        for text in ["=1+1", "+1", "-2+3", "@sum", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠sum"] {
            assert_eq!(text_cell(text), format!("'{text}"));
        }
        for text in ["", "a=b", "'=1", "2-3", " =1"] {
            assert_eq!(text_cell(text), text);
        }
    }
}
