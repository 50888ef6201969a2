//! The same table as CSV, as `.xlsx` and as `.ods` is read alike, or refused alike; what only a workbook has is told.

use std::{fmt::Write as _, io::Write as _};

use detente_scenario::{
    Severity,
    sheet::{self, Table, Value, workbook_text},
};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::budget;

/// A cell as somebody typed it into a spreadsheet.
#[derive(Clone, Debug)]
enum Cell {
    Blank,
    Text(&'static str),
    /// Eighths.
    Number(i32),
    /// What binary arithmetic makes of a tenth, so many times: 0.7000000000000001.
    Tenths(u8),
    /// Eighths of a hundredth, shown with `%`.
    Percent(i32),
    Euros(i32),
    Dollars(i32),
    /// Above a million, shown with commas between thousands.
    Thousands(u32),
    /// A day of March 2026.
    Day(u8),
    /// A formula with this result.
    Formula(i32),
}

fn eighths(count: i32) -> f64 {
    f64::from(count) / 8.0
}

fn tenths(count: u8) -> f64 {
    f64::from(count) * 0.1
}

impl Cell {
    /// As the spreadsheet writes it into a CSV file.
    fn csv(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => (*text).to_owned(),
            Self::Number(count) | Self::Formula(count) => eighths(*count).to_string(),
            Self::Tenths(count) => format!("{}.{}", count / 10, count % 10),
            Self::Percent(count) => format!("{}%", eighths(*count)),
            Self::Euros(amount) => format!("{amount} \u{20ac}"),
            Self::Dollars(amount) => format!("${amount}").replace("$-", "-$"),
            Self::Thousands(number) => {
                format!("{},{:03},{:03}", number / 1_000_000, number / 1000 % 1000, number % 1000)
            }
            Self::Day(day) => format!("2026-03-{day:02}"),
        }
    }

    fn into_xlsx(self, sheet: &mut Worksheet, row: u32, column: u16) {
        let format = |code: &str| Format::new().set_num_format(code);
        let mut number = |number: f64, code: &str| {
            sheet.write_number_with_format(row, column, number, &format(code)).expect("written");
        };
        match self {
            Self::Blank => {}
            Self::Number(count) => number(eighths(count), "General"),
            Self::Tenths(count) => number(tenths(count), "0.0"),
            Self::Percent(count) => number(eighths(count) / 100.0, "0%"),
            Self::Euros(amount) => number(f64::from(amount), "#,##0 [$\u{20ac}-407]"),
            Self::Dollars(amount) => number(f64::from(amount), "\"$\"#,##0;[Red]-\"$\"#,##0"),
            Self::Thousands(count) => number(f64::from(count), "#,##0"),
            Self::Text(text) => {
                sheet.write_string(row, column, text).expect("written");
            }
            Self::Day(day) => {
                let day = ExcelDateTime::from_ymd(2026, 3, day).expect("a day");
                sheet.write_datetime_with_format(row, column, &day, &format("dd.mm.yyyy")).expect("written");
            }
            Self::Formula(count) => {
                let formula = Formula::new("=1+1").set_result(eighths(count).to_string());
                sheet.write_formula(row, column, formula).expect("written");
            }
        }
    }

    fn ods(&self) -> String {
        let cell = |kind: &str, value: String, shown: String| {
            format!(
                "<table:table-cell office:value-type=\"{kind}\" {value}><text:p>{shown}</text:p></table:table-cell>"
            )
        };
        let number = |kind: &str, number: f64, more: &str| {
            cell(kind, format!("office:value=\"{number}\" {more}"), self.csv())
        };
        match self {
            Self::Blank => "<table:table-cell/>".to_owned(),
            Self::Text(text) => cell("string", String::new(), (*text).to_owned()),
            Self::Number(count) => number("float", eighths(*count), ""),
            Self::Tenths(count) => number("float", tenths(*count), ""),
            Self::Percent(count) => number("percentage", eighths(*count) / 100.0, ""),
            Self::Euros(amount) => number("currency", f64::from(*amount), "office:currency=\"EUR\""),
            Self::Dollars(amount) => number("currency", f64::from(*amount), "office:currency=\"USD\""),
            Self::Thousands(count) => number("float", f64::from(*count), ""),
            Self::Day(day) => {
                cell("date", format!("office:date-value=\"2026-03-{day:02}\""), format!("{day}.3.26"))
            }
            Self::Formula(count) => number("float", eighths(*count), "table:formula=\"of:=1+1\""),
        }
    }
}

