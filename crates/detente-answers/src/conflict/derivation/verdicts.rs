//! Which states hold for whom, under the classic four concepts, by the method that suits.

use detente_conflict::{
    Conflict,
    kernels::{Limits, Method, Taste, stable_states as by_kernel},
    model::Choices,
    stability::{Concept, Force, Reading, Rule, equilibria, stable_states},
};

/// The classic four, from the shortest foresight on.
pub const CLASSIC: [Concept; 4] =
    [Concept::Nash, Concept::GeneralMetarational, Concept::SymmetricMetarational, Concept::Sequential];

/// For each of [`CLASSIC`], for each player, whether each state is stable; for certain, where preferences are unknown.
#[derive(Clone, Debug)]
pub struct Verdicts {
    stable: Vec<Vec<Vec<bool>>>,
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
            Self { stable: CLASSIC.into_iter().map(of).collect(), method: None }
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
        let of = |concept: Concept| (0..conflict.parties()).map(|party| of_party(concept, party)).collect();
        let stable = CLASSIC.into_iter().map(of).collect::<Option<_>>()?;
        Some(Self { stable, method: Some(found.method) })
    }

    /// For each of [`CLASSIC`], which states nobody leaves for certain: they hold or not as what is unknown turns out.
    /// `None` where nothing is unknown.
    #[must_use]
    pub fn may_hold(conflict: &Conflict) -> Option<[Vec<bool>; 4]> {
        let known = conflict.preferences().iter().all(|preference| preference.ranks().is_some());
        let mild = |concept| Rule { concept, reading: Reading::D, force: Force::General };
        (!known).then(|| CLASSIC.map(|concept| equilibria(conflict, mild(concept))))
    }

    /// Whether the state is stable for the player under the `concept`-th of [`CLASSIC`].
    #[must_use]
    pub fn stable(&self, concept: usize, player: usize, state: usize) -> bool {
        self.stable[concept][player][state]
    }

    /// Whether the state is an equilibrium under the `concept`-th of [`CLASSIC`].
    #[must_use]
    pub fn holds(&self, concept: usize, state: usize) -> bool {
        self.stable[concept].iter().all(|stable| stable[state])
    }

    /// The same under each of [`CLASSIC`].
    #[must_use]
    pub fn all(&self, state: usize) -> [bool; 4] {
        [0, 1, 2, 3].map(|concept| self.holds(concept, state))
    }
}
