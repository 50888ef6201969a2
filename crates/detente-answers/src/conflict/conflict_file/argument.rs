//! Why states of a file hold: who would gain by leaving, and what keeps it.

use detente_conflict::{
    explanation::{Deterred, Verdict},
    stability::{Concept, Step},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{OpenFile, WrittenOut, inverse::FileMove};
use crate::{
    answers::verified::explained,
    derivation::{CLASSIC, Verdicts},
    page::{Page, Text},
    stop::Stop,
    text::phrase,
};

/// How many states are argued about beside today's and those that nobody gains by leaving.
const MOST_ARGUED: usize = 5;
/// How many states that nobody gains by leaving are named.
const MOST_NAMED: usize = 12;

/// Why states hold.
#[derive(Default, Serialize, JsonSchema)]
pub(super) struct Argument {
    /// States that nobody gains by leaving (Nash).
    nobody_gains: Vec<Named>,
    /// How many such states are not named.
    unnamed: usize,
    /// Today's state, unless nobody gains by leaving it, and states that hold only because answers are feared.
    feared: Vec<Argued>,
    /// The same in words.
    told: Vec<Told>,
}

/// A sentence, and what it rests on.
#[derive(Serialize, JsonSchema)]
struct Told {
    /// The sentence.
    says: String,
    /// Who would gain by leaving, and what each fears.
    because: Vec<String>,
}

/// A state.
#[derive(Serialize, JsonSchema)]
struct Named {
    /// Its number, from 1.
    number: usize,
    /// The courses taken in it.
    taken: Vec<String>,
    /// Whether it is today's.
    today: bool,
}

/// A state that somebody would gain by leaving.
#[derive(Serialize, JsonSchema)]
struct Argued {
    /// The state.
    state: Named,
    /// Under which of Nash, GMR, SMR and SEQ it holds for certain.
    holds_under: Vec<String>,
    /// Whether it may hold under others too, as preferences turn out that nobody states.
    open: bool,
    /// The concept that the reasons are given under: the strictest it holds under, SEQ where it holds under none.
    reasons_under: String,
    /// Who would gain by leaving, party by party.
    tempted: Vec<Tempted>,
}

/// A party that would gain by leaving.
#[derive(Serialize, JsonSchema)]
struct Tempted {
    /// Whether answers keep it.
    stays: bool,
    /// Its gains, each with the answer that deters it; the one that nothing deters where it leaves.
    moves: Vec<FileMove>,
}

impl Argument {
    /// The reasons, each accepted by the verifier.
    pub(super) fn of(
        file: &OpenFile,
        states: &WrittenOut,
        verdicts: &Verdicts,
        may_be: impl Fn(usize) -> [bool; 4],
    ) -> Result<Self, Stop> {
        let count = states.conflict.states();
        let today = file.today.and_then(|today| today.checked_sub(1)).filter(|today| *today < count);
        let (nobody_gains, others): (Vec<usize>, Vec<usize>) = (0..count)
            .filter(|&state| verdicts.all(state).contains(&true))
            .partition(|&state| verdicts.holds(0, state));
        let mut argued: Vec<usize> = others.into_iter().filter(|state| Some(*state) != today).collect();
        argued.sort_by_key(|&state| {
            (std::cmp::Reverse(verdicts.all(state).iter().filter(|holds| **holds).count()), state)
        });
        argued.truncate(MOST_ARGUED);
        let first = today.filter(|today| !nobody_gains.contains(today));
        let argued = first.into_iter().chain(argued);
        let named = |state: usize| Named::of(file, states, state, today);
        let argument = Self {
            told: Vec::new(),
            unnamed: nobody_gains.len().saturating_sub(MOST_NAMED),
            nobody_gains: nobody_gains.into_iter().take(MOST_NAMED).map(named).collect(),
            feared: argued
                .map(|state| {
                    let open = may_be(state).contains(&true);
                    Argued::of(file, states, named(state), open, (state, verdicts.all(state)))
                })
                .collect::<Result<_, _>>()?,
        };
        Ok(Self { told: argument.told(), ..argument })
    }

    fn told(&self) -> Vec<Told> {
        let content = self.nobody_gains_in().map(|text| Told { says: text.words(), because: Vec::new() });
        let feared = self.feared.iter().map(|argued| Told {
            says: argued.heading().words(),
            because: argued.tempted.iter().flat_map(Tempted::lines).map(|line| line.words()).collect(),
        });
        content.into_iter().chain(feared).collect()
    }

    /// The states that nobody gains by leaving, in a sentence; none if there are none.
    fn nobody_gains_in(&self) -> Option<Text> {
        let named: Vec<_> = self.nobody_gains.iter().map(Named::text).collect();
        let more = if self.unnamed == 0 { String::new() } else { format!(" and {} more", self.unnamed) };
        (!named.is_empty()).then(|| {
            Text::new()
                .favour("Nobody gains by acting alone")
                .plain(format!(" in {}{more}.", named.join("; ")))
        })
    }

    pub(super) fn on(&self, page: &mut Page) {
        if self.nobody_gains.is_empty() && self.feared.is_empty() {
            return;
        }
        page.heading("Why");
        if let Some(text) = self.nobody_gains_in() {
            page.paragraph(text);
        }
        for argued in &self.feared {
            page.paragraph(argued.heading());
            page.list(argued.tempted.iter().flat_map(Tempted::lines).collect());
        }
    }
}

impl Named {
    fn of(file: &OpenFile, states: &WrittenOut, state: usize, today: Option<usize>) -> Self {
        let code = states.code(state);
        let courses = file.choices.courses().iter().enumerate();
        let taken =
            courses.filter(|(place, _)| code >> place & 1 == 1).map(|(_, course)| course.name.clone());
        Self { number: state + 1, taken: taken.collect(), today: Some(state) == today }
    }

    /// "7 (delay and insist, today)".
    fn text(&self) -> String {
        let taken = if self.taken.is_empty() { "nothing done".to_owned() } else { phrase::list(&self.taken) };
        format!("{} ({taken}{})", self.number, if self.today { "; today" } else { "" })
    }
}

impl Argued {
    fn of(
        file: &OpenFile,
        states: &WrittenOut,
        state: Named,
        open: bool,
        (at, holds): (usize, [bool; 4]),
    ) -> Result<Self, Stop> {
        let concept = match holds {
            [_, _, _, true] | [_, false, false, _] => Concept::Sequential,
            [_, _, true, _] => Concept::SymmetricMetarational,
            _ => Concept::GeneralMetarational,
        };
        let tempted =
            (0..states.conflict.parties()).map(|party| Tempted::of(file, states, concept, party, at));
        let tempted: Vec<Tempted> = tempted.collect::<Result<_, _>>()?;
        let under = CLASSIC.iter().zip(holds).filter(|(_, holds)| *holds);
        Ok(Self {
            state,
            open,
            holds_under: under.map(|(concept, _)| concept.short().to_owned()).collect(),
            reasons_under: concept.short().to_owned(),
            tempted: tempted.into_iter().filter(|party| !party.moves.is_empty()).collect(),
        })
    }

    fn heading(&self) -> Text {
        let state = Text::new().strong(self.state.text());
        match (self.holds_under.as_slice(), self.reasons_under.as_str()) {
            ([], _) if self.open => {
                state.caution(" is open: somebody may gain by leaving, and nothing deters it for certain.")
            }
            ([], _) => state.against(" does not hold: somebody gains by leaving, and nothing deters it."),
            (under, "SEQ") => state.favour(format!(
                " holds ({}) because whoever would gain fears answers that those who give them gain by:",
                phrase::list(under)
            )),
            (under, _) => state.caution(format!(
                " holds ({}) only for fear of answers that may hurt those who give them:",
                phrase::list(under)
            )),
        }
    }
}

impl Tempted {
    fn of(
        file: &OpenFile,
        states: &WrittenOut,
        concept: Concept,
        party: usize,
        at: usize,
    ) -> Result<Self, Stop> {
        let told = |to: usize, answer: &[Step]| FileMove::of(file, states, at, Step { party, to }, answer);
        Ok(match explained(&states.conflict, concept, party, at)?.verdict {
            Verdict::Unstable { improvement, .. } => {
                Self { stays: false, moves: told(improvement, &[]).into_iter().collect() }
            }
            Verdict::Stable(deterred) => {
                let told = |one: &Deterred| told(one.improvement, &one.answer);
                Self { stays: true, moves: deterred.iter().filter_map(told).collect() }
            }
        })
    }

    fn lines(&self) -> Vec<Text> {
        self.moves.iter().map(|one| one.text(self.stays)).collect()
    }
}
