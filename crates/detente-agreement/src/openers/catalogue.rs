//! Every change considered.

use detente_case::{Case, Counts, Interval, IssueKind, Level, PartyId, Quantity, Scale};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use super::change::{Candidate, Change, Edit, Step, StepKind};
use crate::{
    model::Model,
    negotiation::{Backing, Input, Negotiation, OptionSet, OptionValue},
    reasons::Conflicts,
    requirement::Place,
    shift::Worth,
};

/// A lever or guarantee that cannot be tried because its effect is not stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotValued {
    /// Its name in the case.
    pub what: String,
    /// What is missing, such as "credibility".
    pub missing: Vec<String>,
}

pub(super) struct Catalogue<'a> {
    pub(super) case: &'a Case,
    pub(super) negotiation: &'a Negotiation,
    model: &'a Model<'a>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) not_valued: Vec<NotValued>,
}

impl<'a> Catalogue<'a> {
    /// Every change considered: each red line of a party that may be asked, option by option on a choice and
    /// rung by rung on a ladder; consent of third parties to options that need it; one level up on options
    /// opposed or tolerated by parties whose no-deal value is, or may be, in a conflict; every lever; every guarantee
    /// that can be valued; every rule that holds by choice.
    pub(super) fn of(case: &'a Case, model: &'a Model<'a>, found: &Conflicts) -> Self {
        let negotiation = model.negotiation;
        let mut catalogue = Self { case, negotiation, model, candidates: Vec::new(), not_valued: Vec::new() };
        for party in 0..negotiation.parties.len() {
            if negotiation.parties[party].consents || negotiation.is_needed(party) {
                catalogue.soften(party);
                catalogue.accept(party);
                let is_missed =
                    |set: &FixedBitSet| set.ones().any(|index| catalogue.is_no_deal_value(index, party));
                // Where conflicts may be missing, any no-deal value may be in one.
                if !found.complete || found.sets.iter().any(is_missed) {
                    catalogue.move_stances(party);
                }
            }
        }
        catalogue.levers();
        catalogue.guarantees();
        catalogue.delink();
        catalogue
    }

    fn is_no_deal_value(&self, requirement: usize, party: usize) -> bool {
        self.model.requirements.places[requirement] == Place::NoDealValue(party)
    }

    pub(super) fn add(&mut self, step: Step, edits: Vec<Edit>, contains: Vec<usize>) {
        let mut eases = FixedBitSet::with_capacity(self.model.requirements.len());
        for (index, place) in self.model.requirements.places.iter().enumerate() {
            if edits.iter().any(|edit| self.eases(edit, *place)) {
                eases.insert(index);
            }
        }
        self.candidates.push(Candidate { step, edits, eases, contains });
    }

    fn eases(&self, edit: &Edit, place: Place) -> bool {
        match (edit, place) {
            (Edit::Soften { party, issue, options }, Place::RedLine(line)) => {
                let line = &self.negotiation.red_lines[line];
                line.party == *party && line.issue == *issue && line.options.meets(options)
            }
            (Edit::Value { party, .. }, Place::NoDealValue(other)) => *party == other,
            (Edit::Shift { party, shift }, Place::NoDealValue(other)) => {
                let eases = match shift.adds_to {
                    Worth::Deal => shift.interval().high > Quantity::ZERO,
                    Worth::NoDeal => shift.interval().low < Quantity::ZERO,
                };
                *party == other && eases
            }
            (Edit::Delink { rule }, Place::Rule(other)) => *rule == other,
            _ => false,
        }
    }

    fn kind_of(&self, party: usize) -> StepKind {
        if self.negotiation.parties[party].consents { StepKind::Concession } else { StepKind::ThirdParty }
    }

    fn red(&self, party: usize, issue: usize) -> OptionSet {
        let lines = self.negotiation.red_lines.iter();
        lines.filter(|line| line.party == party && line.issue == issue).fold(
            OptionSet::EMPTY,
            |mut red, line| {
                red.add(&line.options);
                red
            },
        )
    }

    /// The options that red lines rule out in so many words; what lies beyond them softens with them.
    fn drawn_red(&self, party: usize, issue: usize) -> OptionSet {
        let lines = self.negotiation.red_lines.iter();
        let mut drawn = OptionSet::EMPTY;
        for line in lines.filter(|line| line.party == party && line.issue == issue) {
            let mut own = line.options.clone();
            own.take_out(&line.reached.iter().map(|(rung, _)| *rung).collect());
            drawn.add(&own);
        }
        drawn
    }

    fn soften(&mut self, party: usize) {
        for issue in 0..self.negotiation.issues.len() {
            let red = self.red(party, issue);
            let of_issue = &self.negotiation.issues[issue];
            let drawn = self.drawn_red(party, issue);
            let steps = match of_issue.kind {
                IssueKind::Choice => drawn.members().map(OptionSet::only).collect(),
                IssueKind::Ladder => rungs(&drawn, of_issue.options.len()),
            };
            let first = self.candidates.len();
            for options in &steps {
                let contains = steps
                    .iter()
                    .enumerate()
                    .filter(|(_, smaller)| *smaller != options && smaller.is_within(options))
                    .map(|(place, _)| first + place)
                    .collect();
                self.add(
                    self.softening(party, issue, options, &red),
                    vec![Edit::Soften { party, issue, options: options.clone() }],
                    contains,
                );
            }
        }
    }

