//! Why states hold where states are ranked: who would gain by leaving, and what keeps it.

use std::cmp::Reverse;

use detente_conflict::stability::Concept;
use serde::Serialize;

use crate::{
    conflict::{
        concepts::ByConcept,
        fear::{Fear, Turned, undeterred},
        model::{Listed, StateName},
        state::{Holds, Judged},
        step::Step,
        who::Who,
    },
    page::{Page, Text},
    stop::Stop,
    text::phrase,
};

/// How many states are argued about beside today's and those that nobody gains by leaving.
const MOST_ARGUED: usize = 5;
/// How many states that nobody gains by leaving are named.
const MOST_NAMED: usize = 12;

/// Why states hold.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Argument {
    /// States that nobody gains by leaving (Nash).
    nobody_gains: Vec<StateName>,
    /// How many such states are not named.
    unnamed: usize,
    /// Today's state, unless nobody gains by leaving it, and states that hold only because answers are feared.
    feared: Vec<Argued>,
    /// The same in words.
    told: Vec<Told>,
}

/// A sentence, and what it rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Told {
    /// The sentence.
    says: String,
    /// Who would gain by leaving, and what each fears.
    because: Vec<String>,
}

/// A state that somebody would gain by leaving.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Argued {
    /// The state.
    state: StateName,
    /// Whether it holds.
    holds: ByConcept<Holds>,
    /// The concept that the reasons are given under: the strictest it holds under, SEQ where it holds under none.
    reasons_under: String,
    /// Who would gain by leaving, player by player.
    tempted: Vec<Tempted>,
}

/// A player that would gain by leaving.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Tempted {
    /// Who.
    player: Who,
    /// Where answers keep it: its gains, each with the answer that deters it.
    fears: Vec<Fear>,
    /// Where it leaves: the gain that nothing deters.
    undeterred: Option<Step>,
}

impl Argument {
    /// The reasons, each accepted by the verifier.
    pub(super) fn of(listed: Listed<'_>, judged: &Judged) -> Result<Self, Stop> {
        let verdicts = &judged.certain;
        let today = listed.conflict.today;
        let (nobody_gains, others): (Vec<usize>, Vec<usize>) = listed
            .all()
            .filter(|&state| verdicts.all(state).any())
            .partition(|&state| verdicts.all(state).nash);
        let mut argued: Vec<usize> = others.into_iter().filter(|state| Some(*state) != today).collect();
        argued.sort_by_key(|&state| (Reverse(verdicts.all(state).count()), state));
        argued.truncate(MOST_ARGUED);
        let first = today.filter(|today| !nobody_gains.contains(today));
        let argued = first.into_iter().chain(argued).map(|state| Argued::of(listed, judged, state));
        let argument = Self {
            feared: argued.collect::<Result<_, _>>()?,
            unnamed: nobody_gains.len().saturating_sub(MOST_NAMED),
            nobody_gains: nobody_gains.iter().take(MOST_NAMED).map(|&state| listed.name(state)).collect(),
            told: Vec::new(),
        };
        Ok(Self { told: argument.told(today.map(|today| today + 1)), ..argument })
    }

    /// In words; `today` is the number of today's state.
    fn told(&self, today: Option<usize>) -> Vec<Told> {
        let content =
            self.nobody_gains_in(today).map(|text| Told { says: text.words(), because: Vec::new() });
        let feared = self.feared.iter().map(|argued| Told {
            says: argued.heading(today).words(),
            because: argued.tempted.iter().flat_map(Tempted::lines).map(|line| line.words()).collect(),
        });
        content.into_iter().chain(feared).collect()
    }

    /// The states that nobody gains by leaving, in a sentence; none if there are none.
    fn nobody_gains_in(&self, today: Option<usize>) -> Option<Text> {
        let named: Vec<_> = self.nobody_gains.iter().map(|state| named(state, today)).collect();
        let more = if self.unnamed == 0 { String::new() } else { format!(" and {} more", self.unnamed) };
        (!named.is_empty()).then(|| {
            Text::new()
                .favour("Nobody gains by acting alone")
                .plain(format!(" in {}{more}.", named.join("; ")))
        })
    }

    /// How it reads.
    pub(super) fn on(&self, page: &mut Page, today: Option<usize>) {
        if self.nobody_gains.is_empty() && self.feared.is_empty() {
            return;
        }
        page.heading("Why");
        if let Some(text) = self.nobody_gains_in(today) {
            page.paragraph(text);
        }
        for argued in &self.feared {
            page.paragraph(argued.heading(today));
            page.list(argued.tempted.iter().flat_map(Tempted::lines).collect());
        }
    }
}

/// "7 (delay and insist; today)".
fn named(state: &StateName, today: Option<usize>) -> String {
    let is_today = if Some(state.number) == today { "; today" } else { "" };
    format!("{} ({}{is_today})", state.number, state.words)
}

impl Argued {
    fn of(listed: Listed<'_>, judged: &Judged, state: usize) -> Result<Self, Stop> {
        let holds = judged.certain.all(state);
        let concept = if holds.seq || !(holds.gmr || holds.smr) {
            Concept::Sequential
        } else if holds.smr {
            Concept::SymmetricMetarational
        } else {
            Concept::GeneralMetarational
        };
        let tempted = listed.players().map(|player| Tempted::of(listed, concept, player, state));
        let tempted: Vec<Tempted> = tempted.collect::<Result<_, _>>()?;
        Ok(Self {
            state: listed.name(state),
            holds: judged.holds(state),
            reasons_under: concept.short().to_owned(),
            tempted: tempted.into_iter().filter(Tempted::would_gain).collect(),
        })
    }

    fn heading(&self, today: Option<usize>) -> Text {
        let state = Text::new().strong(named(&self.state, today));
        let under = self.holds.map(|holds| holds == Holds::Holds).under();
        let open = self.holds.map(|holds| holds == Holds::Open).any();
        match (under.as_slice(), self.reasons_under.as_str()) {
            ([], _) if open => {
                state.caution(" is open: somebody may gain by leaving, and no answer deters it for certain.")
            }
            ([], _) => state.against(" does not hold: somebody gains by leaving, and no answer deters it."),
            (under, "SEQ") => state.favour(format!(
                " holds ({}) because answers that pay those who give them deter whoever would gain:",
                phrase::list(under)
            )),
            (under, _) => state.caution(format!(
                " holds ({}) only because of answers that may cost those who give them:",
                phrase::list(under)
            )),
        }
    }
}

impl Tempted {
    fn of(listed: Listed<'_>, concept: Concept, player: usize, state: usize) -> Result<Self, Stop> {
        let (fears, undeterred) = match Turned::of(listed, concept, player, state)? {
            Turned::Leaves(by) => (Vec::new(), Some(by)),
            Turned::Stays(deterred) => {
                (deterred.iter().map(|one| Fear::of(listed, player, state, one)).collect(), None)
            }
        };
        Ok(Self { player: listed.conflict.player(player).clone(), fears, undeterred })
    }

    fn would_gain(&self) -> bool {
        !self.fears.is_empty() || self.undeterred.is_some()
    }

    fn lines(&self) -> Vec<Text> {
        self.fears.iter().map(Fear::text).chain(self.undeterred.as_ref().map(undeterred)).collect()
    }
}
