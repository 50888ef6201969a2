//! A dispatch of our own, and drafts of every kind made of it by hand.

use detente_evidence::{
    Capacity, Change, Confidence, DateFrom, Document, DocumentDate, Draft, Evidence, Format, Instrument,
    InstrumentForm, Lever, Modality, Parties, Rank, Read, Role, Said, Sentence, Status, Strength, days::When,
};
use jiff::civil::date;

/// Five sentences about two valleys.
pub(crate) const TEXT: &str = "HARBOUR TOWN — Envoys of Northmark and Southmark open talks about a truce in Harbour Town today, \
with Anna Berg for Northmark. Southmark’s minister Ole Dahl canceled at the last minute, and Westmark was initially to be host. \
“We will never cede the mill,” said Dahl, and Northmark wants guarantees for Southmark. \
Berg warned that Northmark would close the pass if no text is signed within days. \
Experts ask whether Westmark mediates or means to impose a text, and say it will fail; a shared toll was offered to Southmark, \
which says it never got it.";

fn sentences() -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in TEXT.match_indices(". ").map(|(at, _)| at + 1).chain([TEXT.len()]) {
        found.push(Sentence { start, end });
        start = end + 1;
    }
    found
}

/// These words of the text as evidence.
fn words(role: Role, text: &str) -> Evidence {
    let start = TEXT.find(text).expect("words of the text");
    let sentence =
        sentences().iter().position(|one| one.start <= start && start < one.end).expect("a sentence") + 1;
    Evidence { role, sentence, start, end: start + text.len(), text: text.to_owned() }
}

fn draft(number: usize, said: Said, primary: &str) -> Draft {
    Draft {
        id: format!("d{number}"),
        said,
        modality: Modality::Asserted,
        name: None,
        party: Parties::default(),
        actor: None,
        status: None,
        evidence: vec![words(Role::Primary, primary)],
        rule: "by-hand".to_owned(),
        confidence: Confidence::Sure,
        becomes: String::new(),
        needs: Vec::new(),
    }
}

fn named(draft: Draft, name: &str, party: &[&str]) -> Draft {
    Draft { name: Some(name.to_owned()), party: parties(party), ..draft }
}

fn by(draft: Draft, party: &[&str], actor: Option<&str>) -> Draft {
    Draft { party: parties(party), actor: actor.map(str::to_owned), ..draft }
}

