//! What did not happen, will not, or was taken back: the words that say so, and how far they reach.

use super::{Force, Scope};
use crate::{
    cues::Line,
    words::{Standing, Verb, verb_form},
};

/// Whoever does this "to do" something does not do it.
const NOT_TO: &[&str] = &["fail", "refuse", "decline", "neglect", "omit", "cease", "hesitate"];
/// "unable to", "unlikely to", "yet to".
const ADJECTIVES: &[&str] = &["unable", "unlikely", "yet", "powerless", "ineligible", "loath"];
/// Whoever is kept so "from" something does not do it.
const FROM: &[&str] = &[
    "bar",
    "ban",
    "prevent",
    "exclude",
    "block",
    "keep",
    "stop",
    "prohibit",
    "deter",
    "dissuade",
    "discourage",
    "disqualify",
    "refrain",
    "abstain",
    "desist",
    "omit",
    "hinder",
];
/// Verbs that take back what was meant, asked for or threatened.
const TAKES_BACK: &[&str] = &[
    "withdraw",
    "drop",
    "abandon",
    "scrap",
    "retract",
    "rescind",
    "revoke",
    "renounce",
    "shelve",
    "cancel",
    "waive",
    "reverse",
    "disavow",
    "soften",
    "relinquish",
    "discard",
    "lift",
    "suspend",
    "postpone",
];
/// What may be taken back before it was done.
pub(crate) const MEANT: &[&str] = &[
    "plan",
    "plans",
    "threat",
    "threats",
    "demand",
    "demands",
    "intention",
    "intentions",
    "idea",
    "request",
    "requests",
    "insistence",
    "ultimatum",
    "warning",
    "bid",
    "decision",
    "opposition",
    "objection",
    "objections",
    "pledge",
    "vow",
    "condition",
    "conditions",
    "push",
    "call",
    "calls",
    "support",
    "resistance",
    "claim",
    "claims",
    "hope",
    "hopes",
];
/// Of which there may be none: "no plans to", "no intention of".
const NONE_OF: &[&str] = &[
    "plan",
    "plans",
    "intention",
    "intentions",
    "intent",
    "wish",
    "desire",
    "need",
    "reason",
    "interest",
    "decision",
    "mandate",
    "authority",
    "right",
    "appetite",
    "readiness",
    "willingness",
    "agreement",
    "question",
    "offer",
    "attempt",
    "threat",
    "demand",
    "request",
    "promise",
    "commitment",
    "way",
    "chance",
    "hurry",
    "date",
    "ambition",
    "talk",
];

/// What may be due or allowed, and is not where a "not" stands before it.
const DUE: &[&str] = &[
    "due",
    "set",
    "likely",
    "able",
    "ready",
    "prepared",
    "willing",
    "going",
    "expected",
    "scheduled",
    "supposed",
    "planning",
    "allowed",
    "permitted",
    "free",
    "authorised",
    "authorized",
    "about",
    "entitled",
    "keen",
    "planned",
];

/// The stretches of a sentence that tell of what is not done.
pub(super) fn undone(line: &Line<'_>) -> Vec<Scope> {
    let mut found = Vec::new();
    for verb in &line.verbs {
        found.extend(negated(line, verb));
        found.extend(taken_back(line, verb));
        found.extend(since_dropped(line, verb));
    }
    for at in 0..line.words.len() {
        found.extend(not_to(line, at));
        found.extend(kept_from(line, at));
        found.extend(none_of(line, at));
        found.extend(decided_against(line, at));
    }
    found
}

fn reach(line: &Line<'_>, from: usize, cue: usize) -> Scope {
    Scope { from, to: line.clause_end(from + 1), force: Force::Undone, cue }
}

/// The "to" of an infinitive that hangs on a verb or adjective at a place: right after it, or after who is to do it.
pub(super) fn infinitive_after(line: &Line<'_>, at: usize) -> Option<usize> {
    let near = (at + 9).min(line.end());
    (at + 1..near)
        .take_while(|one| !line.is_any(*one, &[",", ";", "that", "and", "but", "if", "—", "which", "who"]))
        .find(|one| {
            line.is_any(*one, &["to"])
                && line
                    .verbs
                    .iter()
                    .any(|verb| verb.form == Standing::Infinitive && verb.from > *one && verb.from <= one + 2)
        })
}

/// "does not intend to", "is not expected to", "was never asked to".
fn negated(line: &Line<'_>, verb: &Verb) -> Option<Scope> {
    if !verb.negated || NOT_TO.contains(&verb.lemma) {
        return None;
    }
    let to = infinitive_after(line, verb.at)?;
    // "did not go to Geneva to attend" keeps what it was for apart.
    let near = to <= verb.at + 5;
    near.then(|| reach(line, to + 1, verb.at))
}

/// "failed to", "unable to", "not due to", "had been due to".
fn not_to(line: &Line<'_>, at: usize) -> Option<Scope> {
    let word = &line.words[at];
    let to = || line.is_any(at + 1, &["to"]).then_some(at + 1);
    let not_before = line.has(
        at.saturating_sub(2),
        at,
        &["not", "never", "longer", "isn't", "wasn't", "aren't", "weren't"],
    );
    if word.any(ADJECTIVES) {
        return Some(reach(line, to()? + 1, at)).filter(|_| !not_before);
    }
    let verb = verb_form(&word.lower, NOT_TO).is_some();
    if verb && !not_before {
        return Some(reach(line, to()? + 1, at));
    }
    if word.any(DUE) && not_before {
        return Some(reach(line, to()? + 1, at));
    }
    let had = word.any(&["due", "scheduled", "supposed", "expected", "set"])
        && at >= 2
        && line.is_any(at - 1, &["been"])
        && line.has(at.saturating_sub(3), at, &["had"]);
    had.then(|| Some(reach(line, to()? + 1, at))).flatten()
}

