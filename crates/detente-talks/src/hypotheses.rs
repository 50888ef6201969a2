//! Which explanations stand, and which stand only on rumours.

use detente_case::{
    Bearing, Case, ClaimId, Grade, Hypothesis, HypothesisId, MediatorRole, PartyId, SourceId, Word,
};
use serde::Serialize;

use crate::{
    Reference,
    corroboration::{largest_matching, roots},
    who::distinct,
};

/// Which grades count as low.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LowGrades {
    /// Sources unreliable or unjudged, statements improbable or unjudged ([`Grade::is_low`]).
    #[default]
    Usual,
    /// Everything that does not meet this grade.
    Below(Grade),
}

impl LowGrades {
    fn holds(self, grade: Grade) -> bool {
        match self {
            Self::Usual => grade.is_low(),
            Self::Below(floor) => !grade.meets(floor),
        }
    }
}

/// What the evidence says of a hypothesis. Evidence is weighed by what speaks against it, never summed into
/// a score (Heuer 1999, ch. 8, analysis of competing hypotheses).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Something speaks against it and nothing for it.
    Unsupported,
    /// Nothing speaks for it or against it.
    NoEvidence,
    /// Something speaks for it and something against it.
    Contested,
    /// Something speaks for it and nothing against it.
    Supported,
}

impl Standing {
    /// Whether something speaks for it.
    #[must_use]
    pub fn stands(self) -> bool {
        self >= Self::Contested
    }
}

/// One hypothesis and what bears on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weighed<'a> {
    /// The hypothesis.
    pub hypothesis: &'a HypothesisId,
    /// Explanations that exclude it.
    pub rivals: Vec<&'a HypothesisId>,
    /// What bears on it.
    pub evidence: Vec<WeighedEvidence<'a>>,
    /// With evidence of every grade, assumptions included.
    pub all: Balance,
    /// With reported evidence that is not of low grade.
    pub without_low: Balance,
    /// Whether leaving out evidence of low grade, and assumptions, changes where it stands.
    pub flips: bool,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// One claim that bears on a hypothesis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeighedEvidence<'a> {
    /// The claim.
    pub claim: &'a ClaimId,
    /// How it bears.
    pub bearing: Bearing,
    /// Its grade; `None` when it is assumed.
    pub grade: Option<Grade>,
    /// Whether it is left out of the balance without low grades.
    pub left_out: bool,
    /// The sources at the root of those it cites: copies count as what they copy.
    pub roots: Vec<&'a SourceId>,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// Claims for and against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Balance {
    /// Where the hypothesis stands.
    pub standing: Standing,
    /// What is consistent with it.
    pub consistent: Count,
    /// What is not.
    pub inconsistent: Count,
}

/// How many claims, and how many corroborate each other independently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// Claims.
    pub claims: usize,
    /// The most claims that can each be given an original source of its own. Claims that go back to one
    /// source, or to one owner's assumptions, are one corroboration however often they are repeated.
    pub independent: usize,
}

/// Every hypothesis, weighed with and without low grades.
#[must_use]
pub fn hypotheses(case: &Case, low: LowGrades) -> Vec<Weighed<'_>> {
    case.hypotheses.iter().map(|(id, hypothesis)| weigh(case, id, hypothesis, low)).collect()
}

fn weigh<'a>(
    case: &'a Case,
    id: &'a HypothesisId,
    hypothesis: &'a Hypothesis,
    low: LowGrades,
) -> Weighed<'a> {
    let evidence: Vec<_> = hypothesis
        .evidence
        .iter()
        .filter_map(|evidence| {
            let (claim_id, claim) = case.claims.get_key_value(&evidence.claim)?;
            let grade = case.grade_of(&claim.origin);
            Some(WeighedEvidence {
                claim: claim_id,
                bearing: evidence.bearing,
                grade,
                left_out: grade.is_none_or(|grade| low.holds(grade)),
                roots: roots(case, &claim.origin),
                said: Reference(&claim.origin),
            })
        })
        .collect();
    let all = balance(evidence.iter());
    let without_low = balance(evidence.iter().filter(|evidence| !evidence.left_out));
    Weighed {
        hypothesis: id,
        rivals: hypothesis.rivals.iter().collect(),
        flips: all.standing != without_low.standing,
        all,
        without_low,
        evidence,
        said: Reference(&hypothesis.origin),
    }
}

