//! Where things may go: scenarios and whether their chances fit together, forecasts and how they scored.

use detente_case::{Case, FactorDirection, FactorId, Forecast, ForecastId, Interval, Quantity, ScenarioId};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Reference, likelihood};

/// The scenarios of a case, taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scenarios<'a> {
    /// Every scenario.
    pub scenarios: Vec<ScenarioChance<'a>>,
    /// What the chances sum to at the least and at the most; one nobody has stated counts as 0 to 1.
    pub sum: Interval,
    /// Whether some choice from the bands sums to one, as it must when the scenarios exclude each other and
    /// leave nothing out (Walley 1991, §4.6.1: Σ low ≤ 1 ≤ Σ high).
    pub can_sum_to_one: bool,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScenarioChance<'a> {
    /// The scenario.
    pub scenario: &'a ScenarioId,
    /// Its chance, 0–1; `None` when nobody has said.
    pub chance: Option<Interval>,
    /// The same in the words of ICD 203.
    pub words: Option<String>,
    /// What the other bands leave to it if all sum to one: [max(low, 1 − Σ other highs),
    /// min(high, 1 − Σ other lows)] (de Campos, Huete & Moral 1994); `None` when they cannot.
    pub implied: Option<Interval>,
    /// What would show that it has begun.
    pub tripwires: &'a [String],
    /// Where it is reported or by whom assumed.
    pub said: Reference<'a>,
}

/// The scenarios and whether their chances fit together.
#[must_use]
pub fn scenarios(case: &Case) -> Scenarios<'_> {
    let anything = Interval { low: Quantity::ZERO, high: Quantity::ONE };
    let band = |chance: Option<Interval>| chance.unwrap_or(anything);
    let sum = case.scenarios.values().fold(Interval::ZERO, |sum, scenario| sum + band(scenario.chance));
    let can_sum_to_one = sum.contains(Quantity::ONE);
    let chances = case.scenarios.iter().map(|(id, scenario)| {
        let own = band(scenario.chance);
        let implied = can_sum_to_one.then(|| Interval {
            low: own.low.max(Quantity::ONE - (sum.high - own.high)),
            high: own.high.min(Quantity::ONE - (sum.low - own.low)),
        });
        ScenarioChance {
            scenario: id,
            chance: scenario.chance,
            words: scenario.chance.map(likelihood::in_words),
            implied,
            tripwires: &scenario.tripwires,
            said: Reference(&scenario.origin),
        }
    });
    Scenarios { scenarios: chances.collect(), sum, can_sum_to_one }
}

/// A question about the future on the day the case is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastState<'a> {
    /// The question.
    pub forecast: &'a ForecastId,
    /// The day by which it is settled.
    pub resolves_by: Date,
    /// The chance of yes, 0–1.
    pub chance: Option<Interval>,
    /// The same in the words of ICD 203.
    pub words: Option<String>,
    /// Where it stands.
    pub status: ForecastStatus,
    /// Where it is reported or by whom assumed.
    pub said: Reference<'a>,
}

/// Where a forecast stands.
///
/// The file gives an outcome no date of its own, and a view of an earlier day must not score with hindsight:
/// an outcome is used from `resolves_by` on, or before, once a source that the forecast cites is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ForecastStatus {
    /// To be settled in so many days.
    Open {
        /// Days left.
        days: i32,
    },
    /// The day has come and the case gives no outcome.
    Due,
    /// Settled.
    Resolved {
        /// Whether it came true.
        outcome: bool,
        /// The score of the chance stated: (p − o)² for the outcome o of 1 or 0 (Brier 1950, for one of the
        /// two events), 0 best and 1 worst, with its bounds rounded outward to a millionth; `None` when no
        /// chance was stated.
        brier: Option<Interval>,
    },
}

/// The forecasts on the day the case is read.
#[must_use]
pub fn forecasts(case: &Case) -> Vec<ForecastState<'_>> {
    let forecasts = case.forecasts.iter().map(|(id, forecast)| ForecastState {
        forecast: id,
        resolves_by: forecast.resolves_by,
        chance: forecast.chance,
        words: forecast.chance.map(likelihood::in_words),
        status: forecast_status(case, forecast),
        said: Reference(&forecast.origin),
    });
    forecasts.collect()
}

fn forecast_status(case: &Case, forecast: &Forecast) -> ForecastStatus {
    let days = crate::deadlines::days_between(case.as_of, forecast.resolves_by);
    let reported = case.known_from(&forecast.origin).is_some_and(|day| day <= case.as_of);
    match forecast.outcome.filter(|_| days <= 0 || reported) {
        None if days > 0 => ForecastStatus::Open { days },
        None => ForecastStatus::Due,
        Some(outcome) => {
            ForecastStatus::Resolved { outcome, brier: forecast.chance.map(|chance| brier(chance, outcome)) }
        }
    }
}

/// The Brier score of a chance known within bounds, itself within bounds.
#[must_use]
pub fn brier(chance: Interval, outcome: bool) -> Interval {
    let miss = |chance: Quantity| if outcome { Quantity::ONE - chance } else { chance };
    let (one, other) = (miss(chance.low), miss(chance.high));
    Interval { low: square(one.min(other), 0), high: square(one.max(other), 999_999) }
}

/// The square of a share in millionths, after adding `round` millionths of a millionth.
fn square(share: Quantity, round: i128) -> Quantity {
    let millionths = i128::from(share.millionths());
    let squared = (millionths * millionths + round).div_euclid(1_000_000);
    Quantity::from_millionths(i64::try_from(squared).unwrap_or(i64::MAX))
}

