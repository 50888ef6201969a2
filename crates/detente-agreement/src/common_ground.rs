//! Where is common ground, and among whom?
//!
//! An option is *common* to a set of parties when every one of them can at least live with it. What a party
//! has not said is unknown, and unknown is never common. A red line with an exception counts as a red line
//! here: whether the exception is met depends on the whole package. What nobody spoke of can be known all the same where
//! options are rungs: what lies beyond a refused rung is refused.

mod cells;

use std::collections::BTreeSet;

use detente_case::{
    Case, Condition, Interval, IssueId, Level, MeetingId, OptionId, PartyId, Quantity, Scale,
};
use serde::Serialize;

pub use self::cells::Cells;
use crate::{
    grounds::{Grounds, Standing},
    partial_packages::{PartialPackages, largest},
};

/// What every party is held to think of every option of every issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Matrix {
    /// The parties, in the order of every row's cells.
    pub parties: Vec<Voice>,
    /// One row an issue, in the order of the case.
    pub issues: Vec<IssueRow>,
}

/// How far a party has been heard at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Voice {
    /// The party.
    pub party: PartyId,
    /// Sourced: some source reports a position of it. Assumed: only assumptions speak for it ("no sourced
    /// position"). Not stated: nothing does.
    pub standing: Standing,
}

/// One issue of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssueRow {
    /// The issue.
    pub issue: IssueId,
    /// One row an option, in the order of the case.
    pub options: Vec<OptionRow>,
}

/// One option of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionRow {
    /// The option.
    pub option: OptionId,
    /// Parties whose consent it needs beyond the instrument's.
    pub needs: Vec<PartyId>,
    /// One cell a party, in the order of [`Matrix::parties`].
    pub cells: Vec<Cell>,
}

/// What one party is held to think of one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The level; absent when nothing is known, or when a value given in numbers spans "oppose" and better.
    pub level: Option<Level>,
    /// Whether the level was read off a value given in numbers, by the bounds of the case's scale.
    pub from_value: bool,
    /// The value on the party's own scale; absent when nothing is known.
    pub value: Option<Interval>,
    /// The condition under which a red line does not bind.
    pub unless: Option<Condition>,
    /// What this rests on.
    pub grounds: Grounds,
    /// The value halfway in its interval, rounded down: where a picture puts it; absent when nothing is known. Of a party
    /// that counts as a sum, from 0 for its worst option of the issue to 100 for its best.
    pub central: Option<Quantity>,
    /// Which rungs of the ladder limit it, where nobody spoke of it.
    pub implied: Option<Implication>,
}

/// How what is said of other rungs limits what nobody spoke of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Implication {
    /// It is worth no more than this option.
    pub no_better_than: Option<OptionId>,
    /// It is worth no less than this option, or than what is known of it at least.
    pub no_worse_than: Option<OptionId>,
}

/// The highest level whose floor on the scale the whole value reaches; "oppose" when all of it stays below
/// the floor of "tolerate"; none when it spans that floor.
pub(crate) fn level_of(scale: &Scale, value: Interval) -> Option<Level> {
    let reached = |level: &Level| value.low >= scale.level(*level).low;
    let best = [Level::Propose, Level::Accept, Level::Tolerate].into_iter().find(reached);
    best.or_else(|| (value.high < scale.tolerate.low).then_some(Level::Oppose))
}

/// Why a party is not among those to whom an option is common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// Nothing is known of its position, or what is known spans being against and living with it.
    Unknown,
    /// It is against it.
    Opposes,
    /// It will not agree to anything that contains it.
    RedLine,
}

/// An option that every party of a set can at least live with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonOption {
    /// The issue.
    pub issue: IssueId,
    /// The option.
    pub option: OptionId,
    /// The lowest level among the set.
    pub least: Level,
    /// Parties whose position on it is assumed; none means that it stands on sources alone.
    pub assumed_for: Vec<PartyId>,
    /// Parties outside the set whose consent the option needs and who are not known to tolerate it.
    pub still_needs: Vec<Holdout>,
}

