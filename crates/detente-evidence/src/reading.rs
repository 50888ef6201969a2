//! From a text to its drafts: sentences, words, names, days, then the rules of each kind, then the verifier.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    cues::{Met, Raw, all, first_named, lines, named, one_each, sources},
    days::days_in,
    document::{DateFrom, Document, DocumentDate, Sentence},
    draft::{Draft, Evidence, Kind, Role, Said},
    links::link,
    names::{Names, Told},
    sentences::sentences,
    verify::verify,
    words::{Word, words},
    {Options, Read},
};

/// Reads a text.
pub(crate) fn read(text: &str, options: &Options) -> Read {
    read_from(text, options.date.map(|day| DocumentDate { day, from: DateFrom::Given }))
}

/// How many bytes of a text are read: six hundred pages. What stands behind them is not, and the notes say so. Every part
/// of reading takes time in proportion to the text, and some texts of this size make drafts of hundreds of megabytes.
const MOST: usize = 1 << 20;

/// Reads a text that is known to be from a day, or whose day it has to say itself.
pub(crate) fn read_from(text: &str, date: Option<DocumentDate>) -> Read {
    let whole = text.len();
    let text = bounded(text);
    let sentences = sentences(text);
    let words: Vec<Vec<Word>> = sentences.iter().map(|one| words(text, one.start, one.end)).collect();
    let date = date.or_else(|| date_of(text, &sentences, &words));
    let told = Told { text, sentences: &words };
    let names = Names::of(&told);
    let lines = lines(&told, &names, date.map(|one| one.day));
    let mut met = Met::default();
    let mut raws: Vec<Raw> = sources(&lines);
    raws.extend(named(&lines, &names));
    // A title says again what the text says.
    let title = title_of(text, &sentences);
    let told = lines.iter().skip(usize::from(title.is_some()));
    let rules: Vec<Raw> = told.flat_map(|line| all(line, &mut met)).collect();
    if rules.iter().all(|one| one.said.kind() != Kind::Meeting) {
        raws.extend(first_named(&lines));
    }
    raws.extend(one_each(rules));
    let raws = once(raws);
    let document = Document { title, date, bytes: whole, sentences };
    let known: BTreeSet<&str> = names.entities.iter().map(|one| one.name.as_str()).collect();
    let mut notes = notes(&words, &document);
    if text.len() < whole {
        notes.push(format!(
            "Only the first {} of {whole} bytes were read, up to sentence {}. Split the text, and read the rest by itself.",
            text.len(),
            document.sentences.len()
        ));
    }
    let mut drafts = Vec::new();
    let mut dropped = 0;
    for raw in raws {
        let draft = draft(raw, drafts.len() + 1, text);
        match verify(&draft, text, &document, &|name| known.contains(name)) {
            Ok(()) => drafts.push(draft),
            Err(_) => dropped += 1,
        }
    }
    link(&mut drafts, text);
    if dropped > 0 {
        notes.push(format!("Drafts dropped because the text does not have their words: {dropped}."));
    }
    Read { document, drafts, notes }
}

/// As much of a text as is read: up to the last line that ends within it, or the last space.
fn bounded(text: &str) -> &str {
    if text.len() <= MOST {
        return text;
    }
    let head = &text[..text.floor_char_boundary(MOST)];
    let end = head.rfind('\n').or_else(|| head.rfind(' ')).map_or(head.len(), |at| at + 1);
    &head[..end]
}

/// Sorted by their place in the text; what two rules found in the same words is drafted once.
fn once(mut raws: Vec<Raw>) -> Vec<Raw> {
    raws.sort_by_key(|one| {
        let kind = one.said.kind();
        let named = matches!(kind, Kind::Source | Kind::Party | Kind::Body | Kind::Delegate);
        (!named, if named { kind as usize } else { 0 }, one.sentence, one.primary.0, kind, one.primary.1)
    });
    let mut kept: Vec<Raw> = Vec::new();
    for raw in raws {
        let same = |one: &Raw| {
            let common = one.primary.1.min(raw.primary.1).saturating_sub(one.primary.0.max(raw.primary.0));
            let shorter = (one.primary.1 - one.primary.0).min(raw.primary.1 - raw.primary.0);
            one.said.kind() == raw.said.kind()
                && one.party == raw.party
                && one.name == raw.name
                && common * 2 > shorter
        };
        let named = matches!(raw.said.kind(), Kind::Party | Kind::Body | Kind::Delegate);
        if named || !kept.iter().rev().take(24).any(same) {
            kept.push(raw);
        }
    }
    kept
}

