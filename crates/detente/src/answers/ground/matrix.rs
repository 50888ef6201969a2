//! The matrix of the answer of `detente ground`: every party on every option, with where a picture puts it.

use detente_agreement::common_ground::{self, Cell, Voice};
use detente_case::{Interval, IssueId, OptionId, PartyId, Quantity};
use schemars::JsonSchema;
use serde::Serialize;

/// What every party is held to think of every option of every issue.
#[derive(Serialize, JsonSchema)]
pub(super) struct Matrix {
    /// The parties, in the order of every row's cells.
    pub(super) parties: Vec<Voice>,
    /// One row an issue, in the order of the case.
    pub(super) issues: Vec<IssueRow>,
}

/// One issue of the matrix.
#[derive(Serialize, JsonSchema)]
pub(super) struct IssueRow {
    /// The issue.
    pub(super) issue: IssueId,
    /// One row an option, in the order of the case.
    pub(super) options: Vec<OptionRow>,
}

/// One option of the matrix.
#[derive(Serialize, JsonSchema)]
pub(super) struct OptionRow {
    /// The option.
    pub(super) option: OptionId,
    /// Parties whose consent it needs beyond the instrument's.
    needs: Vec<PartyId>,
    /// One cell a party, in the order of `parties`.
    pub(super) cells: Vec<Placed>,
}

/// What one party is held to think of one option, and where a picture puts it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Placed {
    /// What it is held to think.
    #[serde(flatten)]
    pub(super) cell: Cell,
    /// The value halfway in its interval, rounded down; absent where nothing is known.
    central: Option<Quantity>,
}

impl Matrix {
    pub(super) fn of(matrix: common_ground::Matrix) -> Self {
        let placed = |cell: Cell| Placed { central: cell.value.map(Interval::middle), cell };
        let option = |row: common_ground::OptionRow| OptionRow {
            option: row.option,
            needs: row.needs,
            cells: row.cells.into_iter().map(placed).collect(),
        };
        let issue = |row: common_ground::IssueRow| IssueRow {
            issue: row.issue,
            options: row.options.into_iter().map(option).collect(),
        };
        Self { parties: matrix.parties, issues: matrix.issues.into_iter().map(issue).collect() }
    }
}
