//! What is known of names before a text is read: states, bodies, titles. The lists are data with their provenance.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{draft::Rank, words::words};

/// A state of the list.
#[derive(Debug)]
pub(crate) struct State {
    /// Three letters of ISO 3166.
    pub iso3: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// Other whole names, which stand for it in texts that have no other.
    pub others: Vec<&'static str>,
    /// What its people are called.
    pub people: Vec<&'static str>,
}

/// What a listed name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listed {
    /// A state by its name.
    State(usize),
    /// Its people or an adjective: "Ukrainian".
    People(usize),
    /// Its seat of government.
    Capital(usize),
    /// A body or bloc.
    Body(usize),
    /// An adjective of a bloc.
    OfBody(usize),
    /// A place and nothing else.
    Place,
}

/// A body or bloc of the list.
#[derive(Debug)]
pub(crate) struct ListedBody {
    /// Its name.
    pub name: &'static str,
    /// Of which state or bloc it is a part, by code or name.
    pub whose: Option<&'static str>,
    /// Whether it negotiates for itself.
    pub is_party: bool,
    /// Whether states act together in it: "the bloc".
    pub is_bloc: bool,
}

/// A title of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// What it ranks as; nothing for a form of address.
    pub rank: Option<Rank>,
    /// The state that alone has it.
    pub of: Option<&'static str>,
}

/// A name by its words, and what it stands for.
type ByFirstWord<T> = BTreeMap<String, Vec<(Vec<String>, T)>>;

/// The lists.
pub(crate) struct Lists {
    pub states: Vec<State>,
    pub bodies: Vec<ListedBody>,
    /// Capitals of states that are seats of blocs too: the state and the bloc.
    pub seats: Vec<(usize, usize)>,
    /// Other names of bodies: their place and the name.
    same: Vec<(usize, &'static str)>,
    names: ByFirstWord<(Listed, bool)>,
    titles: ByFirstWord<Title>,
}

/// The lists that come with the crate.
pub(crate) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::made);

