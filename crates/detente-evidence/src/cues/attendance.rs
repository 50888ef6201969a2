//! Attendance: who comes, stays away, cancels, hosts, walks out. Every one has a status.

use super::{Actor, Raw, Span, absence, line::Line};
use crate::{
    draft::{Capacity, Modality, Role, Said, Status},
    modality::around,
    reality::Force,
    words::{Modal, Standing, Verb},
};

pub(super) const EVENTS: &[&str] = &[
    "meeting",
    "meetings",
    "talks",
    "negotiations",
    "summit",
    "session",
    "round",
    "conference",
    "discussions",
    "dinner",
    "ceremony",
    "signing",
    "dialogue",
    "table",
    "consultations",
    "gathering",
    "visit",
    "trip",
    "hearing",
];

const DELEGATES: &[&str] = &[
    "delegation",
    "delegations",
    "envoy",
    "envoys",
    "representative",
    "representatives",
    "team",
    "minister",
    "ministers",
    "negotiators",
    "deputy",
    "second-in-command",
    "official",
    "officials",
    "ambassador",
    "diplomat",
    "aide",
    "delegates",
    "observers",
    "observer",
];
const CAPACITIES: &[(&str, Capacity)] = &[
    ("mediator", Capacity::Mediator),
    ("mediators", Capacity::Mediator),
    ("go-between", Capacity::Mediator),
    ("intermediary", Capacity::Mediator),
    ("facilitator", Capacity::Mediator),
    ("facilitators", Capacity::Mediator),
    ("guarantor", Capacity::Guarantor),
    ("guarantors", Capacity::Guarantor),
    ("host", Capacity::Host),
    ("hosts", Capacity::Host),
    ("observer", Capacity::Observer),
    ("observers", Capacity::Observer),
    ("chair", Capacity::Chair),
    ("chairman", Capacity::Chair),
    ("chairwoman", Capacity::Chair),
    ("moderator", Capacity::Chair),
];

/// What a verb says of taking part.
pub(super) struct Part {
    pub(super) status: Status,
    pub(super) capacity: Option<Capacity>,
    /// Whether who takes part is the object: "sent X", "invited X", "hosted by X".
    pub(super) object: bool,
    pub(super) rule: &'static str,
}

/// The attendances that a sentence tells of.
pub(crate) fn attendances(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for verb in &line.verbs {
        if let Some(part) = part(line, verb) {
            found.extend(drafted(line, verb, &part));
        }
    }
    for at in 0..line.words.len() {
        found.extend(absence::absent(line, at));
    }
    found
}

fn part(line: &Line<'_>, verb: &Verb) -> Option<Part> {
    if matches!(verb.form, Standing::Gerund) {
        return None;
    }
    comes(line, verb)
        .or_else(|| acts(line, verb))
        .or_else(|| absence::leaves(line, verb))
        .or_else(|| absence::kept_away(line, verb))
}

/// A part without a capacity of its own.
pub(super) const fn plain(status: Status, rule: &'static str) -> Part {
    Part { status, capacity: None, object: false, rule }
}

