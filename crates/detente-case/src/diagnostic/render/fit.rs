//! A drawing whose lines fit: titles and labels go on in the next line, and lines of a file are cut.

use textwrap::core::display_width;

use super::WIDTH;

/// The least room that is left for a label beside its place.
const LABEL: usize = 24;

/// What ends the colours of a terminal.
const PLAIN: &str = "\u{1b}[0m";

/// A letter of a line, with the colours that begin before it.
struct Letter {
    colours: String,
    letter: char,
}

/// How a line goes on that does not fit.
enum Rest {
    /// It is cut.
    Cut,
    /// In the next line behind these letters and so many spaces; text begins at the second letter named, which may go to the
    /// next line as a whole.
    Goes { behind: usize, spaces: usize, from: usize, whole: bool },
}

/// Every line of a drawing that does not name a path, in [`WIDTH`] columns.
pub(super) fn fitted(drawn: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in drawn.lines() {
        if display_width(line) <= WIDTH {
            lines.push(line.to_owned());
        } else {
            one(line, &mut lines);
        }
    }
    lines.join("\n")
}

fn one(line: &str, lines: &mut Vec<String>) {
    let (letters, end) = letters(line);
    let visible: String = letters.iter().map(|letter| letter.letter).collect();
    let begin = visible.trim_start();
    if begin.starts_with("-->") || begin.starts_with(":::") {
        return lines.push(line.to_owned());
    }
    match rest(&letters, &visible) {
        Rest::Cut => {
            let upto = fits(&letters, 0, WIDTH - 3);
            lines.push(format!("{}...{}", text(&letters[..upto]), if end.is_empty() { "" } else { PLAIN }));
        }
        Rest::Goes { behind, spaces, from, whole } => {
            let prefix = format!("{}{}", text(&letters[..behind]), " ".repeat(spaces));
            let room = WIDTH.saturating_sub(width(&letters[..behind]) + spaces).max(1);
            let mut start = 0;
            let mut first_room = WIDTH;
            if whole {
                let marks = text(&letters[..from]);
                lines.push(format!("{}{}", marks.trim_end(), closing(&colours(&letters, from))));
                (start, first_room) = (from, 0);
            }
            while start < letters.len() {
                let is_first = start == 0;
                let least = if is_first { from } else { start };
                let upto = fits(&letters, start, if is_first { first_room } else { room });
                let upto = if upto >= letters.len() { upto } else { before_a_space(&letters, least, upto) };
                let upto = upto.max(start + 1);
                let colours_before = if is_first { String::new() } else { colours(&letters, start) };
                let closing =
                    if upto >= letters.len() { end.as_str() } else { closing(&colours(&letters, upto)) };
                let before = if is_first { "" } else { prefix.as_str() };
                lines.push(format!("{before}{colours_before}{}{closing}", text(&letters[start..upto])));
                start = upto
                    + letters[upto.min(letters.len())..]
                        .iter()
                        .take_while(|letter| letter.letter == ' ')
                        .count();
            }
        }
    }
}

/// What kind of line it is.
fn rest(letters: &[Letter], visible: &str) -> Rest {
    let bar = letters.iter().position(|letter| !letter.letter.is_ascii_digit() && letter.letter != ' ');
    match bar.filter(|bar| letters[*bar].letter == '|') {
        Some(bar) if letters[..bar].iter().any(|letter| letter.letter.is_ascii_digit()) => Rest::Cut,
        Some(bar) => {
            let is_mark = |letter: &Letter| matches!(letter.letter, ' ' | '^' | '-' | '|' | '_' | '~' | '.');
            let marks = letters[bar + 1..].iter().take_while(|letter| is_mark(letter)).count();
            // Of several labels in a line the one that does not fit is the last.
            let last = letters.iter().rposition(|letter| letter.letter == '^').map(|last| last + 2);
            let from = last.unwrap_or(0).max(bar + 1 + marks).min(letters.len());
            let wanted = width(&letters[from..]).min(WIDTH / 2);
            let column = width(&letters[..from]);
            let whole = column > WIDTH.saturating_sub(LABEL);
            let column = if whole { WIDTH.saturating_sub(wanted) } else { column };
            Rest::Goes { behind: bar + 1, spaces: column.saturating_sub(bar + 1), from, whole }
        }
        None => {
            let spaces = visible.find(": ").filter(|_| visible.trim_start().starts_with('='));
            let spaces = spaces.map_or(2, |colon| visible[..colon].chars().count() + 2);
            Rest::Goes { behind: 0, spaces, from: 0, whole: false }
        }
    }
}

/// The letters of a line, and the colours after the last.
fn letters(line: &str) -> (Vec<Letter>, String) {
    let mut letters = Vec::new();
    let mut colours = String::new();
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            colours.push(letter);
            for code in rest.by_ref() {
                colours.push(code);
                if code.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            letters.push(Letter { colours: std::mem::take(&mut colours), letter });
        }
    }
    (letters, colours)
}

fn text(letters: &[Letter]) -> String {
    letters.iter().fold(String::new(), |mut text, of| {
        text.push_str(&of.colours);
        text.push(of.letter);
        text
    })
}

fn width(letters: &[Letter]) -> usize {
    letters.iter().map(|of| display_width(of.letter.encode_utf8(&mut [0; 4]))).sum()
}

/// The first letter from `start` on that does not fit.
fn fits(letters: &[Letter], start: usize, room: usize) -> usize {
    let mut left = room;
    for (at, of) in letters.iter().enumerate().skip(start) {
        let width = display_width(of.letter.encode_utf8(&mut [0; 4]));
        if width > left {
            return at;
        }
        left -= width;
    }
    letters.len()
}

/// The last space after `least` and up to `upto`; `upto` where there is none.
fn before_a_space(letters: &[Letter], least: usize, upto: usize) -> usize {
    (least + 1..=upto).rev().find(|at| letters.get(*at).is_some_and(|of| of.letter == ' ')).unwrap_or(upto)
}

/// The colours of what stands before a letter.
fn colours(letters: &[Letter], upto: usize) -> String {
    let set = letters[..upto].iter().rev().find(|of| !of.colours.is_empty());
    let set = set.map(|of| of.colours.as_str()).unwrap_or_default();
    set.rsplit(PLAIN).next().unwrap_or_default().to_owned()
}

fn closing(colours: &str) -> &'static str {
    if colours.is_empty() { "" } else { PLAIN }
}
