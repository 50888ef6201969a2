//! Positions: what a party wants, expects, argues, is ready for, is against.

use super::{
    Actor, Raw, Span,
    line::Line,
    proposal::{before_auxiliary, owner_of, phrase_start},
};
use crate::{
    draft::{Modality, Role, Said, Strength},
    modality::{around, hangs},
    words::{Modal, Standing, Verb},
};

const ASKS: &[(&str, Strength)] = &[
    ("want", Strength::Wants),
    ("seek", Strength::Wants),
    ("prefer", Strength::Wants),
    ("favor", Strength::Supports),
    ("favour", Strength::Supports),
    ("support", Strength::Supports),
    ("back", Strength::Supports),
    ("endorse", Strength::Supports),
    ("advocate", Strength::Supports),
    ("champion", Strength::Supports),
    ("demand", Strength::Insists),
    ("insist", Strength::Insists),
    ("require", Strength::Insists),
    ("oppose", Strength::Opposes),
    ("object", Strength::Opposes),
    ("urge", Strength::Wants),
    ("argue", Strength::Supports),
    ("contend", Strength::Supports),
    ("maintain", Strength::Supports),
    ("reaffirm", Strength::Insists),
    ("expect", Strength::Wants),
    ("regard", Strength::Supports),
    ("consider", Strength::Supports),
    ("believe", Strength::Supports),
    ("hope", Strength::Wants),
    ("aim", Strength::Wants),
    ("request", Strength::Wants),
    ("resist", Strength::Opposes),
    ("lobby", Strength::Wants),
];

/// The positions of a sentence.
pub(crate) fn positions(line: &Line<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for verb in &line.verbs {
        if let Some((strength, rule)) = asks(line, verb) {
            found.extend(drafted(line, verb, strength, rule));
        }
    }
    for verb in &line.verbs {
        found.extend(in_exchange(line, verb));
    }
    for at in 0..line.words.len() {
        found.extend(ready(line, at));
        found.extend(by_noun(line, at));
    }
    found
}

fn asks(line: &Line<'_>, verb: &Verb) -> Option<(Strength, &'static str)> {
    let next = |words: &[&str]| line.is_any(verb.at + 1, words);
    let goes_on = verb.form == Standing::Infinitive
        && line
            .verbs
            .iter()
            .any(|one| one.at + 2 == verb.at && ["continue", "begin", "start"].contains(&one.lemma));
    let refuses = verb.form == Standing::Infinitive && verb.lemma == "rule" && line.is_declined(verb.from);
    let finite = matches!(verb.form, Standing::Finite | Standing::Participle) || goes_on || refuses;
    let could = matches!(verb.modal, Some(Modal::May | Modal::Would)) && !verb.negated;
    let nothing = next(&["no", "neither", "nothing", "none"]);
    if could && finite && !nothing && !verb.passive && verb.lemma == "accept" && verb.at + 1 < line.end() {
        return Some((Strength::NotRuledOut, "could-accept"));
    }
    if !finite || verb.passive {
        return None;
    }
    if let Some(strength) = phrase(line, verb) {
        return Some((strength, "position-phrase"));
    }
    let strength = ASKS.iter().find(|(lemma, _)| *lemma == verb.lemma).map(|(_, strength)| *strength)?;
    let noun_follows = !next(&[
        "comment",
        "shelter",
        "reelection",
        "asylum",
        "help",
        ",",
        ".",
        ";",
        "that",
        "by",
        "in",
        "at",
    ]) && verb.at + 1 < line.end();
    let fits = match verb.lemma {
        // "maintains relations" is no position.
        "argue" | "contend" | "maintain" | "believe" | "hope" | "reaffirm" => {
            let clause = next(&["that", "for"])
                || verb.lemma == "reaffirm"
                || line.verbs.iter().any(|one| one.at > verb.at + 1 && one.form == Standing::Finite)
                || is_clause(line, verb.at + 1);
            clause && !next(&["over", "about", "with"]) && (verb.lemma != "hope" || next(&["for"]))
        }
        "insist" | "object" => {
            (next(&["on", "upon", "that", "to"])
                || next(&[","]) && line.has(verb.at + 1, verb.at + 7, &["on"]))
                || is_clause(line, verb.at + 1)
        }
        "consider" if verb.modal.is_some() => false,
        "consider" | "regard" => {
            noun_follows
                && line.verbs.iter().all(|one| one.at != verb.at + 1)
                && verb.form == Standing::Finite
                && !line.has(verb.from, verb.at, &["is", "are", "was", "were"])
                || verb.lemma == "regard" && noun_follows
        }
        "back" => noun_follows && !next(&["away", "down", "out", "off", "up"]),
        "aim" => next(&["at", "to", "for"]) && (verb.from < verb.at || !line.is_any(verb.at, &["aimed"])),
        "expect" => noun_follows && !next(&["to"]),
        "demand" | "urge" | "request" | "prefer" => noun_follows || next(&["that"]),
        _ => noun_follows,
    };
    fits.then_some((strength, "position-verb"))
}

