//! Whether citations lead to statements, and quotations to words.

use std::collections::{BTreeMap, BTreeSet};

use super::Ground;
use indexmap::IndexSet;

use crate::{
    Citation, Code, Diagnostic, File, Label, Source, SourceId, Span,
    diagnostic::Sink,
    tree::{Digest, DigestSentence, leads_out},
};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for source in ground.case.sources.values() {
        if let Some(path) = source.digest.as_ref().filter(|path| !leads_out(path)) {
            digest(ground, source, path, sink);
        }
    }
    derivations(ground, sink);
    let mut seen = BTreeSet::new();
    let mut quotations = Quotations { spoken: BTreeMap::new(), searched: 0 };
    let statements = ground.case.statement_refs();
    let of_statements = statements.iter().flat_map(|statement| statement.origin().citations());
    for citation in of_statements.chain(ground.cited) {
        // Parts of a table share its citations: each is looked up once.
        if !seen.insert(citation.span) {
            continue;
        }
        if sink.is_full() {
            sink.leave_out();
        } else {
            look_up(ground, citation, &mut quotations, sink);
        }
    }
}

/// How many bytes of digests are searched for quotations, a second or two: a case that cites much of long sentences would
/// otherwise take the product of the two.
const MOST_SEARCHED: usize = 1_000_000_000;

/// What digests say, with what stands in quotation marks, each sentence read once.
struct Quotations<'g> {
    spoken: BTreeMap<(&'g str, u32), Spoken>,
    /// How many bytes were searched.
    searched: usize,
}

/// A sentence with plain quotation marks, and what stands between them.
struct Spoken {
    plain: String,
    quoted: Vec<String>,
}

impl<'g> Quotations<'g> {
    fn of(&mut self, path: &'g str, number: u32, statement: &DigestSentence) -> &Spoken {
        let spoken = self.spoken.entry((path, number)).or_insert_with(|| {
            let plain = plain(&statement.text);
            let quoted = plain.split('"').skip(1).step_by(2).map(str::to_owned).collect();
            Spoken { plain, quoted }
        });
        self.searched = self.searched.saturating_add(spoken.plain.len());
        spoken
    }

    /// Whether these words, made plain, stand in the sentence between double quotes.
    fn quotes(&mut self, path: &'g str, number: u32, statement: &DigestSentence, words: &str) -> bool {
        self.of(path, number, statement).quoted.iter().any(|quoted| quoted.contains(words))
    }

    /// The number of the first sentence of a digest that quotes these words.
    fn quoted_in(&mut self, path: &'g str, digest: &Digest, words: &str) -> Option<u32> {
        let mut sentences = digest.statements.iter();
        sentences.find(|(number, said)| self.quotes(path, **number, said, words)).map(|(number, _)| *number)
    }
}

fn digest(ground: &Ground<'_>, source: &Source, path: &str, sink: &mut Sink) {
    let span = ground.find(source.span, "digest").unwrap_or(source.span);
    let Some(digest) = ground.digests.get(path) else {
        return sink.push(
            Diagnostic::new(Code::DigestMissing, format!("there is no file `{path}` beside the case"), span)
                .label("not found")
                .help("write the file: numbered lines (`1. …`), one sentence each, in your own words")
                .help("or leave `digest` out and cite the source as a whole"),
        );
    };
    if digest.statements.is_empty() {
        sink.push(
            Diagnostic::new(Code::DigestEmpty, format!("`{path}` has no statements"), span)
                .label("no line of this file begins with a number and a full stop")
                .help("number the statements: `1. The talks opened on Wednesday.`"),
        );
    }
    for (number, again) in &digest.repeated {
        let file = File::Digest(path.to_string());
        let diagnostic =
            Diagnostic::new(Code::NumberRepeated, format!("two statements have the number {number}"), *again)
                .in_file(file.clone())
                .label("cannot be cited")
                .help("number the statements 1, 2, 3, …, each number once");
        let first = digest.statements.get(number).map_or_else(Span::default, |statement| statement.span);
        sink.push(diagnostic.also_in(file, first, "the number stands for this one"));
    }
}

/// Follows each chain of copies to its end once; one that comes back to itself has no original.
fn derivations(ground: &Ground<'_>, sink: &mut Sink) {
    let sources = &ground.case.sources;
    let mut followed: BTreeSet<&SourceId> = BTreeSet::new();
    for start in sources.keys() {
        let mut chain: IndexSet<&SourceId> = IndexSet::new();
        let mut next = Some(start);
        while let Some(current) = next.filter(|current| !followed.contains(current)) {
            if let Some(from) = chain.get_index_of(current) {
                let cycle: Vec<_> = chain.iter().skip(from).copied().collect();
                sink.push(cycle_of(ground, &cycle));
                break;
            }
            chain.insert(current);
            next = sources.get(current).and_then(|source| source.derived_from.as_ref());
        }
        followed.extend(chain);
    }
}

fn cycle_of(ground: &Ground<'_>, cycle: &[&SourceId]) -> Diagnostic {
    let places = cycle.iter().filter_map(|id| {
        let source = ground.case.sources.get(*id)?;
        Some((*id, ground.find(source.span, "derived_from").unwrap_or(source.span)))
    });
    let names: Vec<_> = cycle.iter().chain(cycle.first()).take(6).map(|id| id.as_str()).collect();
    let mut diagnostic = Diagnostic::new(Code::DerivedCycle, "a source derives from itself", Span::default())
        .help(format!(
            "{}: one of them must be the original, without `derived_from`",
            names.join(" copies ")
        ));
    diagnostic.labels = places
        .take(4)
        .map(|(id, span)| Label { file: File::Case, span, text: format!("of `{id}`") })
        .collect();
    diagnostic
}

