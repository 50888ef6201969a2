//! Statements: someone said, warned, announced, or declined to.

use super::{
    Raw, Span,
    actor::Actor,
    line::{Line, Speech},
};
use crate::{
    draft::{Confidence, Modality, Role, Said},
    reality::{DENIES, REJECTS, RUMOURS},
    words::{Standing, Verb},
};

/// Verbs of saying with a noun.
const NOMINAL: &[&str] = &[
    "accuse",
    "blame",
    "deny",
    "denounce",
    "condemn",
    "criticize",
    "criticise",
    "describe",
    "brand",
    "welcome",
    "confirm",
    "announce",
];
/// Of these it is not enough that something "suggests" something.
const NEEDS_SPEAKER: &[&str] = &[
    "suggest", "indicate", "signal", "hint", "note", "report", "state", "claim", "add", "ask", "observe",
    "conclude", "maintain", "show", "reveal", "respond", "recall",
];
/// Verbs whose position is a draft of its own.
const POSITIONS: &[&str] = &["argue", "insist", "maintain", "contend"];

/// What is said, and by whom, before any rule looks at the sentence.
pub(crate) fn find(line: &mut Line<'_>) {
    let mut found: Vec<Speech> = Vec::new();
    let verbs = line.verbs.clone();
    for verb in &verbs {
        if !is_speech(line, verb) {
            continue;
        }
        let actor = line.subject(verb);
        if let Some((from, to)) = content(line, verb, &actor) {
            found.push(Speech { from, to, actor });
            line.speeches.clone_from(&found);
        }
    }
    if let Some(at) = line.words.windows(2).position(|two| two[0].is("according") && two[1].is("to")) {
        let to = line.clause_end(at + 2);
        let actor = line.noun_phrase(at + 2, to);
        let (from, to) = if at < 2 { (to, line.end()) } else { (0, at) };
        if from < to && !found.iter().any(|one| one.from <= from && one.to >= to) {
            found.push(Speech { from, to, actor });
        }
    }
    line.speeches = found;
}

fn is_speech(line: &Line<'_>, verb: &Verb) -> bool {
    let reflexive = line.is_any(verb.at + 1, &["itself", "himself", "herself", "themselves"]);
    let asked = verb.from > 0 && line.is_any(verb.from - 1, &["when", "if", "once"]) && verb.from == verb.at;
    // "suggested extending it" proposes.
    let proposes = verb.lemma == "suggest"
        && line
            .word(verb.at + 1)
            .is_some_and(|one| one.lower.len() > 5 && one.lower.ends_with("ing") && !one.capital);
    if proposes {
        return false;
    }
    let asks =
        line.has(verb.at + 1, verb.at + 5, &["whether", "if", "why", "how", "when", "that", "“", "\""]);
    let request = verb.lemma == "ask" && (line.is_any(verb.at + 1, &["for"]) || !asks);
    if reflexive || asked || request {
        return false;
    }
    let known =
        verb.lemma == "let" && line.is_any(verb.at + 1, &["it"]) && line.is_any(verb.at + 3, &["known"]);
    (known || crate::words::CLAUSAL.contains(&verb.lemma) || verb.lemma == "tell")
        && matches!(verb.form, Standing::Finite | Standing::Participle)
        && !is_noun(line, verb)
}

fn is_noun(line: &Line<'_>, verb: &Verb) -> bool {
    verb.form == Standing::Finite
        && verb.from == verb.at
        && line.is_any(verb.at, &["state", "report", "claim", "note", "promise"])
        && !line.is_any(verb.at + 1, &["that", ",", "“", "\"", "‘"])
}

