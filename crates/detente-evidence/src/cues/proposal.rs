//! Proposals: a concrete idea or offer put forward.

use super::{Actor, Raw, Span, line::Line};
use crate::{
    draft::{Modality, Role, Said, Status},
    modality::around,
    words::{Modal, Standing, Verb},
};

const PROPOSES: &[&str] =
    &["propose", "offer", "float", "recommend", "unveil", "outline", "table", "circulate"];
/// Nouns that are followed by what is proposed.
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
    "formula",
    "bid",
    "initiative",
];

/// The proposals of a sentence.
pub(crate) fn proposals(line: &Line<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for verb in &line.verbs {
        found.extend(by_verb(line, verb));
        found.extend(suggested(line, verb));
        found.extend(super::offer::on_condition(line, verb));
        found.extend(under_a_plan(line, verb));
    }
    for at in 0..line.words.len() {
        found.extend(by_noun(line, at));
    }
    found
}

fn by_verb(line: &Line<'_>, verb: &Verb) -> Vec<Raw> {
    let next = |words: &[&str]| line.is_any(verb.at + 1, words);
    let finite = matches!(verb.form, Standing::Finite | Standing::Participle);
    let puts = PROPOSES.contains(&verb.lemma)
        && !verb.passive
        && !next(&["no", "condolences", "little", "few", "nothing", "his", "her"])
        || verb.lemma == "ask"
            && !verb.passive
            && line
                .find(verb.at + 1, verb.at + 6, &["to"])
                .is_some_and(|to| line.verbs.iter().any(|one| one.at == to + 1))
        || ["present", "submit", "lay", "give", "hand"].contains(&verb.lemma)
            && !verb.passive
            && verb.form == Standing::Finite
            && line.has(
                verb.at + 1,
                verb.at + 6,
                &["proposal", "proposals", "plan", "framework", "blueprint", "roadmap", "draft", "offer"],
            )
        || verb.lemma == "put" && line.has(verb.at + 1, verb.at + 2, &["forward"])
        || verb.lemma == "put" && !verb.passive && puts_to(line, verb)
        || verb.lemma == "suggest" && !verb.passive && suggests_thing(line, verb);
    if !(finite && puts) || verb.negated || verb.at + 1 >= line.end() {
        return Vec::new();
    }
    let actor = line.subject(verb);
    if !actor.is_known() {
        return Vec::new();
    }
    let to = line.clause_end(verb.at + 1);
    let around = around(line, verb.from, to, Some(verb));
    let modality = if around.conditional {
        Modality::Conditional
    } else if around.hedged {
        Modality::Speculated
    } else {
        around.spoken()
    };
    let from = line.clause_from(verb, &actor);
    draft(line, Span { from, to }, verb.at + 1, modality, &actor, "proposal-verb")
        .map(|raw| raw.with(Status::Offered))
        .into_iter()
        .collect()
}

/// "put a new text to the union": before whom it is put stands after it.
fn puts_to(line: &Line<'_>, verb: &Verb) -> bool {
    let near = (verb.at + 7).min(line.clause_end(verb.at + 1));
    let to = line.find(verb.at + 2, near, &["to", "before"]);
    to.is_some_and(|to| super::proposal_status::names_proposal(line, verb.at + 1, to))
}

/// "suggested a freeze", "suggested holding talks": a thing or an act, and no clause.
fn suggests_thing(line: &Line<'_>, verb: &Verb) -> bool {
    let next = line.word(verb.at + 1);
    let thing = next.is_some_and(|one| one.any(&["a", "an", "another"]));
    let act = next.is_some_and(|one| one.lower.len() > 5 && one.lower.ends_with("ing") && !one.capital);
    let clause = line.next_finite(verb.at + 1).is_some_and(|one| one.at < line.clause_end(verb.at + 1));
    (thing && !clause || act) && !line.subject(verb).parties.is_empty()
}

