//! What a change takes: who does what, at what cost and danger, and where it begins.

use detente_agreement::{Change, Step};
use detente_case::{Actor, LeverId, PartyId, PartyRole};
use detente_talks::consent;

use crate::{
    answers::trade::{BLANK, Line},
    by_name,
    question::Question,
    text::{phrase, wording},
};

/// A change in names, with where what it changes is said.
pub(super) fn does(question: &Question, step: &Step) -> Line {
    let case = &question.case;
    let who = |verb: &str, verbs: &str| {
        let names: Vec<_> = step.owners.iter().map(|owner| wording::short_name(question, owner)).collect();
        match names.len() {
            0 => format!("{BLANK} {verb}"),
            1 => format!("{} {verb}", phrase::list(&names)),
            _ => format!("{} {verbs}", phrase::list(&names)),
        }
    };
    let options = |issue, options: &[detente_case::OptionId]| {
        let names: Vec<_> =
            options.iter().map(|option| wording::in_its_clause(question, issue, option)).collect();
        format!("{} ({})", names.join("; "), wording::issue_name(question, issue))
    };
    match &step.change {
        Change::SoftenRedLine { party, issue, options: to } => {
            let says = format!("{} no longer rules out: {}", question.short(party), options(issue, to));
            let line = to.first().and_then(|option| case.position(party, issue, option));
            line.map_or_else(
                || Line::computed(says.clone()),
                |position| Line::said(question, says.clone(), &position.stance.origin),
            )
        }
        Change::MoveStance { party, issue, option, from, to } => {
            let what = options(issue, std::slice::from_ref(option));
            let says = format!("{} {}: {what}", question.short(party), phrase::goes(*from, *to));
            let line = case.position(party, issue, option);
            line.map_or_else(
                || Line::computed(says.clone()),
                |position| Line::said(question, says.clone(), &position.stance.origin),
            )
        }
        Change::Accept { party, issue, option } => Line::computed(format!(
            "{} agrees to: {}",
            question.short(party),
            options(issue, std::slice::from_ref(option))
        )),
        Change::UseLever { lever, status } => {
            let status = wording::standing(question, lever, *status);
            let status = status.map_or(String::new(), |status| format!(" (today: {status})"));
            of_lever(question, lever, |name| {
                format!("{}: {}{status}", who("uses", "use"), wording::without_owner(question, step, name))
            })
        }
        Change::WithdrawLever { lever } => of_lever(question, lever, |name| {
            format!("{}: {}", who("ends", "end"), wording::without_owner(question, step, name))
        }),
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            let sure =
                if matches!(step.change, Change::GiveCredibly { .. }) { ", sure to be honoured" } else { "" };
            match case.guarantees.get(guarantee) {
                Some(found) => Line::said(
                    question,
                    format!("{}: {}{sure}", who("gives", "give"), found.name),
                    &found.origin,
                ),
                None => Line::blank(BLANK),
            }
        }
        Change::Delink { rule } => match case.rules.get(rule) {
            Some(found) => {
                let name = found.name.clone().unwrap_or_else(|| {
                    format!(
                        "if {} then {}",
                        wording::condition(question, &found.if_),
                        wording::condition(question, &found.then)
                    )
                });
                Line::said(question, format!("the parties take apart: {name}"), &found.origin)
            }
            None => Line::blank(BLANK),
        },
    }
}

fn of_lever(question: &Question, lever: &LeverId, says: impl Fn(&str) -> String) -> Line {
    match question.case.levers.get(lever) {
        Some(found) => Line::said(question, says(&found.name), &found.origin),
        None => Line::blank(BLANK),
    }
}

pub(super) fn costs(question: &Question, step: &Step) -> Line {
    if step.cost.is_empty() {
        return Line::blank(format!("its cost {BLANK}"));
    }
    let says = format!("costs {} points", wording::cost(question, &step.cost));
    match effects_origin(question, step) {
        Some(origin) => Line::said(question, says, origin),
        None => Line::computed(says),
    }
}

fn effects_origin<'q>(question: &'q Question, step: &Step) -> Option<&'q detente_case::Origin> {
    match &step.change {
        Change::UseLever { lever, .. } | Change::WithdrawLever { lever } => {
            question.case.levers.get(lever).map(|lever| &lever.effects_origin)
        }
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            question.case.guarantees.get(guarantee).map(|guarantee| &guarantee.effects_origin)
        }
        Change::SoftenRedLine { .. }
        | Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::Delink { .. } => None,
    }
}

