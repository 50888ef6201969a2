//! Drafts as a page: kind by kind, each with the words it rests on.

use detente_answers::page::{Page, Text as Words};
use detente_evidence::{Confidence, Draft, Kind, Modality, Read, Said, Status, Strength};

use crate::{
    compare::Against,
    digest::one_line,
    inbox::{Answer, Inbox},
};

/// A text that was read, and how its drafts stand to a case.
#[derive(Clone, Debug, Default)]
pub struct Reading<'a> {
    /// What it is called.
    pub title: String,
    /// Drafts and notes.
    pub read: Option<&'a Read>,
    /// Drafts that an earlier text of the case has: the earlier draft and its source.
    pub repeated: &'a [(String, String)],
    /// Drafts that stand against earlier ones.
    pub against: &'a [Against],
    /// The source that it repeats, where it has many of its sentences.
    pub copied: Option<String>,
}

/// What was read from a text, as a page.
#[must_use]
pub fn reading_page(reading: &Reading<'_>) -> Page {
    let mut page = Page::new(one_line(&reading.title));
    let Some(read) = reading.read else { return page };
    let day = read.document.date.map_or_else(
        || {
            Words::new()
                .caution("The text does not say its day: give it with --date, or \"today\" means no day")
        },
        |date| Words::new().plain(date.day.to_string()),
    );
    page.facts(vec![
        ("Day".to_owned(), day),
        ("Sentences".to_owned(), Words::new().plain(read.document.sentences.len().to_string())),
        ("Drafts".to_owned(), Words::new().plain(read.drafts.len().to_string())),
    ]);
    for note in &read.notes {
        page.paragraph(Words::new().caution(one_line(note)));
    }
    for kind in Kind::ALL {
        section(&mut page, kind, read.drafts.iter().filter(|draft| draft.kind() == kind));
    }
    if let Some(source) = &reading.copied {
        page.heading("Copied");
        let told = format!(
            "Many sentences of this text stand in {source} too: it is written as derived from it, and corroborates nothing."
        );
        page.paragraph(Words::new().caution(told));
    }
    if !reading.repeated.is_empty() {
        page.heading("Said before");
        let told = |(draft, source): &(String, String)| {
            Words::new().plain(format!("{draft} of ")).source(source.clone())
        };
        page.list(reading.repeated.iter().map(told).collect());
    }
    against(&mut page, reading.against);
    page
}

/// What waits in an inbox, as a page.
#[must_use]
pub fn inbox_page(title: &str, inbox: &Inbox, case: &str) -> Page {
    let mut page = Page::new(one_line(title));
    let number = |is: fn(&Answer) -> bool| {
        Words::new().plain(inbox.drafts.iter().filter(|entry| is(&entry.answer)).count().to_string())
    };
    page.facts(vec![
        ("Waiting".to_owned(), number(|answer| *answer == Answer::Waiting)),
        ("Accepted".to_owned(), number(|answer| matches!(answer, Answer::Accepted { .. }))),
        ("Rejected".to_owned(), number(|answer| matches!(answer, Answer::Rejected { .. }))),
    ]);
    for (kind, entries) in inbox.waiting() {
        section(&mut page, kind, entries.iter().map(|entry| &entry.draft));
    }
    let mut next = Vec::new();
    if let Some(first) = inbox.drafts.iter().find(|entry| entry.waits()) {
        let id = &first.draft.id;
        next.push((format!("detente accept {case} {id}"), "write it into the case".to_owned()));
        next.push((format!("detente reject {case} {id}"), "leave it out for good".to_owned()));
        next.push((format!("detente accept {case} --all"), "write everything that is waiting".to_owned()));
    }
    page.next(next);
    page
}

fn section<'d>(page: &mut Page, kind: Kind, drafts: impl Iterator<Item = &'d Draft>) {
    let facts: Vec<_> = drafts.map(|draft| (draft.id.clone(), line(draft))).collect();
    if !facts.is_empty() {
        page.heading(heading(kind));
        page.facts(facts);
    }
}

/// What a draft says, how the text stands to it, and its words.
fn line(draft: &Draft) -> Words {
    let mut text = Words::new().strong(summary(draft));
    let mut marks: Vec<&str> = Vec::new();
    marks.extend(draft.status.map(detente_evidence::Status::word));
    marks.extend((draft.modality != Modality::Asserted).then(|| draft.modality.word()));
    marks.extend((draft.confidence == Confidence::Unsure).then_some("unsure"));
    if !marks.is_empty() {
        text = text.caution(format!(" ({})", marks.join(", ")));
    }
    if let Some(words) = draft.primary() {
        let shown = one_line(&words.text);
        let same = shown == summary(draft);
        if !same {
            text = text.plain(format!(" “{shown}”"));
        }
        text = text.source(format!(" [{}]", words.sentence));
    }
    if draft.needs.is_empty() {
        return text;
    }
    text.caution(format!(
        " needs: {}",
        draft.needs.iter().map(|need| one_line(need)).collect::<Vec<_>>().join("; ")
    ))
}

