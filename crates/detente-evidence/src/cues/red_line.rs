//! Red lines: a refusal presented as firm.

use super::{Actor, Raw, Span, line::Line, proposal_status::names_proposal};
use crate::{
    draft::{Modality, Role, Said},
    modality::around,
    reality::RUMOURS,
    words::{Modal, Standing, Verb, verb_form},
};

/// What nobody does who "will never" do it.
const CONCESSIONS: &[&str] = &[
    "accept",
    "agree",
    "negotiate",
    "sign",
    "discuss",
    "recognize",
    "recognise",
    "allow",
    "cede",
    "withdraw",
    "give",
    "talk",
    "commit",
    "consider",
    "ratify",
    "release",
    "return",
    "support",
    "permit",
    "abandon",
    "stop",
    "leave",
    "let",
    "drop",
    "approve",
    "endorse",
    "end",
    "halt",
    "lift",
    "hand",
    "back",
    "open",
    "reopen",
    "pay",
    "share",
    "compromise",
    "budge",
    "yield",
    "surrender",
    "bow",
    "meet",
    "pull",
    "resume",
];
const FIRM: &[&str] = &[
    "consistently",
    "repeatedly",
    "never",
    "flatly",
    "firmly",
    "categorically",
    "again",
    "always",
    "steadfastly",
    "outright",
    "bluntly",
    "strongly",
    "adamantly",
];

/// Verbs of what comes about, and of what another draft tells.
const IS_NO_ACT: &[&str] = &[
    crate::words::IS,
    "have",
    "attend",
    "comment",
    "happen",
    "occur",
    "become",
    "know",
    "forget",
    "see",
    "take",
    "come",
    "go",
    "say",
    "tell",
    "work",
    "succeed",
    "fail",
    "seem",
    "appear",
    "affect",
    "need",
    "want",
    "get",
    "participate",
];

/// The red lines of a sentence.
pub(crate) fn red_lines(line: &Line<'_>) -> Vec<Raw> {
    let mut found: Vec<Raw> = Vec::new();
    for verb in &line.verbs {
        if let Some(rule) = refuses(line, verb) {
            found.extend(drafted(line, verb, rule));
        }
    }
    found.extend(line.verbs.iter().filter_map(|verb| ruled_out(line, verb)));
    found.extend(line.verbs.iter().filter_map(|verb| endures(line, verb)));
    found.extend(line.verbs.iter().filter_map(|verb| never_done(line, verb)));
    found.extend(phrases(line));
    found
}

/// "Sanctions have been ruled out by Norland".
fn ruled_out(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let out = verb.lemma == "rule" && line.is_any(verb.at + 1, &["out"]);
    if !(out && verb.passive && !verb.negated && verb.form == Standing::Finite && verb.modal.is_none()) {
        return None;
    }
    let by = line.is_any(verb.at + 2, &["by"]);
    let agent = by.then(|| line.noun_phrase(verb.at + 3, line.clause_end(verb.at + 3)));
    let actor =
        agent.or_else(|| line.speech_at(verb.at).map(|one| one.actor.clone())).filter(Actor::is_known)?;
    let from = line.clause_start(verb.from);
    let what = line.said(from, verb.from).to_owned();
    let to = line.clause_end(verb.at + 2).max(verb.at + 2);
    let modality = around(line, verb.from, verb.at + 1, Some(verb)).spoken();
    let said = Said::RedLine { what, strength: None, issue: None };
    let raw = line.raw(said, modality, Span { from, to }, "refusal-verb")?;
    Some(raw.by(&actor).and(line, Role::Cue, verb.from, verb.at + 2).anchored(Some(verb.at)))
}

/// "Norland will not be governed from abroad": what a party says that nobody will do to it.
fn endures(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let firm =
        verb.passive && verb.negated && verb.modal == Some(Modal::Will) && verb.form == Standing::Finite;
    let speech = line.speech_at(verb.at).filter(|_| firm && line.in_quotes(verb.at))?;
    let own = line.patient(verb).parties.iter().any(|one| speech.actor.parties.contains(one));
    if !own {
        return None;
    }
    let from = line.clause_start(verb.from).max(speech.from);
    let to = line.clause_end(verb.at + 1).min(speech.to).max(verb.at + 1);
    let said = Said::RedLine { what: line.said(from, to).to_owned(), strength: None, issue: None };
    let modality = around(line, verb.from, verb.at, None).spoken();
    Some(line.raw(said, modality, Span { from, to }, "refusal-phrase")?.by(&speech.actor))
}

