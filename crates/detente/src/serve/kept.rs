//! Answers that were made already: many readers of one case ask the same.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::OnceCell;

use super::reply::Reply;

/// How many bytes of questions and answers are kept before all are forgotten.
const MOST: usize = 32 << 20;

/// How many answers are kept at most, refusals included.
const MOST_ANSWERS: usize = 4096;

/// How many bytes an answer takes besides its texts.
const OVERHEAD: usize = 256;

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
        if all.len() >= MOST_ANSWERS || all.iter().map(size).sum::<usize>() > MOST {
            all.clear();
        }
        Arc::clone(all.entry(key).or_default())
    }
}

fn size((key, answer): (&String, &Answer)) -> usize {
    key.len() + answer.get().map_or(0, |reply| reply.body.len()) + OVERHEAD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_questions_count_as_much_as_long_answers() {
        let kept = Kept::default();
        let long = "x".repeat(1 << 20);
        for number in 0..40 {
            kept.answer(format!("{number} {long}"));
        }
        let all = kept.0.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(
            all.len() < 40 && all.keys().map(String::len).sum::<usize>() <= MOST + (2 << 20),
            "{}",
            all.len()
        );
    }
}
