//! Whether the tree is what the format asks for: every key known, every value of its kind, every name defined.

use indexmap::IndexMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{basis, values};
use crate::{
    Citation, Code, Diagnostic, ItemKind, Span,
    diagnostic::Sink,
    format::{self, TABLES},
    shape::{self, Kind, Layout, Shape},
    tree::{Names, Syntax, nearest, suggestion},
};

/// What is known while a tree is compared with the format.
pub(crate) struct Conform<'a> {
    pub(super) syntax: &'a Syntax<'a>,
    pub(super) names: &'a Names,
    pub(super) sink: &'a mut Sink,
    /// Every citation, also of statements that have errors and are left out of the case.
    pub(super) citations: Vec<Citation>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The key it belongs to.
    pub(super) key: &'a str,
    /// The issue whose options are meant.
    pub(super) issue: Option<&'a str>,
}

/// Reports everything in which the tree is not what the format asks for. Gives back every citation.
pub(crate) fn conform(syntax: &Syntax<'_>, names: &Names, sink: &mut Sink) -> Vec<Citation> {
    let mut conform = Conform { syntax, names, sink, citations: Vec::new() };
    conform.case();
    conform.citations
}

impl Conform<'_> {
    /// Adds a problem, unless it follows from a line that could not be read.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !diagnostic.place().is_some_and(|label| self.syntax.is_broken(label.span)) {
            self.sink.push(diagnostic);
        }
    }

    fn case(&mut self) {
        let root = &self.syntax.root;
        for (key, value) in root {
            match format::table(key.get_ref()) {
                Some(shape) => self.top(shape, key.span().into(), value),
                None => self.unknown_table(key.get_ref(), key.span().into()),
            }
        }
        self.instrument();
        if !root.contains_key("case") && !self.syntax.may_be_hidden("case") {
            let start = Span { start: 0, end: 0 };
            self.report(
                Diagnostic::new(Code::MissingKey, "the case has no table `[case]`", start)
                    .label("it stands at the top of the file")
                    .help("write `[case]` with `title`, `as_of` and `instrument`; `detente new` writes a file to start from"),
            );
        }
    }

    /// Where something is negotiated, the case says whose yes makes the agreement exist.
    fn instrument(&mut self) {
        let root = &self.syntax.root;
        // What a text says can be gathered before it is known what is negotiated.
        let nothing_negotiated =
            !root.contains_key("issues") && (root.contains_key("conflict") || root.contains_key("sources"));
        let Some(case) = root.get("case") else { return };
        let DeValue::Table(head) = case.get_ref() else { return };
        let shape = &crate::tables::instrument::CASE;
        if let Some(key) =
            shape.key("instrument").filter(|key| !nothing_negotiated && !head.contains_key(key.name))
        {
            self.missing_key(shape, key, case.span().into());
        }
    }

    fn top(&mut self, shape: &'static Shape, key: Span, value: &Spanned<DeValue<'_>>) {
        match (shape.layout, value.get_ref()) {
            (Layout::Once, DeValue::Table(table)) => self.table(shape, table, value.span().into(), None),
            (Layout::Named, DeValue::Table(tables)) => {
                for (name, value) in tables {
                    match value.get_ref() {
                        DeValue::Table(table) => {
                            // An issue's own conditions may speak of its options.
                            self.table(shape, table, value.span().into(), None);
                        }
                        _ => self.wrong_layout(shape, name.span().into()),
                    }
                }
            }
            (Layout::Listed, DeValue::Array(items)) => {
                for item in items {
                    match item.get_ref() {
                        DeValue::Table(table) => self.table(shape, table, item.span().into(), None),
                        _ => self.wrong_layout(shape, item.span().into()),
                    }
                }
            }
            _ => self.wrong_layout(shape, key),
        }
    }

    fn wrong_layout(&mut self, shape: &Shape, span: Span) {
        let how = match shape.layout {
            Layout::Named => "each such table has a name",
            Layout::Listed => "these tables are a list without names",
            Layout::Once | Layout::Within => "there is one such table",
        };
        self.report(
            Diagnostic::new(Code::WrongType, format!("`{}` has another form", shape.name), span)
                .label(how)
                .help(format!("write `{}`", shape.heading())),
        );
    }

    fn unknown_table(&mut self, name: &str, span: Span) {
        if self.sink.is_full() {
            return self.report(Diagnostic::new(Code::UnknownTable, "", span));
        }
        let tables = TABLES.iter().map(|shape| shape.name);
        let help = suggestion(name, tables, "");
        self.report(
            Diagnostic::new(Code::UnknownTable, format!("a case has no table `{name}`"), span)
                .label("not read")
                .help(help),
        );
    }

    /// A table of this shape. `issue` is the issue around it, if any.
    pub(super) fn table(
        &mut self,
        shape: &'static Shape,
        table: &DeTable<'_>,
        at: Span,
        issue: Option<&str>,
    ) {
        let own_issue = table.get("issue").and_then(|value| value.get_ref().as_str());
        let issue = own_issue.or(issue);
        for (key, value) in table {
            if self.syntax.is_broken(key.span().into()) {
                continue;
            }
            match shape.key(key.get_ref()) {
                Some(known) => self.value(&known.kind, value, Place { key: known.name, issue }),
                None => self.unknown_key(shape, key.get_ref(), key.span().into()),
            }
        }
        for key in shape.keys.iter().filter(|key| key.required && !table.contains_key(key.name)) {
            self.missing_key(shape, key, at);
        }
        basis::check(self, shape, table, at);
    }

    fn unknown_key(&mut self, shape: &'static Shape, name: &str, span: Span) {
        if self.sink.is_full() {
            return self.report(Diagnostic::new(Code::UnknownKey, "", span));
        }
        let nearest = nearest(name, shape.all_keys().map(|key| key.name));
        let own: Vec<_> = shape.keys.iter().map(|key| key.name).collect();
        let help = nearest.map_or_else(
            || format!("its keys are {}", shape::list(&own)),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        self.report(
            Diagnostic::new(Code::UnknownKey, format!("`{}` has no key `{name}`", shape.name), span)
                .label("not read")
                .help(help),
        );
    }

    fn missing_key(&mut self, shape: &'static Shape, key: &shape::Key, at: Span) {
        if self.syntax.may_be_hidden(key.name) {
            return;
        }
        let table = match shape.layout {
            Layout::Within => format!("an entry of `{}`", shape.name),
            Layout::Once => format!("`[{}]`", shape.name),
            Layout::Named | Layout::Listed => shape.one().to_string(),
        };
        self.report(
            Diagnostic::new(Code::MissingKey, format!("{table} lacks `{}`", key.name), at)
                .label(format!("`{}`: {}", key.name, key.doc))
                .help(format!("add `{} = {}`", key.name, key.kind.example())),
        );
    }

    /// A value of this kind.
    pub(super) fn value(&mut self, kind: &'static Kind, value: &Spanned<DeValue<'_>>, place: Place<'_>) {
        match (kind, value.get_ref()) {
            (Kind::List(item), DeValue::Array(items)) => self.items(item, items, value.span().into(), place),
            (Kind::OneOrMore(item), DeValue::Array(items)) => {
                self.items(item, items, value.span().into(), place);
            }
            (Kind::OneOrMore(item), _) => self.value(item, value, place),
            (Kind::Map(key_kind, item), DeValue::Table(entries)) => {
                for (key, value) in entries {
                    values::name(self, key_kind, key.get_ref(), key.span().into(), place);
                    let issue =
                        matches!(key_kind, Kind::Name(ItemKind::Issue)).then(|| key.get_ref().as_ref());
                    self.value(item, value, Place { key: place.key, issue: issue.or(place.issue) });
                }
            }
            (Kind::States, DeValue::Array(items)) => self.states(items, place),
            (Kind::Table(shape), DeValue::Table(table)) => {
                self.table(shape, table, value.span().into(), place.issue);
            }
            _ => values::single(self, kind, value, place),
        }
    }

    fn items(&mut self, kind: &'static Kind, items: &toml::de::DeArray<'_>, at: Span, place: Place<'_>) {
        if items.is_empty()
            && !matches!(place.key, "history" | "delegations" | "status" | "members" | "consent" | "state")
        {
            return self.empty_list(at, place);
        }
        let mut seen: IndexMap<&str, Span> = IndexMap::new();
        for item in items {
            self.value(kind, item, place);
            let (Some(text), Kind::Name(_) | Kind::Option | Kind::Actor) = (item.get_ref().as_str(), kind)
            else {
                continue;
            };
            let here = Span::from(item.span());
            match seen.get(text) {
                Some(first) => self.report(
                    Diagnostic::new(Code::ListedTwice, format!("`{text}` is listed twice"), here)
                        .label("here again")
                        .also(*first, "first here")
                        .help("delete one of them"),
                ),
                None => drop(seen.insert(text, here)),
            }
        }
    }

    /// A state, or equally good ones: a list of courses may be empty, for nothing may be taken.
    fn states(&mut self, items: &toml::de::DeArray<'_>, place: Place<'_>) {
        let tied = items.iter().any(|item| item.get_ref().as_array().is_some());
        let state = Place { key: "state", ..place };
        for item in items {
            match item.get_ref() {
                DeValue::Array(courses) if tied => {
                    self.items(&Kind::Name(ItemKind::Course), courses, item.span().into(), state);
                }
                _ if tied => values::single(self, &Kind::States, item, place),
                _ => self.value(&Kind::Name(ItemKind::Course), item, place),
            }
        }
    }

    fn empty_list(&mut self, at: Span, place: Place<'_>) {
        self.report(
            Diagnostic::new(Code::EmptyList, format!("`{}` lists nothing", place.key), at)
                .label("an empty list")
                .help("fill it, or delete the key"),
        );
    }
}
