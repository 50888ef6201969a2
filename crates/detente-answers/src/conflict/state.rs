//! States, what they are called, and under which concepts they hold.

use serde::Serialize;

use super::{
    concepts::ByConcept,
    derivation::Verdicts,
    model::{Listed, StateName},
};

/// Whether a state holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Nobody leaves it, for certain.
    Holds,
    /// It does not hold for certain, but may, as preferences turn out that nobody states.
    Open,
    /// Somebody leaves it.
    No,
}

/// A state and its verdicts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct State {
    /// What it is called.
    #[serde(flatten)]
    pub name: StateName,
    /// Whether it is an agreement; absent where the model does not say what an agreement is.
    pub agreement: Option<bool>,
    /// Whether it holds.
    pub holds: ByConcept<Holds>,
    /// By player, whether it is stable for it, for certain.
    pub stable: Vec<ByConcept<bool>>,
    /// For an agreement made of numbers that holds: levers in use in it that it would not hold without (SEQ).
    pub only_while: Option<Vec<String>>,
}

/// The verdicts about all states of a conflict.
pub struct Judged {
    /// What is certain.
    pub(super) certain: Verdicts,
    /// What nobody leaves for certain; absent where nothing is left open.
    may_hold: Option<ByConcept<Vec<bool>>>,
}

impl Judged {
    /// The verdicts about all states.
    pub(super) fn of(listed: Listed<'_>) -> Self {
        // What the members of a bloc differ about is not unknown.
        let states = listed.conflict.derived().is_none();
        Self {
            certain: Verdicts::of(listed.game(), &listed.conflict.choices),
            may_hold: states.then(|| Verdicts::may_hold(listed.game())).flatten(),
        }
    }

    /// Whether what somebody prefers is unknown, so that verdicts may be open.
    pub(super) fn in_doubt(&self) -> bool {
        self.may_hold.is_some()
    }

    /// Whether a state holds.
    pub(super) fn holds(&self, state: usize) -> ByConcept<Holds> {
        let may = self.may_hold.as_ref().map(|may_hold| may_hold.as_ref().map(|states| states[state]));
        let verdicts = self.certain.all(state).zip(may.unwrap_or_default());
        verdicts.map(|(certain, may)| match (certain, may) {
            (true, _) => Holds::Holds,
            (false, true) => Holds::Open,
            (false, false) => Holds::No,
        })
    }
}

impl State {
    /// One state, and whether it holds.
    pub(super) fn of(listed: Listed<'_>, judged: &Judged, state: usize) -> Self {
        let derived = listed.conflict.derived();
        let agreement = derived.map(|derived| derived.derivation.is_agreement(state));
        let verdicts = &judged.certain;
        let coerced = agreement == Some(true) && verdicts.all(state).seq;
        Self {
            name: listed.name(state),
            agreement,
            holds: judged.holds(state),
            stable: listed.players().map(|player| verdicts.stable(player, state)).collect(),
            only_while: derived.filter(|_| coerced).map(|derived| derived.only_while(verdicts, state)),
        }
    }

    /// Under which concepts it holds for certain.
    pub(super) fn certain(&self) -> ByConcept<bool> {
        self.holds.map(|holds| holds == Holds::Holds)
    }
}
