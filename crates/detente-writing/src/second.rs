//! A second reader: a language model that may choose words of the text and fill in names of it, and nothing else.
//!
//! What it answers passes the same check as the drafts of rules: its words must stand in the text, and so must its names
//! and numbers. How the text stands to these words is what the rules say of them, whatever the model says; words of which
//! no rule says so are dropped. What is dropped is counted. Where both differ in who speaks, both are shown.

use std::collections::BTreeMap;

use detente_answers::text::phrase::count;
use detente_case::sha256;
use detente_evidence::{
    Confidence, Draft, Dropped, Evidence, Kind, Lever, Modality, Parties, Read, Role, Said, Strength, verify,
};
use serde::{Deserialize, Serialize};

/// What the model is told. Its hash is part of the answer.
const RULES: &str = "You mark what a dispatch says. Answer with JSON only: {\"drafts\": [{\"kind\": …, \"quote\": …, \
\"modality\": …, \"party\": …, \"actor\": …, \"status\": …}]}. `quote` must be words of one sentence, copied letter by letter. \
`kind` is one of: statement, position, proposal, red-line, lever, prediction, open-question. `modality` is one of: negated, \
conditional, speculated, planned, reported, asserted. `party` and `actor` must be names from the list, or null. `status` is \
null. Invent nothing, and leave out what you are not sure of.";

/// How warm the model answers: not at all, so that it answers the same again.
const TEMPERATURE: u32 = 0;

/// What a second reader said, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Second {
    /// The model, as it was asked for.
    pub model: String,
    /// SHA-256 of what it was told, in hexadecimal.
    pub prompt: String,
    /// The temperature it was asked to answer at.
    pub temperature: u32,
    /// How many drafts it gave.
    pub given: usize,
    /// How many say what the rules say.
    pub agreed: usize,
    /// How many were dropped, by why.
    pub dropped: BTreeMap<Why, usize>,
    /// Its drafts where the rules have other ones on the same words, with the draft of the rules.
    pub differs: Vec<Differs>,
}

/// Two readings of the same words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Differs {
    /// The draft of the rules.
    pub rules: String,
    /// The draft of the model.
    pub model: String,
}

/// Why a draft of a model is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is no draft, or of a kind that is not asked for.
    Form,
    /// Its words do not stand in the text.
    Quote,
    /// A name that the text does not have.
    Name,
    /// A number that the text does not have.
    Number,
    /// No rule says how the text stands to its words, and a model's word is not taken for it.
    Modality,
}

#[derive(Deserialize)]
struct Answer {
    drafts: Vec<serde_json::Value>,
}

/// What a model marked. How the text stands to it is asked for, so that it reads with care, and not believed.
#[derive(Deserialize)]
struct Marked {
    kind: Kind,
    quote: String,
    #[serde(default)]
    party: Parties,
    #[serde(default)]
    actor: Option<String>,
}

/// What is sent: the rules, the names that may be used, and the text.
#[must_use]
pub fn prompt(model: &str, text: &str, read: &Read) -> serde_json::Value {
    let names: Vec<_> = names_of(read).collect();
    let user = format!("Names: {}\n\nText:\n{text}", names.join("; "));
    serde_json::json!({
        "model": model,
        "temperature": TEMPERATURE,
        "stream": false,
        "messages": [{ "role": "system", "content": RULES }, { "role": "user", "content": user }],
    })
}

/// Takes what a model answered into what the rules read. Nothing of it stands that the text does not say.
pub fn second(
    read: &mut Read,
    text: &str,
    model: &str,
    prompt: &serde_json::Value,
    reply: &serde_json::Value,
) -> Second {
    let mut second = Second {
        model: model.to_owned(),
        prompt: sha256(prompt.to_string().as_bytes()),
        temperature: TEMPERATURE,
        ..Second::default()
    };
    let content =
        reply.pointer("/choices/0/message/content").and_then(serde_json::Value::as_str).unwrap_or_default();
    // Some models put a fence around what they were asked for.
    let body = content.find('{').zip(content.rfind('}')).and_then(|(from, to)| content.get(from..=to));
    let Some(answer) = body.and_then(|body| serde_json::from_str::<Answer>(body).ok()) else {
        second.dropped.insert(Why::Form, 1);
        read.notes.push(format!("{model} did not answer with drafts."));
        return second;
    };
    let known: Vec<String> = names_of(read).map(str::to_owned).collect();
    let of_rules = read.drafts.len();
    for value in answer.drafts {
        second.given += 1;
        let checked = serde_json::from_value::<Marked>(value)
            .map_err(|_| Why::Form)
            .and_then(|marked| draft(&marked, text, read));
        let checked = checked.and_then(|draft| {
            let is_known = |name: &str| known.iter().any(|one| one == name);
            verify(&draft, text, &read.document, &is_known).map(|()| draft).map_err(|dropped| why(&dropped))
        });
        let taken = checked.and_then(|draft| taken(read, of_rules, draft, &mut second));
        if let Err(why) = taken {
            *second.dropped.entry(why).or_default() += 1;
        }
    }
    let dropped: usize = second.dropped.values().sum();
    let told = format!(
        "{model} gave {}: {} agree with the rules, {dropped} were dropped.",
        count(second.given, "draft"),
        second.agreed
    );
    read.notes.push(told);
    second
}

