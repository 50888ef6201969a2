//! The names of a whole text: every mention of the same person, state or movement is of one entity.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Entity, EntityKind, Form, Mention,
    introduced::Introduced,
    joined::joined,
    lists::{LISTS, Listed, Title},
    organised::{Organisations, initials, is_body},
    people::{self, Seen},
    runs::{Piece, What, pieces},
};
use crate::{steps::step, words::Word};

/// Who is named in a text, and where.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub entities: Vec<Entity>,
    /// Mentions of each sentence, in order.
    pub mentions: Vec<Vec<Mention>>,
    /// Titles of each sentence: where they begin and end.
    pub titles: Vec<Vec<(usize, usize, Title)>>,
}

/// A text with its words, sentence by sentence.
pub(crate) struct Told<'a> {
    pub text: &'a str,
    pub sentences: &'a [Vec<Word>],
}

#[derive(Default)]
pub(super) struct Collector<'a> {
    pub(super) text: &'a str,
    pub(super) names: Names,
    pub(super) states: BTreeMap<usize, usize>,
    pub(super) bodies: BTreeMap<usize, usize>,
    pub(super) people: BTreeMap<String, usize>,
    pub(super) others: BTreeMap<String, usize>,
    /// Those of several words, by their first letters.
    by_initials: BTreeMap<String, usize>,
    /// For whom people act by their titles alone: a code or a name of the lists.
    pub(super) hints: BTreeMap<usize, &'static str>,
    /// The bloc that a capital stands for in this text, where it does.
    pub(super) seats: BTreeMap<usize, Option<usize>>,
    /// Who is called rebels by name.
    pub(super) fighters: Option<usize>,
}

impl Names {
    pub(crate) fn of(told: &Told<'_>) -> Self {
        let small: BTreeSet<&str> = told
            .sentences
            .iter()
            .flatten()
            .filter(|one| !one.capital)
            .map(|one| one.lower.as_str())
            .collect();
        let is_common = |word: &str| small.contains(word);
        let all: Vec<Vec<Piece>> =
            told.sentences.iter().map(|words| joined(pieces(told.text, words, &is_common), words)).collect();
        let speakers = people::speakers(told.sentences, &all);
        let mut collector = Collector { text: told.text, ..Collector::default() };
        let mut seen: BTreeMap<(usize, usize), Seen> = BTreeMap::new();
        for (number, (words, pieces)) in told.sentences.iter().zip(&all).enumerate() {
            for at in 0..pieces.len() {
                if pieces[at].what == What::Run
                    && let Some(one) = people::seen(pieces, at, words, &speakers)
                {
                    collector.person(told.text, words, pieces[at], one);
                    seen.insert((number, at), one);
                }
            }
        }
        let is_person = |words: &[Word], piece: Piece| collector.known_person(words, piece).is_some();
        let introduced = Introduced::of(told, &all);
        let organised = Organisations::of(told, &all, introduced, &is_person);
        for (number, (words, pieces)) in told.sentences.iter().zip(&all).enumerate() {
            let mentions = pieces.iter().enumerate().filter_map(|(at, piece)| {
                collector.mention(told.text, words, *piece, seen.get(&(number, at)), &organised)
            });
            let mentions: Vec<_> = mentions.collect();
            collector.names.mentions.push(mentions);
            let titles = pieces.iter().filter_map(|piece| match piece.what {
                What::Title(title) => Some((piece.from, piece.to, title)),
                What::Listed(_) | What::Run => None,
            });
            let titles = titles.collect();
            collector.names.titles.push(titles);
        }
        collector.companies();
        collector.communities(told);
        collector.fighters(told, &all);
        collector.common_nouns(told, &organised);
        collector.whole_bodies(told);
        collector.retire(told);
        collector.find_owners(told, &organised);
        collector.counterparts();
        collector.find_ranks();
        collector.find_actors(told);
        collector.names
    }

    /// The parties for whom an entity acts, itself included.
    pub(crate) fn parties_of(&self, who: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = vec![(who, 0)];
        while let Some((one, depth)) = next.pop() {
            if self.entities[one].kind == EntityKind::Party && !found.contains(&one) {
                found.push(one);
            } else if depth < 4 {
                next.extend(self.entities[one].owners.iter().rev().map(|owner| (*owner, depth + 1)));
            }
        }
        found
    }
}

