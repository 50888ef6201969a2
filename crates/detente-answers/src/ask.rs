//! What a question is: its name, what can be added to it, and how it is answered.

use detente_agreement::Plan;
use serde::Serialize;

use crate::{
    answer::{Answer, Envelope},
    described::Described,
    draws::Wanted,
    options::{Choice, Options},
    page::Page,
    provenance::Provenance,
    question::Question,
    stop::Stop,
    text::explained,
    watch::Watch,
};

/// A question that can be asked of a case.
pub struct Asked {
    /// Its name: the command that asks it, and the last part of its address.
    pub name: &'static str,
    /// What it answers, in one line of help.
    pub about: &'static str,
    /// Where the contents of help list it.
    pub group: Group,
    /// What help says below: examples, and where to read on.
    pub after_help: &'static str,
    /// What can be added to it.
    pub options: &'static [&'static Choice],
    /// How many draws are made unless somebody says otherwise; `None` where nothing is drawn.
    pub draws: Option<u32>,
    /// Whether its work is shared out among threads.
    pub on_threads: bool,
    /// Answers it.
    pub answer: Answers,
    /// Describes what it answers.
    pub schema: Described,
}

/// Makes an answer, which the watch can stop.
pub type Answers = fn(&Question, &Options, Watch<'_>) -> Result<Box<dyn Answered>, Stop>;

/// How many draws a question makes unless it says otherwise.
pub const DRAWS: Option<u32> = Some(1000);

/// The seed of all draws unless somebody says otherwise.
pub const SEED: u64 = 1;

/// The plan of a question that says nothing of its own, from the seed unless somebody says otherwise.
#[must_use]
pub fn plan(draws: Option<u32>) -> Wanted {
    Wanted::Usual(Plan { draws: draws.unwrap_or(Plan::default().draws), seed: SEED })
}

/// The contents of help: what a reader wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All of it at once.
    Everything,
    /// Is there a deal, and what stands in the way?
    Deal,
    /// Pages to prepare for the table.
    Table,
    /// Which packages, and how sure is that?
    Packages,
    /// Who talks, who can move whom, where does it go?
    Talks,
    /// What happens when they talk?
    Simulation,
    /// Would it hold, and how does one get there?
    Stability,
    /// What is known, and what changed?
    Knowledge,
    /// Writing a case.
    Writing,
}

impl Group {
    /// All, in the order of help.
    pub const ALL: [Self; 9] = [
        Self::Everything,
        Self::Deal,
        Self::Table,
        Self::Packages,
        Self::Talks,
        Self::Simulation,
        Self::Stability,
        Self::Knowledge,
        Self::Writing,
    ];

    /// The heading in help.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Everything => "Everything on one page",
            Self::Deal => "Is there a deal, and what stands in the way?",
            Self::Table => "Pages to prepare for the table",
            Self::Packages => "Which packages are good, and how sure is that?",
            Self::Talks => "Who talks, who can move whom, and what may follow?",
            Self::Simulation => "What happens if they talk?",
            Self::Stability => "Would an agreement hold, and how do the parties get there?",
            Self::Knowledge => "What is known, and what changed?",
            Self::Writing => "Write a case",
        }
    }
}

/// An answer of any question: a page, or JSON. A program that holds one may look at it from any thread.
pub trait Answered: Send + Sync {
    /// How it looks.
    fn page(&self, question: &Question) -> Page;

    /// What it was made from.
    fn provenance(&self, question: &Question) -> Provenance;

    /// The answer with what it was made from, as indented JSON.
    fn json(&self, command: &str, question: &Question) -> Result<String, Stop>;
}

impl<A: Answer> Answered for A {
    fn page(&self, question: &Question) -> Page {
        explained(question, Answer::page(self, question))
    }

    fn provenance(&self, question: &Question) -> Provenance {
        Provenance::of(question)
    }

    fn json(&self, command: &str, question: &Question) -> Result<String, Stop> {
        let provenance = Provenance::of(question);
        Envelope::new(command, provenance, self).json()
    }
}

/// An answer in which nothing is drawn, with the page that was made along with it.
pub struct Paged<A> {
    /// The answer.
    pub answer: A,
    /// How it looks.
    pub page: Page,
}

impl<A: Serialize + Send + Sync> Answered for Paged<A> {
    fn page(&self, question: &Question) -> Page {
        explained(question, self.page.clone())
    }

    fn provenance(&self, question: &Question) -> Provenance {
        Provenance::without_draws(question)
    }

    fn json(&self, command: &str, question: &Question) -> Result<String, Stop> {
        let provenance = self.provenance(question);
        Envelope::new(command, provenance, &self.answer).json()
    }
}

impl Asked {
    /// Answers this question, which the watch can stop.
    pub fn ask(
        &self,
        question: &Question,
        options: &Options,
        watch: Watch<'_>,
    ) -> Result<Box<dyn Answered>, Stop> {
        watch.goes_on()?;
        let answered = (self.answer)(question, options, watch)?;
        watch.goes_on()?;
        Ok(answered)
    }
}

/// An answer by its trait alone.
pub fn boxed<A: Answer + 'static>(answer: A) -> Result<Box<dyn Answered>, Stop> {
    Ok(Box::new(answer))
}

/// An answer of which a page shows everything.
struct InFull<A>(A);

impl<A: Answer> Answered for InFull<A> {
    fn page(&self, question: &Question) -> Page {
        explained(question, self.0.page_in_full(question))
    }

    fn provenance(&self, question: &Question) -> Provenance {
        Answered::provenance(&self.0, question)
    }

    fn json(&self, command: &str, question: &Question) -> Result<String, Stop> {
        Answered::json(&self.0, command, question)
    }
}

/// An answer by its trait alone, its page in full where [`FULL`](crate::options::FULL) was asked for.
pub fn boxed_with_detail<A: Answer + 'static>(
    answer: A,
    options: &Options,
) -> Result<Box<dyn Answered>, Stop> {
    if options.has(&crate::options::FULL) { Ok(Box::new(InFull(answer))) } else { boxed(answer) }
}
