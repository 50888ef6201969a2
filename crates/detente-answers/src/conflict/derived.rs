//! A conflict derived from a case: the package on the table, the model, and words for its states.

use std::sync::Arc;

use detente_agreement::{Negotiation, Package, Reading};
use detente_case::{Condition, OptionId, Term};
use detente_conflict::{Conflict as Game, stability::Step as Move};

use super::{
    about::{Chosen, OnTheTable},
    derivation::{Course, Derivation, Means, Verdicts},
    who::{NOBODY, Who},
};
use crate::{
    question::Question,
    stop::Stop,
    text::{consents, phrase, wording},
};

/// Which package is meant to be agreed.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// A proposal of the case.
    pub proposal: Option<String>,
    /// Terms as typed.
    pub package: Option<Condition>,
}

/// A model of the case with one package on the table.
pub struct Derived<'q> {
    /// The case, seen from where it is asked.
    pub question: &'q Question,
    /// The case in numbers.
    pub negotiation: Negotiation,
    /// The package on the table; none where no package can be found.
    pub package: Option<Package>,
    /// Why that one; absent where none can be found.
    pub on_the_table: Option<OnTheTable>,
    /// Who can do what, and where it comes from.
    pub derivation: Derivation,
    /// The same as a graph model.
    pub game: Arc<Game>,
}

impl<'q> Derived<'q> {
    /// The model, or why there is none.
    pub fn of(question: &'q Question, choice: &Choice) -> Result<Self, Stop> {
        let whole = question.negotiation();
        let (negotiation, chosen) = match (&choice.proposal, &choice.package) {
            (Some(name), _) => (whole.given(&proposed(question, name)?), by_text(question, name)),
            (None, Some(terms)) => (whole.given(terms), Chosen::Typed),
            (None, None) => (whole.clone(), Chosen::Computed),
        };
        let deal = negotiation.best(Reading::Central);
        let is_deal = deal.is_some();
        let package = deal.or_else(|| negotiation.on_the_table()).map(|best| best.package);
        let derivation = Derivation::of(&question.case, &negotiation, package.as_ref())
            .map_err(|error| Stop::refused(format!("no model can be made of this case: {error}")))?;
        let game = derivation
            .conflict(&derivation.numbers)
            .map_err(|error| Stop::refused(format!("no model can be made of this case: {error}")))?;
        let of_all = match &chosen {
            Chosen::Computed => "of all packages",
            Chosen::Tabled(_) | Chosen::TabledInPart(_) | Chosen::Typed => "of those with these terms",
        };
        let unsaid = !is_deal && whole.unsaid().decides();
        let why = if unsaid {
            format!(
                "whether any package is a deal is not known: at the middle of what nobody has said none is, and {of_all} \
                 this one is nearest"
            )
        } else if is_deal {
            format!("{of_all} the best deal at central values: the party that gains least gains most there")
        } else {
            format!("no package is a deal at central values; {of_all} this one is nearest to a deal")
        };
        let on_the_table = package.as_ref().map(|package| {
            let terms = negotiation.terms(package);
            let crossed = (0..negotiation.parties().len())
                .filter(|&party| negotiation.crosses_red_line(party, package))
                .map(|party| &negotiation.parties()[party].id)
                .map(|party| Who::party(party, question.short(party)));
            let needed = negotiation.needed_for(package).into_iter();
            let needed = needed.filter_map(|party| negotiation.parties().get(party));
            let needed: Vec<_> = needed.map(|party| party.id.clone()).collect();
            let needs = consents::of_package(question, &needed);
            // What somebody put forward or typed needs nobody to find it.
            let found = matches!(chosen, Chosen::Computed) && whole.unsaid().decides();
            OnTheTable::of(terms.iter(), (chosen, why), crossed.collect(), needs, found)
        });
        Ok(Self { question, negotiation, package, on_the_table, derivation, game: Arc::new(game) })
    }

    /// A player.
    #[must_use]
    pub fn player(&self, player: usize) -> &Who {
        self.derivation.players.get(player).map_or(&NOBODY, |player| &player.who)
    }

