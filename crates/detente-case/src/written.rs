//! How a case file writes texts and names, and how bytes are named by their hash.

use sha2::{Digest, Sha256};

/// A text in double quotes, as TOML has it on one line: quotes, backslashes and control characters are escaped.
///
/// ```
/// assert_eq!(detente_case::quoted("a \"toll\"\n"), r#""a \"toll\"\n""#);
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            one if one.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(one))),
            one => out.push(one),
        }
    }
    out.push('"');
    out
}

/// A key of TOML: bare where it may be, else in quotes.
#[must_use]
pub fn bare(key: &str) -> String {
    let plain = |one: char| one.is_ascii_alphanumeric() || one == '-' || one == '_';
    if !key.is_empty() && key.chars().all(plain) { key.to_owned() } else { quoted(key) }
}

/// Bytes in hexadecimal, two small digits each.
#[must_use]
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// How many digits [`short_hash`] has.
pub const SHORT_HASH: usize = 16;

/// The first digits of the SHA-256 of some bytes: enough to tell texts of one case apart, not to stand against forgers.
#[must_use]
pub fn short_hash(bytes: impl AsRef<[u8]>) -> String {
    sha256(bytes).chars().take(SHORT_HASH).collect()
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(Sha256::digest(bytes.as_ref()))
}
