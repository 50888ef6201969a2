//! A page as Markdown (`CommonMark` with tables), for a report or a wiki.

use detente_case::clean;

use super::{Block, Page, Table, Text, Tone};

/// The page as a document of its own.
#[must_use]
pub fn render(page: &Page) -> String {
    let title = format!("# {}\n", escape(&page.title));
    let blocks = page.blocks.iter().map(|block| format!("\n{}", render_block(block, "##")));
    title + &blocks.collect::<String>()
}

/// The page as it stands below a heading of the second level: without its title and without commands to run next.
#[must_use]
pub fn below(page: &Page) -> String {
    let blocks = page.blocks.iter().filter(|block| !matches!(block, Block::Next(_)));
    let blocks: Vec<_> = blocks.map(|block| render_block(block, "###")).collect();
    blocks.join("\n").trim().to_owned()
}

fn render_block(block: &Block, heading: &str) -> String {
    match block {
        Block::Heading(text) => format!("{heading} {}\n", escape(text)),
        Block::RunIn { name, text, .. } => format!("**{}.** {}\n", escape(name), inline(text)),
        Block::Paragraph(text) => format!("{}\n", inline(text)),
        Block::List(items) => items.iter().map(|item| format!("- {}\n", inline(item))).collect(),
        Block::Facts(facts) => {
            facts.iter().map(|(label, text)| format!("- **{}**: {}\n", escape(label), inline(text))).collect()
        }
        Block::Table(table) => render_table(table),
        Block::Verbatim { plain, .. } => format!("```text\n{}\n```\n", plain.trim_end()),
        Block::Next(commands) => {
            let lines =
                commands.iter().map(|(command, answers)| format!("- `{command}`: {}\n", escape(answers)));
            format!("{heading} Next\n\n{}", lines.collect::<String>())
        }
    }
}

fn render_table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let header = row(table.header.iter().map(|text| escape(text)).collect());
    let rule = row(table.header.iter().map(|_| "---".to_owned()).collect());
    let rows = table.rows.iter().map(|cells| row(cells.iter().map(inline).collect()));
    format!("{header}{rule}{}", rows.collect::<String>())
}

fn inline(text: &Text) -> String {
    let run = |(tone, run): &(Tone, String)| match tone {
        Tone::Strong | Tone::Against | Tone::For if !run.trim().is_empty() => format!("**{}**", escape(run)),
        _ => escape(run),
    };
    text.0.iter().map(run).collect()
}

/// Keeps a text from being read as markup; `|` would end a table cell, a line break a paragraph.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => out.extend(['\\', character]),
            '\n' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stands_one_level_below_its_question() {
        let mut page = Page::new("A case");
        page.paragraph("Said.");
        page.heading("Why");
        page.blocks
            .push(Block::Verbatim { plain: "# no heading\n## Next".to_owned(), styled: String::new() });
        page.next(vec![("detente why".to_owned(), "x".to_owned())]);
        assert_eq!(below(&page), "Said.\n\n### Why\n\n```text\n# no heading\n## Next\n```");
        assert!(render(&page).starts_with("# A case\n\nSaid.\n\n## Why\n"));
    }
}