impl CommonOption {
    /// Whether it stands without anybody's assumption.
    #[must_use]
    pub fn on_sources(&self) -> bool {
        self.assumed_for.is_empty()
    }
}

/// An option that all parties of a set but one can live with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OneShort {
    /// The issue.
    pub issue: IssueId,
    /// The option.
    pub option: OptionId,
    /// The one party, and why.
    pub holdout: Holdout,
    /// Parties, among the others, whose position on it is assumed.
    pub assumed_for: Vec<PartyId>,
}

/// A party that is not known to tolerate an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holdout {
    /// The party.
    pub party: PartyId,
    /// Why.
    pub why: Missing,
    /// What that rests on.
    pub grounds: Grounds,
}

/// The common ground of one set of parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommonGround {
    /// The set. Of an empty set nothing is said: all lists are empty.
    pub among: Vec<PartyId>,
    /// How far each of them has been heard.
    pub voices: Vec<Voice>,
    /// Options common to all of them.
    pub common: Vec<CommonOption>,
    /// Options common to all of them but one, who is named.
    pub one_short: Vec<OneShort>,
    /// The most issues that common options can settle together under the rules.
    pub packages: PartialPackages,
    /// The same from those options alone that are common without anybody's assumption.
    pub packages_on_sources: PartialPackages,
}

/// The standard lists: common in the room, common to all who must agree, and one party short of that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardLists {
    /// Among the parties with a delegation in the meeting asked for; absent when there is no such meeting.
    pub room: Option<Room>,
    /// Among all who must agree: the instrument's consenters and, for an option that needs further consent,
    /// those it needs. Its `one_short` is the third list.
    pub all_who_must_agree: CommonGround,
}

/// The common ground of one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Room {
    /// The meeting.
    pub meeting: MeetingId,
    /// Those whose consent is required and who have no delegation there.
    pub required_but_absent: Vec<PartyId>,
    /// What is common there.
    pub ground: CommonGround,
}

/// Issue × option × party, for every party of the case.
#[must_use]
pub fn matrix(case: &Case) -> Matrix {
    let parties: Vec<_> = case.parties.keys().cloned().collect();
    let views = Cells::of(case);
    let issues = case.issues.iter().map(|(issue_id, issue)| IssueRow {
        issue: issue_id.clone(),
        options: issue
            .options
            .iter()
            .map(|(option_id, option)| OptionRow {
                option: option_id.clone(),
                needs: option.needs.clone(),
                cells: parties.iter().map(|party| views.cell(party, issue_id, option_id)).collect(),
            })
            .collect(),
    });
    Matrix { issues: issues.collect(), parties: parties.iter().map(|party| voice(case, party)).collect() }
}

/// What is common to exactly these parties; consent that an option needs from others is listed, not counted.
#[must_use]
pub fn common_to(case: &Case, parties: &[PartyId]) -> CommonGround {
    ground(case, parties, Consent::OfTheSet)
}

/// The three standard lists, with `meeting` as the room.
#[must_use]
pub fn standard_lists(case: &Case, meeting: Option<&MeetingId>) -> StandardLists {
    let room = meeting.and_then(|id| case.meetings.get(id).map(|meeting| (id, meeting)));
    StandardLists {
        room: room.map(|(id, meeting)| {
            let present = without_repeats(meeting.delegations.iter().map(|delegation| &delegation.party));
            Room {
                meeting: id.clone(),
                required_but_absent: without_repeats(
                    case.instrument.consent.iter().filter(|party| !present.contains(party)),
                ),
                ground: common_to(case, &present),
            }
        }),
        all_who_must_agree: ground(case, &case.instrument.consent, Consent::AlsoWhoeverAnOptionNeeds),
    }
}

/// The meeting with most delegations, the later of equals: the room meant when none is named.
#[must_use]
pub fn fullest_room(case: &Case) -> Option<&MeetingId> {
    let meetings = case.meetings.iter().filter(|(_, meeting)| !meeting.delegations.is_empty());
    meetings.max_by_key(|(_, meeting)| (meeting.delegations.len(), meeting.when.from)).map(|(id, _)| id)
}

