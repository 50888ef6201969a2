//! What every draft must pass before anybody sees it, whoever made it: its words stand in the text, and its names and
//! numbers stand in its words or are known names for them.

use crate::{
    document::Document,
    draft::{Draft, Kind, Said, Status},
    steps::step,
};

/// Why a draft is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// It has no words.
    NoEvidence,
    /// Its words do not stand at their place.
    Words(String),
    /// A name that the text does not have.
    Name(String),
    /// A number that the text does not have.
    Number(String),
    /// Somebody who stays away, without saying so in the status.
    Status,
}

impl std::fmt::Display for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoEvidence => f.write_str("it quotes nothing"),
            Self::Words(words) => write!(f, "the text does not have these words there: {words}"),
            Self::Name(name) => write!(f, "the text does not name {name}"),
            Self::Number(number) => write!(f, "the text does not have the number {number}"),
            Self::Status => f.write_str("an attendance must say who comes and who does not"),
        }
    }
}

/// Whether a draft may be shown: what it says stands in the text. `known` says whether a name is one of the text.
///
/// # Errors
/// The first thing of the draft that the text does not have.
pub fn verify(
    draft: &Draft,
    text: &str,
    document: &Document,
    known: &dyn Fn(&str) -> bool,
) -> Result<(), Dropped> {
    if draft.evidence.is_empty() {
        return Err(Dropped::NoEvidence);
    }
    for one in &draft.evidence {
        let there =
            text.get(one.start..one.end).is_some_and(|words| words == one.text && !words.trim().is_empty());
        let sentence = one.sentence.checked_sub(1).and_then(|at| document.sentences.get(at));
        if !there || !sentence.is_some_and(|sentence| sentence.start <= one.start && one.start < sentence.end)
        {
            return Err(Dropped::Words(one.text.clone()));
        }
    }
    // What its own sentences have need not be looked for in the whole text.
    let own = || {
        draft.evidence.iter().filter_map(|one| {
            let sentence = document.sentences.get(one.sentence.checked_sub(1)?)?;
            text.get(sentence.start..sentence.end)
        })
    };
    let has = |words: &str| {
        let near = own().take(4).any(|sentence| {
            step(sentence.len());
            sentence.contains(words)
        });
        near || {
            step(text.len());
            text.contains(words)
        }
    };
    let names = draft.party.0.iter().chain(&draft.actor).chain(&draft.name);
    if let Some(unknown) = names.into_iter().find(|name| !known(name) && !has(name)) {
        return Err(Dropped::Name(unknown.clone()));
    }
    if let Some(number) = numbers(draft).into_iter().find(|number| !has(number)) {
        return Err(Dropped::Number(number));
    }
    if draft.kind() == Kind::Attendance && draft.status.is_none_or(|status| !of_attendance(status)) {
        return Err(Dropped::Status);
    }
    Ok(())
}

const fn of_attendance(status: Status) -> bool {
    match status {
        Status::Attending | Status::Absent | Status::Cancelled | Status::NotInvited | Status::Left => true,
        Status::Planned
        | Status::Held
        | Status::CalledOff
        | Status::Offered
        | Status::Accepted
        | Status::NotAccepted
        | Status::Denied
        | Status::Shelved => false,
    }
}

/// The numbers in the words that a draft gives for its matter.
fn numbers(draft: &Draft) -> Vec<String> {
    let words = match &draft.said {
        Said::Issue { what, .. }
        | Said::Position { what, .. }
        | Said::Proposal { what, .. }
        | Said::ProposalStatus { what, .. }
        | Said::Lever { what, .. }
        | Said::Deadline { what, .. }
        | Said::RedLine { what, .. }
        | Said::Prediction { what }
        | Said::OpenQuestion { what } => Some(what),
        Said::Statement { content, .. } => content.as_ref(),
        Said::Attendance { who, .. } => Some(who),
        Said::Source { .. }
        | Said::Party { .. }
        | Said::Body { .. }
        | Said::Delegate { .. }
        | Said::Meeting { .. }
        | Said::MeetingChange { .. } => None,
    };
    let digits = |one: &char| one.is_ascii_digit();
    let words = words.map(String::as_str).unwrap_or_default();
    words
        .split(|one: char| !one.is_ascii_digit())
        .filter(|number| number.chars().any(|one| digits(&one)))
        .map(str::to_owned)
        .collect()
}
