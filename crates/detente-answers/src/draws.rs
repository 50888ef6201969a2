//! How many draws a question gets: as many as are usual, or fewer where a case has very many numbers.

use detente_agreement::Plan;
use detente_case::{Case, Issue, IssueKind};

/// How many numbers are drawn in all draws together, unless somebody asks for more: about a second of work for each
/// thing that is counted in the draws.
const MOST_NUMBERS: u64 = 4_000_000;

/// The draws that are wanted, and on whose word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// As many as somebody typed: they are made, however long it takes.
    Typed(Plan),
    /// As many as are usual: a case of very many numbers gets fewer.
    Usual(Plan),
}

impl From<Plan> for Wanted {
    fn from(plan: Plan) -> Self {
        Self::Typed(plan)
    }
}

/// Draws that are not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fewer {
    /// As many numbers each draw takes the work of.
    numbers: u64,
    /// How many draws are made.
    made: u32,
    /// How many are usual.
    usual: u32,
}

impl Wanted {
    /// All of them, where no case has to be drawn.
    #[must_use]
    pub fn in_full(self) -> Plan {
        let (Self::Typed(plan) | Self::Usual(plan)) = self;
        plan
    }

    /// The draws that are made of this case, and what is left out.
    pub(crate) fn of(self, case: &Case) -> (Plan, Option<Fewer>) {
        let plan = match self {
            Self::Typed(plan) => return (plan, None),
            Self::Usual(plan) => plan,
        };
        let numbers = numbers(case);
        let most = u32::try_from(MOST_NUMBERS / numbers.max(1)).unwrap_or(u32::MAX).max(1);
        if plan.draws <= most {
            return (plan, None);
        }
        (Plan { draws: most, ..plan }, Some(Fewer { numbers, made: most, usual: plan.draws }))
    }
}

impl Fewer {
    /// What is not done, why, and how to have it.
    pub(crate) fn says(self) -> String {
        let Self { numbers, made, usual } = self;
        format!(
            "One draw takes the work of {numbers} numbers, so {made} draws are made instead of {usual}. To make all, add \
             --draws {usual}; that may take minutes."
        )
    }
}

/// How many levers and ultimatums can be tried without counting their work.
const FEW_LEVERS: u64 = 100;
/// How many more of them take as long as drawing all numbers once.
const LEVERS_AT_ONCE: u64 = 10;

/// How many rungs of a ladder are drawn as fast as options that stand alone.
const FEW_RUNGS: usize = 100;
/// How many such options a rung beyond them takes as long as: each is bound by those on both sides of it.
const A_RUNG: u64 = 20;

/// How many numbers one draw takes: for each party a value of every option, a weight of every issue, and no deal; again
/// for levers and ultimatums that are tried one by one. What takes longer to draw counts as more.
fn numbers(case: &Case) -> u64 {
    let of_issue = |issue: &Issue| {
        let bound =
            if issue.kind == IssueKind::Ladder { issue.options.len().saturating_sub(FEW_RUNGS) } else { 0 };
        issue.options.len() as u64 + 1 + A_RUNG * bound as u64
    };
    let all: u64 = case.issues.values().map(of_issue).sum();
    let of_parties = (all + 1).saturating_mul(case.parties.len() as u64);
    let levers = (case.levers.len() + case.ultimatums.len()) as u64;
    of_parties.saturating_mul(1 + levers.saturating_sub(FEW_LEVERS) / LEVERS_AT_ONCE)
}

/// How many draws of a number take as long as finding its stream.
const DRAWS_AT_ONCE: u64 = 100;
/// Up to how many draws of somebody's own choice count as work: whoever types more waits for them.
const USUAL_DRAWS: u32 = 1_000;

