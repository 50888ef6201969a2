//! What each part of a conflict rests on.

use detente_conflict::model::Infeasible;
use serde::Serialize;

use super::{
    derivation::{self, Course, Means, Player},
    derived::Derived,
    who::Who,
};
use crate::{
    page::{Page, Text},
    text::{Reference, phrase, scale, wording::lever_name},
};

/// The model in words, each part with where it is said.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestsOn {
    /// Who acts, in the order of the model.
    pub players: Vec<Acts>,
    /// What can be done; the first course is the first letter of a state's `courses`.
    pub courses: Vec<CourseSaid>,
    /// What a case says that its parties prefer; empty where that is made of numbers, or said by a file.
    pub preferences: Vec<Said>,
    /// What cannot be together, and why, as far as a case says it.
    pub infeasible: Vec<Said>,
    /// Moves that cannot be made.
    pub barred: Vec<Said>,
    /// Levers that were left out, and why.
    pub left_out: Vec<String>,
    /// What nobody says, though what is preferred hangs on it.
    pub not_stated: Vec<String>,
}

/// Somebody who acts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acts {
    /// Who.
    pub player: Who,
    /// What a page calls it.
    pub name: String,
    /// Its parties, where several act as one; else empty.
    pub members: Vec<Who>,
}

/// A course of action.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseSaid {
    /// Who can take it.
    pub owner: Who,
    /// What it is called.
    pub id: String,
    /// In words; absent in a file.
    pub name: Option<String>,
    /// What it is.
    pub kind: CourseKind,
    /// Whether it is taken today; absent in a file.
    pub today: Option<bool>,
    /// Where it is said; absent in a file.
    pub reference: Option<Reference>,
    /// Where its numbers come from, when that is elsewhere.
    pub numbers: Option<Reference>,
}

/// What a course of action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CourseKind {
    /// Consent to the package on the table: given or withdrawn.
    Consent,
    /// A lever: used or ended.
    Lever,
    /// What a model states: taken up or given up.
    Action,
}

/// A sentence, and where what it says is said.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// Where; absent where nothing more is known of it.
    pub reference: Option<Reference>,
}

impl Said {
    fn plain(&self) -> String {
        match &self.reference {
            Some(reference) => format!("{} {}", self.text, reference.plain()),
            None => self.text.clone(),
        }
    }
}

impl RestsOn {
    /// What a model made of numbers rests on.
    pub(super) fn of_derived(derived: &Derived) -> Self {
        let derivation = &derived.derivation;
        let left_out = derivation.left_out.iter();
        let left_out =
            left_out.map(|(course, reason)| format!("{}: {reason}", named_left_out(derived, course)));
        Self {
            players: derivation.players.iter().map(|player| Acts::of(derived, player)).collect(),
            courses: derivation.courses.iter().map(|course| CourseSaid::of(derived, course)).collect(),
            preferences: Vec::new(),
            infeasible: excluding(derived),
            barred: Vec::new(),
            left_out: left_out.collect(),
            not_stated: not_stated(derived).into_iter().chain(effects_not_stated(derived)).collect(),
        }
    }

    /// How a stated model reads: nothing where nothing is said of it.
    pub(super) fn on(&self, page: &mut Page) {
        let course = |course: &CourseSaid| {
            let reference = course.reference.as_ref()?.plain();
            let name = course.name.as_deref().unwrap_or_default();
            Some(format!("{}: {}: {name} {reference}", course.id, course.owner))
        };
        let courses = self.courses.iter().filter_map(course);
        let said = self.preferences.iter().chain(&self.infeasible).chain(&self.barred).map(Said::plain);
        let lines: Vec<Text> = courses.chain(said).map(Text::from).collect();
        if !lines.is_empty() {
            page.heading("What the model rests on");
            page.list(lines);
        }
    }
}

impl Acts {
    /// Somebody who acts alone.
    pub(super) fn alone(player: Who) -> Self {
        Self { name: player.to_string(), player, members: Vec::new() }
    }

    fn of(derived: &Derived, player: &Player) -> Self {
        let parties = derived.negotiation.parties();
        let names = |members: &[usize]| {
            let parties = members.iter().filter_map(|&party| parties.get(party));
            parties.map(|party| Who::party(&party.id, derived.question.short(&party.id))).collect()
        };
        let members = match player.members.as_slice() {
            [_] => Vec::new(),
            members => names(members),
        };
        Self { player: player.who.clone(), name: player.who.to_string(), members }
    }

