//! Every file in `tests/bad` yields exactly the problems in the text beside it.
//!
//! `UPDATE=1 cargo test -p detente-case --test bad` writes the texts; read them before you commit them.
//! A file whose first line is `# prelude` is read with the tables of `docs/checks/prelude.toml` below it, but for
//! those it has itself and those it names after `without`; one whose first line is `# repeat N` is read as N times
//! what stands below, and `# numbered N` with N lines for each that has `NUMBER` in it. A file of the same name that ends in `.md` is the digest.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

mod common;

use std::{fs, path::Path};

fn problems_are_those_expected(path: &Path) -> datatest_stable::Result<()> {
    let mut bytes = fs::read(path)?;
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first).into_owned();
    let bytes = match first.strip_prefix("# prelude") {
        Some(rest) => {
            let without: Vec<_> = rest.trim_start_matches(" without").split(',').map(str::trim).collect();
            let prelude = common::prelude_for(&String::from_utf8_lossy(&bytes), &without);
            [bytes, prelude.into_bytes()].concat()
        }
        None => match first.strip_prefix("# repeat ").map(str::parse) {
            Some(Ok(times)) => bytes.split_off(first.len() + 1).repeat(times),
            _ => match first.strip_prefix("# numbered ").map(str::parse) {
                Some(Ok(lines)) => common::numbered(&String::from_utf8_lossy(&bytes), lines).into_bytes(),
                _ => bytes,
            },
        },
    };
    let digest = fs::read_to_string(path.with_extension("md")).unwrap_or_else(|_| common::digest());
    let files = common::files(&bytes, digest);
    let reading = common::read_twice(&files);
    let rendered = common::rendered(&files, &reading, None);
    let expectation = path.with_extension("txt");
    if common::updating() {
        fs::write(expectation, rendered)?;
        return Ok(());
    }
    let expected = fs::read_to_string(&expectation).unwrap_or_default();
    if rendered == expected {
        Ok(())
    } else {
        Err(format!("{} differs (UPDATE=1 rewrites it):\n{rendered}", expectation.display()).into())
    }
}

datatest_stable::harness! {
    { test = problems_are_those_expected, root = "tests/bad", pattern = r"\.toml$" },
}
