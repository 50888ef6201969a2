//! What the formats define, case by case, and what is told of files that break it.

use std::collections::BTreeMap;

use detente_scenario::{
    Choice, Clock, Format, IssueKind, NotAdditive, Opened, Reading, Reservation, Scenario, Severity,
};

fn opened(format: Format, files: &[(&str, &str)]) -> Opened {
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string())).collect();
    assert_eq!(Format::of(files.keys().map(String::as_str)), Some(format));
    format.read(&files)
}

fn scenario(format: Format, files: &[(&str, &str)]) -> Scenario {
    let opened = opened(format, files);
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
    opened.scenario.expect("a scenario")
}

/// A Genius scenario with one party.
fn genius(issues: &str, utility: &str) -> Scenario {
    let domain = format!(
        "<negotiation_template><utility_space><objective>{issues}</objective></utility_space></negotiation_template>"
    );
    let profile = format!("<utility_space><objective>{utility}</objective></utility_space>");
    scenario(Format::Genius, &[("d.xml", &domain), ("p.xml", &profile)])
}

fn utilities(scenario: &Scenario, reading: Reading, packages: &[&[&str]]) -> Vec<Option<f64>> {
    let utility = |texts: &&[&str]| {
        let choices = scenario.issues.iter().zip(*texts).map(|(issue, text)| issue.choice(text));
        scenario.utility(reading, 0, &choices.collect::<Option<Vec<Choice>>>().expect("options"))
    };
    packages.iter().map(utility).collect()
}

#[track_caller]
fn assert_close(found: &[Option<f64>], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-12), "{found:?} {expected}");
    }
}

const TWO: &str = r#"<issue index="1" name="a" type="discrete"><item index="1" value="x"/><item index="2" value="y"/></issue>
<objective index="2" name="inner"><issue index="3" name="n" type="integer" lowerbound="10" upperbound="20"/></objective>"#;

#[test]
fn genius_divides_by_the_largest_and_counts_from_the_least() {
    let scenario = genius(
        TWO,
        r#"<issue index="1" name="a"><item index="1" value="x" evaluation="2"/><item index="2" value="y" evaluation="4"/>
        <item index="3" value="x" evaluation="99"/></issue>
        <issue index="3" name="n" type="integer" lowerbound="10" upperbound="20"><evaluator ftype="linear" slope="0.2" offset="-0.5"/></issue>
        <weight index="1" value="0.5"/><weight index="3" value="0.5"/><weight index="7" value="0.25"/>"#,
    );
    assert_eq!(scenario.issues.iter().map(|issue| issue.number).collect::<Vec<_>>(), [1, 3]);
    let packages: [&[&str]; 4] = [&["x", "10"], &["y", "10"], &["x", "15"], &["y", "20"]];
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[0.25, 0.5, 0.5, 1.0]);
    // NegMAS: no division, lines counted from 0, the weight of no issue added, and 1 for the index 2, left out.
    let raw = |value: f64, number: f64| 0.5 * value + 0.5 * (0.2 * number - 0.5) + 0.25 + 1.0;
    let expected = [raw(2.0, 10.0), raw(4.0, 10.0), raw(2.0, 15.0), raw(4.0, 20.0)];
    assert_close(&utilities(&scenario, Reading::Raw, &packages), &expected);
    assert_eq!(scenario.reservation(Reading::Format, 0), Some(0.0));
    assert_eq!(scenario.discount(0), Some(1.0));
}