/// A draft as a model marked it: its words are found again in the text.
fn draft(marked: &Marked, text: &str, read: &Read) -> Result<Draft, Why> {
    let quote = marked.quote.trim();
    let start = text.find(quote).filter(|_| !quote.is_empty()).ok_or(Why::Quote)?;
    let end = start + quote.len();
    let mut sentences = (1..).zip(&read.document.sentences);
    let (sentence, _) = sentences.find(|(_, one)| one.start <= start && end <= one.end).ok_or(Why::Quote)?;
    Ok(Draft {
        id: String::new(),
        said: said(marked.kind, quote).ok_or(Why::Form)?,
        // Until the rules say how the text stands to it.
        modality: Modality::Speculated,
        name: None,
        party: marked.party.clone(),
        actor: marked.actor.clone().filter(|actor| !actor.trim().is_empty()),
        status: None,
        evidence: vec![Evidence { role: Role::Primary, sentence, start, end, text: quote.to_owned() }],
        rule: "second-reader".to_owned(),
        confidence: Confidence::Unsure,
        becomes: String::new(),
        needs: Vec::new(),
    })
}

/// What a kind says with these words, where a model may mark it.
fn said(kind: Kind, quote: &str) -> Option<Said> {
    let what = quote.to_owned();
    Some(match kind {
        Kind::Statement => Said::Statement {
            verb: "say".to_owned(),
            content: Some(what),
            quoted: Vec::new(),
            when: None,
            denies: Vec::new(),
        },
        Kind::Position => Said::Position { what, strength: Strength::Wants, issue: None, proposal: None },
        Kind::Proposal => Said::Proposal { what, to: Vec::new(), issue: None },
        Kind::RedLine => Said::RedLine { what, strength: None, issue: None },
        Kind::Lever => {
            Said::Lever { lever: Lever::Threat, what, target: Vec::new(), condition: None, deadline: None }
        }
        Kind::Prediction => Said::Prediction { what },
        Kind::OpenQuestion => Said::OpenQuestion { what },
        Kind::Source
        | Kind::Party
        | Kind::Body
        | Kind::Delegate
        | Kind::Issue
        | Kind::Meeting
        | Kind::Attendance
        | Kind::MeetingChange
        | Kind::ProposalStatus
        | Kind::Deadline => return None,
    })
}

/// Puts a draft beside those of the rules: the same is no second one, and another on the same words is shown with it.
/// How the text stands to the words is what the rule says that read most of them, one of the same kind first.
fn taken(read: &mut Read, of_rules: usize, draft: Draft, second: &mut Second) -> Result<(), Why> {
    let rules = read.drafts.iter().take(of_rules).filter(|one| overlap(one, &draft) > 0);
    let mut rules: Vec<_> = rules.filter(|one| says_how(one.kind())).collect();
    rules.sort_by_key(|one| (one.kind() != draft.kind(), std::cmp::Reverse(overlap(one, &draft))));
    let modality = rules.first().map(|one| one.modality).ok_or(Why::Modality)?;
    let same = rules.iter().find(|one| one.kind() == draft.kind());
    if same.is_some_and(|one| one.party == draft.party && (one.actor == draft.actor || draft.actor.is_none()))
    {
        second.agreed += 1;
        return Ok(());
    }
    let id = format!("d{}", read.drafts.len() + 1);
    second.differs.extend(same.map(|one| Differs { rules: one.id.clone(), model: id.clone() }));
    read.drafts.push(Draft { id, modality, ..draft });
    Ok(())
}

/// Whether a draft of this kind says how the text stands to what happens in its words: a name or an address does not.
const fn says_how(kind: Kind) -> bool {
    match kind {
        Kind::Source | Kind::Party | Kind::Body | Kind::Delegate | Kind::Issue => false,
        Kind::Meeting
        | Kind::Attendance
        | Kind::MeetingChange
        | Kind::Statement
        | Kind::Position
        | Kind::Proposal
        | Kind::ProposalStatus
        | Kind::Lever
        | Kind::Deadline
        | Kind::RedLine
        | Kind::Prediction
        | Kind::OpenQuestion => true,
    }
}

/// How many bytes of the text two drafts both rest on.
fn overlap(one: &Draft, other: &Draft) -> usize {
    let both = one.primary().zip(other.primary());
    both.map_or(0, |(one, other)| one.end.min(other.end).saturating_sub(one.start.max(other.start)))
}

/// The names that the rules found.
fn names_of(read: &Read) -> impl Iterator<Item = &str> {
    let drafts =
        read.drafts.iter().filter(|draft| matches!(draft.kind(), Kind::Party | Kind::Body | Kind::Delegate));
    drafts.filter_map(|draft| draft.name.as_deref())
}

const fn why(dropped: &Dropped) -> Why {
    match dropped {
        Dropped::NoEvidence | Dropped::Words(_) => Why::Quote,
        Dropped::Name(_) => Why::Name,
        Dropped::Number(_) => Why::Number,
        Dropped::Status => Why::Form,
    }
}
