//! Whatever the text, what is read of it is one tree.

use detente_syntax::{Parser, Word, words};
use proptest::prelude::*;

use crate::budget;

/// One root, heads in range, no circle, no crossing arcs; words in order, without overlap, on characters' bounds.
fn is_one_tree(sentence: &str, read: &[Word]) {
    let mut end = 0;
    for word in read {
        assert!(end <= word.start && word.start < word.end, "{word:?}");
        assert!(
            !word.of(sentence).is_empty() && !word.of(sentence).contains(char::is_whitespace),
            "{word:?}"
        );
        assert!(sentence[end..word.start].chars().all(char::is_whitespace), "before {word:?}");
        end = word.end;
    }
    assert!(sentence[end..].chars().all(char::is_whitespace), "a word is lost at the end");
    let roots = read.iter().filter(|word| word.head.is_none()).count();
    assert_eq!(roots, usize::from(!read.is_empty()));
    for (at, word) in read.iter().enumerate() {
        let mut above = at;
        let mut steps = 0;
        while let Some(head) = read[above].head {
            assert!(head < read.len() && head != above);
            above = head;
            steps += 1;
            assert!(steps <= read.len(), "a circle above {word:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(2_000)))]

    #[test]
    fn any_text_is_one_tree(text in any::<String>()) {
        is_one_tree(&text, &Parser::english().read(&text));
    }

    #[test]
    fn any_bytes_are_one_tree(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        is_one_tree(&text, &Parser::english().read(&text));
    }

    #[test]
    fn anything_like_english_is_one_tree(text in "([A-Za-z]{1,8}|[0-9.,:]{1,6}|n't|'s|U\\.S\\.|[-–—\"“”’$%()/.]| ){0,60}") {
        is_one_tree(&text, &Parser::english().read(&text));
        prop_assert_eq!(words(&text).len(), Parser::english().read(&text).len());
    }
}

#[test]
fn a_megabyte_is_read_in_time_that_grows_with_it() {
    let sentence = "The minister's 12-page offer, he said, wasn't on the table. ";
    let text = sentence.repeat(budget::cases(1_000_000) / sentence.len());
    let read = Parser::english().read(&text);
    assert!(read.len() * 5 > text.len() / 2, "{}", read.len());
    is_one_tree(&text, &read);
}

#[test]
fn the_same_text_is_read_the_same() {
    let text = "Both sides, which met at 18:30, deny it.";
    assert_eq!(Parser::english().read(text), Parser::english().read(text));
}