    /// A lever as a sentence about its owner names it: by its name, without the owner's.
    #[must_use]
    pub fn called<'c>(&self, course: &'c Course) -> &'c str {
        phrase::after_owner(self.player(course.owner).as_str(), &course.name)
    }

    /// A state in words: what differs from today.
    #[must_use]
    pub fn words(&self, state: usize) -> String {
        let derivation = &self.derivation;
        let code = derivation.codes[state];
        let changed = code ^ derivation.codes[derivation.today];
        let mut levers = Vec::new();
        let mut consents = Vec::new();
        for (place, course) in derivation.courses.iter().enumerate() {
            let taken = code >> place & 1 == 1;
            if course.means == Means::Consent {
                if taken {
                    consents.push(self.player(course.owner));
                }
            } else if changed >> place & 1 == 1 {
                levers.push((course.owner, taken, self.called(course)));
            }
        }
        let agreed = if derivation.consents == 0 {
            String::new()
        } else if derivation.is_agreement(state) {
            "agreement".to_owned()
        } else if consents.is_empty() {
            "no agreement".to_owned()
        } else {
            format!("no agreement (consent given by {})", phrase::list(&consents))
        };
        let alike = levers.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
        let levers: Vec<_> = alike
            .map(|alike| {
                let verb = if alike[0].1 { "uses" } else { "ends" };
                let names: Vec<_> = alike.iter().map(|(_, _, name)| *name).collect();
                format!("{} {verb} {}", self.player(alike[0].0), phrase::list(&names))
            })
            .collect();
        let levers = if levers.is_empty() { "levers as today".to_owned() } else { levers.join(", ") };
        if agreed.is_empty() { levers } else { format!("{agreed}; {levers}") }
    }

    /// A move in words: what its mover does.
    #[must_use]
    pub fn step(&self, from: usize, step: &Move) -> String {
        let codes = &self.derivation.codes;
        format!("{} {}", self.player(step.party), self.does(codes[from], codes[step.to]))
    }

    /// What is done between two states, by their codes, without who does it.
    #[must_use]
    pub fn does(&self, from: u64, to: u64) -> String {
        let of = |(place, course): (usize, &Course)| {
            if (from ^ to) >> place & 1 == 0 {
                return None;
            }
            Some(match (&course.means, to >> place & 1 == 1) {
                (Means::Consent, true) => "consents".to_owned(),
                (Means::Consent, false) => "withdraws its consent".to_owned(),
                (Means::Lever(_), true) => format!("uses {}", self.called(course)),
                (Means::Lever(_), false) => format!("ends {}", self.called(course)),
            })
        };
        phrase::list(&self.derivation.courses.iter().enumerate().filter_map(of).collect::<Vec<_>>())
    }

    /// A sequence of moves in words.
    #[must_use]
    pub fn route(&self, from: usize, steps: &[Move]) -> Vec<String> {
        let mut here = from;
        let mut words = Vec::new();
        for step in steps {
            words.push(self.step(here, step));
            here = step.to;
        }
        words
    }

    /// By how many points a player prefers one state to another, at central values: the least of a bloc's members.
    #[must_use]
    pub fn gain(&self, player: usize, to: usize, from: usize) -> i64 {
        let numbers = &self.derivation.numbers;
        let code = |state: usize| self.derivation.codes[state];
        let members = self.derivation.players[player].members.iter();
        let gains = members
            .map(|&party| numbers.worth(party, code(to)).saturating_sub(numbers.worth(party, code(from))));
        gains.min().unwrap_or(0)
    }

    /// Whose consent is needed and not in the model, and who would gain by withdrawing it alone.
    #[must_use]
    pub fn withdrawing_beyond_the_model(&self) -> Vec<Who> {
        let derivation = &self.derivation;
        let asked = derivation.asked(&self.negotiation, self.package.as_ref());
        let beyond = asked.filter(|&place| derivation.choices.courses_of(place) & derivation.consents == 0);
        let gains = |place: &usize| {
            let members = derivation.players[*place].members.iter();
            members.filter_map(|&party| derivation.numbers.gains.get(party)).any(|gain| *gain < 0)
        };
        beyond.filter(gains).map(|place| self.player(place).clone()).collect()
    }

    /// The levers changed from today in an agreement that holds, and that it would not hold without.
    pub(super) fn only_while(&self, verdicts: &Verdicts, state: usize) -> Vec<String> {
        let derivation = &self.derivation;
        let code = derivation.codes[state];
        let used = derivation
            .courses
            .iter()
            .enumerate()
            .filter(|(place, course)| course.means != Means::Consent && code >> place & 1 == 1);
        let lost = used.filter(|(place, _)| {
            derivation.state(code & !(1 << place)).is_some_and(|without| !verdicts.all(without).seq)
        });
        lost.map(|(_, course)| course.id.clone()).collect()
    }
}

/// Who chose a package with the terms of a proposal: its text alone where that settles every issue.
fn by_text(question: &Question, name: &str) -> Chosen {
    let Some(proposal) = question.case.proposals.get(name) else { return Chosen::Typed };
    let settles = |issue: &detente_case::IssueId| {
        proposal.terms.get(issue).is_some_and(|options| matches!(options.as_slice(), [_]))
    };
    if question.case.issues.keys().all(settles) {
        Chosen::Tabled(proposal.name.clone())
    } else {
        Chosen::TabledInPart(proposal.name.clone())
    }
}

/// The terms of a proposal.
fn proposed(question: &Question, name: &str) -> Result<Condition, Stop> {
    let with_terms = question.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty());
    let known: Vec<_> = with_terms.map(|(id, _)| id.as_str()).collect();
    let proposal = question.case.proposals.get(name).filter(|_| known.contains(&name));
    let proposal =
        proposal.ok_or_else(|| crate::stop::unknown("proposal with terms", name, known.iter().copied()))?;
    let term = |(issue, options): (&detente_case::IssueId, &Vec<OptionId>)| Term {
        issue: issue.clone(),
        among: true,
        options: options.clone(),
    };
    Ok(Condition { terms: proposal.terms.iter().map(term).collect() })
}

/// Millionths of a point to one decimal.
#[must_use]
pub fn points(millionths: i64) -> String {
    wording::one_decimal(detente_case::Quantity::from_millionths(millionths))
}
