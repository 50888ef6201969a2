//! Issues: matters under negotiation, by the nouns of the trade; each is drafted once.

use std::collections::BTreeSet;

use super::{
    Raw, Span,
    line::Line,
    matters::{ACTS, INSTRUMENTS, MATTERS, NO_MATTERS},
    proposal::{before_auxiliary, phrase_start},
};
use crate::{
    draft::{Confidence, Instrument, InstrumentForm, Kind, Modality, Said},
    steps::step,
    words::Standing,
};

/// The matters that a sentence names where something is claimed of them.
pub(crate) fn issues(line: &Line<'_>, others: &[Raw]) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    found.extend(listed(line));
    let told: Vec<(usize, usize)> = others
        .iter()
        .filter(|one| {
            matches!(
                one.said.kind(),
                Kind::Position | Kind::RedLine | Kind::Proposal | Kind::OpenQuestion | Kind::Prediction
            )
        })
        .map(|one| one.primary)
        .collect();
    for at in 0..line.end() {
        let word = &line.words[at];
        if !MATTERS.iter().any(|matter| word.any(matter)) {
            continue;
        }
        let spoken_of =
            told.iter().any(|(from, to)| word.start >= *from && word.end <= *to) || talked_about(line, at);
        if let Some(raw) = issue(line, at).filter(|_| spoken_of) {
            found.push(raw);
        }
    }
    let asked = asked_for(line, others);
    found.extend(asked);
    found.extend(talked_of(line));
    found
}

/// "talks on the waters of the river", "remain apart on automation": what is talked of, where no noun of the trade says which.
fn talked_of(line: &Line<'_>) -> Option<Raw> {
    const TALKS: &[&str] =
        &["talks", "negotiations", "discussions", "apart", "divided", "differ", "differences", "deadlocked"];
    const RIFTS: &[&str] = &["table", "odds", "dispute", "row", "strike", "stalemate", "impasse", "standoff"];
    let at = (0..line.end()).find(|at| {
        (line.is_any(*at, TALKS) && line.is_any(at + 1, &["on", "over", "about"])
            || line.is_any(*at, RIFTS) && line.is_any(at + 1, &["over"]))
            && line.days.iter().all(|day| day.from_word != at + 1 && day.from_word != at + 2)
    })?;
    let from = at + 2;
    let to = phrase_end(line, from + 1);
    let first = line.word(from)?;
    let noun = first.is_word
        && !first.capital
        && !first
            .any(&["how", "whether", "what", "it", "them", "this", "that", "these", "both", "their", "its"]);
    let said = Said::Issue { what: line.said(from, to).to_owned(), instrument: None, between: Vec::new() };
    let raw = line.raw(said, Modality::Asserted, Span { from, to }, "asked-for")?;
    (noun && to > from).then(|| raw.sure(Confidence::Unsure))
}

/// What a party asks for is a matter, where no noun of the trade says which.
fn asked_for(line: &Line<'_>, others: &[Raw]) -> Vec<Raw> {
    const ASKS: &[&str] = &[
        "demand",
        "want",
        "seek",
        "insist",
        "call",
        "look",
        "push",
        "press",
        "settle",
        "discuss",
        "negotiate",
        "propose",
        "suggest",
        "ask",
    ];
    let mut asked = Vec::new();
    for verb in line.verbs.iter().filter(|one| ASKS.contains(&one.lemma) && !one.passive) {
        let place = line.words[verb.at].start;
        let talks = ["discuss", "negotiate"].contains(&verb.lemma) && !verb.negated;
        let is_position = talks
            || others.iter().any(|one| {
                matches!(one.said.kind(), Kind::Position | Kind::Proposal)
                    && one.primary.0 <= place
                    && place < one.primary.1
            });
        let from = verb.at + 1 + usize::from(line.is_any(verb.at + 1, &["on", "for", "upon", "only"]));
        if verb.lemma == "ask" && !line.is_any(verb.at + 1, &["for"]) {
            continue;
        }
        let to = phrase_end(line, from + 1);
        let first = line.word(from);
        let noun = first.is_some_and(|one| {
            one.is_word
                && !one.capital
                && !one.any(&[
                    "to", "that", "whether", "both", "their", "his", "her", "its", "how", "on", "with", "by",
                ])
        }) && (talks || !first.is_some_and(|one| one.is("the")))
            && !line.has(
                from,
                to,
                &["issue", "issues", "details", "matter", "situation", "it", "them", "this"],
            );
        let Some(raw) = line.raw(
            Said::Issue { what: line.said(from, to).to_owned(), instrument: None, between: Vec::new() },
            Modality::Asserted,
            Span { from, to },
            "asked-for",
        ) else {
            continue;
        };
        let names_person = line.mentions_in(from, to).any(|one| line.is_person(one));
        let quoted = line.quotes.iter().any(|one| one.0 <= from + 1 && one.1 > from);
        if is_position && noun && !names_person && !quoted && to >= from + 2 {
            asked.push(raw.sure(Confidence::Unsure));
            asked.extend(second(line, to));
        }
    }
    asked
}