fn balance<'a, 'b: 'a>(evidence: impl Iterator<Item = &'a WeighedEvidence<'b>> + Clone) -> Balance {
    let consistent = count(evidence.clone().filter(|item| item.bearing == Bearing::Consistent));
    let inconsistent = count(evidence.filter(|item| item.bearing == Bearing::Inconsistent));
    let standing = match (consistent.claims > 0, inconsistent.claims > 0) {
        (true, false) => Standing::Supported,
        (true, true) => Standing::Contested,
        (false, true) => Standing::Unsupported,
        (false, false) => Standing::NoEvidence,
    };
    Balance { standing, consistent, inconsistent }
}

fn count<'a, 'b: 'a>(evidence: impl Iterator<Item = &'a WeighedEvidence<'b>>) -> Count {
    let voices: Vec<Vec<Voice<'_>>> = evidence.map(voices).collect();
    Count { claims: voices.len(), independent: largest_matching(&voices) }
}

/// Whose word a claim is in the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice<'a> {
    Source(&'a SourceId),
    Owner(&'a str),
    Unsourced,
}

fn voices<'a>(evidence: &WeighedEvidence<'a>) -> Vec<Voice<'a>> {
    if evidence.roots.is_empty() {
        let owner = evidence.said.0.assumption().map(|assumption| Voice::Owner(&assumption.owner));
        vec![owner.unwrap_or(Voice::Unsourced)]
    } else {
        evidence.roots.iter().copied().map(Voice::Source).collect()
    }
}

/// The roles of a mediator that still stand for one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleBand<'a> {
    /// The party.
    pub party: &'a PartyId,
    /// Every role that some hypothesis ascribes to it, least intrusive first.
    pub roles: Vec<RoleStanding<'a>>,
    /// The least and the most intrusive role for which something speaks.
    pub all: Option<(MediatorRole, MediatorRole)>,
    /// The same without evidence of low grade.
    pub without_low: Option<(MediatorRole, MediatorRole)>,
}

/// One role of one mediator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleStanding<'a> {
    /// The role.
    pub role: MediatorRole,
    /// The hypotheses that ascribe it; the role stands where the best of them stands.
    pub hypotheses: Vec<&'a HypothesisId>,
    /// With evidence of every grade.
    pub all: Standing,
    /// Without evidence of low grade.
    pub without_low: Standing,
}

/// For each party with hypotheses about its role as a mediator, the roles that still stand.
#[must_use]
pub fn role_bands(case: &Case, low: LowGrades) -> Vec<RoleBand<'_>> {
    let weighed = hypotheses(case, low);
    let ascribed = |found: &Weighed<'_>| {
        case.hypotheses.get(found.hypothesis).and_then(|hypothesis| hypothesis.role.as_ref())
    };
    let parties =
        distinct(case.hypotheses.values().filter_map(|hypothesis| Some(&hypothesis.role.as_ref()?.0)));
    let bands = parties.into_iter().map(|party| {
        let roles: Vec<_> = MediatorRole::ALL
            .iter()
            .filter_map(|role| {
                let about: Vec<_> = weighed
                    .iter()
                    .filter(|found| ascribed(found).is_some_and(|(of, is)| of == party && is == role))
                    .collect();
                Some(RoleStanding {
                    role: *role,
                    hypotheses: about.iter().map(|found| found.hypothesis).collect(),
                    all: about.iter().map(|found| found.all.standing).max()?,
                    without_low: about.iter().map(|found| found.without_low.standing).max()?,
                })
            })
            .collect();
        let all = band(roles.iter().filter(|role| role.all.stands()));
        let without_low = band(roles.iter().filter(|role| role.without_low.stands()));
        RoleBand { party, roles, all, without_low }
    });
    bands.collect()
}

fn band<'a>(standing: impl Iterator<Item = &'a RoleStanding<'a>>) -> Option<(MediatorRole, MediatorRole)> {
    let roles: Vec<_> = standing.map(|role| role.role).collect();
    Some((*roles.iter().min()?, *roles.iter().max()?))
}

