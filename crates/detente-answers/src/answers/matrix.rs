//! `detente matrix`: the draft matrix. Clause by clause, what the sources' words are, brackets by who holds them, what
//! could bridge them, and what would cross a red line.

mod bridges;
mod held;
pub(super) mod on_a_sheet;

use detente_agreement::{
    Reach,
    common_ground::{self, OptionRow},
};
use detente_case::{Actor, Interval, IssueId, Level, OptionId, PartyId, ProposalId};
use indexmap::IndexSet;
use serde::Serialize;

use super::{
    trade::{self, BLANK, Line, Marks, letter, quoted},
    verdict,
};
use crate::{
    answer::Answer,
    ask::{Asked, DRAWS, Group, boxed_with_detail},
    described::Described,
    options::FULL,
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, hedge, phrase, wording},
};

/// How many changes one bridge may take.
const CHANGES: usize = 2;
/// How many openers are looked at for bridges.
const OPENERS: usize = 24;
/// The draft matrix.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftMatrix {
    /// Texts put forward.
    texts: Vec<Tabled>,
    /// Clause by clause, in the order of the case.
    clauses: Vec<Clause>,
}

/// A text or idea put forward.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Tabled {
    /// The proposal.
    proposal: ProposalId,
    /// Its name and who put it forward.
    line: Line,
}

/// One clause.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Clause {
    /// The issue.
    issue: IssueId,
    /// Its name.
    name: String,
    /// The wordings in brackets.
    brackets: Vec<Bracket>,
    /// By party that must agree, or of which a source says something of the clause: the words of the source.
    words: Vec<Words>,
    /// What could bridge it, across no red line: what all can live with, or the move of each party that opens most.
    bridges: Vec<Line>,
    /// Moves that only a crossed red line makes, by party: these are no bridges.
    crossings: Vec<Line>,
}

/// One wording.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Bracket {
    /// The option.
    option: OptionId,
    /// Its name.
    name: String,
    /// Texts put forward that have it.
    in_texts: Vec<ProposalId>,
    /// Who holds it.
    holders: Vec<Holder>,
    /// Parties that must agree to it and of which nobody has said what they think of it.
    not_known: Vec<PartyId>,
}

/// What one party thinks of a wording.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Holder {
    /// The party.
    party: PartyId,
    /// In a word; absent where only a value is given.
    level: Option<Level>,
    /// On the party's own scale.
    value: Option<Interval>,
    /// Whether nobody said it, and it follows from what is said of another rung.
    implied: bool,
    /// Whether its source says it with a hedge.
    hedged: bool,
    /// Whether its source names nobody who speaks for the party.
    unnamed: bool,
    /// Where that is said.
    reference: Option<Reference>,
}

/// The words of sources on what a party thinks of a clause; whether they are its own words, no case says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Words {
    /// The party.
    party: PartyId,
    /// Quotations; empty where no source has its words.
    quotes: Vec<Line>,
    /// Who speaks for it there, where the case names somebody.
    speakers: Vec<String>,
    /// Whether a source gives its position on some wording, with or without its words, or a text of its that settles it.
    sourced: bool,
}

/// Builds the answer; `step` hears of every step of the work.
#[must_use]
pub fn answer(question: &Question, step: &dyn Fn()) -> DraftMatrix {
    let case = &question.case;
    let matrix = common_ground::matrix(case);
    let parties: Vec<PartyId> = matrix.parties.iter().map(|voice| voice.party.clone()).collect();
    let common = common_ground::standard_lists(case, None).all_who_must_agree;
    let reach = Reach { size: CHANGES, detailed: OPENERS };
    let openers = (!case.issues.is_empty())
        .then(|| question.negotiation().openers_told(case, question.plan, reach, step))
        .flatten();
    let clause = |row: &common_ground::IssueRow| {
        let (bridges, crossings) = bridges::bridges(question, &row.issue, &common, openers.as_ref());
        Clause {
            issue: row.issue.clone(),
            name: wording::issue_in_full(question, &row.issue).to_owned(),
            brackets: row
                .options
                .iter()
                .map(|option| bracket(question, &parties, &row.issue, option))
                .collect(),
            words: words(question, &parties, row),
            bridges,
            crossings,
        }
    };
    let text = |(id, proposal): (&ProposalId, &detente_case::Proposal)| {
        let by: Vec<_> = proposal.by.iter().map(|actor| trade::speaker(question, actor)).collect();
        Tabled {
            proposal: id.clone(),
            line: Line::said(
                question,
                format!("{}, by {}", proposal.name, phrase::list(&by)),
                &proposal.origin,
            ),
        }
    };
    DraftMatrix {
        texts: case.proposals.iter().map(text).collect(),
        clauses: matrix.issues.iter().map(clause).collect(),
    }
}

