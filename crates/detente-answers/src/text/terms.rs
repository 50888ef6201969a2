//! The forms of JSON: a package is an object of terms, numbers stand by party, verdicts by concept.

use std::fmt;

use detente_outcomes::{Package, Space, domain::Domain};
use indexmap::IndexMap;
use serde::Serialize;

/// A package, whole or in part: `{"issue": "option"}`, in the order of the case.
///
/// A package in part has fewer keys. A term that leaves several options open has a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Terms(IndexMap<String, Settled>);

/// How an issue is settled: by one option, or by any of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Settled {
    /// By this option.
    By(String),
    /// By one of these.
    Among(Vec<String>),
}

impl Settled {
    /// One option, or several.
    #[must_use]
    pub fn of(mut options: Vec<String>) -> Self {
        match options.pop() {
            Some(only) if options.is_empty() => Self::By(only),
            Some(last) => {
                options.push(last);
                Self::Among(options)
            }
            None => Self::Among(options),
        }
    }
}

impl Settled {
    /// The options it leaves, by their names in the file.
    pub fn options(&self) -> impl Iterator<Item = &str> {
        let options = match self {
            Self::By(option) => std::slice::from_ref(option),
            Self::Among(options) => options.as_slice(),
        };
        options.iter().map(String::as_str)
    }
}

/// `option`, or `option | option`.
impl fmt::Display for Settled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(option) => formatter.write_str(option),
            Self::Among(options) => formatter.write_str(&options.join(" | ")),
        }
    }
}

impl Terms {
    /// A package of a space.
    #[must_use]
    pub fn of<Worth>(space: &Space<Worth>, package: &Package) -> Self {
        space.named(package).map(|(issue, option)| (issue, Settled::By(option.to_owned()))).collect()
    }

    /// A package of a list, by its place there.
    #[must_use]
    pub fn listed(space: &Space<Domain>, package: detente_outcomes::domain::Package) -> Self {
        let package = Package::of(&space.worth.options(package));
        package.map_or_else(Self::default, |package| Self::of(space, &package))
    }

    /// One term.
    #[must_use]
    pub fn one(issue: &str, option: &str) -> Self {
        [(issue, Settled::By(option.to_owned()))].into_iter().collect()
    }

    /// How it settles an issue.
    #[must_use]
    pub fn on(&self, issue: &str) -> Option<&Settled> {
        self.0.get(issue)
    }

    /// The terms that hold a test.
    #[must_use]
    pub fn only(&self, holds: impl Fn(&str, &Settled) -> bool) -> Self {
        let kept = self.0.iter().filter(|(issue, settled)| holds(issue, settled));
        Self(kept.map(|(issue, settled)| (issue.clone(), settled.clone())).collect())
    }

    /// The terms that the other has not.
    #[must_use]
    pub fn not_in(&self, other: &Self) -> Self {
        self.only(|issue, settled| other.on(issue) != Some(settled))
    }

    /// `issue = option`, issue by issue: for a screen.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(issue, settled)| format!("{issue} = {settled}"))
    }

    /// The issues and how each is settled.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &Settled)> {
        self.0.iter().map(|(issue, settled)| (issue.as_str(), settled))
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&detente_agreement::Terms> for Terms {
    fn from(terms: &detente_agreement::Terms) -> Self {
        terms.iter().map(|(issue, option)| (issue.as_str(), Settled::By(option.to_string()))).collect()
    }
}

impl<'i> FromIterator<(&'i str, Settled)> for Terms {
    fn from_iter<I: IntoIterator<Item = (&'i str, Settled)>>(terms: I) -> Self {
        Self(terms.into_iter().map(|(issue, settled)| (issue.to_owned(), settled)).collect())
    }
}

impl<'i, 'o> FromIterator<(&'i str, &'o str)> for Terms {
    fn from_iter<I: IntoIterator<Item = (&'i str, &'o str)>>(terms: I) -> Self {
        terms.into_iter().map(|(issue, option)| (issue, Settled::By(option.to_owned()))).collect()
    }
}

/// `issue = option, issue = option | option`: for a screen.
impl fmt::Display for Terms {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.lines().collect::<Vec<_>>().join(", "))
    }
}

/// One value a party: `{"ua": 61.5, "ru": 70.2}`, in the order of the parties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ByParty<T>(IndexMap<String, T>);

impl<T> ByParty<T> {
    /// Values in the order of their parties.
    #[must_use]
    pub fn of(parties: &[String], values: impl IntoIterator<Item = T>) -> Self {
        Self(parties.iter().cloned().zip(values).collect())
    }

    /// The values, in the order of the parties.
    pub fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.0.values()
    }

    /// The parties and their values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(party, value)| (party.as_str(), value))
    }

    /// The value of the party at a place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&T> {
        self.0.get_index(place).map(|(_, value)| value)
    }
}

/// All values from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

impl From<(f64, f64)> for Span {
    fn from((low, high): (f64, f64)) -> Self {
        Self { low, high }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_an_object_and_a_term_left_open_has_a_list() {
        let settled = |options: &[&str]| Settled::of(options.iter().map(ToString::to_string).collect());
        let terms: Terms = [("nato", settled(&["never"])), ("crimea", settled(&["none", "us-de-jure"]))]
            .into_iter()
            .collect();
        let json = serde_json::to_string(&terms).unwrap_or_default();
        assert_eq!(json, r#"{"nato":"never","crimea":["none","us-de-jure"]}"#);
        assert_eq!(terms.to_string(), "nato = never, crimea = none | us-de-jure");
        let other: Terms = [("nato", settled(&["never"]))].into_iter().collect();
        assert_eq!(terms.not_in(&other).to_string(), "crimea = none | us-de-jure");
    }

    #[test]
    fn values_keep_the_order_of_the_parties() {
        let parties = ["ru", "ua"].map(str::to_owned);
        let values = ByParty::of(&parties, [70.2, 61.5]);
        assert_eq!(serde_json::to_string(&values).unwrap_or_default(), r#"{"ru":70.2,"ua":61.5}"#);
        assert_eq!(values.at(1), Some(&61.5));
    }
}
