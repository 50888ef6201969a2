//! Which explanations stand, with and without evidence of low grade.

use detente_case::{Bearing, ClaimId, Grade, HypothesisId, MediatorRole, PartyId};
use detente_talks::{
    contests,
    hypotheses::{self, Balance, Count, LowGrades, RoleBand, RoleStanding, Standing, Weighed},
};
use serde::Serialize;

use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::Reference,
};

/// Explanations and what bears on them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Explanations {
    /// Every hypothesis.
    pub hypotheses: Vec<Hypothesis>,
    /// The explanations in groups of rivals, by what speaks against them.
    pub contests: Vec<Contest>,
    /// For each mediator, the roles that still stand.
    pub roles: Vec<Band>,
}

/// Hypotheses that exclude each other, the least contradicted first.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Contest {
    /// The rivals.
    pub ranked: Vec<Ranked>,
    /// How many claims bear alike on all of them, and so tell nothing.
    pub tell_nothing: usize,
}

/// A hypothesis among its rivals.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Ranked {
    /// The hypothesis.
    pub id: HypothesisId,
    /// What it says.
    pub says: String,
    /// From 1, the least contradicted; those with as much against them share a rank.
    pub rank: usize,
    /// Whether another has as much against it.
    pub tied: bool,
    /// What speaks against it.
    pub against: Count,
    /// What fits it; this does not rank it.
    pub fits: Count,
    /// What speaks against it of those claims that are not weak.
    pub against_without_low: Count,
}

/// One hypothesis, weighed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Hypothesis {
    /// The hypothesis.
    pub id: HypothesisId,
    /// What it says.
    pub says: String,
    /// What bears on it.
    pub evidence: Vec<Evidence>,
    /// With evidence of every grade, assumptions included.
    pub all: Balance,
    /// With reported evidence that is not of low grade (E, F, 5 or 6).
    pub without_low: Balance,
    /// Whether leaving out low grades and assumptions changes where it stands.
    pub flips: bool,
    /// Where it is reported.
    pub said: Reference,
}

/// One claim that bears on a hypothesis.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Evidence {
    /// The claim.
    pub claim: ClaimId,
    /// What it says.
    pub says: String,
    /// How it bears.
    pub bearing: Bearing,
    /// Its grade; absent when it is assumed.
    pub grade: Option<Grade>,
    /// Whether it is left out without low grades.
    pub left_out: bool,
    /// Where it is reported.
    pub said: Reference,
}

/// The roles of a mediator that still stand.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Band {
    /// The party.
    pub party: PartyId,
    /// Every role that some hypothesis ascribes to it, least intrusive first.
    pub roles: Vec<Role>,
    /// The least and the most intrusive role for which something speaks.
    pub all: Option<Intrusion>,
    /// The same without evidence of low grade.
    pub without_low: Option<Intrusion>,
}

/// From one role to a more intrusive one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Intrusion {
    /// The least intrusive.
    pub least: MediatorRole,
    /// The most intrusive.
    pub most: MediatorRole,
}

impl From<(MediatorRole, MediatorRole)> for Intrusion {
    fn from((least, most): (MediatorRole, MediatorRole)) -> Self {
        Self { least, most }
    }
}

/// One role of one mediator.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Role {
    /// The role.
    pub is: MediatorRole,
    /// Where it stands with evidence of every grade.
    pub all: Standing,
    /// Where it stands without evidence of low grade.
    pub without_low: Standing,
}

impl Explanations {
    pub(crate) fn build(question: &Question) -> Self {
        let weighed = hypotheses::hypotheses(&question.case, LowGrades::Usual);
        let bands = hypotheses::role_bands(&question.case, LowGrades::Usual);
        Self {
            hypotheses: weighed.iter().map(|found| Hypothesis::of(question, found)).collect(),
            contests: contests::contests(&question.case, LowGrades::Usual)
                .iter()
                .map(|contest| Contest::of(question, contest))
                .collect(),
            roles: bands.iter().map(band).collect(),
        }
    }

    pub(crate) fn show(&self, page: &mut Page) {
        if self.hypotheses.is_empty() {
            return;
        }
        page.heading("Which explanation has least against it?");
        let mut table = Table::new(["", "explanation", "against", "fits"]);
        table.tight = vec![0, 2, 3];
        for (place, contest) in self.contests.iter().enumerate() {
            if place > 0 {
                table.row(vec![Text::new(), Text::new(), Text::new(), Text::new()]);
            }
            for ranked in &contest.ranked {
                table.row(vec![
                    ranked.place(),
                    Text::from(&ranked.says),
                    Text::from(claims(ranked.against)),
                    Text::from(claims(ranked.fits)),
                ]);
            }
        }
        page.table(table);
        page.paragraph(
            "Rivals by what speaks against them (Heuer 1999, ch. 8): what fits one explanation mostly fits its rivals too. \
             The numbers count claims; in brackets, those from different original sources.",
        );
        page.list(self.contests.iter().filter_map(Contest::verdict).collect());
    }

