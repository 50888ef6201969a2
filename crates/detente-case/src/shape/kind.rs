//! What a key may hold.

use super::Shape;
use crate::{Interval, ItemKind, Quantity, Word};

/// The name of a party.
pub(crate) const PARTY: Kind = Kind::Name(ItemKind::Party);
/// Names of parties.
pub(crate) const PARTIES: Kind = Kind::List(&PARTY);
/// Changes of a value by party.
pub(crate) const EFFECTS: Kind = Kind::Map(&PARTY, &Kind::Number(Bounds::EFFECT));
/// Costs by party.
pub(crate) const COSTS: Kind = Kind::Map(&PARTY, &Kind::Number(Bounds::POINTS));

/// What a key may hold.
pub(crate) enum Kind {
    /// Text that is not blank.
    Text,
    /// A short name of at most so many characters.
    Short(usize),
    /// `true` or `false`.
    Flag,
    /// A whole number from one up.
    Count,
    /// A bare TOML date.
    Date,
    /// A date, or `{ from, to, words }`.
    When,
    /// A number, or a pair of them.
    Number(&'static Bounds),
    /// A weight in words or numbers.
    Weight,
    /// One word of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// A rank, or the lowest and the highest it can be.
    Ranks,
    /// An Admiralty grade.
    Grade,
    /// The name of something of this kind.
    Name(ItemKind),
    /// The name of a party or a bloc.
    PartyOrBloc,
    /// The name of a party, a bloc, a person or an institution, or `unnamed`.
    Actor,
    /// The name of an option of the issue spoken of.
    Option,
    /// A condition over packages.
    Condition,
    /// A name that is defined here.
    NewName,
    /// A condition over the states of the conflict.
    Statement,
    /// Courses taken and courses left.
    Pattern,
    /// A state, or several that are equally good.
    States,
    /// One citation.
    Citation,
    /// A list of these.
    List(&'static Kind),
    /// One of these, or a list.
    OneOrMore(&'static Kind),
    /// A table from names of this kind to these.
    Map(&'static Kind, &'static Kind),
    /// A table with keys of its own.
    Table(&'static Shape),
}

/// The scale of a number.
pub(crate) struct Bounds {
    /// How far it goes.
    pub(crate) reach: NumberReach,
    /// What it counts, such as "a value".
    pub(crate) what: &'static str,
}

/// How far a number may go.
#[derive(Clone, Copy)]
pub(crate) enum NumberReach {
    /// From the least to the most it may be.
    Scale(i32, i32),
    /// As far as [`Quantity::LARGEST`], either way.
    Any,
}

impl Bounds {
    /// Values on a party's own scale.
    pub(crate) const VALUE: &'static Self = &Self::scale(0, 100, "a value");
    /// What somebody counts no agreement or an option at, in points of its own.
    pub(crate) const WORTH: &'static Self = &Self { reach: NumberReach::Any, what: "a value" };
    /// Weights.
    pub(crate) const WEIGHT: &'static Self = &Self::scale(0, 100, "a weight");
    /// Shares and chances.
    pub(crate) const SHARE: &'static Self = &Self::scale(0, 1, "a share");
    /// Changes of a value.
    pub(crate) const EFFECT: &'static Self = &Self::scale(-100, 100, "an effect");
    /// Costs and worths in points.
    pub(crate) const POINTS: &'static Self = &Self::scale(0, 100, "a number of points");
    /// Amounts of money or goods.
    pub(crate) const AMOUNT: &'static Self = &Self::scale(0, 1_000_000, "an amount");

    /// The numbers on the scale.
    pub(crate) fn interval(&self) -> Interval {
        match self.reach {
            NumberReach::Scale(low, high) => Interval::units(low, high),
            NumberReach::Any => Interval { low: -Quantity::LARGEST, high: Quantity::LARGEST },
        }
    }

    const fn scale(low: i32, high: i32, what: &'static str) -> Self {
        Self { reach: NumberReach::Scale(low, high), what }
    }

    /// What is expected of one number, such as "a value from 0 to 100".
    pub(crate) fn expected(&self) -> String {
        match self.reach {
            NumberReach::Scale(low, high) => format!("{} from {low} to {high}", self.what),
            NumberReach::Any => format!("{} from -10^15 to 10^15", self.what),
        }
    }
}

/// The words of a closed vocabulary.
pub(crate) fn words<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}

impl Kind {
    /// What is expected, such as "the name of a party".
    pub(crate) fn expected(&self) -> String {
        match self {
            Self::Text => "text in quotes".into(),
            Self::Short(most) => format!("text in quotes, at most {most} characters"),
            Self::Flag => "`true` or `false`".into(),
            Self::Count => "a whole number from 1 up".into(),
            Self::Date => "a date without quotes".into(),
            Self::When => "a date without quotes, or `{ from, to, words }`".into(),
            Self::Number(bounds) => format!("{}, or a pair of them", bounds.expected()),
            Self::Weight => "a word for a weight, or a number from 0 to 100, or a pair of them".into(),
            Self::Word(words) => format!("one of {}", list(&words())),
            Self::Ranks => "a rank, or a pair of the lowest and the highest it can be".into(),
            Self::Grade => "a grade in quotes, a letter A to F and a digit 1 to 6".into(),
            Self::Name(kind) => format!("the name of {}", kind.one()),
            Self::PartyOrBloc => "the name of a party or a bloc".into(),
            Self::Actor => "the name of a party, bloc, person or institution, or \"unnamed\"".into(),
            Self::Option => "the name of an option of the issue".into(),
            Self::Condition => "a condition in quotes".into(),
            Self::NewName => "a name of your choice".into(),
            Self::Statement => "a statement on courses in quotes".into(),
            Self::Pattern => "courses joined by `and`, in quotes".into(),
            Self::States => "a list of the courses taken, or a list of such lists".into(),
            Self::Citation => "a citation in quotes".into(),
            Self::List(item) => format!("a list, each {}", item.expected()),
            Self::OneOrMore(item) => format!("{}, or a list of such", item.expected()),
            Self::Map(key, value) => format!("a table from {} to {}", key.expected(), value.expected()),
            Self::Table(shape) => format!("a table with {}", keys_in_words(shape)),
        }
    }

    /// A value that would do.
    pub(crate) fn example(&self) -> String {
        match self {
            Self::Text => "\"in our own words\"".into(),
            Self::Short(_) => "\"North\"".into(),
            Self::Flag => "true".into(),
            Self::Count => "4".into(),
            Self::Date => "2025-04-23".into(),
            Self::When => "{ from = 2025-04-23, to = 2025-04-30, words = \"within days\" }".into(),
            Self::Number(Bounds { reach: NumberReach::Scale(_, 1), .. }) => "[0.3, 0.7]".into(),
            Self::Number(Bounds { reach: NumberReach::Scale(..=-1, _), .. }) => "[-25, -10]".into(),
            Self::Number(_) => "[30, 55]".into(),
            Self::Weight => "\"high\"".into(),
            Self::Word(words) => format!("\"{}\"", words().first().unwrap_or(&"")),
            Self::Ranks => "[\"official\", \"envoy\"]".into(),
            Self::Grade => "\"C2\"".into(),
            Self::Name(ItemKind::Issue) => "\"line\"".into(),
            Self::Name(ItemKind::Source) => "\"npr\"".into(),
            Self::Name(ItemKind::Person) => "\"kellogg\"".into(),
            Self::Name(ItemKind::Party) | Self::PartyOrBloc | Self::Actor => "\"ua\"".into(),
            Self::Name(_) => "\"its-name\"".into(),
            Self::Option => "\"freeze\"".into(),
            Self::Condition => "\"line = freeze and crimea != none\"".into(),
            Self::NewName => "its-name".into(),
            Self::Statement => "\"accept and not (delay or abandon)\"".into(),
            Self::Pattern => "\"accept and not modify\"".into(),
            Self::States => "[\"accept\", \"modify\"]".into(),
            Self::Citation => "\"npr#13\"".into(),
            Self::List(item) => format!("[{}]", item.example()),
            Self::OneOrMore(item) => item.example(),
            Self::Map(key, value) => {
                format!("{{ {} = {} }}", key.example().replace('"', ""), value.example())
            }
            Self::Table(shape) => {
                let needed = shape.keys.iter().filter(|key| key.required);
                let pairs: Vec<_> =
                    needed.map(|key| format!("{} = {}", key.name, key.kind.example())).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        }
    }
}

/// The words in backquotes, separated by commas.
pub(crate) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn keys_in_words(shape: &Shape) -> String {
    let needed: Vec<_> = shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    list(&needed)
}
