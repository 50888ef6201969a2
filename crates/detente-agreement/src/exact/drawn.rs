//! A party's numbers in the draws of a plan, exactly.

use std::{collections::BTreeMap, ops::Range};

use detente_case::{Counts, Interval, Quantity};
use detente_number::Fraction;

use super::{
    Taken, Whole,
    drawn_words::{DrawnWords, OfIssue},
    issues, taken,
};
use crate::{
    draws::{Plan, drawn, drawn_exactly},
    negotiation::{Input, Negotiation, OptionValue, Party},
    rungs::{BoundRungs, IN_MILLIONTHS, Kind},
    shift::Shift,
};

/// By issue, what bounds the rungs have, by best.
type Known = BTreeMap<usize, BTreeMap<usize, Vec<Interval>>>;

/// How many draws are made in one go.
const AT_ONCE: u32 = 64;

/// A party's numbers in some draws of a plan, one after the other.
pub(super) fn at_draws(
    negotiation: &Negotiation,
    party: &Party,
    plan: Plan,
    draws: Range<u32>,
) -> impl Iterator<Item = Option<Whole>> {
    let starts = draws.clone().step_by(AT_ONCE as usize);
    let in_millionths = is_in_millionths(party);
    starts.flat_map(move |start| {
        let some = start..draws.end.min(start.saturating_add(AT_ONCE));
        let words = DrawnWords::of(negotiation, party, plan, &some);
        let mut known = Known::new();
        some.map(move |draw| {
            let whole = if in_millionths {
                whole_at_draw(negotiation, party, plan, &words, draw, &mut known)
            } else {
                None
            };
            whole.or_else(|| at_draw(negotiation, party, plan, &words, draw, &mut known)?.whole())
        })
    })
}

/// A party's numbers in one draw of a plan.
fn at_draw(
    negotiation: &Negotiation,
    party: &Party,
    plan: Plan,
    words: &DrawnWords<'_>,
    draw: u32,
    known: &mut Known,
) -> Option<Taken> {
    let place = (draw - words.first) as usize;
    let reach = party.reach_at(plan, draw)?;
    let weights = match party.counts {
        Counts::Sum => Vec::new(),
        Counts::Mean => {
            let word = |issue: usize| word(&words.weights[issue], place);
            let own = |(issue, input): (usize, &Input)| drawn_exactly(word(issue), input.interval);
            let mut weights = party.weights.iter().enumerate().map(own).collect::<Option<Vec<_>>>()?;
            if let Some(order) = &party.weight_order {
                let words: Vec<u64> = (0..weights.len()).map(word).collect();
                let mut shared = vec![0; weights.len()];
                order.weights(&words, &mut shared);
                for issue in order.members() {
                    weights[issue] = Quantity::from_millionths(shared[issue]).fraction();
                }
            }
            weights
        }
    };
    let mut values = Vec::with_capacity(party.values.len());
    for (issue, options) in party.values.iter().enumerate() {
        values.push(match &words.values[issue] {
            OfIssue::Rungs(rungs, words) => {
                let number = |quantity: Quantity| quantity.fraction();
                let between = |word: u64, low: Fraction, high: Fraction| {
                    drawn_exactly(word, Interval::new(low.into(), high.into())).unwrap_or(low)
                };
                rungs.draw(&words.of(place), &Kind { number, between }, known.entry(issue).or_default())
            }
            OfIssue::Each(words) => {
                let own = |(value, words): (&OptionValue, &Vec<u64>)| {
                    drawn_exactly(word(words, place), value.input.interval)
                };
                let mut own = options.iter().zip(words).map(own).collect::<Option<Vec<_>>>()?;
                if let Some(ranked) = &party.ranked[issue] {
                    ranked.deal(&mut own);
                }
                own
            }
        });
    }
    let mut taken = taken(negotiation, party, |issue, option| match party.counts {
        Counts::Sum => values[issue][option].times(issues(negotiation))?.minus(reach),
        Counts::Mean => weights[issue].times(values[issue][option].minus(reach)?),
    })?;
    if party.counts == Counts::Mean {
        taken.total = weights.into_iter().try_fold(Fraction::ZERO, Fraction::plus)?;
    }
    Some(taken)
}

/// A number that was not drawn has no words, and needs none.
fn word(words: &[u64], place: usize) -> u64 {
    words.get(place).copied().unwrap_or(0)
}

/// Whether every draw of the party's numbers is a whole count of millionths that 64 bits hold.
fn is_in_millionths(party: &Party) -> bool {
    let inputs = party.values.iter().flatten().map(|value| &value.input).chain(&party.weights);
    inputs.chain([&party.no_deal]).all(|input| input.interval.is_in_millionths())
        && party.rungs.iter().flatten().all(BoundRungs::is_in_millionths)
        && party.shifts.iter().all(Shift::is_in_millionths)
}

