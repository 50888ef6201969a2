//! What another program asks in its own process: a case is held open, and every question is a name with values.
//!
//! The names and values are those of the server's addresses and, without their dashes, of the command line. The answer
//! is the text that the command prints.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use detente_inquiry::CaseOnDisk;
//!
//! let case = CaseOnDisk::at(Path::new("cases/london-2025")).unwrap_or_else(|_| panic!("the case has errors"));
//! let given = [("as-of".to_owned(), "2025-04-26".to_owned())];
//! let json = case.ask("why", &given, &|| true).unwrap_or_default();
//! assert!(json.starts_with('{'));
//! ```

use std::path::Path;

use detente_answers::{
    answer::{Refusal, RefusalKind, Refused, SchemaVersion},
    options::Kind,
    registry,
    watch::Watch,
};
use serde::Serialize;

use crate::{
    failure::Failure,
    problems::problems_of,
    query::{self, Asker, Made, NoAnswer, Query},
    source::Source,
    view::Format,
};

/// The command that a refusal names where no question was asked.
const OPEN: &str = "read";

/// A case as it stood on disk when it was opened: all answers speak of that version.
pub struct CaseOnDisk(Source);

/// An answer that was made once and is shown in any form.
pub struct InHand(Made);

/// Why there is no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// Nobody waits for it any more.
    GivenUp,
    /// It was refused, or the machine failed.
    Refused {
        /// The exit code with which the command would end: 1, 2 or 3.
        exit_code: u8,
        /// The refusal as the command prints it with `--json`.
        json: String,
    },
}

/// A question and what can be added to it.
#[derive(Serialize)]
pub struct QuestionKind {
    /// Its name.
    pub name: &'static str,
    /// What it answers, in a sentence.
    pub about: &'static str,
    /// What can be said of every question: the view, and the draws where something is drawn.
    pub common: Vec<&'static str>,
    /// What can be added to this one.
    pub options: Vec<OptionKind>,
}

/// What can be added to a question.
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the JSON")]
#[derive(Serialize)]
pub struct OptionKind {
    /// Its name.
    pub name: &'static str,
    /// What it means, in a sentence.
    pub about: &'static str,
    /// Whether it must be given.
    pub is_required: bool,
    /// Whether several may be given.
    pub takes_several: bool,
    /// Whether it is given or not, without a value.
    pub is_flag: bool,
    /// Whether it is a whole number.
    pub is_count: bool,
    /// What help calls its value; absent where it has none.
    pub called: Option<&'static str>,
}

impl Unanswered {
    fn of(command: &str, failure: &Failure) -> Self {
        // Only `check` answers with errors, and it is not asked through a case.
        let refusal = failure.refusal().unwrap_or_else(|| Refusal {
            kind: RefusalKind::InputHasErrors,
            message: failure.to_string(),
            help: Vec::new(),
            problems: Vec::new(),
        });
        let exit_code = match refusal.kind {
            RefusalKind::InputHasErrors => 1,
            RefusalKind::Usage => 2,
            RefusalKind::Machine | RefusalKind::Internal => 3,
        };
        let refused = Refused { schema: SchemaVersion, command: command.to_owned(), refusal };
        // A refusal is made of texts: it can always be written.
        Self::Refused { exit_code, json: serde_json::to_string(&refused).unwrap_or_default() }
    }

    fn at(command: &str, why: NoAnswer) -> Self {
        match why {
            NoAnswer::GivenUp => Self::GivenUp,
            NoAnswer::NoQuestion(why) => Self::of(command, &Failure::Usage(why)),
            NoAnswer::Failed(failure) => Self::of(command, &failure),
        }
    }
}

impl CaseOnDisk {
    /// Reads a case: its folder, its `case.toml`, a spreadsheet or a `.gmcr` file. Fails only where nothing can be read:
    /// what is wrong in a case is told by [`problems`] and by every question.
    pub fn at(path: &Path) -> Result<Self, Unanswered> {
        Source::at(path).map(Self).map_err(|failure| Unanswered::of(OPEN, &failure))
    }