    /// Of each group of rivals, which has least against it.
    pub(super) fn in_lines(&self) -> Vec<Text> {
        let line = |contest: &Contest| {
            let first =
                contest.ranked.iter().filter(|ranked| ranked.rank == 1).map(|ranked| ranked.says.as_str());
            let first: Vec<_> = first.collect();
            let verdict = contest.verdict()?;
            let tied =
                if first.len() > 1 { format!(" They are: {}.", first.join("; ")) } else { String::new() };
            Some(Text::new().strong("Explanations. ").then(verdict).plain(tied))
        };
        self.contests.iter().filter_map(line).collect()
    }
}

impl Contest {
    fn of(question: &Question, contest: &contests::Contest<'_>) -> Self {
        let ranked = |ranked: &contests::Ranked<'_>| {
            let found = &ranked.weighed;
            let says =
                question.case.hypotheses.get(found.hypothesis).map(|hypothesis| hypothesis.says.clone());
            Ranked {
                id: found.hypothesis.clone(),
                says: says.unwrap_or_else(|| found.hypothesis.to_string()),
                rank: ranked.rank,
                tied: ranked.tied,
                against: found.all.inconsistent,
                fits: found.all.consistent,
                against_without_low: found.without_low.inconsistent,
            }
        };
        Self { ranked: contest.ranked.iter().map(ranked).collect(), tell_nothing: contest.tell_nothing.len() }
    }

    /// What the ranks say and do not say, in a sentence; nothing of a hypothesis without rivals.
    fn verdict(&self) -> Option<Text> {
        let [first, _, ..] = self.ranked.as_slice() else { return None };
        let tied = self.ranked.iter().filter(|ranked| ranked.rank == 1).count();
        let text = if tied > 1 {
            Text::new().caution(format!(
                "{tied} rivals tie with least against them: the evidence does not tell them apart"
            ))
        } else {
            Text::new().strong("Least against it").plain(format!(": {}", first.says))
        };
        let nothing = match self.tell_nothing {
            0 => String::new(),
            count => format!("; {}", alike(count)),
        };
        Some(text.plain(nothing).plain("."))
    }
}

fn alike(count: usize) -> String {
    match count {
        1 => "1 claim bears alike on all rivals, and so tells nothing".to_owned(),
        count => format!("{count} claims bear alike on all rivals, and so tell nothing"),
    }
}

impl Ranked {
    /// `1`, or `2=` where another has as much against it.
    fn place(&self) -> Text {
        Text::new().strong(if self.tied { format!("{}=", self.rank) } else { self.rank.to_string() })
    }
}

impl Hypothesis {
    pub(crate) fn of(question: &Question, found: &Weighed<'_>) -> Self {
        let case = &question.case;
        let says = case.hypotheses.get(found.hypothesis).map(|hypothesis| hypothesis.says.clone());
        let evidence = found.evidence.iter().map(|evidence| Evidence {
            claim: evidence.claim.clone(),
            says: case.claims.get(evidence.claim).map(|claim| claim.says.clone()).unwrap_or_default(),
            bearing: evidence.bearing,
            grade: evidence.grade,
            left_out: evidence.left_out,
            said: question.reference(evidence.said.0),
        });
        Self {
            id: found.hypothesis.clone(),
            says: says.unwrap_or_else(|| found.hypothesis.to_string()),
            evidence: evidence.collect(),
            all: found.all,
            without_low: found.without_low,
            flips: found.flips,
            said: question.reference(found.said.0),
        }
    }
}

fn band(found: &RoleBand<'_>) -> Band {
    let role =
        |found: &RoleStanding<'_>| Role { is: found.role, all: found.all, without_low: found.without_low };
    Band {
        party: found.party.clone(),
        roles: found.roles.iter().map(role).collect(),
        all: found.all.map(Intrusion::from),
        without_low: found.without_low.map(Intrusion::from),
    }
}

fn claims(count: Count) -> String {
    if count.claims == 0 { "–".to_owned() } else { format!("{} ({})", count.claims, count.independent) }
}

/// Where a hypothesis stands, in the words of the page.
pub(crate) fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Supported => Text::new().favour("supported"),
        Standing::Contested => Text::new().caution("contested"),
        Standing::Unsupported => Text::new().against("unsupported"),
        Standing::NoEvidence => Text::new().caution("no evidence"),
    }
}