/// What [`at_draw`] comes to, for a party whose numbers are counts of millionths: whole numbers from the start, without
/// fractions. Nothing where 128 bits do not hold it so.
fn whole_at_draw(
    negotiation: &Negotiation,
    party: &Party,
    plan: Plan,
    words: &DrawnWords<'_>,
    draw: u32,
    known: &mut Known,
) -> Option<Whole> {
    let place = (draw - words.first) as usize;
    let reach = party.reach_at(plan, draw)?.in_parts(MILLION)?;
    let weights = match party.counts {
        Counts::Sum => Vec::new(),
        Counts::Mean => {
            let word = |issue: usize| word(&words.weights[issue], place);
            let own = |(issue, input): (usize, &Input)| drawn(word(issue), input.interval);
            let mut weights: Vec<i64> = party.weights.iter().enumerate().map(own).collect();
            if let Some(order) = &party.weight_order {
                let words: Vec<u64> = (0..weights.len()).map(word).collect();
                order.weights(&words, &mut weights);
            }
            weights
        }
    };
    let count = i128::try_from(negotiation.issues.len().max(1)).ok()?;
    let mut cells = Vec::with_capacity(negotiation.cells());
    for (issue, options) in party.values.iter().enumerate() {
        let values = match &words.values[issue] {
            OfIssue::Rungs(rungs, words) => {
                rungs.draw(&words.of(place), &IN_MILLIONTHS, known.entry(issue).or_default())
            }
            OfIssue::Each(words) => {
                let own = |(value, words): (&OptionValue, &Vec<u64>)| {
                    drawn(word(words, place), value.input.interval)
                };
                let mut own: Vec<i64> = options.iter().zip(words).map(own).collect();
                if let Some(ranked) = &party.ranked[issue] {
                    ranked.deal(&mut own);
                }
                own
            }
        };
        for value in values {
            let value = i128::from(value);
            cells.push(match party.counts {
                Counts::Sum => value.checked_mul(count)?.checked_sub(reach)?,
                Counts::Mean => i128::from(weights[issue]).checked_mul(value.checked_sub(reach)?)?,
            });
        }
    }
    Some(match party.counts {
        Counts::Sum => Whole::reduced(cells, MILLION, issues(negotiation)),
        Counts::Mean => {
            let total = weights.iter().map(|weight| i128::from(*weight)).sum();
            Whole::reduced(cells, MILLION * MILLION, Fraction::new(total, MILLION)?)
        }
    })
}

/// How many millionths make one.
const MILLION: i128 = 1_000_000;

#[cfg(test)]
mod tests {
    use detente_case::CaseFiles;

    use super::*;

    /// Two parties over a ladder, a choice of words and one of numbers; `b` counts points, or a mean.
    fn negotiation(counts: &str) -> Negotiation {
        let assumed = "basis = \"assumed\"\nowner = \"x\"\n";
        let options = |count: usize| -> String {
            (0..count).map(|at| format!("{{ id = \"o{at}\", name = \"{at}\" }}, ")).collect()
        };
        let mut text = format!(
            "[case]\ntitle = \"t\"\nas_of = 2025-01-01\ninstrument = {{ class = \"contract\", consent = [\"a\", \"b\"] }}\n\
             [parties]\na = {{ name = \"A\", role = \"principal\" }}\n\
             b = {{ name = \"B\", role = \"principal\", counts = \"{counts}\" }}\n\
             [issues.i]\nname = \"I\"\nkind = \"ladder\"\noptions = [{}]\n\
             [issues.j]\nname = \"J\"\noptions = [{}]\n\
             [[stances]]\nparty = \"a\"\nissue = \"i\"\npropose = [\"o3\"]\noppose = [\"o0\"]\n{assumed}\
             [[stances]]\nparty = \"a\"\nissue = \"j\"\norder = [\"o2\", \"o0\"]\nshape = \"free\"\n{assumed}\
             [[weights]]\nparty = \"a\"\nissues = {{ i = [20, 61.5], j = 3 }}\n{assumed}\
             [[no_deal]]\nparty = \"a\"\nvalue = [8, 12]\n{assumed}",
            options(6),
            options(3)
        );
        for (issue, count) in [("i", 6), ("j", 3)] {
            let values: String =
                (0..count).map(|at| format!("o{at} = [{}.25, {}], ", at * 3, at * 4 + 7)).collect();
            text += &format!(
                "[[stances]]\nparty = \"b\"\nissue = \"{issue}\"\nvalues = {{ {values} }}\nshape = \"free\"\n{assumed}"
            );
        }
        text += &format!("[[no_deal]]\nparty = \"b\"\nvalue = [5, 22]\n{assumed}");
        let read = detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        Negotiation::from_case(&read.case)
    }

    #[test]
    fn whole_numbers_from_the_start_are_those_that_fractions_come_to() {
        let plan = Plan { draws: 40, seed: 3 };
        for counts in ["mean", "sum"] {
            let negotiation = negotiation(counts);
            for party in &negotiation.parties {
                assert!(is_in_millionths(party), "{}", party.id);
                let words = DrawnWords::of(&negotiation, party, plan, &(0..40));
                for draw in 0..40 {
                    let mut known = Known::new();
                    let whole =
                        whole_at_draw(&negotiation, party, plan, &words, draw, &mut known).expect("they fit");
                    let fractions =
                        at_draw(&negotiation, party, plan, &words, draw, &mut known).expect("they fit");
                    let fractions = fractions.whole().expect("they are whole");
                    assert_eq!(whole.cells, fractions.cells, "{} {draw}", party.id);
                    assert_eq!((whole.parts, whole.total), (fractions.parts, fractions.total));
                }
            }
        }
    }
}
