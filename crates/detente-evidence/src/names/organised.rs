//! Names that are neither people nor listed, and act: movements, unions, companies, ministries.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    collect::{Told, text_of},
    introduced::Introduced,
    runs::{Piece, What, is_upper},
};
use crate::{steps::step, words::Word};

/// The organisations of a text, by their names in small letters.
#[derive(Debug, Default)]
pub(crate) struct Organisations {
    /// The name as the text has it.
    names: BTreeMap<String, String>,
    /// Words that stand in one name alone, and that name: "the union", "the Front".
    by_word: BTreeMap<String, Option<String>>,
    /// Single names that act and are never a place.
    free: BTreeSet<String>,
    introduced: Introduced,
}

#[derive(Default)]
struct Count {
    all: usize,
    /// How often the text says beside it what it is: "the union IALPA".
    called: usize,
    places: usize,
    acts: usize,
    name: String,
}

/// Words that stand in many names.
const USUAL: &[&str] = &[
    "united",
    "national",
    "international",
    "of",
    "the",
    "and",
    "for",
    "general",
    "new",
    "north",
    "south",
    "east",
    "west",
    "people",
    "people's",
    "workers",
    "central",
    "federal",
];

/// What a union, a company or a movement is called besides its name.
pub(super) const CALLED: &[&str] = &[
    "union",
    "company",
    "operator",
    "carmaker",
    "airline",
    "group",
    "movement",
    "front",
    "militia",
    "firm",
    "bank",
    "employer",
    "party",
    "guild",
    "utility",
    "retailer",
    "manufacturer",
    "steelmaker",
    "shipbuilder",
    "railway",
    "insurer",
    "publisher",
];

/// First words of names of organisations: "Union of Farmers".
const UNIONS: &[&str] = &["union", "association", "federation", "alliance", "league", "movement", "front"];

/// What members of a party are called together.
const MEMBERS: &[&str] = &[
    "greens",
    "democrats",
    "socialists",
    "conservatives",
    "liberals",
    "republicans",
    "communists",
    "nationalists",
];

impl Organisations {
    pub(crate) fn of(
        told: &Told<'_>,
        all: &[Vec<Piece>],
        introduced: Introduced,
        is_person: &dyn Fn(&[Word], Piece) -> bool,
    ) -> Self {
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        for (words, pieces) in told.sentences.iter().zip(all) {
            for piece in pieces.iter().filter(|one| one.what == What::Run && !is_person(words, **one)) {
                if dateline(words) >= piece.to {
                    continue;
                }
                let name = introduced.whole(text_of(told.text, words, piece.from, piece.to));
                let count = counts.entry(name.to_lowercase()).or_default();
                name.clone_into(&mut count.name);
                count.all += 1;
                let before = piece.from.checked_sub(1).map(|at| &words[at]);
                let place = before
                    .is_some_and(|one| one.any(&crate::words::AT_A_PLACE) || one.any(&["to", "from", "of"]));
                count.places += usize::from(place);
                let last = words[piece.to - 1].lower.as_str();
                let capitals = piece.to == piece.from + 1 && is_upper(told.text, &words[piece.from]);
                let acts = crate::words::ORGANISED.contains(&last)
                    || capitals && !place && (2..=6).contains(&words[piece.from].lower.chars().count())
                    || !place && words.get(piece.to).is_some_and(is_acting)
                    || before.is_some_and(|one| one.is("between"));
                count.acts += usize::from(acts);
                count.called += usize::from(is_called(words, *piece));
            }
        }
        let mut found = Self { introduced, ..Self::default() };
        for (key, count) in counts {
            let organised = key.contains(' ')
                && (key.rsplit(' ').next().is_some_and(|last| crate::words::ORGANISED.contains(&last))
                    || key.split(" of ").next().is_some_and(|first| {
                        key.contains(" of ")
                            && first.rsplit(' ').next().is_some_and(|one| UNIONS.contains(&one))
                    }));
            if !key.contains(' ') && count.acts > 0 && count.places == 0 {
                found.free.insert(key.clone());
            }
            // "The Greens want": who is called after what they are for acts as one, however seldom.
            let organised = organised || MEMBERS.contains(&key.as_str()) && count.places == 0;
            let often = count.places * 2 <= count.all && count.all > 1;
            if count.called > 0 || count.acts > 0 && (organised || often) {
                found.names.insert(key, count.name);
            }
        }
        found.find_words();
        found
    }

