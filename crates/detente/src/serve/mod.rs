//! The page and what it asks, over HTTP: every answer is one that the command line gives, by the same way.
//!
//! Listens on the loopback address unless told otherwise, answers nobody from another origin, reads nothing but the
//! cases it was given, and writes nothing unless told to.

mod asked;
mod cases;
mod events;
mod guard;
mod kept;
mod openapi;
pub(crate) mod page;
mod routes;
#[cfg(test)]
mod tests;

use std::{io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use axum::Router;
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
use self::{cases::Cases, guard::Guard, kept::Kept};
use crate::{failure::Failure, output};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);

/// How many connections are open at once at most.
const CONNECTIONS: usize = 1024;

/// What is served, and where.
pub(crate) struct Settings {
    /// The cases.
    pub(crate) cases: Vec<PathBuf>,
    /// Where to listen; port 0 takes a free one.
    pub(crate) address: SocketAddr,
    /// Whether what-ifs may be written into the folder of a case.
    pub(crate) edit: bool,
}

/// What every request needs.
pub(crate) struct Server {
    cases: Cases,
    guard: Guard,
    kept: Kept,
    page: page::Served,
    edit: bool,
    /// Answers made at once: as many as there are processors.
    makers: Arc<Semaphore>,
}

/// Serves until interrupted.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|cause| Failure::Machine { doing: "start the server".to_owned(), cause })?;
    runtime.block_on(async {
        let listener = bind(settings.address).await?;
        let server = Arc::new(Server::new(settings, &listener)?);
        output::complain(&server.greeting());
        tokio::select! {
            () = serve(listener, server) => Ok(()),
            _ = tokio::signal::ctrl_c() => Ok(()),
        }
    })
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    let bound = TcpListener::bind(address).await;
    bound.map_err(|cause| Failure::Machine { doing: format!("listen on {address}"), cause })
}

impl Server {
    fn new(settings: &Settings, listener: &TcpListener) -> Result<Self, Failure> {
        let asked = |cause: io::Error| Failure::Machine { doing: "ask for the address".to_owned(), cause };
        let address = listener.local_addr().map_err(asked)?;
        let makers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self {
            cases: Cases::at(&settings.cases)?,
            guard: Guard::at(address)?,
            kept: Kept::default(),
            page: page::Served::new(),
            edit: settings.edit,
            makers: Arc::new(Semaphore::new(makers)),
        })
    }

    /// What is printed when the server is ready.
    fn greeting(&self) -> String {
        let names: Vec<_> = self.cases.names().collect();
        let writes = if self.edit { "the page may save what-ifs" } else { "the page cannot save what-ifs" };
        format!(
            "{}\n{}: {}; {writes}; stop with Ctrl-C",
            self.guard.address_to_open(),
            if names.len() == 1 { "serving" } else { "cases" },
            names.join(", ")
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
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: others will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
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
    let body = serde_json::json!({ "error": "the head of the request came too late" }).to_string();
    let head = format!(
        "HTTP/1.1 408 Request Timeout\r\ncontent-type: {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        asked::JSON,
        body.len()
    );
    // So short a text is taken whole or not at all.
    stream.writable().await?;
    stream.try_write((head + &body).as_bytes()).map(|_| ())
}
