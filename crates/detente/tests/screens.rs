//! Every screen a user sees, run and compared whole: one file a command in `screens/`, the README, the
//! documentation, and what each case of the catalogue must answer.

use std::{env, path::Path};

/// A screen names the program's version as `[VERSION]`, so that the next one rewrites none.
#[test]
fn screens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    env::set_current_dir(&root).expect("the repository is there");
    let tests = trycmd::TestCases::new();
    tests.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).expect("a name in brackets");
    tests
        .default_bin_name("detente")
        .env("NO_COLOR", "1")
        .case("crates/detente/tests/screens/*.trycmd")
        .case("README.md")
        .case("docs/*.md")
        .case("cases/*/expected.md")
        .run();
}
