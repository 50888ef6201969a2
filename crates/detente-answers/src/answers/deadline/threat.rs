//! One ultimatum: the talks if it is heeded and if not, whom it hurts, whether carrying it out pays.

use detente_case::{PartyId, Ultimatum};
use detente_simulation::deadlines::{Deadlines, NotPlayed, Pays, Played, Talks};

use super::{curve_on, curves, interval, marks};
use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{dates, phrase, threats, wording},
};

pub(super) fn threat_on(page: &mut Page, question: &Question, played: &Played, talks: &Deadlines) {
    let Some(ultimatum) = question.case.ultimatums.get(&played.ultimatum) else { return };
    let name = threats::consequence(question, ultimatum);
    page.heading(format!("If {}: {name}", ultimatum.trigger));
    page.paragraph(said(question, played, ultimatum));
    if let Some(reason) = played.not_played {
        page.paragraph(Text::new().caution(not_played(reason)));
    }
    if let Some(both) = &played.talks {
        let days = marks(talks.times.days, played.deadline.map(|(_, last)| last));
        let mut table = curves(&days);
        curve_on(&mut table, "no ultimatum", &talks.without, talks.worlds, &days);
        curve_on(&mut table, "not heeded", &both.unheeded, talks.worlds, &days);
        curve_on(&mut table, "heeded", &both.heeded, talks.worlds, &days);
        page.table(table);
        page.table(ends(both, talks));
        page.paragraph(format!(
            "Out of 100 assumed futures (95% interval), on day {}. Each is in one of the three columns.",
            talks.times.days
        ));
        page.table(other_days(both));
        page.paragraph("If all heed it and it ran out on another day; out of 100 futures.");
    }
    page.table(hurt(question, played));
    if !played.hurt.is_empty() {
        page.paragraph("No deal: what it adds to the value of no deal. Loses: it costs more than it adds. –: nobody says.");
    }
    page.list(consequences(question, played));
}

/// Who says what, by when, how likely, in the case's words.
fn said(question: &Question, played: &Played, ultimatum: &Ultimatum) -> Text {
    let days = |first: u32, last: u32| match (first, last) {
        (1, 1) => "in 1 day".to_owned(),
        _ if first == last => format!("in {first} days"),
        _ => format!("in {first} to {last} days"),
    };
    let by_when = match (dates::deadline(question, ultimatum), played.deadline) {
        (Some(window), Some((first, last))) => format!("by {window}, {}", days(first, last)),
        (Some(window), None) => format!("by {window}"),
        (None, Some((_, day))) => format!("by day {day}, which is assumed (--deadline)"),
        (None, None) => "no deadline".to_owned(),
    };
    let trigger = if ultimatum.trigger_defined { "" } else { ", of what nobody has defined" };
    let text = Text::from(format!(
        "{}{trigger}, {by_when}",
        threats::from_to(question, &ultimatum.issuer, &ultimatum.addressed_to),
    ));
    let text = text.then(question.reference(&ultimatum.origin).in_brackets());
    match ultimatum.credibility {
        Some(chance) => {
            let percent = |share: detente_case::Quantity| (share.to_f64() * 100.0).round();
            text.plain(format!(
                "; carried out with a chance of {} to {}%",
                percent(chance.low),
                percent(chance.high)
            ))
            .then(question.reference(&ultimatum.effects_origin).in_brackets())
            .plain(if played.deadline.is_some() {
                ", once, on the day it runs out, if nothing is agreed by then (`outlook` has its owner's chance, whatever happens)."
            } else {
                "."
            })
        }
        None => text.plain("."),
    }
}

pub(super) fn not_played(reason: NotPlayed) -> &'static str {
    match reason {
        NotPlayed::NoDeadline => {
            "Not simulated, because no source says by when. --deadline DAYS simulates it with that deadline."
        }
        NotPlayed::Passed => "Not simulated, because its last day has passed.",
        NotPlayed::NoCredibility => {
            "Not simulated, because no source says how likely it is to be carried out."
        }
        NotPlayed::AlreadyInUse => "Not simulated, because what it threatens has already happened.",
    }
}

