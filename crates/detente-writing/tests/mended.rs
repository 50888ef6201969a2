//! What drafts become together: who sits in a meeting, what is taken back, what is measured otherwise, and on which day a
//! case is read.

use std::collections::BTreeMap;

use detente_case::{Case, CaseFiles, ClaimKind, LeverStatus};
use detente_evidence::{Options, Read, Status};
use detente_writing::{
    NotSaid, Which, Yes, accept, compare, digest, files,
    inbox::{FILE, Inbox, Text},
    inbox_page,
};
use jiff::civil::{Date, date};

use crate::accepting::hand;

/// A text in a case of its own, or one more in a case.
struct Reads {
    files: CaseFiles,
    inbox: Inbox,
}

fn read(text: &str) -> Read {
    detente_evidence::read(text, &Options { date: None })
}

fn record(source: &str, text: &str, read: &Read, day: Date) -> Text {
    Text::of(source, text.as_bytes(), text, &read.document, &read.drafts, day)
}

impl Reads {
    fn of(text: &str, day: Date) -> Self {
        let read = read(text);
        let made = files(record("first", text, &read, day), text, &read).expect("files");
        let made: BTreeMap<String, Vec<u8>> = made.into_iter().collect();
        let files = CaseFiles::new("case.toml", &made["case.toml"], BTreeMap::new());
        let inbox = Inbox::parse(&made[FILE]).expect("an inbox");
        Self { files: files.with_digest("sources/first.md", &made["sources/first.md"]), inbox }
    }

    /// Reads one more text; answers with the names of what is new.
    fn then(&mut self, text: &str, day: Date) -> Vec<String> {
        let read = read(text);
        let record = record("second", text, &read, day);
        let sentences = digest(&record, text, &read);
        self.files = self.files.clone().with_digest("sources/second.md", sentences.as_bytes());
        self.inbox.take(record, &read).new
    }

    fn accepted(&mut self) -> (Case, Yes) {
        let consent = ["Norway".to_owned(), "Sweden".to_owned()];
        let bare = detente_case::read(&self.files).case.instrument.consent.is_empty();
        let hand = if bare { hand().with_consent(&consent) } else { hand() };
        let yes = accept(&self.files, &self.inbox, &Which::All, &hand).expect("a yes");
        self.files = CaseFiles::new("case.toml", yes.case.as_bytes(), self.files.digests().clone());
        self.inbox = yes.inbox.clone();
        (detente_case::read(&self.files).case, yes)
    }
}

fn seats(case: &Case, meeting: &str) -> Vec<String> {
    let mut seats: Vec<_> =
        case.meetings[meeting].delegations.iter().map(|seat| seat.party.to_string()).collect();
    seats.sort();
    seats
}

const OPENED: &str =
    "BERGEN, May 3, 2031 (Example Wire) — Norway and Sweden opened talks in Bergen on Saturday.\n";

#[test]
fn whom_the_sentence_of_a_meeting_names_sits_there_whoever_else_is_said_to_come() {
    let day = date(2031, 5, 3);
    for more in [
        "",
        "Norwegian Foreign Minister Kari Lund will lead her delegation.\n",
        "Norwegian Foreign Minister Kari Lund will lead her delegation, while Swedish Trade Minister Per Ek will be absent.\n",
        "Denmark was invited as an observer but declined.\n",
        "Denmark was not invited.\n",
        "Denmark will attend the talks as an observer.\n",
        "Danish Foreign Minister Bo Holm will not attend the talks.\n",
    ] {
        let (case, _) = Reads::of(&format!("{OPENED}{more}"), day).accepted();
        assert_eq!(seats(&case, "bergen-talks"), ["norway", "sweden"], "{more}");
    }
}

#[test]
fn what_is_taken_back_is_a_status_of_the_lever_that_it_was() {
    let threat = format!("{OPENED}Norway threatened to close the harbour unless Sweden signed.\n");
    for (day, apart) in [(date(2031, 5, 3), false), (date(2031, 5, 6), true)] {
        let back = "Norway withdrew its threat to close the harbour.\n";
        let mut reads =
            Reads::of(&if apart { threat.clone() } else { format!("{threat}{back}") }, date(2031, 5, 3));
        if apart {
            let (case, _) = reads.accepted();
            assert_eq!(case.levers.len(), 1);
            let new = reads.then(&format!("OSLO, May 6, 2031 (Other Wire) — {back}"), day);
            let against = compare(&reads.inbox, &new);
            assert!(!against.is_empty(), "the threat that is gone is shown beside it");
        }
        let (case, _) = reads.accepted();
        assert_eq!(case.levers.len(), 1, "no second lever: {:?}", case.levers);
        let lever = case.levers.values().next().expect("a lever");
        let stages: Vec<_> = lever.status.iter().map(|stage| stage.is).collect();
        assert_eq!(stages, [LeverStatus::Threatened, LeverStatus::Withdrawn]);
        assert_eq!(lever.status[1].on, Some(day));
    }
}

