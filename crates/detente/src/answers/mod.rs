//! One answer a question: a serialisable struct with everything a screen or a picture needs, and its page.
//!
//! An answer is built from a [`Question`] alone; it prints nothing and reads nothing.

mod argued;
pub(crate) mod behaviour;
pub(crate) mod brief;
pub(crate) mod compare;
pub(crate) mod conflict_file;
pub(crate) mod deadline;
pub(crate) mod diff;
pub(crate) mod efficiency;
mod facts;
pub(crate) mod frontier;
pub(crate) mod ground;
pub(crate) mod hypergame;
pub(crate) mod inverse;
pub(crate) mod learn;
pub(crate) mod levers;
pub(crate) mod list;
pub(crate) mod number;
pub(crate) mod openers;
pub(crate) mod outlook;
pub(crate) mod path;
mod phrase;
mod reference;
pub(crate) mod replay;
pub(crate) mod robust;
pub(crate) mod roles;
pub(crate) mod show;
pub(crate) mod simulate;
mod snippet;
pub(crate) mod stability;
pub(crate) mod sweep;
pub(crate) mod tabled;
pub(crate) mod talks;
#[cfg(test)]
mod tests;
pub(crate) mod tournament;
pub(crate) mod verdict;
pub(crate) mod verified;
pub(crate) mod why;
pub(crate) mod wording;

pub(crate) use detente_agreement::Plan;
use detente_case::{Case, CaseFiles, Condition, Located, Origin, View};
use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub(crate) use self::reference::Reference;
use crate::{page::Page, provenance::Provenance};

/// What is asked, of which case, seen from where.
pub(crate) struct Question {
    /// The text of the case and its digests.
    pub(crate) files: CaseFiles,
    /// SHA-256 over the files as they are on disk, whatever is supposed changed in them.
    pub(crate) file_hash: String,
    /// The case as the file says it, with everything in it.
    pub(crate) whole: Case,
    /// The case as the view sees it: what engines run on.
    pub(crate) case: Case,
    /// From where it is seen.
    pub(crate) view: View,
    /// How many draws, from which seed.
    pub(crate) plan: Plan,
    /// A partial package that every package must contain.
    pub(crate) given: Option<Condition>,
    /// What is supposed against what the case says, in words.
    pub(crate) what_if: Vec<String>,
    /// What is wrong with what is supposed.
    pub(crate) problems: Vec<Located>,
    /// What the user typed to name the case, for commands to run next.
    pub(crate) case_argument: String,
}

/// An answer that can be shown as a page or serialised.
pub(crate) trait Answer: Serialize + JsonSchema {
    /// How it looks.
    fn page(&self, question: &Question) -> Page;
}

impl Question {
    /// Where a statement comes from, ready to show.
    pub(crate) fn reference(&self, origin: &Origin) -> Reference {
        Reference::of(self, origin)
    }

    /// The short name of a party for tables, the identifier where the party is not seen.
    pub(crate) fn short<'a>(&'a self, party: &'a detente_case::PartyId) -> &'a str {
        self.whole.parties.get(party).map_or(party.as_str(), |party| &party.short)
    }

    /// The short names of several parties, in their order.
    pub(crate) fn shorts(&self, parties: &[detente_case::PartyId]) -> String {
        parties.iter().map(|party| self.short(party)).collect::<Vec<_>>().join(", ")
    }

    /// A command to run next on the same case.
    pub(crate) fn command(&self, verb_and_options: &str) -> String {
        let (verb, options) = verb_and_options.split_once(' ').unwrap_or((verb_and_options, ""));
        format!("detente {verb} {} {options}", self.case_argument).trim_end().to_owned()
    }
}

/// What a JSON answer is wrapped in, so that it can be made again.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Envelope<A> {
    /// The command that answers.
    pub(crate) command: String,
    /// What the answer was made from.
    pub(crate) provenance: Provenance,
    /// The answer.
    pub(crate) answer: A,
}

/// Describes what a command prints with `--json`.
type Describe = fn() -> Schema;

/// Every command with `--json`, and the schema of what it prints.
pub(crate) const SCHEMAS: [(&str, Describe); 29] = [
    ("brief", schema_of::<brief::Brief>),
    ("check", || schemars::schema_for!(crate::commands::check::Report)),
    ("compare", || schemars::schema_for!(Envelope<compare::Compare>)),
    ("deadline", schema_of::<deadline::Deadline>),
    ("diff", schema_of::<diff::Diff>),
    ("frontier", || schemars::schema_for!(Envelope<frontier::Frontier>)),
    ("ground", schema_of::<ground::Ground>),
    ("hypergame", schema_of::<hypergame::Hypergame>),
    ("hypergame-file", || schemars::schema_for!(Envelope<conflict_file::FileHypergame>)),
    ("inverse", schema_of::<inverse::Inverse>),
    ("inverse-file", || schemars::schema_for!(Envelope<conflict_file::FileInverse>)),
    ("learn", schema_of::<learn::Learn>),
    ("levers", schema_of::<levers::Levers>),
    ("list", schema_of::<list::List>),
    ("openers", schema_of::<openers::Openers>),
    ("outlook", schema_of::<outlook::Outlook>),
    ("path", schema_of::<path::Path>),
    ("path-file", || schemars::schema_for!(Envelope<conflict_file::FilePaths>)),
    ("replay", || schemars::schema_for!(Envelope<replay::Replay>)),
    ("robust", schema_of::<robust::Robust>),
    ("roles", schema_of::<roles::Roles>),
    ("show", schema_of::<show::Show>),
    ("simulate", || schemars::schema_for!(Envelope<simulate::Simulate>)),
    ("stability", schema_of::<stability::Stability>),
    ("stability-file", || schemars::schema_for!(Envelope<conflict_file::FileStability>)),
    ("sweep", || schemars::schema_for!(sweep::Sweep)),
    ("talks", schema_of::<talks::Talks>),
    ("tournament", || schemars::schema_for!(Envelope<tournament::Tournament>)),
    ("why", schema_of::<why::Why>),
];

fn schema_of<A: Answer>() -> Schema {
    schemars::schema_for!(Envelope<A>)
}
