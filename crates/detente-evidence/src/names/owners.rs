//! For whom a person or a body acts: the nearest possessive or demonym inside the noun phrase or the apposition.

use super::{Entity, EntityKind, Form, Mention, lists::Title};
use crate::{draft::Rank, words::Word};

/// Words that end the search for an owner.
const STOPS: &[&str] = &[
    "the",
    "a",
    "an",
    "and",
    "or",
    "of",
    "to",
    "in",
    "for",
    "with",
    "by",
    "from",
    "on",
    "at",
    "that",
    "who",
    "said",
    "told",
    "met",
    "as",
    "but",
    "between",
    "including",
    "like",
    "against",
    "after",
    "before",
    "when",
];

/// Where a person stands, and what is known of the sentence.
pub(crate) struct Place<'a> {
    pub words: &'a [Word],
    pub mentions: &'a [Mention],
    pub entities: &'a [Entity],
    pub titles: &'a [(usize, usize, Title)],
}

impl Place<'_> {
    fn ending_at(&self, to: usize) -> Option<&Mention> {
        self.mentions.iter().find(|one| one.to == to)
    }

    fn beginning_at(&self, from: usize) -> Option<&Mention> {
        let from = from + usize::from(self.words.get(from).is_some_and(|one| one.is("the")));
        self.mentions.iter().find(|one| one.from == from)
    }

    fn can_own(&self, mention: &Mention) -> bool {
        matches!(self.entities[mention.who].kind, EntityKind::Party | EntityKind::Body)
    }

    /// The owner right before a title or a body: "Britain's Foreign Secretary", "the Norlandic envoy".
    pub(crate) fn before(&self, from: usize) -> Vec<usize> {
        let mut at = from;
        for _ in 0..6 {
            if let Some(mention) = self.ending_at(at).filter(|one| one.to > one.from) {
                if self.can_own(mention) && mention.form != Form::Person {
                    return self.listed_before(mention);
                }
                return Vec::new();
            }
            let Some(before) = at.checked_sub(1) else { return Vec::new() };
            let word = &self.words[before];
            if word.is("'s") || word.is("'") {
                let owner = self.ending_at(before).map(|one| one.who);
                return owner.into_iter().collect();
            }
            if word.any(&["its", "their"]) {
                let owner = self
                    .mentions
                    .iter()
                    .rev()
                    .find(|one| one.to <= before && self.can_own(one) && one.form == Form::Name);
                return owner.map(|one| one.who).into_iter().collect();
            }
            if !word.is_word || STOPS.contains(&word.lower.as_str()) {
                return Vec::new();
            }
            at = before;
        }
        Vec::new()
    }

    /// "the Norlandic and Sudlandic ministers": with those that are joined to it before.
    fn listed_before(&self, last: &Mention) -> Vec<usize> {
        let mut owners = vec![last.who];
        let mut from = last.from;
        while from >= 2
            && self.words[from - 1].any(&["and", ","])
            && let Some(mention) = self.ending_at(from - 1)
            && self.can_own(mention)
            && mention.form == Form::People
            && last.form == Form::People
        {
            owners.insert(0, mention.who);
            from = mention.from;
        }
        owners
    }

    /// The owner after a title or a name: "of Norland", "(Norland)", "of the Norlandic union".
    pub(crate) fn after(&self, to: usize, prepositions: &[&str]) -> Vec<usize> {
        let Some(next) = self.words.get(to) else { return Vec::new() };
        if !next.any(prepositions) && !next.is("(") {
            return Vec::new();
        }
        let owner = self.beginning_at(to + 1).filter(|one| self.can_own(one));
        owner.map(|one| one.who).into_iter().collect()
    }

    /// The owner in an apposition after a name: ", the foreign minister of Norland,", ", who leads the Norlandic side".
    pub(crate) fn in_apposition(&self, to: usize) -> Vec<usize> {
        if !self.words.get(to).is_some_and(|one| one.any(&[",", "(", "—", "–"])) || self.words.len() < to + 2
        {
            return Vec::new();
        }
        let end = self.words[to + 1..].iter().position(|one| one.any(&[",", ".", ";", ")", "—", "–"]));
        let end = end.map_or(self.words.len(), |one| to + 1 + one).min(to + 16);
        let first = &self.words[to + 1];
        let nominal = first.any(&["the", "a", "an", "who", "its", "his", "her"])
            || first.capital
            || self.titles.iter().any(|(from, ..)| *from == to + 1)
            || self.words[to].is("(");
        let titled = first.is("who")
            || self.words[to].is("(")
            || self
                .titles
                .iter()
                .any(|(from, upto, title)| title.rank.is_some() && *from > to && *upto <= end);
        if !nominal || !titled {
            return Vec::new();
        }
        let inside = self.mentions.iter().filter(|one| one.from > to && one.to <= end && self.can_own(one));
        let mut owners: Vec<usize> = Vec::new();
        for mention in inside {
            let before = &self.words[mention.from - 1];
            let before =
                if before.is("the") && mention.from >= 2 { &self.words[mention.from - 2] } else { before };
            // An envoy for somebody is of whoever sent him.
            let sent = self.titles.iter().any(|(from, upto, title)| {
                *from > to
                    && *upto <= mention.from
                    && matches!(title.rank, Some(Rank::SpecialEnvoy | Rank::Ambassador))
            });
            if before.any(&["in", "at", "near", "to", "on"]) || sent && before.is("for") {
                continue;
            }
            owners.push(mention.who);
            break;
        }
        owners
    }

    /// "X, who represents Norland", "X will represent Norland", "X led the Norlandic delegation".
    pub(crate) fn represented(&self, to: usize) -> Vec<usize> {
        let ahead = self.words.len().min(to + 10);
        let Some(verb) = (to..ahead).find(|at| {
            let word = &self.words[*at];
            word.lower.starts_with("represent") && !word.lower.starts_with("representative")
                || word.any(&["led", "leads", "lead", "leading", "heads", "headed", "heading"])
        }) else {
            return Vec::new();
        };
        // Nobody else is named on the way.
        if self.words[verb + 1..].first().is_some_and(|one| one.is("by"))
            || self.mentions.iter().any(|one| one.from > to && one.to <= verb && one.form == Form::Person)
        {
            return Vec::new();
        }
        let owner = self.beginning_at(verb + 1).filter(|one| self.can_own(one));
        let leads = !self.words[verb].lower.starts_with("represent");
        let of_delegation = |one: &&Mention| {
            !leads
                || self.words[one.to..]
                    .iter()
                    .take(3)
                    .any(|word| word.any(&["delegation", "side", "team", "negotiators", "negotiating"]))
        };
        owner.filter(of_delegation).map(|one| one.who).into_iter().collect()
    }

    /// "Norland, which sent X", "Norland named X".
    pub(crate) fn sent(&self, from: usize) -> Vec<usize> {
        let near = from.saturating_sub(7);
        let Some(verb) = (near..from).rev().find(|at| {
            self.words[*at].any(&["sent", "dispatched", "named", "appointed", "sends", "replaced"])
        }) else {
            return Vec::new();
        };
        let near =
            self.mentions.iter().rev().find(|one| one.to <= verb && self.can_own(one) && verb - one.to <= 4);
        // "Norland, whose citizens are among them, has sent X".
        let comma = (verb.saturating_sub(3)..verb).find(|at| self.words[*at].is(","));
        let around = comma.and_then(|comma| {
            self.mentions.iter().find(|one| {
                one.to < comma
                    && self.can_own(one)
                    && self.words[one.to].is(",")
                    && self.words[one.to + 1].any(&["which", "whose", "who"])
            })
        });
        around.or(near).map(|one| one.who).into_iter().collect()
    }

    /// "the front's commander, known as X": whose the noun before the comma is.
    pub(crate) fn called(&self, from: usize) -> Vec<usize> {
        let named = from >= 3
            && self.words[from - 1].is("as")
            && self.words[from - 2].any(&["known", "identified", "named"])
            && self.words[from - 3].is(",");
        if named { self.before(from - 3) } else { Vec::new() }
    }

    /// "the Norlandic delegation, led by X".
    pub(crate) fn led(&self, from: usize) -> Vec<usize> {
        let Some(by) = from.checked_sub(1).filter(|at| self.words[*at].is("by")) else { return Vec::new() };
        if !by.checked_sub(1).is_some_and(|at| self.words[at].any(&["led", "headed", "represented"])) {
            return Vec::new();
        }
        let near =
            self.mentions.iter().rev().find(|one| one.to < by && self.can_own(one) && by - one.to <= 8);
        near.map(|one| one.who).into_iter().collect()
    }
}
