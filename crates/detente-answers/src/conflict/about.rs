//! What a page says of the conflict that it is about: its title, what is undecided, commands to run next.

use std::fmt::Display;

use indexmap::IndexMap;
use serde::Serialize;

use crate::{
    conflict::who::Who,
    page::{Page, Text},
    question::Question,
    text::{Names, Settled, phrase, wording::lever_name},
};

/// What a conflict comes from, as far as a page needs to know.
#[derive(Clone, Copy)]
pub enum About<'q> {
    /// The numbers of a case.
    Derived(&'q Question),
    /// What a case states.
    Stated(&'q Question),
    /// A `.gmcr` file of this name.
    File(&'q str),
}

/// Who chose the package that is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Chosen {
    /// Somebody put forward a text with all its terms.
    Tabled(String),
    /// Somebody put forward a text that leaves issues open: détente settled these.
    TabledInPart(String),
    /// Some of its terms were typed: détente settled the others.
    Typed,
    /// Nobody: it is the best, or the nearest to a deal, of all packages.
    Computed,
}

/// A package, and how it came to be the one that is asked about.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OnTheTable {
    /// The option for every issue.
    pub package: IndexMap<String, String>,
    /// Why this one.
    pub why: String,
    /// Who chose it: nothing but a text that somebody put forward is on the table.
    pub chosen: Chosen,
    /// Whose red lines it crosses.
    pub crosses_red_lines_of: Vec<Who>,
    /// Whose yes it needs, in a sentence.
    pub needs: String,
    /// Whether détente found it at the middle of what nobody has said, on which it hangs whether any package is a deal: then
    /// no page shows it.
    pub found_in_silence: bool,
}

impl<'q> About<'q> {
    /// What questions about the conflict of a case are about: what it states, if it states any.
    #[must_use]
    pub fn of(question: &'q Question) -> Self {
        if question.case.conflict.is_stated() { Self::Stated(question) } else { Self::Derived(question) }
    }

    /// Whether it is made of a case's numbers.
    #[must_use]
    pub fn is_derived(self) -> bool {
        matches!(self, Self::Derived(_))
    }

    /// A page with its title.
    #[must_use]
    pub fn page(self) -> Page {
        match self {
            Self::Derived(question) => Page::new(&question.whole.title),
            Self::Stated(question) => Page::new(&question.case_argument),
            Self::File(name) => Page::new(name),
        }
    }

    /// A command to run next about the same, and what it says.
    #[must_use]
    pub fn next(self, verb_and_options: &str, says: &str) -> (String, String) {
        let command = match self {
            Self::Derived(question) | Self::Stated(question) => question.command(verb_and_options),
            Self::File(name) => {
                let (verb, options) = verb_and_options.split_once(' ').unwrap_or((verb_and_options, ""));
                format!("detente {verb} {name} {options}").trim_end().to_owned()
            }
        };
        (command, says.to_owned())
    }

    /// That what follows is no more than an example, where it is: see [`undecided`].
    #[must_use]
    pub fn undecided(self) -> Option<String> {
        match self {
            Self::Derived(question) => undecided(question),
            Self::Stated(_) | Self::File(_) => None,
        }
    }

    /// What screens call a course: a lever of a case by its name, else as the model has it.
    pub(super) fn course(self, id: &str) -> String {
        match self {
            Self::Derived(question) => lever_name(question, id).to_owned(),
            Self::Stated(_) | Self::File(_) => id.to_owned(),
        }
    }

    /// What screens call issues and options.
    pub(super) fn names(self) -> Names {
        match self {
            Self::Derived(question) | Self::Stated(question) => Names::of(question),
            Self::File(_) => Names::default(),
        }
    }

    /// What is on the table, and that what follows is an example where it is [`undecided`].
    pub(super) fn begin(self, page: &mut Page, on_the_table: Option<&OnTheTable>) {
        if let Some(package) = on_the_table {
            page.paragraph(package.text(&self.names()));
        }
        if let Some(undecided) = self.undecided() {
            page.paragraph(
                Text::new()
                    .caution(undecided)
                    .plain(" What follows takes the middle of its whole scale and is only an example."),
            );
        }
    }
}

impl OnTheTable {
    /// A package of these terms.
    pub(super) fn of(
        terms: impl Iterator<Item = (impl Display, impl Display)>,
        (chosen, why): (Chosen, String),
        crosses_red_lines_of: Vec<Who>,
        needs: String,
        found_in_silence: bool,
    ) -> Self {
        let package = terms.map(|(issue, option)| (issue.to_string(), option.to_string())).collect();
        Self { package, why, chosen, crosses_red_lines_of, needs, found_in_silence }
    }

    /// "The package that détente picked: Line of contact: frozen; … (of all packages …). It needs the yes of UA and RU."
    pub(super) fn text(&self, names: &Names) -> Text {
        if self.found_in_silence {
            return Text::new().caution(IN_SILENCE).plain(
                " What follows takes the middle of that and is only an example: it is about the package nearest to a deal there.",
            );
        }
        let term = |issue: &String, option: &String| names.term(issue, &Settled::By(option.clone()));
        let terms: Vec<_> = self.package.iter().map(|(issue, option)| term(issue, option)).collect();
        let (who, why) = match &self.chosen {
            Chosen::Tabled(name) => (format!("On the table, {name}: "), String::new()),
            Chosen::TabledInPart(name) => (
                format!("A package with the terms of {name}; détente settled what these leave open: "),
                format!(" ({})", self.why),
            ),
            Chosen::Typed => (
                "A package with the terms you typed; détente settled what these leave open: ".to_owned(),
                format!(" ({})", self.why),
            ),
            Chosen::Computed => ("The package that détente picked: ".to_owned(), format!(" ({})", self.why)),
        };
        Text::from(who).strong(terms.join("; ")).plain(format!("{why}. {}", self.needs))
    }
}

/// What is said in the place of a package where nobody can say whether there is a deal.
const IN_SILENCE: &str = "No package is shown: whether any is a deal hangs on what nobody has said.";

/// `Undecided: nobody says …`, where what no deal is worth to some who must consent is not stated: a verdict at the
/// middle of the whole scale is then no more than an example.
#[must_use]
pub fn undecided(question: &Question) -> Option<String> {
    let consent = question.case.instrument.consent.iter();
    let silent: Vec<_> = consent.filter(|party| question.case.no_deal_of(party).is_none()).collect();
    let names: Vec<_> = silent.into_iter().map(|party| question.short(party)).collect();
    (!names.is_empty()).then(|| {
        let names = phrase::list(&names);
        format!("Undecided: nobody says what no deal is worth to {names}.")
    })
}