/// What a verb of saying says: a clause after it, a quotation, or what stands before it.
fn content(line: &Line<'_>, verb: &Verb, actor: &Actor) -> Option<(usize, usize)> {
    let mut from = verb.at + 1;
    // "told reporters that", "said on Friday that", "said in a statement that"
    let that =
        line.find(from, (from + 10).min(line.end()), &["that", "“", "\"", "‘", ";", "and", "who", "which"]);
    let quote_before = line.quotes.iter().rev().find(|(_, to)| {
        *to <= verb.from.max(actor.to) && *to + 9 > verb.from.min(actor.from.max(1)) && *to <= verb.at
    });
    let joined = verb.from > 0 && line.is_any(verb.from - 1, &["and", "but"]);
    let quote_before = quote_before.copied().filter(|_| !joined).filter(|(begin, to)| {
        to > begin && line.words[*begin..*to].iter().filter(|one| one.is_word).count() > 1
    });
    if let Some(that) = that.filter(|at| line.is_any(*at, &["that"])) {
        // "said it was false that": what is said begins with the clause that says so.
        let judged = line.verbs.iter().any(|one| {
            one.from > verb.at
                && one.at < that
                && one.form == Standing::Finite
                && line.is_any(one.from - 1, &["it", "there"])
        });
        if !judged {
            from = that + 1;
        }
    } else if let Some((begin, to)) = quote_before
        && !line.verbs.iter().any(|one| {
            one.form == Standing::Finite && one.at >= to && one.at < verb.from && one.at != verb.at
        })
    {
        return Some((begin, to));
    } else if let Some(quote) =
        line.quotes.iter().find(|(begin, _)| *begin > verb.at && *begin <= verb.at + 12)
    {
        let clause_before = line.verbs.iter().any(|one| one.at > verb.at && one.at < quote.0);
        from = if clause_before { verb.at + 1 } else { quote.0 };
        let end = line
            .quotes
            .iter()
            .filter(|(begin, _)| *begin >= quote.0)
            .map(|(_, to)| *to)
            .max()
            .unwrap_or(quote.1);
        let end = if clause_before { said_end(line, from).max(quote.1) } else { end };
        return (from < end).then_some((from, end));
    } else if let Some(trailing) = trailing(line, verb, actor) {
        return Some(trailing);
    } else if verb.lemma == "tell" {
        // "told Norland it would": the clause begins after whoever was told.
        let told = line.mentions.iter().find(|one| one.from <= verb.at + 2 && one.from > verb.at);
        from = told.map_or(from + 1, |one| one.to);
    } else {
        let has_clause = line.verbs.iter().any(|one| {
            one.at > verb.at && matches!(one.form, Standing::Finite) && one.at < said_end(line, from)
        }) || line.words[from.min(line.words.len())..line.end().max(from)]
            .iter()
            .take(14)
            .any(|one| one.any(&["is", "are", "was", "were", "has", "have", "had", "will", "would"]));
        let promises = ["promise", "vow", "pledge"].contains(&verb.lemma) && line.is_any(from, &["to"]);
        if !has_clause && !promises {
            return None;
        }
        // "said on Monday it would": the day is of the saying.
        if line.days.iter().any(|day| day.from_word == from && day.to_word < line.end()) {
            from = line.after_days(from, line.end());
        }
    }
    let to = said_end(line, from);
    (from < to).then_some((from, to))
}

/// Where what is said ends: at a clause that is not said any more.
fn said_end(line: &Line<'_>, from: usize) -> usize {
    let mut end = line.clause_end(from);
    // "said A, and that B", "said A and B": what follows "and" is said too, unless somebody else says it.
    while end < line.end() && line.is_any(end, &["and", ",", "but"]) {
        let next = if line.is_any(end, &[","]) { end + 1 } else { end };
        let speaks = line.verbs.iter().any(|one| {
            one.at > next
                && one.at < line.clause_end(next + 1)
                && is_speech(line, one)
                && one.form != Standing::Gerund
        });
        let joins = line.is_any(next, &["and", "but", "while"]);
        if speaks || !joins || line.is_any(next + 1, &["said", "refused", "declined"]) {
            break;
        }
        end = line.clause_end(next + 1).max(end + 1);
    }
    end
}

