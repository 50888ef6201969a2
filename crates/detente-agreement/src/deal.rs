//! What a package is worth to whom.

use detente_case::{Counts, Interval, IssueId, OptionId, PartyId, Quantity};
use indexmap::IndexMap;
use serde::Serialize;

use crate::{
    exact,
    negotiation::{Negotiation, Party},
    package::Package,
    worth::{Gains, value_range},
};

/// A package by the names of the case.
pub type Terms = IndexMap<IssueId, OptionId>;

/// A package with what it is worth to everyone whose consent it needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deal {
    /// The option of every issue.
    pub terms: Terms,
    /// By party whose consent the package needs, in the order of the case.
    pub outcomes: Vec<Outcome>,
    /// The smallest central gain among them: of a party that counts as a sum, in hundredths of what its packages can
    /// differ by.
    pub least_gain: Option<Quantity>,
}

/// What a package is worth to a party, in points of the party's own: 0–100, or those it adds up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcome {
    /// The party.
    pub party: PartyId,
    /// Value of the package, with what levers and guarantees under a what-if add to agreement.
    pub value: Interval,
    /// Value of no agreement, with what levers under a what-if add to it.
    pub no_deal: Interval,
    /// `value − no_deal`: every difference held to be possible.
    pub gain: Interval,
    /// The gain with every number halfway in its interval.
    pub central_gain: Quantity,
}

impl Negotiation {
    /// The package by the names of the case.
    #[must_use]
    pub fn terms(&self, package: &Package) -> Terms {
        let chosen = self.issues.iter().enumerate().filter_map(|(place, issue)| {
            let option = issue.options.get(package.option(place)?)?;
            Some((issue.id.clone(), option.id.clone()))
        });
        chosen.collect()
    }

    /// The package with these terms; `None` unless they settle every issue.
    #[must_use]
    pub fn package(&self, terms: &Terms) -> Option<Package> {
        let chosen = self.issues.iter().map(|issue| {
            let option = issue.options.iter().position(|option| Some(&option.id) == terms.get(&issue.id))?;
            u16::try_from(option).ok()
        });
        chosen.collect::<Option<Vec<_>>>().map(Package)
    }

    /// The parties whose consent a package needs, by place.
    #[must_use]
    pub fn needed_for(&self, package: &Package) -> Vec<usize> {
        let chosen =
            |(issue, option): (&crate::Issue, &u16)| issue.options.get(usize::from(*option)).cloned();
        let options: Vec<_> = self.issues.iter().zip(&package.0).filter_map(chosen).collect();
        (0..self.parties.len())
            .filter(|party| {
                self.parties[*party].consents || options.iter().any(|option| option.needs.contains(party))
            })
            .collect()
    }

    /// Every value the package may have for a party (by place), before what levers and guarantees add.
    ///
    /// Exact to a millionth: each end is reached by some numbers in the intervals.
    #[must_use]
    pub fn value(&self, party: usize, package: &Package) -> Option<Interval> {
        let party = self.parties.get(party)?;
        let terms: Option<Vec<_>> = (0..self.issues.len())
            .map(|issue| {
                let value = party.values.get(issue)?.get(package.option(issue)?)?;
                Some((party.weights.get(issue)?.interval, value.input.interval))
            })
            .collect();
        terms.map(|terms| value_range(party.counts, &terms))
    }

    /// What the package is worth to a party (by place), and what no agreement is.
    #[must_use]
    pub fn outcome(&self, party: usize, package: &Package) -> Option<Outcome> {
        let value = self.value(party, package)?;
        let party = &self.parties[party];
        let central_gain = match party.counts {
            Counts::Mean => self.gain_in_hundredths(party, package),
            Counts::Sum => exact::central_gain(self, party, package)?,
        };
        let value = value + party.added_to_deal();
        let no_deal = party.no_deal_with_shifts();
        Some(Outcome { party: party.id.clone(), value, no_deal, gain: value - no_deal, central_gain })
    }

    /// What a package gains a party at central values, on the scale on which parties are compared.
    fn gain_in_hundredths(&self, party: &Party, package: &Package) -> Quantity {
        let gains = Gains::of(self, party);
        let cells = package.0.iter().zip(&self.offsets).map(|(option, first)| first + usize::from(*option));
        gains.quantity(cells.filter_map(|cell| gains.cells.get(cell)).sum())
    }

    /// The package with what it is worth to everyone whose consent it needs.
    #[must_use]
    pub fn deal(&self, package: &Package) -> Deal {
        let outcomes: Vec<_> =
            self.needed_for(package).into_iter().filter_map(|party| self.outcome(party, package)).collect();
        let parties = self.needed_for(package).into_iter();
        let gains = parties.map(|party| self.gain_in_hundredths(&self.parties[party], package));
        let least_gain = gains.min();
        Deal { terms: self.terms(package), outcomes, least_gain }
    }
}