#[cfg(test)]
mod tests {
    use detente_case::{ClaimKind, Evidence, Signal};

    use detente_case::Origin;

    use super::*;
    use crate::fixture;

    fn add(case: &mut Case, id: &str, role: Option<MediatorRole>, evidence: &[(&str, Bearing)]) {
        let evidence = evidence
            .iter()
            .map(|(claim, bearing)| Evidence { claim: ClaimId::new(*claim), bearing: *bearing });
        let hypothesis = Hypothesis {
            says: id.to_owned(),
            role: role.map(|role| (PartyId::new("us"), role)),
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
    fn a_hypothesis_that_lives_on_rumour_falls_without_it() {
        let mut case = fixture::london();
        add(&mut case, "downgraded", None, &[("downgrade-guess", Bearing::Consistent)]);
        let weighed = &hypotheses(&case, LowGrades::Usual)[0];
        assert_eq!(weighed.all.standing, Standing::Supported);
        assert_eq!(weighed.without_low.standing, Standing::NoEvidence);
        assert!(weighed.flips);
        // The report itself (C2) carries it on.
        add(
            &mut case,
            "downgraded",
            None,
            &[("downgrade-guess", Bearing::Consistent), ("lower-odds", Bearing::Consistent)],
        );
        assert!(!hypotheses(&case, LowGrades::Usual)[0].flips);
        let strict = LowGrades::Below("B2".parse().unwrap_or(Grade::CANNOT_BE_JUDGED));
        assert!(hypotheses(&case, strict)[0].flips);
    }

    #[test]
    fn copies_of_one_report_are_one_corroboration() {
        let mut case = fixture::london();
        case.sources.insert(SourceId::new("copy"), fixture::source("C2", Some("npr")));
        case.sources.insert(SourceId::new("copy-of-copy"), fixture::source("C2", Some("copy")));
        case.sources.insert(SourceId::new("reuters"), fixture::source("B2", None));
        claim(&mut case, "one", fixture::cited(5));
        claim(&mut case, "two", fixture::cited_from("copy-of-copy", 1));
        claim(&mut case, "three", fixture::cited_from("reuters", 1));
        let both = [("one", Bearing::Consistent), ("two", Bearing::Consistent)];
        add(&mut case, "h", None, &both);
        assert_eq!(
            hypotheses(&case, LowGrades::Usual)[0].all.consistent,
            Count { claims: 2, independent: 1 }
        );
        add(&mut case, "h", None, &[both[0], both[1], ("three", Bearing::Consistent)]);
        assert_eq!(
            hypotheses(&case, LowGrades::Usual)[0].all.consistent,
            Count { claims: 3, independent: 2 }
        );
    }

    #[test]
    fn an_assumption_is_left_out_with_the_low_grades() {
        let mut case = fixture::london();
        claim(&mut case, "assumed", fixture::assumed());
        add(&mut case, "h", None, &[("assumed", Bearing::Inconsistent)]);
        let weighed = &hypotheses(&case, LowGrades::Usual)[0];
        assert_eq!(weighed.all.standing, Standing::Unsupported);
        assert_eq!(weighed.without_low.standing, Standing::NoEvidence);
    }

    #[test]
    fn the_band_runs_from_the_least_to_the_most_intrusive_role_that_stands() {
        let mut case = fixture::london();
        claim(&mut case, "deed", fixture::cited(7));
        claim(&mut case, "doubt", fixture::graded(fixture::cited(14), "F6"));
        add(&mut case, "carries", Some(MediatorRole::Facilitate), &[("deed", Bearing::Inconsistent)]);
        add(&mut case, "proposes", Some(MediatorRole::Formulate), &[("deed", Bearing::Consistent)]);
        add(&mut case, "imposes", Some(MediatorRole::Impose), &[("doubt", Bearing::Consistent)]);
        let bands = role_bands(&case, LowGrades::Usual);
        assert_eq!(bands.len(), 1);
        assert_eq!(bands[0].all, Some((MediatorRole::Formulate, MediatorRole::Impose)));
        assert_eq!(bands[0].without_low, Some((MediatorRole::Formulate, MediatorRole::Formulate)));
    }
}
