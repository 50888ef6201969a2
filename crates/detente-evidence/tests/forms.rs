//! The JSON of drafts: what is written can be read again, and looks as the documentation says.

use detente_evidence::{Confidence, Draft, Evidence, Modality, Parties, Role, Said};

fn a_red_line() -> Draft {
    Draft {
        id: "d17".to_owned(),
        said: Said::RedLine { what: "a second referendum".to_owned(), strength: None, issue: None },
        modality: Modality::Reported,
        name: None,
        party: Parties(vec!["Norland".to_owned()]),
        actor: Some("Ada Lind".to_owned()),
        status: None,
        evidence: vec![Evidence {
            role: Role::Primary,
            sentence: 3,
            start: 10,
            end: 31,
            text: "a second referendum".to_owned(),
        }],
        rule: "refusal-verb".to_owned(),
        confidence: Confidence::Likely,
        becomes: "[[stances]]".to_owned(),
        needs: Vec::new(),
    }
}

#[test]
fn a_draft_says_its_kind_and_its_fields() {
    let json = serde_json::to_value(a_red_line()).expect("a draft is JSON");
    assert_eq!(json["kind"], "red-line");
    assert_eq!(json["fields"]["what"], "a second referendum");
    assert_eq!(json["party"], "Norland");
    assert_eq!(json["evidence"][0]["role"], "primary");
    assert!(json["status"].is_null());
}

#[test]
fn a_draft_can_be_read_again() {
    for names in [vec![], vec!["Norland"], vec!["Norland", "Sudland"]] {
        let draft = Draft { party: Parties(names.into_iter().map(str::to_owned).collect()), ..a_red_line() };
        let text = serde_json::to_string(&draft).expect("a draft is JSON");
        assert_eq!(serde_json::from_str::<Draft>(&text).expect("JSON is a draft"), draft);
    }
}
