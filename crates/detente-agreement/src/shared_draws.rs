//! The share of draws with a deal, of a negotiation and of others that differ from it in a few statements.

use crate::{
    draws::{Plan, Share},
    model::Model,
    negotiation::{Input, Negotiation, Party, RedLine},
    reading::{Reading, Slack},
    search::Finding,
    verdict::Draws,
};

/// A negotiation whose draws are held, so that the share of another one costs no more than what differs.
///
/// A number is drawn by its own name, whatever stands beside it: parties of whom the same is held have the same draws in
/// both.
pub struct SharedDraws<'a> {
    negotiation: &'a Negotiation,
    plan: Plan,
    /// Made when they are first asked for: ends of intervals settle many negotiations without a draw.
    draws: Option<Draws<'a>>,
}

impl<'a> SharedDraws<'a> {
    /// A negotiation and a plan of draws, which are made when first needed, and held where that is not too much.
    #[must_use]
    pub fn of(negotiation: &'a Negotiation, plan: Plan) -> Self {
        Self { negotiation, plan, draws: None }
    }

    /// In what share of the draws there is a deal in the other negotiation: as [`Negotiation::held`] has it.
    #[must_use]
    pub fn share_of(&mut self, other: &Negotiation) -> Share {
        match (other.find(Reading::Favourable), other.find(Reading::Guarded)) {
            (Finding::None, _) => return Share::of(0, 0, self.plan.draws),
            (_, Finding::Found(_)) => return Share::of(self.plan.draws, 0, self.plan.draws),
            _ if !self.has_the_cells_of(other) => return other.share(self.plan),
            _ => {}
        }
        let moved = self.drawn_anew(other);
        let draws = self.draws.get_or_insert_with(|| Draws::of(self.negotiation, self.plan));
        if !draws.are_held() {
            return other.share(self.plan);
        }
        let plan = self.plan;
        let anew = |&party: &usize| Slack::in_draws(other, &other.parties[party], plan, 0..plan.draws);
        let kept: Vec<_> = moved.iter().map(|party| draws.replaced(*party, anew(party))).collect();
        let share = draws.share(&Model::of(other), None);
        for (&party, kept) in moved.iter().zip(kept) {
            draws.replaced(party, kept);
        }
        share
    }

    /// Whether nothing that decides on a deal differs: not in what is drawn, nor in rules, red lines and who must agree.
    #[must_use]
    pub fn is_alike(&self, other: &Negotiation) -> bool {
        let one = self.negotiation;
        self.has_the_cells_of(other)
            && self.drawn_anew(other).is_empty()
            && (0..one.parties.len()).all(|party| {
                one.parties[party].consents == other.parties[party].consents
                    && one.needs_of(party) == other.needs_of(party)
            })
            && one.considered == other.considered
            && one
                .rules
                .iter()
                .map(|rule| (&rule.if_, &rule.then))
                .eq(other.rules.iter().map(|rule| (&rule.if_, &rule.then)))
            && one.red_lines.iter().map(RedLine::terms).eq(other.red_lines.iter().map(RedLine::terms))
    }

    /// Whether options and parties stand in the same places.
    fn has_the_cells_of(&self, other: &Negotiation) -> bool {
        let (one, other) = (self.negotiation, other);
        one.parties.iter().map(|party| &party.id).eq(other.parties.iter().map(|party| &party.id))
            && one.issues.len() == other.issues.len()
            && one.issues.iter().zip(&other.issues).all(|(one, other)| {
                let ids = one.options.iter().map(|option| &option.id);
                one.id == other.id && ids.eq(other.options.iter().map(|option| &option.id))
            })
    }

    /// The parties (by place) of whom something else is held, or whom nothing needed here.
    fn drawn_anew(&self, other: &Negotiation) -> Vec<usize> {
        let needs = |negotiation: &Negotiation, place: usize| {
            negotiation.parties[place].consents || negotiation.is_needed(place)
        };
        let differs = |&place: &usize| {
            needs(other, place)
                && !(needs(self.negotiation, place)
                    && is_drawn_alike(&self.negotiation.parties[place], &other.parties[place]))
        };
        (0..other.parties.len()).filter(differs).collect()
    }
}

/// Whether the draws of a party are the same, wherever in the case its numbers are said.
fn is_drawn_alike(one: &Party, other: &Party) -> bool {
    let Party { id, consents: _, counts, values, weights, no_deal, shifts, weight_order, ranked, rungs } =
        one;
    let alike = |one: &Input, other: &Input| Input { said: other.said, ..*one } == *other;
    *id == other.id
        && *counts == other.counts
        && values.len() == other.values.len()
        && values.iter().zip(&other.values).all(|(one, other)| {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| alike(&one.input, &other.input))
        })
        && weights.len() == other.weights.len()
        && weights.iter().zip(&other.weights).all(|(one, other)| alike(one, other))
        && alike(no_deal, &other.no_deal)
        && *shifts == other.shifts
        && *weight_order == other.weight_order
        && *ranked == other.ranked
        && *rungs == other.rungs
}
