//! What of a `.gmcr` file does not count in an answer, key by key.

use detente_conflict::formats::File;
use serde_json::Value;

use crate::page::{Page, Text};

const OF_FILE: [&str; 8] = [
    "decisionMakers",
    "options",
    "infeasibles",
    "useManualPreferenceRanking",
    "useManualPreferenceVectors",
    "coalitions",
    "program",
    "version",
];
const OF_MAKER: [&str; 6] =
    ["name", "options", "preferences", "misperceptions", "preferenceRanking", "preferenceVector"];
const OF_OPTION: [&str; 2] = ["name", "permittedDirection"];

/// What was read and does not count, was dropped, or was not read at all.
#[must_use]
pub fn losses(text: &str, file: &File) -> Vec<String> {
    let root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or(Value::Null);
    let mut losses = of_coalitions(file);
    for (maker, (place, name)) in
        root["decisionMakers"].as_array().into_iter().flatten().zip(file.choices.parties().iter().enumerate())
    {
        losses.extend(of_maker(maker, place, name, file));
    }
    let unread = [
        unread(std::iter::once(&root), &OF_FILE),
        unread(root["decisionMakers"].as_array().into_iter().flatten(), &OF_MAKER),
        unread(root["options"].as_array().into_iter().flatten(), &OF_OPTION),
    ];
    let unread = unread.concat();
    if !unread.is_empty() {
        losses.push(format!("not read: {}", unread.join(", ")));
    }
    losses
}

/// Several who move as one count each for itself.
fn of_coalitions(file: &File) -> Vec<String> {
    let together = file.coalitions.iter().flatten().filter(|members| members.len() > 1);
    let named = together.map(|members| {
        let names =
            members.iter().map(|&member| file.choices.parties().get(member).map_or("?", String::as_str));
        names.collect::<Vec<_>>().join(" + ")
    });
    named
        .map(|names| {
            format!(
                "the members of the coalition {names} each move for themselves (`stability \
            --coalitions` examines all coalitions)"
            )
        })
        .collect()
}

/// Preferences of one party that do not count.
fn of_maker(maker: &Value, place: usize, name: &str, file: &File) -> Vec<String> {
    let Some(read) = file.makers.get(place) else { return Vec::new() };
    let mut losses = Vec::new();
    let stated = maker["preferences"].as_array().map_or(0, Vec::len);
    let repeated = stated.saturating_sub(read.statements.len());
    if repeated > 0 {
        let statements = if repeated == 1 { "statement" } else { "statements" };
        losses.push(format!(
            "{repeated} {statements} of {name} repeated an earlier one and was dropped, as in \
            GMCR+"
        ));
    }
    let does_not_count = match (file.by_ranking, &read.ranking, read.statements.is_empty()) {
        (true, Some(_), false) => Some(format!("{name} has a ranking, so its statements do not count")),
        (true, None, _) => Some(format!("{name} has no ranking, so its statements count instead")),
        (false, Some(_), _) => Some(format!("{name} has statements, so its ranking does not count")),
        _ => None,
    };
    losses.extend(does_not_count);
    losses
}

/// Keys that nothing reads, each once.
fn unread<'a>(objects: impl Iterator<Item = &'a Value>, known: &[&str]) -> Vec<String> {
    let mut unread: Vec<String> = Vec::new();
    for key in objects.filter_map(Value::as_object).flat_map(|object| object.keys()) {
        if !known.contains(&key.as_str()) && !unread.contains(key) {
            unread.push(key.clone());
        }
    }
    unread
}

/// That it does not count, on a page.
pub(super) fn on(page: &mut Page, losses: &[String]) {
    if !losses.is_empty() {
        page.heading("What does not count here");
        page.list(losses.iter().map(|loss| Text::new().caution(loss.as_str())).collect());
    }
}
