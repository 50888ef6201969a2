//! A slow and obvious second opinion.

pub mod brute;
pub mod cases;
pub mod large;
