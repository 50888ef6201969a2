//! Conditions: clauses that tell on what something hangs, or until when, and not what is so.

use super::{Force, Scope};
use crate::{
    cues::Line,
    words::{Modal, Standing, Tense, Verb, verb_form},
};

/// What follows these is a condition, whatever its tense.
const ALWAYS: &[&str] = &["if", "unless", "lest", "provided", "providing", "assuming", "whenever"];
/// What follows these has not happened where it is told in the present, or as something to wait for.
const AHEAD: &[&str] = &["until", "till", "once", "before", "when", "after"];
/// Several words that begin a condition.
const PHRASES: &[&[&str]] = &[
    &["as", "long", "as"],
    &["so", "long", "as"],
    &["as", "soon", "as"],
    &["in", "case"],
    &["in", "the", "event"],
    &["on", "condition"],
    &["on", "the", "condition"],
    &["by", "the", "time"],
];

/// The conditions of a sentence.
pub(crate) fn conditions(line: &Line<'_>) -> Vec<Scope> {
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let Some(begin) = begins(line, at) else { continue };
        let to = end(line, at, begin);
        if to > begin {
            found.push(Scope { from: begin, to, force: Force::Condition, cue: at });
        }
    }
    found
}

/// Where the clause of a condition begins whose first word stands here.
fn begins(line: &Line<'_>, at: usize) -> Option<usize> {
    let word = &line.words[at];
    if let Some(phrase) = PHRASES
        .iter()
        .find(|phrase| phrase.iter().enumerate().all(|(step, one)| line.is_any(at + step, &[*one])))
    {
        let begin = at + phrase.len();
        let timed = phrase[0] == "by" || phrase.contains(&"soon");
        let verb = verb_of(line, begin)?;
        return (!timed || is_ahead(line, at, verb)).then_some(begin);
    }
    let conceded = at > 0 && line.is_any(at - 1, &["even", "as", "asked", "ask", "asking", "not", "what"]);
    if word.any(ALWAYS) && !conceded {
        // "provided aid" is no condition.
        let clause = word.any(&["if", "unless", "lest", "whenever"])
            || line.is_any(at + 1, &["that"])
            || at > 0 && !line.verbs.iter().any(|one| one.at == at && one.from < at) && {
                let verb = verb_of(line, at + 1);
                verb.is_some_and(|one| one.from > at + 1 && one.at - at < 10)
            };
        return clause.then_some(at + 1);
    }
    if word.any(AHEAD) {
        let verb = verb_of(line, at + 1)?;
        // "a deal before the rainy season is unlikely": no clause has a verb before it, and none begins.
        let leads =
            at == 0 || !line.words[at - 1].is_word || line.is_any(at - 1, &["that", "and", "but", "only"]);
        let follows = leads
            || line.verbs.iter().rev().find(|one| one.at < at).is_some_and(|one| {
                !line.has(one.at, at, &[",", ";", "that"]) && !crate::words::CLAUSAL.contains(&one.lemma)
            });
        return (verb.from > at + 1 && follows && is_ahead(line, at, verb)).then_some(at + 1);
    }
    inverted(line, at).then_some(at + 1)
}

/// "Should they agree, …", "Were Norland to leave, …", "Had it signed, …".
fn inverted(line: &Line<'_>, at: usize) -> bool {
    let starts = at == 0 || line.is_any(at - 1, &[",", ";", "that", "but", "and", "“", "\"", "—", "–"]);
    let asks = line.words.last().is_some_and(|one| one.is("?"));
    let next = line.word(at + 1);
    let subject = next.is_some_and(|one| {
        one.capital
            || one.any(&[
                "the", "a", "an", "they", "he", "she", "it", "we", "either", "both", "any", "no", "one",
            ])
    });
    if !starts || asks || !subject {
        return false;
    }
    let near = (at + 12).min(line.words.len());
    match line.words[at].lower.as_str() {
        "should" => true,
        "were" => line
            .verbs
            .iter()
            .any(|one| one.form == Standing::Infinitive && one.from > at + 1 && one.at < near),
        "had" => line.verbs.iter().any(|one| {
            one.at > at + 1
                && one.at < near
                && is_past_word(line, one.at)
                && !line.has(at + 1, one.at, &[","])
        }),
        _ => false,
    }
}

/// The verb of the clause that begins here: the first finite one before a comma.
fn verb_of<'a>(line: &'a Line<'_>, from: usize) -> Option<&'a Verb> {
    let first = line.verbs.iter().find(|one| one.at >= from && one.form == Standing::Finite)?;
    let breaks = line.has(from, first.from, &[",", ";", "—", "–", ":"]);
    (!breaks && first.from < from + 20).then_some(first)
}

/// Whether what a clause of time tells has not happened: it is in the present, or what waits for it has not happened.
fn is_ahead(line: &Line<'_>, at: usize, verb: &Verb) -> bool {
    if !is_past(line, verb) {
        return true;
    }
    if line.is_any(at, &["when", "after"]) {
        return false;
    }
    let main = line
        .verbs
        .iter()
        .rev()
        .find(|one| one.at < at && matches!(one.form, Standing::Finite | Standing::Infinitive));
    let main =
        main.or_else(|| line.verbs.iter().find(|one| one.at > verb.at && one.form == Standing::Finite));
    main.is_some_and(|one| {
        matches!(one.modal, Some(Modal::Would | Modal::Will | Modal::May | Modal::Must))
            || one.form == Standing::Infinitive && !line.has(0, one.at, &["did"])
    })
}

/// Whether a verb tells of the past.
pub(crate) fn is_past(line: &Line<'_>, verb: &Verb) -> bool {
    let group = verb.from..verb.at;
    if group
        .clone()
        .any(|at| line.is_any(at, &["had", "was", "were", "did", "hadn't", "wasn't", "weren't", "didn't"]))
    {
        return true;
    }
    let present = &[
        "has", "have", "is", "are", "do", "does", "will", "hasn't", "haven't", "isn't", "aren't", "can",
        "may", "must", "doesn't", "don't",
    ];
    if group.clone().any(|at| line.is_any(at, present)) {
        return false;
    }
    is_past_word(line, verb.at)
}

fn is_past_word(line: &Line<'_>, at: usize) -> bool {
    let Some(word) = line.word(at) else { return false };
    if word.any(&["was", "were", "had"]) {
        return true;
    }
    let lemma = line.verbs.iter().find(|one| one.at == at).map(|one| one.lemma);
    let listed = lemma.and_then(|lemma| verb_form(&word.lower, &[lemma]));
    listed.map_or(word.lower.ends_with("ed"), |one| one.tense == Tense::Past)
}

/// Where the clause of a condition ends: one at the beginning at its comma, another with its sentence's clause.
fn end(line: &Line<'_>, at: usize, begin: usize) -> usize {
    let leads = at == 0
        || line.is_any(at - 1, &["that", "but", "and", ";", "“", "\"", ",", "—", "–", ":", "only"])
            && verb_of(line, begin).is_some_and(|one| {
                line.verbs.iter().any(|other| other.form == Standing::Finite && other.at > one.at)
            });
    let verb = verb_of(line, begin).map_or(begin, |one| one.at);
    if leads {
        let comma = (verb + 1..line.end()).find(|one| line.is_any(*one, &[",", ";"]));
        if let Some(comma) = comma {
            return comma;
        }
    }
    line.clause_end(begin.max(verb)).max(begin)
}
