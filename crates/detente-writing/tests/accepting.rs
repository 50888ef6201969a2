//! A yes and a no: what the case is then, and what is asked no more.

use std::collections::BTreeMap;

use detente_case::{Actor, CaseFiles, MeetingStatus, Severity, View};
use detente_evidence::{Kind, Said};
use detente_writing::{
    Hand, NotSaid, Which, accept, files,
    inbox::{Entry, FILE, Inbox, Text},
    reject,
};
use jiff::civil::date;

use crate::dispatch::{TEXT, read};

pub(crate) fn text(kept: bool) -> Text {
    let read = read();
    let text = Text::of("example", TEXT.as_bytes(), TEXT, &read.document, &read.drafts, date(2031, 5, 3));
    Text { kept, ..text }
}

/// A new case of the dispatch, and its inbox.
pub(crate) fn begun(kept: bool) -> (CaseFiles, Inbox) {
    let made: BTreeMap<String, Vec<u8>> =
        files(text(kept), TEXT, &read()).expect("files").into_iter().collect();
    let inbox = Inbox::parse(&made[FILE]).expect("an inbox");
    let case = CaseFiles::new("case.toml", &made["case.toml"], BTreeMap::new());
    (case.with_digest("sources/example.md", &made["sources/example.md"]), inbox)
}

pub(crate) fn hand() -> Hand {
    Hand::new("Jo Doe", date(2031, 5, 4)).expect("a name")
}

fn with(files: &CaseFiles, case: &str) -> CaseFiles {
    CaseFiles::new("case.toml", case.as_bytes(), files.digests().clone())
}

fn problems(files: &CaseFiles, least: Severity) -> Vec<String> {
    let read = detente_case::read(files);
    let bad = read.diagnostics.iter().filter(|one| one.severity == Severity::Error || one.severity == least);
    bad.map(|one| format!("{}: {}", one.code.as_str(), one.message)).collect()
}

#[test]
fn a_new_case_has_a_source_and_no_problem_and_every_draft_waits() {
    for kept in [true, false] {
        let (files, inbox) = begun(kept);
        assert_eq!(problems(&files, Severity::Warning), [""; 0]);
        assert_eq!(inbox.drafts.len(), read().drafts.len());
        assert!(inbox.drafts.iter().all(Entry::waits));
        assert_eq!(inbox.waiting().len(), Kind::ALL.len(), "a draft of every kind");
    }
}

#[test]
fn every_draft_accepted_alone_makes_a_case_without_errors() {
    for kept in [true, false] {
        let (files, inbox) = begun(kept);
        for entry in &inbox.drafts {
            let which = Which::Named(vec![entry.draft.id.clone()]);
            let yes = accept(&files, &inbox, &which, &hand())
                .unwrap_or_else(|why| panic!("{}: {why:?}", entry.draft.id));
            assert_eq!(problems(&with(&files, &yes.case), Severity::Error), [""; 0], "{}", entry.draft.id);
            assert!(!yes.statements[&entry.draft.id].is_empty(), "{} became something", entry.draft.id);
        }
    }
}

#[test]
fn all_drafts_accepted_make_one_case_whose_statements_cite_their_sentences() {
    let (files, inbox) = begun(true);
    let yes = accept(&files, &inbox, &Which::All, &hand()).expect("a yes");
    let after = with(&files, &yes.case);
    assert_eq!(problems(&after, Severity::Error), [""; 0]);
    let case = detente_case::read(&after).case;
    assert_eq!(
        case.instrument.consent.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["northmark", "southmark"]
    );
    let meeting = &case.meetings["harbour-town-talks"];
    assert_eq!((meeting.sequence, meeting.place.as_deref()), (Some(3), Some("Harbour Town")));
    // Who was to be host is planned, and no host; who cancelled is expected, and does not attend.
    assert_eq!(meeting.host, None);
    assert!(
        meeting.history.iter().any(|event| event.status == MeetingStatus::Planned && event.host.is_some())
    );
    let seat =
        |party: &str| meeting.delegations.iter().find(|seat| seat.party.as_str() == party).expect("a seat");
    assert_eq!(seat("northmark").head.as_ref().map(ToString::to_string), Some("berg".to_owned()));
    assert_eq!(seat("southmark").head, None);
    assert_eq!(seat("southmark").expected.as_ref().map(ToString::to_string), Some("dahl".to_owned()));
    let threat = case.ultimatums.values().next().expect("a threat");
    assert_eq!(
        threat.deadline.as_ref().and_then(|limit| limit.words.clone()),
        Some("within days".to_owned())
    );
    assert!(!threat.trigger_defined);
    let denied = case.proposals.values().flat_map(|one| &one.sent).collect::<Vec<_>>();
    assert_eq!(denied.len(), 1, "{denied:?}");
    assert_eq!((denied[0].to.as_str(), denied[0].acknowledged), ("southmark", Some(false)));
    assert!(
        case.stances.iter().any(|stance| stance
            .positions
            .values()
            .any(|one| one.level == Some(detente_case::Level::RedLine)))
    );
    let roles: Vec<_> = case.hypotheses.values().filter_map(|one| one.role.as_ref()).collect();
    assert_eq!(roles.len(), 2, "two answers of the question, each with a role");
    assert!(case.claims.values().any(|claim| claim.by == Actor::Unnamed));
    // Nothing is weighed, graded or worth anything.
    assert!(case.weights.is_empty() && case.no_deal.is_empty());
    assert_eq!(case.sources["example"].grade.to_string(), "F6");
    for statement in case.seen(&View::default()).statements() {
        let cited = statement.origin.citations().iter().all(|one| one.statement.is_some());
        assert!(cited, "{}", statement.says);
    }
}

