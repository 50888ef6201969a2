//! Proposal status: whether and how a proposal reached somebody, was accepted or shelved.

use super::{Actor, Raw, Span, line::Line};
use crate::{
    draft::{Modality, Role, Said, Status},
    modality::around,
    reality::RUMOURS,
    words::{Standing, Verb},
};

const NOUNS: &[&str] = &[
    "proposal",
    "proposals",
    "offer",
    "offers",
    "plan",
    "plans",
    "idea",
    "ideas",
    "draft",
    "drafts",
    "text",
    "texts",
    "formula",
    "terms",
    "document",
    "invitation",
    "initiative",
    "bid",
    "concept",
    "paper",
    "blueprint",
    "package",
    "suggestion",
    "suggestions",
    "agreement",
    "deal",
    "accord",
    "treaty",
    "declaration",
    "protocol",
    "contract",
    "memorandum",
    "compromise",
    "framework",
];

/// Whether a stretch of words names a proposal.
pub(crate) fn names_proposal(line: &Line<'_>, from: usize, to: usize) -> bool {
    line.has(from, to, NOUNS)
}

/// The statuses of proposals in a sentence.
pub(crate) fn statuses(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for verb in &line.verbs {
        if let Some((status, negated)) = status(line, verb) {
            found.extend(drafted(line, verb, status, negated));
        }
    }
    found.extend(on_the_table(line));
    found.truncate(3);
    found
}

/// "the proposal is still on the table", "under consideration", "no text is on the table". On what something hangs, such
/// as "if no text is on the table", says nothing of how a text stands.
fn on_the_table(line: &Line<'_>) -> Option<Raw> {
    let at = (1..line.words.len()).find(|at| {
        line.is_any(*at, &["on"]) && line.is_any(at + 1, &["the"]) && line.is_any(at + 2, &["table"])
            || line.is_any(*at, &["under"]) && line.is_any(at + 1, &["consideration", "review", "discussion"])
    })?;
    let verb = line
        .verbs
        .iter()
        .rev()
        .find(|one| one.at < at && at - one.at <= 4 && one.form == Standing::Finite)?;
    let start = line.clause_start(verb.from);
    let end = at + if line.is_any(at, &["on"]) { 3 } else { 2 };
    let around = around(line, start, end, Some(verb));
    let hangs = around.conditional
        || line.has(start.saturating_sub(1), verb.from, &["if", "unless", "until", "once", "whether"]);
    if !names_proposal(line, start, verb.from) || verb.modal.is_some() || hangs {
        return None;
    }
    let negated = verb.negated || line.has(start, verb.from, &["no", "none", "neither"]);
    let owner = line.mentions_in(start, verb.from).next().map(|one| line.actor_of(one)).unwrap_or_default();
    let actor = line.speech_at(at).map_or(owner, |one| one.actor.clone());
    let (modality, status) =
        if negated { (Modality::Negated, Status::Denied) } else { (around.spoken(), Status::Offered) };
    let said = Said::ProposalStatus { proposals: Vec::new(), what: line.said(start, end).to_owned() };
    Some(line.raw(said, modality, Span { from: start, to: end }, "on-the-table")?.by(&actor).with(status))
}

/// "turned it down", "turned the offer down".
fn is_turned_down(line: &Line<'_>, verb: &Verb, touches: bool) -> bool {
    line.has(verb.at + 1, verb.at + 5, &["down"])
        && !verb.negated
        && (touches || line.is_any(verb.at + 1, &["it", "that", "this", "them"]))
}

