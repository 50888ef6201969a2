//! From a scenario to a case: a file to go on with, in which every number is an assumption of its owner.

use std::fmt::Write;

use detente_scenario::{Choice, Reading, Scenario};
use jiff::civil::Date;

use crate::failure::Failure;

/// Numbers of a case are on a scale of 0 to this.
const WHOLE: f64 = 100.0;

/// A case file, and what changed on the way.
pub(super) struct Made {
    pub(super) text: String,
    pub(super) changed: Vec<String>,
}

/// One party's numbers on the scale of a case.
struct Party {
    id: String,
    name: String,
    short: String,
    /// By issue.
    weights: Vec<f64>,
    /// By issue and option.
    values: Vec<Vec<f64>>,
    /// `None` when the scenario does not say.
    no_deal: Option<f64>,
}

/// Writes a case with the scenario's parties, issues, options and numbers, assumed by `owner`.
pub(super) fn case(scenario: &Scenario, owner: &str, as_of: Date) -> Result<Made, Failure> {
    let tables = scenario.additive(Reading::Format).map_err(|error| Failure::usage(error.to_string()))?;
    let mut changed = Vec::new();
    let mut taken = Vec::new();
    let mut parties = Vec::new();
    for (place, (profile, table)) in scenario.parties.iter().zip(&tables.parties).enumerate() {
        let id = identifier(&profile.name, "party", &mut taken);
        let reservation = scenario.reservation(Reading::Format, place).filter(|value| value.is_finite());
        let mut party = Party {
            short: short(&profile.name, &parties),
            name: profile.name.clone(),
            id,
            weights: Vec::new(),
            values: Vec::new(),
            no_deal: None,
        };
        let spans: Vec<_> = table.contributions.iter().map(|options| ends(options)).collect();
        let sum = |end: fn(&(f64, f64)) -> f64| spans.iter().map(end).sum::<f64>();
        let (least, most) = (sum(|span| span.0), sum(|span| span.1));
        let range = if most > least { most - least } else { 1.0 };
        for (options, (low, high)) in table.contributions.iter().zip(&spans) {
            // To a party that is indifferent all issues matter alike.
            party.weights.push(if most > least { (high - low) / range * WHOLE } else { 1.0 });
            let span = if high > low { high - low } else { 1.0 };
            party.values.push(options.iter().map(|value| (value - low) / span * WHOLE).collect());
        }
        party.no_deal = reservation.map(|value| (value - table.constant - least) / range * WHOLE);
        if let Some(no_deal) = &mut party.no_deal {
            let inside = no_deal.clamp(0.0, WHOLE);
            if (inside - *no_deal).abs() > 1e-6 {
                changed.push(format!(
                    "{}: what no deal is worth lies {} every package; the case has {}",
                    profile.name,
                    if *no_deal > WHOLE { "above" } else { "below" },
                    number(inside)
                ));
                *no_deal = inside;
            }
        }
        if profile.discount.is_some() {
            changed.push(format!("{}: the discount is lost, because a case has no clock", profile.name));
        }
        if table.cap.is_some_and(|cap| most + table.constant > cap + 1e-9) {
            changed.push(format!("{}: Genius cuts utilities off at 1; the case does not", profile.name));
        }
        parties.push(party);
    }
    changed.push(
        "each party's numbers are now on its own scale: 0 is its worst package, 100 its best; its preferences \
         are the same, and so are the ratios between differences"
            .to_owned(),
    );
    Ok(Made { text: written(scenario, &parties, owner, as_of), changed })
}