fn bracket(question: &Question, parties: &[PartyId], issue: &IssueId, row: &OptionRow) -> Bracket {
    let must =
        |party: &PartyId| question.case.instrument.consent.contains(party) || row.needs.contains(party);
    // What other rungs leave open is no position.
    let known =
        |cell: &common_ground::Cell| cell.level.is_some() || (cell.value.is_some() && cell.implied.is_none());
    let cells = || parties.iter().zip(&row.cells);
    let holder = |(party, cell): (&PartyId, &common_ground::Cell)| Holder {
        party: party.clone(),
        level: cell.level,
        value: cell.value,
        implied: cell.implied.is_some(),
        hedged: cell.grounds.origin.as_ref().is_some_and(|origin| hedge::is_hedged(question, origin)),
        unnamed: question
            .case
            .position(party, issue, &row.option)
            .is_some_and(|position| matches!(position.stance.said_by, Some(Actor::Unnamed))),
        reference: cell.grounds.origin.as_ref().map(|origin| question.reference(origin)),
    };
    let in_texts = question.case.proposals.iter().filter(|(_, proposal)| {
        proposal.terms.get(issue).is_some_and(|options| options.contains(&row.option))
    });
    Bracket {
        option: row.option.clone(),
        name: wording::in_its_clause(question, issue, &row.option).to_owned(),
        in_texts: in_texts.map(|(id, _)| id.clone()).collect(),
        holders: cells().filter(|(_, cell)| known(cell)).map(holder).collect(),
        not_known: cells()
            .filter(|(party, cell)| must(party) && !known(cell))
            .map(|(party, _)| party.clone())
            .collect(),
    }
}

/// The words of sources on all who must agree, and on all others of whom a source has words on the clause.
fn words(question: &Question, parties: &[PartyId], row: &common_ground::IssueRow) -> Vec<Words> {
    let settles = |proposal: &detente_case::Proposal| proposal.terms.contains_key(&row.issue);
    let of = |party: &PartyId| {
        let own = || {
            let about = question.case.stances.about(&row.issue).map(|(_, stance)| stance);
            about.filter(|stance| stance.parties.contains(party) && !stance.origin.citations().is_empty())
        };
        let quoting = own().filter(|stance| !quoted(question, &stance.origin).is_empty());
        let speakers = quoting.filter_map(|stance| stance.said_by.as_ref());
        let speakers: IndexSet<_> = speakers.map(|speaker| trade::speaker(question, speaker)).collect();
        Words {
            party: party.clone(),
            quotes: own().flat_map(|stance| quoted(question, &stance.origin)).collect(),
            speakers: speakers.into_iter().collect(),
            sourced: own().next().is_some() || verdict::texts_of(question, party).any(settles),
        }
    };
    let consents = |party: &PartyId| question.case.instrument.consent.contains(party);
    parties.iter().map(of).filter(|words| consents(&words.party) || !words.quotes.is_empty()).collect()
}

