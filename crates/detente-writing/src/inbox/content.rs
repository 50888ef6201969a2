//! What a draft says, whatever its name, wherever it stands, and however its words are spelled.

use detente_case::short_hash;
use detente_evidence::{Draft, Kind, Said};
use serde_json::Value;

use crate::statements::plain as named;

/// What a draft says, as a hash: kind, fields, modality and names. Its own name, the bytes at which it stands, the rule
/// that found it, by which words the text mentions somebody and how these are spelled count for nothing; a draft that it
/// refers to counts by what that one says.
#[must_use]
pub(super) fn content(draft: &Draft, all: &[Draft]) -> String {
    let mut said = draft.said.clone();
    for reference in references(&mut said) {
        let named = all.iter().find(|other| other.id == *reference);
        *reference = named.map(alone).unwrap_or_default();
    }
    short_hash(says(said, draft).to_string())
}

/// What a draft says by itself.
fn alone(draft: &Draft) -> String {
    let mut said = draft.said.clone();
    references(&mut said).into_iter().for_each(String::clear);
    says(said, draft).to_string()
}

/// Whether a draft speaks again of a meeting that is known: the place, the days and what is said of it are the same, and
/// nobody new sits there.
fn is_one_meeting(known: &Draft, other: &Draft) -> bool {
    let (
        Said::Meeting { place: Some(place), when: Some(when), format, participants, .. },
        Said::Meeting {
            place: Some(other_place),
            when: Some(other_when),
            format: other_format,
            participants: others,
            ..
        },
    ) = (&known.said, &other.said)
    else {
        return false;
    };
    when.from.is_some()
        && (when.from, when.to) == (other_when.from, other_when.to)
        && named(place) == named(other_place)
        && format == other_format
        && (known.status, known.modality) == (other.status, other.modality)
        && others.iter().all(|one| participants.contains(one))
}

/// Whether two drafts name the same party, body, person or meeting: one of them bears a name by which the other is called, and
/// they stand for no two parties.
pub(super) fn names_the_same(one: &Draft, other: &Draft) -> bool {
    if let (Said::Meeting { .. }, Said::Meeting { .. }) = (&one.said, &other.said) {
        return is_one_meeting(one, other);
    }
    let calls = |draft: &Draft, name: &str| names_of(draft).any(|called| named(called) == named(name));
    let crosses = |a: &Draft, b: &Draft| a.name.as_deref().is_some_and(|name| calls(b, name));
    let (first, second) = (&one.party.0, &other.party.0);
    let apart = !first.is_empty() && !second.is_empty() && !first.iter().any(|party| second.contains(party));
    one.kind() == other.kind() && !apart && (crosses(one, other) || crosses(other, one))
}

/// What a draft of somebody calls him; nothing of any other draft.
pub(crate) fn names_of(draft: &Draft) -> impl Iterator<Item = &str> {
    let others = if let Said::Party { other_names, .. }
    | Said::Body { other_names }
    | Said::Delegate { other_names, .. } = &draft.said
    {
        Some(other_names)
    } else {
        None
    };
    let name = draft.name.as_deref().filter(|_| others.is_some());
    name.into_iter().chain(others.into_iter().flatten().map(String::as_str))
}

/// Adds the names by which another draft calls the same one.
pub(super) fn call_too(draft: &mut Draft, other: &Draft) {
    let more: Vec<_> = names_of(other)
        .filter(|name| !names_of(draft).any(|there| there == *name))
        .map(str::to_owned)
        .collect();
    if let Said::Party { other_names, .. } | Said::Body { other_names } | Said::Delegate { other_names, .. } =
        &mut draft.said
    {
        other_names.extend(more);
    }
}

/// What counts of a draft, in one spelling.
fn says(mut said: Said, draft: &Draft) -> Value {
    let is_somebody = matches!(draft.kind(), Kind::Party | Kind::Body | Kind::Delegate);
    without_mentions(&mut said, draft);
    let mut party = draft.party.0.clone();
    party.sort();
    let mut counts = if is_somebody {
        serde_json::json!([draft.kind().word(), draft.name, party])
    } else {
        let words = if tells(&said) { String::new() } else { words(draft) };
        serde_json::json!([said, draft.modality, draft.name, party, draft.actor, draft.status, words])
    };
    in_one_spelling(&mut counts);
    counts
}

