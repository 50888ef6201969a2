//! Numbers that ties hang on: long ladders, fractions, points of any size, no-deal values beyond every package.

use std::{collections::BTreeMap, fmt::Write as _};

use detente_agreement::{Answer, Finding, Negotiation, Plan, Reading};
use detente_case::{CaseFiles, Quantity, Severity, read};
use proptest::prelude::*;

use crate::budget;

/// A case of parties that must all agree; `parties` gives each its line after the name, `tables` all else.
fn negotiation(parties: &[(&str, &str)], tables: &str) -> Negotiation {
    let consent: Vec<_> = parties.iter().map(|(id, _)| format!("\"{id}\"")).collect();
    let mut text = format!(
        "[case]\ntitle = \"t\"\nas_of = 2026-01-01\ninstrument = {{ class = \"contract\", consent = [{}] }}\n",
        consent.join(", ")
    );
    for (id, more) in parties {
        let _ = write!(text, "[parties.{id}]\nname = \"{id}\"\nrole = \"principal\"\n{more}\n");
    }
    let text = text + &tables.replace('@', "basis = \"assumed\"\nowner = \"me\"\n");
    let reading = read(&CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new()));
    let errors: Vec<_> =
        reading.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    Negotiation::from_case(&reading.case)
}

fn issue(id: &str, options: impl Iterator<Item = usize>) -> String {
    let options: Vec<_> =
        options.map(|place| format!("{{ id = \"o{place}\", name = \"{place}\" }}")).collect();
    format!("[issues.{id}]\nname = \"{id}\"\noptions = [{}]\n", options.join(", "))
}

fn stance(party: &str, issue: &str, values: impl Iterator<Item = String>) -> String {
    let values: Vec<_> = values.enumerate().map(|(place, value)| format!("o{place} = {value}")).collect();
    format!("[[stances]]\nparty = \"{party}\"\nissue = \"{issue}\"\nvalues = {{ {} }}\n@", values.join(", "))
}

fn no_deal(party: &str, value: &str) -> String {
    format!("[[no_deal]]\nparty = \"{party}\"\nvalue = {value}\n@")
}

const SUM: &str = "counts = \"sum\"";

#[test]
fn a_ladder_of_a_hundred_and_one_prices_is_looked_at_to_its_end() {
    let tables = issue("price", 0..101)
        + &stance("seller", "price", (0..101).map(|price| price.to_string()))
        + &stance("buyer", "price", (0..101).map(|price| (100 - price).to_string()))
        + &no_deal("seller", "70")
        + &no_deal("buyer", "25");
    for counts in [SUM, ""] {
        let negotiation = negotiation(&[("seller", counts), ("buyer", counts)], &tables);
        assert_eq!(negotiation.packages().packages, 101);
        let verdict = negotiation.verdict(Plan::default());
        assert_eq!(verdict.answer, Answer::Certain);
        assert_eq!(verdict.deals.central.packages, 6, "from 70 to 75");
        let option = |terms: &detente_agreement::Terms| terms.values().next().map(ToString::to_string);
        assert_eq!(verdict.best.as_ref().and_then(|best| option(&best.terms)).as_deref(), Some("o72"));
        let tied: Vec<_> = verdict.tied.iter().filter_map(option).collect();
        assert_eq!((tied, verdict.tied_complete), (vec!["o73".to_owned()], true), "2 and 3, 3 and 2 points");
    }
}

#[test]
fn the_last_of_very_many_options_is_one_of_them() {
    const COUNT: usize = 3_000;
    let tables = issue("step", 0..COUNT)
        + &issue("door", 0..2)
        + &stance("ann", "step", (0..COUNT).map(|step| step.to_string()))
        + &stance("ann", "door", ["0".to_owned(), "1".to_owned()].into_iter())
        + &stance("ben", "step", (0..COUNT).map(|step| (2 * step).to_string()))
        + &stance("ben", "door", ["1".to_owned(), "0".to_owned()].into_iter())
        + &no_deal("ann", &(COUNT - 1).to_string())
        + &no_deal("ben", "0");
    let negotiation = negotiation(&[("ann", SUM), ("ben", SUM)], &tables);
    assert_eq!(
        negotiation.count(Reading::Central).packages,
        3,
        "the last step, or the last but one with her door"
    );
    let first = negotiation.reasons(Plan::default());
    assert!(first.is_none(), "there is a deal");
}

