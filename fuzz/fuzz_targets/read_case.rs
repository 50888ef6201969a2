//! Whatever the bytes, a case is read, its problems are rendered, and views of it are seen.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};

use detente_case::{AssumptionChoice, CaseFiles, Located, View, read, render};
use libfuzzer_sys::fuzz_target;

/// What separates the case file from the digest `sources/npr.md` in an input.
const DIGEST: &[u8] = b"\n=== digest\n";

fuzz_target!(|input: &[u8]| {
    let at = input.windows(DIGEST.len()).position(|window| window == DIGEST);
    let (case, digest) = match at {
        Some(at) => (&input[..at], &input[at + DIGEST.len()..]),
        None => (input, &b"1. The president \"consistently dismissed\" it.\n2. Aid.\n3. Talks.\n"[..]),
    };
    let digests = BTreeMap::from([("sources/npr.md".to_string(), String::from_utf8_lossy(digest).into_owned())]);
    let files = CaseFiles::new("case.toml", case, digests);
    let reading = read(&files);
    for diagnostic in &reading.diagnostics {
        let _ = render(diagnostic, &files, false);
        let _ = Located::new(diagnostic, &files);
    }
    for assumptions in [
        AssumptionChoice::Standing,
        AssumptionChoice::Nothing,
        AssumptionChoice::With(BTreeSet::from(["alternative".to_string()])),
    ] {
        let seen = reading.case.seen(&View { assumptions, ..View::default() });
        let _ = (seen.statements(), seen.highest_label());
        for party in seen.parties.keys() {
            let _ = (seen.red_lines(party), seen.no_deal_of(party));
        }
    }
});
