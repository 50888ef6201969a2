//! Whether numbers are on the scale of the party whose they are, and can be compared exactly.

use detente_number::Fraction;
use toml::de::DeTable;

use super::Ground;
use crate::{
    Bloc, Code, Counts, Diagnostic, Interval, Level, PartyId, Span, Weight, Word, diagnostic::Sink,
    tree::values,
};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for (row, _) in ground.rows("stances") {
        let parties = speakers(ground, row);
        if let Some(sum) = parties.iter().find(|party| counts(ground, party) == Some(Counts::Sum)) {
            words_in_a_sum(row, sum, sink);
        }
        if let Some(mean) = parties.iter().find(|party| counts(ground, party) == Some(Counts::Mean)) {
            off_the_scale(row, mean, sink);
        }
    }
    for (row, span) in ground.rows("weights") {
        let party = row.get("party").and_then(|party| party.get_ref().as_str());
        let party = party.map(PartyId::new).filter(|party| counts(ground, party) == Some(Counts::Sum));
        if let Some(party) = party {
            let message = format!("`{party}` counts as a sum, which has no weights");
            sink.push(
                Diagnostic::new(Code::SumTakesNumbers, message, span)
                    .label("weights of a party whose points are added up as they are")
                    .help("leave the weights out, or leave `counts` out and give values from 0 to 100"),
            );
        }
    }
    for party in ground.case.parties.keys() {
        too_long(ground, party, sink);
    }
}

/// The parties whose stance it is.
fn speakers(ground: &Ground<'_>, row: &DeTable<'_>) -> Vec<PartyId> {
    let Some(name) = row.get("party").and_then(|party| party.get_ref().as_str()) else { return Vec::new() };
    let members = |bloc: &Bloc| bloc.members.clone();
    let bloc = ground.case.blocs.iter().find(|(id, _)| id.as_str() == name);
    bloc.map_or_else(|| vec![PartyId::new(name)], |(_, bloc)| members(bloc))
}

fn counts(ground: &Ground<'_>, party: &PartyId) -> Option<Counts> {
    ground.case.parties.get(party).map(|party| party.counts)
}

fn words_in_a_sum(row: &DeTable<'_>, party: &PartyId, sink: &mut Sink) {
    let words = Level::ALL.iter().filter(|level| **level != Level::RedLine).map(|level| level.as_str());
    for key in words.chain(["order"]) {
        let Some(value) = row.get(key) else { continue };
        let message = format!("`{party}` counts as a sum, and `{key}` is not a number of points");
        sink.push(
            Diagnostic::new(Code::SumTakesNumbers, message, value.span().into())
                .label("nobody can add this to points")
                .help("write what each option is worth in points: `values = { sign = 12, wait = -3 }`"),
        );
    }
}

/// Values of a party that does not count as a sum are on one scale with the words.
fn off_the_scale(row: &DeTable<'_>, party: &PartyId, sink: &mut Sink) {
    let said = row.get("values").and_then(|said| said.get_ref().as_table());
    let scale = Interval::units(0, 100);
    for (_, value) in said.into_iter().flatten() {
        let ends = match value.get_ref().as_array() {
            Some(pair) => pair.iter().collect(),
            None => vec![value],
        };
        for end in ends {
            let is_off = values::quantity(end).is_some_and(|number| !scale.contains(number));
            if is_off {
                sink.push(
                    Diagnostic::new(Code::OffScale, "a value is off its scale", Span::from(end.span()))
                        .label(format!("a value of `{party}` goes from 0 to 100"))
                        .help(format!(
                            "if these are points to be added up, write `counts = \"sum\"` in `[parties.{party}]`"
                        )),
                );
            }
        }
    }
}

/// All numbers of a party are brought to one denominator and compared as whole numbers of 128 bits.
fn too_long(ground: &Ground<'_>, party: &PartyId, sink: &mut Sink) {
    let case = ground.case;
    let ends = |interval: Interval| [interval.low, interval.high];
    let stances = case.stances.iter().filter(|stance| stance.parties.contains(party));
    let stated = stances.flat_map(|stance| {
        stance.positions.values().filter_map(|position| Some((position.value?, position.span)))
    });
    let no_deal = case.no_deal.iter().filter(|no_deal| no_deal.party == *party);
    let no_deal = no_deal.map(|no_deal| (no_deal.value, ground.key(&no_deal.origin, "value")));
    let own: Vec<(Interval, Span)> = stated.chain(no_deal).collect();
    let weights = case.weights.iter().filter(|weights| weights.party == *party);
    let weights: Vec<(Interval, Span)> = weights
        .flat_map(|weights| {
            let at = ground.key(&weights.origin, "issues");
            weights.by_issue.values().filter_map(move |weight| match weight {
                Weight::Range(interval) => Some((*interval, at)),
                Weight::Word(_) => None,
            })
        })
        .collect();
    if own
        .iter()
        .chain(&weights)
        .all(|(interval, _)| ends(*interval).iter().all(|end| end.is_in_millionths()))
    {
        return;
    }
    let spare = bits(i128::try_from(case.issues.len()).unwrap_or(i128::MAX)) + SPARE;
    // A sum has no weights; where nobody says anything of them, they are millionths of at most 100.
    let mut taken = [0, if counts(ground, party) == Some(Counts::Sum) { 0 } else { 27 }];
    for (numbers, place) in [(&own, 0), (&weights, 1)] {
        let mut common = 1;
        let mut largest = Fraction::ZERO;
        for (interval, span) in numbers {
            for end in ends(*interval) {
                largest = largest.max(end.max(-end).fraction());
                let denominators = Fraction::new(1, common).into_iter().chain([end.fraction()]);
                let next = Fraction::common_denominator(denominators);
                common = next.unwrap_or(i128::MAX);
                taken[place] = bits(common) + bits(largest.numerator() / largest.denominator());
                if next.is_none() || taken.iter().sum::<u32>() + spare >= i128::BITS {
                    sink.push(too_long_at(party, *span));
                    return;
                }
            }
        }
    }
}

fn too_long_at(party: &PartyId, span: Span) -> Diagnostic {
    let message = format!("the numbers of `{party}` have too many digits to be compared exactly");
    Diagnostic::new(Code::NumbersTooLong, message, span)
        .label("with this one, they do not fit into whole numbers of 128 bits")
        .help("round numbers of so many digits yourself, or write all of them over one denominator")
}

/// What signs, middles and the least unit may add to the bits of products, beside the sum over issues.
const SPARE: u32 = 5;

fn bits(number: i128) -> u32 {
    i128::BITS - number.leading_zeros()
}