type Rows = Vec<Vec<Cell>>;

fn csv(rows: &Rows) -> String {
    let line = |row: &Vec<Cell>| {
        let cells = row.iter().map(|cell| format!("\"{}\"", cell.csv()));
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    rows.iter().map(line).collect()
}

fn xlsx(rows: &Rows) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.clone()) {
            cell.into_xlsx(sheet, row, column);
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";

/// A workbook of parts with these names and texts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A document of tables as XML, after styles as XML.
fn ods_of(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[("content.xml", content.as_str())])
}

fn ods(rows: &Rows) -> Vec<u8> {
    let mut text = String::from("<table:table table:name=\"Talks\">");
    for row in rows {
        let cells: String = row.iter().map(Cell::ods).collect();
        write!(text, "<table:table-row>{cells}</table:table-row>").expect("text");
    }
    ods_of("", &(text + "</table:table>"))
}

/// What is told: how bad it is, its name, its cell, and its words.
type Told = (Severity, &'static str, Option<(u32, u32)>, String);

/// What a file says, and what is told of it; that results may be old is said of no text.
fn read(file: &str, text: &str, mut told: Vec<detente_scenario::Diagnostic>) -> (Table, Vec<Told>) {
    let (table, more) = sheet::table(file, text);
    told.extend(more);
    told.retain(|told| told.severity != Severity::Note && told.code != "old-results");
    (table, told.into_iter().map(|told| (told.severity, told.code, told.place, told.message)).collect())
}

fn workbook(file: &str, bytes: &[u8]) -> (Table, Vec<Told>) {
    let (text, told) = workbook_text(file, bytes).expect("a workbook");
    read(file, &text, told)
}

fn any_value() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => Just(Cell::Blank),
        2 => prop_oneof![Just("accept"), Just("red line"), Just("?"), Just("20 to 40"), Just("12.5"),
            Just("lots"), Just("TRUE"), Just("#DIV/0!")].prop_map(Cell::Text),
        6 => (-40_i32..900).prop_map(Cell::Number),
        2 => (1_u8..60).prop_map(Cell::Tenths),
        2 => (0_i32..800).prop_map(Cell::Percent),
        2 => (-9_i32..990).prop_map(Cell::Euros),
        1 => (-9_i32..990).prop_map(Cell::Dollars),
        1 => (1_000_000_u32..900_000_000).prop_map(Cell::Thousands),
        1 => (1_u8..28).prop_map(Cell::Day),
        2 => (-40_i32..900).prop_map(Cell::Formula),
    ]
}

fn any_option() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Text("now")),
        Just(Cell::Text("in spring")),
        (1_i32..80).prop_map(Cell::Number),
        (1_i32..80).prop_map(Cell::Percent),
        (1_u8..28).prop_map(Cell::Day),
    ]
}

fn any_rows() -> impl Strategy<Value = Rows> {
    let option = (any_option(), prop::collection::vec(any_value(), 2));
    let issue = (prop::collection::vec(any_value(), 2), prop::collection::vec(option, 2..4), any::<bool>());
    let issues = prop::collection::vec(issue, 1..4);
    (prop::collection::vec(any_value(), 2), issues, any::<bool>()).prop_map(|(no_deal, issues, titled)| {
        let text = Cell::Text;
        let mut rows: Rows = Vec::new();
        if titled {
            rows.extend([vec![text("Talks of spring")], vec![]]);
        }
        rows.push(["issue", "option", "Orchard", "Press"].map(text).to_vec());
        rows.push([text(""), text("reservation")].into_iter().chain(no_deal).collect());
        for ((weights, options, gap), name) in issues.into_iter().zip(["Apples", "Pears", "Plums"]) {
            rows.extend(gap.then(Vec::new));
            rows.push([text(name), text("weight")].into_iter().chain(weights).collect());
            for (option, cells) in options {
                rows.push([text(""), option].into_iter().chain(cells).collect());
            }
        }
        rows
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: budget::cases(1_500), ..ProptestConfig::default() })]

    #[test]
    fn a_table_is_read_alike_in_every_format_or_refused_alike(rows in any_rows()) {
        let text = csv(&rows);
        let plain = read("t.csv", &text, Vec::new());
        prop_assert_eq!(&workbook("t.xlsx", &xlsx(&rows)), &plain, "xlsx of\n{}", text);
        prop_assert_eq!(&workbook("t.ods", &ods(&rows)), &plain, "ods of\n{}", text);
    }
}

