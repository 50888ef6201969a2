//! What the inbox keeps: a no is of what a draft says, and a file that is damaged is taken not at all.

use detente_evidence::{Draft, Evidence, Modality, Said};
use detente_writing::{
    Hand, NotSaid, Which, accept,
    inbox::{BadInbox, Entry, Inbox, Text},
    reject,
};
use jiff::civil::date;

use crate::{
    accepting::{begun, hand, text},
    dispatch::read,
};

/// Another text of the same day, read so.
fn other() -> Text {
    Text { source: "other".to_owned(), sha256: "0".repeat(64), ..text(true) }
}

/// An inbox in which everything was rejected, and what is new when the drafts are read once more with a change.
fn asked_again(change: impl Fn(&mut Draft)) -> Vec<String> {
    let (_, inbox) = begun(true);
    let (mut inbox, _) = reject(&inbox, &Which::All, &hand()).expect("a no");
    let mut again = read();
    again.drafts.iter_mut().for_each(change);
    inbox.take(other(), &again).new
}

#[test]
fn a_no_is_of_what_is_said_and_not_of_how_it_is_spelled_or_mentioned() {
    let elsewhere = |draft: &mut Draft| {
        for words in &mut draft.evidence {
            *words = Evidence { sentence: 4, start: words.start + 9, end: words.end + 9, ..words.clone() };
        }
    };
    assert_eq!(asked_again(elsewhere), [""; 0], "elsewhere in a text");
    let otherwise = |draft: &mut Draft| match &mut draft.said {
        Said::Party { other_names, iso3 } => {
            other_names.push("their side".to_owned());
            *iso3 = Some("XXX".to_owned());
        }
        Said::Body { other_names } => other_names.push("the office".to_owned()),
        Said::Delegate { title, full_name, other_names, .. } => {
            (*title, *full_name) = (Some("chief negotiator".to_owned()), false);
            other_names.clear();
        }
        Said::RedLine { what, strength, .. } => {
            (*what, *strength) = ("to CEDE the mill".replacen("to ", "", 1), None);
        }
        Said::Position { what, .. } => *what = "the guarantees, for Southmark".to_owned(),
        Said::Attendance { who, .. } => *who = who.to_uppercase(),
        Said::Source { .. }
        | Said::Issue { .. }
        | Said::Meeting { .. }
        | Said::MeetingChange { .. }
        | Said::Statement { .. }
        | Said::Proposal { .. }
        | Said::ProposalStatus { .. }
        | Said::Lever { .. }
        | Said::Deadline { .. }
        | Said::Prediction { .. }
        | Said::OpenQuestion { .. } => {}
    };
    assert_eq!(asked_again(otherwise), [""; 0], "with other mentions");
    let by_another_name = |draft: &mut Draft| {
        if let Said::Party { other_names, .. } = &mut draft.said
            && draft.name.as_deref() == Some("Northmark")
        {
            other_names.push("Northmark".to_owned());
            draft.name = Some("The North".to_owned());
        }
    };
    assert_eq!(asked_again(by_another_name), [""; 0], "a name that was a mention");
}

#[test]
fn what_says_something_else_is_asked_about() {
    let denied = |draft: &mut Draft| draft.modality = Modality::Negated;
    let new = asked_again(denied).len();
    let drafts = read();
    let named = drafts
        .drafts
        .iter()
        .filter(|one| matches!(one.said, Said::Party { .. } | Said::Body { .. } | Said::Delegate { .. }));
    assert_eq!(new, drafts.drafts.len() - named.count(), "a name is denied by nobody, everything else is");
    let elsewhere = |draft: &mut Draft| {
        if let Said::RedLine { what, .. } = &mut draft.said {
            *what = "cede the meadow".to_owned();
        }
    };
    assert_eq!(asked_again(elsewhere).len(), 1);
    let somebody_else = |draft: &mut Draft| {
        if let Said::Delegate { .. } = draft.said
            && draft.name.as_deref() == Some("Ole Dahl")
        {
            draft.party.0 = vec!["Westmark".to_owned()];
        }
    };
    assert_eq!(asked_again(somebody_else).len(), 1, "of the same name, for another party");
}

