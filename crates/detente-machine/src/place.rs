//! Files of our own that people write or edit: plans, what-ifs, transcripts. What is wrong with one is told with its
//! place.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::{failure::Failure, read};

/// The text of a file; what is no UTF-8 is refused with its place.
pub fn text(path: &Path) -> Result<String, Failure> {
    decoded(path, &read::read_bounded(path)?)
}

/// The text of a file that was read.
pub fn decoded(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    let decoded =
        detente_scenario::text::decode(detente_scenario::text::Kind::Plain, bytes).map_err(|problem| {
            let place = format!("{}:{}:{}", path.display(), problem.line, problem.column);
            Failure::input(format!("{place}: the file is not UTF-8 text: {}", problem.message))
                .with_help(problem.help)
        })?;
    Ok(decoded.text)
}

/// What a TOML text says.
pub fn toml<T: DeserializeOwned>(path: &Path, text: &str, what: &str) -> Result<T, Failure> {
    toml::from_str(text).map_err(|error: toml::de::Error| {
        let place = at(path, text, error.span().map_or(0, |span| span.start));
        Failure::input(format!("{place}: not {what}: {}", plain(error.message())))
    })
}

/// What a JSON text says.
pub fn json<T: DeserializeOwned>(path: &Path, text: &str, what: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| {
        let told = error.to_string();
        let says = told.rsplit_once(" at line ").map_or(told.as_str(), |(says, _)| says);
        let (line, column) = (error.line(), error.column());
        Failure::input(format!("{}:{line}:{column}: not {what}: {}", path.display(), plain(says)))
    })
}

/// A place in a file: its line and column, from 1; columns count characters.
#[must_use]
pub fn at(path: &Path, text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{}:{line}:{column}", path.display())
}

/// The place of a word in a file; the file alone where the word does not stand in it by itself.
#[must_use]
pub fn of_word(path: &Path, text: &str, word: &str) -> String {
    let part =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || "-_".contains(letter));
    let alone = |at: &usize| {
        let (before, after) = (text.get(..*at), text.get(at + word.len()..));
        !part(before.and_then(|before| before.chars().next_back()))
            && !part(after.and_then(|after| after.chars().next()))
    };
    let found = text.match_indices(word).map(|(at, _)| at).find(alone).filter(|_| !word.is_empty());
    found.map_or_else(|| path.display().to_string(), |found| at(path, text, found))
}

/// A message of a reader in words that do not speak of how it is programmed.
fn plain(message: &str) -> String {
    let words = message.split(' ').map(|word| {
        let bare = word.trim_end_matches([',', '\n']);
        let rest = word.get(bare.len()..).unwrap_or_default();
        let said = match bare {
            "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => "a whole number",
            "f32" | "f64" => "a number",
            "PathBuf" => "a path",
            "map" => "table",
            "sequence" => "list",
            other => other,
        };
        format!("{said}{rest}")
    });
    let said = words.collect::<Vec<_>>().join(" ");
    said.replace('\n', " ")
        .replace("expected struct Kept", "expected a table")
        .replace("expected struct", "expected the table")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_line_and_a_column() {
        let text = "one = 1\ntwö = lever-2\n";
        let path = Path::new("my.toml");
        assert_eq!(of_word(path, text, "lever-2"), "my.toml:2:7");
        assert_eq!(of_word(path, text, "lever"), "my.toml", "only a part of a word");
        assert_eq!(of_word(path, text, ""), "my.toml");
        assert_eq!(at(path, text, 9999), "my.toml:3:1");
    }

    #[test]
    fn messages_do_not_speak_of_types_of_rust() {
        assert_eq!(
            plain("invalid type: string \"x\", expected u32"),
            "invalid type: string \"x\", expected a whole number"
        );
        assert_eq!(
            plain("invalid type: map, expected a sequence"),
            "invalid type: map, expected a list".replace("map", "table")
        );
    }
}
