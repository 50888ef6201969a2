//! A sentence with all that rules ask of it.

use jiff::civil::Date;

use super::actor::Actor;
use crate::{
    days::Found,
    names::{EntityKind, Mention, Names, Title},
    reality::{Force, Scope},
    steps::step,
    words::{Verb, Word},
};

/// A sentence: its words, its names, its verbs, its days, who speaks in it.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// The day of the text.
    pub day: Option<Date>,
    pub text: &'a str,
    pub words: &'a [Word],
    pub mentions: &'a [Mention],
    pub titles: &'a [(usize, usize, Title)],
    pub names: &'a Names,
    pub verbs: Vec<Verb>,
    pub days: Vec<Found>,
    /// Stretches between quotation marks, by their first word and the word after their last.
    pub quotes: Vec<(usize, usize)>,
    /// Where the clause at each word ends.
    pub ends: Vec<usize>,
    /// What is said in the sentence, and by whom.
    pub speeches: Vec<Speech>,
    /// Stretches that tell of what is not so, or is a condition.
    pub scopes: Vec<Scope>,
    /// Who spoke, acted or was meant last before this sentence.
    pub before: Carried,
}

/// What somebody is said to have said.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    pub from: usize,
    pub to: usize,
    pub actor: Actor,
}

/// To whom "he", "they", "it" and "we" may point back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Carried {
    pub person: Option<Actor>,
    pub group: Option<Actor>,
    pub speaker: Option<Actor>,
    /// The parties of a text between whom something is.
    pub several: Option<Actor>,
    /// The two parties whose people the sentence before names.
    pub pair: Option<Actor>,
}

