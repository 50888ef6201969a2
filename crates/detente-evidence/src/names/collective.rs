//! Who is meant by nouns for those who rule and for states that act together: "the junta", "the bloc".

use std::collections::BTreeMap;

use super::{
    EntityKind, Form, Mention,
    collect::{Collector, Told},
    lists::LISTS,
    organised::CALLED,
    same,
};
use crate::words::Word;

/// Those who took power by force.
const RULERS: &[&str] = &["junta", "generals", "putschists", "rulers", "coup"];
/// States that act together.
const BLOCS: &[&str] = &["bloc", "grouping"];

/// Who is meant in a text by nouns that name nobody.
pub(super) struct Collective {
    rulers: Option<usize>,
    bloc: Option<usize>,
    /// Whom a text calls by a noun beside the name; nobody where it calls two so.
    called: BTreeMap<&'static str, Option<usize>>,
}

impl Collective {
    /// Those who rule without a government beside them.
    pub(super) const fn meant_rulers(&self) -> Option<usize> {
        self.rulers
    }

    /// Who is meant by the noun at a word.
    pub(super) fn meant(&self, word: &Word) -> Option<usize> {
        if word.any(BLOCS) {
            self.bloc
        } else if word.any(&RULERS[..3]) {
            self.rulers
        } else {
            self.called.get(word.lower.as_str()).copied().flatten()
        }
    }
}

