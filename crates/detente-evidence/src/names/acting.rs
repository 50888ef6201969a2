//! For whom people and bodies act, and who acts at all.

use super::{
    EntityKind, Form, Mention,
    collect::{Collector, Told},
    lists::LISTS,
    organised::{Organisations, dateline, is_acting},
    owners::Place,
    same,
};
use crate::{draft::Rank, words::Word};

/// Words in the names of movements that have heads as states do, beside those of fighters.
const MOVEMENTS: &[&str] =
    &["rebels", "government", "republic", "council", "authority", "coalition", "party", "state", "congress"];
/// Titles of companies and unions.
const BUSINESS: &[&str] = &["chief executive", "chief executive officer", "ceo", "managing director"];

/// Whether a title of a head stands alone: "President", but not "Dockers Union President".
fn is_plain(title: &str) -> bool {
    let mut words = title.split(' ').rev();
    let _ = words.next();
    let beside = [
        "prime",
        "crown",
        "acting",
        "interim",
        "former",
        "vice",
        "supreme",
        "of",
        "head",
        "deputy",
        "then",
        "outgoing",
        "caretaker",
        "opposition",
        "rebel",
        "junta",
        "state",
        "federal",
        "secretary",
    ];
    words.all(|word| beside.contains(&word))
}

impl Collector<'_> {
    pub(super) fn find_owners(&mut self, told: &Told<'_>, organisations: &Organisations) {
        let mut links: Vec<(usize, usize)> = Vec::new();
        for number in 0..told.sentences.len() {
            for at in 0..self.names.mentions[number].len() {
                let mention = self.names.mentions[number][at];
                let entity = &self.names.entities[mention.who];
                if !entity.owners.is_empty() || entity.kind == EntityKind::Party {
                    continue;
                }
                let owners: Vec<usize> = self.owners_here(told, number, mention);
                let is_person = |owner: &usize| self.names.entities[*owner].kind == EntityKind::Person;
                let (people, owners): (Vec<usize>, Vec<usize>) = owners.into_iter().partition(is_person);
                links.extend(people.iter().map(|owner| (mention.who, *owner)));
                self.names.entities[mention.who].owners = owners;
            }
        }
        self.guilds(told);
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
        self.by_their_titles(organisations);
        self.by_their_promises(told);
        let government = same::government(told.sentences, &self.names.mentions);
        self.by_power(told, government);
        self.of_the_government(told);
        // Whoever has an envoy of a party acts for that party, and the envoy for the party of whoever sent him.
        for (who, owner) in links {
            for (to, from) in [(owner, who), (who, owner)] {
                let parties = self.names.parties_of(from);
                if self.names.parties_of(to).is_empty() && !parties.is_empty() {
                    self.names.entities[to].owners = parties;
                }
            }
        }
    }

    /// Only a state, a bloc, a government or a movement has a head: a president of a union or a company ranks as nothing.
    pub(super) fn find_ranks(&mut self) {
        for who in 0..self.names.entities.len() {
            let entity = &self.names.entities[who];
            if entity.kind != EntityKind::Person || entity.rank != Some(Rank::Head) {
                continue;
            }
            let parties = self.names.parties_of(who);
            let governs = |party: &usize| {
                let of = &self.names.entities[*party];
                let name = of.name.to_lowercase();
                of.iso3.is_some()
                    || self.bodies.values().any(|body| body == party)
                    || name.split(' ').any(|word| MOVEMENTS.contains(&word) || same::FIGHTERS.contains(&word))
            };
            let title = entity.title.as_deref().unwrap_or_default().to_lowercase();
            let is_of_state = parties.iter().any(governs) || parties.is_empty() && is_plain(&title);
            if !is_of_state || BUSINESS.iter().any(|one| title.ends_with(one)) {
                self.names.entities[who].rank = None;
            }
        }
    }

    /// The one state whose ministries and houses a text names without saying whose they are.
    fn home(&self) -> Option<usize> {
        let mut owners = self
            .bodies
            .values()
            .map(|who| &self.names.entities[*who])
            .filter(|one| one.kind == EntityKind::Body);
        let first = *owners.next()?.owners.first()?;
        owners
            .all(|one| one.owners.first() == Some(&first))
            .then_some(first)
            .filter(|who| self.names.entities[*who].iso3.is_some())
    }

    /// The state from which a text is written, where it acts in it and no head or minister of it is named otherwise.
    fn of_the_dateline(&self, told: &Told<'_>) -> Option<usize> {
        let words = told.sentences.first()?;
        let end = dateline(words);
        let state =
            self.names.mentions.first()?.iter().find(|one| one.to <= end && one.form != Form::Person)?.who;
        let entity = &self.names.entities[state];
        let acts = self.names.mentions.iter().enumerate().any(|(number, mentions)| {
            mentions.iter().any(|one| one.who == state && (number > 0 || one.from > end))
        });
        let held =
            self.names.entities.iter().any(|one| {
                one.rank.is_some_and(|rank| rank <= Rank::Minister) && one.owners.contains(&state)
            });
        (entity.iso3.is_some() && acts && !held).then_some(state)
    }

    /// A president or minister of nobody is of the one state whose government the text names.
    fn of_the_government(&mut self, told: &Told<'_>) {
        let state = same::government(told.sentences, &self.names.mentions).or_else(|| self.home());
        let Some(state) = state.or_else(|| self.of_the_dateline(told)) else {
            return;
        };
        for entity in &mut self.names.entities {
            let of_state = entity.title.as_ref().is_some_and(|title| {
                let title = title.to_lowercase();
                is_plain(&title)
                    && ["president", "prime minister", "minister", "chancellor"]
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
    fn owners_here(&self, told: &Told<'_>, number: usize, mention: Mention) -> Vec<usize> {
        let words = &told.sentences[number];
        let mentions = &self.names.mentions[number];
        let titles = &self.names.titles[number];
        let place = Place { words, mentions, entities: &self.names.entities, titles };
        let mut before = place.before(mention.title_from);
        if before.is_empty() && Self::is_owned_by_the_last(words, mention, &["its", "their"]) {
            before.extend(self.subject_before(told, number));
        }
        if before.is_empty() && Self::is_owned_by_the_last(words, mention, &["his", "her"]) {
            let here = |one: &&Mention| one.form == Form::Person && one.to <= mention.title_from;
            let earlier = number.checked_sub(1).map(|one| &self.names.mentions[one]);
            let last = self.names.mentions[number]
                .iter()
                .find(here)
                .or_else(|| earlier.and_then(|one| one.iter().find(|one| one.form == Form::Person)));
            before.extend(last.map(|one| one.who));
        }
        if mention.form != Form::Person {
            let after = if before.is_empty() { place.after(mention.to, &["of", "in"]) } else { Vec::new() };
            return before.into_iter().chain(after).filter(|one| *one != mention.who).collect();
        }
        // An office that is over speaks for nobody: only what is done today does.
        if super::former::is_over(words, titles, mention) == Some(true) {
            let signs = [
                place.represented(mention.to),
                place.led(mention.title_from),
                place.sent(mention.title_from),
            ];
            return signs.into_iter().flatten().filter(|one| *one != mention.who).take(1).collect();
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
            place.called(mention.title_from),
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

    /// Whether "its" or "their" begins the words for somebody: "Its chief negotiator, X,".
    fn is_owned_by_the_last(words: &[Word], mention: Mention, by: &[&str]) -> bool {
        let begin = mention.title_from.saturating_sub(4);
        let possessive = (begin..mention.title_from).rev().find(|at| words[*at].any(by));
        possessive
            .is_some_and(|at| words[at + 1..mention.title_from].iter().all(|one| one.is_word && !one.capital))
    }

    /// The party of which the sentence before tells: the first that stands there after no preposition.
    fn subject_before(&self, told: &Told<'_>, number: usize) -> Option<usize> {
        let words = told.sentences.get(number.checked_sub(1)?)?;
        let mentions = self.names.mentions.get(number.checked_sub(1)?)?;
        let first = mentions.iter().find(|one| one.form != Form::Person)?;
        let owns = |one: &Mention| {
            self.names.entities[one.who].kind != EntityKind::Person && one.form != Form::People
        };
        if owns(first) && first.from <= 2 {
            return Some(first.who);
        }
        // "when the Union left the table. Its leader": the one party that acts there.
        let acts = |one: &&Mention| {
            let start = one.from - usize::from(one.from > 0 && words[one.from - 1].is("the"));
            let free = start > 0
                && !words[start - 1].any(&crate::words::PREPOSITIONS)
                && !words[start - 1].any(&["and", "or", "to"]);
            let next = words.get(one.to);
            free && one.form == Form::Name
                && next.is_some_and(|next| {
                    is_acting(next) && !next.is("'s") || !next.capital && crate::words::is_verb(next)
                })
        };
        let mut acting = mentions.iter().filter(acts);
        let one = acting.next().filter(|one| owns(one))?;
        acting.next().is_none().then_some(one.who)
    }

    /// "Union President X": the first word of a title names an organisation of the text.
    fn by_their_titles(&mut self, organisations: &Organisations) {
        for who in 0..self.names.entities.len() {
            let entity = &self.names.entities[who];
            if entity.kind != EntityKind::Person || !self.names.parties_of(who).is_empty() {
                continue;
            }
            let title = entity.title.as_deref().unwrap_or_default().to_lowercase();
            let Some((first, _)) = title.split_once(' ') else { continue };
            let listed = ["union", "company", "airline", "front", "movement", "rebel", "association"];
            let Some(name) = same::meant(first, organisations, None).filter(|_| listed.contains(&first))
            else {
                continue;
            };
            let name = name.to_owned();
            let owner = self.other(&name);
            self.names.entities[who].owners = vec![owner];
        }
    }

    /// "Norland will leave, Foreign Minister X warned": who says what one party will do, and is of no other, is of it.
    fn by_their_promises(&mut self, told: &Told<'_>) {
        for (number, words) in told.sentences.iter().enumerate() {
            let mentions = self.names.mentions[number].clone();
            let Some(person) = mentions.iter().find(|one| one.form == Form::Person) else { continue };
            let entity = &self.names.entities[person.who];
            let of_state = entity.rank.is_some_and(|rank| rank <= Rank::DeputyMinister);
            if !of_state || !self.names.parties_of(person.who).is_empty() {
                continue;
            }
            let says = words.get(person.to).is_some_and(|one| {
                one.any(&[
                    "said",
                    "says",
                    "warned",
                    "announced",
                    "added",
                    "told",
                    "insisted",
                    "confirmed",
                    "vowed",
                ])
            });
            let mut promised = mentions.iter().filter(|one| {
                one.form != Form::Person
                    && words.get(one.to).is_some_and(|next| next.any(&["will", "would"]))
                    && !one.from.checked_sub(1).is_some_and(|at| words[at].any(&crate::words::PREPOSITIONS))
            });
            let party = promised.next().filter(|_| promised.next().is_none() && says);
            if let Some(party) = party.filter(|one| self.names.entities[one.who].kind == EntityKind::Party) {
                self.names.entities[person.who].owners = vec![party.who];
            }
        }
    }

    pub(super) fn find_actors(&mut self, told: &Told<'_>) {
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
                    Form::Name => !before.is_some_and(|one| one.any(&crate::words::AT_A_PLACE)),
                    Form::People => {
                        let plural = words[mention.to - 1].lower.ends_with('s') && mention.to > mention.from;
                        let titled = self.names.titles[number]
                            .iter()
                            .any(|one| one.0 >= mention.to && one.0 <= mention.to + 2);
                        titled
                            || next.is_some_and(|one| one.any(&crate::words::OF_PEOPLE) || is_acting(one))
                            || plural && next.is_none_or(|one| !one.capital)
                            || words.get(mention.to + 1).is_some_and(|one| one.any(&crate::words::OF_PEOPLE))
                    }
                    Form::Capital => {
                        !before.is_some_and(|one| {
                            one.any(&crate::words::AT_A_PLACE)
                                || one.any(&["to", "from", "of", "for", "on", "by", "with"])
                        }) && next.is_some_and(is_acting)
                    }
                };
                self.names.entities[mention.who].acts |= acts;
            }
        }
    }
}
