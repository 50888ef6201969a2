//! States that are asked for by name, by condition or by concept, of however many there are; and all of them as a table.

use detente_conflict::{
    formula::{RESERVED, SyntaxError, read_numbered, read_words},
    preference::Condition,
    stability::Concept,
};
use serde::Serialize;

use super::every::Every;
use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::Conflict,
        state::{Holds, State},
    },
    results::Values,
    stop::{Stop, unknown},
};

/// How many states are given in full; of more the number is said.
const MOST_GIVEN: usize = 4096;
/// How many of them stand on a page.
pub(super) const MOST_SHOWN: usize = 40;

/// Which states are asked for; all that are named must be met.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// That hold under this concept.
    pub holds: Option<String>,
    /// In which this is true: `UNI.accept and not modify`.
    pub condition: Option<String>,
    /// This one: a number from 1, `Y` and `N` course by course, or `today`.
    pub state: Option<String>,
}

/// The states that were asked for.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chosen {
    /// Which these are, in words.
    asked: String,
    /// How many.
    pub(super) count: usize,
    /// How many of these are open under the concept asked for, as preferences turn out that nobody states.
    open: usize,
    /// The first of them, at most 4,096.
    pub(super) states: Vec<State>,
}

/// A table with a row for each state that was asked for.
pub struct Listing {
    /// The columns by name, each with what it means and its values.
    pub columns: Vec<(String, String, Values)>,
}

/// What is asked, as the conflict understands it.
struct Meant {
    holds: Option<Concept>,
    condition: Option<Condition>,
    state: Option<Named>,
}

/// A state that somebody names.
enum Named {
    Number(usize),
    Code(u64),
}

impl Wanted {
    /// Whether anything is asked.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.holds.is_some() || self.condition.is_some() || self.state.is_some()
    }

    /// "state 7", "states that hold under Nash in which a and not b".
    fn in_words(&self, meant: &Meant) -> String {
        if let Some(state) = &self.state {
            return format!("state {state}");
        }
        let holds = meant.holds.map(|concept| format!(" that hold under {}", concept.short()));
        let condition = self.condition.as_ref().map(|condition| format!(" in which `{condition}`"));
        format!("states{}{}", holds.unwrap_or_default(), condition.unwrap_or_default())
    }

    fn meant(&self, conflict: &Conflict) -> Result<Meant, Stop> {
        Ok(Meant {
            holds: self.holds.as_deref().map(|name| concept(name, &CLASSIC)).transpose()?,
            condition: self.condition.as_deref().map(|text| condition(conflict, text)).transpose()?,
            state: self.state.as_deref().map(|text| named(conflict, text)).transpose()?,
        })
    }
}

impl Meant {
    fn is(&self, every: &Every<'_>, number: usize, code: u64) -> bool {
        let named = match self.state {
            None => true,
            Some(Named::Number(wanted)) => wanted == number,
            Some(Named::Code(wanted)) => wanted == code,
        };
        named
            && self.condition.as_ref().is_none_or(|condition| condition.holds(code))
            && self.holds.is_none_or(|concept| under(&every.holds(number, code), concept) != Holds::No)
    }
}

fn under(holds: &ByConcept<Holds>, concept: Concept) -> Holds {
    let all = CLASSIC.into_iter().zip(holds.array());
    all.into_iter().find(|(one, _)| *one == concept).map_or(Holds::No, |(_, holds)| holds)
}

impl Chosen {
    /// The states that are asked for.
    pub(super) fn of(conflict: &Conflict, wanted: &Wanted) -> Result<Self, Stop> {
        let meant = wanted.meant(conflict)?;
        let every = Every::of(conflict)?;
        let mut chosen = Self { asked: wanted.in_words(&meant), count: 0, open: 0, states: Vec::new() };
        for (number, code) in every.states().filter(|(number, code)| meant.is(&every, *number, *code)) {
            chosen.count += 1;
            let is_open = |concept| under(&every.holds(number, code), concept) == Holds::Open;
            chosen.open += usize::from(meant.holds.is_some_and(is_open));
            if chosen.states.len() < MOST_GIVEN {
                chosen.states.push(every.state(number, code));
            }
        }
        if chosen.count == 0 && wanted.state.is_some() {
            let count = every.states().count();
            return Err(conflict.refused(&format!(
                "{} cannot occur, or is none of those asked for; states are numbered from 1 to {count}",
                chosen.asked
            )));
        }
        Ok(chosen)
    }

    /// "2256 states that hold under NASH", and how many of them only may.
    pub(super) fn in_words(&self) -> String {
        let open = match self.open {
            0 => String::new(),
            open => format!("; of these {open} may hold, as preferences turn out that nobody states (?)"),
        };
        let first = match self.states.len() {
            shown if shown > MOST_SHOWN => format!(" The first {MOST_SHOWN}:"),
            _ => String::new(),
        };
        format!("{}: {}{open}.{first}", self.asked, self.count)
    }
}

