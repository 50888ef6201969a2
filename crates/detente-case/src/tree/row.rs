//! One table of the tree, asked for its values.
//!
//! What is not what the format asks for was reported when the tree was compared with the format; here it is
//! simply absent.

use std::hash::Hash;

use indexmap::{IndexMap, IndexSet};
use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{citation, digest::Digest, names::Names, scalars};
use crate::{
    Actor, Assumption, Basis, Citation, Condition, Interval, IssueId, ItemKind, OptionId, Origin, Rank,
    RankRange, Span, StateCondition, When, Word,
    ids::Id,
    shape::{Bounds, Shape},
};

/// What tables are read from.
#[derive(Clone, Copy)]
pub(crate) struct Book<'a> {
    /// The file as a tree.
    pub(crate) root: &'a DeTable<'a>,
    /// The names it defines.
    pub(crate) names: &'a Names,
    /// The digests beside it, by path.
    pub(crate) digests: &'a IndexMap<String, Digest>,
}

/// A table of a known shape.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    table: &'a DeTable<'a>,
    /// Where it stands.
    pub(crate) span: Span,
    /// Its own name; empty where it has none.
    pub(crate) called: &'a str,
    /// What it is read from.
    pub(crate) book: &'a Book<'a>,
    owner_key: &'static str,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Row<'a> {
    /// What it is called: its `name`, or else its identifier.
    pub(crate) fn title(&self) -> String {
        self.text("name").unwrap_or_else(|| self.called.to_owned())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(scalars::text)
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.get(key)?.get_ref().as_bool()
    }

    pub(crate) fn count(&self, key: &str) -> Option<u32> {
        self.get(key).and_then(scalars::count)
    }

    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        self.get(key).and_then(scalars::date)
    }

    pub(crate) fn interval(&self, key: &str, bounds: &Bounds) -> Option<Interval> {
        self.get(key).and_then(|value| on_scale(value, bounds))
    }

    pub(crate) fn word<W: Word>(&self, key: &str) -> Option<W> {
        W::from_text(self.get(key)?.get_ref().as_str()?)
    }

    pub(crate) fn when(&self, key: &str) -> Option<When> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.get_ref() else { return scalars::date(value).map(When::on) };
        let [from, to] = [table.get("from")?, table.get("to")?].map(scalars::date);
        let (from, to) = (from?, to?);
        Some(When { from: from.min(to), to: from.max(to), words: table.get("words").and_then(scalars::text) })
    }

    pub(crate) fn ranks(&self, key: &str) -> Option<RankRange> {
        let rank = |value: &Value<'_>| Rank::from_text(value.get_ref().as_str()?);
        match self.get(key)?.get_ref() {
            DeValue::Array(pair) => {
                let (first, second) = (rank(pair.first()?)?, rank(pair.get(1)?)?);
                Some(RankRange { low: first.min(second), high: first.max(second) })
            }
            DeValue::String(text) => Rank::from_text(text).map(|rank| RankRange { low: rank, high: rank }),
            _ => None,
        }
    }

    /// The texts of a list, or the one text.
    pub(crate) fn texts(&self, key: &str) -> Vec<(&'a str, Span)> {
        self.get(key).map(texts).unwrap_or_default()
    }

    /// What `keep` makes of the texts of a list, each entry of which is a text or a list of texts; groups of
    /// which nothing is kept are left out.
    pub(crate) fn groups<T>(
        &self,
        key: &str,
        mut keep: impl FnMut((&'a str, Span)) -> Option<T>,
    ) -> Vec<Vec<T>> {
        let items = self.get(key).and_then(|value| value.get_ref().as_array());
        let groups = items.into_iter().flatten();
        let kept = groups.map(|group| texts(group).into_iter().filter_map(&mut keep).collect::<Vec<_>>());
        kept.filter(|group| !group.is_empty()).collect()
    }

    /// The name, if something is called so.
    pub(crate) fn name<I: Id>(&self, key: &str) -> Option<I> {
        let name = self.get(key)?.get_ref().as_str()?;
        self.book.names.has(I::KIND, name).then(|| I::named(name))
    }

    /// The names by which something is called, each once.
    pub(crate) fn names<I: Id>(&self, key: &str) -> Vec<I> {
        let known = self.texts(key).into_iter().filter(|(name, _)| self.book.names.has(I::KIND, name));
        once(known.map(|(name, _)| I::named(name)))
    }

    pub(crate) fn actor(&self, key: &str) -> Option<Actor> {
        self.book.names.actor(self.get(key)?.get_ref().as_str()?)
    }

    pub(crate) fn actors(&self, key: &str) -> Vec<Actor> {
        once(self.texts(key).into_iter().filter_map(|(name, _)| self.book.names.actor(name)))
    }

    /// The options of `issue` named, each once, with the place.
    pub(crate) fn options(&self, value: &'a Value<'a>, issue: &IssueId) -> Vec<(OptionId, Span)> {
        let known =
            texts(value).into_iter().filter(|(name, _)| self.book.names.has_option(issue.as_str(), name));
        let mut options: IndexMap<OptionId, Span> = IndexMap::new();
        for (name, span) in known {
            options.entry(OptionId::new(name)).or_insert(span);
        }
        options.into_iter().collect()
    }

    /// A condition all of whose issues and options exist.
    pub(crate) fn condition(&self, key: &str) -> Option<Condition> {
        let condition = Condition::parse(self.get(key)?.get_ref().as_str()?).ok()?;
        let known = condition.terms.iter().all(|term| {
            term.options.iter().all(|option| self.book.names.has_option(term.issue.as_str(), option.as_str()))
        });
        known.then_some(condition)
    }

    /// The entries of a table within this one.
    pub(crate) fn entries(&self, key: &str) -> Vec<(&'a str, Span, &'a Value<'a>)> {
        let table = self.get(key).and_then(|value| value.get_ref().as_table());
        table
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.get_ref().as_ref(), Span::from(key.span()), value))
            .collect()
    }

    /// The tables by name within this one.
    pub(crate) fn named_parts(&self, key: &str) -> Vec<Self> {
        let part = |(called, span, value): (&'a str, Span, &'a Value<'a>)| {
            let table = value.get_ref().as_table()?;
            let span = if value.span().is_empty() { span } else { value.span().into() };
            Some(self.within(called, table, span))
        };
        self.entries(key).into_iter().filter_map(part).collect()
    }

    /// The row of another table that has this name.
    pub(crate) fn elsewhere(&self, shape: &Shape, name: &str) -> Option<Self> {
        let tables = self.book.root.get(shape.name)?.get_ref().as_table()?;
        let (key, value) = tables.get_key_value(name)?;
        Some(self.book.row(shape, key.get_ref(), value.get_ref().as_table()?, value.span().into()))
    }

    fn within(&self, called: &'a str, table: &'a DeTable<'a>, span: Span) -> Self {
        Self { table, span, called, book: self.book, owner_key: "owner" }
    }

    /// Whether every course that a condition over states speaks of exists.
    pub(crate) fn knows_courses(&self, condition: &StateCondition) -> bool {
        condition.courses().into_iter().all(|course| self.book.names.has(ItemKind::Course, course.as_str()))
    }

    /// The intervals by name that lie on a scale.
    pub(crate) fn intervals<I: Id>(&self, key: &str, bounds: &Bounds) -> IndexMap<I, Interval> {
        let known = self.entries(key).into_iter().filter(|(name, ..)| self.book.names.has(I::KIND, name));
        known.filter_map(|(name, _, value)| Some((I::named(name), on_scale(value, bounds)?))).collect()
    }

    /// The table within this one.
    pub(crate) fn part(&self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        value.get_ref().as_table().map(|table| self.within("", table, value.span().into()))
    }

    /// The tables of a list within this one.
    pub(crate) fn parts(&self, key: &str) -> Vec<Self> {
        let items = self.get(key).and_then(|value| value.get_ref().as_array());
        let part = |item: &'a Value<'a>| {
            let table = item.get_ref().as_table()?;
            Some(self.within("", table, item.span().into()))
        };
        items.into_iter().flatten().filter_map(part).collect()
    }

    /// Where this table says it comes from.
    pub(crate) fn origin(&self) -> Origin {
        Origin {
            span: self.span,
            basis: self.basis().unwrap_or(Basis::Definition),
            grade: self.text("grade").and_then(|text| text.parse().ok()),
            note: self.text("note"),
            since: self.date("since"),
            until: self.date("until"),
            label: self.word("tlp"),
            compartment: self.text("compartment"),
        }
    }

    /// Where this part of another table says it comes from: what it leaves out is said by the table around it.
    pub(crate) fn origin_within(&self, around: &Origin) -> Origin {
        let own = self.origin();
        let basis = self.basis();
        Origin {
            span: own.span,
            grade: own.grade.or(if basis.is_none() { around.grade } else { None }),
            basis: basis.unwrap_or_else(|| around.basis.clone()),
            note: own.note,
            since: own.since.or(around.since),
            until: own.until.or(around.until),
            label: own.label.max(around.label),
            compartment: own.compartment.or_else(|| around.compartment.clone()),
        }
    }

    /// Where the numbers of this table come from.
    pub(crate) fn effects_origin(&self, origin: &Origin) -> Origin {
        if !self.table.contains_key("effects_basis") {
            return origin.clone();
        }
        let assumption = Assumption {
            owner: self.text("effects_owner").unwrap_or_else(|| "nobody".into()),
            expires: self.date("effects_expires"),
            set: self.text("set"),
        };
        Origin { basis: Basis::Assumed(assumption), grade: None, ..origin.clone() }
    }

    fn basis(&self) -> Option<Basis> {
        if self.table.contains_key("basis") {
            return Some(Basis::Assumed(Assumption {
                owner: self.text(self.owner_key).unwrap_or_else(|| "nobody".into()),
                expires: self.date("expires").or_else(|| self.date("effects_expires")),
                set: self.text("set"),
            }));
        }
        let citations: Vec<Citation> = self
            .texts("cite")
            .into_iter()
            .filter_map(|(text, span)| citation::parse(text, span))
            .filter(|citation| self.book.names.has(ItemKind::Source, citation.source.as_str()))
            .collect();
        (!citations.is_empty()).then_some(Basis::Cited(citations))
    }
}

