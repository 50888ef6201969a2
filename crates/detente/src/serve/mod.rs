//! The page and what it asks, over HTTP: every answer is one that the command line gives, by the same way.
//!
//! Listens on the loopback address unless told otherwise, answers nobody without a token or from another origin, reads
//! nothing but the cases it was given, and writes nothing unless told to.

mod asked;
mod cases;
mod events;
mod guard;
mod kept;
mod made;
mod openapi;
pub(crate) mod page;
mod reply;
mod routes;
#[cfg(test)]
mod tests;
mod turns;
mod writing;

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
use detente_case::Reader;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

pub(crate) use self::cases::name_of;
use self::{cases::Cases, guard::Guard, kept::Kept, reply::Reply, turns::Turns};
use crate::{failure::Failure, output, signals};
use detente_machine::{request_log::Log, unfinished, workbench};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// How many connections are open at once at most.
const CONNECTIONS: usize = 1024;

/// What is served, and where.
pub(crate) struct Settings {
    /// The cases.
    pub(crate) cases: Vec<PathBuf>,
    /// The folder of which every case is served, and in which new ones are made.
    pub(crate) folder: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one.
    pub(crate) address: SocketAddr,
    /// Whether the page may write into the folder of a case.
    pub(crate) edit: bool,
    /// What everybody who asks may see.
    pub(crate) reader: Reader,
    /// Whom tokens are made for; one for everybody where nobody is named.
    pub(crate) names: Vec<String>,
    /// Under which addresses the page is reached too.
    pub(crate) origins: Vec<String>,
    /// Whether a proxy stands before, whose word on the protocol and the client is taken.
    pub(crate) proxy: bool,
    /// Where it is written down who asked what.
    pub(crate) log: Option<PathBuf>,
}

/// The other end of a connection.
#[derive(Clone, Copy)]
struct Peer(SocketAddr);

/// What every request needs.
pub(crate) struct Server {
    cases: Cases,
    guard: Guard,
    kept: Kept,
    page: page::Served,
    edit: bool,
    /// The folder in which new cases are made.
    folder: Option<PathBuf>,
    reader: Reader,
    log: Option<Log>,
    /// Whose turn it is to be answered.
    turns: Arc<Turns>,
    /// How many streams of events are open.
    streams: Arc<Semaphore>,
}

/// Reads what a request asks of a case, without answering it.
#[cfg(test)]
pub(crate) fn read_query(source: &crate::source::Source, text: &str) {
    let (question, query) = text.split_once('?').unwrap_or((text, ""));
    let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let given_up = |_| false;
    let watch = detente_answers::watch::Watch::new(&given_up);
    // Nobody waits: it is read, and given up before it is answered.
    let _ =
        asked::read(question, &pairs, &Reader::default()).map(|query| asked::answer(&query, source, watch));
}

/// Serves until interrupted.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| Failure::Machine { doing: "start the server".to_owned(), cause })?;
    let done = runtime.block_on(async {
        let listener = bind(settings.address).await?;
        let server = Arc::new(Server::new(settings, &listener)?);
        output::complain(&server.greeting());
        tokio::select! {
            () = serve(listener, server) => Ok(()),
            _ = signals::stopped() => Ok(()),
        }
    });
    // Answers that are being made are not waited for: nobody will read them.
    runtime.shutdown_background();
    unfinished::take_all_away();
    done
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|cause| Failure::Machine { doing: format!("listen on {address}"), cause })
}

impl Server {
    fn new(settings: &Settings, listener: &TcpListener) -> Result<Self, Failure> {
        let asked = |cause: io::Error| Failure::Machine { doing: "ask for the address".to_owned(), cause };
        let address = listener.local_addr().map_err(asked)?;
        let at_once = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let encrypted = settings.origins.iter().any(|origin| origin.starts_with("https://"));
        if settings.edit && !address.ip().is_loopback() && !encrypted {
            let refused = Failure::usage(format!("whoever listens on the way to {address} could write too"));
            return Err(refused.with_help("put a proxy with TLS before it, and name it: --origin https://…"));
        }
        let within = settings.folder.iter().flat_map(|folder| workbench::cases_in(folder));
        let cases = Cases::at(&settings.cases.iter().cloned().chain(within).collect::<Vec<_>>())?;
        if let Some(name) = settings.reader.compartments.iter().find(|name| !cases.have_compartment(name)) {
            return Err(Failure::usage(format!("no compartment is called `{name}`")));
        }
        Ok(Self {
            cases,
            guard: Guard::at(address, &settings.names, &settings.origins, settings.proxy, settings.edit)?,
            kept: Kept::default(),
            page: page::Served::new(),
            edit: settings.edit,
            folder: settings.folder.clone(),
            reader: settings.reader.clone(),
            log: settings.log.as_deref().map(Log::at).transpose()?,
            turns: Turns::new(at_once),
            streams: Arc::new(Semaphore::new(events::STREAMS)),
        })
    }

    /// Whether the page may make new cases.
    fn begins(&self) -> bool {
        self.edit && self.folder.is_some()
    }

    /// What is printed when the server is ready.
    fn greeting(&self) -> String {
        let names = self.cases.names();
        let writes = if self.edit { "the page may write" } else { "the page reads only" };
        format!(
            "{}\n{}: {}; {writes}; stop with Ctrl-C",
            self.guard.addresses_to_open(),
            if names.len() == 1 { "serving" } else { "cases" },
            if names.is_empty() { "none yet".to_owned() } else { names.join(", ") }
        )
    }
}

/// Accepts connections for ever.
async fn serve(listener: TcpListener, server: Arc<Server>) {
    tokio::spawn(cases::watch(Arc::clone(&server)));
    let router = routes::router(Arc::clone(&server));
    let open = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&open).acquire_owned().await else { return };
        let Ok((stream, peer)) = listener.accept().await else {
            // Out of file descriptors, most likely: others will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone().layer(axum::Extension(Peer(peer))));
        tokio::spawn(async move {
            converse(stream, service).await;
            drop(permit);
        });
    }
}

/// Answers one client until either has enough.
async fn converse(stream: TcpStream, service: TowerToHyperService<Router>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(64 * 1024);
    let mut connection = http.serve_connection(TokioIo::new(stream), service);
    match (&mut connection).await {
        Err(error) if error.is_timeout() => {
            let http1::Parts { io, read_buf, .. } = connection.into_parts();
            // Who has sent nothing has asked nothing: such a connection is closed without a word.
            if !read_buf.is_empty() {
                let _ = tokio::time::timeout(HEAD, too_slow(io.into_inner())).await;
            }
        }
        // A client that breaks off has had its answer or does not want it.
        _ => {}
    }
}

/// What a client is told that does not finish the head of its request; hyper itself would only close.
async fn too_slow(stream: TcpStream) -> io::Result<()> {
    let Reply { kind, body, .. } = Reply::refused(408, "the head of the request came too late");
    let head = format!(
        "HTTP/1.1 408 Request Timeout\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let body = String::from_utf8_lossy(&body);
    // So short a text is taken whole or not at all.
    stream.writable().await?;
    stream.try_write((head + &body).as_bytes()).map(|_| ())
}
