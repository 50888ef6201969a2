//! Who takes part, and the land they dispute.

use super::row::Row;
use crate::{Bloc, Control, Institution, Office, Party, Person, Territory};

pub(super) fn party(id: &str, row: Row<'_>) -> Option<Party> {
    Some(Party {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        short: row
            .text("short")
            .filter(|short| short.chars().count() <= 6)
            .unwrap_or_else(|| id.to_uppercase().chars().take(6).collect()),
        role: row.word("role")?,
        origin: row.origin(),
    })
}

pub(super) fn bloc(id: &str, row: Row<'_>) -> Bloc {
    Bloc {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        members: row.parties("members"),
        origin: row.origin(),
    }
}

pub(super) fn person(id: &str, row: Row<'_>) -> Person {
    let office = |row: Row<'_>| {
        Some(Office { party: row.party("party")?, title: row.text("title")?, rank: row.word("rank")? })
    };
    Person {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        offices: row.parts("offices").into_iter().filter_map(office).collect(),
        origin: row.origin(),
    }
}

pub(super) fn institution(id: &str, row: Row<'_>) -> Institution {
    Institution {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        party: row.party("party"),
        origin: row.origin(),
    }
}

pub(super) fn territory(id: &str, row: Row<'_>) -> Territory {
    let origin = row.origin();
    let control = |row: Row<'_>| {
        Some(Control {
            by: row.party("by")?,
            extent: row.text("extent").unwrap_or_else(|| "whole".into()),
            when: row.when("when"),
            origin: row.origin_within(&origin),
        })
    };
    Territory {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        names: row
            .entries("names")
            .into_iter()
            .filter_map(|(policy, _, name)| Some((policy.to_string(), super::scalars::text(name)?)))
            .collect(),
        control: row.parts("control").into_iter().filter_map(control).collect(),
        claimed_by: row.parties("claimed_by"),
        origin: row.origin(),
    }
}