impl Line<'_> {
    /// The words of the text from one word to another, exclusive.
    pub(crate) fn said(&self, from: usize, to: usize) -> &str {
        if from >= to || to > self.words.len() {
            return "";
        }
        closed(&self.text[self.words[from].start..self.words[to - 1].end])
    }

    pub(crate) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    /// Whether the word at a place is one of these.
    pub(crate) fn is_any(&self, at: usize, of: &[&str]) -> bool {
        self.words.get(at).is_some_and(|one| one.any(of))
    }

    /// The place after the last word, without the mark that ends the sentence.
    pub(crate) fn end(&self) -> usize {
        let mut end = self.words.len();
        while end > 0 && !self.words[end - 1].is_word && !self.words[end - 1].is("'s") {
            end -= 1;
        }
        end
    }

    pub(crate) fn mentions_in(&self, from: usize, to: usize) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().filter(move |one| one.from >= from && one.to <= to)
    }

    pub(crate) fn is_person(&self, mention: &Mention) -> bool {
        self.names.entities[mention.who].kind == EntityKind::Person
    }

    /// Whether any word of a stretch is one of these.
    pub(crate) fn has(&self, from: usize, to: usize, of: &[&str]) -> bool {
        self.find(from, to, of).is_some()
    }

    /// The first word of a stretch that is one of these.
    pub(crate) fn find(&self, from: usize, to: usize, of: &[&str]) -> Option<usize> {
        step(to.min(self.words.len()).saturating_sub(from));
        (from..to.min(self.words.len())).find(|at| self.words[*at].any(of))
    }

    pub(crate) fn in_quotes(&self, at: usize) -> bool {
        self.quotes.iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    /// What is said at a place of the sentence: the innermost speech.
    pub(crate) fn speech_at(&self, at: usize) -> Option<&Speech> {
        self.speeches
            .iter()
            .filter(|one| (one.from..one.to).contains(&at))
            .min_by_key(|one| one.to - one.from)
    }

    /// Where the clause that begins or stands at a place ends: before the next clause of the same rank.
    pub(crate) fn clause_end(&self, from: usize) -> usize {
        step(1);
        self.ends.get(from).copied().unwrap_or_else(|| self.end())
    }

    /// Where the clause at each word ends, found in one pass from the last word to the first.
    pub(crate) fn find_ends(&mut self) {
        let end = self.end();
        let mut ends = vec![end; self.words.len() + 1];
        for from in (0..end).rev() {
            step(1);
            let next = ends[from + 1];
            ends[from] = if from + 1 < end { self.closes_at(from + 1, end).unwrap_or(next) } else { end };
        }
        self.ends = ends;
    }

    /// "Rumours that A offered money are untrue": what is denied ends before the words that deny it.
    pub(crate) fn end_before_denials(&mut self) {
        let denied: Vec<(usize, usize)> = self
            .scopes
            .iter()
            .filter(|one| one.force == Force::Denied && one.cue >= one.to)
            .map(|one| (one.from, one.to))
            .collect();
        for (from, to) in denied {
            for end in self.ends.iter_mut().take(to).skip(from) {
                *end = (*end).min(to);
            }
        }
    }

    /// Where a clause that began before a word ends, if it ends at that word.
    fn closes_at(&self, at: usize, end: usize) -> Option<usize> {
        let word = &self.words[at];
        if word.any(&[";", "—", "–"]) {
            return Some(at);
        }
        if !word.is(",") {
            return (word.any(&["and", "but"]) && self.begins_clause(at + 1)).then_some(at);
        }
        let closes = usize::from(
            self.is_any(at + 1, &["'", "”", "\"", "’"]) && self.quotes.iter().any(|one| one.1 == at + 1),
        );
        let lead = at + 1 + closes;
        let next = &self.words[lead.min(end - 1)];
        let joins = next.any(&[
            "but", "while", "whereas", "although", "though", "which", "who", "with", "adding", "saying",
        ]) || next.any(&["and", "or"]) && self.begins_clause(lead + 1);
        let participle = self
            .verbs_from(lead)
            .iter()
            .take(4)
            .any(|verb| verb.from == lead && verb.form == crate::words::Standing::Participle);
        let adverb = usize::from(self.words[lead.min(end - 1)].lower.ends_with("ly"));
        let doing = self.word(lead + adverb).is_some_and(|one| {
            one.lower.len() > 5 && one.lower.ends_with("ing") && !one.capital && !one.any(NO_PARTICIPLES)
        });
        let names_speaker =
            self.verbs_from(lead + 1).iter().take_while(|verb| verb.at <= lead + 8).any(|verb| {
                SAYS.contains(&verb.lemma)
                    && verb.form == crate::words::Standing::Finite
                    && !self.has(lead, verb.at, &["that", ",", "and"])
            });
        // "which threatened to quit, said": the verb of the clause around it.
        let goes_on = self.verbs_from(lead).first().is_some_and(|verb| {
            verb.from == lead
                && verb.form == crate::words::Standing::Finite
                && !self.is_any(lead, &["and", "or"])
                && self.ends_relative(at)
        });
        let joins = joins || goes_on;
        (joins || participle || doing || names_speaker || next.is("according")).then_some(if closes > 0 {
            lead
        } else {
            at
        })
    }

    /// Whether the last verb before a comma stands in a relative clause: "which threatened to quit,".
    fn ends_relative(&self, at: usize) -> bool {
        let before = self.verbs.partition_point(|one| one.at < at);
        let mut before = self.verbs[..before].iter().rev().take(6);
        let last = before.find(|one| one.form == crate::words::Standing::Finite);
        last.and_then(|one| one.from.checked_sub(1)).is_some_and(|one| self.is_any(one, &["which", "who"]))
    }

    /// Whether "and" right before a place joins two names: "Norland, Sudland and the Isles"
    fn is_list(&self, at: usize) -> bool {
        let Some(and) = at.checked_sub(1).filter(|one| self.is_any(*one, &["and", "or"])) else {
            return false;
        };
        let next = at + usize::from(self.is_any(at, &["the"]));
        let to = and - usize::from(and > 0 && self.is_any(and - 1, &[","]));
        let before = self.mentions.iter().find(|one| one.to == to);
        let Some(before) =
            before.filter(|_| self.mentions.iter().any(|one| one.from == next || one.title_from == next))
        else {
            return false;
        };
        let lead = before.from.checked_sub(1);
        let lead = lead.filter(|one| !self.is_any(*one, &["the"])).or_else(|| before.from.checked_sub(2));
        before.title_from == 0
            || lead.is_none_or(|one| {
                self.is_any(
                    one,
                    &[
                        ",",
                        "like",
                        "including",
                        "from",
                        "between",
                        "of",
                        "both",
                        "as",
                        ";",
                        "whereas",
                        "while",
                        "but",
                    ],
                ) || !self.words[one].is_word
            })
    }

    /// The verbs of the sentence from a word on.
    pub(crate) fn verbs_from(&self, at: usize) -> &[Verb] {
        &self.verbs[self.verbs.partition_point(|one| one.at < at)..]
    }

    /// The first finite verb from a word on.
    pub(crate) fn next_finite(&self, at: usize) -> Option<&Verb> {
        let rest = self.verbs_from(at);
        let found = rest.iter().position(|one| one.form == crate::words::Standing::Finite);
        step(found.unwrap_or(rest.len()) + 1);
        found.map(|one| &rest[one])
    }

    /// The verb at a word.
    pub(crate) fn verb_at(&self, at: usize) -> Option<&Verb> {
        self.verbs_from(at).first().filter(|one| one.at == at)
    }

    /// Whether a clause with a verb of its own begins here, right after "and" or "but".
    pub(crate) fn begins_clause(&self, at: usize) -> bool {
        if self.is_list(at) {
            return false;
        }
        let Some(verb) = self.next_finite(at) else {
            return false;
        };
        if verb.from <= at {
            return true;
        }
        // "and its minister, Ada Lind, wants"
        let apposed = self.is_any(at, &["its", "his", "her", "their", "the"])
            && verb.from - at <= 12
            && self.is_any(verb.from - 1, &[","])
            && self.mentions_in(at, verb.from).any(|one| self.is_person(one));
        if apposed {
            return true;
        }
        // A subject of a few words, without a comma or another "and" before its verb.
        let subject = at..verb.from;
        let is_short = subject.len() <= 7;
        is_short
            && !self.has(at, verb.from, &[",", "and", "or", "that", "which", "who", "to", "if"])
            && (self.mentions.iter().any(|one| one.from >= at && one.to <= verb.from)
                || self.is_any(
                    at,
                    &[
                        "the", "it", "he", "she", "they", "we", "its", "his", "her", "their", "this", "that",
                        "neither", "no", "i",
                    ],
                ))
            && !self.words[at..verb.from]
                .iter()
                .any(|one| one.any(&["of", "in", "for", "on", "from"]) && verb.from - at < 3)
    }
}

