//! docs/recompute.py was written from docs/method.md alone; what it finds is what the program prints.

use std::process::Command;

use crate::catalogue::{answer, house};

/// Ten small cases: of the catalogue, and some made for what none of these has.
const CASES: [&str; 10] = [
    "cases/london-2025",
    "cases/camp-david-1978",
    "cases/kigali-2016",
    "cases/pay-by-rank",
    "cases/rail-pay-2023",
    "cases/two-party-sale",
    "cases/valley-line",
    "docs/recompute/ladder.toml",
    "docs/recompute/needs.toml",
    "docs/recompute/silent.toml",
];

/// `PATH: 960 packages; a deal in 329 of 1000 draws: …`: packages, and draws with a deal.
fn found<'a>(printed: &'a str, case: &str) -> Option<(&'a str, f64)> {
    let line = printed.lines().find_map(|line| line.strip_prefix(&format!("{case}: ")))?;
    let (packages, rest) = line.split_once(" packages; a deal in ")?;
    Some((packages, rest.split_once(" of 1000 draws")?.0.parse().ok()?))
}

#[test]
#[ignore = "needs Python 3.11"]
fn an_independent_program_finds_the_same_shares() {
    let output = Command::new("python3").current_dir(house()).arg("docs/recompute.py").args(CASES).output();
    let output = output.expect("Python runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    for case in CASES {
        let verdict = answer(&["why", case]).expect("an answer")["verdict"].clone();
        let (packages, deals) = found(&printed, case).expect("the program recomputes the case");
        assert_eq!(verdict["packages"]["packages"].to_string(), packages, "{case}");
        let told = verdict["share"]["holds"].as_f64().expect("a number of draws");
        // Orders are drawn from other dice: two samples of 1,000 differ by four standard errors at most.
        let share = (told + deals) / 2000.0;
        let error =
            if case.contains("by-rank") { (2000.0 * share * (1.0 - share)).sqrt() * 4.0 } else { 0.0 };
        assert!((told - deals).abs() <= error, "{case}: {told} of 1000 draws, and {deals} recomputed");
    }
    let levers = answer(&["levers", "cases/london-2025"]).expect("an answer");
    let given = &levers["guarantees"]["guarantees"][0]["with"]["share"]["holds"];
    assert!(
        printed.contains(&format!("with the guarantee given: a deal in {given} of 1000 draws")),
        "{printed}"
    );
}

/// The page that it was written from gives the ladder's share, and says how it is found.
#[test]
fn the_ladder_of_the_method_has_the_share_that_the_method_gives() {
    let verdict = answer(&["why", "docs/recompute/ladder.toml"]).expect("an answer")["verdict"].clone();
    assert_eq!(verdict["deals"]["central"]["packages"], 0);
    assert_eq!(verdict["share"]["holds"], 273);
}
