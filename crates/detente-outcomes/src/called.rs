//! What a case that is made calls things: by identifiers, and by names that nobody takes for one another.

use std::collections::BTreeSet;

use detente_scenario::{Choice, Scenario, case_words::identifier, sheet::compared};

/// What a case calls something: by its identifier, and in words.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// An issue with its options.
pub(crate) struct NamedIssue {
    pub(crate) own: Named,
    pub(crate) options: Vec<Named>,
}

/// What the case calls the issues and their options: no two alike, as a reader sees them.
pub(crate) fn names(scenario: &Scenario, changed: &mut Vec<String>) -> Vec<NamedIssue> {
    let (mut ids, mut labels) = (BTreeSet::new(), BTreeSet::new());
    let mut issues = Vec::with_capacity(scenario.issues.len());
    for issue in &scenario.issues {
        let own = Named {
            id: identifier(&issue.name, "issue", &mut ids),
            name: label(&issue.name, &mut labels, changed),
        };
        let (mut ids, mut labels) = (BTreeSet::new(), BTreeSet::new());
        let count = usize::try_from(issue.count().unwrap_or(0)).unwrap_or(0);
        let option = |place| {
            let text = issue.text(Choice::Option(place)).unwrap_or_default();
            Named { id: identifier(&text, "option", &mut ids), name: label(&text, &mut labels, changed) }
        };
        let options = (0..count).map(option).collect();
        issues.push(NamedIssue { own, options });
    }
    issues
}

/// A name that nobody takes for another: with a number, and told, where an earlier one looks the same.
pub(crate) fn label(name: &str, taken: &mut BTreeSet<String>, changed: &mut Vec<String>) -> String {
    let numbered = (2..).map(|number: u64| format!("{} ({number})", name.trim()));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| taken.insert(compared(name))).unwrap_or_default();
    if free != name {
        changed.push(format!("{name:?} looks like another name, and is called {free:?}"));
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_get_a_number_and_are_told() {
        let (mut taken, mut changed) = (BTreeSet::new(), Vec::new());
        let mut called = |name: &str| label(name, &mut taken, &mut changed);
        assert_eq!(called("Rent"), "Rent");
        assert_eq!(called("Rent\u{a0}"), "Rent (2)");
        assert_eq!(called("rent"), "rent (3)");
        assert_eq!(called("Rents"), "Rents");
        assert_eq!(changed.len(), 2);
    }
}
