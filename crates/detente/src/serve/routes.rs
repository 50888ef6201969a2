//! What can be asked, and by which address.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use detente_answers::{answers::brief, watch::Watch};

use super::{
    Server,
    asked::{JSON, Query, Reply},
    cases::Case,
    events, openapi,
};
use crate::{failure::Failure, folder, source::Source, what_if::Saved};

/// How long an answer may take before the reader is told to use the command line, or events.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the saving of a file may take.
const SAVED: Duration = Duration::from_millis(250);

/// How long the name of a saved what-if may be.
const LONGEST_NAME: usize = 40;

type Shared = State<Arc<Server>>;

/// Every address that is answered.
pub(super) fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/api/openapi.json", get(description))
        .route("/api/cases", get(cases))
        .route("/api/events", get(changes))
        .route("/api/cases/{case}/what-if.toml", get(what_if))
        .route("/api/cases/{case}/what-ifs/{name}", post(save))
        .route("/api/cases/{case}/run/{command}", get(run))
        .route("/api/cases/{case}/{command}", get(answer))
        .fallback(|| async { Reply::refused(404, "this address does not exist; see /api/openapi.json") })
        .method_not_allowed_fallback(|| async {
            Reply::refused(405, "this address does not take that method")
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&server), guarded))
        .with_state(server)
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, self.kind)], Body::from(self.body)).into_response()
    }
}

/// Refuses who may not ask, and says to browsers what they may do with any answer.
async fn guarded(State(server): Shared, request: Request, next: Next) -> Response {
    let cookie = server.guard.cookie(request.uri());
    let mut response = match server.guard.refuses(request.method(), request.uri(), request.headers()) {
        Some(refused) => refused.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let policy = headers.entry(header::CONTENT_SECURITY_POLICY);
    policy.or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

async fn page(State(server): Shared) -> Response {
    let mut response =
        Reply { status: 200, kind: "text/html; charset=utf-8", body: server.page.html.clone() }
            .into_response();
    if let Ok(policy) = HeaderValue::from_str(&server.page.policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn description() -> Reply {
    Reply { status: 200, kind: JSON, body: openapi::description().to_string().into() }
}

/// The names of the cases, and whether what-ifs may be written.
async fn cases(State(server): Shared) -> Reply {
    let names: Vec<_> = server.cases.names().collect();
    let body = serde_json::json!({ "cases": names, "edit": server.edit });
    Reply { status: 200, kind: JSON, body: body.to_string().into() }
}

async fn changes(State(server): Shared) -> Response {
    events::of_changes(&server)
}

async fn answer(
    State(server): Shared,
    Path((case, command)): Path<(String, String)>,
    uri: Uri,
) -> Result<Reply, Reply> {
    let of = find(&server, &case)?;
    let query = query(&uri);
    let request = Arc::new(Query::read(&command, &query)?);
    let words: Vec<_> = query.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]).collect();
    let kept = server.kept.answer(format!("{case} {} {command} {}", of.version(), words.join("\u{0}")));
    let made = kept.get_or_try_init(|| make_of_whole_files(&server, of, request)).await;
    made.cloned()
}

/// Makes an answer; once more after a moment if the case has errors: a file that is being saved may be read half.
async fn make_of_whole_files(server: &Server, of: &Case, request: Arc<Query>) -> Result<Reply, Reply> {
    let reply = make(server, of.source(), Arc::clone(&request)).await?;
    if reply.status != 422 {
        return Ok(reply);
    }
    tokio::time::sleep(SAVED).await;
    make(server, of.read_again(), request).await
}

/// Tells whoever makes an answer when nobody waits for it any more: after too long, or when the reader has gone.
#[derive(Default)]
struct GivesUp(Arc<AtomicBool>);

impl Drop for GivesUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Makes an answer on a thread of its own. The thread keeps its place among the makers until it ends.
async fn make(
    server: &Server,
    source: Result<Arc<Source>, Failure>,
    request: Arc<Query>,
) -> Result<Reply, Reply> {
    let source = source.map_err(|failure| Reply::refused(500, &failure.to_string()))?;
    let busy = || Reply::refused(503, "the server is busy; ask again");
    let permit = tokio::time::timeout(PATIENCE, Arc::clone(&server.makers).acquire_owned()).await;
    let permit = permit.map_err(|_| busy())?.map_err(|_| busy())?;
    let waits = GivesUp::default();
    let given_up = Arc::clone(&waits.0);
    let made = tokio::task::spawn_blocking(move || {
        let waited_for = |_| !given_up.load(Ordering::Acquire);
        let made = request.answer(&source, Watch::new(&waited_for));
        drop(permit);
        made
    });
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(Ok(reply))) => Ok(reply),
        Ok(_) => Err(Reply::refused(500, "the answer was not finished")),
        Err(_) => {
            Err(Reply::refused(504, "this takes too long for a page; use the command line, or …/run/…"))
        }
    }
}

async fn run(
    State(server): Shared,
    Path((case, command)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Reply> {
    let of = find(&server, &case)?;
    let request = Query::read(&command, &query(&uri))?;
    let source = of.source().map_err(|failure| Reply::refused(500, &failure.to_string()))?;
    Ok(events::of_answer(Arc::clone(&server), source, request))
}

async fn what_if(State(server): Shared, Path(case): Path<String>, uri: Uri) -> Result<Reply, Reply> {
    let text = what_if_text(find(&server, &case)?, &uri)?;
    Ok(Reply { status: 200, kind: "application/toml; charset=utf-8", body: text.into() })
}

/// Writes a what-if beside the case, if the server may.
async fn save(
    State(server): Shared,
    Path((case, name)): Path<(String, String)>,
    method: Method,
    uri: Uri,
) -> Result<Reply, Reply> {
    let of = find(&server, &case)?;
    debug_assert_eq!(method, Method::POST);
    if !server.edit {
        return Err(Reply::refused(
            403,
            "the server may not write files: start it with --edit, or save the file yourself",
        ));
    }
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
        return Err(Reply::refused(400, "a name is up to 40 of a-z, 0-9 and -"));
    }
    let text = what_if_text(of, &uri)?;
    let folder = of.folder().join("what-ifs");
    let file = folder.join(format!("{name}.toml"));
    let failed = |failure: Failure| Reply::refused(500, &failure.to_string());
    std::fs::create_dir_all(&folder).map_err(|cause| failed(Failure::at("make", &folder, cause)))?;
    folder::write_file(&file, &text).map_err(failed)?;
    let body = serde_json::json!({ "written": file.display().to_string() });
    Ok(Reply { status: 201, kind: JSON, body: body.to_string().into() })
}

fn what_if_text(case: &Case, uri: &Uri) -> Result<String, Reply> {
    let request = Query::read(brief::ASKED.name, &query(uri))?;
    let view = request.view();
    let failed = |failure: Failure| Reply::refused(400, &failure.to_string());
    let source = case.source().map_err(failed)?;
    Saved::of(view, &source.file_hash(view).map_err(failed)?)
        .text(&case.path.display().to_string())
        .map_err(failed)
}

fn find<'a>(server: &'a Server, name: &str) -> Result<&'a Case, Reply> {
    let names = || server.cases.names().collect::<Vec<_>>().join(", ");
    server
        .cases
        .get(name)
        .ok_or_else(|| Reply::refused(404, &format!("no case has that name; there are: {}", names())))
}

/// The query, without the token that guards it.
fn query(uri: &Uri) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned();
    pairs.filter(|(key, _)| key != "token").collect()
}
