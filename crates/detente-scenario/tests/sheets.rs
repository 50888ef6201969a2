//! Spreadsheets as people have them: dialects, layouts, and what is told of tables that are odd.

use std::{collections::BTreeMap, fmt::Write};

use detente_scenario::{
    Opened, Reading, Scenario, Severity, read_csv, read_genius, read_geniusweb, read_negmas,
    sheet::{self, Level, Owner, Value, workbook_text},
    text::{Encoding, Kind, decode},
};
use proptest::prelude::*;

use crate::budget;

/// Bread against peace, in plain numbers.
const TALKS: [[&str; 4]; 8] = [
    ["issue", "option", "Bakers", "Millers"],
    ["", "reservation", "30.5", "25"],
    ["Flour", "weight", "0.75", "0.5"],
    ["Flour", "option:rye", "10", "90.25"],
    ["Flour", "option:spelt", "80", "0"],
    ["Delivery", "weight", "0.25", "0.5"],
    ["Delivery", "option:daily", "100", "20"],
    ["Delivery", "option:weekly", "0", "60"],
];

fn joined(rows: &[[&str; 4]], separator: &str, comma: bool) -> String {
    let cell = |text: &&str| if comma { text.replace('.', ",") } else { (*text).to_owned() };
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(separator) + "\n").collect()
}

#[track_caller]
fn scenario(file: &str, text: &str) -> Scenario {
    let Opened { scenario, diagnostics } = read_csv(file, text);
    assert_eq!(diagnostics, [], "{text}");
    scenario.expect("a scenario")
}

