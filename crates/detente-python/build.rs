//! The module is linked without symbols. `strip` of the profile would build each part that it shares with the program
//! twice.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "cargo tells a build script by the environment, and is told by printing"
)]

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|found| found == value);
    let unix = is("CARGO_CFG_TARGET_FAMILY", "unix") && !is("CARGO_CFG_TARGET_VENDOR", "apple");
    if unix && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-cdylib=-Wl,--strip-all");
    }
}
