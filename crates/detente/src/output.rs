//! Where answers and diagnostics are printed.

use std::{
    cell::RefCell,
    io::{ErrorKind, Write},
};

use detente_case::{CaseFiles, Diagnostic};
use serde::Serialize;

use crate::failure::Failure;

/// What a command would have printed.
#[derive(Default)]
pub(crate) struct Captured {
    /// Its answer.
    pub(crate) answer: String,
    /// What it said beside the answer.
    pub(crate) beside: String,
}

thread_local! {
    static CAPTURED: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

/// Runs a command on this thread and keeps what it prints, without colours: the server answers with the same bytes.
pub(crate) fn captured<T>(run: impl FnOnce() -> T) -> (T, Captured) {
    CAPTURED.with_borrow_mut(|captured| *captured = Some(Captured::default()));
    let result = run();
    (result, CAPTURED.take().unwrap_or_default())
}

/// Keeps the text if what is printed on this thread is kept.
fn keep(text: &str, part: fn(&mut Captured) -> &mut String) -> bool {
    CAPTURED.with_borrow_mut(|captured| {
        let kept = captured.as_mut();
        let kept = kept.map(|captured| {
            part(captured).push_str(&anstream::adapter::strip_str(text).to_string());
        });
        kept.is_some()
    })
}

/// Prints an answer. Escape sequences are stripped where the stream does not want them; a reader who
/// stopped reading is no failure.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    if keep(text, |captured| &mut captured.answer) {
        return Ok(());
    }
    let mut out = anstream::stdout();
    let result = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match result {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Machine { doing: "write the answer".to_owned(), cause })
        }
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::Machine { doing: "write JSON".to_owned(), cause: error.into() })?;
    write(&(text + "\n"))
}

/// Prints diagnostics where they do not mix with answers.
pub(crate) fn report(diagnostics: &[Diagnostic], files: &CaseFiles) {
    let text: String =
        diagnostics.iter().map(|diagnostic| detente_case::render(diagnostic, files, true) + "\n").collect();
    complain_raw(&text);
}

fn complain_raw(text: &str) {
    if !keep(text, |captured| &mut captured.beside) {
        // With no error stream left there is nobody to tell.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }
}

/// Prints a text where it does not mix with answers.
pub(crate) fn complain(text: &str) {
    complain_raw(&format!("{text}\n"));
}
