//! The schemas of everything that is printed with `--json`.

use detente_answers::{
    answer::{Answer, Envelope, Refused},
    answers::{
        brief, compare, deadline, diff, frontier, ground, learn, levers, list, openers, outlook, replay,
        robust, roles, show, simulate, sweep, talks, tournament, why,
    },
    conflict::{hypergame, inverse, path, stability},
};
use schemars::Schema;

/// Describes what a command prints with `--json`.
type Describe = fn() -> Schema;

/// Every command with `--json`, and the schema of what it prints.
pub(crate) const SCHEMAS: [(&str, Describe); 26] = [
    ("brief", schema_of::<brief::Brief>),
    ("check", || schemars::schema_for!(crate::commands::check::Report)),
    ("compare", || schemars::schema_for!(Envelope<compare::Compare>)),
    ("deadline", schema_of::<deadline::Deadline>),
    ("diff", schema_of::<diff::Diff>),
    ("frontier", || schemars::schema_for!(Envelope<frontier::Frontier>)),
    ("ground", schema_of::<ground::Ground>),
    ("hypergame", schema_of::<hypergame::Hypergame>),
    ("inverse", schema_of::<inverse::Inverse>),
    ("learn", schema_of::<learn::Learn>),
    ("levers", schema_of::<levers::Levers>),
    ("list", schema_of::<list::List>),
    ("openers", schema_of::<openers::Openers>),
    ("outlook", schema_of::<outlook::Outlook>),
    ("path", schema_of::<path::Path>),
    ("refusal", || schemars::schema_for!(Refused)),
    ("replay", || schemars::schema_for!(Envelope<replay::Replay>)),
    ("robust", schema_of::<robust::Robust>),
    ("roles", schema_of::<roles::Roles>),
    ("show", schema_of::<show::Show>),
    ("simulate", || schemars::schema_for!(Envelope<simulate::Simulate>)),
    ("stability", schema_of::<stability::Stability>),
    ("sweep", || schemars::schema_for!(sweep::Sweep)),
    ("talks", schema_of::<talks::Talks>),
    ("tournament", || schemars::schema_for!(Envelope<tournament::Tournament>)),
    ("why", schema_of::<why::Why>),
];

fn schema_of<A: Answer>() -> Schema {
    schemars::schema_for!(Envelope<A>)
}