/// "Dockers will strike, the union said on Friday.": what stands before the speaker.
fn trailing(line: &Line<'_>, verb: &Verb, actor: &Actor) -> Option<(usize, usize)> {
    let after = line.words[(verb.at + 1).min(line.words.len())..line.end().max(verb.at + 1)]
        .iter()
        .filter(|one| one.is_word)
        .count();
    let rest_is_day = after == 0
        || line.days.iter().any(|one| one.from_word <= verb.at + 2 && one.to_word >= line.end())
        || after <= 8
            && line.is_any(verb.at + 1, &["on", "in", "at", "late", "after"])
            && !line.verbs.iter().any(|one| one.at > verb.at && one.form == Standing::Finite)
        || line.is_any(verb.at + 1, &[","])
        || line.days.iter().any(|one| {
            one.from_word <= verb.at + 2 && one.from_word > verb.at && line.is_any(one.to_word, &[","])
        });
    // "…, the mayor told reporters after a session".
    let tells = verb.lemma == "tell"
        && line.is_any(
            verb.at + 1,
            &[
                "reporters",
                "journalists",
                "lawmakers",
                "parliament",
                "state",
                "public",
                "the",
                "afp",
                "reuters",
            ],
        )
        && after <= 12
        && line.next_finite(verb.at + 1).is_none();
    let rest_is_day = rest_is_day || tells;
    let begin = actor.from.min(verb.from);
    let comma = begin > 1
        && (line.is_any(begin - 1, &[",", "”", "\""]) || begin > 2 && line.is_any(begin - 2, &[","]));
    (rest_is_day
        && comma
        && [
            "say",
            "report",
            "announce",
            "add",
            "warn",
            "concede",
            "confirm",
            "note",
            "predict",
            "acknowledge",
            "argue",
            "write",
            "tell",
            "insist",
            "complain",
        ]
        .contains(&verb.lemma))
    .then(|| {
        let start = line.find(0, begin - 1, &["—", "–"]).filter(|at| *at < 12).map_or(0, |at| at + 1);
        (start, begin - 1)
    })
}

/// The statements of a sentence.
pub(crate) fn statements(line: &Line<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for verb in &line.verbs {
        found.extend(
            super::silence::silence(line, verb)
                .or_else(|| spoken(line, verb))
                .or_else(|| nominal(line, verb)),
        );
    }
    found
}

fn spoken(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let relative =
        verb.from >= 2 && (verb.from.saturating_sub(4)..verb.from).any(|at| line.is_any(at, &["what"]));
    if !is_speech(line, verb) || relative {
        return None;
    }
    let actor = line.subject(verb);
    let (from, to) = content(line, verb, &actor)?;
    // "…, X insisted" is said as anything else is; "insisted that" is a stance.
    if POSITIONS.contains(&verb.lemma) && to > verb.at {
        return None;
    }
    if NEEDS_SPEAKER.contains(&verb.lemma) && !actor.is_known() {
        return None;
    }
    // "A was said to have done it": A says nothing.
    if verb.passive && line.is_any(verb.at + 1, &["to"]) {
        return None;
    }
    let after = actor.from > verb.at;
    let own = verb.form == Standing::Finite && (line.subject_is_near(verb, &actor) || after);
    let begin = if own { actor.from.min(verb.from) } else { verb.from };
    let quoted: Vec<String> = line
        .quotes
        .iter()
        .filter(|(begin, end)| *begin >= from && *end <= to && begin < end)
        .map(|(begin, end)| line.said(*begin, *end).to_owned())
        .collect();
    let span = Span { from: begin.min(from), to: to.max(verb.at + 1).max(if own { actor.to } else { 0 }) };
    let said = Said::Statement {
        verb: verb.lemma.to_owned(),
        content: Some(line.said(from, to).to_owned()),
        quoted,
        when: line.when_beside(verb.at, (from, to)),
        denies: Vec::new(),
    };
    let modality = if verb.negated { Modality::Negated } else { Modality::Reported };
    let sure = if actor.is_known() { Confidence::Sure } else { Confidence::Unsure };
    let raw = line.raw(said, modality, span, "speech-verb")?.by(&actor).sure(sure);
    Some(raw.and(line, Role::Cue, verb.at, verb.at + 1).and(line, Role::Content, from, to))
}

