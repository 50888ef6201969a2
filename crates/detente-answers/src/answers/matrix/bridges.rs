//! What could bridge the wordings of a clause, and what would cross a red line.

use detente_agreement::{Change, Openers, common_ground::CommonGround};
use detente_case::{IssueId, Level, OptionId, PartyId};

use crate::{
    answers::{trade::Line, verdict::percent},
    question::Question,
    text::wording,
};

/// What all can live with; else the move of each party that opens most. Apart, what only a crossed red line opens.
pub(super) fn bridges(
    question: &Question,
    issue: &IssueId,
    common: &CommonGround,
    openers: Option<&Openers>,
) -> (Vec<Line>, Vec<Line>) {
    let all = common.common.iter().filter(|one| one.issue == *issue);
    let all = all.map(|one| {
        let named = wording::in_its_clause(question, issue, &one.option);
        let asked = question.case.instrument.consent.iter();
        let grounds = asked.filter_map(|party| question.case.position(party, issue, &one.option));
        let references: Vec<_> =
            grounds.map(|position| question.reference(&position.stance.origin)).collect();
        Line::resting_on(format!("all can live with: {named}"), references)
    });
    let mut moves: Vec<Move> = Vec::new();
    for opener in openers.iter().flat_map(|openers| &openers.openers) {
        for (place, step) in opener.steps.iter().enumerate() {
            let Some((party, says)) = moved(question, issue, &step.change) else { continue };
            let others = || opener.steps.iter().enumerate().filter(|(other, _)| *other != place);
            let beside: Vec<_> = others().filter_map(|(_, other)| crossed(question, &other.change)).collect();
            let (says, crosses) = match (crossed(question, &step.change), beside.first()) {
                (Some(whose), _) => (format!("{says}, across {}'s red line", question.short(whose)), true),
                (None, Some(whose)) => {
                    (format!("{says}, across {}'s red line elsewhere", question.short(whose)), true)
                }
                (None, None) if others().next().is_some() => (format!("{says}, with another change"), false),
                (None, None) => (says, false),
            };
            let says = format!("if {says}: {} of 100", percent(opener.works.share));
            moves.push(Move { party: party.clone(), says, crosses, share: opener.works.share });
        }
    }
    moves.sort_by(|one, other| other.share.total_cmp(&one.share));
    let best = |crosses: bool| {
        let mut found: Vec<&Move> = Vec::new();
        for one in moves.iter().filter(|one| one.crosses == crosses) {
            if !found.iter().any(|known| known.party == one.party) {
                found.push(one);
            }
        }
        found.into_iter().map(|one| Line::computed(one.says.as_str())).collect::<Vec<_>>()
    };
    let mut open: Vec<Line> = all.collect();
    if open.is_empty() {
        open = best(false);
    }
    (open, best(true))
}

/// A change of one party on a clause.
struct Move {
    party: PartyId,
    says: String,
    /// Whether it, or a change beside it, crosses a red line.
    crosses: bool,
    /// In what share of the draws terms exist with it.
    share: f64,
}

/// Whose red line a change crosses.
fn crossed<'c>(question: &Question, change: &'c Change) -> Option<&'c PartyId> {
    let is_red = |party: &PartyId, issue: &IssueId, option: &OptionId| {
        question
            .case
            .position(party, issue, option)
            .is_some_and(|position| position.level == Some(Level::RedLine))
    };
    match change {
        Change::SoftenRedLine { party, .. } | Change::MoveStance { party, from: Level::RedLine, .. } => {
            Some(party)
        }
        Change::MoveStance { party, issue, option, .. } | Change::Accept { party, issue, option } => {
            is_red(party, issue, option).then_some(party)
        }
        Change::UseLever { .. }
        | Change::WithdrawLever { .. }
        | Change::GiveGuarantee { .. }
        | Change::GiveCredibly { .. }
        | Change::Delink { .. } => None,
    }
}

/// `assumed against`: a bridge supposes what is not so.
fn today(question: &Question, party: &PartyId, issue: &IssueId, option: &OptionId) -> String {
    let Some(position) = question.case.position(party, issue, option) else {
        return "not known".to_owned();
    };
    let assumed = if position.stance.origin.assumption().is_some() { "assumed " } else { "" };
    match position.level {
        Some(Level::RedLine) => format!("{assumed}a red line"),
        Some(Level::Oppose) => format!("{assumed}against"),
        Some(Level::Tolerate | Level::Accept | Level::Propose) => format!("{assumed}to do"),
        None => format!("{assumed}for or against"),
    }
}

/// `UA allows: Ukraine acknowledges Russian control`, where the change is about the clause.
fn moved<'c>(question: &Question, on: &IssueId, change: &'c Change) -> Option<(&'c PartyId, String)> {
    match change {
        Change::SoftenRedLine { party, issue, options } if issue == on => {
            let names: Vec<_> =
                options.iter().map(|option| wording::in_its_clause(question, issue, option)).collect();
            Some((party, format!("{} allows: {}", question.short(party), names.join("; "))))
        }
        Change::MoveStance { party, issue, option, .. } | Change::Accept { party, issue, option }
            if issue == on =>
        {
            let named = wording::in_its_clause(question, issue, option);
            let today = today(question, party, issue, option);
            Some((party, format!("{} lives with: {named} ({today})", question.short(party))))
        }
        Change::SoftenRedLine { .. }
        | Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::UseLever { .. }
        | Change::WithdrawLever { .. }
        | Change::GiveGuarantee { .. }
        | Change::GiveCredibly { .. }
        | Change::Delink { .. } => None,
    }
}