/// "said that no ransom would be paid": what whoever says so will not do.
fn never_done(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let promised = matches!(verb.modal, Some(Modal::Will | Modal::Would));
    let by = line.has(verb.at + 1, verb.at + 4, &["by"]);
    let lemma = verb_form(&line.words[verb.at].lower, CONCESSIONS)?.lemma;
    let speech = line.speech_at(verb.at)?;
    let start = line.clause_start(verb.from).max(speech.from);
    let none = line.is_any(start, &["no", "nothing", "neither", "none"]);
    // "no text would be signed on Friday" tells of a day; who says so may be anybody.
    let day = line.days.iter().any(|one| one.from_word > verb.at && one.from_word <= verb.at + 3);
    let firm = verb.passive && verb.negated && none && promised && verb.form == Standing::Finite;
    if !firm || by || day || ["leave", "end", "open"].contains(&lemma) || !speech.actor.is_known() {
        return None;
    }
    let to = line.clause_end(verb.at + 1).min(speech.to).max(verb.at + 1);
    let said = Said::RedLine { what: line.said(start, to).to_owned(), strength: None, issue: None };
    let modality = around(line, verb.from, verb.at, None).spoken();
    let raw = line.raw(said, modality, Span { from: start, to }, "never-would")?.by(&speech.actor);
    Some(raw.and(line, Role::Cue, verb.from, verb.at + 1))
}

