//! Rival theories of what moves whom, side by side.

use detente_agreement::{
    beliefs::{AddedTo, Beliefs, BelievedEffect, Theory},
    least_factor::{BreakEven, Reach},
};
use detente_case::Quantity;

use super::{nearest, sources, zone_cells};
use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};

/// Each theory with its break-even strength, then each holder with all that it believes.
pub(super) fn on(page: &mut Page, question: &Question, beliefs: &Beliefs) {
    if beliefs.theories.is_empty() {
        return;
    }
    page.heading("What different actors believe: which lever moves whom");
    for theory in &beliefs.theories {
        page.paragraph(
            Text::new()
                .strong(theory.belief.as_str())
                .plain(format!(
                    " ({}, on {}): {}",
                    wording::short_name(question, &theory.holder),
                    theory.lever,
                    theory.says
                ))
                .then(sources(question, &theory.grounds, &theory.effects_grounds)),
        );
        page.list(lines(question, theory));
    }
    page.paragraph("If the levers are used and everything that one actor believes is right:");
    let mut table = Table::new(["holder", "deals", "draws", ""]);
    table.tight = vec![0, 1, 2];
    let mut row = |holder: String, zone| {
        let mut cells = vec![Text::new().strong(holder)];
        cells.extend(zone_cells(Some(zone)));
        cells.push(nearest(zone).into());
        table.row(cells);
    };
    row("as things stand".to_owned(), &beliefs.without);
    for holder in &beliefs.holders {
        row(wording::short_name(question, &holder.holder), &holder.zone);
    }
    page.table(table);
}

fn lines(question: &Question, theory: &Theory) -> Vec<Text> {
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
        None => vec![Text::new().caution("The case does not state its effects.")],
        Some(found) => {
            vec![Text::from(format!("Effects: {}{base}.", effects.join(", "))), break_even(question, found)]
        }
    }
}

/// `Break-even: a deal from 0.8 times that strength at central values; 0 where all favours it; …`.
fn break_even(question: &Question, found: &BreakEven) -> Text {
    let text = Text::new().strong("Break-even").plain(": ");
    let text = match &found.central {
        Reach::From { factor, .. } if *factor == Quantity::ZERO => text.favour("a deal exists without it"),
        Reach::From { factor, .. } => text.favour(format!(
            "a deal exists if the effects are at least {} times as strong",
            two_decimals(*factor)
        )),
        Reach::Never { blocked_by } => {
            let stands: Vec<_> = blocked_by
                .iter()
                .filter(|requirement| !requirement.is_consent())
                .map(|requirement| wording::requirement(question, requirement).text)
                .collect();
            text.against("no strength is enough").plain(format!(": {}", stands.join("; and ")))
        }
        Reach::Unsettled => text.caution("not settled within the limits"),
    };
    text.plain(format!(
        " (at central values; with all intervals at the best end for agreement: {}; at the worst end: {}).",
        end(&found.favourable),
        end(&found.guarded)
    ))
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