    /// Answers a question of the registry. `given` names what is added to it, `format` among them (`json`, `md` or
    /// `text`). `goes_on` is asked many times a second, from any thread, whether somebody still waits.
    pub fn ask(
        &self,
        question: &str,
        given: &[(String, String)],
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<String, Unanswered> {
        let listener = |_| goes_on();
        let answer = || Query::read(question, given, Asker::Owner)?.answer(&self.0, Watch::new(&listener));
        answer().map_err(|why| Unanswered::at(question, why))
    }

    /// Answers a question as [`Self::ask`] does, for whoever wants the answer in several forms.
    pub fn made(
        &self,
        question: &str,
        given: &[(String, String)],
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> Result<InHand, Unanswered> {
        let listener = |_| goes_on();
        let made = || Query::read(question, given, Asker::Owner)?.made(&self.0, Watch::new(&listener));
        made().map(InHand).map_err(|why| Unanswered::at(question, why))
    }
}

impl InHand {
    /// The answer as the command prints it in this form, without the colours of a terminal.
    pub fn shown(&self, format: Format) -> Result<String, Unanswered> {
        self.0.shown(format).map_err(|why| Unanswered::at("", why.into()))
    }

    /// The answer as a part of an HTML document, such as a notebook.
    #[must_use]
    pub fn html(&self) -> String {
        self.0.html()
    }
}

/// Every problem of a case, as `detente check --json` prints them, whether or not it has any.
pub fn problems(path: &Path) -> Result<String, Unanswered> {
    problems_of(path).map_err(|failure| Unanswered::of("check", &failure))
}

/// Every question that can be asked of a case, in the order of help.
#[must_use]
pub fn questions() -> Vec<QuestionKind> {
    let of = |asked: &&'static detente_answers::ask::Asked| QuestionKind {
        name: asked.name,
        about: asked.about,
        common: query::common(asked).collect(),
        options: asked
            .options
            .iter()
            .map(|choice| OptionKind {
                name: choice.name,
                about: choice.says,
                is_required: choice.kind == Kind::Subject,
                takes_several: matches!(choice.kind, Kind::Names { .. }),
                is_flag: choice.kind == Kind::Flag,
                is_count: matches!(choice.kind, Kind::Count { .. }),
                called: match choice.kind {
                    Kind::Flag => None,
                    Kind::Count { called, .. } | Kind::Name { called } | Kind::Names { called } => {
                        Some(called)
                    }
                    Kind::Range { .. } => Some("LEAST..MOST"),
                    Kind::Subject => Some("NAME"),
                },
            })
            .collect(),
    };
    registry::QUESTIONS.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a test fails by panicking")]

    use super::*;

    fn london() -> CaseOnDisk {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/london-2025");
        CaseOnDisk::at(&path).unwrap_or_else(|_| panic!("the case is there"))
    }

    fn given(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn whoever_runs_it_may_say_for_whom_the_answer_is() {
        let case = london();
        let asked = |pairs: &[(&str, &str)]| case.ask("why", &given(pairs), &|| true);
        let json = asked(&[("draws", "50"), ("reader-label", "clear")]).unwrap_or_else(|_| panic!("asked"));
        assert!(json.contains("\"draws\": 50"), "{json}");
        let Err(Unanswered::Refused { exit_code, json }) = asked(&[("compartment", "nowhere")]) else {
            panic!("no compartment has that name");
        };
        assert!(exit_code == 2 && json.contains("no compartment is called `nowhere`"), "{json}");
    }

    #[test]
    fn what_nobody_waits_for_is_given_up_and_what_is_not_known_is_refused() {
        let case = london();
        assert!(matches!(case.ask("learn", &[], &|| false), Err(Unanswered::GivenUp)));
        for (question, pairs, says) in
            [("whi", given(&[]), "no question `whi`"), ("why", given(&[("as", "1")]), "does not know `as`")]
        {
            let Err(Unanswered::Refused { exit_code, json }) = case.ask(question, &pairs, &|| true) else {
                panic!("{question} is refused");
            };
            assert!(exit_code == 2 && json.contains(says), "{json}");
        }
    }

    #[test]
    fn a_question_says_what_it_takes() {
        let all = questions();
        let show = all.iter().find(|one| one.name == "show").unwrap_or_else(|| panic!("show is a question"));
        assert!(show.options.iter().any(|option| option.is_required));
        let why = all.iter().find(|one| one.name == "why").unwrap_or_else(|| panic!("why is a question"));
        assert!(why.common.contains(&"draws") && why.common.contains(&"reader-label"));
    }
}
