//! Whose turn it is to be answered: who has had least comes first, so that nobody waits long for little.
//!
//! As many answers are worked on at once as there are processors. An answer that has had its slice, and asks whether to
//! go on, waits while others that have had less are there. One that does not ask for long no longer counts: another
//! begins beside it, and the system shares the processors out between them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How long one works before another that has had less takes its place.
const SLICE: Duration = Duration::from_millis(40);

/// How long one may work without asking, before it no longer counts.
const OVERDUE: Duration = Duration::from_millis(200);

/// How often one that waits looks whether anybody still waits for it.
const LOOK: Duration = Duration::from_millis(20);

/// How many answers are begun at most; more are refused at once.
const MOST: usize = 64;

/// Everybody who works or waits.
pub(super) struct Turns {
    all: Mutex<All>,
    changed: Condvar,
    at_once: usize,
}

#[derive(Default)]
struct All {
    next: u64,
    works: BTreeMap<u64, Work>,
}

/// One answer that is being made.
#[derive(Default)]
struct Work {
    /// How long it has had a turn, without the one it has now.
    had: Duration,
    /// Since when it has a turn.
    since: Option<Instant>,
}

/// A place among those who work; given up when it is dropped.
pub(super) struct Turn {
    turns: Arc<Turns>,
    number: u64,
}

impl Turns {
    /// Turns of which so many are taken at once.
    pub(super) fn new(at_once: usize) -> Arc<Self> {
        Arc::new(Self { all: Mutex::default(), changed: Condvar::new(), at_once: at_once.max(1) })
    }

    /// A place; nothing where too many wait already.
    pub(super) fn enter(self: &Arc<Self>) -> Option<Turn> {
        let mut all = self.lock();
        if all.works.len() >= MOST {
            return None;
        }
        let number = all.next;
        all.next += 1;
        all.works.insert(number, Work::default());
        Some(Turn { turns: Arc::clone(self), number })
    }

    fn lock(&self) -> MutexGuard<'_, All> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl All {
    /// Gives every free turn to who has had least.
    fn share_out(&mut self, at_once: usize, now: Instant) {
        loop {
            let working = self.works.values().filter_map(|work| work.since);
            let count = working.filter(|since| now.duration_since(*since) < OVERDUE).count();
            let waiting = self.works.values_mut().filter(|work| work.since.is_none());
            let Some(first) = waiting.min_by_key(|work| work.had).filter(|_| count < at_once) else { return };
            first.since = Some(now);
        }
    }

    /// The least that anybody has had who waits.
    fn least(&self) -> Option<Duration> {
        self.works.values().filter(|work| work.since.is_none()).map(|work| work.had).min()
    }
}

impl Turn {
    /// Asks whether to go on, from any thread of the work; waits while it is another's turn. `false` once `wanted` is.
    pub(super) fn goes_on(&self, wanted: &dyn Fn() -> bool) -> bool {
        let Turns { changed, at_once, .. } = &*self.turns;
        let mut all = self.turns.lock();
        let now = Instant::now();
        let least = all.least();
        if let Some(work) = all.works.get_mut(&self.number)
            && let Some(since) = work.since
        {
            let had = work.had + now.duration_since(since);
            if now.duration_since(since) >= SLICE && least.is_some_and(|least| least < had) {
                *work = Work { had, since: None };
            }
        }
        loop {
            all.share_out(*at_once, Instant::now());
            changed.notify_all();
            if !wanted() {
                return false;
            }
            if all.works.get(&self.number).is_none_or(|work| work.since.is_some()) {
                return true;
            }
            all = changed.wait_timeout(all, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut all = self.turns.lock();
        all.works.remove(&self.number);
        all.share_out(self.turns.at_once, Instant::now());
        self.turns.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn who_has_had_least_comes_first_however_many_go_on_for_ever() {
        let turns = Turns::new(1);
        let stop = Arc::new(AtomicBool::new(false));
        let steps = Arc::new(AtomicUsize::new(0));
        let long = |turns: &Arc<Turns>| {
            let (turn, stop, steps) = (turns.enter().expect("room"), Arc::clone(&stop), Arc::clone(&steps));
            std::thread::spawn(move || {
                while turn.goes_on(&|| !stop.load(Ordering::Acquire)) {
                    steps.fetch_add(1, Ordering::Relaxed);
                    std::thread::sleep(Duration::from_millis(1));
                }
            })
        };
        let threads: Vec<_> = (0..8).map(|_| long(&turns)).collect();
        std::thread::sleep(SLICE * 12);
        let before = steps.load(Ordering::Relaxed);
        let short = turns.enter().expect("room");
        let began = Instant::now();
        assert!(short.goes_on(&|| true));
        assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
        // While it has its slice nobody else works.
        let during = steps.load(Ordering::Relaxed);
        assert!(before > 0 && during < before + 1000);
        drop(short);
        stop.store(true, Ordering::Release);
        for thread in threads {
            thread.join().expect("it ends");
        }
    }

    #[test]
    fn one_that_never_asks_keeps_nobody_waiting() {
        let turns = Turns::new(1);
        let silent = turns.enter().expect("room");
        assert!(silent.goes_on(&|| true));
        let other = turns.enter().expect("room");
        assert!(other.goes_on(&|| true), "it begins beside the other");
        let third = turns.enter().expect("room");
        assert!(!third.goes_on(&|| false), "nobody wants it");
    }

    #[test]
    fn too_many_are_refused_and_a_place_becomes_free() {
        let turns = Turns::new(1);
        let mut places: Vec<_> = (0..MOST).filter_map(|_| turns.enter()).collect();
        assert!(places.len() == MOST && turns.enter().is_none());
        places.pop();
        assert!(turns.enter().is_some());
    }
}