    fn find_words(&mut self) {
        for (key, name) in self.names.iter().filter(|(key, _)| key.contains(' ')) {
            for word in key
                .split([' ', '\'', '’'])
                .enumerate()
                .filter(|(at, one)| {
                    one.len() > 3 && !USUAL.contains(one) && (*at > 0 || self.free.contains(*one))
                })
                .map(|(_, one)| one)
            {
                let held = self.by_word.entry(word.to_owned()).or_insert_with(|| Some(name.clone()));
                if held.as_ref() != Some(name) {
                    *held = None;
                }
            }
        }
        // "the Liberals" of the Liberal Union.
        for (key, name) in &self.names {
            let first = key.split_once(' ').map(|(first, _)| first);
            if let Some(first) = first.filter(|one| one.len() > 3 && !USUAL.contains(one)) {
                let held = self.by_word.entry(format!("{first}s")).or_insert_with(|| Some(name.clone()));
                if held.as_ref() != Some(name) {
                    *held = None;
                }
            }
        }
        // A word of a longer name is no name of its own.
        let short: Vec<String> = self.names.keys().filter(|key| self.whole(key).is_some()).cloned().collect();
        short.into_iter().for_each(|key| {
            self.names.remove(&key);
        });
    }

    /// The longer name of which a word is a part, where there is one alone.
    pub(crate) fn whole(&self, key: &str) -> Option<&str> {
        self.by_word.get(key)?.as_deref()
    }

    /// The organisation that a run names.
    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        let key = self.introduced.whole(name).to_lowercase();
        self.names.get(&key).map(String::as_str).or_else(|| self.whole(&key))
    }

    /// The one organisation whose name has one of these words.
    pub(crate) fn only_one(&self, words: &[&str]) -> Option<&str> {
        step(self.names.len());
        let mut found = self.names.iter().filter(|(key, _)| key.split(' ').any(|one| words.contains(&one)));
        let first = found.next()?;
        found.next().is_none().then_some(first.1.as_str())
    }
}

/// Whether the text says beside a name what it is: "the union KLT", "the operator, Tramvia,", "Tramvia, the operator,".
fn is_called(words: &[Word], piece: Piece) -> bool {
    let noun = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|one| one.any(CALLED));
    let comma = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|one| one.is(","));
    let beside = piece.from > 1 && noun(piece.from.checked_sub(1));
    let before = comma(piece.from.checked_sub(1)) && noun(piece.from.checked_sub(2)) && comma(Some(piece.to));
    let after = comma(Some(piece.to))
        && words.get(piece.to + 1).is_some_and(|one| one.any(&["the", "a", "an"]))
        && (piece.to + 2..piece.to + 5).any(|at| noun(Some(at)) && comma(Some(at + 1)));
    beside || before || after
}

/// How many words stand before the dash of a dateline.
pub(crate) fn dateline(words: &[Word]) -> usize {
    let dash = words.iter().take(16).position(|one| one.any(&["—", "–", "-"])).unwrap_or(0);
    let is_plain = |words: &[Word]| words.iter().all(|one| one.capital || one.is_number() || !one.is_word);
    // On a line of its own: "GENEVA, 3 March 2031 (Agency)".
    let alone = words.len() <= 16
        && words.last().is_some_and(|one| one.is(")"))
        && words.iter().any(Word::is_number)
        && is_plain(words);
    if alone {
        words.len()
    } else if is_plain(&words[..dash]) {
        dash
    } else {
        0
    }
}

/// Whether a word after a name lets it act: a verb or the possessive.
pub(crate) fn is_acting(word: &Word) -> bool {
    word.is("'s")
        || word.any(AUXILIARY)
        || !word.capital
            && word.is_word
            && (word.lower.ends_with("ed") && word.lower.len() > 4 || PRESENT.contains(&word.lower.as_str()))
}

const AUXILIARY: &[&str] = &[
    "has", "have", "had", "will", "would", "is", "was", "are", "were", "may", "might", "could", "can",
    "must", "should", "wants", "want", "says", "said", "did", "does", "do", "also", "itself",
];
const PRESENT: &[&str] = &[
    "insists",
    "rejects",
    "demands",
    "denies",
    "refuses",
    "argues",
    "seeks",
    "expects",
    "calls",
    "accuses",
    "hopes",
    "favors",
    "favours",
    "opposes",
    "proposes",
    "offers",
    "threatens",
    "warns",
    "believes",
    "sees",
    "plans",
    "supports",
    "backs",
    "claims",
    "sent",
    "told",
    "held",
    "met",
    "sought",
    "gave",
    "took",
    "left",
    "made",
    "insist",
    "reject",
    "demand",
    "oppose",
    "refuse",
];
const BODIES: &[&str] = &[
    "ministry",
    "office",
    "department",
    "court",
    "parliament",
    "agency",
    "bureau",
    "cabinet",
    "council",
    "senate",
    "house",
    "assembly",
    "secretariat",
    "command",
    "committee",
    "commission",
    "chancellery",
    "presidency",
    "congress",
    "directorate",
    "administration",
    "board",
    "delegation",
    "government",
    "bank",
];

/// Whether an organisation by its name speaks for somebody rather than for itself.
pub(crate) fn is_body(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(' ');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    BODIES.contains(&last) || ["ministry", "office", "department"].contains(&first)
}

/// The first letters of a name, without its small words.
pub(crate) fn initials(name: &str) -> String {
    let words = name.split(' ').filter(|one| one.starts_with(char::is_uppercase));
    words.filter_map(|one| one.chars().next()).collect::<String>().to_lowercase()
}
