//! The log of a case: what was done is done again from it alone, a changed past shows, the last of it is undone, and whoever
//! is stopped in between leaves the old state or the new one.

use detente_case::CaseFiles;
use detente_writing::{
    Hand, NotDone, Operation, done,
    inbox::Inbox,
    log::{Deed, Log, NoUndo, Pending, Revision, Signed, Splice, Splices, Texts},
};
use proptest::prelude::*;

use crate::accepting::{begun, hand};

fn signed() -> Signed {
    Signed { who: "Jo Doe".to_owned(), when: "2031-05-04T10:00:00Z".to_owned(), why: None, verdict: None }
}

/// A case that is written step by step, as a desk does it.
struct Written {
    files: CaseFiles,
    texts: Texts,
    log: Log,
    file: Vec<u8>,
}

impl Written {
    fn new() -> Self {
        let (files, inbox) = begun(true);
        let texts = Texts { case: files.text().to_owned(), inbox: text(&inbox) };
        Self { files, texts, log: Log::default(), file: Vec::new() }
    }

    fn commit(&mut self, after: Texts, deed: Deed) {
        let changes = self.log.next(&self.texts, &after, deed, &signed()).expect("changes");
        for change in &changes {
            self.file.extend(format!("{}\n", change.line()).bytes());
        }
        self.log.add(changes);
        self.texts = after;
    }

    fn take(&mut self, operations: Vec<Operation>) -> Result<(), NotDone> {
        let files = CaseFiles::new("case.toml", self.texts.case.as_bytes(), self.files.digests().clone());
        let inbox = Inbox::parse(self.texts.inbox.as_bytes()).expect("an inbox");
        let made = done(&files, &inbox, &operations, &hand())?;
        self.commit(Texts { case: made.case, inbox: text(&made.inbox) }, Deed::Do { operations });
        Ok(())
    }

    fn step(&mut self, redo: bool) -> Result<(), NoUndo> {
        let (texts, deed) = if redo { self.log.redone(&self.texts) } else { self.log.undone(&self.texts) }?;
        self.commit(texts, deed);
        Ok(())
    }
}

fn text(inbox: &Inbox) -> String {
    String::from_utf8(inbox.bytes().expect("bytes")).expect("text")
}

fn accept(draft: &str) -> Operation {
    Operation::AcceptDraft { drafts: vec![draft.to_owned()], consent: Vec::new() }
}

fn reject(draft: &str) -> Operation {
    Operation::RejectDraft { drafts: vec![draft.to_owned()] }
}

#[test]
fn every_step_can_be_undone_and_done_again_and_the_log_alone_leads_to_the_same_bytes() {
    let mut written = Written::new();
    let mut states = vec![written.texts.clone()];
    let steps = [
        vec![accept("d2"), reject("d21")],
        vec![accept("d16")],
        vec![
            Operation::RewordDraft { draft: "d15".to_owned(), what: "a guard for Southmark".to_owned() },
            accept("d15"),
        ],
        vec![Operation::Set {
            table: vec!["parties".to_owned(), "northmark".to_owned()],
            key: "short".to_owned(),
            value: "\"NM\"".to_owned(),
        }],
        vec![Operation::Add {
            table: "parties".to_owned(),
            id: Some("eastmark".to_owned()),
            keys: vec![
                ("name".to_owned(), "\"Eastmark\"".to_owned()),
                ("role".to_owned(), "\"observer\"".to_owned()),
            ],
        }],
        vec![Operation::Remove { table: vec!["parties".to_owned(), "eastmark".to_owned()] }],
    ];
    for step in steps {
        written.take(step).expect("done");
        states.push(written.texts.clone());
    }
    assert!(
        written.texts.case.contains("a guard for Southmark") && written.texts.case.contains("short = \"NM\"")
    );
    for state in states.iter().rev().skip(1) {
        written.step(false).expect("undone");
        assert_eq!(&written.texts, state);
    }
    assert_eq!(written.step(false), Err(NoUndo::Nothing));
    for state in states.iter().skip(1) {
        written.step(true).expect("done again");
        assert_eq!(&written.texts, state);
    }
    assert_eq!(written.step(true), Err(NoUndo::Nothing));
    let read = Log::parse(&written.file).expect("a log");
    assert_eq!(read, written.log);
    assert_eq!(read.replayed().expect("replayed"), written.texts);
    assert_eq!(read.changes().last().map(|last| last.after.clone()), Some(Revision::of(&written.texts)));
}

