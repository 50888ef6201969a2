//! What a draft says, whatever its name and wherever it stands.

use detente_evidence::{Draft, Said};
use sha2::{Digest, Sha256};

/// How many digits of a hash tell drafts and sentences apart.
const DIGITS: usize = 16;

/// SHA-256 in hexadecimal.
#[must_use]
pub fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a draft says, as a hash: kind, fields, modality, names and words. Its own name, the bytes at which it stands and
/// the rule that found it count for nothing; a draft that it refers to counts by its words.
#[must_use]
pub(super) fn content(draft: &Draft, all: &[Draft]) -> String {
    let mut said = draft.said.clone();
    for reference in references(&mut said) {
        let named = all.iter().find(|other| other.id == *reference);
        *reference = named.map(words).unwrap_or_default();
    }
    let parts = serde_json::json!([
        said,
        draft.modality,
        draft.name,
        draft.party,
        draft.actor,
        draft.status,
        words(draft),
    ]);
    hash_of(parts.to_string().as_bytes()).chars().take(DIGITS).collect()
}

/// The words a draft rests on, as they count.
fn words(draft: &Draft) -> String {
    draft.primary().map(|evidence| plain(&evidence.text)).unwrap_or_default()
}

/// A sentence, so that it is found again in another text that has it.
pub(super) fn sentence_mark(sentence: &str) -> String {
    hash_of(plain(sentence).as_bytes()).chars().take(DIGITS).collect()
}

/// Text with small letters and single spaces, without marks: a copy differs in no more.
fn plain(text: &str) -> String {
    let letters = text.chars().map(|one| if one.is_alphanumeric() { one } else { ' ' }).collect::<String>();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The drafts that a draft refers to.
pub(crate) fn references(said: &mut Said) -> Vec<&mut String> {
    match said {
        Said::Attendance { meeting, .. } | Said::MeetingChange { meeting, .. } => {
            meeting.iter_mut().collect()
        }
        Said::Position { issue, proposal, .. } => issue.iter_mut().chain(proposal).collect(),
        Said::Statement { denies, .. } => denies.iter_mut().collect(),
        Said::Proposal { issue, .. } | Said::RedLine { issue, .. } => issue.iter_mut().collect(),
        Said::ProposalStatus { proposals, .. } => proposals.iter_mut().collect(),
        Said::Lever { deadline, .. } => deadline.iter_mut().collect(),
        Said::Deadline { consequence, .. } => consequence.iter_mut().collect(),
        Said::Source { .. }
        | Said::Party { .. }
        | Said::Body { .. }
        | Said::Delegate { .. }
        | Said::Issue { .. }
        | Said::Meeting { .. }
        | Said::Prediction { .. }
        | Said::OpenQuestion { .. } => Vec::new(),
    }
}

/// The words of the text that stand in the fields of a draft.
pub(super) fn words_of(said: &mut Said) -> Vec<&mut String> {
    match said {
        Said::Issue { what, .. }
        | Said::Position { what, .. }
        | Said::Proposal { what, .. }
        | Said::ProposalStatus { what, .. }
        | Said::Deadline { what, .. }
        | Said::RedLine { what, .. }
        | Said::Prediction { what }
        | Said::OpenQuestion { what } => vec![what],
        Said::Lever { what, condition, .. } => [what].into_iter().chain(condition).collect(),
        Said::Statement { content, quoted, .. } => content.iter_mut().chain(quoted).collect(),
        Said::Attendance { who, .. } => vec![who],
        Said::Source { .. }
        | Said::Party { .. }
        | Said::Body { .. }
        | Said::Delegate { .. }
        | Said::Meeting { .. }
        | Said::MeetingChange { .. } => Vec::new(),
    }
}
