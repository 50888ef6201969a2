//! What a `.gmcr` file says that can be read and contradicts itself, or may not be meant.

use super::{gmcr::Maker, gmcr_problems::Problems};
use crate::model::Choices;

/// Up to so many states, those that a ranking leaves out are named.
const FEW: usize = 1 << 12;

/// Where rankings count, each names every feasible state once.
pub(super) fn rankings(choices: &Choices, makers: &[Maker], by_ranking: bool, problems: &mut Problems) {
    let ranked = |maker: &Maker| maker.ranking.iter().flatten().map(Vec::len).sum::<usize>();
    let most = makers.iter().filter(|_| by_ranking).map(ranked).max().unwrap_or(0);
    // As many states as any ranking has, and a few, so that a short file is told which are missing.
    let most = most.max(FEW);
    let codes = match choices.states(most) {
        Ok(codes) => codes,
        Err(crate::model::ModelError::NoState) => {
            return problems.error(
                "infeasibles",
                "they leave no state",
                "delete those that exclude too much",
            );
        }
        Err(_) => return too_many(choices, makers, by_ranking, most, problems),
    };
    let states = codes.len();
    for (number, maker) in makers.iter().enumerate().filter(|_| by_ranking) {
        let Some(ranking) = &maker.ranking else { continue };
        problems.maker = choices.parties().get(number).cloned();
        let at = format!("decisionMakers[{number}].preferenceRanking");
        let mut seen = vec![false; states];
        for &state in ranking.iter().flatten() {
            match seen.get_mut(state) {
                None => problems.error(
                    &at,
                    format!("there is no state {}", state + 1),
                    format!("the feasible states are numbered from 1 to {states}"),
                ),
                Some(true) => problems.error(
                    &at,
                    format!("state {} is ranked more than once", state + 1),
                    "keep one of its places",
                ),
                Some(seen) => *seen = true,
            }
        }
        let missing =
            (1..).zip(&seen).filter(|(_, seen)| !**seen).map(|(state, _): (usize, _)| state.to_string());
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            let shown = missing.get(..12).unwrap_or(&missing).join(", ");
            let says = format!("{} of {states} states are not ranked: {shown}", missing.len());
            problems.error(&at, says, "rank every feasible state, equally good ones in a list");
        }
    }
    problems.maker = None;
}

/// No ranking names all states where there are more than the longest ranks.
fn too_many(choices: &Choices, makers: &[Maker], by_ranking: bool, most: usize, problems: &mut Problems) {
    for (number, maker) in makers.iter().enumerate().filter(|_| by_ranking) {
        let Some(ranking) = &maker.ranking else { continue };
        problems.maker = choices.parties().get(number).cloned();
        let ranked: usize = ranking.iter().map(Vec::len).sum();
        problems.error(
            &format!("decisionMakers[{number}].preferenceRanking"),
            format!("{ranked} states are ranked, and more than {most} are feasible"),
            "rank every feasible state; or say in `infeasibles` what cannot occur together, or say in `preferences` what it \
             wants of a state",
        );
    }
    problems.maker = None;
}

/// Who has no preference that counts takes every state for as good as any other, which is rarely meant.
pub(super) fn without_preferences(
    choices: &Choices,
    makers: &[Maker],
    by_ranking: bool,
    problems: &mut Problems,
) {
    let has_none = |maker: &Maker| maker.statements.is_empty() && !(by_ranking && maker.ranking.is_some());
    for (number, _) in makers.iter().enumerate().filter(|(_, maker)| has_none(maker)) {
        problems.maker = choices.parties().get(number).cloned();
        problems.warning(
            &format!("decisionMakers[{number}].preferences"),
            "it has no preferences that count, so all states are equally good to it and it never moves",
            "say what it prefers; where nobody knows, make a case of the file and leave its preference out",
        );
    }
    problems.maker = None;
}