fn ends(both: &Talks, talks: &Deadlines) -> Table {
    let mut table = Table::new(["", "agreed", "ended without", "going on"]);
    table.tight = vec![0, 1, 2, 3];
    let rows = [("no ultimatum", &talks.without), ("not heeded", &both.unheeded), ("heeded", &both.heeded)];
    for (name, curve) in rows {
        let shares = [&curve.agreed, &curve.ended, &curve.open].map(|share| Text::from(interval(share)));
        table.row(std::iter::once(Text::new().strong(name)).chain(shares).collect());
    }
    table
}

fn other_days(both: &Talks) -> Table {
    let mut table = Table::new(["deadline in days"]);
    table.header.extend(both.other_days.iter().map(|(day, ..)| day.to_string()));
    table.tight = (0..table.header.len()).collect();
    let row = |name: &str, shares: Vec<f64>| -> Vec<Text> {
        let shares = shares.into_iter().map(|share| Text::from((share * 100.0).round().to_string()));
        std::iter::once(Text::new().strong(name)).chain(shares).collect()
    };
    let by_then = both.other_days.iter().map(|(_, by_then, _)| by_then.share).collect();
    let in_all = both.other_days.iter().map(|(.., in_all)| in_all.share).collect();
    table.row(row("agreed by then", by_then));
    table.row(row("agreed in all", in_all));
    table
}

/// Whom carrying it out hurts, and who gains by it.
fn hurt(question: &Question, played: &Played) -> Table {
    let mut table = Table::new(["carried out", "no deal", "costs", "loses", "gains, of 100"]);
    table.tight = vec![0, 1, 2, 3, 4];
    let stated = |by: Option<detente_case::Interval>, shown: fn(detente_case::Interval) -> String| {
        by.map_or_else(|| Text::from("–"), |by| shown(by).into())
    };
    let of_hundred = |share: f64| Text::from((share * 100.0).round().to_string());
    for hurt in &played.hurt {
        table.row(vec![
            Text::new().strong(question.short(&hurt.party)),
            stated(hurt.change, wording::signed),
            stated(hurt.cost, wording::rounded),
            of_hundred(hurt.loses.share),
            of_hundred(hurt.gains.share),
        ]);
    }
    table
}

/// Whom it rewards to whom it is addressed, and whether it pays.
fn consequences(question: &Question, played: &Played) -> Vec<Text> {
    let ultimatum = question.case.ultimatums.get(&played.ultimatum);
    let rewarded = rewarded(question, played, ultimatum);
    let to = ultimatum.map_or(&[][..], |ultimatum| ultimatum.addressed_to.as_slice());
    let reward = (!rewarded.is_empty()).then(|| {
        Text::new()
            .caution(format!("Carried out, it rewards {} in some futures", phrase::list(&rewarded)))
            .plain(format!(". {}", threats::addressed(question, to)))
    });
    reward.into_iter().chain([pays(question, played, played.pays.as_ref())]).collect()
}

/// Those whom it may move and who gain by it in some world.
pub(super) fn rewarded<'q>(
    question: &'q Question,
    played: &'q Played,
    ultimatum: Option<&Ultimatum>,
) -> Vec<&'q str> {
    let moved = |party: &PartyId| {
        ultimatum.is_some_and(|ultimatum| ultimatum.may_move(&question.case).any(|one| one == party))
    };
    let hurt = played.hurt.iter().filter(|hurt| moved(&hurt.party) && hurt.gains.holds > 0);
    hurt.map(|hurt| question.short(&hurt.party)).collect()
}

fn pays(question: &Question, played: &Played, pays: Option<&Pays>) -> Text {
    let issuer = question.short(&played.issuer);
    match pays {
        None => Text::new().caution(format!(
            "Nobody knows whether carrying it out pays {issuer}: the case states neither its effect on {issuer} \
             nor its cost."
        )),
        Some(pays) => {
            let text = Text::from(format!(
                "If there is no agreement, {issuer} is better off carrying it out in {} of 100 assumed futures",
                interval(&pays.share)
            ));
            let text = if pays.complete { text } else { text.caution(", as far as is stated") };
            text.plain(".")
        }
    }
}