    /// "EU (DE, FR, as one)".
    pub(super) fn said(&self) -> String {
        if self.members.is_empty() {
            return self.name.clone();
        }
        let members: Vec<_> = self.members.iter().map(Who::as_str).collect();
        format!("{} ({}, as one)", self.name, members.join(", "))
    }
}

impl CourseSaid {
    fn of(derived: &Derived, course: &Course) -> Self {
        let question = derived.question;
        let lever = question.case.levers.get(course.id.as_str());
        let elsewhere = lever.filter(|lever| lever.effects_origin != lever.origin);
        Self {
            owner: derived.player(course.owner).clone(),
            id: course.id.clone(),
            name: Some(course.name.clone()),
            kind: match course.means {
                Means::Consent => CourseKind::Consent,
                Means::Lever(_) => CourseKind::Lever,
            },
            today: Some(course.today),
            reference: Some(question.reference(&course.origin)),
            numbers: elsewhere.map(|lever| question.reference(&lever.effects_origin)),
        }
    }

    /// "UA: consents to the package (today) [C2]".
    pub(super) fn text(&self) -> Text {
        let today = if self.today == Some(true) { " (today)" } else { "" };
        let name = self.name.as_ref().unwrap_or(&self.id);
        let text = Text::from(format!("{}: ", self.owner)).strong(name).plain(today);
        let Some(reference) = &self.reference else { return text };
        let text = text.plain(" [").then(reference.text());
        let text = match &self.numbers {
            Some(numbers) => text.plain("; numbers ").then(numbers.text()),
            None => text,
        };
        text.plain("]")
    }
}

/// A lever, or a consent, that is not in the model, by its name.
fn named_left_out(derived: &Derived, course: &str) -> String {
    let of = |player: &&Player| course == derivation::consent_of(&player.who);
    let consent = derived.derivation.players.iter().find(of);
    consent.map_or_else(
        || lever_name(derived.question, course).to_owned(),
        |player| format!("the consent of {}", player.who),
    )
}

/// What excludes each other, by reason.
fn excluding(derived: &Derived) -> Vec<Said> {
    let derivation = &derived.derivation;
    let mut by_reason: Vec<(&str, Vec<String>)> = Vec::new();
    for (infeasible, reason) in &derivation.infeasible {
        let courses = match infeasible {
            Infeasible::MutuallyExclusive(courses) => courses.as_slice(),
            Infeasible::AtLeastOne(_) | Infeasible::Requires { .. } | Infeasible::Pattern(_) => &[],
        };
        let ids = courses.iter().filter_map(|&course| derivation.courses.get(course));
        let pair = ids.map(Course::told).collect::<Vec<_>>().join(" with ");
        match by_reason.iter_mut().find(|(known, _)| known == reason) {
            Some((_, pairs)) => pairs.push(pair),
            None => by_reason.push((reason, vec![pair])),
        }
    }
    let said = by_reason.iter().map(|(reason, pairs)| Said {
        text: format!("cannot occur together, by assumption: {} ({reason})", pairs.join(", ")),
        reference: None,
    });
    said.collect()
}

/// Parties of whom nobody says what no agreement is worth to them.
fn not_stated(derived: &Derived) -> Vec<String> {
    let question = derived.question;
    let members = derived.derivation.players.iter().flat_map(|player| &player.members);
    let unknown = members.filter_map(|&party| {
        let party = derived.negotiation.parties().get(party)?;
        question.case.no_deal_of(&party.id).is_none().then(|| {
            format!(
                "what no deal is worth to {}: unknown; détente takes {}",
                question.short(&party.id),
                scale::taken(question, &party.id)
            )
        })
    });
    unknown.collect()
}

/// Effects of levers that nobody states, and that count as none.
fn effects_not_stated(derived: &Derived) -> Vec<String> {
    let parties = derived.negotiation.parties();
    let of_player = |player: &Player| {
        let silent = derived.derivation.courses.iter().filter(|course| {
            derived.question.case.levers.get(course.id.as_str()).is_some_and(|lever| {
                let mut members = player.members.iter().filter_map(|&party| parties.get(party));
                members.all(|party| {
                    !lever.moves_no_deal.contains_key(&party.id) && !lever.moves_deal.contains_key(&party.id)
                })
            })
        });
        let silent: Vec<_> = silent.map(|course| course.name.as_str()).collect();
        (!silent.is_empty()).then(|| {
            format!(
                "the case states no effect on {}, so détente assumes none, of {}",
                player.who,
                phrase::list(&silent)
            )
        })
    };
    derived.derivation.players.iter().filter_map(of_player).collect()
}
