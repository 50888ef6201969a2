//! What a case holds a party to think of the options of one issue together, where they bind each other.

use crate::{
    Case, Counts, Interval, IssueId, IssueKind, Level, OnePeaked, PartyId, Position, Quantity, StanceShape,
};

/// What a party is held to think of every rung of an issue.
#[derive(Clone, Debug)]
pub struct Rungs<'a> {
    /// What is said of each rung.
    pub positions: Vec<Option<Position<'a>>>,
    /// The numbers said, and which rungs can be the best.
    pub numbers: OnePeaked,
    /// Which rungs may be the best, the more plausible lists first: [`OnePeaked::of`] takes the first with a possible one.
    pub candidates: Vec<Vec<usize>>,
    /// Whether the best is known to be one of the said rungs, because some are proposed.
    pub best_is_said: bool,
}

/// A silent rung that a red line reaches: it lies beyond the line, wherever the best is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The silent rung.
    pub rung: usize,
    /// The rungs behind a red line that lie between it and every rung that can be the best; the nearest to it first.
    pub from: Vec<usize>,
}

impl Case {
    /// How what `party` thinks of the options of `issue` hangs together: as the statement of best standing says that says
    /// it, else one-peaked on a ladder and free on a choice. Options known by their order keep that order and no more.
    #[must_use]
    pub fn shape(&self, party: &PartyId, issue: &IssueId) -> StanceShape {
        let usual = match self.issues.get(issue).map(|issue| issue.kind) {
            Some(IssueKind::Ladder) => StanceShape::Peaked,
            Some(IssueKind::Choice) | None => StanceShape::Free,
        };
        if !self.option_order(party, issue).is_empty() {
            return StanceShape::Free;
        }
        self.shape_stated(party, issue).unwrap_or(usual)
    }

    /// What `party` is held to think of the rungs of `issue`; `None` where they do not bind each other.
    ///
    /// # Errors
    /// The rungs of which nothing can be the best: [`OnePeaked::of`].
    pub fn rungs(&self, party: &PartyId, issue: &IssueId) -> Result<Option<Rungs<'_>>, Vec<usize>> {
        let shape = self.shape(party, issue);
        let (StanceShape::Peaked | StanceShape::Rising | StanceShape::Falling, Some(of_issue)) =
            (shape, self.issues.get(issue))
        else {
            return Ok(None);
        };
        let positions: Vec<_> =
            of_issue.options.keys().map(|option| self.position(party, issue, option)).collect();
        let counts = self.parties.get(party).map(|party| party.counts).unwrap_or_default();
        let number = |position: &Option<Position<'_>>| match counts {
            Counts::Mean => position.map(|position| on_scale(position.value)),
            Counts::Sum => position.and_then(|position| position.stated),
        };
        let said: Vec<_> = positions.iter().map(number).collect();
        let has = |level: Level| {
            let levels = positions.iter().enumerate();
            let those = levels.filter(move |(_, of)| of.is_some_and(|of| of.level == Some(level)));
            those.map(|(rung, _)| rung).collect::<Vec<_>>()
        };
        let proposed = has(Level::Propose);
        let count = positions.len();
        let candidates = match shape {
            StanceShape::Rising => vec![vec![count.saturating_sub(1)]],
            StanceShape::Falling => vec![vec![0]],
            StanceShape::Peaked | StanceShape::Free if !proposed.is_empty() => vec![proposed.clone()],
            StanceShape::Peaked | StanceShape::Free => {
                let all: Vec<_> = (0..count).collect();
                vec![acceptable(&said, &has(Level::RedLine)), all]
            }
        };
        let best_is_said = !proposed.is_empty() || shape != StanceShape::Peaked;
        let numbers = OnePeaked::of(said, &candidates)?;
        Ok(Some(Rungs { positions, numbers, candidates, best_is_said }))
    }
}

/// The rungs that may be the best of somebody with these red lines: no red rung, and none from which a red rung would be
/// nearer than one that is said and not red.
fn acceptable(said: &[Option<Interval>], red: &[usize]) -> Vec<usize> {
    let is_red = |rung: &usize| red.binary_search(rung).is_ok();
    let named: Vec<_> = (0..said.len()).filter(|rung| said[*rung].is_some() && !is_red(rung)).collect();
    let (Some(first), Some(last)) = (named.first(), named.last()) else {
        return (0..said.len()).filter(|rung| !is_red(rung)).collect();
    };
    // Between the red rungs next to what is said, as long as no red rung lies among that.
    let below = red.iter().copied().rfind(|rung| rung < last);
    let above = red.iter().copied().find(|rung| rung > first);
    let may = |rung: &usize| {
        !is_red(rung) && below.is_none_or(|below| *rung > below) && above.is_none_or(|above| *rung < above)
    };
    (0..said.len()).filter(may).collect()
}

/// Within a party's own scale from 0 to 100.
fn on_scale(value: Interval) -> Interval {
    let within = |end: Quantity| end.clamp(Quantity::ZERO, Quantity::HUNDRED);
    Interval { low: within(value.low), high: within(value.high) }
}

impl Rungs<'_> {
    /// The silent rungs that a red line reaches.
    #[must_use]
    pub fn reached(&self) -> Vec<Reach> {
        let (Some(&first), Some(&last)) = (self.numbers.bests().first(), self.numbers.bests().last()) else {
            return Vec::new();
        };
        let is_red = |rung: &usize| self.positions[*rung].is_some_and(|position| position.is_red_line());
        let reach = |rung: usize| {
            let from: Vec<_> = if rung > last {
                (last..rung).rev().filter(is_red).collect()
            } else if rung < first {
                (rung + 1..=first).filter(is_red).collect()
            } else {
                Vec::new()
            };
            (!from.is_empty()).then_some(Reach { rung, from })
        };
        let silent = (0..self.positions.len()).filter(|rung| self.positions[*rung].is_none());
        silent.filter_map(reach).collect()
    }
}
