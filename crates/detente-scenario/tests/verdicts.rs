//! What only some scenarios have: numbers that no decimal holds, sums with something added, utilities cut off, ranges of
//! numbers, more packages than can be looked at. Tables are in the tests of `detente-outcomes`.

#![allow(clippy::panic, reason = "tests fail by panicking")]

use std::collections::BTreeMap;

use detente_number::Fraction;
use detente_scenario::{Changes, Choice, Format, Reading, Reservation, Scenario, Utility};

fn read(format: Format, files: &[(&str, &str)]) -> Scenario {
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let opened = format.read(&files);
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
    opened.scenario.expect("a scenario")
}

/// Written in a format without loss of a verdict, and read again.
fn there_and_back(format: Format, scenario: &Scenario) -> Scenario {
    let written = format.write(scenario);
    let lost: Vec<_> = written.losses.of_verdicts().collect();
    assert!(lost.is_empty(), "{format}: {lost:?}\n{:?}", written.files);
    let opened = format.read(&written.files);
    assert!(!opened.has_errors(), "{format}: {:?}\n{:?}", opened.diagnostics, written.files);
    opened.scenario.expect("a scenario")
}

/// By how much packages of the first party exceed no deal, each as a sign.
fn signs(scenario: &Scenario, packages: &[&[usize]]) -> Vec<i8> {
    let table = scenario.exact_table(Reading::Format, 0).expect("an exact table");
    let worth = |package: &&[usize]| {
        let own = package.iter().enumerate().map(|(issue, option)| table.contributions[issue][*option]);
        let sum = own.fold(table.constant, |sum, own| sum.plus(own).expect("it fits"));
        sum.cmp(&table.reservation.unwrap_or(Fraction::whole(-1_000_000))) as i8
    };
    packages.iter().map(worth).collect()
}

#[test]
fn thirds_tie_in_every_format() {
    let table = "issue,option,Ann,Bob\n,reservation,1,1/3\n\
        bread,option:all,1/3,0\nbread,option:none,0,1/3\n\
        milk,option:all,1/3,0\nmilk,option:none,0,1/7\n\
        salt,option:all,1/3,0\nsalt,option:none,0,2/9\n";
    let typed = read(Format::Matrix, &[("shop.csv", table)]);
    let packages: [&[usize]; 3] = [&[0, 0, 0], &[0, 0, 1], &[1, 1, 1]];
    assert_eq!(signs(&typed, &packages), [0, -1, -1]);
    for format in Format::ALL {
        assert_eq!(signs(&there_and_back(format, &typed), &packages), [0, -1, -1], "{format}");
    }
}

fn negmas(function: &str) -> Scenario {
    let domain = "type: DiscreteCartesianOutcomeSpace\nissues:\n\
        - {type: ContiguousIssue, name: days, values: [0, 7]}\n\
        - {type: CategoricalIssue, name: place, values: [near, far]}\n";
    read(Format::Negmas, &[("d.yml", domain), ("ann.yml", function)])
}

#[test]
fn what_is_added_to_every_package_is_taken_from_no_deal() {
    let scenario = negmas(
        "type: LinearAdditiveUtilityFunction\nreserved_value: 0.5\nbias: 0.3\nweights: [0.1, 1]\nvalues:\n\
         - {type: IdentityFun}\n- {type: TableFun, mapping: {near: 0.1, far: 0}}\n",
    );
    // 0.3 + 2 · 0.1 = 0.5 = 0.3 + 0.1 + 0.1, in floats a little more or less.
    let packages: [&[usize]; 4] = [&[2, 1], &[1, 0], &[1, 1], &[7, 0]];
    assert_eq!(signs(&scenario, &packages), [0, 0, -1, 1]);
    for format in Format::ALL {
        let again = there_and_back(format, &scenario);
        assert_eq!(signs(&again, &packages), [0, 0, -1, 1], "{format}");
        for second in Format::ALL {
            assert_eq!(signs(&there_and_back(second, &again), &packages), [0, 0, -1, 1], "{format} {second}");
        }
    }
}

