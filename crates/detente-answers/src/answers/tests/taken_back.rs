//! A lever that was taken back threatens nobody.

use std::{fs, path::Path};

use super::catalogue::{of_text, on_one_line, page};

const STATUS: &str =
    r#"status = [{ is = "threatened", cite = ["npr#3 'move on'", "npr#16 'take a pass'"] }]"#;
/// What London's two threats to leave the talks say.
const THREATS: [&str; 2] = ["no progress in the negotiations", "either side complicates a resolution"];

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads the catalogue")]
fn no_answer_threatens_with_a_lever_that_was_taken_back() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/london-2025/case.toml");
    let text = fs::read_to_string(file).expect("the case is there");
    let taken_back = STATUS.replace(" }]", r#" }, { is = "withdrawn", cite = "npr#3" }]"#);
    assert!(text.contains(STATUS));
    let shown = |text: &str, name: &str| {
        let question = of_text("london-2025", text, None, 20);
        let threats = question.case.standing_ultimatums().count();
        (threats, on_one_line(&page(&question, name, true).unwrap_or_default()))
    };
    let mut threatened = 0;
    for name in ["deadline", "outlook", "brief", "options", "roles", "levers"] {
        let (before, told) = shown(&text, name);
        let (after, now) = shown(&text.replace(STATUS, &taken_back), name);
        assert_eq!((before, after), (3, 1), "one threat is left");
        for threat in THREATS {
            threatened += usize::from(told.contains(threat));
            assert!(!now.contains(threat), "{name} threatens: {now}");
        }
    }
    assert!(threatened > 2, "the threats stand in {threatened} places while they stand");
}
