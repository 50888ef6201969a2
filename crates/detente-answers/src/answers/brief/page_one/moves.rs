//! What would open terms and what would close them, what rivals believe, and what follows if talks fail.

use detente_agreement::incidence::{self, LeverMove};
use detente_case::{Interval, PartyId};

use super::{
    super::{Brief, deal::Opener, threats::Threat},
    cites::Cites,
    short, some,
};
use crate::{
    answers::verdict::percent,
    page::{Page, Table, Text},
    question::Question,
    text::{phrase, threats, wording},
};

/// The smallest changes that open a deal.
pub(super) fn open(brief: &Brief, question: &Question, most: usize, page: &mut Page) {
    let Some(opens) = &brief.what_opens else { return };
    if let Some(none) = &opens.none {
        page.run_in("what would open it", none.as_str());
        return;
    }
    let all = opens.more + opens.openers.len();
    let shown = opens.openers.len().min(most);
    let of = if shown == all { String::new() } else { format!(" ({shown} of {all}, of 1 or 2 changes)") };
    let mut table = Table::default().tight(&[1]);
    table.header = vec![format!("WHAT WOULD OPEN IT{of}"), "cost".to_owned(), "of 100".to_owned()];
    for opener in each_side_first(&opens.openers).into_iter().take(most) {
        let says: Vec<_> = opener.steps.iter().map(|step| step.in_short.clone()).collect();
        let costs: Vec<_> = opener.steps.iter().map(|step| wording::cost(question, &step.cost)).collect();
        let crosses = opener.steps.iter().any(|step| step.crosses_a_red_line);
        let share = Text::new().strong(percent(opener.works.share));
        let share = if crosses { share.against(" crosses a red line") } else { share };
        table.row(vec![Text::from(says.join(", and ")), Text::from(costs.join("; ")), share]);
    }
    page.table(table);
}

/// The openers, one of each side first: what only one side would have to do tells only half.
fn each_side_first(openers: &[Opener]) -> Vec<&Opener> {
    let mut sides: Vec<&[String]> = Vec::new();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for opener in openers {
        let side = opener.steps.first().map_or(&[][..], |step| step.owners.as_slice());
        if sides.contains(&side) {
            rest.push(opener);
        } else {
            sides.push(side);
            first.push(opener);
        }
    }
    first.into_iter().chain(rest).collect()
}

/// The levers that would leave fewer terms.
pub(super) fn close(brief: &Brief, most: usize, page: &mut Page) {
    let closer = |one: &super::super::closing::Closer| {
        let verb = match one.would {
            LeverMove::Use => "",
            LeverMove::End => "ending ",
        };
        format!("{verb}{}: {}", short(&one.name), percent(one.share.share))
    };
    let closers: Vec<_> = brief.what_closes.iter().map(closer).collect();
    if !closers.is_empty() {
        let now = percent(brief.verdict.verdict.share.share);
        let told = some(&closers, most);
        page.run_in("what would close it", format!("{told} (of 100; now {now})."));
    }
}

/// Each theory's own remedy, if it is right and if another is.
pub(super) fn theories(brief: &Brief, question: &Question, page: &mut Page) {
    if let Some(square) = &brief.theories {
        page.table(square.table(question, "RIVAL THEORIES, of 100 if"));
    }
}

