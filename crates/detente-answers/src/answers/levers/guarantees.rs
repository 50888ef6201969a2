//! Which guarantee would suffice, who would give it, and who would pay.

use detente_agreement::{
    grounds::Grounds,
    guarantees::{FundingAnswer, GuaranteeAnswer, Guarantees, Suffices},
    least_factor::Reach,
};
use detente_case::Quantity;

use super::{
    sources, standing,
    theories::{end, two_decimals},
};
use crate::{
    page::{Page, Text},
    question::Question,
    text::wording,
};

/// Guarantees with the least product that suffices, and money with its payers.
pub(super) fn on(page: &mut Page, question: &Question, guarantees: &Guarantees) {
    if !guarantees.guarantees.is_empty() {
        page.heading("Guarantees");
        for guarantee in &guarantees.guarantees {
            page.paragraph(
                Text::new()
                    .strong(guarantee.name.as_str())
                    .plain(format!(", for {}", question.short(&guarantee.beneficiary)))
                    .then(sources(question, &guarantee.grounds, &guarantee.effects_grounds)),
            );
            page.list(lines(question, guarantee));
        }
    }
    if !guarantees.funding.is_empty() {
        page.heading("Money");
        page.list(guarantees.funding.iter().map(|funding| money(question, funding)).collect());
    }
}

fn lines(question: &Question, guarantee: &GuaranteeAnswer) -> Vec<Text> {
    let mut lines = vec![givers(question, guarantee)];
    let stated = |name: &str, interval: Option<detente_case::Interval>| match interval {
        Some(interval) => Text::from(format!("{name} {interval}")),
        None => Text::new().caution(format!("{name} not stated")),
    };
    lines.push(
        stated("Obligation", guarantee.obligation)
            .then(stated("; credibility", guarantee.credibility))
            .then(stated("; points at full strength", guarantee.worth))
            .then(stated("; obligation × credibility", guarantee.product))
            .plain("."),
    );
    if guarantee.in_use {
        lines.push(Text::from("In use: what the case says of agreement counts it already."));
    }
    if let Some(zone) = &guarantee.with {
        lines.push(Text::new().strong("Given as stated: ").plain(standing(question, zone)));
    }
    let Some(least) = &guarantee.least_product else {
        lines.push(Text::new().caution(
            "How strong it must be is unknown, because the case does not state its \
            worth.",
        ));
        return lines;
    };
    let needed = match &least.central {
        Reach::From { factor, .. } if *factor == Quantity::ZERO => Text::new().favour(if guarantee.in_use {
            "There is a deal with it as it is"
        } else {
            "Not needed: there is a deal without it"
        }),
        Reach::From { factor, .. } => {
            let rise = if guarantee.in_use { "to rise by at least" } else { "of at least" };
            let factor = two_decimals(*factor);
            Text::new().strong(format!("A deal needs obligation × credibility {rise} {factor}"))
        }
        Reach::Never { blocked_by } => {
            let stands: Vec<_> = blocked_by
                .iter()
                .filter(|requirement| !requirement.is_consent())
                .map(|requirement| wording::requirement(question, requirement).text)
                .collect();
            Text::new()
                .against("However strong, no guarantee of this kind is enough")
                .plain(format!(": {}", stands.join("; and ")))
        }
        Reach::Unsettled => Text::new().caution("How strong it must be was not settled within the limits"),
    };
    lines.push(needed.plain(format!(
        " (at central values; with all intervals at the best end for agreement: {}; at the worst end: {}).",
        end(&least.favourable),
        end(&least.guarded)
    )));
    // What is in use needs no second sentence on whether it is enough.
    if guarantee.in_use {
        return lines;
    }
    lines.push(match guarantee.suffices {
        Suffices::Certainly => Text::new().favour(
            "What the case states is enough for all values in the \
            intervals.",
        ),
        Suffices::Possibly => Text::from("What the case states is enough for some values in the intervals."),
        Suffices::No => {
            Text::new().against("What the case states is not enough, for any values in the intervals.")
        }
        Suffices::NotStated => Text::new().caution("Whether what the case states is enough is unknown."),
    });
    lines
}

fn givers(question: &Question, guarantee: &GuaranteeAnswer) -> Text {
    let sought = asked_by(question, &guarantee.sought_by);
    match guarantee.guarantors.as_slice() {
        [] => Text::new().caution("No source says who would give it").plain(format!("{sought}.")),
        givers => Text::from(format!("Given by {}{sought}.", names(question, givers))),
    }
}

fn money(question: &Question, funding: &FundingAnswer) -> Text {
    let payer = match funding.payers.as_slice() {
        [] => Text::new().caution("payer unsaid"),
        payers => Text::from(format!("paid by {}", names(question, payers))),
    };
    let amount = match (funding.amount, &funding.unit) {
        (Some(amount), Some(unit)) => Text::from(format!("{amount} {unit}")),
        (Some(amount), None) => Text::from(amount.to_string()),
        (None, _) => Text::new().caution("amount unsaid"),
    };
    let status = funding.status.map_or(String::new(), |status| format!(", {status}"));
    Text::new()
        .strong(funding.purpose.as_str())
        .plain(format!(", for {}{status}: ", question.short(&funding.beneficiary)))
        .then(payer)
        .plain(", ")
        .then(amount)
        .plain(asked_by(question, &funding.sought_by))
        .then(sources(
            question,
            &funding.grounds,
            &Grounds { origin: funding.grounds.origin.clone(), ..Grounds::none() },
        ))
}

fn asked_by(question: &Question, actors: &[String]) -> String {
    if actors.is_empty() { String::new() } else { format!("; asked for by {}", names(question, actors)) }
}

fn names(question: &Question, actors: &[String]) -> String {
    actors.iter().map(|name| wording::short_name(question, name)).collect::<Vec<_>>().join(", ")
}
