//! What parties would rather have.

use std::fmt;

use super::{Conflict, State};
use crate::{
    Compared, CourseId, ItemKind, Origin, PartyId, StateCondition,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tables::table::{Entry, Part, has_origin},
    tree::Row,
};

/// What a party would rather have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePreference {
    /// The party.
    pub party: PartyId,
    /// How it orders the states.
    pub order: StateOrder,
    /// How many of its first statements, or of the first entries of its ranking, set apart what is much better.
    pub much: Option<u32>,
    /// What it says of pairs of states, against the order; of two entries about one pair the later counts.
    pub pairs: Vec<StatePair>,
    /// Where this is said.
    pub origin: Origin,
}

/// How a party orders states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateOrder {
    /// By statements, the most important first: of two states the better is the one in which the first
    /// statement to tell them apart holds; states that none tells apart are equally good.
    Statements(Vec<StateCondition>),
    /// By a list of all feasible states, best first; those of one entry are equally good.
    Ranking(Vec<Vec<State>>),
    /// By pairs alone: what no pair says is unknown.
    Pairs,
}

/// How states of one kind compare with states of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatePair {
    /// What is true of the states spoken of.
    pub better: StateCondition,
    /// What is true of those that they are compared with.
    pub than: StateCondition,
    /// How they compare.
    pub how: Compared,
}

const PAIR: Shape = Shape::plain(
    "pairs",
    "how states in which one statement is true compare with states in which another is",
    &[
        required("better", Kind::Statement, "of states in which this is true"),
        required(
            "than",
            Kind::Statement,
            "compared with states in which this is true; those in which both are, are left out",
        ),
        optional("how", Kind::Word(words::<Compared>), "how they compare (default `better`)"),
    ],
);

pub(super) const PREFERENCE: Shape = Shape::part(
    "preferences",
    "what a party would rather have; `statements`, `ranking` or `pairs` is needed. What a party without one prefers is unknown",
    &[
        required("party", PARTY, "the party"),
        optional(
            "statements",
            Kind::List(&Kind::Statement),
            "what it wants of the state, most important first: of two states the better is the one in which the first statement that tells them apart holds",
        ),
        optional(
            "ranking",
            Kind::List(&Kind::States),
            "every feasible state, best first, each a list of the courses taken in it; equally good ones in a list of such lists",
        ),
        optional(
            "much",
            Kind::Count,
            "how many of the first statements, or of the first entries of the ranking, set apart what is much better and not only better (default none)",
        ),
        optional(
            "pairs",
            Kind::List(&Kind::Table(&PAIR)),
            "what is to be said of pairs of states one by one, against the order above; without an order, what no entry says is unknown. The last entry about a pair counts. States are then looked at one by one, up to 4,096",
        ),
    ],
);

impl StatePreference {
    pub(super) fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        let statements: Vec<_> = row
            .texts("statements")
            .into_iter()
            .filter_map(|(text, _)| StateCondition::parse(text).ok())
            .filter(|condition| row.knows_courses(condition))
            .collect();
        let order = if row.get("statements").is_some() {
            (!statements.is_empty()).then_some(StateOrder::Statements(statements))?
        } else if row.get("ranking").is_some() {
            StateOrder::Ranking(ranking(row)?)
        } else {
            StateOrder::Pairs
        };
        let pairs: Vec<StatePair> = row.parts("pairs").into_iter().filter_map(StatePair::read).collect();
        if order == StateOrder::Pairs && pairs.is_empty() {
            return None;
        }
        let much = row.count("much");
        Some(Self { party: row.name("party")?, order, much, pairs, origin: row.origin_within(around) })
    }
}

impl StatePair {
    fn read(row: Row<'_>) -> Option<Self> {
        let statement = |key: &str| {
            let condition = StateCondition::parse(row.get(key)?.get_ref().as_str()?).ok()?;
            row.knows_courses(&condition).then_some(condition)
        };
        Some(Self {
            better: statement("better")?,
            than: statement("than")?,
            how: row.word("how").unwrap_or(Compared::Better),
        })
    }
}

