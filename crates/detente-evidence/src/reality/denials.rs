//! Denials: what somebody says is not so, and what nobody confirms.

use super::{Force, Scope};
use crate::{
    cues::Line,
    words::{Standing, Verb},
};

/// Verbs that deny what follows.
pub(crate) const DENIES: &[&str] =
    &["deny", "refute", "rebut", "dispute", "disavow", "repudiate", "contradict"];
/// Verbs with a rumour after them whose subject is told to deny it.
pub(crate) const REJECTS: &[&str] = &["dismiss", "reject", "rebuff"];
/// Other verbs after which a rumour is not told as so, though nothing is said of who denies it.
const DISBELIEVES: &[&str] = &["question", "spurn", "condemn", "denounce"];
/// What is told without being known.
pub(crate) const RUMOURS: &[&str] = &[
    "report",
    "reports",
    "claim",
    "claims",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "speculation",
    "suggestion",
    "suggestions",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "story",
    "stories",
    "account",
    "accounts",
    "statement",
    "statements",
    "insinuation",
    "insinuations",
];
/// Words that say of a rumour or a clause that it is not so.
const FALSE: &[&str] = &[
    "false",
    "untrue",
    "baseless",
    "unfounded",
    "wrong",
    "incorrect",
    "inaccurate",
    "fabricated",
    "nonsense",
    "groundless",
    "misleading",
    "denied",
    "dismissed",
    "refuted",
    "rejected",
    "lies",
    "rubbish",
    "fake",
    "retracted",
    "disproved",
];
/// Nouns of which there is none where something is not so.
/// "No question of" is a refusal, and not among them.
const TRUTH: &[&str] = &["truth", "basis", "evidence", "foundation", "substance", "proof"];

/// The denials of a sentence.
pub(super) fn denials(line: &Line<'_>) -> Vec<Scope> {
    let mut found: Vec<Scope> = line.verbs.iter().filter_map(|verb| by_verb(line, verb)).collect();
    for at in 0..line.words.len() {
        found.extend(by_rumour(line, at));
        found.extend(by_phrase(line, at));
    }
    found
}

fn by_verb(line: &Line<'_>, verb: &Verb) -> Option<Scope> {
    if verb.passive || verb.form == Standing::Reduced {
        return None;
    }
    let from = verb.at + 1;
    let to = complement_end(line, from);
    let open = |force| Some(Scope { from, to, force, cue: verb.at });
    if DENIES.contains(&verb.lemma) {
        // Who neither confirms nor denies leaves it open; an entry or a visa that is denied is no denial.
        let refuses = line.is_any(from, &["entry", "access", "them", "him", "her", "it", "visas", "visa"])
            && to <= from + 4;
        let confirms =
            verb.negated || line.has(verb.from.saturating_sub(3), verb.from, &["refused", "declined"]);
        return if refuses { None } else { open(if confirms { Force::Open } else { Force::Denied }) };
    }
    let rumour = line.find(from, (from + 5).min(to), RUMOURS);
    if (REJECTS.contains(&verb.lemma) || DISBELIEVES.contains(&verb.lemma)) && !verb.negated {
        let at = rumour.filter(|at| !line.has(from, *at, &[",", "and", "to"]))?;
        return Some(Scope { from: at, to, force: Force::Denied, cue: verb.at });
    }
    let unconfirmed = ["confirm", "verify"].contains(&verb.lemma)
        && (verb.negated
            || verb.form == Standing::Infinitive
                && line.has(
                    verb.from.saturating_sub(3),
                    verb.from,
                    &["refused", "declined", "unable", "failed"],
                ));
    if unconfirmed { open(Force::Open) } else { None }
}

/// Where what a verb says ends: with its clause, and with what "and that" adds.
fn complement_end(line: &Line<'_>, from: usize) -> usize {
    let mut end = line.clause_end(from);
    while line.is_any(end, &["and", ",", "or"])
        && (line.is_any(end + 1, &["that"])
            || line.is_any(end, &[","])
                && line.is_any(end + 1, &["and", "or"])
                && line.is_any(end + 2, &["that"]))
    {
        end = line.clause_end(end + 2).max(end + 1);
    }
    end
}

/// "Reports that X were denied", "claims that X are false", "false reports that X".
fn by_rumour(line: &Line<'_>, at: usize) -> Option<Scope> {
    if !line.is_any(at, RUMOURS) || !line.is_any(at + 1, &["that", "of", ",", "about"]) {
        return None;
    }
    let adjective =
        at > 0 && line.is_any(at - 1, &["false", "untrue", "baseless", "unfounded", "fabricated", "fake"]);
    if adjective {
        return Some(Scope { from: at, to: complement_end(line, at + 1), force: Force::Denied, cue: at - 1 });
    }
    let contrary = at > 1
        && line.has(at.saturating_sub(4), at, &["contrary"])
        && line.has(at.saturating_sub(3), at, &["to"]);
    if contrary {
        let comma =
            (at..line.end()).find(|one| line.is_any(*one, &[","])).unwrap_or_else(|| line.clause_end(at + 1));
        return Some(Scope { from: at, to: comma, force: Force::Denied, cue: at });
    }
    let near = (at + 30).min(line.end());
    let said = (at + 2..near).find(|one| {
        line.is_any(*one, FALSE)
            && line.is_any(
                one - 1,
                &[
                    "is",
                    "are",
                    "was",
                    "were",
                    "been",
                    "as",
                    "completely",
                    "entirely",
                    "totally",
                    "simply",
                    "be",
                    "categorically",
                    "flatly",
                    "firmly",
                    "swiftly",
                    "quickly",
                    "not",
                ],
            )
    })?;
    let negated = line.has(said.saturating_sub(3), said, &["not", "never"]);
    let verb = (at + 1..=said).rev().find(|one| {
        !line.is_any(*one, FALSE)
            && !line
                .is_any(*one, &["is", "are", "was", "were", "been", "be", "has", "have", "had", "as", "not"])
            && !line.words[*one].lower.ends_with("ly")
    });
    let force = if negated { Force::Open } else { Force::Denied };
    Some(Scope { from: at, to: verb.map_or(said, |one| one + 1), force, cue: said })
}

/// "It is not true that", "there is no truth to", "a denial that".
fn by_phrase(line: &Line<'_>, at: usize) -> Option<Scope> {
    let scope =
        |from: usize| Some(Scope { from, to: complement_end(line, from), force: Force::Denied, cue: at });
    let before = |back: usize, of: &[&str]| at >= back && line.is_any(at - back, of);
    if line.is_any(at, TRUTH)
        && before(1, &["no", "any"])
        && line.is_any(at + 1, &["to", "for", "in", "that", "of", "behind"])
    {
        return scope(at + 2);
    }
    let not_true = line.is_any(at, &["true", "case", "correct", "accurate"])
        && (before(1, &["not"]) || before(2, &["not"]) && before(1, &["the"]))
        && line.is_any(at + 1, &["that"]);
    let untrue = line.is_any(at, &["false", "untrue", "wrong", "incorrect", "inaccurate", "nonsense"])
        && (line.is_any(at + 1, &["that"])
            || line.is_any(at + 1, &["to"]) && line.is_any(at + 2, &["say", "suggest", "claim"]));
    let denial = line.is_any(at, &["denial", "denials"]) && line.is_any(at + 1, &["that", "of"]);
    if not_true || untrue || denial { scope(at + 2) } else { None }
}
