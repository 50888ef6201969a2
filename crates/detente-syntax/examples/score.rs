//! Says how well a treebank is read: `score WEIGHTS TREEBANK`, or `score - TREEBANK` with the weights that ship.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program")]

use std::{env, error::Error, fs, time::Instant};

use detente_syntax::{
    Parser,
    train::{RawScores, Scores, Treebank, cut_otherwise, unpack},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [weights, bank, rest @ ..] = arguments.as_slice() else {
        return Err("usage: score WEIGHTS|- TREEBANK [cuts]".into());
    };
    let begin = Instant::now();
    let parser = if weights == "-" {
        Parser::english()
    } else {
        unpack(&fs::read(weights)?).ok_or("the file cannot be unpacked")?
    };
    println!("unpacked in {} ms", begin.elapsed().as_millis());
    let bank = Treebank::read(&fs::read_to_string(bank)?)?;
    let begin = Instant::now();
    let scores = Scores::of(&parser, &bank);
    println!(
        "{scores}; {} words a second",
        scores.words as u128 * 1_000 / begin.elapsed().as_millis().max(1)
    );
    println!("{}", RawScores::of(&parser, &bank));
    if !rest.is_empty() {
        for (gold, found) in cut_otherwise(&bank) {
            println!("{gold}\n\t{found}");
        }
    }
    Ok(())
}
