//! A conflict of a `.gmcr` file as a case that states it.

use std::{collections::BTreeSet, fmt::Write};

use detente_conflict::{
    formats::{File, Maker},
    formula::{Formula, RESERVED},
    model::{Direction, Infeasible, Pattern},
    preference::{Condition, ranks},
};
use detente_scenario::case_words::{free, plain, quoted};

use super::model::MOST;

/// A case that states a conflict, and what of the file it does not say.
pub struct AsCase {
    /// The text of its `case.toml`.
    pub text: String,
    /// What is lost, in words.
    pub losses: Vec<String>,
}

/// The case that states the conflict of a file of this name, read on this day; `owner` answers for it.
///
/// Refuses, with the reason, rankings of more states than a case can rank one by one.
pub fn case_of(file: &File, name: &str, owner: &str, as_of: &str) -> Result<AsCase, String> {
    let written = Writing::of(file);
    let codes = file.choices.states(MOST).ok();
    let assumed = format!("basis = \"assumed\"\nowner = {}\n", quoted(owner));
    // A file names no state as today's, and a case has one: the first that can occur.
    let today = codes.as_ref().and_then(|codes| codes.first().copied()).unwrap_or(0);
    let mut text = format!(
        "# Made of a .gmcr file. Who answers for the model is its owner, until sources are cited for its parts.\n\n[case]\n\
         title = {}\nquestion = \"Which states hold?\"\nas_of = {as_of}\n\n[parties]\n",
        quoted(name)
    );
    for (id, name) in written.parties.iter().zip(file.choices.parties()) {
        let name = quoted(name);
        let _ = writeln!(text, "{id} = {{ name = {name}, short = {name}, role = \"principal\" }}");
    }
    let _ = write!(text, "\n[conflict]\n{assumed}");
    for (place, (id, course)) in written.courses.iter().zip(file.choices.courses()).enumerate() {
        let owner = written.parties.get(course.owner).map_or("", String::as_str);
        let _ = write!(
            text,
            "\n[conflict.courses.{id}]\nname = {}\nparty = {}\n",
            quoted(&course.name),
            quoted(owner)
        );
        text.push_str(match course.direction {
            Direction::Both => "",
            Direction::Forward => "changes = \"only-taken\"\n",
            Direction::Back => "changes = \"only-ended\"\n",
        });
        if today >> place & 1 == 1 {
            text.push_str("today = true\n");
        }
    }
    for pattern in file.choices.infeasible().iter().flat_map(Infeasible::patterns) {
        let _ = write!(text, "\n[[conflict.infeasible]]\nnever = {}\n", quoted(&written.never(pattern)));
    }
    for (id, maker) in written.parties.iter().zip(&file.makers) {
        let order = written.order(maker, file.by_ranking, codes.as_deref())?;
        let _ = write!(text, "\n[[conflict.preferences]]\nparty = {}\n{order}", quoted(id));
    }
    let first = "which state is today's: the file does not say it, and the case takes the first, state 1";
    let losses = std::iter::once(first.to_owned()).chain(losses(file)).collect();
    Ok(AsCase { text, losses })
}

/// What a case cannot say of a file.
fn losses(file: &File) -> Vec<String> {
    let blind =
        file.makers.iter().zip(file.choices.parties()).filter(|(maker, _)| !maker.misperceived.is_empty());
    let blind = blind.map(|(_, name)| {
        format!(
            "which states {name} does not see: in a case everybody sees all (`detente hypergame` of the file)"
        )
    });
    let together = file.coalitions.iter().flatten().filter(|members| members.len() > 1);
    let together = together.map(|members| {
        let names = members.iter().filter_map(|&member| file.choices.parties().get(member));
        format!("that {} move as one", names.cloned().collect::<Vec<_>>().join(" and "))
    });
    blind.chain(together).collect()
}

/// The identifiers of parties and courses.
struct Writing {
    parties: Vec<String>,
    courses: Vec<String>,
}

