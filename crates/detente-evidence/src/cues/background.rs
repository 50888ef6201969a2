//! Acts that a sentence tells of and that nobody does today: history, fiction, corrections, doubts, and acts of others
//! who only bear a party's name. Such a finding is dropped, or stands as its sentence has it.
//!
//! This comes first of the two sieves after the rules, and looks at acts and stances alone. Words that deny, undo or wish
//! are found in `reality/`, and `truth.rs`, the second sieve, says what becomes of a finding among them.

use super::{Raw, line::Line};
use crate::{
    draft::{Kind, Modality},
    words::{Modal, Standing, Verb},
};

/// Of whose words and wishes a party is not the owner, though they bear its name.
const NOT_THE_PARTY: &[&str] = &[
    "newspaper",
    "newspapers",
    "daily",
    "magazine",
    "tabloid",
    "columnist",
    "blogger",
    "brother",
    "sister",
    "wife",
    "husband",
    "son",
    "daughter",
    "father",
    "mother",
    "uncle",
    "aunt",
    "cousin",
    "nephew",
    "niece",
    "widow",
    "exile",
    "exiles",
    "dissident",
    "dissidents",
    "club",
    "footballer",
    "tourists",
    "fans",
    "actor",
    "singer",
    "novelist",
    "historian",
    "academics",
    "ltd",
    "plc",
    "inc",
];
/// Texts that tell of what never was, or of what the text itself takes back.
const UNREAL: &[&str] = &["novel", "satirical", "fictional", "imagines", "imagined", "hoax", "parody"];
/// Verbs that do not say of what follows that it is so.
const DOUBTS: &[&str] = &["wish", "doubt", "imagine", "pretend", "joke", "fear", "dream"];
/// Of what is hardly so, or was so at another time.
const NOT_NOW: &[&str] = &["hardly", "scarcely", "barely", "once", "formerly", "previously"];

/// A finding that stands today: nothing where the sentence puts it into the past, into doubt, or to somebody else.
pub(super) fn today(line: &Line<'_>, raw: Raw) -> Option<Raw> {
    let acts = matches!(
        raw.said.kind(),
        Kind::Position | Kind::Lever | Kind::RedLine | Kind::Proposal | Kind::ProposalStatus
    );
    let Some(at) = raw.anchor.filter(|_| acts) else { return Some(raw) };
    let Some(verb) = verb_of(line, at) else { return Some(raw) };
    let elsewhen = is_history(line, verb) || is_to_come(line, verb);
    if elsewhen || is_unreal(line, verb) || is_of_somebody_else(line, verb, &raw) {
        return None;
    }
    let would = verb.modal == Some(Modal::Would) && line.speech_at(verb.at).is_none();
    let hangs = line.has_condition(verb.at, line.clause_end(verb.at + 1) + 2).is_some();
    if raw.said.kind() == Kind::Position && would && hangs {
        let wants = ["want", "demand", "seek", "request"].contains(&verb.lemma);
        return (!wants).then_some(Raw { modality: Modality::Conditional, ..raw });
    }
    let rumoured = raw.said.kind() == Kind::Lever && is_rumoured(line, verb);
    Some(if rumoured { Raw { modality: Modality::Speculated, ..raw } } else { raw })
}

/// The verb at a word, or the nearest before it.
fn verb_of<'a>(line: &'a Line<'_>, at: usize) -> Option<&'a Verb> {
    line.verb_at(at).or_else(|| line.verbs.iter().rev().find(|one| one.at < at && at - one.at <= 4))
}

/// "In 1938 A demanded", "under the 1996 treaty A accepted", "then-rulers accepted", "once wanted".
fn is_history(line: &Line<'_>, verb: &Verb) -> bool {
    let start = line.clause_start(verb.from);
    let before = line.has(verb.from.saturating_sub(1), verb.at, NOT_NOW);
    let then = (start..verb.from).any(|at| line.words[at].lower.starts_with("then-"));
    let year = |at: usize| line.words[at].lower.len() == 4 && line.words[at].lower.parse::<i16>().is_ok();
    let treaty = (start..verb.from).any(|at| {
        year(at)
            && line
                .is_any(at + 1, &["treaty", "agreement", "accord", "accords", "pact", "deal", "convention"])
            && line.has(at.saturating_sub(3), at, &["under", "in", "by"])
    });
    let old = line.days.iter().any(|one| {
        let long_ago = one.days.zip(line.day).is_some_and(|((_, to), today)| to.year() < today.year());
        let named = (one.from_word..one.to_word).any(year);
        let leads = one.from_word >= start && one.to_word <= verb.from;
        let last = line.verbs.iter().rev().find(|other| other.at < one.from_word);
        let own = one.from_word > verb.at && last.is_some_and(|last| last.at - verb.at <= 3);
        let past = verb.form == Standing::Finite && crate::reality::is_past(line, verb);
        named && long_ago && (leads || own && past)
    });
    let regretted =
        line.is_any(verb.from, &["having"]) && verb.from > 0 && line.is_any(verb.from - 1, &["for"])
            || verb.at > 1 && line.is_any(verb.at - 1, &["having"]) && line.is_any(verb.at - 2, &["for"]);
    before || then || treaty || old && verb.modal.is_none() || regretted
}

