//! Whether a statement says where it comes from.

use toml::de::DeTable;

use super::conform::Conform;
use crate::{
    Code, Diagnostic, ItemKind, Span,
    shape::{BasisRule, Shape},
    tree::values,
};

/// Reports a statement without a basis, with two, or with an assumption nobody answers for.
pub(super) fn check(conform: &mut Conform<'_>, shape: &Shape, table: &DeTable<'_>, at: Span) {
    if shape.basis == BasisRule::Never {
        return;
    }
    let key = |name: &str| table.get_key_value(name).map(|(key, _)| Span::from(key.span()));
    let (cite, basis) = (key("cite"), key("basis"));
    let asserts = match shape.basis {
        BasisRule::Asserts => true,
        BasisRule::AssertsWith(key) => table.contains_key(key),
        BasisRule::AssertsWhere(key, word) => {
            table.get(key).and_then(|value| value.get_ref().as_str()) == Some(word)
        }
        BasisRule::Defines | BasisRule::Inherits | BasisRule::Never => false,
    };
    match (cite, basis) {
        (None, None) if asserts => missing(conform, shape, at),
        (None, None) if shape.kind == Some(ItemKind::Conflict) => parts_of_conflict(conform, shape, table),
        (Some(cite), Some(basis)) => conform.report(
            Diagnostic::new(Code::CitedAndAssumed, "a statement is cited or assumed, not both", basis)
                .label("says that no source says so")
                .also(cite, "names a source that says so")
                .help(
                    "keep `cite` for what the source says, and write a second statement for what you assume",
                ),
        ),
        (None | Some(_), None) | (None, Some(_)) => {}
    }
    if let Some(basis) = basis {
        answers_for(conform, table, shape.owner_key(), basis);
    }
    if let Some(basis) = key("effects_basis") {
        answers_for(conform, table, "effects_owner", basis);
    }
    let [since, until] = ["since", "until"].map(|name| table.get(name));
    if let (Some(since), Some(until)) = (since, until)
        && let (Some(first), Some(last)) = (values::date(since), values::date(until))
        && first > last
    {
        conform.report(
            Diagnostic::new(
                Code::ReversedWindow,
                "this statement ends before it begins",
                Span::from(until.span()),
            )
            .label("the last day")
            .also(since.span().into(), "the first day is later")
            .help("swap `since` and `until`"),
        );
    }
}

/// A conflict defines; what it holds asserts, each part by itself unless the table around them has a basis.
fn parts_of_conflict(conform: &mut Conform<'_>, shape: &Shape, table: &DeTable<'_>) {
    let courses = table.get("courses").and_then(|courses| courses.get_ref().as_table());
    let preferences = table.get("preferences").and_then(|list| list.get_ref().as_array());
    let courses = courses.into_iter().flat_map(|courses| courses.values());
    for part in courses.chain(preferences.into_iter().flatten()) {
        let Some(table) = part.get_ref().as_table() else { continue };
        if !table.contains_key("cite") && !table.contains_key("basis") {
            missing(conform, shape, part.span().into());
        }
    }
}

fn missing(conform: &mut Conform<'_>, shape: &Shape, at: Span) {
    conform.report(
        Diagnostic::new(Code::MissingBasis, "this statement does not say where it comes from", at)
            .label("neither cited nor assumed")
            .help("cite a source: `cite = \"npr#13\"`")
            .help(format!(
                "or answer for it yourself: `basis = \"assumed\"` and `{} = \"your name\"`",
                shape.owner_key()
            )),
    );
}

fn answers_for(conform: &mut Conform<'_>, table: &DeTable<'_>, owner: &str, basis: Span) {
    if !table.contains_key(owner) {
        conform.report(
            Diagnostic::new(Code::MissingOwner, "nobody answers for this assumption", basis)
                .label(format!("it is assumed, but has no `{owner}`"))
                .help(format!("add `{owner} = \"your name\"`")),
        );
    }
}