/// Fruit: one row a line.
fn fruit(cells: [[Cell; 2]; 3]) -> Rows {
    let [first, second, third] = cells;
    let text = Cell::Text;
    vec![
        ["issue", "option", "Orchard", "Press"].map(text).to_vec(),
        [text("Apples"), text("weight")].into_iter().chain(first).collect(),
        [text(""), text("red")].into_iter().chain(second).collect(),
        [text(""), text("green")].into_iter().chain(third).collect(),
    ]
}

fn codes(told: &[Told]) -> Vec<(&'static str, Option<(u32, u32)>)> {
    told.iter().map(|(_, code, place, _)| (*code, *place)).collect()
}

#[test]
fn percent_beside_plain_numbers_is_refused_in_workbooks_too() {
    let rows = fruit([
        [Cell::Number(8), Cell::Number(8)],
        [Cell::Percent(360), Cell::Euros(3)],
        [Cell::Number(240), Cell::Dollars(4)],
    ]);
    let expected = [("mixed-percent", Some((3, 3))), ("mixed-currency", Some((4, 4)))];
    for told in [
        read("t.csv", &csv(&rows), Vec::new()).1,
        workbook("t.xlsx", &xlsx(&rows)).1,
        workbook("t.ods", &ods(&rows)).1,
    ] {
        assert_eq!(codes(&told), expected);
    }
}

#[test]
fn a_text_that_may_be_two_numbers_is_no_number_in_any_format() {
    let rows = fruit([
        [Cell::Number(8), Cell::Number(8)],
        [Cell::Text("1,250"), Cell::Number(9)],
        [Cell::Number(9), Cell::Number(16)],
    ]);
    let expected = [("ambiguous-number", Some((3, 3)))];
    let (table, told) = workbook("t.xlsx", &xlsx(&rows));
    assert_eq!(codes(&told), expected);
    assert_eq!(codes(&workbook("t.ods", &ods(&rows)).1), expected);
    assert_eq!(codes(&read("t.csv", &csv(&rows), Vec::new()).1), expected);
    // A number of the workbook is none that may be two.
    let number = Value::Number("1.125".parse().expect("a number"));
    assert_eq!(table.issues[0].options[0].cells[1].value, number);
}

/// 0.7000000000000001 is the 0.7 that the spreadsheet shows; as the text of a table it is what it says.
#[test]
fn workbooks_are_read_at_the_digits_they_show() {
    let value = |table: &Table| table.issues[0].options[0].cells[0].value;
    let seven = Value::Number("0.7".parse().expect("a number"));
    let rows = fruit([
        [Cell::Number(8), Cell::Number(8)],
        [Cell::Tenths(7), Cell::Number(1)],
        [Cell::Number(2), Cell::Number(3)],
    ]);
    assert!((tenths(7) - 0.7).abs() > 0.0, "binary tenths do not add up");
    for (file, bytes) in [("t.xlsx", xlsx(&rows)), ("t.ods", ods(&rows))] {
        assert_eq!(value(&workbook(file, &bytes).0), seven, "{file}");
    }
    let text = csv(&rows).replace("0.7", "0.7000000000000001");
    assert_ne!(value(&read("t.csv", &text, Vec::new()).0), seven);
}