/// A circumstance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Circumstance<'a> {
    /// The factor.
    pub factor: &'a FactorId,
    /// Whether it helps.
    pub direction: FactorDirection,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// The circumstances: what favours agreement first, then what hinders it, then what is open.
#[must_use]
pub fn circumstances(case: &Case) -> Vec<Circumstance<'_>> {
    let mut factors: Vec<_> = case.factors.iter().collect();
    factors.sort_by_key(|(_, details)| details.direction);
    factors
        .into_iter()
        .map(|(factor, details)| Circumstance {
            factor,
            direction: details.direction,
            said: Reference(&details.origin),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use detente_case::Scenario;
    use jiff::civil::date;
    use proptest::{collection::vec, option, prelude::*};

    use super::*;
    use crate::fixture::{self, share};

    fn with_bands(bands: &[Option<Interval>]) -> Case {
        let mut case = fixture::empty();
        for (index, chance) in bands.iter().enumerate() {
            let scenario = Scenario {
                name: format!("scenario {index}"),
                says: String::new(),
                chance: *chance,
                tripwires: Vec::new(),
                origin: fixture::assumed(),
            };
            case.scenarios.insert(ScenarioId::new(format!("s{index}")), scenario);
        }
        case
    }

    #[test]
    fn bands_that_cannot_sum_to_one_are_said_to() {
        let case = with_bands(&[Some(share(0.1, 0.3)), Some(share(0.2, 0.4))]);
        let found = scenarios(&case);
        assert!(!found.can_sum_to_one);
        assert_eq!(found.sum, share(0.3, 0.7));
        assert_eq!(found.scenarios[0].implied, None);
    }

    #[test]
    fn a_chance_nobody_states_is_what_the_others_leave() {
        let case = with_bands(&[Some(share(0.1, 0.3)), None]);
        assert_eq!(scenarios(&case).scenarios[1].implied, Some(share(0.7, 0.9)));
        assert_eq!(scenarios(&case).scenarios[1].chance, None);
    }

    /// Every way to pick one tenth from each band so that all sum to ten tenths.
    fn fillings(bands: &[(i64, i64)], left: i64) -> Vec<Vec<i64>> {
        let Some(((low, high), rest)) = bands.split_first() else {
            return if left == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        let mut all = Vec::new();
        for own in *low..=*high {
            for mut filling in fillings(rest, left - own) {
                filling.insert(0, own);
                all.push(filling);
            }
        }
        all
    }

    fn forecast(chance: Option<Interval>, outcome: Option<bool>) -> Forecast {
        Forecast {
            question: "a ceasefire by then?".to_owned(),
            criterion: "both say so".to_owned(),
            resolves_by: date(2025, 4, 30),
            chance,
            outcome,
            origin: fixture::assumed(),
        }
    }

    #[test]
    fn a_forecast_is_open_then_due_then_scored() {
        let mut case = fixture::empty();
        let assumed = forecast(Some(share(0.2, 0.4)), Some(false));
        let reported = Forecast { origin: fixture::cited(1), ..assumed.clone() };
        let brier = Some(share(0.04, 0.16));
        let resolved = ForecastStatus::Resolved { outcome: false, brier };
        assert_eq!(forecast_status(&case, &assumed), ForecastStatus::Open { days: 7 });
        assert_eq!(forecast_status(&case, &reported), resolved);
        case.as_of = date(2025, 4, 30);
        assert_eq!(forecast_status(&case, &forecast(None, None)), ForecastStatus::Due);
        assert_eq!(forecast_status(&case, &assumed), resolved);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Oracle: try every choice of tenths; bounds that are tenths are reached by tenths.
        #[test]
        fn implied_bands_are_what_some_filling_reaches(
            bands in vec(option::weighted(0.8, (0_i64..=10, 0_i64..=10)), 1..=4)
        ) {
            let tenth = |count: i64| Quantity::from_millionths(count * 100_000);
            let stated: Vec<_> =
                bands.iter().map(|band| band.map(|(one, other)| Interval::new(tenth(one), tenth(other)))).collect();
            let case = with_bands(&stated);
            let found = scenarios(&case);
            let whole: Vec<_> =
                bands.iter().map(|band| band.map_or((0, 10), |(one, other)| (one.min(other), one.max(other)))).collect();
            let fillings = fillings(&whole, 10);
            prop_assert_eq!(found.can_sum_to_one, !fillings.is_empty());
            for (index, scenario) in found.scenarios.iter().enumerate() {
                let reached = fillings.iter().filter_map(|filling| filling.get(index).copied());
                let truth = reached.clone().min().zip(reached.max());
                prop_assert_eq!(scenario.implied, truth.map(|(low, high)| Interval { low: tenth(low), high: tenth(high) }));
            }
        }

        #[test]
        fn brier_bounds_hold_every_chance_inside(one in 0_i64..=1_000_000, other in 0_i64..=1_000_000, outcome: bool) {
            let chance = Interval::new(Quantity::from_millionths(one), Quantity::from_millionths(other));
            let bounds = brier(chance, outcome);
            for step in 0..=10 {
                let width = chance.high.millionths() - chance.low.millionths();
                let inside = i128::from(chance.low.millionths() + width * step / 10);
                let miss = if outcome { 1_000_000 - inside } else { inside };
                let exact = miss * miss;
                prop_assert!(i128::from(bounds.low.millionths()) * 1_000_000 <= exact);
                prop_assert!(exact <= i128::from(bounds.high.millionths()) * 1_000_000);
            }
            let narrow = brier(Interval::exactly(chance.low), outcome);
            prop_assert!(narrow.high.millionths() - narrow.low.millionths() <= 1);
        }
    }
}
