//! Work away from the interpreter: other threads of Python go on, and Ctrl-C stops it.

use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc::{RecvTimeoutError, channel},
    },
    thread,
    time::Duration,
};

use pyo3::prelude::*;

use crate::unanswered::internal;

/// How often it is looked whether somebody pressed Ctrl-C.
const LOOK: Duration = Duration::from_millis(50);

/// The stack of the thread that works: as large as a program's usually is.
const STACK: usize = 8 << 20;

/// Does some work without the interpreter. The work asks `goes_on` whether to go on. What a signal raises, as Ctrl-C
/// does, ends it and is raised here.
///
/// Only the main thread of Python learns of signals, so it is the one that waits.
pub(crate) fn waited_for<T: Send>(
    py: Python<'_>,
    work: impl FnOnce(&(dyn Fn() -> bool + Sync)) -> T + Send,
) -> PyResult<T> {
    let goes_on = AtomicBool::new(true);
    let done = py.detach(|| {
        thread::scope(|scope| {
            let (send, receive) = channel();
            let goes_on = &goes_on;
            let worker = move || {
                let made = work(&|| goes_on.load(Ordering::Relaxed));
                // Whoever receives waits until the thread ends.
                let _ = send.send(());
                made
            };
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
            let Ok(worker) = started else { return Err(internal("no thread could be started")) };
            let mut raised = None;
            while matches!(receive.recv_timeout(LOOK), Err(RecvTimeoutError::Timeout)) {
                if raised.is_none() {
                    raised = Python::attach(|py| py.check_signals()).err();
                    goes_on.store(raised.is_none(), Ordering::Relaxed);
                }
            }
            match (worker.join(), raised) {
                (_, Some(raised)) => Err(raised),
                (Ok(made), None) => Ok(made),
                (Err(_), None) => Err(internal("an engine broke off; please report this")),
            }
        })
    })?;
    Ok(done)
}
