//! Reads the `.gmcr` files of GMCR+ (JSON, since late 2013).

use super::gmcr::{File, GmcrError, Maker};
use crate::{
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::Condition,
};
use serde_json::Value;

/// Reads a file.
///
/// Options are sorted party by party, as GMCR+ does when it opens a file. So states have the numbers that
/// GMCR+ shows.
pub fn read(bytes: &[u8]) -> Result<File, GmcrError> {
    if bytes.first() == Some(&0x80) || bytes.starts_with(b"(dp") {
        return Err(GmcrError::Pickle);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| GmcrError::NotJson(error.to_string()))?;
    let root: Value = serde_json::from_str(text).map_err(|error| GmcrError::NotJson(error.to_string()))?;
    let makers = list(&root, "decisionMakers")?;
    let options = list(&root, "options")?;
    let owned = makers.iter().map(|maker| places(maker, "options")).collect::<Result<Vec<_>, _>>()?;
    let order: Vec<usize> = owned.iter().flatten().copied().collect();
    let place = placement(&order, options.len())?;

    let owners = owned.iter().enumerate().flat_map(|(owner, options)| options.iter().map(move |_| owner));
    let courses = order.iter().zip(owners).map(|(&option, owner)| course(&options[option], owner));
    let courses = courses.collect::<Result<Vec<_>, _>>()?;
    let infeasible = list(&root, "infeasibles")?.iter().map(|pattern| simple(pattern, &place));
    let infeasible =
        infeasible.map(|pattern| pattern.map(Infeasible::Pattern)).collect::<Result<Vec<_>, _>>()?;
    let names = makers.iter().map(|maker| text_of(maker, "name")).collect::<Result<Vec<_>, _>>()?;
    let choices = Choices::new(names, courses, infeasible).map_err(GmcrError::Model)?;
    let makers = makers.iter().map(|maker| read_maker(maker, &place)).collect::<Result<Vec<_>, _>>()?;
    let manual = ["useManualPreferenceRanking", "useManualPreferenceVectors"];
    let by_ranking = manual.iter().any(|key| root[key] == Value::Bool(true));
    Ok(File { choices, makers, by_ranking, coalitions: coalitions(&root["coalitions"])? })
}

/// Where each option stands once they are party by party; every option belongs to exactly one party.
fn placement(order: &[usize], options: usize) -> Result<Vec<usize>, GmcrError> {
    if options > crate::model::MOST_COURSES {
        return Err(GmcrError::Model(crate::model::ModelError::TooManyCourses(options)));
    }
    let mut place = vec![usize::MAX; options];
    for (now, &option) in order.iter().enumerate() {
        match place.get_mut(option) {
            Some(place) if *place == usize::MAX => *place = now,
            _ => return Err(GmcrError::OptionOwner(option)),
        }
    }
    match place.iter().position(|place| *place == usize::MAX) {
        Some(unowned) => Err(GmcrError::OptionOwner(unowned)),
        None => Ok(place),
    }
}

fn course(option: &Value, owner: usize) -> Result<Course, GmcrError> {
    let direction = match option["permittedDirection"].as_str() {
        Some("both") => Direction::Both,
        Some("fwd") => Direction::Forward,
        Some("back") => Direction::Back,
        _ => return Err(GmcrError::Missing("permittedDirection")),
    };
    Ok(Course { name: text_of(option, "name")?, owner, direction })
}

fn read_maker(maker: &Value, place: &[usize]) -> Result<Maker, GmcrError> {
    let mut statements: Vec<Condition> = Vec::new();
    for statement in list(maker, "preferences")? {
        let statement = condition(statement, place)?;
        // GMCR+ keeps the first of two statements with the same pattern.
        if !statements.contains(&statement) {
            statements.push(statement);
        }
    }
    let misperceived = match maker["misperceptions"].as_array() {
        Some(list) => list.iter().map(|entry| condition(entry, place)).collect::<Result<Vec<_>, _>>()?,
        None => Vec::new(),
    };
    let ranking = ["preferenceRanking", "preferenceVector"].iter().find_map(|key| maker[key].as_array());
    let ranking =
        ranking.map(|classes| classes.iter().map(class).collect::<Result<Vec<_>, _>>()).transpose()?;
    Ok(Maker { statements, ranking, misperceived })
}

/// States of one rank, numbered from 1 in the file and from 0 here.
fn class(value: &Value) -> Result<Vec<usize>, GmcrError> {
    let one = |value: &Value| {
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        number.ok_or(GmcrError::Missing("a state number in a ranking"))
    };
    match value {
        Value::Array(tied) => tied.iter().map(one).collect(),
        _ => Ok(vec![one(value)?]),
    }
}

/// An OR of ANDs, or one AND.
fn condition(value: &Value, place: &[usize]) -> Result<Condition, GmcrError> {
    match value {
        Value::Object(_) => {
            let members = list(value, "members")?.iter().map(|member| simple(member, place));
            let members = members.collect::<Result<Vec<_>, _>>()?;
            Ok(Condition::Any(members.into_iter().map(Condition::from_pattern).collect()))
        }
        _ => Ok(Condition::from_pattern(simple(value, place)?)),
    }
}

fn simple(value: &Value, place: &[usize]) -> Result<Pattern, GmcrError> {
    let mut pattern = Pattern { speaks_of: 0, taken: 0 };
    for literal in value.as_array().ok_or(GmcrError::Missing("a list of [option, \"Y\" or \"N\"]"))? {
        let option = literal[0].as_u64().and_then(|option| usize::try_from(option).ok());
        let now = option.and_then(|option| place.get(option)).ok_or(GmcrError::NoSuchOption)?;
        let bit = 1_u64 << now;
        pattern.speaks_of |= bit;
        match literal[1].as_str() {
            Some("Y") => pattern.taken |= bit,
            Some("N") => pattern.taken &= !bit,
            _ => return Err(GmcrError::Missing("\"Y\" or \"N\"")),
        }
    }
    Ok(pattern)
}

fn coalitions(value: &Value) -> Result<Option<Vec<Vec<usize>>>, GmcrError> {
    let Some(list) = value.as_array() else { return Ok(None) };
    let member = |value: &Value| {
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        number.ok_or(GmcrError::Missing("a decision maker's number in a coalition"))
    };
    let one = |value: &Value| match value {
        Value::Array(members) => members.iter().map(member).collect(),
        _ => Ok(vec![member(value)?]),
    };
    list.iter().map(one).collect::<Result<Vec<_>, _>>().map(Some)
}

fn list<'a>(value: &'a Value, key: &'static str) -> Result<&'a Vec<Value>, GmcrError> {
    value[key].as_array().ok_or(GmcrError::Missing(key))
}

fn places(value: &Value, key: &'static str) -> Result<Vec<usize>, GmcrError> {
    let place = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
    list(value, key)?.iter().map(|value| place(value).ok_or(GmcrError::NoSuchOption)).collect()
}

fn text_of(value: &Value, key: &'static str) -> Result<String, GmcrError> {
    value[key].as_str().map(str::to_owned).ok_or(GmcrError::Missing(key))
}
