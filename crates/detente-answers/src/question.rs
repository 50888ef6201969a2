//! What is asked, of which version of a case, seen from where.

use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use detente_agreement::{Negotiation, Plan};
use detente_case::{
    Case, CaseFiles, Condition, Later, Located, Loss, MeetingId, Origin, PartyId, TrafficLight, View,
    known_on,
};
use jiff::civil::Date;

use crate::{
    answers::verdict::{VerdictAnswer, hangs_on::untried_sets, is_only_a_conflict, verdict_of},
    draws::{Fewer, Wanted},
    outranked,
    provenance::hash_of,
    stop::{Stop, unknown},
    text::Reference,
};

/// For how many days what is known on them is kept.
const DAYS_KEPT: usize = 64;

/// One version of a case as its reader may see it: read once, however many questions are asked of it.
pub struct Read {
    /// The text of the case and its digests, with what is supposed changed in it.
    files: CaseFiles,
    /// The case, with what is known only later than any question asks.
    case: Case,
    /// The same without what is supposed changed in it; nothing where nothing is.
    unchanged: Option<Arc<Read>>,
    /// What the user typed to name the case.
    case_argument: String,
    known: Mutex<BTreeMap<Date, Arc<Known>>>,
}

/// What is known of a version of a case on a day: all that an answer as of that day is made of.
pub struct Known {
    /// The text of the case and its digests, with what is supposed changed in it; what is not known is blank.
    pub files: CaseFiles,
    /// SHA-256 over what is known, in hexadecimal.
    pub hash: String,
    /// The same over what is known of the files on disk, whatever is supposed changed in them.
    pub file_hash: String,
    /// The case with everything in it that is known, whether or not the view sees it.
    pub whole: Case,
    /// Whether the case has any source, of whatever day.
    has_sources: bool,
    /// What is known and not seen because it hangs on what is known only later.
    pub later: Vec<Later>,
    /// What the user typed to name the case, for commands to run next.
    pub case_argument: String,
}

/// What is asked of a version of a case: from where it is seen, how many draws are made, what is supposed.
///
/// What several answers need is made once and shared: the negotiation in numbers, and the verdict.
pub struct Question {
    /// What is known of the case on the day of the view.
    known: Arc<Known>,
    /// The case as the view sees it: what engines run on.
    pub case: Case,
    /// From where it is seen.
    pub view: View,
    /// How many draws, from which seed.
    pub plan: Plan,
    /// The draws that are not made because the case has very many numbers.
    fewer: Option<Fewer>,
    /// A partial package that every package must contain.
    pub given: Option<Condition>,
    /// What is supposed against what the case says, in words.
    pub what_if: Vec<String>,
    /// What is wrong with what is supposed.
    pub problems: Vec<Located>,
    /// The view as it was typed, an option each, for commands to run next.
    pub typed: Vec<String>,
    /// The other side, where two are compared: what changed from this question to that one.
    pub second: Option<Box<Question>>,
    negotiation: OnceLock<Negotiation>,
    verdict: OnceLock<VerdictAnswer>,
}

/// A question knows what it is asked of.
impl Deref for Question {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

impl Read {
    /// A version of a case as its reader may see it; `unchanged` is the case on disk where something is supposed changed
    /// in it.
    #[must_use]
    pub fn new(files: CaseFiles, case: Case, unchanged: Option<Arc<Self>>, case_argument: &str) -> Self {
        let known = Mutex::new(BTreeMap::new());
        Self { files, case, unchanged, case_argument: case_argument.to_owned(), known }
    }

    /// The day at which the case is read unless a view says otherwise.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.case.as_of
    }

    /// Every day at which the case is meant to be read, in order.
    #[must_use]
    pub fn snapshots(&self) -> &[Date] {
        &self.case.snapshots
    }

    /// What a question may use that is seen on a day: what is known then or, looking back, what is known by now.
    #[must_use]
    pub fn known_for(&self, day: Date, looking_back: bool) -> Arc<Known> {
        self.known_on(if looking_back { Date::MAX } else { day })
    }

    /// What is known on a day.
    #[must_use]
    pub fn known_on(&self, day: Date) -> Arc<Known> {
        let kept = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().get(&day) {
            return Arc::clone(known);
        }
        let (files, whole) = known_on(&self.files, &self.case, day);
        let hash = hash_of(&files, &whole);
        let unchanged = self.unchanged.as_ref().map(|read| read.known_on(day).hash.clone());
        let known = Arc::new(Known {
            file_hash: unchanged.unwrap_or_else(|| hash.clone()),
            later: self.case.hanging_on(day),
            has_sources: !self.case.sources.is_empty(),
            case_argument: self.case_argument.clone(),
            files,
            hash,
            whole,
        });
        let mut days = kept();
        if days.len() >= DAYS_KEPT {
            days.clear();
        }
        Arc::clone(days.entry(day).or_insert(known))
    }
}