/// What a draft says, in a line.
#[must_use]
pub fn summary(draft: &Draft) -> String {
    let name = || draft.name.clone().unwrap_or_default();
    let said = match &draft.said {
        Said::Source { publisher, .. } => {
            publisher.clone().unwrap_or_else(|| "where the text comes from".to_owned())
        }
        Said::Party { .. } | Said::Body { .. } => name(),
        Said::Delegate { title, .. } => match title {
            Some(title) => format!("{}, {title}", name()),
            None => name(),
        },
        Said::Meeting { place, when, .. } => {
            let parts: Vec<_> =
                [place.clone(), when.as_ref().map(|when| when.words.clone())].into_iter().flatten().collect();
            if parts.is_empty() { name() } else { parts.join(", ") }
        }
        Said::Attendance { who, .. } => who.clone(),
        Said::MeetingChange { change, .. } => crate::statements::changed(*change).to_owned(),
        Said::Statement { verb, content, .. } => content.clone().unwrap_or_else(|| verb.clone()),
        Said::Issue { what, .. }
        | Said::Position { what, .. }
        | Said::Proposal { what, .. }
        | Said::ProposalStatus { what, .. }
        | Said::Lever { what, .. }
        | Said::Deadline { what, .. }
        | Said::RedLine { what, .. }
        | Said::Prediction { what }
        | Said::OpenQuestion { what } => what.clone(),
    };
    let said = match sign(draft) {
        Some(sign) => format!("{sign} {said}"),
        None => said,
    };
    let actor = draft.actor.clone().or_else(|| (!draft.party.0.is_empty()).then(|| draft.party.0.join(", ")));
    let is_who =
        matches!(draft.kind(), Kind::Party | Kind::Attendance | Kind::Source | Kind::Issue | Kind::Meeting);
    let said = one_line(&said);
    match actor.filter(|actor| !is_who && *actor != said) {
        Some(actor) if matches!(draft.kind(), Kind::Body | Kind::Delegate) => {
            format!("{said} ({})", one_line(&actor))
        }
        Some(actor) => format!("{}: {said}", one_line(&actor)),
        None => said,
    }
}

/// What turns round what is listed: without it a refusal would read as a demand, and a denial as what it denies.
fn sign(draft: &Draft) -> Option<&'static str> {
    let negated = draft.modality == Modality::Negated;
    match &draft.said {
        Said::Position { strength: Strength::Opposes, .. } if negated => Some("not against:"),
        Said::Position { strength: Strength::Opposes, .. } => Some("against:"),
        Said::Position { .. } if negated => Some("does not want:"),
        Said::Statement { verb, content: Some(_), .. } if crate::statements::denies(verb) => Some("denies:"),
        Said::Statement { content: Some(content), .. } if negated && !crate::statements::says_no(content) => {
            Some("does not say:")
        }
        Said::Statement { content: None, .. } if negated => Some("does not"),
        Said::Proposal { .. } if negated => Some("no offer:"),
        Said::Lever { .. } if draft.status == Some(Status::Shelved) => Some("taken back:"),
        Said::Lever { .. } if negated => Some("no such lever:"),
        Said::RedLine { .. } if negated => Some("no red line:"),
        Said::Source { .. }
        | Said::Party { .. }
        | Said::Body { .. }
        | Said::Delegate { .. }
        | Said::Issue { .. }
        | Said::Meeting { .. }
        | Said::Attendance { .. }
        | Said::MeetingChange { .. }
        | Said::Statement { .. }
        | Said::Position { .. }
        | Said::Proposal { .. }
        | Said::ProposalStatus { .. }
        | Said::Lever { .. }
        | Said::Deadline { .. }
        | Said::RedLine { .. }
        | Said::Prediction { .. }
        | Said::OpenQuestion { .. } => None,
    }
}

fn against(page: &mut Page, against: &[Against]) {
    if against.is_empty() {
        return;
    }
    page.heading("Contradicts what is there");
    let told = |one: &Against| {
        let words = Words::new().strong(one.new.clone()).plain(format!(
            " against {}: “{}” ",
            one.earlier,
            one_line(&one.words)
        ));
        words.source(one.source.clone())
    };
    page.list(against.iter().map(told).collect());
}

/// What the drafts of a kind are called together.
#[must_use]
pub const fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "Where it comes from",
        Kind::Party => "Parties",
        Kind::Body => "Bodies",
        Kind::Delegate => "People",
        Kind::Issue => "Issues",
        Kind::Meeting => "Meetings",
        Kind::Attendance => "Who comes",
        Kind::MeetingChange => "What became of meetings",
        Kind::Statement => "What was said",
        Kind::Position => "What is wanted",
        Kind::Proposal => "Proposals",
        Kind::ProposalStatus => "What became of proposals",
        Kind::Lever => "Levers and threats",
        Kind::Deadline => "Deadlines",
        Kind::RedLine => "Red lines",
        Kind::Prediction => "What is expected",
        Kind::OpenQuestion => "What is left open",
    }
}