/// Every state that is asked for, as a table: its number, its courses, and by concept whether it holds and for whom it
/// is stable.
pub fn listing(conflict: &Conflict, wanted: &Wanted) -> Result<Listing, Stop> {
    let meant = wanted.meant(conflict)?;
    let every = Every::of(conflict)?;
    let (mut numbers, mut courses, mut words) = (Vec::new(), Vec::new(), Vec::new());
    let mut holds: [Vec<String>; 4] = Default::default();
    let mut stable: [Vec<String>; 4] = Default::default();
    for (number, code) in every.states().filter(|(number, code)| meant.is(&every, *number, *code)) {
        let state = every.state(number, code);
        numbers.push(i64::try_from(number).unwrap_or(i64::MAX));
        courses.push(state.name.courses.clone());
        words.push(state.name.words.clone());
        for (column, holds) in holds.iter_mut().zip(state.holds.array()) {
            column.push(said(holds).to_owned());
        }
        for (place, column) in stable.iter_mut().enumerate() {
            let players = (0..).zip(&state.stable).filter(|(_, stable)| stable.array()[place]);
            let names: Vec<_> = players.map(|(player, _)| conflict.player(player).as_str()).collect();
            column.push(names.join(" "));
        }
    }
    let mut columns = vec![
        ("state".to_owned(), "its number, from 1".to_owned(), Values::Long(numbers)),
        (
            "courses".to_owned(),
            format!("Y taken and N left, in this order: {}", conflict.course_names().join(", ")),
            Values::Text(courses),
        ),
        ("words".to_owned(), "the state in words".to_owned(), Values::Text(words)),
    ];
    for (concept, values) in CLASSIC.into_iter().zip(holds) {
        let says = format!("whether it holds under {}: holds, open or no", concept.short());
        columns.push((concept.short().to_lowercase(), says, Values::Text(values)));
    }
    for (concept, values) in CLASSIC.into_iter().zip(stable) {
        let says = format!("the parties for which it is stable for certain under {}", concept.short());
        columns.push((format!("stable_{}", concept.short().to_lowercase()), says, Values::Text(values)));
    }
    Ok(Listing { columns })
}

fn said(holds: Holds) -> &'static str {
    match holds {
        Holds::Holds => "holds",
        Holds::Open => "open",
        Holds::No => "no",
    }
}

/// The concept of this abbreviation, among some.
pub(super) fn concept(name: &str, among: &[Concept]) -> Result<Concept, Stop> {
    let found = among.iter().copied().find(|concept| concept.short().eq_ignore_ascii_case(name.trim()));
    found.ok_or_else(|| {
        unknown("concept", name, among.iter().map(|concept| concept.short()).collect::<Vec<_>>().into_iter())
    })
}

/// A condition on courses. A course is its name, a party's name and its name (`UNI.accept`), or its number from 1; names
/// with spaces stand in double quotes.
fn condition(conflict: &Conflict, text: &str) -> Result<Condition, Stop> {
    let names = conflict.course_names();
    if text.contains('"') {
        return read_numbered(text, &names).map_err(|error| unread(conflict, text, &error, None));
    }
    let mut unknown_word = None;
    let read = read_words(text, |word, _| {
        let found = course(conflict, &names, word);
        if found.is_none() && !RESERVED.contains(&word) {
            unknown_word.get_or_insert_with(|| word.to_owned());
        }
        found
    });
    read.map_err(|error| unread(conflict, text, &error, unknown_word.as_deref()))
}

fn course(conflict: &Conflict, names: &[&str], word: &str) -> Option<usize> {
    if let Some(place) = names.iter().position(|name| *name == word) {
        return Some(place);
    }
    if let Some((owner, name)) = word.split_once('.') {
        let courses = conflict.choices.courses().iter();
        let owned = |owned: usize| conflict.player(owned).as_str().eq_ignore_ascii_case(owner);
        return courses
            .enumerate()
            .find(|(_, one)| one.name == name && owned(one.owner))
            .map(|(place, _)| place);
    }
    word.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < names.len())
}

fn unread(conflict: &Conflict, text: &str, error: &SyntaxError, word: Option<&str>) -> Stop {
    let names = conflict.course_names();
    if let Some(word) = word {
        return unknown("course", word, names.into_iter());
    }
    Stop::refused(format!(
        "the condition `{text}` cannot be read: {error}; write one such as `{} and not {}`",
        names.first().copied().unwrap_or("1"),
        names.last().copied().unwrap_or("2"),
    ))
}

/// A state by what somebody types.
fn named(conflict: &Conflict, text: &str) -> Result<Named, Stop> {
    let text = text.trim();
    if let Ok(number) = text.parse::<usize>() {
        return Ok(Named::Number(number));
    }
    if text.eq_ignore_ascii_case("today") {
        return conflict
            .today_code()
            .map(Named::Code)
            .ok_or_else(|| conflict.refused(&"nobody says which state is today's; name one by its number"));
    }
    let courses = conflict.choices.courses().len();
    let letters = |letter: char| matches!(letter.to_ascii_uppercase(), 'Y' | 'N');
    if text.chars().count() == courses && text.chars().all(letters) {
        let taken = text.char_indices().filter(|(_, letter)| letter.eq_ignore_ascii_case(&'Y'));
        return Ok(Named::Code(taken.fold(0, |code, (place, _)| code | 1 << place)));
    }
    Err(conflict.refused(&format!(
        "`{text}` names no state: give its number from 1, {courses} letters Y and N in the order of the courses ({}), or \
         `today`",
        conflict.course_names().join(", ")
    )))
}

/// The number of a state that somebody names, in a conflict whose states are few.
pub(super) fn number(conflict: &Conflict, text: &str) -> Result<usize, Stop> {
    match named(conflict, text)? {
        Named::Number(number) => Ok(number),
        Named::Code(code) => {
            let listed = conflict.listed("a state's reasons")?;
            let found = listed.all().find(|&state| listed.code(state) == code);
            found
                .map(|state| state + 1)
                .ok_or_else(|| conflict.refused(&format!("state {text} cannot occur")))
        }
    }
}
