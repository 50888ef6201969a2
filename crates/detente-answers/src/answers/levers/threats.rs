//! Who is hurt: no-deal values now and after each lever, exit and ultimatum.

use detente_agreement::incidence::{
    Incidence, LeverIncidence, LeverMove, PartyChange, Pays, PerverseIncentive, Rationality,
    UltimatumIncidence,
};
use detente_case::{Interval, PartyId};

use super::sources;
use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{dates, threats, wording},
};

/// With more parties than these, a screen has no room for a column each.
const WIDEST: usize = 6;

/// The table of what holding out is worth, and how that changes.
pub(super) fn incidence_on(page: &mut Page, question: &Question, incidence: &Incidence) {
    page.heading("Who is hurt: what no deal is worth, and how each lever changes it");
    let columns = columns(question, incidence);
    if columns.len() > WIDEST && incidence.levers.is_empty() {
        // So many columns leave none wide enough for a word: each party has a row.
        let mut table = Table::new(["", "no deal, now"]).tight(&[1]);
        for party in &columns {
            let now = incidence.now.iter().find(|now| now.party == *party).and_then(|now| now.value);
            let value = now.map_or_else(|| Text::new().caution("?"), |value| wording::rounded(value).into());
            table.row(vec![Text::from(question.short(party)), value]);
        }
        page.table(table);
        page.list(now_on(question, incidence, &columns));
        return;
    }
    let mut table = Table::new([""]);
    table.header.extend(columns.iter().map(|party| question.short(party).to_owned()));
    table.tight = (1..table.header.len()).collect();
    let now = columns.iter().filter_map(|party| incidence.now.iter().find(|now| now.party == *party));
    let value = |value: Option<Interval>| {
        value.map_or_else(|| Text::new().caution("?"), |value| wording::rounded(value).into())
    };
    table.row(
        std::iter::once(Text::new().strong("no deal, now")).chain(now.map(|now| value(now.value))).collect(),
    );
    for lever in &incidence.levers {
        table.row(row(lever_label(question, lever), &lever.changes, &columns));
    }
    for exit in incidence.exits.iter().filter(|exit| !exit.others.is_empty()) {
        let all: Vec<_> = std::iter::once(&exit.exit)
            .chain(&exit.others)
            .map(|id| wording::lever_name(question, id.as_str()))
            .collect();
        table.row(row(format!("{}, together", all.join(" and ")), &exit.together, &columns));
    }
    page.table(table);
    page.paragraph(
        "Points of each party's own scale. A rise makes it easier for the party to refuse. ? means that the \
         case states no effect, and détente assumes none.",
    );
    page.list(now_on(question, incidence, &columns));
}

/// Where today's values come from, and those of parties that no lever is said to touch.
fn now_on(question: &Question, incidence: &Incidence, columns: &[PartyId]) -> Vec<Text> {
    let mut by_basis: Vec<(Text, Vec<String>)> = Vec::new();
    for now in &incidence.now {
        let basis = now.grounds.origin.as_ref().map(|origin| question.reference(origin).text());
        let basis = basis.unwrap_or_else(|| Text::new().caution("not stated"));
        // Values of parties that have a column stand there.
        let value = now.value.filter(|_| !columns.contains(&now.party));
        let value = value.map_or(String::new(), |value| format!(" ({})", wording::rounded(value)));
        let party = format!("{}{value}", question.short(&now.party));
        match by_basis.iter_mut().find(|(known, _)| *known == basis) {
            Some((_, parties)) => parties.push(party),
            None => by_basis.push((basis, vec![party])),
        }
    }
    let line = |(basis, parties): (Text, Vec<String>)| {
        Text::from(format!("what no deal is worth to {}: ", parties.join(", "))).then(basis)
    };
    let untouched: Vec<_> =
        incidence.now.iter().map(|now| now.party.clone()).filter(|party| !columns.contains(party)).collect();
    let none = (!untouched.is_empty()).then(|| {
        Text::new()
            .caution(format!("the case states no effect of any lever on {}", question.shorts(&untouched)))
    });
    by_basis.into_iter().map(line).chain(none).collect()
}

