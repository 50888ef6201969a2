//! What short names stand for, under a page that shows them and says it nowhere else.

use crate::{
    page::{Block, Page, Text},
    question::Question,
};

/// How many bytes of a page are looked through at most, all names together: a page of a book's length with many thousands of
/// names is searched for the first of them only.
const MOST_LOOKED_THROUGH: usize = 100_000_000;

/// The page, and below it what each short name on it stands for that the page says nowhere in full.
///
/// Commands to run next and lines of files name things as a file does: they are left alone. A page that says all of its
/// names in full stays as it is, so that this may be asked twice.
#[must_use]
pub fn explained(question: &Question, mut page: Page) -> Page {
    let text = words(&page);
    let case = &question.whole;
    let parties = case.parties.values().map(|party| (party.short.clone(), party.name.as_str()));
    let blocs = case.blocs.iter().map(|(id, bloc)| (id.as_str().to_uppercase(), bloc.name.as_str()));
    let looked_for = MOST_LOOKED_THROUGH / text.len().max(1);
    let unexplained = parties
        .chain(blocs)
        .take(looked_for)
        .filter(|(short, name)| !text.contains(name) && has_word(&text, short));
    // A name that begins with the short one says both.
    let told: Vec<_> = unexplained
        .map(
            |(short, name)| {
                if name.starts_with(&short) { name.to_owned() } else { format!("{short} = {name}") }
            },
        )
        .collect();
    if told.is_empty() {
        return page;
    }
    let end =
        page.blocks.iter().rposition(|block| !matches!(block, Block::Next(_))).map_or(0, |last| last + 1);
    let told = told.join("; ");
    let stop = if told.ends_with('.') { "" } else { "." };
    page.blocks.insert(end, Block::Paragraph(Text::from(format!("{told}{stop}"))));
    page
}

/// All that a page says.
fn words(page: &Page) -> String {
    let mut all = page.title.clone();
    let mut add = |text: &str| {
        all.push('\n');
        all.push_str(text);
    };
    for block in &page.blocks {
        match block {
            Block::Heading(text) => add(text),
            Block::RunIn { text, .. } | Block::Paragraph(text) => add(&text.words()),
            Block::List(items) => items.iter().for_each(|item| add(&item.words())),
            Block::Facts(facts) => facts.iter().for_each(|(label, text)| {
                add(label);
                add(&text.words());
            }),
            Block::Table(table) => {
                table.header.iter().for_each(|head| add(head));
                table.rows.iter().flatten().for_each(|cell| add(&cell.words()));
            }
            Block::Verbatim { .. } | Block::Next(_) => {}
        }
    }
    all
}

/// Whether a text has this name as a word of its own.
fn has_word(text: &str, name: &str) -> bool {
    let is_edge = |next: Option<char>| next.is_none_or(|next| !next.is_alphanumeric() && next != '-');
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
        })
}
