//! Whatever the bytes, a `.gmcr` model is read or refused with a reason.
#![no_main]

use detente_conflict::formats::read_gmcr;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Err(error) = read_gmcr(input) {
        assert!(!error.to_string().is_empty());
    }
});
