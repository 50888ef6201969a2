//! How many packages everybody would rather have than none.

use super::ways::{self, Columns};
use crate::{
    limits::{Limits, Refusal},
    parties::MOST_PARTIES_LISTED,
    scores::{Floor, Score, Scores},
    tables::Tables,
};

/// Packages that reach every floor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rational {
    /// Admitted packages: no party below a floor that binds.
    pub admitted: u64,
    /// Of these, how many are worth more than the floor to every party that has one.
    pub gaining: u64,
    /// Packages that keep the rules, floors aside: what a fraction is taken of.
    pub keeping_rules: u64,
}

impl Rational {
    /// The share of rule-keeping packages that are worth more than the floor to all, as `NegMAS`'s
    /// `rational_fraction`; `None` where no package keeps the rules.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a fraction for display")]
    pub fn fraction(&self) -> Option<f64> {
        (self.keeping_rules > 0).then(|| self.gaining as f64 / self.keeping_rules as f64)
    }
}

impl Tables {
    /// Counts admitted packages exactly by looking at each.
    pub fn rational(&self, limits: Limits) -> Result<Rational, Refusal> {
        if self.parties > MOST_PARTIES_LISTED {
            return Err(Refusal::Parties(self.parties));
        }
        ways::few_enough(self, limits)?;
        if let Some(scores) = Scores::<i64>::of(self) {
            return Ok(counted(self, &scores));
        }
        Scores::<i128>::of(self).map(|scores| counted(self, &scores)).ok_or(Refusal::Digits)
    }
}

fn counted<S: Score>(tables: &Tables, scores: &Scores<S>) -> Rational {
    let mut count = Count::of(tables);
    ways::each_slice(tables, scores, |sums, beginning, ways| count.look_at(scores, sums, beginning, ways));
    count.rational
}

/// Counts the ways to settle the last issues party by party, so that many are compared at once.
struct Count<'t> {
    tables: &'t Tables,
    rational: Rational,
    /// By way: whether it keeps the rules, reaches the floors, and is worth more than them.
    keeps: Vec<bool>,
    reaches: Vec<bool>,
    gains: Vec<bool>,
    package: Vec<u16>,
}

impl<'t> Count<'t> {
    fn of(tables: &'t Tables) -> Self {
        Self {
            tables,
            rational: Rational::default(),
            keeps: Vec::new(),
            reaches: Vec::new(),
            gains: Vec::new(),
            package: Vec::new(),
        }
    }

    fn look_at<S: Score>(&mut self, scores: &Scores<S>, sums: &[S], beginning: &[u16], ways: &Columns<S>) {
        for flags in [&mut self.keeps, &mut self.reaches, &mut self.gains] {
            flags.clear();
            flags.resize(ways.count, true);
        }
        let tied = !self.tables.clauses.is_empty();
        if tied {
            self.look_at_options(beginning, ways, |count, way, package| {
                count.keeps[way] = count.tables.keeps_rules(package);
            });
        }
        for (party, &sum) in sums.iter().enumerate() {
            let Some(Floor { reached, exceeded }) = scores.floor(party) else { continue };
            let adds = &ways.adds[party * ways.count..(party + 1) * ways.count];
            for (gains, &adds) in self.gains.iter_mut().zip(adds) {
                *gains &= sum + adds >= exceeded;
            }
            let tables = self.tables;
            match &tables.floors[party].when {
                None => {
                    for (reaches, &adds) in self.reaches.iter_mut().zip(adds) {
                        *reaches &= sum + adds >= reached;
                    }
                }
                Some(when) => self.look_at_options(beginning, ways, |count, way, package| {
                    count.reaches[way] &=
                        sum + adds[way] >= reached || !when.iter().any(|literal| literal.holds(package));
                }),
            }
        }
        for ((&keeps, &reaches), &gains) in self.keeps.iter().zip(&self.reaches).zip(&self.gains) {
            self.rational.keeping_rules += u64::from(keeps);
            self.rational.admitted += u64::from(keeps & reaches);
            self.rational.gaining += u64::from(keeps & gains);
        }
    }

    fn look_at_options<S>(
        &mut self,
        beginning: &[u16],
        ways: &Columns<S>,
        mut see: impl FnMut(&mut Self, usize, &[u16]),
    ) {
        let mut package = std::mem::take(&mut self.package);
        for way in 0..ways.count {
            package.clear();
            package.extend_from_slice(beginning);
            package.extend_from_slice(&ways.options[way * ways.issues..(way + 1) * ways.issues]);
            see(self, way, &package);
        }
        self.package = package;
    }
}
