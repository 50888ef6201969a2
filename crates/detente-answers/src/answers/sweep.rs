//! The answer of `detente sweep`: which runs are in the file, and how the strategies did in them.

use std::path::Path;

use serde::Serialize;

use crate::{
    answer::{Remark, SchemaVersion},
    page::{Page, Table as Shown, Text},
    results::{About, Table, Values},
};

/// What is in a file of results.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sweep {
    /// The version of this JSON.
    schema: SchemaVersion,
    /// The version of détente.
    detente: &'static str,
    /// The hash of the plan.
    plan: String,
    /// The seed of all dice.
    seed: u64,
    /// Which runs of the plan are in the file.
    runs: Runs,
    /// How many runs the plan has.
    all: u64,
    /// How many rows: one a party and run.
    rows: usize,
    /// The file.
    file: String,
    /// How it was made, in words.
    made: String,
    /// What readers say of the scenarios' files, the same as on the error stream; absent where they say nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<Remark>,
    /// By strategy, in how many seats it sat and what it gained there on average.
    strategies: Vec<Gained>,
}

/// Runs of a plan.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Runs {
    /// The first.
    from: u64,
    /// The one after the last.
    until: u64,
}

/// How one strategy did.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Gained {
    /// The strategy.
    strategy: String,
    /// In how many seats it sat.
    seats: usize,
    /// Its mean gain, from 0 (no agreement) to 1 (its best package).
    gain: f64,
}

impl Sweep {
    /// One block of a plan, as it was written.
    #[must_use]
    pub fn block(about: &About, (block, of): (u64, u64), out: &Path, table: &Table) -> Self {
        Self::of(about, format!("block {block} of {of}"), out, table)
    }

    /// All blocks of a plan in one file.
    #[must_use]
    pub fn merged(about: &About, parts: usize, out: &Path, table: &Table) -> Self {
        Self::of(about, format!("merged from {parts} blocks"), out, table)
    }

    fn of(about: &About, made: String, out: &Path, table: &Table) -> Self {
        Self {
            schema: SchemaVersion,
            detente: env!("CARGO_PKG_VERSION"),
            plan: about.plan.clone(),
            seed: about.seed,
            runs: Runs { from: about.runs.0, until: about.runs.1 },
            all: about.all,
            rows: table.rows(),
            file: out.display().to_string(),
            made,
            remarks: Vec::new(),
            strategies: gained(table),
        }
    }

    /// The same answer, about scenarios of whose files their readers said this.
    #[must_use]
    pub fn remarking(self, remarks: Vec<Remark>) -> Self {
        Self { remarks, ..self }
    }

    /// How it looks.
    #[must_use]
    pub fn page(&self) -> Page {
        let mut page = Page::new(format!("{} negotiations", self.runs.until - self.runs.from));
        page.facts(vec![
            ("file".to_owned(), Text::new().strong(&self.file)),
            ("made".to_owned(), Text::from(&self.made)),
            (
                "runs".to_owned(),
                Text::from(format!("{} to {} of {}", self.runs.from, self.runs.until, self.all)),
            ),
            ("rows".to_owned(), Text::from(format!("{}, one for each party and run", self.rows))),
            ("plan".to_owned(), Text::from(self.plan.get(..16).unwrap_or_default())),
            ("seed".to_owned(), Text::from(self.seed.to_string())),
        ]);
        let mut shown = Shown::new(["strategy", "seats", "gain"]).tight(&[0, 1, 2]);
        for gained in &self.strategies {
            shown.row(vec![
                Text::new().strong(&gained.strategy),
                gained.seats.to_string().into(),
                format!("{:.3}", gained.gain).into(),
            ]);
        }
        page.table(shown);
        page.paragraph(
            "Mean gain over no agreement at the same moment, as a share of what the party's best package would gain it \
             at the beginning.",
        );
        let is_csv = Path::new(&self.file).extension().is_some_and(|ending| ending == "csv");
        if is_csv && self.runs.until - self.runs.from < self.all {
            page.paragraph("Blocks written as CSV cannot be merged; write blocks as Parquet to merge them.");
        }
        let reads = if is_csv { "read_csv" } else { "read_parquet" };
        page.next(vec![(
            format!("python3 -c 'import pandas; print(pandas.{reads}(\"{}\"))'", self.file),
            "the table; docs/columns.md explains its columns".to_owned(),
        )]);
        page
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows, far below 2^52")]
fn gained(table: &Table) -> Vec<Gained> {
    let place =
        |name: &str| detente_simulation::tournament::COLUMNS.iter().position(|column| column.name == name);
    let column = |name: &str| place(name).and_then(|place| table.columns.get(place));
    let (Some(Values::Text(strategies)), Some(Values::Number(gains))) = (column("strategy"), column("gain"))
    else {
        return Vec::new();
    };
    let mut sums: std::collections::BTreeMap<&str, (usize, f64)> = std::collections::BTreeMap::new();
    for (strategy, gain) in strategies.iter().zip(gains) {
        let (seats, sum) = sums.entry(strategy).or_default();
        (*seats, *sum) = (*seats + 1, *sum + gain);
    }
    let gained = |(strategy, (seats, sum)): (&str, (usize, f64))| Gained {
        strategy: strategy.to_owned(),
        seats,
        gain: sum / seats as f64,
    };
    let mut found: Vec<_> = sums.into_iter().map(gained).collect();
    found.sort_by(|one, other| other.gain.total_cmp(&one.gain));
    found
}
