//! Coalitions: which states no group of parties would leave together.

use detente_conflict::stability::{
    CoalitionConcept, Concept, Credible, MOST_PARTIES, coalition_departures, coalitions,
};
use serde::Serialize;

use super::{Model, numbered};
use crate::{
    page::{Page, Table, Text},
    text::phrase,
};

/// How many departures are told in words; all are in the table.
const MOST_TOLD: usize = 12;

/// States, against every coalition.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Together {
    /// The players, by whose numbers coalitions are named.
    players: Vec<String>,
    /// Those whose preferences are not all known.
    silent: Vec<String>,
    /// How a coalition looks ahead, in the order of the verdicts.
    concepts: Vec<String>,
    /// The states looked at.
    states: Vec<Withstood>,
    /// Who leaves which state together that no fewer would leave, in words.
    told: Vec<String>,
}

/// A state, against every coalition.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Withstood {
    /// Its number, from 1.
    number: usize,
    /// In words, or course by course.
    words: String,
    /// By concept, the first of the smallest coalitions that leave it; none if no coalition does.
    departures: Vec<Option<Departure>>,
}

/// A coalition that leaves a state.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Departure {
    /// Its members, by number from 1.
    coalition: Vec<usize>,
    /// The number of the state that all of them prefer and that nothing deters them from.
    to: usize,
    /// That state in words.
    to_words: String,
}

impl Together {
    pub(super) fn of(model: &Model<'_>, states: &[usize]) -> Result<Self, String> {
        let parties: Vec<usize> = (0..model.parties.len()).collect();
        let too_many = || format!("coalitions are examined for at most {MOST_PARTIES} parties");
        let all = coalitions(&parties).ok_or_else(too_many)?;
        let mut withstood: Vec<Withstood> = states
            .iter()
            .map(|&state| Withstood {
                number: state + 1,
                words: (model.words)(state),
                departures: vec![None; CoalitionConcept::ALL.len()],
            })
            .collect();
        for (place, concept) in CoalitionConcept::ALL.into_iter().enumerate() {
            for coalition in &all {
                let open: Vec<usize> =
                    (0..states.len()).filter(|&at| withstood[at].departures[place].is_none()).collect();
                let asked: Vec<usize> = open.iter().map(|&at| states[at]).collect();
                let departures =
                    coalition_departures(model.conflict, concept, coalition, &asked).ok_or_else(too_many)?;
                for (at, to) in open.into_iter().zip(departures) {
                    withstood[at].departures[place] = to.map(|to| Departure::of(model, coalition, to));
                }
            }
        }
        let together = Self {
            players: model.parties.iter().map(|&name| name.to_owned()).collect(),
            silent: model.silent(),
            concepts: CoalitionConcept::ALL.map(named).into(),
            states: withstood,
            told: Vec::new(),
        };
        let told = together.states.iter().flat_map(|state| together.left_together(state));
        Ok(Self { told: told.map(|text| text.words()).collect(), ..together })
    }

    pub(super) fn on(&self, page: &mut Page) {
        page.heading("Against coalitions");
        let mut table = Table::new(["state", "", "Nash", "GMR", "SMR", "SEQ", "SEQ together"]);
        table.tight = vec![0, 2, 3, 4, 5, 6];
        for state in &self.states {
            let mut row = vec![Text::from(state.number.to_string()), Text::from(state.words.as_str())];
            row.extend(state.departures.iter().map(|departure| cell(departure.as_ref())));
            table.row(row);
        }
        page.table(table);
        page.paragraph(format!(
            "A state holds if no coalition leaves it; single parties count as coalitions. Otherwise the table \
             names the first of the smallest coalitions that leave: {}. A coalition leaves for a state that \
             every member prefers. Nash: it fears no answer. GMR: it fears any answer, at whatever cost to \
             those who give it, after which not every member is better off. SMR: as GMR, if the coalition \
             cannot then get out. SEQ: it fears only answers whose every step gains its mover. SEQ together: \
             the same, and the answers may come from coalitions.",
            numbered(&self.players)
        ));
        let mut told: Vec<Text> = self.states.iter().flat_map(|state| self.left_together(state)).collect();
        let more = told.len().saturating_sub(MOST_TOLD);
        told.truncate(MOST_TOLD);
        if more > 0 {
            told.push(Text::from(format!("and {more} more: see the table, or --json")));
        }
        page.list(told);
        if !self.silent.is_empty() {
            page.paragraph(Text::new().caution(format!(
                "Some preferences of {} are unknown. A coalition leaves only for what its members certainly \
                 prefer, so fewer states may hold than the table shows.",
                phrase::list(&self.silent)
            )));
        }
    }

    /// Who leaves a state together that no fewer would leave.
    fn left_together(&self, state: &Withstood) -> Vec<Text> {
        let mut told: Vec<(&Departure, Vec<&str>)> = Vec::new();
        for (departure, concept) in state.departures.iter().zip(&self.concepts) {
            let Some(departure) = departure.as_ref().filter(|departure| departure.coalition.len() > 1) else {
                continue;
            };
            match told.iter_mut().find(|(known, _)| *known == departure) {
                Some((_, concepts)) => concepts.push(concept),
                None => told.push((departure, vec![concept])),
            }
        }
        let sentence = |(departure, concepts): (&Departure, Vec<&str>)| {
            let names: Vec<_> =
                departure.coalition.iter().filter_map(|&member| self.players.get(member - 1)).collect();
            let fewer = if names.len() > 2 {
                "no smaller coalition would leave"
            } else {
                "each of them alone would stay"
            };
            Text::new()
                .strong(format!("{} together", phrase::list(&names)))
                .plain(format!(" leave {} ({}) for ", state.number, state.words))
                .plain(format!("{} ({}): ", departure.to, departure.to_words))
                .plain(format!("{fewer} ({}).", concepts.join(", ")))
        };
        told.into_iter().map(sentence).collect()
    }
}

impl Departure {
    fn of(model: &Model<'_>, coalition: &[usize], to: usize) -> Self {
        Self {
            coalition: coalition.iter().map(|member| member + 1).collect(),
            to: to + 1,
            to_words: (model.words)(to),
        }
    }
}

/// Who leaves, by numbers, or that nobody does.
fn cell(departure: Option<&Departure>) -> Text {
    match departure {
        None => Text::new().favour("holds"),
        Some(departure) => {
            let members: Vec<_> = departure.coalition.iter().map(usize::to_string).collect();
            Text::from(members.join("+"))
        }
    }
}

fn named(concept: CoalitionConcept) -> String {
    match concept {
        CoalitionConcept::Nash => Concept::Nash.short().to_owned(),
        CoalitionConcept::GeneralMetarational => Concept::GeneralMetarational.short().to_owned(),
        CoalitionConcept::SymmetricMetarational => Concept::SymmetricMetarational.short().to_owned(),
        CoalitionConcept::Sequential(Credible::Individuals) => Concept::Sequential.short().to_owned(),
        CoalitionConcept::Sequential(Credible::Coalitions) => {
            format!("{} together", Concept::Sequential.short())
        }
    }
}