    fn softening(&self, party: usize, issue: usize, options: &OptionSet, red: &OptionSet) -> Step {
        let of_issue = &self.negotiation.issues[issue];
        let assumed = options.members().any(|option| {
            self.negotiation.parties[party].values[issue][option].input.backing != Backing::Reported
        });
        Step {
            change: Change::SoftenRedLine {
                party: self.id(party),
                issue: of_issue.id.clone(),
                options: options.members().map(|option| of_issue.options[option].id.clone()).collect(),
            },
            kind: self.kind_of(party),
            owners: vec![self.id(party).to_string()],
            cost: self.softened(party, issue, options, red).into_iter().collect(),
            assumed,
        }
    }

    fn id(&self, party: usize) -> PartyId {
        self.negotiation.parties[party].id.clone()
    }

    fn accept(&mut self, party: usize) {
        if self.negotiation.parties[party].consents {
            return;
        }
        let needs = self.negotiation.needs_of(party);
        for (issue, options) in needs.iter().enumerate() {
            for option in options.members() {
                let value = self.negotiation.parties[party].values[issue][option];
                if value.level >= Some(Level::Accept) {
                    continue;
                }
                let accepted = match self.negotiation.parties[party].counts {
                    Counts::Mean => raised(value, Level::Accept, &self.case.scale),
                    // No word is worth points: what it is worth stays as it is.
                    Counts::Sum => value,
                };
                let step = Step {
                    change: Change::Accept {
                        party: self.id(party),
                        issue: self.negotiation.issues[issue].id.clone(),
                        option: self.negotiation.issues[issue].options[option].id.clone(),
                    },
                    kind: StepKind::ThirdParty,
                    owners: vec![self.id(party).to_string()],
                    cost: self.points_conceded(party, issue, value, accepted).into_iter().collect(),
                    assumed: value.input.backing != Backing::Reported,
                };
                let edits = vec![
                    Edit::Soften { party, issue, options: OptionSet::only(option) },
                    Edit::Value { party, issue, option, value: accepted },
                ];
                self.add(step, edits, Vec::new());
            }
        }
    }

    fn move_stances(&mut self, party: usize) {
        for issue in 0..self.negotiation.issues.len() {
            for option in self.negotiation.considered[issue].members() {
                let value = self.negotiation.parties[party].values[issue][option];
                let (from, to) = match value.level {
                    Some(level @ Level::Oppose) => (level, Level::Tolerate),
                    Some(level @ Level::Tolerate) => (level, Level::Accept),
                    _ => continue,
                };
                let moved = raised(value, to, &self.case.scale);
                let step = Step {
                    change: Change::MoveStance {
                        party: self.id(party),
                        issue: self.negotiation.issues[issue].id.clone(),
                        option: self.negotiation.issues[issue].options[option].id.clone(),
                        from,
                        to,
                    },
                    kind: self.kind_of(party),
                    owners: vec![self.id(party).to_string()],
                    cost: self.points_conceded(party, issue, value, moved).into_iter().collect(),
                    assumed: value.input.backing != Backing::Reported,
                };
                self.add(step, vec![Edit::Value { party, issue, option, value: moved }], Vec::new());
            }
        }
    }
}

/// The option as a party would value it one level up: never worse than now.
pub(super) fn raised(value: OptionValue, to: Level, scale: &Scale) -> OptionValue {
    let (now, then) = (value.input.interval, scale.level(to));
    let interval = if value.input.unsaid.is_some() {
        then
    } else {
        Interval { low: now.low.max(then.low), high: now.high.max(then.high) }
    };
    OptionValue { level: Some(to), input: Input::within(interval, value.input.backing, value.input.said) }
}

/// The ways to soften red rungs step by step: from the rung next to one that is not red, further and
/// further. A run of red rungs between two others can be entered from either side; where all rungs are red,
/// from the least.
fn rungs(red: &OptionSet, count: usize) -> Vec<OptionSet> {
    let is_red = |rung: usize| red.contains(rung);
    let mut steps: Vec<OptionSet> = Vec::new();
    let mut rung = 0;
    while rung < count {
        if !is_red(rung) {
            rung += 1;
            continue;
        }
        let end = (rung..count).find(|&next| !is_red(next)).unwrap_or(count);
        let upwards = (rung..end).map(|last| (rung..=last).collect::<OptionSet>());
        let downwards = (rung..end).rev().map(|first| (first..end).collect::<OptionSet>());
        let (from_below, from_above) = (rung > 0 || end == count, end < count);
        for step in upwards.filter(|_| from_below).chain(downwards.filter(|_| from_above)) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        rung = end;
    }
    // Smaller steps first, so that no set of changes is tried before what it contains.
    steps.sort_by_key(|step| (step.len(), step.clone()));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_rungs_soften_from_the_open_side() {
        let steps = |red: &[usize], count: usize| -> Vec<Vec<usize>> {
            let red = red.iter().copied().collect();
            rungs(&red, count).iter().map(|step| step.members().collect()).collect()
        };
        assert_eq!(steps(&[2, 3], 4), [vec![2], vec![2, 3]]);
        assert_eq!(steps(&[0, 1], 4), [vec![1], vec![0, 1]]);
        assert_eq!(steps(&[1, 2], 4), [vec![1], vec![2], vec![1, 2]]);
        assert_eq!(steps(&[0, 1], 2), [vec![0], vec![0, 1]]);
        assert_eq!(steps(&[], 3), Vec::<Vec<usize>>::new());
        assert_eq!(steps(&[98, 99, 100], 101), [vec![98], vec![98, 99], vec![98, 99, 100]]);
    }
}