#[test]
fn a_line_in_sevenths_ties_in_every_format() {
    let geniusweb = |bid: &str| {
        let domain = r#"{"name":"d","issuesValues":{"days":{"range":["0","7","1"]},"place":{"values":["near","far"]}}}"#;
        let profile = format!(
            r#"{{"LinearAdditiveUtilitySpace":{{"issueUtilities":{{"days":{{"numberutils":{{"lowValue":0,"lowUtility":0,"highValue":7,"highUtility":1}}}},"place":{{"discreteutils":{{"valueUtilities":{{"near":1,"far":0}}}}}}}},"issueWeights":{{"days":0.7,"place":0.3}},"domain":{domain},"name":"ann","reservationBid":{{"issuevalues":{bid}}}}}}}"#
        );
        read(Format::GeniusWeb, &[("d.json", domain), ("p.json", &profile)])
    };
    // Three of seven days are as good as the near place: 0.7 · 3/7 = 0.3.
    let scenario = geniusweb(r#"{"days":"3","place":"far"}"#);
    let packages: [&[usize]; 4] = [&[0, 0], &[3, 1], &[2, 1], &[1, 0]];
    assert_eq!(signs(&scenario, &packages), [0, 0, -1, 1]);
    for format in Format::ALL {
        assert_eq!(signs(&there_and_back(format, &scenario), &packages), [0, 0, -1, 1], "{format}");
    }
}

#[test]
fn who_asks_genius_for_more_than_it_counts_accepts_nothing_elsewhere() {
    let domain = r#"<negotiation_template><utility_space><objective index="0" name="r"><issue index="1" name="a" type="discrete"><item index="1" value="x"/><item index="2" value="y"/></issue></objective></utility_space></negotiation_template>"#;
    let profile = |no_deal: &str| {
        format!(
            r#"<utility_space><objective index="0" name="r"><issue index="1" name="a" type="discrete"><item index="1" value="x" evaluation="1"/><item index="2" value="y" evaluation="2"/></issue><weight index="1" value="1.5"/></objective><reservation value="{no_deal}"/></utility_space>"#
        )
    };
    // y is worth 1.5, which Genius cuts off at 1.
    for (no_deal, expected) in [("1.2", [-1, -1]), ("1", [-1, 1]), ("0.75", [0, 1])] {
        let scenario = read(Format::Genius, &[("d.xml", domain), ("p.xml", &profile(no_deal))]);
        for format in [Format::Negmas, Format::Matrix] {
            assert_eq!(
                signs(&there_and_back(format, &scenario), &[&[0], &[1]]),
                expected,
                "{format} {no_deal}"
            );
        }
    }
}

#[test]
fn who_says_no_number_for_no_deal_accepts_all_in_genius() {
    let table = "issue,option,Ann\na,option:x,-3\na,option:y,2\nb,option:x,-1\nb,option:y,0\n";
    let scenario = read(Format::Matrix, &[("t.csv", table)]);
    let again = there_and_back(Format::Genius, &scenario);
    let signs = signs(&again, &[&[0, 0], &[1, 1]]);
    assert!(signs.iter().all(|sign| *sign >= 0), "{signs:?}");
}

#[test]
fn ranges_of_any_length_are_written_as_ranges() {
    let domain = "type: DiscreteCartesianOutcomeSpace\nissues:\n\
        - {type: ContiguousIssue, name: price, values: [0, 4294967296]}\n";
    let function = "type: LinearAdditiveUtilityFunction\nreserved_value: 100\nweights: [1]\nvalues:\n\
        - {type: LinearFun, slope: 0.5, bias: 0}\n";
    let scenario = read(Format::Negmas, &[("d.yml", domain), ("ann.yml", function)]);
    for format in [Format::Genius, Format::Negmas] {
        let again = there_and_back(format, &scenario);
        let at = |price: usize| again.utility(Reading::Format, 0, &[Choice::Option(price)]).expect("it fits");
        let no_deal = again.reservation(Reading::Format, 0).expect("a number");
        assert!(at(199) < no_deal && at(201) > no_deal, "{format}");
    }
    // GeniusWeb has a package for it, which is not looked for among so many.
    let written = Format::GeniusWeb.write(&scenario);
    assert!(written.losses.of_verdicts().any(|loss| loss.about == "ann"), "{:?}", written.losses);
}

#[test]
fn the_package_that_is_just_good_enough_is_found_among_very_many() {
    let mut table = "issue,option,Ann\n,reservation,101\n".to_owned();
    for issue in 1..=24 {
        for option in 0..4 {
            table += &format!("issue {issue},option:{option},{}\n", option * issue);
        }
    }
    let scenario = read(Format::Matrix, &[("t.csv", &table)]);
    let again = there_and_back(Format::GeniusWeb, &scenario);
    let Reservation::Package(choices) = &again.parties[0].reservation else { panic!("a package") };
    let worth: usize = choices
        .iter()
        .zip(1..)
        .map(|(choice, issue)| match choice {
            Some(Choice::Option(option)) => option * issue,
            Some(Choice::Number(_)) | None => panic!("an option"),
        })
        .sum();
    assert_eq!(worth, 101);
}

#[test]
fn what_no_format_holds_is_told_as_a_verdict() {
    let table = "issue,option,Ann\n,reservation,9\na,option:x,3\na,option:y,7\n";
    let scenario = read(Format::Matrix, &[("t.csv", table)]);
    for format in Format::ALL {
        let written = format.write(&scenario);
        let lost: Vec<String> = written.losses.of_verdicts().map(ToString::to_string).collect();
        if format == Format::GeniusWeb {
            assert_eq!(lost, ["Ann: packages such as (a = x) are worse than no deal and would not be"]);
        } else {
            assert!(lost.is_empty(), "{format}: {lost:?}");
        }
    }
    // Seventeen digits by seventeen digits have thirty-four, and here a tie hangs on the last.
    let domain = "type: DiscreteCartesianOutcomeSpace\nissues:\n\
        - {type: CategoricalIssue, name: a, values: [x, y]}\n- {type: CategoricalIssue, name: b, values: [x, y]}\n";
    let function = "type: LinearAdditiveUtilityFunction\nreserved_value: 0\n\
        weights: [0.12345678901234567, 0.98765432109876543]\nvalues:\n\
        - {type: TableFun, mapping: {x: 0.98765432109876543, y: 0}}\n\
        - {type: TableFun, mapping: {x: 0.12345678901234567, y: 0}}\n";
    let digits = read(Format::Negmas, &[("d.yml", domain), ("ann.yml", function)]);
    assert!(matches!(digits.parties[0].utility, Utility::Additive(_)));
    let told = Format::GeniusWeb.write(&digits);
    let verdicts: Vec<_> = told.losses.of_verdicts().map(|loss| (loss.changes, loss.what.clone())).collect();
    assert!(
        verdicts.iter().all(|(changes, what)| *changes == Changes::Verdict && what.contains("(a = ")),
        "{verdicts:?}"
    );
}
