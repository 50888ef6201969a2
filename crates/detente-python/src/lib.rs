//! The module `detente._native`: what Python asks, answered in its own process.
//!
//! It hands over texts and values and decides nothing. python/detente makes types of them, and python/tests tests both.

#![expect(clippy::needless_pass_by_value, reason = "what Python hands over is owned")]
#![expect(clippy::redundant_closure_for_method_calls, reason = "the method itself has one lifetime, not any")]

mod case;
mod unanswered;
mod waiting;

use std::{ffi::OsString, io::Write};

use pyo3::prelude::*;

/// The engine of the package `detente`; the package is what one uses.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{
        case::{Answer, Case, problems, questions},
        program,
        unanswered::Unanswered,
    };
}

/// Runs the program with what was typed, its own name first, and gives its exit code. It catches signals: a process
/// runs it once, and for nothing else.
#[pyfunction]
fn program(py: Python<'_>, typed: Vec<OsString>) -> u8 {
    py.detach(|| {
        let code = detente::program(typed);
        // In a module nothing flushes it at the end. With no output left the exit code still tells.
        let _ = std::io::stdout().flush();
        code
    })
}
