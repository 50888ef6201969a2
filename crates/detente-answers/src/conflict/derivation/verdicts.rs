//! Which states hold for whom, under the classic four concepts, by the method that suits.

use detente_conflict::{
    Conflict,
    kernels::{Limits, Method, Taste, stable_states as by_kernel},
    model::Choices,
    preference::Preference,
    stability::{Concept, Force, Reading, Rule, equilibria, stable_states},
};

use crate::conflict::concepts::{ByConcept, CLASSIC};

/// For each concept, for each player, whether each state is stable; for certain, where preferences are unknown.
#[derive(Clone, Debug)]
pub struct Verdicts {
    stable: ByConcept<Vec<Vec<bool>>>,
    /// The method by which they were found; `None` where the definitions were followed state by state.
    pub method: Option<Method>,
}

impl Verdicts {
    /// The verdicts about every state: by the method that suits the size where everybody ranks all states, else by the definitions.
    #[must_use]
    pub fn of(conflict: &Conflict, choices: &Choices) -> Self {
        Self::of_ranks(conflict, choices).unwrap_or_else(|| {
            let of = |concept: Concept| {
                (0..conflict.parties()).map(|party| stable_states(conflict, concept.into(), party)).collect()
            };
            Self { stable: ByConcept::of(of), method: None }
        })
    }

    fn of_ranks(conflict: &Conflict, choices: &Choices) -> Option<Self> {
        let codes = conflict.codes()?;
        let tastes =
            conflict.preferences().iter().map(|preference| Some(Taste::Ranks(preference.ranks()?.to_vec())));
        let tastes: Vec<_> = tastes.collect::<Option<_>>()?;
        let found = by_kernel(choices, &tastes, &CLASSIC, Limits::default()).ok()?;
        let of_party = |concept: Concept, party: usize| -> Option<Vec<bool>> {
            let stable = found.stable(concept, party)?;
            codes.iter().map(|&code| Some(stable.contains(usize::try_from(code).ok()?))).collect()
        };
        let of = |concept: Concept| {
            (0..conflict.parties()).map(|party| of_party(concept, party)).collect::<Option<_>>().ok_or(())
        };
        let stable = ByConcept::try_of(of).ok()?;
        Some(Self { stable, method: Some(found.method) })
    }

    /// Which states nobody leaves for certain: they hold or not as what is unknown turns out. `None` where nothing is
    /// unknown.
    #[must_use]
    pub fn may_hold(conflict: &Conflict) -> Option<ByConcept<Vec<bool>>> {
        let known = conflict.preferences().iter().all(Preference::is_known);
        let mild = |concept| Rule { concept, reading: Reading::D, force: Force::General };
        (!known).then(|| ByConcept::of(|concept| equilibria(conflict, mild(concept))))
    }

    /// Under which concepts the state is stable for the player.
    #[must_use]
    pub fn stable(&self, player: usize, state: usize) -> ByConcept<bool> {
        self.stable.as_ref().map(|stable| stable[player][state])
    }

    /// Under which concepts the state is an equilibrium.
    #[must_use]
    pub fn all(&self, state: usize) -> ByConcept<bool> {
        self.stable.as_ref().map(|players| players.iter().all(|stable| stable[state]))
    }
}
