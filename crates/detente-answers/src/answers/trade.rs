//! What the pages of the trade share: lines with where they come from, marks short enough for a page, and blanks.
//!
//! A page of the trade is one sheet that a mediator edits and carries. So a source is a short mark in the text and a
//! legend below it, and what the case does not hold is a blank to fill, never a guess.

use detente_case::{Actor, Level, Origin, PartyId, SourceId};
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{Reference, phrase},
};

/// What stands where the case holds nothing.
pub(super) const BLANK: &str = "________";

/// What a text is called in a table, by place: a letter, or a number where letters end.
pub(super) fn letter(place: usize) -> String {
    ('A'..='Z').nth(place).map_or_else(|| format!("text {}", place + 1), String::from)
}

/// Whose word a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Whose {
    /// A source's, or the owner's of an assumption: the references say which.
    Reference,
    /// Nobody's: it follows from numbers of the case.
    Computed,
    /// Nobody's: the case holds nothing, and a blank stands for it.
    Blank,
}

/// A sentence of a page, with where it comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Line {
    /// The sentence; `________` stands where the case holds nothing.
    pub(super) says: String,
    /// Whose word it is.
    pub(super) whose: Whose,
    /// Where it comes from.
    pub(super) references: Vec<Reference>,
}

impl Line {
    /// What a statement of the case says.
    pub(super) fn said(question: &Question, says: impl Into<String>, origin: &Origin) -> Self {
        Self::resting_on(says, vec![question.reference(origin)])
    }

    /// What several statements of the case say together.
    pub(super) fn resting_on(says: impl Into<String>, references: Vec<Reference>) -> Self {
        Self { says: says.into(), whose: Whose::Reference, references }
    }

    /// What follows from numbers of the case.
    pub(super) fn computed(says: impl Into<String>) -> Self {
        Self { says: says.into(), whose: Whose::Computed, references: Vec::new() }
    }

    /// What nobody has said: `says` has the blank where it belongs.
    pub(super) fn blank(says: impl Into<String>) -> Self {
        Self { says: says.into(), whose: Whose::Blank, references: Vec::new() }
    }

    /// This line, resting on one more statement.
    pub(super) fn and(mut self, question: &Question, origin: &Origin) -> Self {
        self.references.push(question.reference(origin));
        self
    }
}

/// Above a page that holds what a party would not say aloud.
pub(super) const NOT_TO_BE_HANDED_OVER: &str =
    "For you, not to be handed over: it says what no agreement is worth to the parties.";

/// The marks of one page, and the legend that explains them.
pub(super) struct Marks<'q> {
    question: &'q Question,
    owners: Vec<String>,
    sources: Vec<SourceId>,
}

/// What marks the first owner of assumptions, the second, and so on.
const OWNERS: [&str; 4] = ["*", "†", "‡", "§"];

impl<'q> Marks<'q> {
    /// Marks for everything that these references name.
    pub(super) fn of<'r>(question: &'q Question, references: impl Iterator<Item = &'r Reference>) -> Self {
        let mut marks = Self { question, owners: Vec::new(), sources: Vec::new() };
        for reference in references {
            match &reference.assumed_by {
                Some(owner) if !marks.owners.contains(owner) => marks.owners.push(owner.clone()),
                Some(_) => {}
                None => {
                    let sources = reference.cites.iter().map(|cite| source_of(&cite.key));
                    for source in sources {
                        if !marks.sources.contains(&source) {
                            marks.sources.push(source);
                        }
                    }
                }
            }
        }
        marks
    }

    /// `*` for an assumption, ` [npr#13]` for a citation, with its grade where that is not its source's.
    pub(super) fn mark(&self, reference: &Reference) -> Text {
        if let Some(owner) = &reference.assumed_by {
            let place = self.owners.iter().position(|known| known == owner);
            let mark = place
                .and_then(|place| OWNERS.get(place))
                .map_or_else(|| format!(" [{owner}]"), |mark| (*mark).to_owned());
            return Text::new().caution(mark);
        }
        let keys: Vec<_> = reference.cites.iter().map(|cite| cite.key.as_str()).collect();
        if keys.is_empty() {
            return Text::new();
        }
        let own = keys
            .first()
            .and_then(|key| self.question.whole.sources.get(&source_of(key)))
            .map(|source| source.grade);
        let grade = reference
            .grade
            .filter(|grade| Some(*grade) != own)
            .map_or(String::new(), |grade| format!(", {grade}"));
        Text::new().source(format!(" [{}{grade}]", keys.join(" ")))
    }

    /// A line with its marks.
    pub(super) fn line(&self, line: &Line) -> Text {
        let text = match line.whose {
            Whose::Blank => Text::new().caution(line.says.as_str()),
            Whose::Reference | Whose::Computed => Text::from(line.says.as_str()),
        };
        let mut marks: Vec<Text> = Vec::new();
        for mark in line.references.iter().map(|reference| self.mark(reference)) {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks.into_iter().fold(text, Text::then)
    }

    /// Several lines, one after the other, `; ` between them.
    pub(super) fn lines(&self, lines: &[Line]) -> Text {
        lines.iter().enumerate().fold(Text::new(), |text, (place, line)| {
            let text = if place == 0 { text } else { text.plain("; ") };
            text.then(self.line(line))
        })
    }

    /// What the marks mean, and what a blank means.
    pub(super) fn legend_on(&self, page: &mut Page, more: Option<&str>) {
        let mut parts = Vec::new();
        for id in &self.sources {
            if let Some(source) = self.question.whole.sources.get(id) {
                let name = source.title.as_ref().unwrap_or(&source.publisher);
                parts.push(format!("{id} = {name}, {} ({})", source.date, source.grade));
            }
        }
        for (place, owner) in self.owners.iter().enumerate() {
            let mark = OWNERS.get(place).map_or_else(|| format!("[{owner}]"), |mark| (*mark).to_owned());
            parts.push(format!("{mark} assumed by {owner}"));
        }
        parts.push(format!("{BLANK} nobody has said"));
        parts.extend(more.map(str::to_owned));
        page.paragraph(Text::new().source(format!("{}.", parts.join("; "))));
    }
}