/// What a verb says of a proposal, and whether it says that it did not happen.
fn status(line: &Line<'_>, verb: &Verb) -> Option<(Status, bool)> {
    if is_yet_to_answer(line, verb) {
        return Some((Status::Offered, true));
    }
    let clause = line.clause_end(verb.at + 1);
    let start = line.clause_start(verb.from);
    let subject = verb.passive && names_proposal(line, start, verb.from)
        || verb.passive && verb.form == Standing::Infinitive && names_proposal(line, 0, verb.from);
    let object = !verb.passive && names_proposal(line, verb.at + 1, (verb.at + 7).min(clause));
    let pronoun = line.is_any(verb.at + 1, &["it", "them"]);
    let none = line.has(start, verb.from, &["none", "neither"])
        || (start..verb.from).any(|at| line.is_any(at, &["no"]) && !line.is_any(at + 1, &["longer"]));
    let nothing = verb.lemma == "receive" && line.is_any(verb.at + 1, &["no"]);
    let negated = verb.negated || none || nothing;
    let without = verb.form == Standing::Gerund && verb.at > 0 && line.is_any(verb.at - 1, &["without"]);
    let negated = negated || without;
    let event =
        without || matches!(verb.form, Standing::Finite | Standing::Participle | Standing::Infinitive);
    let tried = verb.form == Standing::Infinitive && !verb.passive && verb.lemma != "agree";
    if !event
        || verb.modal.is_some()
        || tried && !verb_after(line, verb, &["fail", "agree", "decline", "refuse"])
    {
        return None;
    }
    let touches = subject || object;
    if let Some(answered) = answered_before(line, verb) {
        return Some(answered);
    }
    match verb.lemma {
        "accept" | "approve" | "endorse" | "ratify" | "sign" => {
            let talked_of = touches || pronoun && verb.lemma != "sign" && negated;
            talked_of.then_some((if negated { Status::NotAccepted } else { Status::Accepted }, negated))
        }
        "welcome" => object.then_some((
            if line.has(verb.at, line.end(), &["insufficient", "but", "inadequate"]) {
                Status::NotAccepted
            } else {
                Status::Offered
            },
            negated,
        )),
        "reject" | "rebuff" | "spurn" | "dismiss" | "veto" if is_rumour(line, verb, clause) => None,
        "reject" | "rebuff" | "spurn" | "dismiss" | "veto" | "decline" => (touches
            && !negated
            && !line.has(verb.at + 1, (verb.at + 6).min(clause), &["any", "notion", "idea"]))
        .then_some((Status::NotAccepted, false)),
        "turn" => is_turned_down(line, verb, touches).then_some((Status::NotAccepted, false)),
        "shelve" | "sideline" | "scrap" | "abandon" | "drop" | "withdraw" | "stall" => {
            touches.then_some((Status::Shelved, negated))
        }
        "communicate" | "deliver" | "present" | "submit" | "hand" | "convey" | "relay" | "circulate"
        | "receive" | "give" | "send" | "show" | "pass" => {
            let reaches = subject
                || object && verb.lemma == "receive"
                || object && ["deliver", "convey", "relay", "hand"].contains(&verb.lemma);
            reaches.then_some((if negated { Status::Denied } else { Status::Offered }, negated))
        }
        "respond" | "reply" | "answer" => {
            let asked_comment = line.has(
                verb.at,
                clause,
                &["request", "comment", "questions", "question", "calls", "inquiries"],
            );
            (verb.negated && !asked_comment).then_some((Status::Offered, true))
        }
        "discuss" | "exchange" => (verb.lemma == "exchange" && object).then_some((Status::Offered, negated)),
        "agree" => agreed(line, verb, start, clause),
        "reach" if verb.passive => {
            subject.then_some((if negated { Status::NotAccepted } else { Status::Accepted }, negated))
        }
        "reach" if (without || verb.form == Standing::Finite) && line.subject(verb).is_known() => line
            .has(verb.at + 1, verb.at + 4, &["agreement", "accord", "deal", "settlement"])
            .then_some((if negated { Status::NotAccepted } else { Status::Accepted }, negated)),
        _ => None,
    }
}

/// "an idea that A welcomed and B turned down": whether a verb stands in a relative clause on what was proposed.
fn of_idea(line: &Line<'_>, verb: &Verb) -> bool {
    let that = (verb.from.saturating_sub(8)..verb.from).rev().find(|at| line.is_any(*at, &["that", "which"]));
    that.is_some_and(|that| {
        that > 0
            && line.is_any(that - 1, &["idea", "proposal", "offer", "plan", "suggestion", "initiative"])
            && that + 1 < verb.from
            && !line.has(that, verb.from, &[",", ";"])
    })
}

/// "has yet to reply".
fn is_yet_to_answer(line: &Line<'_>, verb: &Verb) -> bool {
    verb.form == Standing::Infinitive
        && ["respond", "reply", "answer"].contains(&verb.lemma)
        && line.has(verb.from.saturating_sub(2), verb.from, &["yet"])
}

/// What was said to something that was offered before, which the verb does not name again.
fn answered_before(line: &Line<'_>, verb: &Verb) -> Option<(Status, bool)> {
    // "The company accepted; the union did not": what was offered before.
    let bare = verb.lemma == "accept"
        && verb.from == verb.at
        && !verb.passive
        && verb.form == Standing::Finite
        && line.word(verb.at + 1).is_none_or(|one| one.any(&[";", ".", ","]))
        && !line.subject(verb).parties.is_empty();
    if bare {
        return Some((Status::Accepted, false));
    }
    // "an idea that A welcomed and B turned down".
    if !verb.passive && !verb.negated && of_idea(line, verb) {
        let down = verb.lemma == "turn" && line.is_any(verb.at + 1, &["down"]);
        match verb.lemma {
            "welcome" | "support" | "back" | "favor" | "favour" => return Some((Status::Offered, false)),
            "oppose" | "reject" | "dismiss" | "rebuff" => return Some((Status::NotAccepted, false)),
            _ if down => return Some((Status::NotAccepted, false)),
            _ => {}
        }
    }
    let answers = ["reject", "rebuff", "spurn", "dismiss", "accept"].contains(&verb.lemma);
    if answers && of_what_is_proposed(line, verb) {
        let taken = verb.lemma == "accept" && !verb.negated;
        return Some((if taken { Status::Accepted } else { Status::NotAccepted }, verb.negated));
    }
    None
}

