//! What the page of a case that may be written asks for: its drafts, its log, and what is done to it. The page decides
//! nothing: everything here is what the commands do.

mod begin;
mod board;
mod put;
mod sent;
mod templates;
mod told;

use std::path::Path;

use self::put::verdict;
use self::sent::{Asked, Given, Tried, parsed};
use self::told::{entry_told, problems, refusal, shown, told, told_of};
pub use self::{
    begin::{cases_in, templates},
    told::{in_words, log_lines, no},
};
use detente_answers::{
    answer::{Refusal, RefusalKind, SchemaVersion},
    options::Options,
    registry,
    watch::Watch,
};
use detente_case::{CaseFiles, Located, Reader, TrafficLight, Word};
use detente_writing::{
    Done, Hand, NotDone, NotSaid, Operation, done,
    log::{Change, Deed, NoUndo, Signed, Verdicts},
    new_errors,
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, signed, today},
    dispatch::{Dispatch, Terms, refused},
    failure::Failure,
};

/// How many bytes somebody may send at once: a long dispatch fits.
pub const MOST_SENT: usize = 4 << 20;

/// What comes back: a status of HTTP, and JSON.
#[derive(Clone, Debug)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Value,
}

/// A case that somebody may write.
pub struct Bench<'a> {
    /// Its folder, or its `case.toml`, as it was typed.
    pub path: &'a Path,
    /// The name by which it is asked about.
    pub name: &'a str,
    /// What whoever asks may see.
    pub reader: &'a Reader,
    /// Who asks.
    pub who: &'a str,
    /// The revision that whoever asks has seen; nothing where he does not say.
    pub seen: Option<&'a str>,
}

/// Why nothing was done.
struct Undone {
    failure: Failure,
    /// The drafts that wait for somebody to say whose yes the agreement takes, where that is why.
    left: Vec<String>,
}

impl From<Failure> for Undone {
    fn from(failure: Failure) -> Self {
        Self { failure, left: Vec::new() }
    }
}

