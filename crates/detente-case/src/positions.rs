//! Which of several statements about the same thing holds.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Case, Interval, IssueId, Level, NoDeal, OptionId, Origin, PartyId, Stance, StancePosition, Weight,
};

/// What a case holds a party to think of one option.
#[derive(Clone, Copy, Debug)]
pub struct Position<'a> {
    /// In words, where words were used.
    pub level: Option<Level>,
    /// On the party's own 0–100 scale.
    pub value: Interval,
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
        let about = self.stances.iter().enumerate().filter(|(_, stance)| {
            stance.issue == *issue && stance.parties.contains(party) && stance.positions.contains_key(option)
        });
        let (_, stance) = about.max_by_key(|(index, stance)| self.standing(&stance.origin, *index))?;
        let StancePosition { level, value, .. } = *stance.positions.get(option)?;
        let value =
            value.or_else(|| level.map(|level| self.scale.level(level))).unwrap_or(self.scale.unknown);
        Some(Position { level, value, stance })
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

    /// What no agreement is worth to `party`; `None` when nobody has said anything.
    #[must_use]
    pub fn no_deal_of(&self, party: &PartyId) -> Option<&NoDeal> {
        let about = self.no_deal.iter().enumerate().filter(|(_, no_deal)| no_deal.party == *party);
        about
            .max_by_key(|(index, no_deal)| self.standing(&no_deal.origin, *index))
            .map(|(_, no_deal)| no_deal)
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
