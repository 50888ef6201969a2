//! What can be done: consent to the package on the table, use a lever, end one that is in use.

use std::cmp::Reverse;

use detente_agreement::{
    Negotiation, Package,
    incidence::{LeverMove, would},
    lever_ladder::parties_of,
};
use detente_case::{Case, Lever, LeverId, LeverKind, LeverStatus, Origin, current};
use detente_conflict::model::{Direction, Infeasible};

use super::players::Player;
use crate::conflict::who::Who;

/// The most courses of one model: 2^10 states can be explained while somebody waits.
pub const MOST: usize = 10;
/// How many levers in use or threatened are kept where there are too many consents.
const MOST_URGENT: usize = 4;

/// A course of action of a case.
#[derive(Clone, Debug)]
pub struct Course {
    /// What it is called: the identifier of a lever, or `consent-ua`.
    pub id: String,
    /// In words.
    pub name: String,
    /// Its owner, by place among the players.
    pub owner: usize,
    /// Whether it is taken today.
    pub today: bool,
    /// Which way it can be changed.
    pub direction: Direction,
    /// What it is.
    pub means: Means,
    /// Where it is said.
    pub origin: Origin,
}

impl Course {
    /// What it is called beside another course: `its consent`, or the name of the lever.
    #[must_use]
    pub fn told(&self) -> &str {
        match self.means {
            Means::Consent => "its consent",
            Means::Lever(_) => &self.name,
        }
    }
}

/// What a course is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// Consent to the package on the table.
    Consent,
    /// A lever.
    Lever(LeverId),
}

/// The courses, player by player and by name where equally near to use, and those that are left out, by name with the reason.
pub(super) fn courses(
    case: &Case,
    negotiation: &Negotiation,
    package: Option<&Package>,
    players: &[Player],
) -> (Vec<Course>, Vec<(String, String)>) {
    let mut levers: Vec<_> = case.levers.iter().collect();
    levers.sort_by_key(|(id, lever)| (Reverse(urgency(case, lever)), *id));
    let is_urgent = |lever: &Lever| {
        urgency(case, lever) >= THREATENED
            && owner(case, negotiation, lever, players).is_some()
            && !(lever.moves_no_deal.is_empty() && lever.moves_deal.is_empty())
    };
    let urgent = levers.iter().filter(|(_, lever)| is_urgent(lever)).count().min(MOST_URGENT);
    let (mut courses, mut left_out) =
        most_doubtful(consents(case, negotiation, package, players), MOST - urgent, |player| {
            gain(negotiation, package, &players[player])
        });
    for (id, lever) in levers {
        let reason = match owner(case, negotiation, lever, players) {
            None => Some("nobody in the case owns it".to_owned()),
            Some(_) if lever.moves_no_deal.is_empty() && lever.moves_deal.is_empty() => {
                Some("nobody states what it does".to_owned())
            }
            Some(_) if courses.len() >= MOST => {
                Some(format!("the model takes at most {MOST} courses, those nearest to use first"))
            }
            Some(owner) => {
                courses.push(of_lever(id, lever, owner));
                None
            }
        };
        left_out.extend(reason.map(|reason| (id.to_string(), reason)));
    }
    courses.sort_by_key(|course| course.owner);
    (courses, left_out)
}

fn consents(
    case: &Case,
    negotiation: &Negotiation,
    package: Option<&Package>,
    players: &[Player],
) -> Vec<Course> {
    let needed = package.map_or_else(Vec::new, |package| negotiation.needed_for(package));
    let consent = |(owner, player): (usize, &Player)| {
        player.members.iter().any(|member| needed.contains(member)).then(|| Course {
            id: consent_of(&player.who),
            name: "consents to the package".to_owned(),
            owner,
            today: false,
            direction: Direction::Both,
            means: Means::Consent,
            origin: case.instrument.origin.clone(),
        })
    };
    players.iter().enumerate().filter_map(consent).collect()
}

/// What a model calls somebody's consent.
#[must_use]
pub fn consent_of(who: &Who) -> String {
    format!("consent-{}", who.as_str().to_lowercase())
}

