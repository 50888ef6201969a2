//! From a spreadsheet to a case and to every format: what is efficient stays efficient, and pictures are whole.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

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
fn the_example_is_the_file() {
    let text = fs::read_to_string(root().join("docs/csv.md")).expect("the documentation is there");
    let (_, after) = text.split_once("```csv\n").expect("an example");
    let (example, _) = after.split_once("```").expect("an end");
    let file = fs::read_to_string(root().join("docs/wage-talks.csv")).expect("the example is there");
    assert_eq!(example, file);
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
    for format in ["genius", "geniusweb", "negmas", "csv"] {
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
