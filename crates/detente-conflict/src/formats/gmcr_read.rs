//! Reads the `.gmcr` files of GMCR+ (JSON, since late 2013).

use super::{
    gmcr::{File, GmcrError, Maker},
    gmcr_checks::{rankings, without_preferences},
    gmcr_conditions::{conditions, numbered, simple},
    gmcr_problems::{Problem, Problems, Severity},
    gmcr_tree::Tree,
    gmcr_values::{kind, list, number},
};
use crate::{
    model::{Choices, Course, Direction, Infeasible, MOST_COURSES},
    preference::Condition,
};
use serde_json::Value;

/// A file as far as it can be read, and everything that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it holds; nothing where it has errors.
    pub file: Option<File>,
    /// Everything that is wrong with it, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads a file. Errors are told all at once.
pub fn read(bytes: &[u8]) -> Result<File, GmcrError> {
    let Opened { file, mut problems } = open(bytes);
    problems.retain(|problem| problem.severity == Severity::Error);
    file.filter(|_| problems.is_empty()).ok_or(GmcrError::Problems(problems))
}

/// Reads a file, with a byte order mark or without.
///
/// Options are sorted party by party, as GMCR+ does when it opens a file. So states have the numbers that
/// GMCR+ shows.
#[must_use]
pub fn open(bytes: &[u8]) -> Opened {
    let mut problems = Problems::default();
    let root = root(bytes, &mut problems);
    let file = root.as_ref().and_then(|root| file(root, &mut problems));
    Opened { file: file.filter(|_| !problems.any_error()), problems: problems.into_all() }
}

/// The JSON of a file.
fn root(bytes: &[u8], problems: &mut Problems) -> Option<Value> {
    if bytes.first() == Some(&0x80) || bytes.starts_with(b"(dp") {
        problems.error(
            "",
            "this is a Python pickle of an old GMCR+, and opening one runs what is in it",
            "save it as JSON with a newer GMCR+",
        );
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        problems.error("", format!("this is not UTF-8: {error}"), "save it as UTF-8");
    });
    let tree = serde_json::from_str::<Tree>(text.ok()?).map_err(|error| {
        problems.error(
            "",
            format!("this is no JSON: {error}"),
            "correct it there, or save it again with GMCR+",
        );
    });
    let Tree { value: root, again } = tree.ok()?;
    for path in again {
        problems.error(&path, "this name stands twice in one table", "delete one of the two");
    }
    if !root.is_object() {
        problems.error("", "this is no JSON object", "a .gmcr file is `{ \"decisionMakers\": [ … ], … }`");
        return None;
    }
    Some(root)
}

fn file(root: &Value, problems: &mut Problems) -> Option<File> {
    let makers = list(root, "", "decisionMakers", problems);
    let options = list(root, "", "options", problems);
    let infeasible = list(root, "", "infeasibles", problems);
    let (makers, options, infeasible) = (makers?, options?, infeasible?);
    if makers.is_empty() {
        problems.error("decisionMakers", "there is no decision maker", "name at least one");
        return None;
    }
    if options.len() > MOST_COURSES {
        let says = format!("{} options, and a state is a word of {MOST_COURSES} bits", options.len());
        problems.error("options", says, "leave out options on which no preference depends");
        return None;
    }
    let names = names(makers, "decisionMakers", "decision maker", problems);
    let owned: Vec<Vec<usize>> = (0..)
        .zip(makers)
        .map(|(number, maker)| {
            problems.maker = names.get(number).cloned();
            owned(maker, &format!("decisionMakers[{number}].options"), options.len(), problems)
        })
        .collect();
    problems.maker = None;
    let order: Vec<usize> = owned.iter().flatten().copied().collect();
    let place = placement(&order, options.len(), &names, &owned, problems)?;
    let called = self::names(options, "options", "option", problems);
    let courses = order.iter().zip(owners(&owned)).filter_map(|(&option, owner)| {
        let direction = direction(options.get(option)?, option, problems)?;
        Some(Course { name: called.get(option)?.clone(), owner, direction })
    });
    let courses: Vec<Course> = courses.collect();
    let infeasible = (0..).zip(infeasible).filter_map(|(number, pattern)| {
        let at = format!("infeasibles[{number}]");
        let pattern = simple(pattern, &at, &place, &called, problems)?;
        if pattern.speaks_of == 0 {
            problems.error(&at, "it excludes every state", "name the options that cannot be so together");
        }
        Some(Infeasible::Pattern(pattern))
    });
    let infeasible: Vec<Infeasible> = infeasible.collect();
    let by_ranking = flag(root, "useManualPreferenceRanking", problems)
        | flag(root, "useManualPreferenceVectors", problems);
    let read: Vec<Maker> = (0..)
        .zip(makers)
        .map(|(number, maker)| {
            problems.maker = names.get(number).cloned();
            of_maker(maker, &format!("decisionMakers[{number}]"), &place, &called, problems)
        })
        .collect();
    problems.maker = None;
    let coalitions = coalitions(&root["coalitions"], makers.len(), problems);
    if problems.any_error() {
        return None;
    }
    let choices = Choices::new(names, courses, infeasible).map_err(|error| {
        problems.error("", format!("it describes no model: {error}"), "correct its options and infeasibles");
    });
    let choices = choices.ok()?;
    rankings(&choices, &read, by_ranking, problems);
    without_preferences(&choices, &read, by_ranking, problems);
    Some(File { choices, makers: read, by_ranking, coalitions })
}

