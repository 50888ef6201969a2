//! Which names lead somewhere.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::{Actor, Condition, IssueId, ItemKind, OptionId, Term, ids::Id};

/// The names of what a case has.
#[derive(Default)]
pub(crate) struct Known {
    names: BTreeMap<ItemKind, IndexSet<String>>,
    options: BTreeMap<String, IndexSet<String>>,
}

impl Known {
    /// Makes these the names of their kind.
    pub(crate) fn set<'a, I: Id + 'a>(&mut self, ids: impl Iterator<Item = &'a I>) {
        self.names.insert(I::KIND, ids.map(|id| id.borrow().to_owned()).collect());
    }

    /// Makes these the options of an issue.
    pub(crate) fn set_options<'a>(&mut self, issue: &str, options: impl Iterator<Item = &'a OptionId>) {
        self.options.insert(issue.to_owned(), options.map(OptionId::to_string).collect());
    }

    /// Whether there is something of this name.
    pub(crate) fn has<I: Id>(&self, id: &I) -> bool {
        self.names.get(&I::KIND).is_some_and(|names| names.contains(id.borrow()))
    }

    /// Whether the issue is there and has this option.
    pub(crate) fn has_option(&self, issue: &IssueId, option: &OptionId) -> bool {
        self.has(issue) && self.options.get(issue.as_str()).is_some_and(|ids| ids.contains(option.as_str()))
    }

    /// Whether the actor is there; nobody in particular always is.
    pub(crate) fn has_actor(&self, actor: &Actor) -> bool {
        match actor {
            Actor::Party(id) => self.has(id),
            Actor::Bloc(id) => self.has(id),
            Actor::Person(id) => self.has(id),
            Actor::Institution(id) => self.has(id),
            Actor::Unnamed => true,
        }
    }

    /// Leaves those that are there.
    pub(crate) fn retain<I: Id>(&self, ids: &mut Vec<I>) {
        ids.retain(|id| self.has(id));
    }

    /// Leaves those that are there.
    pub(crate) fn retain_actors(&self, actors: &mut Vec<Actor>) {
        actors.retain(|actor| self.has_actor(actor));
    }

    /// Forgets it if it is not there.
    pub(crate) fn forget<I: Id>(&self, id: &mut Option<I>) {
        id.take_if(|id| !self.has(id));
    }

    /// Forgets it if it is not there.
    pub(crate) fn forget_actor(&self, actor: &mut Option<Actor>) {
        actor.take_if(|actor| !self.has_actor(actor));
    }

    /// Takes what is not there out of a condition; false when it can no longer be met.
    pub(crate) fn narrow(&self, condition: &mut Condition) -> bool {
        let mut possible = true;
        condition.terms.retain_mut(|term: &mut Term| {
            let issue = term.issue.clone();
            term.options.retain(|option| self.has_option(&issue, option));
            // With none of its options left, `=` can never hold and `!=` always does.
            possible &= self.has(&issue) && !(term.among && term.options.is_empty());
            !term.options.is_empty()
        });
        possible
    }
}

/// Leaves what `known` affirms in an order; groups of which nothing is left go.
pub(crate) fn retain_groups<T>(order: &mut Vec<Vec<T>>, known: impl Fn(&T) -> bool) {
    for group in order.iter_mut() {
        group.retain(&known);
    }
    order.retain(|group| !group.is_empty());
}
