//! Meetings, calls and visits.

use std::collections::BTreeSet;

use super::{
    Raw, Span,
    anchors::{Anchor, ELSEWHERE, MEETS, anchors},
    gathering::{ordinal, participants, place},
    line::Line,
};
use crate::{
    draft::{Confidence, Modality, Role, Said, Status},
    modality::{around, looks_ahead},
    reality::{Force, Real},
    words::{Modal, Standing, Verb},
};

/// The place and the day of a meeting.
type Key = (Option<String>, Option<String>);

const ANOTHER: &[&str] =
    &["a", "an", "another", "new", "first", "second", "third", "fourth", "fifth", "next"];

/// What was drafted of meetings so far.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// Places and days that have a meeting.
    known: BTreeSet<Key>,
    places: BTreeSet<String>,
    days: BTreeSet<String>,
    /// Whether one has no day.
    undated: bool,
    any: bool,
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
        let from = line.clause_start(anchor.at).max(super::proposal::phrase_start(line, anchor.at));
        let to = line.clause_end(anchor.at + 1);
        let said = Said::Meeting {
            place: place(line, from, to).map(|one| one.0),
            when: None,
            format: anchor.format,
            participants: Vec::new(),
            ordinal: None,
        };
        let around = around(line, from, to, anchor.verb);
        let told = anchor.verb.is_none_or(|one| line.is_told(one)) && line.real(anchor.at) == Real::AsTold;
        if !told {
            return None;
        }
        let (modality, status) = if called_off(line, anchor.at, to) {
            (Modality::Negated, Status::CalledOff)
        } else if around.ahead
            || line.verbs.iter().any(|one| one.modal == Some(Modal::Will))
            || comes_to(line, anchor.at)
        {
            (Modality::Planned, Status::Planned)
        } else {
            (Modality::Asserted, Status::Held)
        };
        Some(
            line.raw(said, modality, Span { from, to }, "meeting-named")?
                .with(status)
                .sure(Confidence::Unsure),
        )
    })
}

/// What the words around an anchor say of a meeting.
struct Found<'a> {
    from: usize,
    to: usize,
    start: usize,
    day: Option<&'a crate::days::Found>,
    place: Option<(String, usize, usize)>,
    participants: Vec<String>,
    meets: bool,
}

fn look<'a>(line: &'a Line<'_>, anchor: &Anchor<'_>) -> Found<'a> {
    let at = anchor.at;
    let start = super::proposal::phrase_start(line, at);
    let subject = anchor.verb.map(|one| line.subject(one));
    let from = match (&subject, anchor.verb) {
        (Some(subject), Some(verb)) if verb.form == Standing::Participle && subject.from < verb.from => {
            subject.from.min(start)
        }
        (Some(subject), Some(verb)) => line.clause_from(verb, subject).min(start),
        _ => start,
    };
    let to = line.clause_end(at.max(anchor.verb.map_or(at, |one| one.at)) + 1);
    let comma = (at..to).find(|one| {
        line.is_any(*one, &[","]) && !line.mentions.iter().any(|mention| mention.from == one + 1)
    });
    let to = if anchor.verb.is_none() { comma.unwrap_or(to) } else { to };
    let hung = line.scopes.iter().find(|one| {
        one.force == Force::Condition
            && anchor.verb.is_some_and(|verb| one.from <= verb.at && verb.at < one.to)
    });
    let to = hung.map_or(to, |one| to.min(one.to));
    let to = another(line, at.max(anchor.verb.map_or(at, |one| one.at)) + 1, to);
    let day = line.days.iter().find(|one| one.from_word >= from && one.to_word <= to + 1 && !one.limit);
    let participants = participants(line, at, to, subject.as_ref().map(|one| (one.from, one.to)));
    let meets = anchor.verb.is_some_and(|one| {
        MEETS.contains(&one.lemma)
            || ["shuttle", "speak", "talk", "call", "phone", "telephone"].contains(&one.lemma)
    });
    Found { from, to, start, day, place: place(line, from, to), participants, meets }
}

