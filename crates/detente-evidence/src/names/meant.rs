//! Mentions that need the whole text: companies with a people's name, communities, fighters, "the union".

use std::collections::{BTreeMap, BTreeSet};

use super::{
    EntityKind, Form, Mention,
    collect::{Collector, Told, text_of},
    lists::LISTS,
    organised::Organisations,
    runs::{Piece, What},
    same,
};

/// Words in the names of councils and committees that are organs of a state.
const ORGANS: &[&str] = &[
    "security",
    "election",
    "electoral",
    "judicial",
    "federal",
    "legislative",
    "privy",
    "city",
    "town",
    "county",
    "municipal",
    "senate",
    "house",
    "parliamentary",
    "constitutional",
    "supreme",
    "state",
    "ministerial",
    "cabinet",
    "presidential",
    "guardian",
    "labor",
    "labour",
];

impl Collector<'_> {
    /// "American", where a text tells of American Airlines and not of the state.
    pub(super) fn companies(&mut self) {
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
    pub(super) fn communities(&mut self, told: &Told<'_>) {
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
    pub(super) fn fighters(&mut self, told: &Told<'_>, all: &[Vec<Piece>]) {
        for (number, (words, pieces)) in told.sentences.iter().zip(all).enumerate() {
            for piece in pieces.iter().filter(|one| one.what == What::Run && one.to == one.from + 1) {
                let taken = self.names.mentions[number]
                    .iter()
                    .any(|one| one.from <= piece.from && one.to >= piece.to);
                let fights =
                    words.get(piece.to).is_some_and(|one| one.any(same::REBELS) || one.is("fighters"));
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
                && (same::REBELS.iter().any(|one| name.ends_with(one)) || name.ends_with("fighters"))
        });
        let first = found.next()?;
        found.next().is_none().then_some(*first.1)
    }

    /// "the union", "the government": mentions of whoever is meant.
    pub(super) fn common_nouns(&mut self, told: &Told<'_>, organisations: &Organisations) {
        let fighting = self.only_fighters();
        let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
        let government = same::government(told.sentences, &self.names.mentions);
        let collective = self.collective(told, government);
        let government = government.or(collective.meant_rulers());
        let name_of = government.map(|who| self.names.entities[who].name.clone());
        for (number, words) in told.sentences.iter().enumerate() {
            for at in same::nouns(words, &self.names.mentions[number]) {
                let fighters = words[at].any(same::REBELS);
                if let Some(who) = fighting.filter(|_| fighters).or(collective.meant(&words[at])) {
                    self.names.mentions[number].push(Mention {
                        from: at,
                        to: at + 1,
                        who,
                        form: Form::Name,
                        title_from: at,
                    });
                    continue;
                }
                let noun = &words[at].lower;
                if !known.contains_key(noun) {
                    let meant = same::meant(noun, organisations, name_of.as_deref()).map(str::to_owned);
                    known.insert(noun.clone(), meant);
                }
                let Some(name) = known.get(noun).cloned().flatten() else { continue };
                let who = match government.filter(|_| Some(&name) == name_of.as_ref()) {
                    Some(who) => who,
                    None => self.other(&name),
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

    /// "the Mill Owners' Council, which speaks for mills in the west": a body that nobody else owns, and that stands for
    /// others than a state, negotiates for itself.
    pub(super) fn guilds(&mut self, told: &Told<'_>) {
        let listed: BTreeSet<usize> = self.bodies.values().copied().collect();
        for (words, mentions) in told.sentences.iter().zip(&self.names.mentions) {
            for mention in mentions.iter().filter(|one| !listed.contains(&one.who)) {
                let is = |at: usize, of: &[&str]| words.get(mention.to + at).is_some_and(|one| one.any(of));
                // "the Highland Salvation Council": whose nobody says it is, and no organ of a state by its name.
                let name = self.names.entities[mention.who].name.to_lowercase();
                let last = name.rsplit(' ').next().unwrap_or_default();
                let own = ["congress", "council", "committee", "assembly"].contains(&last)
                    && name.contains(' ')
                    && !name.split(' ').any(|one| ORGANS.contains(&one));
                // A name in brackets stands between.
                let skip = if is(0, &["("]) && is(2, &[")"]) { 3 } else { 0 };
                let stands = is(skip, &[","])
                    && is(skip + 1, &["which", "that"])
                    && (is(skip + 2, &["represents", "represent", "groups", "unites", "defends"])
                        || is(skip + 2, &["speaks", "speak", "negotiates", "bargains"])
                            && is(skip + 3, &["for"]));
                let entity = &mut self.names.entities[mention.who];
                if (stands || own) && entity.kind == EntityKind::Body && entity.owners.is_empty() {
                    entity.kind = EntityKind::Party;
                }
            }
        }
    }

    /// "British Foreign Office": a body's name has the people before it.
    pub(super) fn whole_bodies(&mut self, told: &Told<'_>) {
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
}
