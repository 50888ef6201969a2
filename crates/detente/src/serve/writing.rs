//! What is asked of a case that the page may write: drafts, the log, and steps. The work is in `detente_machine::workbench`.

use std::sync::Arc;

use axum::{
    Router,
    body::to_bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, Method, header},
    routing::{get, patch, post},
};
use detente_answers::stop::Advice;
use detente_machine::workbench::{Bench, MOST_SENT, Said};

use super::{Server, made::busy, reply::Reply, routes::find};

/// What is done at a bench with what was sent.
type Work = fn(&Bench<'_>, &[u8]) -> Said;

/// The addresses, below those of questions.
#[expect(clippy::redundant_closure_for_method_calls, reason = "a method is of one bench, and work is of any")]
pub(super) fn router() -> Router<Arc<Server>> {
    let asked = |work: Work| {
        move |State(server): State<Arc<Server>>, Path(case): Path<String>, request: Request| async move {
            asked(server, case, request, work).await
        }
    };
    Router::new()
        .route("/api/cases/{case}", patch(asked(|bench, body| bench.change(body))))
        .route("/api/cases/{case}/check", post(asked(|bench, body| bench.check(body))))
        .route("/api/cases/{case}/try", post(asked(|bench, body| bench.tried(body))))
        .route("/api/cases/{case}/texts", post(asked(|bench, body| bench.read(body))))
        .route("/api/cases/{case}/undo", post(asked(|bench, _| bench.step(false))))
        .route("/api/cases/{case}/redo", post(asked(|bench, _| bench.step(true))))
        .route("/api/cases/{case}/drafts", get(asked(|bench, _| bench.drafts())))
        .route("/api/cases/{case}/board", get(asked(|bench, _| bench.board())))
        .route("/api/cases/{case}/log", get(asked(|bench, _| bench.log())))
}

/// Makes a case in the folder that is served, and serves it from then on.
pub(super) async fn begin(State(server): State<Arc<Server>>, request: Request) -> Result<Reply, Reply> {
    may_write(&server, &request)?;
    let Some(folder) = server.folder.clone() else {
        let why = Advice::new("no folder is served in which cases could be made");
        return Err(Reply::refused(403, why.with_help("start it with --folder FOLDER --edit")));
    };
    let (head, body) = request.into_parts();
    let who = server.guard.who(&head.uri, &head.headers).unwrap_or_default().to_owned();
    let body = to_bytes(body, MOST_SENT)
        .await
        .map_err(|_| Reply::refused(413, "that is too much to send at once"))?;
    let of = Arc::clone(&server);
    let worked = tokio::task::spawn_blocking(move || {
        let bench = Bench { path: &folder, name: "the folder", reader: &of.reader, who: &who, seen: None };
        let said = bench.begin(&body);
        let made = said.body["case"].as_str().map(|name| of.cases.add(&folder.join(name)));
        made.transpose().map(|_| said)
    });
    let worked = worked.await.map_err(|_| Reply::refused(500, "this was not finished"))?;
    let Said { status, body } = worked.map_err(|failure| Reply::failed("serve", &failure))?;
    Ok(Reply::json(status, &body))
}

fn may_write(server: &Server, request: &Request) -> Result<(), Reply> {
    if !server.edit {
        let why = Advice::new("the server may not write files");
        return Err(Reply::refused(403, why.with_help("start it with --edit")));
    }
    if request.method() != Method::GET && !is_json(request.headers()) {
        let why = Advice::new("what is to be written must be sent as JSON");
        return Err(Reply::refused(415, why.with_help("send `Content-Type: application/json`")));
    }
    Ok(())
}

async fn asked(server: Arc<Server>, case: String, request: Request, work: Work) -> Result<Reply, Reply> {
    may_write(&server, &request)?;
    find(&server, &case)?;
    let (head, body) = request.into_parts();
    let who = server.guard.who(&head.uri, &head.headers).unwrap_or_default().to_owned();
    let seen = head.headers.get(header::IF_MATCH).and_then(|seen| seen.to_str().ok()).map(str::to_owned);
    let body = to_bytes(body, MOST_SENT)
        .await
        .map_err(|_| Reply::refused(413, "that is too much to send at once"))?;
    let turn = server.turns.enter().ok_or_else(busy)?;
    let of = Arc::clone(&server);
    let worked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let found = find(&of, &case)?;
        let bench =
            Bench { path: found.path(), name: &case, reader: &of.reader, who: &who, seen: seen.as_deref() };
        Ok(work(&bench, &body))
    });
    let Said { status, body } = worked.await.map_err(|_| Reply::refused(500, "this was not finished"))??;
    Ok(Reply::json(status, &body))
}

/// Whether a request says that it sends JSON: no page elsewhere can say so without being asked for leave.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