#[test]
fn genius_takes_tiny_evaluations_for_nothing_and_clips_sums() {
    let items = |x: &str, y: &str| {
        format!(
            r#"<issue index="1" name="a"><item value="x" evaluation="{x}"/><item value="y" evaluation="{y}"/></issue>"#
        )
    };
    let issue = r#"<issue index="1" name="a"><item value="x"/><item value="y"/></issue>"#;
    let tiny = genius(issue, &(items("0.000001", "0.000009") + r#"<weight index="1" value="1"/>"#));
    assert_close(&utilities(&tiny, Reading::Format, &[&["x"], &["y"]]), &[0.0, 0.0]);
    let heavy = genius(issue, &(items("1", "2") + r#"<weight index="1" value="1.5"/>"#));
    assert_close(&utilities(&heavy, Reading::Format, &[&["x"], &["y"]]), &[0.75, 1.0]);
    let tables = heavy.additive(Reading::Format).expect("additive");
    assert_eq!(tables.parties[0].cap, Some(1.0));
    assert_eq!(tables.parties[0].utility(&[1]), Some(1.0));
    assert_eq!(tables.parties[0].utility(&[2]), None);
}

#[test]
fn real_issues_have_lines_constants_and_triangles() {
    let issue = r#"<issue index="1" name="r" type="real"><range lowerbound="0" upperbound="10"/></issue>"#;
    let with = |evaluator: &str| {
        let issue = issue.replace("</issue>", &format!("{evaluator}</issue>"));
        genius(&issue, &(issue.clone() + r#"<weight index="1" value="1"/>"#))
    };
    let packages: [&[&str]; 4] = [&["0"], &["2"], &["4"], &["10"]];
    let line = with(r#"<evaluator ftype="linear" parameter0="-0.2" parameter1="0.2"/>"#);
    assert_close(&utilities(&line, Reading::Format, &packages), &[0.0, 0.2, 0.6, 1.0]);
    assert_close(&utilities(&line, Reading::Raw, &packages), &[-0.2, 0.2, 0.6, 1.8]);
    let constant = with(r#"<evaluator ftype="constant" parameter0="0.7"/>"#);
    assert_close(&utilities(&constant, Reading::Format, &packages), &[0.7; 4]);
    assert_eq!(utilities(&constant, Reading::Raw, &packages), [None; 4]);
    let triangle = with(r#"<evaluator ftype="triangular" parameter0="1" parameter1="10" parameter2="4"/>"#);
    assert_close(&utilities(&triangle, Reading::Format, &packages), &[0.0, 1.0 / 3.0, 1.0, 0.0]);
    assert_eq!(
        line.additive(Reading::Format),
        Err(NotAdditive::Range { issue: "r".to_string(), ends: "0 to 10".to_string() })
    );
}

#[test]
fn rewards_have_bounds_with_their_ends_and_may_exclude() {
    let issues = r#"<issue index="1" name="n" type="integer" lowerbound="0" upperbound="9"/>"#;
    let utility = r#"<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum">
        <hyperRectangle utility="4"><INCLUDES index="1" min="2" max="5"/></hyperRectangle>
        <hyperRectangle utility="2" weight="3"><EXCLUDES index="1" min="0" max="7"/></hyperRectangle>
        <hyperRectangle utility="1"/>
        <ufun weight="2" aggregation="max"><hyperRectangle utility="5"><INCLUDES index="1" min="9" max="9"/></hyperRectangle></ufun>
        </ufun></utility>"#;
    let scenario = genius(issues, utility);
    let packages: [&[&str]; 4] = [&["1"], &["2"], &["8"], &["9"]];
    // 1; 4 + 1; 2·3 + 1; 2·3 + 1 + 2·5 = 17, clipped.
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[0.1, 0.5, 0.7, 1.0]);
    assert_eq!(utilities(&scenario, Reading::Raw, &packages), [None; 4]);
    let plain = utility
        .replace("<ufun weight=\"2\" aggregation=\"max\">", "<!--")
        .replace("</ufun>\n        </ufun>", "--></ufun>");
    let scenario = genius(issues, &plain);
    // NegMAS: strictly between 2 and 5; EXCLUDES as INCLUDES, its weight and the maximum passed over.
    assert_close(&utilities(&scenario, Reading::Raw, &packages), &[3.0, 3.0, 1.0, 1.0]);
    assert_eq!(scenario.additive(Reading::Format), Err(NotAdditive::Rectangles("p".to_string())));
}

#[test]
fn geniusweb_values_the_reservation_bid() {
    let domain = r#"{"name": "party", "issuesValues": {"food": {"values": ["chips", "nuts"]}, "n": {"range": ["0", "4", "1"]},
        "price": {"range": ["0.0", "1.0", "0.25"]}}}"#;
    let profile = r#"{"LinearAdditiveUtilitySpace": {"issueUtilities": {
        "food": {"discreteutils": {"valueUtilities": {"chips": 0.2, "nuts": 1}}},
        "n": {"numberutils": {"lowValue": 0, "lowUtility": 1, "highValue": 4, "highUtility": 0}},
        "price": {"discreteutils": {"valueUtilities": {"0.00": 0, "0.25": 0, "0.50": 1, "0.75": 0, "1.00": 0}}}},
        "issueWeights": {"food": 0.4, "n": 0.4, "price": 0.2},
        "domain": {}, "name": "p1", "reservationBid": {"issuevalues": {"food": "chips", "n": 3}}}}"#;
    let scenario = scenario(Format::GeniusWeb, &[("a.json", domain), ("b.json", profile)]);
    assert_eq!(scenario.issues[1].kind, IssueKind::Integer { low: 0, high: 4 });
    let packages: [&[&str]; 2] = [&["chips", "3", "0.50"], &["nuts", "0", "0.25"]];
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[0.08 + 0.1 + 0.2, 0.8]);
    assert_close(&[scenario.reservation(Reading::Format, 0)], &[0.18]);
}

#[test]
fn negmas_functions_are_taken_as_written() {
    let domain = "type: negmas.outcomes.DiscreteCartesianOutcomeSpace\nissues:\n- name: a\n  type: CategoricalIssue\n  values: [1, 2]\n- {name: n, type: ContiguousIssue, values: [3, 5]}\n";
    let party = "type: ExpDiscountedUFun\ndiscount: 0.5\nfactor: step\nreserved_value: -.inf\nufun:\n  type: LinearAdditiveUtilityFunction\n  reserved_value: 0.5\n  weights: {a: 2.0, n: 1.0}\n  values:\n  - {type: TableFun, mapping: {1: 30.0, 2: -1}}\n  - {type: AffineFun, slope: 2, bias: 1}\n";
    let scenario = scenario(Format::Negmas, &[("d.yml", domain), ("p.yml", party)]);
    let packages: [&[&str]; 2] = [&["1", "3"], &["2", "5"]];
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[67.0, 9.0]);
    assert_eq!(scenario.parties[0].reservation, Reservation::Value(0.5));
    let discount = scenario.parties[0].discount.as_ref().expect("said");
    assert_eq!(discount.clock, Clock::Other("step".to_string()));
    let none = party.replace("reserved_value: 0.5", "reserved_value: -.inf");
    let scenario = self::scenario(Format::Negmas, &[("d.yml", domain), ("p.yml", &none)]);
    assert_eq!(scenario.reservation(Reading::Format, 0), None);
    let lighter = party.replace("{a: 2.0, n: 1.0}", "{a: 2.0}");
    let scenario = self::scenario(Format::Negmas, &[("d.yml", domain), ("p.yml", &lighter)]);
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[67.0, 9.0]);
}

