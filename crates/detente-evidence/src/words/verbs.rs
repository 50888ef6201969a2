//! The verbs of a sentence that rules look for, and how each stands there.

use std::sync::LazyLock;

use super::{Tense, Word, forms::VerbForm, verb_form};

/// A verb in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    /// Its place among the words.
    pub at: usize,
    /// Where its auxiliaries and adverbs begin.
    pub from: usize,
    pub lemma: &'static str,
    pub form: Standing,
    pub negated: bool,
    pub passive: bool,
    pub modal: Option<Modal>,
}

impl Verb {
    /// "is" with an adjective or a phrase, whose words stand from one place to another: "was not ready". A rule that
    /// begins at such a phrase asks with it for the subject.
    pub(crate) const fn copula(from: usize, at: usize) -> Self {
        let (form, modal) = (Standing::Finite, None);
        Self { at, from, lemma: IS, form, negated: false, passive: false, modal }
    }
}

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// With a subject of its own: "she said".
    Finite,
    /// After "to".
    Infinitive,
    /// "saying", after a comma or a noun.
    Participle,
    /// "without saying", "of recognizing".
    Gerund,
    /// "the ideas discussed by".
    Reduced,
}

/// What a modal verb says of what is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modal {
    /// will, shall
    Will,
    /// would
    Would,
    /// may, might, could, can
    May,
    /// must, should
    Must,
}

/// Every verb that a rule asks for.
static LEMMAS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_letter: Vec<Vec<&'static str>> = vec![Vec::new(); 26];
    let lines = include_str!("../../data/verbs.txt").lines().filter(|line| !line.starts_with('#'));
    for lemma in lines.flat_map(str::split_whitespace) {
        if let Some(list) = letter(lemma).and_then(|at| by_letter.get_mut(at)) {
            list.push(lemma);
        }
    }
    by_letter
});

fn letter(word: &str) -> Option<usize> {
    let first = word.bytes().next()?;
    first.is_ascii_lowercase().then(|| usize::from(first - b'a'))
}

/// Whether a word is a form of a verb that a rule asks for.
pub(crate) fn is_verb(word: &Word) -> bool {
    listed(&word.lower).is_some()
}

/// The form of a listed verb that a word is.
pub(super) fn listed(lower: &str) -> Option<VerbForm> {
    verb_form(lower, LEMMAS.get(letter(lower)?)?)
}

const BE: &[&str] = &[
    "be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't", "get",
    "got",
];
const OTHER_AUX: &[&str] = &[
    "has", "have", "had", "do", "does", "did", "having", "hasn't", "haven't", "hadn't", "don't", "doesn't",
    "didn't",
];
const MODALS: &[(&str, Modal)] = &[
    ("will", Modal::Will),
    ("shall", Modal::Will),
    ("won't", Modal::Will),
    ("would", Modal::Would),
    ("wouldn't", Modal::Would),
    ("may", Modal::May),
    ("might", Modal::May),
    ("could", Modal::May),
    ("can", Modal::May),
    ("couldn't", Modal::May),
    ("can't", Modal::May),
    ("cannot", Modal::May),
    ("must", Modal::Must),
    ("should", Modal::Must),
    ("shouldn't", Modal::Must),
    ("mustn't", Modal::Must),
];

/// The verbs of a sentence, in order.
pub(crate) fn verbs(words: &[Word]) -> Vec<Verb> {
    let mut found: Vec<Verb> =
        (0..words.len()).filter_map(|at| verb_at(words, at).or_else(|| main_auxiliary(words, at))).collect();
    let groups: Vec<(usize, usize)> =
        found.iter().filter(|one| one.lemma != IS).map(|one| (one.from, one.at)).collect();
    found.retain(|one| one.lemma != IS || !groups.iter().any(|(from, at)| (*from..*at).contains(&one.at)));
    reduce(words, &mut found);
    found
}

/// "talks planned for Monday have been put off": the first participle belongs to its noun.
fn reduce(words: &[Word], verbs: &mut [Verb]) {
    for at in 0..verbs.len().saturating_sub(1) {
        let (one, next) = (&verbs[at], &verbs[at + 1]);
        let bare = one.form == Standing::Finite && one.from == one.at && words[one.at].lower.ends_with("ed");
        let preposition = words.get(one.at + 1).is_some_and(|word| word.any(&crate::words::PREPOSITIONS));
        let between = &words[one.at..next.from.max(one.at)];
        let joined = between.iter().any(|word| {
            word.any(&[
                ",", ";", "and", "but", "that", "or", "—", "who", "which", "as", "after", "before", "when",
                "if", "to",
            ]) || !word.is_word && !word.is("'s")
        });
        let own = one.from > 0
            && words[one.from - 1].is_word
            && !words[one.from - 1].any(&["who", "which", "that", "he", "she", "they", "it", "we"]);
        // "people briefed on the talks said".
        let told = ["brief", "inform"].contains(&one.lemma) && next.lemma == "say";
        let group = next.from < next.at || told;
        if bare && preposition && own && !joined && next.form == Standing::Finite && group {
            verbs[at].form = Standing::Reduced;
        }
    }
}

