//! What an answer was made from, so that it can be made again: case, view, plan, version.

use std::collections::BTreeMap;

use detente_case::{AssumptionChoice, Case, CaseFiles, TrafficLight};
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    page::{markdown, terminal},
    question::Question,
};
use detente_agreement::Plan;

/// What an answer was made from: the same provenance gives the same bytes on every machine.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Provenance {
    /// The version of détente.
    detente: &'static str,
    /// The title of the case.
    title: String,
    /// SHA-256 over what the reader may see of the case on the day, in hexadecimal; see docs/secrets.md.
    case_hash: String,
    /// The day the case is seen at; absent for a scenario.
    as_of: Option<Date>,
    /// How it is seen otherwise; empty for the plain view.
    view: Vec<String>,
    /// Draws and seed; absent where nothing is drawn.
    plan: Option<Plan>,
    /// The most restrictive label of anything that may stand in the answer.
    label: TrafficLight,
    /// What is known on the day and not seen, because it hangs on what is known only later, which chosen assumptions
    /// change nothing, and which draws are not made: a sentence each. Absent where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<String>,
}

impl Provenance {
    /// What an answer to this question is made from.
    #[must_use]
    pub fn of(question: &Question) -> Self {
        Self {
            detente: env!("CARGO_PKG_VERSION"),
            title: question.whole.title.clone(),
            case_hash: question.hash.clone(),
            as_of: Some(question.case.as_of),
            view: view_parts(question),
            plan: Some(question.plan),
            label: question.label(),
            left_out: question
                .left_out()
                .into_iter()
                .chain(question.fewer_draws())
                .chain(question.untried_sets())
                .collect(),
        }
    }

    /// The provenance of an answer in which nothing is drawn.
    #[must_use]
    pub fn without_draws(question: &Question) -> Self {
        Self { plan: None, left_out: question.left_out(), ..Self::of(question) }
    }

    /// The provenance of an answer about a scenario of another format.
    #[must_use]
    pub fn of_texts(title: &str, texts: &BTreeMap<String, String>, reading: &str) -> Self {
        Self {
            detente: env!("CARGO_PKG_VERSION"),
            title: title.to_owned(),
            case_hash: hash(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))),
            as_of: None,
            view: vec![reading.to_owned()],
            plan: None,
            label: TrafficLight::Clear,
            left_out: Vec::new(),
        }
    }

    /// What an answer was made from, with the draws of this plan.
    #[must_use]
    pub fn drawn(self, plan: Plan) -> Self {
        Self { plan: Some(plan), ..self }
    }

    /// What stands under an answer in Markdown.
    #[must_use]
    pub fn under_markdown(&self) -> String {
        let left_out: String =
            self.left_out.iter().map(|says| format!("\n{}\n", markdown::escape(says))).collect();
        format!("{left_out}\n---\n\n{}\n", self.line())
    }

    /// What stands under an answer in a terminal.
    #[must_use]
    pub fn under_text(&self) -> String {
        let left_out: String =
            self.left_out.iter().map(|says| format!("\n{}\n", terminal::wrap(says, "", ""))).collect();
        format!("{left_out}\n{}\n", terminal::faint(&self.line()))
    }

    /// What stands below a page that is printed or edited elsewhere, without markup.
    #[must_use]
    pub fn below(&self) -> String {
        let said = self.left_out.iter().cloned();
        said.chain([self.line()]).collect::<Vec<_>>().join(" ")
    }

    /// The same in a line.
    pub fn line(&self) -> String {
        let hash: String = self.case_hash.chars().take(8).collect();
        let seen = match self.as_of {
            Some(as_of) => format!("case {hash} as of {as_of}"),
            None => format!("scenario {hash}"),
        };
        let drawn = self.plan.map(|Plan { draws, seed }| format!("{draws} draws, seed {seed}"));
        let label = self.as_of.map(|_| self.label.to_string());
        let parts = [Some(seen)].into_iter().chain(self.view.iter().cloned().map(Some)).chain([drawn, label]);
        let version = format!("détente {}", self.detente);
        parts.flatten().chain([version]).collect::<Vec<_>>().join(" · ")
    }
}

