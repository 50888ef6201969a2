//! What every table of a case can be asked, and what its rows are kept in.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Origin,
    ids::Id,
    item::{Mention, Mentions},
    known::Known,
    shape::Shape,
    tree::{Book, Row},
    view::Eye,
};

/// A statement of a case: a row of a table, or a part of one with an origin of its own.
pub(crate) trait Entry {
    /// Where it comes from.
    fn origin(&self) -> &Origin;
    /// Where it comes from, to be changed.
    fn origin_mut(&mut self) -> &mut Origin;
    /// Names what it mentions besides the sources it cites and the row it is a part of.
    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>);
    /// Makes the names within it known; `own` is its identifier.
    fn define(&self, _own: &str, _: &mut Known) {}
    /// Takes out every reference to what is not known; false when nothing is left to be said.
    fn keep(&mut self, known: &Known) -> bool;
    /// The day of what it speaks of, if it has one: what it holds at `on`.
    fn on(&self) -> Option<Date> {
        None
    }
    /// Where its numbers come from, if that is said apart from the rest.
    fn effects_origin(&self) -> Option<&Origin> {
        None
    }
    /// Takes out what the eye does not see although it sees the rest. Parts are hidden by themselves.
    fn hide(&mut self, _: &Eye<'_>) {}
}

/// A row of a table at the top of the file.
pub(crate) trait Table: Entry + Sized {
    /// How the file writes it.
    const SHAPE: &'static Shape;
    /// The row as the file has it; nothing when it lacks what it means nothing without.
    fn read(row: Row<'_>) -> Option<Self>;
    /// What names it; `own` is its identifier, or its number in a list.
    fn title(&self, own: &str) -> String {
        own.to_owned()
    }
    /// What it says, in a line.
    fn says(&self) -> String;
}

/// A part of a row that is a statement of its own.
pub(crate) trait Part<Whole>: Entry {
    /// What names it; `whole` names the row around it, `own` is its identifier or its number among its like.
    fn title(&self, whole: &str, own: &str) -> String;
    /// What it says, in a line.
    fn says(&self, whole: &Whole) -> String;
}

/// Where something without a name stands among its like, from zero.
pub type Place = usize;

/// What tells the rows of a table apart.
pub(crate) trait Key<'a>: Copy {
    /// As text.
    fn text(self) -> String;
    /// The name, where it is one.
    fn mention(self) -> Option<Mention<'a>>;
}

impl<'a, I: Id + 'a> Key<'a> for &'a I {
    fn text(self) -> String {
        self.borrow().to_owned()
    }
    fn mention(self) -> Option<Mention<'a>> {
        Some(Mention::of(self))
    }
}

impl Key<'_> for Place {
    fn text(self) -> String {
        (self + 1).to_string()
    }
    fn mention(self) -> Option<Mention<'static>> {
        None
    }
}

/// The rows of a table, or the parts of a row: by name, or as a list.
pub(crate) trait Rows<T> {
    /// What tells them apart.
    type Key<'a>: Key<'a>
    where
        Self: 'a,
        T: 'a;

    /// Each with its key, in the order of the file.
    fn entries<'a>(&'a self) -> impl Iterator<Item = (Self::Key<'a>, &'a T)>
    where
        T: 'a;

    /// Drops those that `keep` denies; whether any was dropped.
    fn drop_unless(&mut self, keep: impl FnMut(&mut T) -> bool) -> bool;

    /// Makes their names known.
    fn define(&self, known: &mut Known)
    where
        T: Entry;

    /// Those that the file has.
    fn read(book: &Book<'_>) -> Self
    where
        T: Table;
}

impl<I: Id + 'static, T> Rows<T> for IndexMap<I, T> {
    type Key<'a>
        = &'a I
    where
        Self: 'a,
        T: 'a;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (&'a I, &'a T)>
    where
        T: 'a,
    {
        self.iter()
    }

    fn drop_unless(&mut self, mut keep: impl FnMut(&mut T) -> bool) -> bool {
        let before = self.len();
        self.retain(|_, row| keep(row));
        self.len() < before
    }

    fn define(&self, known: &mut Known)
    where
        T: Entry,
    {
        known.set(self.keys());
        self.iter().for_each(|(id, row)| row.define(id.borrow(), known));
    }

    fn read(book: &Book<'_>) -> Self
    where
        T: Table,
    {
        book.named(T::SHAPE).filter_map(|row| Some((I::named(row.called), T::read(row)?))).collect()
    }
}

impl<T> Rows<T> for Vec<T> {
    type Key<'a>
        = Place
    where
        Self: 'a,
        T: 'a;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (Place, &'a T)>
    where
        T: 'a,
    {
        self.iter().enumerate()
    }

    fn drop_unless(&mut self, keep: impl FnMut(&mut T) -> bool) -> bool {
        let before = self.len();
        self.retain_mut(keep);
        self.len() < before
    }

    fn define(&self, _: &mut Known)
    where
        T: Entry,
    {
    }

    fn read(book: &Book<'_>) -> Self
    where
        T: Table,
    {
        book.listed(T::SHAPE).filter_map(T::read).collect()
    }
}

/// Says that the origin of an entry is its field `origin`.
macro_rules! has_origin {
    () => {
        fn origin(&self) -> &crate::Origin {
            &self.origin
        }
        fn origin_mut(&mut self) -> &mut crate::Origin {
            &mut self.origin
        }
    };
}
pub(crate) use has_origin;

/// Names as a sentence lists them: `ua, ru and us`.
pub(crate) fn listed<T: ToString>(items: &[T]) -> String {
    match items {
        [] => "nobody".to_owned(),
        [one] => one.to_string(),
        [first @ .., last] => format!("{} and {}", join(first), last.to_string()),
    }
}

/// Names, joined by commas.
pub(crate) fn join<T: ToString>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}