/// Parties with a stated change, or whose consent the instrument needs.
fn columns(question: &Question, incidence: &Incidence) -> Vec<PartyId> {
    let moved = |party: &PartyId| {
        let changes = incidence.levers.iter().flat_map(|lever| &lever.changes);
        changes.into_iter().any(|change| change.party == *party && change.change.is_some())
    };
    let shown = incidence
        .now
        .iter()
        .filter(|now| moved(&now.party) || question.case.instrument.consent.contains(&now.party));
    shown.map(|now| now.party.clone()).collect()
}

fn lever_label(question: &Question, lever: &LeverIncidence) -> String {
    let name = wording::lever_name(question, lever.lever.as_str());
    match lever.would {
        LeverMove::Use => name.to_owned(),
        LeverMove::End => format!("{name}: its end"),
    }
}

fn row(label: String, changes: &[PartyChange], columns: &[PartyId]) -> Vec<Text> {
    let cells = columns.iter().map(|party| {
        let change = changes.iter().find(|change| change.party == *party);
        change.map_or_else(Text::new, changed)
    });
    std::iter::once(Text::from(label)).chain(cells).collect()
}

pub(super) fn changed(change: &PartyChange) -> Text {
    let Some(by) = change.change else { return Text::new().caution("?") };
    let text = wording::signed(by);
    let text = if change.sign.may_fall() && !change.sign.may_rise() {
        Text::new().against(text)
    } else {
        Text::from(text)
    };
    if change.not_stated.is_empty() { text } else { text.caution(" ?") }
}

/// Each ultimatum with what carrying it out does to whom.
pub(super) fn ultimatums_on(page: &mut Page, question: &Question, incidence: &Incidence) {
    if incidence.ultimatums.is_empty() {
        return;
    }
    page.heading("Ultimatums");
    for ultimatum in &incidence.ultimatums {
        page.paragraph(said(question, ultimatum));
        let all = consequences(question, ultimatum).into_iter();
        page.list(vec![all.reduce(|all, one| all.plain(" ").then(one)).unwrap_or_default()]);
    }
}

fn said(question: &Question, ultimatum: &UltimatumIncidence) -> Text {
    let consequence = question.case.levers.get(&ultimatum.consequence);
    let consequence = consequence.map_or(ultimatum.consequence.as_str(), |lever| &lever.name);
    let deadline = question.case.ultimatums.get(&ultimatum.ultimatum);
    let deadline = deadline.and_then(|said| dates::deadline(question, said));
    let deadline = deadline.map_or(", no deadline".to_owned(), |when| format!(", {when}"));
    let text = Text::new()
        .strong(threats::from_to(question, &ultimatum.issuer, &ultimatum.addressed_to))
        .plain(format!(": if {}, then {consequence}{deadline}", ultimatum.trigger))
        .then(sources(question, &ultimatum.grounds, &ultimatum.effects_grounds));
    if ultimatum.trigger_defined { text } else { text.caution(" No source defines the trigger.") }
}

fn consequences(question: &Question, ultimatum: &UltimatumIncidence) -> Vec<Text> {
    if ultimatum.already_in_use {
        return vec![
            Text::new().caution("What it threatens is in use already, so it threatens nothing more."),
        ];
    }
    let stated: Vec<_> = ultimatum
        .changes
        .iter()
        .filter_map(|change| {
            Some(format!("{} {}", question.short(&change.party), wording::signed(change.change?)))
        })
        .collect();
    let mut lines = vec![match stated.as_slice() {
        [] => Text::new().caution("The case does not state what it does to no-deal values."),
        stated => Text::from(format!("No-deal values: {}.", stated.join(", "))),
    }];
    lines.extend(ultimatum.perverse.iter().map(|perverse| rewards(question, perverse)));
    if !ultimatum.perverse.is_empty() {
        lines.push(Text::from(threats::addressed(question, &ultimatum.addressed_to)));
    }
    if !ultimatum.addressees_not_stated.is_empty() {
        let parties = question.shorts(&ultimatum.addressees_not_stated);
        lines.push(
            Text::new().caution(format!("The case does not say whether {parties} would gain from it.")),
        );
    }
    lines.push(pays(question, &ultimatum.issuer, &ultimatum.rationality));
    lines.push(chance(ultimatum));
    lines
}

