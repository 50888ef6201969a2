//! Who is named in a text: states, bodies, people, movements; which words name them; and for whom people act.

mod acting;
mod collect;
mod collective;
mod former;
mod introduced;
mod joined;
mod lists;
mod meant;
mod organised;
mod owners;
mod people;
mod runs;
mod same;

pub(crate) use self::{
    collect::{Names, Told},
    lists::Title,
};
use crate::draft::Rank;

/// Somebody or something named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub kind: EntityKind,
    /// The fullest name in the text, or of the list.
    pub name: String,
    /// The entities on whose behalf it acts.
    pub owners: Vec<usize>,
    pub title: Option<String>,
    pub rank: Option<Rank>,
    pub iso3: Option<&'static str>,
    /// Whether it acts or owns somewhere in the text, rather than being a place there.
    pub acts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityKind {
    /// A state, bloc, movement, union or company.
    Party,
    /// A ministry, office or organisation.
    Body,
    Person,
}

/// Words of a sentence that name an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub from: usize,
    /// After the last word.
    pub to: usize,
    pub who: usize,
    pub form: Form,
    /// Where the title before a person begins, and the owner before it; the same as `from` where there is none.
    pub title_from: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    People,
    Capital,
    Person,
}