fn look_up<'g>(ground: &Ground<'g>, citation: &Citation, quotations: &mut Quotations<'g>, sink: &mut Sink) {
    let Some(source) = ground.case.sources.get(&citation.source) else { return };
    let Some((path, digest)) = digest_of(ground, source) else {
        if source.digest.is_none() && (citation.statement.is_some() || citation.words.is_some()) {
            let message = format!("source `{}` has no digest to look this up in", citation.source);
            sink.push(
                Diagnostic::new(Code::UnknownStatement, message, citation.span)
                    .label("it cannot be opened")
                    .help("give the source a `digest`, a file of numbered statements")
                    .help(format!("or cite the source as a whole: `\"{}\"`", citation.source)),
            );
        }
        return;
    };
    if citation.words.is_some() && quotations.searched > MOST_SEARCHED {
        let message = "these words are not looked up: the case quotes too much of too long digests";
        return sink.push(
            Diagnostic::new(Code::NotQuoted, message, citation.span)
                .label("from here on quotations are not looked up")
                .help("cite a numbered statement of the digest, and make its statements shorter: a sentence each"),
        );
    }
    let Some(number) = citation.statement else {
        if let Some(words) = &citation.words
            && quotations.quoted_in(path, digest, &plain(words)).is_none()
        {
            sink.push(not_quoted(citation, words, &format!("no sentence of `{path}` quotes these words")));
        }
        return;
    };
    let Some(statement) = digest.statements.get(&number) else {
        let message = format!("source `{}` has no statement {number}", citation.source);
        let last = digest.statements.keys().max().copied().unwrap_or(0);
        return sink.push(
            Diagnostic::new(Code::UnknownStatement, message, citation.span)
                .label("it cannot be opened")
                .help(format!(
                    "`{path}` has {} statements, the last with number {last}",
                    digest.statements.len()
                )),
        );
    };
    if let Some(words) = &citation.words
        && !quotations.quotes(path, number, statement, &plain(words))
    {
        let plain_words = plain(words);
        let elsewhere = quotations.quoted_in(path, digest, &plain_words);
        let label = if quotations.of(path, number, statement).plain.contains(&plain_words) {
            "these words are the digest's own; words of the source stand there in double quotes"
        } else {
            "this sentence does not quote these words"
        };
        let diagnostic = not_quoted(citation, words, label);
        let diagnostic = match elsewhere {
            Some(other) => diagnostic
                .help(format!("statement {other} does: `\"{}#{other} '{words}'\"`", citation.source)),
            None => diagnostic,
        };
        sink.push(diagnostic.also_in(File::Digest(path.to_string()), statement.span, "the statement cited"));
    }
}

fn digest_of<'a>(ground: &Ground<'a>, source: &'a Source) -> Option<(&'a str, &'a Digest)> {
    let path = source.digest.as_deref()?;
    Some((path, ground.digests.get(path)?))
}

fn not_quoted(citation: &Citation, words: &str, label: &str) -> Diagnostic {
    Diagnostic::new(Code::NotQuoted, format!("the digest does not quote `{words}`"), citation.span)
        .label(label)
        .help("put the words into the digest in double quotes, exactly as the source has them")
}

/// The text with plain quotation marks, single spaces and small letters, so that typography does not matter.
fn plain(text: &str) -> String {
    let marks = text.replace(['“', '”', '„'], "\"").replace(['‘', '’'], "'");
    marks.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    let statements = ground.case.statement_refs();
    let cited: BTreeSet<_> = statements
        .iter()
        .flat_map(|statement| statement.origin().citations())
        .map(|citation| &citation.source)
        .chain(ground.case.sources.values().filter_map(|source| source.derived_from.as_ref()))
        .collect();
    for (id, source) in ground.case.sources.iter().filter(|(id, _)| !cited.contains(id)) {
        sink.push(
            Diagnostic::new(
                Code::UnusedSource,
                format!("nothing in the case cites source `{id}`"),
                source.span,
            )
            .label("it is cited nowhere")
            .help(format!("cite it (`cite = \"{id}#1\"`) or delete it")),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::{CaseFiles, read};

    /// Each sentence is read once, and however often a long one is cited, the time does not grow with the product.
    #[test]
    fn quotations_of_long_sentences_are_looked_up_once_each_and_not_without_end() {
        let mut text = "[case]\ntitle = \"T\"\nas_of = 2026-01-01\ninstrument = { class = \"contract\", consent = [\"a\"] }\n[parties]\na = { name = \"A\", role = \"principal\" }\n[sources.s]\npublisher = \"P\"\ndate = 2025-12-01\ngrade = \"B2\"\ndigest = \"sources/s.md\"\n".to_owned();
        for claim in 0..1000 {
            let _ = writeln!(
                text,
                "[claims.c{claim}]\nkind = \"deed\"\nby = \"a\"\nsays = \"x\"\ncite = \"s#1 'the last words'\""
            );
        }
        let digest = format!("1. He said \"{}the last words\".\n", "so he said, ".repeat(100_000));
        let files =
            CaseFiles::new("case.toml", text.as_bytes(), [("sources/s.md".to_owned(), digest)].into());
        let told = read(&files).diagnostics;
        let stopped = told.iter().filter(|told| told.code == "not-quoted");
        let messages: Vec<_> = stopped.map(|told| told.message.as_str()).collect();
        assert!(
            messages.iter().all(|told| told.contains("not looked up")) && !messages.is_empty(),
            "{messages:?}"
        );
    }
}