/// Whom a threat rewards that it should move: it may then do what trips the trigger.
fn rewards(question: &Question, perverse: &PerverseIncentive) -> Text {
    let rewards = match (perverse.certain, perverse.never_loses) {
        (true, _) => "It rewards",
        (false, true) => "It may reward, and cannot hurt,",
        (false, false) => "It may reward or hurt",
    };
    let losers = |parties: &[PartyId], lose: &str| {
        if parties.is_empty() { String::new() } else { format!("; {} {lose}", question.shorts(parties)) }
    };
    Text::new()
        .against(format!("{rewards} {}", question.short(&perverse.party)))
        .plain(format!(" ({} if carried out)", wording::signed(perverse.change)))
        .plain(losers(&perverse.certain_losers, "certainly loses"))
        .plain(losers(&perverse.possible_losers, "may lose"))
        .plain(".")
}

/// Whom a threat rewards, without who loses by it, and to whom it is addressed: "It may reward or hurt RU (-4 to +8). It is
/// addressed to UA and RU." Nothing where it rewards nobody.
pub(super) fn rewards_in_short(question: &Question, ultimatum: &UltimatumIncidence) -> Text {
    let whom = ultimatum.perverse.iter().fold(Text::new(), |text, perverse| {
        text.plain(" ")
            .against(format!("It {}", threats::rewards_with_interval(question, perverse)))
            .plain(".")
    });
    if ultimatum.perverse.is_empty() {
        whom
    } else {
        whom.plain(format!(" {}", threats::addressed(question, &ultimatum.addressed_to)))
    }
}

fn pays(question: &Question, issuer: &PartyId, rationality: &Rationality) -> Text {
    let issuer = question.short(issuer);
    let net = rationality.net.map(wording::signed).unwrap_or_default();
    let answer = match (rationality.answer, rationality.complete) {
        (Pays::CertainlyCostly, true) => "is certainly costly to",
        (Pays::CertainlyGainful, true) => "certainly pays for",
        (Pays::CertainlyCostly, false) => "costs, on what is stated,",
        (Pays::CertainlyGainful, false) => "pays, on what is stated, for",
        (Pays::Either, _) => "may pay or cost",
        (Pays::NotStated, _) => {
            return Text::new()
                .caution(format!("The case does not say whether carrying it out pays {issuer}."));
        }
    };
    let missing = match (rationality.change, rationality.cost) {
        (None, _) => "; the case does not say what it does to the issuer's own no-deal value",
        (Some(_), None) => "; the case does not say what it costs",
        (Some(_), Some(_)) => "",
    };
    Text::from(format!("Carrying it out {answer} {issuer} ({net})")).caution(missing).plain(".")
}

fn chance(ultimatum: &UltimatumIncidence) -> Text {
    let share = |interval: Interval| {
        let percent = |quantity: detente_case::Quantity| wording::one_decimal(hundredfold(quantity));
        let (low, high) = (percent(interval.low), percent(interval.high));
        if low == high { format!("{low}%") } else { format!("{low} to {high}%") }
    };
    match ultimatum.credibility {
        None => Text::new().caution("No source says how likely it is to be carried out."),
        Some(credibility) => Text::from(format!(
            "If the trigger happens, it is carried out with a chance of {}.",
            share(credibility)
        )),
    }
}

fn hundredfold(share: detente_case::Quantity) -> detente_case::Quantity {
    detente_case::Quantity::from_millionths(share.millionths().saturating_mul(100))
}
