//! Short names that a text introduces: "the Metal Workers' Federation (MWF)", later "the MWF".

use std::collections::BTreeMap;

use super::{
    collect::{Told, text_of},
    runs::{Piece, What, is_upper},
};

/// Long names by the short ones in brackets behind them, in small letters.
#[derive(Debug, Default)]
pub(super) struct Introduced(BTreeMap<String, String>);

impl Introduced {
    pub(super) fn of(told: &Told<'_>, all: &[Vec<Piece>]) -> Self {
        let mut found = BTreeMap::new();
        for (words, pieces) in told.sentences.iter().zip(all) {
            for two in pieces.windows(2) {
                let (long, short) = (two[0], two[1]);
                let bracket = short.from == long.to + 1
                    && short.to == short.from + 1
                    && words[long.to].is("(")
                    && words.get(short.to).is_some_and(|one| one.is(")"));
                let runs = long.what == What::Run && short.what == What::Run;
                if !(bracket && runs && is_upper(told.text, &words[short.from])) {
                    continue;
                }
                let letter = |at: usize| words[at].lower.chars().next();
                if letter(long.from) == letter(short.from) && words[short.from].lower.chars().count() > 1 {
                    let name = text_of(told.text, words, long.from, long.to).to_owned();
                    found.entry(words[short.from].lower.clone()).or_insert(name);
                }
            }
        }
        Self(found)
    }

    /// The whole name that a name stands for.
    pub(super) fn whole<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(&name.to_lowercase()).map_or(name, String::as_str)
    }
}
