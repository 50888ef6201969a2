//! A report as one Markdown document: a title, the twelve questions, and their answers below them.

/// A question as the page asks it, and the commands that answer it.
pub(super) struct Chapter {
    /// The question.
    pub(super) title: &'static str,
    /// The commands, in the order in which they answer.
    pub(super) commands: &'static [&'static str],
}

const fn chapter(title: &'static str, commands: &'static [&'static str]) -> Chapter {
    Chapter { title, commands }
}

/// The brief, the questions in the order of the page, and what all of it rests on.
pub(super) const CHAPTERS: [Chapter; 14] = [
    chapter("In brief", &["brief"]),
    chapter("1. Is there a deal, and if not, why?", &["why"]),
    chapter("2. What is the smallest change that opens one?", &["openers"]),
    chapter("3. Where is the common ground?", &["ground"]),
    chapter("4. Who is hurt if talks fail?", &["levers"]),
    chapter("5. Which packages are efficient and fair?", &["frontier", "compare"]),
    chapter("6. Who must say yes, and who is in the room?", &["talks"]),
    chapter("7. What changed?", &["diff"]),
    chapter("8. Facilitating or imposing: does it matter?", &["roles"]),
    chapter("9. When: deadlines, step by step", &["deadline"]),
    chapter("10. Would it hold?", &["stability", "path"]),
    chapter("11. What next, how likely?", &["outlook"]),
    chapter("12. What do I table tomorrow?", &["table"]),
    chapter("Everything stated", &["list"]),
];

/// An answer as it stands below a question: without its title, commands to run next and provenance, its headings one
/// level lower.
pub(super) fn below(answer: &str) -> String {
    let body = answer.rsplit_once("\n---\n").map_or(answer, |(body, _)| body);
    let mut out = String::new();
    let mut fenced = false;
    for line in body.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced && line == "## Next" {
            break;
        } else if !fenced && line.starts_with("# ") {
            continue;
        } else if !fenced && line.starts_with("## ") {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
    out.trim().to_owned()
}

/// What an answer was made from: its last line.
pub(super) fn provenance(answer: &str) -> &str {
    answer.rsplit_once("\n---\n").map_or("", |(_, line)| line.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = "# A case\n\nSaid.\n\n## Why\n\n```text\n# no heading\n## Next\n```\n\n## Next\n\n- `detente why`: x\n\n---\n\ncase 1234 · détente\n";

    #[test]
    fn an_answer_stands_one_level_below_its_question() {
        assert_eq!(below(ANSWER), "Said.\n\n### Why\n\n```text\n# no heading\n## Next\n```");
        assert_eq!(provenance(ANSWER), "case 1234 · détente");
    }

    #[test]
    fn what_is_no_answer_is_kept_as_it_is() {
        assert_eq!(below("only words"), "only words");
        assert_eq!(provenance("only words"), "");
    }
}
