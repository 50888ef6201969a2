//! Conflicts from `.gmcr` files, and conflicts as such files.

use detente_conflict::{
    formats::{File, Maker, write_gmcr},
    kernels::Taste,
    model::{Choices, ModelError},
    preference::ranks,
    stability::Claim,
};

use super::{
    derivation::Table,
    derived::{Choice, Derived},
    model::{Conflict, Origin, States},
    parts::{Parts, alone},
    rests_on::{CourseKind, CourseSaid, RestsOn},
    stated::Stated,
    who::Who,
};
use crate::{answers::at_home, question::Question, stop::Stop};

/// A conflict as a `.gmcr` file.
pub struct AsGmcr {
    /// The text of the file.
    pub text: String,
    /// What the file does not say, in words.
    pub losses: Vec<String>,
}

impl<'q> Conflict<'q> {
    /// The conflict of a case: what it states, if it states any, else what its numbers make of this package.
    pub fn of_case(question: &'q Question, choice: &Choice) -> Result<Self, Stop> {
        Self::stated(question).unwrap_or_else(|| Self::derived_from(question, choice))
    }

    /// The conflict that the numbers of a case make of this package, whatever it states.
    pub fn derived_from(question: &'q Question, choice: &Choice) -> Result<Self, Stop> {
        let derived = Derived::of(question, choice)?;
        let derivation = &derived.derivation;
        let makers = (0..derivation.players.len()).map(|player| {
            // A bloc whose members differ is given the order of the first; `as_gmcr` says so.
            let ranks = derived.game.preferences().get(player).and_then(|preference| preference.ranks());
            let order = ranks.map_or_else(|| derivation.order_of_first_member(player), <[u32]>::to_vec);
            Maker { statements: Vec::new(), ranking: Some(ranks::ranking(&order)), misperceived: Vec::new() }
        });
        Ok(Self {
            choices: derivation.choices.clone(),
            makers: makers.collect(),
            by_ranking: true,
            unknown: Vec::new(),
            barred: Vec::new(),
            refined: Vec::new(),
            alike: Vec::new(),
            today: Some(derivation.today),
            said_today: derivation.codes.get(derivation.today).copied(),
            rests_on: RestsOn::of_derived(&derived),
            not_counted: at_home::uncounted(derived.question),
            states: Some(States::of_derived(&derived)),
            origin: Origin::Derived(Box::new(derived)),
        })
    }

    /// The conflict that a case states; nothing where it states none.
    #[must_use]
    pub fn stated(question: &'q Question) -> Option<Result<Self, Stop>> {
        question.case.conflict.is_stated().then(|| {
            let stated = Stated::of(question);
            let conflict = Self::of(Origin::Stated(question), stated.parts()?)?;
            let today = conflict.states.as_ref().and_then(|states| states.place(stated.today()));
            Ok(Self { today, said_today: Some(stated.today()), ..conflict })
        })
    }

    /// The conflict that a file of this name describes, with what of it does not count.
    pub fn of_gmcr(name: &str, file: File, not_counted: Vec<String>) -> Result<Self, Stop> {
        let rests_on = of_file(&file.choices);
        let parts = Parts {
            file,
            unknown: Vec::new(),
            barred: Vec::new(),
            refined: Vec::new(),
            alike: Vec::new(),
            not_counted,
            rests_on,
        };
        Self::of(Origin::File(name.to_owned()), parts)
    }

    /// The model in the format of GMCR+, which cannot say that a preference is unknown.
    pub fn as_gmcr(&self) -> Result<AsGmcr, Stop> {
        if let Some(&player) = self.unknown.first() {
            return Err(self.refused(&format!(
                "nobody says what {} prefers, and a .gmcr file has no word for that",
                self.player(player)
            )));
        }
        if self.refined.iter().any(|refined| !refined.is_empty()) || !self.alike.is_empty() {
            return Err(self.refused(
                &"strengths of preference, pairs of states and states that are one have no word in a .gmcr file",
            ));
        }
        if !self.barred.is_empty() {
            return Err(self.refused(&"some moves cannot be made, and a .gmcr file has no word for that"));
        }
        let by_ranking = self.by_ranking && self.makers.iter().any(|maker| maker.ranking.is_some());
        // Where one ranks, all must: GMCR+ reads either everybody's ranking or everybody's statements.
        let ranked = |maker: &Maker| match &self.states {
            Some(states) if by_ranking && maker.ranking.is_none() => {
                let order = ranks::by_statements(&maker.statements, &states.codes);
                Maker { ranking: Some(ranks::ranking(&order)), ..maker.clone() }
            }
            Some(_) | None => maker.clone(),
        };
        let makers = self.makers.iter().map(ranked).collect();
        let file = File { choices: self.choices.clone(), makers, by_ranking, coalitions: None };
        let text = write_gmcr(&file).map_err(|error| self.refused(&error))?;
        Ok(AsGmcr { text, losses: self.simplified() })
    }

    /// A derived model as the `[conflict]` table that would state it.
    pub fn as_table(&self) -> Result<Table, Stop> {
        let derived =
            self.derived().ok_or_else(|| self.refused(&"only a derived model is printed as a table"))?;
        Ok(derived.derivation.stated(&derived.question.case, &derived.negotiation))
    }

    /// Of whom a file has a simpler order than the model.
    fn simplified(&self) -> Vec<String> {
        let Some(derived) = self.derived() else { return Vec::new() };
        let preferences = derived.game.preferences().iter().enumerate();
        let differ = preferences.filter(|(_, preference)| preference.ranks().is_none());
        let said = differ.map(|(player, _)| {
            format!(
                "the members of {} differ about some states; the file has the order of the first",
                self.player(player)
            )
        });
        said.collect()
    }

    /// What each player prefers, as the methods for many states take it; of whom nobody says what it prefers, this is
    /// claimed.
    pub(super) fn tastes(&self, claim: Claim) -> Result<Vec<Taste>, Stop> {
        let taste = |(player, maker): (usize, &Maker)| match &maker.ranking {
            _ if self.unknown.contains(&player) => Ok(Taste::Unknown(claim)),
            Some(ranking) if self.by_ranking => {
                let states = ranking.iter().map(Vec::len).sum();
                ranks::by_ranking(ranking, states).map(Taste::Ranks)
            }
            Some(_) | None => Ok(Taste::Statements(maker.statements.clone())),
        };
        let tastes = self.makers.iter().enumerate().map(taste).collect::<Result<_, _>>();
        tastes.map_err(|error: ModelError| self.refused(&error))
    }
}

/// A file says who acts and what can be done, and nothing of where that is said.
fn of_file(choices: &Choices) -> RestsOn {
    let course = |course: &detente_conflict::model::Course| CourseSaid {
        owner: Who::named(choices.parties().get(course.owner).map_or("", String::as_str)),
        id: course.name.clone(),
        name: None,
        kind: CourseKind::Action,
        today: None,
        reference: None,
        numbers: None,
    };
    RestsOn {
        players: alone(choices),
        courses: choices.courses().iter().map(course).collect(),
        ..RestsOn::default()
    }
}
