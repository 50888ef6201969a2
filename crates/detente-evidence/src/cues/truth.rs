//! What a rule found, as the sentence around it says it is: what is denied, undone, a condition or only wished for is
//! drafted as that, or not at all. Where such words stand is found in `reality/`; `background.rs` has dropped before what
//! is history, invented or another's.

use super::{Raw, line::Line};
use crate::{
    draft::{Kind, Modality, Role, Status},
    reality::Real,
};

/// A finding as its sentence has it. Nothing where it would claim what the text does not.
pub(super) fn as_told(line: &Line<'_>, raw: Raw) -> Option<Raw> {
    let Some(at) = raw.anchor else { return Some(raw) };
    let spoken =
        matches!(raw.said.kind(), Kind::Statement | Kind::OpenQuestion | Kind::Issue | Kind::Deadline);
    match line.real(at) {
        Real::AsTold => Some(raw),
        Real::Not => negated(line, raw, at),
        Real::TakenBack => taken_back(line, raw, at),
        Real::Unsaid | Real::Open if spoken => Some(raw),
        Real::Unsaid => None,
        Real::Open => open(line, raw, at),
        Real::Condition => condition(raw),
        Real::Wished => wished(raw),
    }
}

/// What the text says is not so.
fn negated(line: &Line<'_>, raw: Raw, at: usize) -> Option<Raw> {
    let kind = raw.said.kind();
    let status = match (kind, raw.status) {
        (Kind::Attendance, Some(Status::Attending)) => Some(Status::Absent),
        (Kind::Attendance, status @ Some(Status::Absent | Status::NotInvited)) if raw.rule == "attends" => {
            status
        }
        (Kind::Meeting, _) => Some(Status::CalledOff),
        (Kind::ProposalStatus, Some(Status::Accepted | Status::NotAccepted)) => Some(Status::NotAccepted),
        (Kind::Proposal, _) | (Kind::ProposalStatus, Some(Status::Offered | Status::Denied)) => {
            Some(Status::Denied)
        }
        (Kind::Lever, _) => Some(Status::Denied),
        // A line that nobody draws is none, and neither is what nobody expects. That somebody stays away is not so:
        // nothing says that he comes.
        (
            Kind::Attendance | Kind::MeetingChange | Kind::RedLine | Kind::Prediction | Kind::ProposalStatus,
            _,
        ) => return None,
        (_, status) => status,
    };
    let kept = matches!(kind, Kind::Issue | Kind::OpenQuestion | Kind::Source | Kind::Deadline);
    let kept = kept || kind == Kind::Statement && raw.modality == Modality::Negated;
    if kept {
        return Some(raw);
    }
    let hedged = line
        .scopes
        .iter()
        .any(|one| one.from <= at && at < one.to && line.is_any(one.cue, &["unlikely", "likely"]));
    let modality = if hedged { Modality::Speculated } else { Modality::Negated };
    Some(told_by(line, Raw { modality, status, ..raw }, at))
}

/// What was meant, asked for or threatened, and was taken back.
fn taken_back(line: &Line<'_>, raw: Raw, at: usize) -> Option<Raw> {
    match raw.said.kind() {
        Kind::Lever => {
            let status = Some(Status::Shelved);
            Some(told_by(line, Raw { modality: Modality::Negated, status, ..raw }, at))
        }
        Kind::Position => Some(told_by(line, Raw { modality: Modality::Negated, ..raw }, at)),
        Kind::Proposal => Some(Raw { status: Some(Status::Shelved), ..raw }),
        Kind::Attendance => negated(line, raw, at),
        Kind::RedLine | Kind::MeetingChange | Kind::Prediction => None,
        Kind::Source
        | Kind::Party
        | Kind::Body
        | Kind::Delegate
        | Kind::Issue
        | Kind::Meeting
        | Kind::Statement
        | Kind::ProposalStatus
        | Kind::Deadline
        | Kind::OpenQuestion => Some(raw),
    }
}

/// What nobody confirms or denies.
fn open(line: &Line<'_>, raw: Raw, at: usize) -> Option<Raw> {
    if raw.said.kind() == Kind::RedLine {
        return None;
    }
    let negated = raw.modality == Modality::Negated;
    Some(told_by(
        line,
        Raw { modality: if negated { raw.modality } else { Modality::Speculated }, ..raw },
        at,
    ))
}

/// On what something else hangs: a meeting or a guest that may come is a draft, and nothing that would be a claim.
fn condition(raw: Raw) -> Option<Raw> {
    match raw.said.kind() {
        Kind::Meeting => Some(Raw { modality: Modality::Conditional, status: Some(Status::Planned), ..raw }),
        Kind::Attendance if raw.status == Some(Status::Attending) => {
            Some(Raw { modality: Modality::Conditional, ..raw })
        }
        Kind::Issue
        | Kind::OpenQuestion
        | Kind::Source
        | Kind::Deadline
        | Kind::Party
        | Kind::Body
        | Kind::Delegate => Some(raw),
        Kind::Attendance
        | Kind::MeetingChange
        | Kind::Statement
        | Kind::Position
        | Kind::Proposal
        | Kind::ProposalStatus
        | Kind::Lever
        | Kind::RedLine
        | Kind::Prediction => None,
    }
}

/// What is only wished for has not happened, and is not agreed.
fn wished(raw: Raw) -> Option<Raw> {
    let acts = matches!(
        raw.said.kind(),
        Kind::Attendance | Kind::Meeting | Kind::MeetingChange | Kind::ProposalStatus | Kind::Lever
    );
    (!acts || raw.modality == Modality::Negated && raw.rule != "attends").then_some(raw)
}

/// With the word that says how it stands.
fn told_by(line: &Line<'_>, raw: Raw, at: usize) -> Raw {
    match line.scopes.iter().find(|one| one.from <= at && at < one.to) {
        Some(scope) => raw.and_word(line, Role::Hedge, scope.cue),
        None => raw,
    }
}
