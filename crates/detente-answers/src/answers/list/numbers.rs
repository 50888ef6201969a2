//! Numbers of the file that a what-if can change.

use detente_case::{Effects, File, Interval, Origin};
use serde::Serialize;

use crate::{question::Question, text::wording};

/// A number and how `--set` names it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Number {
    /// What `--set` takes before ` = [low, high]`.
    setting: String,
    /// Of what it is a number.
    of: String,
    /// The party whose scale it is on.
    party: String,
    /// Every value held to be possible.
    value: Interval,
    /// The ends that make sense: 0 to 100 for values, -100 to 100 for changes.
    bounds: Interval,
}

/// No-deal values, values of options and effects of levers that the view sees.
pub(super) fn build(question: &Question) -> Vec<Number> {
    let case = &question.case;
    let mut numbers = Vec::new();
    let line = |origin: &Origin| question.files.line_and_column(&File::Case, origin.span).0;
    for no_deal in &case.no_deal {
        numbers.push(Number {
            setting: format!("{} value", line(&no_deal.origin)),
            of: format!("no deal, to {}", question.short(&no_deal.party)),
            party: no_deal.party.to_string(),
            value: no_deal.value,
            bounds: Interval::units(0, 100),
        });
    }
    for stance in &case.stances {
        let [party] = stance.parties.as_slice() else { continue };
        for (option, position) in &stance.positions {
            if let Some(value) = position.value {
                numbers.push(Number {
                    setting: format!("{} values.{option}", line(&stance.origin)),
                    of: format!(
                        "{}: {}, to {}",
                        wording::issue_name(question, &stance.issue),
                        wording::option_name(question, &stance.issue, option),
                        question.short(party)
                    ),
                    party: party.to_string(),
                    value,
                    bounds: Interval::units(0, 100),
                });
            }
        }
    }
    for lever in case.levers.values() {
        let mut add = |key: &str, what: &str, effects: &Effects| {
            for (party, value) in effects {
                numbers.push(Number {
                    setting: format!("{} {key}.{party}", line(&lever.origin)),
                    of: format!("{}: what it adds to {what}, to {}", lever.name, question.short(party)),
                    party: party.to_string(),
                    value: *value,
                    bounds: Interval::units(-100, 100),
                });
            }
        };
        add("moves_no_deal", "no deal", &lever.moves_no_deal);
        add("moves_deal", "a deal", &lever.moves_deal);
    }
    numbers
}