/// What carrying out each threat does to those who must agree, and who gains by it.
pub(super) fn failing(
    brief: &Brief,
    question: &Question,
    most: usize,
    cites: &mut Cites<'_>,
    page: &mut Page,
) {
    if brief.threats.is_empty() {
        return;
    }
    let must = brief.verdict.verdict.rests_on.iter().filter(|rest| rest.instrument);
    let must: Vec<&PartyId> = must.map(|rest| &rest.party).collect();
    let must: Vec<_> = must.into_iter().take(4).collect();
    let mut table = Table::default();
    let parties = must.iter().map(|party| question.short(party).to_owned());
    table.header =
        ["IF TALKS FAIL: how no-deal values move, own scale".to_owned()].into_iter().chain(parties).collect();
    table.tight = (1..=must.len()).collect();
    let threats = of_each_name(&brief.threats);
    let shown = most.max(EVERY_THREAT);
    for threat in threats.iter().take(shown) {
        let by = |party: &&PartyId| {
            let change = threat.changes.iter().find(|change| change.party == **party);
            let by = change.and_then(|change| change.change);
            by.map_or_else(|| Text::new().caution("not said"), |by| Text::from(wording::signed(by)))
        };
        let named = Text::from(short(&threat.name));
        let what = match threat.references.as_slice() {
            [reported, own] => {
                let named = named.then(cites.mark(Some(reported)));
                // The key at the foot says who assumes the rest.
                let _ = cites.mark(Some(own));
                named.caution("; rest assumed")
            }
            all => all.iter().fold(named, |what, one| what.then(cites.mark(Some(one)))),
        };
        let what = what.plain(threat.by.as_str());
        table.row([what].into_iter().chain(must.iter().map(by)).collect());
    }
    let together = incidence::incidence(&question.case);
    for exit in together.exits.iter().filter(|exit| !exit.others.is_empty()) {
        let all: Vec<_> = std::iter::once(&exit.exit)
            .chain(&exit.others)
            .map(|id| wording::lever_name(question, id.as_str()))
            .collect();
        let by = |party: &&PartyId| {
            let change = exit.together.iter().find(|change| change.party == **party);
            let by = change.and_then(|change| change.change);
            by.map_or_else(|| Text::new().caution("not said"), |by| Text::from(wording::signed(by)))
        };
        // Where these are just what stands above, it needs no names.
        let above = threats.iter().take(shown).all(|threat| all.contains(&threat.name.as_str()));
        let what = if above && all.len() == threats.len() {
            "all of these together".to_owned()
        } else {
            format!("{}, together", phrase::list(&all))
        };
        table.row([Text::from(short(&what))].into_iter().chain(must.iter().map(by)).collect());
    }
    page.table(table);
    let more = threats.len().saturating_sub(shown);
    if more > 0 {
        page.paragraph(format!("{} more: `{}`.", more, question.command_from_here("levers", "")));
    }
    rewards(&threats, question, page);
}

/// How many threats have a row at least: a row left out hides whom the threat hurts.
const EVERY_THREAT: usize = 3;

/// The threats, of those with one consequence the first.
fn of_each_name(threats: &[Threat]) -> Vec<&Threat> {
    let mut all: Vec<&Threat> = Vec::new();
    for threat in threats {
        if all.iter().all(|known| known.name != threat.name) {
            all.push(threat);
        }
    }
    all
}

/// Whom carrying out each threat rewards, or may: by threat, because what is certain of one is not of another. The table
/// above has the intervals.
fn rewards(threats: &[&Threat], question: &Question, page: &mut Page) {
    let mut by: Vec<(&[PartyId], Vec<String>)> = Vec::new();
    for threat in threats.iter().filter(|threat| !threat.perverse.is_empty()) {
        let whom: Vec<_> = threat.perverse.iter().map(|one| threats::rewards(question, one)).collect();
        let told = format!("{} {}", short(&threat.name), phrase::list(&whom));
        match by.iter_mut().find(|(to, _)| *to == threat.addressed_to.as_slice()) {
            Some((_, all)) => all.push(told),
            None => by.push((&threat.addressed_to, vec![told])),
        }
    }
    let one = |(to, told): &(&[PartyId], Vec<String>)| {
        let whom = if to.is_empty() { "whom: not said".to_owned() } else { phrase::parties(question, to) };
        format!("{} (to {whom})", told.join("; "))
    };
    let all: Vec<_> = by.iter().map(one).collect();
    if !all.is_empty() {
        page.paragraph(Text::from("Carried out: ").caution(format!("{}.", all.join("; "))));
    }
}

/// Ways events may go, with the chances that their owners state, and what to watch.
pub(super) fn outlook(question: &Question, most: usize, page: &mut Page) {
    let scenarios = &question.case.scenarios;
    if scenarios.is_empty() {
        return;
    }
    let way = |scenario: &detente_case::Scenario| {
        let chance = scenario.chance.map_or_else(|| "chance not said".to_owned(), in_percent);
        format!("{} {chance}", short(&scenario.name))
    };
    let ways: Vec<_> = scenarios.values().map(way).collect();
    let watch: Vec<_> =
        scenarios.values().flat_map(|scenario| &scenario.tripwires).map(|one| short(one)).collect();
    let watch =
        if watch.is_empty() { String::new() } else { format!(" Watch: {}.", some(&watch, most.min(3))) };
    page.run_in("outlook", Text::from(format!("{}.{watch}", some(&ways, most))));
}

/// `40 to 70%`.
fn in_percent(chance: Interval) -> String {
    let number = |share: f64| format!("{:.0}", 100.0 * share);
    let (low, high) = (number(chance.low.to_f64()), number(chance.high.to_f64()));
    if low == high { format!("{low}%") } else { format!("{low} to {high}%") }
}