/// "was barred from attending", "kept X from signing", "refrained from".
fn kept_from(line: &Line<'_>, at: usize) -> Option<Scope> {
    let word = &line.words[at];
    verb_form(&word.lower, FROM)?;
    let near = (at + 8).min(line.end());
    let from = (at + 1..near)
        .take_while(|one| !line.is_any(*one, &[",", ";", "that", "and", "but", "to"]))
        .find(|one| line.is_any(*one, &["from"]))?;
    let doing = line.word(from + 1).is_some_and(|one| one.lower.ends_with("ing"));
    let not = line.has(at.saturating_sub(3), at, &["not", "never", "didn't", "won't"]);
    (doing && !not).then(|| reach(line, from + 1, at))
}

/// "no plans to", "no intention of", "without any wish to".
fn none_of(line: &Line<'_>, at: usize) -> Option<Scope> {
    if !line.is_any(at, NONE_OF) || !line.is_any(at + 1, &["to", "of", "for", "in", "that"]) {
        return None;
    }
    let near = at.saturating_sub(3);
    let none =
        (near..at).rev().find(|one| line.is_any(*one, &["no", "without", "not", "never", "neither"]))?;
    let plain = (none..at).all(|one| line.words[one].is_word && !line.is_any(one, &["and", "but", "to"]));
    plain.then(|| reach(line, at + 2, none))
}

/// "ruled out imposing", "decided against", "stopped short of", "backed away from", "gave up".
fn decided_against(line: &Line<'_>, at: usize) -> Option<Scope> {
    let word = &line.words[at];
    let is = |lemmas: &[&'static str]| verb_form(&word.lower, lemmas).is_some();
    let next = |step: usize, of: &[&str]| line.is_any(at + step, of);
    let not = line.has(
        at.saturating_sub(3),
        at,
        &["not", "never", "didn't", "won't", "hasn't", "haven't", "cannot"],
    );
    // "refused to rule out" leaves it open.
    let kept_open = not || line.is_declined(at);
    let two = is(&["rule"]) && next(1, &["out"])
        || is(&["decide", "vote", "argue", "advise", "warn", "opt", "speak"]) && next(1, &["against"])
        || is(&["give"]) && next(1, &["up"])
        || is(&["hold"]) && next(1, &["off"]);
    let three = is(&["stop"]) && next(1, &["short"]) && next(2, &["of"])
        || is(&["back", "step", "shy", "pull", "draw", "move", "retreat", "climb"])
            && next(1, &["away", "back", "down", "off"])
            && next(2, &["from", "on"])
        || is(&["back", "opt", "pull"]) && next(1, &["out"]) && next(2, &["of"]);
    let length = match (two, three) {
        (true, _) => 2,
        (false, true) => 3,
        (false, false) => return None,
    };
    let from = at + length;
    if line.is_any(at, &["warned", "warns", "warning", "warn"])
        && !line.word(from).is_some_and(|one| one.lower.ends_with("ing"))
    {
        return None;
    }
    let mut scope = reach(line, from, at);
    let meant = line.has(from, (from + 4).min(scope.to), MEANT);
    if meant {
        scope.force = Force::TakenBack;
    }
    if kept_open {
        scope.force = Force::Open;
    }
    Some(scope)
}

/// "had insisted on it, but has since dropped that demand": what was told before is no longer so.
fn since_dropped(line: &Line<'_>, verb: &Verb) -> Option<Scope> {
    let drops = TAKES_BACK.contains(&verb.lemma) && verb.form == Standing::Finite && verb.modal.is_none();
    if !drops || verb.negated || verb.passive || verb.from < 2 {
        return None;
    }
    let points = line.is_any(verb.at + 1, &["it", "them"])
        || line.is_any(verb.at + 1, &["the", "that", "this", "those"]) && line.is_any(verb.at + 2, MEANT);
    let joined = line.is_any(verb.from - 1, &["but", "and", "then", "later"]);
    if !points || !joined {
        return None;
    }
    let before = line.verbs.iter().rev().find(|one| one.at < verb.from && one.form == Standing::Finite)?;
    Some(Scope { from: before.from, to: verb.from - 1, force: Force::TakenBack, cue: verb.at })
}

/// "withdrew its threat to", "dropped the demand for"; "the threat to X was withdrawn".
fn taken_back(line: &Line<'_>, verb: &Verb) -> Option<Scope> {
    if !TAKES_BACK.contains(&verb.lemma)
        && !TAKES_BACK
            .iter()
            .any(|one| verb.lemma.is_empty() && verb_form(&line.words[verb.at].lower, &[one]).is_some())
    {
        return None;
    }
    if verb.negated || verb.modal.is_some() || matches!(verb.form, Standing::Infinitive | Standing::Gerund) {
        return None;
    }
    if verb.passive {
        let start = line.clause_start(verb.from);
        let noun = line.find(start, verb.from, MEANT)?;
        let from = crate::cues::phrase_start(line, noun).max(start);
        return Some(Scope { from, to: verb.from, force: Force::TakenBack, cue: verb.at });
    }
    let to = line.clause_end(verb.at + 1);
    let noun = line.find(verb.at + 1, (verb.at + 6).min(to), MEANT)?;
    let apart = line.has(verb.at + 1, noun, &[",", "from", "and", "to", "in"]);
    (!apart).then_some(Scope { from: verb.at + 1, to, force: Force::TakenBack, cue: verb.at })
}
