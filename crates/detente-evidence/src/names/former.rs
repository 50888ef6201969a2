//! Offices that somebody held once: a former minister has none today, and acts for no party by it.

use std::collections::BTreeSet;

use super::{
    Form, Mention,
    collect::{Collector, Told},
    lists::Title,
    people::FORMER,
};
use crate::words::Word;

/// Whether a mention gives somebody an office that is over: nothing where it gives none at all.
pub(super) fn is_over(words: &[Word], titles: &[(usize, usize, Title)], mention: Mention) -> Option<bool> {
    if mention.form != Form::Person {
        return None;
    }
    let was = |at: usize, least: usize| {
        (least.max(at.saturating_sub(4))..at)
            .rev()
            .take_while(|one| words[*one].is_word || words[*one].is("'s"))
            .any(|one| words[one].any(FORMER))
    };
    let before: Vec<bool> = titles
        .iter()
        .filter(|(from, to, title)| {
            *from >= mention.title_from && *to <= mention.from && title.rank.is_some()
        })
        .map(|(from, ..)| was(*from, 0))
        .collect();
    if !before.is_empty() {
        return Some(before.iter().all(|one| *one));
    }
    if was(mention.from, 0) {
        return Some(true);
    }
    // "X, a former minister of Norland,".
    words.get(mention.to).filter(|one| one.is(","))?;
    let end = words[mention.to + 1..].iter().position(|one| !one.is_word && !one.is("'s"));
    let end = end.map_or(words.len(), |length| mention.to + 1 + length);
    let title =
        titles.iter().find(|(from, to, title)| *from > mention.to && *to <= end && title.rank.is_some())?;
    Some(was(title.0, mention.to + 1))
}

impl Collector<'_> {
    /// Takes the offices away that people held once and hold no more.
    pub(super) fn retire(&mut self, told: &Told<'_>) {
        let (mut once, mut now) = (BTreeSet::new(), BTreeSet::new());
        for (number, words) in told.sentences.iter().enumerate() {
            for mention in &self.names.mentions[number] {
                match is_over(words, &self.names.titles[number], *mention) {
                    Some(true) => once.insert(mention.who),
                    Some(false) => now.insert(mention.who),
                    None => continue,
                };
            }
        }
        for who in once.difference(&now) {
            let entity = &mut self.names.entities[*who];
            (entity.title, entity.rank) = (None, None);
            self.hints.remove(who);
        }
    }
}