/// "Under the plan A would release them": what a plan has each party do.
fn under_a_plan(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    const PLANS: &[&str] =
        &["plan", "proposal", "draft", "deal", "agreement", "arrangement", "terms", "formula"];
    let lead = line.is_any(0, &["under"]) && line.is_any(1, &["the", "this", "that", "its", "a"]);
    let plan = lead.then(|| line.find(1, 6, PLANS)).flatten()?;
    let promised = matches!(verb.modal, Some(Modal::Will | Modal::Would)) && verb.form == Standing::Finite;
    if !promised || verb.negated || verb.passive || verb.at > line.clause_end(plan + 1) {
        return None;
    }
    let from = plan + 1 + usize::from(line.is_any(plan + 1, &[","]));
    let actor = line.noun_phrase(from, verb.from);
    let said_to = line.clause_end(verb.at + 1);
    let to = if line.is_any(said_to, &["and"]) { line.clause_end(said_to + 1) } else { said_to };
    let known = !actor.parties.is_empty() && from < verb.from;
    let raw =
        known.then(|| draft(line, Span { from, to }, from, Modality::Planned, &actor, "under-a-plan"))??;
    Some(raw.with(Status::Offered).anchored(Some(verb.at)))
}

/// "suggested that they may need to do it": what should be done is proposed.
fn suggested(line: &Line<'_>, verb: &Verb) -> Vec<Raw> {
    if !["suggest", "hint", "indicate", "signal"].contains(&verb.lemma)
        || verb.form != Standing::Finite
        || verb.negated
    {
        return Vec::new();
    }
    let actor = line.subject(verb);
    if !actor.is_known() {
        return Vec::new();
    }
    let end = line.clause_end(verb.at + 1);
    let inner = line.verbs.iter().find(|one| {
        one.at > verb.at && one.at < end && {
            let due = one.form == Standing::Infinitive
                && one.from >= 2
                && line.is_any(one.from - 2, &["need", "needs", "have", "has"]);
            due || matches!(one.modal, Some(Modal::Must | Modal::May))
                && one.form == Standing::Finite
                && !["need", "accept", "agree", "support", "back"].contains(&one.lemma)
        }
    });
    let Some(inner) = inner else { return Vec::new() };
    let hedge = line.has(verb.at, inner.at, &["may", "might", "could", "can"]);
    let modality = if hedge { Modality::Speculated } else { Modality::Reported };
    pieces(line, inner.at, end)
        .into_iter()
        .filter_map(|span| draft(line, span, span.from, modality, &actor, "suggested"))
        .collect()
}

/// "X's proposal to do A or do B", "an American draft".
fn by_noun(line: &Line<'_>, at: usize) -> Vec<Raw> {
    if !line.is_any(at, NOUNS) || line.verbs.iter().any(|one| one.at == at) {
        return Vec::new();
    }
    let start = phrase_start(line, at);
    let owner = owner_of(line, start, at);
    let back = line.is_any(start, &["such", "these", "those", "none", "this", "any", "no"]);
    if back || !owner.is_known() {
        return Vec::new();
    }
    let goes_on = line.is_any(at + 1, &["to", "for", "that", "under", "of"]);
    let text = line.is_any(at, &["draft", "drafts"])
        && !line.is_any(at + 1, &["of"])
        && !line.word(at + 1).is_some_and(|one| one.any(&crate::words::DETERMINERS));
    let under = start > 0 && line.is_any(start - 1, &["under"]) && line.is_any(at + 1, &[","]);
    if under {
        let to = line.clause_end(at + 2);
        return draft(
            line,
            Span { from: at + 2, to },
            at + 2,
            around(line, start, at, None).spoken(),
            &owner,
            "under-a-plan",
        )
        .into_iter()
        .collect();
    }
    let to_somebody = line.is_any(at + 1, &["to"])
        && line
            .mentions
            .iter()
            .any(|one| one.title_from == at + 2 || one.from == at + 2 || one.from == at + 3);
    if !goes_on && !text || to_somebody {
        return Vec::new();
    }
    // In the phrase, not up to the verb that says what became of it.
    let verb_after = line
        .verbs
        .iter()
        .find(|one| one.at > at && one.form == Standing::Finite)
        .map_or(line.end(), |one| one.from);
    let clause = line.clause_end(at + 1);
    let to = before_auxiliary(line, at + 1, clause.min(verb_after.max(at + 1)));
    let around = around(line, start, to, None);
    let modality = if around.conditional { Modality::Conditional } else { around.spoken() };
    let content = if line.is_any(at + 1, &["to", "for", "that", "of"]) { at + 2 } else { start };
    let mut spans = pieces(line, content.min(to.saturating_sub(1)).max(start), to);
    if let Some(first) = spans.first_mut() {
        first.from = start;
    }
    spans
        .into_iter()
        .filter_map(|span| draft(line, span, content, modality, &owner, "proposal-noun"))
        .collect()
}