/// What makes a view another than the plain one, in words.
pub fn view_parts(question: &Question) -> Vec<String> {
    let view = &question.view;
    let assumptions = match &view.assumptions {
        AssumptionChoice::Standing => None,
        AssumptionChoice::Nothing => Some("sources only".to_owned()),
        AssumptionChoice::With(sets) => {
            Some(format!("assuming {}", sets.iter().map(String::as_str).collect::<Vec<_>>().join(", ")))
        }
    };
    let back = view.looking_back.then(|| "looking back".to_owned());
    let grade = view.min_grade.map(|grade| format!("grade {grade} and better"));
    let believed = view.believed_by.as_ref().map(|actor| format!("as {actor} believes"));
    let given = question.given.as_ref().map(|given| format!("given {given}"));
    let compartments = view.compartments.iter().map(|name| format!("compartment {name}"));
    let supposed = question.what_if.iter().cloned();
    let spreadsheet = spreadsheet(question.files.path());
    [spreadsheet, assumptions, back, grade, believed, given]
        .into_iter()
        .flatten()
        .chain(compartments)
        .chain(supposed)
        .collect()
}

/// That the case is a spreadsheet, which cites nothing.
fn spreadsheet(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    detente_scenario::sheet::is_spreadsheet(name)
        .then(|| format!("every number is a cell of the spreadsheet {name}, and an assumption"))
}

/// SHA-256 over what may be seen of a case, in hexadecimal: the canonical bytes of its file as far as it may be seen, and
/// the sentences of the digests that it names.
///
/// docs/secrets.md says which bytes these are.
#[must_use]
pub fn hash_of(files: &CaseFiles, case: &Case) -> String {
    let mut texts = BTreeMap::from([("case.toml", files.canonical())]);
    for source in case.sources.values() {
        let Some(path) = &source.digest else { continue };
        let sentences = source.statements.iter().map(|(number, sentence)| format!("{number}. {sentence}\n"));
        texts.insert(path, sentences.collect());
    }
    hash(texts.iter().map(|(name, text)| (*name, text.as_str())))
}

/// SHA-256 over the texts of a scenario, in hexadecimal.
#[must_use]
pub fn hash_of_texts(texts: &BTreeMap<String, String>) -> String {
    hash(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// Each file is preceded by its name and length, so that no two folders share the bytes that are hashed.
fn hash<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    for (name, text) in files {
        hasher.update(format!("{name}\n{}\n", text.len()));
        hasher.update(text);
    }
    detente_case::hex(hasher.finalize())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use detente_case::{Reader, open};

    use super::*;

    const TEXT: &str = "[case]\ntitle = \"A sale\"\nas_of = 2025-01-01\ninstrument = { class = \"contract\", \
        consent = [\"one\"] }\n\n[parties.one]\nname = \"One\"\nrole = \"principal\"\n\n[sources.notes]\npublisher = \
        \"x\"\ndate = 2025-01-01\ngrade = \"B2\"\ndigest = \"sources/notes.md\"\n";

    fn hashed(text: &str, digest: &str) -> String {
        let digests = BTreeMap::from([
            ("sources/notes.md".to_owned(), digest.to_owned()),
            ("sources/aside.md".to_owned(), text.to_owned()),
        ]);
        let opened = open(&CaseFiles::new("case.toml", text.as_bytes(), digests), &Reader::default());
        assert!(opened.diagnostics.iter().all(|problem| problem.severity != detente_case::Severity::Error));
        hash_of(&opened.files, &opened.case)
    }

    #[test]
    fn how_lines_end_and_what_states_nothing_does_not_count() {
        let plain = hashed(TEXT, "1. said\n");
        let remarked = TEXT.replace("role =", "role   =").replace("[parties.one]", "[parties.one] # one");
        for alike in
            [TEXT.replace('\n', "\r\n"), format!("\u{feff}{TEXT}"), remarked, format!("{TEXT}\n# end\n")]
        {
            assert_eq!(hashed(&alike, "1. said\n"), plain, "{alike:?}");
        }
        assert_eq!(hashed(TEXT, "\u{feff}# Title\r\n\r\n1. said\r\n"), plain);
        assert_ne!(hashed(TEXT, "1. said otherwise\n"), plain);
        assert_ne!(hashed(&TEXT.replace("\"One\"", "\"Two\""), "1. said\n"), plain);
    }

    #[test]
    fn what_is_closed_does_not_count() {
        let closed = "[[no_deal]]\nparty = \"one\"\nvalue = 61\nbasis = \"assumed\"\nowner = \"x\"\ncompartment = \"c\"\n";
        let with = |value: &str| hashed(&format!("{TEXT}\n{}", closed.replace("61", value)), "1. said\n");
        assert_eq!(with("61"), with("17"));
        assert_eq!(with("61"), hashed(TEXT, "1. said\n"));
    }
}
