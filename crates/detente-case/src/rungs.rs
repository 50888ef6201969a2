//! What a case holds a party to think of the options of one issue together, where they bind each other.

use std::collections::BTreeSet;

use crate::{
    Case, Counts, Interval, IssueId, IssueKind, Level, OnePeaked, OptionId, PartyId, Position, Quantity,
    RankedNumbers, Ranking, Stance, StanceShape, Unfit,
};

/// How many parties and issues are looked at for what contradicts itself.
const MOST_LOOKED_AT: usize = 1_000;

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
    /// Rungs that are left out of their ranking, because statements of better standing contradict it.
    pub outranked: Vec<usize>,
}

/// What a party is held to think of the options of an issue that nothing but a ranking binds.
#[derive(Clone, Debug)]
pub struct RankedOptions<'a> {
    /// What is said of each option.
    pub positions: Vec<Option<Position<'a>>>,
    /// The numbers said, and the ranking.
    pub numbers: RankedNumbers,
    /// Options that are left out of the ranking, because statements of better standing contradict it.
    pub outranked: Vec<usize>,
}

/// What is said of the options of an issue by a party.
struct Said<'a> {
    positions: Vec<Option<Position<'a>>>,
    numbers: Vec<Option<Interval>>,
    ranking: Ranking,
    /// Ranked options of which a statement of better standing than the ranking says something.
    weightier: Vec<usize>,
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
    /// it, else one-peaked on a ladder and free on a choice.
    #[must_use]
    pub fn shape(&self, party: &PartyId, issue: &IssueId) -> StanceShape {
        let usual = match self.issues.get(issue).map(|issue| issue.kind) {
            Some(IssueKind::Ladder) => StanceShape::Peaked,
            Some(IssueKind::Choice) | None => StanceShape::Free,
        };
        self.shape_stated(party, issue).unwrap_or(usual)
    }

    /// What `party` is held to think of the rungs of `issue`; `None` where they do not bind each other.
    ///
    /// # Errors
    /// Why no numbers keep what is said: [`OnePeaked::ranked`].
    pub fn rungs(&self, party: &PartyId, issue: &IssueId) -> Result<Option<Rungs<'_>>, Unfit> {
        let shape = self.shape(party, issue);
        let (StanceShape::Peaked | StanceShape::Rising | StanceShape::Falling, Some(said)) =
            (shape, self.said_of_options(party, issue))
        else {
            return Ok(None);
        };
        let has = |level: Level| {
            let levels = said.positions.iter().enumerate();
            let those = levels.filter(move |(_, of)| of.is_some_and(|of| of.level == Some(level)));
            those.map(|(rung, _)| rung).collect::<Vec<_>>()
        };
        let proposed = has(Level::Propose);
        let count = said.positions.len();
        let candidates = match shape {
            StanceShape::Rising => vec![vec![count.saturating_sub(1)]],
            StanceShape::Falling => vec![vec![0]],
            StanceShape::Peaked | StanceShape::Free if !proposed.is_empty() => vec![proposed.clone()],
            StanceShape::Peaked | StanceShape::Free => {
                let all: Vec<_> = (0..count).collect();
                vec![acceptable(&said.numbers, &has(Level::RedLine)), all]
            }
        };
        let best_is_said = !proposed.is_empty() || shape != StanceShape::Peaked;
        let of = |ranking| OnePeaked::ranked(said.numbers.clone(), ranking, &candidates);
        let (numbers, outranked) = said.fitted(of)?;
        Ok(Some(Rungs { positions: said.positions, numbers, candidates, best_is_said, outranked }))
    }

    /// What `party` is held to think of the options of `issue` where nothing but a ranking binds them; `None` where the
    /// shape does ([`Case::rungs`]), or nothing.
    ///
    /// # Errors
    /// Two options of which the better is worth less.
    pub fn ranked_options(
        &self,
        party: &PartyId,
        issue: &IssueId,
    ) -> Result<Option<RankedOptions<'_>>, Unfit> {
        if self.order_stance(party, issue).is_none() || self.shape(party, issue) != StanceShape::Free {
            return Ok(None);
        }
        let Some(said) = self.said_of_options(party, issue).filter(|said| !said.ranking.is_empty()) else {
            return Ok(None);
        };
        let (numbers, outranked) = said.fitted(|ranking| RankedNumbers::of(said.numbers.clone(), ranking))?;
        Ok(Some(RankedOptions { positions: said.positions, numbers, outranked }))
    }

    /// Parties that say something of an issue of which they may hold the options to bind each other; a thousand at most.
    pub(crate) fn bound_by_shape_or_order(&self) -> Vec<(&PartyId, &IssueId)> {
        let binds = |party: &PartyId, stance: &Stance| {
            !stance.order.is_empty() || self.shape(party, &stance.issue) != StanceShape::Free
        };
        let mut bound = BTreeSet::new();
        for stance in &self.stances {
            let parties = stance.parties.iter().filter(|party| binds(party, stance));
            bound.extend(parties.map(|party| (party, &stance.issue)));
            if bound.len() >= MOST_LOOKED_AT {
                break;
            }
        }
        bound.into_iter().take(MOST_LOOKED_AT).collect()
    }

    /// What binds nothing in this case because no numbers keep all of it, a sentence each. `check` calls it an error on the
    /// days and with the sets of assumptions for which a case is meant; other views may show it too.
    #[must_use]
    pub fn unkept(&self) -> Vec<String> {
        let bound = self.bound_by_shape_or_order().into_iter();
        let unkept = bound.filter_map(|(party, issue)| {
            let unfit = self.rungs(party, issue).err().or_else(|| self.ranked_options(party, issue).err())?;
            Some(match unfit {
                Unfit::SeveralPeaks(_) => format!(
                    "From here, what `{issue}` is worth to `{party}` has several peaks, so no rung tells of another."
                ),
                Unfit::RankedAgainstShape { .. } | Unfit::RankedAgainstNumbers { .. } => format!(
                    "From here, the order of `{party}` on `{issue}` contradicts what else is said, so it does not count."
                ),
            })
        });
        unkept.collect()
    }

    /// Nothing for an issue that does not exist.
    fn said_of_options(&self, party: &PartyId, issue: &IssueId) -> Option<Said<'_>> {
        let of_issue = self.issues.get(issue)?;
        let positions: Vec<_> =
            of_issue.options.keys().map(|option| self.position(party, issue, option)).collect();
        let counts = self.parties.get(party).map(|party| party.counts).unwrap_or_default();
        let order = self.order_stance(party, issue).filter(|_| counts == Counts::Mean);
        let place = |option: &OptionId| of_issue.options.get_index_of(option);
        let groups = order.map_or(&[][..], |order| &order.order);
        let groups: Vec<Vec<_>> =
            groups.iter().map(|group| group.iter().filter_map(place).collect()).collect();
        let is_alone = |option: usize| {
            positions[option].is_some_and(|position| position.level.is_none() && position.stated.is_none())
        };
        let ranking = Ranking::of(&groups, positions.len(), is_alone);
        let number = |(option, position): (usize, &Option<Position<'_>>)| match counts {
            Counts::Mean if ranking.is_alone(option) => Some(Interval::units(0, 100)),
            Counts::Mean => position.map(|position| on_scale(position.value)),
            Counts::Sum => position.and_then(|position| position.stated),
        };
        let numbers = positions.iter().enumerate().map(number).collect();
        let outranks = |stance: &Stance| order.is_some_and(|order| self.outranks(stance, order));
        let weightier = (0..positions.len()).filter(|option| {
            ranking.places()[*option].is_some()
                && positions[*option].is_some_and(|position| outranks(position.stance))
        });
        let weightier = weightier.collect();
        Some(Said { positions, numbers, ranking, weightier })
    }
}

impl Said<'_> {
    /// What keeps the ranking, else what keeps it but for the options of which a statement of better standing says something
    /// else: then with these.
    fn fitted<T>(&self, of: impl Fn(Ranking) -> Result<T, Unfit>) -> Result<(T, Vec<usize>), Unfit> {
        let unfit = match of(self.ranking.clone()) {
            Ok(fitted) => return Ok((fitted, Vec::new())),
            Err(unfit) if self.weightier.is_empty() => return Err(unfit),
            Err(unfit) => unfit,
        };
        let less = of(self.ranking.without(&self.weightier));
        less.map(|fitted| (fitted, self.weightier.clone())).map_err(|_| unfit)
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
