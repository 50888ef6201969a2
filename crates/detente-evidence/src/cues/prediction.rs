//! Predictions: what is expected to come of something.

use super::{Raw, Span, line::Line};
use crate::{
    draft::{Kind, Modality, Said},
    modality::around,
    words::{Modal, Standing, Verb},
};

const CHANCES: &[&str] = &["chance", "chances", "prospect", "prospects", "odds", "likelihood", "probability"];
const JUDGED: &[&str] = &[
    "likely",
    "unlikely",
    "possible",
    "impossible",
    "improbable",
    "inevitable",
    "doubtful",
    "certain",
    "imminent",
    "optimistic",
    "pessimistic",
    "hopeful",
    "confident",
    "skeptical",
    "sceptical",
    "expected",
    "probable",
];
const FORECASTS: &[&str] = &["predict", "forecast", "anticipate", "fear", "doubt", "hope"];

/// The predictions of a sentence that no other draft of it tells.
pub(crate) fn predictions(line: &Line<'_>, others: &[Raw]) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for at in 0..line.words.len() {
        found.extend(chances(line, at));
        found.extend(judged(line, at));
    }
    for verb in &line.verbs {
        found.extend(forecast(line, verb));
    }
    found.extend(consequences(line));
    let taken = |one: &Raw| {
        others.iter().any(|other| {
            let acts = matches!(
                other.said.kind(),
                Kind::Lever
                    | Kind::Attendance
                    | Kind::Meeting
                    | Kind::Proposal
                    | Kind::RedLine
                    | Kind::OpenQuestion
                    | Kind::Position
                    | Kind::ProposalStatus
            );
            let common =
                other.primary.1.min(one.primary.1).saturating_sub(other.primary.0.max(one.primary.0));
            acts && common * 2 > (one.primary.1 - one.primary.0)
        })
    };
    let mut kept: Vec<Raw> = Vec::new();
    for one in found {
        if !taken(&one)
            && !kept.iter().any(|other| other.primary.0 < one.primary.1 && one.primary.0 < other.primary.1)
        {
            kept.push(one);
        }
    }
    kept
}

fn speaker(line: &Line<'_>, raw: Raw, at: usize) -> Raw {
    match line.speech_at(at) {
        Some(speech) => raw.by(&speech.actor),
        None => raw,
    }
}

/// "the odds of a deal have fallen".
fn chances(line: &Line<'_>, at: usize) -> Option<Raw> {
    if !line.is_any(at, CHANCES) || !line.is_any(at + 1, &["of", "for", "that"]) {
        return None;
    }
    let from = super::proposal::phrase_start(line, at);
    let to = line.clause_end(at + 1);
    let modality = around(line, from, to, None);
    let modality = if modality.conditional { Modality::Conditional } else { modality.spoken() };
    let said = Said::Prediction { what: line.said(from, to).to_owned() };
    Some(speaker(line, line.raw(said, modality, Span { from, to }, "chances")?, at))
}

/// "a deal is unlikely", "an agreement was possible".
fn judged(line: &Line<'_>, at: usize) -> Option<Raw> {
    if !line.is_any(at, JUDGED)
        || at == 0
        || !line.has(
            at.saturating_sub(3),
            at,
            &[
                "is", "are", "was", "were", "be", "seems", "seemed", "looks", "looked", "appears", "remains",
                "remained",
            ],
        )
    {
        return None;
    }
    let mut group = at;
    while group > 0
        && (line.is_any(
            group - 1,
            &[
                "is", "are", "was", "were", "be", "seems", "seemed", "looks", "looked", "appears", "remains",
                "remained", "not", "also",
            ],
        ) || line.words[group - 1].lower.ends_with("ly"))
    {
        group -= 1;
    }
    let from = line.clause_start(group);
    let to = line.clause_end(at + 1);
    // "is expected to attend": only of what is no person's act.
    let outcome = line.has(
        from,
        group,
        &[
            "deal",
            "agreement",
            "breakthrough",
            "progress",
            "result",
            "results",
            "accord",
            "settlement",
            "vote",
            "decision",
            "ceasefire",
            "truce",
            "announcement",
            "outcome",
        ],
    );
    if from + 1 >= at || line.is_any(at, &["expected"]) && !outcome {
        return None;
    }
    let around = around(line, from, to, None);
    let modality = if around.conditional {
        Modality::Conditional
    } else if line.is_any(at, &["expected"]) && !around.reported {
        if line.has(from, group, &["no", "not"]) { Modality::Negated } else { Modality::Planned }
    } else if line.is_any(at, &["likely", "unlikely", "possible", "probable", "doubtful"]) && !around.reported
    {
        Modality::Speculated
    } else {
        around.spoken()
    };
    let said = Said::Prediction { what: line.said(from, to).to_owned() };
    Some(speaker(line, line.raw(said, modality, Span { from, to }, "judged-likely")?, at))
}