/// "wants a cap on hours and a seat on the board": what is asked for beside it.
fn second(line: &Line<'_>, and: usize) -> Option<Raw> {
    let joins = line.is_any(and, &["and"]) && line.is_any(and + 1, &["a", "an"]);
    let to = phrase_end(line, and + 2);
    if !joins || to <= and + 2 || line.mentions_in(and, to).any(|one| line.is_person(one)) {
        return None;
    }
    let from = and + 1;
    let said = Said::Issue { what: line.said(from, to).to_owned(), instrument: None, between: Vec::new() };
    Some(line.raw(said, Modality::Asserted, Span { from, to }, "asked-for")?.sure(Confidence::Unsure))
}

/// Whether "talks on", "discuss", "agree on" stands before it.
fn talked_about(line: &Line<'_>, at: usize) -> bool {
    let before = at.saturating_sub(9);
    (before..at).any(|one| {
        let about = line.is_any(
            one,
            &[
                "talks",
                "discussions",
                "negotiations",
                "dialogue",
                "agreement",
                "agree",
                "issue",
                "question",
                "dispute",
                "table",
                "plan",
                "duties",
                "date",
                "deadline",
                "drafts",
                "negotiate",
                "licensing",
                "guarantees",
                "consultations",
                "deal",
            ],
        ) && line.has(one + 1, at, &["on", "about", "over", "of", "for", "regarding", "how"]);
        about || line.is_any(one, &["discuss", "discussing", "discussed", "negotiate", "negotiating"])
    })
}

fn issue(line: &Line<'_>, at: usize) -> Option<Raw> {
    let word = &line.words[at];
    let acts = word.any(ACTS);
    if !acts && line.verbs.iter().any(|one| one.at == at) {
        return None;
    }
    // Water ministers and land borders: only the head of a phrase is a matter.
    let next = line.word(at + 1);
    let compound = next.is_some_and(|one| {
        one.is_word
            && !one.capital
            && !one.any(&crate::words::DETERMINERS)
            && !one.any(&crate::words::PREPOSITIONS)
            && !is_function(&one.lower)
            && !line.verbs.iter().any(|verb| verb.at == at + 1)
    });
    let person_follows = line.titles.iter().any(|one| one.0 <= at && one.1 > at || one.0 == at + 1);
    // "until after the elections": a time.
    let time = line.has(at.saturating_sub(3), at, &["after", "before", "until", "since"]);
    if person_follows || word.capital && at > 0 && !acts || time {
        return None;
    }
    let head = if compound && !acts {
        (at + 1..(at + 3).min(line.end()))
            .take_while(|one| {
                line.words[*one].is_word
                    && !is_function(&line.words[*one].lower)
                    && !line.words[*one].any(&crate::words::PREPOSITIONS)
                    && !line.verbs.iter().any(|verb| verb.at == *one && verb.form != Standing::Reduced)
            })
            .last()
            .unwrap_or(at)
    } else {
        at
    };
    if line.is_any(head, NO_MATTERS) {
        return None;
    }
    let from = if acts { at } else { phrase_start(line, at) };
    let to = phrase_end(line, head + 1);
    if line.is_any(from, &["such", "these", "those"])
        || line.has(from.saturating_sub(2), from, &["who"])
        || line.is_any(from, &["who"])
    {
        return None;
    }
    if to - from < 2 && !talked_about(line, at) {
        return None;
    }
    let between =
        line.find(head, to, &["between"]).map(|one| parties_between(line, one + 1, to)).unwrap_or_default();
    let form = if word.any(MATTERS[0]) {
        Some(InstrumentForm::Ceasefire)
    } else {
        // An agreement is an instrument where the text says between whom.
        INSTRUMENTS
            .iter()
            .find(|(noun, _)| between.len() > 1 && line.has(from, to, &[*noun]))
            .map(|(_, form)| *form)
    };
    let instrument = form.map(|form| Instrument { form, state: None });
    let said = Said::Issue { what: line.said(from, to).to_owned(), instrument, between };
    line.raw(said, Modality::Asserted, Span { from, to }, "matter")
}

