//! What the columns of results mean: their documentation, and the order in which files have them.

/// A column of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type: `u64`, `u32`, `f64`, `bool` or `text`.
    pub kind: &'static str,
    /// The unit or range of its values.
    pub unit: &'static str,
    /// What it means.
    pub says: &'static str,
}

const fn column(name: &'static str, kind: &'static str, unit: &'static str, says: &'static str) -> Column {
    Column { name, kind, unit, says }
}

/// Every column, in order; one row is one party's part in one run.
pub const COLUMNS: [Column; 18] = [
    column("run", "u64", "0 and up", "the number of the run; the same plan and number give the same row"),
    column("scenario", "text", "name", "the scenario"),
    column("protocol", "text", "name", "the rules"),
    column("repetition", "u32", "0 and up", "the repetition; others have other dice"),
    column("seat", "u32", "0 and up", "the party's place at the table"),
    column("party", "text", "name", "the party, as the scenario names it"),
    column("strategy", "text", "name", "how it behaves"),
    column("table", "text", "names", "how all behave, in the order of the seats, separated by spaces"),
    column("ended", "text", "agreed, out-of-time, broken", "how the run ended"),
    column(
        "agreement",
        "text",
        "options",
        "the option of every issue, by place, separated by spaces; empty without agreement",
    ),
    column("rounds", "u32", "1 and up", "how many rounds were begun"),
    column("offers", "u32", "0 and up", "how many offers all parties made"),
    column(
        "worth",
        "f64",
        "the party's own scale",
        "what the outcome is worth to it, discounted where the rules do",
    ),
    column("reservation", "f64", "the party's own scale", "what no agreement is worth to it"),
    column(
        "gain",
        "f64",
        "up to 1",
        "what the agreement gains it over none, as a part of what its best package does; 0 without agreement",
    ),
    column(
        "welfare",
        "f64",
        "up to 1",
        "the sum of all gains, as a part of the largest sum of packages that nobody loses by",
    ),
    column(
        "nash",
        "f64",
        "up to 1",
        "the product of all gains, as a part of the largest of packages that nobody loses by",
    ),
    column("agreed", "bool", "true or false", "whether anything was agreed"),
];