/// "accused X of", "denied the charge", "called it an insult".
fn nominal(line: &Line<'_>, verb: &Verb) -> Option<Raw> {
    let next = line.word(verb.at + 1);
    let calls = verb.lemma == "call"
        && !next.is_some_and(|one| one.any(&["for", "on", "off", "upon", "in", "at"]))
        && !verb.passive;
    let relative = (verb.from.saturating_sub(4)..verb.from).any(|at| line.is_any(at, &["what"]));
    let calls = calls && !super::anchors::rings(line, verb);
    let to = line.clause_end(verb.at + 1);
    let denies = DENIES.contains(&verb.lemma)
        || REJECTS.contains(&verb.lemma) && line.has(verb.at + 1, (verb.at + 5).min(to), RUMOURS);
    let finite = matches!(verb.form, Standing::Finite | Standing::Participle) && !relative;
    let expresses = ["express", "voice"].contains(&verb.lemma) && verb.at + 2 < line.end();
    let by = denies && verb.passive && line.has(verb.at + 1, (verb.at + 3).min(line.words.len()), &["by"]);
    if !(finite && (expresses || denies || NOMINAL.contains(&verb.lemma) || calls)) || verb.passive && !by {
        return None;
    }
    let actor = line.subject(verb);
    if !actor.is_known() {
        return None;
    }
    let denied = line.scopes.iter().find(|one| by && one.cue == verb.at);
    let from = match denied {
        Some(scope) => scope.from,
        None if by => line.clause_start(verb.from),
        None => actor.from.min(verb.from),
    };
    let from = if from > 0 && line.is_any(from - 1, &["which"]) { from - 1 } else { from };
    let content = denied.map_or_else(|| line.said(verb.at + 1, to), |one| line.said(one.from, one.to));
    let said = Said::Statement {
        verb: verb.lemma.to_owned(),
        content: Some(content).filter(|one| !one.is_empty()).map(str::to_owned),
        quoted: Vec::new(),
        when: line.when_near(verb.at),
        denies: Vec::new(),
    };
    let modality = if verb.negated && !denies { Modality::Negated } else { Modality::Reported };
    let raw = line.raw(said, modality, Span { from, to }, "speech-noun")?.by(&actor);
    Some(raw.and(line, Role::Cue, verb.at, verb.at + 1))
}

/// Whether a verb of a statement denies what it says.
pub(crate) fn denies(verb: &str) -> bool {
    DENIES.contains(&verb) || REJECTS.contains(&verb)
}

impl Line<'_> {
    /// Whether the subject stands right before its verb group.
    pub(crate) fn subject_is_near(&self, verb: &Verb, actor: &Actor) -> bool {
        let relative =
            self.is_any(actor.to, &[","]) && self.is_any(actor.to + 1, &["who", "which", "whose", "where"]);
        actor.to > actor.from && actor.from < verb.from && (actor.to + 2 >= verb.from || relative)
    }

    /// The words from a verb's own subject on, or from the verb where its subject stands elsewhere.
    pub(crate) fn clause_from(&self, verb: &Verb, actor: &Actor) -> usize {
        let control = (verb.form == Standing::Infinitive).then(|| {
            self.verbs
                .iter()
                .rev()
                .find(|one| one.at < verb.at && verb.at - one.at <= 3 && one.form == Standing::Finite)
        });
        match control.flatten() {
            Some(control) if self.subject_is_near(control, actor) => actor.from,
            Some(control) => control.from,
            None if verb.form == Standing::Finite && self.subject_is_near(verb, actor) => actor.from,
            None => verb.from,
        }
    }
}
