//! The answer of `detente tournament`: which strategy gains most, over every seat at every table.

use std::fmt;

use detente_simulation::{
    strategy::Kind,
    tournament::{Mean, Row, Standing, Tournament as Played, standings},
};
use serde::Serialize;

use crate::page::{Page, Table, Text};

/// How the strategies did.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tournament {
    /// How many negotiations were played.
    runs: u64,
    /// The names of the scenarios.
    scenarios: Vec<String>,
    /// The rules.
    protocols: Vec<String>,
    /// How often each table was repeated with other dice.
    repetitions: u32,
    /// The seed of all dice.
    seed: u64,
    /// The hash of all that the results depend on.
    plan: String,
    /// The strategies, the one that gained most first.
    standings: Vec<Place>,
    /// By pair of strategies at tables for two, what the first gained on average against the second.
    against: Vec<Against>,
}

/// How one strategy did.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Place {
    /// The strategy.
    strategy: String,
    /// What it does and where it comes from.
    says: &'static str,
    /// In how many seats it sat.
    seats: u64,
    /// What it gained over no agreement at the same moment, as a part of what its best package would have gained it at the
    /// beginning.
    gain: Estimate,
    /// How often it agreed.
    agreed: Estimate,
    /// What all at its tables gained together, as a part of the most they could.
    welfare: Estimate,
    /// The product of all gains, as a part of the largest.
    nash: Estimate,
    /// How many rounds its runs took.
    rounds: Estimate,
}

/// A mean, and half the width of its 95% interval over scenarios and tables: what is played again counts once.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Estimate {
    /// The mean.
    mean: f64,
    /// Half the width of the 95% interval; absent where one table was played, which says nothing of others.
    within: Option<f64>,
}

/// One strategy against another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Against {
    /// The strategy.
    strategy: String,
    /// The other.
    other: String,
    /// The mean gain of the first.
    gain: f64,
}

impl fmt::Display for Estimate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.within {
            Some(within) => write!(out, "{:.3} ± {within:.3}", self.mean),
            None => write!(out, "{:.3}", self.mean),
        }
    }
}

impl From<Mean> for Estimate {
    fn from(Mean { mean, within }: Mean) -> Self {
        Self { mean, within }
    }
}

/// The answer about all negotiations of a tournament.
pub fn answer(tournament: &Played, rows: &[Row]) -> Tournament {
    let place = |standing: Standing| Place {
        strategy: standing.strategy.to_string(),
        says: standing.strategy.says(),
        seats: standing.seats,
        gain: standing.gain.into(),
        agreed: standing.agreed.into(),
        welfare: standing.welfare.into(),
        nash: standing.nash.into(),
        rounds: standing.rounds.into(),
    };
    Tournament {
        runs: tournament.runs(),
        scenarios: tournament.scenarios.iter().map(|scenario| scenario.name.clone()).collect(),
        protocols: tournament.rules.iter().map(ToString::to_string).collect(),
        repetitions: tournament.repetitions,
        seed: tournament.seed,
        plan: tournament.hash(),
        standings: standings(&tournament.strategies, rows).into_iter().map(place).collect(),
        against: against(&tournament.strategies, rows),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of runs, far below 2^52")]
fn against(strategies: &[Kind], rows: &[Row]) -> Vec<Against> {
    let pairs = strategies.iter().flat_map(|one| strategies.iter().map(move |other| (*one, *other)));
    let pair = |(one, other): (Kind, Kind)| {
        let at_table = |row: &&Row| {
            row.table.len() == 2 && row.strategy == one && row.table.get(1 - row.seat.min(1)) == Some(&other)
        };
        let gains: Vec<f64> = rows.iter().filter(at_table).map(|row| row.gain).collect();
        let gain = gains.iter().sum::<f64>() / gains.len() as f64;
        (!gains.is_empty()).then(|| Against { strategy: one.to_string(), other: other.to_string(), gain })
    };
    pairs.filter_map(pair).collect()
}

impl Tournament {
    /// How it looks.
    #[must_use]
    pub fn page(&self, out: Option<&str>, next: Vec<(String, String)>) -> Page {
        let mut page = Page::new(format!("{} negotiations", self.runs));
        page.facts(vec![
            ("scenarios".to_owned(), Text::from(self.scenarios.join(", "))),
            ("protocols".to_owned(), Text::from(self.protocols.join("; "))),
            ("repetitions".to_owned(), Text::from(self.repetitions.to_string())),
        ]);
        let mut table = Table::new(["", "gain", "agreed", "welfare", "Nash", "rounds"]);
        table.tight = (0..6).collect();
        for place in &self.standings {
            table.row(vec![
                Text::new().strong(&place.strategy),
                place.gain.to_string().into(),
                format!("{:.0}%", place.agreed.mean * 100.0).into(),
                format!("{:.3}", place.welfare.mean).into(),
                format!("{:.3}", place.nash.mean).into(),
                format!("{:.0}", place.rounds.mean).into(),
            ]);
        }
        page.table(table);
        page.paragraph(
            "Gain over no agreement at the same moment: 0 is none, 1 is the party's best package at the beginning (± 95% \
             over scenarios and tables; repetitions of one table count once). Welfare and the Nash product are \
             shares of the largest possible. Of a party of which nobody says what no deal is worth, the worst package \
             counts as no deal. Every strategy sits in every seat against every combination of the \
             others.",
        );
        page.list(
            self.standings
                .iter()
                .map(|place| Text::new().strong(&place.strategy).plain(format!(": {}", place.says)))
                .collect(),
        );
        if let Some(out) = out {
            page.paragraph(format!("{out} has every run."));
        }
        page.next(next);
        page
    }
}