#[test]
fn three_thirds_reach_one() {
    let thirds = |party: &str| {
        let one = |id: &str| stance(party, id, ["\"1/3\"".to_owned(), "0".to_owned()].into_iter());
        ["x", "y", "z"].map(one).concat()
    };
    let issues = ["x", "y", "z"].map(|id| issue(id, 0..2)).concat();
    let at = |value: &str| {
        negotiation(&[("ann", SUM)], &(issues.clone() + &thirds("ann") + &no_deal("ann", value)))
    };
    assert_eq!(at("1").count(Reading::Central).packages, 1);
    assert_eq!(at("1.000000000000000000001").find(Reading::Central), Finding::None);
    let value = at("1").outcome(0, at("1").find(Reading::Central).package().unwrap()).unwrap();
    assert_eq!((value.value.low, value.central_gain), (Quantity::ONE, Quantity::ZERO));
}

/// Shares of a mean that no six decimals hold: `(81.818182 · 88.888889 + 18.181818 · 100) ⁄ 100` is no 90.909091.
#[test]
fn a_mean_of_fractions_meets_a_fraction() {
    let tables = issue("pay", 0..2)
        + &issue("leave", 0..2)
        + &stance("ann", "pay", ["\"800/9\"".to_owned(), "0".to_owned()].into_iter())
        + &stance("ann", "leave", ["100".to_owned(), "0".to_owned()].into_iter())
        + "[[weights]]\nparty = \"ann\"\nissues = { pay = \"900/11\", leave = \"200/11\" }\n@"
        + &no_deal("ann", "\"1000/11\"");
    let negotiation = negotiation(&[("ann", "")], &tables);
    assert_eq!(negotiation.count(Reading::Guarded).packages, 1);
    assert_eq!(negotiation.verdict(Plan::default()).answer, Answer::Certain);
}

#[test]
fn no_deal_beyond_every_package_settles_the_matter() {
    let with = |counts: &str, value: &str| {
        let tables = issue("pay", 0..2)
            + &stance("ann", "pay", ["0".to_owned(), "100".to_owned()].into_iter())
            + &no_deal("ann", value);
        negotiation(&[("ann", counts)], &tables).verdict(Plan::default())
    };
    for counts in [SUM, ""] {
        for (value, deals) in
            [("120", 0), ("[100.000001, 500]", 0), ("100", 1), ("0", 2), ("-1e12", 2), ("1e15", 0)]
        {
            let verdict = with(counts, value);
            assert_eq!(verdict.deals.central.packages, deals, "{counts} {value}");
            let answer = if deals == 0 { Answer::Impossible } else { Answer::Certain };
            assert_eq!(verdict.answer, answer, "{counts} {value}");
        }
        assert!(matches!(with(counts, "[50, 150]").answer, Answer::Depends { .. }));
    }
}

/// Certain by one package, best by another: the one is the witness of certainty, the other the best.
#[test]
fn what_is_certain_is_a_witness_and_not_the_best() {
    let tables = issue("pay", 0..2)
        + &stance("ann", "pay", ["60".to_owned(), "[30, 100]".to_owned()].into_iter())
        + &stance("ben", "pay", ["60".to_owned(), "[30, 100]".to_owned()].into_iter())
        + &no_deal("ann", "50")
        + &no_deal("ben", "50");
    let chosen = |deal: &Option<detente_agreement::Deal>| {
        deal.as_ref().and_then(|deal| deal.terms.values().next().map(ToString::to_string))
    };
    let verdict = negotiation(&[("ann", ""), ("ben", "")], &tables).verdict(Plan::default());
    assert_eq!(verdict.answer, Answer::Certain);
    assert_eq!(chosen(&verdict.best).as_deref(), Some("o1"), "15 each");
    assert_eq!(chosen(&verdict.witness).as_deref(), Some("o0"), "whatever the values, 10 each");
}

/// Who is not asked for a package counts neither for nor against it.
#[test]
fn a_party_that_a_package_does_not_ask_has_no_part_in_its_least_gain() {
    let tables = "[parties.cy]\nname = \"cy\"\nrole = \"principal\"\n[issues.plan]\nname = \"plan\"\noptions = [{ id = \"o0\", name = \"alone\" }, { id = \"o1\", name = \"with cy\", needs = [\"cy\"] }]\n"
        .to_owned()
        + &["ann", "ben"].map(|party| stance(party, "plan", ["80".to_owned(), "62".to_owned()].into_iter())).concat()
        + &stance("cy", "plan", ["0".to_owned(), "70".to_owned()].into_iter())
        + &["ann", "ben", "cy"].map(|party| no_deal(party, "50")).concat();
    let verdict = negotiation(&[("ann", ""), ("ben", "")], &tables).verdict(Plan::default());
    let best = verdict.best.unwrap();
    assert_eq!(best.terms.values().next().map(ToString::to_string).as_deref(), Some("o0"));
    assert_eq!((best.outcomes.len(), best.least_gain), (2, Some(Quantity::from_units(30))));
}

