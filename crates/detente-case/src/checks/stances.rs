//! Whether what parties want is said, and said in one way.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use toml::de::DeTable;

use super::Ground;
use crate::{
    Code, Counts, Diagnostic, Interval, Level, OptionId, PartyId, Quantity, Span, Stance, Weight, Weights,
    Word, diagnostic::Sink,
};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for (row, span) in ground.rows("stances") {
        says_nothing(row, span, sink);
        named_twice(row, sink);
        ranked_twice(row, sink);
    }
    for (row, span) in ground.rows("weights") {
        ranked_twice(row, sink);
        if !row.contains_key("issues") && !row.contains_key("order") && row.contains_key("party") {
            sink.push(
                Diagnostic::new(Code::SaysNothing, "these weights name no issue", span)
                    .label("no weights and no order")
                    .help("add `issues` (weights by issue) or `order` (issues, weightiest first)"),
            );
        }
    }
    contradictions(ground, sink);
    all_zero(ground, sink);
}

fn says_nothing(row: &DeTable<'_>, span: Span, sink: &mut Sink) {
    let said = Level::ALL.iter().map(|level| level.as_str()).chain(["values", "order"]);
    if !said.into_iter().any(|key| row.contains_key(key)) && row.contains_key("issue") {
        sink.push(
            Diagnostic::new(Code::SaysNothing, "this stance names no option", span)
                .label("no level, no values and no order")
                .help("add one of `propose`, `accept`, `tolerate`, `oppose`, `red_line` (lists of options), `values` or `order`"),
        );
    }
}

fn named_twice(row: &DeTable<'_>, sink: &mut Sink) {
    let mut seen: IndexMap<&str, (Level, Span)> = IndexMap::new();
    for level in Level::ALL {
        let options = row.get(level.as_str()).and_then(|value| value.get_ref().as_array());
        for option in options.into_iter().flatten() {
            let Some(name) = option.get_ref().as_str() else { continue };
            match seen.get(name) {
                Some((first_level, first)) if first_level != level => {
                    let message = format!("this stance puts `{name}` under two levels");
                    sink.push(
                        Diagnostic::new(Code::TwoLevels, message, option.span().into())
                            .label(format!("`{level}`"))
                            .also(*first, format!("`{first_level}`, which is what counts: the worse of the two"))
                            .help("keep one; if a party said both, write two stances, each with its own citation"),
                    );
                }
                _ => drop(seen.insert(name, (*level, option.span().into()))),
            }
        }
    }
}

/// An order that names something at two places says both that it is better than what stands between and that it is worse.
fn ranked_twice(row: &DeTable<'_>, sink: &mut Sink) {
    let groups = row.get("order").and_then(|value| value.get_ref().as_array()).into_iter().flatten();
    let mut seen: IndexMap<&str, (usize, Span)> = IndexMap::new();
    for (place, group) in groups.enumerate() {
        let members = group.get_ref().as_array().into_iter().flatten();
        for member in members.chain(std::iter::once(group)) {
            let Some(name) = member.get_ref().as_str() else { continue };
            let here = Span::from(member.span());
            match seen.get(name) {
                Some((first_place, first)) if *first_place != place => sink.push(
                    Diagnostic::new(Code::OrderContradicts, format!("the order names `{name}` twice"), here)
                        .label("here again")
                        .also(*first, "first here")
                        .help("keep the one that is meant"),
                ),
                Some(_) => {}
                None => drop(seen.insert(name, (place, here))),
            }
        }
    }
}

/// Two stances of one party from one source that put an option on different levels are kept, and shown.
fn contradictions(ground: &Ground<'_>, sink: &mut Sink) {
    type Said<'a> = (Option<Level>, Option<Interval>, Span, &'a Stance);
    let mut said: IndexMap<(&PartyId, &str, &OptionId, &str), Said<'_>> = IndexMap::new();
    for stance in &ground.case.stances {
        for (option, position) in &stance.positions {
            for party in &stance.parties {
                for citation in stance.origin.citations() {
                    let about = (party, stance.issue.as_str(), option, citation.source.as_str());
                    let here = (position.level, position.value, position.span, stance);
                    match said.get(&about) {
                        Some(first)
                            if (first.0, first.1) != (here.0, here.1) && overlap(ground, first.3, stance) =>
                        {
                            sink.push(contradiction(about, first.2, here.2));
                        }
                        Some(_) => {}
                        None => drop(said.insert(about, here)),
                    }
                }
            }
        }
    }
}

