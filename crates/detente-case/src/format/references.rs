//! Where a case file uses a name: whoever renames something changes it everywhere.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::tables::TABLES;
use crate::{
    Condition, ItemKind, Span,
    shape::{Kind, Layout, Shape},
};

/// Where a name of a table at the top is written in a text: where it is defined and everywhere it is used. Each place is
/// the bare name, without quotes around it. None where the text is no TOML or the table has no such name.
#[must_use]
pub fn places_of(text: &str, table: &str, name: &str) -> Vec<Span> {
    let Ok(root) = DeTable::parse(text) else { return Vec::new() };
    let shape = TABLES.iter().find(|shape| shape.name == table && shape.layout == Layout::Named);
    let Some(kind) = shape.and_then(|shape| shape.kind) else { return Vec::new() };
    let mut search = Search { text, kind, name, found: Vec::new(), defined: false };
    for shape in TABLES {
        if let Some(value) = root.get_ref().get(shape.name) {
            search.table(shape, value);
        }
    }
    search.headers(table);
    let Search { mut found, defined, .. } = search;
    found.sort_unstable();
    found.dedup();
    if defined { found } else { Vec::new() }
}

struct Search<'s> {
    text: &'s str,
    kind: ItemKind,
    name: &'s str,
    found: Vec<Span>,
    defined: bool,
}

impl Search<'_> {
    fn table(&mut self, shape: &'static Shape, value: &Spanned<DeValue<'_>>) {
        match (shape.layout, value.get_ref()) {
            (Layout::Named, DeValue::Table(rows)) => {
                for (key, row) in rows {
                    if shape.kind == Some(self.kind) && key.get_ref() == self.name {
                        self.defined = true;
                        self.word(key.span().into());
                    }
                    self.keys(shape, row);
                }
            }
            (Layout::Listed, DeValue::Array(rows)) => rows.iter().for_each(|row| self.keys(shape, row)),
            (Layout::Once | Layout::Within | Layout::Named | Layout::Listed, _) => self.keys(shape, value),
        }
    }

    fn keys(&mut self, shape: &'static Shape, row: &Spanned<DeValue<'_>>) {
        let Some(row) = row.get_ref().as_table() else { return };
        for (key, value) in row {
            if let Some(key) = shape.key(key.get_ref()) {
                self.value(&key.kind, value);
            }
        }
    }

    fn value(&mut self, kind: &'static Kind, value: &Spanned<DeValue<'_>>) {
        match kind {
            Kind::Name(of) if *of == self.kind => self.named(value),
            Kind::PartyOrBloc if matches!(self.kind, ItemKind::Party | ItemKind::Bloc) => self.named(value),
            Kind::Actor
                if matches!(
                    self.kind,
                    ItemKind::Party | ItemKind::Bloc | ItemKind::Person | ItemKind::Institution
                ) =>
            {
                self.named(value);
            }
            Kind::Citation if self.kind == ItemKind::Source => self.cited(value),
            Kind::Condition if self.kind == ItemKind::Issue => self.condition(value),
            Kind::List(item) | Kind::OneOrMore(item) => match value.get_ref().as_array() {
                Some(items) => items.iter().for_each(|one| self.value(item, one)),
                None => self.value(item, value),
            },
            Kind::Map(from, to) => {
                let Some(entries) = value.get_ref().as_table() else { return };
                let names = matches!(from, Kind::Name(of) if *of == self.kind);
                for (key, value) in entries {
                    if names && key.get_ref() == self.name {
                        self.word(key.span().into());
                    }
                    self.value(to, value);
                }
            }
            Kind::Table(shape) => match value.get_ref().as_array() {
                Some(items) => items.iter().for_each(|one| self.keys(shape, one)),
                None => self.keys(shape, value),
            },
            Kind::Text
            | Kind::Short(_)
            | Kind::Flag
            | Kind::Count
            | Kind::Date
            | Kind::When
            | Kind::Number(_)
            | Kind::Weight
            | Kind::Word(_)
            | Kind::Ranks
            | Kind::Grade
            | Kind::Name(_)
            | Kind::PartyOrBloc
            | Kind::Actor
            | Kind::Option
            | Kind::Condition
            | Kind::NewName
            | Kind::Statement
            | Kind::Pattern
            | Kind::States
            | Kind::Citation => {}
        }
    }

    fn named(&mut self, value: &Spanned<DeValue<'_>>) {
        if value.get_ref().as_str() == Some(self.name) {
            self.word(value.span().into());
        }
    }

    /// `npr#13` names `npr`.
    fn cited(&mut self, value: &Spanned<DeValue<'_>>) {
        let names = |words: &str| {
            words.strip_prefix(self.name).is_some_and(|rest| !rest.starts_with(is_part_of_a_name))
        };
        if value.get_ref().as_str().is_some_and(names) {
            self.word(value.span().into());
        }
    }

    /// `pay = two and hours != forty` names `pay` and `hours`: before an equals sign stands an issue.
    fn condition(&mut self, value: &Spanned<DeValue<'_>>) {
        let is_read = value.get_ref().as_str().is_some_and(|words| Condition::parse(words).is_ok());
        let span: Span = value.span().into();
        let Some(words) = self.text.get(span.start..span.end).filter(|_| is_read) else { return };
        for (at, _) in words.match_indices(self.name) {
            let before = words.get(..at).unwrap_or_default();
            let after = words.get(at + self.name.len()..).unwrap_or_default();
            let whole = !before.ends_with(is_part_of_a_name) && !after.starts_with(is_part_of_a_name);
            if whole && after.trim_start().starts_with(['=', '!']) {
                let start = span.start + at;
                self.found.push(Span { start, end: start + self.name.len() });
            }
        }
    }

    /// Every header of the thing and of what is within it: a tree of names keeps the first of them only.
    fn headers(&mut self, table: &str) {
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let names = line.trim_start().trim_start_matches('[');
            let is_header = line.trim_start().starts_with('[');
            if let Some(rest) = names.trim_start().strip_prefix(table).filter(|_| is_header)
                && let Some(rest) = rest.trim_start().strip_prefix('.')
                && let Some(after) = rest.trim_start().trim_start_matches(['"', '\'']).strip_prefix(self.name)
                && !after.starts_with(is_part_of_a_name)
            {
                let at = start + (line.len() - after.len() - self.name.len());
                self.found.push(Span { start: at, end: at + self.name.len() });
            }
            start += line.len();
        }
    }

    /// The name within its quotes, at the beginning of what stands there.
    fn word(&mut self, span: Span) {
        let Some(words) = self.text.get(span.start..span.end) else { return };
        if let Some(at) = words.find(self.name) {
            let start = span.start + at;
            self.found.push(Span { start, end: start + self.name.len() });
        }
    }
}

