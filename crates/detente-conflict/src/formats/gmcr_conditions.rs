//! Conditions on the options of a `.gmcr` file.

use super::{
    gmcr_problems::Problems,
    gmcr_values::{kind, list, number},
};
use crate::{model::Pattern, preference::Condition};
use serde_json::Value;

/// The conditions of a list; nothing where an optional one is not there.
pub(super) fn conditions(
    maker: &Value,
    at: &str,
    key: &str,
    needed: bool,
    place: &[usize],
    called: &[String],
    problems: &mut Problems,
) -> Vec<Condition> {
    let at = format!("{at}.{key}");
    match &maker[key] {
        Value::Null if !needed => Vec::new(),
        Value::Array(list) => {
            let each = (0..).zip(list);
            each.filter_map(|(number, entry)| {
                condition(entry, &format!("{at}[{number}]"), place, called, problems)
            })
            .collect()
        }
        other => {
            let says = format!("{} where a list of conditions is needed", kind(other));
            problems.error(&at, says, "write a list such as `[[[0, \"Y\"]], [[1, \"N\"]]]`, or `[]`");
            Vec::new()
        }
    }
}

/// An OR of ANDs, or one AND.
fn condition(
    value: &Value,
    at: &str,
    place: &[usize],
    called: &[String],
    problems: &mut Problems,
) -> Option<Condition> {
    if !value.is_object() {
        return simple(value, at, place, called, problems).map(Condition::from_pattern);
    }
    let members = list(value, at, "members", problems)?;
    let members = (0..).zip(members).filter_map(|(number, member)| {
        simple(member, &format!("{at}.members[{number}]"), place, called, problems)
    });
    Some(Condition::Any(members.map(Condition::from_pattern).collect()))
}

/// Options that are all as said.
pub(super) fn simple(
    value: &Value,
    at: &str,
    place: &[usize],
    called: &[String],
    problems: &mut Problems,
) -> Option<Pattern> {
    let Some(literals) = value.as_array() else {
        problems.error(
            at,
            format!("{} is no condition", kind(value)),
            "write a list such as `[[0, \"Y\"], [1, \"N\"]]`",
        );
        return None;
    };
    let mut pattern = Pattern { speaks_of: 0, taken: 0 };
    for (place_of, literal) in literals.iter().enumerate() {
        let at = format!("{at}[{place_of}]");
        let option = number(&literal[0]);
        let Some((option, now)) = option.and_then(|option| Some((option, *place.get(option)?))) else {
            problems.error(&at, format!("there is no option {}", literal[0]), numbered(place.len()));
            continue;
        };
        let bit = 1_u64 << now;
        let taken = match literal[1].as_str() {
            Some("Y") => bit,
            Some("N") => 0,
            _ => {
                problems.error(
                    &at,
                    format!("{} is neither \"Y\" nor \"N\"", literal[1]),
                    "write \"Y\" or \"N\"",
                );
                continue;
            }
        };
        if pattern.speaks_of & bit != 0 && pattern.taken & bit != taken {
            let says = format!("option {option} ({:?}) is asked to be both Y and N", called[option]);
            problems.error(&at, says, "no state is so: keep one of the two");
        }
        pattern.speaks_of |= bit;
        pattern.taken = pattern.taken & !bit | taken;
    }
    Some(pattern)
}

/// Which numbers options have.
pub(super) fn numbered(options: usize) -> String {
    match options {
        0 => "the file has no options".to_owned(),
        count => format!("options are numbered from 0 to {}", count - 1),
    }
}
