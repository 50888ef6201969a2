//! What comes back: an answer, or why there is none, in the form in which the command line says it.

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use detente_answers::{
    answer::{Refusal, RefusalKind, Refused, SchemaVersion},
    stop::Advice,
};

use crate::failure::Failure;

/// The kind of body that JSON is.
pub(super) const JSON: &str = "application/json";

/// The command that refuses where no question was asked.
const COMMAND: &str = "serve";

/// An answer, or why there is none.
#[derive(Clone)]
pub(super) struct Reply {
    /// The status of the response.
    pub(super) status: u16,
    /// What the body is.
    pub(super) kind: &'static str,
    /// The body.
    pub(super) body: bytes::Bytes,
}

impl Reply {
    /// A value, answered.
    pub(super) fn json(status: u16, value: &serde_json::Value) -> Self {
        Self { status, kind: JSON, body: value.to_string().into() }
    }

    /// A refusal that says why, and how to mend it.
    pub(super) fn refused(status: u16, why: impl Into<Advice>) -> Self {
        let Advice { message, help } = why.into();
        let kind = match status {
            500.. => RefusalKind::Machine,
            _ => RefusalKind::Usage,
        };
        Self::of_refusal(status, COMMAND, Refusal { kind, message, help, problems: Vec::new() })
    }

    /// Why a question has no answer.
    pub(super) fn failed(command: &str, failure: &Failure) -> Self {
        let status = match failure {
            Failure::Case(_) | Failure::Scenario(_) | Failure::Input(_) | Failure::Answered => 422,
            Failure::Usage(_) => 400,
            Failure::Machine { .. } | Failure::Internal(_) => 500,
        };
        match failure.refusal() {
            Some(refusal) => Self::of_refusal(status, command, refusal),
            None => Self::refused(status, "the case has errors"),
        }
    }

    fn of_refusal(status: u16, command: &str, refusal: Refusal) -> Self {
        let refused = Refused { schema: SchemaVersion, command: command.to_owned(), refusal };
        // A refusal is made of texts: it can always be written.
        let body = serde_json::to_string(&refused).unwrap_or_default();
        Self { status, kind: JSON, body: body.into() }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, self.kind)], Body::from(self.body)).into_response()
    }
}
