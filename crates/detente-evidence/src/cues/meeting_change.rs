//! Changes of a meeting as a whole: called off, postponed, downgraded, broken off, resumed.

use super::{Raw, Span, line::Line};
use crate::{
    draft::{Change, Modality, Role, Said, Status},
    modality::around,
    words::{Standing, Verb},
};

const MEETINGS: &[&str] = &[
    "meeting",
    "meetings",
    "talks",
    "negotiations",
    "summit",
    "session",
    "round",
    "conference",
    "discussions",
    "dialogue",
    "process",
    "consultations",
];

const VERBS: &[(&str, Change)] = &[
    ("cancel", Change::CalledOff),
    ("scrap", Change::CalledOff),
    ("abandon", Change::CalledOff),
    ("collapse", Change::CalledOff),
    ("postpone", Change::Postponed),
    ("put", Change::Postponed),
    ("delay", Change::Postponed),
    ("suspend", Change::Suspended),
    ("adjourn", Change::Suspended),
    ("interrupt", Change::Suspended),
    ("pause", Change::Suspended),
    ("halt", Change::Suspended),
    ("downgrade", Change::Downgraded),
    ("extend", Change::Extended),
    ("prolong", Change::Extended),
    ("resume", Change::Resumed),
    ("relocate", Change::Moved),
    ("move", Change::Moved),
    ("break", Change::CalledOff),
    ("call", Change::CalledOff),
    ("stall", Change::Suspended),
    ("quit", Change::CalledOff),
];
const NOUNS: &[(&str, Change)] = &[
    ("downgrade", Change::Downgraded),
    ("downgrading", Change::Downgraded),
    ("postponement", Change::Postponed),
    ("delay", Change::Postponed),
    ("cancellation", Change::CalledOff),
    ("collapse", Change::CalledOff),
    ("suspension", Change::Suspended),
    ("breakdown", Change::CalledOff),
    ("resumption", Change::Resumed),
    ("adjournment", Change::Suspended),
];

/// The changes of meetings that a sentence tells of.
pub(crate) fn changes(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for verb in &line.verbs {
        found.extend(by_verb(line, verb));
    }
    for at in 0..line.words.len() {
        found.extend(by_noun(line, at));
    }
    found
}

fn by_verb(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let (_, change) = VERBS.iter().find(|(lemma, _)| *lemma == verb.lemma)?;
    let off = match verb.lemma {
        "break" => line.is_any(verb.at + 1, &["off", "down", "up"]),
        "put" | "call" => line.is_any(verb.at + 1, &["off"]),
        _ => true,
    };
    // "would not resume talks until": a refusal, and no change.
    let refuses = verb.lemma == "resume" && verb.negated && verb.modal.is_some() && !verb.passive;
    if !off || refuses || matches!(verb.form, Standing::Gerund) {
        return None;
    }
    let to = line.clause_end(verb.at + 1);
    let start = line.clause_start(verb.from);
    let (from_object, to_object) = (verb.at + 1, (verb.at + 6).min(to));
    let object = line.find(from_object, to_object, MEETINGS);
    // "abandoned plans to boycott the summit": the summit goes on.
    let object = object.is_some_and(|at| !line.has(from_object, at, &["to", "that", "from", "after"]));
    let intends = line.has(
        verb.from.saturating_sub(4),
        verb.from,
        &[
            "agreed",
            "agree",
            "decided",
            "due",
            "expected",
            "set",
            "scheduled",
            "planned",
            "forced",
            "are",
            "is",
            "were",
        ],
    );
    if verb.form == Standing::Infinitive && !intends {
        return None;
    }
    // Of a passive or of talks that collapse, the subject is the meeting; "it" and "they" point back to one.
    let intransitive =
        verb.passive || ["collapse", "break", "resume", "stall", "adjourn"].contains(&verb.lemma);
    let joined = verb.from > 0 && line.is_any(verb.from - 1, &["but", "and"]);
    let begin = if joined { 0 } else { start };
    let subject_words = (begin..verb.from)
        .any(|at| line.is_any(at, MEETINGS) && !line.has(start, at, &["that", "after", "before", "of"]))
        && (!joined || verb.passive);
    let pronoun = verb.passive && verb.from - start <= 1 && line.is_any(start, &["they", "it", "both"]);
    let subject = intransitive && (subject_words || pronoun);
    if !(object || subject) {
        return None;
    }
    let person_leaves = verb.lemma == "move" && !verb.passive || verb.lemma == "quit" && !object;
    if person_leaves {
        return None;
    }
    let actor = line.subject(verb);
    let from = if subject {
        (start..verb.from).find(|at| line.words[*at].is_word).unwrap_or(verb.from)
    } else {
        line.clause_from(verb, &actor)
    };
    let around = around(line, verb.from, verb.at + 1, Some(verb));
    let hedged = line.has(verb.from.saturating_sub(4), verb.at, &["may", "might", "could"]);
    let modality = if hedged && !around.negated { Modality::Speculated } else { around.modality() };
    let until = line
        .days
        .iter()
        .find(|one| one.from_word > verb.at && one.to_word <= to + 1)
        .map(|one| line.when(one));
    let said = Said::MeetingChange { change: *change, meeting: None, until };
    let raw = line.raw(said, modality, Span { from, to }, "meeting-change-verb")?;
    let raw = if subject && !object { raw } else { raw.by(&actor) };
    let raw = if *change == Change::CalledOff { raw.with(Status::CalledOff) } else { raw };
    Some(raw.and(line, Role::Cue, verb.from, verb.at + 1))
}

/// "a downgrade of the meeting", "the collapse of the talks".
fn by_noun(line: &Line<'_>, at: usize) -> Option<Raw> {
    let (_, change) = NOUNS.iter().find(|(noun, _)| line.is_any(at, &[*noun]))?;
    if line.verbs.iter().any(|one| one.at == at) {
        return None;
    }
    let to = line.clause_end(at + 1);
    if !line.has(at + 1, to.min(at + 9), MEETINGS) || !line.is_any(at + 1, &["of", "in", "to"]) {
        return None;
    }
    let begin = (at.saturating_sub(6)..at).rev().find(|one| {
        line.is_any(
            *one,
            &[
                "speculation",
                "rumors",
                "rumours",
                "reports",
                "talk",
                "fears",
                "possibility",
                "prospect",
                "risk",
            ],
        )
    });
    let from = begin.unwrap_or_else(|| super::proposal::phrase_start(line, at));
    let hedged =
        begin.is_some() || line.has(from, at, &["potential", "possible", "likely", "apparent", "feared"]);
    let around = around(line, from, to, None);
    let modality = if hedged { Modality::Speculated } else { around.modality() };
    let said = Said::MeetingChange { change: *change, meeting: None, until: None };
    let raw = line.raw(said, modality, Span { from, to }, "meeting-change-noun")?;
    Some(begin.map_or(raw.clone(), |hedge| raw.and(line, Role::Hedge, hedge, hedge + 1)))
}