/// The lemma of a verb that is in no list.
pub(crate) const OTHER: &str = "";
/// The lemma of "is" and "has" where no other verb follows.
pub(crate) const IS: &str = "be";

/// "was", "has" as the verb of a clause.
fn main_auxiliary(words: &[Word], at: usize) -> Option<Verb> {
    let own = words[at]
        .any(&["is", "are", "was", "were", "has", "have", "had", "isn't", "wasn't", "aren't", "weren't"]);
    let infinitive =
        at > 0 && words[at - 1].any(&["to", "will", "would", "may", "might", "could", "should", "must"]);
    let negated = words.get(at + 1).is_some_and(negates) || negates(&words[at]);
    (own && !infinitive && at > 0).then_some(Verb { negated, ..Verb::copula(at, at) })
}

fn is_adverb(word: &Word) -> bool {
    word.any(&crate::words::ADVERBS) && !word.is("at")
        || word.lower.len() > 3
            && word.lower.ends_with("ly")
            && !word.capital
            && !word.any(&["family", "only", "assembly", "ally", "supply", "july"])
}

/// Whether a word is one of "no longer".
fn is_no_longer(words: &[Word], at: usize) -> bool {
    let next = |step: usize, word: &str| words.get(step).is_some_and(|one| one.is(word));
    next(at, "longer") && at > 0 && next(at - 1, "no") || next(at, "no") && next(at + 1, "longer")
}

fn negates(word: &Word) -> bool {
    word.any(&["not", "never", "cannot", "neither", "nor"]) || word.lower.ends_with("n't")
}

fn verb_at(words: &[Word], at: usize) -> Option<Verb> {
    let word = &words[at];
    if !word.is_word || word.capital && at > 0 && words[at - 1].is_word && !words[at - 1].any(&["and"]) {
        return None;
    }
    if word.any(&["regarding", "including", "following", "considering", "according", "pending", "concerning"])
        && at > 0
        && !(words[at.saturating_sub(3)..at].iter().rev().find(|one| !is_adverb(one) && !negates(one)))
            .is_some_and(|one| one.any(BE))
    {
        return None;
    }
    // "the next meeting" is a noun; "they are meeting" and "the two, meeting in Y" are not.
    let before = at.checked_sub(1).map(|one| &words[one]);
    if word.any(&["meeting", "standing", "sitting", "opening", "closing", "hearing"])
        && !before.is_some_and(|one| one.is(",") || one.any(BE))
    {
        return None;
    }
    let form = listed(&word.lower).or_else(|| unlisted(words, at))?;
    let mut from = at;
    let (mut negated, mut be, mut modal, mut aux, mut does) = (false, false, None, false, false);
    while let Some(before) = from.checked_sub(1).map(|one| &words[one]) {
        let modal_here = MODALS.iter().find(|(one, _)| before.is(one)).map(|(_, modal)| *modal);
        if before.any(BE) && !before.any(&["get", "got"]) {
            be |= !aux;
        } else if before.any(OTHER_AUX) || modal_here.is_some() {
            modal = modal.or(modal_here);
            does |= before.any(&["do", "does", "did", "don't", "doesn't", "didn't"]);
        } else if before.any(&["‘", "“", "\""])
            && from >= 2
            && MODALS.iter().any(|(one, _)| words[from - 2].is(one))
        {
            // would “walk away”
        } else if is_no_longer(words, from - 1) {
            negated = true;
        } else if !(is_adverb(before) || negates(before)) {
            break;
        }
        aux |= before.any(BE) || before.any(OTHER_AUX) || modal_here.is_some();
        negated |= negates(before);
        from -= 1;
    }
    let prev = from.checked_sub(1).map(|one| &words[one]);
    // "has put", "Norland put forward": the past has the form of the present.
    let particle = words.get(at + 1).is_some_and(|one| {
        one.any(&["forward", "off", "out", "aside", "short"])
            || form.lemma == "quit" && one.any(&["the", "its"])
    });
    let plain = prev.is_some_and(|one| one.is_word && !one.is("to"));
    let past = ["put", "cut", "set", "quit", "shut"].contains(&form.lemma)
        && form.tense == Tense::Base
        && !(modal.is_some() || does)
        && (aux || particle && plain);
    let form = if past { VerbForm { tense: Tense::Past, ..form } } else { form };
    let infinitive = prev.is_some_and(|one| one.is("to")) && (matches!(form.tense, Tense::Base) || aux);
    let standing = if infinitive {
        if from >= 2 && negates(&words[from - 2]) {
            negated = true;
        }
        Standing::Infinitive
    } else {
        standing(words, at, form.tense, prev, (aux, modal.is_some() || does))?
    };
    let passive = be && matches!(form.tense, Tense::Past) || standing == Standing::Reduced;
    Some(Verb { at, from, lemma: form.lemma, form: standing, negated, passive, modal })
}

