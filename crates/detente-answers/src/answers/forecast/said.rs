//! What is too much for a forecast, and what is told of it.

use std::fmt;

use detente_forecast::{
    Model, Problem,
    draws::{FEW_DRAWS, MOST_INPUTS, MOST_PLACES},
};

use super::listed::Listed;

/// How many actors there may be on all issues together, if exchanges among them are to end soon.
pub(super) const MOST_EXCHANGED: usize = 400;
/// How many actors an issue may have: elections weigh every pair of their places.
pub(super) const MOST_ACTORS: usize = 3_000;
/// How many actors may bargain: in each turn every pair of them asks everybody else.
const MOST_BARGAINING: usize = 200;
/// How many actors may challenge each other: everybody judges every pair.
const MOST_CHALLENGING: usize = 600;

/// What an interval of an issue without any disagreement rests on.
pub(super) const UNANIMOUS: &str = "All actors stand at one place, so no interval is given. In none of 237 past issues did the outcome \
     lie beyond the outermost positions, but in none of them did all agree.";

/// Why an issue has no forecast.
pub(super) enum Why {
    /// Its actors make no issue.
    Problem(Problem),
    /// It has more than [`MOST_ACTORS`].
    TooMany(usize),
}

impl From<Problem> for Why {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => problem.fmt(f),
            Self::TooMany(count) => {
                write!(
                    f,
                    "{count} actors are too many; at most {MOST_ACTORS} can be compared. Merge those who always side with each other"
                )
            }
        }
    }
}

/// How many actors a model takes.
const fn most(model: Model) -> usize {
    match model {
        Model::Spatial => MOST_BARGAINING,
        Model::Challenge | Model::ChallengePrinted => MOST_CHALLENGING,
        Model::WeightedMean
        | Model::Mean
        | Model::WeightedMedian
        | Model::Election
        | Model::ElectionConditional
        | Model::ElectionIncentive
        | Model::Nash
        | Model::Exchange => MOST_ACTORS,
    }
}

/// Whether a model is asked about so many actors.
pub(super) const fn takes(model: Model, actors: usize) -> bool {
    actors <= most(model)
}

/// What was left out or made coarser, a sentence each.
pub(super) fn notices(listed: &[Listed], chosen: &[Model], exchanges: bool, draws: u32) -> Vec<String> {
    let mut notices = Vec::new();
    if !exchanges && chosen.contains(&Model::Exchange) && (listed.len() > 1 || chosen.len() == 1) {
        notices.push(
            "Exchange is left out: it needs several issues with the same actors, and few enough of both to try all pairs."
                .to_owned(),
        );
    }
    let greatest = listed.iter().map(|one| one.actors.len()).max().unwrap_or(0);
    for model in chosen.iter().filter(|model| !takes(**model, greatest)) {
        notices.push(format!(
            "{} is left out where an issue has more than {} actors.",
            model.name(),
            most(*model)
        ));
    }
    let open = |one: &&Listed| {
        let exact = |range: &detente_forecast::draws::Range| {
            [range.capability.is_exact(), range.position.is_exact(), range.salience.is_exact()]
        };
        one.actors.iter().flat_map(exact).filter(|exact| !exact).count()
    };
    let counts: Vec<(usize, usize)> = listed.iter().map(|one| (one.actors.len(), open(&one))).collect();
    if counts.iter().any(|(actors, open)| *actors > MOST_PLACES && *open > 0) {
        notices.push(format!(
            "Where an issue has more than {MOST_PLACES} actors, positions that are drawn are rounded to whole points."
        ));
    }
    if counts.iter().any(|(_, open)| *open > MOST_INPUTS) {
        notices.push(format!(
            "Only the {MOST_INPUTS} inputs that move the weighted mean most were tried at both ends."
        ));
    }
    if draws < FEW_DRAWS && counts.iter().any(|(_, open)| *open > 0) {
        notices.push(format!("{draws} draws leave the ends of an interval to chance. Take at least {FEW_DRAWS}, or leave out --draws."));
    }
    notices
}

#[cfg(test)]
mod tests {
    use detente_forecast::{
        Capability, Position, Salience,
        draws::{Range, Span},
    };

    use super::*;

    fn listed(actors: usize) -> Listed {
        let range = |number: usize| Range {
            name: format!("actor {number}"),
            capability: Span::exactly(Capability::clamped(1.0)),
            position: Span { low: Position::clamped(0.0), high: Position::clamped(100.0) },
            salience: Span::exactly(Salience::clamped(0.5)),
        };
        Listed {
            name: "Toll".to_owned(),
            proposal: "Toll".to_owned(),
            ends: None,
            actors: (0..actors).map(range).collect(),
            outcome: None,
            unknown: Vec::new(),
        }
    }

    #[test]
    fn what_is_cut_is_told() {
        assert!(notices(&[listed(3)], &Model::ALL, false, 1_000).is_empty());
        assert!(notices(&[listed(3)], &Model::ALL, false, 10)[0].contains("10 draws"));
        let many = notices(&[listed(700)], &Model::ALL, false, 1_000).join("\n");
        for part in ["spatial", "challenge-printed", "whole points", "300 inputs"] {
            assert!(many.contains(part), "{part} in {many}");
        }
    }
}
