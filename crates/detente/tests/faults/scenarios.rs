//! Scenarios of other programs: Genius, `GeniusWeb`, `NegMAS`.

use super::{Desk, assert_has, assert_lacks};

fn domain(encoding: &str, options: [&str; 3]) -> String {
    let [one, two, three] = options;
    format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<negotiation_template><utility_space number_of_issues=\"1\">\
         <objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"root\">\
         <issue index=\"1\" name=\"Ort\" vtype=\"discrete\" type=\"discrete\" etype=\"discrete\">\
         <item index=\"1\" value=\"{one}\"/><item index=\"2\" value=\"{two}\"/><item index=\"3\" value=\"{three}\"/>\
         </issue></objective></utility_space></negotiation_template>"
    )
}

fn profile(encoding: &str, options: [&str; 3], values: [u32; 3], more: &str) -> String {
    let items = (1..).zip(options.iter().zip(values)).map(|(index, (option, value))| {
        format!("<item index=\"{index}\" value=\"{option}\" evaluation=\"{value}\"/>")
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n<utility_space>\
         <objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"root\">\
         <issue index=\"1\" name=\"Ort\" vtype=\"discrete\" type=\"discrete\" etype=\"discrete\">{}</issue>\
         <weight index=\"1\" value=\"1\"/></objective>{more}</utility_space>",
        items.collect::<String>()
    )
}

const PLACES: [&str; 3] = ["Köln", "Kölö", "Kolà"];

/// The scenario, with bytes as an encoding writes them.
fn genius(encoding: &str, write: impl Fn(&str) -> Vec<u8>) -> Desk {
    Desk::new()
        .with("s/domain.xml", write(&domain(encoding, PLACES)))
        .with("s/a.xml", write(&profile(encoding, PLACES, [3, 2, 1], "")))
        .with("s/b.xml", write(&profile(encoding, PLACES, [1, 2, 3], "")))
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

#[test]
fn options_that_differ_in_an_accent_stay_apart_in_every_encoding() {
    let western =
        |text: &str| text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin 1")).collect();
    assert_eq!(genius("UTF-8", |text| text.as_bytes().to_vec()).counted("s"), (3, 3));
    assert_eq!(genius("ISO-8859-1", western).counted("s"), (3, 3));
    assert_eq!(genius("UTF-16", utf16).counted("s"), (3, 3));
    let lying = genius("UTF-8", western).says(&["frontier", "s"]);
    assert_eq!(lying.code, Some(1), "{}", lying.text);
    assert_has(&lying.text, &["not-utf8", "domain.xml:"]);
    assert_lacks(&lying.text, &["\u{fffd}"]);
}

#[test]
fn what_a_reader_warns_of_is_told_though_all_else_is_fine() {
    let values = ["Köln ", "Kölö", "Kolà"];
    let desk = Desk::new()
        .with("s/domain.xml", domain("UTF-8", PLACES))
        .with("s/a.xml", profile("UTF-8", values, [3, 2, 1], ""))
        .with("s/b.xml", profile("UTF-8", PLACES, [1, 2, 3], ""));
    for command in [
        &["frontier", "s"][..],
        &["compare", "s", "--package", "Ort = Kölö"],
        &["simulate", "s", "--rounds", "4"],
        &["tournament", "s", "--rounds", "4"],
        &["convert", "s", "made", "--to", "negmas"],
    ] {
        let said = desk.says(command);
        assert_eq!(said.code, Some(0), "{command:?}: {}", said.text);
        assert_has(&said.text, &["no-evaluation", "a.xml:"]);
    }
}

#[test]
fn time_costs_each_party_what_its_own_file_says() {
    let desk = Desk::new()
        .with("s/domain.xml", domain("UTF-8", PLACES))
        .with("s/a.xml", profile("UTF-8", PLACES, [4, 2, 0], "<discount_factor value=\"0.3\"/>"))
        .with("s/b.xml", profile("UTF-8", PLACES, [0, 2, 4], ""))
        .with(
            "t.csv",
            "issue;option;A;B\n;reservation;0;0\n;discount;0,3;1\nOrt;x;100;0\nOrt;y;50;50\nOrt;z;0;100\n",
        );
    for path in ["s", "t.csv"] {
        let answer = desk.json(&["simulate", path, "--strategies", "boulware", "--rounds", "20"]);
        let text = answer.to_string();
        assert!(text.contains("0.3"), "{text}");
        let said = desk.answers(&["simulate", path, "--strategies", "boulware", "--rounds", "20"]);
        assert_has(&said, &["Time costs", "has 0.3 of 1 left"]);
    }
}

const PORT: &str = "type: DiscreteCartesianOutcomeSpace\nname: port\nissues:\n\
                    - {type: CategoricalIssue, name: Berth, values: [north, south]}\n";

fn captain(name: &str, reserved: &str, north: &str, south: &str) -> String {
    format!(
        "type: LinearAdditiveUtilityFunction\nname: {name}\nreserved_value: {reserved}\nweights: [1.0]\n\
         values:\n- {{type: TableFun, mapping: {{north: {north}, south: {south}}}}}\n"
    )
}

#[test]
fn who_counts_on_infinity_accepts_nothing_and_on_no_number_is_refused() {
    let desk = |reserved: &str| {
        Desk::new()
            .with("s/port.yml", PORT)
            .with("s/a.yml", captain("a", reserved, "1.0", "0.4"))
            .with("s/b.yml", captain("b", "0.2", "0.3", "0.9"))
    };
    let said = desk(".inf").answers(&["frontier", "s"]);
    assert_has(&said, &["accepts-nothing", "No package passes", "a accepts nothing"]);
    assert_eq!(desk("-.inf").counted("s"), (2, 2));
    let said = desk(".nan").says(&["frontier", "s"]);
    assert_eq!(said.code, Some(1));
    assert_has(&said.text, &["a.yml", "not-a-number"]);
}

#[test]
fn hidden_files_are_no_profiles() {
    let sidecar = [0_u8, 5, 22, 7, 0, 2, 0, 0];
    let desk = Desk::new()
        .with("s/port.yml", PORT)
        .with("s/a.yml", captain("a", "0.1", "1.0", "0.4"))
        .with("s/b.yml", captain("b", "0.2", "0.3", "0.9"))
        .with("s/._a.yml", sidecar)
        .with("s/.DS_Store", sidecar)
        .with("s/.hidden/c.yml", "not: read")
        .with("s/__MACOSX/._b.yml", sidecar);
    assert_eq!(desk.counted("s"), (2, 2));
    desk.answers(&["tournament", "s", "--rounds", "3"]);
}