/// Words without a mark at their end that belongs to what stands around them: a comma, a quotation mark that nothing opens.
fn closed(words: &str) -> &str {
    let mut words = words;
    loop {
        let opened = |open: &str, close: &str| words.matches(open).count() >= words.matches(close).count();
        let shorter = words
            .strip_suffix(',')
            .or_else(|| words.strip_suffix('”').filter(|_| !opened("“", "”")))
            .or_else(|| words.strip_suffix('"').filter(|_| words.matches('"').count() % 2 == 1))
            .map(str::trim_end)
            .filter(|one| !one.is_empty());
        match shorter {
            Some(shorter) => words = shorter,
            None => return words,
        }
    }
}

/// Words that end like a participle and are none.
const NO_PARTICIPLES: &[&str] = &[
    "including",
    "during",
    "regarding",
    "following",
    "meeting",
    "nothing",
    "something",
    "anything",
    "everything",
    "morning",
    "evening",
    "concerning",
    "fishing",
    "building",
    "funding",
    "training",
    "monitoring",
    "spending",
    "policing",
    "shipping",
    "mining",
    "farming",
    "banking",
    "filling",
    "staffing",
    "licensing",
    "pending",
];

pub(crate) const SAYS: &[&str] = &[
    "say",
    "tell",
    "add",
    "report",
    "write",
    "concede",
    "note",
    "warn",
    "explain",
    "state",
    "announce",
    "confirm",
    "acknowledge",
    "argue",
];
