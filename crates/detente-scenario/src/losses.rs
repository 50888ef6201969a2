//! What a format cannot carry.

use std::{collections::BTreeMap, fmt};

/// The texts of a folder, and what is not in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The texts by file name.
    pub files: BTreeMap<String, String>,
    /// What the format could not carry.
    pub losses: Losses,
    /// As whom each party is read again, by its place in the scenario. Who is left out is not there.
    pub(crate) read_as: BTreeMap<usize, String>,
}

/// What a format could not carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(Vec<Loss>);

/// One thing a format could not carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The party or the issue it is about.
    pub about: String,
    /// What is lost or changed.
    pub what: String,
    /// How much reading the files again changes.
    pub changes: Changes,
}

/// How much a loss changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changes {
    /// Names and wording.
    Words,
    /// Utilities, reservation values or discounts.
    Numbers,
    /// Which packages tie, which beat others, or which are as good as no deal.
    Verdict,
}

impl Losses {
    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter()
    }

    /// Whether everything was carried.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether reading the files again gives other utilities, reservation values or discounts.
    #[must_use]
    pub fn change_numbers(&self) -> bool {
        self.0.iter().any(|loss| loss.changes >= Changes::Numbers)
    }

    /// Those that change which packages tie, which beat others, or which are as good as no deal.
    pub fn of_verdicts(&self) -> impl Iterator<Item = &Loss> {
        self.0.iter().filter(|loss| loss.changes == Changes::Verdict)
    }

    /// Adds what else was lost.
    pub(crate) fn extend(&mut self, others: Self) {
        for loss in others.0 {
            self.push(&loss.about, loss.what, loss.changes);
        }
    }

    /// The numbers change.
    pub(crate) fn number(&mut self, about: &str, what: impl Into<String>) {
        self.push(about, what, Changes::Numbers);
    }

    /// A verdict changes.
    pub(crate) fn verdict(&mut self, about: &str, what: impl Into<String>) {
        self.push(about, what, Changes::Verdict);
    }

    /// The words change, the numbers do not.
    pub(crate) fn wording(&mut self, about: &str, what: impl Into<String>) {
        self.push(about, what, Changes::Words);
    }

    fn push(&mut self, about: &str, what: impl Into<String>, changes: Changes) {
        let loss = Loss { about: about.to_string(), what: what.into(), changes };
        if !self.0.contains(&loss) {
            self.0.push(loss);
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.about, self.what)
    }
}

/// File names for a domain and its parties: unlike each other, without what file systems do not take.
pub(crate) fn file_names(scenario: &crate::Scenario, ending: &str, losses: &mut Losses) -> Vec<String> {
    let names = std::iter::once(&scenario.name).chain(scenario.parties.iter().map(|party| &party.name));
    let mut taken: Vec<String> = Vec::new();
    for name in names {
        let plain: String = name
            .chars()
            .map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter })
            .collect();
        let plain = if plain.trim_matches(['.', ' ']).is_empty() { "party".to_string() } else { plain };
        let free = (1..).map(|n| if n == 1 { plain.clone() } else { format!("{plain}-{n}") });
        let free = free.map(|name| format!("{name}.{ending}")).find(|name| !taken.contains(name));
        let file = free.unwrap_or_default();
        if file.strip_suffix(&format!(".{ending}")) != Some(name) {
            losses.wording(name, format!("the file is called {file}, and so the name is read"));
        }
        taken.push(file);
    }
    for neighbours in taken.get(1..).unwrap_or_default().windows(2) {
        if let [one, next] = neighbours
            && one > next
        {
            losses.wording(next, "parties are read in the order of their files' names, which is another");
        }
    }
    taken
}
