//! What to do where a frontier is not listed.

use detente_frontier::Refusal;

/// What helps against a limit: memory only where memory is what is missing.
#[must_use]
pub fn remedy(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Memory { .. } | Refusal::Interactions { .. } => {
            "Give it more memory (--memory MB), or fewer packages (--given \"issue = option\" for a case)."
        }
        Refusal::Comparisons { .. } | Refusal::Packages { .. } => {
            "Leave it fewer packages: settle an issue (--given \"issue = option\" for a case), or leave out options."
        }
        Refusal::Parties(_) => "Join parties that want the same, or leave some out.",
        Refusal::Digits => "Write numbers with fewer digits.",
    }
}
