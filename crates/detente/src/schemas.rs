//! The schemas of everything that is printed with `--json`.

use detente_answers::{
    answer::{Envelope, Refused},
    answers::{replay, simulate, sweep, tournament},
    registry::QUESTIONS,
};
use schemars::Schema;

/// Describes what a command prints with `--json`.
type Describe = fn() -> Schema;

/// What is printed with `--json` and answers no question of the registry.
const OTHERS: [(&str, Describe); 6] = [
    ("check", || schemars::schema_for!(crate::commands::check::Report)),
    ("refusal", || schemars::schema_for!(Refused)),
    ("replay", || schemars::schema_for!(Envelope<replay::Replay>)),
    ("simulate", || schemars::schema_for!(Envelope<simulate::Simulate>)),
    ("sweep", || schemars::schema_for!(sweep::Sweep)),
    ("tournament", || schemars::schema_for!(Envelope<tournament::Tournament>)),
];

/// Every command with `--json`, and the schema of what it prints, by name.
pub(crate) fn schemas() -> Vec<(&'static str, Describe)> {
    let questions = QUESTIONS.iter().map(|asked| (asked.name, asked.schema));
    let mut schemas: Vec<_> = questions.chain(OTHERS).collect();
    schemas.sort_by_key(|(name, _)| *name);
    schemas
}