/// "proposed a pause, which the bloc rejected": a relative clause on what is proposed right before.
fn of_what_is_proposed(line: &Line<'_>, verb: &Verb) -> bool {
    let bare =
        verb.at + 1 >= line.clause_end(verb.at + 1) || line.is_any(verb.at + 1, &["as", "on", "at", ","]);
    let which = (verb.from.saturating_sub(8)..verb.from).rev().find(|at| line.is_any(*at, &["which"]));
    bare && !verb.passive
        && verb.form == Standing::Finite
        && which.filter(|at| *at + 1 < verb.from).is_some_and(|which| {
            line.verbs.iter().any(|one| {
                one.at < which && ["propose", "offer", "suggest", "float", "submit"].contains(&one.lemma)
            })
        })
}

/// Whether what is turned down is what others tell: "rejected suggestions that".
fn is_rumour(line: &Line<'_>, verb: &Verb, clause: usize) -> bool {
    line.find(verb.at + 1, (verb.at + 5).min(clause), RUMOURS)
        .is_some_and(|at| line.is_any(at + 1, &["that", "of", "about"]))
}

/// "agreed on X", "were unable to agree on X", "it was agreed that X".
fn agreed(line: &Line<'_>, verb: &Verb, start: usize, clause: usize) -> Option<(Status, bool)> {
    if verb.passive && line.is_any(start, &["it"]) && line.is_any(verb.at + 1, &["that", "to"]) {
        return Some((Status::Accepted, verb.negated));
    }
    let unable = line.has(verb.from.saturating_sub(3), verb.from, &["unable", "failed"]);
    let fails =
        verb.form == Standing::Infinitive && (unable || verb_after(line, verb, &["fail"])) || verb.negated;
    let comes = line.is_any(verb.at + 1, &["to"])
        && line.is_any(
            verb.at + 2,
            &[
                "attend", "take", "meet", "host", "join", "send", "observe", "hold", "continue", "resume",
                "talk", "speak",
            ],
        );
    let what = line.is_any(verb.at + 1, &["on", "upon", "to", "that"]) && verb.at + 2 < clause && !comes;
    let several = line.subject(verb).plural
        || line.has(
            start,
            verb.from,
            &["sides", "parties", "delegations", "ministers", "leaders", "they", "countries", "governments"],
        );
    (what && several && (fails || verb.form == Standing::Finite))
        .then_some((if fails { Status::NotAccepted } else { Status::Accepted }, fails))
}

fn verb_after(line: &Line<'_>, verb: &Verb, lemmas: &[&str]) -> bool {
    line.verbs.iter().any(|one| one.at + 2 == verb.at && lemmas.contains(&one.lemma))
}

fn drafted(line: &Line<'_>, verb: &Verb, status: Status, negated: bool) -> Option<Raw> {
    let passive_subject = verb.passive;
    let actor = line.subject(verb);
    // Of "none of the texts was handed over", whoever says so; of "X has accepted it", X.
    let by = line.has(verb.at + 1, verb.at + 3, &["by"]);
    let nobody = passive_subject && line.is_any(line.clause_start(verb.from), &["it"]);
    let actor = match line.speech_at(verb.at) {
        _ if nobody => Actor::default(),
        Some(speech) if passive_subject && !by => speech.actor.clone(),
        _ => actor,
    };
    let to = line.clause_end(verb.at + 1);
    let from = if passive_subject {
        line.clause_start(verb.from)
    } else {
        line.clause_from(verb, &line.subject(verb))
    };
    let from = if verb.form == Standing::Infinitive {
        line.verbs
            .iter()
            .rev()
            .find(|one| one.at < verb.at && one.form == Standing::Finite)
            .map_or(from, |one| one.from)
    } else {
        from
    };
    let around = around(line, from, to, Some(verb));
    let hedged = around.hedged
        || verb.form == Standing::Infinitive
            && line.has(from, verb.at, &["appear", "appears", "appeared", "seem", "seems"]);
    let modality = if negated {
        Modality::Negated
    } else if around.conditional {
        Modality::Conditional
    } else if hedged {
        Modality::Speculated
    } else {
        around.spoken()
    };
    let said = Said::ProposalStatus { proposals: Vec::new(), what: line.said(from, to).to_owned() };
    let raw = line.raw(said, modality, Span { from, to }, "proposal-status")?.by(&actor).with(status);
    Some(raw.and(line, Role::Cue, verb.from, verb.at + 1))
}