impl Lists {
    fn made() -> Self {
        let mut lists = Self {
            states: Vec::new(),
            bodies: Vec::new(),
            seats: Vec::new(),
            same: Vec::new(),
            names: BTreeMap::new(),
            titles: BTreeMap::new(),
        };
        for line in lines(include_str!("../../data/countries.tsv")) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (iso3, name, others, people, capitals) = (next(), next(), next(), next(), next());
            let place = lists.states.len();
            let several = |cell: &'static str| cell.split(';').filter(|one| !one.is_empty());
            lists.name(name, Listed::State(place));
            several(others).for_each(|one| lists.name(one.trim_start_matches('~'), Listed::State(place)));
            for one in several(people) {
                lists.name(one, Listed::People(place));
                lists.name(&format!("{one}s"), Listed::People(place));
            }
            several(capitals).for_each(|one| lists.name(one, Listed::Capital(place)));
            let of_people = several(people).collect();
            lists.states.push(State {
                people: of_people,
                iso3,
                name,
                others: several(others)
                    .filter(|one| !one.starts_with('~') && one.chars().any(char::is_lowercase))
                    .collect(),
            });
        }
        for line in lines(include_str!("../../data/bodies.tsv")) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (name, whose, kind) = (next(), next(), next());
            let place = lists.bodies.len();
            let of_body = lists.bodies.iter().position(|one: &ListedBody| one.name == whose);
            match (kind, of_body) {
                ("place", _) => lists.name(name, Listed::Place),
                ("same", Some(of)) => {
                    lists.same.push((of, name));
                    lists.name(name, Listed::Body(of));
                }
                ("seat", Some(of)) => lists.seats.extend(lists.state(name).map(|state| (state, of))),
                ("demonym", Some(of)) => lists.name(name, Listed::OfBody(of)),
                _ => {
                    lists.name(name, Listed::Body(place));
                    let whose = Some(whose).filter(|one| *one != "-");
                    let is_bloc = kind == "bloc";
                    lists.bodies.push(ListedBody {
                        name,
                        whose,
                        is_party: is_bloc || kind == "party",
                        is_bloc,
                    });
                }
            }
        }
        for line in lines(include_str!("../../data/titles.tsv")) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (title, rank, of) = (next(), next(), next());
            let title_of = Title { rank: rank_of(rank), of: Some(of).filter(|one| !one.is_empty()) };
            let plural =
                title.strip_suffix('y').map_or_else(|| format!("{title}s"), |stem| format!("{stem}ies"));
            for form in [title, &plural] {
                let (first, rest) = split(form);
                lists.titles.entry(first).or_default().push((rest, title_of));
            }
        }
        lists
    }

    fn name(&mut self, name: &str, listed: Listed) {
        let letters = name.chars().filter(|one| one.is_alphabetic());
        let is_acronym = letters.clone().count() <= 6 && letters.clone().all(char::is_uppercase);
        let (first, rest) = split(name);
        let known = self.names.entry(first).or_default();
        if !known.iter().any(|(other, _)| *other == rest) {
            known.push((rest, (listed, is_acronym)));
        }
    }

    /// The longest listed name at the first of these words, and how many words it has.
    /// `upper` says whether a word is in capitals throughout.
    pub(crate) fn name_at(
        &self,
        words: &[crate::words::Word],
        upper: impl Fn(usize) -> bool,
    ) -> Option<(usize, Listed)> {
        let first = words.first().filter(|one| one.capital)?;
        let known = self.names.get(&first.lower)?;
        known
            .iter()
            .filter(|(rest, (_, is_acronym))| {
                rest.len() < words.len()
                    && rest.iter().zip(&words[1..]).all(|(one, word)| word.is(one))
                    && (!is_acronym || upper(0))
            })
            .max_by_key(|(rest, _)| rest.len())
            .map(|(rest, (listed, _))| (rest.len() + 1, *listed))
    }

    /// The longest title at the first of these words, and how many words it has.
    pub(crate) fn title_at(&self, words: &[crate::words::Word]) -> Option<(usize, Title)> {
        let known = self.titles.get(&words.first()?.lower)?;
        known
            .iter()
            .filter(|(rest, _)| {
                rest.len() < words.len() && rest.iter().zip(&words[1..]).all(|(one, word)| word.is(one))
            })
            .max_by_key(|(rest, _)| rest.len())
            .map(|(rest, title)| (rest.len() + 1, *title))
    }

    /// The names of a body and of what is a part of it.
    pub(crate) fn names_of(&self, body: usize) -> impl Iterator<Item = &'static str> {
        let own = self.bodies[body].name;
        let parts = self.bodies.iter().filter(move |one| one.whose == Some(own)).map(|one| one.name);
        let same = self.same.iter().filter(move |one| one.0 == body).map(|one| one.1);
        std::iter::once(own).chain(parts).chain(same)
    }

    /// The state with a code.
    pub(crate) fn state(&self, iso3: &str) -> Option<usize> {
        self.states.iter().position(|one| one.iso3 == iso3)
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn split(name: &str) -> (String, Vec<String>) {
    let mut parts = words(name, 0, name.len()).into_iter().map(|one| one.lower);
    let first = parts.next().unwrap_or_default();
    (first, parts.collect())
}

fn rank_of(word: &str) -> Option<Rank> {
    Some(match word {
        "head" => Rank::Head,
        "minister" => Rank::Minister,
        "deputy-minister" => Rank::DeputyMinister,
        "special-envoy" => Rank::SpecialEnvoy,
        "ambassador" => Rank::Ambassador,
        "senior-official" => Rank::SeniorOfficial,
        "official" => Rank::Official,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(usize, Listed)> {
        let words = words(text, 0, text.len());
        LISTS
            .name_at(&words, |at| text[words[at].start..words[at].end].chars().all(|one| !one.is_lowercase()))
    }

    #[test]
    fn states_are_known_by_many_names() {
        let state = |iso3| LISTS.state(iso3).expect("a state");
        assert_eq!(found("U.S. officials"), Some((1, Listed::State(state("USA")))));
        assert_eq!(found("United Kingdom"), Some((2, Listed::State(state("GBR")))));
        assert_eq!(found("South Sudanese rebels"), Some((2, Listed::People(state("SSD")))));
        assert_eq!(found("Us and them"), None);
        assert_eq!(found("Kyiv"), Some((1, Listed::Capital(state("UKR")))));
        assert!(LISTS.states.len() > 240);
        assert!(LISTS.states.iter().all(|one| one.iso3.len() == 3 && !one.name.is_empty()));
    }

    #[test]
    fn the_longest_title_counts() {
        let title = |text: &str| {
            let words = words(text, 0, text.len());
            LISTS.title_at(&words)
        };
        assert_eq!(title("Secretary of State Ann Lee").map(|(length, _)| length), Some(3));
        assert_eq!(
            title("Lt. Gen. Moor").map(|(length, one)| (length, one.rank)),
            Some((2, Some(Rank::SeniorOfficial)))
        );
        assert_eq!(title("river"), None);
    }
}
