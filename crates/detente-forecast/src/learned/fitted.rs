//! What was learned from the open two thirds of the DEU III data, and ships. `detente forecast backtest` prints it anew.

use super::Learned;

/// Learned from Arregui, J. & Perarnaud, C. (2021), *The Decision-making in the European Union (DEU III) dataset*,
/// doi:10.34810/data53, CC BY 4.0: issues of two thirds of its proposals. The data themselves are not part of this crate.
/// `detente forecast backtest ../shared/reference/forecast/deu_open.json --json` prints these numbers as `table`.
pub const FITTED: Learned = Learned {
    share: 0.35,
    errors: [
        0.45, 2.14, 3.61, 4.93, 7.30, 9.17, 10.79, 12.39, 14.15, 16.45, 18.74, 21.40, 24.66, 27.98, 32.48,
        36.45, 40.34, 46.88, 54.35, 73.71,
    ],
    tail: 0.158_13,
    issues: 237,
    proposals: 91,
};
