//! Which statements of a case name a thing.

use detente_case::{Case, ItemKind, Mention, Statement};

use super::find::Name;

/// Every statement but its own parts that names it, in the order of the case; for a source, all that cite it.
pub(super) fn of<'a>(case: &'a Case, name: &Name<'_>) -> Vec<Statement<'a>> {
    let mut statements = case.statements();
    statements.retain(|statement| {
        // What a thing is made of is shown with it.
        let own = match (name.kind, statement.kind) {
            ("issue", "option" | "rule")
            | ("lever" | "guarantee" | "funding", "status")
            | ("territory", "control") => true,
            (kind, other) => kind == other && statement.name == name.id,
        };
        !own && statement.stated.names().iter().any(|mention| is(mention, name))
    });
    statements
}

/// Whether a mention is of this thing; whoever names an option names its issue.
fn is(mention: &Mention<'_>, name: &Name<'_>) -> bool {
    let itself = mention.kind.as_str() == name.kind && mention.id == name.id;
    itself || (name.kind == ItemKind::Issue.as_str() && mention.issue == Some(&name.id))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests read the catalogue of cases")]
mod tests {
    use std::{collections::BTreeMap, path::Path};

    use super::*;

    #[test]
    fn courses_and_preferences_of_a_stated_conflict_name_their_party() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/elmira-1991/case.toml");
        let text = std::fs::read(file).expect("the catalogue has the case");
        let case =
            detente_case::read(&detente_case::CaseFiles::new("case.toml", &text, BTreeMap::new())).case;
        let name = Name { kind: "party", id: "moe".to_owned(), says: String::new(), origin: None };
        let kinds: Vec<_> = of(&case, &name).iter().map(|statement| statement.kind).collect();
        assert!(kinds.contains(&"course") && kinds.contains(&"preference"), "{kinds:?}");
    }
}
