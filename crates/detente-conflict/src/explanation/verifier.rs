//! Checks an explanation against the model. It knows the definitions and nothing of how verdicts are found.

use super::{Because, Deterred, Explanation, Failed, Verdict};
use crate::{
    Conflict,
    preference::Relation,
    stability::{Concept, Force, Reading, Step},
};
use std::{collections::BTreeSet, fmt};

/// Why an explanation does not prove its verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// There is no such party or state.
    NoSuchPlace,
    /// The party would not or could not make this move.
    NoImprovement(usize),
    /// The party would make this move, and the explanation does not mention it.
    ForgottenImprovement(usize),
    /// The explanation names answers or deterrents under Nash, where nobody looks ahead.
    NobodyLooksAhead,
    /// The answer to this improvement has no steps.
    EmptyAnswer(usize),
    /// Nobody would or could make this step, the party itself makes it, or its mover also made the step
    /// before.
    IllegalStep(Step),
    /// The end of the answer does not deter.
    DoesNotDeter(usize),
    /// The countermoves are not all the party's moves from the end of the answer.
    WrongCountermoves(usize),
    /// The others can end here with this party moving last, and the explanation does not mention it.
    ForgottenAnswer(Step),
    /// The answer that ends here deters after all, or not for the reason given.
    WrongReason(usize),
}

/// States are counted from 1, as readers count them.
impl fmt::Display for Objection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = |state: &usize| state + 1;
        match self {
            Self::NoSuchPlace => formatter.write_str("it names a party or a state that is not there"),
            Self::NoImprovement(to) => write!(formatter, "the move to state {} is no improvement", state(to)),
            Self::ForgottenImprovement(to) => {
                write!(formatter, "it forgets the improvement to state {}", state(to))
            }
            Self::NobodyLooksAhead => formatter.write_str("under Nash nobody looks at answers"),
            Self::EmptyAnswer(to) => {
                write!(formatter, "the answer to the improvement to state {} has no steps", state(to))
            }
            Self::IllegalStep(step) => {
                write!(formatter, "party {} may not move to state {} there", step.party + 1, state(&step.to))
            }
            Self::DoesNotDeter(end) => {
                write!(formatter, "the answer that ends in state {} deters nobody", state(end))
            }
            Self::WrongCountermoves(end) => {
                write!(formatter, "the countermoves from state {} are not those of the party", state(end))
            }
            Self::ForgottenAnswer(step) => write!(
                formatter,
                "it forgets the answer that ends in state {} by party {}",
                state(&step.to),
                step.party + 1
            ),
            Self::WrongReason(end) => {
                write!(formatter, "the answer that ends in state {} fails for another reason", state(end))
            }
        }
    }
}

/// Whether the explanation proves its verdict.
pub fn verify(conflict: &Conflict, explanation: &Explanation) -> Result<(), Objection> {
    let Explanation { rule, party, state, verdict } = explanation;
    let named = match verdict {
        Verdict::Stable(deterred) => {
            deterred.iter().map(|deterred| deterred.improvement).chain(deterred.iter().flat_map(places)).max()
        }
        Verdict::Unstable { improvement, answers } => {
            let ways_out = answers.iter().filter_map(|failed| match failed.because {
                Because::WayOut(to) => Some(to),
                Because::NotBadEnough => None,
            });
            answers.iter().map(|failed| failed.answer).chain(ways_out).chain([*improvement]).max()
        }
    };
    if *party >= conflict.parties() || (*state).max(named.unwrap_or(0)) >= conflict.states() {
        return Err(Objection::NoSuchPlace);
    }
    let check = Check {
        conflict,
        concept: rule.concept,
        reading: rule.reading,
        force: rule.force,
        i: *party,
        s: *state,
    };
    match verdict {
        Verdict::Stable(deterred) => check.stable(deterred),
        Verdict::Unstable { improvement, answers } => check.unstable(*improvement, answers),
    }
}

fn places(deterred: &Deterred) -> impl Iterator<Item = usize> + '_ {
    deterred.answer.iter().map(|step| step.to).chain(deterred.countermoves.iter().copied())
}

/// The letters are those of the definitions: *i* the party, *s* the state it might leave.
struct Check<'a> {
    conflict: &'a Conflict,
    concept: Concept,
    reading: Reading,
    force: Force,
    i: usize,
    s: usize,
}

