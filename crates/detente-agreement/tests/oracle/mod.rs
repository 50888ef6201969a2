//! A slow and obvious second opinion.

pub mod brute;
pub mod cases;
#[allow(dead_code, reason = "not every test needs large talks")]
pub mod large;
