//! The sums of a problem on one scale of whole numbers, and prices on them.
//!
//! For weights `w ≥ 0` the greatest `Σ w·z` over packages is found issue by issue: the best option of each.
//! Where it is below zero, no package brings every sum `z` to zero or more: weights are a proof (Lagrange
//! duality; Everett 1963, Oper. Res. 11:399). A clause is a sum too: of its literals, at least one holds, so
//! `Σ [literal holds] − 1 ≥ 0`. Cells are rounded up, so that what is shown here holds for them exactly;
//! weights are whole; nothing here is decided in floating point.

use crate::{
    model::Problem,
    negotiation::{Literal, OptionSet},
    option_set::place,
    package::Package,
};

/// What a sum's cells of one package add up to at most, about, on the common scale.
pub(super) const SCALE: i64 = 1 << 36;
/// What a literal that holds counts on the common scale: as much as a large cell.
pub(super) const LITERAL: i64 = 1 << 32;
/// What the weights of sums add up to. Those of clauses are kept to the same each.
pub(super) const WEIGHT: i64 = 1 << 20;
/// So many clauses of so many literals are priced at most, so that priced sums stay within 64 bits:
/// `2^20·2^36` for sums and `2^6·2^20·2^32·2^3` for clauses.
pub(super) const MOST_CLAUSES: usize = 1 << 6;
const MOST_LITERALS: usize = 1 << 3;

/// One multiplier for every sum and clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weights {
    pub(crate) sums: Vec<i64>,
    pub(crate) clauses: Vec<i64>,
}

pub(super) struct Rows<'p> {
    problem: &'p Problem<'p>,
    sums: usize,
    /// By cell, by sum.
    by_cell: Vec<i64>,
    /// By cell, what it is worth under the last weights, of which by clauses.
    priced: Vec<i64>,
    by_clauses: Vec<i64>,
}

impl<'p> Rows<'p> {
    pub(super) fn of(problem: &'p Problem<'p>) -> Self {
        let sums = problem.sums.len();
        let cells = problem.sums.first().map_or_else(|| most_cells(problem), |sum| sum.cells.len());
        let mut by_cell = vec![0; cells * sums];
        for (place, sum) in problem.sums.iter().enumerate() {
            let unit = unit(problem, sum.cells);
            for (cell, &own) in sum.cells.iter().enumerate() {
                by_cell[cell * sums + place] = -(-own).div_euclid(unit);
            }
        }
        Self { problem, sums, by_cell, priced: vec![0; cells], by_clauses: vec![0; cells] }
    }

    /// Whether a clause can have a weight.
    pub(super) fn is_priced(&self, clause: usize) -> bool {
        clause < MOST_CLAUSES && self.problem.clauses[clause].len() <= MOST_LITERALS
    }

    /// What a cell adds to every sum.
    pub(super) fn cell(&self, issue: usize, option: usize) -> &[i64] {
        let cell = self.problem.offsets[issue] + option;
        &self.by_cell[cell * self.sums..(cell + 1) * self.sums]
    }

    pub(super) fn of_package(&self, package: &Package) -> Vec<i64> {
        let mut totals = vec![0; self.sums];
        for (issue, &option) in package.0.iter().enumerate() {
            totals.iter_mut().zip(self.cell(issue, option.into())).for_each(|(total, cell)| *total += cell);
        }
        totals
    }

    /// How far a clause is from being broken: below zero when it is.
    pub(super) fn of_clause(&self, clause: usize, package: &Package) -> i64 {
        let holds = self.problem.clauses[clause].iter().filter(|literal| holds(literal, package)).count();
        // A clause has at most one literal an issue.
        i64::try_from(holds).unwrap_or(1).saturating_sub(1) * LITERAL
    }

    /// Finds the package among the options left that is greatest, and says how great it is.
    pub(super) fn greatest(
        &mut self,
        weights: &Weights,
        domains: &[OptionSet],
        package: &mut Package,
    ) -> i64 {
        let mut sum = self.price_clauses(&weights.clauses);
        let sums = self.sums;
        for (issue, domain) in domains.iter().enumerate() {
            let mut best = i64::MIN;
            for option in domain.members() {
                let cell = self.problem.offsets[issue] + option;
                let cells = &self.by_cell[cell * sums..(cell + 1) * sums];
                let own = self.by_clauses[cell] + dot(cells, &weights.sums);
                self.priced[cell] = own;
                if own > best {
                    best = own;
                    package.0[issue] = place(option);
                }
            }
            sum += best;
        }
        sum
    }

    /// What clauses add to every cell under their weights; what they take off any package is returned.
    fn price_clauses(&mut self, weights: &[i64]) -> i64 {
        self.by_clauses.fill(0);
        let mut sum = 0;
        for (clause, &weight) in self.problem.clauses.iter().zip(weights) {
            if weight != 0 {
                sum -= weight * LITERAL;
                for literal in clause {
                    for option in literal.among.members() {
                        self.by_clauses[self.problem.offsets[literal.issue] + option] += weight * LITERAL;
                    }
                }
            }
        }
        sum
    }

    /// What a cell that was not left would be worth under the last weights.
    pub(super) fn price_barred(&self, weights: &Weights, issue: usize, option: usize) -> i64 {
        let own = dot(self.cell(issue, option), &weights.sums);
        own + self.by_clauses[self.problem.offsets[issue] + option]
    }

    /// What a cell that was left is worth under the last weights.
    pub(super) fn price(&self, issue: usize, option: usize) -> i64 {
        self.priced[self.problem.offsets[issue] + option]
    }
}

pub(super) fn holds(literal: &Literal, package: &Package) -> bool {
    literal.among.contains(package.0[literal.issue].into())
}

fn dot(cells: &[i64], weights: &[i64]) -> i64 {
    cells.iter().zip(weights).map(|(cell, weight)| cell * weight).sum()
}

fn most_cells(problem: &Problem<'_>) -> usize {
    let last = problem.domains.last().map_or(0, OptionSet::end);
    problem.offsets.last().map_or(0, |first| first + last)
}

/// The unit in which no package's cells add up to more than about `SCALE` either way.
pub(super) fn unit(problem: &Problem<'_>, cells: &[i64]) -> i64 {
    let mut most: i128 = 0;
    for (issue, &start) in problem.offsets.iter().enumerate() {
        let end = problem.offsets.get(issue + 1).copied().unwrap_or(cells.len());
        most += cells[start..end].iter().map(|cell| i128::from(cell.unsigned_abs())).max().unwrap_or(0);
    }
    // Rounding adds one an issue, and issues are far fewer than the scale.
    i64::try_from(most / i128::from(SCALE)).unwrap_or(i64::MAX - 1) + 1
}