/// `sign is much-better than attack`.
impl fmt::Display for StatePair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { better, than, how } = self;
        match how {
            Compared::Better | Compared::MuchBetter => write!(formatter, "({better}) is {how} than ({than})"),
            Compared::Same => write!(formatter, "({better}) is as good as ({than})"),
            Compared::Unknown => write!(formatter, "unknown: ({better}) against ({than})"),
        }
    }
}

/// The ranking, if every course in it is one.
fn ranking(row: Row<'_>) -> Option<Vec<Vec<State>>> {
    let entries = row.get("ranking")?.get_ref().as_array()?;
    entries
        .iter()
        .map(|entry| {
            let items = entry.get_ref().as_array()?;
            let tied = items.iter().any(|item| item.get_ref().as_array().is_some());
            if !tied {
                return Some(vec![state(row, items)?]);
            }
            items.iter().map(|item| state(row, item.get_ref().as_array()?)).collect()
        })
        .collect()
}

fn state(row: Row<'_>, items: &toml::de::DeArray<'_>) -> Option<State> {
    items
        .iter()
        .map(|item| {
            let name = item.get_ref().as_str()?;
            row.book.names.has(ItemKind::Course, name).then(|| CourseId::new(name))
        })
        .collect()
}

impl Part<Conflict> for StatePreference {
    fn title(&self, _: &str, _: &str) -> String {
        self.party.to_string()
    }

    fn says(&self, _: &Conflict) -> String {
        let order = match &self.order {
            StateOrder::Statements(statements) => {
                let statements: Vec<_> = statements.iter().map(ToString::to_string).collect();
                Some(statements.join("; then "))
            }
            StateOrder::Ranking(groups) => {
                Some(format!("a ranking of {} states", groups.iter().map(Vec::len).sum::<usize>()))
            }
            StateOrder::Pairs => None,
        };
        order.into_iter().chain(self.pairs.iter().map(ToString::to_string)).collect::<Vec<_>>().join("; ")
    }
}

impl Entry for StatePreference {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        match &self.order {
            StateOrder::Statements(statements) => {
                mentions.ids(statements.iter().flat_map(StateCondition::courses));
            }
            StateOrder::Ranking(groups) => mentions.ids(groups.iter().flatten().flatten()),
            StateOrder::Pairs => {}
        }
        let conditions = self.pairs.iter().flat_map(|pair| [&pair.better, &pair.than]);
        mentions.ids(conditions.flat_map(StateCondition::courses));
    }

    /// False when nothing is left that tells states apart: an absent course is never taken.
    fn keep(&mut self, known: &Known) -> bool {
        if !known.has(&self.party) {
            return false;
        }
        let taken = |course: &CourseId| known.has(course);
        self.pairs.retain_mut(|pair| pair.keep(&taken));
        match &mut self.order {
            StateOrder::Statements(statements) => {
                *statements =
                    statements.iter().filter_map(|statement| statement.without(&taken).ok()).collect();
                !statements.is_empty()
            }
            StateOrder::Ranking(groups) => {
                for group in groups.iter_mut() {
                    group.retain(|state: &State| state.iter().all(taken));
                }
                groups.retain(|group| !group.is_empty());
                !groups.is_empty()
            }
            StateOrder::Pairs => !self.pairs.is_empty(),
        }
    }
}

impl StatePair {
    /// False when it speaks of no state any more: an absent course is never taken.
    fn keep(&mut self, taken: &impl Fn(&CourseId) -> bool) -> bool {
        [&mut self.better, &mut self.than].into_iter().all(|condition| match condition.without(taken) {
            Ok(left) => {
                *condition = left;
                true
            }
            // True of every state.
            Err(true) => {
                *condition = StateCondition::All(Vec::new());
                true
            }
            Err(false) => false,
        })
    }
}