#[test]
fn steps_that_would_make_errors_are_not_taken_and_none_of_several_is() {
    let mut written = Written::new();
    let before = written.texts.clone();
    for steps in [
        vec![],
        vec![accept("d2"), accept("d99")],
        vec![accept("d2"), Operation::Remove { table: vec!["sources".to_owned(), "example".to_owned()] }],
        vec![Operation::Set {
            table: vec!["case".to_owned()],
            key: "as_of".to_owned(),
            value: "7".to_owned(),
        }],
        vec![Operation::Set {
            table: vec!["case".to_owned()],
            key: "title".to_owned(),
            value: "\"x\"\ny = 1".to_owned(),
        }],
        vec![Operation::RewordDraft { draft: "d16".to_owned(), what: " ".to_owned() }],
        vec![reject("d3"), accept("d3")],
    ] {
        assert!(written.take(steps.clone()).is_err(), "{steps:?}");
        assert_eq!((&written.texts, written.file.len()), (&before, 0));
    }
}

#[test]
fn what_was_done_past_the_log_is_told_and_undone_is_only_what_was_ours() {
    let mut written = Written::new();
    written.take(vec![accept("d2")]).expect("done");
    // Somebody edits the file itself, above what was written and below it.
    let by_hand = written.texts.case.replace("# Made by", "# Mine. Made by") + "\n# and a word at the end\n";
    written.texts.case = by_hand.clone();
    written.step(false).expect("undone");
    assert!(
        written.texts.case.starts_with("# Mine. Made by")
            && written.texts.case.ends_with("# and a word at the end\n")
    );
    assert!(!written.texts.case.contains("Northmark"), "{}", written.texts.case);
    let deeds: Vec<_> = written.log.changes().iter().map(|change| &change.deed).collect();
    assert!(
        matches!(deeds.as_slice(), [Deed::Begin, Deed::Do { .. }, Deed::Outside, Deed::Undo { of: 2 }]),
        "{deeds:?}"
    );
    assert_eq!(written.log.replayed().expect("replayed"), written.texts);
    // What somebody has changed himself is not undone over his head.
    let mut written = Written::new();
    written.take(vec![accept("d2")]).expect("done");
    written.texts.case =
        written.texts.case.replace("name = \"Northmark\"", "name = \"Kingdom of Northmark\"");
    assert_eq!(written.step(false), Err(NoUndo::ChangedSince(2)));
}

#[test]
fn every_change_is_undone_whose_own_words_nobody_touched() {
    for by_hand in [
        |case: &str| case.replacen("title = \"", "title = \"Mine: ", 1) + "# and a word at the end\n",
        |case: &str| format!("# above\n{case}\n# below\n"),
        |case: &str| {
            case.replacen("as_of", "short = \"HT\"\nas_of", 1)
                + "\n[parties.own]\nname = \"Own\"\nrole = \"observer\"\n"
        },
    ] {
        let mut written = Written::new();
        let begun = written.texts.case.clone();
        written.take(vec![accept("d15")]).expect("done");
        written.texts.case = by_hand(&written.texts.case);
        written.take(vec![accept("d5")]).expect("done");
        written.step(false).expect("the last one undone");
        written.step(false).expect("the first one undone");
        assert_eq!(written.texts.case.trim_end(), by_hand(&begun).trim_end());
    }
}

