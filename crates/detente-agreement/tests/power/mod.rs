//! Common ground, levers, ultimatums, beliefs, guarantees and mediator roles, each against a slow oracle.

mod beliefs;
mod build;
mod common_ground;
mod covering;
mod guarantees;
mod hangs_on;
mod incidence;
mod ladders;
mod lever_ladder;
mod promises;
mod roles;
mod shared_draws;
