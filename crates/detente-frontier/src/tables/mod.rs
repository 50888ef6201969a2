//! What a frontier is computed from: what every option adds for every party, floors, and rules.

pub(crate) mod improvement;
mod made;
pub(crate) mod options;
mod ranges;
pub(crate) mod trades;
mod unfit;

use options::{Literal, Options, place};
pub use unfit::{Unfit, Which};

use crate::fraction;

/// How many parts a point has in tables that come from floating-point numbers: 10^12.
pub const PARTS_OF_A_POINT: i128 = 1_000_000_000_000;
/// The most that the sum of the largest contributions of a party, or a floor, may be, in parts: 10^36.
///
/// With it, sums over issues and then over [`MOST_PARTIES`] stay far below 2^127.
pub const LARGEST: i128 = 10_i128.pow(36);
/// The floor of a party that accepts no package, whatever it is worth.
pub(crate) const OUT_OF_REACH: i128 = LARGEST + 1;
/// How many parties tables may have.
pub const MOST_PARTIES: usize = 64;

/// Up to so many options of an issue are compared with each other before packages are made of them.
const MOST_COMPARED: usize = 256;

/// Additive values: a package (one option an issue) is worth to a party the sum of what its options add.
///
/// All numbers are whole *parts* of a point, so sums and comparisons are exact and ties are ties. A package
/// is *admitted* when its options are allowed, every rule holds and no party that is asked for its consent
/// gets less than its floor. [`Tables::frontier`] lists what is efficient among the admitted.
#[derive(Clone, Debug)]
pub struct Tables {
    pub(crate) parties: usize,
    pub(crate) options: Vec<usize>,
    /// By issue, the cell of its first option.
    pub(crate) offsets: Vec<usize>,
    /// By cell, then by party: parts added.
    pub(crate) worth: Vec<i128>,
    pub(crate) floors: Vec<Floor>,
    pub(crate) allowed: Vec<Options>,
    /// Of each, at least one literal must hold.
    pub(crate) clauses: Vec<Vec<Literal>>,
    /// By party.
    pub(crate) parts_of_a_point: Vec<i128>,
    /// By party, how many parts count as much as a unit of any other.
    pub(crate) parts_of_a_unit: Vec<i128>,
    pub(crate) rounded: bool,
}

/// The least a party accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Floor {
    /// In parts; `None` when the party accepts anything.
    pub(crate) least: Option<i128>,
    /// Binds only where one of these holds; always when absent.
    pub(crate) when: Option<Vec<Literal>>,
}

impl Tables {
    /// The same tables without an option. Places that are not there change nothing.
    #[must_use]
    pub fn forbidding(mut self, issue: usize, option: usize) -> Self {
        if let Some(allowed) = self.allowed.get_mut(issue) {
            allowed.remove(option);
        }
        self
    }

    /// The same tables with a rule more: of these (issue, options), at least one must hold.
    ///
    /// "If a then b" is `not a, or b`; two options that exclude each other are `not one, or not the other`.
    /// Options and issues that are not there never hold.
    #[must_use]
    pub fn requiring_one_of(mut self, ways: &[(usize, Vec<usize>)]) -> Self {
        let literals = self.literals(ways);
        self.require(literals);
        self
    }

    /// The same tables with a party whose floor binds only in packages in which one of these (issue, options) holds.
    /// A party that is not there changes nothing.
    #[must_use]
    pub fn with_floor_only_when(mut self, party: usize, ways: &[(usize, Vec<usize>)]) -> Self {
        let literals = self.literals(ways);
        if let Some(floor) = self.floors.get_mut(party) {
            floor.when = Some(literals);
        }
        self
    }

    /// The same tables with a party that accepts no package, whatever it is worth. A party that is not there changes
    /// nothing.
    #[must_use]
    pub fn refusing(mut self, party: usize) -> Self {
        if let Some(floor) = self.floors.get_mut(party) {
            *floor = Floor { least: Some(OUT_OF_REACH), when: None };
        }
        self
    }

    /// The same tables, in which gains of different parties are compared in units of so many parts each, and not in
    /// points: where a party counts in points of its own, which may be of any size.
    #[must_use]
    pub fn counting_in(mut self, parts_of_a_unit: &[i128]) -> Self {
        for (own, &parts) in self.parts_of_a_unit.iter_mut().zip(parts_of_a_unit) {
            *own = parts.max(1);
        }
        self
    }

