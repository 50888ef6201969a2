//! Which preferences would make a state hold (inverse analysis; Kinsara, Kilgour & Hipel 2015), exactly.

mod nearest;
mod rankings;
mod requirement;

pub use nearest::{Change, nearest_change};
pub use rankings::{
    MOST_STATEMENTS, MOST_STATES, Reordering, Share, holding_for_all, holding_for_party,
    nearest_statement_order,
};
pub use requirement::Requirement;