/// Up to the first auxiliary that is no part of the phrase.
pub(crate) fn before_auxiliary(line: &Line<'_>, from: usize, to: usize) -> usize {
    (from..to)
        .find(|at| {
            line.is_any(
                *at,
                &[
                    "is", "are", "was", "were", "has", "have", "had", "will", "would", "appear", "appears",
                    "seem", "seems", "remains", "may", "could",
                ],
            ) && !line.is_any(at.saturating_sub(1), &["that", "which", "who", "to"])
        })
        .unwrap_or(to)
}

/// "cut A or raise B" is two.
fn pieces(line: &Line<'_>, from: usize, to: usize) -> Vec<Span> {
    let base = |at: usize| {
        crate::words::verb_form(&line.words[at].lower, ACTIONS)
            .is_some_and(|one| one.tense == crate::words::Tense::Base)
    };
    let mut spans = vec![Span { from, to }];
    for at in from + 1..to.saturating_sub(1) {
        if line.is_any(at, &["or", "and"]) && base(at + 1) && (from..at).any(base) {
            if let Some(last) = spans.last_mut() {
                last.to = at;
            }
            spans.push(Span { from: at + 1, to });
        }
    }
    spans.retain(|one| one.from < one.to);
    spans
}

/// Verbs of what may be proposed.
pub(crate) const ACTIONS: &[&str] = &[
    "increase",
    "boost",
    "raise",
    "cut",
    "reduce",
    "lift",
    "impose",
    "ease",
    "end",
    "halt",
    "suspend",
    "withdraw",
    "recognize",
    "recognise",
    "release",
    "exchange",
    "send",
    "deploy",
    "create",
    "establish",
    "hold",
    "open",
    "close",
    "freeze",
    "share",
    "divide",
    "finance",
    "fund",
    "pay",
    "give",
    "return",
    "extend",
    "allow",
    "accept",
    "sign",
    "join",
    "set",
    "demilitarize",
    "disarm",
    "restore",
    "resume",
    "expand",
    "limit",
    "cap",
    "stop",
    "build",
    "dismantle",
    "guarantee",
    "supply",
    "provide",
];

pub(super) fn draft(
    line: &Line<'_>,
    span: Span,
    content: usize,
    modality: Modality,
    actor: &Actor,
    rule: &'static str,
) -> Option<Raw> {
    let what = line.said(content.max(span.from), span.to);
    let what = if what.is_empty() { line.said(span.from, span.to) } else { what };
    let said = Said::Proposal { what: what.to_owned(), to: Vec::new(), issue: None };
    Some(line.raw(said, modality, span, rule)?.by(actor).and(line, Role::Content, content, span.to))
}

/// Where the noun phrase with this noun begins.
pub(crate) fn phrase_start(line: &Line<'_>, at: usize) -> usize {
    let mut from = at;
    while from > 0 && at - from < 7 {
        let before = &line.words[from - 1];
        let is_verb = line.verbs.iter().any(|one| {
            one.at == from - 1
                && matches!(one.form, Standing::Finite | Standing::Infinitive | Standing::Participle)
        });
        let ends = !(before.is_word || before.any(&["'s", "-"]))
            || before.any(&crate::words::PREPOSITIONS)
            || before.any(&[
                "and", "or", "but", "that", "which", "who", "is", "are", "was", "were", "has", "have", "had",
                "not", "if",
            ])
            || is_verb;
        if ends {
            break;
        }
        from -= 1;
        if before.any(&["the", "a", "an", "any", "no", "this", "these", "its", "their", "his", "her"]) {
            break;
        }
    }
    from
}

/// Whose it is: the possessive or demonym inside the phrase, or whoever "by" names.
pub(crate) fn owner_of(line: &Line<'_>, from: usize, at: usize) -> Actor {
    let inside = line.mentions_in(from, at).last().map(|one| line.actor_of(one));
    if let Some(owner) = inside {
        return owner;
    }
    let by = (at + 1..line.words.len().min(at + 4)).find(|one| line.is_any(*one, &["by", "from"]));
    if let Some(by) = by {
        let next = line.mentions.iter().find(|one| one.from == by + 1 || one.from == by + 2);
        if let Some(owner) = next {
            return line.actor_of(owner);
        }
    }
    if line.is_any(from, &["his", "her", "its", "their", "our"]) {
        return line.noun_phrase(from, from + 1);
    }
    Actor::default()
}
