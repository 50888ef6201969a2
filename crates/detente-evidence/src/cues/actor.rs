//! Who does what a verb says: its subject, as a person or body and the parties on whose behalf it acts.

use super::line::Line;
use crate::{
    draft::{Parties, Rank},
    names::{EntityKind, Form, Mention},
    words::Standing,
};

/// Somebody who acts, as words of a sentence and as names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Actor {
    /// The person or body by name, or the words for a group of officials.
    pub name: Option<String>,
    pub parties: Vec<String>,
    pub rank: Option<Rank>,
    /// The words of the subject.
    pub from: usize,
    pub to: usize,
    /// Whether the subject stands for several.
    pub plural: bool,
    /// Whether the actor is a person by name.
    pub is_person: bool,
}

impl Actor {
    pub(crate) fn parties(&self) -> Parties {
        Parties(self.parties.clone())
    }

    pub(crate) fn is_known(&self) -> bool {
        self.name.is_some() || !self.parties.is_empty()
    }
}

impl Line<'_> {
    /// Who a noun phrase names. Of "Norland's minister, Ada Lind," the person; of "ministers from A and B" the two.
    pub(crate) fn noun_phrase(&self, from: usize, to: usize) -> Actor {
        let from = from + usize::from(from + 1 < to && self.is_any(from, &["and", "but", "or"]));
        let from = self.after_days(from, to);
        let segments = self.segments(from, to);
        let Some((first, rest)) = segments.split_first() else { return Actor::default() };
        let (from, upto) = *first;
        let whole = Actor { from, to: rest.last().map_or(upto, |one| one.1), ..Actor::default() };
        let mut actor = self.of_segment(from, upto);
        // A list: "Norland, Sudland and the Isles"
        let pair = |(begin, end): (usize, usize)| {
            let mut names = self.mentions_in(begin, end).filter(|one| !self.is_person(one));
            let starts = begin + usize::from(self.is_any(begin, &["the"]));
            let ends_in_name = self.mentions.iter().any(|one| one.to == upto && !self.is_person(one));
            ends_in_name
                && names.next().is_some_and(|one| one.from == starts && self.is_any(one.to, &["and", "or"]))
                && names.next().is_some()
        };
        let listed = rest.iter().any(|one| self.is_any(one.0, &["and", "or"]))
            || rest.len() == 1 && pair(rest[0])
            || rest.len() >= 2 && self.has(rest[rest.len() - 1].0, rest[rest.len() - 1].1, &["and"]);
        for (begin, end) in rest {
            let other = self.of_segment(*begin, *end);
            let example = self.is_any(*begin, &["including", "among"]);
            if example || listed && !self.is_apposition(*begin, *end) {
                for party in &other.parties {
                    if !actor.parties.contains(party) {
                        actor.parties.push(party.clone());
                    }
                }
                actor.plural = true;
            } else if actor.parties.is_empty() && !actor.is_person && !other.parties.is_empty() {
                // "A splinter group, the Highland Army, wants": the name of whoever is described before it.
                let name = other.name.clone().or(actor.name.clone().filter(|_| other.is_person));
                actor = Actor { name, ..other };
            } else if other.is_person && (!actor.is_person || actor.name.is_none()) {
                let parties =
                    if other.parties.is_empty() { actor.parties.clone() } else { other.parties.clone() };
                actor = Actor { parties, ..other };
            }
        }
        Actor { from: whole.from, to: whole.to, ..actor }
    }

    /// "on Sunday it": the subject begins after the day.
    pub(crate) fn after_days(&self, from: usize, to: usize) -> usize {
        let lead = from + usize::from(self.is_any(from, &["on", "in", "at", "late", "early"]));
        let day =
            self.days.iter().find(|one| (one.from_word == from || one.from_word == lead) && one.to_word < to);
        let from = day.map_or(from, |one| one.to_word);
        (from..to)
            .find(|at| !self.words[*at].lower.ends_with("ly") || self.words[*at].capital)
            .unwrap_or(from)
    }

    fn is_apposition(&self, from: usize, to: usize) -> bool {
        self.is_any(from, &["which", "who", "the", "a", "whose"])
            && !self.mentions_in(from, to).any(|one| one.from <= from + 1)
    }

    /// The parts of a stretch between commas, without what stands before the subject.
    fn segments(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut parts = Vec::new();
        let mut begin = from;
        for at in from..to {
            if self.words[at].is(",") || self.words[at].any(&["(", ")", "“", "”", "\"", "‘"]) {
                parts.push((begin, at));
                begin = at + 1;
            }
        }
        parts.push((begin, to));
        parts.retain(|(from, to)| from < to);
        while parts.len() > 1 && self.is_adjunct(parts[0]) {
            parts.remove(0);
        }
        parts
    }

    fn is_adjunct(&self, (from, to): (usize, usize)) -> bool {
        let first = &self.words[from];
        first.any(&crate::words::ADJUNCTS)
            || first.any(&["which", "who", "whose", "where"])
            || first.lower.ends_with("ing") && first.lower.len() > 5 && to > from + 1
            || self.days.iter().any(|one| one.from_word == from && one.to_word == to)
            || first.lower.ends_with("ly") && to == from + 1
            || self.verbs.iter().any(|one| one.at == from && one.form != Standing::Finite)
    }

    fn of_segment(&self, from: usize, to: usize) -> Actor {
        let to = self.find(from + 1, to, &["that", "who", "which", "whose"]).unwrap_or(to);
        let bare = Actor { from, to, ..Actor::default() };
        let mentions: Vec<&Mention> = self.mentions_in(from, to).collect();
        let owns = |one: &Mention| self.is_any(one.to, &["'s", "'"]);
        let free = self.free(from, &mentions);
        if let Some(person) = free.iter().find(|one| self.is_person(one) && !owns(one)) {
            let mut actor = self.actor_of(person);
            self.with_joined(&mut actor, person, &free);
            return Actor { from, to, ..actor };
        }
        if let Some(first) = free.first() {
            let mut actor = self.actor_of(first);
            actor.name = self.actor_name(first, to);
            if owns(first) {
                actor.is_person = false;
                actor.name = Some(self.said(from, to).to_owned());
            }
            self.with_joined(&mut actor, first, &free);
            // "Norland's foreign minister" is a person without a name here.
            return Actor { from, to, ..actor };
        }
        if let Some(pronoun) = self.pronoun(from, to) {
            return Actor { from, to, ..pronoun };
        }
        // "ministers from A and B", "a spokesman for the union".
        let with = mentions
            .iter()
            .filter(|one| !self.has(from, one.from.saturating_sub(2).max(from), &["at", "in", "on", "near"]))
            .filter(|one| {
                let before = one.from.checked_sub(1).map(|at| &self.words[at]);
                let before = before
                    .filter(|word| !word.is("the"))
                    .or_else(|| one.from.checked_sub(2).map(|at| &self.words[at]));
                before.is_some_and(|word| {
                    word.any(&["from", "of", "for", "and", ",", "by", "like", "both", "with"])
                })
            });
        let mut actor = bare.clone();
        for mention in with {
            for party in self.actor_of(mention).parties {
                if !actor.parties.contains(&party) {
                    actor.parties.push(party);
                }
            }
        }
        if mentions.is_empty()
            && to - from <= 3
            && self.words[from..to]
                .iter()
                .all(|one| one.capital && one.is_word && !one.any(&crate::words::COMMON))
        {
            actor.name = Some(self.said(from, to).to_owned());
            return actor;
        }
        if !actor.parties.is_empty() || self.is_official(from, to) || self.is_group(from, to) {
            actor.name = (self.is_official(from, to) || self.is_group(from, to))
                .then(|| self.said(from, to).to_owned());
            actor.plural = actor.parties.len() > 1;
        }
        actor
    }

    /// The mentions of a stretch that stand after no preposition.
    fn free<'a>(&self, from: usize, mentions: &[&'a Mention]) -> Vec<&'a Mention> {
        let after_preposition = |one: &Mention| {
            let mut at = if one.form == Form::Person { one.title_from } else { one.from };
            while at > from
                && (self.words[at - 1].any(&["the", "a", "an"])
                    || !self.words[at - 1].capital
                        && self.words[at - 1].is_word
                        && !self.words[at - 1].any(&crate::words::PREPOSITIONS)
                        && !self.words[at - 1].any(&["and"]))
            {
                at -= 1;
            }
            at > from && self.words[at - 1].any(&crate::words::PREPOSITIONS)
        };
        // What is joined to something after a preposition stands after it too: "ministers from A and B".
        let mut last: Option<(usize, bool)> = None;
        let mut free: Vec<&'a Mention> = Vec::new();
        for one in mentions {
            let joined = last.filter(|(end, _)| {
                one.from > *end
                    && self.words[*end..one.from]
                        .iter()
                        .all(|word| word.any(&["and", "the", "or", "nor", ","]))
            });
            let under = joined.map_or_else(|| after_preposition(one), |(_, under)| under);
            last = Some((one.to, under));
            if !under {
                free.push(one);
            }
        }
        free
    }

    fn is_official(&self, from: usize, to: usize) -> bool {
        self.titles.iter().any(|one| one.0 >= from && one.1 <= to)
            || self.has(from, to, &crate::words::OFFICIALS)
    }

    /// Whether the words name people who act together, without saying for whom.
    fn is_group(&self, from: usize, to: usize) -> bool {
        let head = (from..to)
            .take_while(|at| {
                !self.words[*at].any(&crate::words::PREPOSITIONS) && !self.is_any(*at, &[",", "who", "which"])
            })
            .last();
        head.is_some_and(|at| self.words[at].any(&crate::words::GROUPS))
    }

    fn actor_name(&self, first: &Mention, to: usize) -> Option<String> {
        let entity = &self.names.entities[first.who];
        if entity.kind == EntityKind::Party && !self.is_person(first) {
            // "U.S. officials": the words; "Norland": the party itself, which is no actor beside it.
            let officials = self.is_official(first.to, to);
            return officials.then(|| self.said(first.from, to).to_owned());
        }
        Some(entity.name.clone())
    }

    /// With those joined to it by "and".
    fn with_joined(&self, actor: &mut Actor, first: &Mention, free: &[&Mention]) {
        let mut last = first.to;
        for other in free.iter().filter(|one| one.from > first.from) {
            let begin = if other.form == Form::Person { other.title_from } else { other.from };
            let joins = begin >= last
                && begin - last <= 4
                && self.words[last..begin].iter().all(|one| {
                    one.any(&["and", ",", "the", "or", "nor", "both"])
                        || !one.capital
                            && one.is_word
                            && !one.any(&crate::words::PREPOSITIONS)
                            && self.has(last, begin, &["and", "or", "nor"])
                });
            if !joins || !self.has(last, begin, &["and", ",", "or", "nor"]) {
                continue;
            }
            last = other.to;
            actor.plural = true;
            for party in self.actor_of(other).parties {
                if !actor.parties.contains(&party) {
                    actor.parties.push(party);
                }
            }
        }
    }

    /// Somebody named, with the parties on whose behalf it acts.
    pub(crate) fn actor_of(&self, mention: &Mention) -> Actor {
        let entity = &self.names.entities[mention.who];
        let parties = self.names.parties_of(mention.who);
        let name = (entity.kind != EntityKind::Party).then(|| entity.name.clone());
        Actor {
            name,
            parties: parties.into_iter().map(|one| self.names.entities[one].name.clone()).collect(),
            rank: entity.rank,
            from: mention.from,
            to: mention.to,
            plural: false,
            is_person: entity.kind == EntityKind::Person,
        }
    }

    fn pronoun(&self, from: usize, to: usize) -> Option<Actor> {
        const SEVERAL: &[&str] = &[
            "parties",
            "sides",
            "countries",
            "delegations",
            "governments",
            "ministers",
            "leaders",
            "nations",
            "states",
        ];
        let lead = self.is_any(from, &["both", "two"]) || self.is_any(from, &["the"]);
        if lead && to - from <= 4 && self.words[to - 1].any(SEVERAL) {
            return self.before.several.clone();
        }
        // "Both said they": the two who were named.
        let both = self.is_any(0, &["both"]) && !self.is_any(1, &["the", "of"]);
        if to - from == 1 && both && self.is_any(from, &["both", "they"]) {
            return self.before.pair.clone().or_else(|| self.before.several.clone());
        }
        let first = &self.words[from];
        let inside = self.speech_at(from).map(|one| one.actor.clone());
        if to - from > 1 && to - from <= 4 && self.words[to - 1].any(&["he", "she", "they", "it", "we"]) {
            return self.pronoun(to - 1, to);
        }
        let one = to - from == 1 || to - from <= 4 && first.any(&["he", "she", "they", "it", "we", "i"]);
        let possessive = first.any(&["his", "her", "its", "their", "our", "my"]);
        if !one && !possessive {
            return None;
        }
        match first.lower.as_str() {
            "he" | "she" | "his" | "her" => inside
                .filter(|one| one.is_person)
                .or_else(|| self.person_before(from))
                .or_else(|| self.before.person.clone()),
            "they" | "their" | "it" | "its" => inside
                .filter(|one| {
                    !one.parties.is_empty() && !one.is_person
                        || first.any(&["it", "its"]) && !one.parties.is_empty()
                })
                .or_else(|| self.group_before(from))
                .or_else(|| self.before.group.clone()),
            "we" | "our" | "i" | "my" => inside.or_else(|| self.before.speaker.clone()),
            _ => None,
        }
    }

    /// The parties that the first verb of the sentence is about, where it stands before a place.
    fn group_before(&self, from: usize) -> Option<Actor> {
        // "after X withdrew its threat": what is whose is said by the verb right before.
        let near = self.verbs.iter().rev().find(|one| one.at < from && one.form == Standing::Finite);
        let near =
            near.filter(|one| from - one.at <= 2 && one.from > 0 && self.is_any(from, &["its", "their"]));
        if let Some(near) = near {
            let subject = self.noun_phrase(self.clause_start(near.from).min(near.from), near.from);
            if !subject.parties.is_empty()
                && !subject.is_person
                && self.mentions_in(subject.from, near.from).next().is_some()
            {
                return Some(subject);
            }
        }
        let first = self.verbs.iter().find(|one| one.form == Standing::Finite).filter(|one| one.at < from)?;
        let actor = self.noun_phrase(self.clause_start(first.from).min(first.from), first.from);
        (!actor.parties.is_empty() && !actor.is_person && self.mentions_in(0, first.from).next().is_some())
            .then_some(actor)
    }

    fn person_before(&self, from: usize) -> Option<Actor> {
        let mention = self.mentions.iter().find(|one| one.to <= from && self.is_person(one))?;
        Some(self.actor_of(mention))
    }
}
