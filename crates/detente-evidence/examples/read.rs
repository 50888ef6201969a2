//! Reads the file that is named and prints its drafts.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]
fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let read = detente_evidence::read(&text, &detente_evidence::Options::default());
    println!("{}", serde_json::to_string_pretty(&read).unwrap_or_default());
}
