//! A derived model as the `[conflict]` table of a case file: to be read, edited and put into the case.

use std::fmt::Write;

use detente_case::Case;
use detente_conflict::model::{Direction, Infeasible};

use super::{Derivation, Means};

/// A table that says what was derived, and what was lost on the way.
pub struct Table {
    /// The text.
    pub toml: String,
    /// What the table does not say, in words.
    pub losses: Vec<String>,
}

impl Derivation {
    /// The model as a table: courses and what cannot be together as derived, and each player's ranking of all states,
    /// every number halfway in its interval.
    #[must_use]
    pub fn stated(&self, case: &Case, negotiation: &detente_agreement::Negotiation) -> Table {
        let mut losses = Vec::new();
        let party = |player: usize| {
            let first = self.players.get(player).and_then(|player| player.members.first());
            first
                .and_then(|member| negotiation.parties().get(*member))
                .map_or(String::new(), |party| party.id.to_string())
        };
        let mut toml = String::from(
            "# Made by `detente stability --derive`, with every number in the middle of its interval. If you \
             put it into the\n# case, détente no longer derives a model. Correct it, and name who answers for \
             it.\n[conflict]\nbasis = \"assumed\"\nowner = \"derived by détente\"\n",
        );
        for course in &self.courses {
            let _ = write!(
                toml,
                "\n[conflict.courses.{}]\nname = {}\nparty = {}\n",
                course.id,
                quoted(&course.name),
                quoted(&party(course.owner))
            );
            match course.direction {
                Direction::Both => {}
                Direction::Forward => toml.push_str("changes = \"only-taken\"\n"),
                Direction::Back => toml.push_str("changes = \"only-ended\"\n"),
            }
            if course.today {
                toml.push_str("today = true\n");
            }
            match &course.means {
                Means::Consent => toml.push_str("consent = true\n"),
                Means::Lever(id) if case.levers.contains_key(id) => {
                    let _ = writeln!(toml, "lever = {}", quoted(id.as_str()));
                }
                Means::Lever(_) => {}
            }
        }
        for (infeasible, because) in &self.infeasible {
            let _ = write!(
                toml,
                "\n[[conflict.infeasible]]\n{}\nbecause = {}\n",
                self.never(infeasible),
                quoted(because)
            );
        }
        for (place, player) in self.players.iter().enumerate() {
            if player.bloc.is_some() {
                losses.push(format!(
                    "{} acts as one; in the table its first member, {}, stands for it, with its order",
                    player.who,
                    party(place)
                ));
            }
            let order = self.order_of_first_member(place);
            let _ = write!(
                toml,
                "\n[[conflict.preferences]]\nparty = {}\nranking = [\n{}]\n",
                quoted(&party(place)),
                self.ranking(&order)
            );
        }
        Table { toml, losses }
    }

    fn never(&self, infeasible: &Infeasible) -> String {
        let id = |place: &usize| self.courses.get(*place).map_or("", |course| course.id.as_str());
        let list =
            |places: &[usize]| places.iter().map(|place| quoted(id(place))).collect::<Vec<_>>().join(", ");
        match infeasible {
            Infeasible::MutuallyExclusive(places) => format!("at_most_one = [{}]", list(places)),
            Infeasible::AtLeastOne(places) => format!("at_least_one = [{}]", list(places)),
            Infeasible::Requires { course, needs } => {
                format!("course = {}\nneeds = [{}]", quoted(id(course)), quoted(id(needs)))
            }
            Infeasible::Pattern(pattern) => {
                let spoken =
                    self.courses.iter().enumerate().filter(|(place, _)| pattern.speaks_of >> place & 1 == 1);
                let part = |(place, course): (usize, &super::Course)| {
                    let taken = pattern.taken >> place & 1 == 1;
                    if taken { course.id.clone() } else { format!("not {}", course.id) }
                };
                format!("never = {}", quoted(&spoken.map(part).collect::<Vec<_>>().join(" and ")))
            }
        }
    }

    /// Best first, a line a place; equals together.
    fn ranking(&self, ranks: &[u32]) -> String {
        let state = |code: u64| {
            let taken = self.courses.iter().enumerate().filter(|(place, _)| code >> place & 1 == 1);
            format!("[{}]", taken.map(|(_, course)| quoted(&course.id)).collect::<Vec<_>>().join(", "))
        };
        let mut text = String::new();
        for rank in (0..=ranks.iter().copied().max().unwrap_or(0)).rev() {
            let equals = ranks.iter().zip(&self.codes).filter(|(own, _)| **own == rank);
            let equals: Vec<_> = equals.map(|(_, code)| state(*code)).collect();
            match equals.as_slice() {
                [] => {}
                [one] => text += &format!("  {one},\n"),
                several => text += &format!("  [{}],\n", several.join(", ")),
            }
        }
        text
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