/// Whose consent counts when an option needs parties outside the set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Consent {
    OfTheSet,
    AlsoWhoeverAnOptionNeeds,
}

fn ground(case: &Case, parties: &[PartyId], consent: Consent) -> CommonGround {
    let among = without_repeats(parties);
    let views = Cells::of(case);
    let mut common = Vec::new();
    let mut one_short = Vec::new();
    for (issue, option, needs) in every_option(case).filter(|_| !among.is_empty()) {
        let outside: Vec<_> = needs.iter().filter(|party| !among.contains(party)).cloned().collect();
        let (asked, listed) = match consent {
            Consent::OfTheSet => (among.clone(), outside),
            Consent::AlsoWhoeverAnOptionNeeds => (without_repeats(among.iter().chain(&outside)), Vec::new()),
        };
        let cells = asked.iter().map(|party| (party, views.cell(party, issue, option)));
        let (willing, lacking): (Vec<_>, Vec<_>) = cells.partition(|(_, cell)| cell.is_tolerable());
        let assumed_for = willing
            .iter()
            .filter(|(_, cell)| !cell.grounds.is_sourced())
            .map(|(party, _)| PartyId::clone(party))
            .collect();
        match lacking.as_slice() {
            [] => common.push(CommonOption {
                issue: issue.clone(),
                option: option.clone(),
                least: willing.iter().filter_map(|(_, cell)| cell.level).min().unwrap_or(Level::Tolerate),
                assumed_for,
                still_needs: listed
                    .iter()
                    .map(|party| (party, views.cell(party, issue, option)))
                    .filter(|(_, cell)| !cell.is_tolerable())
                    .map(|(party, cell)| holdout(party, &cell))
                    .collect(),
            }),
            [(party, cell)] => one_short.push(OneShort {
                issue: issue.clone(),
                option: option.clone(),
                holdout: holdout(party, cell),
                assumed_for,
            }),
            _ => {}
        }
    }
    let of = |wanted: &dyn Fn(&CommonOption) -> bool| {
        let found = common.iter().filter(|found| wanted(found));
        let found: BTreeSet<_> = found.map(|found| (&found.issue, &found.option)).collect();
        largest(case, |issue, option| found.contains(&(issue, option)))
    };
    CommonGround {
        packages: of(&|_| true),
        packages_on_sources: of(&CommonOption::on_sources),
        voices: among.iter().map(|party| voice(case, party)).collect(),
        among,
        common,
        one_short,
    }
}

fn holdout(party: &PartyId, cell: &Cell) -> Holdout {
    let why = match cell.level {
        Some(Level::RedLine) => Missing::RedLine,
        Some(Level::Oppose) => Missing::Opposes,
        _ => Missing::Unknown,
    };
    Holdout { party: party.clone(), why, grounds: cell.grounds.clone() }
}

fn voice(case: &Case, party: &PartyId) -> Voice {
    let heard = case.stances.iter().any(|stance| stance.parties.contains(party));
    let standing = match (case.has_sourced_position(party), heard) {
        (true, _) => Standing::Sourced,
        (false, true) => Standing::Assumed,
        (false, false) => Standing::NotStated,
    };
    Voice { party: party.clone(), standing }
}

fn every_option(case: &Case) -> impl Iterator<Item = (&IssueId, &OptionId, &[PartyId])> {
    case.issues.iter().flat_map(|(issue_id, issue)| {
        issue.options.iter().map(move |(option_id, option)| (issue_id, option_id, option.needs.as_slice()))
    })
}

fn without_repeats<'a>(parties: impl IntoIterator<Item = &'a PartyId>) -> Vec<PartyId> {
    let mut seen = Vec::new();
    for party in parties {
        if !seen.contains(party) {
            seen.push(party.clone());
        }
    }
    seen
}
