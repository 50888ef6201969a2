//! Which of several statements about the same thing holds.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Case, Interval, IssueId, Level, NoDeal, OptionId, Origin, PartyId, Stance, StancePosition, StanceShape,
    StatePreference, Weight,
};

/// What a case holds a party to think of one option.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    /// In words, where words were used.
    pub level: Option<Level>,
    /// On the party's own 0–100 scale.
    pub value: Interval,
    /// The value as the stance gives it; nothing where it gives a word or an order.
    pub stated: Option<Interval>,
    /// The stance that says so.
    pub stance: &'a Stance,
}

impl Position<'_> {
    /// Whether the party will not agree to anything that contains the option.
    #[must_use]
    pub fn is_red_line(&self) -> bool {
        self.level == Some(Level::RedLine)
    }
}

/// What outranks what: reports outrank assumptions, a chosen set outranks standing assumptions, the newer
/// report outranks the older, and the later in the file breaks ties.
type Standing = (bool, bool, Option<Date>, usize);

impl Case {
    /// What the case holds `party` to think of `option`; `None` when nobody has said anything.
    #[must_use]
    pub fn position(&self, party: &PartyId, issue: &IssueId, option: &OptionId) -> Option<Position<'_>> {
        let about = self
            .stances
            .about(issue)
            .filter(|(_, stance)| stance.parties.contains(party) && stance.positions.contains_key(option));
        let (_, stance) = about.max_by_key(|(index, stance)| {
            // An order that names an option says nothing against what else is said of it.
            let says_how_much =
                stance.positions.get(option).is_some_and(|of| of.level.is_some() || of.value.is_some());
            let (reported, from_set, known_from, _) = self.standing(&stance.origin, *index);
            (reported, from_set, known_from, says_how_much, *index)
        })?;
        let StancePosition { level, value: stated, .. } = *stance.positions.get(option)?;
        let value =
            stated.or_else(|| level.map(|level| self.scale.level(level))).unwrap_or(self.scale.unknown);
        Some(Position { level, value, stated, stance })
    }

    /// The whole scale of a party that counts as a sum: from its least number of points to its greatest, and nothing
    /// between the two or at one of their ends. `None` when it has stated none.
    #[must_use]
    pub fn points_stated(&self, party: &PartyId) -> Option<Interval> {
        let stances = self.stances.iter().filter(|stance| stance.parties.contains(party));
        let stated = stances.flat_map(|stance| stance.positions.values().filter_map(|said| said.value));
        stated.fold(None, |all: Option<Interval>, own| {
            let all = all.unwrap_or(Interval::ZERO);
            Some(Interval { low: all.low.min(own.low), high: all.high.max(own.high) })
        })
    }

    /// Whether any stance of `party`, on anything, is reported by a source.
    #[must_use]
    pub fn has_sourced_position(&self, party: &PartyId) -> bool {
        self.stances.iter().any(|stance| stance.parties.contains(party) && !stance.origin.is_assumed())
    }

    /// How much `issue` matters to `party` on the case's common weight scale, and where that is said;
    /// the scale's `unstated` interval and `None` when nobody has said anything.
    #[must_use]
    pub fn weight(&self, party: &PartyId, issue: &IssueId) -> (Interval, Option<&Origin>) {
        let about = self
            .weights
            .iter()
            .enumerate()
            .filter(|(_, weights)| weights.party == *party && weights.by_issue.contains_key(issue));
        let Some((_, weights)) = about.max_by_key(|(index, weights)| self.standing(&weights.origin, *index))
        else {
            return (self.scale.unstated, None);
        };
        let interval = match weights.by_issue.get(issue) {
            Some(Weight::Word(word)) => self.scale.importance(*word),
            Some(Weight::Range(interval)) => *interval,
            None => self.scale.unstated,
        };
        (interval, Some(&weights.origin))
    }

    /// The issues that matter to `party` by their order rather than by weights, weightiest first, and where
    /// that is said. An issue that a statement of better standing weighs is not among them.
    #[must_use]
    pub fn weight_order(&self, party: &PartyId) -> Option<(Vec<Vec<IssueId>>, &Origin)> {
        let own = || self.weights.iter().enumerate().filter(|(_, weights)| weights.party == *party);
        let ordered = own().filter(|(_, weights)| !weights.order.is_empty());
        let (place, weights) =
            ordered.max_by_key(|(index, weights)| self.standing(&weights.origin, *index))?;
        let standing = self.standing(&weights.origin, place);
        let weighed = |issue: &IssueId| {
            own().any(|(index, other)| {
                other.by_issue.contains_key(issue) && self.standing(&other.origin, index) > standing
            })
        };
        let kept = |group: &Vec<IssueId>| -> Vec<IssueId> {
            group.iter().filter(|issue| !weighed(issue)).cloned().collect()
        };
        let groups = weights.order.iter().map(kept).filter(|group: &Vec<_>| !group.is_empty()).collect();
        Some((groups, &weights.origin))
    }

    /// The options of `issue` that `party` ranks, best first, whatever else is said of them; as the statement of best standing
    /// that ranks them does.
    #[must_use]
    pub fn option_order(&self, party: &PartyId, issue: &IssueId) -> &[Vec<OptionId>] {
        self.order_stance(party, issue).map_or(&[], |stance| &stance.order)
    }

    /// The statement of best standing by which `party` ranks options of `issue`.
    pub(crate) fn order_stance(&self, party: &PartyId, issue: &IssueId) -> Option<&Stance> {
        let about = self
            .stances
            .about(issue)
            .filter(|(_, stance)| !stance.order.is_empty() && stance.parties.contains(party));
        let best = about.max_by_key(|(index, stance)| self.standing(&stance.origin, *index));
        best.map(|(_, stance)| stance)
    }

    /// Whether one statement outranks another by more than its place in the file.
    pub(crate) fn outranks(&self, one: &Stance, other: &Stance) -> bool {
        self.standing(&one.origin, 0) > self.standing(&other.origin, 0)
    }

    /// The shape that the statement of best standing gives to what `party` thinks of `issue`.
    pub(crate) fn shape_stated(&self, party: &PartyId, issue: &IssueId) -> Option<StanceShape> {
        let about = self
            .stances
            .about(issue)
            .filter(|(_, stance)| stance.shape.is_some() && stance.parties.contains(party));
        let (_, stance) = about.max_by_key(|(index, stance)| self.standing(&stance.origin, *index))?;
        stance.shape
    }

    /// What no agreement is worth to `party`; `None` when nobody has said anything.
    #[must_use]
    pub fn no_deal_of(&self, party: &PartyId) -> Option<&NoDeal> {
        let about = self.no_deal.iter().enumerate().filter(|(_, no_deal)| no_deal.party == *party);
        about
            .max_by_key(|(index, no_deal)| self.standing(&no_deal.origin, *index))
            .map(|(_, no_deal)| no_deal)
    }

    /// What `party` prefers among the states of the conflict; `None` when nobody has said anything.
    #[must_use]
    pub fn preference(&self, party: &PartyId) -> Option<&StatePreference> {
        let preferences = self.conflict.preferences.iter().enumerate();
        preferences
            .filter(|(_, preference)| preference.party == *party)
            .max_by_key(|(index, preference)| self.standing(&preference.origin, *index))
            .map(|(_, preference)| preference)
    }

    fn standing(&self, origin: &Origin, index: usize) -> Standing {
        let from_set = origin.assumption().is_some_and(|assumption| assumption.set.is_some());
        (!origin.is_assumed(), from_set, self.known_from(origin).max(origin.since), index)
    }

    /// Red lines of `party` by issue: which options, and the stance that draws each line.
    #[must_use]
    pub fn red_lines(&self, party: &PartyId) -> IndexMap<&IssueId, Vec<(&OptionId, &Stance)>> {
        let mut lines: IndexMap<&IssueId, Vec<(&OptionId, &Stance)>> = IndexMap::new();
        for (issue_id, issue) in &self.issues {
            for option in issue.options.keys() {
                if let Some(position) = self.position(party, issue_id, option).filter(Position::is_red_line) {
                    lines.entry(issue_id).or_default().push((option, position.stance));
                }
            }
        }
        lines
    }
}
