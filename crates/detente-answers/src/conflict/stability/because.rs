//! Why one state is stable for one party under one concept, or why not.

use detente_conflict::{
    explanation::{Because as Weakness, Explanation, Failed, Verdict},
    stability::{Concept, Force, Reading, Rule, Step as Move, others, reached},
};
use serde::Serialize;

use super::wanted;
use crate::{
    conflict::{
        about::About,
        fear::Fear,
        model::{Conflict, Listed, StateName},
        step::{Step, lines_on},
        verified::explained,
        who::Who,
    },
    page::{Page, Text},
    stop::{Stop, unknown},
    text::phrase,
};

/// How many answers are told on a page; all are in JSON.
const MOST_TOLD: usize = 12;

/// Which verdict is to be explained, as typed: a state, a party, a concept.
#[derive(Clone, Debug)]
pub struct Triple {
    /// A number from 1, `Y` and `N` course by course, or `today`.
    pub state: String,
    /// A party's name, or its number from 1.
    pub party: String,
    /// The abbreviation of a concept.
    pub concept: String,
}

/// Why a state is stable for a party under a concept, or why not. The verifier has accepted it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Because {
    /// The state.
    state: StateName,
    /// The party.
    party: Who,
    /// The concept.
    concept: String,
    /// Whether it stays.
    stays: Stays,
    /// Where it stays: each move that it would gain by, with the answer that deters it.
    deterred: Vec<Fear>,
    /// Where it leaves, or may: the move that nothing deters.
    by: Option<Step>,
    /// Every answer to that move, and why it does not deter; none under Nash, where nobody looks ahead.
    answers: Vec<Answer>,
}

/// Whether a party stays in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Stays {
    /// For certain.
    Stays,
    /// As preferences turn out that nobody states.
    Open,
    /// It leaves, for certain.
    Leaves,
}

/// An answer that does not deter.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Answer {
    /// How the others get there, step by step.
    steps: Vec<Step>,
    /// Where it ends.
    ends: StateName,
    /// Why it does not deter: a sentence.
    because: String,
    /// Where the party gets out of it by a move of its own.
    way_out: Option<StateName>,
}

impl Triple {
    /// Reads `7 UNI SEQ`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let (state, rest) = (words.next()?, words.collect::<Vec<_>>());
        let (concept, party) = rest.split_last()?;
        let party = party.join(" ");
        (!party.is_empty()).then(|| Self { state: state.to_owned(), party, concept: (*concept).to_owned() })
    }
}

impl Because {
    /// The reasons of a verdict.
    pub(super) fn of(conflict: &Conflict, triple: &Triple) -> Result<Self, Stop> {
        let listed = conflict.listed("why a state is stable for a party")?;
        let state = listed.state(wanted::number(conflict, &triple.state)?)?;
        let player = player(conflict, &triple.party)?;
        let concept = wanted::concept(&triple.concept, &Concept::ALL)?;
        Self::of_verdict(listed, state, player, concept)
    }

    /// The reasons of one verdict, by place.
    pub(in crate::conflict) fn of_verdict(
        listed: Listed<'_>,
        state: usize,
        player: usize,
        concept: Concept,
    ) -> Result<Self, Stop> {
        let (conflict, game) = (listed.conflict, listed.game());
        let certain = explained(game, concept, player, state)?;
        let mild = Rule { concept, reading: Reading::D, force: Force::General };
        // What the members of a bloc differ about is not unknown.
        let may_stay = conflict.derived().is_none() && is_stable(&explained(game, mild, player, state)?);
        let (stays, shown) = match (is_stable(&certain), may_stay, conflict.derived().is_some()) {
            (true, ..) => (Stays::Stays, certain),
            (false, true, _) => (Stays::Open, certain),
            (false, false, true) => (Stays::Leaves, certain),
            (false, false, false) => (Stays::Leaves, explained(game, mild, player, state)?),
        };
        let mut found = Self {
            state: listed.name(state),
            party: conflict.player(player).clone(),
            concept: concept.short().to_owned(),
            stays,
            deterred: Vec::new(),
            by: None,
            answers: Vec::new(),
        };
        match shown.verdict {
            Verdict::Stable(deterred) => {
                found.deterred = deterred.iter().map(|one| Fear::of(listed, player, state, one)).collect();
            }
            Verdict::Unstable { improvement, answers } => {
                found.by = Some(Step::of(listed, state, &Move { party: player, to: improvement }));
                found.answers = weak(listed, shown.rule, (player, state), improvement, &answers);
            }
        }
        Ok(found)
    }

    /// Whether the party stays.
    #[must_use]
    pub fn stays(&self) -> Stays {
        self.stays
    }

