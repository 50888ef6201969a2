//! What is asked, of which version of a case, seen from where.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use detente_agreement::{Negotiation, Plan};
use detente_case::{Case, CaseFiles, Condition, Located, MeetingId, Origin, PartyId, View};

use crate::{
    answers::verdict::{VerdictAnswer, verdict_of},
    provenance::hash_of_files,
    stop::{Stop, unknown},
    text::Reference,
};

/// One version of a case: read once, however many questions are asked of it.
pub struct Read {
    /// The text of the case and its digests, with what is supposed changed in it.
    pub files: CaseFiles,
    /// SHA-256 over these texts, in hexadecimal.
    pub hash: String,
    /// SHA-256 over the files as they are on disk, whatever is supposed changed in them.
    pub file_hash: String,
    /// The case as the file says it, with everything in it.
    pub whole: Case,
    /// What the user typed to name the case, for commands to run next.
    pub case_argument: String,
}

/// What is asked of a version of a case: from where it is seen, how many draws are made, what is supposed.
///
/// What several answers need is made once and shared: the negotiation in numbers, and the verdict.
pub struct Question {
    /// The version of the case.
    pub read: Arc<Read>,
    /// The case as the view sees it: what engines run on.
    pub case: Case,
    /// From where it is seen.
    pub view: View,
    /// How many draws, from which seed.
    pub plan: Plan,
    /// A partial package that every package must contain.
    pub given: Option<Condition>,
    /// What is supposed against what the case says, in words.
    pub what_if: Vec<String>,
    /// What is wrong with what is supposed.
    pub problems: Vec<Located>,
    /// The view as it was typed, for commands to run next.
    pub typed: String,
    /// The other side, where two are compared: what changed from this question to that one.
    pub second: Option<Box<Question>>,
    negotiation: OnceLock<Negotiation>,
    verdict: OnceLock<VerdictAnswer>,
}

/// A question knows the version of the case that it is asked of.
impl Deref for Question {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

impl Read {
    /// A version of a case; `file_hash` is that of the files on disk where something is supposed changed in them.
    #[must_use]
    pub fn new(files: CaseFiles, whole: Case, file_hash: Option<String>, case_argument: &str) -> Self {
        let hash = hash_of_files(&files);
        let file_hash = file_hash.unwrap_or_else(|| hash.clone());
        Self { files, hash, file_hash, whole, case_argument: case_argument.to_owned() }
    }
}

impl Question {
    /// A question about a version of a case.
    #[must_use]
    pub fn of(read: Arc<Read>, view: View, given: Option<Condition>, plan: Plan) -> Self {
        Self {
            case: read.whole.seen(&view),
            read,
            view,
            plan,
            given,
            what_if: Vec::new(),
            problems: Vec::new(),
            typed: String::new(),
            second: None,
            negotiation: OnceLock::new(),
            verdict: OnceLock::new(),
        }
    }

    /// A question about a case that was read.
    #[must_use]
    pub fn about(
        files: CaseFiles,
        whole: Case,
        view: View,
        given: Option<Condition>,
        plan: Plan,
        case_argument: &str,
    ) -> Self {
        Self::of(Arc::new(Read::new(files, whole, None, case_argument)), view, given, plan)
    }

    /// The case in numbers, with the terms that are given.
    #[must_use]
    pub fn negotiation(&self) -> &Negotiation {
        self.negotiation.get_or_init(|| self.lowered(&self.case))
    }

    /// Another case in numbers, with the terms that are given.
    #[must_use]
    pub fn lowered(&self, case: &Case) -> Negotiation {
        let negotiation = Negotiation::from_case(case);
        match &self.given {
            Some(given) => negotiation.given(given),
            None => negotiation,
        }
    }

    /// Whether there is a deal.
    #[must_use]
    pub fn verdict(&self) -> &VerdictAnswer {
        self.verdict.get_or_init(|| verdict_of(self))
    }

    /// Where a statement comes from, ready to show.
    #[must_use]
    pub fn reference(&self, origin: &Origin) -> Reference {
        Reference::of(self, origin)
    }

    /// The short name of a party for tables, the identifier where the party is not seen.
    #[must_use]
    pub fn short<'a>(&'a self, party: &'a PartyId) -> &'a str {
        self.whole.parties.get(party).map_or(party.as_str(), |party| &party.short)
    }

    /// The short names of several parties, in their order.
    #[must_use]
    pub fn shorts(&self, parties: &[PartyId]) -> String {
        parties.iter().map(|party| self.short(party)).collect::<Vec<_>>().join(", ")
    }

    /// A command to run next on the same case.
    #[must_use]
    pub fn command(&self, verb_and_options: &str) -> String {
        let (verb, options) = verb_and_options.split_once(' ').unwrap_or((verb_and_options, ""));
        format!("detente {verb} {} {options}", self.case_argument).trim_end().to_owned()
    }

    /// A command to run next on the same case, seen in the same way.
    #[must_use]
    pub fn command_from_here(&self, verb: &str, options: &str) -> String {
        let parts = ["detente", verb, &self.case_argument, &self.typed, options];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The meeting of this name.
    pub fn meeting(&self, name: &str) -> Result<MeetingId, Stop> {
        let known = || self.case.meetings.keys();
        let found = known().find(|id| id.as_str() == name).cloned();
        found.ok_or_else(|| unknown("meeting", name, known().map(MeetingId::as_str)))
    }

    /// Refuses more draws than memory can hold.
    pub fn holds_draws(&self) -> Result<(), Stop> {
        let most = self.negotiation().most_draws(&self.case);
        if self.plan.draws <= most {
            return Ok(());
        }
        Err(Stop::refused(format!(
            "--draws {} would take more than a gigabyte of memory (2^30 bytes) for this case",
            self.plan.draws
        ))
        .with_help(format!("at most {most} fit")))
    }
}
