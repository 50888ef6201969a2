//! Where problems are gathered.

use super::{Code, Diagnostic, Severity};

/// How many problems of one severity are kept: enough to work on, few enough to read.
const KEPT: usize = 100;

/// Problems found so far. Beyond a limit they are counted only.
#[derive(Default)]
pub(crate) struct Sink {
    kept: Vec<Diagnostic>,
    counts: [usize; 3],
    /// What was not looked at any more, because there were enough errors.
    unread: usize,
}

impl Sink {
    /// Adds a problem.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let count = &mut self.counts[diagnostic.severity as usize];
        *count += 1;
        if *count <= KEPT {
            self.kept.push(diagnostic);
        }
    }

    /// Whether another error would only be counted, so that there is no need to word it with care.
    pub(crate) fn is_full(&self) -> bool {
        self.counts[Severity::Error as usize] >= KEPT
    }

    /// Counts something that is not looked at, because there are enough errors.
    pub(crate) fn leave_out(&mut self) {
        self.unread += 1;
    }

    /// Whether there was an error.
    pub(crate) fn has_errors(&self) -> bool {
        self.counts[Severity::Error as usize] > 0
    }

    /// The problems in the order of the file, and a last word on those not kept.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_cached_key(Diagnostic::order);
        self.kept.dedup();
        let more: usize = self.counts.iter().map(|count| count.saturating_sub(KEPT)).sum();
        if more > 0 || self.unread > 0 {
            let message = match (more, self.unread) {
                (more, 0) => format!("{more} more problems are not shown"),
                (0, unread) => format!("{unread} citations were not looked up after so many problems"),
                (more, unread) => {
                    format!("{more} more problems are not shown, and {unread} citations were not looked up")
                }
            };
            self.kept.push(Diagnostic {
                code: Code::MoreProblems,
                severity: Severity::Note,
                message,
                labels: Vec::new(),
                help: vec!["correct those above first; many of the others may follow from them".into()],
            });
        }
        self.kept
    }
}
