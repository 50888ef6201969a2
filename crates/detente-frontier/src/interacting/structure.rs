//! What of the parties' values interacts: bounds by number, who pays for them, and how options bear on them.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::{
    residual::{Extreme, Residual},
    space::Interacting,
    values::{Bound, Term},
};

/// The values of all parties, sorted by what depends on one issue, on several, and on several through a least
/// or greatest of several.
pub(super) struct Structure {
    /// What every package is worth.
    pub(super) constant: Vec<i64>,
    /// By issue, its options that differ.
    pub(super) choices: Vec<Vec<Choice>>,
    /// By number, the issues of the bounds, in rising order.
    pub(super) issues: Vec<Vec<usize>>,
    /// By number, the likelihood of a random option of each of those issues to keep its bound.
    pub(super) likelihoods: Vec<Vec<f64>>,
    /// By number, what is paid when all bounds are kept.
    pub(super) pays: Vec<Vec<i64>>,
    /// The least or greatest of several, and whose.
    pub(super) groups: Vec<Group>,
}

/// An option, in the place of all that act alike.
pub(super) struct Choice {
    pub(super) option: u16,
    /// What it adds by itself, by party.
    pub(super) adds: Vec<i64>,
    /// The numbers of the bounds that it does not keep.
    pub(super) breaks: Numbers,
}

/// A term that is no sum.
pub(super) struct Group {
    pub(super) party: usize,
    pub(super) term: Residual,
    /// The numbers it depends on.
    pub(super) numbers: Numbers,
}

/// A set of numbers of bounds, sixty-four to a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Numbers(pub(super) Box<[u64]>);

impl Numbers {
    pub(super) fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)].into_boxed_slice())
    }

    pub(super) fn insert(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }

    pub(super) fn contains(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }

    pub(super) fn each(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(word, &bits)| {
            let next = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
            let words = std::iter::successors(Some(bits).filter(|bits| *bits != 0), next);
            words.map(move |left| word * 64 + left.trailing_zeros() as usize)
        })
    }
}

/// Bounds in their one form: by issue, in rising order, the options kept; none that every option keeps.
type Key = Vec<(usize, Vec<u16>)>;

impl Structure {
    pub(super) fn of(interacting: &Interacting) -> Self {
        let mut reader = Reader {
            options: &interacting.options,
            numbers: IndexMap::new(),
            constant: interacting.parties.iter().map(|values| values.constant).collect(),
            groups: Vec::new(),
        };
        for (party, values) in interacting.parties.iter().enumerate() {
            let parts = values.terms.iter().map(|term| reader.residual(term)).collect();
            reader.count(party, Residual::sum(parts));
        }
        reader.finish(interacting)
    }

    /// The issues that the group's terms look at.
    pub(super) fn issues_of<'s>(&'s self, group: &'s Group) -> impl Iterator<Item = usize> + 's {
        group.numbers.each().flat_map(|number| self.issues[number].iter().copied())
    }

    /// Whether something is paid for these bounds by themselves.
    pub(super) fn is_paid(&self, number: usize) -> bool {
        self.pays[number].iter().any(|&pays| pays != 0)
    }
}

/// On the way to a structure.
struct Reader<'i> {
    options: &'i [usize],
    numbers: IndexMap<Key, Vec<i64>>,
    constant: Vec<i64>,
    groups: Vec<(usize, Residual)>,
}

