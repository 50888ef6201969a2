//! Which issues a room can close, and who is missing for the others.

use detente_case::{Case, IssueId, Mandate, Meeting, MeetingId, OptionId, PartyId};
use serde::Serialize;

use crate::who::{attendance_is_said, distinct};

/// What one room can close.
///
/// An option can be agreed on in a room when everybody who decides the issue (its `decided_by`, or the
/// instrument's consenters) and everybody the option `needs` sits there with a mandate to negotiate or to
/// sign. A mandate to listen or to refer closes nothing; a mandate no source states leaves it open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomAgenda<'a> {
    /// The room.
    pub meeting: &'a MeetingId,
    /// Every issue of the case.
    pub issues: Vec<IssueInRoom<'a>>,
}

/// How far a room can close an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// With every option.
    Fully,
    /// With some options only.
    SomeOptions,
    /// Perhaps: those needed are there, and no source says what they may decide.
    MandateNotSaid,
    /// Nobody knows: no source says who sits there.
    AttendanceNotSaid,
    /// With no option.
    No,
    /// The case names nobody who decides it.
    NobodyDecides,
}

/// One issue in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IssueInRoom<'a> {
    /// The issue.
    pub issue: &'a IssueId,
    /// How far the room can close it.
    pub closing: Closing,
    /// Who is needed for at least one option and is not in the room.
    pub absent: Vec<&'a PartyId>,
    /// Who is needed, sits there and may only listen or refer.
    pub cannot_commit: Vec<&'a PartyId>,
    /// Who is needed and sits there with a mandate no source states.
    pub mandate_not_said: Vec<&'a PartyId>,
    /// The same option by option.
    pub options: Vec<OptionInRoom<'a>>,
}

/// One option in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionInRoom<'a> {
    /// The option.
    pub option: &'a OptionId,
    /// Whether anybody says who sits in the room.
    #[serde(skip)]
    pub said: bool,
    /// Who must agree to it.
    pub deciders: Vec<&'a PartyId>,
    /// Who of them is not in the room.
    pub absent: Vec<&'a PartyId>,
    /// Who of them sits there and may only listen or refer.
    pub cannot_commit: Vec<&'a PartyId>,
    /// Who of them sits there with a mandate no source states.
    pub mandate_not_said: Vec<&'a PartyId>,
}

impl OptionInRoom<'_> {
    /// Whether everybody who must agree to it sits there and may.
    #[must_use]
    pub fn can_be_agreed(&self) -> bool {
        self.is_not_excluded() && self.mandate_not_said.is_empty()
    }

    fn is_not_excluded(&self) -> bool {
        self.said && !self.deciders.is_empty() && self.absent.is_empty() && self.cannot_commit.is_empty()
    }
}

/// What each room of the case can close.
#[must_use]
pub fn closable(case: &Case) -> Vec<RoomAgenda<'_>> {
    let rooms = case.meetings.iter().map(|(id, meeting)| RoomAgenda {
        meeting: id,
        issues: case.issues.keys().filter_map(|issue| in_room(case, meeting, issue)).collect(),
    });
    rooms.collect()
}

fn in_room<'a>(case: &'a Case, meeting: &'a Meeting, id: &'a IssueId) -> Option<IssueInRoom<'a>> {
    let issue = case.issues.get(id)?;
    let always = issue.decided_by.as_ref().unwrap_or(&case.instrument.consent);
    let options: Vec<_> = issue
        .options
        .iter()
        .map(|(option, details)| {
            option_in_room(meeting, option, distinct(always.iter().chain(&details.needs)))
        })
        .collect();
    let gather = |who: for<'o> fn(&'o OptionInRoom<'a>) -> &'o [&'a PartyId]| {
        distinct(options.iter().flat_map(|option| who(option).iter().copied()))
    };
    Some(IssueInRoom {
        issue: id,
        closing: closing(&options, attendance_is_said(meeting)),
        absent: gather(|option| &option.absent),
        cannot_commit: gather(|option| &option.cannot_commit),
        mandate_not_said: gather(|option| &option.mandate_not_said),
        options,
    })
}