#[test]
fn whom_a_later_text_calls_otherwise_is_known_by_that_name_too() {
    let (_, mut inbox) = begun(true);
    let mut again = read();
    for draft in &mut again.drafts {
        if let Said::Party { other_names, .. } = &mut draft.said {
            other_names.push(format!("{} government", draft.name.clone().expect("a name")));
        }
    }
    inbox.take(other(), &again);
    let (bytes, new) = (inbox.bytes().expect("bytes"), inbox.take(other(), &again).new);
    assert_eq!((new, inbox.bytes().expect("bytes")), (Vec::new(), bytes), "and then nothing changes");
    let Said::Party { other_names, .. } = &inbox.entry("d3").expect("a draft").draft.said else {
        panic!("a party")
    };
    assert_eq!(other_names.as_slice(), ["Southmark government"]);
}

/// The file of an inbox with everything in it that a file can have.
fn whole() -> String {
    let (files, inbox) = begun(true);
    let (inbox, _) = reject(&inbox, &Which::Named(vec!["d21".to_owned()]), &hand()).expect("a no");
    let yes = accept(&files, &inbox, &Which::Named(vec!["d2".to_owned()]), &hand()).expect("a yes");
    String::from_utf8(yes.inbox.bytes().expect("bytes")).expect("text")
}

fn faults(file: &str) -> BadInbox {
    match Inbox::parse(file.as_bytes()) {
        Ok(_) => panic!("it is taken: {file}"),
        Err(why) => why,
    }
}

#[test]
fn a_damaged_file_is_refused_with_the_line_whatever_is_damaged() {
    let file = whole();
    assert!(Inbox::parse(file.as_bytes()).is_ok());
    let at = |words: &str| file.lines().position(|line| line.contains(words)).expect("a line") + 1;
    for (from, to, near) in [
        ("\"party\": \"Southmark\"", "\"partie\": \"Southmark\"", at("\"party\": \"Southmark\"")),
        ("\"rule\": \"by-hand\"", "\"rule\": \"by-hand\",\n      \"rule\": \"x\"", at("\"rule\"") + 1),
        ("\"meeting\": \"d9\"", "\"meeting\": \"d999\"", at("\"meeting\": \"d9\"")),
        ("\"source\": \"example\"", "\"source\": \"../example\"", at("\"source\": \"example\"")),
        ("\"by\": \"Jo Doe\"", "\"by\": \" \"", at("\"by\": \"Jo Doe\"")),
        ("\"modality\": \"planned\"", "\"modality\": \"meant\"", 1),
        ("\"schema\": 1", "\"schema\": 0", at("\"schema\"")),
        ("\"schema\": 1", "\"schema\": 7", at("\"schema\"")),
        ("\"id\": \"d4\"", "\"id\": \"d5\"", at("\"id\": \"d5\"")),
        ("\"drafts\": [", "\"drafts\": [\n null,", 1),
    ] {
        assert!(file.contains(from), "{from}");
        let why = faults(&file.replacen(from, to, 1));
        let told = why.to_string();
        assert!(!why.0.is_empty() && why.0.iter().all(|fault| fault.line > 0), "{told}");
        if near > 1 {
            assert!(
                why.0.iter().any(|fault| fault.line.abs_diff(near) <= 3),
                "{from}: line {near}, not {told}"
            );
        }
    }
    for end in [0, 1, file.len() / 2, file.len() - 3] {
        faults(&file[..end]);
    }
    faults(&format!("{file}{{}}"));
}

/// Keys that a file need not have: what they would say is then not known.
const MAY_BE_MISSING: [&str; 3] = ["\"name\":", "\"label\":", "\"derived_from\":"];