/// "attends", "joins the talks", "sent a delegation", "was invited", "is expected in Geneva".
fn comes(line: &Line<'_>, verb: &Verb) -> Option<Part> {
    let to = line.clause_end(verb.at + 1);
    let next = |words: &[&str]| line.is_any(verb.at + 1, words);
    let event = line.has(verb.at + 1, (verb.at + 7).min(to), EVENTS);
    let there = if verb.negated { Status::Absent } else { Status::Attending };
    let declines = verb.form == Standing::Infinitive
        && line.verbs.iter().any(|one| {
            one.at < verb.at && verb.at - one.at <= 3 && ["refuse", "decline", "fail"].contains(&one.lemma)
        });
    let place = line.word(verb.at + 2).is_some_and(|one| one.capital) || event;
    let agreed = verb.form != Standing::Infinitive
        || line.has(
            verb.from.saturating_sub(4),
            verb.from,
            &["agreed", "agree", "promised", "decided", "plan", "plans", "intends", "offered", "due"],
        );
    let named = || {
        line.has(verb.at + 1, to, DELEGATES)
            || line.mentions_in(verb.at + 1, to).any(|one| line.is_person(one))
    };
    match verb.lemma {
        "attend" | "participate" => Some(plain(if declines { Status::Absent } else { there }, "attends")),
        "take" => {
            let elsewhere = line.is_any(verb.at + 2, &["in"])
                && !event
                && line.has(
                    verb.at + 3,
                    to,
                    &["government", "cabinet", "election", "elections", "coalition"],
                );
            (next(&["part"]) && !elsewhere).then(|| plain(there, "attends"))
        }
        "join" => event.then(|| plain(there, "attends")),
        "represent" if verb.passive => Some(Part { object: next(&["by"]), ..plain(there, "represented") }),
        "represent" => {
            let whom = line
                .mentions
                .iter()
                .any(|one| one.from > verb.at && one.from <= verb.at + 4 && !line.is_person(one));
            (whom || event).then(|| plain(there, "represents"))
        }
        "send" | "dispatch" => (matches!(verb.form, Standing::Finite | Standing::Infinitive)
            && agreed
            && !verb.passive
            && named())
        .then(|| plain(there, "sends")),
        "include" => line
            .has(verb.at + 1, verb.at + 3, DELEGATES)
            .then(|| Part { object: true, ..plain(Status::Attending, "includes") }),
        "invite" => {
            verb.passive.then(|| plain(if verb.negated { Status::NotInvited } else { there }, "invited"))
        }
        "arrive" => (event || line.has(verb.at + 1, to, &["for"])).then(|| plain(there, "arrives")),
        "come" | "go" | "travel" | "fly" => {
            let told = matches!(verb.modal, Some(Modal::Will | Modal::Would)) || event || verb.negated;
            // "is due to fly to X".
            let due = verb.form == Standing::Infinitive
                && line.has(verb.from.saturating_sub(3), verb.from, &["due", "scheduled", "expected", "set"]);
            (next(&["to"]) && place && (told && verb.form == Standing::Finite || due))
                .then(|| plain(there, "comes"))
        }
        "expect" => (verb.passive && next(&["in", "at"]) && place).then(|| plain(there, "expected")),
        _ => None,
    }
}

/// "hosts", "chairs", "mediates", "leads the delegation", "acts as guarantor".
fn acts(line: &Line<'_>, verb: &Verb) -> Option<Part> {
    let to = line.clause_end(verb.at + 1);
    let acts = |capacity, rule| Some(Part { capacity: Some(capacity), ..plain(Status::Attending, rule) });
    match verb.lemma {
        "host" | "co-host" => {
            let offers =
                line.has(verb.from.saturating_sub(3), verb.from, &["offered", "offers", "offer", "proposed"]);
            if offers { None } else { acts(Capacity::Host, "hosts") }
        }
        "chair" | "preside" | "co-chair" => acts(Capacity::Chair, "takes-part-as"),
        "mediate" | "facilitate" => {
            let offers = verb.form == Standing::Infinitive
                && !line.has(verb.from.saturating_sub(3), verb.from, &["agreed", "will", "asked", "due"]);
            if offers { None } else { acts(Capacity::Mediator, "takes-part-as") }
        }
        "observe" => {
            let alone = to == verb.at + 1 || line.has(verb.at + 1, (verb.at + 7).min(to), EVENTS);
            if verb.form == Standing::Finite && alone {
                acts(Capacity::Observer, "takes-part-as")
            } else {
                None
            }
        }
        "act" | "serve" => {
            let capacity = (verb.at + 2..(verb.at + 8).min(to)).find_map(|at| {
                CAPACITIES.iter().find(|(word, _)| line.is_any(at, &[*word])).map(|(_, capacity)| *capacity)
            });
            capacity.filter(|_| line.is_any(verb.at + 1, &["as"])).and_then(|one| acts(one, "takes-part-as"))
        }
        "lead" | "head" => {
            let begin = line.clause_start(verb.from);
            let delegation =
                line.has(begin, to, &["delegation", "team", "side", "negotiators", "delegations"]);
            if delegation { acts(Capacity::Party, "leads-delegation") } else { None }
        }
        _ => None,
    }
}

