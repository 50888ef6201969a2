//! Coalitions: which states no group of parties would leave together.

use detente_conflict::stability::{
    Claim, CoalitionConcept, Coalitions, Concept, Credible, TooManyCoalitions, coalitions,
};
use serde::Serialize;

use super::{Model, numbered};
use crate::{
    conflict::{state::Holds, who::Who},
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
    players: Vec<Who>,
    /// Those whose preferences are not all known.
    silent: Vec<Who>,
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
    /// By concept, whether no coalition leaves it; it holds only if that is so however unknown preferences turn out.
    holds: Vec<Holds>,
    /// By concept, the first of the smallest coalitions that leave it for certain; none if no coalition does.
    departures: Vec<Option<Departure>>,
    /// By concept, where it is open, the first of the smallest coalitions that may leave it.
    may_leave: Vec<Option<Departure>>,
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
        let refused = |error: TooManyCoalitions| error.to_string();
        let silent = model.silent();
        let claims =
            if silent.is_empty() { &[Claim::Possible][..] } else { &[Claim::Possible, Claim::Certain] };
        let mut withstood: Vec<Withstood> = states
            .iter()
            .map(|&state| Withstood {
                number: state + 1,
                words: (model.words)(state),
                holds: Vec::new(),
                departures: Vec::new(),
                may_leave: Vec::new(),
            })
            .collect();
        for &claim in claims {
            let engine = Coalitions::of(model.conflict, claim).map_err(refused)?;
            for concept in CoalitionConcept::ALL {
                let departures = smallest(model, &engine, concept, states)?;
                for (state, departure) in withstood.iter_mut().zip(departures) {
                    match claim {
                        Claim::Possible => state.departures.push(departure),
                        Claim::Certain => state.may_leave.push(departure),
                    }
                }
            }
        }
        withstood.iter_mut().for_each(Withstood::judge);
        let together = Self {
            players: model.parties.iter().map(|&who| who.clone()).collect(),
            silent,
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
            row.extend(state.cells());
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
                "Open (?): preferences of {} are not known. The parties named after ? leave together, or do \
                 not, as those turn out.",
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

/// For each of the states the first of the smallest coalitions that leave it.
fn smallest(
    model: &Model<'_>,
    engine: &Coalitions,
    concept: CoalitionConcept,
    states: &[usize],
) -> Result<Vec<Option<Departure>>, String> {
    let (parties, states_in_all) = (model.parties.len(), model.conflict.states());
    let all = coalitions(&(0..parties).collect::<Vec<_>>())
        .ok_or_else(|| TooManyCoalitions { parties, states: states_in_all }.to_string())?;
    let mut found: Vec<Option<Departure>> = vec![None; states.len()];
    for coalition in &all {
        let open: Vec<usize> = (0..states.len()).filter(|&at| found[at].is_none()).collect();
        let asked: Vec<usize> = open.iter().map(|&at| states[at]).collect();
        for (at, to) in open.into_iter().zip(engine.departures(concept, coalition, &asked)) {
            found[at] = to.map(|to| Departure::of(model, coalition, to));
        }
    }
    Ok(found)
}

impl Withstood {
    /// What follows from who leaves it for certain and who may.
    fn judge(&mut self) {
        self.may_leave.resize(self.departures.len(), None);
        for (leaves, may_leave) in self.departures.iter().zip(&mut self.may_leave) {
            self.holds.push(match (leaves, may_leave.as_ref()) {
                (Some(_), _) => Holds::No,
                (None, Some(_)) => Holds::Open,
                (None, None) => Holds::Holds,
            });
            if leaves.is_some() {
                *may_leave = None;
            }
        }
    }

    /// A cell a concept: that it holds, who leaves, or who may.
    fn cells(&self) -> impl Iterator<Item = Text> + '_ {
        self.departures.iter().zip(&self.may_leave).map(|(leaves, may_leave)| match (leaves, may_leave) {
            (Some(departure), _) => Text::from(departure.members()),
            (None, Some(departure)) => Text::new().caution(format!("? {}", departure.members())),
            (None, None) => Text::new().favour("holds"),
        })
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

    /// "1+3": who leaves, by numbers.
    fn members(&self) -> String {
        self.coalition.iter().map(usize::to_string).collect::<Vec<_>>().join("+")
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
