//! Where answers and diagnostics are printed.

use std::{
    io::{self, ErrorKind, Write},
    path::Path,
};

use detente_answers::page::terminal;
use detente_case::{CaseFiles, Diagnostic};
use serde::Serialize;

use crate::failure::Failure;

/// Prints an answer. Escape sequences are stripped where the stream does not want them; a reader who
/// stopped reading is no failure.
pub fn write(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Prints bytes as they are.
pub fn write_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    written(out.write_all(bytes).and_then(|()| out.flush()))
}

fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Machine { doing: "write the answer".to_owned(), cause })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether a path is another name of what answers are printed to.
#[cfg(unix)]
pub fn is(path: &Path) -> bool {
    use std::os::fd::AsFd;

    use crate::read::Identity;
    let output = io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let output = output.and_then(|output| Identity::of_file(&output, path));
    output.is_ok_and(|output| Identity::of(path).is_ok_and(|named| named == output))
}

/// Whether a path is another name of what answers are printed to.
#[cfg(not(unix))]
pub fn is(_: &Path) -> bool {
    false
}

/// Prints a value as indented JSON.
pub fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = detente_answers::json::written(value)
        .map_err(|error| Failure::Machine { doing: "write JSON".to_owned(), cause: error.into() })?;
    write(&(text + "\n"))
}

/// Prints diagnostics where they do not mix with answers.
pub fn report(diagnostics: &[Diagnostic], files: &CaseFiles) {
    let text: String =
        diagnostics.iter().map(|diagnostic| detente_case::render(diagnostic, files, true) + "\n").collect();
    complain_raw(&text);
}

fn complain_raw(text: &str) {
    // With no error stream left there is nobody to tell.
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Prints a text where it does not mix with answers.
pub fn complain(text: &str) {
    complain_raw(&format!("{text}\n"));
}

/// Prints one message where it does not mix with answers, in lines of at most 80 columns; what cannot be divided, as a
/// path, stands whole.
pub fn tell(message: &str) {
    complain(&told(message));
}

/// A message in lines of at most 80 columns: its own lines stay apart, and what runs on is indented.
#[must_use]
pub fn told(message: &str) -> String {
    let lines = message.lines().map(|line| {
        let own = &line[..line.len() - line.trim_start_matches(' ').len()];
        terminal::wrap_whole_words(line.trim_start_matches(' '), own, &format!("{own}  "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_keeps_its_own_lines_and_none_is_wider_than_a_terminal() {
        let message = format!("error: {}\n  help: {}", "ééé àà ".repeat(20), "mend the cell ".repeat(9));
        let told = told(&message);
        assert!(told.lines().all(|line| line.chars().count() <= terminal::WIDTH), "{told}");
        assert!(told.starts_with("error: ") && told.contains("\n  help: mend"), "{told}");
        assert_eq!(told.split_whitespace().count(), message.split_whitespace().count());
    }

    #[test]
    fn a_path_stands_whole() {
        let path = "a-folder/".repeat(12);
        assert!(told(&format!("note: {path} is wide")).contains(&path));
    }
}
