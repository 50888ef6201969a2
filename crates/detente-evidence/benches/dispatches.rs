//! How long dispatches take to be read: one alone, and a thousand on two threads.
//!
//! `cargo bench -p detente-evidence --bench dispatches [-- FILE…]` reads these files, or the dispatches of the tests.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a bench looks at the clock and prints"
)]

use std::{hint::black_box, path::Path, thread, time::Instant};

use detente_evidence::{Options, read};

const DISPATCHES: usize = 1_000;
const THREADS: usize = 2;

fn main() {
    let typed: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let texts: Vec<String> = if typed.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dispatches");
        let mut files: Vec<_> = folder.read_dir().unwrap().map(|one| one.unwrap().path()).collect();
        files.sort();
        let of_text = files.into_iter().filter(|one| one.extension().is_some_and(|end| end == "txt"));
        of_text.map(|one| std::fs::read_to_string(one).unwrap()).collect()
    } else {
        typed.iter().map(|one| std::fs::read_to_string(one).unwrap()).collect()
    };
    let of = |at: usize| &texts[at % texts.len()];
    let begun = Instant::now();
    black_box(read(of(0), &Options::default()));
    println!("the first, with its lists: {:?}", begun.elapsed());
    let begun = Instant::now();
    black_box(read(of(0), &Options::default()));
    println!("the first again: {:?}", begun.elapsed());
    let begun = Instant::now();
    let drafts: usize = thread::scope(|scope| {
        let readers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let of = &of;
                scope.spawn(move || {
                    let mine = (thread..DISPATCHES).step_by(THREADS);
                    mine.map(|at| read(of(at), &Options::default()).drafts.len()).sum::<usize>()
                })
            })
            .collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).sum()
    });
    println!("{DISPATCHES} on {THREADS} threads: {:?}, {drafts} drafts", begun.elapsed());
}