/// Whether there is a day on which both hold and may be known.
fn overlap(ground: &Ground<'_>, first: &Stance, second: &Stance) -> bool {
    let never = |one: &Stance| {
        let known_from = ground.case.known_from(&one.origin);
        one.origin.until.zip(known_from).is_some_and(|(until, from)| until < from)
    };
    let before = |one: &Stance, other: &Stance| {
        one.origin.until.is_some_and(|until| other.origin.since.is_some_and(|since| until < since))
    };
    !never(first)
        && !never(second)
        && !before(first, second)
        && !before(second, first)
        && first.unless == second.unless
}

fn contradiction(about: (&PartyId, &str, &OptionId, &str), first: Span, second: Span) -> Diagnostic {
    let (party, issue, option, source) = about;
    let message = format!(
        "according to `{source}`, `{party}` says two different things about `{option}` on \
        `{issue}`"
    );
    Diagnostic::new(Code::ContradictingStances, message, second)
        .label("said here; the later in the file counts")
        .also(first, "and otherwise here")
        .help(
            "if it changed, say when (`since`, `until`); if the source contradicts itself, give the weaker \
            statement a lower grade",
        )
}

fn all_zero(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let zero = |weight: &Weight| match weight {
        Weight::Word(word) => case.scale.importance(*word).high == Quantity::ZERO,
        Weight::Range(interval) => interval.high == Quantity::ZERO,
    };
    let mut by_party: IndexMap<&PartyId, Vec<&Weights>> = IndexMap::new();
    for weights in &case.weights {
        by_party.entry(&weights.party).or_default().push(weights);
    }
    for (party, tables) in by_party {
        let weights = || tables.iter().flat_map(|weights| &weights.by_issue);
        let weighed: BTreeSet<_> = weights().map(|(issue, _)| issue).collect();
        if let Some(first) = tables.first()
            && !weighed.is_empty()
            && weighed.len() == case.issues.len()
            && weights().all(|(_, weight)| zero(weight))
        {
            let message = format!("nothing matters to `{party}`: all its weights are zero");
            sink.push(
                Diagnostic::new(Code::AllZero, message, ground.key(&first.origin, "issues"))
                    .label("no package is worth more to it than another")
                    .help(
                        "give at least one issue a weight above zero, or leave the weights out; unknown is not \
                         zero",
                    ),
            );
        }
    }
}

pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let consent = ground.key(&case.instrument.origin, "consent");
    let with_stance: BTreeSet<_> = case.stances.iter().flat_map(|stance| &stance.parties).collect();
    let with_weights: BTreeSet<_> = case.weights.iter().map(|weights| &weights.party).collect();
    let has_stance = |party: &PartyId| with_stance.contains(party);
    for party in &case.instrument.consent {
        if !has_stance(party) && !case.issues.is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::NoStance,
                    format!(
                        "`{party}` must consent, but the case does not say what \
                    it wants"
                    ),
                    consent,
                )
                .label("every result that depends on it says so")
                .help(format!(
                    "add `[[stances]]` with `party = \"{party}\"`; if no source says what it \
                        wants, assume something and answer for it"
                )),
            );
        }
        if case.no_deal_of(party).is_none() && !case.issues.is_empty() {
            sink.push(
                Diagnostic::new(
                    Code::NoNoDealValue,
                    format!(
                        "`{party}` must consent, but the case does not say \
                    what no agreement is worth to it"
                    ),
                    consent,
                )
                .label("so nobody can say whether it gains from a package")
                .help(format!(
                    "add `[[no_deal]]` with `party = \"{party}\"` and `value = [30, 55]`; if no \
                        source gives a value, assume one and answer for it"
                )),
            );
        }
    }
    for (party, entry) in case.parties.iter().filter(|(party, _)| has_stance(party)) {
        if !with_weights.contains(party) && entry.counts == Counts::Mean {
            sink.push(
                Diagnostic::new(
                    Code::NoWeights,
                    format!("`{party}` has stances but no weights"),
                    entry.origin.span,
                )
                .label("so each issue may matter to it as much as any other, or not at all")
                .help(format!("add `[[weights]]` with `party = \"{party}\"`")),
            );
        }
    }
}