/// "sign an accord tomorrow": nothing is signed yet.
fn is_to_come(line: &Line<'_>, verb: &Verb) -> bool {
    verb.from == verb.at
        && verb.form == Standing::Finite
        && ["sign", "accept", "approve", "ratify"].contains(&verb.lemma)
        && !crate::reality::is_past(line, verb)
        && line.days.iter().any(|one| {
            one.from_word > verb.at && one.days.zip(line.day).is_some_and(|((from, _), today)| from > today)
        })
}

/// "A satirical site reported", "wishes that A wanted", "did not say that A wanted", "neither wants nor needs".
fn is_unreal(line: &Line<'_>, verb: &Verb) -> bool {
    let told = line.has(0, verb.from, UNREAL)
        || (0..verb.from).any(|at| {
            line.is_any(at, &["earlier", "previous"]) && line.is_any(at + 1, &["version", "report", "story"])
        });
    let above = line
        .verbs
        .iter()
        .rev()
        .find(|one| one.at < verb.from && matches!(one.form, Standing::Finite | Standing::Participle));
    let doubted = above.is_some_and(|one| {
        let near = verb.from - one.at <= 9 && !line.has(one.at, verb.from, &[",", ";", "but", "and"]);
        let unsaid = one.negated
            && ["say", "claim", "suggest", "indicate", "state", "announce"].contains(&one.lemma)
            && !line.has(one.from, one.at, &["never"]);
        let names = crate::words::verb_form(&line.words[one.at].lower, DOUBTS).is_some();
        near && (names && !one.negated || unsaid)
    });
    // "did not want to threaten anybody".
    let no_wish = above.is_some_and(|one| {
        one.negated
            && verb.lemma == "threaten"
            && ["want", "wish", "mean", "intend"].contains(&one.lemma)
            && verb.form == Standing::Infinitive
            && verb.at - one.at <= 3
    });
    // "neither wants nor needs", "insisted it had never demanded": no stance, and no stance against it.
    let neither = verb.lemma != "confirm" && verb.from > 0 && line.has(verb.from - 1, verb.at, &["neither"]);
    let never = ["insist", "maintain", "argue", "contend"].contains(&verb.lemma)
        && line.next_finite(verb.at + 1).is_some_and(|one| {
            one.negated
                && one.at <= verb.at + 6
                && ["demand", "want", "seek", "threaten", "offer", "ask"].contains(&one.lemma)
        });
    let mild = verb.negated && line.is_any(verb.at + 1, &["to"]) && line.is_any(verb.at + 2, &["threaten"]);
    let advised = verb.lemma == "threaten" && line.has(verb.from, verb.at, &["should", "could", "might"]);
    let by_word = (verb.from.saturating_sub(12)..verb.from).any(|at| {
        crate::words::verb_form(&line.words[at].lower, &["wish", "doubt", "pretend"]).is_some()
            && line.is_any(at + 1, &["that", "to"])
            && at + 9 >= verb.from
    });
    told || doubted || neither || never || mild || no_wish || advised || by_word
}

/// "A's brother wants", "an A newspaper demanded", and what a former official says that a party would do.
fn is_of_somebody_else(line: &Line<'_>, verb: &Verb, raw: &Raw) -> bool {
    let subject = line.subject(verb);
    let position = raw.said.kind() == Kind::Position;
    if position && line.is_any(subject.from, &["nobody", "none", "no-one", "few"]) {
        return true;
    }
    // "A and not B wants".
    let apart =
        (subject.from + 1..subject.to).any(|at| line.is_any(at, &["not"]) && line.is_any(at - 1, &["and"]));
    if raw.party.0.is_empty() || apart {
        return apart;
    }
    let apposed = line.find(subject.from, subject.to, &[","]).unwrap_or(subject.to);
    let other = line.has(subject.from, apposed, NOT_THE_PARTY);
    let former = line.speech_at(verb.at).is_some_and(|speech| {
        let (from, to) = (speech.actor.from, speech.actor.to);
        line.has(from, to, &["former", "ousted", "deposed", "exiled"]) && from >= speech.to
    });
    // "…, a former negotiator wrote in a column".
    let told = line.find(verb.at, line.end(), &["former", "ousted", "deposed"]).is_some_and(|at| {
        line.next_finite(at).is_some_and(|one| super::line::SAYS.contains(&one.lemma) && one.at <= at + 8)
            && line.speech_at(verb.at).is_none()
            && line.has(verb.at, at, &[","])
    });
    let former = former || told;
    other || former && matches!(raw.said.kind(), Kind::Lever | Kind::RedLine)
}

/// "was said to have threatened".
fn is_rumoured(line: &Line<'_>, verb: &Verb) -> bool {
    line.has(verb.from.saturating_sub(2), verb.at, &["to"])
        && line.has(verb.from.saturating_sub(1), verb.at, &["have"])
        && line.has(
            verb.from.saturating_sub(5),
            verb.from,
            &["said", "thought", "believed", "reported", "rumoured", "rumored", "alleged", "understood"],
        )
}
