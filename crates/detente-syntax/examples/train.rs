//! Learns from a treebank: `train TRAIN DEV OUT`, where each treebank is a file in the format CoNLL-U.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a program")]

use std::{env, error::Error, fs, time::Instant};

use detente_syntax::train::{Plan, RawScores, Scores, Treebank, pack, train, unpack};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [bank, dev, out] = arguments.as_slice() else {
        return Err("usage: train TRAIN DEV OUT".into());
    };
    let plan = Plan::default();
    let begin = Instant::now();
    let read =
        |path: &str| -> Result<Treebank, Box<dyn Error>> { Ok(Treebank::read(&fs::read_to_string(path)?)?) };
    let (bank, dev) = (read(bank)?, read(dev)?);
    let parser = train(&bank, &dev, plan, &mut |line| println!("{:4} s  {line}", begin.elapsed().as_secs()));
    let packed = pack(&parser);
    fs::write(out, &packed)?;
    println!("{} bytes packed", packed.len());
    let parser = unpack(&packed).ok_or("the file cannot be unpacked")?;
    let begin = Instant::now();
    let scores = Scores::of(&parser, &dev);
    println!(
        "{scores}; {} words a second",
        scores.words as u128 * 1_000 / begin.elapsed().as_millis().max(1)
    );
    println!("{}", RawScores::of(&parser, &dev));
    Ok(())
}