fn draft(raw: Raw, number: usize, text: &str) -> Draft {
    let evidence = |role: Role, sentence: usize, (start, end): (usize, usize)| Evidence {
        role,
        sentence,
        start,
        end,
        text: text.get(start..end).unwrap_or_default().to_owned(),
    };
    let mut all = vec![evidence(Role::Primary, raw.sentence, raw.primary)];
    all.extend(raw.more.iter().map(|(role, sentence, place)| evidence(*role, *sentence, *place)));
    let (becomes, needs) = becomes(&raw.said);
    Draft {
        id: format!("d{number}"),
        said: raw.said,
        modality: raw.modality,
        name: raw.name,
        party: raw.party,
        actor: raw.actor,
        status: raw.status,
        evidence: all,
        rule: raw.rule.to_owned(),
        confidence: raw.confidence,
        becomes: becomes.to_owned(),
        needs: needs.iter().map(|one| (*one).to_owned()).collect(),
    }
}

/// What a draft becomes in a case, and what a person has to add.
const fn becomes(said: &Said) -> (&'static str, &'static [&'static str]) {
    match said {
        Said::Source { .. } => ("[sources]", &["how reliable the source is"]),
        Said::Party { .. } => ("[parties]", &["whether its consent is needed"]),
        Said::Body { .. } => ("[institutions]", &[]),
        Said::Delegate { .. } => ("[people]", &[]),
        Said::Issue { .. } => ("[issues]", &["its options, worded by you"]),
        Said::Meeting { .. } => ("[meetings]", &[]),
        Said::Attendance { .. } | Said::MeetingChange { .. } => ("[meetings]", &["which meeting"]),
        Said::Statement { .. } | Said::Prediction { .. } => ("[claims]", &[]),
        Said::Position { .. } | Said::RedLine { .. } => ("[[stances]]", &["which option of which issue"]),
        Said::Proposal { .. } => ("[proposals]", &["which options it has"]),
        Said::ProposalStatus { .. } => ("[proposals]", &["which proposal"]),
        Said::Lever { .. } => ("[levers]", &["its effect on each party"]),
        Said::Deadline { .. } => ("[ultimatums]", &["what follows when it passes"]),
        Said::OpenQuestion { .. } => ("[hypotheses]", &[]),
    }
}

/// The day that a text says it is from: in its dateline, on a line of its own, in an address.
fn date_of(text: &str, sentences: &[Sentence], words: &[Vec<Word>]) -> Option<DocumentDate> {
    let head = words.iter().take(4).find_map(|words| {
        let dash = words.iter().position(|one| one.any(&["—", "–", "-"])).filter(|at| *at < 16);
        let end = dash.or_else(|| (words.len() <= 12).then_some(words.len()))?;
        days_in(&words[..end], None, &|_| false)
            .into_iter()
            .find_map(|one| one.days)
            .filter(|(from, to)| from == to)
    });
    if let Some((day, _)) = head {
        return Some(DocumentDate { day, from: DateFrom::Dateline });
    }
    let address = sentences.iter().rev().take(5).chain(sentences.iter().take(5)).find_map(|one| {
        let piece = text.get(one.start..one.end)?;
        let at = piece.find("://")?;
        let address = piece.get(at..)?.split_whitespace().next()?;
        crate::cues::day_in_address(address).map(|(_, day)| day)
    });
    address.map(|day: Date| DocumentDate { day, from: DateFrom::Address })
}

/// The first line, where it is a title: short, without a mark at its end, and more follows.
fn title_of(text: &str, sentences: &[Sentence]) -> Option<String> {
    let first = sentences.first().filter(|_| sentences.len() > 3)?;
    let words = text.get(first.start..first.end)?;
    let ends = words.ends_with(['.', '!', '?', '”', '"', '…', ':']);
    let is_line = text.get(first.end..)?.trim_start_matches([' ', '\r', '\t']).starts_with('\n');
    (is_line && !ends && words.len() < 140 && !words.contains(['—', '–'])).then(|| words.to_owned())
}

/// Words that every English text has.
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "as", "was", "by", "it", "at",
    "from", "has", "have", "not", "be", "are", "will", "said", "an", "its", "but", "would", "he", "she",
    "they",
];

fn notes(words: &[Vec<Word>], document: &Document) -> Vec<String> {
    let mut notes = Vec::new();
    let all = words.iter().flatten().filter(|one| one.is_word && !one.is_number());
    let (count, english) = all.fold((0_usize, 0_usize), |(count, english), word| {
        (count + 1, english + usize::from(word.any(ENGLISH)))
    });
    if count == 0 {
        notes.push("The text has no words.".to_owned());
    } else if count >= 20 && english * 100 < count * 12 {
        notes
            .push("The text does not look like English. Only English is read: check every draft.".to_owned());
    }
    if count > 0 && document.date.is_none() {
        notes.push(
            "The text does not say which day it is from. Give the day: without it, \"today\" is not a date."
                .to_owned(),
        );
    }
    notes
}
