//! What a party may fear, and threats by which it gains.

use detente_agreement::incidence;
use detente_case::{IssueId, Level, OptionId, PartyId, Quantity};

use crate::{
    answers::trade::Line,
    question::Question,
    text::{phrase, threats::by_consequence, wording},
};

/// Threats to it, each thing threatened once with all that would trip it; and those by which it gains.
pub(super) fn threats(question: &Question, party: &PartyId) -> (Vec<Line>, Vec<Line>) {
    let case = &question.case;
    let (mut lines, mut gains) = (Vec::new(), Vec::new());
    let standing = case.standing_ultimatums().map(|(_, threat)| threat);
    let to_it = standing.filter(|threat| threat.may_move(case).any(|moved| moved == party));
    for ((issuer, id), threats) in by_consequence(to_it) {
        let lever = case.levers.get(id);
        let named = lever.map_or("", |lever| lever.name.as_str());
        let triggers: Vec<_> = threats.iter().map(|threat| threat.trigger.as_str()).collect();
        let says = format!("{}, if {}: {named}", question.short(issuer), triggers.join("; or if "));
        let told = |says: String| {
            Line::resting_on(says, threats.iter().map(|threat| question.reference(&threat.origin)).collect())
        };
        let effect = lever.and_then(|lever| Some((lever.moves_no_deal.get(party)?, &lever.effects_origin)));
        // A threat that its addressee gains by is none to it.
        match effect {
            Some((effect, origin)) if effect.low >= Quantity::ZERO => gains.push(
                told(format!(
                    "No threat to it, for it gains ({} for no deal): {says}",
                    wording::signed(*effect)
                ))
                .and(question, origin),
            ),
            Some((effect, origin)) if effect.high > Quantity::ZERO => lines.push(
                told(format!(
                    "{says}; it may fear or welcome that (no deal {} for it)",
                    wording::signed(*effect)
                ))
                .and(question, origin),
            ),
            Some(_) | None => lines.push(told(says)),
        }
    }
    (lines, gains)
}

/// What it may fear: threats, levers that lower what no deal is worth to it, and what others ask that it is against.
pub(super) fn fears(question: &Question, party: &PartyId) -> Vec<Line> {
    let case = &question.case;
    let (mut lines, _) = threats(question, party);
    for lever in &incidence::incidence(case).levers {
        let own = lever.owner == party.as_str();
        let change =
            lever.changes.iter().find(|change| change.party == *party).and_then(|change| change.change);
        let (Some(change), Some(stated)) = (change, case.levers.get(&lever.lever)) else { continue };
        let mut threats = case
            .standing_ultimatums()
            .filter(|(_, threat)| threat.may_move(case).any(|moved| moved == party));
        let is_told = threats.any(|(_, threat)| threat.consequence == lever.lever);
        if own || is_told || change.low >= Quantity::ZERO || lever.would == incidence::LeverMove::End {
            continue;
        }
        let owner = wording::short_name(question, &lever.owner);
        let says = format!("{owner}: {} (no deal {} for it)", stated.name, wording::signed(change));
        lines.push(Line::said(question, says, &stated.effects_origin));
    }
    for issue in case.issues.keys() {
        lines.extend(asked_of_it(question, party, issue));
    }
    lines
}

/// What others who must agree ask for on an issue, and it is against.
fn asked_of_it(question: &Question, party: &PartyId, id: &IssueId) -> Vec<Line> {
    let case = &question.case;
    let Some(issue) = case.issues.get(id) else { return Vec::new() };
    let others = || case.instrument.consent.iter().filter(|other| *other != party);
    let line = |option: &OptionId| {
        let own = case.position(party, id, option).and_then(|position| position.level)?;
        let against = matches!(own, Level::Oppose | Level::RedLine);
        // All who ask for it, by name: whom the file has first is no matter.
        let mut asking: Vec<_> = others()
            .filter_map(|other| {
                let asks = case.position(other, id, option)?;
                (asks.level == Some(Level::Propose)).then(|| (question.short(other), &asks.stance.origin))
            })
            .collect();
        asking.sort_by_key(|(name, _)| *name);
        let (_, first) = asking.first().filter(|_| against)?;
        let names: Vec<_> = asking.iter().map(|(name, _)| *name).collect();
        let verb = if names.len() == 1 { "asks" } else { "ask" };
        let says =
            format!("{} {verb} for: {}", phrase::list(&names), wording::in_its_clause(question, id, option));
        let line = Line::said(question, says, first);
        Some(asking.iter().skip(1).fold(line, |line, (_, origin)| line.and(question, origin)))
    };
    issue.options.keys().filter_map(line).collect()
}
