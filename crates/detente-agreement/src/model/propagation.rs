//! What requirements leave of the options, and what a proof that they leave nothing rests on.

use fixedbitset::FixedBitSet;

use super::{Problem, Sum};
use crate::negotiation::{Literal, OptionSet};

/// What a proof that no package satisfies a problem rests on; more may be noted than it needs.
#[derive(Clone, Debug)]
pub(crate) struct Used {
    pub(crate) sums: FixedBitSet,
    pub(crate) clauses: FixedBitSet,
    /// By issue, options that the problem's domains leave out and that the proof does not look at.
    pub(crate) barred: Vec<OptionSet>,
    /// By issue, all options that the problem's domains leave out.
    all_barred: Vec<OptionSet>,
}

impl Problem<'_> {
    /// Takes out options that no admitted package has. False when there is no such package for sure.
    ///
    /// Clauses with one literal left force it; a binding sum forbids every option with which even the best
    /// choices elsewhere stay below zero; a sum that cannot reach zero forbids what would make it bind.
    pub(crate) fn propagate(&self, domains: &mut [OptionSet]) -> bool {
        self.propagate_noting(domains, &mut None)
    }

    /// The same, noting what it rests on.
    pub(crate) fn propagate_noting(&self, domains: &mut [OptionSet], used: &mut Option<Used>) -> bool {
        if let Some(empty) = domains.iter().position(OptionSet::is_empty) {
            if let Some(used) = used {
                used.all_barred_of(empty);
            }
            return false;
        }
        let mut changed = true;
        while changed {
            let Some(by_clauses) = self.narrow_by_clauses(domains, used) else { return false };
            let Some(by_sums) = self.narrow_by_sums(domains, used) else { return false };
            changed = by_clauses || by_sums;
        }
        true
    }

    /// The same with one look at sums only: what it leaves may not be admitted.
    pub(crate) fn narrow(&self, domains: &mut [OptionSet], used: &mut Option<Used>) -> bool {
        self.narrow_by_rules(domains, used)
            && self.narrow_by_sums(domains, used).is_some()
            && self.narrow_by_rules(domains, used)
    }

    /// The same without a look at sums.
    pub(crate) fn narrow_by_rules(&self, domains: &mut [OptionSet], used: &mut Option<Used>) -> bool {
        loop {
            match self.narrow_by_clauses(domains, used) {
                None => return false,
                Some(false) => return true,
                Some(true) => {}
            }
        }
    }

    /// Whether clauses take out options; `None` when they leave none.
    fn narrow_by_clauses(&self, domains: &mut [OptionSet], used: &mut Option<Used>) -> Option<bool> {
        let mut changed = false;
        for (place, clause) in self.clauses.iter().enumerate() {
            let narrowing = narrow_by_clause(clause, domains);
            if matches!(narrowing, Narrowing::None) {
                continue;
            }
            if let Some(used) = used {
                used.clause(place, clause);
            }
            if matches!(narrowing, Narrowing::Impossible) {
                return None;
            }
            changed = true;
        }
        Some(changed)
    }

    /// Whether sums take out options; `None` when they leave none.
    fn narrow_by_sums(&self, domains: &mut [OptionSet], used: &mut Option<Used>) -> Option<bool> {
        let mut best = vec![0; domains.len()];
        let mut changed = false;
        for (place, sum) in self.sums.iter().enumerate() {
            let narrowing = self.narrow_by_sum(sum, domains, &mut best);
            if matches!(narrowing, Narrowing::None) {
                continue;
            }
            if let Some(used) = used {
                used.sum(place, self, &best);
            }
            if matches!(narrowing, Narrowing::Impossible) {
                return None;
            }
            changed = true;
        }
        Some(changed)
    }

    /// What is rounded up takes out no option that is admitted, and what is settled is looked at exactly.
    fn narrow_by_sum(&self, sum: &Sum<'_>, domains: &mut [OptionSet], best: &mut [i64]) -> Narrowing {
        let mut total: i64 = 0;
        for (issue, domain) in domains.iter().enumerate() {
            let greatest = domain.members().map(|option| self.cell(sum.cells, issue, option)).max();
            best[issue] = greatest.unwrap_or(0);
            total += best[issue];
        }
        if let (Some(exact), 0..) = (sum.exact, total)
            && self.greatest(exact, domains) < 0
        {
            total = -1;
        }
        if let Some(when) = &sum.when
            && !when.iter().any(|literal| literal.surely(&domains[literal.issue]))
        {
            if total >= 0 {
                return Narrowing::None;
            }
            let mut narrowing = Narrowing::None;
            for literal in when {
                let domain = &mut domains[literal.issue];
                if domain.meets(&literal.among) {
                    domain.take_out(&literal.among);
                    narrowing = Narrowing::Narrowed;
                }
            }
            return narrowing;
        }
        if total < 0 {
            return Narrowing::Impossible;
        }
        let mut narrowing = Narrowing::None;
        for (issue, domain) in domains.iter_mut().enumerate() {
            let others = total - best[issue];
            if domain.retain(|option| others + self.cell(sum.cells, issue, option) >= 0) {
                narrowing = Narrowing::Narrowed;
            }
        }
        narrowing
    }
}

