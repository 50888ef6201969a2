//! Threats with a trigger, and what their deadlines mean from day to day.

use detente_case::{Interval, LeverId, PartyId, Quantity, UltimatumId, When};
use detente_talks::{
    deadlines::{self, DaysLeft, WindowStatus},
    likelihood::Likelihood,
};
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{Reference, dates, phrase, threats},
};

/// A threat: unless something happens by a deadline, a lever is used.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Ultimatum {
    /// The ultimatum.
    pub id: UltimatumId,
    /// Who threatens.
    pub issuer: PartyId,
    /// Who said so, by name.
    pub said_by: Option<String>,
    /// Who is to be moved by it.
    pub addressed_to: Vec<PartyId>,
    /// What would trip it.
    pub trigger: String,
    /// Whether the trigger can be told when it happens.
    pub trigger_defined: bool,
    /// The lever that follows.
    pub consequence: LeverId,
    /// The lever's name.
    pub consequence_name: String,
    /// When it runs out; absent when no source says.
    pub window: Option<When>,
    /// Where the day stands against the window.
    pub status: Option<WindowStatus>,
    /// Days to the window's first and last day.
    pub days_left: Option<DaysLeft>,
    /// The chance that it is carried out if the trigger trips, 0–1; absent when nobody has said.
    pub credibility: Option<Interval>,
    /// Where that chance comes from.
    pub credibility_said: Reference,
    /// The chance, on each day that has come, that the issuer acts on that day: h = 1 − (1 − c)^(1/d).
    pub daily_hazard: Option<Interval>,
    /// Where the ultimatum is reported.
    pub said: Reference,
}

impl Ultimatum {
    pub(super) fn build(question: &Question) -> Vec<Self> {
        let case = &question.case;
        let found = deadlines::deadlines(case).into_iter().zip(case.standing_ultimatums());
        found
            .map(|(deadline, (_, ultimatum))| Self {
                id: deadline.ultimatum.clone(),
                issuer: ultimatum.issuer.clone(),
                said_by: ultimatum.said_by.as_ref().map(|actor| phrase::actor(question, actor)),
                addressed_to: ultimatum.addressed_to.clone(),
                trigger: ultimatum.trigger.clone(),
                trigger_defined: ultimatum.trigger_defined,
                consequence: ultimatum.consequence.clone(),
                consequence_name: case
                    .levers
                    .get(&ultimatum.consequence)
                    .map_or_else(|| ultimatum.consequence.to_string(), |lever| lever.name.clone()),
                window: deadline.window.cloned(),
                status: deadline.status,
                days_left: deadline.days_left,
                credibility: deadline.credibility,
                credibility_said: question.reference(deadline.credibility_said.0),
                daily_hazard: deadline.daily_hazard,
                said: question.reference(deadline.said.0),
            })
            .collect()
    }

    fn show(&self, page: &mut Page, question: &Question) {
        let by = self.said_by.as_ref().map_or(String::new(), |name| format!(", by {name}"));
        let title = format!("{}{by}: {}", question.short(&self.issuer), self.consequence_name);
        let said = question.case.ultimatums.get(&self.id);
        let brackets = said.map_or_else(Text::new, |said| threats::said_in_brackets(question, said));
        page.paragraph(Text::new().strong(title).then(brackets));
        let undefined = Text::new().caution(" (nobody has said what counts as that)");
        let trigger = Text::from(&self.trigger);
        let to = if self.addressed_to.is_empty() {
            Text::new().caution("not said")
        } else {
            Text::from(phrase::parties(question, &self.addressed_to))
        };
        let remark = said.and_then(|said| said.origin.note.as_ref());
        let remark = remark.map(|note| ("remark".to_owned(), Text::new().caution(note.replace('`', "\""))));
        let facts = vec![
            ("trigger".to_owned(), if self.trigger_defined { trigger } else { trigger.then(undefined) }),
            ("addressed to".to_owned(), to),
            ("deadline".to_owned(), self.deadline(question)),
            ("carried out".to_owned(), self.credibility()),
        ];
        page.facts(facts.into_iter().chain(remark).collect());
    }