fn is_part_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "[case]\ntitle = \"pay\"\ninstrument = { class = \"contract\", consent = [\"un\", \"firm\"], cite = \"notes#1 'un'\" }\n\n[parties.un]\nname = \"un\"\n\n[parties.\"firm\"]\nname = \"F\"\n\n[issues.pay]\nname = \"Pay\"\n[[issues.pay.options]]\nid = \"two\"\n\n[[stances]]\nparty = \"un\"\nissue = \"pay\"\nunless = \"pay = two and hours != pay\"\nsaid_by = \"un\"\n\n[[weights]]\nparty = \"un\"\nissues = { pay = 3 }\ncite = [\"notes\", \"notes-2#1\"]\n\n[levers.strike]\nmoves_no_deal = { un = [1, 2] }\n";

    fn renamed(table: &str, name: &str, to: &str) -> String {
        let mut text = CASE.to_owned();
        for Span { start, end } in places_of(CASE, table, name).into_iter().rev() {
            text.replace_range(start..end, to);
        }
        text
    }

    #[test]
    fn a_party_is_renamed_wherever_it_is_meant_and_nowhere_else() {
        let text = renamed("parties", "un", "union");
        for part in [
            "[\"union\", \"firm\"]",
            "notes#1 'un'",
            "[parties.union]\nname = \"un\"",
            "said_by = \"union\"",
            "{ union = [1, 2] }",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(renamed("parties", "firm", "company").contains("[parties.\"company\"]"));
        assert_eq!(renamed("parties", "strike", "x"), CASE);
    }

    #[test]
    fn an_issue_is_renamed_in_headers_and_conditions_too() {
        let text = renamed("issues", "pay", "wages");
        for part in [
            "title = \"pay\"",
            "[issues.wages]",
            "[[issues.wages.options]]",
            "unless = \"wages = two and hours != pay\"",
            "{ wages = 3 }",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