#[test]
fn what_is_measured_otherwise_is_another_option_of_the_issue() {
    let mut reads =
        Reads::of(&format!("{OPENED}Sweden wants a pause within twelve weeks.\n"), date(2031, 5, 3));
    let (case, _) = reads.accepted();
    let before: usize = case.issues.values().map(|issue| issue.options.len()).sum();
    let new = reads.then(
        "OSLO, May 6, 2031 (Other Wire) — Sweden wants a pause within twenty weeks.\n",
        date(2031, 5, 6),
    );
    assert!(!compare(&reads.inbox, &new).is_empty(), "both are shown");
    let (case, _) = reads.accepted();
    assert_eq!(case.issues.values().map(|issue| issue.options.len()).sum::<usize>(), before + 1);
    let proposed: std::collections::BTreeSet<_> =
        case.stances.iter().flat_map(|stance| stance.positions.keys().map(ToString::to_string)).collect();
    assert_eq!(proposed.len(), 2, "{proposed:?}");
}

#[test]
fn a_yes_that_no_text_ties_to_an_offer_is_no_answer_to_it() {
    let text = format!(
        "{OPENED}Norway has proposed a shared fleet to Sweden.\nUnder the 1996 treaty on herring, Sweden accepted a quota.\n"
    );
    let mut reads = Reads::of(&text, date(2031, 5, 3));
    for entry in &mut reads.inbox.drafts {
        if let detente_evidence::Said::ProposalStatus { proposals, .. } = &mut entry.draft.said {
            proposals.clear();
        }
    }
    let (case, _) = reads.accepted();
    let answered =
        case.proposals.values().flat_map(|one| &one.sent).filter(|sent| sent.acknowledged.is_some());
    assert_eq!(answered.count(), 0);
}

#[test]
fn a_later_text_moves_the_day_of_the_case_and_an_earlier_one_does_not() {
    for (later, moved) in [("May 9", Some(date(2031, 5, 9))), ("May 1", None)] {
        let mut reads = Reads::of(OPENED, date(2031, 5, 3));
        let (case, yes) = reads.accepted();
        assert_eq!((case.as_of, yes.as_of), (date(2031, 5, 3), None));
        let day = moved.unwrap_or(date(2031, 5, 1));
        reads
            .then(&format!("OSLO, {later}, 2031 (Other Wire) — Sweden wants a ferry over the sound.\n"), day);
        let (case, yes) = reads.accepted();
        assert_eq!((case.as_of, yes.as_of), (moved.unwrap_or(date(2031, 5, 3)), moved));
    }
}

#[test]
fn what_says_no_itself_has_no_remark_that_turns_it_round_and_is_listed_with_its_sign() {
    let text = format!(
        "{OPENED}Swedish Trade Minister Per Ek will be absent.\nThe Swedish Foreign Ministry has not commented.\n\
         Norway opposes a ferry over the sound.\nSweden denied that it had offered a loan.\n"
    );
    let mut reads = Reads::of(&text, date(2031, 5, 3));
    let listed = detente_answers::page::terminal::render(&inbox_page("T", &reads.inbox, "c"));
    assert!(listed.contains("against:") && listed.contains("denies:"), "{listed}");
    let (case, _) = reads.accepted();
    let absent = case.claims.values().find(|claim| claim.says.contains("absent")).expect("a claim");
    assert_eq!(absent.origin.note, None);
    let silent = case.claims.values().find(|claim| claim.kind == ClaimKind::NoComment).expect("a claim");
    assert_eq!(silent.origin.note, None);
}

#[test]
fn what_rests_on_somebody_who_was_taken_out_by_hand_waits_and_says_so() {
    let mut reads = Reads::of(&format!("{OPENED}Sweden wants a ferry over the sound.\n"), date(2031, 5, 3));
    let parties = Which::OfKind(detente_evidence::Kind::Party);
    let yes = accept(&reads.files, &reads.inbox, &parties, &hand()).expect("a yes");
    let at = yes.case.find("[parties.sweden]").expect("it is there");
    let end = yes.case[at..].find("\n\n").map_or(yes.case.len(), |end| at + end);
    let case = format!("{}{}", &yes.case[..at], &yes.case[end..]);
    reads.files = CaseFiles::new("case.toml", case.as_bytes(), reads.files.digests().clone());
    reads.inbox = yes.inbox;
    let wants = reads.inbox.drafts.iter().find(|one| one.draft.kind() == detente_evidence::Kind::Position);
    let id = wants.expect("a position").draft.id.clone();
    match accept(&reads.files, &reads.inbox, &Which::Named(vec![id.clone()]), &hand()) {
        Err(NotSaid::Gone(gone)) => assert_eq!(gone, BTreeMap::from([(id, "parties.sweden".to_owned())])),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_meeting_that_is_spoken_of_again_is_the_same_meeting() {
    let mut reads = Reads::of(OPENED, date(2031, 5, 3));
    let new = reads.then(
        "OSLO, May 6, 2031 (Other Wire) — The talks in Bergen on May 3 were called off.\n",
        date(2031, 5, 6),
    );
    assert!(!compare(&reads.inbox, &new).is_empty(), "held and called off: {new:?}");
    let off = reads.inbox.drafts.iter().filter(|one| one.draft.status == Some(Status::Held));
    assert_eq!(off.count(), 1);
}
