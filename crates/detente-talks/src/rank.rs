//! Who came for whom: the rank that was expected of a delegation and the rank that came.

use detente_case::{Case, Delegation, Mandate, MeetingId, PartyId, PersonId, Rank, RankRange};
use serde::Serialize;

use crate::Reference;

/// A rank as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KnownRank {
    /// What it can be; every rank when no source says.
    pub range: RankRange,
    /// Whether a source says anything about it.
    pub said: bool,
}

impl KnownRank {
    const NOT_SAID: Self =
        Self { range: RankRange { low: Rank::Official, high: Rank::HeadOfState }, said: false };

    const fn said(range: RankRange) -> Self {
        Self { range, said: true }
    }
}

/// A range of whole rungs on the ladder of ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rungs {
    /// The least it can be.
    pub low: i32,
    /// The most it can be.
    pub high: i32,
}

/// Whether something follows from intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// For every value in the intervals.
    Certain,
    /// For some values and not for others.
    Possible,
    /// For no value in the intervals.
    Excluded,
}

/// One delegation: expected against actual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DelegationRank<'a> {
    /// The party represented.
    pub party: &'a PartyId,
    /// Who leads it, where known.
    pub head: Option<&'a PersonId>,
    /// Who was expected to, where that is known.
    pub expected_head: Option<&'a PersonId>,
    /// The rank that came.
    pub actual: KnownRank,
    /// The rank that was expected; `None` when nothing is known to have been expected.
    pub expected: Option<KnownRank>,
    /// How many rungs lower than expected; negative when higher. `None` when nothing was expected.
    pub drop: Option<Rungs>,
    /// Whether the rank that came is lower than the rank expected.
    pub lower: Option<Certainty>,
    /// What it may decide, where known.
    pub mandate: Option<Mandate>,
    /// How long before the meeting it changed.
    pub lead: Option<&'a str>,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// The delegations of one meeting and how far the meeting as a whole was attended below expectation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attendance<'a> {
    /// The meeting.
    pub meeting: &'a MeetingId,
    /// Its delegations.
    pub delegations: Vec<DelegationRank<'a>>,
    /// How the ranks that came compare with those expected; `None` when nothing was expected of anybody.
    pub index: Option<AttendanceIndex>,
}

/// The ranks that came against those expected, over the delegations of which a rank was expected.
///
/// Ranks count 1 (official) to 7 (head of state); the index is Σ actual ⁄ Σ expected, as the interval from
/// the lowest sum that can have come over the highest that can have been expected, to the reverse. The rank
/// ladder is ordinal: the index is a convention for comparing one meeting with itself, and whether the
/// meeting was downgraded is decided on the whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttendanceIndex {
    /// The sum of the ranks that came.
    pub actual: Rungs,
    /// The sum of the ranks expected.
    pub expected: Rungs,
    /// How many delegations are counted.
    pub counted: usize,
    /// How many of these have a rank, expected or actual, that no source says.
    pub not_said: usize,
    /// Whether the sum that came is lower than the sum expected.
    pub downgraded: Certainty,
}

impl AttendanceIndex {
    /// The least the index can be, in whole percent rounded down; for display.
    #[must_use]
    pub fn least_percent(&self) -> i32 {
        self.actual.low * 100 / self.expected.high.max(1)
    }

    /// The most the index can be, in whole percent rounded up; for display.
    #[must_use]
    pub fn most_percent(&self) -> i32 {
        (self.actual.high * 100).div_euclid(self.expected.low.max(1))
            + i32::from((self.actual.high * 100).rem_euclid(self.expected.low.max(1)) != 0)
    }
}

/// Expected against actual rank for every meeting of the case.
#[must_use]
pub fn attendance(case: &Case) -> Vec<Attendance<'_>> {
    let meetings = case.meetings.iter().map(|(id, meeting)| {
        let delegations: Vec<_> =
            meeting.delegations.iter().map(|delegation| delegation_rank(case, delegation)).collect();
        Attendance { meeting: id, index: index(&delegations), delegations }
    });
    meetings.collect()
}

/// Expected against actual rank of one delegation.
#[must_use]
pub fn delegation_rank<'a>(case: &'a Case, delegation: &'a Delegation) -> DelegationRank<'a> {
    let of_person = |person: Option<&PersonId>| {
        person.and_then(|id| office_rank(case, id, &delegation.party)).map(KnownRank::said)
    };
    let actual = delegation.rank.map(KnownRank::said).or_else(|| of_person(delegation.head.as_ref()));
    let actual = actual.unwrap_or(KnownRank::NOT_SAID);
    let expected =
        delegation.expected_rank.map(KnownRank::said).or_else(|| of_person(delegation.expected.as_ref()));
    let expected = expected.or_else(|| delegation.expected.as_ref().map(|_| KnownRank::NOT_SAID));
    let drop = expected.map(|expected| Rungs {
        low: number(expected.range.low) - number(actual.range.high),
        high: number(expected.range.high) - number(actual.range.low),
    });
    DelegationRank {
        party: &delegation.party,
        head: delegation.head.as_ref(),
        expected_head: delegation.expected.as_ref(),
        actual,
        expected,
        drop,
        lower: drop.map(|drop| positive(drop.low, drop.high)),
        mandate: delegation.mandate,
        lead: delegation.lead.as_deref(),
        said: Reference(&delegation.origin),
    }
}

