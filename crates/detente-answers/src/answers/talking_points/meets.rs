//! Whom to meet, and how the sources put what a party said.

use detente_case::PartyId;
use detente_talks::convening;

use crate::{
    answers::trade::{BLANK, Line, quoted},
    question::Question,
    text::{phrase, wording},
};

/// Whether somebody else is to lead a delegation that this person was expected to lead, and the person leads none.
fn stays_away(case: &detente_case::Case, person: &detente_case::PersonId) -> bool {
    let seats = || case.meetings.values().flat_map(|meeting| &meeting.delegations);
    let replaced = seats().any(|seat| {
        seat.expected.as_ref() == Some(person) && seat.head.as_ref().is_some_and(|head| head != person)
    });
    replaced && !seats().any(|seat| seat.head.as_ref() == Some(person))
}

/// Who speaks for a party, and the meetings at which it sits or may sit.
pub(super) fn met(question: &Question, party: &PartyId) -> Vec<Line> {
    let case = &question.case;
    let mut lines = Vec::new();
    for (_, person) in case.people.iter().filter(|(id, _)| !stays_away(case, id)) {
        if let Some(office) = person.offices.iter().find(|office| office.party == *party) {
            lines.push(Line::said(question, format!("{}, {}", person.name, office.title), &person.origin));
        }
    }
    for room in convening::convening(case).rooms {
        let Some(meeting) = case.meetings.get(room.meeting) else { continue };
        if !detente_talks::takes_place(meeting) || detente_talks::is_over(meeting, case.as_of) {
            continue;
        }
        if let Some(seat) = meeting.delegations.iter().find(|seat| seat.party == *party) {
            let others: Vec<_> = room
                .present
                .iter()
                .filter(|other| **other != party)
                .map(|other| question.short(other))
                .collect();
            let told = Line::said(
                question,
                format!("{}, with {}", meeting.name, phrase::list(&others)),
                &seat.origin,
            );
            let is_led = meeting.delegations.iter().any(|seat| seat.party == *party && seat.head.is_some());
            lines.push(if is_led {
                told
            } else {
                Line { says: format!("{}; who leads its delegation {BLANK}", told.says), ..told }
            });
        } else if !detente_talks::attendance_is_said(meeting) {
            lines.push(Line::blank(format!("{}: whether it sits there {BLANK}", meeting.name)));
        }
    }
    lines
}

/// Quotations from stances on its behalf and from claims of whoever speaks for it.
pub(super) fn words(question: &Question, party: &PartyId) -> Vec<Line> {
    let case = &question.case;
    let stances = case.stances.iter().filter(|stance| stance.parties.contains(party));
    let stances = stances.flat_map(|stance| {
        quoted(question, &stance.origin)
            .into_iter()
            .map(move |quote| (wording::issue_name(question, &stance.issue).to_owned(), quote))
    });
    let claims = case.claims.values().filter(|claim| detente_talks::speaks_for(case, &claim.by, party));
    let claims = claims.flat_map(|claim| {
        quoted(question, &claim.origin).into_iter().map(move |quote| (claim.says.clone(), quote))
    });
    let mut told: Vec<(Line, Vec<String>)> = Vec::new();
    for (about, quote) in stances {
        match told.iter_mut().find(|(line, _)| is_the_same(line, &quote)) {
            Some((_, about_what)) if about_what.contains(&about) => {}
            Some((_, about_what)) => about_what.push(about),
            None => told.push((quote, vec![about])),
        }
    }
    // Of claims with the same words one is told, the first by its text: a position is nearer to what is talked about.
    let of_positions = told.len();
    for (about, quote) in claims {
        match told.iter().position(|(line, _)| is_the_same(line, &quote)) {
            Some(place) if place < of_positions || told[place].1[0] <= about => {}
            Some(place) => told[place] = (quote, vec![about]),
            None => told.push((quote, vec![about])),
        }
    }
    let line = |(quote, about): (Line, Vec<String>)| Line {
        says: format!("{} ({})", quote.says, about.join("; ")),
        ..quote
    };
    told.into_iter().map(line).collect()
}

/// Whether two quotations are the same words of the same sentence.
fn is_the_same(one: &Line, other: &Line) -> bool {
    let cites = |line: &Line| -> Vec<String> {
        line.references.iter().flat_map(|reference| &reference.cites).map(|cite| cite.key.clone()).collect()
    };
    one.says == other.says && cites(one) == cites(other)
}
