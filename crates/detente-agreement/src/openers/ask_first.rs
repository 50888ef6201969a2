//! What to ask first, where the verdict hangs on what nobody has said.

use detente_case::{Case, Counts, IssueId, Level, OptionId, PartyId};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use super::{
    catalogue::raised,
    change::{Candidate, Change, Edit, Step, StepKind},
    enumerate::minimal_sets,
};
use crate::{
    common_ground::Cells,
    model::Model,
    negotiation::Negotiation,
    reading::{Reading, slacks},
    reasons::conflicts,
    requirement::Place,
};

/// The smallest sets of answers that would settle a verdict which hangs on what nobody has said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskFirst {
    /// Sets of as few tolerances as will do: were each found true, there would be a deal whatever else silence means, with
    /// unsaid no-deal values halfway. In the order of the case.
    pub sets: Vec<Vec<Tolerance>>,
    /// Whether these are all of that size.
    pub complete: bool,
}

/// A party is found to tolerate an option of which nobody has said what it thinks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tolerance {
    /// The party.
    pub party: PartyId,
    /// On what.
    pub issue: IssueId,
    /// The option.
    pub option: OptionId,
}

impl Negotiation {
    /// What to ask first: the smallest sets of at most `size` answers of one kind, *a party is found to tolerate an option*,
    /// that make a deal while everything else unsaid means no. `case` must be the one the negotiation was made from.
    #[must_use]
    pub fn ask_first(&self, case: &Case, size: usize) -> AskFirst {
        let mut asked = self.clone();
        for party in &mut asked.parties {
            party.no_deal.unsaid = None;
        }
        let model = Model::of(&asked);
        let found = conflicts(&model, &slacks(&asked, Reading::SilenceAsNo), &|| ());
        let (tolerances, candidates) = asked.tolerances(case, &model);
        for fewer in 1..=size {
            let sets = minimal_sets(&asked, Reading::SilenceAsNo, &found, &candidates, fewer, &|| ());
            if !sets.working.is_empty() || !sets.complete {
                let named = |set: &Vec<usize>| set.iter().map(|place| tolerances[*place].clone()).collect();
                return AskFirst { sets: sets.working.iter().map(named).collect(), complete: sets.complete };
            }
        }
        AskFirst { sets: Vec::new(), complete: true }
    }

    /// Every tolerance that what is said leaves possible. No word is worth points to a party that adds them up.
    pub(super) fn tolerances(&self, case: &Case, model: &Model<'_>) -> (Vec<Tolerance>, Vec<Candidate>) {
        let cells = Cells::of(case);
        let (mut tolerances, mut candidates) = (Vec::new(), Vec::new());
        for (place, party) in self.parties.iter().enumerate() {
            if party.counts == Counts::Sum || !(party.consents || self.is_needed(place)) {
                continue;
            }
            let mut eases = FixedBitSet::with_capacity(model.requirements.len());
            for (index, requirement) in model.requirements.places.iter().enumerate() {
                eases.set(index, *requirement == Place::NoDealValue(place));
            }
            for (issue, of) in self.issues.iter().enumerate() {
                for option in self.considered[issue].members() {
                    let value = party.values[issue][option];
                    let tolerance = Tolerance {
                        party: party.id.clone(),
                        issue: of.id.clone(),
                        option: of.options[option].id.clone(),
                    };
                    let cell = cells.cell(&tolerance.party, &tolerance.issue, &tolerance.option);
                    if value.input.unsaid.is_none() || cell.level.is_some_and(|level| level <= Level::Oppose)
                    {
                        continue;
                    }
                    let value = raised(value, Level::Tolerate, &case.scale);
                    candidates.push(Candidate {
                        step: found_to_tolerate(&tolerance),
                        edits: vec![Edit::Value { party: place, issue, option, value }],
                        eases: eases.clone(),
                        contains: Vec::new(),
                    });
                    tolerances.push(tolerance);
                }
            }
        }
        (tolerances, candidates)
    }
}

fn found_to_tolerate(tolerance: &Tolerance) -> Step {
    Step {
        change: Change::Accept {
            party: tolerance.party.clone(),
            issue: tolerance.issue.clone(),
            option: tolerance.option.clone(),
        },
        kind: StepKind::Concession,
        owners: vec![tolerance.party.to_string()],
        cost: Vec::new(),
        assumed: true,
    }
}
