//! The lines of a file that a problem is about, cut around its places.

use std::{borrow::Cow, ops::Range};

use textwrap::core::display_width;

use super::WIDTH;
use crate::{CaseFiles, File, Span, diagnostic::Label, files::floor_char_boundary};

/// How many bytes of a line, and of a place, are shown: the drawing cuts what is too wide for it, but has to look at all of it.
const LONGEST: usize = 2_000;

/// How many bytes may lie between two places that are drawn as one.
const FAR: usize = 20_000;

/// How many columns of one line may lie between two places that are drawn as one.
const APART: usize = 45;

/// How many columns of a line with wide letters stand before its first place, and how many at all.
const BEFORE: usize = 20;
const WIDEST: usize = WIDTH - 18;

/// What stands where a line is cut.
const CUT: &str = "...";

/// Labels of the same file that lie near each other, the first label of all in the first group. Those far from each other in
/// one line are drawn by themselves, or one of them would be cut off.
pub(super) fn together<'a>(labels: &'a [Label], files: &CaseFiles) -> Vec<Vec<&'a Label>> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|at| (&labels[*at].file, labels[*at].span.start));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let is_near = |group: &&mut Vec<usize>| {
            let label = &labels[at];
            group.last().is_some_and(|last| {
                let last = &labels[*last];
                last.file == label.file && label.span.start <= shown_end(last.span).saturating_add(FAR)
            }) && group.iter().all(|other| have_room(&labels[*other], label, files))
        };
        match groups.last_mut().filter(is_near) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_by_key(|group| group.first().copied());
    groups.into_iter().map(|group| group.into_iter().map(|at| &labels[at]).collect()).collect()
}

/// Whether two places of a file, the earlier first, are in different lines or near enough to be drawn in one.
fn have_room(first: &Label, second: &Label, files: &CaseFiles) -> bool {
    let text = files.text_of(&first.file);
    let from = floor_char_boundary(text, first.span.start);
    let upto = floor_char_boundary(text, second.span.start).max(from);
    let between = text.get(from..upto).unwrap_or_default();
    between.contains('\n') || display_width(between) <= APART
}

/// Where a place ends as it is drawn: a sentence of megabytes would be laid out anew for each of its problems.
fn shown_end(span: Span) -> usize {
    span.end.min(span.start.saturating_add(LONGEST)).max(span.start)
}

/// Lines of one file, and where the places are in them.
pub(super) struct Excerpt<'a> {
    pub(super) source: String,
    pub(super) path: Cow<'a, str>,
    /// The number of the first line, from 1.
    pub(super) line: usize,
    /// Where the labels are in the source, and what they say; in the order of the problem.
    pub(super) labels: Vec<(Range<usize>, &'a str)>,
    /// Line and column of the first label, and as the drawing counts them, where lines were cut.
    moved: Option<[(usize, usize); 2]>,
}

/// A line of the text, and what is shown of it.
struct Line {
    whole: Range<usize>,
    shown: Range<usize>,
    /// Where what is shown begins in the source.
    at: usize,
}