/// Verbs that ask with a preposition: "called for", "pushed X to".
fn phrase(line: &Line<'_>, verb: &Verb) -> Option<Strength> {
    let next = |words: &[&str]| line.is_any(verb.at + 1, words);
    let pushed = line
        .find(verb.at + 1, verb.at + 6, &["to"])
        .is_some_and(|to| line.verbs.iter().any(|one| one.at == to + 1));
    match verb.lemma {
        "push" | "press" => (pushed || next(&["for"])).then_some(Strength::Wants),
        "ask" if next(&["for"]) => Some(Strength::Wants),
        "ask" if line.find(verb.at + 2, verb.at + 5, &["for"]).is_some() => Some(Strength::Wants),
        // "asked both to keep it out": a party that asks others wants it.
        "ask" => (pushed && !line.subject(verb).parties.is_empty()).then_some(Strength::Wants),
        "look" => next(&["for"]).then_some(Strength::Wants),
        "call" => next(&["for", "on", "upon"]).then_some(Strength::Wants),
        "rule" => {
            let kept_open = verb.negated || line.is_declined(verb.from);
            (kept_open && next(&["out"])).then_some(Strength::NotRuledOut)
        }
        "appeal" => next(&["for", "to"]).then_some(Strength::Wants),
        "settle" => next(&["for"]).then_some(Strength::Insists),
        "make" => line
            .has(verb.at + 1, line.clause_end(verb.at + 1), &["condition", "precondition", "prerequisite"])
            .then_some(Strength::Insists),
        _ => None,
    }
}

fn is_clause(line: &Line<'_>, from: usize) -> bool {
    line.words[from.min(line.words.len())..line.end().max(from)].iter().take(16).any(|one| {
        one.any(&[
            "is", "are", "was", "were", "has", "have", "had", "must", "should", "would", "will", "can",
            "cannot",
        ])
    })
}

fn drafted(line: &Line<'_>, verb: &Verb, strength: Strength, rule: &'static str) -> Vec<Raw> {
    let actor = line.subject(verb);
    // What diplomats and analysts expect is a forecast.
    let forecast = verb.lemma == "expect" && actor.parties.is_empty() && !actor.is_person;
    if !actor.is_known() || forecast {
        return Vec::new();
    }
    let content = line.after_verb(verb);
    let to = line.clause_end(content);
    let from = line.clause_from(verb, &actor);
    let modality = around(line, verb.from, verb.at + 1, Some(verb)).spoken();
    // Under a verb of speech of its own, it is reported: an argument is said by somebody.
    let argues = ["argue", "contend", "maintain", "insist", "urge", "reaffirm"].contains(&verb.lemma)
        || rule == "position-phrase" && verb.lemma == "call";
    let modality = if argues && rule != "position-verb"
        || ["argue", "contend", "maintain"].contains(&verb.lemma)
        || verb.lemma == "insist" && !line.is_any(verb.at + 1, &["on", "upon"])
    {
        Modality::Reported
    } else {
        modality
    };
    let modality = match verb.modal {
        // "could accept it if": on what it hangs is said, and comes before the hedge.
        Some(Modal::May | Modal::Would) if hangs(line, verb.from, to) => Modality::Conditional,
        Some(Modal::May) => Modality::Speculated,
        _ => modality,
    };
    let (strength, unsaid) = if verb.negated { not(strength) } else { (strength, false) };
    let modality = if unsaid { Modality::Negated } else { modality };
    let said =
        Said::Position { what: line.said(content, to).to_owned(), strength, issue: None, proposal: None };
    let raw = line.raw(said, modality, Span { from, to }, rule);
    let standing = Some(verb.at).filter(|_| strength != Strength::NotRuledOut);
    raw.map(|raw| raw.by(&actor).and(line, Role::Cue, verb.at, verb.at + 1).anchored(standing).each())
        .unwrap_or_default()
}

/// What a "not" makes of a position, and whether there is none: who does not demand, want or support something is not
/// against it for that. Who does not oppose it has not ruled it out.
const fn not(strength: Strength) -> (Strength, bool) {
    match strength {
        Strength::NotRuledOut => (strength, false),
        Strength::Opposes => (Strength::NotRuledOut, false),
        Strength::Wants | Strength::Insists | Strength::Ready | Strength::Supports => (strength, true),
    }
}

