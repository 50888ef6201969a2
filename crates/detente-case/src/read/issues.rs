//! What a package must settle, what parties want of it, and what no agreement is worth to them.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    row::{Row, on_scale},
    scalars,
};
use crate::{
    Importance, Interval, Issue, IssueId, IssueKind, IssueOption, Level, NoDeal, OptionId, Origin, PartyId,
    Recognition, Rule, RuleKind, Scale, Stance, StancePosition, TerritoryId, Weight, Weights, Word,
};

/// The scale of values and weights.
const PERCENT: Interval = Interval::units(0, 100);

/// What words stand for, each as the case says or as by default.
pub(super) fn scale(row: Option<Row<'_>>) -> Scale {
    let mut scale = Scale::default();
    let Some(row) = row else { return scale };
    let values = [
        (&mut scale.propose, "propose"),
        (&mut scale.accept, "accept"),
        (&mut scale.tolerate, "tolerate"),
        (&mut scale.oppose, "oppose"),
        (&mut scale.red_line, "red_line"),
        (&mut scale.unknown, "unknown"),
    ];
    set(row, values);
    if let Some(weights) = row.part("weights") {
        let values = [
            (&mut scale.none, "none"),
            (&mut scale.low, "low"),
            (&mut scale.medium, "medium"),
            (&mut scale.high, "high"),
            (&mut scale.vital, "vital"),
            (&mut scale.unstated, "unstated"),
        ];
        set(weights, values);
    }
    scale
}

fn set<'s>(row: Row<'_>, values: impl IntoIterator<Item = (&'s mut Interval, &'static str)>) {
    for (value, key) in values {
        if let Some(given) = row.interval(key, PERCENT) {
            *value = given;
        }
    }
}

pub(super) fn issue(id: &str, row: Row<'_>) -> Option<Issue> {
    let origin = row.origin();
    let mut options = IndexMap::new();
    for part in row.parts("options") {
        if let Some(id) = part.text("id") {
            options.entry(OptionId::new(id.clone())).or_insert_with(|| option(&id, part, &origin));
        }
    }
    (!options.is_empty()).then(|| Issue {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        kind: row.word("kind").unwrap_or(IssueKind::Choice),
        decided_by: row.get("decided_by").map(|_| row.parties("decided_by")),
        options,
        origin,
    })
}

fn option(id: &str, row: Row<'_>, around: &Origin) -> IssueOption {
    let recognition = |row: Row<'_>| {
        Some(Recognition {
            by: row.party("by")?,
            territory: row.name("territory", "territories", TerritoryId::new)?,
            rung: row.word("rung")?,
            when: row.text("when"),
        })
    };
    IssueOption {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        needs: row.parties("needs"),
        recognition: row.parts("recognition").into_iter().filter_map(recognition).collect(),
        silent: row.flag("silent").unwrap_or(false),
        origin: row.origin_within(around),
    }
}

/// A stance; `members` says who speaks when a bloc is named.
pub(super) fn stance(row: Row<'_>, members: impl Fn(&str) -> Vec<PartyId>) -> Option<Stance> {
    let issue = row.name("issue", "issues", IssueId::new)?;
    let positions = positions(row, &issue);
    let parties = match row.party("party") {
        Some(party) => vec![party],
        None => members(row.get("party")?.get_ref().as_str()?),
    };
    let mut ordered = BTreeSet::new();
    let order = row.groups("order", |(name, _)| {
        let option = OptionId::new(name);
        let place = positions.get(&option)?;
        let by_order = place.level.is_none() && place.value.is_none();
        (by_order && ordered.insert(option.clone())).then_some(option)
    });
    (!parties.is_empty() && !positions.is_empty()).then(|| Stance {
        parties,
        issue,
        positions,
        order,
        unless: row.condition("unless"),
        said_by: row.actor("said_by"),
        origin: row.origin(),
    })
}

/// What is said of each option; where an option is named twice, the worse level, so that a red line is never
/// lost.
fn positions(row: Row<'_>, issue: &IssueId) -> IndexMap<OptionId, StancePosition> {
    let mut positions: IndexMap<OptionId, StancePosition> = IndexMap::new();
    for level in Level::ALL {
        let Some(value) = row.get(level.as_str()) else { continue };
        for (option, span) in row.options(value, issue) {
            positions.entry(option).or_insert(StancePosition { level: Some(*level), value: None, span });
        }
    }
    for (option, span, value) in row.entries("values") {
        if row.names.has_option(issue.as_str(), option)
            && let Some(value) = on_scale(value, PERCENT)
        {
            let position = StancePosition { level: None, value: Some(value), span };
            positions.entry(OptionId::new(option)).or_insert(position).value = Some(value);
        }
    }
    for (option, span) in row.groups("order", Some).into_iter().flatten() {
        if row.names.has_option(issue.as_str(), option) {
            let position = StancePosition { level: None, value: None, span };
            positions.entry(OptionId::new(option)).or_insert(position);
        }
    }
    positions
}

pub(super) fn weights(row: Row<'_>) -> Option<Weights> {
    let weight = |value: &toml::Spanned<toml::de::DeValue<'_>>| match scalars::text(value) {
        Some(word) => Importance::from_text(&word).map(Weight::Word),
        None => on_scale(value, PERCENT).map(Weight::Range),
    };
    let known = row.entries("issues").into_iter().filter(|(issue, ..)| row.names.has("issues", issue));
    let by_issue: IndexMap<_, _> =
        known.filter_map(|(issue, _, value)| Some((IssueId::new(issue), weight(value)?))).collect();
    let mut ordered = BTreeSet::new();
    let order = row.groups("order", |(name, _)| {
        let issue = IssueId::new(name);
        let known = row.names.has("issues", name) && !by_issue.contains_key(&issue);
        (known && ordered.insert(issue.clone())).then_some(issue)
    });
    Some(Weights { party: row.party("party")?, by_issue, order, origin: row.origin() })
}

pub(super) fn no_deal(row: Row<'_>) -> Option<NoDeal> {
    Some(NoDeal { party: row.party("party")?, value: row.interval("value", PERCENT)?, origin: row.origin() })
}

pub(super) fn rule(_: &str, row: Row<'_>) -> Option<Rule> {
    Some(Rule {
        name: row.text("name"),
        if_: row.condition("if")?,
        then: row.condition("then")?,
        kind: row.word("kind").unwrap_or(RuleKind::Logical),
        origin: row.origin(),
    })
}