/// Of more consents than a model takes, those of the parties that gain least, who are the likeliest to withdraw. The
/// others count as given, which is said.
fn most_doubtful(
    consents: Vec<Course>,
    most: usize,
    gain: impl Fn(usize) -> i64,
) -> (Vec<Course>, Vec<(String, String)>) {
    if consents.len() <= MOST {
        return (consents, Vec::new());
    }
    let mut by_gain: Vec<Course> = consents;
    by_gain.sort_by_key(|course| (gain(course.owner), course.owner));
    let rest = by_gain.split_off(most);
    let reason = format!(
        "the model takes at most {MOST} courses: this consent counts as given, because its party gains no less than \
         those whose consents are in the model"
    );
    let left_out = rest.into_iter().map(|course| (course.id, reason.clone())).collect();
    by_gain.sort_by_key(|course| course.owner);
    (by_gain, left_out)
}

/// What the package gains a player over no deal, in millionths of a point: the least of its members, less than anything
/// across a red line.
fn gain(negotiation: &Negotiation, package: Option<&Package>, player: &Player) -> i64 {
    let of = |&party: &usize| {
        let package = package?;
        if negotiation.crosses_red_line(party, package) {
            return Some(i64::MIN);
        }
        Some(negotiation.outcome(party, package)?.central_gain.millionths())
    };
    player.members.iter().filter_map(of).min().unwrap_or(0)
}

fn of_lever(id: &LeverId, lever: &Lever, owner: usize) -> Course {
    let today = would(lever) == LeverMove::End;
    Course {
        id: id.to_string(),
        name: lever.name.clone(),
        owner,
        today,
        direction: match (lever.reversible, today) {
            (Some(false), false) => Direction::Forward,
            (Some(false), true) => Direction::Back,
            _ => Direction::Both,
        },
        means: Means::Lever(id.clone()),
        origin: lever.origin.clone(),
    }
}

fn owner(case: &Case, negotiation: &Negotiation, lever: &Lever, players: &[Player]) -> Option<usize> {
    let first = parties_of(case, &lever.owner).into_iter().find_map(|party| negotiation.party(&party))?;
    players.iter().position(|player| player.members.contains(&first))
}

/// How near a lever is to being used that is threatened or offered.
const THREATENED: u8 = 3;

/// How near a lever is to being used: what works or is threatened comes first.
fn urgency(case: &Case, lever: &Lever) -> u8 {
    let threatened = case.ultimatums.values().any(|ultimatum| {
        case.levers.get(&ultimatum.consequence).is_some_and(|consequence| consequence == lever)
    });
    match current(&lever.status) {
        Some(LeverStatus::InUse) => 4,
        _ if threatened => THREATENED,
        Some(LeverStatus::Threatened | LeverStatus::Offered) => THREATENED,
        Some(LeverStatus::Proposed | LeverStatus::Sought) => 2,
        Some(LeverStatus::Shelved | LeverStatus::Withdrawn) => 1,
        None => 0,
    }
}

/// What cannot be together, each with the reason.
pub(super) fn infeasible(case: &Case, courses: &[Course]) -> Vec<(Infeasible, String)> {
    let lever = |course: &Course| match &course.means {
        Means::Lever(id) => case.levers.get(id),
        Means::Consent => None,
    };
    let mut found = Vec::new();
    for (one, course) in courses.iter().enumerate() {
        let Some(of_one) = lever(course) else { continue };
        for (other, with) in courses.iter().enumerate() {
            if one == other || course.owner != with.owner {
                continue;
            }
            let exit = of_one.kind == LeverKind::Exit;
            let reason = match lever(with) {
                None if exit => Some("a party that has left consents to nothing"),
                Some(of_other) if exit && rests_after_an_exit(of_other) => {
                    Some("after an exit its owner's other offers lapse")
                }
                Some(of_other)
                    if of_one.kind == LeverKind::Support
                        && of_other.kind == LeverKind::Pressure
                        && of_one.target.is_some()
                        && of_one.target == of_other.target =>
                {
                    Some("nobody supports and presses the same party at once")
                }
                _ => None,
            };
            let both = Infeasible::MutuallyExclusive(vec![one, other]);
            found.extend(reason.map(|reason| (both, reason.to_owned())));
        }
    }
    found
}

/// What is neither in use nor threatened, and no exit itself.
fn rests_after_an_exit(lever: &Lever) -> bool {
    lever.kind != LeverKind::Exit
        && !matches!(current(&lever.status), Some(LeverStatus::InUse | LeverStatus::Threatened))
}