fn written(scenario: &Scenario, parties: &[Party], owner: &str, as_of: Date) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        // Writing into memory does not fail.
        let _ = writeln!(out, "{text}");
    };
    let assumed = format!("basis = \"assumed\"\nowner = {}", quoted(owner));
    let ids: Vec<_> = parties.iter().map(|party| quoted(&party.id)).collect();
    line(
        "# Made by `detente convert --to case`. Every number is an assumption of its owner until you cite a"
            .to_owned(),
    );
    line(
        "# source for it: replace `assume` by `cite`. Give an interval where a number is not known exactly."
            .to_owned(),
    );
    line(String::new());
    line("[case]".to_owned());
    line(format!("title = {}", quoted(&scenario.name)));
    line(format!("as_of = {as_of}"));
    line(format!("instrument = {{ class = \"contract\", consent = [{}] }}", ids.join(", ")));
    line(String::new());
    line("[parties]".to_owned());
    for party in parties {
        let (name, short) = (quoted(&party.name), quoted(&party.short));
        line(format!("{} = {{ name = {name}, short = {short}, role = \"principal\" }}", party.id));
    }
    let (issues, options) = names(scenario);
    for ((issue, (id, name)), options) in scenario.issues.iter().zip(&issues).zip(&options) {
        line(String::new());
        line(format!("[issues.{id}]"));
        line(format!("name = {}", quoted(name)));
        let option = |(place, id): (usize, &String)| {
            let text = issue.text(Choice::Option(place)).unwrap_or_default();
            format!("{{ id = {}, name = {} }}", quoted(id), quoted(&text))
        };
        let options: Vec<_> = options.iter().enumerate().map(option).collect();
        line(format!("options = [{}]", options.join(", ")));
    }
    for party in parties {
        for (place, (id, _)) in issues.iter().enumerate() {
            let values = options[place].iter().zip(&party.values[place]);
            let values: Vec<_> = values.map(|(id, value)| format!("{id} = {}", number(*value))).collect();
            line(String::new());
            line("[[stances]]".to_owned());
            line(format!("party = {}", quoted(&party.id)));
            line(format!("issue = {}", quoted(id)));
            line(format!("values = {{ {} }}", values.join(", ")));
            line(assumed.clone());
        }
        let weights = issues.iter().zip(&party.weights);
        let weights: Vec<_> =
            weights.map(|((id, _), weight)| format!("{id} = {}", number(*weight))).collect();
        line(String::new());
        line("[[weights]]".to_owned());
        line(format!("party = {}", quoted(&party.id)));
        line(format!("issues = {{ {} }}", weights.join(", ")));
        line(assumed.clone());
        if let Some(no_deal) = party.no_deal {
            line(String::new());
            line("[[no_deal]]".to_owned());
            line(format!("party = {}", quoted(&party.id)));
            line(format!("value = {}", number(no_deal)));
            line(assumed.clone());
        }
    }
    out
}

/// Identifiers and names by issue, and identifiers of options.
fn names(scenario: &Scenario) -> (Vec<(String, String)>, Vec<Vec<String>>) {
    let mut taken = Vec::new();
    let mut issues = Vec::new();
    let mut options = Vec::new();
    for issue in &scenario.issues {
        issues.push((identifier(&issue.name, "issue", &mut taken), issue.name.clone()));
        let mut taken = Vec::new();
        let count = usize::try_from(issue.count().unwrap_or(0)).unwrap_or(0);
        let text = |place| issue.text(Choice::Option(place)).unwrap_or_default();
        options.push((0..count).map(|place| identifier(&text(place), "option", &mut taken)).collect());
    }
    (issues, options)
}

fn ends(values: &[f64]) -> (f64, f64) {
    let least = values.iter().copied().reduce(f64::min).unwrap_or(0.0);
    (least, values.iter().copied().reduce(f64::max).unwrap_or(0.0))
}

