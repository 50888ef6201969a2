//! What an answer was made from, so that it can be made again: case, view, plan, version.

use detente_case::{AssumptionChoice, TrafficLight};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::answers::{Plan, Question};

/// What an answer was made from: the same provenance gives the same bytes on every machine.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Provenance {
    /// The version of détente.
    detente: &'static str,
    /// The title of the case.
    title: String,
    /// SHA-256 over the case file and its digests, in hexadecimal.
    case_hash: String,
    /// The day the case is seen at.
    as_of: Date,
    /// How it is seen otherwise; empty for the plain view.
    view: Vec<String>,
    /// Draws and seed.
    plan: Plan,
    /// The most restrictive label of anything the view sees.
    label: TrafficLight,
}

impl Provenance {
    pub(crate) fn of(question: &Question) -> Self {
        Self {
            detente: env!("CARGO_PKG_VERSION"),
            title: question.whole.title.clone(),
            case_hash: case_hash(question),
            as_of: question.case.as_of,
            view: view_parts(question),
            plan: question.plan,
            label: question.case.highest_label(),
        }
    }

    /// The same in a line.
    pub(crate) fn line(&self) -> String {
        let Plan { draws, seed } = self.plan;
        let view: String = self.view.iter().map(|part| format!(" · {part}")).collect();
        let hash: String = self.case_hash.chars().take(8).collect();
        let made_from = format!("case {hash} as of {}{view}", self.as_of);
        format!("{made_from} · {draws} draws, seed {seed} · {} · détente {}", self.label, self.detente)
    }
}

/// What makes a view another than the plain one, in words.
pub(crate) fn view_parts(question: &Question) -> Vec<String> {
    let view = &question.view;
    let assumptions = match &view.assumptions {
        AssumptionChoice::Standing => None,
        AssumptionChoice::Nothing => Some("sources only".to_owned()),
        AssumptionChoice::With(sets) => {
            Some(format!("assuming {}", sets.iter().map(String::as_str).collect::<Vec<_>>().join(", ")))
        }
    };
    let grade = view.min_grade.map(|grade| format!("grade {grade} and better"));
    let believed = view.believed_by.as_ref().map(|actor| format!("as {actor} believes"));
    let given = question.given.as_ref().map(|given| format!("given {given}"));
    let compartments = view.compartments.iter().map(|name| format!("compartment {name}"));
    [assumptions, grade, believed, given].into_iter().flatten().chain(compartments).collect()
}

/// Each file is preceded by its name and length, so that no two cases share the bytes that are hashed.
fn case_hash(question: &Question) -> String {
    let mut hasher = Sha256::new();
    let mut add = |name: &str, text: &[u8]| {
        hasher.update(format!("{name}\n{}\n", text.len()));
        hasher.update(text);
    };
    add("case.toml", question.files.text().as_bytes());
    for (name, text) in question.files.digests() {
        add(name, text.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
