//! Deadlines: limits in time.

use super::{Actor, Raw, Span, line::Line};
use crate::{
    days::{Found, When, counted},
    draft::{Modality, Role, Said},
    modality::hangs,
    words::{Modal, Standing, Verb},
};

impl Line<'_> {
    /// Words for days, with the days they mean.
    pub(crate) fn when(&self, found: &Found) -> When {
        When {
            words: self.said(found.from_word, found.to_word).to_owned(),
            from: found.days.map(|one| one.0),
            to: found.days.map(|one| one.1),
        }
    }

    /// The day in the same clause as a word, where it names one.
    pub(crate) fn when_near(&self, at: usize) -> Option<When> {
        self.when_beside(at, (at, at))
    }

    /// The day of a verb of speech: none that stands in what is said.
    pub(crate) fn when_beside(&self, at: usize, (from, to): (usize, usize)) -> Option<When> {
        let own = |one: &&crate::days::Found| !one.limit && (one.from_word < from || one.to_word > to);
        let near = self.days.iter().filter(own).min_by_key(|one| one.from_word.abs_diff(at))?;
        (near.from_word.abs_diff(at) <= 12).then(|| self.when(near))
    }
}

/// The deadlines of a sentence.
pub(crate) fn deadlines(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = line.days.iter().filter_map(|found| deadline(line, found)).collect();
    found.extend(line.verbs.iter().filter_map(|verb| given(line, verb)));
    found
}

/// "gave the rebels 48 hours to leave": a span that somebody is given.
fn given(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    if !["give", "have", "set"].contains(&verb.lemma) {
        return None;
    }
    let (at, length) = (verb.at + 1..line.end().min(verb.at + 9)).find_map(|at| {
        let (length, _, _) = counted(line.words.get(at..)?)?;
        (length > 1 && line.is_any(at + length, &["to", "or"])).then_some((at, length))
    })?;
    let actor = line.subject(verb);
    let when = When { words: line.said(at, at + length).to_owned(), from: None, to: None };
    let what = line.said(verb.from, line.clause_end(at + length)).to_owned();
    let said = Said::Deadline { when, what, consequence: None };
    let modality = if line.speech_at(at).is_some() { Modality::Reported } else { Modality::Asserted };
    Some(line.raw(said, modality, Span { from: at, to: at + length }, "time-given")?.by(&actor).and(
        line,
        Role::Date,
        at,
        at + length,
    ))
}

fn deadline(line: &Line<'_>, found: &Found) -> Option<Raw> {
    let (from, to) = (found.from_word, found.to_word);
    let named = line.has(to, to + 2, &["deadline", "ultimatum"])
        || from > 0
            && line.has(from.saturating_sub(4), from, &["deadline", "ultimatum", "expires", "expire"]);
    if !(found.limit || named) {
        return None;
    }
    // "had not replied by Friday", "met until Friday": what was, is no limit.
    let verb = line.verbs.iter().rev().find(|one| one.at < from && one.form != Standing::Gerund);
    let past = verb.is_some_and(|one| {
        line.has(one.from, one.at + 1, &["had"]) && !named
            || one.form == Standing::Finite
                && one.modal.is_none()
                && ["meet", "hold", "stay", "remain", "talk", "speak", "respond", "reply", "fail"]
                    .contains(&one.lemma)
    });
    let until = line.is_any(from, &["until", "till", "before"]);
    // "no deal is expected before June", "could go hungry by June": when something comes, and no limit.
    let foretold = verb.is_some_and(|one| {
        ["expect", "predict", "forecast", "anticipate", "fear", "doubt"].contains(&one.lemma)
            || one.modal == Some(Modal::May) && line.subject(one).parties.is_empty()
    });
    if (past || foretold) && !named
        || until
            && verb
                .is_some_and(|one| ["suspend", "adjourn", "postpone", "delay", "resume"].contains(&one.lemma))
    {
        return None;
    }
    let length = line.words[from].lower.contains('-');
    if length && !named {
        return None;
    }
    let speaker = line.speech_at(from).map(|one| one.actor.clone()).filter(|one| !one.parties.is_empty());
    // "threatened to leave if the army did not withdraw by Friday": who threatens sets the day.
    let threatener = line.verbs.iter().find(|one| one.lemma == "threaten" && one.at < from && !one.negated);
    let threatener = threatener
        .filter(|_| line.has_condition(0, from).is_some())
        .map(|one| line.subject(one))
        .filter(|one| !one.parties.is_empty());
    let actor = speaker.or(threatener);
    let actor = actor.or_else(|| {
        let subject = verb.map(|one| line.subject(one)).filter(Actor::is_known);
        subject.or_else(|| {
            line.verbs.iter().find(|one| one.form == Standing::Finite).map(|one| line.subject(one))
        })
    });
    let actor = actor.unwrap_or_default();
    let begin = (0..from).rev().find(|at| line.is_any(*at, &["if", "unless"]));
    let conditional = begin.is_some_and(|at| from - at < 16) || hangs(line, from, to);
    let ahead = verb.is_some_and(|one| {
        matches!(one.modal, Some(Modal::Will | Modal::Must | Modal::Would))
            || one.form == Standing::Infinitive
    }) || line.has(0, line.end(), &["shall", "must"]);
    let modality = if conditional {
        Modality::Conditional
    } else if line.speech_at(from).is_some() {
        Modality::Reported
    } else if ahead && !named {
        Modality::Planned
    } else {
        Modality::Asserted
    };
    let span = if named && line.has(to, to + 2, &["deadline", "ultimatum"]) {
        Span { from, to: to + 1 }
    } else {
        Span { from, to }
    };
    let clause = line.clause_start(verb.map_or(from, |one| one.from));
    let said = Said::Deadline {
        when: line.when(found),
        what: line.said(clause.min(from), line.clause_end(to)).to_owned(),
        consequence: None,
    };
    Some(line.raw(said, modality, span, "time-limit")?.by(&actor).and(line, Role::Date, from, to))
}
