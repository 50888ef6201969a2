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
    column("protocol", "text", "name", "the protocol"),
    column("repetition", "u32", "0 and up", "the number of the repetition; each has its own random numbers"),
    column("seat", "u32", "0 and up", "the party's place at the table"),
    column("party", "text", "name", "the party, as the scenario names it"),
    column("strategy", "text", "name", "the party's strategy"),
    column("table", "text", "names", "all strategies, in the order of the seats, separated by spaces"),
    column("ended", "text", "agreed, out-of-time, broken", "how the run ended"),
    column(
        "agreement",
        "text",
        "options",
        "the option of every issue, by place, separated by spaces; empty without agreement",
    ),
    column("rounds", "u32", "1 and up", "how many rounds began"),
    column("offers", "u32", "0 and up", "how many offers all parties made"),
    column(
        "worth",
        "f64",
        "the party's own scale",
        "what the outcome is worth to the party when it is reached, with the discount of its file or of the protocol",
    ),
    column(
        "reservation",
        "f64",
        "the party's own scale",
        "what no agreement would have been worth to the party at the same moment; -inf where its file does not say",
    ),
    column(
        "gain",
        "f64",
        "up to 1",
        "what the agreement gains the party over no agreement at the same moment, as a share of what its best package \
         would have gained it at the beginning; 0 without agreement. Where reservation is -inf, no agreement counts as \
         much as the worst package",
    ),
    column(
        "welfare",
        "f64",
        "up to 1",
        "the sum of all gains, as a share of the largest sum that a package gives without loss to anybody",
    ),
    column(
        "nash",
        "f64",
        "up to 1",
        "the product of all gains, as a share of the largest product that a package gives without loss to \
         anybody",
    ),
    column("agreed", "bool", "true or false", "whether the parties agreed"),
];
