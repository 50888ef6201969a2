//! Levers: sanctions, aid, threats, inducements, walking away.

use super::{
    Actor, Raw, Span,
    line::Line,
    proposal::{owner_of, phrase_start},
};
use crate::{
    draft::{Lever, Modality, Role, Said},
    modality::{CONDITIONS, hangs},
    names::Mention,
    reality::Force,
    words::{Modal, Standing, Verb, verb_form},
};

pub(super) const SANCTIONS: &[&str] = &[
    "sanctions",
    "sanction",
    "embargo",
    "tariffs",
    "tariff",
    "boycott",
    "blockade",
    "ban",
    "duties",
    "duty",
    "levy",
    "quota",
];
pub(super) const AID: &[&str] = &[
    "aid",
    "assistance",
    "arms",
    "weapons",
    "support",
    "funding",
    "loans",
    "deliveries",
    "supplies",
    "credits",
    "loan",
    "grant",
    "grants",
    "subsidies",
    "payments",
];

/// The levers of a sentence.
pub(crate) fn levers(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for verb in &line.verbs {
        found.extend(threatens(line, verb));
    }
    for at in 0..line.words.len() {
        found.extend(threat(line, at));
    }
    for verb in &line.verbs {
        found.extend(super::threat::hanging(line, verb));
        found.extend(super::threat::or_else(line, verb));
    }
    found.extend(line.verbs.iter().filter_map(|verb| strike(line, verb)));
    found.extend(line.verbs.iter().filter_map(|verb| super::pressure::money(line, verb)));
    for at in 0..line.words.len() {
        if let Some(raw) = super::pressure::pressure(line, at) {
            let taken = found.iter().any(|one| {
                one.primary.0 <= raw.primary.0 && one.primary.1 >= raw.primary.1
                    || raw.primary.0 <= one.primary.0 && raw.primary.1 >= one.primary.1
            });
            if !taken {
                found.push(raw);
            }
        }
    }
    let mut kept: Vec<Raw> = Vec::new();
    for raw in found {
        let overlaps = |one: &Raw| one.primary.0 < raw.primary.1 && raw.primary.0 < one.primary.1;
        if !kept.iter().any(overlaps) {
            kept.push(raw);
        }
    }
    kept
}

/// "X threatened to leave".
fn threatens(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    if verb.lemma != "threaten" || verb.passive || verb.negated || matches!(verb.form, Standing::Gerund) {
        return None;
    }
    let actor = line.subject(verb);
    if !actor.is_known() && actor.to <= actor.from {
        return None;
    }
    let to = with_condition(line, line.clause_end(verb.at + 1));
    let from = line.clause_from(verb, &actor);
    let modality = if hangs(line, from, to) { Modality::Conditional } else { Modality::Reported };
    Some(
        draft(line, Span { from, to }, verb.at + 1, modality, &actor, "threat-verb")?.anchored(Some(verb.at)),
    )
}

/// "threats to end support", "an ultimatum".
fn threat(line: &Line<'_>, at: usize) -> Option<Raw> {
    if !line.is_any(at, &["threat", "threats", "ultimatum"])
        || line.has(at.saturating_sub(3), at, &["no", "under"])
    {
        return None;
    }
    if !line.is_any(at + 1, &["to", "of", "that"]) && !line.is_any(at, &["ultimatum"]) {
        return None;
    }
    let verb =
        line.verbs.iter().rev().find(|one| one.at < at && at - one.at <= 4 && one.form == Standing::Finite);
    let start = phrase_start(line, at);
    let owner = owner_of(line, start, at);
    let actor =
        if owner.is_known() { owner } else { verb.map_or_else(Actor::default, |one| line.subject(one)) };
    if !actor.is_known() {
        return None;
    }
    let to = with_condition(line, line.clause_end(at + 1));
    let from = verb.map_or(start, |one| line.clause_from(one, &line.subject(one)));
    let modality = if hangs(line, from, to) { Modality::Conditional } else { Modality::Reported };
    Some(draft(line, Span { from, to }, at + 1, modality, &actor, "threat-noun")?.anchored(Some(at)))
}

/// "will walk off the job on Monday", "plan to strike".
fn strike(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let walks = verb.lemma == "walk"
        && line.is_any(verb.at + 1, &["off", "out"])
        && line.has(verb.at, verb.at + 5, &["job", "work"]);
    // "will stop work for two days", "down tools".
    let downs = verb.lemma == "stop" && line.is_any(verb.at + 1, &["work", "working"]);
    let walks = walks || downs;
    let strikes = verb.lemma == "strike" && !line.is_any(verb.at + 1, &["a", "an", "the", "at"]);
    let ahead = matches!(verb.modal, Some(Modal::Will | Modal::Would)) || verb.form == Standing::Infinitive;
    if !(walks || strikes) || !ahead || verb.negated {
        return None;
    }
    let actor = line.subject(verb);
    let actor =
        if actor.is_known() { actor } else { line.speech_at(verb.at).map_or(actor, |one| one.actor.clone()) };
    let to = with_condition(line, line.clause_end(verb.at + 1));
    let from = line.clause_from(verb, &line.subject(verb));
    let modality = if hangs(line, from, to) { Modality::Conditional } else { Modality::Planned };
    Some(draft(line, Span { from, to }, verb.from, modality, &actor, "strike")?.anchored(Some(verb.at)))
}