impl Question {
    /// A question about what is known of a version of a case on the day of the view.
    #[must_use]
    pub fn of(known: Arc<Known>, view: View, given: Option<Condition>, draws: impl Into<Wanted>) -> Self {
        let case = known.whole.seen(&view);
        let (plan, fewer) = draws.into().of(&case);
        Self {
            case,
            known,
            view,
            plan,
            fewer,
            given,
            what_if: Vec::new(),
            problems: Vec::new(),
            typed: Vec::new(),
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
        draws: impl Into<Wanted>,
        case_argument: &str,
    ) -> Self {
        let read = Read::new(files, whole, None, case_argument);
        let day = view.as_of.unwrap_or_else(|| read.as_of());
        let known = read.known_for(day, view.looking_back);
        Self::of(known, view, given, draws)
    }

    /// A question about the text of a case, in so many draws. A source of it may have `digest = "wire.md"`.
    #[cfg(test)]
    pub(crate) fn of_text(text: &str, draws: u32) -> Self {
        let digests = [("wire.md".to_owned(), WIRE.to_owned())].into();
        let files = CaseFiles::new("case.toml", text.as_bytes(), digests);
        let read = detente_case::read(&files);
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        Self::about(files, read.case, View::default(), None, Plan { draws, seed: 1 }, "case.toml")
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

    /// The most restrictive label of anything that may stand in the answer: of all that the reader may see on the day, on
    /// both sides of a comparison.
    #[must_use]
    pub fn label(&self) -> TrafficLight {
        let own = self.whole.highest_label();
        self.second.as_ref().map_or(own, |second| own.max(second.label()))
    }

    /// Whether the case rests on sources of which none is published by the day of the view.
    #[must_use]
    pub fn nothing_is_known(&self) -> bool {
        self.whole.sources.is_empty() && self.has_sources
    }

    /// Whether there is nothing to agree on: no issue is seen from here, and no conflict is stated instead.
    #[must_use]
    pub fn has_nothing_to_settle(&self) -> bool {
        self.case.issues.is_empty() && !self.case.conflict.is_stated()
    }

    /// Refuses what is asked of deals where nothing is negotiated: a package without terms would be one for all draws.
    pub fn is_negotiated(&self) -> Result<(), Stop> {
        if !is_only_a_conflict(&self.case) {
            return Ok(());
        }
        Err(Stop::refused("nothing is negotiated: the case has no issues, and states only a conflict")
            .with_help(format!("ask which states hold: {}", self.command("stability"))))
    }

    /// What is known and not seen because it hangs on what is known only later, which chosen assumptions change nothing,
    /// and what contradicts itself from here: a sentence each.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        // From an earlier day that is asked for, what is seen says nothing of who is known only later.
        let is_told = |later: &&Later| later.loss == Loss::All || self.view.as_of.is_none();
        let later = self.later.iter().filter(is_told).map(Later::says);
        later.chain(outranked::of_sets(self)).chain(self.case.unkept()).collect()
    }

    /// That fewer draws are made than usual, and how to make them all; nothing where all are made.
    #[must_use]
    pub fn fewer_draws(&self) -> Option<String> {
        self.fewer.map(Fewer::says)
    }

    /// That the verdict was not tried with every set of assumptions, where there is a verdict in the answer.
    #[must_use]
    pub fn untried_sets(&self) -> Option<String> {
        self.verdict.get().and_then(|_| untried_sets(self))
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

    /// A command to run next on the same case, seen in the same way but for what its options say of the view themselves.
    #[must_use]
    pub fn command(&self, verb_and_options: &str) -> String {
        let (verb, options) = verb_and_options.split_once(' ').unwrap_or((verb_and_options, ""));
        self.command_from_here(verb, options)
    }

    /// A command to run next, as [`Question::command`] makes it, from a verb and options that stand apart.
    #[must_use]
    pub fn command_from_here(&self, verb: &str, options: &str) -> String {
        let case = quoted(&self.case_argument);
        let typed = self.typed.iter().map(String::as_str).filter(|part| !is_replaced(part, options));
        let parts = ["detente", verb, &case].into_iter().chain(typed).chain([options]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
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

/// Whether other options say what this option of a view says: from which day it looks, and what it assumes.
fn is_replaced(part: &str, options: &str) -> bool {
    let says = |name: &str| options.split_whitespace().any(|option| option == name);
    (part.starts_with("--as-of ") && says("--from"))
        || ((part.starts_with("--assume ") || part == "--sources-only") && says("--sources-only"))
}

/// A name as a shell takes it: between quotation marks where it has a space or another sign that a shell would read.
fn quoted(name: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "/\\._-+:@%,~=".contains(sign);
    if name.chars().all(is_plain) { name.to_owned() } else { format!("\"{name}\"") }
}

/// The sentences of a source that cases of tests may cite.
#[cfg(test)]
const WIRE: &str = "1. It \"seems to be dropped\", the wire says.\n2. It \"is dropped\": \"no sheet in our hands\".\n\
                    3. So said all who were asked.\n";

#[cfg(test)]
mod tests {
    use super::{is_replaced, quoted};

    #[test]
    fn an_option_of_the_view_is_left_out_only_where_the_command_says_it_itself() {
        for (part, options) in [
            ("--as-of 2025-03-01", "--from 2025-03-01"),
            ("--assume x", "--sources-only"),
            ("--sources-only", "--sources-only"),
        ] {
            assert!(is_replaced(part, options), "{part}, {options}");
        }
        for (part, options) in [
            ("--as-of 2025-03-01", "--sources-only"),
            ("--min-grade C3", "--from 2025-03-01"),
            ("--given \"a = --from\"", "--full"),
            ("--assume x", "--full"),
        ] {
            assert!(!is_replaced(part, options), "{part}, {options}");
        }
    }

    #[test]
    fn a_name_with_a_space_is_quoted_and_a_plain_one_is_not() {
        assert_eq!(quoted("cases/wages-2025"), "cases/wages-2025");
        assert_eq!(quoted("our cases/wages 2025"), "\"our cases/wages 2025\"");
    }
}
