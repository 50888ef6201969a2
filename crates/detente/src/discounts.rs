//! What time costs the parties, as typed: for all, or for one.

use clap::Args;
use detente_outcomes::{Space, domain::Domain};
use detente_scenario::{Discount, Scenario};

use crate::failure::Failure;

/// What time costs, as typed.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct DiscountArgs {
    /// What is left of 1 at the end of the time: for all (0.9), or for one party (A=0.9, repeatable) [default: what the
    /// scenario says of each]
    #[arg(long, value_name = "PART")]
    discount: Vec<String>,
}

/// What is left of 1 at the end of the time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Discounts {
    /// To everybody who is not named.
    pub(crate) all: Option<f64>,
    /// To these, by name.
    of: Vec<(String, f64)>,
}

impl DiscountArgs {
    pub(crate) fn parsed(&self) -> Result<Discounts, Failure> {
        let mut discounts = Discounts::default();
        for text in &self.discount {
            let (party, part) =
                text.rsplit_once('=').map_or((None, text.as_str()), |(party, part)| (Some(party), part));
            let part: Option<f64> = part.trim().parse().ok();
            let Some(part) = part.filter(|part| *part > 0.0 && *part <= 1.0) else {
                return Err(Failure::usage(format!("a discount is above 0 and up to 1, not `{text}`"))
                    .with_help("write what is left of 1 at the end: --discount 0.9, or --discount A=0.9"));
            };
            match party {
                Some(party) => discounts.of.push((party.trim().to_owned(), part)),
                None if discounts.all.is_some() => {
                    return Err(Failure::usage("the discount of all is given twice"));
                }
                None => discounts.all = Some(part),
            }
        }
        Ok(discounts)
    }
}

impl Discounts {
    /// Of the parties that are named.
    pub(crate) fn of(named: impl IntoIterator<Item = (String, f64)>) -> Self {
        Self { all: None, of: named.into_iter().collect() }
    }

    /// The discount of all, where nobody is named: what the rules then have instead of the scenario.
    pub(crate) fn of_rules(&self) -> Option<f64> {
        self.all.filter(|_| self.of.is_empty())
    }

    fn of_party(&self, name: &str) -> Option<f64> {
        let named = self.of.iter().rev().find(|(party, _)| party == name).map(|(_, part)| *part);
        named.or(self.all)
    }

    /// The same scenario with these discounts in the place of what its files say.
    pub(crate) fn apply(&self, scenario: &mut Scenario) {
        for profile in &mut scenario.parties {
            if let Some(part) = self.of_party(&profile.name) {
                profile.discount = Some(Discount::by_share(part));
            }
        }
    }

    /// The same space with these discounts; the parties of a case discount nothing by themselves.
    pub(crate) fn applied(&self, mut listed: Space<Domain>) -> Space<Domain> {
        let of = |(id, name): (&String, &String)| {
            let part = self.of_party(id).or_else(|| self.of_party(name));
            part.map_or(
                detente_outcomes::domain::Discount::None,
                detente_outcomes::domain::Discount::by_share,
            )
        };
        let discounts: Vec<_> = listed.ids.iter().zip(&listed.parties).map(of).collect();
        listed.worth = listed.worth.discounted(&discounts);
        listed
    }

    /// Refuses a party that is none of these.
    pub(crate) fn known<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Result<(), Failure> {
        let names: Vec<&str> = names.into_iter().collect();
        match self.of.iter().find(|(party, _)| !names.contains(&party.as_str())) {
            Some((party, _)) => {
                Err(Failure::usage(format!("--discount names `{party}`, and there is no such party"))
                    .with_help(format!("the parties are {}", names.join(", "))))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_party_or_all_get_a_discount() {
        let parsed = |texts: &[&str]| {
            DiscountArgs { discount: texts.iter().map(|text| (*text).to_owned()).collect() }.parsed()
        };
        let both = parsed(&["0.9", "Ann=0.5"]).expect("two");
        assert_eq!(
            (both.of_party("Ann"), both.of_party("Bob"), both.of_rules()),
            (Some(0.5), Some(0.9), None)
        );
        assert_eq!(parsed(&["0.9"]).expect("one").of_rules(), Some(0.9));
        assert!(both.known(["Ann", "Bob"]).is_ok() && both.known(["Bob"]).is_err());
        for wrong in [&["0"][..], &["1.2"], &["Ann=x"], &["0.5", "0.6"], &["-1"], &["nan"]] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }
}
