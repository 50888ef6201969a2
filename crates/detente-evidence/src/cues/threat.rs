//! Threats that hang on something: what somebody would do to hurt, unless, if, until.

use super::{
    Raw, Span,
    lever::{draft, with_condition},
    line::Line,
};
use crate::{
    draft::Modality,
    words::{Modal, Standing, Verb, verb_form},
};

/// What hurts whoever it is done to.
const HARMS: &[&str] = &[
    "leave",
    "walk",
    "quit",
    "suspend",
    "halt",
    "cut",
    "end",
    "impose",
    "strike",
    "retaliate",
    "close",
    "block",
    "boycott",
    "attack",
    "freeze",
    "cancel",
    "expel",
    "sue",
    "veto",
    "stop",
    "break",
    "act",
    "respond",
    "shut",
    "seize",
    "punish",
    "deploy",
    "invade",
    "bomb",
    "abandon",
    "refuse",
    "reject",
    "resign",
    "escalate",
    "blockade",
    "pull",
    "move",
    "pass",
    "storm",
    "deny",
    "withhold",
    "bar",
    "ban",
    "evict",
    "fine",
    "sanction",
    "target",
    "arrest",
    "detain",
    "confiscate",
    "terminate",
    "scrap",
    "exit",
    "resort",
    "fight",
    "intervene",
    "dismiss",
    "fire",
    "lock",
    "picket",
    "annex",
    "divert",
    "double",
    "shoot",
    "renounce",
    "tighten",
    "withdraw",
    "pursue",
    "take",
    "consider",
    "use",
    "raise",
    "increase",
    "send",
    "file",
    "appeal",
    "call",
    "disrupt",
    "torpedo",
    "delay",
    "reconsider",
];
/// Words that make an act a threat, whatever the verb.
const HARM_WORDS: &[&str] = &[
    "sanctions",
    "tariffs",
    "action",
    "steps",
    "measures",
    "force",
    "troops",
    "strike",
    "strikes",
    "court",
    "pass",
    "consequences",
    "retaliation",
    "blockade",
    "embargo",
    "ban",
    "military",
    "penalties",
    "countermeasures",
    "fees",
    "duties",
    "stand",
    "walk",
    "on",
    "arbitration",
    "tribunal",
    "council",
];
/// Of these verbs the words after them say whether they hurt.
const BY_THEIR_WORDS: &[&str] = &[
    "take",
    "consider",
    "use",
    "raise",
    "increase",
    "send",
    "pursue",
    "move",
    "appeal",
    "file",
    "deploy",
    "pass",
    "reconsider",
];
/// What troops and inspectors are withdrawn from is freed; talks, envoys and offers are not.
const FORCES: &[&str] = &[
    "troops",
    "forces",
    "fleet",
    "ships",
    "vessels",
    "soldiers",
    "fighters",
    "army",
    "navy",
    "tanks",
    "police",
    "guards",
    "complaint",
    "lawsuit",
    "objection",
    "claim",
    "claims",
    "veto",
];

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
        return !has(&[
            "strike",
            "blockade",
            "sanctions",
            "tariffs",
            "embargo",
            "ban",
            "boycott",
            "attacks",
            "fighting",
        ]);
    }
    // "would consider lifting the ban".
    let relieves = (verb.at + 1..to).any(|at| {
        line.word(at).is_some_and(|one| {
            verb_form(&one.lower, &["lift", "ease", "end", "drop", "suspend", "remove", "waive", "release"])
                .is_some()
        })
    });
    !BY_THEIR_WORDS.contains(&form.lemma) || has(HARM_WORDS) && !relieves
}

/// "If no deal is struck by May", "if the three cannot agree": what follows hangs on a failure.
fn of_failure(line: &Line<'_>, condition: usize, to: usize) -> bool {
    line.is_any(condition, &["if", "should"])
        && (condition + 1..to).take_while(|at| !line.is_any(*at, &[","])).any(|at| {
            line.is_any(
                at,
                &["no", "not", "cannot", "can't", "never", "fail", "fails", "failed", "refuses", "refused"],
            )
        })
}

/// "wards must stay staffed, or the ministry would apply for an order": a demand and what follows without it.
pub(super) fn or_else(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let would = matches!(verb.modal, Some(Modal::Will | Modal::Would)) && verb.form == Standing::Finite;
    let or = (verb.from.saturating_sub(8)..verb.from).rev().find(|at| line.is_any(*at, &["or"]))?;
    let demands = line.has(
        0,
        or,
        &["must", "should", "demand", "demanded", "demands", "urged", "told", "ordered", "needs"],
    );
    let clause = or > 0 && line.is_any(or - 1, &[","]) && or + 1 < verb.from;
    if !(would && demands && clause) || verb.negated || verb.passive {
        return None;
    }
    let own = line.noun_phrase(or + 1, verb.from);
    let speech = line.speech_at(verb.at).or_else(|| line.speech_at(or.saturating_sub(2)));
    let speaker = speech.map(|one| one.actor.clone());
    let actor = Some(own).filter(|one| !one.parties.is_empty()).or(speaker)?;
    let to = line.clause_end(verb.at + 1);
    let span = Span { from: or + 1, to: to.max(verb.at + 1) };
    let raw = draft(line, span, verb.from, Modality::Conditional, &actor, "conditional-threat")?;
    actor.is_known().then(|| raw.anchored(Some(verb.at)))
}

/// "A would do it if B": a consequence that a party announces for a condition.
pub(super) fn hanging(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
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
    let leading = line.leading_condition(verb.from);
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
    let none = line.is_any(verb.at + 1, &["nothing", "no"]);
    let withholds = (verb.negated || none)
        && unless
        && ["attend", "sign", "release", "return", "lift", "join", "pay", "send"].contains(&verb.lemma);
    // Whatever a party does unless the other side gives way is a threat, where it is no gift.
    let acts = (unless || leading.is_some_and(|at| of_failure(line, at, verb.from)))
        && !verb.negated
        && !none
        && !verb.passive
        && (verb.lemma != "have" || line.is_any(verb.at + 1, &["to"]))
        && ![crate::words::IS, "stay", "remain", "continue", "keep", "need", "hold", "meet", "talk", "try"]
            .contains(&verb.lemma)
        // "would reopen the question" gives nothing.
        && (verb_form(&line.words[verb.at].lower, super::offer::GIVES).is_none()
            || line.has(verb.at + 1, verb.at + 4, &["issue", "question", "matter", "case", "dispute"]));
    if likely || !(harms(line, verb, to) && !verb.negated || withholds || acts) {
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