/// Leaves out by which words the text mentions somebody or something, how strongly, and of which issue it takes it to be.
fn without_mentions(said: &mut Said, draft: &Draft) {
    match said {
        Said::Statement { content, quoted, denies, .. } => {
            denies.clear();
            if content.is_some() {
                quoted.clear();
            }
        }
        Said::Attendance { who, .. } if draft.actor.is_some() => who.clear(),
        Said::Position { issue, proposal, .. } => (*issue, *proposal) = (None, None),
        Said::Proposal { issue, .. } => *issue = None,
        Said::RedLine { issue, strength, .. } => (*issue, *strength) = (None, None),
        Said::ProposalStatus { proposals, what } if !what.is_empty() => proposals.clear(),
        Said::Lever { deadline, .. } => *deadline = None,
        Said::Deadline { consequence, .. } => *consequence = None,
        Said::Source { .. }
        | Said::Party { .. }
        | Said::Body { .. }
        | Said::Delegate { .. }
        | Said::Issue { .. }
        | Said::Meeting { .. }
        | Said::Attendance { .. }
        | Said::MeetingChange { .. }
        | Said::ProposalStatus { .. }
        | Said::Prediction { .. }
        | Said::OpenQuestion { .. } => {}
    }
}

/// Whether the fields of a draft say what it says, without the words of the text that it rests on.
fn tells(said: &Said) -> bool {
    let has = |words: &String| !words.trim().is_empty();
    match said {
        Said::Party { .. } | Said::Body { .. } | Said::Delegate { .. } => true,
        Said::Issue { what, .. }
        | Said::Position { what, .. }
        | Said::Proposal { what, .. }
        | Said::ProposalStatus { what, .. }
        | Said::Lever { what, .. }
        | Said::Deadline { what, .. }
        | Said::RedLine { what, .. }
        | Said::Prediction { what }
        | Said::OpenQuestion { what } => has(what),
        Said::Statement { content, .. } => content.as_ref().is_some_and(has),
        Said::Meeting { place, when, .. } => place.is_some() && when.is_some(),
        Said::MeetingChange { meeting, .. } => meeting.is_some(),
        Said::Source { .. } | Said::Attendance { .. } => false,
    }
}

/// Text without case, marks and articles, days without the words for them: what is spelled otherwise says no other thing.
fn in_one_spelling(value: &mut Value) {
    match value {
        Value::String(text) => *text = spelled(text),
        Value::Array(items) => items.iter_mut().for_each(in_one_spelling),
        Value::Object(fields) => {
            let is_day =
                fields.contains_key("words") && fields.get("from").is_some_and(|from| !from.is_null());
            if is_day {
                fields.remove("words");
            }
            fields.values_mut().for_each(in_one_spelling);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text in one spelling: British and American endings are one.
fn spelled(text: &str) -> String {
    let words = named(text);
    let words = words.split(' ').filter(|word| !matches!(*word, "a" | "an" | "the"));
    let one = |word: &str| {
        let word = word.replace("isation", "ization").replace("ising", "izing").replace("yse", "yze");
        let endings = [("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("our", "or"), ("tre", "ter")];
        let other = endings.into_iter().find_map(|(british, american)| {
            let stem = word.strip_suffix(british).filter(|stem| stem.chars().count() > 2)?;
            Some(format!("{stem}{american}"))
        });
        other.unwrap_or(word)
    };
    words.map(one).collect::<Vec<_>>().join(" ")
}

/// The words a draft rests on, as they count.
fn words(draft: &Draft) -> String {
    draft.primary().map(|evidence| evidence.text.clone()).unwrap_or_default()
}

/// A sentence, so that it is found again in another text that has it.
pub(super) fn sentence_mark(sentence: &str) -> String {
    short_hash(plain(sentence))
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
pub(crate) fn words_of(said: &mut Said) -> Vec<&mut String> {
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
