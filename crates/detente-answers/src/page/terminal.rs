//! A page in a terminal: at most 80 columns, coloured where the terminal allows it.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};
use detente_case::clean;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{Block, Page, Table, Text, Tone};

/// Wide enough for a table, narrow enough for half a screen; fixed, so that output does not depend on the
/// terminal it was made in.
pub const WIDTH: usize = 80;

/// How many columns of one text a screen shows at most.
const MOST_OF_A_TEXT: usize = 4_000;

/// The page with escape sequences; the stream it is written to strips them where they are not wanted.
#[must_use]
pub fn render(page: &Page) -> String {
    // What is longer than a screen is read elsewhere, and takes a table long to wrap.
    let cut = page.has_longer_than(MOST_OF_A_TEXT).then(|| page.clone().shortened(MOST_OF_A_TEXT));
    let page = cut.as_ref().unwrap_or(page);
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
        let label = shown(label);
        if label.width() > label_width {
            // Too long to stand beside anything: it stands above.
            return format!("{}\n{}\n", wrap(&label, "  ", "  "), wrap(&inline(text), &indent, &indent));
        }
        let padding = " ".repeat(label_width.saturating_sub(label.width()) + 2);
        format!("{}\n", wrap(&inline(text), &format!("  {label}{padding}"), &indent))
    };
    facts.iter().map(line).collect()
}

/// How many columns a table has room for.
const TABLE: usize = WIDTH - 2;
/// The least room a column of words is left, where its words are no shorter.
const LEAST: usize = 9;
/// The most room a column that is kept on one line may take where not all have room.
const MOST_TIGHT: usize = 24;
/// The space that a column takes beside what stands in it.
const PADDING: usize = 2;

/// A table, in as many parts below each other as it takes for their columns to fit; the first column stands in all.
fn render_table(table: &Table) -> String {
    let natural: Vec<usize> = (0..table.header.len()).map(|column| widest(table, column)).collect();
    let is_tight = |column: usize| table.tight.contains(&column);
    let least = |column: usize, most: usize| {
        let natural = natural[column];
        PADDING + if is_tight(column) { natural.min(most) } else { natural.min(LEAST) }
    };
    let all: Vec<usize> = (0..table.header.len()).collect();
    let fit = |columns: &[usize], most: usize| {
        columns.iter().map(|&column| least(column, most)).sum::<usize>() <= TABLE
    };
    if fit(&all, usize::MAX) {
        return render_columns(table, &all, &natural, usize::MAX);
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for column in all.iter().copied().skip(1) {
        match parts.last_mut() {
            Some(part) if fit(&[part.as_slice(), &[column]].concat(), MOST_TIGHT) => part.push(column),
            Some(_) | None => parts.push(vec![0, column]),
        }
    }
    if parts.is_empty() {
        parts.push(all);
    }
    parts.iter().map(|part| render_columns(table, part, &natural, MOST_TIGHT)).collect()
}

/// How wide a column is if nothing of it wraps.
fn widest(table: &Table, column: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(width);
    cells.chain(table.header.get(column).map(|text| text.width())).max().unwrap_or(0)
}

/// Some columns of a table, those on one line no wider than `most`.
fn render_columns(table: &Table, columns: &[usize], natural: &[usize], most: usize) -> String {
    let mut out = comfy_table::Table::new();
    let head =
        |&column: &usize| styled(Style::new().dimmed(), table.header.get(column).map_or("", String::as_str));
    out.load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(TABLE).unwrap_or(u16::MAX))
        .set_header(columns.iter().map(head).collect::<Vec<_>>());
    for row in &table.rows {
        let cell = |&column: &usize| row.get(column).map(inline).unwrap_or_default();
        out.add_row(columns.iter().map(cell).collect::<Vec<_>>());
    }
    for (place, column) in columns.iter().enumerate().filter(|(_, column)| table.tight.contains(column)) {
        let widest = natural[*column].min(most);
        if let (Some(column), Ok(widest)) = (out.column_mut(place), u16::try_from(widest + PADDING)) {
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
            out.push_str(&format!("  {code}{}{}\n", " ".repeat(padding), shown(answers)));
        } else {
            out.push_str(&format!("  {code}\n{}\n", wrap(&shown(answers), "      ", "      ")));
        }
    }
    out
}

/// Text in lines of at most 80 columns.
#[must_use]
pub fn wrap(text: &str, first: &str, rest: &str) -> String {
    // What is wider than a line, such as a name without spaces, is broken where the line ends.
    textwrap::fill(text, options(first, rest).break_words(true))
}

/// Text in lines of at most 80 columns, but for a word that is wider: a path can be copied as it stands.
#[must_use]
pub fn wrap_whole_words(text: &str, first: &str, rest: &str) -> String {
    textwrap::fill(text, options(first, rest).break_words(false))
}

fn options<'text>(first: &'text str, rest: &'text str) -> Options<'text> {
    Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
}

fn width(text: &Text) -> usize {
    text.0.iter().map(|(_, run)| run.width()).sum()
}

/// What of a text a terminal shows. A mark that asks for a picture in place of a letter changes how wide that letter is, and
/// not all terminals heed it: it is left out, so that what is measured letter by letter is what is shown.
fn shown(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.contains(AS_A_PICTURE) { Cow::Owned(text.replace(AS_A_PICTURE, "")) } else { text }
}

/// The mark that asks for a picture in place of a letter (variation selector 16).
const AS_A_PICTURE: char = '\u{fe0f}';

/// Every word carries its own style, so that wrapping never leaves a colour open across an indent.
fn inline(text: &Text) -> String {
    let run = |(tone, run): &(Tone, String)| match tone {
        Tone::Plain => shown(run).into_owned(),
        _ => shown(run).split(' ').map(|word| styled(tone_style(*tone), word)).collect::<Vec<_>>().join(" "),
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
    wrap(&shown(text), "", "").lines().map(|line| styled(style, line)).collect::<Vec<_>>().join("\n")
}

fn styled(style: Style, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{}{style:#}", shown(text)) }
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
