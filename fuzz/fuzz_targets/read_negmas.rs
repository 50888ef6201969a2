//! Whatever the text, a scenario of this format is read or refused, and what was read can be written in every format.
#![no_main]

use detente_scenario::Format;
use libfuzzer_sys::fuzz_target;

mod scenarios;

fuzz_target!(|input: &[u8]| scenarios::read(Format::Negmas, "a.yml", input));