    /// "LG leaves state 1 (delay): SEQ".
    fn heading(&self) -> String {
        let verb = match self.stays {
            Stays::Stays => "stays in",
            Stays::Open => "may leave",
            Stays::Leaves => "leaves",
        };
        format!(
            "Why {} {verb} state {} ({}) under {}",
            self.party, self.state.number, self.state.words, self.concept
        )
    }

    /// How it reads.
    pub(in crate::conflict) fn page(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        page.heading(self.heading());
        if let Some(by) = &self.by {
            page.paragraph(Text::from("It would make this move: ").then(by.text()).plain("."));
            page.paragraph(self.no_answer_deters());
            let mut told: Vec<Text> = self.answers.iter().take(MOST_TOLD).map(Answer::text).collect();
            if let Some(more) = self.answers.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
                told.push(Text::from(format!("and {}: see --json", phrase::count(more, "more answer"))));
            }
            page.list(told);
        } else if self.deterred.is_empty() {
            page.paragraph("It gains nothing by any move of its own.");
        } else {
            page.paragraph(match self.concept.as_str() {
                "SMR" | "SSEQ" => {
                    "An answer deters every move that it would gain by, and it could not get out of that answer:"
                }
                _ => "An answer deters every move that it would gain by:",
            });
            page.list(self.deterred.iter().map(Fear::text).collect());
        }
        if about.is_derived() {
            let steps = self.answers.iter().flat_map(|answer| &answer.steps);
            let fears =
                self.deterred.iter().flat_map(|fear| std::iter::once(&fear.would).chain(&fear.answer));
            lines_on(&mut page, self.by.iter().chain(steps).chain(fears));
        }
        page.next(vec![
            about.next("stability", "which states hold"),
            about.next(&format!("inverse --state {}", self.state.number), "what would have to be preferred"),
        ]);
        page
    }

    fn no_answer_deters(&self) -> Text {
        if self.concept == Concept::Nash.short() {
            return Text::from("Under Nash nobody looks at answers.");
        }
        if self.answers.is_empty() {
            return Text::from("Nobody can answer it in a way that this concept counts.");
        }
        Text::from(match self.stays {
            Stays::Open => "No answer deters it for certain:",
            Stays::Stays | Stays::Leaves => "No answer deters it:",
        })
    }
}

fn is_stable(explanation: &Explanation) -> bool {
    matches!(explanation.verdict, Verdict::Stable(_))
}

/// The player with this name, or this number from 1.
fn player(conflict: &Conflict, text: &str) -> Result<usize, Stop> {
    let names = conflict.choices.parties();
    let exact = names.iter().position(|name| name == text);
    let alike = || names.iter().position(|name| name.to_lowercase() == text.to_lowercase());
    let numbered = || text.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < names.len());
    exact
        .or_else(alike)
        .or_else(numbered)
        .ok_or_else(|| unknown("party of the conflict", text, names.iter().map(String::as_str)))
}

/// Every answer that fails, with the steps that lead there.
fn weak(
    listed: Listed<'_>,
    rule: Rule,
    (player, state): (usize, usize),
    improvement: usize,
    answers: &[Failed],
) -> Vec<Answer> {
    let game = listed.game();
    let tree = reached(game, &others(game, player), improvement, rule.answers_by());
    let of = |failed: &Failed| {
        let steps = tree.path_to(failed.answer).unwrap_or_default();
        let compared = |at: usize| match game.compare(player, at, state) {
            one if one.is_better() => "is better for it",
            one if one.is_not_better() => "is no better for it",
            _ => "may be better for it, which nobody says,",
        };
        let number = state + 1;
        let (because, way_out) = match failed.because {
            Weakness::NotBadEnough => {
                (format!("state {} {} than state {number}", failed.answer + 1, compared(failed.answer)), None)
            }
            Weakness::WayOut(to) => (
                format!(
                    "from state {} it can go on to state {}, which {} than state {number}",
                    failed.answer + 1,
                    to + 1,
                    compared(to)
                ),
                Some(listed.name(to)),
            ),
        };
        Answer {
            steps: Step::route(listed, improvement, &steps),
            ends: listed.name(failed.answer),
            because,
            way_out,
        }
    };
    answers.iter().map(of).collect()
}

impl Answer {
    /// "LG takes up insist, to state 7: state 7 is better for it than state 1".
    fn text(&self) -> Text {
        let steps: Vec<_> = self.steps.iter().map(Step::short).collect();
        Text::from(steps.join(", then "))
            .plain(format!(" (state {}): ", self.ends.number))
            .plain(format!("{}.", self.because))
    }
}
