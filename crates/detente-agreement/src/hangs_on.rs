//! What a verdict hangs on: the same question with one thing held, on the same draws.

use detente_case::{Interval, Quantity};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use crate::{
    draws::{Plan, Share},
    input::{Input, Silence},
    negotiation::Negotiation,
    reading::Reading,
    robust::{
        Number, Swing,
        numbers::{Together, uncertain},
    },
    search::Finding,
    verdict::Verdict,
};

/// How many numbers are told: the one that swings the share most, and the next two.
const MOST_NUMBERS: usize = 3;

/// A verdict, with what is left of it when one thing is held.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldVerdict {
    /// As the case has it.
    pub verdict: Verdict,
    /// With what nobody has said taken as no, and as yes; absent where everything is said or nothing depends on values.
    pub silence: Option<[Held; 2]>,
    /// The numbers that swing the share beyond chance, the one that swings it most first; at most three.
    pub numbers: Vec<HeldNumber>,
}

/// What is left of a verdict when something is held.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Held {
    /// In what share of the draws there is a deal then.
    pub share: Share,
    /// Whether there is one at central values then; absent where that was not settled.
    pub central: Option<bool>,
}

/// A number held in the lower and in the upper half of what it may be.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldNumber {
    /// The number.
    pub number: Number,
    /// In which draws there is a deal, by half.
    pub swing: Swing,
    /// The lower half and the upper half; central is halfway in that half.
    pub halves: [Held; 2],
}

impl Negotiation {
    /// Is there a deal, and what does that hang on? See [`Verdict`] and [`HeldVerdict`].
    #[must_use]
    pub fn held_verdict(&self, plan: Plan) -> HeldVerdict {
        let (verdict, holds) = self.verdict_and_draws(plan);
        let silence = holds.as_ref().and_then(|_| self.silenced(plan, &verdict));
        let numbers = holds.as_ref().map_or_else(Vec::new, |holds| self.swung(plan, holds));
        HeldVerdict { verdict, silence, numbers }
    }

    /// Whether there is a deal at central values, and in what share of the draws: a verdict on something else held.
    #[must_use]
    pub fn held(&self, plan: Plan) -> Held {
        let share = match (self.find(Reading::Favourable), self.find(Reading::Guarded)) {
            (Finding::None, _) => Share::of(0, 0, plan.draws),
            (_, Finding::Found(_)) => Share::of(plan.draws, 0, plan.draws),
            _ => self.share(plan),
        };
        Held { share, central: self.exists_at_central_values() }
    }

    fn exists_at_central_values(&self) -> Option<bool> {
        match self.find(Reading::Central) {
            Finding::Found(_) => Some(true),
            Finding::None => Some(false),
            Finding::Unsettled => None,
        }
    }

    /// With what nobody has said as no, and as yes. Where there is a deal at central values then is what the verdict has.
    fn silenced(&self, plan: Plan, verdict: &Verdict) -> Option<[Held; 2]> {
        let share = |silence| self.if_silence_means(silence).share(plan);
        let held = |means, central| Held { share: share(means), central };
        (!verdict.unsaid.is_nothing()).then(|| {
            [held(Means::No, verdict.unsaid.deal_if_no), held(Means::Yes, verdict.unsaid.deal_if_yes)]
        })
    }

    /// The negotiation if what nobody has said stands, in every draw, at one end of what is left open.
    fn if_silence_means(&self, means: Means) -> Self {
        let mut held = self.clone();
        let (value, no_deal) = match means {
            Means::No => (Silence::Low, Silence::High),
            Means::Yes => (Silence::High, Silence::Low),
        };
        for party in &mut held.parties {
            party.no_deal.settle(no_deal);
            for option in party.values.iter_mut().flatten() {
                option.input.settle(value);
            }
            for rungs in party.rungs.iter_mut().flatten() {
                rungs.silence = Some(value);
            }
        }
        held
    }

    /// The numbers that swing the share of draws most, beyond chance.
    fn swung(&self, plan: Plan, holds: &FixedBitSet) -> Vec<HeldNumber> {
        let asked: Vec<usize> = (0..self.parties.len())
            .filter(|&party| self.parties[party].consents || self.is_needed(party))
            .collect();
        let of_group = |group: Together| {
            let drawn = group.drawn(self, plan);
            let number = |(number, drawn): (crate::robust::numbers::Uncertain, Vec<i64>)| {
                (Swing::by(drawn, holds), number.number, number.interval)
            };
            group.numbers.into_iter().zip(drawn).map(number).collect::<Vec<_>>()
        };
        let all = uncertain(self, &asked).into_iter().flat_map(of_group);
        let mut swung: Vec<_> = all.filter(|(swing, ..)| swing.is_beyond_chance()).collect();
        swung.sort_by(|(one, name, _), (other, other_name, _)| {
            other.size.total_cmp(&one.size).then_with(|| name.cmp(other_name))
        });
        let told = |(swing, number, interval): (Swing, Number, Interval)| {
            let middle = interval.middle();
            let halves = [(interval.low, middle, swing.low), (middle, interval.high, swing.high)];
            let half = halves.map(|(low, high, share)| {
                let centre = Interval { low, high }.middle();
                Held { share, central: self.with_central(&number, centre).exists_at_central_values() }
            });
            HeldNumber { number, swing, halves: half }
        };
        swung.into_iter().take(MOST_NUMBERS).map(told).collect()
    }

    /// The negotiation with another central value of one number.
    fn with_central(&self, number: &Number, central: Quantity) -> Self {
        let mut changed = self.clone();
        let places = |issue| self.issue(issue);
        let Some(party) = changed.parties.iter_mut().find(|party| party.id == *number.party()) else {
            return changed;
        };
        let input = match number {
            Number::NoDeal { .. } => Some(&mut party.no_deal),
            Number::Weight { issue, .. } => places(issue).and_then(|issue| party.weights.get_mut(issue)),
            Number::Value { issue, option, .. } => places(issue).and_then(|issue| {
                let option = self.issues[issue].options.iter().position(|of| of.id == *option)?;
                Some(&mut party.values.get_mut(issue)?.get_mut(option)?.input)
            }),
        };
        if let Some(input) = input {
            input.central = central;
        }
        changed
    }
}

/// What nobody has said is taken as.
#[derive(Clone, Copy)]
enum Means {
    No,
    Yes,
}

impl Input {
    /// What nobody has said, at one end of what is left open, in every reading.
    fn settle(&mut self, silence: Silence) {
        if self.unsaid.is_some() {
            let at = self.if_unsaid(Some(silence));
            *self = Self { interval: Interval::exactly(at), central: at, unsaid: None, ..*self };
        }
    }
}
