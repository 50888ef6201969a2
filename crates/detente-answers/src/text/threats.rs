//! To whom a threat is addressed, whom carrying it out rewards, and who says that there is one; the same on every screen.

use detente_agreement::incidence::PerverseIncentive;
use detente_case::{LeverId, LeverStatus, PartyId, Ultimatum};
use indexmap::IndexMap;

use super::{Reference, dates, phrase, wording};
use crate::{page::Text, question::Question};

/// What a threat would do, by the name of its lever.
#[must_use]
pub fn consequence<'q>(question: &'q Question, ultimatum: &'q Ultimatum) -> &'q str {
    let lever = &ultimatum.consequence;
    question.case.levers.get(lever).map_or(lever.as_str(), |lever| &lever.name)
}

/// `US: if no progress, exit from the talks, no deadline [npr#3, C2].`
#[must_use]
pub fn in_short(question: &Question, ultimatum: &Ultimatum) -> Text {
    let by = dates::deadline(question, ultimatum).unwrap_or_else(|| "no deadline".to_owned());
    Text::from(format!("{}: if {}, ", question.short(&ultimatum.issuer), ultimatum.trigger))
        .strong(consequence(question, ultimatum))
        .plain(format!(", {by}"))
        .then(said_in_brackets(question, ultimatum))
        .plain(".")
}

/// Threats by who makes them and what they threaten: each thing threatened once, with all that would trip it.
#[must_use]
pub fn by_consequence<'q>(
    threats: impl Iterator<Item = &'q Ultimatum>,
) -> IndexMap<(&'q PartyId, &'q LeverId), Vec<&'q Ultimatum>> {
    let mut found: IndexMap<_, Vec<_>> = IndexMap::new();
    for threat in threats {
        found.entry((&threat.issuer, &threat.consequence)).or_default().push(threat);
    }
    found
}

/// `US to UA and RU`; `US, to whom is not said`.
#[must_use]
pub fn from_to(question: &Question, issuer: &PartyId, to: &[PartyId]) -> String {
    let issuer = question.short(issuer);
    if to.is_empty() {
        format!("{issuer}, to whom is not said")
    } else {
        format!("{issuer} to {}", phrase::parties(question, to))
    }
}

/// `It is addressed to UA and RU.`: to all of them; where no source says to whom, that.
#[must_use]
pub fn addressed(question: &Question, to: &[PartyId]) -> String {
    if to.is_empty() {
        "To whom it is addressed is not said.".to_owned()
    } else {
        format!("It is addressed to {}.", phrase::parties(question, to))
    }
}

/// `rewards RU (+3 to +14)`, `may reward RU (0 to +8)`, `may reward or hurt RU (-4 to +8)`: no stronger than the interval,
/// whatever its middle.
#[must_use]
pub fn rewards_with_interval(question: &Question, perverse: &PerverseIncentive) -> String {
    format!("{} ({})", rewards(question, perverse), wording::signed(perverse.change))
}

/// What carrying a threat out does to a party that it is addressed to, where the interval stands elsewhere: `rewards RU`.
#[must_use]
pub fn rewards(question: &Question, perverse: &PerverseIncentive) -> String {
    let verb = match (perverse.certain, perverse.never_loses) {
        (true, _) => "rewards",
        (false, true) => "may reward",
        (false, false) => "may reward or hurt",
    };
    format!("{verb} {}", question.short(&perverse.party))
}

/// Who says that there is the threat: its own sources; where it is assumed, first the report that its consequence is
/// threatened, if there is one.
#[must_use]
pub fn said(question: &Question, ultimatum: &Ultimatum) -> Vec<Reference> {
    let own = question.reference(&ultimatum.origin);
    let threatened = question.case.levers.get(&ultimatum.consequence).and_then(|lever| {
        let told = lever.status.iter().rev().find(|dated| dated.is == LeverStatus::Threatened)?;
        (!told.origin.citations().is_empty()).then(|| question.reference(&told.origin))
    });
    let reported = threatened.filter(|_| own.assumed_by.is_some());
    reported.into_iter().chain([own]).collect()
}

/// ` [npr#16, C2; trigger and addressees assumed by analyst]`.
#[must_use]
pub fn said_in_brackets(question: &Question, ultimatum: &Ultimatum) -> Text {
    match said(question, ultimatum).as_slice() {
        [reported, own] => Text::from(" [")
            .then(reported.text())
            .plain("; trigger and addressees ")
            .then(own.text())
            .plain("]"),
        all => all.iter().fold(Text::new(), |text, one| text.then(one.in_brackets())),
    }
}

#[cfg(test)]
mod tests {
    use detente_agreement::incidence::incidence;

    use super::*;

    const CASE: &str = r#"
[case]
title = "A lock-out"
as_of = 2025-03-01
instrument = { class = "contract", consent = ["crew", "line"] }
[sources.wire]
publisher = "Wire"
digest = "wire.md"
date = 2025-02-27
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
line = { name = "Line", role = "principal" }
port = { name = "Port", role = "mediator" }
[levers]
quit = { name = "the port leaves", owner = "port", kind = "exit", status = [{ is = "threatened", cite = "wire#1" }], moves_no_deal = { crew = [-9, -2], line = [EFFECT] }, cite = "wire#1" }
[ultimatums.leave]
issuer = "port"
addressed_to = ["crew", "line"]
trigger = "either side stalls"
trigger_defined = false
consequence = "quit"
basis = "assumed"
owner = "clerk"
"#;

    fn said_of(effect: &str) -> (String, Vec<String>) {
        let question = Question::of_text(&CASE.replace("EFFECT", effect), 5);
        let ultimatum = question.case.ultimatums.values().next().expect("a threat");
        let found = incidence(&question.case);
        let told = found.ultimatums[0].perverse.iter().map(|one| rewards_with_interval(&question, one));
        (said_in_brackets(&question, ultimatum).words(), told.collect())
    }

    #[test]
    fn a_threat_rewards_for_certain_only_where_no_value_is_a_loss() {
        for (effect, told) in [
            ("1, 14", "rewards LINE (+1 to +14)"),
            ("0, 14", "may reward LINE (0 to +14)"),
            ("-4, 14", "may reward or hurt LINE (-4 to +14)"),
        ] {
            assert_eq!(said_of(effect).1, [told]);
        }
        assert_eq!(said_of("-4, 0").1, [""; 0]);
    }

    #[test]
    fn a_threat_that_a_source_reports_is_not_told_as_assumed() {
        let (brackets, _) = said_of("1, 14");
        assert_eq!(brackets, " [wire#1, B2; trigger and addressees assumed by clerk]");
    }
}