    /// A party's parts in the units in which gains of different parties are compared.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display, and to find the way")]
    pub fn units(&self, party: usize, whole: i128) -> f64 {
        self.parts_of_a_unit.get(party).map_or(0.0, |&unit| whole as f64 / unit as f64)
    }

    /// Whether a party accepts no package, whatever it is worth.
    #[must_use]
    pub fn refuses(&self, party: usize) -> bool {
        self.floors.get(party).is_some_and(|floor| floor.least == Some(OUT_OF_REACH))
    }

    /// The same tables, whose numbers were rounded to fit before they were made: see [`Tables::rounded`].
    #[must_use]
    pub fn marked_rounded(mut self) -> Self {
        self.rounded = true;
        self
    }

    fn literals(&self, ways: &[(usize, Vec<usize>)]) -> Vec<Literal> {
        let literal = |(issue, options): &(usize, Vec<usize>)| {
            let count = *self.options.get(*issue)?;
            Some(Literal { issue: *issue, among: Options::among(count, options.iter().copied()) })
        };
        ways.iter().filter_map(literal).collect()
    }

    /// The same tables with two options (issue, option) that exclude each other.
    #[must_use]
    pub fn excluding(self, one: (usize, usize), other: (usize, usize)) -> Self {
        let but = |(issue, option): (usize, usize)| {
            let count = self.options.get(issue).copied().unwrap_or(0);
            (issue, (0..count).filter(|&place| place != option).collect())
        };
        let ways = [but(one), but(other)];
        self.requiring_one_of(&ways)
    }

    pub(crate) fn require(&mut self, mut literals: Vec<Literal>) {
        literals.sort_by_key(|literal| literal.issue);
        literals.dedup_by(|next, kept| {
            let same = next.issue == kept.issue;
            if same {
                kept.among.join(&next.among);
            }
            same
        });
        match literals.as_slice() {
            [Literal { issue, among }] => self.allowed[*issue].keep(among),
            _ => self.clauses.push(literals),
        }
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// How many issues there are.
    #[must_use]
    pub fn issues(&self) -> usize {
        self.options.len()
    }

    /// By party, how many parts make a point of its scale.
    #[must_use]
    pub fn parts_of_a_point(&self) -> &[i128] {
        &self.parts_of_a_point
    }

    /// Whether numbers had to be rounded to fit, so that ties and floors are exact only to some parts.
    #[must_use]
    pub fn rounded(&self) -> bool {
        self.rounded
    }

    /// A party's parts as points, for display.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn points(&self, party: usize, whole: i128) -> f64 {
        self.parts_of_a_point.get(party).map_or(0.0, |&point| whole as f64 / point as f64)
    }

    /// Gains by party as fractions of a unit, smallest first.
    pub(crate) fn sorted(&self, gains: impl Iterator<Item = i128>) -> Vec<fraction::Fraction> {
        fraction::sorted(gains, &self.parts_of_a_unit)
    }

    /// How many packages the allowed options make, admitted or not; `None` beyond 128 bits.
    #[must_use]
    pub fn packages(&self) -> Option<u128> {
        self.allowed.iter().try_fold(1_u128, |product, set| product.checked_mul(set.len() as u128))
    }

    /// What a package is worth by party, in parts; `None` unless it settles every issue with an option.
    #[must_use]
    pub fn utilities(&self, package: &[u16]) -> Option<Vec<i128>> {
        let fits = |(option, count): (&u16, &usize)| usize::from(*option) < *count;
        if package.len() != self.options.len() || !package.iter().zip(&self.options).all(fits) {
            return None;
        }
        let mut sums = vec![0; self.parties];
        for (issue, &option) in package.iter().enumerate() {
            let added = self.adds(issue, usize::from(option));
            sums.iter_mut().zip(added).for_each(|(sum, part)| *sum += part);
        }
        Some(sums)
    }

    /// Whether a package is admitted.
    #[must_use]
    pub fn admits(&self, package: &[u16]) -> bool {
        let Some(utilities) = self.utilities(package) else { return false };
        self.keeps_rules(package) && self.keeps_floors(package, &utilities)
    }

