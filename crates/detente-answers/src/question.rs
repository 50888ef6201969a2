//! What is asked, of which case, seen from where.

use detente_agreement::Plan;
use detente_case::{Case, CaseFiles, Condition, Located, Origin, PartyId, View};

use crate::{provenance::hash_of_files, text::Reference};

/// What is asked, of which case, seen from where.
pub struct Question {
    /// The text of the case and its digests.
    pub files: CaseFiles,
    /// SHA-256 over the files as they are on disk, whatever is supposed changed in them.
    pub file_hash: String,
    /// The case as the file says it, with everything in it.
    pub whole: Case,
    /// The case as the view sees it: what engines run on.
    pub case: Case,
    /// From where it is seen.
    pub view: View,
    /// How many draws, from which seed.
    pub plan: Plan,
    /// A partial package that every package must contain.
    pub given: Option<Condition>,
    /// What is supposed against what the case says, in words.
    pub what_if: Vec<String>,
    /// What is wrong with what is supposed.
    pub problems: Vec<Located>,
    /// What the user typed to name the case, for commands to run next.
    pub case_argument: String,
}

impl Question {
    /// A question about a case that was read.
    #[must_use]
    pub fn about(
        files: CaseFiles,
        whole: Case,
        view: View,
        given: Option<Condition>,
        plan: Plan,
        case_argument: &str,
    ) -> Self {
        let case = whole.seen(&view);
        let case_argument = case_argument.to_owned();
        let file_hash = hash_of_files(&files);
        Self {
            files,
            file_hash,
            whole,
            case,
            view,
            plan,
            given,
            what_if: Vec::new(),
            problems: Vec::new(),
            case_argument,
        }
    }

    /// Where a statement comes from, ready to show.
    #[must_use]
    pub fn reference(&self, origin: &Origin) -> Reference {
        Reference::of(self, origin)
    }

    /// The short name of a party for tables, the identifier where the party is not seen.
    #[must_use]
    pub fn short<'a>(&'a self, party: &'a PartyId) -> &'a str {
        self.whole.parties.get(party).map_or(party.as_str(), |party| &party.short)
    }

    /// The short names of several parties, in their order.
    #[must_use]
    pub fn shorts(&self, parties: &[PartyId]) -> String {
        parties.iter().map(|party| self.short(party)).collect::<Vec<_>>().join(", ")
    }

    /// A command to run next on the same case.
    #[must_use]
    pub fn command(&self, verb_and_options: &str) -> String {
        let (verb, options) = verb_and_options.split_once(' ').unwrap_or((verb_and_options, ""));
        format!("detente {verb} {} {options}", self.case_argument).trim_end().to_owned()
    }
}
