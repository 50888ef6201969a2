//! Every draw of a plan: held where that is not too much, else made again whenever it is asked for.

use std::{borrow::Cow, ops::Range};

use fixedbitset::FixedBitSet;

use crate::{
    draws::{Plan, Share},
    model::Model,
    negotiation::Negotiation,
    package::Package,
    reading::Slack,
    search::{Finding, Weights, find_next},
};

/// How much work one share takes at most: cells read, about.
pub(super) const MOST_WORK: u64 = 100_000_000;

/// How many bytes of draws are held at most; what is more is drawn again whenever it is asked for.
const MOST_HELD: usize = 256 << 20;

/// How many draws are made in one go, where they are held.
const AT_ONCE: u32 = 1024;

/// How many bytes of draws are made in one go where they are not held.
const BYTES_AT_ONCE: usize = 32 << 20;

/// Every draw of a plan.
pub(crate) struct Draws<'a> {
    negotiation: &'a Negotiation,
    plan: Plan,
    /// By draw, by party; empty where that is too much to hold.
    held: Vec<Vec<Slack>>,
}

impl<'a> Draws<'a> {
    pub(crate) fn of(negotiation: &'a Negotiation, plan: Plan) -> Self {
        let bytes = bytes_of_a_draw(negotiation).saturating_mul(plan.draws as usize);
        let held = if bytes <= MOST_HELD { made(negotiation, plan, 0..plan.draws) } else { Vec::new() };
        Self { negotiation, plan, held }
    }

    /// These draws after changes to the numbers of some parties (by place): every other number is drawn as before.
    pub(crate) fn after<'c>(&self, changed: &'c Negotiation, moved: &[usize]) -> Draws<'c> {
        let mut held = self.held.clone();
        for &party in moved.iter().filter(|_| !self.held.is_empty()) {
            let drawn = Slack::in_draws(changed, &changed.parties[party], self.plan, 0..self.plan.draws);
            for (all, one) in held.iter_mut().zip(drawn) {
                all[party] = one;
            }
        }
        Draws { negotiation: changed, plan: self.plan, held }
    }

    /// Whether every draw is held, and none is made again.
    pub(crate) fn are_held(&self) -> bool {
        !self.held.is_empty()
    }

    /// Puts other draws of a party in the place of these, where they are held, and gives these back.
    pub(crate) fn replaced(&mut self, party: usize, mut drawn: Vec<Slack>) -> Vec<Slack> {
        for (all, one) in self.held.iter_mut().zip(&mut drawn) {
            std::mem::swap(&mut all[party], one);
        }
        drawn
    }

    /// How many draws there are.
    pub(crate) fn count(&self) -> usize {
        self.plan.draws as usize
    }

    /// One draw, by party.
    pub(crate) fn at(&self, draw: usize) -> Cow<'_, [Slack]> {
        if let Some(held) = self.held.get(draw) {
            return Cow::Borrowed(held);
        }
        let place = u32::try_from(draw).unwrap_or(u32::MAX);
        let mut made = made(self.negotiation, self.plan, place..place.saturating_add(1));
        Cow::Owned(made.pop().unwrap_or_default())
    }

    /// The draws, some at a time.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Cow<'_, [Vec<Slack>]>> {
        let fit = BYTES_AT_ONCE / bytes_of_a_draw(self.negotiation).max(1);
        let at_once = if self.held.is_empty() { small(fit).clamp(1, AT_ONCE) } else { AT_ONCE };
        (0..self.plan.draws.div_ceil(at_once)).map(move |block| {
            let first = block.saturating_mul(at_once);
            let draws = first..self.plan.draws.min(first.saturating_add(at_once));
            match self.held.get(draws.start as usize..draws.end as usize) {
                Some(held) => Cow::Borrowed(held),
                None => Cow::Owned(made(self.negotiation, self.plan, draws)),
            }
        })
    }

    /// In what share of the draws some package satisfies the `standing` requirements (all when absent).
    ///
    /// What was found in one draw is tried first in the next: most draws are settled by adding up.
    pub(crate) fn share(&self, model: &Model<'_>, standing: Option<&FixedBitSet>) -> Share {
        self.share_within(model, standing, MOST_WORK)
    }

    /// The share of draws with a deal, as far as the work that is left reaches; draws beyond it are not settled.
    pub(crate) fn share_within(
        &self,
        model: &Model<'_>,
        standing: Option<&FixedBitSet>,
        work_left: u64,
    ) -> Share {
        let (holds, unsettled) = self.holding(model, standing, work_left);
        Share::of(small(holds.count_ones(..)), unsettled, self.plan.draws)
    }

    /// The draws in which some package satisfies the requirements, and how many were not settled.
    pub(super) fn holding(
        &self,
        model: &Model<'_>,
        standing: Option<&FixedBitSet>,
        mut work_left: u64,
    ) -> (FixedBitSet, u32) {
        let all = model.requirements.all();
        let standing = standing.unwrap_or(&all);
        let (mut holds, mut unsettled) = (FixedBitSet::with_capacity(self.count()), 0);
        let mut draw = 0;
        let mut found: Vec<Package> = Vec::new();
        let mut weights = Weights::default();
        for block in self.blocks() {
            for slacks in block.iter() {
                let this = draw;
                draw += 1;
                let problem = model.problem(standing, slacks);
                if let Some(place) = found.iter().position(|package| problem.admits(package)) {
                    found.swap(place, place / 2);
                    holds.insert(this);
                    continue;
                }
                // No draw takes more than a fiftieth of what is left: hard ones leave something to others.
                let mut for_this = work_left / 50;
                let before = for_this;
                let finding = find_next(&problem, &mut weights, &mut for_this);
                work_left -= before - for_this;
                match finding {
                    Finding::Found(package) => {
                        holds.insert(this);
                        found.push(package);
                    }
                    Finding::None => {}
                    Finding::Unsettled => unsettled += 1,
                }
            }
        }
        (holds, unsettled)
    }
}

