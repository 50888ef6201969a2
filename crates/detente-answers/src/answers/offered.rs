//! What may be offered as a text, and what must be said of it: never one where nobody can say whether there is a deal, and
//! none without naming the clauses that somebody whose yes it needs is against.

use detente_agreement::{Answer, Backing, Change, Deal, Step, common_ground::Cells, grounds::Standing};
use detente_case::{IssueId, Level, OptionId, PartyId};
use indexmap::IndexSet;
use serde::Serialize;

use super::verdict::VerdictAnswer;
use crate::{
    page::Text,
    question::Question,
    text::{Reference, phrase, wording},
};

/// A clause of a text that a party is against whose yes the text needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Opposed {
    /// The party.
    pub(crate) party: PartyId,
    /// On what.
    pub(crate) issue: IssueId,
    /// What the text says there.
    pub(crate) option: OptionId,
    /// Whether no source says so: somebody assumes it, or it follows from what is said of other rungs.
    pub(crate) assumed: bool,
    /// Where that is said.
    pub(crate) reference: Option<Reference>,
}

/// Whether a package may be offered: not where a deal hangs on what nobody has said, for then the middle of what is unsaid
/// would have chosen it.
pub(crate) fn may_be(verdict: &VerdictAnswer) -> bool {
    match verdict.verdict.answer {
        Answer::Depends { .. } => !verdict.verdict.unsaid.decides(),
        Answer::Certain | Answer::Impossible => true,
    }
}

/// The clauses of a text that somebody is against whose yes it needs, in the order of the text; what some steps change is
/// told with the steps.
pub(crate) fn opposed(question: &Question, deal: &Deal, steps: &[Step]) -> Vec<Opposed> {
    let cells = Cells::of(&question.case);
    let moves = |party: &PartyId, issue: &IssueId, option: &OptionId| {
        steps.iter().any(|step| match &step.change {
            Change::SoftenRedLine { party: by, issue: on, options } => {
                (by, on) == (party, issue) && options.contains(option)
            }
            Change::MoveStance { party: by, issue: on, option: to, .. }
            | Change::Accept { party: by, issue: on, option: to } => (by, on, to) == (party, issue, option),
            Change::UseLever { .. }
            | Change::WithdrawLever { .. }
            | Change::GiveGuarantee { .. }
            | Change::GiveCredibly { .. }
            | Change::Delink { .. } => false,
        })
    };
    let against = |party: &PartyId, (issue, option): (&IssueId, &OptionId)| {
        let cell = cells.cell(party, issue, option);
        let is_against = match cell.level? {
            Level::Oppose => true,
            // A deal meets the exception of a line that has one.
            Level::RedLine => cell.unless.is_none(),
            Level::Tolerate | Level::Accept | Level::Propose => false,
        };
        (is_against && !moves(party, issue, option)).then(|| Opposed {
            party: party.clone(),
            issue: issue.clone(),
            option: option.clone(),
            assumed: match cell.grounds.standing {
                Standing::Sourced | Standing::Defined => false,
                Standing::Assumed | Standing::Implied | Standing::NotStated => true,
            },
            reference: cell.grounds.origin.as_ref().map(|origin| question.reference(origin)),
        })
    };
    let of_party = |party: &PartyId| -> Vec<Opposed> {
        deal.terms.iter().filter_map(|term| against(party, term)).collect()
    };
    deal.outcomes.iter().flat_map(|outcome| of_party(&outcome.party)).collect()
}

/// `UA against 3*, RU 1`: how many clauses, for a line of a table; nothing where nobody is against any.
pub(crate) fn counted(question: &Question, all: &[Opposed]) -> Option<String> {
    let of = |party: &PartyId| {
        let own = || all.iter().filter(|one| one.party == *party);
        let assumed = if own().any(|one| one.assumed) { "*" } else { "" };
        format!("{} against {}{assumed}", question.short(party), own().count())
    };
    let parties = parties(all);
    (!parties.is_empty()).then(|| parties.into_iter().map(of).collect::<Vec<_>>().join(", "))
}

/// " UA is against Crimea: no recognition [npr#3]; NATO: never (assumed)." after what a text says; nothing where nobody is
/// against any of it.
pub(crate) fn told(question: &Question, all: &[Opposed]) -> Text {
    parties(all).into_iter().fold(Text::new(), |text, party| {
        let own: Vec<_> = all.iter().filter(|one| one.party == *party).collect();
        let all_assumed = own.iter().all(|one| one.assumed);
        let text = text.plain(" ").caution(format!("{} is against", question.short(party)));
        let text = if all_assumed { text.caution(" (assumed):") } else { text };
        let text = own.iter().enumerate().fold(text, |text, (place, one)| {
            let joined = if place == 0 { " " } else { "; " };
            let what = wording::term_in_short(question, &one.issue, &one.option);
            let text = text.plain(format!("{joined}{what}"));
            if all_assumed { text } else { text.then(one.mark()) }
        });
        text.plain(".")
    })
}

/// Who is against something, each once.
fn parties(all: &[Opposed]) -> IndexSet<&PartyId> {
    all.iter().map(|one| &one.party).collect()
}

impl Opposed {
    /// ` (assumed)`, or the source in brackets.
    fn mark(&self) -> Text {
        match &self.reference {
            Some(reference) if !self.assumed => reference.in_brackets(),
            Some(_) | None => Text::new().caution(" (assumed)"),
        }
    }
}

/// Whom to ask of what before any text is offered, where nobody can say whether there is a deal.
pub(crate) fn ask_first(question: &Question, verdict: &VerdictAnswer) -> String {
    if verdict.ask_first.as_ref().is_some_and(|first| !first.sets.is_empty()) {
        return "Ask first what is said above.".to_owned();
    }
    let silent = verdict.verdict.rests_on.iter().filter(|rest| rest.instrument);
    let asked = silent.filter_map(|rest| {
        let positions = (rest.positions.unknown > 0)
            .then(|| format!("what it thinks of {}", phrase::count(rest.positions.unknown, "option")));
        let no_deal = (rest.no_deal == Backing::Unknown).then(|| "what no deal is worth to it".to_owned());
        let both: Vec<_> = positions.into_iter().chain(no_deal).collect();
        (!both.is_empty()).then(|| format!("{} {}", question.short(&rest.party), phrase::list(&both)))
    });
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() {
        return "Ask first what nobody has said.".to_owned();
    }
    format!("Ask first {}.", phrase::list(&asked))
}
