//! The stances of a case, found by the issue that they are about.

use std::{
    fmt,
    ops::{Deref, DerefMut},
    slice,
    sync::OnceLock,
};

use indexmap::IndexMap;

use super::table::{Entry, Place, Rows, Table};
use crate::{IssueId, Stance, known::Known, tree::Book};

/// What parties are reported or assumed to want, in the order of the file.
///
/// It reads and changes like a `Vec`. Which of them are about an issue is looked up once: a case of many issues has as
/// many stances, and each is asked about for every option. Whoever may change the list makes that be looked up anew.
#[derive(Clone, Default)]
pub struct Stances {
    list: Vec<Stance>,
    by_issue: OnceLock<IndexMap<IssueId, Vec<usize>>>,
}

impl Stances {
    /// Those about `issue`, each with its place in the list, in the order of the file.
    pub fn about(&self, issue: &IssueId) -> impl DoubleEndedIterator<Item = (usize, &Stance)> + Clone {
        let places = self.by_issue.get_or_init(|| {
            let mut by_issue: IndexMap<IssueId, Vec<usize>> = IndexMap::new();
            for (place, stance) in self.list.iter().enumerate() {
                by_issue.entry(stance.issue.clone()).or_default().push(place);
            }
            by_issue
        });
        let places = places.get(issue).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| Some((*place, self.list.get(*place)?)))
    }
}

impl Deref for Stances {
    type Target = Vec<Stance>;

    fn deref(&self) -> &Self::Target {
        &self.list
    }
}

impl DerefMut for Stances {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.by_issue = OnceLock::new();
        &mut self.list
    }
}

impl PartialEq for Stances {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Eq for Stances {}

impl fmt::Debug for Stances {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.list.fmt(formatter)
    }
}

impl From<Vec<Stance>> for Stances {
    fn from(list: Vec<Stance>) -> Self {
        Self { list, by_issue: OnceLock::new() }
    }
}

impl<'a> IntoIterator for &'a Stances {
    type Item = &'a Stance;
    type IntoIter = slice::Iter<'a, Stance>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a mut Stances {
    type Item = &'a mut Stance;
    type IntoIter = slice::IterMut<'a, Stance>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl Rows<Stance> for Stances {
    type Key<'a>
        = Place
    where
        Self: 'a,
        Stance: 'a;

    fn entries<'a>(&'a self) -> impl Iterator<Item = (Place, &'a Stance)>
    where
        Stance: 'a,
    {
        self.list.entries()
    }

    fn drop_unless(&mut self, keep: impl FnMut(&mut Stance) -> bool) -> bool {
        Rows::drop_unless(&mut **self, keep)
    }

    fn define(&self, known: &mut Known)
    where
        Stance: Entry,
    {
        Rows::define(&self.list, known);
    }

    fn read(book: &Book<'_>) -> Self
    where
        Stance: Table,
    {
        <Vec<Stance> as Rows<Stance>>::read(book).into()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Case, CaseFiles, IssueId, read};

    fn case() -> Case {
        let mut text = "[case]\ntitle = \"many\"\nas_of = 2031-05-02\n\n[parties]\na = { name = \"A\", role = \"principal\" }\n\n".to_owned();
        for issue in 0..300 {
            text += &format!(
                "[issues.i{issue}]\nname = \"i{issue}\"\noptions = [{{ id = \"x\", name = \"x\" }}, {{ id = \"y\", name = \"y\" }}]\n"
            );
        }
        for stance in 0..600 {
            text += &format!(
                "[[stances]]\nparty = \"a\"\nissue = \"i{}\"\nvalues = {{ x = {} }}\nbasis = \"assumed\"\nowner = \"me\"\n",
                stance % 300,
                stance % 100,
            );
        }
        read(&CaseFiles::new("case.toml", text.as_bytes(), [].into())).case
    }

    #[test]
    fn only_the_stances_about_an_issue_are_looked_at() {
        let case = case();
        assert_eq!(case.stances.len(), 600);
        for issue in case.issues.keys() {
            assert_eq!(case.stances.about(issue).count(), 2, "of 600, those about {issue}");
            assert!(case.stances.about(issue).all(|(place, stance)| {
                stance.issue == *issue && std::ptr::eq(&raw const case.stances[place], stance)
            }));
        }
    }

    #[test]
    fn a_list_that_changes_is_looked_up_anew() {
        let mut case = case();
        let seventh = IssueId::new("i7");
        assert_eq!(case.stances.about(&seventh).map(|(place, _)| place).collect::<Vec<_>>(), [7, 307]);
        case.stances.remove(0);
        assert_eq!(case.stances.about(&seventh).map(|(place, _)| place).collect::<Vec<_>>(), [6, 306]);
        for stance in &mut case.stances {
            stance.issue = IssueId::new("i8");
        }
        assert_eq!(case.stances.about(&seventh).count(), 0);
        let copy = case.clone();
        case.stances.clear();
        assert_eq!((case.stances.about(&IssueId::new("i8")).count(), copy.stances.len()), (0, 599));
    }
}
