//! What is told as it happens: changes on disk, and how far a long answer is.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::response::{
    IntoResponse, Response, Sse,
    sse::{Event, KeepAlive},
};
use detente_answers::{
    stop::Advice,
    watch::{Progress, Stage},
};
use futures_core::Stream;
use tokio::sync::{OwnedSemaphorePermit, broadcast::error::RecvError, mpsc};

use super::{Server, asked::Query, made::made, reply::Reply};
use crate::source::Source;

/// How many events wait for a slow reader before the sender waits too.
const WAITING: usize = 16;

/// How many streams of events are open at once at most.
pub(super) const STREAMS: usize = 128;

/// Events as they come; when the reader goes, whoever sends is told.
struct Events {
    coming: mpsc::Receiver<Event>,
    gone: Arc<AtomicBool>,
    /// Its place among the open streams.
    _open: OwnedSemaphorePermit,
}

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.coming.poll_recv(context).map(|event| event.map(Ok))
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Release);
    }
}

/// A place among the open streams.
fn place(server: &Server) -> Result<OwnedSemaphorePermit, Reply> {
    let place = Arc::clone(&server.streams).try_acquire_owned();
    place
        .map_err(|_| Reply::refused(503, Advice::new("too many pages listen already").with_help("ask again")))
}

fn told(events: mpsc::Receiver<Event>, gone: Arc<AtomicBool>, open: OwnedSemaphorePermit) -> Response {
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(Events { coming: events, gone, _open: open }).keep_alive(alive).into_response()
}

/// An event `changed` with the name of the case, whenever its files change.
pub(super) fn of_changes(server: &Server) -> Result<Response, Reply> {
    let open = place(server)?;
    let mut changes = server.cases.changes();
    let (send, receive) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        loop {
            let name = tokio::select! {
                name = changes.recv() => name,
                () = send.closed() => return,
            };
            let event = match name {
                Ok(name) => Event::default().event("changed").data(name),
                // Who is too far behind is told that something changed.
                Err(RecvError::Lagged(_)) => Event::default().event("changed").data(""),
                Err(RecvError::Closed) => return,
            };
            if send.send(event).await.is_err() {
                return;
            }
        }
    });
    Ok(told(receive, Arc::default(), open))
}

/// Events `progress` while an answer is made, and then `answer` or `refused`. It is given up when the reader goes.
pub(super) fn of_answer(server: &Server, source: Arc<Source>, request: Query) -> Result<Response, Reply> {
    let open = place(server)?;
    let Some(turn) = server.turns.enter() else { return Err(super::made::busy()) };
    let (send, receive) = mpsc::channel(WAITING);
    let gone = Arc::new(AtomicBool::new(false));
    let listening = Arc::clone(&gone);
    tokio::spawn(async move {
        let progress = send.clone();
        let made = tokio::task::spawn_blocking(move || {
            // Progress that nobody has taken yet may be passed over.
            let tell = |step: Progress| drop(progress.try_send(progress_event(step)));
            made(&request, &source, &turn, &listening, &tell)
        });
        if let Ok(Ok(Reply { status, body, .. })) = made.await {
            let name = if status == 200 { "answer" } else { "refused" };
            let text = String::from_utf8_lossy(&body).into_owned();
            // A reader who has gone needs no answer.
            let _ = send.send(Event::default().event(name).data(text)).await;
        }
    });
    Ok(told(receive, gone, open))
}

fn progress_event(Progress { stage, done, all }: Progress) -> Event {
    let stage = match stage {
        Stage::Search => "search",
        Stage::Draws => "draws",
        Stage::Numbers => "numbers",
    };
    let data = serde_json::json!({ "stage": stage, "done": done, "all": all });
    Event::default().event("progress").data(data.to_string())
}