/// Where words after a meeting begin to tell of something else: "after talks opened in Oslo".
fn another(line: &Line<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .find(|at| {
            (line.is_any(*at, ELSEWHERE) || line.is_any(*at, &["following"]))
                && (line.verbs.iter().any(|one| one.at > *at && one.at < to && one.form == Standing::Finite)
                    || (*at..to).any(|one| super::anchors::is_noun(line, one)))
        })
        .unwrap_or(to)
}

/// Whether somebody is only to come to a meeting: "agreed to attend the talks".
fn comes_to(line: &Line<'_>, at: usize) -> bool {
    line.verbs.iter().any(|one| {
        one.form == Standing::Infinitive
            && one.at < at
            && at - one.at <= 4
            && ["attend", "join", "host", "hold", "skip", "chair", "observe", "organise", "convene"]
                .contains(&one.lemma)
    })
}

/// Whether a meeting is called off in its sentence: by a verb before it, or by one of which it is the subject.
fn called_off(line: &Line<'_>, at: usize, to: usize) -> bool {
    line.verbs.iter().any(|one| {
        let off = ["cancel", "scrap", "abandon"].contains(&one.lemma)
            || one.lemma == "call" && line.is_any(one.at + 1, &["off"]);
        let before = one.at < at && at - one.at <= 6 && !one.passive && !line.has(one.at, at, ELSEWHERE);
        let after = one.passive && one.at > at && one.from <= to;
        off && !one.negated
            && (before || after)
            && line.is_told(one)
            && one.modal.is_none_or(|one| one == Modal::Will)
    })
}

impl Found<'_> {
    /// Whether the words tell of an event: not "progress at the talks".
    fn is_event(&self, line: &Line<'_>, anchor: &Anchor<'_>, met: &Met) -> bool {
        let told = self.day.is_some() || self.place.is_some();
        if !(told || self.participants.len() >= 2 || self.meets && !self.participants.is_empty()) {
            return false;
        }
        let subject = anchor.verb.map(|one| line.subject(one));
        if self.meets && self.participants.is_empty() && subject.is_none_or(|one| one.to <= one.from) {
            return false;
        }
        let another = line.has(self.start, anchor.at, ANOTHER);
        let first = told && !met.any;
        let new = anchor.is_new && (another || !met.any) && (told || self.participants.len() >= 2);
        anchor.verb.is_some() || first || new
    }

    /// Whether it is a meeting of which the text told before.
    fn is_known(&self, line: &Line<'_>, anchor: &Anchor<'_>, met: &Met, key: &Key) -> bool {
        // "the talks", with a day that was not known before, are still the talks of before.
        let same = anchor.verb.is_none() && line.is_any(self.start, &["the", "these"]) && met.undated;
        let shares = key.0.as_ref().is_some_and(|place| met.places.contains(place))
            || key.1.as_ref().is_some_and(|day| met.days.contains(day));
        let definite = met.any && !anchor.is_new;
        met.any && same || met.known.contains(key) || definite && (key.1.is_none() || shares)
    }

    fn modality(&self, line: &Line<'_>, anchor: &Anchor<'_>) -> Modality {
        let at = anchor.at;
        let around = around(line, anchor.verb.map_or(at, |one| one.from.min(at)), at + 1, anchor.verb);
        let soon = |one: &Verb| one.at < at && at - one.at <= 4 || one.at > at && one.at <= self.to;
        let announced = anchor.verb.is_none()
            && (looks_ahead(line, self.start, at)
                || line.verbs.iter().any(|one| soon(one) && one.modal.is_some())
                || line.has(at, (at + 7).min(self.to), &["due", "scheduled", "set", "expected", "planned"]));
        let undone = called_off(line, at, self.to)
            || line.verbs.iter().any(|one| one.at < at && at - one.at <= 5 && one.lemma == "postpone");
        // What was put off has not been held.
        let put_off = line.verbs.iter().any(|one| {
            one.passive
                && one.at > at
                && one.from <= self.to
                && ["postpone", "delay", "put"].contains(&one.lemma)
        });
        // "was scheduled for Monday but did not take place".
        let failed = line.verbs.iter().any(|one| {
            one.negated
                && one.at > at
                && one.form == Standing::Finite
                && (["happen", "occur", "hold"].contains(&one.lemma)
                    || one.lemma == "take" && line.is_any(one.at + 1, &["place"])
                    || one.lemma == "go" && line.is_any(one.at + 1, &["ahead"]))
                && !(at + 1..one.from).any(|other| super::anchors::is_noun(line, other))
        });
        // A day that lies ahead of the text's own has not been.
        let ahead =
            self.day.and_then(|one| one.days).zip(line.day).is_some_and(|(days, today)| days.0 > today);
        let summoned = anchor.verb.is_some_and(|one| super::anchors::summons(line, one));
        // "would have met", "were to have met".
        let unmet = anchor.verb.is_some_and(|one| {
            let group = (one.from.saturating_sub(2), one.at);
            line.has(group.0, group.1, &["have"]) && line.has(group.0, group.1, &["would", "to"])
        });
        let modal = anchor.verb.and_then(|one| one.modal);
        let would = modal == Some(Modal::Would) && around.reported;
        if undone || failed || unmet && !around.reported || anchor.verb.is_some_and(|one| one.negated) {
            Modality::Negated
        } else if around.conditional && line.has(self.from, self.to, &["if", "unless"]) {
            Modality::Conditional
        } else if modal == Some(Modal::May) {
            Modality::Speculated
        } else if around.ahead
            || announced
            || put_off
            || ahead
            || summoned
            || would
            || anchor.verb.is_some_and(|one| one.form == Standing::Infinitive)
        {
            Modality::Planned
        } else {
            Modality::Asserted
        }
    }
}

