//! Names and lists as they stand in a sentence.

use detente_case::{Actor, Level, PartyId};

use crate::question::Question;

/// "UA", "UA and RU", "UA, RU and US".
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "UA", "UA or RU", "UA, RU or US": of whom something is denied.
pub fn either<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => "anybody".to_owned(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} or {}", first.join(", "), last.as_ref())
        }
    }
}

/// "1 pair", "4 pairs".
#[must_use]
pub fn count(number: usize, singular: &str) -> String {
    if number == 1 { format!("1 {singular}") } else { format!("{number} {singular}s") }
}

/// A name as a sentence goes on with it: `the referendum of the members`, but `Town council` and `a ballot`.
#[must_use]
pub fn the(name: &str) -> String {
    let has_article = ["the ", "a ", "an ", "its ", "their "].iter().any(|article| name.starts_with(article));
    if name.starts_with(char::is_lowercase) && !has_article { format!("the {name}") } else { name.to_owned() }
}

/// Text as it stands at the beginning of a sentence: `Frozen assets` for `frozen assets`.
#[must_use]
pub fn begun(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Parties by their short names.
#[must_use]
pub fn parties(question: &Question, ids: &[PartyId]) -> String {
    list(&ids.iter().map(|id| question.short(id)).collect::<Vec<_>>())
}

/// An actor by the name a reader knows: a party's short name, everybody else's full one.
pub fn actor(question: &Question, actor: &Actor) -> String {
    let case = &question.whole;
    let name = match actor {
        Actor::Party(id) => return question.short(id).to_owned(),
        Actor::Bloc(id) => case.blocs.get(id).map(|bloc| &bloc.name),
        Actor::Person(id) => case.people.get(id).map(|person| &person.name),
        Actor::Institution(id) => case.institutions.get(id).map(|institution| &institution.name),
        Actor::Unnamed => None,
    };
    name.map_or_else(|| actor.to_string(), Clone::clone)
}

/// A lever or a guarantee by the name a reader knows.
#[must_use]
pub fn means<'a>(question: &'a Question, id: &'a str) -> &'a str {
    let case = &question.whole;
    let lever = case.levers.get(id).map(|lever| lever.name.as_str());
    lever.or_else(|| case.guarantees.get(id).map(|guarantee| guarantee.name.as_str())).unwrap_or(id)
}

/// How a party moves on an option, in as few words as tell it: `accepts Price: low (today: tolerates)`.
#[must_use]
pub fn comes_to(from: Level, to: Level, term: &str) -> String {
    let does = |level: Level| match level {
        Level::RedLine => "rules out",
        Level::Oppose => "opposes",
        Level::Tolerate => "tolerates",
        Level::Accept => "accepts",
        Level::Propose => "proposes",
    };
    format!("{} {term} (today: {})", does(to), does(from))
}

/// How a party moves on an option: `goes from tolerating to accepting`.
#[must_use]
pub fn goes(from: Level, to: Level) -> String {
    let doing = |level: Level| match level {
        Level::RedLine => "ruling out",
        Level::Oppose => "opposing",
        Level::Tolerate => "tolerating",
        Level::Accept => "accepting",
        Level::Propose => "proposing",
    };
    format!("goes from {} to {}", doing(from), doing(to))
}

/// Copies of identifiers that an engine lent.
pub fn owned<T: Clone>(lent: &[&T]) -> Vec<T> {
    lent.iter().map(|id| (*id).clone()).collect()
}

/// A name without the name of its owner and the space after it, where it begins with that.
#[must_use]
pub fn after_owner<'n>(owner: &str, name: &'n str) -> &'n str {
    let rest = name.strip_prefix(owner).and_then(|rest| rest.strip_prefix(' '));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(list(&["UA"; 0]), "nobody");
        assert_eq!(list(&["UA"]), "UA");
        assert_eq!(list(&["UA", "RU", "US"]), "UA, RU and US");
    }

    #[test]
    fn a_body_has_its_article_once() {
        assert_eq!(the("ballot of the drivers"), "the ballot of the drivers");
        for name in ["Harbour council", "the assembly", "a vote of the crew"] {
            assert_eq!(the(name), name);
        }
    }

    #[test]
    fn an_owner_is_not_named_twice() {
        assert_eq!(after_owner("NO", "NO duty on salmon"), "duty on salmon");
        for name in ["Norwegian duty", "NO", "NOrdic fund"] {
            assert_eq!(after_owner("NO", name), name);
        }
    }
}
