//! Files as people have them: what is told, what is read all the same, and what is refused.

use std::{collections::BTreeMap, num::NonZeroU32};

use detente_scenario::{
    CannotHold, Changes, Choice, Clock, Discount, Format, NoDeal, NotAdditive, Opened, Reading, Reservation,
    Scenario, Severity, Toll,
};

fn opened(format: Format, files: &[(&str, &str)]) -> Opened {
    let named = files.iter().map(|(name, text)| ((*name).to_string(), (*text).to_string()));
    format.read(&named.collect::<BTreeMap<_, _>>())
}

type Told = (&'static str, Severity, Option<(u32, u32)>);

fn told(opened: &Opened) -> Vec<Told> {
    opened.diagnostics.iter().map(|told| (told.code, told.severity, told.place)).collect()
}

fn read(opened: Opened) -> Scenario {
    assert!(!opened.has_errors(), "{:?}", opened.diagnostics);
    opened.scenario.expect("a scenario")
}

fn utility(scenario: &Scenario, reading: Reading, texts: &[&str]) -> Option<f64> {
    let choices: Option<Vec<Choice>> =
        scenario.issues.iter().zip(texts).map(|(issue, text)| issue.choice(text)).collect();
    scenario.utility(reading, 0, &choices.expect("options"))
}

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-12)
}

fn genius_domain(issues: &str) -> String {
    format!(
        "<negotiation_template><utility_space><objective>{issues}</objective></utility_space></negotiation_template>"
    )
}

fn genius_profile(body: &str, after: &str) -> String {
    format!("<utility_space><objective>{body}</objective>{after}</utility_space>")
}

const BOAT: &str = r#"<issue index="1" name="Hull" type="discrete"><item value="oak" evaluation="3"/><item value="steel & tin" evaluation="6"/></issue>"#;