/// "will release them only in exchange for a withdrawal".
fn in_exchange(line: &Line<'_>, verb: &Verb) -> Vec<Raw> {
    let to = line.clause_end(verb.at + 1);
    let for_something = (verb.at + 1..to).any(|at| {
        line.is_any(at, &["in"])
            && line.is_any(at + 1, &["exchange", "return"])
            && line.is_any(at + 2, &["for"])
            || line.is_any(at, &["only"]) && line.is_any(at + 1, &["if", "when", "after", "in"])
            || line.is_any(at, &["on"]) && line.is_any(at + 1, &["condition"])
    });
    if !for_something
        || verb.form != Standing::Finite
        || !matches!(verb.modal, Some(Modal::Will | Modal::Would | Modal::May))
    {
        return Vec::new();
    }
    let actor = line.subject(verb);
    if !actor.is_known() {
        return Vec::new();
    }
    let from = line.clause_from(verb, &actor);
    let said = Said::Position {
        what: line.said(verb.at, to).to_owned(),
        strength: Strength::Ready,
        issue: None,
        proposal: None,
    };
    let raw = line.raw(said, Modality::Conditional, Span { from, to }, "in-exchange");
    raw.map(|raw| raw.by(&actor).each()).unwrap_or_default()
}

/// "Norland's demand for a truce", "its insistence on".
fn by_noun(line: &Line<'_>, at: usize) -> Vec<Raw> {
    let fits = line.is_any(
        at,
        &[
            "demand",
            "demands",
            "insistence",
            "request",
            "appeal",
            "preference",
            "readiness",
            "willingness",
            "opposition",
            "call",
            "calls",
        ],
    ) && line.is_any(at + 1, &["for", "that", "on", "to"])
        && !line.verbs.iter().any(|one| one.at == at);
    if !fits {
        return Vec::new();
    }
    let ready = line.is_any(at, &["readiness", "willingness"]);
    let said_so = line.verbs.iter().any(|one| {
        one.at < at
            && at - one.at <= 4
            && ["express", "reaffirm", "reiterate", "voice", "signal", "declare", "confirm", "state"]
                .contains(&one.lemma)
    });
    if ready && !said_so {
        return Vec::new();
    }
    let start = phrase_start(line, at);
    let actor = owner_of(line, start, at);
    let to = before_auxiliary(line, at + 1, line.clause_end(at + 1));
    if !actor.is_known() || to <= at + 2 {
        return Vec::new();
    }
    let strength = match line.words[at].lower.as_str() {
        "opposition" => Strength::Opposes,
        "readiness" | "willingness" => Strength::Ready,
        _ => Strength::Insists,
    };
    let modality = around(line, start, to, None).spoken();
    let said =
        Said::Position { what: line.said(at + 2, to).to_owned(), strength, issue: None, proposal: None };
    let raw = line.raw(said, modality, Span { from: start, to }, "position-noun");
    raw.map(|raw| raw.by(&actor).and(line, Role::Cue, at, at + 1).each()).unwrap_or_default()
}

/// "is ready to", "remained willing to", "is open to", "its position that".
fn ready(line: &Line<'_>, at: usize) -> Vec<Raw> {
    const WILLING: &[&str] =
        &["ready", "willing", "prepared", "open", "unwilling", "eager", "reluctant", "opposed", "committed"];
    if !line.is_any(at, WILLING) || !line.is_any(at + 1, &["to"]) || at == 0 {
        return Vec::new();
    }
    let mut from = at;
    while from > 0
        && line.is_any(
            from - 1,
            &[
                "is", "are", "was", "were", "be", "been", "remain", "remains", "remained", "would", "will",
                "not", "still", "also", "seems", "seemed", "has", "have", "had", "never", "strongly",
                "firmly",
            ],
        )
    {
        from -= 1;
    }
    if from == at {
        return Vec::new();
    }
    let negated = line.has(from, at, &["not", "never"]);
    let verb = Verb { negated, ..Verb::copula(from, at) };
    let actor: Actor = line.subject(&verb);
    if !actor.is_known() {
        return Vec::new();
    }
    let against = line.is_any(at, &["unwilling", "opposed"]);
    // "is not ready to sign": no readiness, and no more is said. "is not willing to" refuses.
    let unready =
        line.is_any(at, &["reluctant"]) != negated && !line.is_any(at, &["willing", "open"]) && !against;
    let strength = match (against, negated) {
        (true, true) => Strength::NotRuledOut,
        (true, false) => Strength::Opposes,
        (false, true) if !unready => Strength::Opposes,
        (false, _) => Strength::Ready,
    };
    let to = line.clause_end(at + 1);
    let to = if line.is_any(to, &["if"]) || line.is_any(to, &[","]) && line.is_any(to + 1, &["if"]) {
        line.clause_end(to + 2)
    } else {
        to
    };
    let around = around(line, from, to, None);
    let modality = match (unready, around.conditional) {
        (true, _) => Modality::Negated,
        (false, true) => Modality::Conditional,
        (false, false) => around.spoken(),
    };
    let said = Said::Position { what: line.said(at, to).to_owned(), strength, issue: None, proposal: None };
    let from = if line.subject_is_near(&verb, &actor) { actor.from } else { from };
    let raw = line.raw(said, modality, Span { from, to }, "ready-to");
    raw.map(|raw| raw.by(&actor).and(line, Role::Cue, at, at + 1).each()).unwrap_or_default()
}
