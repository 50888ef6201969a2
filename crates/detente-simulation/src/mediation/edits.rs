//! Which changes a mediator proposes who knows nothing of what the parties want.

use super::Edit;
use crate::{Dice, electorate::Electorate};

/// How many issues a proposal changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edits {
    /// The chance that it changes two issues at once, so that one may pay for the other; else it changes one.
    pub two: f64,
}

impl Edits {
    /// Always one issue.
    pub const ONE: Self = Self { two: 0.0 };
    /// Trades: mostly two issues.
    pub const TRADES: Self = Self { two: 0.7 };

    /// A change of the text: other options, each with the same chance, of issues that have others.
    pub(super) fn propose(self, electorate: &Electorate, text: &[u16], dice: &mut Dice) -> Vec<Edit> {
        let all: Vec<usize> = (0..electorate.sizes().len()).collect();
        self.propose_on(electorate, text, &all, dice)
    }

    /// The same on some of the issues.
    pub(super) fn propose_on(
        self,
        electorate: &Electorate,
        text: &[u16],
        issues: &[usize],
        dice: &mut Dice,
    ) -> Vec<Edit> {
        let has_others = |issue: &&usize| electorate.sizes().get(**issue).is_some_and(|size| *size > 1);
        let open: Vec<usize> = issues.iter().filter(has_others).copied().collect();
        let Some(&first) = open.get(dice.below(open.len())) else { return Vec::new() };
        let mut edits = vec![edit(electorate, text, first, dice)];
        if open.len() > 1 && dice.chance(self.two) {
            let place = dice.below(open.len() - 1);
            let others = open.iter().filter(|issue| **issue != first);
            edits.extend(others.copied().nth(place).map(|second| edit(electorate, text, second, dice)));
        }
        edits
    }
}

/// Another option of one issue.
fn edit(electorate: &Electorate, text: &[u16], issue: usize, dice: &mut Dice) -> Edit {
    let now = text[issue];
    let other = u16::try_from(dice.below(electorate.sizes()[issue] - 1)).unwrap_or(0);
    Edit { issue, to: if other >= now { other + 1 } else { other } }
}
