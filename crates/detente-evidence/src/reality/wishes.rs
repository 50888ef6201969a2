//! What somebody wants, asks for or tries: it has not happened for that.

use super::{Force, Scope, undone::infinitive_after};
use crate::{
    cues::Line,
    words::{Standing, verb_form},
};

const WISHES: &[&str] = &[
    "ask",
    "urge",
    "want",
    "invite",
    "press",
    "push",
    "encourage",
    "beg",
    "wish",
    "hope",
    "try",
    "attempt",
    "seek",
    "implore",
    "need",
    "lobby",
    "prefer",
    "beseech",
    "advise",
    "call",
    "appeal",
    "tell",
    "order",
    "instruct",
    "pressure",
    "fight",
    "struggle",
    "demand",
];
/// Who is so "to do" something has not done it, and has not said that he will.
const INCLINED: &[&str] = &[
    "willing",
    "ready",
    "prepared",
    "eager",
    "open",
    "keen",
    "reluctant",
    "free",
    "happy",
    "able",
    "welcome",
    "inclined",
    "unwilling",
];
/// What somebody says should be.
const SHOULD: &[&str] = &["demand", "propose", "recommend", "request", "urge", "insist", "suggest", "ask"];

/// The stretches of a sentence that somebody wishes for.
pub(super) fn wishes(line: &Line<'_>) -> Vec<Scope> {
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let word = &line.words[at];
        let noun = at > 0 && line.is_any(at - 1, &["the", "a", "an", "its", "their", "his", "her"]);
        if verb_form(&word.lower, WISHES).is_some() && !noun {
            let to = infinitive_after(line, at);
            let far = word.any(&["called", "calls", "appealed", "appeals"])
                && !line.is_any(at + 1, &["on", "upon", "to", "for"]);
            if let Some(to) = to.filter(|_| !far) {
                let end = line.clause_end(to + 1);
                found.push(Scope { from: to + 1, to: end, force: Force::Wished, cue: at });
            }
        }
        if word.any(INCLINED) && line.is_any(at + 1, &["to"]) {
            found.push(Scope { from: at + 2, to: line.clause_end(at + 2), force: Force::Wished, cue: at });
        }
        // "demanded that Norland attend": the verb stands as it is in no other clause.
        if verb_form(&word.lower, SHOULD).is_some() && line.is_any(at + 1, &["that"]) {
            let end = line.clause_end(at + 2);
            let bare = line.verbs.iter().any(|one| {
                one.at > at + 1
                    && one.at < end
                    && one.form == Standing::Finite
                    && (one.from == one.at && line.words[one.at].lower == one.lemma
                        || line.has(one.from, one.at, &["be", "should"])
                        || one.modal == Some(crate::words::Modal::Must))
            });
            if bare {
                found.push(Scope { from: at + 2, to: end, force: Force::Wished, cue: at });
            }
        }
    }
    found
}
