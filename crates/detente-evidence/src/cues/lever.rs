//! Levers: sanctions, aid, threats, inducements, walking away.

use super::{
    Actor, Raw, Span,
    line::Line,
    proposal::{before_auxiliary, owner_of, phrase_start},
};
use crate::{
    draft::{Lever, Modality, Role, Said},
    modality::{CONDITIONS, around, hangs},
    reality::{Force, is_past},
    words::{Modal, Standing, Verb, verb_form},
};

const SANCTIONS: &[&str] = &[
    "sanctions",
    "sanction",
    "embargo",
    "tariffs",
    "tariff",
    "boycott",
    "blockade",
    "ban",
    "duties",
    "quota",
];
const AID: &[&str] = &[
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
const PRESSES: &[&str] = &[
    "impose", "increase", "tighten", "lift", "ease", "suspend", "halt", "cut", "end", "withhold", "freeze",
    "boost", "stop", "resume", "expand", "restore", "block", "reduce", "send", "supply", "extend", "promise",
    "pledge", "threaten", "consider", "weigh", "mull", "offer", "provide", "cancel", "approve", "grant", "lend", "drop",
    "remove", "waive", "scrap", "double", "tie", "deny", "delay", "postpone", "cease", "raise", "introduce",
];
/// Who does this to a sanction ends it.
const LIFTS: &[&str] = &["lift", "drop", "end", "remove", "waive", "scrap", "cancel", "suspend", "postpone", "delay"];
/// What hurts whoever it is done to.
const HARMS: &[&str] = &[
    "leave", "walk", "quit", "suspend", "halt", "cut", "end", "impose", "strike", "retaliate", "close", "block", "boycott",
    "attack", "freeze", "cancel", "expel", "sue", "veto", "stop", "break", "act", "respond", "shut", "seize", "punish",
    "deploy", "invade", "bomb", "abandon", "refuse", "reject", "resign", "escalate", "blockade", "pull", "move", "pass",
    "storm", "deny", "withhold", "bar", "ban", "evict", "fine", "sanction", "target", "arrest", "detain", "confiscate",
    "terminate", "scrap", "exit", "resort", "fight", "intervene", "dismiss", "fire", "lock", "picket", "annex", "divert",
    "double", "shoot", "renounce", "tighten", "withdraw", "pursue", "escalate", "take", "consider", "use", "raise",
    "increase", "send", "file", "appeal", "call", "disrupt", "torpedo", "delay", "reconsider",
];
/// Words that make an act a threat, whatever the verb.
const HARM_WORDS: &[&str] = &[
    "sanctions", "tariffs", "action", "steps", "measures", "force", "troops", "strike", "strikes", "court", "pass",
    "consequences", "retaliation", "blockade", "embargo", "ban", "military", "penalties", "countermeasures", "fees",
    "duties", "stand", "walk", "on", "arbitration", "tribunal", "council", "action",
];
/// Who does this with a sum of money has a lever.
const PAYS: &[&str] = &[
    "lend", "pay", "provide", "pledge", "contribute", "grant", "give", "finance", "fund", "donate", "offer", "promise",
    "invest", "advance", "transfer", "release",
];
/// Of these verbs the words after them say whether they hurt.
const BY_THEIR_WORDS: &[&str] =
    &["take", "consider", "use", "raise", "increase", "send", "pursue", "move", "appeal", "file", "deploy", "pass", "reconsider"];
/// What troops and inspectors are withdrawn from is freed; talks, envoys and offers are not.
const FORCES: &[&str] = &[
    "troops", "forces", "fleet", "ships", "vessels", "soldiers", "fighters", "army", "navy", "tanks", "police", "guards",
    "complaint", "lawsuit", "objection", "claim", "claims", "veto",
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
        found.extend(hanging(line, verb));
    }
    found.extend(line.verbs.iter().filter_map(|verb| strike(line, verb)));
    found.extend(line.verbs.iter().filter_map(|verb| money(line, verb)));
    for at in 0..line.words.len() {
        if let Some(raw) = pressure(line, at) {
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
    Some(draft(line, Span { from, to }, verb.at + 1, modality, &actor, "threat-verb")?.anchored(Some(verb.at)))
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

/// Whether what a verb says hurts whoever it is done to.
pub(super) fn harms(line: &Line<'_>, verb: &Verb, to: usize) -> bool {
    let word = &line.words[verb.at];
    let Some(form) = verb_form(&word.lower, HARMS) else { return false };
    // Up to the condition: what the other side is to do is no part of the threat.
    let to = line.has_condition(verb.at, to).unwrap_or(to);
    let has = |words: &[&str]| line.has(verb.at + 1, to, words);
    if form.lemma == "call" {
        return line.is_any(verb.at + 1, &["off"]);
    }
    if form.lemma == "withdraw" || form.lemma == "pull" {
        return !has(FORCES);
    }
    if ["end", "stop", "halt", "cancel", "suspend", "scrap"].contains(&form.lemma) {
        return !has(&["strike", "blockade", "sanctions", "tariffs", "embargo", "ban", "boycott", "attacks", "fighting"]);
    }
    // "would consider lifting the ban".
    let relieves = (verb.at + 1..to).any(|at| {
        line.word(at).is_some_and(|one| {
            verb_form(&one.lower, &["lift", "ease", "end", "drop", "suspend", "remove", "waive", "release"]).is_some()
        })
    });
    !BY_THEIR_WORDS.contains(&form.lemma) || has(HARM_WORDS) && !relieves
}

/// "A would do it if B": a consequence that a party announces for a condition.
fn hanging(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    if verb.form != Standing::Finite
        || !matches!(verb.modal, Some(Modal::Will | Modal::Would))
        || verb.lemma == "threaten"
    {
        return None;
    }
    let to = line.clause_end(verb.at + 1);
    let to = with_condition(line, to);
    let otherwise = line.find(verb.at, to, &["otherwise"]);
    let condition = line.has_condition(verb.at, to).or(otherwise);
    let leading = line.scopes.iter().find(|one| {
        one.force == Force::Condition && one.to <= verb.from && line.is_any(one.to, &[","]) && !line.has(one.to + 1, verb.from, &[",", ";"])
    });
    let leading = leading.map(|one| one.cue);
    let condition = condition.or(leading)?;
    let actor = line.subject(verb);
    // Somebody who can act, and whose act it is: not what others would then do to it.
    let group = line.has(
        actor.from,
        actor.to,
        &[
            "workers",
            "dockworkers",
            "members",
            "lines",
            "strikers",
            "drivers",
            "miners",
            "teachers",
            "nurses",
        ],
    );
    // "the exchange would be called off if": whoever says so threatens with it.
    let speaker = line.speech_at(verb.at).map(|one| one.actor.clone()).filter(|one| !one.parties.is_empty());
    let actor = match speaker {
        Some(speaker) if verb.passive && !line.has(verb.at, to, &["by"]) => speaker,
        _ if verb.passive => return None,
        _ => actor,
    };
    if actor.parties.is_empty() && !actor.is_person && !group {
        return None;
    }
    let likely = line.has(verb.from, verb.at, &["probably", "likely"]);
    let unless = line.is_any(condition, &["unless", "otherwise"]);
    let withholds = verb.negated && unless && ["attend", "sign", "release", "return", "lift", "join", "pay", "send"].contains(&verb.lemma);
    if likely || !(harms(line, verb, to) && !verb.negated || withholds) {
        return None;
    }
    let actor = if actor.parties.is_empty() {
        line.speech_at(verb.at).map_or(actor, |one| one.actor.clone())
    } else {
        actor
    };
    let from = line.clause_from(verb, &line.subject(verb)).min(if leading.is_some() {
        condition
    } else {
        usize::MAX
    });
    let raw = draft(line, Span { from, to }, verb.from, Modality::Conditional, &actor, "conditional-threat")?;
    Some(raw.anchored(Some(verb.at)))
}

/// "would lend 60 million dollars once a treaty is signed": money that is promised, or hangs on something.
fn money(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    verb_form(&line.words[verb.at].lower, PAYS)?;
    let to = line.clause_end(verb.at + 1);
    let near = (verb.at + 7).min(to);
    let sum = (verb.at + 1..near).any(|at| {
        line.is_any(at, &["million", "billion", "dollars", "euros", "pounds"])
            || line.is_any(at, &["$", "€", "£"]) && line.word(at + 1).is_some_and(crate::words::Word::is_number)
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
    Some(Raw { said: Said::Lever { lever: Lever::Aid, what, target, condition, deadline }, ..raw })
}

/// "will walk off the job on Monday", "plan to strike".
fn strike(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let walks = verb.lemma == "walk"
        && line.is_any(verb.at + 1, &["off", "out"])
        && line.has(verb.at, verb.at + 5, &["job", "work"]);
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

fn with_condition(line: &Line<'_>, to: usize) -> usize {
    let next = to + usize::from(line.is_any(to, &[","]));
    let begins = line.is_any(next, CONDITIONS) || line.has_condition(next, next + 1).is_some();
    if begins { line.clause_end(next + 1) } else { to }
}

/// "increase sanctions against A", "suspended arms deliveries", "military aid to B".
fn pressure(line: &Line<'_>, at: usize) -> Option<Raw> {
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
        &[
            "appear",
            "appears",
            "reportedly",
            "considering",
            "mulling",
            "weighing",
            "may",
            "might",
            "could",
        ],
    );
    let not = own.is_some_and(|one| one.negated) || line.is_any(at, SANCTIONS) && lifted(line, own);
    let modality = if not {
        Modality::Negated
    } else if hangs(line, from, to) {
        Modality::Conditional
    } else if hedged {
        Modality::Speculated
    } else if own.is_some_and(|one| one.modal == Some(Modal::Will)) || verb.is_some_and(|one| intended(line, one)) {
        Modality::Planned
    } else {
        sentence.spoken()
    };
    let raw = draft(line, Span { from, to: to.max(at + 1) }, start.max(acting), modality, &actor, "pressure")?;
    Some(raw.anchored(Some(acting)))
}

/// "agreed to lift", "plans to impose".
fn intended(line: &Line<'_>, verb: &Verb) -> bool {
    verb.form == Standing::Infinitive
        && line.has(
            verb.from.saturating_sub(3),
            verb.from,
            &[
                "agreed", "agrees", "agree", "plans", "plan", "planned", "intends", "intend", "promised", "promises",
                "pledged", "vowed", "decided", "undertook", "committed", "due", "set",
            ],
        )
}

/// Whether a verb tells that somebody has ended a sanction: no lever is left of it.
fn lifted(line: &Line<'_>, verb: Option<&Verb>) -> bool {
    verb.is_some_and(|one| {
        verb_form(&line.words[one.at].lower, LIFTS).is_some()
            && one.form == Standing::Finite
            && one.modal.is_none()
            && is_past(line, one) | line.has(one.from, one.at, &["has", "have"])
    })
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
    let modality = if verb.negated || line.is_any(at, SANCTIONS) && lifted(line, Some(verb)) {
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
    Some(raw.anchored(Some(verb.at)))
}

fn draft(
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
        target: targets(line, content, span.to, actor),
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
    let ends = before.is_some_and(|one| verb_form(&one.lower, &["stop", "halt", "cease", "end", "suspend"]).is_some());
    from - usize::from(ends)
}

/// Where a condition ends that begins at a word.
fn condition_end(line: &Line<'_>, at: usize, to: usize) -> usize {
    let scope = line.scopes.iter().find(|one| one.force == Force::Condition && one.cue == at);
    scope.filter(|one| line.is_any(one.to, &[","])).map_or(to, |one| one.to.min(to))
}

fn targets(line: &Line<'_>, from: usize, to: usize, actor: &Actor) -> Vec<String> {
    let on = line
        .mentions_in(from, to)
        .filter(|one| one.from > 0 && line.is_any(one.from - 1, &["against", "on", "to", "for", "the"]));
    let mut found: Vec<String> = Vec::new();
    for name in on.flat_map(|one| line.actor_of(one).parties) {
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
                &["end", "cut", "halt", "suspend", "withhold", "stop", "freeze", "block", "cancel", "deny", "delay"],
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
    } else if has(&["strike", "walkout", "job", "picket", "lockout", "stoppage"]) {
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
