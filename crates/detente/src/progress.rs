//! A sign of life on the error stream for whatever takes longer than a second.

use std::{
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use detente_answers::watch::{Progress, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long an answer may take before a sign of life is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows that work goes on until it is dropped. Draws nothing where the error stream is no terminal.
pub(crate) struct Working {
    bar: ProgressBar,
    done: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Working {
    /// Begins to wait for `what`.
    pub(crate) fn on(what: &'static str) -> Self {
        let (done, waiting) = mpsc::channel::<()>();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let shown = bar.clone();
        let watch = thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(Duration::from_millis(120));
            // The sender is dropped when the work is done; nothing is ever sent.
            let _ = waiting.recv();
            shown.finish_and_clear();
        });
        bar.set_style(style("{spinner} {msg}, {elapsed}"));
        bar.set_message(format!("working on `{what}`"));
        Self { bar, done: Some(done), watch: Some(watch) }
    }

    /// Shows how far the work is.
    pub(crate) fn show(&self, progress: Progress) {
        let Progress { stage, done, all } = progress;
        if self.bar.length() != Some(all as u64) || done == 0 {
            self.bar.set_style(style("{spinner} {msg} {wide_bar} {pos} of {len}, {elapsed}"));
            self.bar.set_length(all as u64);
        }
        self.bar.set_message(match stage {
            Stage::Search => "looking for packages, draw by draw",
            Stage::Draws => "judging packages, draw by draw",
            Stage::Numbers => "what each number is worth",
        });
        self.bar.set_position(done as u64);
    }
}

impl Working {
    /// Shows that `all` runs are to be done.
    pub(crate) fn runs(&self, all: u64) {
        self.bar.set_style(style("{spinner} {msg} {wide_bar} {pos} of {len}, {elapsed}"));
        self.bar.set_length(all);
        self.bar.set_message("negotiations");
    }

    /// Shows that some more of them are done.
    pub(crate) fn done(&self, runs: u64) {
        self.bar.inc(runs);
    }
}

/// A style of bar; the plain one where a template is refused.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
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
