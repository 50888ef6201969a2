//! What can be asked, and by which address.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use detente_answers::{answers::brief, stop::Advice};
use detente_case::Reader;
use detente_machine::{
    request_log::{self, Entry, TOKEN},
    saved, workbench,
};

use super::{
    Peer, Server,
    asked::{self, Query},
    cases::{Case, Version},
    events,
    made::{busy, made},
    openapi,
    reply::Reply,
    writing,
};
use crate::{failure::Failure, what_if::Saved};

/// How long an answer may take before the reader is told to use the command line, or events.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the saving of a file may take.
const SAVED: Duration = Duration::from_millis(250);

type Shared = State<Arc<Server>>;

/// Every address that is answered.
pub(super) fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/api/openapi.json", get(description))
        .route("/api/cases", get(cases).post(writing::begin))
        .route("/api/events", get(changes))
        .route("/api/cases/{case}/what-if.toml", get(what_if))
        .route("/api/cases/{case}/what-ifs/{name}", post(save))
        .route("/api/cases/{case}/run/{command}", get(run))
        .route("/api/cases/{case}/{command}", get(answer))
        .merge(writing::router())
        .fallback(|| async {
            let why = Advice::new("this address does not exist");
            Reply::refused(404, why.with_help("/api/openapi.json describes every address"))
        })
        .method_not_allowed_fallback(|| async {
            Reply::refused(405, "this address does not take that method")
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&server), guarded))
        .with_state(server)
}

/// Refuses who may not ask, says to browsers what they may do with any answer, and writes down who asked what.
async fn guarded(State(server): Shared, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let guard = &server.guard;
    let (method, uri, asking) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let refused = guard.refuses(&method, &uri, &asking);
    let cookie = guard.cookie(&uri, &asking).filter(|_| refused.is_none());
    let opens = cookie.is_some() && method == Method::GET && uri.path() == "/";
    let mut response = match refused {
        Some(refused) => refused.into_response(),
        // The token leaves the address bar: the browser has it as a cookie now.
        None if opens => elsewhere(&uri),
        None => next.run(request).await,
    };
    if let Some(log) = &server.log {
        let entry = Entry {
            name: guard.who(&uri, &asking),
            client: request_log::client(peer, guard.forwarded_for(&asking)),
            method: &method,
            uri: &uri,
            status: response.status().as_u16(),
            took: began.elapsed(),
        };
        if log.write(&entry).is_err() {
            response = Reply::refused(500, "the server cannot write down who asks").into_response();
        }
    }
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

/// Sends a browser to the page without the token in its address.
fn elsewhere(uri: &Uri) -> Response {
    let pairs = query(uri);
    let rest = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
    let to = if rest.is_empty() { "/".to_owned() } else { format!("/?{rest}") };
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
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
    Reply::json(200, &openapi::description())
}

/// The names of the cases, and whether the page may write.
async fn cases(State(server): Shared) -> Reply {
    let begins = if server.begins() { workbench::templates() } else { serde_json::Value::Null };
    let names = server.cases.names();
    Reply::json(200, &serde_json::json!({ "cases": names, "edit": server.edit, "templates": begins }))
}

async fn changes(State(server): Shared) -> Result<Response, Reply> {
    events::of_changes(&server)
}

async fn answer(
    State(server): Shared,
    Path((case, command)): Path<(String, String)>,
    uri: Uri,
) -> Result<Reply, Reply> {
    let of = find(&server, &case)?;
    let query = query(&uri);
    let request = Arc::new(asked::read(&command, &query, &server.reader)?);
    let version = of.now()?;
    let words: Vec<_> = query.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]).collect();
    let kept = server.kept.answer(format!("{case} {} {command} {}", version.number, words.join("\u{0}")));
    let made = kept.get_or_try_init(|| make_of_whole_files(&server, &of, version, request)).await;
    made.cloned()
}

/// Makes an answer; once more after a moment if the case has errors: a file that is being saved may be read half.
async fn make_of_whole_files(
    server: &Server,
    of: &Case,
    version: Version,
    request: Arc<Query>,
) -> Result<Reply, Reply> {
    let reply = make(server, version, Arc::clone(&request)).await?;
    if reply.status != 422 {
        return Ok(reply);
    }
    tokio::time::sleep(SAVED).await;
    make(server, of.read_again()?, request).await
}

/// Tells whoever makes an answer when nobody waits for it any more: after too long, or when the reader has gone.
#[derive(Default)]
struct GivesUp(Arc<AtomicBool>);

impl Drop for GivesUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

/// Makes an answer on a thread of its own. The thread keeps its place among those who work until it ends.
async fn make(server: &Server, version: Version, request: Arc<Query>) -> Result<Reply, Reply> {
    let turn = server.turns.enter().ok_or_else(busy)?;
    let waits = GivesUp::default();
    let given_up = Arc::clone(&waits.0);
    let work = move || made(&request, &version.source, &turn, &given_up, &|_| ());
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(Ok(reply))) => Ok(reply),
        Ok(_) => Err(Reply::refused(500, "the answer was not finished")),
        Err(_) => {
            let why = Advice::new("this takes too long for a page");
            Err(Reply::refused(504, why.with_help("use the command line, or …/run/…")))
        }
    }
}

async fn run(
    State(server): Shared,
    Path((case, command)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Reply> {
    let of = find(&server, &case)?;
    let request = asked::read(&command, &query(&uri), &server.reader)?;
    events::of_answer(&server, of.now()?.source, request)
}

async fn what_if(State(server): Shared, Path(case): Path<String>, uri: Uri) -> Result<Reply, Reply> {
    let text = what_if_text(find(&server, &case)?.as_ref(), &case, &uri, &server.reader)?;
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
        let why = Advice::new("the server may not write files");
        return Err(Reply::refused(403, why.with_help("start it with --edit, or save the file yourself")));
    }
    let text = what_if_text(&of, &case, &uri, &server.reader)?;
    let said = saved::save(of.folder(), &name, &text);
    Ok(Reply::json(said.status, &said.body))
}

fn what_if_text(of: &Case, name: &str, uri: &Uri, reader: &Reader) -> Result<String, Reply> {
    let request = asked::read(brief::ASKED.name, &query(uri), reader)?;
    let failed = |failure: Failure| Reply::failed(brief::ASKED.name, &failure);
    let (version, view) = (of.now()?, request.view());
    let hash = version.source.file_hash(view).map_err(failed)?;
    Saved::of(view, &hash).text(name).map_err(failed)
}

pub(super) fn find(server: &Server, name: &str) -> Result<Arc<Case>, Reply> {
    let names = || server.cases.names().join(", ");
    server.cases.get(name).ok_or_else(|| {
        let why = Advice::new("no case has that name");
        Reply::refused(404, why.with_help(format!("there are: {}", names())))
    })
}

/// The query, without the token that guards it.
fn query(uri: &Uri) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned();
    pairs.filter(|(key, _)| key != TOKEN).collect()
}