#[test]
fn a_changed_past_shows_wherever_it_was_changed() {
    let mut written = Written::new();
    for draft in ["d2", "d3", "d4"] {
        written.take(vec![accept(draft)]).expect("done");
    }
    let whole = String::from_utf8(written.file.clone()).expect("text");
    assert!(Log::parse(whole.as_bytes()).is_ok());
    let lines: Vec<_> = whole.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        for (from, to) in
            [("Jo Doe", "Al Roe"), ("2031-05-04", "2031-05-05"), ("\"number\":", "\"number\": "), ("d", "e")]
        {
            let mut lines = lines.clone();
            let changed = line.replacen(from, to, 1);
            if changed == *line {
                continue;
            }
            lines[at] = &changed;
            let why = Log::parse((lines.join("\n") + "\n").as_bytes()).expect_err("it shows");
            assert_eq!(why.line, at + 1, "{from}");
        }
        if at + 1 < lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(at);
            assert!(Log::parse((fewer.join("\n") + "\n").as_bytes()).is_err(), "without line {}", at + 1);
        }
    }
    // What was being written when the program was stopped never was.
    let torn = &whole.as_bytes()[..whole.len() - 7];
    assert_eq!(Log::parse(torn).expect("the rest").changes().len(), lines.len() - 1);
}

#[test]
fn whoever_is_stopped_in_between_leaves_the_old_state_or_the_new_one() {
    for steps in [vec![accept("d16")], vec![reject("d16")]] {
        let mut written = Written::new();
        written.take(vec![accept("d2")]).expect("done");
        let (before, log) = (written.texts.clone(), written.log.clone());
        written.take(steps).expect("done");
        let after = written.texts.clone();
        let changes = written.log.changes()[log.changes().len()..].to_vec();
        let pending = Pending::new(changes.clone(), &before, &after);
        assert_eq!(Pending::parse(&pending.bytes()).as_ref(), Ok(&pending));
        let halfway = Texts { inbox: after.inbox.clone(), ..before.clone() };
        for (found, wanted) in [
            (&before, &before),
            (&halfway, if before.case == after.case { &after } else { &before }),
            (&after, &after),
        ] {
            let settled = pending.settled(found.clone(), &log);
            assert_eq!(&settled.texts, wanted);
            assert_eq!(settled.changes.is_empty(), wanted == &before, "in step with the files");
            let mut log = log.clone();
            log.add(settled.changes);
            assert_eq!(&log.replayed().expect("replayed"), wanted);
        }
        // What was written down already is not written down twice.
        assert!(pending.settled(after.clone(), &written.log).changes.is_empty());
    }
}

/// The first step on a case writes two lines: what the files were, and the step. Wherever the program was stopped between
/// them, each line is there once in the end.
#[test]
fn a_log_of_which_some_lines_were_written_gets_the_others() {
    let before = Texts { case: "as it was".to_owned(), inbox: String::new() };
    let after = Texts { case: "as it is".to_owned(), inbox: "[]".to_owned() };
    let read = Deed::Read { source: "notes".to_owned() };
    let changes = Log::default().next(&before, &after, read, &signed()).expect("two changes");
    assert_eq!(changes.len(), 2);
    let pending = Pending::new(changes.clone(), &before, &after);
    for written in 0..=changes.len() {
        let mut log = Log::default();
        log.add(changes[..written].to_vec());
        log.add(pending.settled(after.clone(), &log).changes);
        assert_eq!(log.changes(), changes, "{written} were written");
    }
}

/// A change at two ends of a long text is written down as two short ones.
#[test]
fn a_change_is_as_long_as_what_it_changes() {
    let line = |at: usize| format!("line {at}\n");
    let before: String = (0..2_000).map(line).collect();
    let after = before.replace("line 3\n", "line three\n").replace("line 1990\n", "line of 1990\n");
    let splices = Splices::between(&before, &after).expect("a change");
    let written: usize = splices.places().iter().map(|one| one.was.len() + one.now.len()).sum();
    assert!(splices.places().len() == 2 && written < 40, "{splices:?}");
}

/// A yes to one draft after another adds a line that is as long as what it moved, however long the log is; and a step
/// that is undone and done again fifty times adds lines of one length.
#[test]
fn the_log_grows_by_what_a_step_moves() {
    let mut written = Written::new();
    let (_, inbox) = begun(true);
    let mut taken = 0;
    for entry in &inbox.drafts {
        taken += usize::from(written.take(vec![accept(&entry.draft.id)]).is_ok());
    }
    assert!(taken > 10, "{taken}");
    let lengths = |file: &[u8]| file.split(|byte| *byte == b'\n').map(<[u8]>::len).collect::<Vec<_>>();
    let steps = lengths(&written.file);
    // The first line has the case and the drafts as they were.
    let longest = steps.iter().skip(1).max().expect("a step");
    assert!(*longest < 12_000, "{steps:?}");
    for _ in 0..50 {
        written.step(false).expect("undone");
        written.step(true).expect("done again");
    }
    let again = lengths(&written.file);
    let (first, last) = (again[steps.len()], again[again.len() - 2]);
    assert!(last < first + 20, "{first} and {last}");
    assert_eq!(Log::parse(&written.file).expect("a log"), written.log);
}

