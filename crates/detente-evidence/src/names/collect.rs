//! The names of a whole text: every mention of the same person, state or movement is of one entity.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Entity, EntityKind, Form, Mention,
    lists::{LISTS, Listed, Title},
    organised::{Organisations, dateline, initials, is_acting, is_body},
    owners::Place,
    people::{self, Seen},
    runs::{ORGANISED, Piece, What, pieces},
    same,
};
use crate::words::Word;

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
struct Collector<'a> {
    text: &'a str,
    names: Names,
    states: BTreeMap<usize, usize>,
    bodies: BTreeMap<usize, usize>,
    people: BTreeMap<String, usize>,
    others: BTreeMap<String, usize>,
    /// Owners of people, as entities.
    hints: BTreeMap<usize, &'static str>,
    /// Who is called rebels by name.
    fighters: Option<usize>,
}

const OF_PEOPLE: &[&str] = &[
    "officials",
    "official",
    "government",
    "delegation",
    "delegations",
    "negotiators",
    "side",
    "leaders",
    "army",
    "forces",
    "ministry",
    "authorities",
    "diplomats",
    "diplomat",
    "spokesman",
    "spokeswoman",
    "rebels",
    "position",
    "proposal",
    "proposals",
    "plan",
    "draft",
    "demand",
    "demands",
    "offer",
    "team",
    "military",
    "administration",
    "parliament",
    "cabinet",
    "embassy",
    "representatives",
    "mediators",
    "mediation",
    "lawmakers",
    "withdrawal",
    "intelligence",
    "communities",
    "envoys",
    "ministers",
];
pub(crate) const AT_A_PLACE: &[&str] = &[
    "in",
    "at",
    "near",
    "across",
    "inside",
    "outside",
    "into",
    "throughout",
    "within",
    "through",
    "via",
    "around",
    "outside",
];

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
        let organised = Organisations::of(told, &all, &is_person);
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
        collector.find_owners(told);
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

/// Last words of names of companies, which may begin with a demonym: "American Airlines".
const COMPANIES: &[&str] = &[
    "airlines",
    "airways",
    "motors",
    "steel",
    "railways",
    "rail",
    "company",
    "corp",
    "inc",
    "group",
    "union",
    "federation",
    "association",
    "workers",
];

/// "General Motors" is no general: a title before the last word of an organisation belongs to its name.
fn joined(pieces: Vec<Piece>, words: &[Word]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        let organised = piece.what == What::Run && words[piece.to - 1].any(ORGANISED);
        match found.last_mut() {
            Some(last)
                if organised
                    && last.to == piece.from
                    && words[last.from].capital
                    && matches!(last.what, What::Title(_)) =>
            {
                *last = Piece { from: last.from, ..piece };
            }
            Some(last)
                if organised
                    && last.to == piece.from
                    && matches!(last.what, What::Listed(Listed::People(_)))
                    && words[piece.to - 1].any(COMPANIES) =>
            {
                *last = Piece { from: last.from, ..piece };
            }
            _ => found.push(piece),
        }
    }
    found
}

pub(crate) fn text_of<'a>(text: &'a str, words: &[Word], from: usize, to: usize) -> &'a str {
    &text[words[from].start..words[to - 1].end]
}

