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

use super::{citation, names::Names, scalars};
use crate::{
    Actor, Assumption, Basis, Citation, Condition, Dated, Effects, Interval, IssueId, LeverStatus, OptionId,
    Origin, PartyId, Rank, RankRange, Span, StateCondition, When, Word,
    shape::{self, Shape},
};

/// A table of a known shape.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) table: &'a DeTable<'a>,
    pub(super) span: Span,
    pub(super) names: &'a Names,
    pub(super) owner_key: &'static str,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl<'a> Row<'a> {
    pub(super) fn new(shape: &Shape, table: &'a DeTable<'a>, span: Span, names: &'a Names) -> Self {
        Self { table, span, names, owner_key: super::basis::owner_key(shape) }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(scalars::text)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        self.get(key)?.get_ref().as_bool()
    }

    pub(super) fn count(&self, key: &str) -> Option<u32> {
        self.get(key).and_then(scalars::count)
    }

    pub(super) fn date(&self, key: &str) -> Option<Date> {
        self.get(key).and_then(scalars::date)
    }

    pub(super) fn interval(&self, key: &str, scale: Interval) -> Option<Interval> {
        self.get(key).and_then(|value| on_scale(value, scale))
    }

    pub(super) fn word<W: Word>(&self, key: &str) -> Option<W> {
        W::from_text(self.get(key)?.get_ref().as_str()?)
    }

    pub(super) fn when(&self, key: &str) -> Option<When> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.get_ref() else { return scalars::date(value).map(When::on) };
        let [from, to] = [table.get("from")?, table.get("to")?].map(scalars::date);
        let (from, to) = (from?, to?);
        Some(When { from: from.min(to), to: from.max(to), words: table.get("words").and_then(scalars::text) })
    }

    pub(super) fn ranks(&self, key: &str) -> Option<RankRange> {
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
    pub(super) fn texts(&self, key: &str) -> Vec<(&'a str, Span)> {
        self.get(key).map(texts).unwrap_or_default()
    }

    /// What `keep` makes of the texts of a list, each entry of which is a text or a list of texts; groups of
    /// which nothing is kept are left out.
    pub(super) fn groups<T>(
        &self,
        key: &str,
        mut keep: impl FnMut((&'a str, Span)) -> Option<T>,
    ) -> Vec<Vec<T>> {
        let items = self.get(key).and_then(|value| value.get_ref().as_array());
        let groups = items.into_iter().flatten();
        let kept = groups.map(|group| texts(group).into_iter().filter_map(&mut keep).collect::<Vec<_>>());
        kept.filter(|group| !group.is_empty()).collect()
    }

    /// The name of a table of this kind.
    pub(super) fn name<T>(&self, key: &str, table: &str, id: impl Fn(String) -> T) -> Option<T> {
        let name = self.get(key)?.get_ref().as_str()?;
        self.names.has(table, name).then(|| id(name.to_string()))
    }

    /// The names of tables of this kind, each once.
    pub(super) fn names<T: Hash + Eq>(&self, key: &str, table: &str, id: impl Fn(String) -> T) -> Vec<T> {
        let known = self.texts(key).into_iter().filter(|(name, _)| self.names.has(table, name));
        once(known.map(|(name, _)| id(name.to_string())))
    }

    pub(super) fn party(&self, key: &str) -> Option<PartyId> {
        self.name(key, "parties", PartyId::new)
    }

    pub(super) fn parties(&self, key: &str) -> Vec<PartyId> {
        self.names(key, "parties", PartyId::new)
    }

    pub(super) fn actor(&self, key: &str) -> Option<Actor> {
        self.names.actor(self.get(key)?.get_ref().as_str()?)
    }

    pub(super) fn actors(&self, key: &str) -> Vec<Actor> {
        once(self.texts(key).into_iter().filter_map(|(name, _)| self.names.actor(name)))
    }

    /// The options of `issue` named, each once, with the place.
    pub(super) fn options(&self, value: &'a Value<'a>, issue: &IssueId) -> Vec<(OptionId, Span)> {
        let known = texts(value).into_iter().filter(|(name, _)| self.names.has_option(issue.as_str(), name));
        let mut options: IndexMap<OptionId, Span> = IndexMap::new();
        for (name, span) in known {
            options.entry(OptionId::new(name)).or_insert(span);
        }
        options.into_iter().collect()
    }

    /// A condition all of whose issues and options exist.
    pub(super) fn condition(&self, key: &str) -> Option<Condition> {
        let condition = Condition::parse(self.get(key)?.get_ref().as_str()?).ok()?;
        let known = condition.terms.iter().all(|term| {
            term.options.iter().all(|option| self.names.has_option(term.issue.as_str(), option.as_str()))
        });
        known.then_some(condition)
    }

    /// The entries of a table within this one.
    pub(super) fn entries(&self, key: &str) -> Vec<(&'a str, Span, &'a Value<'a>)> {
        let table = self.get(key).and_then(|value| value.get_ref().as_table());
        table
            .into_iter()
            .flatten()
            .map(|(key, value)| (key.get_ref().as_ref(), Span::from(key.span()), value))
            .collect()
    }

    /// The tables by name within this one.
    pub(super) fn named_parts(&self, key: &str) -> Vec<(&'a str, Self)> {
        let part = |(name, span, value): (&'a str, Span, &'a Value<'a>)| {
            let table = value.get_ref().as_table()?;
            let span = if value.span().is_empty() { span } else { value.span().into() };
            Some((name, Self { table, span, names: self.names, owner_key: "owner" }))
        };
        self.entries(key).into_iter().filter_map(part).collect()
    }

    /// Whether every course that a condition over states speaks of exists.
    pub(super) fn knows_courses(&self, condition: &StateCondition) -> bool {
        condition.courses().into_iter().all(|course| self.names.has("courses", course.as_str()))
    }

    pub(super) fn effects(&self, key: &str, scale: Interval) -> Effects {
        let known = self.entries(key).into_iter().filter(|(party, ..)| self.names.has("parties", party));
        known.filter_map(|(party, _, value)| Some((PartyId::new(party), on_scale(value, scale)?))).collect()
    }

    /// The table within this one.
    pub(super) fn part(&self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        value.get_ref().as_table().map(|table| Self {
            table,
            span: value.span().into(),
            names: self.names,
            owner_key: "owner",
        })
    }

    /// The tables of a list within this one.
    pub(super) fn parts(&self, key: &str) -> Vec<Self> {
        let items = self.get(key).and_then(|value| value.get_ref().as_array());
        let part = |item: &'a Value<'a>| {
            let table = item.get_ref().as_table()?;
            Some(Self { table, span: item.span().into(), names: self.names, owner_key: "owner" })
        };
        items.into_iter().flatten().filter_map(part).collect()
    }

    /// Where this table says it comes from.
    pub(super) fn origin(&self) -> Origin {
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
    pub(super) fn origin_within(&self, around: &Origin) -> Origin {
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
    pub(super) fn effects_origin(&self, origin: &Origin) -> Origin {
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
            .filter(|citation| self.names.has("sources", citation.source.as_str()))
            .collect();
        (!citations.is_empty()).then_some(Basis::Cited(citations))
    }

    /// Where it stood and stands.
    pub(super) fn history(&self, key: &str, around: &Origin) -> Vec<Dated<LeverStatus>> {
        let item = |row: Self| {
            Some(Dated { is: row.word("is")?, on: row.date("on"), origin: row.origin_within(around) })
        };
        self.parts(key).into_iter().filter_map(item).collect()
    }
}

/// The interval, if it lies on `scale`.
pub(super) fn on_scale(value: &Value<'_>, scale: Interval) -> Option<Interval> {
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

/// Each table of this kind that has a name, in the order of the file.
pub(super) fn named<'a, I: Hash + Eq, T>(
    root: &'a DeTable<'a>,
    names: &'a Names,
    table: &str,
    id: impl Fn(String) -> I,
    read: impl Fn(&str, Row<'a>) -> Option<T>,
) -> IndexMap<I, T> {
    let tables = root.get(table).and_then(|value| value.get_ref().as_table());
    let (Some(tables), Some(shape)) = (tables, shape::table(table)) else { return IndexMap::new() };
    let one = |(key, value): (&'a Spanned<toml::de::DeString<'a>>, &'a Value<'a>)| {
        let row = Row::new(shape, value.get_ref().as_table()?, value.span().into(), names);
        Some((id(key.get_ref().to_string()), read(key.get_ref(), row)?))
    };
    tables.iter().filter_map(one).collect()
}

/// Each table of this kind in a list, in the order of the file.
pub(super) fn listed<'a, T>(
    root: &'a DeTable<'a>,
    names: &'a Names,
    table: &str,
    read: impl Fn(Row<'a>) -> Option<T>,
) -> Vec<T> {
    let items = root.get(table).and_then(|value| value.get_ref().as_array());
    let Some(shape) = shape::table(table) else { return Vec::new() };
    let one =
        |item: &'a Value<'a>| read(Row::new(shape, item.get_ref().as_table()?, item.span().into(), names));
    items.into_iter().flatten().filter_map(one).collect()
}
