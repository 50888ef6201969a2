//! Who holds a wording, on whose word.

use detente_case::Level;

use super::{Bracket, Holder, Tabled, joined};
use crate::{
    answers::trade::{BLANK, Marks, letter, verb},
    page::Text,
    question::Question,
    text::{scale, wording},
};

impl Bracket {
    /// `[full] (D)`: the wording, and which texts have it.
    pub(super) fn named(&self, texts: &[Tabled]) -> Text {
        let having = texts.iter().enumerate().filter(|(_, text)| self.in_texts.contains(&text.proposal));
        let letters: Vec<_> = having.map(|(place, _)| letter(place)).collect();
        let within = if letters.is_empty() { String::new() } else { format!(" ({})", letters.join(", ")) };
        Text::from(format!("[{}]{within}", self.name))
    }

    /// `UA will not have [npr#13]; RU can live with*; US ________`.
    pub(super) fn held(&self, question: &Question, marks: &Marks<'_>) -> Text {
        let mut texts = self.held_by(question, marks, |_| true);
        if !self.not_known.is_empty() {
            texts.push(Text::new().caution(format!("{} {BLANK}", question.shorts(&self.not_known))));
        }
        joined(texts)
    }

    /// What those hold whom a test picks, those who hold the same on the same word together.
    pub(super) fn held_by(
        &self,
        question: &Question,
        marks: &Marks<'_>,
        is_shown: impl Fn(&Holder) -> bool,
    ) -> Vec<Text> {
        let mut groups: Vec<(Says, Text, Vec<&str>)> = Vec::new();
        for holder in self.holders.iter().filter(|holder| is_shown(holder)) {
            let says = match (holder.level, holder.value) {
                (Some(level), _) => Says::Level(level, holder.backing()),
                (None, Some(value)) => {
                    let worth = scale::on_its_scale(question, &holder.party, wording::rounded(value));
                    Says::Worth(format!("for or against, {worth}"))
                }
                (None, None) => continue,
            };
            let mark = holder.reference.as_ref().map(|reference| marks.mark(reference)).unwrap_or_default();
            // A hedge says enough; who is not named stands with the words of the source above.
            let by = if holder.unnamed && !holder.hedged { ", by somebody unnamed" } else { "" };
            let mark = Text::from(by).then(mark);
            let party = question.short(&holder.party);
            match groups.iter_mut().find(|group| group.0 == says && group.1 == mark) {
                Some(group) => group.2.push(party),
                None => groups.push((says, mark, vec![party])),
            }
        }
        let text = |(says, mark, parties): (Says, Text, Vec<&str>)| {
            Text::from(format!("{} {}", parties.join(", "), says.of(parties.len()))).then(mark)
        };
        groups.into_iter().map(text).collect()
    }
}

/// How a level is known.
#[derive(Clone, Copy, PartialEq)]
enum Backing {
    /// Somebody says it, or assumes it.
    Said,
    /// A source says it with a hedge.
    Hedged,
    /// It follows from another rung.
    Implied,
}

impl Holder {
    fn backing(&self) -> Backing {
        match (self.implied, self.hedged) {
            (true, _) => Backing::Implied,
            (false, true) => Backing::Hedged,
            (false, false) => Backing::Said,
        }
    }
}

/// What is held of a wording.
#[derive(PartialEq)]
enum Says {
    /// A level, and how it is known.
    Level(Level, Backing),
    /// A worth.
    Worth(String),
}

impl Says {
    /// As a verb of so many parties.
    fn of(&self, parties: usize) -> String {
        match self {
            Self::Level(level, Backing::Said) => verb(*level, parties).to_owned(),
            Self::Level(level, Backing::Hedged) => format!("perhaps {}", verb(*level, parties)),
            Self::Level(level, Backing::Implied) => format!("{} (it follows)", verb(*level, parties)),
            Self::Worth(worth) => worth.clone(),
        }
    }
}