impl Collector<'_> {
    fn add(&mut self, entity: Entity) -> usize {
        self.names.entities.push(entity);
        self.names.entities.len() - 1
    }

    fn known_person(&self, words: &[Word], piece: Piece) -> Option<usize> {
        let last = key(&words[piece.to - 1].lower);
        let by_last = self.people.get(&last).copied();
        let by_first =
            (piece.to == piece.from + 1).then(|| self.people.get(&format!("{last} ")).copied()).flatten();
        by_last.or(by_first).filter(|_| piece.to - piece.from <= 4 && !words[piece.to - 1].any(ORGANISED))
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

    fn state(&mut self, state: usize) -> usize {
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

    fn body(&mut self, body: usize) -> usize {
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
            What::Listed(Listed::Capital(state)) => (self.state(state), Form::Capital, piece.from),
            What::Listed(Listed::Body(body)) => (self.body(body), Form::Name, piece.from),
            What::Listed(Listed::OfBody(body)) => (self.body(body), Form::People, piece.from),
            What::Run => {
                if let Some(who) = self.known_person(words, piece) {
                    (who, Form::Person, seen.map_or(piece.from, |one| one.title_from))
                } else {
                    let name = organised.named(text_of(text, words, piece.from, piece.to))?;
                    (self.other(name), Form::Name, piece.from)
                }
            }
        };
        Some(Mention { from: piece.from, to: piece.to, who, form, title_from })
    }

    /// A movement, union, company or ministry by its name.
    fn other(&mut self, name: &str) -> usize {
        let key = name.to_lowercase();
        if let Some(known) = self.others.get(&key) {
            return *known;
        }
        // "the United Farm Union (UFU)", later "the UFU".
        let is_long = name.contains(' ');
        let same = self.others.iter().find(|(other, who)| {
            let long = &self.names.entities[**who].name;
            !is_long && long.contains(' ') && key.len() > 1 && initials(long) == key
                || is_long && **other == initials(name)
        });
        if let Some(known) = same.map(|(_, known)| *known) {
            if is_long {
                name.clone_into(&mut self.names.entities[known].name);
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
        who
    }

    /// "American", where a text tells of American Airlines and not of the state.
    fn companies(&mut self) {
        let named: BTreeSet<usize> = self
            .names
            .mentions
            .iter()
            .flatten()
            .filter(|one| one.form == Form::Name)
            .map(|one| one.who)
            .collect();
        for (state, who) in self.states.clone() {
            let listed = &LISTS.states[state];
            let people: Vec<&str> = listed.people.clone();
            let company = self.others.iter().find(|(name, _)| {
                people.iter().any(|one| name.starts_with(&format!("{} ", one.to_lowercase())))
            });
            let Some((_, company)) = company.filter(|_| !named.contains(&who)) else { continue };
            let company = *company;
            for mention in self
                .names
                .mentions
                .iter_mut()
                .flatten()
                .filter(|one| one.who == who && one.form == Form::People)
            {
                *mention = Mention { who: company, form: Form::Name, ..*mention };
            }
        }
    }

    /// Two peoples in one name are a community of its own: "Turkish Cypriots".
    fn communities(&mut self, told: &Told<'_>) {
        for (number, words) in told.sentences.iter().enumerate() {
            let mut at = 0;
            while at + 1 < self.names.mentions[number].len() {
                let (one, two) = (self.names.mentions[number][at], self.names.mentions[number][at + 1]);
                if one.form == Form::People
                    && two.form == Form::People
                    && one.to == two.from
                    && one.who != two.who
                {
                    let name =
                        text_of(told.text, words, one.from, two.to).trim_end_matches('s').to_owned() + "s";
                    let who = self.other(&name);
                    self.names.mentions[number][at] = Mention { to: two.to, who, form: Form::People, ..one };
                    self.names.mentions[number].remove(at + 1);
                }
                at += 1;
            }
        }
    }

    /// "Maoist rebels": fighters with a name of their own.
    fn fighters(&mut self, told: &Told<'_>, all: &[Vec<Piece>]) {
        for (number, (words, pieces)) in told.sentences.iter().zip(all).enumerate() {
            for piece in pieces.iter().filter(|one| one.what == What::Run && one.to == one.from + 1) {
                let taken = self.names.mentions[number]
                    .iter()
                    .any(|one| one.from <= piece.from && one.to >= piece.to);
                let fights = words.get(piece.to).is_some_and(|one| {
                    one.any(&["rebels", "guerrillas", "insurgents", "militants", "separatists", "fighters"])
                });
                let known = self.names.mentions[number]
                    .iter()
                    .find(|one| one.from == piece.from && one.to == piece.to && one.form == Form::Name);
                if fights && let Some(known) = known {
                    self.fighters = Some(known.who);
                }
                if fights && !taken {
                    let name = text_of(told.text, words, piece.from, piece.to + 1);
                    let who = self.other(name);
                    let mention = Mention {
                        from: piece.from,
                        to: piece.to + 1,
                        who,
                        form: Form::Name,
                        title_from: piece.from,
                    };
                    self.names.mentions[number].push(mention);
                }
            }
            self.names.mentions[number].sort_by_key(|one| one.from);
        }
    }

    /// The fighters with a name, where a text has only some.
    fn only_fighters(&self) -> Option<usize> {
        if self.fighters.is_some() {
            return self.fighters;
        }
        let mut found = self.others.iter().filter(|(name, _)| {
            name.split(' ').count() == 2
                && ["rebels", "guerrillas", "insurgents", "militants", "separatists", "fighters"]
                    .iter()
                    .any(|one| name.ends_with(one))
        });
        let first = found.next()?;
        found.next().is_none().then_some(*first.1)
    }

    /// "the union", "the government": mentions of whoever is meant.
    fn common_nouns(&mut self, told: &Told<'_>, organisations: &Organisations) {
        let government = same::government(told.sentences, &self.names.mentions);
        let name_of = government.map(|who| self.names.entities[who].name.clone());
        for (number, words) in told.sentences.iter().enumerate() {
            for at in same::nouns(words, &self.names.mentions[number]) {
                let fighters =
                    words[at].any(&["rebels", "guerrillas", "insurgents", "militants", "separatists"]);
                if let Some(who) = self.only_fighters().filter(|_| fighters) {
                    self.names.mentions[number].push(Mention {
                        from: at,
                        to: at + 1,
                        who,
                        form: Form::Name,
                        title_from: at,
                    });
                    continue;
                }
                let Some(name) = same::meant(&words[at].lower, organisations, name_of.as_deref()) else {
                    continue;
                };
                let who = match government.filter(|_| Some(name) == name_of.as_deref()) {
                    Some(who) => who,
                    None => self.other(name),
                };
                if same::can_be_meant(&self.names.entities[who]) {
                    self.names.mentions[number].push(Mention {
                        from: at,
                        to: at + 1,
                        who,
                        form: Form::Name,
                        title_from: at,
                    });
                }
            }
            self.names.mentions[number].sort_by_key(|one| one.from);
        }
    }

    /// "British Foreign Office": a body's name has the people before it.
    fn whole_bodies(&mut self, told: &Told<'_>) {
        for (number, words) in told.sentences.iter().enumerate() {
            for pair in self.names.mentions[number].windows(2) {
                let (before, body) = (pair[0], pair[1]);
                let entity = &mut self.names.entities[body.who];
                let adjective = before.form == Form::People
                    || words[before.from].lower.len() <= 3 && before.form == Form::Name;
                if adjective
                    && entity.kind == EntityKind::Body
                    && before.to == body.from
                    && words[body.from].capital
                {
                    let name = text_of(told.text, words, before.from, body.to);
                    if name.len() > entity.name.len() && name.ends_with(&entity.name) {
                        name.clone_into(&mut entity.name);
                    }
                }
            }
        }
    }

    fn find_owners(&mut self, told: &Told<'_>) {
        let mut links: Vec<(usize, usize)> = Vec::new();
        for (number, words) in told.sentences.iter().enumerate() {
            for at in 0..self.names.mentions[number].len() {
                let mention = self.names.mentions[number][at];
                let entity = &self.names.entities[mention.who];
                if !entity.owners.is_empty() || entity.kind == EntityKind::Party {
                    continue;
                }
                let owners: Vec<usize> = self.owners_here(number, words, mention);
                let is_person = |owner: &usize| self.names.entities[*owner].kind == EntityKind::Person;
                let (people, owners): (Vec<usize>, Vec<usize>) = owners.into_iter().partition(is_person);
                links.extend(people.iter().map(|owner| (mention.who, *owner)));
                self.names.entities[mention.who].owners = owners;
            }
        }
        for (who, hint) in self.hints.clone() {
            if !self.names.parties_of(who).is_empty() {
                continue;
            }
            let body = || LISTS.bodies.iter().position(|one| one.name == hint);
            let owner = match LISTS.state(hint) {
                Some(state) => Some(self.state(state)),
                None => body().map(|body| self.body(body)),
            };
            self.names.entities[who].owners.extend(owner);
        }
        self.of_the_government(told);
        // Whoever has an envoy of a party acts for that party, and the envoy for the party of whoever sent him.
        for (who, owner) in links {
            for (to, from) in [(owner, who), (who, owner)] {
                if self.names.parties_of(to).is_empty() {
                    self.names.entities[to].owners = self.names.parties_of(from);
                }
            }
        }
    }

    /// A president or minister of nobody is of the one state whose government the text names.
    fn of_the_government(&mut self, told: &Told<'_>) {
        let Some(state) = same::government(told.sentences, &self.names.mentions) else { return };
        for entity in &mut self.names.entities {
            let of_state = entity.title.as_ref().is_some_and(|title| {
                let title = title.to_lowercase();
                ["president", "prime minister", "minister", "chancellor"]
                    .iter()
                    .any(|one| title.ends_with(one))
                    && !title.contains("vice")
            });
            if entity.kind == EntityKind::Person && entity.owners.is_empty() && of_state {
                entity.owners.push(state);
            }
        }
    }

    /// The owners of somebody that a mention shows, the surest kind of sign first; a person may be one of them.
    fn owners_here(&self, number: usize, words: &[Word], mention: Mention) -> Vec<usize> {
        let mentions = &self.names.mentions[number];
        let titles = &self.names.titles[number];
        let place = Place { words, mentions, entities: &self.names.entities, titles };
        let before = place.before(mention.title_from);
        if mention.form != Form::Person {
            let after = if before.is_empty() { place.after(mention.to, &["of", "in"]) } else { Vec::new() };
            return before.into_iter().chain(after).filter(|one| *one != mention.who).collect();
        }
        let title = self.names.titles[number].iter().find(|(from, to, title)| {
            title.rank.is_some() && *from >= mention.title_from && *to <= mention.from
        });
        let of_title = title.map_or(Vec::new(), |(_, to, _)| place.after(*to, &["of"]));
        let signs = [
            before,
            of_title,
            place.after(mention.to, &["of"]),
            place.in_apposition(mention.to),
            place.represented(mention.to),
            place.led(mention.title_from),
            place.sent(mention.title_from),
        ];
        let is_person = |owner: &usize| self.names.entities[*owner].kind == EntityKind::Person;
        let mut found: Vec<usize> = Vec::new();
        for sign in signs {
            let sign: Vec<usize> = sign.into_iter().filter(|one| *one != mention.who).collect();
            let only_people = sign.iter().all(is_person);
            found.extend(sign.iter().copied());
            if !sign.is_empty() && !only_people {
                break;
            }
        }
        found
    }

    fn find_actors(&mut self, told: &Told<'_>) {
        for (number, words) in told.sentences.iter().enumerate() {
            let dateline = dateline(words);
            for mention in &self.names.mentions[number] {
                if mention.to <= dateline {
                    continue;
                }
                let before = mention.from.checked_sub(1).map(|at| &words[at]);
                let before = before
                    .filter(|one| !one.is("the"))
                    .or_else(|| mention.from.checked_sub(2).map(|at| &words[at]));
                let next = words.get(mention.to);
                let acts = match mention.form {
                    Form::Person => true,
                    Form::Name => !before.is_some_and(|one| one.any(AT_A_PLACE)),
                    Form::People => {
                        let plural = words[mention.to - 1].lower.ends_with('s') && mention.to > mention.from;
                        let titled = self.names.titles[number]
                            .iter()
                            .any(|one| one.0 >= mention.to && one.0 <= mention.to + 2);
                        titled
                            || next.is_some_and(|one| one.any(OF_PEOPLE) || is_acting(one))
                            || plural && next.is_none_or(|one| !one.capital)
                            || words.get(mention.to + 1).is_some_and(|one| one.any(OF_PEOPLE))
                    }
                    Form::Capital => {
                        !before.is_some_and(|one| {
                            one.any(AT_A_PLACE) || one.any(&["to", "from", "of", "for", "on", "by", "with"])
                        }) && next.is_some_and(is_acting)
                    }
                };
                self.names.entities[mention.who].acts |= acts;
            }
        }
    }
}

/// The key of a surname: without the article of Arabic names.
fn key(lower: &str) -> String {
    lower.trim_start_matches("al-").trim_start_matches("el-").to_owned()
}
