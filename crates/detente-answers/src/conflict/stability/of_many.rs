//! Verdicts about many states: what is certain, and what may be where nobody says what a player prefers.

use detente_conflict::{
    kernels::{FixedBitSet, Limits, Method, Refusal, Taste, Verdicts, stable_states, symbolic},
    stability::Claim,
};

use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::{Conflict, MOST},
        state::Holds,
    },
    stop::Stop,
};

/// What each player prefers, in the two ways in which silence can be taken.
pub(super) struct Tastes {
    pub(super) certain: Vec<Taste>,
    /// Absent where nobody is silent: what may be is then what is certain.
    possible: Option<Vec<Taste>>,
}

/// By one entry or bit a code.
pub(super) struct OfMany {
    certain: Verdicts,
    holding: ByConcept<FixedBitSet>,
    /// What holds, or may; absent where nobody is silent.
    may_hold: Option<ByConcept<FixedBitSet>>,
}

/// By decision diagrams.
pub(super) struct InDiagrams {
    pub(super) certain: symbolic::Symbolic,
    possible: Option<symbolic::Symbolic>,
}

impl Tastes {
    /// What the players of a conflict prefer. Refuses where who can move where is more than courses say.
    pub(super) fn of(conflict: &Conflict) -> Result<Self, Stop> {
        if let Some(what) = conflict.moves_are_more_than_courses() {
            let why = format!("{what} are taken into account up to {MOST} states, and there are more");
            return Err(conflict.refused(&why).with_help(conflict.fewer_states()));
        }
        let silent = !conflict.unknown.is_empty();
        Ok(Self {
            certain: conflict.tastes(Claim::Certain)?,
            possible: silent.then(|| conflict.tastes(Claim::Possible)).transpose()?,
        })
    }
}

impl OfMany {
    /// The verdicts about every state.
    pub(super) fn of(conflict: &Conflict, tastes: &Tastes, limits: Limits) -> Result<Self, Refusal> {
        let found = |tastes: &Vec<Taste>| stable_states(&conflict.choices, tastes, &CLASSIC, limits);
        let equilibria =
            |found: &Verdicts| ByConcept::of(|concept| found.equilibria(concept).unwrap_or_default());
        let may_hold = tastes.possible.as_ref().map(|tastes| Ok(equilibria(&found(tastes)?)));
        let certain = found(&tastes.certain)?;
        Ok(Self { holding: equilibria(&certain), certain, may_hold: may_hold.transpose()? })
    }

    /// How they were found.
    pub(super) fn method(&self) -> Method {
        self.certain.method
    }

    /// How many states hold for certain.
    pub(super) fn holding(&self) -> ByConcept<u128> {
        self.holding.as_ref().map(|held| held.count_ones(..) as u128)
    }

    /// How many more may, where somebody is silent.
    pub(super) fn open(&self) -> Option<ByConcept<u128>> {
        let may = self.may_hold.as_ref()?.as_ref().map(|held| held.count_ones(..) as u128);
        Some(may.zip(self.holding()).map(|(may, holding)| may.saturating_sub(holding)))
    }

    /// Every state: its number from 1, and its code.
    pub(super) fn states(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        (1..).zip(self.certain.feasible().ones().map(|code| code as u64))
    }

    /// How many states there are.
    pub(super) fn count(&self) -> usize {
        self.certain.feasible().count_ones(..)
    }

    /// How many states are stable for a player for certain.
    pub(super) fn how_many(&self, player: usize) -> ByConcept<u128> {
        let stable = |concept| self.certain.stable(concept, player);
        ByConcept::of(|concept| stable(concept).map_or(0, |stable| stable.count_ones(..) as u128))
    }

    /// Whether a state is stable for a player for certain.
    pub(super) fn stable(&self, code: u64, player: usize) -> ByConcept<bool> {
        let stable = |concept| self.certain.stable(concept, player);
        ByConcept::of(|concept| stable(concept).is_some_and(|stable| contains(stable, code)))
    }

    /// Whether a state holds.
    pub(super) fn holds(&self, code: u64) -> ByConcept<Holds> {
        let may_hold = self.may_hold.as_ref().map(|held| held.as_ref().map(|held| contains(held, code)));
        let held = self.holding.as_ref().map(|held| contains(held, code));
        held.zip(may_hold.unwrap_or_default()).map(|(holds, may)| match (holds, may) {
            (true, _) => Holds::Holds,
            (false, true) => Holds::Open,
            (false, false) => Holds::No,
        })
    }
}

fn contains(codes: &FixedBitSet, code: u64) -> bool {
    usize::try_from(code).is_ok_and(|code| codes.contains(code))
}

impl InDiagrams {
    /// The verdicts about every state.
    pub(super) fn of(conflict: &Conflict, tastes: &Tastes, limits: Limits) -> Result<Self, Refusal> {
        let found =
            |tastes: &Vec<Taste>| symbolic::stable_states(&conflict.choices, tastes, &CLASSIC, limits);
        Ok(Self {
            certain: found(&tastes.certain)?,
            possible: tastes.possible.as_ref().map(found).transpose()?,
        })
    }

    /// How many states hold for certain.
    pub(super) fn holding(&self) -> ByConcept<u128> {
        how_many(&self.certain)
    }

