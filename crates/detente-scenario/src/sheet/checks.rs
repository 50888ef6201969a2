//! What is odd about a table that could be read.

use detente_number::Fraction;

use super::{
    build::Builder,
    grid::{Place, cell_name},
    names::{folded, near, nearest},
    table::Table,
    value::{Importance, Value},
};
use crate::Severity;

/// Beyond so many names no slips of the pen are looked for: each is compared with every other.
const MOST_NAMES: usize = 300;

/// Checks a table, and leaves out of it what belongs to nothing.
pub(super) fn check(builder: &mut Builder<'_>) {
    weights_without_issue(builder);
    near_names(builder);
    weights(builder);
    percents(builder);
    percents_of_weights(builder);
    discounts(builder);
}

/// Rows of weights whose issue has no options: a slip in its name.
fn weights_without_issue(builder: &mut Builder<'_>) {
    let issues = std::mem::take(&mut builder.table.issues);
    let (kept, alone): (Vec<_>, Vec<_>) = issues.into_iter().partition(|issue| !issue.options.is_empty());
    for issue in alone {
        let name = &issue.name;
        // An issue that is named and has no row at all says nothing.
        let Some(_) = issue.weights else { continue };
        let message = format!("the weight of {name:?} belongs to no issue: no option stands under this name");
        let help = match nearest(name, kept.iter().map(|issue| issue.name.as_str())) {
            Some(meant) => format!("do you mean {meant:?}?"),
            None => "write the name as in the rows of its options, or delete the row".to_owned(),
        };
        builder.tell(Severity::Error, "weight-without-issue", issue.place, &message, &help);
    }
    builder.table.issues = kept;
}

/// Names that are nearly alike, and issues that leave nothing to choose.
fn near_names(builder: &mut Builder<'_>) {
    let table = builder.table.clone();
    let parties: Vec<_> = table.parties.iter().map(|party| (party.name.as_str(), party.place)).collect();
    alike(builder, "party", &parties);
    let issues: Vec<_> = table.issues.iter().map(|issue| (issue.name.as_str(), issue.place)).collect();
    alike(builder, "issue", &issues);
    for issue in &table.issues {
        let options: Vec<_> =
            issue.options.iter().map(|option| (option.name.as_str(), option.place)).collect();
        alike(builder, "option", &options);
        if let [(only, place)] = options.as_slice() {
            let message = format!("{only:?} is the only option of {:?}", issue.name);
            builder.tell(
                Severity::Warning,
                "few-options",
                *place,
                &message,
                "give the issue another option, or leave it out",
            );
        }
    }
}

fn alike(builder: &mut Builder<'_>, what: &str, names: &[(&str, Place)]) {
    if names.len() > MOST_NAMES {
        return;
    }
    let folded: Vec<String> = names.iter().map(|(name, _)| folded(name)).collect();
    for (at, (name, place)) in names.iter().enumerate() {
        let before = names
            .iter()
            .zip(&folded)
            .take(at)
            .find(|(_, earlier)| folded.get(at).is_some_and(|own| own == *earlier || near(own, earlier)));
        if let Some(((first, first_place), _)) = before {
            let message = format!("{name:?} is nearly {first:?} in {}", cell_name(*first_place));
            let help = format!("write both alike if they are one {what}");
            builder.tell(Severity::Warning, "near-names", *place, &message, &help);
        }
    }
}

/// Weights below zero, weights that are missing beside others, and sums on another scale than no deal.
fn weights(builder: &mut Builder<'_>) {
    let table = builder.table.clone();
    if !table.weighs() {
        return;
    }
    for issue in &table.issues {
        let Some(weights) = &issue.weights else {
            let message = format!("{:?} has no row of weights, so it has the weight 1", issue.name);
            builder.tell(
                Severity::Warning,
                "no-weight",
                issue.place,
                &message,
                "write its weights, or leave out all rows of weights",
            );
            continue;
        };
        for (cell, party) in weights.iter().zip(&table.parties) {
            let lowest = match cell.value {
                Value::Number(number) | Value::Between(number, _) => number,
                Value::Unsaid | Value::Word(_) => continue,
            };
            if let (true, Some(place)) = (lowest < Fraction::ZERO, cell.place) {
                let message = format!(
                    "{}'s weight of {:?} is {lowest}: below 0 it turns the issue around",
                    party.name, issue.name
                );
                let help = "write weights above 0, and give the better option the higher value";
                builder.tell(Severity::Warning, "negative-weight", place, &message, help);
            }
        }
    }
    for party in 0..table.parties.len() {
        sum(builder, &table, party);
    }
}

/// Discounts that are not what is left of 1.
fn discounts(builder: &mut Builder<'_>) {
    for cell in builder.table.discounts.clone() {
        let (Value::Number(factor), Some(place)) = (cell.value, cell.place) else { continue };
        if factor <= Fraction::ZERO || factor > Fraction::ONE {
            let message = format!("the discount {factor} is not above 0 and up to 1");
            let help = "write what is left of 1 at the end, such as 0.9";
            builder.tell(Severity::Warning, "no-discount", place, &message, help);
        }
    }
}