fn meeting(line: &Line<'_>, anchor: &Anchor<'_>, met: &mut Met) -> Option<Raw> {
    let found = look(line, anchor);
    if !found.is_event(line, anchor, met) {
        return None;
    }
    let when = found.day.map(|one| line.when(one));
    let day_key = when.as_ref().map(|one| one.from.map_or(one.words.clone(), |day| day.to_string()));
    let key = (found.place.clone().map(|one| one.0), day_key);
    if found.is_known(line, anchor, met, &key) {
        return None;
    }
    met.places.extend(key.0.clone());
    met.days.extend(key.1.clone());
    met.undated |= key.1.is_none();
    met.known.insert(key);
    met.any = true;
    let modality = found.modality(line, anchor);
    let status = match modality {
        Modality::Planned | Modality::Speculated | Modality::Conditional => Status::Planned,
        Modality::Negated => Status::CalledOff,
        Modality::Asserted | Modality::Reported => Status::Held,
    };
    let said = Said::Meeting {
        place: found.place.clone().map(|one| one.0),
        when,
        format: anchor.format,
        participants: found.participants,
        ordinal: ordinal(line, found.start, anchor.at),
    };
    let rule = if found.meets { "meeting-verb" } else { "meeting-noun" };
    let standing = anchor.verb.filter(|_| modality != Modality::Negated).map(|one| one.at);
    let mut raw = line.raw(said, modality, Span { from: found.from, to: found.to }, rule)?.with(status);
    raw = raw.anchored(standing);
    if let Some((_, begin, end)) = found.place {
        raw = raw.and(line, Role::Place, begin, end);
    }
    if let Some(day) = found.day {
        raw = raw.and(line, Role::Date, day.from_word, day.to_word);
    }
    Some(raw.sure(if found.day.is_some() || found.meets { Confidence::Sure } else { Confidence::Likely }))
}