impl Problem<'_> {
    /// The most that cells add up to with these options.
    fn greatest(&self, cells: &[i128], domains: &[OptionSet]) -> i128 {
        let greatest = |(domain, first): (&OptionSet, &usize)| {
            domain.members().map(|option| cells[first + option]).max().unwrap_or(0)
        };
        domains.iter().zip(self.offsets).map(greatest).sum()
    }
}

impl Used {
    pub(crate) fn nothing(problem: &Problem<'_>, considered: &[OptionSet]) -> Self {
        let all_barred =
            considered.iter().zip(&problem.domains).map(|(all, left)| all.clone().without(left)).collect();
        Self {
            sums: FixedBitSet::with_capacity(problem.sums.len()),
            clauses: FixedBitSet::with_capacity(problem.clauses.len()),
            barred: vec![OptionSet::EMPTY; considered.len()],
            all_barred,
        }
    }

    /// That none of the options left out of an issue is looked at.
    pub(crate) fn all_barred_of(&mut self, issue: usize) {
        self.barred[issue].add(&self.all_barred[issue]);
    }

    /// The options left out of an issue that the proof does not rest on so far.
    pub(crate) fn not_noted(&self, issue: usize) -> OptionSet {
        self.all_barred[issue].clone().without(&self.barred[issue])
    }

    /// That of the options left out, those are not looked at that would betray a bound.
    pub(crate) fn barred_if(&mut self, betrays: impl Fn(usize, usize) -> bool) {
        for (issue, (barred, all)) in self.barred.iter_mut().zip(&self.all_barred).enumerate() {
            let mut others = all.clone().without(barred);
            others.retain(|option| betrays(issue, option));
            barred.add(&others);
        }
    }

    fn clause(&mut self, place: usize, clause: &[Literal]) {
        self.clauses.insert(place);
        for literal in clause {
            self.all_barred_of(literal.issue);
        }
    }

    fn sum(&mut self, place: usize, problem: &Problem<'_>, best: &[i64]) {
        let sum = &problem.sums[place];
        self.sums.insert(place);
        for literal in sum.when.iter().flatten() {
            self.all_barred_of(literal.issue);
        }
        // What is equal when rounded may be more.
        let rounded = sum.exact.is_some();
        self.barred_if(|issue, option| {
            let cell = problem.cell(sum.cells, issue, option);
            cell > best[issue] || rounded && cell == best[issue]
        });
    }
}

enum Narrowing {
    None,
    Narrowed,
    Impossible,
}

fn narrow_by_clause(clause: &[Literal], domains: &mut [OptionSet]) -> Narrowing {
    let mut open = None;
    for literal in clause {
        let domain = &domains[literal.issue];
        if domain.is_within(&literal.among) {
            return Narrowing::None;
        }
        if domain.meets(&literal.among) && open.replace(literal).is_some() {
            return Narrowing::None;
        }
    }
    match open {
        None => Narrowing::Impossible,
        Some(literal) => {
            domains[literal.issue].keep(&literal.among);
            Narrowing::Narrowed
        }
    }
}
