//! What would suit everyone, what stands in the way, and what moves it.

pub mod common_ground;
pub mod grounds;
pub mod incidence;
pub mod ladders;
pub mod partial_packages;