/// The interval, if it lies on the scale.
pub(crate) fn on_scale(value: &Value<'_>, bounds: &Bounds) -> Option<Interval> {
    let scale = bounds.interval();
    scalars::interval(value).filter(|interval| scale.contains(interval.low) && scale.contains(interval.high))
}

fn texts<'a>(value: &'a Value<'a>) -> Vec<(&'a str, Span)> {
    let one = |value: &'a Value<'a>| value.get_ref().as_str().map(|text| (text, Span::from(value.span())));
    match value.get_ref() {
        DeValue::Array(items) => items.iter().filter_map(one).collect(),
        _ => one(value).into_iter().collect(),
    }
}

fn once<T: Hash + Eq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<IndexSet<T>>().into_iter().collect()
}

impl<'a> Book<'a> {
    /// The table of this shape that stands once.
    pub(crate) fn once(&'a self, shape: &Shape) -> Option<Row<'a>> {
        let value = self.root.get(shape.name)?;
        Some(self.row(shape, "", value.get_ref().as_table()?, value.span().into()))
    }

    /// Each table of this shape that has a name, in the order of the file.
    pub(crate) fn named(&'a self, shape: &Shape) -> impl Iterator<Item = Row<'a>> {
        let tables = self.root.get(shape.name).and_then(|value| value.get_ref().as_table());
        tables.into_iter().flatten().filter_map(move |(key, value)| {
            Some(self.row(shape, key.get_ref(), value.get_ref().as_table()?, value.span().into()))
        })
    }

    /// Each table of this shape in a list, in the order of the file.
    pub(crate) fn listed(&'a self, shape: &Shape) -> impl Iterator<Item = Row<'a>> {
        let items = self.root.get(shape.name).and_then(|value| value.get_ref().as_array());
        let tables = items.into_iter().flatten();
        tables
            .filter_map(move |item| Some(self.row(shape, "", item.get_ref().as_table()?, item.span().into())))
    }

    fn row(&'a self, shape: &Shape, called: &'a str, table: &'a DeTable<'a>, span: Span) -> Row<'a> {
        Row { table, span, called, book: self, owner_key: shape.owner_key() }
    }
}
