//! Who does what a verb says: its subject, as a person or body and the parties on whose behalf it acts.

use super::line::Line;
use crate::{
    draft::{Parties, Rank},
    names::{EntityKind, Form, Mention},
    words::{PREPOSITIONS, Standing, Verb},
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

/// Words that begin something before the subject: "Despite …, she said".
const ADJUNCTS: &[&str] = &[
    "despite",
    "during",
    "in",
    "on",
    "at",
    "after",
    "before",
    "for",
    "with",
    "without",
    "less",
    "more",
    "following",
    "amid",
    "as",
    "since",
    "while",
    "when",
    "although",
    "though",
    "because",
    "if",
    "unless",
    "until",
    "once",
    "by",
    "from",
    "under",
    "within",
    "among",
    "speaking",
    "asked",
    "according",
    "however",
    "separately",
    "meanwhile",
    "earlier",
    "later",
    "today",
    "yesterday",
    "to",
    "under",
    "against",
    "whereas",
    "but",
    "and",
    "instead",
    "still",
    "last",
    "only",
    "now",
    "pressed",
    "citing",
];
const GROUPS: &[&str] = &[
    "government",
    "opposition",
    "rebels",
    "union",
    "unions",
    "company",
    "companies",
    "sides",
    "parties",
    "side",
    "agencies",
    "workers",
    "teachers",
    "nurses",
    "miners",
    "employers",
    "farmers",
    "families",
    "residents",
    "activists",
    "lawmakers",
    "groups",
    "army",
    "military",
    "group",
    "delegation",
    "delegations",
    "mediators",
    "generals",
    "commanders",
    "board",
    "council",
    "management",
    "strikers",
    "guerrillas",
    "ministry",
    "parliament",
    "presidency",
];
const OPENERS: &[&str] = &[
    "that", "if", "whether", "because", "while", "when", "as", "although", "though", "unless", "until",
    "whereas", "but", "what", "how", "why", "where",
];

impl Line<'_> {
    /// Who does what a verb says.
    pub(crate) fn subject(&self, verb: &Verb) -> Actor {
        self.subject_with(verb, 0)
    }

    fn subject_with(&self, verb: &Verb, depth: usize) -> Actor {
        if depth > 4 {
            return Actor::default();
        }
        let earlier = |before: usize| {
            self.verbs.iter().rev().find(|one| one.at < before && one.form == Standing::Finite)
        };
        match verb.form {
            Standing::Infinitive | Standing::Gerund => {
                return earlier(verb.at).map_or_else(Actor::default, |one| self.subject_with(one, depth + 1));
            }
            Standing::Reduced => return self.agent(verb),
            Standing::Participle => {
                // "with ministers canceling": the words after "with" are its subject.
                let with = (verb.from.saturating_sub(12)..verb.from)
                    .rev()
                    .find(|at| self.is_any(*at, &["with", ","]));
                if let Some(with) = with.filter(|at| self.is_any(*at, &["with"]) && at + 1 < verb.from) {
                    return self.noun_phrase(with + 1, verb.from);
                }
                let follows_noun = verb.from > 0 && self.words[verb.from - 1].is_word;
                if follows_noun
                    && let Some(before) = self.mentions.iter().rev().find(|one| one.to == verb.from)
                {
                    return self.actor_of(before);
                }
                return earlier(verb.from)
                    .map_or_else(|| self.after_lead(verb), |one| self.subject_with(one, depth + 1));
            }
            Standing::Finite => {}
        }
        // Passive with "by": who does it stands after it.
        if verb.passive {
            let agent = self.agent(verb);
            if agent.is_known() {
                return agent;
            }
        }
        if let Some(inverted) = self.inverted(verb) {
            return inverted;
        }
        let group = verb.from;
        if group == 0 {
            return Actor::default();
        }
        let before = &self.words[group - 1];
        if before.any(&["who", "which", "that"]) && group >= 2 {
            let noun_before = self.words[group - 2].is_word || self.words[group - 2].is(",");
            if noun_before && !(before.is("that") && self.verbs.iter().any(|one| one.at + 1 == group - 1)) {
                let to = if self.words[group - 2].is(",") { group - 2 } else { group - 1 };
                return self.noun_phrase(self.phrase_start(to), to);
            }
        }
        // "He said A and rejected B": the subject of the verb before.
        if before.any(&["and", "but", "or", "then"])
            || before.is(",") && group >= 2 && self.is_any(group.saturating_sub(2), &["and"])
        {
            return self.joined_to(group, depth);
        }
        // "India, which fears that, has offered": the relative clause is no part of the subject.
        let relative = before.is(",").then(|| {
            (0..group - 1).rev().find(|at| {
                self.is_any(*at, &[","]) && self.is_any(at + 1, &["which", "who", "whose", "where"])
            })
        });
        if let Some(comma) = relative.flatten().filter(|comma| *comma > 0) {
            return self.noun_phrase(self.clause_start(comma), comma);
        }
        let start = self.clause_start(group);
        // "the coalition that includes X said": the relative clause is no part of the subject.
        let inside = start > 1
            && self.is_any(start - 1, &["that", "which", "who"])
            && self.words[start - 2].is_word
            && !self.has(start, group, &[","])
            && self
                .verbs
                .iter()
                .any(|one| one.from == start && one.at < group && one.form == Standing::Finite);
        if inside {
            return self.noun_phrase(self.clause_start(start - 1), start - 1);
        }
        let actor = self.noun_phrase(start, group);
        if !actor.is_known() && (before.is("and") || start == group) {
            return self.joined_to(group, depth);
        }
        actor
    }

    /// "said A, and denied B": after a comma it is whoever speaks; without one, whoever the verb before is about.
    fn joined_to(&self, group: usize, depth: usize) -> Actor {
        let before = |one: &&Verb| one.at < group && one.form == Standing::Finite;
        let comma = group >= 2 && self.is_any(group - 2, &[","]);
        let speaks = comma
            .then(|| self.verbs.iter().filter(before).find(|one| super::line::SAYS.contains(&one.lemma)))
            .flatten();
        let verb = speaks.or_else(|| self.verbs.iter().rev().find(before));
        verb.map_or_else(Actor::default, |one| self.subject_with(one, depth + 1))
    }

    /// After a participle at the beginning of a sentence: "Speaking in X, the minister said".
    fn after_lead(&self, verb: &Verb) -> Actor {
        let main = self.verbs.iter().find(|one| one.at > verb.at && one.form == Standing::Finite);
        main.map_or_else(Actor::default, |one| self.noun_phrase(self.clause_start(one.from), one.from))
    }

    /// "hosted by X".
    fn agent(&self, verb: &Verb) -> Actor {
        let by = (verb.at + 1..self.words.len().min(verb.at + 8))
            .find(|at| self.is_any(*at, &["by", ",", "and", "that"]));
        let Some(by) = by.filter(|at| self.is_any(*at, &["by"])) else { return Actor::default() };
        self.noun_phrase(by + 1, self.clause_end(by + 1).min(by + 16))
    }

    /// “…,” said X; “…,” X said is no inversion.
    fn inverted(&self, verb: &Verb) -> Option<Actor> {
        let says = ["say", "add", "write", "warn", "reply", "ask", "explain"].contains(&verb.lemma);
        let quoted =
            (verb.from.saturating_sub(2)..verb.from).any(|at| self.is_any(at, &["”", "\"", "'", "’", "»"]));
        let next = self.word(verb.at + 1)?;
        let starts_name = next.capital
            || next.any(&["the", "a", "an", "one"])
            || self.titles.iter().any(|one| one.0 == verb.at + 1);
        if !(says && quoted && starts_name) {
            return None;
        }
        let to = self.clause_end(verb.at + 1);
        // A name before the verb is its subject.
        if self.verbs.iter().any(|one| one.at == verb.at && one.from < verb.at) {
            return None;
        }
        let actor = self.noun_phrase(verb.at + 1, to);
        actor.is_known().then_some(actor)
    }

    /// Where the noun phrase that ends at a place begins.
    fn phrase_start(&self, to: usize) -> usize {
        let mut from = to;
        while from > 0
            && (self.words[from - 1].is_word || self.words[from - 1].is("'s"))
            && to - from < 12
            && !self.verbs.iter().any(|one| one.at == from - 1)
        {
            from -= 1;
        }
        from
    }

    /// Where the clause whose verb group begins at a place begins.
    pub(crate) fn clause_start(&self, group: usize) -> usize {
        let mut at = group;
        let mut commas = 0;
        while at > 0 {
            let word = &self.words[at - 1];
            if word.is("-") && at >= 2 && self.is_any(at - 2, &[")"]) {
                return at;
            }
            if word.any(&[";", ":", "—", "–", "“", "\"", "”"]) || word.any(OPENERS) {
                return at;
            }
            let verb_between = |from: usize| {
                self.verbs.iter().any(|one| one.form == Standing::Finite && one.at >= from && one.at < group)
            };
            let clause_after = word.any(&["after", "before", "since"])
                && at > 1
                && at < group
                && !self.has(at, group, &[","]);
            if clause_after {
                return at;
            }
            if word.any(&["which", "who", "whom"]) && at < group && !verb_between(at) {
                return at;
            }
            // "..., and X said": the verb before the "and" belongs to another clause.
            let verb_before =
                |until: usize| self.verbs.iter().any(|one| one.form == Standing::Finite && one.at < until);
            if word.any(&["and", "but", "or"]) && self.begins_clause(at) && verb_before(at) {
                return at;
            }
            // "…, the union said on Friday": the speaker stands after the last comma.
            if word.is(",") && group - at <= 14 && self.trails(group) {
                commas += 1;
                // A name in apposition stands between two more.
                if commas > if self.is_any(group - 1, &[","]) { 2 } else { 0 } {
                    return at;
                }
            }
            // A finite verb before a comma ends its clause, unless it stands in a relative clause.
            if self.verbs.iter().any(|one| one.at == at - 1 && one.form == Standing::Finite)
                && !self.is_relative(at - 1)
            {
                return at;
            }
            at -= 1;
        }
        at
    }

    /// Whether the verb group that begins here names the speaker at the end of a sentence.
    fn trails(&self, group: usize) -> bool {
        let Some(verb) = self.verbs.iter().find(|one| one.from == group) else { return false };
        let rest = verb.at + 1..self.end();
        let later = self.verbs.iter().any(|one| one.at > verb.at && one.form == Standing::Finite);
        let earlier = self.verbs.iter().any(|one| one.at < verb.from && one.form == Standing::Finite);
        super::line::SAYS.contains(&verb.lemma)
            && rest.len() <= 7
            && !later
            && earlier
            && !self.is_any(verb.at + 1, &["that"])
    }

    fn is_relative(&self, verb: usize) -> bool {
        let from = self.verbs.iter().find(|one| one.at == verb).map_or(verb, |one| one.from);
        from > 0 && self.is_any(from - 1, &["who", "which", "that"])
    }

    /// Who a noun phrase names. Of "Norland's minister, Ada Lind," the person; of "ministers from A and B" the two.
    pub(crate) fn noun_phrase(&self, from: usize, to: usize) -> Actor {
        let from = from + usize::from(from + 1 < to && self.is_any(from, &["and", "but", "or"]));
        let from = self.after_days(from, to);
        let segments = self.segments(from, to);
        let Some((first, rest)) = segments.split_first() else { return Actor::default() };
        let (from, upto) = *first;
        let whole = Actor { from, to: rest.last().map_or(upto, |one| one.1), ..Actor::default() };
        let mut actor = self.of_segment(from, upto);
        // A list: "France, Germany and the U.K."
        let listed = rest.iter().any(|one| self.is_any(one.0, &["and", "or"]))
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
            } else if other.is_person && !actor.is_person || other.is_person && actor.name.is_none() {
                let parties =
                    if other.parties.is_empty() { actor.parties.clone() } else { other.parties.clone() };
                actor = Actor { parties, ..other };
            }
        }
        Actor { from: whole.from, to: whole.to, ..actor }
    }

    /// "on Sunday it": the subject begins after the day.
    fn after_days(&self, from: usize, to: usize) -> usize {
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
            // "In A, B and C" is one adjunct with its list.
        }
        parts
    }

    fn is_adjunct(&self, (from, to): (usize, usize)) -> bool {
        let first = &self.words[from];
        first.any(ADJUNCTS)
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
        let after_preposition = |one: &Mention| {
            let mut at = if one.form == Form::Person { one.title_from } else { one.from };
            while at > from
                && (self.words[at - 1].any(&["the", "a", "an"])
                    || !self.words[at - 1].capital
                        && self.words[at - 1].is_word
                        && !self.words[at - 1].any(PREPOSITIONS)
                        && !self.words[at - 1].any(&["and"]))
            {
                at -= 1;
            }
            at > from && self.words[at - 1].any(PREPOSITIONS)
        };
        let owns = |one: &Mention| self.is_any(one.to, &["'s", "'"]);
        // What is joined to something after a preposition stands after it too: "ministers from A and B".
        let mut last: Option<(usize, bool)> = None;
        let mut free: Vec<&Mention> = Vec::new();
        for one in &mentions {
            let joined = last.filter(|(end, _)| {
                one.from > *end
                    && self.words[*end..one.from].iter().all(|word| word.any(&["and", "the", "or", ","]))
            });
            let under = joined.map_or_else(|| after_preposition(one), |(_, under)| under);
            last = Some((one.to, under));
            if !under {
                free.push(one);
            }
        }
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
            && self.words[from..to].iter().all(|one| one.capital && one.is_word)
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

    fn is_official(&self, from: usize, to: usize) -> bool {
        self.titles.iter().any(|one| one.0 >= from && one.1 <= to)
            || self.has(
                from,
                to,
                &[
                    "officials",
                    "diplomats",
                    "experts",
                    "analysts",
                    "sources",
                    "negotiators",
                    "leaders",
                    "aides",
                    "delegates",
                    "people",
                    "observers",
                    "mediators",
                    "scientists",
                    "source",
                    "official",
                    "economists",
                    "ministers",
                    "lawmakers",
                    "spokesman",
                    "spokeswoman",
                ],
            )
    }

    /// Whether the words name people who act together, without saying for whom.
    fn is_group(&self, from: usize, to: usize) -> bool {
        let head = (from..to)
            .take_while(|at| !self.words[*at].any(PREPOSITIONS) && !self.is_any(*at, &[",", "who", "which"]))
            .last();
        head.is_some_and(|at| self.words[at].any(GROUPS))
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
                    one.any(&["and", ",", "the", "or", "both"])
                        || !one.capital
                            && one.is_word
                            && !one.any(PREPOSITIONS)
                            && self.has(last, begin, &["and", "or"])
                });
            if !joins || !self.has(last, begin, &["and", ",", "or"]) {
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