/// The parties that stand between "between" and the next word that is no name: a place or a guarantor is none of them.
fn parties_between(line: &Line<'_>, from: usize, to: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut at = from;
    while let Some(next) = line.mentions_in(at, to).next() {
        let joined = line.words[at..next.from].iter().enumerate().all(|(step, word)| {
            word.any(&["and", "the", ",", "both", "'s", "governments", "government", "of"])
                || at + step >= next.title_from && next.title_from < next.from
        });
        if !joined {
            break;
        }
        for party in line.actor_of(next).parties {
            if !found.contains(&party) {
                found.push(party);
            }
        }
        at = next.to;
    }
    found
}

fn is_function(word: &str) -> bool {
    [
        "and", "or", "but", "if", "that", "which", "who", "is", "are", "was", "were", "has", "have", "had",
        "will", "would", "may", "could", "not", "said", "as", "than",
    ]
    .contains(&word)
}

/// Where a noun phrase with its prepositions ends: before a verb, a comma or another clause.
fn phrase_end(line: &Line<'_>, from: usize) -> usize {
    let end = before_auxiliary(line, from, line.clause_end(from));
    let mut at = from;
    while at < end {
        let word = &line.words[at];
        let verb = line
            .verbs
            .iter()
            .any(|one| one.from == at && matches!(one.form, Standing::Finite | Standing::Participle));
        let stops = word.any(&[
            "who", "which", "whose", "only", ",", ";", "(", "and", "or", "but", "that", "until", "before",
            "after", "if", "unless", "while", "as", "without", "because", "when",
        ]) && !(word.any(&["and"]) && line.has(from, at, &["between"]));
        let another = word.any(&["a", "an", "the"])
            && at > from
            && !line.words[at - 1].any(&crate::words::PREPOSITIONS)
            && !line.is_any(at - 1, &["of", "and", "all", "both"]);
        let day =
            another || line.days.iter().any(|one| one.from_word == at && one.to_word - one.from_word > 1);
        if stops || verb || day || line.quotes.iter().any(|one| one.1 == at || one.0 == at) {
            break;
        }
        at += 1;
    }
    at.max(from)
}

/// "Among the matters are A, B and C".
fn listed(line: &Line<'_>) -> Vec<Raw> {
    const LISTS: &[&str] = &["matters", "issues", "questions", "points", "topics", "agenda"];
    let Some(head) = line.find(0, line.end(), LISTS) else { return Vec::new() };
    let Some(begin) = (head + 1..line.end().min(head + 5)).find(|at| {
        line.is_any(*at, &["are", "include", "were", "included", ":", "includes", "including", "is"])
    }) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut from = begin + 1;
    let mut at = from;
    while at <= line.end() {
        let joins = at == line.end() || line.is_any(at, &[",", "and", "or"]);
        if joins {
            if from < at && at - from <= 12 {
                let said = Said::Issue {
                    what: line.said(from, at).to_owned(),
                    instrument: None,
                    between: Vec::new(),
                };
                found.extend(
                    line.raw(said, Modality::Asserted, Span { from, to: at }, "listed-matter")
                        .map(|one| one.sure(Confidence::Sure)),
                );
            }
            from = at + 1;
        }
        at += 1;
    }
    found
}

/// Each matter once: the first words for it.
pub(crate) fn one_each(raws: Vec<Raw>) -> Vec<Raw> {
    let mut known: BTreeSet<usize> = BTreeSet::new();
    // Words of one sentence alone can overlap.
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut here = 0;
    let mut sentences: BTreeSet<usize> = BTreeSet::new();
    raws.into_iter()
        .filter(|raw| {
            let Said::Issue { what, .. } = &raw.said else { return true };
            let words: Vec<String> = what
                .to_lowercase()
                .split(|one: char| !one.is_alphanumeric() && one != '-')
                .map(str::to_owned)
                .collect();
            let matter =
                MATTERS.iter().position(|matter| words.iter().any(|word| matter.contains(&word.as_str())));
            if raw.sentence != here {
                spans.clear();
                here = raw.sentence;
            }
            step(spans.len());
            let overlaps = spans.iter().any(|(from, to)| *from < raw.primary.1 && raw.primary.0 < *to);
            let is_new = if raw.rule == "asked-for" {
                !sentences.contains(&raw.sentence)
            } else {
                matter.is_none_or(|matter| known.insert(matter)) && !overlaps
            };
            if is_new {
                spans.push(raw.primary);
                sentences.insert(raw.sentence);
            }
            is_new
        })
        .collect()
}
