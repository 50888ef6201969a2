//! Whether claims and explanations hang together.

use super::Ground;
use crate::{Code, Diagnostic, Origin, diagnostic::Sink};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    for (id, claim) in &case.claims {
        if claim.supports.contains(id) {
            sink.push(itself(ground, &claim.origin, "supports", "a claim does not back itself"));
        }
        if claim.contradicts.contains(id) {
            sink.push(itself(ground, &claim.origin, "contradicts", "a claim does not contradict itself"));
        }
    }
    for (id, hypothesis) in case.hypotheses.iter().filter(|(id, hypothesis)| hypothesis.rivals.contains(id)) {
        sink.push(itself(ground, &hypothesis.origin, "rivals", &format!("`{id}` is not a rival of itself")));
    }
    for forecast in case.forecasts.values() {
        if forecast.outcome.is_none() && forecast.resolves_by < case.as_of {
            sink.push(
                Diagnostic::new(
                    Code::UnresolvedForecast,
                    "the day of this forecast has passed",
                    ground.key(&forecast.origin, "resolves_by"),
                )
                .label(format!("before {}, the day of the case", case.as_of))
                .help("add `outcome = true` or `outcome = false`, so that the forecast can be scored"),
            );
        }
    }
}

fn itself(ground: &Ground<'_>, origin: &Origin, key: &str, message: &str) -> Diagnostic {
    Diagnostic::new(Code::RefersToItself, message, ground.key(origin, key))
        .label("this is the name of the same table")
        .help("take the name out of the list")
}

pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    for (id, hypothesis) in
        ground.case.hypotheses.iter().filter(|(_, hypothesis)| hypothesis.evidence.is_empty())
    {
        sink.push(
            Diagnostic::new(
                Code::NoEvidence,
                format!("hypothesis `{id}` has no evidence"),
                hypothesis.origin.span,
            )
            .label("cannot be weighed against its rivals")
            .help(
                "list claims: `evidence = [{ claim = \"…\", bearing = \"inconsistent\" }]`; evidence \
                    against it counts most",
            ),
        );
    }
}
