//! Pressure and money: sanctions, aid, loans, and what is done with them.

use super::{
    Actor, Raw, Span,
    lever::{AID, SANCTIONS, draft, with_condition},
    line::Line,
    proposal::{before_auxiliary, owner_of, phrase_start},
};
use crate::{
    draft::{Lever, Modality, Said, Status},
    modality::{around, hangs},
    reality::is_past,
    words::{Modal, Standing, Verb, verb_form},
};

const PRESSES: &[&str] = &[
    "impose",
    "increase",
    "tighten",
    "lift",
    "ease",
    "suspend",
    "halt",
    "cut",
    "end",
    "withhold",
    "freeze",
    "boost",
    "stop",
    "resume",
    "expand",
    "restore",
    "block",
    "reduce",
    "send",
    "supply",
    "extend",
    "promise",
    "pledge",
    "threaten",
    "consider",
    "weigh",
    "mull",
    "offer",
    "provide",
    "cancel",
    "approve",
    "grant",
    "lend",
    "drop",
    "remove",
    "waive",
    "scrap",
    "double",
    "tie",
    "deny",
    "delay",
    "postpone",
    "cease",
    "raise",
    "introduce",
    "slap",
    "levy",
];
/// Who does this to a sanction ends it.
const LIFTS: &[&str] =
    &["lift", "drop", "end", "remove", "waive", "scrap", "cancel", "suspend", "postpone", "delay"];
/// Who does this with a sum of money has a lever.
const PAYS: &[&str] = &[
    "lend",
    "pay",
    "provide",
    "pledge",
    "contribute",
    "grant",
    "give",
    "finance",
    "fund",
    "donate",
    "offer",
    "promise",
    "invest",
    "advance",
    "transfer",
    "release",
];

/// "increase sanctions against A", "suspended arms deliveries", "military aid to B".
pub(super) fn pressure(line: &Line<'_>, at: usize) -> Option<Raw> {
    if !line.is_any(at, SANCTIONS) && !line.is_any(at, AID)
        || line.verbs.iter().any(|one| one.at == at && one.form == Standing::Finite)
    {
        return None;
    }
    // The verb that does something with it, a few words before.
    let acting = (at.saturating_sub(6)..at).rev().find(|one| {
        verb_form(&line.words[*one].lower, PRESSES).is_some()
            && !line.has(one + 1, at, &[",", "and", "that", "for", "to", "from", "in"])
            && !line.is_any(one.saturating_sub(1), &["for", "the", "'s"])
    });
    let Some(acting) = acting else { return pressed(line, at) };
    let start = phrase_start(line, at);
    let verb = line.verbs.iter().find(|one| one.at == acting);
    // Arms that were sent are a fact; that they may be, is a lever.
    let fact = verb.is_some_and(|one| {
        ["provide", "supply", "send"].contains(&one.lemma)
            && one.modal.is_none()
            && one.form == Standing::Finite
            && !one.negated
    });
    if fact {
        return None;
    }
    let clause = line.clause_end(at + 1);
    let to = before_auxiliary(line, at + 1, with_condition(line, clause));
    let to = (at + 1..to).find(|one| line.is_any(*one, &["or"])).unwrap_or(to);
    let own = verb.filter(|one| one.form == Standing::Finite);
    let actor = own.map(|one| line.subject(one)).filter(Actor::is_known).unwrap_or_else(|| {
        // "X's plan to lift a ban": whoever owns the noun before.
        let noun = (0..acting).rev().find(|one| {
            line.is_any(
                *one,
                &["proposals", "proposal", "plan", "plans", "threat", "threats", "offer", "idea"],
            )
        });
        let owner = noun.map(|noun| owner_of(line, phrase_start(line, noun), noun));
        owner.filter(Actor::is_known).or_else(|| verb.map(|one| line.subject(one))).unwrap_or_default()
    });
    if !actor.is_known() {
        return None;
    }
    let from = own.map_or(acting, |one| line.clause_from(one, &actor));
    let sentence = around(line, 0, line.end(), own.or(verb));
    let hedged = line.has(
        0,
        line.end(),
        &["appear", "appears", "reportedly", "considering", "mulling", "weighing", "may", "might", "could"],
    );
    let ends = |one: &Verb| verb_form(&line.words[one.at].lower, LIFTS).is_some();
    // Who does not lift a ban keeps it, and does nothing new.
    if line.is_any(at, SANCTIONS) && own.is_some_and(|one| one.negated && ends(one)) {
        return None;
    }
    let ended = line.is_any(at, SANCTIONS) && lifted(line, own);
    let not = own.is_some_and(|one| one.negated) || ended;
    let modality = if not {
        Modality::Negated
    } else if hangs(line, from, to) {
        Modality::Conditional
    } else if hedged {
        Modality::Speculated
    } else if own.is_some_and(|one| one.modal == Some(Modal::Will))
        || verb.is_some_and(|one| intended(line, one))
    {
        Modality::Planned
    } else {
        sentence.spoken()
    };
    let raw =
        draft(line, Span { from, to: to.max(at + 1) }, start.max(acting), modality, &actor, "pressure")?;
    Some(stated(raw, ended).anchored(Some(acting)))
}