/// The rank of the first office `person` holds for `party`.
fn office_rank(case: &Case, person: &PersonId, party: &PartyId) -> Option<RankRange> {
    let office = case.people.get(person)?.offices.iter().find(|office| office.party == *party)?;
    Some(RankRange { low: office.rank, high: office.rank })
}

fn index(delegations: &[DelegationRank<'_>]) -> Option<AttendanceIndex> {
    let counted: Vec<_> = delegations
        .iter()
        .filter_map(|delegation| delegation.expected.map(|expected| (delegation.actual, expected)))
        .collect();
    if counted.is_empty() {
        return None;
    }
    let sum = |rank: fn(&(KnownRank, KnownRank)) -> Rank| counted.iter().map(|pair| number(rank(pair))).sum();
    let actual = Rungs { low: sum(|pair| pair.0.range.low), high: sum(|pair| pair.0.range.high) };
    let expected = Rungs { low: sum(|pair| pair.1.range.low), high: sum(|pair| pair.1.range.high) };
    Some(AttendanceIndex {
        actual,
        expected,
        counted: counted.len(),
        not_said: counted.iter().filter(|(actual, expected)| !(actual.said && expected.said)).count(),
        downgraded: positive(expected.low - actual.high, expected.high - actual.low),
    })
}

/// Whether a whole number known to lie between `low` and `high` is above zero.
fn positive(low: i32, high: i32) -> Certainty {
    match (low > 0, high > 0) {
        (true, _) => Certainty::Certain,
        (false, true) => Certainty::Possible,
        (false, false) => Certainty::Excluded,
    }
}

/// The place of a rank on its ladder: 1 for an official, 7 for a head of state.
#[must_use]
pub fn number(rank: Rank) -> i32 {
    match rank {
        Rank::Official => 1,
        Rank::SeniorOfficial => 2,
        Rank::Envoy => 3,
        Rank::Minister => 4,
        Rank::ForeignMinister => 5,
        Rank::HeadOfGovernment => 6,
        Rank::HeadOfState => 7,
    }
}

#[cfg(test)]
mod tests {
    use detente_case::Word;
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::fixture;

    #[test]
    fn the_united_states_sends_an_envoy_for_a_foreign_minister() {
        let case = fixture::london();
        let attendance = attendance(&case);
        let us = &attendance[0].delegations[0];
        assert_eq!(us.drop, Some(Rungs { low: 2, high: 2 }));
        assert_eq!(us.lower, Some(Certainty::Certain));
        let ua = &attendance[0].delegations[4];
        assert!(!ua.actual.said && ua.expected.is_none() && ua.drop.is_none());
    }

    #[test]
    fn london_was_attended_below_expectation() {
        let case = fixture::london();
        let index = attendance(&case)[0].index;
        let expected = AttendanceIndex {
            actual: Rungs { low: 5, high: 9 },
            expected: Rungs { low: 15, high: 15 },
            counted: 3,
            not_said: 0,
            downgraded: Certainty::Certain,
        };
        assert_eq!(index, Some(expected));
        assert_eq!(index.map(|index| (index.least_percent(), index.most_percent())), Some((33, 60)));
    }

    #[test]
    fn a_rank_nobody_states_is_every_rank_and_says_so() {
        let mut case = fixture::london();
        for delegation in &mut fixture::meeting_mut(&mut case, "london-23").delegations {
            delegation.rank = None;
        }
        let index = attendance(&case)[0].index;
        assert_eq!(index.map(|index| index.downgraded), Some(Certainty::Possible));
        assert_eq!(index.map(|index| index.not_said), Some(2));
    }

    #[test]
    fn rank_numbers_follow_the_ladder() {
        let numbers: Vec<_> = Rank::ALL.iter().copied().map(number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    }

    fn range() -> impl Strategy<Value = RankRange> {
        (select(Rank::ALL), select(Rank::ALL))
            .prop_map(|(one, other)| RankRange { low: one.min(other), high: one.max(other) })
    }

    fn within(range: RankRange) -> Vec<i32> {
        (number(range.low)..=number(range.high)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Oracle: walk every combination of ranks inside the intervals.
        #[test]
        fn certainty_is_what_every_combination_says(pairs in vec((range(), range()), 1..=2)) {
            let mut case = fixture::empty();
            let seats = pairs.iter().enumerate().map(|(index, (actual, expected))| {
                let id = format!("p{index}");
                fixture::add_party(&mut case, &id, detente_case::PartyRole::Principal);
                let seat = fixture::delegation(&id, 1);
                Delegation { rank: Some(*actual), expected_rank: Some(*expected), ..seat }
            });
            let seats = seats.collect();
            fixture::add_meeting(&mut case, "m", "t", seats);
            let mut sums = vec![(0, 0)];
            for (actual, expected) in &pairs {
                sums = sums
                    .into_iter()
                    .flat_map(|(came, due)| {
                        within(*actual).into_iter().flat_map(move |one| {
                            within(*expected).into_iter().map(move |other| (came + one, due + other))
                        })
                    })
                    .collect();
            }
            let lower = sums.iter().filter(|(came, due)| came < due).count();
            let truth = match lower {
                0 => Certainty::Excluded,
                count if count == sums.len() => Certainty::Certain,
                _ => Certainty::Possible,
            };
            let attendance = attendance(&case);
            prop_assert_eq!(attendance[0].index.map(|index| index.downgraded), Some(truth));
        }
    }
}