fn owners(owned: &[Vec<usize>]) -> impl Iterator<Item = usize> + '_ {
    owned.iter().enumerate().flat_map(|(owner, options)| options.iter().map(move |_| owner))
}

/// The names of a list of objects: an empty one gets a number, a repeated one too.
fn names(all: &[Value], key: &str, what: &str, problems: &mut Problems) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (number, one) in all.iter().enumerate() {
        let at = format!("{key}[{number}].name");
        let name = match &one["name"] {
            Value::String(name) => name.trim().to_owned(),
            Value::Null => {
                problems.error(&at, format!("this {what} has no name"), "add `\"name\": \"…\"`");
                String::new()
            }
            other => {
                problems.error(&at, format!("{} is no name", kind(other)), "write the name in double quotes");
                String::new()
            }
        };
        let name = if name.is_empty() {
            if one["name"].is_string() {
                problems.warning(
                    &at,
                    format!("the name is empty: shown as `{what} {}`", number + 1),
                    "name it",
                );
            }
            format!("{what} {}", number + 1)
        } else {
            name
        };
        // Options of two decision makers may be called alike; two decision makers may not.
        let first = names.iter().position(|known| *known == name).filter(|_| key == "decisionMakers");
        names.push(match first {
            None => name,
            Some(first) => {
                let says = format!(
                    "{name:?} is also the name of {key}[{first}]: shown as `{name} ({})`",
                    number + 1
                );
                problems.warning(&at, says, "give each a name of its own");
                format!("{name} ({})", number + 1)
            }
        });
    }
    names
}

/// The options of a decision maker, each a number that is there.
fn owned(maker: &Value, at: &str, options: usize, problems: &mut Problems) -> Vec<usize> {
    let Some(list) = maker["options"].as_array() else {
        problems.error(at, "this is no list of options", "list the numbers of its options, from 0: `[0, 1]`");
        return Vec::new();
    };
    let numbers = list.iter().enumerate().filter_map(|(place, value)| {
        let found = number(value).filter(|option| *option < options);
        if found.is_none() {
            let says = format!("there is no option {value}");
            problems.error(&format!("{at}[{place}]"), says, numbered(options));
        }
        found
    });
    numbers.collect()
}

/// Where each option stands once they are party by party; every option belongs to exactly one party.
fn placement(
    order: &[usize],
    options: usize,
    names: &[String],
    owned: &[Vec<usize>],
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let before = problems.any_error();
    let mut place = vec![usize::MAX; options];
    for (now, &option) in order.iter().enumerate() {
        if place[option] == usize::MAX {
            place[option] = now;
        } else {
            let holders = names.iter().zip(owned).filter(|(_, owned)| owned.contains(&option));
            let holders: Vec<_> = holders.map(|(name, _)| format!("{name:?}")).collect();
            problems.error(
                &format!("options[{option}]"),
                format!("option {option} is listed more than once: by {}", holders.join(" and ")),
                "list each option under exactly one decision maker, once",
            );
        }
    }
    for (option, _) in place.iter().enumerate().filter(|(_, place)| **place == usize::MAX) {
        problems.error(
            &format!("options[{option}]"),
            format!("option {option} belongs to no decision maker"),
            "list it under `options` of whoever decides on it, or delete it",
        );
    }
    (before || !problems.any_error()).then_some(place).filter(|place| !place.contains(&usize::MAX))
}

