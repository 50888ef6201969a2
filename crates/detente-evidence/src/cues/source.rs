//! Sources: addresses and datelines.

use super::{Raw, Span, line::Line};
use crate::{
    days::{When, days_in},
    draft::{Confidence, Modality, Role, Said},
};

/// What the text says of where it comes from.
pub(crate) fn sources(lines: &[Line<'_>]) -> Vec<Raw> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        found.extend(addresses(line));
        if at < 3 && found.iter().all(|one: &Raw| one.rule != "dateline") {
            found.extend(dateline(line));
        }
    }
    found
}

fn addresses(line: &Line<'_>) -> Vec<Raw> {
    let mut found = Vec::new();
    for at in 0..line.words.len() {
        let text = line.said(at, at + 1);
        let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
            continue;
        };
        let address = text.trim_end_matches(['.', ',', ')', ']', '>', '"', '”']);
        let domain = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if !domain.contains('.') {
            continue;
        }
        let day = day_in_address(address);
        let when = day.map(|(words, day)| When { words, from: Some(day), to: Some(day) });
        let said = Said::Source {
            address: Some(address.to_owned()),
            publisher: Some(domain.to_owned()),
            date: when,
            place: None,
        };
        found.extend(
            line.raw(said, Modality::Asserted, Span { from: at, to: at + 1 }, "address")
                .map(|one| one.sure(Confidence::Sure)),
        );
    }
    found
}

/// "2025/04/23" or "2025-04-23" in an address.
pub(crate) fn day_in_address(address: &str) -> Option<(String, jiff::civil::Date)> {
    let parts: Vec<&str> = address.split('/').collect();
    let slashed = parts.windows(3).find_map(|three| {
        let (year, month, day) = (three[0].parse().ok()?, three[1].parse().ok()?, three[2].parse().ok()?);
        let date = jiff::civil::Date::new(year, month, day).ok().filter(|one| one.year() > 1900)?;
        Some((three.join("/"), date))
    });
    slashed.or_else(|| {
        (0..address.len().saturating_sub(9)).find_map(|at| {
            let words = address.get(at..at + 10)?;
            let date: jiff::civil::Date = words.parse().ok()?;
            (date.year() > 1900).then(|| (words.to_owned(), date))
        })
    })
}

/// "GENEVA, March 3 (Agency) —" at the beginning of a text.
fn dateline(line: &Line<'_>) -> Option<Raw> {
    let alone = line.words.len() <= 16 && line.words.last().is_some_and(|one| one.is(")"));
    let dash = (1..line.words.len().min(16)).find(|at| line.is_any(*at, &["—", "–", "-"]));
    let dash = dash.or_else(|| alone.then_some(line.words.len()))?;
    let first = &line.words[0];
    let place = line.said(0, (1..dash).find(|at| line.is_any(*at, &[",", "("])).unwrap_or(dash));
    let shouts = place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    let dated = !days_in(&line.words[..dash], None, &|_| false).is_empty();
    let agency = line.has(0, dash, &["("]);
    let plain = line.words[..dash].iter().all(|one| one.capital || one.is_number() || !one.is_word);
    if !first.capital || !plain || !(shouts || dated || agency) {
        return None;
    }
    let publisher = line.find(0, dash, &["("]).and_then(|open| {
        let close = line.find(open, dash + 1, &[")"])?;
        Some(line.said(open + 1, close).to_owned())
    });
    let day = days_in(&line.words[..dash], None, &|_| false).into_iter().next();
    let said = Said::Source {
        address: None,
        publisher,
        date: day.as_ref().map(|one| line.when(one)),
        place: Some(place.to_owned()),
    };
    let raw =
        line.raw(said, Modality::Asserted, Span { from: 0, to: dash }, "dateline")?.sure(Confidence::Sure);
    Some(day.map_or(raw.clone(), |one| raw.and(line, Role::Date, one.from_word, one.to_word)))
}
