//! A page in a terminal: at most 80 columns, coloured where the terminal allows it.

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};
use detente_case::clean;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{Block, Page, Table, Text, Tone};

/// Wide enough for a table, narrow enough for half a screen; fixed, so that output does not depend on the
/// terminal it was made in.
pub const WIDTH: usize = 80;

/// The page with escape sequences; the stream it is written to strips them where they are not wanted.
#[must_use]
pub fn render(page: &Page) -> String {
    let mut out = format!("{}\n", heading(Style::new().bold(), &page.title));
    for block in &page.blocks {
        out.push_str(&match block {
            Block::Heading(text) => format!("\n{}\n", heading(Style::new().bold().underline(), text)),
            Block::RunIn { name, text, spaced } => render_run_in(name, text, *spaced),
            Block::Paragraph(text) => format!("{}\n", wrap(&inline(text), "", "")),
            Block::List(items) => {
                items.iter().map(|item| format!("{}\n", wrap(&inline(item), "  - ", "    "))).collect()
            }
            Block::Facts(facts) => render_facts(facts),
            Block::Table(table) => render_table(table),
            Block::Verbatim { styled, .. } => format!("{}\n", styled.trim_end()),
            Block::Next(commands) => render_next(commands),
        });
    }
    out
}

fn render_run_in(name: &str, text: &Text, spaced: bool) -> String {
    let name = Text::new().strong(name.to_uppercase()).plain(if text.0.is_empty() { "" } else { "  " });
    let above = if spaced { "\n" } else { "" };
    format!("{above}{}\n", wrap(&inline(&name.then(text.clone())), "", "  "))
}

fn render_facts(facts: &[(String, Text)]) -> String {
    let label_width = facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0).min(WIDTH / 3);
    let indent = " ".repeat(label_width + 4);
    let line = |(label, text): &(String, Text)| {
        let label = clean(label);
        let padding = " ".repeat(label_width.saturating_sub(label.width()) + 2);
        format!("{}\n", wrap(&inline(text), &format!("  {label}{padding}"), &indent))
    };
    facts.iter().map(line).collect()
}

fn render_table(table: &Table) -> String {
    let mut out = comfy_table::Table::new();
    out.load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(WIDTH - 2).unwrap_or(u16::MAX))
        .set_header(table.header.iter().map(|text| styled(Style::new().dimmed(), text)).collect::<Vec<_>>());
    for row in &table.rows {
        out.add_row(row.iter().map(inline).collect::<Vec<_>>());
    }
    for &column in &table.tight {
        let cells = table.rows.iter().filter_map(|row| row.get(column)).map(width);
        let widest = cells.chain(table.header.get(column).map(|text| text.width())).max().unwrap_or(0);
        if let (Some(column), Ok(widest)) = (out.column_mut(column), u16::try_from(widest + 2)) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(widest)));
        }
    }
    out.lines().map(|line| format!(" {}\n", line.trim_end())).collect()
}

fn render_next(commands: &[(String, String)]) -> String {
    let mut out = format!("\n{}\n", styled(Style::new().bold().underline(), "Next"));
    let fits = |(command, answers): &&(String, String)| command.width() + answers.width() + 4 <= WIDTH;
    let column = commands.iter().filter(fits).map(|(command, _)| command.width()).max().unwrap_or(0);
    for (command, answers) in commands {
        let code = styled(tone_style(Tone::Strong), command);
        let padding = column.saturating_sub(command.width()) + 2;
        if command.width() + padding + answers.width() + 2 <= WIDTH {
            out.push_str(&format!("  {code}{}{}\n", " ".repeat(padding), clean(answers)));
        } else {
            out.push_str(&format!("  {code}\n{}\n", wrap(&clean(answers), "      ", "      ")));
        }
    }
    out
}

/// Text in lines of at most 80 columns.
#[must_use]
pub fn wrap(text: &str, first: &str, rest: &str) -> String {
    textwrap::fill(
        text,
        Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation),
    )
}

fn width(text: &Text) -> usize {
    text.0.iter().map(|(_, run)| run.width()).sum()
}

/// Every word carries its own style, so that wrapping never leaves a colour open across an indent.
fn inline(text: &Text) -> String {
    let run = |(tone, run): &(Tone, String)| match tone {
        Tone::Plain => clean(run).into_owned(),
        _ => clean(run).split(' ').map(|word| styled(tone_style(*tone), word)).collect::<Vec<_>>().join(" "),
    };
    text.0.iter().map(run).collect()
}

fn tone_style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Source => AnsiColor::Cyan.on_default(),
        Tone::Caution => AnsiColor::Yellow.on_default(),
        Tone::Against => AnsiColor::Red.on_default(),
        Tone::For => AnsiColor::Green.on_default(),
    }
}

/// A heading, each of its lines in its style.
fn heading(style: Style, text: &str) -> String {
    wrap(text, "", "").lines().map(|line| styled(style, line)).collect::<Vec<_>>().join("\n")
}

fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{}{style:#}", clean(text)) }
}

/// Text that is there for whoever looks for it.
#[must_use]
pub fn faint(text: &str) -> String {
    heading(Style::new().dimmed(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_page_is_wider_than_a_terminal() {
        let long = "what would have to change so that this state holds for everybody ".repeat(3);
        let mut page = Page::new(&long);
        page.heading(&long);
        page.paragraph(&long);
        page.list(vec![Text::new().strong(&long)]);
        page.facts(vec![("label".to_owned(), Text::from(&long))]);
        let mut table = Table::new(["a", "b"]);
        table.row(vec![Text::from(&long), Text::from("1")]);
        page.table(table);
        page.next(vec![("detente why".to_owned(), long)]);
        let styled = render(&page);
        let plain = styled.split('\u{1b}').enumerate().map(|(place, run)| match run.split_once('m') {
            Some((_, shown)) if place > 0 => shown,
            Some(_) | None => run,
        });
        let text: String = plain.collect();
        let wide: Vec<_> = text.lines().filter(|line| line.width() > WIDTH).collect();
        assert!(wide.is_empty(), "{wide:#?}");
        assert!(text.lines().count() > 15, "{text}");
    }
}