fn option_in_room<'a>(
    meeting: &Meeting,
    option: &'a OptionId,
    deciders: Vec<&'a PartyId>,
) -> OptionInRoom<'a> {
    let mut found = OptionInRoom {
        option,
        said: attendance_is_said(meeting),
        absent: vec![],
        cannot_commit: vec![],
        mandate_not_said: vec![],
        deciders,
    };
    for party in found.deciders.iter().filter(|_| attendance_is_said(meeting)) {
        match standing(meeting, party) {
            Standing::MayAgree => continue,
            Standing::Absent => &mut found.absent,
            Standing::MayNot => &mut found.cannot_commit,
            Standing::NotSaid => &mut found.mandate_not_said,
        }
        .push(party);
    }
    found
}

enum Standing {
    Absent,
    MayNot,
    NotSaid,
    MayAgree,
}

/// What a party can do in a room: where several delegations sit for it, the widest mandate counts, and one
/// that is not stated could be wide enough.
fn standing(meeting: &Meeting, party: &PartyId) -> Standing {
    let own = meeting.delegations.iter().filter(|delegation| delegation.party == *party);
    let mandates: Vec<_> = own.map(|delegation| delegation.mandate).collect();
    if mandates.is_empty() {
        Standing::Absent
    } else if mandates.iter().flatten().any(|mandate| *mandate >= Mandate::Negotiate) {
        Standing::MayAgree
    } else if mandates.contains(&None) {
        Standing::NotSaid
    } else {
        Standing::MayNot
    }
}

/// How far a room can close an issue; `said` is whether anybody says who sits there.
fn closing(options: &[OptionInRoom<'_>], said: bool) -> Closing {
    let agreed = options.iter().filter(|option| option.can_be_agreed()).count();
    if options.iter().all(|option| option.deciders.is_empty()) {
        Closing::NobodyDecides
    } else if !said {
        Closing::AttendanceNotSaid
    } else if agreed == options.len() {
        Closing::Fully
    } else if agreed > 0 {
        Closing::SomeOptions
    } else if options.iter().any(OptionInRoom::is_not_excluded) {
        Closing::MandateNotSaid
    } else {
        Closing::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, option};

    fn closings(case: &Case) -> Vec<Closing> {
        closable(case)[0].issues.iter().map(|issue| issue.closing).collect()
    }

    fn grant(case: &mut Case, party: &str, mandate: Option<Mandate>) {
        let meeting = fixture::meeting_mut(case, "london-23");
        let own = meeting.delegations.iter_mut().filter(|delegation| delegation.party.as_str() == party);
        own.for_each(|delegation| delegation.mandate = mandate);
    }

    fn with_issues() -> Case {
        let mut case = fixture::london();
        fixture::add_issue(&mut case, "line", None, vec![option("freeze", &[])]);
        let aid = vec![option("none", &[]), option("joint", &["us"])];
        fixture::add_issue(&mut case, "aid", Some(&["ua", "uk"]), aid);
        case
    }

    #[test]
    fn without_russia_london_closes_nothing_that_both_must_decide() {
        let case = with_issues();
        let line = &closable(&case)[0].issues[0];
        assert_eq!(line.closing, Closing::No);
        assert_eq!(line.absent, [&PartyId::new("ru")]);
        assert_eq!(line.mandate_not_said, [&PartyId::new("ua")]);
    }

    #[test]
    fn mandates_decide_what_those_present_can_close() {
        let mut case = with_issues();
        assert_eq!(closings(&case)[1], Closing::MandateNotSaid);
        grant(&mut case, "ua", Some(Mandate::Negotiate));
        grant(&mut case, "uk", Some(Mandate::Sign));
        // The joint option also needs the United States, which may only refer.
        assert_eq!(closings(&case)[1], Closing::SomeOptions);
        grant(&mut case, "us", Some(Mandate::Negotiate));
        assert_eq!(closings(&case)[1], Closing::Fully);
        grant(&mut case, "ua", Some(Mandate::Listen));
        assert_eq!(closings(&case)[1], Closing::No);
    }

    #[test]
    fn an_issue_without_deciders_is_not_closed_by_silence() {
        let mut case = with_issues();
        case.instrument.consent.clear();
        assert_eq!(closings(&case)[0], Closing::NobodyDecides);
    }
}
