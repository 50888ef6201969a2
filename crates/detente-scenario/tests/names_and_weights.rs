//! Trees of names: a name that stands twice is refused with both places, and odd weights are told where they stand.

use std::collections::BTreeMap;

use detente_scenario::{Diagnostic, Format, Severity};

fn diagnostics(format: Format, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let named = files.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string()));
    format.read(&named.collect::<BTreeMap<_, _>>()).diagnostics
}

/// How bad a problem is, its name, and its line and column.
type Told = (Severity, &'static str, Option<(u32, u32)>);

fn told(format: Format, files: &[(&str, &str)]) -> Vec<Told> {
    diagnostics(format, files).into_iter().map(|told| (told.severity, told.code, told.place)).collect()
}

const CRUISE: &str = "{\"name\": \"cruise\", \"issuesValues\": {\n \"Port\": {\"values\": [\"Oslo\", \"Riga\"]},\n \"Month\": {\"values\": [\"May\", \"June\"]}}}";

fn sailor(weights: &str, port: &str) -> String {
    format!(
        "{{\"LinearAdditiveUtilitySpace\": {{\n\"issueWeights\": {{{weights}}},\n\"issueUtilities\": {{\n\
         \"Port\": {{\"discreteutils\": {{\"valueUtilities\": {{{port}}}}}}},\n\
         \"Month\": {{\"discreteutils\": {{\"valueUtilities\": {{\"May\": 0.5, \"June\": 1}}}}}}}}}}}}"
    )
}

const PORT: &str = "\"Oslo\": 1, \"Riga\": 0.25";

#[test]
fn a_name_that_stands_twice_in_json_is_refused_with_its_places() {
    let twice = sailor(
        "\"Port\": 0.5,\n  \"Month\": 0.5,\n  \"Port\": 0.5",
        "\"Oslo\": 1, \"Riga\": 0.25, \"Oslo\": 0",
    );
    let domain = CRUISE.replace("\"Month\"", "\"Port\"");
    let told = diagnostics(Format::GeniusWeb, &[("cruise.json", &domain), ("sailor.json", &twice)]);
    let repeated: Vec<_> = told
        .iter()
        .filter(|told| told.code == "repeated-key")
        .map(|told| (told.file.as_str(), told.place, told.message.as_str()))
        .collect();
    assert_eq!(
        repeated,
        [
            ("cruise.json", Some((3, 2)), "\"Port\" stands twice in one table, first at 2:2"),
            ("sailor.json", Some((4, 3)), "\"Port\" stands twice in one table, first at 2:18"),
            ("sailor.json", Some((6, 72)), "\"Oslo\" stands twice in one table, first at 6:47"),
        ],
        "{told:?}"
    );
    assert!(told.iter().all(|told| told.code != "repeated-key" || told.severity == Severity::Error));
}

#[test]
fn weights_of_geniusweb_that_are_odd_are_told_where_they_stand() {
    let read = |weights: &str| {
        told(Format::GeniusWeb, &[("cruise.json", CRUISE), ("sailor.json", &sailor(weights, PORT))])
    };
    assert_eq!(read("\"Port\": 0.5, \"Month\": 0.5"), []);
    assert_eq!(
        read("\"Port\": 1.5,\n \"Month\": -0.5"),
        [(Severity::Warning, "negative-weight", Some((3, 2)))]
    );
    assert_eq!(
        read("\"Month\": 0.8"),
        [
            (Severity::Warning, "no-weight", Some((2, 1))),
            (Severity::Warning, "weights-not-one", Some((2, 1))),
        ]
    );
}

const VOYAGE: &str = "type: CartesianOutcomeSpace\nname: voyage\nissues:\n- {name: Port, type: CategoricalIssue, values: [Oslo, Riga]}\n- {name: Month, type: CategoricalIssue, values: [May, June]}\n";

fn captain(weights: &str) -> String {
    format!(
        "type: LinearAdditiveUtilityFunction\nname: captain\nvalues:\n- {{type: TableFun, mapping: {{Oslo: 1, Riga: 0.25}}}}\n\
         - {{type: TableFun, mapping: {{May: 0.5, June: 1}}}}\n{weights}"
    )
}

#[test]
fn a_name_that_stands_twice_in_yaml_is_refused_in_our_words() {
    let twice =
        captain("weights: [0.5, 0.5]\n").replace("May: 0.5,", "May: 0.5, May: 0.75,") + "name: mate\n";
    let told = diagnostics(Format::Negmas, &[("voyage.yml", VOYAGE), ("captain.yml", &twice)]);
    let said: Vec<_> = told.iter().map(|told| (told.code, told.place, told.message.as_str())).collect();
    assert_eq!(
        said,
        [
            ("repeated-key", Some((5, 40)), "\"May\" stands twice in one table, first at 5:30"),
            ("repeated-key", Some((7, 1)), "\"name\" stands twice in one table, first at 2:1"),
        ]
    );
    assert!(told[0].help.starts_with("delete one"));
}

#[test]
fn weights_of_negmas_that_are_odd_are_told_where_they_stand() {
    let read =
        |weights: &str| told(Format::Negmas, &[("voyage.yml", VOYAGE), ("captain.yml", &captain(weights))]);
    let warning = |code, place| (Severity::Warning, code, Some(place));
    for fine in ["", "weights: [0.5, 0.5]\n", "weights: {Port: 0.25, Month: 0.75}\n", "weights: [3, 5]\n"] {
        assert_eq!(read(fine), [], "{fine}");
    }
    assert_eq!(read("weights: [-0.25, 1.25]\n"), [warning("negative-weight", (6, 1))]);
    assert_eq!(
        read("weights:\n  Port: 0.25\n  Month: -2\n  Mont: 1\n"),
        [warning("unknown-issue", (9, 3)), warning("negative-weight", (8, 3))]
    );
    assert_eq!(
        read("weights: {Port: 0.25}\n"),
        [warning("no-weight", (6, 1)), warning("sum-of-weights", (6, 1))]
    );
    assert_eq!(
        read("weights: [0.5, 0.4, 0.1]\n"),
        [warning("unknown-issue", (6, 1)), warning("sum-of-weights", (6, 1))]
    );
}

#[test]
fn a_function_that_is_discounted_has_its_weights_within() {
    let inner: String = captain("weights: [-1, 2]\n").lines().map(|line| format!("  {line}\n")).collect();
    let outer = format!("type: ExpDiscountedUFun\ndiscount: 0.9\nufun:\n{inner}");
    let told = told(Format::Negmas, &[("voyage.yml", VOYAGE), ("captain.yml", &outer)]);
    assert_eq!(told, [(Severity::Warning, "negative-weight", Some((9, 3)))]);
}