/// "diplomats doubt that", "analysts predict".
fn forecast(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let hopes = verb.lemma == "hope" && line.is_any(verb.at + 1, &["for", "to"]);
    let expects = verb.lemma == "expect" && !line.is_any(verb.at + 1, &["to"]);
    if !(FORECASTS.contains(&verb.lemma) || expects) || verb.form != Standing::Finite || verb.passive || hopes
    {
        return None;
    }
    let actor = line.subject(verb);
    if actor.to <= actor.from || expects && (actor.parties.len() + usize::from(actor.is_person) > 0) {
        return None;
    }
    let to = line.clause_end(verb.at + 1);
    if to <= verb.at + 2 {
        return None;
    }
    let from = line.clause_from(verb, &actor);
    let modality =
        if ["fear", "doubt"].contains(&verb.lemma) { Modality::Speculated } else { Modality::Reported };
    let said = Said::Prediction { what: line.said(verb.at + 1, to).to_owned() };
    Some(line.raw(said, modality, Span { from, to }, "forecast-verb")?.by(&actor))
}

/// "Such a step would end the talks", "a stoppage could cost": something happens, and nobody acts.
fn consequences(line: &Line<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for at in 1..line.end() {
        let modal = match line.words[at].lower.as_str() {
            "would" => Modal::Would,
            "could" | "may" | "might" => Modal::May,
            "will" => Modal::Will,
            _ => continue,
        };
        if line.words[at].capital {
            continue;
        }
        found.extend(consequence(line, at, modal));
    }
    found
}

fn consequence(line: &Line<'_>, at: usize, modal: Modal) -> Option<Raw> {
    let negated = line.is_any(at + 1, &["not", "never"]);
    let pseudo = Verb { negated, modal: Some(modal), ..Verb::copula(at, at) };
    let from = line.clause_start(at);
    let from = (from..at).find(|one| line.words[*one].is_word).unwrap_or(from);
    // "through which the gas would flow": a description, and no forecast.
    if from > 1 && line.is_any(from - 1, &["which", "whom"]) {
        return None;
    }
    let subject = line.noun_phrase(from, at);
    let happens = at > from + 1 && line.is_any(at - 1, super::attendance::EVENTS);
    let acts = subject.is_known() && !happens
        || line.is_any(from, &["he", "she", "they", "it", "we", "i", "who", "which", "that"])
        || from + 1 > at;
    let conditional = around(line, from, line.clause_end(at + 1), Some(&pseudo)).conditional;
    if acts && !(conditional && line.has(at, at + 3, &["probably", "likely"])) || from >= at {
        return None;
    }
    let counted = line.word(from).is_some_and(crate::words::Word::is_number) && modal == Modal::May;
    let points_back = counted
        || line.is_any(from, &["such", "this", "that", "these", "those", "any", "a", "an", "the", "another"]);
    let group = line.has(
        from,
        at,
        &[
            "members",
            "workers",
            "experts",
            "observers",
            "diplomats",
            "ministers",
            "leaders",
            "officials",
            "delegates",
            "parties",
            "sides",
        ],
    );
    if !points_back && !acts || group || line.has(at + 1, at + 3, &["be", "remain"]) && modal == Modal::Will {
        return None;
    }
    let to = line.clause_end(at + 1);
    let modality = if conditional || modal == Modal::Would && line.speech_at(at).is_none() {
        Modality::Conditional
    } else if modal == Modal::May {
        Modality::Speculated
    } else if line.speech_at(at).is_some() {
        Modality::Reported
    } else {
        Modality::Planned
    };
    let said = Said::Prediction { what: line.said(from, to).to_owned() };
    Some(speaker(line, line.raw(said, modality, Span { from, to }, "consequence")?, at))
}