impl Check<'_> {
    fn stable(&self, deterred: &[Deterred]) -> Result<(), Objection> {
        let spoken: BTreeSet<usize> = deterred.iter().map(|deterred| deterred.improvement).collect();
        let mut would = self.conflict.graph().moves(self.i, self.s).filter(|&to| self.would_leave(to));
        if let Some(forgotten) = would.find(|to| !spoken.contains(to)) {
            return Err(Objection::ForgottenImprovement(forgotten));
        }
        deterred.iter().try_for_each(|deterred| self.is_deterred(deterred))
    }

    fn is_deterred(&self, deterred: &Deterred) -> Result<(), Objection> {
        let Deterred { improvement, answer, countermoves } = deterred;
        self.is_improvement(*improvement)?;
        if self.concept == Concept::Nash {
            return Err(Objection::NobodyLooksAhead);
        }
        let Some(last) = answer.last() else {
            return Err(Objection::EmptyAnswer(*improvement));
        };
        let mut from = *improvement;
        let mut before = None;
        for &step in answer {
            if before == Some(step.party) || !self.can_answer(from, step) {
                return Err(Objection::IllegalStep(step));
            }
            (from, before) = (step.to, Some(step.party));
        }
        if !self.hurts(last.to) {
            return Err(Objection::DoesNotDeter(last.to));
        }
        let countermoves_count =
            matches!(self.concept, Concept::SymmetricMetarational | Concept::SymmetricSequential);
        let all: Vec<usize> = if countermoves_count {
            self.conflict.graph().moves(self.i, last.to).collect()
        } else {
            Vec::new()
        };
        if *countermoves != all {
            return Err(Objection::WrongCountermoves(last.to));
        }
        match all.into_iter().find(|&to| self.escapes(to)) {
            Some(_) => Err(Objection::DoesNotDeter(last.to)),
            None => Ok(()),
        }
    }

    /// The answers spoken of hold every first step and every next one, so that there are no others.
    fn unstable(&self, improvement: usize, answers: &[Failed]) -> Result<(), Objection> {
        self.is_improvement(improvement)?;
        if self.concept == Concept::Nash {
            return if answers.is_empty() { Ok(()) } else { Err(Objection::NobodyLooksAhead) };
        }
        let spoken: BTreeSet<Step> = answers
            .iter()
            .flat_map(|failed| failed.last_movers.iter().map(|&party| Step { party, to: failed.answer }))
            .collect();
        let first = (improvement, None);
        let all = spoken.iter().map(|step| (step.to, Some(step.party))).chain([first]);
        for (from, last) in all {
            let next = (0..self.conflict.parties()).filter(|&party| party != self.i && Some(party) != last);
            let mut steps = next
                .flat_map(|party| self.conflict.graph().moves(party, from).map(move |to| Step { party, to }));
            if let Some(step) = steps.find(|&step| self.can_answer(from, step) && !spoken.contains(&step)) {
                return Err(Objection::ForgottenAnswer(step));
            }
        }
        answers.iter().try_for_each(|failed| self.fails(failed))
    }

    fn fails(&self, failed: &Failed) -> Result<(), Objection> {
        let looks = matches!(self.concept, Concept::SymmetricMetarational | Concept::SymmetricSequential);
        let holds = match failed.because {
            Because::NotBadEnough => !self.hurts(failed.answer),
            Because::WayOut(to) => {
                looks && self.conflict.graph().has_move(self.i, failed.answer, to) && self.escapes(to)
            }
        };
        if holds { Ok(()) } else { Err(Objection::WrongReason(failed.answer)) }
    }

    fn is_improvement(&self, to: usize) -> Result<(), Objection> {
        let is = self.conflict.graph().has_move(self.i, self.s, to) && self.would_leave(to);
        if is { Ok(()) } else { Err(Objection::NoImprovement(to)) }
    }

    fn would_leave(&self, to: usize) -> bool {
        match self.conflict.compare(self.i, to, self.s) {
            Relation::Better | Relation::MuchBetter => true,
            Relation::Unknown => matches!(self.reading, Reading::A | Reading::C | Reading::Certain),
            _ => false,
        }
    }

    fn can_answer(&self, from: usize, step: Step) -> bool {
        let Step { party, to } = step;
        let improves = || {
            let relation = self.conflict.compare(party, to, from);
            match relation {
                Relation::Better | Relation::MuchBetter => true,
                Relation::Unknown => self.reading != Reading::Certain,
                _ => false,
            }
        };
        party < self.conflict.parties()
            && party != self.i
            && self.conflict.graph().has_move(party, from, to)
            && match self.concept {
                Concept::Sequential | Concept::SymmetricSequential => improves(),
                _ => true,
            }
    }

    /// Whether being at the state is bad enough to deter from leaving *s*.
    fn hurts(&self, at: usize) -> bool {
        match (self.force, self.conflict.compare(self.i, at, self.s)) {
            (_, Relation::MuchWorse) | (Force::General, Relation::Worse | Relation::Same) => true,
            (Force::General, Relation::Unknown) => matches!(self.reading, Reading::C | Reading::D),
            _ => false,
        }
    }

    /// Whether a countermove to the state gets the party out of the answer: there it is not hurt.
    fn escapes(&self, to: usize) -> bool {
        !self.hurts(to)
    }
}