/// To the millionths that a case counts in.
fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A name of lower-case letters, digits and `-`, unlike those taken.
fn identifier(name: &str, otherwise: &str, taken: &mut Vec<String>) -> String {
    let mut id = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_alphanumeric() {
            id.push(character);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    let id = if id.is_empty() { otherwise } else { id };
    let mut free = id.to_owned();
    let mut number = 2_u32;
    while taken.contains(&free) {
        free = format!("{id}-{number}");
        number += 1;
    }
    taken.push(free.clone());
    free
}

/// At most six characters for tables, unlike the others'.
fn short(name: &str, others: &[Party]) -> String {
    const LONGEST: usize = 6;
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).take(LONGEST).collect();
    let letters = if letters.is_empty() { "P".to_owned() } else { letters.to_uppercase() };
    let letters: String = letters.chars().take(LONGEST).collect();
    let free = |short: &String| others.iter().all(|other| other.short != *short);
    let numbered = |number: usize| {
        let kept: String = letters.chars().take(LONGEST - 2).collect();
        format!("{kept}{number}")
    };
    let mut candidates = std::iter::once(letters.clone()).chain((2..100).map(numbered));
    candidates.find(free).unwrap_or(letters)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            _ if character.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use detente_agreement::Negotiation;
    use detente_case::{CaseFiles, read};
    use detente_scenario::Format;
    use proptest::prelude::*;

    use super::*;

    fn scenario(text: &str) -> Scenario {
        let files = BTreeMap::from([("sale.csv".to_owned(), text.to_owned())]);
        Format::Matrix.read(&files).scenario.expect("a matrix")
    }

    /// Reads the case back: no problems, and the numbers of the negotiation.
    fn negotiation(made: &Made) -> Negotiation {
        let files = CaseFiles::new("case.toml", made.text.as_bytes(), BTreeMap::new());
        let reading = read(&files);
        let errors: Vec<_> = reading
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == detente_case::Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:?}\n{}", made.text);
        Negotiation::from_case(&reading.case)
    }

    #[test]
    fn names_that_are_alike_or_strange_stay_apart() {
        let made = case(
            &scenario("issue,option,Käufer AG,Käufer ag,\"a \"\"b\"\"\"\n,reservation,0.2,,9\nPreis €,option:1 000,1,0,2\nPreis €,option:1-000,0,1,3\nPreis $,option:–,1,1,1\nPreis $,option:—,1,0,1\n"),
            "me",
            jiff::civil::date(2026, 1, 2),
        )
        .expect("an additive scenario");
        let negotiation = negotiation(&made);
        assert_eq!(negotiation.parties().len(), 3);
        assert_eq!(negotiation.issues().len(), 2);
        assert!(made.changed.iter().any(|line| line.contains("above every package")), "{:?}", made.changed);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The case's central values are the scenario's utilities, moved and stretched.
        #[test]
        fn preferences_stay_as_they_were(
            values in proptest::collection::vec(-50..=50_i32, 6),
            weights in proptest::collection::vec(0..=9_i32, 2),
            reservation in -500..=500_i32,
        ) {
            let rows = format!(
                "issue,option,A\n,reservation,{reservation}\nx,weight,{}\nx,option:1,{}\nx,option:2,{}\nx,option:3,{}\ny,weight,{}\ny,option:1,{}\ny,option:2,{}\ny,option:3,{}\n",
                weights[0], values[0], values[1], values[2], weights[1], values[3], values[4], values[5]
            );
            let scenario = scenario(&rows);
            let made = case(&scenario, "me", jiff::civil::date(2026, 1, 2)).expect("an additive scenario");
            let negotiation = negotiation(&made);
            let packages: Vec<(usize, usize)> = (0..3).flat_map(|one| (0..3).map(move |other| (one, other))).collect();
            let theirs: Vec<f64> = packages
                .iter()
                .map(|&(one, other)| scenario.utility(Reading::Format, 0, &[Choice::Option(one), Choice::Option(other)]).unwrap_or(0.0))
                .collect();
            let (least, most) = ends(&theirs);
            prop_assume!(most > least);
            for (&(one, other), own) in packages.iter().zip(&theirs) {
                let value = negotiation.possible_values(0, &[vec![one], vec![other]]).expect("a package");
                let expected = (own - least) / (most - least) * WHOLE;
                prop_assert!((value.low.to_f64() - expected).abs() < 1e-4, "{value:?} {expected}\n{}", made.text);
            }
        }
    }
}
