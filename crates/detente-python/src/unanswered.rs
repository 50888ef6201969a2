//! Why there is no answer, as an exception that the package makes one of its own from.

use detente_inquiry::case_on_disk;
use pyo3::{create_exception, exceptions::PyException, prelude::*};

create_exception!(
    detente._native,
    Unanswered,
    PyException,
    "Why there is no answer: the exit code of the command, and its refusal as JSON."
);

/// The exception that says so.
pub(crate) fn raised(why: case_on_disk::Unanswered) -> PyErr {
    match why {
        case_on_disk::Unanswered::GivenUp => internal("the work was given up"),
        case_on_disk::Unanswered::Refused { exit_code, json } => Unanswered::new_err((exit_code, json)),
    }
}

/// A fault of ours.
pub(crate) fn internal(message: &str) -> PyErr {
    let refusal = serde_json::json!({
        "refusal": { "kind": "internal", "message": message, "help": [], "problems": [] }
    });
    Unanswered::new_err((3, refusal.to_string()))
}
