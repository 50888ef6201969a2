//! Meetings, calls and visits.

use std::collections::BTreeSet;

use super::{Raw, Span, line::Line};
use crate::{
    draft::{Confidence, Format, Modality, Role, Said, Status},
    modality::{around, looks_ahead},
    names::Mention,
    words::{Modal, Standing, Verb},
};

/// What was drafted of meetings so far.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// Places and days that have a meeting.
    known: BTreeSet<(Option<String>, Option<String>)>,
    any: bool,
}

const NOUNS: &[(&str, Format)] = &[
    ("meeting", Format::Talks),
    ("meetings", Format::Talks),
    ("talks", Format::Talks),
    ("negotiations", Format::Talks),
    ("discussions", Format::Talks),
    ("consultations", Format::Talks),
    ("session", Format::Talks),
    ("round", Format::Talks),
    ("sit-down", Format::Talks),
    ("encounter", Format::Talks),
    ("conversation", Format::Call),
    ("call", Format::Call),
    ("visit", Format::Visit),
    ("trip", Format::Visit),
    ("summit", Format::Summit),
    ("conference", Format::Summit),
];
/// Verbs of meeting, or of what is done to a meeting when it takes place.
const MEETS: &[&str] = &["meet", "convene", "gather", "reconvene"];
const HOLDS: &[&str] = &[
    "broker", "arrange", "convene", "hold", "open", "begin", "start", "resume", "host", "make", "conclude",
    "end", "close", "break", "schedule", "conduct", "continue", "collapse", "extend", "arrive", "return",
    "travel", "fly", "adjourn", "fail", "go",
];

/// A place in a sentence where a meeting may be told of.
struct Anchor<'a> {
    at: usize,
    verb: Option<&'a Verb>,
    format: Format,
    /// "a meeting", rather than "the meeting".
    is_new: bool,
}

/// The meetings that a sentence tells of and no sentence before did.
pub(crate) fn meetings(line: &Line<'_>, met: &mut Met) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for anchor in anchors(line) {
        if let Some(raw) = meeting(line, &anchor, met) {
            let overlaps = |one: &Raw| one.primary.0 < raw.primary.1 && raw.primary.0 < one.primary.1;
            if !found.iter().any(overlaps) {
                found.push(raw);
            }
        }
    }
    found
}

/// The first words for a meeting, for a text that tells of none in any other way.
pub(crate) fn first_named(lines: &[Line<'_>]) -> Option<Raw> {
    lines.iter().find_map(|line| {
        let anchor = anchors(line).into_iter().next()?;
        let from = line.clause_start(anchor.at);
        let to = line.clause_end(anchor.at + 1);
        let said = Said::Meeting {
            place: place(line, from, to).map(|one| one.0),
            when: None,
            format: anchor.format,
            participants: Vec::new(),
            ordinal: None,
        };
        let around = around(line, from, to, anchor.verb);
        let modality = if around.ahead { Modality::Planned } else { Modality::Asserted };
        let status = if around.ahead { Status::Planned } else { Status::Held };
        Some(
            line.raw(said, modality, Span { from, to }, "meeting-named")?
                .with(status)
                .sure(Confidence::Unsure),
        )
    })
}

fn anchors<'a>(line: &'a Line<'_>) -> Vec<Anchor<'a>> {
    let mut found = Vec::new();
    for verb in &line.verbs {
        let finite = matches!(verb.form, Standing::Finite | Standing::Participle)
            || verb.form == Standing::Infinitive
                && line.has(
                    verb.from.saturating_sub(3),
                    verb.from,
                    &[
                        "agreed",
                        "promised",
                        "scheduled",
                        "due",
                        "expected",
                        "plan",
                        "plans",
                        "planned",
                        "set",
                        "are",
                        "is",
                        "were",
                        "was",
                    ],
                );
        let object_of_meet = line.is_any(verb.at + 1, &["demand", "demands", "the", "their", "his", "its"])
            && line.has(
                verb.at + 1,
                verb.at + 5,
                &["demand", "demands", "deadline", "conditions", "needs", "terms", "requirements", "target"],
            );
        if MEETS.contains(&verb.lemma) && finite && !verb.passive && !object_of_meet {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Talks, is_new: true });
        } else if verb.lemma == "agree"
            && verb.form == Standing::Infinitive
            && line.verbs.iter().any(|one| one.lemma == "fail" && one.at < verb.at && verb.at - one.at <= 5)
            && line.subject(verb).parties.len() >= 2
        {
            let fails = line.verbs.iter().rev().find(|one| one.lemma == "fail" && one.at < verb.at);
            found.push(Anchor { at: verb.at, verb: fails, format: Format::Talks, is_new: true });
        } else if ["speak", "talk"].contains(&verb.lemma)
            && verb.form == Standing::Finite
            && !verb.passive
            && line.is_any(verb.at + 1, &["with", "to", "by"])
            && line.has(
                verb.at + 1,
                line.clause_end(verb.at + 1),
                &["phone", "telephone", "hour", "hours", "minutes", "video"],
            )
        {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Call, is_new: true });
        } else if ["visit", "shuttle"].contains(&verb.lemma) && finite && !verb.passive {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Visit, is_new: true });
        }
    }
    for at in 0..line.words.len() {
        let Some((_, format)) = NOUNS.iter().find(|(noun, _)| line.is_any(at, &[*noun])) else { continue };
        if line.verbs.iter().any(|one| one.at == at)
            || line
                .is_any(at + 1, &["room", "table", "minister", "hall", "call", "centre", "center", "press"])
            || line.is_any(at.saturating_sub(1), &["press", "news", "peace-keeping", "no", "any"])
                && !line.is_any(at.saturating_sub(1), &["peace"])
        {
            continue;
        }
        let verb = line
            .verbs
            .iter()
            .filter(|one| {
                matches!(one.form, Standing::Finite | Standing::Infinitive)
                    && HOLDS.contains(&one.lemma)
                    && one.at.abs_diff(at) <= 13
                    && !line.verbs.iter().any(|other| {
                        other.form == Standing::Finite
                            && other.at > at.min(one.at)
                            && other.at < at.max(one.at)
                    })
            })
            .min_by_key(|one| one.at.abs_diff(at));
        let start = super::proposal::phrase_start(line, at);
        let definite = line.has(start, at, &["the", "these", "those", "this", "such"])
            || line.is_any(at.saturating_sub(1), &["'s"]) && start < at;
        let ordinal =
            line.has(start, at, &["first", "second", "third", "fourth", "fifth", "new", "next", "annual"]);
        found.push(Anchor { at, verb, format: *format, is_new: !definite || ordinal });
    }
    found.sort_by_key(|one| (one.verb.is_none(), one.at));
    found
}