/// Percentages beside plain weights of one party: 30% is 0.3, and 3 weighs ten times as much.
fn percents_of_weights(builder: &mut Builder<'_>) {
    let parties: Vec<_> = builder.table.parties.iter().map(|party| party.name.clone()).collect();
    for (name, percents) in parties.iter().zip(builder.weight_units.clone()) {
        if let (Some(percent), Some(plain)) = (percents.percent, percents.plain) {
            let message = format!(
                "{name} has a weight in percent here, which is hundredths, and a weight above 1 in {}",
                cell_name(plain)
            );
            let help = "write all of the party's weights in percent, or all without";
            builder.tell(Severity::Warning, "mixed-percent", percent, &message, help);
        }
    }
}

/// The number in a cell of weights; 1 where the table has no such row.
fn weight(weights: Option<&Vec<super::table::Cell<Importance>>>, party: usize) -> Option<Fraction> {
    match weights {
        None => Some(Fraction::ONE),
        Some(weights) => match weights.get(party)?.value {
            Value::Number(number) => Some(number),
            Value::Unsaid | Value::Between(..) | Value::Word(_) => None,
        },
    }
}

/// Warns of weights that put packages on another scale than what no deal is worth.
fn sum(builder: &mut Builder<'_>, table: &Table, party: usize) {
    let Some(name) = table.parties.get(party).map(|party| party.name.clone()) else { return };
    let weights: Option<Vec<Fraction>> =
        table.issues.iter().map(|issue| weight(issue.weights.as_ref(), party)).collect();
    let Some(weights) = weights else { return };
    let total = weights.iter().try_fold(Fraction::ZERO, |sum, weight| sum.plus(*weight));
    let Some(total) = total.filter(|total| (total.to_f64() - 1.0).abs() > 1e-6) else { return };
    let first = table.issues.iter().find_map(|issue| issue.weights.as_ref()?.get(party)?.place);
    let Some(place) = first else { return };
    let (mut least, mut most, mut highest) = (Fraction::ZERO, Fraction::ZERO, Fraction::ZERO);
    for (issue, weight) in table.issues.iter().zip(&weights) {
        let mut ends: Option<(Fraction, Fraction)> = None;
        for option in &issue.options {
            let Some(Value::Number(value)) = option.cells.get(party).map(|cell| cell.value) else { return };
            let Some(worth) = value.times(*weight) else { return };
            highest = highest.max(value);
            ends = Some(ends.map_or((worth, worth), |(low, high)| (low.min(worth), high.max(worth))));
        }
        let (low, high) = ends.unwrap_or_default();
        let (Some(lower), Some(higher)) = (least.plus(low), most.plus(high)) else { return };
        (least, most) = (lower, higher);
    }
    let no_deal = match table.no_deal.get(party).map(|cell| cell.value) {
        Some(Value::Number(number)) => Some(number),
        Some(Value::Unsaid | Value::Between(..) | Value::Word(_)) | None => None,
    };
    let slip = total > Fraction::new(1, 2).unwrap_or_default() && total < Fraction::whole(2);
    let apart = no_deal.is_some_and(|no_deal| total >= Fraction::whole(2) && no_deal <= highest);
    if slip || apart {
        let no_deal = no_deal.map_or_else(String::new, |no_deal| format!(", no deal {no_deal}"));
        let message =
            format!("{name}'s weights add up to {total}: packages are worth {least} to {most}{no_deal}");
        let help = "write weights that add up to 1, such as 60%, 30% and 10%, or what no deal is worth on the scale of the sums";
        builder.tell(Severity::Warning, "sum-of-weights", place, &message, help);
    }
}

/// Percentages beside plain numbers above 1, where 30% is 0.3 and may be meant as 30, and two currencies of one party.
fn percents(builder: &mut Builder<'_>) {
    let parties: Vec<_> = builder.table.parties.iter().map(|party| party.name.clone()).collect();
    for (name, percents) in parties.iter().zip(builder.units.clone()) {
        if let (Some(percent), Some(plain)) = (percents.percent, percents.plain) {
            let message = format!(
                "{name} has a percentage here, which is hundredths, and a number above 1 in {}",
                cell_name(plain)
            );
            let help = "write all of the party's values in percent, or all without";
            builder.tell(Severity::Error, "mixed-percent", percent, &message, help);
        }
        if let (Some((first, first_place)), Some((other, place))) = (percents.money, percents.other_money) {
            let message = format!("{name} has {other} here, and {first} in {}", cell_name(first_place));
            let help = "write all of the party's values in one currency: no sum counts both";
            builder.tell(Severity::Error, "mixed-currency", place, &message, help);
        }
    }
}