#[test]
fn a_late_declaration_and_a_bare_ampersand_are_read_and_told() {
    let domain = format!("<!-- exported\n twice -->\n<?xml version=\"1.0\"?>\n{}", genius_domain(BOAT));
    let profile = genius_profile(&(BOAT.to_owned() + r#"<weight index="1" value="1"/>"#), "");
    let opened = opened(Format::Genius, &[("boat.xml", &domain), ("owner.xml", &profile)]);
    let warned = told(&opened);
    assert_eq!(
        warned.iter().map(|told| told.0).collect::<Vec<_>>(),
        ["late-declaration", "bare-ampersand", "bare-ampersand"]
    );
    assert!(warned.iter().all(|told| told.1 == Severity::Warning));
    assert_eq!(warned[0].2, Some((3, 1)));
    let scenario = read(opened);
    assert!(near(utility(&scenario, Reading::Format, &["steel & tin"]), 1.0));
    assert!(near(utility(&scenario, Reading::Format, &["oak"]), 0.5));
}

/// As `Scenario.from_genius_folder(folder, safe_parsing=False)` of NegMAS 0.16 reads these files.
#[test]
fn negmas_adds_an_issue_for_every_index_that_is_left_out() {
    let issues = |first: [&str; 2], second: [&str; 2]| {
        let item = |text: &str, value: &str| format!(r#"<item value="{text}" evaluation="{value}"/>"#);
        format!(
            r#"<issue index="2" name="a" type="discrete">{}{}</issue><issue index="5" name="b" type="discrete">{}{}</issue>"#,
            item("x", first[0]),
            item("y", first[1]),
            item("u", second[0]),
            item("v", second[1])
        )
    };
    let scenario = |weights: &str| {
        let body = issues(["2", "4"], ["1", "3"]);
        let profile = genius_profile(&(body.clone() + weights), "");
        let domain = genius_domain(&body);
        opened(Format::Genius, &[("d.xml", &domain), ("p.xml", &profile)]).scenario.expect("a scenario")
    };
    let (two, five) = (r#"<weight index="2" value="0.5"/>"#, r#"<weight index="5" value="0.3"/>"#);
    let own = 0.5 * 4.0 + 0.3 * 1.0;
    // Indices 1, 3 and 4 are left out: without weights each counts 1, and a weight of one of them counts for all.
    let plain = scenario(&format!("{two}{five}"));
    assert!(near(utility(&plain, Reading::Raw, &["y", "u"]), own + 3.0));
    assert!(near(utility(&plain, Reading::Format, &["y", "u"]), 0.5 + 0.3 / 3.0));
    let weighted =
        scenario(&format!(r#"{two}<weight index="3" value="0.2"/>{five}<weight index="9" value="7"/>"#));
    assert!(near(utility(&weighted, Reading::Raw, &["y", "u"]), own + 3.0 * 0.2 + 7.0));
    // Where all issues are numbers NegMAS counts what it added for nothing.
    let number = r#"<issue index="2" name="n" type="integer" lowerbound="0" upperbound="4"><evaluator ftype="linear" slope="0.25" offset="0"/></issue>"#;
    let profile = genius_profile(
        &(number.to_owned() + r#"<weight index="1" value="0.2"/><weight index="2" value="0.5"/>"#),
        "",
    );
    let numbers = opened(Format::Genius, &[("d.xml", &genius_domain(number)), ("p.xml", &profile)]);
    assert!(near(utility(&numbers.scenario.expect("a scenario"), Reading::Raw, &["2"]), 0.25));
}

#[test]
fn a_discount_that_discounts_nothing_is_told() {
    let body = BOAT.replace('&', "and") + r#"<weight index="1" value="1"/>"#;
    for (said, severity, left) in
        [("1.4", Some(Severity::Warning), 1.0), ("0", Some(Severity::Note), 1.0), ("0.6", None, 0.6)]
    {
        let profile = genius_profile(&body, &format!(r#"<discount_factor value="{said}"/>"#));
        let opened = opened(Format::Genius, &[("d.xml", &genius_domain(&body)), ("p.xml", &profile)]);
        let told = opened.diagnostics.iter().find(|told| told.code == "no-discount");
        assert_eq!(told.map(|told| told.severity), severity, "{said}");
        assert_eq!(opened.scenario.expect("a scenario").discount(0), Some(left));
    }
}

#[test]
fn what_a_profile_says_twice_or_turned_around_is_told() {
    let body = BOAT.replace('&', "and") + r#"<weight index="1" value="-1"/>"#;
    let twice = r#"<reservation value="0.2"/><reservation value="0.4"/>"#;
    let (domain, profile) = (genius_domain(&body), genius_profile(&body, twice));
    let files = [("d.xml", domain.as_str()), ("p.xml", &profile), ("p (1).xml", &profile)];
    let opened = opened(Format::Genius, &files);
    let codes = |file: &str| {
        let of = opened.diagnostics.iter().filter(|told| told.file == file);
        of.map(|told| told.code).collect::<Vec<_>>()
    };
    for code in ["negative-weight", "repeated-row"] {
        assert!(codes("p.xml").contains(&code), "{code} is not among {:?}", codes("p.xml"));
    }
    assert!(codes("p (1).xml").contains(&"copied-profile"), "{:?}", codes("p (1).xml"));
    assert!(!codes("p.xml").contains(&"copied-profile"));
    assert_eq!(opened.scenario.expect("a scenario").reservation(Reading::Format, 1), Some(0.2));
}

/// Every name that the readers give a problem is listed.
#[test]
#[allow(clippy::disallowed_methods)] // a test may look at the sources
fn every_problem_is_listed_by_its_name() {
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let text = std::fs::read_to_string(&entry).expect("a text");
            let of_severity = text.split("Severity::").skip(1).filter_map(|rest| rest.split_once(','));
            let named = of_severity.filter_map(|(_, rest)| rest.trim_start().strip_prefix('"'));
            for code in named.chain(text.split(" code: \"").skip(1)).filter_map(|rest| rest.split_once('"')) {
                assert!(detente_scenario::CODES.contains(&code.0), "{} in {}", code.0, entry.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 80 && detente_scenario::CODES.is_sorted(), "{seen}");
}

#[test]
fn weights_that_do_not_add_up_to_one_are_told() {
    let domain = r#"{"name": "shop", "issuesValues": {"size": {"values": ["s", "l"]}, "hue": {"values": ["red", "blue"]}}}"#;
    let profile = |weights: &str| {
        format!(
            r#"{{"LinearAdditiveUtilitySpace": {{"issueUtilities": {{
            "size": {{"discreteutils": {{"valueUtilities": {{"s": 0, "l": 1}}}}}},
            "hue": {{"discreteutils": {{"valueUtilities": {{"red": 1, "blue": 0}}}}}}}},
            "issueWeights": {{{weights}}}, "domain": {{}}, "name": "p"}}}}"#
        )
    };
    for (weights, expected) in [
        (r#""size": 0.7, "hue": 0.3"#, vec![]),
        (r#""size": 0.75, "hue": 0.4"#, vec!["weights-not-one"]),
        (r#""size": 0.7"#, vec!["no-weight", "weights-not-one"]),
    ] {
        let opened = opened(Format::GeniusWeb, &[("shop.json", domain), ("p.json", &profile(weights))]);
        assert_eq!(told(&opened).iter().map(|told| told.0).collect::<Vec<_>>(), expected);
        assert!(!opened.has_errors());
    }
}

const SPACE: &str = "type: DiscreteCartesianOutcomeSpace\nname: rent\nissues:\n- {type: ContiguousIssue, name: months, values: [1, 4]}\n";

fn negmas(function: &str) -> Opened {
    opened(Format::Negmas, &[("rent.yml", SPACE), ("tenant.yml", function)])
}

#[test]
fn infinite_reservation_values_mean_what_they_say() {
    let function = |reserved: &str| {
        format!(
            "type: LinearAdditiveUtilityFunction\nreserved_value: {reserved}\nvalues:\n- {{type: AffineFun, slope: 0.2, bias: 0.1}}\n"
        )
    };
    let reserved = |said: &str| read(negmas(&function(said))).parties[0].reservation.clone();
    assert_eq!(reserved("-.inf"), Reservation::Value(f64::NEG_INFINITY));
    let all = read(negmas(&function("-.inf")));
    for format in Format::ALL {
        // Written, it asks for less than the worst package is worth, and a table says so in a number.
        let written = format.write(&all);
        let again = format.read(&written.files).scenario.expect("a scenario");
        let asks = again.reservation(Reading::Format, 0);
        let in_numbers = matches!(format, Format::Genius | Format::Matrix);
        assert!(
            if in_numbers { asks.is_some_and(|asks| asks < 0.0) } else { asks.is_none() },
            "{format} {asks:?}"
        );
        let told =
            written.losses.iter().any(|loss| loss.what.starts_with("accepts everything, which is written"));
        assert_eq!(told, in_numbers, "{format}");
    }
    assert_eq!(reserved("0.25"), Reservation::Value(0.25));
    for said in [".inf", ".Inf", "+.inf"] {
        let opened = negmas(&function(said));
        assert_eq!(told(&opened), [("accepts-nothing", Severity::Warning, None)], "{said}");
        let scenario = read(opened);
        assert_eq!(scenario.parties[0].reservation, Reservation::Value(f64::INFINITY));
        // Written, it asks for more than the best package is worth, in every format.
        for format in Format::ALL {
            let written = format.write(&scenario);
            let again = format.read(&written.files).scenario.expect("a scenario");
            let best = (0..4).map(|place| again.utility(Reading::Format, 0, &[Choice::Option(place)]));
            let best = best.flatten().fold(f64::MIN, f64::max);
            let asks = again.reservation(Reading::Format, 0);
            assert!(
                format == Format::GeniusWeb || asks.is_some_and(|asks| asks > best),
                "{format} {asks:?} {best}"
            );
        }
    }
    let opened = negmas(&function(".nan"));
    assert!(opened.has_errors() && opened.diagnostics[0].message.contains("reserved_value"));
    // Around a discounted function NegMAS writes minus infinity, whatever stands inside.
    let inside = function("0.3").replace('\n', "\n  ");
    let around = format!("type: ExpDiscountedUFun\nreserved_value: -.inf\ndiscount: 0.9\nufun:\n  {inside}");
    assert_eq!(read(negmas(&around)).parties[0].reservation, Reservation::Value(0.3));
}

#[test]
fn negmas_functions_are_read_or_named() {
    let affine = read(negmas("type: negmas.AffineUtilityFunction\nweights: [0.5]\nbias: -0.25\n"));
    assert!(near(utility(&affine, Reading::Format, &["3"]), 1.25));
    for class in [
        "MappingUtilityFunction",
        "HyperRectangleUtilityFunction",
        "anl2025.CenterUFun",
        "RankOnlyUtilityFunction",
    ] {
        let opened = negmas(&format!("type: {class}\nreserved_value: 0\n"));
        let short = class.rsplit('.').next().expect("a name");
        let named = opened
            .diagnostics
            .iter()
            .any(|told| told.severity == Severity::Error && told.message.contains(short));
        assert!(named, "{class}: {:?}", opened.diagnostics);
    }
    let inner = "{type: LinearAdditiveUtilityFunction, values: [{type: IdentityFun}]}";
    let costly = read(negmas(&format!(
        "type: LinDiscountedUFun\ncost: 0.01\npower: 2\ndynamic_reservation: false\nufun: {inner}\n"
    )));
    let discount = Discount {
        toll: Toll::Cost { cost: 0.01, power: 2.0 },
        clock: Clock::Other("step".to_string()),
        no_deal: NoDeal::Kept,
    };
    assert_eq!(costly.parties[0].discount, Some(discount));
    let written = Format::Negmas.write(&costly);
    assert_eq!(
        Format::Negmas.read(&written.files).scenario.expect("a scenario").parties[0].discount,
        costly.parties[0].discount
    );
    let lost: Vec<_> = Format::Genius
        .write(&costly)
        .losses
        .iter()
        .filter(|loss| loss.changes >= Changes::Numbers)
        .map(|loss| loss.what.clone())
        .collect();
    assert!(lost.iter().any(|what| what.contains("discount")), "{lost:?}");
    assert!(negmas(&format!("type: ExpDiscountedUFun\ndiscount: -0.5\nufun: {inner}\n")).has_errors());
}

#[test]
fn no_format_takes_what_it_would_leave_out() {
    let issues = r#"<issue index="1" name="n" type="integer" lowerbound="0" upperbound="9"/>"#;
    let utility = r#"<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum"><hyperRectangle utility="4"><INCLUDES index="1" min="2" max="5"/></hyperRectangle></ufun></utility>"#;
    let rewards = read(opened(
        Format::Genius,
        &[("d.xml", &genius_domain(issues)), ("ann.xml", &genius_profile(utility, ""))],
    ));
    for format in Format::ALL {
        let holds = format.holds(&rewards);
        assert_eq!(holds.is_ok(), format == Format::Genius, "{format}");
        assert!(
            holds.err().is_none_or(
                |why| why.to_string().contains("ann") && matches!(why, CannotHold::Rewards { .. })
            )
        );
    }
}

#[test]
fn a_range_is_a_list_in_so_many_steps() {
    let issue = |evaluator: &str| {
        format!(
            r#"<issue index="1" name="Rent" type="real"><range lowerbound="0" upperbound="10"/>{evaluator}</issue>"#
        )
    };
    let profile = issue(r#"<evaluator ftype="linear" parameter0="-0.2" parameter1="0.2"/>"#)
        + r#"<weight index="1" value="1"/>"#;
    let scenario = read(opened(
        Format::Genius,
        &[("d.xml", &genius_domain(&issue(""))), ("p.xml", &genius_profile(&profile, ""))],
    ));
    let range = NotAdditive::Range { issue: "Rent".to_string(), ends: "0 to 10".to_string() };
    assert_eq!(scenario.additive(Reading::Format), Err(range.clone()));
    assert!(range.to_string().contains("--steps"));
    assert_eq!(Format::Matrix.holds(&scenario), Err(CannotHold::Range(range)));
    let stepped = scenario.in_steps(NonZeroU32::new(5).expect("above 0"));
    // Genius clips lines to 0..1: below 1 nothing, above 6 all.
    for (text, worth, raw) in [("0", 0.0, -0.2), ("2", 0.2, 0.2), ("4", 0.6, 0.6), ("10", 1.0, 1.8)] {
        assert!(near(utility(&stepped, Reading::Format, &[text]), worth), "{text}");
        assert!(near(utility(&stepped, Reading::Raw, &[text]), raw), "{text}");
        for format in Format::ALL {
            assert_eq!(format.holds(&stepped), Ok(()));
            let written = format.write(&stepped.with_tables());
            let again = format.read(&written.files).scenario.expect("a scenario");
            assert!(near(utility(&again, Reading::Format, &[text]), worth), "{format} {text}");
        }
    }
}
