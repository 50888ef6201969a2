//! A sign of life on the error stream for whatever takes longer than a second.

use std::{
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

/// How long an answer may take before a sign of life is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows that work goes on until it is dropped. Draws nothing where the error stream is no terminal.
pub(crate) struct Working {
    done: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Working {
    /// Begins to wait for `what`.
    pub(crate) fn on(what: &'static str) -> Self {
        let (done, waiting) = mpsc::channel::<()>();
        let watch = thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let style = ProgressStyle::with_template("{spinner} {msg}, {elapsed}");
            let spinner = ProgressBar::new_spinner()
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            spinner.set_message(format!("working on `{what}`"));
            spinner.enable_steady_tick(Duration::from_millis(120));
            // The sender is dropped when the work is done; nothing is ever sent.
            let _ = waiting.recv();
            spinner.finish_and_clear();
        });
        Self { done: Some(done), watch: Some(watch) }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(watch) = self.watch.take() {
            // A sign of life that failed is no reason to fail.
            let _ = watch.join();
        }
    }
}