/// "agreed to lift", "plans to impose".
fn intended(line: &Line<'_>, verb: &Verb) -> bool {
    verb.form == Standing::Infinitive
        && line.has(
            verb.from.saturating_sub(3),
            verb.from,
            &[
                "agreed",
                "agrees",
                "agree",
                "plans",
                "plan",
                "planned",
                "intends",
                "intend",
                "promised",
                "promises",
                "pledged",
                "vowed",
                "decided",
                "undertook",
                "committed",
                "due",
                "set",
            ],
        )
}

/// Whether a verb tells that somebody has ended a sanction: no lever is left of it.
fn lifted(line: &Line<'_>, verb: Option<&Verb>) -> bool {
    verb.is_some_and(|one| {
        verb_form(&line.words[one.at].lower, LIFTS).is_some()
            && one.form == Standing::Finite
            && one.modal.is_none()
            && (is_past(line, one) || line.has(one.from, one.at, &["has", "have"]))
    })
}

/// A lever that was there and is ended is shelved; one that is not used was none.
fn stated(raw: Raw, ended: bool) -> Raw {
    match (ended, raw.modality) {
        (true, _) => raw.with(Status::Shelved),
        (false, Modality::Negated) => raw.with(Status::Denied),
        (false, _) => raw,
    }
}

/// "sanctions against A were lifted by B", "aid has been suspended".
fn pressed(line: &Line<'_>, at: usize) -> Option<Raw> {
    let verb = line.verbs.iter().find(|one| one.at > at && one.form == Standing::Finite)?;
    let apart = verb.from > at + 9 || line.has(at + 1, verb.from, &[",", ";", "that", "which", "who", "and"]);
    if apart || !verb.passive || verb_form(&line.words[verb.at].lower, PRESSES).is_none() {
        return None;
    }
    let start = phrase_start(line, at);
    if start > 0 && line.words[start - 1].any(&crate::words::PREPOSITIONS) {
        return None;
    }
    let agent = line.subject(verb);
    let by = line.has(verb.at + 1, (verb.at + 3).min(line.words.len()), &["by"]);
    let owner = owner_of(line, start, at);
    let speaker = line.speech_at(verb.at).map(|one| one.actor.clone());
    let actor = if by { agent } else { Some(owner).filter(Actor::is_known).or(speaker)? };
    if !actor.is_known() {
        return None;
    }
    let to = with_condition(line, line.clause_end(verb.at + 1));
    let ended = line.is_any(at, SANCTIONS) && lifted(line, Some(verb)) && !verb.negated;
    let modality = if verb.negated || ended {
        Modality::Negated
    } else if hangs(line, start, to) {
        Modality::Conditional
    } else if verb.modal == Some(Modal::Will) {
        Modality::Planned
    } else if verb.modal == Some(Modal::May) {
        Modality::Speculated
    } else {
        around(line, start, to, Some(verb)).spoken()
    };
    let raw = draft(line, Span { from: start, to }, start, modality, &actor, "pressure")?;
    Some(stated(raw, ended).anchored(Some(verb.at)))
}

/// "would lend 60 million dollars once a treaty is signed": money that is promised, or hangs on something.
pub(super) fn money(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    verb_form(&line.words[verb.at].lower, PAYS)?;
    let to = line.clause_end(verb.at + 1);
    let near = (verb.at + 7).min(to);
    let sum = (verb.at + 1..near).any(|at| {
        line.is_any(at, &["million", "billion", "dollars", "euros", "pounds"])
            || line.is_any(at, &["$", "€", "£"])
                && line.word(at + 1).is_some_and(crate::words::Word::is_number)
    });
    let promised = verb.modal.is_some() || ["pledge", "promise", "offer"].contains(&verb.lemma);
    if !sum || !promised || verb.passive || verb.form != Standing::Finite {
        return None;
    }
    let actor = line.subject(verb);
    if actor.parties.is_empty() {
        return None;
    }
    let to = with_condition(line, to);
    let from = line.clause_from(verb, &actor);
    let modality = if verb.negated {
        Modality::Negated
    } else if hangs(line, from, to) {
        Modality::Conditional
    } else if verb.modal == Some(Modal::May) {
        Modality::Speculated
    } else if verb.modal.is_some() {
        Modality::Planned
    } else {
        around(line, from, to, Some(verb)).spoken()
    };
    let raw = draft(line, Span { from, to }, verb.at + 1, modality, &actor, "money")?;
    let raw = raw.anchored(Some(verb.at));
    let Said::Lever { what, target, condition, deadline, .. } = raw.said.clone() else { return None };
    let said = Said::Lever { lever: Lever::Aid, what, target, condition, deadline };
    Some(stated(Raw { said, ..raw }, false))
}