#[test]
fn what_a_draft_rests_on_comes_along_and_what_was_rejected_does_not() {
    let (files, inbox) = begun(true);
    let red_line = || Which::Named(vec!["d16".to_owned()]);
    let yes = accept(&files, &inbox, &red_line(), &hand()).expect("a yes");
    assert!(yes.brought.contains(&"d3".to_owned()), "its party: {:?}", yes.brought);
    let (inbox, names) = reject(&inbox, &Which::Named(vec!["d3".to_owned()]), &hand()).expect("a no");
    assert_eq!(names, ["d3"]);
    let yes = accept(&files, &inbox, &red_line(), &hand()).expect("a yes");
    let case = detente_case::read(&with(&files, &yes.case)).case;
    assert!(!case.parties.contains_key("southmark"), "what was rejected is in no case");
}

#[test]
fn accepted_one_by_one_is_accepted_once() {
    let (mut files, mut inbox) = begun(true);
    for id in (1..=read().drafts.len()).map(|number| format!("d{number}")) {
        if !inbox.entry(&id).is_some_and(Entry::waits) {
            continue;
        }
        let yes = accept(&files, &inbox, &Which::Named(vec![id.clone()]), &hand())
            .unwrap_or_else(|why| panic!("{id}: {why:?}"));
        files = with(&files, &yes.case);
        inbox = yes.inbox;
    }
    assert_eq!(problems(&files, Severity::Error), [""; 0]);
    let case = detente_case::read(&files).case;
    assert_eq!(case.parties.len(), 3);
    assert_eq!(case.meetings.len(), 1);
    assert_eq!(case.meetings["harbour-town-talks"].delegations.len(), 2);
    assert!(matches!(accept(&files, &inbox, &Which::All, &hand()), Err(NotSaid::NoneWaits)));
    assert!(matches!(
        accept(&files, &inbox, &Which::Named(vec!["d2".to_owned()]), &hand()),
        Err(NotSaid::Answered(_))
    ));
    assert!(matches!(
        accept(&files, &inbox, &Which::Named(vec!["d99".to_owned()]), &hand()),
        Err(NotSaid::Unknown(_))
    ));
}

#[test]
fn reading_again_changes_no_byte_and_asks_nothing_again() {
    let (files, inbox) = begun(true);
    let again = |inbox: &Inbox| {
        let mut again = inbox.clone();
        let taken = again.take(text(true), &read());
        assert_eq!((taken.new.len(), taken.repeated.len()), (0, 0));
        assert_eq!(again.bytes().expect("bytes"), inbox.bytes().expect("bytes"));
    };
    again(&inbox);
    let yes = accept(&files, &inbox, &Which::OfKind(Kind::Party), &hand()).expect("a yes");
    again(&yes.inbox);
    let (no, _) = reject(&yes.inbox, &Which::All, &hand()).expect("a no");
    again(&no);
    // The same words elsewhere in the text are the same draft.
    let mut moved = read();
    moved.drafts.iter_mut().flat_map(|draft| &mut draft.evidence).for_each(|one| one.start += 7);
    let mut after = no.clone();
    assert_eq!(
        after
            .take(Text { sha256: "another".to_owned(), source: "other".to_owned(), ..text(true) }, &moved)
            .new,
        [""; 0]
    );
}

#[test]
fn a_case_that_would_have_errors_is_refused_and_the_errors_it_had_stay_its_own() {
    let (files, inbox) = begun(true);
    let bad = files.text().to_owned() + "\n[parties.x]\nname = \"X\"\nrole = \"observer\"\nwrong = 1\n";
    let yes = accept(&with(&files, &bad), &inbox, &Which::Named(vec!["d2".to_owned()]), &hand());
    assert!(yes.is_ok(), "an error that was there is no reason to refuse");
    let no_digest = CaseFiles::new(
        "case.toml",
        files.text().as_bytes(),
        [("sources/example.md".to_owned(), "1. nothing\n".to_owned())].into(),
    );
    assert!(matches!(
        accept(&no_digest, &inbox, &Which::Named(vec!["d16".to_owned()]), &hand()),
        Err(NotSaid::Wrong(wrong)) if !wrong.0.is_empty()
    ));
}

/// Whom a threat is meant for is written where the text names somebody, and left out where it does not.
#[test]
fn a_threat_is_addressed_to_those_whom_the_text_names() {
    let (files, mut inbox) = begun(true);
    let threat = |inbox: &Inbox| {
        let yes = accept(&files, inbox, &Which::All, &hand()).expect("a yes");
        let after = with(&files, &yes.case);
        assert_eq!(problems(&after, Severity::Error), [""; 0]);
        let case = detente_case::read(&after).case;
        let threat = case.ultimatums.values().next().expect("a threat").clone();
        let moved = threat.may_move(&case).map(ToString::to_string).collect::<Vec<_>>();
        (threat.addressed_to.iter().map(ToString::to_string).collect::<Vec<_>>(), moved)
    };
    assert_eq!(threat(&inbox), (vec!["southmark".to_owned()], vec!["southmark".to_owned()]));
    for entry in &mut inbox.drafts {
        if let Said::Lever { target, .. } = &mut entry.draft.said {
            target.clear();
        }
    }
    assert_eq!(threat(&inbox), (vec![], vec!["southmark".to_owned()]), "all whose yes it takes but its own");
}
