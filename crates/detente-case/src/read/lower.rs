//! From the tree to the case.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{
    Digest, Syntax, claims, conflict, issues,
    names::Names,
    outlook, parties, power, proposals,
    row::{Row, listed, named},
    sources, talks,
};
use crate::{
    BeliefId, BlocId, Case, ClaimId, ContactId, FactorId, ForecastId, FundingId, GuaranteeId, HypothesisId,
    InstitutionId, Instrument, InstrumentClass, IssueId, LeverId, MeetingId, Origin, PartyId, PersonId,
    ProposalId, ProtocolId, RatifierId, RuleId, ScenarioId, Source, SourceId, Span, TerritoryId, TrackId,
    UltimatumId, shape,
};

/// Everything in the tree that is what the format asks for.
pub(super) fn case(syntax: &Syntax<'_>, names: &Names, digests: &IndexMap<String, Digest>) -> Case {
    let root = &syntax.root;
    let top = |table: &str| {
        let value = root.get(table)?;
        Some(Row::new(shape::table(table)?, value.get_ref().as_table()?, value.span().into(), names))
    };
    let head = top("case");
    let sources = named(root, names, "sources", SourceId::new, |_, row| sources::source(row, digests));
    let as_of = head.and_then(|row| row.date("as_of")).or_else(|| latest(&sources)).unwrap_or(Date::ZERO);
    let blocs = named(root, names, "blocs", BlocId::new, |id, row| Some(parties::bloc(id, row)));
    let members = |bloc: &str| blocs.get(bloc).map(|bloc| bloc.members.clone()).unwrap_or_default();
    let case = Case {
        title: head.and_then(|row| row.text("title")).unwrap_or_default(),
        question: head.and_then(|row| row.text("question")),
        as_of,
        snapshots: snapshots(head, as_of),
        names: head.and_then(|row| row.text("names")).unwrap_or_else(|| "un".into()),
        label: head.and_then(|row| row.word("tlp")),
        instrument: instrument(head.and_then(|row| row.part("instrument"))),
        scale: issues::scale(top("scale")),
        parties: named(root, names, "parties", PartyId::new, parties::party),
        people: named(root, names, "people", PersonId::new, |id, row| Some(parties::person(id, row))),
        institutions: named(root, names, "institutions", InstitutionId::new, |id, row| {
            Some(parties::institution(id, row))
        }),
        territories: named(root, names, "territories", TerritoryId::new, |id, row| {
            Some(parties::territory(id, row))
        }),
        tracks: named(root, names, "tracks", TrackId::new, |id, row| Some(talks::track(id, row))),
        meetings: named(root, names, "meetings", MeetingId::new, talks::meeting),
        contacts: named(root, names, "contacts", ContactId::new, talks::contact),
        issues: named(root, names, "issues", IssueId::new, issues::issue),
        stances: listed(root, names, "stances", |row| issues::stance(row, members)),
        weights: listed(root, names, "weights", issues::weights),
        no_deal: listed(root, names, "no_deal", issues::no_deal),
        rules: named(root, names, "rules", RuleId::new, issues::rule),
        levers: named(root, names, "levers", LeverId::new, power::lever),
        supposed: Vec::new(),
        beliefs: named(root, names, "beliefs", BeliefId::new, power::belief),
        ultimatums: named(root, names, "ultimatums", UltimatumId::new, power::ultimatum),
        guarantees: named(root, names, "guarantees", GuaranteeId::new, power::guarantee),
        funding: named(root, names, "funding", FundingId::new, power::funding),
        proposals: named(root, names, "proposals", ProposalId::new, |id, row| {
            Some(proposals::proposal(id, row))
        }),
        protocols: named(root, names, "protocols", ProtocolId::new, |id, row| {
            Some(proposals::protocol(id, row))
        }),
        claims: named(root, names, "claims", ClaimId::new, claims::claim),
        hypotheses: named(root, names, "hypotheses", HypothesisId::new, claims::hypothesis),
        ratifiers: named(root, names, "ratifiers", RatifierId::new, proposals::ratifier),
        factors: named(root, names, "factors", FactorId::new, outlook::factor),
        scenarios: named(root, names, "scenarios", ScenarioId::new, outlook::scenario),
        forecasts: named(root, names, "forecasts", ForecastId::new, outlook::forecast),
        conflict: conflict::conflict(top("conflict")),
        blocs,
        sources,
    };
    // A table that was left out because of an error of its own may still be referred to.
    case.without_dangling()
}

fn latest(sources: &IndexMap<SourceId, Source>) -> Option<Date> {
    sources.values().map(|source| source.date).max()
}

fn snapshots(head: Option<Row<'_>>, as_of: Date) -> Vec<Date> {
    let days = head.and_then(|row| row.get("snapshots")).and_then(|value| value.get_ref().as_array());
    let mut days: Vec<_> = days.into_iter().flatten().filter_map(super::scalars::date).collect();
    days.push(as_of);
    days.sort_unstable();
    days.dedup();
    days
}

fn instrument(row: Option<Row<'_>>) -> Instrument {
    Instrument {
        class: row.and_then(|row| row.word("class")).unwrap_or(InstrumentClass::Contract),
        consent: row.map(|row| row.parties("consent")).unwrap_or_default(),
        origin: row.map_or_else(|| Origin::definition(Span::default()), |row| row.origin()),
    }
}
