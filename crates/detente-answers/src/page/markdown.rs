//! A page as Markdown (`CommonMark` with tables), for a report or a wiki.

use super::{Block, Page, Table, Text, Tone};

/// The page as a document of its own.
pub fn render(page: &Page) -> String {
    let mut out = format!("# {}\n", escape(&page.title));
    for block in &page.blocks {
        out.push('\n');
        out.push_str(&match block {
            Block::Heading(text) => format!("## {}\n", escape(text)),
            Block::Paragraph(text) => format!("{}\n", inline(text)),
            Block::List(items) => items.iter().map(|item| format!("- {}\n", inline(item))).collect(),
            Block::Facts(facts) => facts
                .iter()
                .map(|(label, text)| format!("- **{}**: {}\n", escape(label), inline(text)))
                .collect(),
            Block::Table(table) => render_table(table),
            Block::Verbatim { plain, .. } => format!("```text\n{}\n```\n", plain.trim_end()),
            Block::Next(commands) => {
                let lines =
                    commands.iter().map(|(command, answers)| format!("- `{command}`: {}\n", escape(answers)));
                format!("## Next\n\n{}", lines.collect::<String>())
            }
        });
    }
    out
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
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' => out.extend(['\\', character]),
            '\n' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}