impl Writing {
    fn of(file: &File) -> Self {
        let mut taken = BTreeSet::new();
        let mut parties = Vec::new();
        for name in file.choices.parties() {
            parties.push(free(&plain(name, "party"), &mut taken));
        }
        let mut taken: BTreeSet<String> = RESERVED.iter().map(|word| (*word).to_owned()).collect();
        let mut courses = Vec::new();
        for course in file.choices.courses() {
            let alike = file.choices.courses().iter().filter(|other| other.name == course.name).count();
            let id = plain(&course.name, "course");
            let of_party = parties.get(course.owner).filter(|_| alike > 1);
            let id = of_party.map_or_else(|| id.clone(), |party| format!("{party}-{id}"));
            courses.push(free(&id, &mut taken));
        }
        Self { parties, courses }
    }

    fn course(&self, place: usize) -> &str {
        self.courses.get(place).map_or("", String::as_str)
    }

    /// `a and not b`.
    fn never(&self, pattern: Pattern) -> String {
        let spoken = (0..self.courses.len()).filter(|place| pattern.speaks_of >> place & 1 == 1);
        let part = |place: usize| match pattern.taken >> place & 1 {
            1 => self.course(place).to_owned(),
            _ => format!("not {}", self.course(place)),
        };
        spoken.map(part).collect::<Vec<_>>().join(" and ")
    }

    /// What a decision maker prefers, as a key of the case.
    fn order(&self, maker: &Maker, by_ranking: bool, codes: Option<&[u64]>) -> Result<String, String> {
        let ranking = match (&maker.ranking, codes) {
            (Some(_), None) if by_ranking => {
                return Err(format!("it ranks more than {MOST} states one by one, which a case cannot"));
            }
            (Some(ranking), Some(_)) if by_ranking => Some(ranking.clone()),
            // Nobody whose order tells no state from another prefers anything: all states stand in one place.
            (_, Some(codes)) if says_nothing(&maker.statements, codes) => {
                Some(vec![(0..codes.len()).collect()])
            }
            _ => None,
        };
        let Some((ranking, codes)) = ranking.zip(codes) else {
            let statements: Vec<_> =
                maker.statements.iter().map(|one| format!("  {},\n", quoted(&self.statement(one)))).collect();
            return Ok(format!("statements = [\n{}]\n", statements.concat()));
        };
        let state = |place: &usize| {
            let code = codes.get(*place).copied().unwrap_or(0);
            let taken = (0..self.courses.len()).filter(|course| code >> course & 1 == 1);
            format!("[{}]", taken.map(|course| quoted(self.course(course))).collect::<Vec<_>>().join(", "))
        };
        let entry = |alike: &Vec<usize>| match alike.as_slice() {
            [only] => format!("  {},\n", state(only)),
            several => format!("  [{}],\n", several.iter().map(state).collect::<Vec<_>>().join(", ")),
        };
        Ok(format!("ranking = [\n{}]\n", ranking.iter().map(entry).collect::<String>()))
    }

    fn statement(&self, condition: &Condition) -> String {
        match condition {
            // An empty AND is true of every state, an empty OR of none.
            Formula::All(parts) if parts.is_empty() => format!("{0} or not {0}", self.course(0)),
            Formula::Any(parts) if parts.is_empty() => format!("{0} and not {0}", self.course(0)),
            other => other
                .replace(&|place: &usize| Formula::Taken(self.course(*place).to_owned()))
                .without(&|_: &String| true)
                .map_or_else(
                    |truth| format!("{0} {1} not {0}", self.course(0), if truth { "or" } else { "and" }),
                    |formula| alone(formula).to_string(),
                ),
        }
    }
}

/// A list of one is that one.
fn alone(formula: Formula<String>) -> Formula<String> {
    match formula {
        Formula::All(mut parts) | Formula::Any(mut parts) if parts.len() == 1 => {
            parts.pop().map_or_else(|| Formula::All(Vec::new()), alone)
        }
        Formula::All(parts) => Formula::All(parts.into_iter().map(alone).collect()),
        Formula::Any(parts) => Formula::Any(parts.into_iter().map(alone).collect()),
        other => other,
    }
}

/// Whether statements tell no state from another.
fn says_nothing(statements: &[Condition], codes: &[u64]) -> bool {
    ranks::by_statements(statements, codes).iter().all(|rank| *rank == 0)
}
