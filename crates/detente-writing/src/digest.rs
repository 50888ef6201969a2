//! The sentences of a text by their numbers, as a case cites them.

use detente_case::is_invisible;
use detente_evidence::{Draft, Read, Role};

use crate::inbox::Text;

/// How long words may be that a citation quotes, in letters: no more is kept of a text that may not be.
pub(crate) const SHORT: usize = 60;

/// The digest of a text: each sentence in double quotes, so that words of it can be cited; where the text may not be
/// kept, only the words that drafts cite.
#[must_use]
pub fn digest(record: &Text, text: &str, read: &Read) -> String {
    let mut out = format!("# {}\n\nThe text has the SHA-256 {}.\n", one_line(&record.title), record.sha256);
    if !record.kept {
        out.push_str(
            "It is not kept here: a sentence is given by its number and the words that are cited.\n",
        );
    }
    out.push('\n');
    for (number, sentence) in (1..).zip(&read.document.sentences) {
        let line = if record.kept {
            format!("\"{}\"", quotable(text.get(sentence.start..sentence.end).unwrap_or_default()))
        } else {
            let cited = read.drafts.iter().filter_map(|draft| quoted(draft).filter(|(at, _)| *at == number));
            let mut cited: Vec<_> = cited.map(|(_, words)| format!("\"{words}\"")).collect();
            cited.sort_unstable();
            cited.dedup();
            let of = format!("bytes {} to {}", sentence.start, sentence.end);
            if cited.is_empty() { of } else { format!("{of}: {}", cited.join(", ")) }
        };
        out.push_str(&format!("{number}. {line}\n"));
    }
    out
}

/// The sentence on which a draft rests, and the few words of it that carry the most: a hedge before a strength, a
/// strength before the word that the rule looked for.
#[must_use]
pub(crate) fn quoted(draft: &Draft) -> Option<(usize, String)> {
    let primary = draft.primary()?;
    let of = |role: Role| {
        let here =
            draft.evidence.iter().filter(move |one| one.sentence == primary.sentence && one.role == role);
        here.map(|one| one_line(&one.text)).find(|words| is_short(words))
    };
    let words = [Role::Hedge, Role::Strength, Role::Cue, Role::Primary].into_iter().find_map(of)?;
    Some((primary.sentence, words))
}

/// The citation of a draft: its source, the sentence, and a few words of it.
#[must_use]
pub(crate) fn citation(source: &str, draft: &Draft) -> String {
    match (quoted(draft), draft.primary()) {
        (Some((sentence, words)), _) => format!("{source}#{sentence} '{words}'"),
        (None, Some(primary)) if primary.sentence > 0 => format!("{source}#{}", primary.sentence),
        (None, _) => source.to_owned(),
    }
}

/// Whether a citation can quote these words.
fn is_short(words: &str) -> bool {
    let quote = |one: char| matches!(one, '\'' | '"' | '‘' | '’' | '“' | '”' | '„');
    !words.is_empty() && !words.ends_with('…') && words.chars().count() <= SHORT && !words.contains(quote)
}

/// A sentence that stands in double quotes: those within it become single.
fn quotable(text: &str) -> String {
    one_line(&text.replace(['“', '„'], "‘").replace(['”', '"'], "’"))
}

/// Text on one line, without what steers or hides.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let shown = |one: &char| (!one.is_control() || one.is_whitespace()) && !is_invisible(*one);
    let shown: String = text.chars().filter(shown).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a person on one line; nothing where there is nothing to read.
#[must_use]
pub fn person(name: &str) -> Option<String> {
    let name = one_line(name);
    name.contains(char::is_alphanumeric).then_some(name)
}
