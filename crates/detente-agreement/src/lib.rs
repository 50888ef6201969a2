//! What would suit everyone: is there a deal, if not exactly why, and the smallest changes that open one.
//!
//! Start with [`Negotiation::from_case`]; everything else is asked of a [`Negotiation`].
//! This crate does no input or output, has no clock, and is random only through a [`Plan`].

pub mod beliefs;
mod best;
mod by_name;
mod central;
pub mod common_ground;
mod completions;
mod counting;
mod deal;
mod draws;
mod exact;
pub mod forms;
pub mod grounds;
pub mod guarantees;
mod hangs_on;
pub mod incidence;
mod input;
pub mod ladders;
pub mod least_factor;
pub mod lever_ladder;
mod lowering;
mod model;
mod negotiation;
mod on_the_table;
mod openers;
mod option_set;
mod package;
pub mod partial_packages;
mod rank_order;
mod reading;
mod reasons;
mod requirement;
pub mod robust;
pub mod roles;
mod rungs;
mod search;
mod shared_draws;
mod shift;
mod silence;
mod verdict;
mod what_if;
pub mod worlds;
mod worth;
pub mod zone;

pub use best::Best;
pub use central::{CalledUpon, Central, OneOf};
pub use counting::Count;
pub use deal::{Deal, Outcome, Terms};
pub use draws::{Plan, Share};
pub use hangs_on::{Held, HeldNumber, HeldVerdict};
pub use negotiation::{Backing, Input, Issue, IssueOption, Negotiation, OptionValue, Party};
pub use on_the_table::named_in_draws;
pub use openers::{
    AskFirst, Change, Cost, Imposed, NotValued, Opener, Openers, Reach, Step, StepKind, Tolerance,
};
pub use package::Package;
pub use reading::Reading;
pub use reasons::{
    Certificate, Conflict, FoundIn, Hold, InTheWay, Reasons, ReasonsOfDraws, Searched, Shortfall, Weighed,
    Weighted,
};
pub use requirement::{NeededBy, Requirement};
pub use search::Finding;
pub use shared_draws::SharedDraws;
pub use shift::{Shift, Worth, in_use, lever_effect_name};
pub use silence::{Unsaid, UnsaidOf};
pub use verdict::{Answer, Backed, Deals, Rest, Verdict};