impl<'a> Excerpt<'a> {
    pub(super) fn of(labels: &[&'a Label], files: &'a CaseFiles) -> Self {
        let file = labels.first().map_or(&File::Case, |label| &label.file);
        let text = files.text_of(file);
        let place = |label: &&Label| {
            let start = floor_char_boundary(text, label.span.start);
            start..floor_char_boundary(text, shown_end(label.span)).max(start)
        };
        let places: Vec<_> = labels.iter().map(place).collect();
        let first = places.iter().map(|place| place.start).min().unwrap_or(0);
        let last = places.iter().map(|place| place.end).max().unwrap_or(first);
        let (source, lines) = cut(text, first, last, &places);
        let moved = |at: usize| {
            let line = lines.iter().rfind(|line| line.whole.start <= at);
            line.map_or(0, |line| line.at + (at.clamp(line.shown.start, line.shown.end) - line.shown.start))
        };
        let of_label = |(place, label): (&Range<usize>, &&'a Label)| {
            (moved(place.start)..moved(place.end), label.text.as_str())
        };
        let drawn: Vec<_> = places.iter().zip(labels).map(of_label).collect();
        let begin = Span { start: first, end: first };
        let (line, _) = files.line_and_column(file, begin);
        let counted = drawn.first().map(|(place, _)| counted(&source, place.start, line));
        let told = labels.first().map(|label| files.line_and_column(file, label.span));
        let moved = told.zip(counted).filter(|(told, counted)| told != counted);
        Self {
            path: files.path_of(file),
            line,
            labels: drawn,
            moved: moved.map(|(told, counted)| [told, counted]),
            source,
        }
    }

    /// A drawing in which the place is that in the file, not that in lines that were cut.
    pub(super) fn placed(&self, drawn: String) -> String {
        let Some([told, counted]) = self.moved else { return drawn };
        let named = |(line, column): (usize, usize)| format!("{}:{line}:{column}", self.path);
        let mut placed = String::with_capacity(drawn.len());
        for line in drawn.split_inclusive('\n') {
            let is_place = (line.contains("-->") || line.contains(":::"))
                && line.trim_end().trim_end_matches("\u{1b}[0m").ends_with(&named(counted));
            match line.rfind(&named(counted)).filter(|_| is_place) {
                Some(at) => {
                    let (before, after) = line.split_at(at);
                    placed.push_str(before);
                    placed.push_str(&after.replacen(&named(counted), &named(told), 1));
                }
                None => placed.push_str(line),
            }
        }
        placed
    }
}

/// Line and column of a place of the source, as a drawing counts them.
fn counted(source: &str, at: usize, first_line: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line..).unwrap_or_default().chars().count() + 1;
    (first_line + before.bytes().filter(|byte| *byte == b'\n').count(), column)
}

/// The lines from the first to the last place, each cut around its places.
fn cut(text: &str, first: usize, last: usize, places: &[Range<usize>]) -> (String, Vec<Line>) {
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let mut source = String::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut from = start;
    loop {
        let end =
            text.get(from..).and_then(|rest| rest.find('\n')).map_or(text.len(), |newline| from + newline);
        let whole = from..end;
        let ends = places.iter().flat_map(|place| [place.start, place.end]);
        let here: Vec<_> = ends.filter(|at| (from..=end).contains(at)).collect();
        let (low, high) =
            (here.iter().min().copied().unwrap_or(from), here.iter().max().copied().unwrap_or(from));
        let near = floor_char_boundary(text, low.saturating_sub(LONGEST).max(from))
            ..floor_char_boundary(text, high.saturating_add(LONGEST).min(end));
        let first = places.first().map(|place| place.start).filter(|at| here.contains(at));
        let shown = narrowed(text, near.clone(), first.unwrap_or(low));
        let is_cut = |cut: bool| if cut { CUT } else { "" };
        // The drawing marks itself what it cuts of letters that are one column wide.
        let by_width = shown != near;
        source.push_str(is_cut(by_width && shown.start > whole.start));
        let at = source.len();
        source.push_str(text.get(shown.clone()).unwrap_or_default());
        source.push_str(is_cut(by_width && shown.end < whole.end));
        lines.push(Line { whole, shown, at });
        if end >= last || end >= text.len() {
            return (source, lines);
        }
        source.push('\n');
        from = end + 1;
    }
}

/// As much of a line with letters of other widths than one as there is room for, from a little before a place.
fn narrowed(text: &str, near: Range<usize>, place: usize) -> Range<usize> {
    let line = text.get(near.clone()).unwrap_or_default();
    let wide = line.contains('\t') || display_width(line) != line.chars().count();
    if !wide || display_width(line) + 8 <= WIDTH {
        return near;
    }
    let width =
        |letter: char| display_width(letter.encode_utf8(&mut [0; 4])).max(if letter == '\t' { 4 } else { 0 });
    let before = text.get(near.start..place).unwrap_or_default();
    let mut room = BEFORE;
    let mut start = near.start;
    for (at, letter) in before.char_indices().rev() {
        if width(letter) > room {
            start = near.start + at + letter.len_utf8();
            break;
        }
        room -= width(letter);
    }
    let mut room = WIDEST;
    let mut end = near.end;
    for (at, letter) in text.get(start..near.end).unwrap_or_default().char_indices() {
        if width(letter) > room {
            end = start + at;
            break;
        }
        room -= width(letter);
    }
    start..end
}