    fn deadline(&self, question: &Question) -> Text {
        let window = question.case.ultimatums.get(&self.id).and_then(|said| dates::deadline(question, said));
        let (Some(window), Some(status), Some(days)) = (window, self.status, self.days_left) else {
            return Text::new().caution("not said");
        };
        let text = Text::from(window);
        match status {
            WindowStatus::Before => {
                text.plain(format!("; begins in {}", phrase::count(count(days.to_first), "day")))
            }
            WindowStatus::Inside => {
                text.plain(format!("; runs out within {}", phrase::count(count(days.to_last), "day")))
            }
            WindowStatus::After => {
                text.plain("; ").caution(format!("passed {} ago", phrase::count(count(days.to_last), "day")))
            }
        }
    }

    fn credibility(&self) -> Text {
        match self.credibility {
            None => Text::new().caution("no source says how likely"),
            Some(chance) => Text::from(format!("{} if the trigger happens", percent(chance)))
                .then(self.credibility_said.in_brackets()),
        }
    }
}

pub(super) fn show(ultimatums: &[Ultimatum], page: &mut Page, question: &Question) {
    if !ultimatums.is_empty() {
        page.heading("Deadlines");
    }
    for ultimatum in ultimatums {
        ultimatum.show(page, question);
    }
}

fn count(days: i32) -> usize {
    days.unsigned_abs() as usize
}

/// A chance in percent, and in words where the words say as much: "10–30%, very unlikely to unlikely".
///
/// A band over more than two neighbouring words of ICD 203 is told no better by its ends, so it stays in percent.
pub(super) fn told(chance: Interval, words: &str) -> String {
    let rungs = words.split(" to ").filter_map(|word| WORDS.iter().position(|known| *known == word));
    let (low, high) = rungs.fold((WORDS.len(), 0), |(low, high), rung| (low.min(rung), high.max(rung)));
    let near = high.saturating_sub(low) < 2 && low < WORDS.len();
    if near { format!("{}, {words}", percent(chance)) } else { percent(chance) }
}

/// The words of ICD 203, the least likely first.
const WORDS: [&str; 7] = [
    Likelihood::AlmostNoChance.as_str(),
    Likelihood::VeryUnlikely.as_str(),
    Likelihood::Unlikely.as_str(),
    Likelihood::RoughlyEven.as_str(),
    Likelihood::Likely.as_str(),
    Likelihood::VeryLikely.as_str(),
    Likelihood::AlmostCertain.as_str(),
];

/// A chance in percent with at most one decimal: "20–70%".
pub(super) fn percent(chance: Interval) -> String {
    let number = |chance: Quantity| {
        let tenths = (chance.millionths() + 500) / 1000;
        Quantity::from_millionths(tenths * 100_000).to_string()
    };
    let (low, high) = (number(chance.low), number(chance.high));
    if low == high { format!("{low}%") } else { format!("{low}–{high}%") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_only_where_the_band_lies_within_two_neighbours() {
        let chance = |low, high| Interval {
            low: Quantity::from_millionths(i64::from(low) * 10_000),
            high: Quantity::from_millionths(i64::from(high) * 10_000),
        };
        let told =
            |low, high| told(chance(low, high), &detente_talks::likelihood::in_words(chance(low, high)));
        assert_eq!(told(30, 40), "30–40%, unlikely");
        assert_eq!(told(10, 40), "10–40%, very unlikely to unlikely");
        assert_eq!(told(30, 70), "30–70%");
        assert_eq!(told(0, 100), "0–100%");
    }

    #[test]
    fn chances_print_in_percent_with_one_decimal() {
        let chance = |low, high| Interval {
            low: Quantity::from_millionths(low),
            high: Quantity::from_millionths(high),
        };
        assert_eq!(percent(chance(49_677, 700_000)), "5–70%");
        assert_eq!(percent(chance(31_376, 31_376)), "3.1%");
        assert_eq!(percent(chance(0, 1_000_000)), "0–100%");
    }
}