fn drafted(line: &Line<'_>, verb: &Verb, part: &Part) -> Vec<Raw> {
    let to = line.clause_end(verb.at + 1);
    let to = if part.object || part.rule == "invited" { list_end(line, verb.at + 1, to) } else { to };
    let delegation_led = ["lead", "head"].contains(&verb.lemma) && verb.passive;
    let actor = if part.object && !verb.passive {
        let from = line.find(verb.at + 1, to, &["from", "of"]);
        if part.rule == "kept-away" {
            line.noun_phrase(verb.at + 1, from.unwrap_or(to))
        } else {
            listed(line, from.map_or(verb.at + 1, |one| one + 1), to)
        }
    } else {
        line.subject(verb)
    };
    let passive_subject = (["invite", "expect", "represent"].contains(&verb.lemma)
        || part.rule == "kept-away")
        && verb.passive
        && !part.object;
    let actor = if passive_subject { line.patient(verb) } else { actor };
    if actor.parties.is_empty() && !actor.is_person && actor.name.is_none() {
        return Vec::new();
    }
    let whole = line.clause_from(verb, &actor);
    let from =
        if delegation_led || verb.passive { line.clause_start(verb.from).min(verb.from) } else { whole };
    let from = if part.object && !verb.passive { verb.at } else { skip_marks(line, from, verb.from) };
    let from = if verb.lemma == "host" && verb.passive { verb.from } else { from };
    let around = around(line, verb.from, verb.at + 1, Some(verb));
    let gone = matches!(part.status, Status::Absent | Status::NotInvited);
    let intended = line.has(
        verb.from.saturating_sub(4),
        verb.at,
        &["intended", "planned", "supposed", "due", "scheduled", "expected"],
    );
    let condition = line.has_condition(verb.at, to + 2);
    let timed =
        condition.is_some_and(|at| line.is_any(at, &["until", "till", "before", "after", "when", "by"]));
    let hangs = condition.is_some() && !timed
        || around.conditional && line.has(from, to, &["if", "unless"])
        || leads_condition(line, verb);
    let modality = if gone && !(hangs && verb.modal.is_some()) {
        Modality::Negated
    } else if hangs {
        Modality::Conditional
    } else if verb.modal == Some(Modal::May)
        || line.has(verb.from.saturating_sub(2), verb.at, &["reportedly", "possibly", "probably"])
    {
        Modality::Speculated
    } else if part.status == Status::Cancelled || part.status == Status::Left {
        around.spoken()
    } else if around.ahead
        || intended
        || verb.modal == Some(Modal::Would)
        || verb.form == Standing::Infinitive
    {
        Modality::Planned
    } else if part.rule == "invited" {
        Modality::Asserted
    } else {
        around.spoken()
    };
    let said = Said::Attendance {
        who: line.said(actor.from, actor.to).to_owned(),
        meeting: None,
        capacity: part.capacity,
        level: None,
    };
    let raw = line.raw(said, modality, Span { from, to: to.max(verb.at + 1) }, part.rule);
    raw.map(|raw| raw.by(&actor).with(part.status).and(line, Role::Cue, verb.from, verb.at + 1).each())
        .unwrap_or_default()
}

/// Whether a condition stands before the clause of a verb: "If the ban is lifted, the minister will attend".
fn leads_condition(line: &Line<'_>, verb: &Verb) -> bool {
    let start = line.clause_start(verb.from);
    start > 0 && line.scopes.iter().any(|one| one.force == Force::Condition && one.to + 1 == start)
}

fn skip_marks(line: &Line<'_>, from: usize, to: usize) -> usize {
    (from..to).find(|at| line.words[*at].is_word).unwrap_or(from)
}

/// Where a list of names that follows a verb ends: clauses do not begin in it.
fn list_end(line: &Line<'_>, from: usize, to: usize) -> usize {
    let mut end = to;
    let last = line
        .mentions
        .iter()
        .filter(|one| one.from >= from)
        .map(|one| one.to)
        .take_while(|end| {
            line.words[from..*end].iter().all(|word| word.is_word || word.is(",") || word.is("'s"))
        })
        .last();
    if let Some(last) = last {
        let joined = line.words[from..last].iter().enumerate().all(|(step, word)| {
            !line.verbs.iter().any(|one| one.at == from + step && one.form == Standing::Finite)
                && !word.is(";")
        });
        if joined {
            end = end.max(last);
        }
    }
    // "A, B and C, and was put off": a clause after the list.
    let clause = (from..end).find(|at| {
        line.is_any(*at, &["and", "but"])
            && line.begins_clause(*at + 1)
            && line.verbs.iter().any(|one| one.from == *at + 1)
    });
    let cut = clause.unwrap_or(end);
    if cut > from && line.is_any(cut - 1, &[","]) { cut - 1 } else { cut }
}

fn listed(line: &Line<'_>, from: usize, to: usize) -> Actor {
    let mut actor = Actor { from, to, plural: true, ..Actor::default() };
    for mention in line.mentions_in(from, to) {
        for party in line.actor_of(mention).parties {
            if !actor.parties.contains(&party) {
                actor.parties.push(party);
            }
        }
    }
    actor
}
