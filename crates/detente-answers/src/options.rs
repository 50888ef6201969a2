//! What can be added to a question: an option is declared once, for the command line, for addresses and for programs.

use std::collections::BTreeMap;

use crate::stop::{Stop, unknown};

/// An option of a question.
#[derive(Debug, PartialEq)]
pub struct Choice {
    /// Its name, as typed after `--` and as a key of an address.
    pub name: &'static str,
    /// What can be given for it.
    pub kind: Kind,
    /// What it means, in one line of help.
    pub says: &'static str,
    /// Under which heading help lists it.
    pub heading: Option<&'static str>,
}

/// What can be given for an option.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Nothing: it is given or not.
    Flag,
    /// A whole number.
    Count {
        /// What help calls the number.
        called: &'static str,
        /// The least that is taken.
        least: u32,
        /// The most that is taken.
        most: u32,
        /// The number where none is given.
        default: Option<u32>,
    },
    /// Two numbers in order, `LEAST..MOST`, or one number for both.
    Range {
        /// The least that either may be.
        floor: f64,
        /// The most that either may be.
        ceiling: f64,
        /// The range where none is given.
        default: &'static str,
        /// A range that is taken, for messages.
        example: &'static str,
    },
    /// A name in the case.
    Name {
        /// What help calls the name.
        called: &'static str,
    },
    /// Names in the case, as many as are given.
    Names {
        /// What help calls a name.
        called: &'static str,
    },
    /// A name in the case that must be given; on the command line it stands behind the case.
    Subject,
}

/// Options as they were given to a question, each known to be of its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(BTreeMap<String, Vec<String>>);

impl Choice {
    /// An option that is given or not.
    #[must_use]
    pub const fn flag(name: &'static str, says: &'static str) -> Self {
        Self { name, kind: Kind::Flag, says, heading: None }
    }

    /// The name of something in the case.
    #[must_use]
    pub const fn name(name: &'static str, called: &'static str, says: &'static str) -> Self {
        Self { name, kind: Kind::Name { called }, says, heading: None }
    }

    /// `Err` says what is wrong with a value, and how one is written.
    pub fn check(&self, value: &str) -> Result<(), String> {
        match self.kind {
            Kind::Flag if matches!(value, "" | "true") => Ok(()),
            Kind::Flag => Err(format!("`{}` takes no value", self.name)),
            Kind::Name { .. } | Kind::Names { .. } | Kind::Subject => Ok(()),
            Kind::Count { least, most, .. } => match value.parse::<u32>() {
                Ok(number) if (least..=most).contains(&number) => Ok(()),
                _ => Err(format!("expected a whole number from {least} to {most}")),
            },
            Kind::Range { floor, ceiling, example, .. } => match range(value, floor, ceiling) {
                Some(_) => Ok(()),
                None => Err(format!(
                    "expected LEAST..MOST with numbers from {floor} to {ceiling}, such as {example}"
                )),
            },
        }
    }
}

fn range(text: &str, floor: f64, ceiling: f64) -> Option<(f64, f64)> {
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    let number =
        |text: &str| text.trim().parse::<f64>().ok().filter(|number| (floor..=ceiling).contains(number));
    number(least).zip(number(most)).filter(|(least, most)| least <= most)
}

impl Options {
    /// Reads what was given; `Err` names the option that is not known or not of its kind.
    pub fn read<'a>(
        choices: &[&'static Choice],
        given: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Stop> {
        let mut options = Self::default();
        for (name, value) in given {
            let Some(choice) = choices.iter().find(|choice| choice.name == name) else {
                return Err(unknown("option", name, choices.iter().map(|choice| choice.name)));
            };
            choice.check(value).map_err(|why| Stop::refused(format!("`{name}`: {why}")))?;
            options.0.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        for choice in choices.iter().filter(|choice| choice.kind == Kind::Subject) {
            if !options.0.contains_key(choice.name) {
                return Err(Stop::refused(format!("say which: `{}` is missing", choice.name)));
            }
        }
        Ok(options)
    }

    /// Whether a flag was given.
    #[must_use]
    pub fn has(&self, flag: &Choice) -> bool {
        self.0.contains_key(flag.name)
    }

    /// All values that were given, in their order.
    #[must_use]
    pub fn all(&self, choice: &Choice) -> &[String] {
        self.0.get(choice.name).map_or(&[], Vec::as_slice)
    }

    /// The value that was given, the last of several.
    #[must_use]
    pub fn get(&self, choice: &Choice) -> Option<&str> {
        self.all(choice).last().map(String::as_str)
    }

    /// The number that was given, or the default.
    #[must_use]
    pub fn count(&self, choice: &Choice) -> Option<u32> {
        let Kind::Count { default, .. } = choice.kind else { return None };
        self.get(choice).and_then(|value| value.parse().ok()).or(default)
    }

    /// The range that was given, or the default; zeros for an option of another kind.
    #[must_use]
    pub fn range(&self, choice: &Choice) -> (f64, f64) {
        let Kind::Range { floor, ceiling, default, .. } = choice.kind else { return (0.0, 0.0) };
        let given = self.get(choice).and_then(|value| range(value, floor, ceiling));
        given.or_else(|| range(default, floor, ceiling)).unwrap_or_default()
    }
}

/// Everything that an answer has, where its page shows the answer first.
pub const FULL: Choice = Choice::flag("full", "Show all detail below the answer");

#[cfg(test)]
mod tests {
    use super::*;

    static PACE: Choice = Choice {
        name: "pace",
        kind: Kind::Range { floor: 0.01, ceiling: 100.0, default: "0.25..4", example: "0.5..2" },
        says: "How late they give in",
        heading: None,
    };
    static DAYS: Choice = Choice {
        name: "days",
        kind: Kind::Count { called: "DAYS", least: 1, most: 30, default: Some(9) },
        says: "How many days",
        heading: None,
    };

    #[test]
    fn a_range_is_two_numbers_in_order_or_one() {
        let read = |value| Options::read(&[&PACE], [("pace", value)]).map(|options| options.range(&PACE));
        assert_eq!(read("0.5..2"), Ok((0.5, 2.0)));
        assert_eq!(read("3"), Ok((3.0, 3.0)));
        for wrong in ["", "..", "2..1", "0..1", "nan", "1..inf", "1..101", "-1..1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(Options::default().range(&PACE), (0.25, 4.0));
    }

    #[test]
    fn what_is_not_known_or_not_of_its_kind_is_refused() {
        let read = |name, value| Options::read(&[&PACE, &DAYS], [(name, value)]);
        assert_eq!(read("days", "30").map(|options| options.count(&DAYS)), Ok(Some(30)));
        assert_eq!(Options::default().count(&DAYS), Some(9));
        for (name, value, says) in [("days", "31", "from 1 to 30"), ("day", "3", "did you mean `days`")] {
            let why = read(name, value).expect_err("it is refused").to_string();
            assert!(why.contains(says), "{why}");
        }
    }
}