/// What one draw takes.
fn bytes_of_a_draw(negotiation: &Negotiation) -> usize {
    let cells = (negotiation.cells() + negotiation.issues.len()).saturating_mul(negotiation.parties.len());
    cells.saturating_mul(size_of::<i64>())
}

/// A number of draws, which a plan holds in 32 bits.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Some draws, by draw and then by party; empty for those whose consent nothing needs.
fn made(negotiation: &Negotiation, plan: Plan, draws: Range<u32>) -> Vec<Vec<Slack>> {
    let mut slacks = vec![Vec::with_capacity(negotiation.parties.len()); draws.len()];
    for (index, party) in negotiation.parties.iter().enumerate() {
        if party.consents || negotiation.is_needed(index) {
            let of_party = Slack::in_draws(negotiation, party, plan, draws.clone());
            slacks.iter_mut().zip(of_party).for_each(|(all, one)| all.push(one));
        } else {
            for all in &mut slacks {
                all.push(Slack::default());
            }
        }
    }
    slacks
}

#[cfg(test)]
mod tests {
    use detente_case::CaseFiles;

    use super::*;

    /// Two parties who want the opposite of each other on one issue of so many options, and both of whom no deal leaves
    /// little.
    fn opposed(options: usize) -> Negotiation {
        let thousandths = |option: usize| option * 7_919 % 20_000 * 5;
        let number = |thousandths: usize| format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
        let values = |of: &dyn Fn(usize) -> usize| -> String {
            (0..options).map(|option| format!("o{option} = {}, ", number(of(option)))).collect()
        };
        let named: String =
            (0..options).map(|at| format!("{{ id = \"o{at}\", name = \"{at}\" }}, ")).collect();
        let assumed = "basis = \"assumed\"\nowner = \"x\"";
        let mut text = format!(
            "[case]\ntitle = \"t\"\nas_of = 2025-01-01\ninstrument = {{ class = \"contract\", consent = [\"a\", \"b\"] }}\n\
             [parties]\na = {{ name = \"A\", role = \"principal\" }}\nb = {{ name = \"B\", role = \"principal\" }}\n\
             [issues.i]\nname = \"I\"\noptions = [{named}]\n"
        );
        for (party, values) in
            [("a", values(&thousandths)), ("b", values(&|option| 100_000 - thousandths(option)))]
        {
            text += &format!(
                "[[stances]]\nparty = \"{party}\"\nissue = \"i\"\nvalues = {{ {values} }}\n{assumed}\n\
                 [[weights]]\nparty = \"{party}\"\nissues = {{ i = 50 }}\n{assumed}\n\
                 [[no_deal]]\nparty = \"{party}\"\nvalue = [8, 12]\n{assumed}\n"
            );
        }
        let read = detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
        Negotiation::from_case(&read.case)
    }

    #[test]
    fn the_best_of_an_issue_of_very_many_options_is_proven() {
        let negotiation = opposed(20_000);
        let verdict = negotiation.verdict(Plan { draws: 2, seed: 1 });
        assert!(verdict.best_proven, "the search is cut");
        // Ten is the middle of what no deal leaves each of them, and fifty is half of what there is.
        let least = verdict.best.and_then(|best| best.least_gain);
        assert_eq!(least, Some(detente_case::Quantity::from_millionths(40_000_000)));
    }

    #[test]
    fn draws_that_are_not_held_are_made_some_at_a_time_within_bytes() {
        let negotiation = opposed(4_000);
        let draws = Draws::of(&negotiation, Plan { draws: 100_000, seed: 1 });
        assert!(draws.held.is_empty(), "too many to hold");
        let block = draws.blocks().next().map_or(0, |block| block.len());
        let bytes = block * bytes_of_a_draw(&negotiation);
        assert!(block > 1 && bytes <= BYTES_AT_ONCE, "{block} draws of {bytes} bytes");
        // In whatever pieces they are made, they are the same.
        let all = Draws::of(&negotiation, Plan { draws: 40, seed: 1 });
        let held: Vec<Vec<Slack>> = all.blocks().flat_map(Cow::into_owned).collect();
        assert_eq!(draws.blocks().next().map(|block| block[..40].to_vec()), Some(held));
    }
}