impl Bench<'_> {
    /// The texts that were read, with their words where they are kept, and the drafts with what was said of them.
    #[must_use]
    pub fn drafts(&self) -> Said {
        self.answered(|| {
            let desk = self.look()?;
            let inbox = desk.inbox();
            let texts =
                inbox.texts.iter().map(|text| shown(&desk, text)).collect::<Result<Vec<_>, Failure>>()?;
            let drafts: Vec<_> = inbox.drafts.iter().map(entry_told).collect();
            let mut body = self.state(&desk);
            body["texts"] = json!(texts);
            body["drafts"] = json!(drafts);
            Ok(Said { status: 200, body })
        })
    }

    /// What was done to the case, without the words that it moved.
    #[must_use]
    pub fn log(&self) -> Said {
        self.answered(|| {
            let desk = self.look()?;
            let mut body = self.state(&desk);
            body["changes"] = json!(desk.log().changes().iter().map(told).collect::<Vec<_>>());
            Ok(Said { status: 200, body })
        })
    }

    /// The case as somebody writes it: its tables as forms and rows, its position map, its text and what is wrong with it.
    #[must_use]
    pub fn board(&self) -> Said {
        self.answered(|| {
            let desk = self.look()?;
            if board::is_closed(desk.files(), self.reader) {
                let refused =
                    Failure::usage("parts of this case are closed: it cannot be written as a whole");
                return Err(refused
                    .with_help("open its compartments to write it: --compartment NAME")
                    .into());
            }
            let mut body = self.state(&desk);
            body["who"] = json!(self.who);
            body["board"] = board::board(desk.files());
            body["diagnostics"] = json!(problems(desk.files()));
            Ok(Said { status: 200, body })
        })
    }

    /// What a question would be answered if steps were taken; they are not.
    #[must_use]
    pub fn tried(&self, body: &[u8]) -> Said {
        self.answered(|| {
            let Tried { operations, question } = parsed(body)?;
            let desk = self.look()?;
            let (_, after) = self.made(&desk, &operations)?;
            let asked = registry::question(&question)
                .ok_or_else(|| Failure::usage(format!("there is no question `{question}`")))?;
            let opened = detente_case::open(&after, self.reader);
            let put = put::question(opened, self.reader, self.name, asked);
            let answered = asked.ask(&put, &Options::default(), Watch::nobody()).map_err(Failure::from)?;
            let told = answered.json(asked.name, &put).map_err(Failure::from)?;
            let body = serde_json::from_str(&told).map_err(|error| Failure::Internal(error.to_string()))?;
            Ok(Said { status: 200, body })
        })
    }

    /// Makes a new case in the folder that is served.
    #[must_use]
    pub fn begin(&self, body: &[u8]) -> Said {
        self.answered(|| {
            self.may_see()?;
            let begun: begin::Begun = parsed(body)?;
            Ok(Said { status: 201, body: begun.make(self.path, self.who)? })
        })
    }

    /// Takes steps, all or none.
    #[must_use]
    pub fn change(&self, body: &[u8]) -> Said {
        self.answered(|| {
            let Asked { operations, why } = parsed(body)?;
            let mut desk = self.open()?;
            if let Some(stale) = self.stale(&desk) {
                return Ok(stale);
            }
            let (made, after) = self.made(&desk, &operations)?;
            let verdict = self.verdicts(&desk, &after);
            let signed = Signed { why, verdict: Some(verdict), ..signed(self.who) };
            let texts = desk.texts_with(&made.case, &made.inbox)?;
            let change = desk.commit(texts, Deed::Do { operations }, &signed)?;
            Ok(Said { status: 200, body: self.after(&desk, change.as_ref(), Some(&made)) })
        })
    }

    /// What steps would do, without taking them.
    #[must_use]
    pub fn check(&self, body: &[u8]) -> Said {
        self.answered(|| {
            let Asked { operations, .. } = parsed(body)?;
            let desk = self.look()?;
            let (made, after) = self.made(&desk, &operations)?;
            let mut body = self.state(&desk);
            body["verdict"] = json!(self.verdicts(&desk, &after));
            body["diagnostics"] = json!(problems(&after));
            told_of(&mut body, &made);
            Ok(Said { status: 200, body })
        })
    }

    /// Undoes the last change that stands, or does the last again that was undone.
    #[must_use]
    pub fn step(&self, redo: bool) -> Said {
        self.answered(|| {
            let mut desk = self.open()?;
            if let Some(stale) = self.stale(&desk) {
                return Ok(stale);
            }
            let change = stepped(&mut desk, redo, |desk, after| Signed {
                verdict: Some(self.verdicts(desk, after)),
                ..signed(self.who)
            })?;
            Ok(Said { status: 200, body: self.after(&desk, change.as_ref(), None) })
        })
    }

    /// Reads a text against the case: what is new waits.
    #[must_use]
    pub fn read(&self, body: &[u8]) -> Said {
        self.answered(|| {
            let given: Given = parsed(body)?;
            let label = given.label.as_deref().map(|label| {
                TrafficLight::from_text(label).ok_or_else(|| {
                    Failure::usage(format!("{label:?} is no label")).with_help("write, for example, amber")
                })
            });
            let terms = Terms {
                date: given.date,
                label: label.transpose()?,
                hash_only: given.hash_only,
                ..Terms::default()
            };
            let name = given.name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "text".to_owned());
            let dispatch = Dispatch::of(Path::new(&name), given.text.into_bytes(), terms)?;
            let mut desk = self.open()?;
            if let Some(stale) = self.stale(&desk) {
                return Ok(stale);
            }
            let (read, _) = dispatch.read(true)?;
            let met = dispatch.meet(&mut desk, &read, &signed(self.who))?;
            let mut body = self.state(&desk);
            body["met"] = json!(met);
            body["notes"] = json!(read.notes);
            Ok(Said { status: 201, body })
        })
    }

    fn look(&self) -> Result<Desk, Failure> {
        self.may_see()?;
        Desk::look(self.path)
    }

    fn open(&self) -> Result<Desk, Failure> {
        self.may_see()?;
        Desk::open_within(self.path)
    }

    /// Whoever writes a case sees all of it that he writes: not who is shown only what bears no high label.
    fn may_see(&self) -> Result<(), Failure> {
        if self.reader.highest == TrafficLight::Red {
            return Ok(());
        }
        let refused = Failure::usage("a reader to whom labels are closed cannot write the case");
        Err(refused.with_help("serve it without --reader-label to write it"))
    }

    /// Why nothing is written where somebody else has written since: what was done.
    fn stale(&self, desk: &Desk) -> Option<Said> {
        let now = desk.revision();
        let seen = self.seen.map(|seen| seen.trim_matches('"'));
        if seen == Some(now.as_str()) {
            return None;
        }
        let changes = desk.log().changes();
        let since = changes
            .iter()
            .rposition(|change| Some(change.after.as_str()) == seen)
            .map_or(changes.len(), |at| at + 1);
        let changed: Vec<_> = changes.iter().skip(since).map(told).collect();
        let (status, message) = match seen {
            Some(_) => (412, "the case was changed meanwhile: nothing was written"),
            None => (428, "say which revision you have seen: If-Match"),
        };
        let mut body = refusal(
            RefusalKind::Usage,
            message,
            vec!["look at it again, and try once more".to_owned()],
            Vec::new(),
        );
        body["revision"] = json!(now);
        body["changed"] = json!(changed);
        Some(Said { status, body })
    }

    fn made(&self, desk: &Desk, operations: &[Operation]) -> Result<(Done, CaseFiles), Undone> {
        let hand = Hand::new(self.who, today());
        let hand = hand.ok_or_else(|| Failure::usage("a name is needed: nobody is named who does this"))?;
        let made = done(desk.files(), desk.inbox(), operations, &hand);
        let made = made.map_err(|why| {
            let left =
                if let NotDone::NotSaid(NotSaid::NoConsent(left)) = &why { left.clone() } else { Vec::new() };
            let failure = match why {
                NotDone::NotSaid(NotSaid::Wrong(wrong)) => {
                    let (problems, files) = *wrong;
                    Failure::case(problems, files)
                }
                why => refused(why, Path::new(self.name)),
            };
            Undone { failure, left }
        })?;
        let after = desk.files().with_text(&made.case);
        Ok((made, after))
    }

    fn verdicts(&self, desk: &Desk, after: &CaseFiles) -> Verdicts {
        let before = verdict(desk.files(), self.reader);
        let after =
            if after.text() == desk.files().text() { before.clone() } else { verdict(after, self.reader) };
        Verdicts { before, after }
    }

    /// Which revision it is, and what can be undone.
    fn state(&self, desk: &Desk) -> Value {
        json!({
            "schema": SchemaVersion,
            "case": self.name,
            "revision": desk.revision(),
            "number": desk.log().number(),
            "undo": desk.log().undoes().map(told),
            "redo": desk.log().redoes().map(told),
        })
    }

    fn after(&self, desk: &Desk, change: Option<&Change>, made: Option<&Done>) -> Value {
        let mut body = self.state(desk);
        body["change"] = json!(change.map(told));
        body["verdict"] = json!(change.and_then(|change| change.verdict.clone()));
        body["diagnostics"] = json!(problems(desk.files()));
        if let Some(made) = made {
            told_of(&mut body, made);
        }
        body
    }

    /// What came back, or why nothing did: without where on the disk.
    fn answered(&self, work: impl FnOnce() -> Result<Said, Undone>) -> Said {
        work().unwrap_or_else(|Undone { failure, left }| {
            let status = match &failure {
                Failure::Case(_) | Failure::Scenario(_) | Failure::Input(_) | Failure::Answered => 422,
                Failure::Usage(_) => 400,
                Failure::Machine { cause, .. } if cause.kind() == std::io::ErrorKind::PermissionDenied => 403,
                Failure::Machine { .. } | Failure::Internal(_) => 500,
            };
            let Refusal { kind, message, help, problems } = failure.refusal().unwrap_or(Refusal {
                kind: RefusalKind::InputHasErrors,
                message: failure.to_string(),
                help: Vec::new(),
                problems: Vec::new(),
            });
            // Wherever the case is, whoever asks knows it by its name.
            let whole = std::fs::canonicalize(self.path).unwrap_or_else(|_| self.path.to_owned());
            let places = [whole.as_path(), self.path].map(|path| path.display().to_string());
            let named = |text: String| places.iter().fold(text, |text, place| text.replace(place, self.name));
            let problems = problems.into_iter().map(|mut problem: Located| {
                problem.places.iter_mut().for_each(|place| place.file = named(place.file.clone()));
                problem
            });
            let help = help.into_iter().map(named).collect();
            let mut body = refusal(kind, &named(message), help, problems.collect());
            if !left.is_empty() {
                body["left"] = json!(left);
            }
            Said { status, body }
        })
    }
}

/// Undoes the last change that stands, or does the last again that was undone. Refused where the case would have errors
/// that it does not have now.
pub fn stepped(
    desk: &mut Desk,
    redo: bool,
    signed: impl FnOnce(&Desk, &CaseFiles) -> Signed,
) -> Result<Option<Change>, Failure> {
    let (texts, deed) = desk.stepped(redo).map_err(|why| match why {
        NoUndo::Nothing => {
            Failure::usage(if redo { "there is nothing to do again" } else { "there is nothing to undo" })
        }
        NoUndo::ChangedSince(number) => {
            let told = format!("what change {number} wrote has since been changed in the file itself");
            Failure::usage(told).with_help("change it back by hand")
        }
    })?;
    let after = desk.files().with_text(&texts.case);
    let new = new_errors(&detente_case::read(desk.files()).diagnostics, &after);
    if !new.is_empty() {
        return Err(Failure::case(new, after));
    }
    let signed = signed(desk, &after);
    desk.commit(texts, deed, &signed)
}