/// What is dangerous about a step: a red line, time, no way back, whom it hurts beside its target.
pub(super) fn dangers(question: &Question, step: &Step) -> Vec<Line> {
    match &step.change {
        Change::SoftenRedLine { party, issue, options } => {
            let line = options.first().and_then(|option| question.case.position(party, issue, option));
            let says = format!("crosses what is a red line of {} today", question.short(party));
            line.into_iter()
                .map(|position| Line::said(question, says.clone(), &position.stance.origin))
                .collect()
        }
        Change::UseLever { lever, .. } => {
            let Some(found) = question.case.levers.get(lever) else { return Vec::new() };
            let mut lines = Vec::new();
            lines.extend(
                found
                    .lag
                    .as_ref()
                    .map(|lag| Line::said(question, format!("takes {lag} to work"), &found.effects_origin)),
            );
            lines.push(Line::computed("terms hold only while it is used, unless they pay without it"));
            if found.reversible == Some(false) {
                lines.push(Line::said(question, "cannot be undone", &found.effects_origin));
            }
            lines
        }
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            let open = question.case.guarantees.get(guarantee).filter(|found| found.guarantors.is_empty());
            open.into_iter()
                .map(|found| Line::said(question, format!("who would give it {BLANK}"), &found.origin))
                .collect()
        }
        Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::WithdrawLever { .. }
        | Change::Delink { .. } => Vec::new(),
    }
}

/// Who speaks to whom first: in the room that holds most of those who must agree and of those who must act.
pub(super) fn first_move(question: &Question, owners: &[&str]) -> Line {
    let case = &question.case;
    let acts = |party: &PartyId| {
        owners.contains(&party.as_str()) || owners.iter().any(|owner| belongs(question, owner, party))
    };
    let wanted: Vec<&PartyId> =
        case.parties.keys().filter(|party| case.instrument.consent.contains(party) || acts(party)).collect();
    let found = consent::consent(case);
    let seated = |room: &consent::RoomConsent<'_>| {
        let meeting = case.meetings.get(room.meeting);
        let seats = meeting.map(|meeting| detente_talks::present(meeting)).unwrap_or_default();
        wanted.iter().filter(|party| seats.contains(party)).count()
    };
    // Whoever is asked to act must sit in the room: to ask it where it is not known to be is no move.
    let asked: Vec<&PartyId> = case.parties.keys().filter(|party| acts(party)).collect();
    let holds_all = |room: &consent::RoomConsent<'_>| {
        let seats = case.meetings.get(room.meeting).map(detente_talks::present).unwrap_or_default();
        asked.iter().all(|party| seats.contains(party))
    };
    let is_ahead = |room: &consent::RoomConsent<'_>| {
        room.takes_place
            && case
                .meetings
                .get(room.meeting)
                .is_some_and(|meeting| !detente_talks::is_over(meeting, case.as_of))
    };
    let open = found.rooms.iter().filter(|room| is_ahead(room) && holds_all(room) && seated(room) > 0);
    let best = by_name::most(open, |room| seated(room), |room| room.meeting);
    let who = if owners.is_empty() {
        let mediates = case.parties.values().any(|party| party.role == PartyRole::Mediator);
        (if mediates { "put it to them" } else { "somebody puts it to them" }).to_owned()
    } else {
        let mut names: Vec<_> = owners.iter().map(|owner| wording::short_name(question, owner)).collect();
        names.dedup();
        format!("ask {}", phrase::list(&names))
    };
    match best.and_then(|room| Some((room, case.meetings.get(room.meeting)?))) {
        Some((room, meeting)) => {
            let missing = match room.missing.as_slice() {
                [] => String::new(),
                missing => format!(
                    "; {} not named there",
                    phrase::list(&missing.iter().map(|party| question.short(party)).collect::<Vec<_>>())
                ),
            };
            let line = Line::said(question, format!("{who}: {}{missing}", meeting.name), &meeting.origin);
            // Whoever is not there is met elsewhere, if anywhere.
            let seats = |other: &&consent::RoomConsent<'_>| {
                owners.is_empty()
                    && is_ahead(other)
                    && other.present.iter().any(|seat| room.missing.contains(&seat.party))
            };
            let elsewhere = by_name::most(found.rooms.iter().filter(seats), |_| (), |other| other.meeting);
            match elsewhere.and_then(|other| Some((other, case.meetings.get(other.meeting)?))) {
                Some((other, meeting)) => {
                    let there: Vec<_> = other.present.iter().map(|seat| question.short(seat.party)).collect();
                    let says = format!("{}; and, with {}, {}", line.says, phrase::list(&there), meeting.name);
                    Line { says, ..line }.and(question, &meeting.origin)
                }
                None => line,
            }
        }
        None if !owners.is_empty() && !found.rooms.is_empty() => {
            Line::blank(format!("{who}; no room is known ahead where they all sit: {BLANK}"))
        }
        None => Line::blank(format!("{who}; where and when: {BLANK}")),
    }
}

/// Whether whoever is called so speaks for the party.
fn belongs(question: &Question, owner: &str, party: &PartyId) -> bool {
    let case = &question.case;
    let actors = case.blocs.keys().map(|id| (id.as_str(), Actor::Bloc(id.clone())));
    let people = case.people.keys().map(|id| (id.as_str(), Actor::Person(id.clone())));
    let institutions = case.institutions.keys().map(|id| (id.as_str(), Actor::Institution(id.clone())));
    let mut all = actors.chain(people).chain(institutions);
    all.any(|(name, actor)| name == owner && detente_talks::speaks_for(case, &actor, party))
}
