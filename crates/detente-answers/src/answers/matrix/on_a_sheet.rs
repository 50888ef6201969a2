//! The matrix on one sheet, whatever the case: where the whole of it is longer, each clause with the wordings that were put
//! forward and who is against them, and the rest with `--full`.

use detente_case::{Level, PartyId};

use super::{Bracket, Clause, DraftMatrix, Holder, joined};
use crate::{
    answer::Answer,
    answers::trade::{BLANK, Marks},
    page::{Page, Text, terminal},
    question::Question,
    text::{Reference, explained, wording},
};

/// How many lines a printed sheet has room for, with what short names stand for.
pub(in crate::answers) const SHEET: usize = 64;

impl DraftMatrix {
    pub(super) fn on_a_sheet(&self, question: &Question) -> Page {
        // What short names stand for is said below the page, and takes its lines.
        let fits =
            |page: &Page| terminal::render(&explained(question, page.clone())).lines().count() <= SHEET;
        let whole = self.page_in_full(question);
        if self.clauses.is_empty() || fits(&whole) {
            return whole;
        }
        let all: Vec<_> = self.clauses.iter().enumerate().collect();
        let short = self.short(question, &all, all.len());
        if fits(&short) {
            return short;
        }
        // Where even that is too long, what everybody could sign is named in a line.
        let open: Vec<_> = all.iter().copied().filter(|(_, clause)| !clause.could_all_sign()).collect();
        // A clause takes a line at least.
        let most = (1..=open.len().min(SHEET)).rev().find(|most| fits(&self.short(question, &open, *most)));
        self.short(question, &open, most.unwrap_or(1))
    }

    /// The first `most` of these clauses, which follow each other by place, and how many others there are.
    fn short(&self, question: &Question, open: &[(usize, &Clause)], most: usize) -> Page {
        let mut page = Page::new(format!("Draft matrix: {}", question.whole.title));
        let shown = || open.iter().take(most).copied();
        let references = shown().flat_map(|(_, clause)| clause.references());
        let marks =
            Marks::of(question, self.texts.iter().flat_map(|text| &text.line.references).chain(references));
        self.texts_on(&marks, &mut page);
        page.paragraph("Clause by clause, the [wordings] put forward, and who is against each:");
        let row = |(place, clause): (usize, &Clause)| {
            let name = wording::issue_name(question, &clause.issue);
            let name = Text::new().strong(format!("{}. {name}", place + 1)).plain(": ");
            name.then(clause.in_short(self, question, &marks))
        };
        page.list(shown().map(row).collect());
        let agreed: Vec<_> = self
            .clauses
            .iter()
            .enumerate()
            .filter(|(place, _)| open.binary_search_by_key(place, |(other, _)| *other).is_err())
            .map(|(place, _)| (place + 1).to_string())
            .collect();
        let mut rest = Vec::new();
        if !agreed.is_empty() {
            let clauses = if agreed.len() == 1 { "clause" } else { "clauses" };
            rest.push(format!(
                "By what is said or assumed of them, all can live with some wording of {clauses} {}.",
                agreed.join(", ")
            ));
        }
        match open.len().saturating_sub(most) {
            0 => {}
            1 => rest.push("One more clause is left off for length.".to_owned()),
            more => rest.push(format!("{more} more clauses are left off for length.")),
        }
        let full = question.command_from_here("matrix", "--full");
        rest.push(format!("Who holds what, in whose words, and what could bridge it: `{full}`."));
        page.paragraph(rest.join(" "));
        marks.legend_on(&mut page, None);
        page
    }
}

impl Clause {
    /// Whether there is a wording that everybody who must agree is known to live with, and nobody is against.
    fn could_all_sign(&self) -> bool {
        let signs = |bracket: &Bracket| {
            bracket.not_known.is_empty()
                && !bracket.holders.is_empty()
                && !bracket.holders.iter().any(may_refuse)
        };
        self.brackets.iter().any(signs)
    }

    /// The wordings that a text has or that somebody rules out; where there are none, those that a party asks for.
    fn put_forward(&self) -> Vec<&Bracket> {
        let has = |level: Level| {
            move |bracket: &&Bracket| bracket.holders.iter().any(|holder| holder.level == Some(level))
        };
        let is_put = |bracket: &&Bracket| !bracket.in_texts.is_empty() || has(Level::RedLine)(bracket);
        let put: Vec<_> = self.brackets.iter().filter(is_put).collect();
        if put.is_empty() { self.brackets.iter().filter(has(Level::Propose)).collect() } else { put }
    }

    fn references(&self) -> impl Iterator<Item = &Reference> {
        let holders = self.put_forward().into_iter().flat_map(|bracket| &bracket.holders);
        holders.filter(|holder| may_refuse(holder)).filter_map(|holder| holder.reference.as_ref())
    }

    /// `[permanent] (C); [full] (D): RU is against*; UA ________`.
    fn in_short(&self, matrix: &DraftMatrix, question: &Question, marks: &Marks<'_>) -> Text {
        let put = self.put_forward();
        let Some(first) = put.first() else {
            return Text::new().caution(format!("nobody has put a wording forward {BLANK}"));
        };
        // Of whom nothing is known on any wording, that is said once.
        let silent: Vec<PartyId> = first
            .not_known
            .iter()
            .filter(|party| put.iter().all(|bracket| bracket.not_known.contains(party)))
            .cloned()
            .collect();
        let wording = |bracket: &&Bracket| {
            let mut against = bracket.held_by(question, marks, may_refuse);
            let others: Vec<PartyId> =
                bracket.not_known.iter().filter(|party| !silent.contains(party)).cloned().collect();
            if !others.is_empty() {
                against.push(Text::new().caution(format!("{} {BLANK}", question.shorts(&others))));
            }
            let named = bracket.named(&matrix.texts);
            if against.is_empty() { named } else { named.plain(": ").then(joined(against)) }
        };
        let mut texts: Vec<Text> = put.iter().map(wording).collect();
        if !silent.is_empty() {
            texts.push(Text::new().caution(format!("{} {BLANK}", question.shorts(&silent))));
        }
        joined(texts)
    }
}

/// Whether this party is against, or may be.
fn may_refuse(holder: &Holder) -> bool {
    !matches!(holder.level, Some(Level::Propose | Level::Accept | Level::Tolerate))
}
