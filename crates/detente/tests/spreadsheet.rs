//! From a spreadsheet to a case and to every format: what is efficient stays efficient, and pictures are whole.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

mod cells;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn detente(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(arguments)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs")
}

fn answered(arguments: &[&str]) -> String {
    let output = detente(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("answers are UTF-8")
}

/// A folder of the test's own, taken away at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("detente-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Values by party of every efficient package, as a frontier lists them; no-deal values aside, for `GeniusWeb`
/// says them by a package.
fn efficient(path: &str) -> Vec<Vec<f64>> {
    let answer: serde_json::Value =
        serde_json::from_str(&answered(&["frontier", path, "--json", "--without-floors"])).expect("JSON");
    let packages = answer["answer"]["efficient"].as_array().expect("a list");
    let values = |package: &serde_json::Value| {
        let values = package["values"].as_object().expect("values");
        values.values().filter_map(serde_json::Value::as_f64).collect()
    };
    packages.iter().map(values).collect()
}

#[test]
fn the_examples_are_the_files() {
    let text = fs::read_to_string(root().join("docs/csv.md")).expect("the documentation is there");
    let examples: Vec<&str> =
        text.split("```csv\n").skip(1).map(|after| after.split("```").next().unwrap_or_default()).collect();
    let files = ["docs/wage-talks.csv", "docs/harbour-talks.csv"];
    let files = files.map(|file| fs::read_to_string(root().join(file)).expect("the example is there"));
    assert_eq!(examples, files);
}

/// What is told on the error stream of a command that fails with this code.
fn refused(arguments: &[&str], code: i32) -> String {
    let output = detente(arguments);
    let told = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    told
}

#[test]
fn a_blank_no_deal_cell_is_no_consent() {
    let folder = Folder::new("blank-no-deal");
    let table = folder.path("rent.csv");
    let rows = "issue,option,Tenant,Owner\n,reservation,,55\nRent,option:low,90,20\nRent,option:high,15,80\n";
    fs::write(&table, rows).expect("the table can be written");
    let page = answered(&["frontier", &table]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "No deal is worth Owner 55, Tenant not said (so no package is refused for Tenant).",
        "1 (50%) are worth more than that to all who say what it is worth.",
    ] {
        assert!(page.contains(said), "{page}");
    }
}

#[test]
fn a_spreadsheet_is_asked_like_a_case() {
    let table = "docs/harbour-talks.csv";
    let brief = answered(&["brief", table]);
    let in_a_line = brief.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(in_a_line.contains("every number is a cell of the spreadsheet harbour-talks.csv"), "{brief}");
    let listed = answered(&["list", table, "--csv"]);
    assert!(listed.contains("\"the spreadsheet harbour-talks.csv, C5 to C9\""), "{listed}");
    let why = answered(&["why", table, "--json"]);
    assert!(why.contains("harbour-talks.csv"), "{why}");
    let told = refused(&["frontier", table], 1);
    for part in [
        "harbour-talks.csv:4:4",
        "needs-a-case",
        "detente brief",
        "an unknown cell (C11)",
        "2 intervals (D4, D7)",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn what_nobody_said_is_not_in_the_case() {
    let folder = Folder::new("blanks");
    let table = folder.path("t.csv");
    let text = "issue,option,Tenants,Owner\n,reservation,45,45\nRent,weight,,0.5\nRent,option:fixed,,10\nRent,option:indexed,20,90\nRepairs,weight,0.5,0.5\nRepairs,option:owner,100,0\nRepairs,option:shared,40,70\n";
    fs::write(&table, text).expect("a table");
    assert!(refused(&["frontier", &table], 1).contains("2 unknown cells (C3, C4)"));
    let made = folder.path("made");
    answered(&["convert", &table, &made, "--to", "case", "--owner", "Jo"]);
    let case = fs::read_to_string(Path::new(&made).join("case.toml")).expect("a case");
    assert!(case.contains("values = { indexed = 20 }"), "{case}");
    assert!(case.contains("issues = { repairs = 50 }"), "{case}");
    assert!(!answered(&["check", &made]).contains("error["));
}

/// The files of a Genius scenario in which options differ in an accent.
fn genius(encoding: &str, write: impl Fn(&str) -> Vec<u8>, folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let head = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n");
    let items = |values: [&str; 3]| {
        let of = |(name, value): (&str, &str)| format!("<item value=\"{name}\" evaluation=\"{value}\"/>");
        ["pêche", "pèche", "péché"].into_iter().zip(values).map(of).collect::<String>()
    };
    let issue = |items: &str| {
        format!(
            "<objective><issue index=\"1\" name=\"Prise\" type=\"discrete\">{items}</issue><weight index=\"1\" value=\"1\"/></objective>"
        )
    };
    let domain = format!(
        "{head}<negotiation_template><utility_space>{}</utility_space></negotiation_template>",
        issue(&items(["1", "1", "1"]))
    );
    fs::write(folder.join("domain.xml"), write(&domain)).expect("a domain");
    for (party, values) in [("a", ["4", "2", "1"]), ("b", ["1", "2", "4"])] {
        let profile = format!("{head}<utility_space>{}</utility_space>", issue(&items(values)));
        fs::write(folder.join(format!("{party}.xml")), write(&profile)).expect("a profile");
    }
}

#[test]
fn xml_is_decoded_as_it_declares_itself() {
    let folder = Folder::new("encodings");
    let latin =
        |text: &str| text.chars().map(|letter| u8::try_from(letter).expect("Latin")).collect::<Vec<u8>>();
    let sixteen =
        |text: &str| [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let utf8 = folder.0.join("utf8");
    genius("UTF-8", |text| text.as_bytes().to_vec(), &utf8);
    let expected = efficient(&utf8.display().to_string());
    assert_eq!(expected.len(), 3);
    for (name, encoding) in [("latin", "iso-8859-1"), ("western", "windows-1252")] {
        let there = folder.0.join(name);
        genius(encoding, latin, &there);
        assert_eq!(efficient(&there.display().to_string()), expected, "{name}");
    }
    let there = folder.0.join("sixteen");
    genius("UTF-16", sixteen, &there);
    assert_eq!(efficient(&there.display().to_string()), expected);
    // What claims to be UTF-8 and is not is refused where it stands, and no letter is replaced.
    let there = folder.0.join("wrong");
    genius("UTF-8", latin, &there);
    let told = refused(&["frontier", &there.display().to_string()], 1);
    assert!(told.contains("not-utf8") && told.contains(".xml:2:"), "{told}");
}

#[test]
fn bytes_of_other_encodings_are_told_and_never_replaced() {
    let folder = Folder::new("bytes");
    let table = folder.path("t.csv");
    fs::write(&table, b"issue;option;Caf\xe9;B\xe4cker\nBrot;wei\xdf;1;0\nBrot;grau;0;1\n").expect("a table");
    let output = detente(&["frontier", &table]);
    let (answer, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(
        answer.contains("Café") && told.contains("\"Café\"") && told.contains("Windows-1252"),
        "{answer}{told}"
    );
    fs::write(&table, b"issue;option;A;B\n\xd5\xeb\xe5\xe1;x;1;0\n").expect("a table in Cyrillic");
    assert!(refused(&["frontier", &table], 1).contains("t.csv:2:1"));
    let case = folder.path("case");
    answered(&["new", &case]);
    let notes = Path::new(&case).join("sources/notes.md");
    let mut bytes = fs::read(&notes).expect("a digest");
    bytes.extend_from_slice(b"\n\n99. Gr\xfc\xdfe.\n");
    fs::write(&notes, bytes).expect("a digest in Windows-1252");
    let output = detente(&["check", &case]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.code() == Some(1) && told.contains("not-utf8") && told.contains("notes.md"),
        "{told}"
    );
}

#[test]
fn a_conflict_may_begin_with_a_mark() {
    let folder = Folder::new("mark");
    let plain = fs::read(root().join("crates/detente/tests/screens/sale.gmcr")).expect("a conflict");
    let marked = folder.path("sale.gmcr");
    fs::write(&marked, [b"\xef\xbb\xbf".as_slice(), &plain].concat()).expect("the same with a mark");
    let expected = answered(&["stability", "crates/detente/tests/screens/sale.gmcr", "--json"]);
    let found = answered(&["stability", &marked, "--json"]);
    let states = |text: &str| {
        serde_json::from_str::<serde_json::Value>(text).expect("JSON")["answer"]["states"].clone()
    };
    assert_eq!(states(&found), states(&expected));
}

#[test]
fn exported_text_is_no_formula() {
    let folder = Folder::new("formulas");
    let table = folder.path("t.csv");
    fs::write(&table, "issue,option,\"=1+1\",@b\n-x,option:+y,-3,3\n-x,option:z,5,-5\n").expect("a table");
    for (command, option) in [("list", "--csv"), ("convert", "--to")] {
        let text = if command == "list" {
            answered(&[command, &table, option])
        } else {
            let there = folder.path("there");
            answered(&[command, &table, &there, option, "csv"]);
            fs::read_to_string(Path::new(&there).join("t.csv")).expect("a table")
        };
        for line in text.lines().flat_map(|line| line.split(',')) {
            let number = line.parse::<f64>().is_ok();
            assert!(number || !line.trim_matches('"').starts_with(['=', '+', '-', '@']), "{line}\n{text}");
        }
    }
}

#[test]
fn a_case_and_its_table_say_the_same() {
    let folder = Folder::new("round");
    let (table, case) = ("docs/harbour-talks.csv", folder.path("case"));
    answered(&["convert", table, &case, "--to", "case", "--owner", "Jo", "--as-of", "2026-03-05"]);
    // Who said it is told in other words; every other cell is the same.
    let cells = |from: &str, name: &str| -> Vec<Vec<String>> {
        let there = folder.path(name);
        answered(&["convert", from, &there, "--to", "csv"]);
        let file = fs::read_dir(&there).expect("a folder").next().expect("a file").expect("an entry");
        let text = fs::read_to_string(file.path()).expect("a table");
        text.lines().map(|line| line.split(',').take(4).map(str::to_owned).collect()).collect()
    };
    let expected = cells(table, "table");
    assert_eq!(expected.len(), 10, "{expected:?}");
    assert_eq!(cells(&case, "of-case"), expected);
    let workbook = folder.path("workbook");
    answered(&["convert", &case, &workbook, "--to", "xlsx"]);
    assert_eq!(cells(&workbook, "of-workbook"), expected);
    let back = folder.path("back");
    answered(&["convert", &workbook, &back, "--to", "case", "--as-of", "2026-03-05"]);
    assert_eq!(cells(&back, "of-back"), expected);
    let told = answered(&["convert", "cases/london-2025", &folder.path("london"), "--to", "xlsx"]);
    for part in ["lost in conversion: statements of the kind lever", "lost in conversion: sources"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_table_becomes_a_case() {
    let folder = Folder::new("case");
    let made = folder.path("made");
    let day = "2026-01-02";
    answered(&["convert", "docs/wage-talks.csv", &made, "--to", "case", "--owner", "Jo Doe", "--as-of", day]);
    let text = fs::read_to_string(Path::new(&made).join("case.toml")).expect("a case");
    assert!(text.contains("owner = \"Jo Doe\""), "{text}");
    assert!(answered(&["check", &made]).contains("no problems"), "{}", answered(&["check", &made]));
    // Weights add up to 1 and values run from 0 to 100: the case's scale is the table's.
    assert_eq!(efficient(&made), efficient("docs/wage-talks.csv"));
    assert!(answered(&["brief", &made]).contains("A deal exists"));
    assert!(
        !detente(&["convert", "docs/wage-talks.csv", &made, "--to", "case"]).status.success(),
        "it exists"
    );
}

#[test]
fn every_format_says_the_same() {
    let folder = Folder::new("formats");
    let expected = efficient("docs/wage-talks.csv");
    for format in ["genius", "geniusweb", "negmas", "csv", "xlsx"] {
        let there = folder.path(format);
        let told = answered(&["convert", "docs/wage-talks.csv", &there, "--to", format]);
        let back = folder.path(&format!("{format}-back"));
        answered(&["convert", &there, &back, "--to", "csv"]);
        for path in [there, back] {
            let found = efficient(&path);
            assert_eq!(found.len(), expected.len(), "{path}: {told}");
            // Genius and GeniusWeb count to 1 and move what they must, which is told: the same but for a zero and
            // a factor a party. Parties may stand in the order of their files' names.
            let same = [[0, 1], [1, 0]].into_iter().any(|order| {
                let mut known: Vec<Vec<f64>> =
                    found.iter().map(|own| order.map(|party| own[party]).to_vec()).collect();
                known.sort_by(|one, other| other[0].total_cmp(&one[0]));
                (0..2).all(|party| near(&stretched(&known, party), &stretched(&expected, party)))
            });
            assert!(same, "{path}: {found:?} is not {expected:?}; {told}");
        }
    }
}

/// One party's values, moved and stretched so that the least is 0 and the greatest 1.
fn stretched(packages: &[Vec<f64>], party: usize) -> Vec<f64> {
    let values = || packages.iter().map(|package| package[party]);
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    values().map(|value| (value - least) / (most - least)).collect()
}

fn near(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-9)
}

#[test]
fn a_picture_is_whole_and_always_the_same() {
    let folder = Folder::new("picture");
    for (case, axes) in [("cases/two-party-sale", "SELL,BUY"), ("cases/london-2025", "ru,UA")] {
        let file = folder.path("picture.svg");
        let arguments = ["frontier", case, "--without-floors", "--axes", axes, "--plot"];
        let told = answered(&[&arguments[..], &[&file]].concat());
        assert!(told.contains("The picture is in"), "{told}");
        let drawn = fs::read_to_string(&file).expect("a picture");
        let printed = answered(&[&arguments[..], &["-"]].concat());
        let (picture, mark) = drawn.split_once("<!-- detente ").expect("a mark");
        assert_eq!(picture, printed);
        assert!(mark.ends_with(" -->\n"), "{mark}");
        let document = roxmltree::Document::parse(&drawn).expect("well-formed");
        let svg = document.root_element();
        for needed in ["title", "desc", "style"] {
            assert!(
                svg.children().any(|child| child.has_tag_name(needed) || child.tag_name().name() == needed)
            );
        }
        let tall: f64 = svg.attribute("height").and_then(|height| height.parse().ok()).expect("a height");
        for text in document.descendants().filter(|node| node.tag_name().name() == "text") {
            let place = |name| text.attribute(name).and_then(|at| at.parse::<f64>().ok());
            if let (Some(x), Some(y)) = (place("x"), place("y")) {
                assert!((0.0..=820.0).contains(&x) && (0.0..=tall).contains(&y), "{text:?}");
            }
        }
        assert!(
            !drawn.contains("NaN") && !drawn.contains("inf") && !drawn.contains("http://")
                || drawn.matches("http").count() == 1
        );
        let left: Vec<_> = fs::read_dir(&folder.0).expect("a folder").flatten().collect();
        assert_eq!(left.len(), 1, "nothing but the picture is left: {left:?}");
    }
    let wrong = detente(&["frontier", "cases/two-party-sale", "--plot", "-", "--axes", "SELL,NOBODY"]);
    assert_eq!(wrong.status.code(), Some(2));
}