    /// How many more may, where somebody is silent.
    pub(super) fn open(&self) -> Option<ByConcept<u128>> {
        let may = how_many(self.possible.as_ref()?);
        Some(may.zip(self.holding()).map(|(may, holding)| may.saturating_sub(holding)))
    }
}

fn how_many(found: &symbolic::Symbolic) -> ByConcept<u128> {
    ByConcept::of(|concept| found.equilibria(concept).map_or(0, |held| held.count()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use std::fmt::Write;

    use detente_agreement::Plan;
    use detente_case::{CaseFiles, View};

    use super::*;
    use crate::{
        conflict::{
            behaviour::Further,
            model::Listed,
            stability::{Asked, Wanted, asked},
            state::Judged,
        },
        question::Question,
    };

    /// A harbour, its dockers and a port authority of which nobody says what it prefers, with some sheds beside.
    fn harbour(sheds: usize) -> Question {
        let mut text = r#"
[case]
title = "Harbour"
as_of = 2025-03-01
[sources.log]
publisher = "Log"
date = 2025-02-01
grade = "B2"
[parties]
dock = { name = "Dockers", role = "principal" }
port = { name = "Port authority", role = "third-party" }
ship = { name = "Shippers", role = "principal" }
[conflict]
cite = "log"
infeasible = [{ at_most_one = ["strike", "work-on"] }]
courses.strike = { name = "strike", party = "dock" }
courses.work-on = { name = "work on", party = "dock" }
courses.mediate = { name = "mediate", party = "port" }
courses.close = { name = "close", party = "port", changes = "only-taken" }
courses.reroute = { name = "reroute", party = "ship" }
courses.raise = { name = "raise", party = "ship" }
preferences = [
  { party = "dock", statements = ["not reroute", "raise", "strike iff not mediate", "not close", "not strike"] },
  { party = "ship", statements = ["not strike", "not raise", "not reroute iff mediate", "not reroute"] },
]
"#
        .to_owned();
        for shed in 0..sheds {
            let _ = writeln!(text, "[conflict.courses.shed-{shed}]\nname = \"shed\"\nparty = \"ship\"");
        }
        let files = CaseFiles::new("case.toml", text.as_bytes(), [].into());
        let whole = detente_case::read(&files).case;
        Question::about(files, whole, View::default(), None, Plan { draws: 4, seed: 1 }, "case.toml")
    }

    fn stated(question: &Question) -> Conflict<'_> {
        Conflict::stated(question).expect("it is stated").expect("a model")
    }

    #[test]
    fn the_methods_for_many_states_say_of_few_what_the_definitions_say() {
        let question = harbour(1);
        let conflict = stated(&question);
        let listed = Listed { conflict: &conflict, states: conflict.states.as_ref().expect("few states") };
        let judged = Judged::of(listed);
        let tastes = Tastes::of(&conflict).expect("courses say who can move");
        let many = OfMany::of(&conflict, &tastes, Limits::default()).expect("few states");
        let diagrams = InDiagrams::of(&conflict, &tastes, Limits::default()).expect("few states");
        assert_eq!(many.count(), listed.all().len());
        let mut open = 0;
        for (state, (number, code)) in listed.all().zip(many.states()) {
            assert_eq!((number, code), (state + 1, listed.code(state)));
            assert_eq!(many.holds(code), judged.holds(state), "state {number}");
            open += many.holds(code).map(|holds| holds == Holds::Open).count();
            for player in listed.players() {
                assert_eq!(many.stable(code, player), judged.certain.stable(player, state), "state {number}");
            }
        }
        assert!(open > 0);
        let counted = |wanted| {
            let held = listed.all().map(|state| judged.holds(state).map(|holds| holds == wanted));
            ByConcept::of_how_many(held).map(|count| count as u128)
        };
        for (holding, more) in [(many.holding(), many.open()), (diagrams.holding(), diagrams.open())] {
            assert_eq!((holding, more), (counted(Holds::Holds), Some(counted(Holds::Open))));
        }
    }

    #[test]
    fn a_silent_party_leaves_states_open_however_many_there_are() {
        let question = harbour(8);
        let conflict = stated(&question);
        assert!(conflict.states.is_none());
        let wanted = Wanted { holds: Some("seq".to_owned()), ..Wanted::default() };
        let ask = |wanted| asked(&conflict, &Asked { wanted, ..Asked::default() }).map(serde_json::to_value);
        let found = ask(wanted).expect("an answer").expect("JSON");
        let (open, held) = (&found["open"]["seq"], &found["holding"]["seq"]);
        assert!(open.as_u64() > Some(0), "{found}");
        let number = |count: &serde_json::Value| count.as_u64().unwrap_or_default();
        assert_eq!(number(&found["chosen"]["count"]), number(open) + number(held));
        let state = found["chosen"]["states"][0]["number"].to_string();
        let one = ask(Wanted { state: Some(state), ..Wanted::default() }).expect("an answer").expect("JSON");
        assert_eq!(one["chosen"]["states"][0], found["chosen"]["states"][0]);
        let Err(Stop::Refused(advice)) = asked(
            &conflict,
            &Asked { further: Further { coalitions: true, ..Further::default() }, ..Asked::default() },
        ) else {
            panic!("coalitions of so many states")
        };
        assert!(advice.help.iter().any(|help| help.contains("[[conflict.infeasible]]")), "{advice:?}");
    }
}