impl Reader<'_> {
    fn residual(&mut self, term: &Term) -> Residual {
        match term {
            Term::Constant(worth) => Residual::Constant(*worth),
            Term::Reward { worth, bounds } => match self.key(bounds) {
                Some(key) if *worth != 0 && !key.is_empty() => {
                    let parties = self.constant.len();
                    let entry = self.numbers.entry(key);
                    // There are far fewer rewards than 2^32.
                    let number = u32::try_from(entry.index()).unwrap_or(u32::MAX);
                    entry.or_insert_with(|| vec![0; parties]);
                    Residual::Reward(number, *worth)
                }
                Some(_) => Residual::Constant(*worth),
                None => Residual::Constant(0),
            },
            Term::Sum(terms) => {
                let parts = terms.iter().map(|term| self.residual(term)).collect();
                Residual::sum(parts)
            }
            Term::Least(terms) => {
                let parts = terms.iter().map(|term| self.residual(term)).collect();
                Residual::extreme(Extreme::Least, parts)
            }
            Term::Greatest(terms) => {
                let parts = terms.iter().map(|term| self.residual(term)).collect();
                Residual::extreme(Extreme::Greatest, parts)
            }
        }
    }

    /// `None` when no package keeps the bounds.
    fn key(&self, bounds: &[Bound]) -> Option<Key> {
        let mut kept: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
        for bound in bounds {
            let count = *self.options.get(bound.issue)?;
            let mut options: Vec<u16> = bound.options.clone();
            options.retain(|option| usize::from(*option) < count);
            options.sort_unstable();
            options.dedup();
            if let Some(before) = kept.get(&bound.issue) {
                options.retain(|option| before.binary_search(option).is_ok());
            }
            kept.insert(bound.issue, options);
        }
        kept.retain(|issue, options| options.len() < self.options[*issue]);
        (!kept.values().any(Vec::is_empty)).then(|| kept.into_iter().collect())
    }

    /// Counts what a party's terms sum up to.
    fn count(&mut self, party: usize, term: Residual) {
        match term {
            Residual::Constant(worth) => self.constant[party] += worth,
            Residual::Reward(number, worth) => {
                if let Some((_, pays)) = self.numbers.get_index_mut(number as usize) {
                    pays[party] += worth;
                }
            }
            Residual::Sum(terms) => terms.into_iter().for_each(|term| self.count(party, term)),
            extreme @ Residual::Extreme(..) => self.groups.push((party, extreme)),
        }
    }

    fn finish(mut self, interacting: &Interacting) -> Structure {
        let mut worth: Vec<Vec<Vec<i64>>> = Vec::with_capacity(self.options.len());
        for (issue, &count) in self.options.iter().enumerate() {
            let adds = |option: usize| {
                interacting.parties.iter().map(|values| values.added[issue][option]).collect()
            };
            worth.push((0..count).map(adds).collect());
        }
        // What depends on one issue only is added by its options.
        for (key, pays) in &mut self.numbers {
            if let [(issue, kept)] = key.as_slice() {
                for option in kept {
                    let adds = &mut worth[*issue][usize::from(*option)];
                    adds.iter_mut().zip(pays.iter()).for_each(|(adds, pays)| *adds += pays);
                }
                pays.fill(0);
            }
        }
        let count = self.numbers.len();
        let groups = self.groups.into_iter().map(|(party, term)| {
            let mut numbers = Numbers::none(count);
            term.numbers().into_iter().for_each(|number| numbers.insert(number as usize));
            Group { party, term, numbers }
        });
        #[expect(clippy::cast_precision_loss, reason = "a likelihood")]
        let likelihood =
            |(issue, kept): &(usize, Vec<u16>)| kept.len() as f64 / self.options[*issue].max(1) as f64;
        Structure {
            constant: self.constant,
            groups: groups.collect(),
            choices: choices(&self.numbers, &worth),
            issues: self.numbers.keys().map(|key| key.iter().map(|(issue, _)| *issue).collect()).collect(),
            likelihoods: self.numbers.keys().map(|key| key.iter().map(likelihood).collect()).collect(),
            pays: self.numbers.into_values().collect(),
        }
    }
}

/// By issue, one option of those that add the same and keep the same bounds.
fn choices(numbers: &IndexMap<Key, Vec<i64>>, worth: &[Vec<Vec<i64>>]) -> Vec<Vec<Choice>> {
    let mut breaks: Vec<Vec<Numbers>> =
        worth.iter().map(|options| vec![Numbers::none(numbers.len()); options.len()]).collect();
    for (number, key) in numbers.keys().enumerate() {
        for (issue, kept) in key {
            for (option, breaks) in breaks[*issue].iter_mut().enumerate() {
                if u16::try_from(option).is_ok_and(|option| kept.binary_search(&option).is_err()) {
                    breaks.insert(number);
                }
            }
        }
    }
    let of_issue = |(breaks, worth): (Vec<Numbers>, &Vec<Vec<i64>>)| {
        let mut first: IndexMap<(Numbers, Vec<i64>), u16> = IndexMap::new();
        for (option, alike) in breaks.into_iter().zip(worth.iter().cloned()).enumerate() {
            // An issue has at most 2^16 options.
            first.entry(alike).or_insert(u16::try_from(option).unwrap_or(u16::MAX));
        }
        first.into_iter().map(|((breaks, adds), option)| Choice { option, adds, breaks }).collect()
    };
    breaks.into_iter().zip(worth).map(of_issue).collect()
}