/// `detente matrix`.
pub const ASKED: Asked = Asked {
    name: "matrix",
    about: "Write the draft matrix: each clause, its brackets, each party's words, bridges",
    group: Group::Table,
    after_help: "Examples:\n  detente matrix cases/london-2025\n  detente matrix cases/london-2025 --out matrix.docx",
    options: &[&FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, watch| {
        boxed_with_detail(watch.through(|step| answer(question, step))?, options)
    },
    schema: Described::of::<DraftMatrix>(),
};

impl DraftMatrix {
    fn references(&self) -> impl Iterator<Item = &Reference> {
        let held = self.clauses.iter().flat_map(|clause| &clause.brackets);
        let held = held.flat_map(|bracket| &bracket.holders).filter_map(|holder| holder.reference.as_ref());
        let quotes = self.clauses.iter().flat_map(|clause| &clause.words).flat_map(|words| &words.quotes);
        let bridges = self.clauses.iter().flat_map(|clause| &clause.bridges);
        let lines = self.texts.iter().map(|text| &text.line).chain(quotes).chain(bridges);
        held.chain(lines.flat_map(|line| &line.references))
    }
}

impl Answer for DraftMatrix {
    fn page(&self, question: &Question) -> Page {
        self.on_a_sheet(question)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("Draft matrix: {}", question.whole.title));
        if self.clauses.is_empty() {
            page.paragraph(trade::NOTHING_NEGOTIATED);
            return page;
        }
        let marks = Marks::of(question, self.references());
        self.texts_on(&marks, &mut page);
        let mut table = Table::new(["clause, and [its wordings]", "what sources say; who holds which"]);
        for (place, clause) in self.clauses.iter().enumerate() {
            clause.rows(question, &marks, place, &self.texts, &mut table);
        }
        page.table(table);
        marks.legend_on(&mut page, Some("of 100: assumed futures, no likelihood"));
        page
    }
}

impl DraftMatrix {
    /// The texts put forward, each with its letter.
    fn texts_on(&self, marks: &Marks<'_>, page: &mut Page) {
        if self.texts.is_empty() {
            page.paragraph(Text::new().caution(format!("No text was put forward: {BLANK}")));
        } else {
            let texts = self.texts.iter().enumerate();
            page.facts(texts.map(|(place, text)| (letter(place), marks.line(&text.line))).collect());
        }
    }
}

impl Clause {
    fn rows(
        &self,
        question: &Question,
        marks: &Marks<'_>,
        place: usize,
        texts: &[Tabled],
        table: &mut Table,
    ) {
        table.row(vec![
            Text::new().strong(format!("{}. {}", place + 1, wording::issue_name(question, &self.issue))),
            self.said(question, marks),
        ]);
        for bracket in &self.brackets {
            table.row(vec![bracket.named(texts), bracket.held(question, marks)]);
        }
        if !self.bridges.is_empty() {
            let supposed = self.bridges.iter().any(|line| line.whose == trade::Whose::Computed);
            let head = if supposed { "bridge, supposed" } else { "bridge" };
            table.row(vec![Text::new().favour(head), marks.lines(&self.bridges)]);
        }
        if !self.crossings.is_empty() {
            table.row(vec![Text::new().against("no bridge"), marks.lines(&self.crossings)]);
        }
    }

    /// The words of each party; a blank for whoever must agree and has none.
    fn said(&self, question: &Question, marks: &Marks<'_>) -> Text {
        let (silent, heard): (Vec<_>, Vec<_>) = self.words.iter().partition(|words| words.quotes.is_empty());
        // Whose position a source gives without its words stands below, with that source.
        let silent: Vec<_> = silent.into_iter().filter(|words| !words.sourced).collect();
        let mut groups: Vec<(Text, Vec<String>)> = Vec::new();
        for words in heard {
            let party = question.short(&words.party);
            let by = match words.speakers.as_slice() {
                [] => party.to_owned(),
                speakers => format!("{party} ({})", phrase::list(speakers)),
            };
            let quotes = marks.lines(&words.quotes);
            match groups.iter_mut().find(|group| group.0 == quotes) {
                Some(group) => group.1.push(by),
                None => groups.push((quotes, vec![by])),
            }
        }
        let text = |(quotes, parties): (Text, Vec<String>)| {
            Text::from(format!("{} ", parties.join(", "))).then(quotes)
        };
        let mut texts: Vec<Text> = groups.into_iter().map(text).collect();
        if !silent.is_empty() {
            let names: Vec<_> = silent.iter().map(|words| question.short(&words.party)).collect();
            texts.push(Text::new().caution(format!("no source on {}", phrase::list(&names))));
        }
        joined(texts)
    }
}

fn joined(texts: Vec<Text>) -> Text {
    texts
        .into_iter()
        .enumerate()
        .fold(Text::new(), |all, (place, text)| if place == 0 { text } else { all.plain("; ").then(text) })
}

#[cfg(test)]
mod tests;
