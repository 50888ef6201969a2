//! Which unknown names are people: a title, an apposition or a verb of speech says so.

use std::collections::BTreeSet;

use super::{
    lists::Title,
    runs::{Piece, What},
};
use crate::words::Word;

/// Words that end the name of a place.
const PLACES: &[&str] = &[
    "camp",
    "lake",
    "mount",
    "river",
    "bay",
    "strait",
    "straits",
    "canal",
    "heights",
    "valley",
    "province",
    "peninsula",
    "sea",
    "island",
    "islands",
    "city",
    "street",
    "strip",
    "palace",
    "hotel",
    "hall",
    "house",
    "airport",
    "square",
    "center",
    "centre",
    "mountains",
    "desert",
    "delta",
    "region",
    "gulf",
    "ocean",
    "crossing",
    "bridge",
    "gate",
    "dam",
    "avenue",
    "castle",
    "villa",
    "farms",
    "hills",
    "springs",
    "highway",
    "war",
    "treaty",
    "accord",
    "accords",
    "agreement",
    "convention",
    "conventions",
    "conference",
    "plan",
    "process",
    "protocol",
    "act",
    "pact",
    "charter",
    "constitution",
    "declaration",
    "memorandum",
    "initiative",
    "formula",
    "summit",
    "talks",
    "resolution",
    "line",
    "day",
    "week",
    "times",
    "news",
    "post",
];

/// Verbs of which only a person or a body is the subject.
const PERSONAL: &[&str] = &[
    "said", "says", "told", "added", "warned", "argued", "insisted", "replied", "asked", "declined", "wrote",
];

/// Words for an office that is over.
pub(super) const FORMER: &[&str] = &[
    "former",
    "ousted",
    "deposed",
    "exiled",
    "onetime",
    "erstwhile",
    "overthrown",
    "toppled",
    "ex-president",
    "ex-minister",
];

/// What makes a run of names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Where the title begins; the run itself where it has none.
    pub title_from: usize,
    pub title: Option<(usize, usize, Title)>,
}

/// Whether the run at a place of these pieces is a person here.
pub(crate) fn seen(pieces: &[Piece], at: usize, words: &[Word], speakers: &BTreeSet<String>) -> Option<Seen> {
    let run = pieces[at];
    let last = words[run.to - 1].lower.as_str();
    let first = words[run.from].lower.as_str();
    let length = run.to - run.from;
    if crate::words::ORGANISED.contains(&last)
        || PLACES.contains(&last)
        || PLACES.contains(&first)
        || length > 5
    {
        return None;
    }
    if let Some(seen) = titled(pieces, at, words) {
        return Some(seen);
    }
    if let Some(title) = apposition(pieces, at, words) {
        return Some(Seen { title_from: run.from, title: Some(title) });
    }
    // "Comandante X" where later X alone says something.
    if length > 1 && speakers.contains(last) {
        return Some(Seen { title_from: run.from, title: None });
    }
    let next = words.get(run.to);
    let speaks = next.is_some_and(|one| one.any(PERSONAL))
        || run.from > 0
            && words[run.from - 1].any(&["said", "says"])
            && next.is_none_or(|one| !one.is_word || one.any(&["of"]));
    (speaks && (2..=4).contains(&length) && !words[..run.from].last().is_some_and(|one| one.is("the")))
        .then_some(Seen { title_from: run.from, title: None })
}

