//! Rival theories of what moves whom, side by side.

use detente_agreement::{
    beliefs::{AddedTo, Beliefs, BelievedEffect, Theory},
    least_factor::{BreakEven, Reach},
};
use detente_case::Quantity;

use super::{rivals::Rivals, sources};
use crate::{
    page::{Page, Text},
    question::Question,
    text::wording,
};

/// The square of the theories, then each with how strong its effects must be.
pub(super) fn on(page: &mut Page, question: &Question, beliefs: &Beliefs, rivals: Option<&Rivals>) {
    if beliefs.theories.is_empty() {
        return;
    }
    page.heading("If each theory is right: which lever moves whom");
    if let Some(rivals) = rivals {
        rivals.show(question, page);
    }
    page.list(beliefs.theories.iter().map(|theory| told(question, theory)).collect());
}

/// A theory with what it says, its effects, and how strong they must be.
fn told(question: &Question, theory: &Theory) -> Text {
    let lever = question.case.levers.get(&theory.lever).map_or(theory.lever.as_str(), |lever| &lever.name);
    Text::new()
        .strong(format!("{} on {lever}", wording::short_name(question, &theory.holder)))
        .plain(format!(": {}", theory.says))
        .then(sources(question, &theory.grounds, &theory.effects_grounds))
        .plain(" ")
        .then(effects(question, theory))
}

fn effects(question: &Question, theory: &Theory) -> Text {
    let effect = |effect: &BelievedEffect| {
        let party = question.short(&effect.party);
        let no_deal = effect.no_deal.map(|by| format!("{party} no deal {}", wording::signed(by)));
        let deal = effect.deal.map(|by| format!("{party} any deal {}", wording::signed(by)));
        [no_deal, deal].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let effects: Vec<_> = theory.effects.iter().map(effect).collect();
    let base = match theory.added_to {
        AddedTo::Today => "",
        AddedTo::TodayWithoutTheLever => "; added to today's values without the lever, which is in use",
        AddedTo::TodayLeverNotStated => "; the lever is in use and what it does today is not stated",
    };
    match &theory.break_even {
        None => Text::new().caution("The case does not state its effects."),
        Some(found) => Text::from(format!("Effects: {}{base}. ", effects.join(", "))).then(break_even(found)),
    }
}

/// `A deal from 0.8 times that strength (central values; best end 0, worst end none suffices).`
fn break_even(found: &BreakEven) -> Text {
    let text = match &found.central {
        Reach::From { factor, .. } if *factor == Quantity::ZERO => Text::new().favour("A deal without it"),
        Reach::From { factor, .. } => {
            Text::new().favour(format!("A deal from {} times that strength", two_decimals(*factor)))
        }
        Reach::Never { .. } => Text::new().against("No strength is enough"),
        Reach::Unsettled => Text::new().caution("What strength is enough was not settled"),
    };
    let (best, worst) = (end(&found.favourable), end(&found.guarded));
    text.plain(format!(" (central values; best end {best}, worst end {worst})."))
}

/// One end of the interval of a break-even.
pub(super) fn end(reach: &Reach) -> String {
    match reach {
        Reach::From { factor, .. } => two_decimals(*factor),
        Reach::Never { .. } => "none suffices".to_owned(),
        Reach::Unsettled => "not settled".to_owned(),
    }
}

/// A factor to two decimals, rounded up so that it still suffices.
pub(super) fn two_decimals(factor: Quantity) -> String {
    let hundredths =
        factor.millionths().div_euclid(10_000) + i64::from(factor.millionths().rem_euclid(10_000) > 0);
    Quantity::from_millionths(hundredths.saturating_mul(10_000)).to_string()
}
