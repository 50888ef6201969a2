//! Conflicts: what is open stays open, what is large is answered, what is no negotiation is not spoken of as one.

use super::{Desk, assert_has, assert_lacks};

/// Two parties with a course each, and nothing that is negotiated.
const STANDOFF: &str = "[case]\ntitle = \"a standoff\"\nas_of = 2031-05-02\n\n[parties]\n\
    north = { name = \"North\", role = \"belligerent\" }\nsouth = { name = \"South\", role = \"belligerent\" }\n\n\
    [conflict]\nbasis = \"assumed\"\nowner = \"the tester\"\n\n[conflict.courses.march]\nname = \"march\"\nparty = \"north\"\n\n\
    [conflict.courses.mine]\nname = \"mine\"\nparty = \"south\"\n\n\
    [[conflict.preferences]]\nparty = \"north\"\nstatements = [\"not mine\", \"march\"]\n\n";

const SOUTH_TOO: &str =
    "[[conflict.preferences]]\nparty = \"south\"\nstatements = [\"not march\", \"not mine\"]\n\n";

#[test]
fn where_nothing_is_negotiated_nobody_speaks_of_a_deal() {
    let instrument = "as_of = 2031-05-02\ninstrument = { class = \"truce\", consent = [\"north\", \"south\"], \
                      basis = \"assumed\", owner = \"the tester\" }\n";
    for text in [
        format!("{STANDOFF}{SOUTH_TOO}"),
        format!("{STANDOFF}{SOUTH_TOO}").replace("as_of = 2031-05-02\n", instrument),
    ] {
        let desk = Desk::new().with("s/case.toml", text);
        assert_has(&desk.answers(&["check", "s"]), &["no problems"]);
        for command in ["brief", "why", "openers", "levers"] {
            let said = desk.answers(&[command, "s"]);
            assert_has(&said, &["Nothing is negotiated"]);
            assert_lacks(
                &said,
                &["A deal", "a deal is certain", "some package", "of 100", "what no deal is worth"],
            );
        }
        for command in ["robust", "learn", "roles", "deadline", "frontier", "compare"] {
            let said = desk.says(&[command, "s"]);
            assert_eq!(said.code, Some(2), "{command}: {}", said.text);
            assert_has(&said.text, &["nothing is negotiated", "detente stability s"]);
        }
        assert_has(&desk.answers(&["stability", "s"]), &["4 states"]);
        desk.answers(&["report", "s", "--md"]);
        assert_lacks(&desk.read("s.md"), &["A deal", "simulated worlds"]);
    }
}

#[test]
fn what_hangs_on_unknown_preferences_is_open_in_every_answer() {
    let desk = Desk::new().with("s/case.toml", STANDOFF);
    assert_has(&desk.answers(&["stability", "s"]), &["Open (?)", "SOUTH"]);
    assert_has(&desk.answers(&["stability", "s", "--coalitions"]), &["Against coalitions", "? "]);
    assert_has(
        &desk.answers(&["stability", "s", "--graph", "graphml"]),
        &["<data key=\"improves\">unknown</data>", "<data key=\"open\">Nash"],
    );
    assert_has(&desk.answers(&["hypergame", "s"]), &["?", "Open (?)"]);
    assert_has(&desk.answers(&["inverse", "s", "--state", "1"]), &["SOUTH may leave", "\u{2013}"]);
}

#[test]
fn thousands_of_states_are_filtered_named_and_listed() {
    let courses: String = (0..14)
        .map(|number| {
            let party = if number % 2 == 0 { "north" } else { "south" };
            format!("[conflict.courses.c{number}]\nname = \"c{number}\"\nparty = \"{party}\"\n\n")
        })
        .collect();
    let text = format!("{STANDOFF}{courses}{SOUTH_TOO}");
    let desk = Desk::new().with("s/case.toml", text);
    assert_has(&desk.answers(&["stability", "s"]), &["65536 states", "--holds nash", "--list"]);
    assert_has(
        &desk.answers(&["stability", "s", "--holds", "nash", "--where", "march and not mine"]),
        &["States asked for"],
    );
    let one = desk.answers(&["stability", "s", "--state", "YNNNNNNNNNNNNNNN"]);
    assert_has(&one, &["state YNNNNNNNNNNNNNNN: 1"]);
    // What is refused at this size is not advised.
    assert_lacks(&one, &["--why"]);
    assert_eq!(desk.says(&["stability", "s", "--why", "2", "NORTH", "SEQ"]).code, Some(2));
    desk.answers(&["stability", "s", "--list", "states.csv"]);
    assert_eq!(desk.read("states.csv").lines().count(), 65_537);
    desk.answers(&["report", "s", "--md"]);
    assert_has(&desk.read("s.md"), &["65536"]);
}

#[test]
fn a_gmcr_file_is_read_in_utf8_and_utf16_with_a_mark_and_refused_with_its_place_else() {
    let model = "{\"decisionMakers\": [{\"name\": \"Zo\u{eb}\", \"options\": [0], \"preferences\": [], \"preferenceRanking\": [2, 1]}, \
                 {\"name\": \"Bo\", \"options\": [1], \"preferences\": [], \"preferenceRanking\": [1, [2, 3, 4]]}],\n \"options\": \
                 [{\"name\": \"sign\", \"permittedDirection\": \"both\"}, {\"name\": \"pay\", \"permittedDirection\": \"both\"}], \
                 \"infeasibles\": [], \"useManualPreferenceRanking\": true}";
    let model = model.replace("[2, 1]", "[2, 1, 3, 4]");
    let utf16 = |units: &str| units.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let western: Vec<u8> =
        model.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin 1")).collect();
    let desk = Desk::new()
        .with("plain.gmcr", &model)
        .with("mark.gmcr", format!("\u{feff}{model}"))
        .with("wide.gmcr", utf16(&format!("\u{feff}{model}")))
        .with("western.gmcr", western);
    for name in ["plain.gmcr", "mark.gmcr", "wide.gmcr"] {
        assert_has(&desk.answers(&["stability", name]), &["4 states", "Zo\u{eb}"]);
    }
    let said = desk.says(&["stability", "western.gmcr"]);
    assert_eq!(said.code, Some(1));
    assert_has(&said.text, &["western.gmcr:1:", "not UTF-8", "save the file as UTF-8"]);
    assert_lacks(&said.text, &["invalid utf-8 sequence"]);
}
