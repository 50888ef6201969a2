//! Requirements as clauses and sums: what a search works on.
//!
//! A red line, a rule and a line's escape say of a few issues that one of them must be settled in one of
//! some ways: a clause of literals. A no-deal value is a sum over cells that must not be negative once the
//! party's consent is needed. Every clause and sum knows which requirements give it force.

mod propagation;

use fixedbitset::FixedBitSet;

pub(crate) use self::propagation::Used;

use crate::{
    by_name::ByName,
    negotiation::{Literal, Negotiation, OptionSet},
    package::Package,
    reading::Slack,
    requirement::{Place, Requirements},
};

/// A negotiation with its requirements as clauses.
pub(crate) struct Model<'n> {
    pub(crate) negotiation: &'n Negotiation,
    pub(crate) requirements: Requirements,
    clauses: Vec<Tagged>,
    values: Vec<NoDealValue>,
}

struct Tagged {
    literals: Vec<Literal>,
    /// The requirements that must all stand for the clause to bind.
    force: Vec<usize>,
}

struct NoDealValue {
    party: usize,
    requirement: usize,
    /// The requirement by which every package needs the party.
    always: Option<usize>,
    /// The requirements by which single options need the party.
    sometimes: Vec<(usize, Literal)>,
}

/// What a package must satisfy under some of the requirements and one reading.
#[derive(Clone)]
pub(crate) struct Problem<'s> {
    /// By issue, the options considered.
    pub(crate) domains: Vec<OptionSet>,
    pub(crate) clauses: Vec<Vec<Literal>>,
    pub(crate) sums: Vec<Sum<'s>>,
    pub(crate) offsets: &'s [usize],
    /// The order in which equals are taken.
    pub(crate) by_name: &'s ByName,
}

/// Cells that must not add up to less than zero.
#[derive(Clone)]
pub(crate) struct Sum<'s> {
    pub(crate) cells: &'s [i64],
    /// What decides where 64 bits do not hold it; see [`Slack::exact`].
    pub(crate) exact: Option<&'s [i128]>,
    /// Binds only where an option of one of these literals is chosen; always when absent.
    pub(crate) when: Option<Vec<Literal>>,
}

impl<'n> Model<'n> {
    pub(crate) fn of(negotiation: &'n Negotiation) -> Self {
        let requirements = Requirements::of(negotiation);
        let mut clauses = Vec::new();
        let mut values = Vec::new();
        for (index, place) in requirements.places.iter().enumerate() {
            match *place {
                Place::Rule(rule) => {
                    let rule = &negotiation.rules[rule];
                    let unless: Vec<_> =
                        rule.if_.iter().map(|literal| negotiation.opposite(literal)).collect();
                    clauses.extend(
                        rule.then
                            .iter()
                            .map(|then| Tagged { literals: one_of(&unless, then), force: vec![index] }),
                    );
                }
                Place::RedLine(line) => {
                    let line = &negotiation.red_lines[line];
                    let not_crossed =
                        negotiation.opposite(&Literal { issue: line.issue, among: line.options.clone() });
                    for (consent, called) in requirements.consents_of(line.party) {
                        let mut base: Vec<_> = vec![not_crossed.clone()];
                        base.extend(called.map(|called| negotiation.opposite(&called)));
                        let force = vec![index, consent];
                        match &line.unless {
                            None => {
                                clauses.push(Tagged { literals: merged(&base), force });
                            }
                            Some(unless) => {
                                for term in unless {
                                    let literals = one_of(&base, term);
                                    clauses.push(Tagged { literals, force: force.clone() });
                                }
                            }
                        }
                    }
                }
                Place::NoDealValue(party) => {
                    let consents: Vec<_> = requirements.consents_of(party).collect();
                    values.push(NoDealValue {
                        party,
                        requirement: index,
                        always: consents
                            .iter()
                            .find(|(_, called)| called.is_none())
                            .map(|(consent, _)| *consent),
                        sometimes: consents
                            .iter()
                            .filter_map(|(consent, called)| Some((*consent, called.clone()?)))
                            .collect(),
                    });
                }
                Place::Consent(_) | Place::ConsentTo { .. } => {}
            }
        }
        Self { negotiation, requirements, clauses, values }
    }

