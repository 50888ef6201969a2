//! Common ground, levers, ultimatums, beliefs, guarantees and mediator roles, each against a slow oracle.

mod build;
mod common_ground;
mod incidence;
mod ladders;