/// A workbook of one sheet as XML, with the state of the sheet and what the workbook says of calculating.
fn sheet_of(data: &str, state: &str, calculation: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Fruit\" sheetId=\"1\" {state} r:id=\"rId1\"/></sheets>{calculation}</workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\">{data}</worksheet>");
    zipped(&[
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// The cells of a row as XML: `=` is a formula without result, `=7` one with, other cells are numbers or texts.
fn cells(row: usize, more: &str, texts: &[&str]) -> String {
    let cell = |(text, column): (&&str, char)| {
        let place = format!("r=\"{column}{row}\"");
        match text.strip_prefix('=') {
            _ if text.is_empty() => String::new(),
            Some("") => format!("<c {place}><f>1+1</f><v></v></c>"),
            Some(result) => format!("<c {place}><f>1+1</f><v>{result}</v></c>"),
            None if text.parse::<f64>().is_ok() => format!("<c {place}><v>{text}</v></c>"),
            None => format!("<c {place} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let cells: String = texts.iter().zip('A'..='Z').map(cell).collect();
    format!("<row r=\"{row}\" {more}>{cells}</row>")
}

/// A code, a cell and words.
type Odd = (&'static str, Option<(u32, u32)>, String);

/// What only the workbook tells.
fn odd(bytes: &[u8]) -> Vec<Odd> {
    let (text, mut told) = workbook_text("t.xlsx", bytes).expect("a workbook");
    told.extend(sheet::table("t.xlsx", &text).1);
    told.into_iter().map(|told| (told.code, told.place, told.message)).collect()
}

#[test]
fn what_a_sheet_hides_is_read_and_told() {
    let rows = [
        cells(1, "", &["issue", "option", "Orchard", "Press"]),
        cells(3, "hidden=\"1\"", &["Apples", "red", "4", "=5"]),
        cells(7, "", &["", "green", "6", "1"]),
        cells(8, "hidden=\"true\"", &[]),
    ];
    let columns = "<cols><col min=\"4\" max=\"9\" hidden=\"1\"/></cols>";
    let data = format!("{columns}<sheetData>{}</sheetData>", rows.concat());
    let told = odd(&sheet_of(&data, "state=\"hidden\"", ""));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "hidden-cells");
    assert!(told[0].2.ends_with(": sheet \"Fruit\"; row 3; column D"), "{told:?}");
    assert_eq!(
        odd(&sheet_of(&format!("<sheetData>{}</sheetData>", rows[0].clone() + &rows[2]), "", "")).len(),
        2
    );
}

#[test]
fn formulas_without_results_merged_cells_and_old_results_are_told_with_their_cells() {
    let rows = [
        cells(1, "", &["issue", "option", "Orchard", "Press"]),
        cells(2, "", &["Apples", "red", "=", "5"]),
        cells(5, "", &["", "green", "=6", "much"]),
        cells(6, "", &["", "=", "3", ""]),
    ];
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A2:A6\"/><mergeCell ref=\"C6:D6\"/></mergeCells>";
    let data = format!("<sheetData>{}</sheetData>{merged}", rows.concat());
    let told = odd(&sheet_of(&data, "", "<calcPr fullCalcOnLoad=\"1\"/>"));
    let found: Vec<_> = told.iter().map(|(code, place, _)| (*code, *place)).collect();
    assert_eq!(
        found,
        [
            ("merged-cells", Some((6, 3))),
            ("old-results", Some((5, 3))),
            ("no-result", Some((2, 3))),
            ("not-a-number", Some((5, 4))),
            ("no-result", Some((6, 2))),
        ],
        "all at once: {told:?}"
    );
    assert!(told[0].2.contains("C6 to D6"), "{told:?}");
    assert!(!odd(&sheet_of(&data, "", "")).iter().any(|(code, _, _)| *code == "old-results"));
}

#[test]
fn an_open_document_tells_what_it_hides_merges_and_did_not_calculate() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let head: String = ["issue", "option", "Orchard", "Press"].map(text).concat();
    let formula = "<table:table-cell table:formula=\"of:=1+1\"/>";
    let wide = "<table:table-cell office:value-type=\"float\" office:value=\"3\" table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\"/><table:covered-table-cell/>";
    let secret = "<style:style style:name=\"secret\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let rows = format!(
        "<table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>\
         <table:table-row>{head}</table:table-row>\
         <table:table-row table:visibility=\"filter\">{}{}{formula}{}</table:table-row>\
         <table:table-row><table:table-cell/>{}{wide}</table:table-row>",
        text("Apples"),
        text("red"),
        text("5"),
        text("green")
    );
    let hidden = format!("<table:table table:name=\"Old\" table:style-name=\"secret\">{rows}</table:table>");
    let shown = format!("<table:table table:name=\"New\">{rows}</table:table>");
    let (text, mut told) =
        workbook_text("t.ods", &ods_of(secret, &(hidden.clone() + &shown))).expect("a document");
    told.extend(sheet::table("t.ods", &text).1);
    let found: Vec<_> = told.iter().map(|told| (told.code, told.place)).collect();
    assert_eq!(
        found,
        [
            ("other-sheets", None),
            ("hidden-cells", None),
            ("merged-cells", Some((3, 3))),
            ("no-result", Some((2, 3))),
        ]
    );
    assert!(
        told[0].message.contains("sheet \"New\"") && told[1].message.ends_with("row 2; column C"),
        "{told:?}"
    );
    let (_, told) = workbook_text("t.ods", &ods_of(secret, &hidden)).expect("a document");
    assert!(told[0].message.contains("sheet \"Old\""), "{told:?}");
}