    /// What a package must satisfy when only the `standing` requirements stand.
    pub(crate) fn problem<'s>(&'s self, standing: &FixedBitSet, slacks: &'s [Slack]) -> Problem<'s> {
        let stands = |requirements: &[usize]| requirements.iter().all(|&index| standing.contains(index));
        let mut domains = self.negotiation.considered.clone();
        let mut clauses = Vec::new();
        for clause in self.clauses.iter().filter(|clause| stands(&clause.force)) {
            match clause.literals.as_slice() {
                [Literal { issue, among }] => domains[*issue].keep(among),
                _ => clauses.push(clause.literals.clone()),
            }
        }
        let mut sums = Vec::new();
        for value in self.values.iter().filter(|value| standing.contains(value.requirement)) {
            let slack = &slacks[value.party];
            if value.always.is_some_and(|consent| standing.contains(consent)) {
                sums.push(slack.sum(None));
                continue;
            }
            let when: Vec<_> = value
                .sometimes
                .iter()
                .filter(|(consent, _)| standing.contains(*consent))
                .map(|(_, literal)| literal.clone())
                .collect();
            if !when.is_empty() {
                sums.push(slack.sum(Some(merged(&when))));
            }
        }
        let (offsets, by_name) = (&self.negotiation.offsets, &self.negotiation.by_name);
        Problem { domains, clauses, sums, offsets, by_name }
    }

    /// Whether a package keeps every clause when all requirements stand, whatever it is worth to whom.
    pub(crate) fn keeps_clauses(&self, package: &Package) -> bool {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        let considered = &self.negotiation.considered;
        considered.iter().zip(&package.0).all(|(domain, option)| domain.contains(usize::from(*option)))
            && self.clauses.iter().all(|clause| clause.literals.iter().any(chosen))
    }

    /// The requirements behind what a proof about [`Model::problem`] rests on: together they, too, leave no
    /// package.
    pub(crate) fn behind(&self, used: &Used, standing: &FixedBitSet) -> FixedBitSet {
        let stands = |requirements: &[usize]| requirements.iter().all(|&index| standing.contains(index));
        let mut behind = self.requirements.none();
        let mut barred = used.barred.clone();
        let mut places = 0..used.clauses.len();
        for clause in self.clauses.iter().filter(|clause| stands(&clause.force)) {
            let is_used = match clause.literals.as_slice() {
                [Literal { issue, among }] => {
                    let bars = !barred[*issue].is_within(among);
                    barred[*issue].keep(among);
                    bars
                }
                _ => places.next().is_some_and(|place| used.clauses.contains(place)),
            };
            if is_used {
                behind.extend(clause.force.iter().copied());
            }
        }
        let mut places = 0..used.sums.len();
        for value in self.values.iter().filter(|value| standing.contains(value.requirement)) {
            let stands = |consent: &usize| standing.contains(*consent);
            let sometimes = value.sometimes.iter().map(|(consent, _)| *consent);
            let consents: Vec<_> = if value.always.is_some_and(|consent| stands(&consent)) {
                value.always.into_iter().collect()
            } else {
                sometimes.filter(stands).collect()
            };
            if !consents.is_empty() && places.next().is_some_and(|place| used.sums.contains(place)) {
                behind.insert(value.requirement);
                behind.extend(consents);
            }
        }
        behind
    }

    /// The sets of requirements that each exclude a package for as long as all of the set stand.
    pub(crate) fn excluding(&self, package: &Package, slacks: &[Slack]) -> Vec<Vec<usize>> {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        let mut excluding: Vec<_> = self
            .clauses
            .iter()
            .filter(|clause| !clause.literals.iter().any(chosen))
            .map(|clause| clause.force.clone())
            .collect();
        for value in &self.values {
            if slacks[value.party].sum(None).total(&self.negotiation.offsets, package) < 0 {
                let called = value
                    .sometimes
                    .iter()
                    .filter(|(_, literal)| chosen(literal))
                    .map(|(consent, _)| *consent);
                let consents = value.always.into_iter().chain(called);
                excluding.extend(consents.map(|consent| vec![value.requirement, consent]));
            }
        }
        excluding
    }

