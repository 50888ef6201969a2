//! Which of several explanations that exclude each other has least against it.

use detente_case::{Case, ClaimId};

use crate::hypotheses::{LowGrades, Weighed, WeighedEvidence, hypotheses};

/// Hypotheses that exclude each other, the least contradicted first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest<'a> {
    /// The rivals, by what speaks against them; those with as much against them share a rank.
    pub ranked: Vec<Ranked<'a>>,
    /// Claims that bear alike on every one of the rivals, and so tell nothing of which holds.
    pub tell_nothing: Vec<&'a ClaimId>,
}

/// A hypothesis with its rank among its rivals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked<'a> {
    /// The hypothesis, weighed.
    pub weighed: Weighed<'a>,
    /// From 1: how many rivals have less against them, and one.
    pub rank: usize,
    /// Whether another has as much against it.
    pub tied: bool,
}

/// Hypotheses by what speaks against them (Heuer 1999, ch. 8): in groups that exclude each other, fewer inconsistent claims
/// first. What speaks for a hypothesis does not rank it: it mostly fits its rivals too. The order of the file decides
/// nothing: equals share a rank.
#[must_use]
pub fn contests(case: &Case, low: LowGrades) -> Vec<Contest<'_>> {
    let mut left = hypotheses(case, low);
    let mut found = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        // Rivals of rivals are one contest, whichever of them says so.
        while let Some(place) = left.iter().position(|other| group.iter().any(|one| excludes(one, other))) {
            group.push(left.remove(place));
        }
        found.push(contest(&group));
    }
    found
}

fn excludes(one: &Weighed<'_>, other: &Weighed<'_>) -> bool {
    one.rivals.contains(&other.hypothesis) || other.rivals.contains(&one.hypothesis)
}

fn contest<'c>(group: &[Weighed<'c>]) -> Contest<'c> {
    let bearing = |of: &Weighed<'_>, claim: &ClaimId| {
        of.evidence.iter().find(|evidence| evidence.claim == claim).map(|evidence| evidence.bearing)
    };
    let alike = |evidence: &&WeighedEvidence<'_>| {
        group.len() > 1 && group.iter().all(|of| bearing(of, evidence.claim) == Some(evidence.bearing))
    };
    let claims =
        group.first().map(|first| first.evidence.iter().filter(alike).map(|one| one.claim).collect());
    let against = |of: &Weighed<'_>| of.all.inconsistent.claims;
    let counts: Vec<usize> = group.iter().map(against).collect();

    let mut ranked: Vec<Ranked<'c>> = group
        .iter()
        .map(|weighed| {
            let own = against(weighed);
            Ranked {
                weighed: weighed.clone(),
                rank: 1 + counts.iter().filter(|count| **count < own).count(),
                tied: counts.iter().filter(|count| **count == own).count() > 1,
            }
        })
        .collect();
    ranked.sort_by_key(|one| one.rank);
    Contest { ranked, tell_nothing: claims.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use detente_case::{Bearing, ClaimKind, Evidence, Hypothesis, HypothesisId, Origin, Signal};

    use super::*;
    use crate::fixture;

    fn add(case: &mut Case, id: &str, evidence: &[(&str, Bearing)]) {
        let evidence = evidence
            .iter()
            .map(|(claim, bearing)| Evidence { claim: ClaimId::new(*claim), bearing: *bearing });
        let hypothesis = Hypothesis {
            says: id.to_owned(),
            role: None,
            rivals: Vec::new(),
            evidence: evidence.collect(),
            origin: fixture::cited(6),
        };
        case.hypotheses.insert(HypothesisId::new(id), hypothesis);
    }

    fn claim(case: &mut Case, id: &str, origin: Origin) {
        let claim = fixture::claim(ClaimKind::Statement, "us", Signal::Neutral, origin);
        case.claims.insert(ClaimId::new(id), claim);
    }

    #[test]
    fn rivals_are_ranked_by_what_speaks_against_them_and_not_by_what_speaks_for_them() {
        let mut case = fixture::london();
        for (name, sentence) in [("calm", 1), ("storm", 2), ("rain", 3), ("wind", 4)] {
            claim(&mut case, name, fixture::cited(sentence));
        }
        let for_it =
            [("calm", Bearing::Consistent), ("storm", Bearing::Consistent), ("rain", Bearing::Inconsistent)];
        let bare = [("calm", Bearing::Consistent)];
        let worst = [
            ("calm", Bearing::Consistent),
            ("storm", Bearing::Inconsistent),
            ("wind", Bearing::Inconsistent),
        ];
        add(&mut case, "well-backed", &for_it);
        add(&mut case, "bare", &bare);
        add(&mut case, "worst", &worst);
        add(&mut case, "apart", &for_it);
        for name in ["bare", "worst"] {
            let rivals = &mut case.hypotheses.get_mut(name).expect("the hypothesis").rivals;
            rivals.push(HypothesisId::new("well-backed"));
        }
        let contests = contests(&case, LowGrades::Usual);
        let told: Vec<Vec<_>> = contests
            .iter()
            .map(|contest| {
                contest
                    .ranked
                    .iter()
                    .map(|one| (one.weighed.hypothesis.as_str(), one.rank, one.tied))
                    .collect()
            })
            .collect();
        let first = vec![("bare", 1, false), ("well-backed", 2, false), ("worst", 3, false)];
        assert_eq!(told, [first, vec![("apart", 1, false)]]);
        // What all three expect alike tells nothing; a hypothesis without rivals leaves nothing to tell apart.
        assert_eq!(contests[0].tell_nothing, [&ClaimId::new("calm")]);
        assert!(contests[1].tell_nothing.is_empty());
    }

    #[test]
    fn as_much_against_two_rivals_is_a_tie() {
        let mut case = fixture::london();
        claim(&mut case, "calm", fixture::cited(1));
        claim(&mut case, "storm", fixture::cited(2));
        add(&mut case, "one", &[("calm", Bearing::Inconsistent)]);
        add(&mut case, "two", &[("storm", Bearing::Inconsistent)]);
        case.hypotheses.get_mut("two").expect("the hypothesis").rivals.push(HypothesisId::new("one"));
        let contests = contests(&case, LowGrades::Usual);
        assert!(contests[0].ranked.iter().all(|one| one.rank == 1 && one.tied));
    }
}
