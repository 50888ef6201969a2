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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_advised_only_where_memory_is_missing() {
        let memory = Refusal::Memory { needed: 2, given: 1, issues: 3, points: 4 };
        assert!(remedy(&memory).contains("--memory"));
        let comparisons = Refusal::Comparisons { given: 1, issues: 3, points: 4 };
        let packages = Refusal::Packages { packages: None, given: 1 };
        for refusal in [Refusal::Parties(31), comparisons, packages, Refusal::Digits] {
            assert!(!remedy(&refusal).contains("memory"), "{refusal}");
        }
        assert!(Refusal::Parties(31).to_string().contains("up to 12"));
    }
}
