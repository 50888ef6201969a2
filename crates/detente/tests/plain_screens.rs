//! What every screen must keep, whatever it shows: it fits a terminal, and says nothing of nothing.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads the screens"
)]

use std::{fs, path::Path};

/// A command of a screen, and a line that it prints.
struct Line {
    at: String,
    command: String,
    text: String,
}

/// Every line that a command prints on a screen, and of the README.
fn lines() -> Vec<Line> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let screens = fs::read_dir(root.join("tests/screens")).unwrap().map(|entry| entry.unwrap().path());
    let screens = screens.filter(|path| path.extension().is_some_and(|extension| extension == "trycmd"));
    let mut lines = Vec::new();
    for path in screens.chain([root.join("../../README.md")]) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let mut command = None;
        for (number, line) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
            match (line, line.strip_prefix("$ ")) {
                (_, Some(typed)) => command = Some(typed.to_owned()),
                ("```", None) => command = None,
                (_, None) => lines.extend(command.clone().map(|command| Line {
                    at: format!("{name}:{number}"),
                    command,
                    text: line.replace("[VERSION]", env!("CARGO_PKG_VERSION")),
                })),
            }
        }
    }
    assert!(lines.len() > 4000, "{} lines", lines.len());
    lines
}

/// Whether a command prints for a terminal, and not for a program or another page.
fn is_for_a_terminal(line: &Line) -> bool {
    !["--format", "--json", "--graph", "--derive", "--csv", " schema ", "list --"]
        .iter()
        .any(|other| line.command.contains(other))
}

/// What must not be broken: what is typed, what quotes a file, and what clap or a diagnostic says in a line.
fn must_stay_whole(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("detente ")
        || ["error", "warning[", "note["].iter().any(|severity| line.starts_with(severity))
        || line.starts_with("help:")
        || line.contains("| ")
}

#[test]
fn no_line_of_a_screen_is_wider_than_a_terminal() {
    let wide = lines().into_iter().filter(is_for_a_terminal);
    let wide = wide.filter(|line| line.text.chars().count() > 80 && !must_stay_whole(&line.text));
    let wide: Vec<_> = wide.map(|line| format!("{}: {}", line.at, line.text)).collect();
    assert!(wide.is_empty(), "wider than 80 columns:\n{}", wide.join("\n"));
}

/// Whether a line says that something is better or worse for all by no points at all.
fn is_by_nothing(told: &str) -> bool {
    let nothing = |before: &str, after: &str| {
        let is_part =
            after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        before.contains("for all") && !is_part
    };
    [" by 0", " up to 0", " at least 0"].iter().any(|words| {
        told.match_indices(words).any(|(at, words)| nothing(&told[..at], &told[at + words.len()..]))
    })
}

#[test]
fn nothing_is_told_from_a_part() {
    assert!(is_by_nothing("another package is better for all by 0 to 0.5"));
    assert!(is_by_nothing("better for all by up to 0, depending"));
    assert!(!is_by_nothing("better for all by 0.5 to 2"));
    assert!(!is_by_nothing("the next moves by 0"));
}

/// "Better for all by 0" is better for nobody.
#[test]
fn no_screen_is_better_for_all_by_nothing() {
    let lines = lines();
    let text = |line: &Line| line.text.trim().to_owned();
    let joined =
        lines.windows(2).map(|pair| (pair[0].at.clone(), format!("{} {}", text(&pair[0]), text(&pair[1]))));
    let wrong: Vec<_> =
        joined.filter(|(_, told)| is_by_nothing(told)).map(|(at, told)| format!("{at}: {told}")).collect();
    assert!(wrong.is_empty(), "by nothing:\n{}", wrong.join("\n"));
}
