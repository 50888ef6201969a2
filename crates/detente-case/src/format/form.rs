//! The tables of a case as forms: which keys each has, what each holds and what it means, for whoever fills them in.

use serde_json::{Value, json};

use super::tables::{TABLES, table};
use crate::{
    Importance, ItemKind, Rank, Word,
    shape::{BasisRule, Bounds, Key, Kind, Layout, NumberReach, Shape},
};

/// Every table at the top of a case file as a form, in the order of the format.
#[must_use]
pub fn forms() -> Value {
    let form = |shape: &&Shape| {
        json!({
            "table": shape.name,
            "one": shape.kind.map_or(shape.name, ItemKind::as_str),
            "doc": shape.doc,
            "layout": match shape.layout {
                Layout::Once => "once",
                Layout::Named => "named",
                Layout::Listed => "listed",
                Layout::Within => "within",
            },
            "asserts": shape.basis != BasisRule::Never && shape.basis != BasisRule::Defines,
            "assumed_by": shape.owner_key(),
            "keys": keys(shape.keys.iter()),
        })
    };
    TABLES.iter().map(form).collect()
}

/// The key by which a table names who answers for an assumption.
#[must_use]
pub fn owner_key(name: &str) -> &'static str {
    table(name).map_or("owner", Shape::owner_key)
}

fn keys(keys: impl Iterator<Item = &'static Key>) -> Value {
    let one = |key: &'static Key| json!({ "key": key.name, "required": key.required, "doc": key.doc, "holds": holds(&key.kind) });
    keys.map(one).collect()
}

/// What a key holds, as a form asks for it.
fn holds(kind: &Kind) -> Value {
    match kind {
        Kind::Text | Kind::Statement | Kind::Pattern | Kind::Citation => json!({ "is": "text" }),
        Kind::NewName => json!({ "is": "new-name" }),
        Kind::Short(most) => json!({ "is": "text", "most": most }),
        Kind::Condition => json!({ "is": "condition" }),
        Kind::Flag => json!({ "is": "flag" }),
        Kind::Count => json!({ "is": "count" }),
        Kind::Date => json!({ "is": "date" }),
        Kind::When => json!({ "is": "when" }),
        Kind::Number(bounds) => number(bounds),
        Kind::Weight => json!({ "is": "weight", "words": words::<Importance>() }),
        Kind::Word(words) => json!({ "is": "word", "words": words() }),
        Kind::Ranks => json!({ "is": "word", "words": words::<Rank>() }),
        Kind::Grade => json!({ "is": "grade" }),
        Kind::Name(of) => json!({ "is": "name", "of": [of.table()] }),
        Kind::PartyOrBloc => {
            json!({ "is": "name", "of": [ItemKind::Party.table(), ItemKind::Bloc.table()] })
        }
        Kind::Actor => {
            let kinds = [ItemKind::Party, ItemKind::Bloc, ItemKind::Person, ItemKind::Institution];
            json!({ "is": "name", "of": kinds.map(ItemKind::table), "or": "unnamed" })
        }
        Kind::Option => json!({ "is": "option" }),
        Kind::States => json!({ "is": "states" }),
        Kind::List(item) => json!({ "is": "list", "of": holds(item) }),
        Kind::OneOrMore(item) => holds(item),
        Kind::Map(from, to) => json!({ "is": "map", "from": holds(from), "to": holds(to) }),
        Kind::Table(shape) => json!({ "is": "table", "doc": shape.doc, "keys": keys(shape.keys.iter()) }),
    }
}

fn number(bounds: &Bounds) -> Value {
    match bounds.reach {
        NumberReach::Scale(low, high) => json!({ "is": "number", "low": low, "high": high }),
        NumberReach::Any => json!({ "is": "number" }),
    }
}

fn words<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_form_and_says_who_answers_for_it() {
        let forms = forms();
        let named = |name: &str| {
            let found = forms.as_array().and_then(|all| all.iter().find(|form| form["table"] == name));
            found.cloned().unwrap_or_default()
        };
        assert_eq!(forms.as_array().map(Vec::len), Some(TABLES.len()));
        assert_eq!(named("levers")["assumed_by"], "effects_owner");
        assert_eq!(named("no_deal")["assumed_by"], "owner");
        assert_eq!(owner_key("levers"), "effects_owner");
        let parties = named("parties");
        let role = parties["keys"].as_array().and_then(|keys| keys.iter().find(|key| key["key"] == "role"));
        assert!(
            role.is_some_and(|role| role["required"] == true && role["holds"]["is"] == "word"),
            "{parties}"
        );
        let weights = named("weights");
        assert!(weights.to_string().contains("\"is\":\"map\""), "{weights}");
    }
}