fn direction(option: &Value, number: usize, problems: &mut Problems) -> Option<Direction> {
    let found = match option["permittedDirection"].as_str() {
        Some("both") => Some(Direction::Both),
        Some("fwd") => Some(Direction::Forward),
        Some("back") => Some(Direction::Back),
        _ => None,
    };
    if found.is_none() {
        let says = match &option["permittedDirection"] {
            Value::Null => "this option does not say in which direction it can change".to_owned(),
            other => format!("{other} is no direction"),
        };
        let mend = "write \"both\", \"fwd\" (once taken it stays) or \"back\" (once given up it stays so)";
        problems.error(&format!("options[{number}].permittedDirection"), says, mend);
    }
    found
}

fn flag(root: &Value, key: &str, problems: &mut Problems) -> bool {
    match &root[key] {
        Value::Bool(flag) => *flag,
        Value::Null => false,
        other => {
            problems.error(key, format!("{other} is neither true nor false"), "write true or false");
            false
        }
    }
}

fn of_maker(maker: &Value, at: &str, place: &[usize], called: &[String], problems: &mut Problems) -> Maker {
    let mut statements: Vec<Condition> = Vec::new();
    for statement in conditions(maker, at, "preferences", true, place, called, problems) {
        // GMCR+ keeps the first of two statements with the same pattern.
        if !statements.contains(&statement) {
            statements.push(statement);
        }
    }
    let misperceived = conditions(maker, at, "misperceptions", false, place, called, problems);
    let key = ["preferenceRanking", "preferenceVector"].into_iter().find(|key| !maker[key].is_null());
    let ranking = key.and_then(|key| {
        let Some(classes) = maker[key].as_array() else {
            let says = format!("{} is no ranking", kind(&maker[key]));
            problems.error(
                &format!("{at}.{key}"),
                says,
                "list the numbers of the states, best first: `[3, [1, 2]]`",
            );
            return None;
        };
        let class = |(number, value)| class(value, &format!("{at}.{key}[{number}]"), problems);
        Some((0..).zip(classes).map(class).collect())
    });
    Maker { statements, ranking, misperceived }
}

/// States of one rank, numbered from 1 in the file and from 0 here.
fn class(value: &Value, at: &str, problems: &mut Problems) -> Vec<usize> {
    let mut one = |value: &Value| {
        let found = number(value).and_then(|number| number.checked_sub(1));
        if found.is_none() {
            let mend = "states are whole numbers from 1; equally good ones stand in a list: `[1, 2]`";
            problems.error(at, format!("{value} is no number of a state"), mend);
        }
        found
    };
    match value {
        Value::Array(tied) => tied.iter().filter_map(one).collect(),
        _ => one(value).into_iter().collect(),
    }
}

fn coalitions(value: &Value, makers: usize, problems: &mut Problems) -> Option<Vec<Vec<usize>>> {
    if value.is_null() {
        return None;
    }
    let Some(all) = value.as_array() else {
        problems.error(
            "coalitions",
            format!("{} is no list", kind(value)),
            "write a list such as `[0, [1, 2]]`",
        );
        return None;
    };
    let mut member = |value: &Value, place: usize| {
        let found = number(value).filter(|maker| *maker < makers);
        if found.is_none() {
            let mend = format!("decision makers are numbered from 0 to {}", makers - 1);
            problems.error(
                &format!("coalitions[{place}]"),
                format!("there is no decision maker {value}"),
                mend,
            );
        }
        found
    };
    let one = |(place, value): (usize, &Value)| match value {
        Value::Array(members) => members.iter().filter_map(|value| member(value, place)).collect(),
        _ => member(value, place).into_iter().collect(),
    };
    Some(all.iter().enumerate().map(one).collect())
}
