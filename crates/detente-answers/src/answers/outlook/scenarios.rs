//! Ways events may go, and whether their chances fit together.

use detente_case::{Interval, ScenarioId};
use detente_talks::outlook;
use serde::Serialize;

use super::ultimatums::{percent, told};
use crate::{
    page::{Page, Text},
    question::Question,
    text::Reference,
};

/// The scenarios, taken together.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Scenarios {
    /// Every scenario.
    pub ways: Vec<Scenario>,
    /// What the chances sum to at the least and at the most; one nobody has stated counts as 0 to 1.
    pub sum: Interval,
    /// Whether some choice from the bands sums to one.
    pub can_sum_to_one: bool,
}

/// One scenario.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Scenario {
    /// The scenario.
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// How it goes.
    pub says: String,
    /// Its chance, 0–1; absent when nobody has said.
    pub chance: Option<Interval>,
    /// The same in the words of ICD 203.
    pub words: Option<String>,
    /// What the other bands leave to it if all sum to one; absent when they cannot.
    pub implied: Option<Interval>,
    /// What would show that it has begun.
    pub tripwires: Vec<String>,
    /// Where it is reported or by whom assumed.
    pub said: Reference,
}

impl Scenarios {
    pub(super) fn build(question: &Question) -> Self {
        let found = outlook::scenarios(&question.case);
        let scenarios =
            found.scenarios.iter().zip(question.case.scenarios.values()).map(|(chance, scenario)| Scenario {
                id: chance.scenario.clone(),
                name: scenario.name.clone(),
                says: scenario.says.clone(),
                chance: chance.chance,
                words: chance.words.clone(),
                implied: chance.implied,
                tripwires: chance.tripwires.to_vec(),
                said: question.reference(chance.said.0),
            });
        Self { ways: scenarios.collect(), sum: found.sum, can_sum_to_one: found.can_sum_to_one }
    }

    pub(super) fn show(&self, page: &mut Page) {
        if self.ways.is_empty() {
            return;
        }
        page.heading("Scenarios");
        for scenario in &self.ways {
            scenario.show(page);
        }
        page.paragraph(self.sum());
    }

    fn sum(&self) -> Text {
        let sum = format!("The chances add up to {}", percent(self.sum));
        if self.can_sum_to_one {
            Text::from(format!("{sum}, so they can add up to 100%."))
        } else {
            Text::from(format!("{sum}: "))
                .caution("they cannot add up to 100%")
                .plain(", so scenarios overlap, a scenario is missing, or a chance is wrong.")
        }
    }
}

impl Scenario {
    fn show(&self, page: &mut Page) {
        let chance = match (self.chance, &self.words) {
            (Some(chance), Some(words)) => Text::from(format!(": {}", told(chance, words))),
            _ => Text::from(": ").caution("chance not said"),
        };
        page.paragraph(Text::new().strong(&self.name).then(chance).then(self.said.in_brackets()));
        let mut facts = vec![("how".to_owned(), Text::from(&self.says))];
        if let Some(implied) = self.implied.filter(|implied| Some(*implied) != self.chance) {
            let text = format!("the other chances leave {} to it", percent(implied));
            facts.push(("leaves".to_owned(), Text::from(text)));
        }
        if !self.tripwires.is_empty() {
            facts.push(("tripwires".to_owned(), Text::from(self.tripwires.join("; "))));
        }
        page.facts(facts);
    }
}
