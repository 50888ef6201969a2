//! Explanations that may be shown: those that the crate's verifier, which knows the definitions and nothing of how
//! verdicts are found, accepts.

use detente_conflict::{
    Conflict,
    explanation::{Explanation, explain, verify},
    stability::Rule,
};

use crate::stop::Stop;

/// Why a state is stable for a party, or why not. What does not prove its verdict is an error of ours and never
/// shown.
pub fn explained(
    conflict: &Conflict,
    rule: impl Into<Rule>,
    party: usize,
    state: usize,
) -> Result<Explanation, Stop> {
    let explanation = explain(conflict, rule.into(), party, state)
        .ok_or_else(|| Stop::Internal(format!("there is no state {}", state + 1)))?;
    checked(conflict, explanation)
}

/// The same explanation, if the verifier accepts it.
fn checked(conflict: &Conflict, explanation: Explanation) -> Result<Explanation, Stop> {
    match verify(conflict, &explanation) {
        Ok(()) => Ok(explanation),
        Err(objection) => Err(Stop::Internal(format!(
            "the explanation of state {} for party {} does not prove its verdict ({objection}), so détente \
             draws no conclusion from it",
            explanation.state + 1,
            explanation.party + 1
        ))),
    }
}

#[cfg(test)]
mod tests {
    use detente_conflict::{explanation::Verdict, model::Graph, preference::Preference, stability::Concept};

    use super::*;

    /// One party that gains by moving from the first state to the second.
    fn tempted() -> Conflict {
        let graph = Graph::new(vec!["A".to_owned()], 2, vec![vec![(0, 1)]]).expect("two states");
        Conflict::new(graph, vec![Preference::Ranked(vec![0, 1])]).expect("a conflict")
    }

    #[test]
    fn what_proves_its_verdict_passes() {
        let found = explained(&tempted(), Concept::Nash, 0, 0).expect("it is verified");
        assert_eq!(found.verdict, Verdict::Unstable { improvement: 1, answers: Vec::new() });
    }

    #[test]
    fn what_does_not_is_an_error_of_ours() {
        let false_claim = Explanation {
            rule: Concept::Nash.into(),
            party: 0,
            state: 0,
            verdict: Verdict::Stable(Vec::new()),
        };
        let refused = checked(&tempted(), false_claim);
        assert!(matches!(refused, Err(Stop::Internal(_))));
        assert!(matches!(explained(&tempted(), Concept::Nash, 0, 7), Err(Stop::Internal(_))));
    }
}