impl Collector<'_> {
    pub(super) fn collective(&self, told: &Told<'_>, government: Option<usize>) -> Collective {
        let rulers = same::owner_of(told.sentences, &self.names.mentions, RULERS);
        let named = told.sentences.iter().flatten().any(|one| one.any(&RULERS[..3]));
        Collective {
            rulers: rulers.or(government).filter(|_| named),
            bloc: self.bloc_of(told),
            called: self.called(told),
        }
    }

    /// "the drivers' union UCT", "the operator, Transvia,", "Transvia, the operator,".
    fn called(&self, told: &Told<'_>) -> BTreeMap<&'static str, Option<usize>> {
        let mut found: BTreeMap<&'static str, Option<usize>> = BTreeMap::new();
        for (words, mentions) in told.sentences.iter().zip(&self.names.mentions) {
            for mention in mentions {
                let entity = &self.names.entities[mention.who];
                let own = entity.kind == EntityKind::Party && entity.iso3.is_none();
                if !own || mention.form != Form::Name {
                    continue;
                }
                let noun = |at: usize| {
                    words.get(at).and_then(|one| CALLED.iter().find(|noun| one.is(noun))).copied()
                };
                let the = usize::from(mention.from > 0 && words[mention.from - 1].is("the"));
                let before = mention.from - the;
                let comma = before > 1 && words[before - 1].is(",") && {
                    let from = before.saturating_sub(5);
                    (from..before - 1).any(|at| words[at].any(&["the", "a", "an", "its"]))
                };
                let beside = before.checked_sub(if comma { 2 } else { 1 }).filter(|_| comma || the == 0);
                let apposed = words.get(mention.to).is_some_and(|one| one.is(","))
                    && words.get(mention.to + 1).is_some_and(|one| one.any(&["the", "a", "an"]));
                let after = apposed.then(|| {
                    let end = words[mention.to + 1..].iter().position(|one| !one.is_word && !one.is("'"));
                    end.map(|length| mention.to + length).filter(|last| last - mention.to <= 6)
                });
                // "Tramvia's managing director": a company, whatever else it is called.
                let is = |at: usize, of: &[&str]| words.get(mention.to + at).is_some_and(|one| one.any(of));
                let firm = is(0, &["'s"])
                    && (is(1, &["managing", "owner", "shareholders", "ceo", "workforce"])
                        || is(1, &["chief"]) && is(2, &["executive"]));
                for noun in ["company", "firm", "employer"].iter().filter(|_| firm) {
                    let held = found.entry(noun).or_insert(Some(mention.who));
                    if *held != Some(mention.who) {
                        *held = None;
                    }
                }
                for noun in [beside, after.flatten()].into_iter().flatten().filter_map(noun) {
                    let held = found.entry(noun).or_insert(Some(mention.who));
                    if *held != Some(mention.who) {
                        *held = None;
                    }
                }
            }
        }
        found
    }

    /// The bloc that the text calls one, or the only one that it names.
    fn bloc_of(&self, told: &Told<'_>) -> Option<usize> {
        let blocs =
            || self.bodies.iter().filter(|(body, _)| LISTS.bodies[**body].is_bloc).map(|(_, who)| *who);
        let mut called: Option<usize> = None;
        for (words, mentions) in told.sentences.iter().zip(&self.names.mentions) {
            for mention in mentions.iter().filter(|one| blocs().any(|bloc| bloc == one.who)) {
                let beside = mention.from > 0 && words[mention.from - 1].any(BLOCS)
                    || words.get(mention.to).is_some_and(|one| one.any(BLOCS));
                let apposed = words.get(mention.to).is_some_and(|one| one.is(","))
                    && words[mention.to + 1..]
                        .iter()
                        .take_while(|one| one.is_word)
                        .take(6)
                        .any(|one| one.any(BLOCS));
                if beside || apposed {
                    match called {
                        Some(other) if other != mention.who => return None,
                        _ => called = Some(mention.who),
                    }
                }
            }
        }
        let mut all = blocs();
        called.or_else(|| all.next().filter(|_| all.next().is_none()))
    }

    /// "Colonel X, who seized power", "the junta leader, X", "a government spokesman, X": of those who rule.
    pub(super) fn by_power(&mut self, told: &Told<'_>, government: Option<usize>) {
        let rulers = same::owner_of(told.sentences, &self.names.mentions, RULERS).or(government);
        for (number, words) in told.sentences.iter().enumerate() {
            for at in 0..self.names.mentions[number].len() {
                let mention = self.names.mentions[number][at];
                if mention.form != Form::Person || !self.names.parties_of(mention.who).is_empty() {
                    continue;
                }
                let before = mention.title_from.checked_sub(1).map(|at| &words[at]);
                let of_rulers = before.is_some_and(|one| one.any(RULERS)) || seized_power(words, mention);
                let of_government =
                    before.is_some_and(|one| one.any(&["government", "regime", "army", "military"]));
                let owner = rulers.filter(|_| of_rulers).or(government.filter(|_| of_government));
                if let Some(owner) = owner.filter(|one| self.names.entities[*one].kind == EntityKind::Party) {
                    self.names.entities[mention.who].owners = vec![owner];
                }
            }
        }
    }

    /// "its president and her Norlandic counterpart, X": the office of whoever is named before.
    pub(super) fn counterparts(&mut self) {
        for number in 0..self.names.mentions.len() {
            let people: Vec<Mention> =
                self.names.mentions[number].iter().filter(|one| one.form == Form::Person).copied().collect();
            for two in people.windows(2) {
                let (first, second) = (two[0].who, two[1].who);
                let is_counterpart =
                    self.names.entities[second].title.as_deref().is_some_and(|one| one == "counterpart");
                if is_counterpart && first != second {
                    let office = &self.names.entities[first];
                    let (title, rank) = (office.title.clone(), office.rank);
                    let other = &mut self.names.entities[second];
                    (other.title, other.rank) = (title, rank);
                }
            }
        }
    }
}

/// "X, who seized power in March".
fn seized_power(words: &[Word], mention: Mention) -> bool {
    let is = |at: usize, of: &[&str]| words.get(mention.to + at).is_some_and(|one| one.any(of));
    let takes = is(2, &["seized", "took", "grabbed", "holds"]) && is(3, &["power"])
        || is(2, &["overthrew", "ousted", "toppled", "deposed"]);
    is(0, &[","]) && is(1, &["who"]) && takes
}
