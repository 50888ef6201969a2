//! What a what-if supposes in the cells of a spreadsheet: what is typed into them, and which requirements are dropped.

use detente_scenario::sheet::{Place, Spot, Table, cell_name};

use super::{At, Setting, WhatIf};
use crate::{failure::Failure, sheet_file::Made};

/// What stands in a cell that is left out.
const UNKNOWN: &str = "?";

/// How many cells a message lists.
const LISTED: usize = 12;

/// What is typed into which cells: those that are changed, and those that are left out.
pub fn typed_in(what_if: &WhatIf, table: &Table) -> Result<Vec<(Place, String)>, Failure> {
    let set = what_if.set.iter().filter_map(|setting| match setting {
        Setting::Cell { spot, text } => Some((spot, text.as_str())),
        Setting::Line(_) => None,
    });
    let without = what_if.without.iter().filter_map(At::cell).map(|spot| (spot, UNKNOWN));
    let typed = set.chain(without).map(|(spot, text)| Ok((found(what_if, table, spot)?, text.to_owned())));
    let typed: Vec<_> = typed.collect::<Result<_, Failure>>()?;
    if !typed.is_empty() && !what_if.lines().is_empty() {
        let refused =
            Failure::usage("cells and lines cannot be changed together: a changed cell moves lines");
        return Err(refused.with_help("name cells throughout"));
    }
    Ok(typed)
}

/// The what-if with lines of the case where it names cells; what is typed into cells is taken out.
pub fn by_lines(what_if: &WhatIf, made: &Made) -> Result<WhatIf, Failure> {
    let line = |at: &At| match at {
        At::Line(line) => Ok(At::Line(*line)),
        At::Cell(spot) => {
            let place = found(what_if, &made.table, spot)?;
            let line = made.lines.get(&place).filter(|_| made.table.requirements().contains(&place));
            line.map(|line| At::Line(*line)).ok_or_else(|| no_requirement(what_if, &made.table, spot))
        }
    };
    Ok(WhatIf {
        waive: what_if.waive.iter().map(line).collect::<Result<_, _>>()?,
        without: what_if.without.iter().filter(|at| at.line().is_some()).cloned().collect(),
        set: what_if.set.iter().filter(|setting| setting.line().is_some()).cloned().collect(),
        ..what_if.clone()
    })
}

fn found(what_if: &WhatIf, table: &Table, spot: &Spot) -> Result<Place, Failure> {
    table.find(spot).map_err(|none| {
        Failure::usage(none.message).with_help(none.help).in_file(what_if.place(&spot.to_string()))
    })
}

fn no_requirement(what_if: &WhatIf, table: &Table, spot: &Spot) -> Failure {
    let refused = Failure::usage(format!("{} makes no requirement", At::Cell(spot.clone()).says()))
        .in_file(what_if.place(&spot.to_string()));
    let mut cells = table.requirements();
    cells.sort_unstable();
    let names: Vec<String> = cells.iter().take(LISTED).map(|cell| cell_name(*cell)).collect();
    if names.is_empty() {
        return refused.with_help("the table has no red line, and no row of what no deal is worth");
    }
    refused.with_help(format!("red lines and no-deal values can be waived: {}", names.join(", ")))
}