/// A number as text, and as parts of `10^30`.
fn long_number() -> impl Strategy<Value = (String, i128)> {
    (-40_i128..=40, prop_oneof![Just(0_i128), Just(1), Just(7)], 0_u32..=1).prop_map(|(whole, last, far)| {
        const ONE: i128 = 10_i128.pow(30);
        let parts = whole * ONE + last * 10_i128.pow(far);
        let (sign, size) = (if parts < 0 { "-" } else { "" }, parts.unsigned_abs());
        let one = ONE.unsigned_abs();
        (format!("{sign}{}.{:030}", size / one, size % one), parts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(budget::cases(500)))]

    /// Thirty decimals: sums of 64 bits cannot hold them, and the last digit decides.
    #[test]
    fn the_thirtieth_decimal_decides(
        values in prop::collection::vec(prop::collection::vec(long_number(), 2), 3),
        asked in (0_usize..8, -1_i128..=1),
    ) {
        let ids = ["x", "y", "z"];
        let packages: Vec<Vec<usize>> =
            (0..8_usize).map(|package| (0..3).map(|issue| package >> issue & 1).collect()).collect();
        let worth = |package: &Vec<usize>| -> i128 {
            package.iter().zip(&values).map(|(&option, values)| values[option].1).sum()
        };
        let asks = worth(&packages[asked.0]) + asked.1;
        let expected = packages.iter().filter(|package| worth(package) >= asks).count() as u64;
        let (sign, size) = (if asks < 0 { "-" } else { "" }, asks.unsigned_abs());
        let one = 10_u128.pow(30);
        let mut tables = no_deal("ann", &format!("{sign}{}.{:030}", size / one, size % one));
        for (id, values) in ids.iter().zip(&values) {
            tables += &issue(id, 0..2);
            tables += &stance("ann", id, values.iter().map(|(text, _)| text.clone()));
        }
        // A second party that takes everything, so that sums of both sizes stand side by side.
        tables += &ids.map(|id| stance("ben", id, ["3".to_owned(), "1".to_owned()].into_iter())).concat();
        tables += &no_deal("ben", "0");
        let negotiation = negotiation(&[("ann", SUM), ("ben", SUM)], &tables);
        prop_assert_eq!(negotiation.count(Reading::Central).packages, expected);
        prop_assert_eq!(negotiation.find(Reading::Guarded).package().is_some(), expected > 0);
        let verdict = negotiation.verdict(Plan::default());
        prop_assert_eq!(verdict.best.is_some(), expected > 0);
        if let Some(best) = &verdict.best {
            let package = negotiation.package(&best.terms).unwrap();
            prop_assert!(negotiation.is_deal(&package, Reading::Central));
            prop_assert!(best.outcomes.iter().all(|outcome| outcome.central_gain >= Quantity::ZERO));
        }
        if expected == 0 {
            prop_assert!(negotiation.reasons(Plan::default()).is_some());
        }
    }

    /// Fractions and intervals of them, drawn: what is a deal in a draw lies between what always is and what may be.
    #[test]
    fn drawn_fractions_lie_between_the_ends(
        low in 0_i64..30, range in 1_i64..30, asked in 0_i64..60, weight in 1_i64..9,
    ) {
        let tables = issue("x", 0..2)
            + &issue("y", 0..2)
            + &stance("ann", "x", [format!("[\"{low}/3\", \"{}/3\"]", low + range), "\"1/7\"".to_owned()].into_iter())
            + &stance("ann", "y", ["\"20/3\"".to_owned(), "10".to_owned()].into_iter())
            + &format!("[[weights]]\nparty = \"ann\"\nissues = {{ x = [1, {weight}.5], y = \"10/3\" }}\n@")
            + &no_deal("ann", &format!("\"{asked}/3\""));
        let negotiation = negotiation(&[("ann", "")], &tables);
        let verdict = negotiation.verdict(Plan { draws: 50, seed: 3 });
        match verdict.answer {
            Answer::Impossible => prop_assert_eq!(verdict.share.holds, 0),
            Answer::Certain => prop_assert_eq!(verdict.share.holds, 50),
            Answer::Depends { .. } => {}
        }
        for draw in 0..5 {
            let reading = Reading::Draw { plan: verdict.plan, draw };
            let deals = negotiation.count(reading).packages;
            prop_assert!(verdict.deals.guarded.packages <= deals && deals <= verdict.deals.favourable.packages);
        }
    }
}
