//! Silence: who declines to say anything.

use super::{Raw, Span, line::Line};
use crate::{
    draft::{Confidence, Modality, Role, Said},
    words::{Standing, Verb},
};

const SPEAKING: &[&str] = &[
    "comment",
    "say",
    "discuss",
    "elaborate",
    "answer",
    "give",
    "speak",
    "confirm",
    "reveal",
    "identify",
    "disclose",
    "specify",
    "explain",
];

/// "declined to comment", "has not commented", "offered no comment", "refused to say".
pub(super) fn silence(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let ahead = |words: &[&str]| line.has(verb.at + 1, verb.at + 4, words);
    let declines = ["decline", "refuse"].contains(&verb.lemma)
        && !verb.negated
        && line.is_any(verb.at + 1, &["to"])
        && ahead(SPEAKING)
        && (!line.has(verb.at + 1, verb.at + 4, &["discuss"])
            || line.has(
                verb.at + 1,
                line.clause_end(verb.at + 1),
                &["details", "detail", "reporters", "specifics"],
            )
            || verb.lemma == "decline");
    let mute = verb.negated && verb.lemma == "comment"
        || ["offer", "make", "give"].contains(&verb.lemma)
            && line.is_any(verb.at + 1, &["no"])
            && ahead(&["comment", "statement", "details", "reply", "answer"])
        || verb.negated
            && ["respond", "reply", "answer"].contains(&verb.lemma)
            && line.has(
                verb.at,
                line.end(),
                &["request", "requests", "questions", "question", "comment", "call", "calls", "inquiries"],
            )
        || verb.negated
            && ["elaborate", "return"].contains(&verb.lemma)
            && (verb.lemma == "elaborate"
                || line.has(verb.at, line.end(), &["call", "calls", "message", "messages", "email"]))
        || verb.negated && verb.lemma == "say" && ahead(&["whether", "when", "how", "who", "what", "why"]);
    if !(declines || mute) {
        return None;
    }
    let actor = line.subject(verb);
    let to = line.clause_end(verb.at + 1);
    let own = actor.to > actor.from
        && actor.from < verb.from
        && verb.form == Standing::Finite
        && line.subject_is_near(verb, &actor);
    let from = if own { actor.from } else { verb.from };
    let said = Said::Statement {
        verb: verb.lemma.to_owned(),
        content: None,
        quoted: Vec::new(),
        when: line.when_near(verb.at),
        denies: Vec::new(),
    };
    let raw =
        line.raw(said, Modality::Negated, Span { from, to }, "no-comment")?.by(&actor).sure(Confidence::Sure);
    Some(raw.and(line, Role::Cue, verb.from, verb.at + 1))
}
