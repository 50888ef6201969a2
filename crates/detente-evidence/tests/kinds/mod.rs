//! Sentences of a kind, in many words for it: what must be drafted of them, and above all what must not.

mod background;
mod conditions;
mod guests;
mod levers;
mod names;
mod refusals;
mod said_anew;

use detente_evidence::{Draft, Kind, Modality, Options, read};

/// The drafts of a text from Wednesday, 14 May 2031.
fn drafts(text: &str) -> Vec<Draft> {
    read(text, &Options { date: "2031-05-14".parse().ok() }).drafts
}

fn of(text: &str, kind: Kind) -> Vec<Draft> {
    drafts(text).into_iter().filter(|one| one.kind() == kind).collect()
}

/// Kinds that claim something of what parties do or want.
const ACTS: [Kind; 6] =
    [Kind::Position, Kind::Proposal, Kind::ProposalStatus, Kind::Lever, Kind::RedLine, Kind::MeetingChange];

/// Every claim of a text says that it is not so.
fn claims_nothing(text: &str) {
    for one in drafts(text).iter().filter(|one| ACTS.contains(&one.kind())) {
        assert_eq!(one.modality, Modality::Negated, "{text}: {} {:?}", one.kind().word(), one.primary());
    }
}
