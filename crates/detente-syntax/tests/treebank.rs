//! How well the treebank's test set is read, which was never learned from.

#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{path::Path, process::Command};

use detente_syntax::{
    Parser,
    train::{RawScores, Scores, Treebank},
};

/// Shares in hundredths of a per cent: what was reached, less three tenths of a per cent.
const LEAST_TAGS: usize = 9_488;
const LEAST_LEMMAS: usize = 9_653;
const LEAST_UAS: usize = 8_499;
const LEAST_LAS: usize = 8_168;
/// The same where words are not given.
const LEAST_WORDS: usize = 9_859;
const LEAST_OWN_LAS: usize = 8_059;

fn treebank(part: &str) -> Treebank {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/reading");
    let file = folder.join(format!("en_ewt-ud-{part}.conllu.xz"));
    let unpacked = Command::new("xz").arg("-dc").arg(&file).output().expect("xz runs");
    assert!(unpacked.status.success(), "{} cannot be unpacked", file.display());
    Treebank::read(&String::from_utf8(unpacked.stdout).expect("a text")).expect("a treebank")
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/reading"]
fn the_test_set_is_read_well() {
    let bank = treebank("test");
    assert_eq!(bank.sentences.len(), 2_077);
    let parser = Parser::english();
    let given = Scores::of(&parser, &bank);
    assert!(given.words > 25_000, "{given}");
    assert!(given.share(given.tags) >= LEAST_TAGS, "{given}");
    assert!(given.share(given.lemmas) >= LEAST_LEMMAS, "{given}");
    assert!(given.share(given.heads) >= LEAST_UAS, "{given}");
    assert!(given.share(given.labelled) >= LEAST_LAS, "{given}");
    let own = RawScores::of(&parser, &bank);
    assert!(own.gold > 25_000, "{own}");
    assert!(own.share(own.aligned) >= LEAST_WORDS, "{own}");
    assert!(own.share(own.labelled) >= LEAST_OWN_LAS, "{own}");
}
