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

/// The most courses of one model: 2^10 states can be explained while somebody waits.
pub const MOST: usize = 10;

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

/// What a course is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// Consent to the package on the table.
    Consent,
    /// A lever.
    Lever(LeverId),
}

/// The courses, player by player, and levers that are left out with the reason.
pub(super) fn courses(
    case: &Case,
    negotiation: &Negotiation,
    package: Option<&Package>,
    players: &[Player],
) -> (Vec<Course>, Vec<(LeverId, String)>) {
    let mut courses = consents(case, negotiation, package, players);
    let mut left_out = Vec::new();
    let mut levers: Vec<_> = case.levers.iter().collect();
    levers.sort_by_key(|(_, lever)| Reverse(urgency(case, lever)));
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
        left_out.extend(reason.map(|reason| (id.clone(), reason)));
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
            id: format!("consent-{}", player.name.to_lowercase()),
            name: "consents to the package".to_owned(),
            owner,
            today: false,
            direction: Direction::Both,
            means: Means::Consent,
            origin: case.instrument.origin.clone(),
        })
    };
    // Never cut short: an agreement that somebody need not sign would be another one. Too many states are refused.
    players.iter().enumerate().filter_map(consent).collect()
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

/// How near a lever is to being used: what works or is threatened comes first.
fn urgency(case: &Case, lever: &Lever) -> u8 {
    let threatened = case.ultimatums.values().any(|ultimatum| {
        case.levers.get(&ultimatum.consequence).is_some_and(|consequence| consequence == lever)
    });
    match current(&lever.status) {
        Some(LeverStatus::InUse) => 4,
        _ if threatened => 3,
        Some(LeverStatus::Threatened | LeverStatus::Offered) => 3,
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