/// Names of one word that say something, without an article: surnames.
pub(crate) fn speakers(sentences: &[Vec<Word>], all: &[Vec<Piece>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (words, pieces) in sentences.iter().zip(all) {
        for piece in pieces.iter().filter(|one| one.what == What::Run && one.to == one.from + 1) {
            let article = piece.from > 0 && words[piece.from - 1].is("the");
            let after = words.get(piece.to).is_some_and(|one| one.any(PERSONAL));
            let before = piece.from > 0 && words[piece.from - 1].is("said");
            if !article && (after || before) && !words[piece.from].any(&crate::words::ORGANISED) {
                found.insert(words[piece.from].lower.clone());
            }
        }
    }
    found
}

/// A title before the run: "President X", "special envoy, X", "envoy for Y, retired Lt. Gen. X", "Ministers X and Y".
fn titled(pieces: &[Piece], at: usize, words: &[Word]) -> Option<Seen> {
    let run = pieces[at];
    let title_of = |piece: &Piece| match piece.what {
        What::Title(title) => Some(title),
        What::Listed(_) | What::Run => None,
    };
    let mut from = run.from;
    let mut title = None;
    let mut before = at;
    // Titles right before the name, several of them: "retired Lt. Gen."
    while let Some(piece) = before.checked_sub(1).map(|one| pieces[one])
        && let Some(one) = title_of(&piece)
        && piece.to == from
    {
        from = piece.from;
        before -= 1;
        let better = title.is_none_or(|(_, _, held): (usize, usize, Title)| held.rank.is_none());
        if better || one.rank.is_some() && title.is_some_and(|(_, _, held)| one.rank < held.rank) {
            title = Some((piece.from, piece.to, one));
        }
    }
    // "U.S. envoy to Norland X": to whom somebody is sent stands between title and name.
    if title.is_none()
        && let Some(to) = before.checked_sub(1).map(|one| pieces[one])
        && matches!(to.what, What::Listed(_))
        && to.to == from
        && let Some(sent) = before.checked_sub(2).map(|one| pieces[one])
        && let Some(one) = title_of(&sent).filter(|one| one.rank.is_some())
        && sent.to < to.from
        && words[sent.to..to.from].iter().all(|word| word.any(&["to", "for", "on", "the"]))
    {
        from = sent.from;
        before -= 2;
        title = Some((sent.from, sent.to, one));
    }
    while from > 0 && words[from - 1].any(&["retired", "former", "acting", "outgoing", "then", "late"]) {
        from -= 1;
    }
    // "Y's envoy, former Norlandic president X": the office of today stands before the comma.
    let mut back = from;
    while back > 0
        && (words[back - 1].any(FORMER) || words[back - 1].capital && back > 1 && words[back - 2].any(FORMER))
    {
        back -= 1;
    }
    let was = back < from;
    // A title, a comma, the name: "envoy for Y, X".
    if back > 0 && words[back - 1].is(",") {
        let comma = back - 1;
        let earlier = pieces[..before].iter().rev().take_while(|one| one.to + 8 >= comma).find(|one| {
            title_of(one).is_some_and(|title| title.rank.is_some())
                && words[one.to..comma]
                    .iter()
                    .all(|word| word.is_word && !word.any(&["and", "said", "told", "met"]) || word.is("'s"))
                && (one.to == comma || words[one.to].any(&["of", "for", "to", "on", "in"]))
        });
        if let Some(piece) = earlier
            && (title.is_some() || named_by(words, run.to))
            && let Some(one) = title_of(piece)
        {
            let best = title.filter(|(_, _, held)| !was && held.rank.is_some() && held.rank < one.rank);
            return Some(Seen { title_from: piece.from, title: best.or(Some((piece.from, piece.to, one))) });
        }
    }
    // "Ministers X of A and Y of B": the title of a list.
    if title.is_none() {
        let plural = pieces[..at].iter().rev().take(4).find(|one| {
            title_of(one).is_some_and(|title| title.rank.is_some())
                && words[one.to - 1].lower.ends_with('s')
                && words.get(one.to).is_some_and(|next| next.capital)
        })?;
        let joined =
            words[plural.to..run.from].iter().all(|one| one.any(&[",", "and", "of", "the"]) || one.capital);
        let one = title_of(plural)?;
        return joined.then_some(Seen { title_from: run.from, title: Some((plural.from, plural.to, one)) });
    }
    Some(Seen { title_from: from, title })
}

/// Whether a name in apposition ends here: a comma, the end, or the verb of the sentence.
fn named_by(words: &[Word], to: usize) -> bool {
    words.get(to).is_none_or(|next| !next.is_word || !next.capital)
}

/// A title after the run and a comma: "X, the foreign minister of Y,".
fn apposition(pieces: &[Piece], at: usize, words: &[Word]) -> Option<(usize, usize, Title)> {
    let run = pieces[at];
    if run.to - run.from < 2 || !words.get(run.to)?.is(",") {
        return None;
    }
    let end = words[run.to + 1..]
        .iter()
        .position(|one| one.any(&[",", ".", ";", "and", "—"]))
        .map_or(words.len(), |one| run.to + 1 + one);
    let found = pieces[at + 1..]
        .iter()
        .take_while(|one| one.from < end)
        .find(|one| matches!(one.what, What::Title(_)))?;
    let What::Title(title) = found.what else { return None };
    let lead = &words[run.to + 1..found.from];
    let nominal = lead.len() <= 6
        && lead.iter().all(|one| {
            one.capital
                || one.is("'s")
                || one.any(&["the", "a", "an", "its", "who", "leads", "is"])
                || !one.lower.ends_with("ed")
        });
    (nominal
        && title.rank.is_some()
        && !words[run.to + 1].any(&["said", "told", "but", "while", "after", "as"]))
    .then_some((found.from, found.to, title))
}