fn source_of(key: &str) -> SourceId {
    SourceId::new(key.split('#').next().unwrap_or(key))
}

/// The full name of a party.
pub(super) fn name<'a>(question: &'a Question, party: &'a PartyId) -> &'a str {
    question.whole.parties.get(party).map_or(party.as_str(), |party| &party.name)
}

/// What one party, or several, think of an option, as a verb.
pub(super) fn verb(level: Level, parties: usize) -> &'static str {
    match (level, parties) {
        (Level::Propose, 0 | 1) => "asks for",
        (Level::Propose, _) => "ask for",
        (Level::Accept, 0 | 1) => "agrees to",
        (Level::Accept, _) => "agree to",
        (Level::Tolerate, _) => "can live with",
        (Level::Oppose, 0 | 1) => "is against",
        (Level::Oppose, _) => "are against",
        (Level::RedLine, _) => "will not have",
    }
}

/// Who says something, by the name a reader knows.
pub(super) fn speaker(question: &Question, actor: &Actor) -> String {
    match actor {
        Actor::Unnamed => "somebody unnamed".to_owned(),
        Actor::Party(_) | Actor::Bloc(_) | Actor::Person(_) | Actor::Institution(_) => {
            phrase::actor(question, actor)
        }
    }
}

/// The words of a statement that stand in quotation marks in its source, each with its citation.
pub(super) fn quoted(question: &Question, origin: &Origin) -> Vec<Line> {
    let reference = question.reference(origin);
    let quotes = reference.cites.iter().filter_map(|cite| {
        let words = cite.words.as_ref()?;
        let one = Reference { cites: vec![cite.clone()], ..reference.clone() };
        Some(Line::resting_on(format!("\"{words}\""), vec![one]))
    });
    quotes.collect()
}

/// Puts at most so many lines as a list, and says how many are left out; a blank stands for none.
pub(super) fn list_on(page: &mut Page, marks: &Marks<'_>, lines: &[Line], shown: usize, none: &str) {
    if lines.is_empty() {
        page.list(vec![Text::new().caution(format!("{none}: {BLANK}"))]);
        return;
    }
    let mut items: Vec<_> = lines.iter().take(shown).map(|line| marks.line(line)).collect();
    if lines.len() > shown {
        items.push(Text::from(format!("and {} more", lines.len() - shown)));
    }
    page.list(items);
}

/// Each line once, in their order.
pub(super) fn once(lines: &[Line]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        if !kept.iter().any(|known| known.says == line.says) {
            kept.push(line.clone());
        }
    }
    kept
}

/// How many parties a sentence names in full; more are all named, by their short names.
const IN_FULL: usize = 4;

/// The parties whose yes the agreement needs, by name.
pub(super) fn must_agree(question: &Question) -> String {
    let parties = &question.case.instrument.consent;
    if parties.len() > IN_FULL {
        return phrase::parties(question, parties);
    }
    let names: Vec<_> = parties.iter().map(|party| name(question, party)).collect();
    phrase::list(&names)
}

/// What a page says of a case in which nothing is negotiated.
pub(super) const NOTHING_NEGOTIATED: &str =
    "The case has no issue: nothing is negotiated, so there is no clause, and no option, to write down.";
