//! `detente explain`: what a diagnostic means.

use anstyle::Style;
use clap::Args;
use detente_case::{CHECKS, Check, Severity};
use detente_scenario::CODES;

use crate::{failure::Failure, output, what_if};
use detente_answers::stop::unknown;

/// How wide text is.
const WIDTH: usize = 80;

/// Explain a problem that check prints, with a bad and a good example
#[derive(Args)]
#[command(after_help = "Examples:\n  detente explain unknown-key\n  detente explain")]
pub(crate) struct Explain {
    /// The code in square brackets; without it, all codes are listed
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Some(code) = self.code else { return output::write(&contents()) };
        let code = code.trim_matches(['[', ']']);
        match checks().find(|check| check.code == code) {
            Some(check) => output::write(&page(check.page)),
            None if CODES.contains(&code) => output::write(&of_tables(code)),
            None => Err(unknown("problem", code, checks().map(|check| check.code)).into()),
        }
    }
}

/// What is said of a problem of a table or of a scenario's files, which has no page.
fn of_tables(code: &str) -> String {
    let text = format!(
        "`{code}` is a problem of a spreadsheet or of a file of Genius, GeniusWeb or NegMAS. The message beside it says \
         what is wrong, and its help how to mend it. docs/csv.md explains what a spreadsheet may say."
    );
    textwrap::fill(&text, WIDTH) + "\n"
}

/// Problems of cases, and of what is supposed against them.
fn checks() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().chain(&what_if::CHECKS)
}

/// Every code with what it says, by how bad it is.
fn contents() -> String {
    let mut text = String::new();
    for (severity, heading) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")]
    {
        text.push_str(&format!("{}\n", bold(heading)));
        for check in checks().filter(|check| check.severity == severity) {
            let first = format!("  {:<22} ", check.code);
            let indent = " ".repeat(first.len());
            let options = textwrap::Options::new(WIDTH).initial_indent(&first).subsequent_indent(&indent);
            text.push_str(&(textwrap::fill(check.summary().trim_end_matches('.'), options) + "\n"));
        }
        text.push('\n');
    }
    text.push_str("Try: detente explain missing-basis\n");
    text
}

/// A page as text: headings stand out, paragraphs are wrapped, examples are set in.
fn page(markdown: &str) -> String {
    let mut text = String::new();
    let mut in_example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if in_example {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        } else if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("# ")) {
            text.push_str(&(bold(heading) + "\n"));
        } else {
            text.push_str(&(textwrap::fill(line, WIDTH) + "\n"));
        }
    }
    text
}

fn bold(text: &str) -> String {
    let style = Style::new().bold();
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_of_tables_are_known() {
        for code in ["not-a-number", "repeated-row", "needs-a-case"] {
            assert!(Explain { code: Some(code.to_owned()) }.run().is_ok(), "{code}");
            assert!(of_tables(code).contains("docs/csv.md"));
        }
        assert!(Explain { code: Some("no-such-code".to_owned()) }.run().is_err());
    }
}
