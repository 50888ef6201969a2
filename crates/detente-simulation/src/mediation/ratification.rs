//! What negotiators have agreed still needs a yes at home (Putnam 1988, International Organization 42:427).

use crate::electorate::{Electorate, Voter};

/// A body at home.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Those who vote.
    pub members: Vec<Voter>,
    /// How many of them must be in favour.
    pub quota: usize,
}

impl Body {
    /// Whether the body ratifies a text.
    #[must_use]
    pub fn ratifies(&self, text: &[u16]) -> bool {
        self.members.iter().filter(|member| member.takes(text)).count() >= self.quota
    }

    /// The chance that it ratifies when what a text is worth to each member is known only to within a normal error
    /// of this standard deviation, each member's apart: that of at least `quota` successes of trials with chances of
    /// their own, added up member by member.
    #[must_use]
    pub fn chance(&self, text: &[u16], deviation: f64) -> f64 {
        if self.quota > self.members.len() {
            return 0.0;
        }
        // By count, the chance that so many of the members seen so far are in favour.
        let mut counts = vec![1.0];
        for member in &self.members {
            let takes = takes(member, text, deviation);
            counts.push(0.0);
            for count in (1..counts.len()).rev() {
                counts[count] = counts[count] * (1.0 - takes) + counts[count - 1] * takes;
            }
            counts[0] *= 1.0 - takes;
        }
        counts[self.quota..].iter().sum::<f64>().min(1.0)
    }
}

fn takes(member: &Voter, text: &[u16], deviation: f64) -> f64 {
    let gain = member.worth(text) - member.reservation;
    if deviation > 0.0 {
        0.5 * libm::erfc(-gain / (deviation * std::f64::consts::SQRT_2))
    } else {
        f64::from(u8::from(gain >= 0.0))
    }
}

/// What becomes of an agreement at home.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratified {
    /// Whether all negotiators take the text themselves.
    pub agreed: bool,
    /// By body, the chance that it ratifies.
    pub chances: Vec<f64>,
    /// The chance that all do, each apart from the others.
    pub all: f64,
    /// The chance of involuntary defection: that negotiators agree and somebody at home does not; 0 where they do
    /// not agree.
    pub involuntary_defection: f64,
}

/// What becomes of a text that negotiators may agree and bodies must ratify.
#[must_use]
pub fn ratify(negotiators: &Electorate, bodies: &[Body], text: &[u16], deviation: f64) -> Ratified {
    let agreed = negotiators.parties().iter().all(|party| party.takes(text));
    let chances: Vec<f64> = bodies.iter().map(|body| body.chance(text, deviation)).collect();
    let all = chances.iter().product::<f64>();
    Ratified { agreed, involuntary_defection: if agreed { 1.0 - all } else { 0.0 }, chances, all }
}