/// The codes and cells of what is told.
type Told = (Severity, &'static str, Option<(u32, u32)>);

fn told(text: &str) -> Vec<Told> {
    let opened = read_csv("t.csv", text);
    opened.diagnostics.iter().map(|told| (told.severity, told.code, told.place)).collect()
}

#[test]
fn a_table_is_the_same_in_every_dialect() {
    let plain = scenario("t.csv", &joined(&TALKS, ",", false));
    for text in [
        joined(&TALKS, ";", true),
        joined(&TALKS, ";", false),
        joined(&TALKS, "\t", true),
        joined(&TALKS, "\t", false),
        format!("sep=;\r\n{}", joined(&TALKS, ";", true).replace('\n', "\r\n")),
        format!("\u{feff}{}", joined(&TALKS, ",", false)),
        format!("What bakers want\n\n{}", joined(&TALKS, ";", true)),
        joined(&TALKS, ",", false).replace("option:", ""),
        joined(&TALKS, ",", false).replace("0.75", "75%").replace("0.25,", "25 %,"),
        joined(&TALKS, ",", false).replace("Flour", "Flour\u{a0}").replace("Delivery,w", " Delivery,w"),
        // Merged cells: the issue stands once, above empty cells.
        joined(&TALKS, ",", false).replace("Flour,option", ",option").replace("Delivery,option", ",option"),
    ] {
        assert_eq!(scenario("t.csv", &text), plain, "{text}");
    }
}

#[test]
fn a_table_may_be_long_or_lie_on_its_side() {
    let plain = scenario("t.csv", &joined(&TALKS, ",", false));
    let mut long = "party;option;issue;value\n".to_owned();
    for row in TALKS.iter().skip(1) {
        for (party, cell) in ["Bakers", "Millers"].iter().zip(&row[2..]) {
            writeln!(long, "{party};{};{};{cell}", row[1], row[0]).expect("text");
        }
    }
    assert_eq!(scenario("t.csv", &long), plain);
    let turned: String = (0..4)
        .map(|column| TALKS.iter().map(|row| row[column]).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    assert_eq!(scenario("t.csv", &turned), plain);
    // A mistake is told where it stands in the file.
    let wrong = format!("title\n{}", turned.replace("90.25", "lots"));
    assert!(told(&wrong).contains(&(Severity::Error, "not-a-number", Some((5, 4)))), "{:?}", told(&wrong));
}

#[test]
fn words_intervals_and_blanks_stay_what_they_are() {
    let text = "issue,option,North,South,source\nBorder,weight,high,?,\nBorder,option:river,propose,red line,Letter of May\nBorder,option:ridge,20 to 40,,\n";
    let (table, diagnostics) = sheet::table("t.csv", text);
    assert_eq!(diagnostics, []);
    let options = &table.issues[0].options;
    assert_eq!(options[0].cells[1].value, Value::Word(Level::RedLine));
    assert_eq!(options[0].cells[1].source.as_deref(), Some("Letter of May"));
    assert!(matches!(options[1].cells[0].value, Value::Between(..)));
    assert_eq!(options[1].cells[1].value, Value::Unsaid);
    assert_eq!(table.parties.len(), 2, "the source is no party");
    let opened = read_csv("t.csv", text);
    assert!(opened.scenario.is_none());
    let refusal = opened.diagnostics.last().expect("a reason");
    assert_eq!((refusal.code, refusal.place), ("needs-a-case", Some((2, 3))));
    assert!(
        refusal.message.contains("2 unknown cells (D2, D4)") && refusal.help.contains("detente brief"),
        "{refusal}"
    );
    let case = table.case("t.csv", Owner::Person("Jo"), "2026-01-31").expect("a case");
    for line in [
        "propose = [\"river\"]",
        "red_line = [\"river\"]",
        "values = { ridge = [20, 40] }",
        "note = \"t.csv, C3; source: Letter of May\"",
        "issues = { border = \"high\" }",
    ] {
        assert!(case.text.contains(line), "{line}\n{}", case.text);
    }
    assert!(!case.text.contains("= 0"), "a blank is no 0:\n{}", case.text);
}

#[test]
fn nothing_is_rescaled_where_points_add_up() {
    let text = "issue,option,Lender,Debtor\n,reservation,150000,-3\nTerm,option:short,250000,-7.5\nTerm,option:long,0,1/3\nRate,option:low,-20,4\nRate,option:high,90,1 to 2\n";
    let (table, told) = sheet::table("t.csv", text);
    assert_eq!(told, []);
    let case = table.case("t.csv", Owner::Cells, "2026-01-31").expect("a case").text;
    for line in [
        "lender = { name = \"Lender\", short = \"LENDER\", role = \"principal\", counts = \"sum\" }",
        "values = { short = 250000, long = 0 }",
        "values = { short = -7.5, long = \"1/3\" }",
        "values = { low = 4, high = [1, 2] }",
        "value = 150000",
        "owner = \"the spreadsheet t.csv, D3 to D4\"",
    ] {
        assert!(case.contains(line), "{line}\n{case}");
    }
    assert!(!case.contains("[[weights]]"), "{case}");
}

/// What is wrong with a cell is told once: a cell that could not be read is not also one that says nothing.
#[test]
fn a_cell_with_an_error_is_not_also_unknown() {
    let text = "issue,option,North,South\nTolls,option:none,1e400,3\nTolls,option:half,12 apples,4\n";
    let opened = read_csv("t.csv", text);
    assert!(opened.scenario.is_none());
    let told: Vec<_> = opened.diagnostics.iter().map(|told| (told.code, told.place)).collect();
    assert_eq!(told, [("number-too-far", Some((2, 3))), ("not-a-number", Some((3, 3)))]);
}

#[test]
fn a_blank_is_never_zero() {
    for (blank, place) in [("Flour,weight,,0.5", (4, 3)), ("Flour,option:rye,10,", (5, 4))] {
        let start: String = blank.split(',').take(2).collect::<Vec<_>>().join(",");
        let rows: String = joined(&TALKS, ",", false)
            .lines()
            .map(|line| if line.starts_with(&start) { format!("{blank}\n") } else { format!("{line}\n") })
            .collect();
        let opened = read_csv("t.csv", &format!("\n{rows}"));
        assert!(opened.scenario.is_none(), "{rows}");
        let told: Vec<_> = opened.diagnostics.iter().map(|told| (told.code, told.place)).collect();
        assert_eq!(told, [("needs-a-case", Some(place))], "{rows}");
    }
}

#[test]
fn what_is_odd_is_told_with_its_cell() {
    let table = |change: &[(&str, &str)]| {
        change.iter().fold(joined(&TALKS, ",", false), |text, (was, is)| text.replace(was, is))
    };
    let (error, warning) = (Severity::Error, Severity::Warning);
    for (text, expected) in [
        (table(&[("Bakers,Millers", "Guild,guild")]), (error, "repeated-party", Some((1, 4)))),
        (table(&[("Bakers,", ",")]), (error, "nameless-party", Some((1, 3)))),
        (table(&[("100,20", "100,20,7")]), (error, "cell-too-many", Some((7, 5)))),
        (table(&[("Flour,weight", "Flower,weight")]), (error, "weight-without-issue", Some((3, 1)))),
        (table(&[("Flour,weight", "Flour,wieght")]), (error, "unknown-row", Some((3, 2)))),
        (table(&[("option:spelt", "option: rye")]), (error, "repeated-row", Some((5, 2)))),
        (
            table(&[(",reservation,30.5", ",reservation,1,2\n,reservation,30.5")]),
            (error, "repeated-row", Some((3, 2))),
        ),
        (table(&[("Delivery,weight", "Flour,weight")]), (error, "repeated-row", Some((6, 2)))),
        (table(&[("0.75", "-0.75")]), (warning, "negative-weight", Some((3, 3)))),
        (table(&[("0.75", "75"), ("0.25,", "25,")]), (warning, "sum-of-weights", Some((3, 3)))),
        (table(&[("0.75", "0.85")]), (warning, "sum-of-weights", Some((3, 3)))),
        (table(&[("Flour,weight,0.75,0.5\n", "")]), (warning, "no-weight", Some((3, 1)))),
        (table(&[("Delivery,option:d", "delivery,option:d")]), (warning, "near-names", Some((7, 1)))),
        (table(&[("Delivery,option:d", "Delivary,option:d")]), (warning, "near-names", Some((7, 1)))),
        (table(&[("Millers", "Mill\u{202e}ers")]), (warning, "invisible-character", Some((1, 4)))),
        (table(&[("option:rye", "\"option:rye")]), (error, "broken-quote", Some((4, 2)))),
        (table(&[(",80,", ",80%,")]), (error, "mixed-percent", Some((5, 3)))),
        (table(&[("0.75", "75%"), ("0.25,", "2,")]), (warning, "mixed-percent", Some((3, 3)))),
        (
            table(&[(",reservation,30.5", ",discount,1.5,1\n,reservation,30.5")]),
            (warning, "no-discount", Some((2, 3))),
        ),
        (table(&[("0.75", "1e-300")]), (error, "number-too-far", Some((3, 3)))),
        (
            table(&[("0.75", "\"1,750\""), ("30.5", "30"), ("0.5\n", "1\n"), ("90.25", "90"), ("0.25", "1")]),
            (error, "ambiguous-number", Some((3, 3))),
        ),
    ] {
        let told = told(&text);
        assert!(told.contains(&expected), "{expected:?} is not among {told:?}\n{text}");
    }
    let opened = read_csv("t.csv", &table(&[("Flour,weight", "Flower,weight")]));
    assert!(opened.diagnostics[0].help.contains("\"Flour\""), "{}", opened.diagnostics[0]);
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_neutralised_and_read_again() {
    let text = "issue,option,'=cmd,@you\n'-1,option:+1,-5,5\n'-1,option:=2,5,-5\n";
    let before = scenario("t.csv", text);
    assert_eq!(before.issues[0].name, "-1");
    let written = detente_scenario::write_csv(&before);
    let (file, text) = written.files.first_key_value().expect("a file");
    for line in text.lines() {
        assert!(!line.starts_with(['=', '+', '-', '@']) && !line.contains(",="), "{text}");
    }
    assert!(text.contains(",-5,5"), "numbers stay numbers: {text}");
    assert_eq!(scenario(file, text).parties, before.parties);
}

#[test]
fn workbooks_say_what_tables_say() {
    let text = "issue,option,North,South,source\n,reservation,30,20 to 25,\nBorder,weight,high,0.25,\nBorder,option:river,propose,red line,Letter of May\nBorder,option:ridge,20 to 40,,\nTolls,weight,low,0.75,\nTolls,option:none,0.1,1/3,\nTolls,option:=all,99,-1.5,\n";
    let (table, _) = sheet::table("t.csv", text);
    let workbook = sheet::xlsx_of_table(&table).expect("a workbook");
    assert_eq!(workbook, sheet::xlsx_of_table(&table).expect("the same"), "bytes do not hang on the day");
    let (again, told) = workbook_text("t.xlsx", &workbook).expect("it is read");
    assert_eq!(told, []);
    let (again, told) = sheet::table("t.xlsx", &again);
    assert_eq!(told, []);
    let bare = |table: &sheet::Table| sheet::write_table(table);
    assert_eq!(bare(&again), bare(&table));
    let (csv, _) = sheet::table("t.csv", &bare(&table));
    assert_eq!(bare(&csv), bare(&table));
}

/// An `OpenDocument` spreadsheet of rows of XML.
fn ods(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"Sheet1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    archive.write_all(content.as_bytes()).expect("written");
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn an_open_document_is_read_with_what_it_repeats() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |value: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{value},0</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let twice = "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"50\"/>";
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = [
        row(&[text("issue"), text("option"), text("A"), text("B")]),
        row(&[text("Fee"), text("low"), number("12.5"), number("1e2")]),
        row(&["<table:covered-table-cell/>".to_owned(), text("high"), twice.to_owned()]),
        empty.to_owned(),
    ];
    let (read, told) = workbook_text("t.ods", &ods(&rows.concat())).expect("it is read");
    assert_eq!(told, []);
    assert_eq!(
        read, "\"issue\",\"option\",\"A\",\"B\"\n\"Fee\",\"low\",12.5,100\n\"\",\"high\",50,50\n",
        "texts stand in quotes, and numbers do not"
    );
    // What would fill the memory is cut, and told.
    let bomb = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    let (_, told) = workbook_text("t.ods", &ods(bomb)).expect("it is read");
    assert_eq!(told.iter().map(|told| told.code).collect::<Vec<_>>(), ["table-too-large"]);
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in
        [&b""[..], b"PK\x03\x04", b"issue,option,A\n", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]
    {
        for file in ["t.xlsx", "t.ods"] {
            let refused = workbook_text(file, bytes).expect_err("no workbook");
            assert_eq!((refused.code, refused.severity), ("broken-workbook", Severity::Error));
        }
    }
}

#[test]
fn a_tag_with_too_many_attributes_is_refused_at_once() {
    let many: String = (0..60_000).map(|number| format!(" a{number}=\"1\"")).collect();
    let files = BTreeMap::from([("a.xml".to_owned(), format!("<negotiation_template{many}/>"))]);
    let opened = read_genius(&files);
    assert!(
        opened
            .diagnostics
            .iter()
            .any(|told| told.code == "too-many-attributes" && told.place == Some((1, 1)))
    );
}

/// A number with at most three decimals, as each dialect writes it.
fn number() -> impl Strategy<Value = i32> {
    -200_000..=200_000_i32
}

fn shown(thousandths: i32, mark: char, grouped: Option<char>) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let whole = match grouped {
        Some(between) if whole >= 1000 => format!("{}{between}{:03}", whole / 1000, whole % 1000),
        Some(_) | None => whole.to_string(),
    };
    // A fourth digit keeps a part from being taken for thousands.
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}{mark}{part:03}0") }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: budget::cases(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn dialects_say_the_same(
        values in prop::collection::vec((number(), number()), 2..7),
        names in prop::collection::btree_set("[a-z]{3,5}é[a-z]{2,3}", 8),
        marked in any::<bool>(),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let table = |separator: char, mark: char, grouped: Option<char>| {
            let mut text = format!("issue{separator}option{separator}{}{separator}{}\n", names[0], names[1]);
            for (row, (one, other)) in values.iter().enumerate() {
                let cells = [shown(*one, mark, grouped), shown(*other, mark, grouped)];
                let quoted = cells.map(|cell| if cell.contains(separator) { format!("\"{cell}\"") } else { cell });
                let line = [names[2].clone(), names[3].clone() + &"x".repeat(4 * row), quoted[0].clone(), quoted[1].clone()];
                text.push_str(&(line.join(&separator.to_string()) + "\n"));
            }
            text
        };
        let plain = table(',', '.', None);
        let expected = read_csv("t.csv", &plain).scenario;
        prop_assert!(expected.is_some(), "{}", plain);
        let mark = |text: &str| if marked { format!("\u{feff}{text}") } else { text.to_owned() };
        let sixteen: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let western: Vec<u8> = table(';', ',', Some('.')).chars().map(|letter| u8::try_from(letter).expect("Latin")).collect();
        let texts = [
            mark(&table(';', ',', None)), mark(&table(';', '.', None)), table('\t', ',', Some(' ')), table(',', '.', Some('\'')),
            table(';', ',', Some('\u{a0}')), table(',', ',', None),
            decode(Kind::Table, &sixteen).expect("UTF-16").text,
            decode(Kind::Table, &western).expect("Windows-1252").text,
        ];
        for text in texts {
            prop_assert_eq!(&read_csv("t.csv", &text).scenario, &expected, "{}", text);
        }
    }

    #[test]
    fn any_bytes_are_survived_by_every_reader(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let files = |name: &str, text: &str| BTreeMap::from([(name.to_owned(), text.to_owned())]);
        for kind in [Kind::Plain, Kind::Xml, Kind::Table] {
            if let Ok(decoded) = decode(kind, &bytes) {
                // A character that stands for others is there only where the bytes say it.
                let said = bytes.windows(3).any(|three| three == "\u{fffd}".as_bytes());
                let replaced = decoded.encoding != Encoding::Utf16 && decoded.text.contains('\u{fffd}');
                prop_assert!(said || !replaced);
                let _ = (read_csv("a.csv", &decoded.text), read_genius(&files("a.xml", &decoded.text)));
                let _ = (read_geniusweb(&files("a.json", &decoded.text)), read_negmas(&files("a.yml", &decoded.text)));
            }
        }
        let (table, _) = sheet::table("t.csv", &joined(&TALKS, ",", false));
        for (file, mut workbook) in [("t.xlsx", sheet::xlsx_of_table(&table).expect("a workbook")), ("t.ods", ods("<table:table-row/>"))] {
            for (at, byte) in &flips {
                let at = at.index(workbook.len());
                workbook[at] = *byte;
            }
            workbook.truncate(cut.index(workbook.len() * 2));
            if let Ok((text, _)) = workbook_text(file, &workbook) {
                let _ = read_csv(file, &text).scenario.map(|scenario| scenario.reservation(Reading::Format, 0));
            }
            let _ = workbook_text(file, &bytes);
        }
    }

    #[test]
    fn any_cells_are_survived(text in "([a-z=%.,;?\\[\\]0-9\"' \t-]|option|weight|issue|\n|,|;){0,120}") {
        let (table, _) = sheet::table("a.csv", &text);
        let _ = table.scenario();
        let _ = table.case("a.csv", Owner::Cells, "2026-01-31");
        let written = sheet::write_table(&table);
        let _ = sheet::table("a.csv", &written);
    }
}

#[test]
fn weights_that_may_be_meant_for_a_mean_are_told() {
    let told = |weights: [&str; 2], most: &str| {
        let text = format!(
            "issue,option,Mill,Union\n,reservation,20 to 45,\nHours,weight,{},\nHours,short,0,1\nHours,long,{most},0\nRest,weight,{},\nRest,none,{most},0\nRest,a day,0,1\n",
            weights[0], weights[1]
        );
        let (table, told) = sheet::table("mill.csv", &text);
        assert!(told.iter().all(|told| told.severity != Severity::Error), "{told:?}");
        table.case("mill.csv", Owner::Cells, "2026-01-31").expect("a case").told
    };
    let odd = told(["30", "50"], "90");
    assert!(odd.iter().any(|line| line.contains("Mill: weights add up to 80")), "{odd:?}");
    assert!(told(["30", "50"], "1").iter().all(|line| !line.contains("add up to")));
    assert!(told(["0.4", "0.6"], "90").iter().all(|line| !line.contains("add up to")));
}