pub(crate) fn text_of<'a>(text: &'a str, words: &[Word], from: usize, to: usize) -> &'a str {
    &text[words[from].start..words[to - 1].end]
}

impl Collector<'_> {
    pub(super) fn add(&mut self, entity: Entity) -> usize {
        self.names.entities.push(entity);
        self.names.entities.len() - 1
    }

    fn known_person(&self, words: &[Word], piece: Piece) -> Option<usize> {
        let last = key(&words[piece.to - 1].lower);
        let by_last = self.people.get(&last).copied();
        let by_first =
            (piece.to == piece.from + 1).then(|| self.people.get(&format!("{last} ")).copied()).flatten();
        by_last
            .or(by_first)
            .filter(|_| piece.to - piece.from <= 4 && !words[piece.to - 1].any(&crate::words::ORGANISED))
    }

    fn person(&mut self, text: &str, words: &[Word], piece: Piece, seen: Seen) {
        let name = text_of(text, words, piece.from, piece.to).to_owned();
        let last = key(&words[piece.to - 1].lower);
        let title = seen.title.filter(|(_, _, title)| title.rank.is_some());
        let title_text = title.map(|(from, to, _)| text_of(text, words, from, to).to_owned());
        let rank = title.and_then(|(_, _, title)| title.rank);
        let sent_by = seen.title_from >= 2
            && words[seen.title_from - 1].is("'s")
            && words[seen.title_from - 2].is("secretary-general");
        let hint = title.and_then(|(_, _, title)| title.of).or(sent_by.then_some("United Nations"));
        let who = if let Some(known) = self.known_person(words, piece) {
            let entity = &mut self.names.entities[known];
            if name.split(' ').count() > entity.name.split(' ').count() {
                entity.name = name;
            }
            if entity.title.is_none() {
                entity.title = title_text;
            }
            entity.rank = match (entity.rank, rank) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            known
        } else {
            let entity = Entity {
                kind: EntityKind::Person,
                name,
                owners: Vec::new(),
                title: title_text,
                rank,
                iso3: None,
                acts: true,
            };
            let who = self.add(entity);
            self.people.insert(last, who);
            who
        };
        if piece.to > piece.from + 1 {
            self.people.entry(format!("{} ", key(&words[piece.from].lower))).or_insert(who);
        }
        if let Some(hint) = hint {
            self.hints.insert(who, hint);
        }
    }

    pub(super) fn state(&mut self, state: usize) -> usize {
        if let Some(known) = self.states.get(&state) {
            return *known;
        }
        let listed = &LISTS.states[state];
        // The text's own whole name, where it has another: "Turkey".
        let own =
            listed.others.iter().find(|other| !self.text.contains(listed.name) && self.text.contains(*other));
        let name = (*own.unwrap_or(&listed.name)).to_owned();
        let who = self.add(Entity {
            kind: EntityKind::Party,
            name,
            owners: Vec::new(),
            title: None,
            rank: None,
            iso3: Some(listed.iso3),
            acts: false,
        });
        self.states.insert(state, who);
        who
    }

    pub(super) fn body(&mut self, body: usize) -> usize {
        if let Some(known) = self.bodies.get(&body) {
            return *known;
        }
        let listed = &LISTS.bodies[body];
        let owner = listed.whose.and_then(|whose| {
            LISTS.state(whose).map(|state| self.state(state)).or_else(|| {
                let of = LISTS.bodies.iter().position(|one| one.name == whose)?;
                Some(self.body(of))
            })
        });
        let who = self.add(Entity {
            kind: if listed.is_party { EntityKind::Party } else { EntityKind::Body },
            name: listed.name.to_owned(),
            owners: owner.into_iter().collect(),
            title: None,
            rank: None,
            iso3: None,
            acts: false,
        });
        self.bodies.insert(body, who);
        who
    }

    fn mention(
        &mut self,
        text: &str,
        words: &[Word],
        piece: Piece,
        seen: Option<&Seen>,
        organised: &Organisations,
    ) -> Option<Mention> {
        let (who, form, title_from) = match piece.what {
            What::Title(_) | What::Listed(Listed::Place) => return None,
            What::Listed(Listed::State(state)) => (self.state(state), Form::Name, piece.from),
            What::Listed(Listed::People(state)) => (self.state(state), Form::People, piece.from),
            What::Listed(Listed::Capital(state)) => {
                let bloc = self.seated(state);
                (bloc.unwrap_or_else(|| self.state(state)), Form::Capital, piece.from)
            }
            What::Listed(Listed::Body(body)) => (self.body(body), Form::Name, piece.from),
            What::Listed(Listed::OfBody(body)) => (self.body(body), Form::People, piece.from),
            What::Run => {
                if let Some(who) = self.known_person(words, piece) {
                    (who, Form::Person, seen.map_or(piece.from, |one| one.title_from))
                } else if let Some(body) = self.body_by_last_word(words, piece) {
                    (body, Form::Name, piece.from)
                } else {
                    let name = organised.named(text_of(text, words, piece.from, piece.to))?;
                    (self.other(name), Form::Name, piece.from)
                }
            }
        };
        Some(Mention { from: piece.from, to: piece.to, who, form, title_from })
    }

    /// The bloc that has its seat in a capital, where a text speaks of the bloc and not of the state.
    fn seated(&mut self, state: usize) -> Option<usize> {
        let text = self.text;
        let body = *self.seats.entry(state).or_insert_with(|| {
            let (_, body) = LISTS.seats.iter().find(|(of, _)| *of == state)?;
            let names_it = LISTS.names_of(*body).any(|name| has_name(text, name));
            (names_it && !has_name(text, LISTS.states[state].name)).then_some(*body)
        });
        body.map(|body| self.body(body))
    }

    /// "the Commission": the last word of a listed body that was named before.
    fn body_by_last_word(&mut self, words: &[Word], piece: Piece) -> Option<usize> {
        let lone = piece.to == piece.from + 1;
        let word = &words[piece.from].lower;
        if !lone {
            return None;
        }
        let ends = |body: &usize| {
            let name = LISTS.bodies[*body].name.to_lowercase();
            name.rsplit_once(' ').is_some_and(|(_, last)| last == word)
        };
        let mut found = self.bodies.iter().filter(|(body, _)| ends(body));
        if let Some(first) = found.next() {
            return found.next().is_none().then_some(*first.1);
        }
        // "the Commission", where the text names the bloc whose it is.
        let known = |whose: &str| self.bodies.keys().any(|body| LISTS.bodies[*body].name == whose);
        let mut parts =
            (0..LISTS.bodies.len()).filter(|body| ends(body) && LISTS.bodies[*body].whose.is_some_and(known));
        let part = parts.next().filter(|_| parts.next().is_none())?;
        Some(self.body(part))
    }

    /// A movement, union, company or ministry by its name.
    pub(super) fn other(&mut self, name: &str) -> usize {
        let key = name.to_lowercase();
        if let Some(known) = self.others.get(&key) {
            return *known;
        }
        // "the United Farm Union (UFU)", later "the UFU".
        let is_long = name.contains(' ');
        step(1);
        let same = if is_long {
            self.others.get(&initials(name))
        } else {
            self.by_initials.get(&key).filter(|_| key.len() > 1)
        };
        if let Some(known) = same.copied() {
            if is_long {
                name.clone_into(&mut self.names.entities[known].name);
                self.by_initials.entry(initials(name)).or_insert(known);
            }
            self.others.insert(key, known);
            return known;
        }
        let kind = if is_body(name) { EntityKind::Body } else { EntityKind::Party };
        let who = self.add(Entity {
            kind,
            name: name.to_owned(),
            owners: Vec::new(),
            title: None,
            rank: None,
            iso3: None,
            acts: false,
        });
        self.others.insert(key, who);
        if is_long {
            self.by_initials.entry(initials(name)).or_insert(who);
        }
        who
    }
}

/// Whether a text has a name as words of its own.
fn has_name(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let apart = |one: Option<char>| one.is_none_or(|one| !one.is_alphanumeric());
        apart(text[..at].chars().next_back()) && apart(text[at + name.len()..].chars().next())
    })
}

/// The key of a surname: without the article of Arabic names.
fn key(lower: &str) -> String {
    lower.trim_start_matches("al-").trim_start_matches("el-").to_owned()
}