fn meeting(line: &Line<'_>, anchor: &Anchor<'_>, met: &mut Met) -> Option<Raw> {
    let at = anchor.at;
    let verb_from = anchor.verb.map_or(at, |one| one.from.min(at));
    let start = super::proposal::phrase_start(line, at);
    let subject = anchor.verb.map(|one| line.subject(one));
    let from = match (&subject, anchor.verb) {
        (Some(subject), Some(verb)) => line.clause_from(verb, subject).min(start),
        _ => start,
    };
    let to = line.clause_end(at.max(anchor.verb.map_or(at, |one| one.at)) + 1);
    let comma = (at..to).find(|one| {
        line.is_any(*one, &[","]) && !line.mentions.iter().any(|mention| mention.from == one + 1)
    });
    let to = if anchor.verb.is_none() { comma.unwrap_or(to) } else { to };
    let day = line.days.iter().find(|one| one.from_word >= from && one.to_word <= to + 1 && !one.limit);
    let place = place(line, from, to);
    let participants = participants(line, at, to, subject.as_ref().map(|one| (one.from, one.to)));
    let detailed = day.is_some() || place.is_some() || participants.len() >= 2;
    let meets = anchor
        .verb
        .is_some_and(|one| MEETS.contains(&one.lemma) || ["shuttle", "speak", "talk"].contains(&one.lemma));
    if !(detailed || meets && !participants.is_empty()) {
        return None;
    }
    if meets && participants.is_empty() && !subject.as_ref().is_some_and(|one| one.to > one.from) {
        return None;
    }
    // Only an event is a meeting: not "a breakthrough at these talks".
    let bare = anchor.verb.is_none();
    let told = day.is_some() || place.is_some();
    let another = line.has(
        start,
        at,
        &["a", "an", "another", "new", "first", "second", "third", "fourth", "fifth", "next"],
    );
    if bare
        && !(told && !met.any)
        && !(anchor.is_new && (another || !met.any) && (told || participants.len() >= 2))
    {
        return None;
    }
    let when = day.map(|one| line.when(one));
    let day_key = when.as_ref().map(|one| one.from.map_or(one.words.clone(), |day| day.to_string()));
    let key = (place.clone().map(|one| one.0), day_key);
    // "the talks", with a day that was not known before, are still the talks of before.
    let same = met.any
        && anchor.verb.is_none()
        && line.is_any(start, &["the", "these"])
        && met.known.iter().any(|one| one.1.is_none());
    if same {
        return None;
    }
    let known = met.known.contains(&key) || met.any && !anchor.is_new && key.1.is_none();
    if known
        || met.any
            && !anchor.is_new
            && met
                .known
                .iter()
                .any(|one| one.0 == key.0 && key.0.is_some() || one.1 == key.1 && key.1.is_some())
    {
        return None;
    }
    let around = around(line, verb_from, at + 1, anchor.verb);
    let ahead = around.ahead || anchor.verb.is_none() && looks_ahead(line, start, at);
    let soon = |one: &Verb| one.at < at && at - one.at <= 4 || one.at > at && one.at <= to;
    let ahead = ahead
        || anchor.verb.is_none()
            && (line.verbs.iter().any(|one| soon(one) && one.modal.is_some())
                || line.has(at, (at + 7).min(to), &["due", "scheduled", "set", "expected", "planned"]));
    let would = anchor.verb.is_some_and(|one| one.modal == Some(Modal::Would)) && around.reported;
    let undone = line
        .verbs
        .iter()
        .any(|one| one.at < at && at - one.at <= 5 && ["cancel", "postpone", "scrap"].contains(&one.lemma));
    let negated = anchor.verb.is_some_and(|one| one.negated) || undone;
    let modality = if negated {
        Modality::Negated
    } else if around.conditional && line.has(from, to, &["if", "unless"]) {
        Modality::Conditional
    } else if anchor.verb.is_some_and(|one| one.modal == Some(Modal::May)) {
        Modality::Speculated
    } else if ahead || would || anchor.verb.is_some_and(|one| one.form == Standing::Infinitive) {
        Modality::Planned
    } else {
        Modality::Asserted
    };
    let status = match modality {
        Modality::Planned | Modality::Speculated | Modality::Conditional => Status::Planned,
        Modality::Negated => Status::CalledOff,
        Modality::Asserted | Modality::Reported => Status::Held,
    };
    met.known.insert(key);
    met.any = true;
    let said = Said::Meeting {
        place: place.clone().map(|one| one.0),
        when,
        format: anchor.format,
        participants,
        ordinal: ordinal(line, start, at),
    };
    let mut raw = line
        .raw(said, modality, Span { from, to }, if meets { "meeting-verb" } else { "meeting-noun" })?
        .with(status);
    if let Some((_, begin, end)) = place {
        raw = raw.and(line, Role::Place, begin, end);
    }
    if let Some(day) = day {
        raw = raw.and(line, Role::Date, day.from_word, day.to_word);
    }
    Some(raw.sure(if day.is_some() || meets { Confidence::Sure } else { Confidence::Likely }))
}