    /// The parties that requirements may call upon, and by which literals unless always.
    pub(crate) fn called_upon(&self) -> impl Iterator<Item = (usize, Option<Vec<Literal>>)> {
        self.values.iter().map(|value| {
            let sometimes: Vec<_> = value.sometimes.iter().map(|(_, literal)| literal.clone()).collect();
            (value.party, value.always.is_none().then(|| merged(&sometimes)))
        })
    }
}

impl Requirements {
    /// The consents of a party, each with the option that needs it unless the instrument does.
    fn consents_of(&self, party: usize) -> impl Iterator<Item = (usize, Option<Literal>)> {
        self.places.iter().enumerate().filter_map(move |(index, place)| match *place {
            Place::Consent(of) if of == party => Some((index, None)),
            Place::ConsentTo { party: of, issue, option } if of == party => {
                Some((index, Some(Literal { issue, among: OptionSet::only(option) })))
            }
            _ => None,
        })
    }
}

impl Negotiation {
    /// Holds exactly where `literal` does not.
    pub(crate) fn opposite(&self, literal: &Literal) -> Literal {
        let all = OptionSet::first(self.issues[literal.issue].options.len());
        Literal { issue: literal.issue, among: all.without(&literal.among) }
    }
}

fn one_of(literals: &[Literal], other: &Literal) -> Vec<Literal> {
    let mut all = literals.to_vec();
    all.push(other.clone());
    merged(&all)
}

/// What a package's cells add up to.
pub(crate) fn total(cells: &[i64], offsets: &[usize], package: &Package) -> i64 {
    package.0.iter().zip(offsets).map(|(&option, offset)| cells[offset + usize::from(option)]).sum()
}

/// One literal an issue, in the order of issues.
fn merged(literals: &[Literal]) -> Vec<Literal> {
    let mut sorted = literals.to_vec();
    sorted.sort_by_key(|literal| literal.issue);
    let mut merged: Vec<Literal> = Vec::new();
    for literal in sorted {
        match merged.last_mut() {
            Some(last) if last.issue == literal.issue => last.among.add(&literal.among),
            _ => merged.push(literal),
        }
    }
    merged
}

impl Slack {
    /// What must not be less than zero where an option of one of these literals is chosen.
    pub(crate) fn sum(&self, when: Option<Vec<Literal>>) -> Sum<'_> {
        Sum { cells: &self.cells, exact: self.exact.as_deref(), when }
    }
}

impl Sum<'_> {
    /// What a package's cells add up to, up to a factor above zero.
    pub(crate) fn total(&self, offsets: &[usize], package: &Package) -> i128 {
        match self.exact {
            None => i128::from(total(self.cells, offsets, package)),
            Some(exact) => {
                let cells = package.0.iter().zip(offsets);
                cells.map(|(&option, offset)| exact[offset + usize::from(option)]).sum()
            }
        }
    }
}

impl Problem<'_> {
    /// The cells of an issue's options.
    pub(crate) fn cell(&self, cells: &[i64], issue: usize, option: usize) -> i64 {
        cells[self.offsets[issue] + option]
    }

    /// What one look at everything takes: cells and literals read.
    pub(crate) fn cost(&self) -> u64 {
        let cells: usize = self.domains.iter().map(OptionSet::len).sum();
        let literals: usize = self.clauses.iter().map(Vec::len).sum();
        cells as u64 * (self.sums.len() as u64 + 1) + literals as u64
    }

    /// Whether a package satisfies everything.
    pub(crate) fn admits(&self, package: &Package) -> bool {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        let within =
            self.domains.iter().zip(&package.0).all(|(domain, option)| domain.contains(usize::from(*option)));
        within && self.clauses.iter().all(|clause| clause.iter().any(chosen)) && self.sums_admit(package)
    }

    fn sums_admit(&self, package: &Package) -> bool {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        self.sums.iter().all(|sum| {
            sum.when.as_ref().is_some_and(|when| !when.iter().any(chosen))
                || sum.total(self.offsets, package) >= 0
        })
    }
}