#[test]
fn nobody_signs_nothing() {
    assert!(Hand::new("", hand().on()).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("DETENTE_LONG").is_some() { 256 } else { 24 }))]

    #[test]
    fn a_splice_leads_there_and_back(before in ".{0,40}", after in ".{0,40}") {
        match Splice::between(&before, &after) {
            None => prop_assert_eq!(before, after),
            Some(splice) => {
                prop_assert_eq!(splice.applied(&before), Some(after.clone()));
                prop_assert_eq!(splice.inverse().applied(&after), Some(before));
            }
        }
    }

    /// Lines that are changed at several places lead there and back, and what stands between is not written down.
    #[test]
    fn places_lead_there_and_back(lines in proptest::collection::vec("[a-f]{0,3}", 0..12), changes in proptest::collection::vec((0..12_usize, "[a-z]{0,4}"), 0..6)) {
        let text = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let mut changed = lines.clone();
        for (at, new) in changes {
            if let Some(line) = changed.get_mut(at) {
                *line = new;
            }
        }
        let (before, after) = (text(&lines), text(&changed));
        match Splices::between(&before, &after) {
            None => prop_assert_eq!(before, after),
            Some(splices) => {
                prop_assert_eq!(splices.applied(&before), Some(after.clone()));
                prop_assert_eq!(splices.inverse().applied(&after), Some(before));
                prop_assert_eq!(splices.inverse().inverse(), splices);
            }
        }
    }

    /// Whatever is done in whatever order, by us and past us: the log leads to the same bytes, nothing that is not ours is lost.
    #[test]
    fn any_steps_are_written_down(steps in proptest::collection::vec((0..6_u8, 0..23_usize), 1..14)) {
        let mut written = Written::new();
        let mut by_hand = 0;
        for (kind, number) in steps {
            let id = format!("d{number}");
            let before = written.texts.clone();
            let result = match kind {
                0 | 1 => written.take(vec![accept(&id)]).is_ok(),
                2 => written.take(vec![reject(&id)]).is_ok(),
                3 => written.step(false).is_ok(),
                4 => written.step(true).is_ok(),
                _ => {
                    by_hand += 1;
                    written.texts.case.push_str(&format!("# by hand, {by_hand}\n"));
                    continue;
                }
            };
            prop_assert!(result || written.texts == before, "what is refused changes nothing");
            if result {
                let log = Log::parse(&written.file).expect("a log");
                prop_assert_eq!(log.replayed().expect("replayed"), written.texts.clone());
            }
            let errors = detente_case::read(&CaseFiles::new("case.toml", written.texts.case.as_bytes(), written.files.digests().clone()));
            prop_assert!(!errors.has_errors());
        }
        for number in 1..=by_hand {
            let remark = format!("# by hand, {number}\n");
            prop_assert!(written.texts.case.contains(&remark));
        }
    }

    /// Two changes of different words come out the same, whichever is made first.
    #[test]
    fn a_change_moves_past_another(text in "[a-z]{8,30}", first in 0..4_usize, second in 4..8_usize, new in "[A-Z]{0,5}", other in "[A-Z]{0,5}") {
        let splice = |at: usize, now: &str| Splice { at, was: text[at..=at].to_owned(), now: now.to_owned() };
        let (one, two) = (splice(first, &new), splice(second, &other));
        let both = one.applied(&two.applied(&text).expect("two")).expect("one");
        let moved = two.past(&one).expect("other words");
        prop_assert_eq!(moved.applied(&one.applied(&text).expect("one")), Some(both));
        prop_assert!(one.past(&one).is_none());
    }
}