pub(super) fn with_condition(line: &Line<'_>, to: usize) -> usize {
    let next = to + usize::from(line.is_any(to, &[","]));
    let begins = line.is_any(next, CONDITIONS) || line.has_condition(next, next + 1).is_some();
    if begins { line.clause_end(next + 1) } else { to }
}

pub(super) fn draft(
    line: &Line<'_>,
    span: Span,
    content: usize,
    modality: Modality,
    actor: &Actor,
    rule: &'static str,
) -> Option<Raw> {
    let otherwise = line.find(span.from, span.to, CONDITIONS);
    let condition = line.has_condition(span.from, span.to).or(otherwise);
    let said = Said::Lever {
        lever: kind(line, ended(line, span.from), span.to),
        what: line.said(content.max(span.from), span.to).to_owned(),
        target: targets(line, span.from, content, (condition, span.to), actor),
        condition: condition.map(|at| line.said(at, condition_end(line, at, span.to)).to_owned()),
        deadline: None,
    };
    let raw = line.raw(said, modality, span, rule)?.by(actor);
    let end = |at: usize| condition_end(line, at, span.to);
    Some(condition.map_or(raw.clone(), |at| raw.and(line, Role::Condition, at, end(at))))
}

/// "stopped sending aid": the word that ends it stands before.
fn ended(line: &Line<'_>, from: usize) -> usize {
    let before = from.checked_sub(1).and_then(|at| line.word(at));
    let ends = before
        .is_some_and(|one| verb_form(&one.lower, &["stop", "halt", "cease", "end", "suspend"]).is_some());
    from - usize::from(ends)
}

/// Where a condition ends that begins at a word.
fn condition_end(line: &Line<'_>, at: usize, to: usize) -> usize {
    let scope = line.scopes.iter().find(|one| one.force == Force::Condition && one.cue == at);
    scope.filter(|one| line.is_any(one.to, &[","])).map_or(to, |one| one.to.min(to))
}

/// Whom a lever is meant for, as far as the text names them: on whom it would fall, who is told, who is to act.
fn targets(
    line: &Line<'_>,
    begin: usize,
    from: usize,
    (condition, to): (Option<usize>, usize),
    actor: &Actor,
) -> Vec<String> {
    let on = |one: &&Mention| {
        one.from >= from && one.from > 0 && line.is_any(one.from - 1, &["against", "on", "to", "for", "the"])
    };
    // "told Norland that it would leave", "warned the Isles".
    let told = |one: &&Mention| {
        let start = one.from - usize::from(one.from > 0 && line.is_any(one.from - 1, &["the"]));
        let tells = start > 0
            && line.is_any(start - 1, &["told", "tells", "warned", "warns", "warn", "tell", "threatened"]);
        tells && one.to <= begin + 2 && !line.is_person(one)
    };
    // "unless Norland signs".
    let acts = |one: &&Mention| {
        let start = one.from - usize::from(one.from > 0 && line.is_any(one.from - 1, &["the", "both"]));
        condition.is_some_and(|at| start == at + 1) && !line.is_any(one.to, &["'s", "'"])
    };
    let meant = line.mentions_in(0, to).filter(|one| on(one) || told(one) || acts(one));
    let mut found: Vec<String> = Vec::new();
    for name in meant.flat_map(|one| line.actor_of(one).parties) {
        if !actor.parties.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

fn kind(line: &Line<'_>, from: usize, to: usize) -> Lever {
    let has = |words: &[&str]| line.has(from, to, words);
    let ends = || {
        (from..to).any(|at| {
            let form = verb_form(
                &line.words[at].lower,
                &[
                    "end", "cut", "halt", "suspend", "withhold", "stop", "freeze", "block", "cancel", "deny",
                    "delay",
                ],
            );
            form.is_some()
        })
    };
    if has(SANCTIONS) {
        Lever::Sanctions
    } else if has(AID) && ends() {
        Lever::EndOfAid
    } else if has(AID) {
        Lever::Aid
    } else if has(&["strike", "walkout", "job", "picket", "lockout", "stoppage", "work"]) {
        Lever::Strike
    } else if has(&["leave", "walk", "quit", "withdraw", "move", "pass", "exit", "pull"]) {
        Lever::WalkAway
    } else if has(&["attack", "force", "bomb", "troops", "war", "invade", "strikes", "military"]) {
        Lever::Force
    } else if has(&["offer", "offered", "reward", "finance", "release"]) {
        Lever::Inducement
    } else {
        Lever::Threat
    }
}
