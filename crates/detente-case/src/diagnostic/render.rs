//! Problems as text, the way rustc shows them, in 80 columns.

mod excerpt;
mod fit;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use self::excerpt::{Excerpt, together};
use super::{Diagnostic, Severity};
use crate::CaseFiles;

/// How wide a rendering is.
const WIDTH: usize = 80;

/// The problem with the lines it is about, as rustc would show it; `styled` adds terminal colours. No line but that of a path
/// is wider than 80 columns.
#[must_use]
pub fn render(diagnostic: &Diagnostic, files: &CaseFiles, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean(&diagnostic.message, 160)).id(diagnostic.code.as_str());
    let excerpts: Vec<_> =
        together(&diagnostic.labels, files).iter().map(|labels| Excerpt::of(labels, files)).collect();
    let mut group = Group::with_title(title);
    for (number, excerpt) in excerpts.iter().enumerate() {
        group = group.element(snippet(excerpt, number == 0));
    }
    group = group.elements(diagnostic.help.iter().map(|text| Level::HELP.message(wrapped(text))));
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(WIDTH).render(&[group]);
    fit::fitted(&excerpts.iter().fold(drawn, |drawn, excerpt| excerpt.placed(drawn)))
}

/// The lines of one file that labels are about; the first label of the first excerpt is the place to look at.
fn snippet(
    excerpt: &Excerpt<'_>,
    holds_primary: bool,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let annotations = excerpt.labels.iter().enumerate().map(|(index, (span, text))| {
        let kind =
            if holds_primary && index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(span.clone());
        if text.is_empty() { annotation } else { annotation.label(clean(text, 160)) }
    });
    Snippet::source(excerpt.source.clone())
        .path(excerpt.path.clone().into_owned())
        .line_start(excerpt.line)
        .annotations(annotations.collect::<Vec<_>>())
}

/// Text of the file may hold anything; what is printed holds no control characters and does not run on.
fn clean(text: &str, longest: usize) -> String {
    let cut: String = text.chars().take(longest).collect();
    let mut clean = crate::clean(&cut.replace(['\n', '\t'], " ")).into_owned();
    if text.chars().nth(longest).is_some() {
        clean.push('…');
    }
    clean
}

/// Help in lines that leave room for what stands before them.
fn wrapped(text: &str) -> String {
    // What stands in backquotes is typed as it stands: it is not broken.
    let parts = clean(text, 600);
    let parts: Vec<_> = parts
        .split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 && part.len() < WIDTH / 2 {
                part.replace(' ', "\u{a0}")
            } else {
                part.to_string()
            }
        })
        .collect();
    textwrap::wrap(&parts.join("`"), WIDTH - "99999 = help: ".len()).join("\n").replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Span};

    /// A problem at every place of a word in a text, the first place to be looked at first.
    fn drawn(text: &str, word: &str, label: &str) -> String {
        let files = CaseFiles::new("case.toml", text.as_bytes(), [].into());
        let mut spans = text.match_indices(word).map(|(start, _)| Span { start, end: start + word.len() });
        let first = spans.next().unwrap_or_default();
        let problem = Diagnostic::new(Code::BadName, format!("`{word}` {}", "is told ".repeat(20)), first);
        let problem = spans.fold(problem.label(label), |problem, span| problem.also(span, label));
        for styled in [true, false] {
            let drawn = render(&problem, &files, styled);
            for line in drawn.lines().filter(|line| !line.contains("-->") && !line.contains(":::")) {
                assert!(textwrap::core::display_width(line) <= WIDTH, "{line}\n{drawn}");
            }
        }
        render(&problem, &files, false)
    }

    #[test]
    fn every_line_fits_whatever_its_letters_are() {
        let label =
            "the label of a place that goes on for longer than there is room for beside the place itself";
        for filler in ["停火线", "x", "é ", "a\u{301}", "\t", "😀 "] {
            for before in [0, 3, 60, 900] {
                let line = format!("{}= \"here\" {}\n", filler.repeat(before), filler.repeat(700));
                let text = format!("a = 1\n{line}b = 2\n{line}");
                let drawn = drawn(&text, "here", label);
                assert!(drawn.contains("here") && drawn.contains("^^^^"), "{drawn}");
                let said = drawn.split_whitespace().collect::<Vec<_>>().join(" ").replace("| ", "");
                assert!(said.contains("beside the place itself"), "{drawn}");
            }
        }
    }

    #[test]
    fn places_far_from_each_other_in_a_line_are_both_shown() {
        for filler in ["x = \"something\", ", "停火 "] {
            let text = format!("list = [\"here\", {} \"here\"]\n", filler.repeat(20));
            let drawn = drawn(&text, "here", "told");
            assert!(drawn.contains("^^^^ told") && drawn.contains("---- told"), "{drawn}");
        }
    }

    #[test]
    fn the_place_named_is_that_in_the_file_wherever_its_line_is_cut() {
        let text = format!("\n{}here\n", "长".repeat(5_000));
        assert!(drawn(&text, "here", "").contains("case.toml:2:5001"), "{}", drawn(&text, "here", ""));
        let text = format!("\n\n{}here\n", "x".repeat(5_000));
        assert!(drawn(&text, "here", "").contains("case.toml:3:5001"), "{}", drawn(&text, "here", ""));
    }

    #[test]
    fn of_far_places_and_places_that_run_on_little_is_laid_out() {
        let text = format!("here\n{}here\n{}\n", "line\n".repeat(400_000), "word ".repeat(400_000));
        let files = CaseFiles::new("case.toml", text.as_bytes(), [].into());
        let runs_on = Span { start: text.len() - 2_000_001, end: text.len() - 1 };
        let far = text.rfind("here").unwrap_or_default();
        let problem = Diagnostic::new(Code::BadName, "far", Span { start: 0, end: 4 })
            .also(Span { start: far, end: far + 4 }, "there")
            .also(runs_on, "all of it");
        let drawn = render(&problem, &files, false);
        assert!(drawn.contains("case.toml:1:1") && drawn.contains("case.toml:400002:1"), "{drawn}");
        let laid_out: usize = together(&problem.labels, &files)
            .iter()
            .map(|labels| Excerpt::of(labels, &files).source.len())
            .sum();
        assert!(laid_out < 10_000, "{laid_out} bytes of {}", text.len());
    }
}