    /// What an option adds, by party.
    pub(crate) fn adds(&self, issue: usize, option: usize) -> &[i128] {
        let cell = self.offsets[issue] + option;
        &self.worth[cell * self.parties..(cell + 1) * self.parties]
    }

    pub(crate) fn keeps_rules(&self, package: &[u16]) -> bool {
        let allowed = |(&option, set): (&u16, &Options)| set.contains(usize::from(option));
        package.iter().zip(&self.allowed).all(allowed)
            && self.clauses.iter().all(|clause| clause.iter().any(|literal| literal.holds(package)))
    }

    pub(crate) fn keeps_floors(&self, package: &[u16], utilities: &[i128]) -> bool {
        self.floors.iter().zip(utilities).all(|(floor, &utility)| {
            floor.least.is_none_or(|least| utility >= least)
                || floor.when.as_ref().is_some_and(|when| !when.iter().any(|literal| literal.holds(package)))
        })
    }

    /// By party, the value gains are counted from: its floor, or where it has none, or one out of reach, the least it
    /// can get.
    #[must_use]
    pub fn disagreement(&self) -> Vec<i128> {
        let floor = |party: usize| self.floors[party].least.filter(|&least| least != OUT_OF_REACH);
        (0..self.parties).map(|party| floor(party).unwrap_or_else(|| self.least(party))).collect()
    }

    /// The least that allowed options add up to for a party, rules aside.
    #[must_use]
    pub fn least(&self, party: usize) -> i128 {
        self.extreme(party, Iterator::min)
    }

    /// The most that allowed options add up to for a party, rules aside.
    #[must_use]
    pub fn most(&self, party: usize) -> i128 {
        self.extreme(party, Iterator::max)
    }

    fn extreme(&self, party: usize, of: fn(std::vec::IntoIter<i128>) -> Option<i128>) -> i128 {
        let of_issue = |(issue, set): (usize, &Options)| {
            let added: Vec<_> = set.iter().map(|option| self.adds(issue, option)[party]).collect();
            of(added.into_iter()).unwrap_or(0)
        };
        self.allowed.iter().enumerate().map(of_issue).sum()
    }

    /// Whether rules or conditional floors look at the issue.
    pub(crate) fn is_tied(&self, issue: usize) -> bool {
        let clauses = self.clauses.iter().flatten();
        let floors = self.floors.iter().filter_map(|floor| floor.when.as_ref()).flatten();
        clauses.chain(floors).any(|literal| literal.issue == issue)
    }

    /// The options of an issue that some efficient package may need: without those that another of the
    /// same issue matches or betters for everybody, where no rule tells them apart.
    pub(crate) fn worthwhile(&self, issue: usize) -> Options {
        let count = self.allowed[issue].len();
        if self.is_tied(issue) || count > MOST_COMPARED {
            return self.allowed[issue].clone();
        }
        let options: Vec<_> = self.allowed[issue].iter().collect();
        let beaten = |&option: &usize| {
            let own = self.adds(issue, option);
            options.iter().any(|&other| {
                let its = self.adds(issue, other);
                other != option
                    && its.iter().zip(own).all(|(its, own)| its >= own)
                    && (its != own || other < option)
            })
        };
        Options::among(self.options[issue], options.iter().copied().filter(|option| !beaten(option)))
    }

    /// By option of an issue: itself and those that [`Tables::worthwhile`] leaves out because they add the same. Empty
    /// where it leaves out none for that.
    pub(crate) fn equals(&self, issue: usize) -> Vec<Vec<u16>> {
        let count = self.options[issue];
        let allowed = || self.allowed[issue].iter();
        let twin = |option: usize| {
            allowed().any(|other| other < option && self.adds(issue, other) == self.adds(issue, option))
        };
        let alone = self.is_tied(issue) || self.allowed[issue].len() > MOST_COMPARED;
        if alone || !allowed().any(twin) {
            return Vec::new();
        }
        let of_option = |option: usize| {
            let own = self.adds(issue, option);
            let same = |other: &usize| *other != option && self.adds(issue, *other) == own;
            std::iter::once(option).chain(self.allowed[issue].iter().filter(same)).map(place).collect()
        };
        (0..count).map(of_option).collect()
    }
}