/// A verb that is in no list shows itself by what stands before it.
fn unlisted(words: &[Word], at: usize) -> Option<VerbForm> {
    let word = &words[at];
    if word.capital
        || is_adverb(word)
        || word.any(BE)
        || word.any(OTHER_AUX)
        || negates(word)
        || word.lower.chars().count() < 3
        || word.is_number()
    {
        return None;
    }
    let before = (0..at).rev().map(|one| &words[one]).find(|one| !is_adverb(one) && !negates(one))?;
    let auxiliary =
        before.any(BE) || before.any(&["has", "have", "had", "having", "hasn't", "haven't", "hadn't"]);
    let modal = MODALS.iter().any(|(one, _)| before.is(one)) && !before.capital;
    let ed = word.lower.ends_with("ed") && word.lower.len() > 4;
    if modal && !word.any(&crate::words::PREPOSITIONS) && !word.any(&crate::words::DETERMINERS) {
        return Some(VerbForm { lemma: OTHER, tense: Tense::Base });
    }
    let named = before.capital || before.any(&["he", "she", "they", "it", "who", "which", "we", "i"]);
    (ed && (auxiliary || named)).then_some(VerbForm { lemma: OTHER, tense: Tense::Past })
}

/// How a word that has the form of a verb stands; nothing where it is a noun or an adjective there.
fn standing(
    words: &[Word],
    at: usize,
    tense: Tense,
    prev: Option<&Word>,
    (aux, takes_base): (bool, bool),
) -> Option<Standing> {
    let next = words.get(at + 1);
    let determined = prev.is_some_and(|one| one.any(&crate::words::DETERMINERS));
    let after_preposition = prev.is_some_and(|one| one.any(&crate::words::PREPOSITIONS));
    if aux {
        // "have talks", "is open": no verb after the verb it belongs to.
        let carries = matches!(tense, Tense::Past | Tense::Gerund) || tense == Tense::Base && takes_base;
        return carries.then_some(Standing::Finite);
    }
    match tense {
        Tense::Gerund => {
            let described = at >= 2
                && words[at - 2].any(&crate::words::DETERMINERS)
                && !words[at - 1].capital
                && words[at - 1].is_word
                && !words[at - 1].any(BE);
            if determined || described {
                return None;
            }
            if after_preposition {
                return Some(Standing::Gerund);
            }
            if prev.is_some_and(|one| listed(&one.lower).is_some_and(|verb| verb.tense != Tense::Gerund)) {
                return Some(Standing::Gerund);
            }
            let noun = next.is_some_and(|one| one.any(&["of", "'s"]));
            (!noun).then_some(if prev.is_none() { Standing::Gerund } else { Standing::Participle })
        }
        Tense::Past => {
            if determined && !prev.is_some_and(|one| one.is("that"))
                || after_preposition
                || prev.is_some_and(|one| one.is("-"))
            {
                return None;
            }
            let means = words.get(at + 2).is_some_and(|one| {
                one.any(&["phone", "telephone", "video", "videolink", "radio", "letter", "email"])
            });
            let by = next.is_some_and(|one| one.any(&["by", "during"])) && !means;
            // "Norland, backed by Sudland, wants": after a comma too.
            let follows = prev.is_some_and(|one| one.is_word || one.is(","));
            Some(if by && follows { Standing::Reduced } else { Standing::Finite })
        }
        Tense::Third | Tense::Base => {
            super::present::present(words, at, tense, prev, determined || after_preposition)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn found(text: &str) -> Vec<(&'static str, Standing)> {
        verbs(&words(text, 0, text.len())).into_iter().map(|one| (one.lemma, one.form)).collect()
    }

    #[test]
    fn verbs_are_told_from_nouns() {
        assert_eq!(found("The talks between them ended."), [("end", Standing::Finite)]);
        assert_eq!(found("Norland demands a truce."), [("demand", Standing::Finite)]);
        assert_eq!(found("Their demands were met."), [("meet", Standing::Finite)]);
        assert_eq!(found("the proposed text"), []);
        assert_eq!(found("the ideas discussed by them"), [("discuss", Standing::Reduced)]);
        assert_eq!(
            found("She left, warning that it failed"),
            [("leave", Standing::Finite), ("warn", Standing::Participle), ("fail", Standing::Finite)]
        );
        assert_eq!(found("Diplomats say so."), [("say", Standing::Finite)]);
    }

    #[test]
    fn a_group_has_its_negation_and_its_modal() {
        let text = "They would not accept it; it was never formally offered.";
        let found = verbs(&words(text, 0, text.len()));
        assert!(found[0].negated && found[0].modal == Some(Modal::Would) && !found[0].passive);
        assert!(found[1].passive, "{found:?}");
    }
}
