//! Answers that were made already: many readers of one case ask the same.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::OnceCell;

use super::asked::Reply;

/// How many bytes of answers are kept before all are forgotten.
const MOST: usize = 32 << 20;

/// How many answers are kept at most, refusals included.
const MOST_ANSWERS: usize = 4096;

/// An answer that is made once, however many ask for it at once.
pub(super) type Answer = Arc<OnceCell<Reply>>;

/// Answers by what was asked of which version of a case.
#[derive(Default)]
pub(super) struct Kept(Mutex<BTreeMap<String, Answer>>);

impl Kept {
    /// The answer to this question, made or yet to be made.
    pub(super) fn answer(&self, key: String) -> Answer {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = all.get(&key) {
            return Arc::clone(answer);
        }
        let size: usize = all.values().filter_map(|answer| answer.get()).map(|reply| reply.body.len()).sum();
        if size > MOST || all.len() >= MOST_ANSWERS {
            all.clear();
        }
        Arc::clone(all.entry(key).or_default())
    }
}