#[test]
fn no_key_can_go_missing_or_be_misspelled() {
    let file = whole();
    let lines: Vec<_> = file.lines().collect();
    let mut tried = 0;
    for (at, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.trim().split_once(": ") else { continue };
        if MAY_BE_MISSING.iter().any(|one| line.trim().starts_with(one)) || value.ends_with(['[', '{']) {
            continue;
        }
        let misspelled = line.replacen(key, &format!("{}x\"", key.trim_end_matches('"')), 1);
        let with = |line: Option<&str>| {
            let mut lines = lines.clone();
            match line {
                Some(line) => lines[at] = line,
                None => drop(lines.remove(at)),
            }
            lines.join("\n")
        };
        assert!(Inbox::parse(with(Some(&misspelled)).as_bytes()).is_err(), "line {}: {misspelled}", at + 1);
        assert!(Inbox::parse(with(None).as_bytes()).is_err(), "without line {}: {line}", at + 1);
        tried += 1;
    }
    assert!(tried > 200, "{tried} keys");
}

/// The dispatch, with an agreement between nobody in particular.
fn between_nobody() -> (detente_case::CaseFiles, Inbox) {
    let (files, mut inbox) = begun(true);
    for entry in &mut inbox.drafts {
        if let Said::Issue { between, .. } = &mut entry.draft.said {
            between.clear();
        }
    }
    (files, inbox)
}

#[test]
fn nobody_consents_whom_no_draft_names_as_a_party_of_the_agreement() {
    let (files, inbox) = between_nobody();
    let yes = accept(&files, &inbox, &Which::All, &hand()).expect("a yes to the rest");
    assert!(!yes.case.contains("instrument") && !yes.case.contains("[issues"), "{}", yes.case);
    let waits: Vec<_> =
        yes.inbox.drafts.iter().filter(|entry| entry.waits()).map(|one| &one.draft.id).collect();
    assert_eq!((waits, yes.left.len()), (yes.left.iter().collect(), 3), "issue, position and red line wait");
    let red_line = Which::Named(vec!["d16".to_owned()]);
    assert_eq!(
        accept(&files, &inbox, &red_line, &hand()).err(),
        Some(NotSaid::NoConsent(vec!["d16".to_owned()]))
    );
    let said = hand().with_consent(&["Northmark".to_owned(), "southmark".to_owned()]);
    let yes = accept(&files, &inbox, &Which::All, &said).expect("a yes to all");
    assert!(yes.inbox.drafts.iter().all(|entry| !Entry::waits(entry)));
    let consent = "consent = [\"northmark\", \"southmark\"], basis = \"assumed\", owner = \"Jo Doe\"";
    assert!(yes.case.contains(consent), "{}", yes.case);
    let files = detente_case::CaseFiles::new("case.toml", yes.case.as_bytes(), files.digests().clone());
    let again = hand().with_consent(&["Westmark".to_owned()]);
    assert_eq!(
        accept(&files, &inbox, &Which::All, &again).err(),
        Some(NotSaid::Settled),
        "not over the case"
    );
    let (files, inbox) = between_nobody();
    let stranger = hand().with_consent(&["Eastmark".to_owned()]);
    assert_eq!(
        accept(&files, &inbox, &Which::All, &stranger).err(),
        Some(NotSaid::Nobody(vec!["Eastmark".to_owned()]))
    );
}

#[test]
fn a_party_of_the_agreement_that_was_rejected_is_not_left_out_of_it() {
    let (files, inbox) = begun(true);
    let (inbox, _) = reject(&inbox, &Which::Named(vec!["d2".to_owned()]), &hand()).expect("a no");
    let yes = accept(&files, &inbox, &Which::All, &hand()).expect("a yes to the rest");
    assert!(!yes.case.contains("consent ="), "not by the consent of the other alone: {}", yes.case);
    assert!(!yes.left.is_empty());
}

#[test]
fn nobody_is_no_name_of_a_person() {
    for name in ["", " ", "\t\n", "\u{200b}", "-", "…"] {
        assert!(Hand::new(name, date(2031, 5, 4)).is_none(), "{name:?}");
    }
    assert_eq!(
        Hand::new(" Jo\u{200b}  Doe ", date(2031, 5, 4)).map(|hand| hand.by().to_owned()),
        Some("Jo Doe".to_owned())
    );
}
