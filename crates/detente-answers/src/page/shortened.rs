//! Texts cut to the room they have, by how wide they are shown.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Block, Page, Table, Text};

/// What stands where something is left out, with the space before it.
const MORE: &str = " …";

/// At most so many columns of a text, cut at a space where there is one, with ` …` where something is left out.
#[must_use]
pub fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(MORE.width());
    let mut used = 0;
    let fits = |(_, letter): &(usize, char)| {
        used += letter.width().unwrap_or(0);
        used <= room
    };
    let end = text.char_indices().take_while(fits).last().map_or(0, |(at, letter)| at + letter.len_utf8());
    let cut = text.get(..end).unwrap_or_default();
    // A text without spaces is cut where the room ends.
    let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{}{MORE}", if 2 * whole.width() < cut.width() { cut } else { whole })
}

impl Text {
    /// At most so many columns of it.
    #[must_use]
    fn shortened(self, columns: usize) -> Self {
        let mut left = columns;
        let mut runs = Vec::new();
        for (tone, run) in self.0 {
            let width = run.width();
            if width <= left {
                left -= width;
                runs.push((tone, run));
            } else {
                runs.push((tone, shortened(&run, left)));
                break;
            }
        }
        Self(runs)
    }
}

impl Page {
    /// Whether a text on it has more bytes than there are columns: a quick bound, since no letter is wider than its bytes.
    pub(super) fn has_longer_than(&self, columns: usize) -> bool {
        let long = |text: &Text| text.0.iter().map(|(_, run)| run.len()).sum::<usize>() > columns;
        let block = |block: &Block| match block {
            Block::Heading(text) => text.len() > columns,
            Block::RunIn { text, .. } | Block::Paragraph(text) => long(text),
            Block::List(items) => items.iter().any(long),
            Block::Facts(facts) => facts.iter().any(|(label, text)| label.len() > columns || long(text)),
            Block::Table(table) => {
                table.header.iter().any(|head| head.len() > columns) || table.rows.iter().flatten().any(long)
            }
            Block::Verbatim { .. } | Block::Next(_) => false,
        };
        self.title.len() > columns || self.blocks.iter().any(block)
    }

    /// The page with its texts cut to this many columns, and cells of tables to half as many. Verbatim lines and commands stay
    /// whole.
    #[must_use]
    pub fn shortened(self, columns: usize) -> Self {
        let block = |block: Block| match block {
            Block::Heading(text) => Block::Heading(shortened(&text, columns)),
            Block::RunIn { name, text, spaced } => {
                Block::RunIn { name, text: text.shortened(columns), spaced }
            }
            Block::Paragraph(text) => Block::Paragraph(text.shortened(columns)),
            Block::List(items) => {
                Block::List(items.into_iter().map(|item| item.shortened(columns)).collect())
            }
            Block::Facts(facts) => {
                let fact =
                    |(label, text): (String, Text)| (shortened(&label, columns), text.shortened(columns));
                Block::Facts(facts.into_iter().map(fact).collect())
            }
            Block::Table(Table { header, rows, tight }) => {
                let cells =
                    |row: Vec<Text>| row.into_iter().map(|cell| cell.shortened(columns / 2)).collect();
                let header = header.into_iter().map(|head| shortened(&head, columns / 2)).collect();
                Block::Table(Table { header, rows: rows.into_iter().map(cells).collect(), tight })
            }
            Block::Verbatim { .. } | Block::Next(_) => block,
        };
        Self { title: shortened(&self.title, columns), blocks: self.blocks.into_iter().map(block).collect() }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use super::*;

    #[test]
    fn a_text_is_cut_by_how_wide_it_is_shown_and_at_a_space() {
        assert_eq!(shortened("a harbour", 9), "a harbour");
        assert_eq!(shortened("a harbour and its docks", 16), "a harbour and …");
        assert_eq!(shortened("港口和码头的协议", 8), "港口和 …", "each letter takes two columns");
        assert_eq!(shortened("x", 0), " …");
        for columns in 2..40 {
            for text in [
                "ข้อตกลงท่าเรือและคลองส่งน้ำที่ยาวมาก",
                "Donaudampfschifffahrtsgesellschaft",
                "wide 港口 and narrow",
            ] {
                assert!(shortened(text, columns).width() <= columns, "{text} in {columns}");
            }
        }
    }

    #[test]
    fn no_text_of_a_page_keeps_more_than_it_may() {
        let long = "words of a name ".repeat(40);
        let mut page = Page::new(&long);
        page.run_in("answer", Text::new().strong(&long).plain(&long));
        page.facts(vec![(long.clone(), Text::from(&long))]);
        let cut = page.shortened(60);
        assert!(cut.title.width() <= 60);
        let Some(Block::RunIn { text, .. }) = cut.blocks.first() else { panic!("it was one") };
        assert!(text.words().width() <= 62, "{}", text.words());
    }
}
