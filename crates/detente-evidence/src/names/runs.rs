//! Words with capital letters: what of a sentence may be a name, before it is known whose.

use super::lists::{LISTS, Listed, Title};
use crate::words::Word;

/// A stretch of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub from: usize,
    pub to: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Listed(Listed),
    Title(Title),
    /// A name that no list has.
    Run,
}

const PARTICLES: &[&str] = &[
    "de", "da", "di", "du", "van", "von", "der", "den", "del", "bin", "ibn", "al", "el", "la", "le", "ten",
    "ter", "bint", "abu", "dos", "das", "ben",
];

/// The names and titles of a sentence, in order; none overlaps another. `is_common` says of a word whether the text also
/// writes it without a capital letter.
pub(crate) fn pieces(text: &str, words: &[Word], is_common: &dyn Fn(&str) -> bool) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    // A heading in capitals names nobody for sure.
    let shouts = words.iter().filter(|one| one.is_word).count() > 2
        && words.iter().all(|one| !text[one.start..one.end].chars().any(char::is_lowercase));
    if shouts {
        return found;
    }
    let mut at = 0;
    let upper = |at: usize| is_upper(text, &words[at]);
    while at < words.len() {
        let rest = &words[at..];
        let listed = LISTS.name_at(rest, |ahead| upper(at + ahead));
        let title = LISTS.title_at(rest);
        let run = run_at(text, words, at, is_common);
        // "Jordan Lee" is a person: a name of one word gives way to a longer run, unless it says of whom it is.
        match (listed, title) {
            (Some((length, what)), title) if title.is_none_or(|(other, _)| other <= length) => {
                let is_name = matches!(what, Listed::State(_)) && length == 1 && !upper(at);
                let longer = is_name
                    && run.is_some_and(|to| {
                        to == at + 2
                            && !words[at + 1].any(&crate::words::ORGANISED)
                            && LISTS.title_at(&words[at + 1..]).is_none()
                    });
                let after_title = found.last().is_some_and(|last| {
                    last.to == at && matches!(last.what, What::Title(title) if title.rank.is_some())
                });
                if longer
                    && after_title
                    && let Some(to) = run
                {
                    found.push(Piece { from: at, to, what: What::Run });
                    at = to;
                } else {
                    found.push(Piece { from: at, to: at + length, what: What::Listed(what) });
                    at += length;
                }
            }
            (_, Some((length, title))) => {
                found.push(Piece { from: at, to: at + length, what: What::Title(title) });
                at += length;
            }
            (_, None) => {
                if let Some((begin, end, title)) = run.and_then(|to| title_inside(words, at, to)) {
                    // "Home Minister X" has one title; "Dockers Union President X" an organisation and a title.
                    let organised = words[begin - 1].any(&crate::words::ORGANISED);
                    if organised {
                        found.push(Piece { from: at, to: begin, what: What::Run });
                    }
                    found.push(Piece {
                        from: if organised { begin } else { at },
                        to: end,
                        what: What::Title(title),
                    });
                    at = end;
                } else if let Some(to) = run {
                    found.push(Piece { from: at, to, what: What::Run });
                    at = to;
                } else {
                    at += 1;
                }
            }
        }
    }
    found
}

pub(crate) fn is_upper(text: &str, word: &Word) -> bool {
    let text = &text[word.start..word.end];
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

/// Whether a word makes an adjective of the name before its hyphen: "-led", "-backed", "-style".
fn is_compounding(end: &str) -> bool {
    const ENDS: &[&str] = &[
        "led", "run", "held", "born", "made", "era", "style", "wide", "only", "free", "like", "owned",
        "built", "bound", "level", "sized", "day", "week", "month", "year", "old", "long", "hour", "man",
        "member", "nation", "party", "point", "way", "term", "time", "range", "scale", "set", "lit",
    ];
    ENDS.contains(&end) || ["ed", "ing", "ern"].iter().any(|one| end.ends_with(one))
}

/// A title inside a run, with a name after it.
fn title_inside(words: &[Word], from: usize, to: usize) -> Option<(usize, usize, Title)> {
    (from + 1..to.saturating_sub(1).min(from + 5)).find_map(|at| {
        let (length, title) = LISTS.title_at(&words[at..])?;
        (title.rank.is_some() && at + length < to).then_some((at, at + length, title))
    })
}

/// Where a run of words with capital letters that begins here ends.
fn run_at(text: &str, words: &[Word], at: usize, is_common: &dyn Fn(&str) -> bool) -> Option<usize> {
    let first = &words[at];
    let begins = words[..at].iter().all(|one| !one.is_word || one.is_number() || one.lower.len() == 1)
        || at > 0 && words[at - 1].any(&["“", "\"", "‘", ":", "—", "–", "-", ")"]);
    let common = |word: &Word, begins: bool| {
        let lower = word.lower.as_str();
        crate::words::CALENDAR.contains(&lower)
            || crate::words::GENERIC.contains(&lower)
            || (begins || word.lower.chars().count() < 2) && crate::words::COMMON.contains(&lower)
    };
    // "Rwanda-backed" is an adjective; "Min-jun" after a name or a title is the rest of a name.
    let made = |word: &Word| {
        let end = text[word.start..word.end].rsplit_once(['-', '\u{2010}', '\u{2011}']);
        let small = end.filter(|(_, end)| end.starts_with(char::is_lowercase));
        small.is_some_and(|(begin, end)| begin.len() > 6 || end.len() > 6 || is_compounding(end))
    };
    if !first.capital || !first.is_word || common(first, begins) || made(first) {
        return None;
    }
    let mut to = at + 1;
    loop {
        let next = words.get(to).filter(|next| !text[words[to - 1].end..next.start].contains('\n'));
        let capital = |word: &Word| word.capital && word.is_word && !common(word, false) && !made(word);
        let arabic = next.is_some_and(|one| {
            ["al-", "el-", "ad-", "as-", "an-", "ar-"].iter().any(|article| one.lower.starts_with(article))
                && one.lower.len() > 4
        });
        // "Alliance of Small Island States": a word that is no name alone ends the name of those who joined.
        let members = next.is_some_and(|one| one.capital && one.any(&crate::words::GENERIC))
            && words[at..to].iter().any(|one| one.is("of"));
        if next.is_some_and(capital) || arabic || members {
            to += 1;
        } else if next.is_some_and(|one| one.any(PARTICLES)) && words.get(to + 1).is_some_and(capital) {
            to += 2;
        } else if next.is_some_and(|one| one.any(&["'", "'s"]))
            && words[to - 1].lower != "i"
            && words.get(to + 1).is_some_and(|one| capital(one) && one.any(&crate::words::ORGANISED))
        {
            // "Harbour Workers' Union", "People's Front".
            to += 2;
        } else if next.is_some_and(|one| one.is("of"))
            && words.get(to + 1).is_some_and(capital)
            && (words[to - 1].any(&crate::words::ORGANISED)
                || words[at].any(&crate::words::ORGANISED) && words[at + 1].is("of"))
            && !matches!(LISTS.name_at(&words[to + 1..], |_| true), Some((_, Listed::State(_))))
        {
            to += 2;
        } else {
            break;
        }
    }
    if begins
        && to == at + 1
        && (is_common(&first.lower) || first.lower.ends_with("ing") || first.lower.ends_with("ly"))
    {
        return None;
    }
    Some(to)
}
