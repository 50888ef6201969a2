//! Would an agreement hold, in a few lines.

use detente_agreement::Answer;
use serde::Serialize;

use crate::{
    answers::{offered, verdict::is_only_a_conflict},
    conflict::{
        Conflict,
        about::undecided,
        behaviour::Further,
        derivation::Verdicts,
        derived::{Choice, Derived},
        lasting::Lasting,
        stability,
    },
    page::{Page, Text},
    question::Question,
    stop::Stop,
    text::wording,
};

/// Whether the best deal, or else the package nearest to a deal, would hold once agreed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Holds {
    /// The case states a conflict of its own: what that says, in a sentence.
    Stated {
        /// The sentence.
        sentence: String,
    },
    /// It is not said, and why.
    NotSaid {
        /// The reason.
        why: String,
    },
    /// From what the case says of levers and no-deal values, at central values.
    Derived {
        /// What nobody has said that it hangs on; absent where nothing is missing.
        undecided: Option<String>,
        /// The package, where it has so few terms that a sentence can name them.
        #[serde(skip)]
        named: Option<String>,
        /// Whether it holds, and who leaves it.
        #[serde(flatten)]
        lasting: Lasting,
    },
}

impl Holds {
    /// Where no agreement can be modelled, or it takes too many states, that is said.
    pub(super) fn build(question: &Question) -> Self {
        let said =
            if question.case.conflict.is_stated() { Self::stated(question) } else { Self::derived(question) };
        said.unwrap_or_else(|stop| Self::NotSaid { why: stop.to_string() })
    }

    fn stated(question: &Question) -> Result<Self, Stop> {
        let conflict = Conflict::of_case(question, &Choice::default())?;
        let found = stability::answer(&conflict, Further::default())?;
        Ok(Self::Stated { sentence: found.in_a_sentence() })
    }

    fn derived(question: &Question) -> Result<Self, Stop> {
        let derived = Derived::of(question, &Choice::default())?;
        let Some(state) = derived.derivation.agreement() else {
            return Err(Stop::refused(
                "there is no package that everyone who must agree could accept".to_owned(),
            ));
        };
        let verdicts = Verdicts::of(&derived.game, &derived.derivation.choices);
        Ok(Self::Derived {
            undecided: undecided(question).or_else(|| by_silence(question)),
            named: named(question, &derived),
            lasting: Lasting::of(&derived, &verdicts, state),
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        let only_a_conflict = is_only_a_conflict(&question.case);
        page.heading(if only_a_conflict { "Which states hold?" } else { "Would it hold?" });
        page.paragraph(self.text(question));
    }

    /// Whether it would hold, in a sentence or two, and the command that says more.
    pub(super) fn text(&self, question: &Question) -> Text {
        let command = question.command_from_here("stability", "");
        let at = match self {
            Self::Derived { undecided: None, .. } => "central values; ",
            Self::Stated { .. } | Self::NotSaid { .. } | Self::Derived { .. } => "",
        };
        self.in_a_sentence(question).plain(format!(" ({at}`{command}`)."))
    }

    /// Whether an agreement would hold, for the page carried into the room: what is undecided is said, and no package that nobody was shown.
    pub(super) fn on_page_one(&self, question: &Question) -> Text {
        match self {
            Self::Derived { undecided: Some(undecided), .. } => Text::new().caution(undecided),
            Self::Stated { .. } | Self::NotSaid { .. } | Self::Derived { .. } => {
                self.in_a_sentence(question).plain(".")
            }
        }
    }

    /// Whether it would hold, in a sentence or two, without the last full stop.
    fn in_a_sentence(&self, question: &Question) -> Text {
        let verdict = question.verdict();
        let package = match verdict.verdict.answer {
            _ if verdict.best_deal().is_some() => "the best deal",
            // Whether there is a deal is not known: neither word would be right.
            Answer::Depends { .. } if verdict.verdict.unsaid.decides() => {
                "the package nearest to suiting all, at the middle of what nobody has said,"
            }
            Answer::Impossible | Answer::Depends { central: Some(false) } => "the package nearest to a deal",
            Answer::Certain | Answer::Depends { .. } => "the best package at central values",
        };
        match self {
            Self::Stated { sentence } => Text::from(sentence.as_str()),
            Self::NotSaid { why } => Text::new().caution("Not answered").plain(format!(": {why}")),
            Self::Derived { undecided: Some(undecided), .. } => {
                Text::new().caution(undecided).plain(format!(" Whether {package} would hold depends on that"))
            }
            Self::Derived { undecided: None, named, lasting } => {
                let named = named.as_ref().map_or(String::new(), |terms| format!(" ({terms})"));
                lasting.text(&format!("An agreement on {package}{named}"))
            }
        }
    }
}

/// That nobody can say whether there is a deal: then no package is shown.
fn by_silence(question: &Question) -> Option<String> {
    let known = offered::may_be(question.verdict());
    (!known).then(|| "Undecided: whether there is a deal hangs on what nobody has said.".to_owned())
}

/// The most terms that are named in a sentence.
const FEW_TERMS: usize = 3;

/// The package that is asked about, where it has few terms.
fn named(question: &Question, derived: &Derived) -> Option<String> {
    let package = derived.package.as_ref()?;
    let terms = derived.negotiation.terms(package);
    let terms: Vec<_> =
        terms.iter().map(|(issue, option)| wording::term_in_short(question, issue, option)).collect();
    (terms.len() <= FEW_TERMS).then(|| terms.join("; "))
}
