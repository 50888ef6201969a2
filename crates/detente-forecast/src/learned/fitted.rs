//! What was learned from the open two thirds of the DEU III data, and ships. `detente forecast backtest` prints it anew.

use super::Learned;

/// Learned from Arregui, J. & Perarnaud, C. (2021), *The Decision-making in the European Union (DEU III) dataset*,
/// doi:10.34810/data53, CC BY 4.0: issues of two thirds of its proposals. The data themselves are not part of this crate.
/// `detente forecast backtest ../shared/reference/forecast/deu_open.json --json` prints these numbers as `table`.
pub const FITTED: Learned = Learned {
    share: 0.35,
    errors: [
        -0.7793, -0.6662, -0.6014, -0.5486, -0.5273, -0.4996, -0.4335, -0.3923, -0.3360, -0.3145, -0.2798,
        -0.2327, -0.2111, -0.1856, -0.1626, -0.1430, -0.1174, -0.1006, -0.0819, -0.0611, -0.0465, -0.0337,
        -0.0193, -0.0032, 0.0092, 0.0262, 0.0429, 0.0740, 0.0895, 0.1092, 0.1189, 0.1361, 0.1642, 0.1869,
        0.2106, 0.2452, 0.2768, 0.3209, 0.3706, 0.4600,
    ],
    tail: 0.167_92,
    issues: 237,
    proposals: 91,
};