#[test]
fn a_matrix_may_leave_no_deal_unsaid() {
    let text = "issue,option,Employer,Employee\n,reservation,0.3,\nSalary,weight,0.6,0.5\nSalary,option:40,1,0\nSalary,option:50,0,1\nLeave,weight,0.4,0.5\nLeave,\"option:20, paid\",0.5,1\n";
    let scenario = scenario(Format::Matrix, &[("m.csv", text)]);
    let packages: [&[&str]; 2] = [&["40", "20, paid"], &["50", "20, paid"]];
    assert_close(&utilities(&scenario, Reading::Format, &packages), &[0.8, 0.2]);
    assert_eq!(scenario.reservation(Reading::Format, 0), Some(0.3));
    assert_eq!(scenario.reservation(Reading::Format, 1), None);
}

#[track_caller]
fn assert_told(opened: &Opened, code: &str, file: &str, place: Option<(u32, u32)>) {
    let told = opened.diagnostics.iter().find(|told| told.code == code);
    assert!(told.is_some(), "{code} is not among {:?}", opened.diagnostics);
    let Some(told) = told else { return };
    assert_eq!((told.file.as_str(), told.place), (file, place), "{told}");
    assert!(!told.help.is_empty() && told.severity != Severity::Note, "{told}");
}

#[test]
fn problems_have_their_places() {
    let domain = "<negotiation_template>\n<utility_space>\n<objective>\n  <issue index=\"1\" name=\"a\">\n    <item value=\"x\"/>\n  </issue>\n  <issue index=\"2\" name=\"b\"/>\n</objective></utility_space></negotiation_template>";
    let profile = "\n<utility_space><objective>\n<issue index=\"1\" name=\"a\"><item value=\"x\" evaluation=\"0,5\"/></issue>\n<issue index=\"5\" name=\"c\"/>\n<weight index=\"1\" value=\"1\"/></objective></utility_space>";
    let opened = opened(Format::Genius, &[("d.xml", domain), ("p.xml", profile), ("q.xml", "<a>")]);
    assert_told(&opened, "no-items", "d.xml", Some((7, 3)));
    assert_told(&opened, "not-a-number", "p.xml", Some((3, 27)));
    assert_told(&opened, "unknown-issue", "p.xml", Some((4, 1)));
    assert_told(&opened, "broken-xml", "q.xml", Some((1, 1)));
    let opened = self::opened(Format::GeniusWeb, &[("d.json", "{\n  \"issuesValues\": [,]}")]);
    assert_told(&opened, "broken-json", "d.json", Some((2, 20)));
    assert_told(&opened, "no-domain", "d.json", None);
    let opened = self::opened(Format::Negmas, &[("d.yml", "type: X\n  issues: [")]);
    assert!(opened.scenario.is_none() && opened.has_errors());
    let opened = self::opened(Format::Matrix, &[("m.csv", "issue,option,A\nS,option:x,much\n")]);
    assert_told(&opened, "not-a-number", "m.csv", Some((2, 3)));
}
