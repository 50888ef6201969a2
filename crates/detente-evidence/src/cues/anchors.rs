//! Where a sentence may tell of a meeting: verbs of meeting, and nouns for it with what is done to them.

use super::line::Line;
use crate::{
    draft::Format,
    words::{Standing, Verb},
};

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
    ("hearing", Format::Talks),
];
/// Verbs of meeting, or of what is done to a meeting when it takes place.
pub(super) const MEETS: &[&str] = &["meet", "convene", "gather", "reconvene"];
const HOLDS: &[&str] = &[
    "broker", "arrange", "convene", "hold", "open", "begin", "start", "resume", "host", "make", "conclude",
    "end", "close", "break", "schedule", "conduct", "continue", "collapse", "extend", "arrive", "return",
    "travel", "fly", "adjourn", "fail", "go", "take", "happen", "occur",
];

/// Words after which a sentence tells of something else than the meeting.
pub(super) const ELSEWHERE: &[&str] = &["after", "before", "when", "while", "because", "since"];

/// A place in a sentence where a meeting may be told of.
pub(super) struct Anchor<'a> {
    pub(super) at: usize,
    pub(super) verb: Option<&'a Verb>,
    pub(super) format: Format,
    /// "a meeting", rather than "the meeting".
    pub(super) is_new: bool,
}

/// The places of a sentence where a meeting may be told of: verbs first.
pub(super) fn anchors<'a>(line: &'a Line<'_>) -> Vec<Anchor<'a>> {
    let mut found = by_verb(line);
    found.extend(by_noun(line));
    found.sort_by_key(|one| (one.verb.is_none(), one.at));
    found
}

fn by_verb<'a>(line: &'a Line<'_>) -> Vec<Anchor<'a>> {
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
        } else if summons(line, verb) {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Talks, is_new: true });
        } else if rings(line, verb) {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Call, is_new: true });
        } else if ["visit", "shuttle"].contains(&verb.lemma) && finite && !verb.passive {
            found.push(Anchor { at: verb.at, verb: Some(verb), format: Format::Visit, is_new: true });
        }
    }
    found
}

/// "summoned the parties to Geneva for Thursday": a meeting that is to be.
pub(super) fn summons(line: &Line<'_>, verb: &Verb) -> bool {
    let to = line.clause_end(verb.at + 1);
    let place = line
        .find(verb.at + 1, (verb.at + 8).min(to), &["to"])
        .is_some_and(|at| at > verb.at + 1 && line.word(at + 1).is_some_and(|one| one.capital));
    let dated = line.days.iter().any(|day| day.from_word > verb.at && day.to_word <= to + 1 && !day.limit);
    ["summon", "invite"].contains(&verb.lemma)
        && verb.form == Standing::Finite
        && !verb.negated
        && place
        && dated
}

/// "telephoned X", "called X on Monday to discuss it": a person is called, and not called something.
pub(super) fn rings(line: &Line<'_>, verb: &Verb) -> bool {
    if verb.form != Standing::Finite || verb.negated {
        return false;
    }
    let to = line.clause_end(verb.at + 1);
    let person = line
        .mentions
        .iter()
        .find(|one| line.is_person(one) && (one.title_from > verb.at && one.title_from <= verb.at + 3));
    match verb.lemma {
        "telephone" | "phone" => person.is_some() || line.mentions_in(verb.at + 1, to).next().is_some(),
        "call" if !verb.passive => person.is_some_and(|one| {
            let next = line.word(one.to);
            let dated = line.days.iter().any(|day| day.from_word == one.to);
            dated
                || one.to >= to
                || next.is_some_and(|one| one.any(&["to", "about", "over", "after", "before"]))
        }),
        _ => false,
    }
}

/// Whether a word names a meeting.
pub(super) fn is_noun(line: &Line<'_>, at: usize) -> bool {
    NOUNS.iter().any(|(noun, _)| line.is_any(at, &[*noun])) && line.verbs.iter().all(|one| one.at != at)
}

fn by_noun<'a>(line: &'a Line<'_>) -> Vec<Anchor<'a>> {
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let Some((_, format)) = NOUNS.iter().find(|(noun, _)| line.is_any(at, &[*noun])) else { continue };
        if line.verbs.iter().any(|one| one.at == at)
            || line
                .is_any(at + 1, &["room", "table", "minister", "hall", "call", "centre", "center", "press"])
            || line.is_any(at.saturating_sub(1), &["press", "news", "peace-keeping", "no", "any"])
        {
            continue;
        }
        let verb = line
            .verbs
            .iter()
            .filter(|one| {
                matches!(one.form, Standing::Finite | Standing::Infinitive)
                    && HOLDS.contains(&one.lemma)
                    && (one.lemma != "take" || line.is_any(one.at + 1, &["place"]))
                    && one.at.abs_diff(at) <= 13
                    && !(one.at > at && line.has(at, one.at, ELSEWHERE))
                    && !line.verbs.iter().any(|other| {
                        other.form == Standing::Finite
                            && other.lemma != "be"
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
    found
}
