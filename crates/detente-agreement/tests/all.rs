//! The engine of agreements against slow and obvious second opinions: one program, so that it is linked once.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests share modules and fail by panicking"
)]

mod agreement;
#[path = "../../../tests/budget.rs"]
mod budget;
mod completions;
mod exact;
mod oracle;
mod power;
mod robust;
mod rungs;
mod scale;
mod worlds;
