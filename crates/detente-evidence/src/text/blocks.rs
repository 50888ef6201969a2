//! Blocks of a page: paragraphs, headings, items, and which of them are the article.

use super::{Article, Run};

/// A block of text, with where it stood.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    pub text: String,
    pub runs: Vec<Run>,
    /// Whether it is a paragraph, an item or a heading, rather than loose text.
    pub is_paragraph: bool,
    pub in_article: bool,
    pub in_main: bool,
    /// How many bytes of it are links.
    pub links: usize,
}

impl Block {
    /// Adds a character, and where it stands in the file: `length` bytes there.
    pub(super) fn push(&mut self, one: char, given: usize, length: usize, in_link: bool) {
        let one = if one.is_whitespace() { ' ' } else { one };
        if one == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        let written = (length != one.len_utf8()).then_some(length);
        let text = self.text.len();
        let goes_on = self.runs.last().is_some_and(|run| {
            run.written.is_none() && written.is_none() && run.given + (text - run.text) == given
        });
        if !goes_on {
            self.runs.push(Run { text, given, written });
        }
        self.text.push(one);
        if in_link {
            self.links += one.len_utf8();
        }
    }

    fn is_prose(&self) -> bool {
        self.links * 2 < self.text.len() && self.text.chars().any(char::is_alphanumeric)
    }
}

/// Few bytes in an article are none: a teaser, a caption.
const ENOUGH: usize = 200;

/// The blocks that are the article, as one text.
pub(super) fn article(blocks: &[Block]) -> Article {
    let length = |kept: &dyn Fn(&Block) -> bool| {
        blocks.iter().filter(|one| kept(one) && one.is_prose()).map(|one| one.text.len()).sum::<usize>()
    };
    let rules: [&dyn Fn(&Block) -> bool; 4] = [
        &|one| one.in_article && one.is_paragraph,
        &|one| one.in_main && one.is_paragraph,
        &|one| one.is_paragraph,
        &|_| true,
    ];
    let rule = rules.into_iter().find(|rule| length(rule) >= ENOUGH).unwrap_or(rules[3]);
    let mut found = Article::default();
    for block in blocks.iter().filter(|one| rule(one) && one.is_prose()) {
        let text = block.text.trim_end();
        if !found.text.is_empty() {
            found.text.push_str("\n\n");
        }
        let begin = found.text.len();
        found.text.push_str(text);
        let runs = block.runs.iter().filter(|run| run.text < text.len());
        found.runs.extend(runs.map(|run| Run { text: begin + run.text, ..*run }));
    }
    found
}
