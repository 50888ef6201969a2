//! Whatever the text, a formula is read or refused with a reason, in words and in numbers.
#![no_main]

use detente_conflict::formula::{read_numbered, read_words};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    if let Err(error) = read_words(&text, |word, _| Some(word.to_owned())) {
        assert!(!error.to_string().is_empty());
    }
    if let Err(error) = read_numbered(&text, &["one", "two", "three"]) {
        assert!(!error.to_string().is_empty());
    }
});