fn parties(names: &[&str]) -> Parties {
    Parties(names.iter().map(|name| (*name).to_owned()).collect())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn today() -> When {
    When { words: "today".to_owned(), from: Some(date(2031, 5, 3)), to: Some(date(2031, 5, 3)) }
}

fn within_days() -> When {
    When { words: "within days".to_owned(), from: Some(date(2031, 5, 3)), to: Some(date(2031, 5, 10)) }
}

fn who() -> Vec<Draft> {
    let party = |number, name: &str, others: &[&str]| {
        let said = Said::Party { iso3: None, other_names: texts(others) };
        named(draft(number, said, name), name, &[])
    };
    let person = |number, name: &str, title: &str, rank, party: &str| {
        let surname = name.rsplit(' ').next().expect("a surname");
        let said = Said::Delegate {
            title: Some(title.to_owned()),
            rank: Some(rank),
            full_name: true,
            other_names: texts(&[surname]),
        };
        named(draft(number, said, name), name, &[party])
    };
    vec![
        draft(
            1,
            Said::Source {
                address: Some("https://www.example.org/a".to_owned()),
                publisher: Some("www.example.org".to_owned()),
                date: Some(today()),
                place: None,
            },
            "HARBOUR TOWN",
        ),
        party(2, "Northmark", &["the North"]),
        party(3, "Southmark", &[]),
        party(4, "Westmark", &[]),
        named(draft(5, Said::Body { other_names: Vec::new() }, "Experts"), "Western Office", &["Westmark"]),
        person(6, "Anna Berg", "envoy", Rank::SpecialEnvoy, "Northmark"),
        person(7, "Ole Dahl", "minister", Rank::Minister, "Southmark"),
    ]
}

fn talks() -> Vec<Draft> {
    let attends = |number, who: &str, status, capacity, level: Option<&str>, primary: &str| Draft {
        status: Some(status),
        ..draft(
            number,
            Said::Attendance {
                who: who.to_owned(),
                meeting: Some("d9".to_owned()),
                capacity,
                level: level.map(str::to_owned),
            },
            primary,
        )
    };
    let truce = Some(Instrument { form: InstrumentForm::Ceasefire, state: None });
    vec![
        draft(
            8,
            Said::Issue {
                what: "a truce".to_owned(),
                instrument: truce,
                between: texts(&["Northmark", "Southmark"]),
            },
            "a truce",
        ),
        draft(
            9,
            Said::Meeting {
                place: Some("Harbour Town".to_owned()),
                when: Some(today()),
                format: Format::Talks,
                participants: texts(&["Northmark", "Southmark"]),
                ordinal: Some("third".to_owned()),
            },
            "open talks about a truce in Harbour Town today",
        ),
        by(
            attends(10, "Anna Berg", Status::Attending, None, None, "with Anna Berg for Northmark"),
            &["Northmark"],
            Some("Anna Berg"),
        ),
        by(
            attends(
                11,
                "Ole Dahl",
                Status::Cancelled,
                None,
                Some("minister"),
                "Ole Dahl canceled at the last minute",
            ),
            &["Southmark"],
            Some("Ole Dahl"),
        ),
        Draft {
            modality: Modality::Planned,
            ..by(
                attends(
                    12,
                    "Westmark",
                    Status::Attending,
                    Some(Capacity::Host),
                    None,
                    "Westmark was initially to be host",
                ),
                &["Westmark"],
                None,
            )
        },
        Draft {
            modality: Modality::Speculated,
            ..draft(
                13,
                Said::MeetingChange {
                    change: Change::Downgraded,
                    meeting: Some("d9".to_owned()),
                    until: None,
                },
                "canceled at the last minute",
            )
        },
        Draft {
            modality: Modality::Reported,
            ..by(
                draft(
                    14,
                    Said::Statement {
                        verb: "say".to_owned(),
                        content: Some("We will never cede the mill".to_owned()),
                        quoted: Vec::new(),
                        when: None,
                        denies: Vec::new(),
                    },
                    "“We will never cede the mill,” said Dahl",
                ),
                &["Southmark"],
                Some("Ole Dahl"),
            )
        },
    ]
}

fn terms() -> Vec<Draft> {
    let toll = || "a shared toll".to_owned();
    vec![
        by(
            draft(
                15,
                Said::Position {
                    what: "guarantees for Southmark".to_owned(),
                    strength: Strength::Wants,
                    issue: None,
                    proposal: None,
                },
                "wants guarantees for Southmark",
            ),
            &["Northmark"],
            None,
        ),
        by(
            draft(
                16,
                Said::RedLine {
                    what: "cede the mill".to_owned(),
                    strength: Some("never".to_owned()),
                    issue: None,
                },
                "never cede the mill",
            ),
            &["Southmark"],
            Some("Ole Dahl"),
        ),
        draft(
            17,
            Said::Proposal { what: toll(), to: texts(&["Southmark"]), issue: Some("d8".to_owned()) },
            "a shared toll was offered",
        ),
        Draft {
            status: Some(Status::Denied),
            ..by(
                draft(
                    18,
                    Said::ProposalStatus {
                        proposals: texts(&["d17"]),
                        what: "says it never got it".to_owned(),
                    },
                    "says it never got it",
                ),
                &["Southmark"],
                None,
            )
        },
        Draft {
            modality: Modality::Conditional,
            ..by(
                draft(
                    19,
                    Said::Lever {
                        lever: Lever::Threat,
                        what: "close the pass".to_owned(),
                        target: texts(&["Southmark"]),
                        condition: Some("no text is signed within days".to_owned()),
                        deadline: Some("d20".to_owned()),
                    },
                    "close the pass if no text is signed within days",
                ),
                &["Northmark"],
                Some("Anna Berg"),
            )
        },
        by(
            draft(
                20,
                Said::Deadline {
                    when: within_days(),
                    what: "a text".to_owned(),
                    consequence: Some("d19".to_owned()),
                },
                "within days",
            ),
            &["Northmark"],
            Some("Anna Berg"),
        ),
        by(
            draft(21, Said::Prediction { what: "it will fail".to_owned() }, "it will fail"),
            &[],
            Some("Experts"),
        ),
        by(
            draft(
                22,
                Said::OpenQuestion { what: "whether Westmark mediates or means to impose a text".to_owned() },
                "whether Westmark mediates or means to impose a text",
            ),
            &["Westmark"],
            None,
        ),
    ]
}

/// What is drafted from the text: each kind at least once.
pub(crate) fn read() -> Read {
    let document = Document {
        title: Some("Talks in Harbour Town".to_owned()),
        date: Some(DocumentDate { day: date(2031, 5, 3), from: DateFrom::Given }),
        bytes: TEXT.len(),
        sentences: sentences(),
    };
    Read { document, drafts: [who(), talks(), terms()].concat(), notes: Vec::new() }
}
