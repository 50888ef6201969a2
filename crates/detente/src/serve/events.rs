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
use detente_answers::watch::{Progress, Stage, Watch};
use futures_core::Stream;
use tokio::sync::{broadcast::error::RecvError, mpsc};

use super::{
    Server,
    asked::{Query, Reply},
};
use crate::source::Source;

/// How many events wait for a slow reader before the sender waits too.
const WAITING: usize = 16;

/// Events as they come; when the reader goes, whoever sends is told.
struct Events {
    events: mpsc::Receiver<Event>,
    gone: Arc<AtomicBool>,
}

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.events.poll_recv(context).map(|event| event.map(Ok))
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.gone.store(true, Ordering::Release);
    }
}

fn told(events: mpsc::Receiver<Event>, gone: Arc<AtomicBool>) -> Response {
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Sse::new(Events { events, gone }).keep_alive(alive).into_response()
}

/// An event `changed` with the name of the case, whenever its files change.
pub(super) fn of_changes(server: &Server) -> Response {
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
    told(receive, Arc::default())
}

/// Events `progress` while an answer is made, and then `answer` or `refused`. It is given up when the reader goes.
pub(super) fn of_answer(server: Arc<Server>, source: Arc<Source>, request: Query) -> Response {
    let (send, receive) = mpsc::channel(WAITING);
    let gone = Arc::new(AtomicBool::new(false));
    let listening = Arc::clone(&gone);
    tokio::spawn(async move {
        let permit = tokio::select! {
            permit = Arc::clone(&server.makers).acquire_owned() => permit,
            // A reader who goes while waiting for a turn needs none.
            () = send.closed() => return,
        };
        let Ok(_permit) = permit else { return };
        let progress = send.clone();
        let made = tokio::task::spawn_blocking(move || {
            let tell = |step: Option<Progress>| {
                // Progress that nobody has taken yet may be passed over.
                let _ = step.map(|step| progress.try_send(progress_event(step)));
                !listening.load(Ordering::Acquire)
            };
            request.answer(&source, Watch::new(&tell))
        });
        if let Ok(Ok(Reply { status, body, .. })) = made.await {
            let name = if status == 200 { "answer" } else { "refused" };
            let text = String::from_utf8_lossy(&body).into_owned();
            // A reader who has gone needs no answer.
            let _ = send.send(Event::default().event(name).data(text)).await;
        }
    });
    told(receive, gone)
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