/// What making all draws of a case takes, in looks at a statement of it.
pub(crate) fn work(case: &Case, plan: Plan) -> u64 {
    let draws = u64::from(plan.draws.min(USUAL_DRAWS));
    numbers(case).saturating_mul(1 + draws / DRAWS_AT_ONCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{provenance::Provenance, question::Question};
    use detente_case::{CaseFiles, View};

    /// A case of two parties and one issue of so many options, with so many levers.
    fn case(options: usize, levers: usize) -> (CaseFiles, Case) {
        let options: String =
            (0..options).map(|at| format!("{{ id = \"o{at}\", name = \"{at}\" }},")).collect();
        let levers: String = (0..levers)
            .map(|at| {
                format!("[levers.l{at}]\nname = \"l\"\nowner = \"a\"\nkind = \"pressure\"\ncite = \"n\"\n")
            })
            .collect();
        let text = format!(
            "[case]\ntitle = \"Much\"\nas_of = 2025-01-01\ninstrument = {{ class = \"contract\", consent = [\"a\", \
             \"b\"], cite = \"n\" }}\n[sources.n]\npublisher = \"n\"\ndate = 2025-01-01\ngrade = \"B2\"\n[parties]\n\
             a = {{ name = \"A\", role = \"principal\" }}\nb = {{ name = \"B\", role = \"principal\" }}\n\
             [issues.i]\nname = \"I\"\noptions = [{options}]\n{levers}"
        );
        let files = CaseFiles::new("case.toml", text.as_bytes(), [].into());
        let read = detente_case::read(&files);
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        (files, read.case)
    }

    const USUAL: Plan = Plan { draws: 1_000, seed: 7 };

    #[test]
    fn a_case_of_very_many_numbers_gets_fewer_draws_and_they_are_bounded_by_numbers() {
        assert_eq!(Wanted::Usual(USUAL).of(&case(1_900, 0).1), (USUAL, None));
        for (options, levers) in [(2_100, 0), (60_000, 0), (300, 800), (20_000, 3_000)] {
            let case = case(options, levers).1;
            let (plan, fewer) = Wanted::Usual(USUAL).of(&case);
            // One draw is always made.
            let fits = u64::from(plan.draws) * numbers(&case) <= MOST_NUMBERS;
            assert!(plan.draws == 1 || fits, "{options} {levers}: {plan:?}");
            assert!(
                u64::from(plan.draws + 1) * numbers(&case) > MOST_NUMBERS,
                "{options} {levers}: {plan:?}"
            );
            let says = fewer.map(Fewer::says).unwrap_or_default();
            assert!(says.contains(&plan.draws.to_string()) && says.contains("--draws 1000"), "{says}");
            // Whoever types a number gets it.
            assert_eq!(Wanted::Typed(USUAL).of(&case), (USUAL, None));
        }
    }

    #[test]
    fn a_rung_beyond_the_first_hundred_counts_as_more() {
        let (flat, mut ladder) = (case(300, 0).1, case(300, 0).1);
        for issue in ladder.issues.values_mut() {
            issue.kind = IssueKind::Ladder;
        }
        // Two parties.
        assert_eq!(numbers(&ladder) - numbers(&flat), 2 * 200 * A_RUNG);
    }

    #[test]
    fn an_answer_says_that_draws_are_left_out_where_something_is_drawn() {
        let (files, case) = case(20_000, 0);
        let of = |wanted: Wanted| {
            Question::about(files.clone(), case.clone(), View::default(), None, wanted, "case.toml")
        };
        let under = |question: &Question| Provenance::of(question).under_text().replace('\n', " ");
        let fewer = of(Wanted::Usual(USUAL));
        assert!(under(&fewer).contains("draws are made instead of 1000"), "{}", under(&fewer));
        assert!(under(&fewer).contains(&format!("{} draws, seed 7", fewer.plan.draws)), "{}", under(&fewer));
        assert!(!Provenance::without_draws(&fewer).under_text().contains("instead of"));
        assert!(!under(&of(Wanted::Typed(USUAL))).contains("instead of"));
    }
}
