//! What checks look at: the case, the text it was read from, and the way back from one to the other.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    Case, Citation, Origin, Span,
    tree::{Digest, Syntax},
};

/// What checks look at.
pub(crate) struct Ground<'a> {
    pub(crate) case: &'a Case,
    pub(crate) digests: &'a IndexMap<String, Digest>,
    /// Every citation of the file, also of statements that are left out because they have errors.
    pub(crate) cited: &'a [Citation],
    syntax: &'a Syntax<'a>,
    tables: BTreeMap<Span, &'a DeTable<'a>>,
}

impl<'a> Ground<'a> {
    /// A case, the tree it was read from, the digests beside it and what it cites.
    pub(crate) fn new(
        case: &'a Case,
        syntax: &'a Syntax<'a>,
        digests: &'a IndexMap<String, Digest>,
        cited: &'a [Citation],
    ) -> Self {
        let mut tables = BTreeMap::new();
        syntax.root.values().for_each(|value| index(value, &mut tables));
        Self { case, digests, cited, syntax, tables }
    }

    /// Where `key` of the statement at `origin` holds its value; the statement itself when it has no such key.
    pub(super) fn key(&self, origin: &Origin, key: &str) -> Span {
        self.find(origin.span, key).unwrap_or(origin.span)
    }

    /// Where `key` of the table at `span` holds its value.
    pub(super) fn find(&self, span: Span, key: &str) -> Option<Span> {
        self.value(span, key).map(|value| Span::from(value.span()))
    }

    /// What `key` of the table at `span` holds.
    pub(super) fn value(&self, span: Span, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.tables.get(&span)?.get(key)
    }

    /// The file as a tree.
    pub(super) fn root(&self) -> &'a DeTable<'a> {
        &self.syntax.root
    }

    /// Where `key` of `[case]` holds its value.
    pub(super) fn case_key(&self, key: &str) -> Span {
        let case = self.syntax.root.get("case");
        let value = case.and_then(|case| case.get_ref().get(key)).or(case);
        value.map_or_else(Span::default, |value| value.span().into())
    }

    /// The tables of a list at the top of the file, with where each stands.
    pub(super) fn rows(&self, table: &str) -> impl Iterator<Item = (&'a DeTable<'a>, Span)> + use<'a> {
        let items = self.syntax.root.get(table).and_then(|value| value.get_ref().as_array());
        let rows = items.into_iter().flatten();
        rows.filter_map(|row| Some((row.get_ref().as_table()?, Span::from(row.span()))))
    }
}

/// Finds tables by their header, or by their whole text when written inline.
fn index<'a>(value: &'a Spanned<DeValue<'a>>, tables: &mut BTreeMap<Span, &'a DeTable<'a>>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            tables.insert(value.span().into(), table);
            table.values().for_each(|value| index(value, tables));
        }
        DeValue::Array(items) => items.iter().for_each(|item| index(item, tables)),
        _ => {}
    }
}

/// Names in backquotes, joined by commas and "and".
pub(super) fn named(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [first @ .., last] => format!("{} and `{last}`", crate::shape::list(first)),
    }
}
