//! Words in the form of the present: verbs, or nouns that look like them.

use super::{
    Tense, Word,
    verbs::{OTHER, Standing, listed},
};

/// Verbs that are nouns as often.
const NOUN_LIKE: &[&str] = &[
    "talk",
    "call",
    "visit",
    "offer",
    "plan",
    "draft",
    "strike",
    "head",
    "demand",
    "report",
    "claim",
    "state",
    "note",
    "host",
    "move",
    "end",
    "delay",
    "table",
    "set",
    "meet",
    "hope",
    "fear",
    "doubt",
    "question",
    "support",
    "break",
    "cut",
    "halt",
    "lead",
    "need",
    "answer",
    "brief",
    "show",
    "start",
    "stop",
    "pull",
    "wish",
    "press",
    "aim",
    "stand",
    "link",
    "request",
    "appeal",
    "express",
    "speak",
    "phone",
    "telephone",
    "dispute",
    "bar",
    "ban",
];
/// Nouns that end like adjectives.
const NOUNS: &[&str] =
    &["president", "government", "parliament", "agent", "general", "official", "secretary"];

/// Whether a word ends as adjectives do.
fn is_adjective(word: &Word) -> bool {
    const ENDS: &[&str] = &["al", "ic", "ive", "ous", "ary", "ent", "ful", "ish", "ble", "ian", "ese"];
    let ends = |end: &&str| word.lower.ends_with(*end) && word.lower.len() > end.len() + 2;
    !word.capital && ENDS.iter().any(ends) && !word.any(NOUNS)
}

/// Whether a word in the form of the present is a verb.
pub(super) fn present(
    words: &[Word],
    at: usize,
    tense: Tense,
    prev: Option<&Word>,
    led: bool,
) -> Option<Standing> {
    let next = words.get(at + 1);

    let adjective = prev.is_some_and(is_adjective);
    if led && !(tense == Tense::Third && prev.is_some_and(|one| one.is("that")))
        || adjective
        || prev.is_some_and(Word::is_number)
    {
        return None;
    }
    let goes_on = next.is_none_or(|one| {
        !one.any(&[
            "were", "was", "are", "is", "have", "has", "had", "will", "would", "between", "by", "of", "and",
            "or",
        ]) || one.any(&["by"]) && tense == Tense::Base
    });
    let several = words[..at].last().is_some_and(|one| one.capital)
        && words[at.saturating_sub(5)..at].iter().any(|one| one.is("and"));
    let plural_before = several
        || prev.is_some_and(|one| {
            one.lower.ends_with('s') && !one.is("us")
                || one.any(&[
                    "we", "they", "i", "you", "who", "which", "that", "and", "people", ",", "side",
                    "neither", "men", "women",
                ])
                || !one.is_word
        });
    let lemma = listed(&words[at].lower).map_or(OTHER, |one| one.lemma);
    let ambiguous = NOUN_LIKE.contains(&lemma);
    // "a peace plan for", "trade talks in": a noun before it, a preposition after it.
    let compound = tense == Tense::Third
        && prev.is_some_and(|one| {
            one.is_word && !one.capital && !one.any(&["it", "he", "she", "who", "which", "that", "and"])
        })
        && next.is_none_or(|one| {
            one.any(&[
                "in", "on", "from", "with", "at", "after", "during", "for", "to", "about", "over", "and",
                ",", ".",
            ]) || !one.is_word
        })
        && !["insist", "call", "look", "push", "press", "meet"].contains(&lemma);
    if ambiguous && compound || lemma == "talk" && tense == Tense::Third {
        return None;
    }
    // "dismissed reports that": a noun after the verb whose object it is.
    let object = prev.is_some_and(|one| {
        !one.capital
            && listed(&one.lower).is_some_and(|verb| matches!(verb.tense, Tense::Past | Tense::Gerund))
    });
    let past = prev.is_some_and(|one| !one.lower.ends_with("ing"));
    if object && (ambiguous || past && tense == Tense::Third) {
        return None;
    }
    let relative = words[..at].iter().any(|one| one.any(&["which", "who", "whose"]));
    let starts = prev.is_none() || prev.is_some_and(|one| one.is(",")) && tense == Tense::Third && !relative;
    if ambiguous && (starts || !prev.is_some_and(|one| one.is_word || one.is(",")) || !goes_on) {
        return None;
    }
    let fits = match tense {
        Tense::Base => plural_before && goes_on && !starts,
        Tense::Third => goes_on || !ambiguous,
        Tense::Past | Tense::Gerund => true,
    };
    fits.then_some(Standing::Finite)
}