fn refuses(line: &Line<'_>, verb: &Verb) -> Option<&'static str> {
    if verb.passive || matches!(verb.form, Standing::Infinitive | Standing::Gerund | Standing::Reduced) {
        return None;
    }
    let object = (verb.at + 1, line.clause_end(verb.at + 1));
    // "will not leave before a text is signed": what it waits for is all that is said.
    let stays = ["leave", "stop", "abandon", "drop", "end", "halt", "withdraw", "pull"].contains(&verb.lemma);
    // "would not leave even if": a promise, and no line.
    let even = (object.0..object.1 + 2)
        .any(|at| line.is_any(at, &["even"]) && line.is_any(at + 1, &["if", "though", "when"]));
    if verb.lemma == "leave" && verb.negated && even {
        return None;
    }
    if stays && line.has_condition(verb.at + 1, verb.at + 2).is_some() {
        return None;
    }
    // A verb that no list has shows itself by "would" before it.
    let unlisted = || verb_form(&line.words[verb.at].lower, CONCESSIONS).map_or(verb.lemma, |one| one.lemma);
    match if verb.lemma.is_empty() { unlisted() } else { verb.lemma } {
        "reject" | "dismiss" | "rebuff" | "spurn" if !verb.negated => {
            turns_down(line, verb, object).then_some("refusal-verb")
        }
        "refuse"
            if !verb.negated && (line.is_any(verb.at + 1, &["to", ","]) || verb.at + 1 >= line.end()) =>
        {
            refuses_to_act(line, verb, object).then_some("refusal-verb")
        }
        "rule" => (line.is_any(verb.at + 1, &["out"]) && !verb.negated).then_some("refusal-verb"),
        "forbid" | "veto" if !verb.negated => Some("refusal-verb"),
        "block" if !verb.negated && matches!(verb.form, Standing::Finite | Standing::Participle) => {
            let text = names_proposal(line, object.0, (object.0 + 6).min(object.1))
                || line.has(object.0, (object.0 + 6).min(object.1), &["resolution", "statement", "measure"]);
            (text && verb.modal.is_none()).then_some("refusal-verb")
        }
        // "would vote against it", "would accept no text", "will sign nothing".
        "vote" if !verb.negated && line.is_any(verb.at + 1, &["against"]) => {
            matches!(verb.modal, Some(Modal::Will | Modal::Would)).then_some("refusal-verb")
        }
        lemma
            if !verb.negated
                && CONCESSIONS.contains(&lemma)
                && matches!(verb.modal, Some(Modal::Will | Modal::Would))
                && line.is_any(verb.at + 1, &["no", "neither", "nothing", "none"])
                && !line.is_any(verb.at + 2, &["longer", "doubt"]) =>
        {
            Some("never-would")
        }
        // "would go no higher than": how far somebody goes.
        "go" if !verb.negated
            && matches!(verb.modal, Some(Modal::Will | Modal::Would))
            && line.is_any(verb.at + 1, &["no"])
            && line.is_any(verb.at + 2, &["higher", "lower", "further", "farther", "beyond"]) =>
        {
            Some("never-would")
        }
        lemma if verb.negated && CONCESSIONS.contains(&lemma) => {
            never_would(line, verb, lemma).then_some("never-would")
        }
        // "would never move its plants": whatever the act, where somebody says it of his own side.
        lemma if verb.negated && !IS_NO_ACT.contains(&lemma) => {
            never_acts(line, verb).then_some("never-would")
        }
        _ => None,
    }
}

/// "refused to sign": neither to speak of it nor to come, which have kinds of their own.
fn refuses_to_act(line: &Line<'_>, verb: &Verb, object: (usize, usize)) -> bool {
    let other = line.has(
        verb.at + 2,
        verb.at + 3,
        &[
            "comment",
            "say",
            "attend",
            "elaborate",
            "answer",
            "identify",
            "give",
            "confirm",
            "speak",
            "specify",
            "disclose",
            "name",
            "rule",
            "exclude",
        ],
    );
    let details = line.has(object.0, object.1, &["details", "reporters", "specifics"]);
    !other && !details
}

/// "rejected the idea": neither a rumour nor a proposal, which have kinds of their own.
fn turns_down(line: &Line<'_>, verb: &Verb, object: (usize, usize)) -> bool {
    // A proposal that is turned down is another kind of draft; dismissing a person or a charge is none.
    let near = (object.0 + 5).min(object.1);
    let aside =
        line.has(object.0, near, RUMOURS) || line.has(object.0, near, &["criticism", "minister", "official"]);
    let status = names_proposal(line, object.0, (object.0 + 6).min(object.1))
        && !line.has(object.0, (object.0 + 8).min(object.1), &["of", "any", "idea", "notion"]);
    // "rejected the demand as unrealistic": what was demanded stands elsewhere.
    let bare = line.is_any(object.0, &["the", "this", "that", "these"])
        && line.is_any(object.0 + 1, &["demand", "demands", "request", "requests"])
        && (object.0 + 2 >= object.1 || line.is_any(object.0 + 2, &["as", ","]));
    // "will dismiss them": workers, and no idea.
    let fires = verb.lemma == "dismiss" && verb.modal.is_some();
    object.0 < object.1 && !aside && !status && !bare && !fires
}

/// "will not sign", "does not accept", "never agreed": what nobody concedes who says so.
fn never_would(line: &Line<'_>, verb: &Verb, lemma: &str) -> bool {
    let present = verb.modal.is_none()
        && line.has(verb.from, verb.at, &["does", "do", "doesn't", "don't"])
        && (["accept", "recognize", "recognise"].contains(&lemma)
            || lemma == "negotiate" && line.is_any(verb.at + 1, &["with", "under", "about", "over"]));
    let future = matches!(verb.modal, Some(Modal::Will | Modal::Would))
        || line.has(verb.from, verb.at, &["cannot", "can't"])
        || line.has(verb.from, verb.at, &["never"]) && verb.modal.is_some()
        || line.has(verb.from, verb.at, &["going"]);
    // Who has never agreed to it tells what was, and draws no line.
    let was = lemma == "agree" && line.has(verb.from, verb.at, &["has", "have", "had"]);
    let never = line.has(verb.from, verb.at, &["never"])
        && ["accept", "recognize", "recognise", "agree"].contains(&lemma)
        && !was;
    present || future || never
}

/// "said the players would": the members by whose name the party is called for which somebody speaks.
fn own_members(line: &Line<'_>, verb: &Verb, subject: Actor) -> Actor {
    let Some(speech) = line.speech_at(verb.at) else { return subject };
    let named =
        line.words[subject.from.min(subject.to)..subject.to.min(line.words.len())].iter().any(|word| {
            let of = |name: &String| name.to_lowercase().split([' ', '\'', '’']).any(|one| one == word.lower);
            word.lower.len() > 4 && word.lower.ends_with('s') && speech.actor.parties.iter().any(of)
        });
    if named { Actor { from: subject.from, to: subject.to, ..speech.actor.clone() } } else { subject }
}

/// "said its members would never do it": of whoever says so, with a party that acts.
fn never_acts(line: &Line<'_>, verb: &Verb) -> bool {
    let never = line.has(verb.from, verb.at, &["never"])
        && matches!(verb.modal, Some(Modal::Will | Modal::Would))
        && verb.form == Standing::Finite;
    let Some(speech) = line.speech_at(verb.at).filter(|_| never) else { return false };
    let subject = line.subject(verb);
    subject.parties.iter().any(|one| speech.actor.parties.contains(one))
        && verb.at + 1 < line.clause_end(verb.at + 1)
}

fn drafted(line: &Line<'_>, verb: &Verb, rule: &'static str) -> Vec<Raw> {
    let actor = line.subject(verb);
    let actor = if actor.is_known() { actor } else { own_members(line, verb, actor) };
    if !actor.is_known() {
        return Vec::new();
    }
    let content = line.after_verb(verb);
    let to = line.clause_end(content);
    let from = line.clause_from(verb, &actor);
    let strength =
        line.find(verb.from.saturating_sub(1), verb.at + 3, FIRM).map(|at| line.words[at].lower.clone());
    let around = around(line, verb.from, to, Some(verb));
    let modality = if around.conditional { Modality::Conditional } else { around.spoken() };
    // "will not negotiate until the siege ends": the verb itself says what is refused.
    let hung = line.has_condition(content, content + 1).is_some();
    let begins = match (hung, content < to) {
        (true, _) => verb.at,
        (false, true) => content,
        (false, false) => from,
    };
    let what = line.said(begins, to).to_owned();
    let raw = line.raw(Said::RedLine { what, strength, issue: None }, modality, Span { from, to }, rule);
    raw.map(|raw| raw.by(&actor).and(line, Role::Cue, verb.from, verb.at + 1).each()).unwrap_or_default()
}

/// "is out of the question", "is not up for discussion", "non-negotiable", "nothing to negotiate", "we are not going to sign".
fn phrases(line: &Line<'_>) -> Vec<Raw> {
    const PHRASES: &[&[&str]] = &[
        &["out", "of", "the", "question"],
        &["not", "up", "for"],
        &["not", "open", "to"],
        &["not", "on", "the", "table"],
        &["off", "the", "table"],
        &["non-negotiable"],
        &["not", "negotiable"],
        &["nothing", "to", "negotiate"],
        &["nothing", "to", "discuss"],
        &["red", "line"],
        &["unacceptable"],
        &["not", "acceptable"],
        &["under", "no", "circumstances"],
        &["not", "going", "to"],
        &["no", "question", "of"],
        &["not", "a", "matter", "for", "negotiation"],
    ];
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let Some(phrase) = PHRASES
            .iter()
            .find(|phrase| phrase.iter().enumerate().all(|(step, one)| line.is_any(at + step, &[*one])))
        else {
            continue;
        };
        let going = phrase[1..].contains(&"going");
        let sentence_verb =
            line.verbs.iter().find(|one| one.at >= at + phrase.len() && one.at <= at + phrase.len() + 1);
        if going && !sentence_verb.is_some_and(|one| CONCESSIONS.contains(&one.lemma)) {
            continue;
        }
        let mut group = at;
        while group > 0
            && line.is_any(
                group - 1,
                &[
                    "is", "are", "was", "were", "be", "remains", "remained", "not", "simply", "would",
                    "will", "'s", "a",
                ],
            )
        {
            group -= 1;
        }
        let subject = line.subject(&Verb::copula(group, group));
        // Whose line it is: the speaker's; without one, the subject's where it is a party.
        let actor: Actor = line.speech_at(at).map_or_else(|| subject.clone(), |one| one.actor.clone());
        if !actor.is_known() {
            continue;
        }
        let from = line.clause_start(group).min(group);
        let from = line.speech_at(at).map_or(from, |one| from.max(one.from));
        let to = line.clause_end(at + phrase.len()).max(at + phrase.len());
        let modality = around(line, group, at, None).spoken();
        let said = Said::RedLine { what: line.said(from, to).to_owned(), strength: None, issue: None };
        if let Some(raw) = line.raw(said, modality, Span { from, to }, "refusal-phrase") {
            found.push(raw.by(&actor).and(line, Role::Cue, at, at + phrase.len()));
        }
    }
    found
}
