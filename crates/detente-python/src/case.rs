//! A case held open, and its answers.

use std::path::PathBuf;

use detente_inquiry::{
    case_on_disk::{self, CaseOnDisk, InHand},
    view::Format,
};
use pyo3::prelude::*;

use crate::{
    unanswered::{internal, raised},
    waiting::waited_for,
};

/// A case as it stood on disk when it was opened.
#[pyclass(frozen, module = "detente._native")]
pub(crate) struct Case(CaseOnDisk);

/// An answer, to be shown in any form.
#[pyclass(frozen, module = "detente._native")]
pub(crate) struct Answer(InHand);

#[pymethods]
impl Case {
    /// Reads the files of a case.
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| CaseOnDisk::at(&path)).map(Self).map_err(raised)
    }

    /// Answers a question by its name; `given` is what is added to it, by name.
    fn ask(&self, py: Python<'_>, question: &str, given: Vec<(String, String)>) -> PyResult<Answer> {
        let made = waited_for(py, |goes_on| self.0.made(question, &given, goes_on))?;
        made.map(Answer).map_err(raised)
    }
}

#[pymethods]
impl Answer {
    /// As the command prints it with `--json`.
    fn json(&self, py: Python<'_>) -> PyResult<String> {
        self.shown(py, Format::Json)
    }

    /// As the command prints it.
    fn text(&self, py: Python<'_>) -> PyResult<String> {
        self.shown(py, Format::Text)
    }

    /// As the command prints it with `--format md`.
    fn markdown(&self, py: Python<'_>) -> PyResult<String> {
        self.shown(py, Format::Md)
    }

    /// As a part of an HTML document.
    fn html(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.html())
    }
}

impl Answer {
    fn shown(&self, py: Python<'_>, format: Format) -> PyResult<String> {
        py.detach(|| self.0.shown(format)).map_err(raised)
    }
}

/// Every problem of a case, as `detente check --json` prints them.
#[pyfunction]
pub(crate) fn problems(py: Python<'_>, path: PathBuf) -> PyResult<String> {
    py.detach(|| case_on_disk::problems(&path)).map_err(raised)
}

/// Every question that can be asked of a case and what can be added to it, as JSON.
#[pyfunction]
pub(crate) fn questions() -> PyResult<String> {
    serde_json::to_string(&case_on_disk::questions()).map_err(|error| internal(&error.to_string()))
}
