//! Which words are the subject of a verb: across relative clauses, appositions, passives and joined verbs.

use super::{Actor, line::Line};
use crate::{
    reality::Force,
    steps::step,
    words::{Standing, Verb},
};

/// Words after which a clause begins.
const OPENERS: &[&str] = &[
    "that", "if", "whether", "because", "while", "when", "as", "although", "though", "unless", "until",
    "whereas", "but", "what", "how", "why", "where",
];

/// Of these verbs the object does what follows: "asked Norland to attend".
const TELLS: &[&str] = &[
    "ask", "urge", "want", "invite", "persuade", "convince", "press", "push", "allow", "tell", "expect",
    "prevent", "bar", "block", "stop", "forbid", "call", "appeal", "need", "require", "let", "wish",
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
            Standing::Infinitive | Standing::Gerund => self.told_to(verb).unwrap_or_else(|| {
                earlier(verb.at).map_or_else(Actor::default, |one| self.subject_with(one, depth + 1))
            }),
            Standing::Reduced => self.agent(verb),
            Standing::Participle => {
                // "with dockers returning": the words after "with" are its subject.
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
                earlier(verb.from)
                    .map_or_else(|| self.after_lead(verb), |one| self.subject_with(one, depth + 1))
            }
            Standing::Finite => self.finite_subject(verb, depth),
        }
    }

    /// To whom it is done, of a passive verb: the subject before it.
    pub(crate) fn patient(&self, verb: &Verb) -> Actor {
        self.finite_subject(&Verb { passive: false, ..verb.clone() }, 1)
    }

    /// "asked Norland to attend", "was barred by Norland from attending": who is asked does it.
    fn told_to(&self, verb: &Verb) -> Option<Actor> {
        let joint = verb.from.checked_sub(1)?;
        let begin = joint.saturating_sub(9);
        let by = self.verbs.iter().rev().find(|one| {
            one.at < joint && one.at >= begin && TELLS.contains(&one.lemma) && one.form != Standing::Reduced
        })?;
        if self.has(by.at + 1, joint, &[",", ";", "and", "but", "that"]) {
            return None;
        }
        if by.passive {
            return Some(self.patient(by)).filter(Actor::is_known);
        }
        let from = by.at + 1;
        let from = from + usize::from(self.is_any(from, &["on", "upon", "to", "for"]));
        let told = (from < joint).then(|| self.noun_phrase(from, joint))?;
        told.is_known().then_some(told)
    }

    /// "Neither A nor B attended", "none of them signed": a subject that says that it is not so.
    pub(crate) fn negate_by_subject(&mut self) {
        const NOBODY: &[&str] = &["neither", "none", "nobody", "no-one"];
        for at in 0..self.verbs.len() {
            let verb = &self.verbs[at];
            if verb.form != Standing::Finite || verb.negated || verb.from == 0 {
                continue;
            }
            let start = self.clause_start(verb.from);
            let start = (start..verb.from).find(|one| self.words[*one].is_word).unwrap_or(start);
            let no = self.is_any(start, &["no"]) && !self.is_any(start + 1, &["longer", "doubt", "matter"])
                || self.is_any(start, &["not"])
                    && self.is_any(start + 1, &["one", "a", "all", "every", "even"]);
            self.verbs[at].negated = start < verb.from && (no || self.is_any(start, NOBODY));
        }
    }

    /// The subject of a verb that has one of its own.
    fn finite_subject(&self, verb: &Verb, depth: usize) -> Actor {
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
                let of = if self.word(at + 1).is_some_and(|one| one.any(&crate::words::PREPOSITIONS)) {
                    1
                } else {
                    usize::from(self.is_any(at + 2, &["of"])) * 2
                };
                self.is_any(*at, &[","])
                    && self.is_any(at + 1 + of, &["which", "who", "whose", "whom", "where"])
            })
        });
        if let Some(comma) = relative.flatten().filter(|comma| *comma > 0) {
            return self.noun_phrase(self.clause_start(comma), comma);
        }
        let start = self.clause_start(group);
        // "told Norland it would": whoever is told stands between the verb and the subject.
        let told = start > 0
            && start + 1 < group
            && before.any(&["it", "they", "he", "she", "we"])
            && self.is_any(start - 1, &["told", "tells", "tell", "warned", "warns", "assured"]);
        if told {
            return self.noun_phrase(group - 1, group);
        }
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
        let quoted = self.in_quotes(group);
        let before =
            |one: &&Verb| one.at < group && one.form == Standing::Finite && self.in_quotes(one.at) == quoted;
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
            step(1);
            let word = &self.words[at - 1];
            if word.is("-") && at >= 2 && self.is_any(at - 2, &[")"]) {
                return at;
            }
            // "known as X" begins no clause.
            let called =
                word.is("as") && at >= 2 && self.is_any(at - 2, &["known", "described", "such", "well"]);
            if word.any(&[";", ":", "—", "–", "“", "\"", "”"]) || word.any(OPENERS) && !called {
                return at;
            }
            // "Unless A gives way, B will leave": the condition is no part of what hangs on it.
            if word.is(",") && self.conditions_end(at - 1) {
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
            if self.verb_at(at - 1).is_some_and(|one| one.form == Standing::Finite)
                && !self.is_relative(at - 1)
            {
                return at;
            }
            at -= 1;
        }
        at
    }

    /// Whether a condition ends right before a place.
    fn conditions_end(&self, at: usize) -> bool {
        self.scopes.iter().any(|one| one.force == Force::Condition && one.to == at)
    }

    /// Whether the verb group that begins here names the speaker at the end of a sentence.
    fn trails(&self, group: usize) -> bool {
        let Some(verb) = self.verbs.iter().find(|one| one.from == group) else { return false };
        let rest = verb.at + 1..self.end();
        let later = self.verbs.iter().any(|one| one.at > verb.at && one.form == Standing::Finite);
        let earlier = self.verbs.iter().any(|one| one.at < verb.from && one.form == Standing::Finite);
        let aside = self.is_any(verb.at + 1, &[","]);
        super::line::SAYS.contains(&verb.lemma)
            && (rest.len() <= 7 && !later || aside)
            && earlier
            && !self.is_any(verb.at + 1, &["that"])
    }

    fn is_relative(&self, verb: usize) -> bool {
        let from = self.verb_at(verb).map_or(verb, |one| one.from);
        from > 0 && self.is_any(from - 1, &["who", "which", "that"])
    }
}
