//! What a case says of preferences beyond an order: strengths, and pairs of states one by one.

use detente_conflict::{
    model::ModelError,
    preference::{Condition, Pairs, Preference, Relation, ranks},
};

/// What is said beyond an order.
#[derive(Clone, Debug, Default)]
pub(super) struct Refined {
    /// How many of the first statements, or of the first entries of the ranking, set apart what is much better.
    pub(super) much: Option<usize>,
    /// States of one kind against states of another; of two entries about a pair the later counts.
    pub(super) pairs: Vec<(Condition, Condition, Relation)>,
}

impl Refined {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.much.is_none() && self.pairs.is_empty()
    }

    /// The preference between states with these codes; `ranks` is the order, if there is one.
    pub(super) fn preference(
        &self,
        ranks: Option<Vec<u32>>,
        statements: &[Condition],
        codes: &[u64],
    ) -> Result<Preference, ModelError> {
        let base = match (ranks, self.much) {
            (None, _) => Preference::Pairwise(Pairs::unknown(codes.len())?),
            (Some(ranks), None) => Preference::Ranked(ranks),
            (Some(ranks), Some(much)) => {
                let tiers = tiers(&ranks, statements, much, codes);
                Preference::Tiered { ranks, tiers }
            }
        };
        if self.pairs.is_empty() {
            return Ok(base);
        }
        let mut pairs = Pairs::unknown(codes.len())?;
        for state in 0..codes.len() {
            for than in 0..state {
                pairs.set(state, than, base.of(state, than));
            }
        }
        let of =
            |condition: &Condition| (0..codes.len()).filter(|&state| condition.holds(codes[state])).collect();
        pairs.say(self.pairs.iter().map(|(better, than, relation)| (of(better), of(than), *relation)));
        Ok(Preference::Pairwise(pairs))
    }
}

/// For each state its tier: a better state in another tier is much better.
fn tiers(order: &[u32], statements: &[Condition], much: usize, codes: &[u64]) -> Vec<u32> {
    if !statements.is_empty() {
        return ranks::by_statements(statements.get(..much).unwrap_or(statements), codes);
    }
    let best = order.iter().copied().max().unwrap_or(0);
    let first = u32::try_from(much).unwrap_or(u32::MAX);
    order.iter().map(|rank| u32::from(best - rank < first)).collect()
}