/// A name after "in" or "at".
pub(crate) fn place(line: &Line<'_>, from: usize, to: usize) -> Option<(String, usize, usize)> {
    for at in from..to {
        if !line.is_any(at, &["in", "at", "to"]) {
            continue;
        }
        let begin = at + 1;
        let mut end = begin;
        while end < to
            && line.words[end].capital
            && line.words[end].is_word
            && !line.days.iter().any(|one| one.from_word <= end && end < one.to_word)
        {
            end += 1;
        }
        let is_person =
            line.mentions.iter().any(|one| one.from < end && one.to > begin && line.is_person(one));
        let titled = line.titles.iter().any(|one| one.0 >= begin && one.0 < end);
        let visits = line.is_any(at, &["in", "at"])
            || line.has(
                at.saturating_sub(2),
                at,
                &[
                    "visit",
                    "trip",
                    "travel",
                    "flew",
                    "fly",
                    "visits",
                    "traveled",
                    "travelled",
                    "return",
                    "returned",
                    "come",
                    "came",
                ],
            );
        if end > begin && !is_person && !titled && visits {
            return Some((line.said(begin, end).to_owned(), begin, end));
        }
    }
    None
}

/// Who meets: the subject, and whoever stands after "between" and "with".
fn participants(line: &Line<'_>, at: usize, to: usize, subject: Option<(usize, usize)>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut push = |name: String| {
        if !found.contains(&name) {
            found.push(name);
        }
    };
    if let Some((from, upto)) = subject {
        // Whose envoy comes does not come himself.
        let owns = |one: &&Mention| line.is_any(one.to, &["’s", "'s"]) && one.to + 1 < upto;
        for mention in line.mentions_in(from, upto).filter(|one| !owns(one)) {
            push(line.names.entities[mention.who].name.clone());
        }
    }
    let with = line.find(at + 1, (at + 12).min(to), &["between", "with", "among", "of"]);
    let direct = line.verbs.iter().any(|one| one.at == at).then_some(at);
    if let Some(with) = with.filter(|one| !line.is_any(*one, &["of"])).or(direct) {
        for mention in line.mentions_in(with + 1, to) {
            let local = mention.from > 0 && line.is_any(mention.from - 1, &["in", "at", "to"]);
            if !local {
                push(line.names.entities[mention.who].name.clone());
            }
        }
    }
    found
}

fn ordinal(line: &Line<'_>, start: usize, at: usize) -> Option<String> {
    let one = line.find(
        start,
        at,
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    )?;
    Some(line.words[one].lower.clone())
}
