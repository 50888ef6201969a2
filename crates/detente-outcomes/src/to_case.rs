//! From a scenario to a case: a file to go on with, in which every number is an assumption of its owner.

use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

use detente_number::Fraction;
use detente_scenario::{
    Choice, Evaluator, ExactTable, NotAdditive, Profile, Reading, Reservation, Scale, Scenario, Utility,
    case_words::{decimal, identifier, quoted, short},
};

use crate::called::{Named, NamedIssue, label, names};

/// A case file, and what changed on the way.
pub struct MadeCase {
    /// The text of the case.
    pub text: String,
    /// What changed or was left out on the way, a line each.
    pub changed: Vec<String>,
}

/// Why a scenario cannot become a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCase {
    /// It is not valued issue by issue.
    NotAdditive(NotAdditive),
    /// A party's numbers cannot be multiplied exactly.
    TooManyDigits {
        /// The party.
        party: String,
    },
}

impl fmt::Display for NoCase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAdditive(why) => why.fmt(out),
            Self::TooManyDigits { party } => write!(
                out,
                "the numbers of {party} have too many digits to be multiplied exactly; round them in the file, and say so"
            ),
        }
    }
}

impl std::error::Error for NoCase {}

/// One party's numbers as a case has them: points that are added up.
struct Party {
    id: String,
    name: String,
    short: String,
    /// By issue and option; `None` where the scenario leaves the cell or its weight blank.
    points: Vec<Vec<Option<Fraction>>>,
    /// `None` when the scenario does not say.
    no_deal: Option<Fraction>,
}

/// Writes a case with the scenario's parties, issues, options and numbers, assumed by `owner`.
///
/// Nothing is rounded: what options add is written as points, decimals as decimals and other numbers as fractions, so
/// that what ties in the scenario ties in the case. Only fractions of more digits than a case holds are multiplied.
///
/// # Errors
/// When the scenario is not issue by issue, or its numbers have too many digits.
pub fn to_case(scenario: &Scenario, owner: &str, as_of: &str) -> Result<MadeCase, NoCase> {
    scenario.additive(Reading::Format).map_err(NoCase::NotAdditive)?;
    let mut changed = Vec::new();
    let (mut taken, mut shorts, mut labels) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut parties = Vec::new();
    for (place, profile) in scenario.parties.iter().enumerate() {
        let table = scenario.exact_table(Reading::Format, place);
        let points = table.and_then(|table| points(scenario, place, table, &mut changed));
        let (points, no_deal) =
            points.ok_or_else(|| NoCase::TooManyDigits { party: profile.name.clone() })?;
        if profile.discount.is_some() {
            changed.push(format!("{}: the discount is lost, because a case has no clock", profile.name));
        }
        parties.push(Party {
            id: identifier(&profile.name, "party", &mut taken),
            short: short(&profile.name, &mut shorts),
            name: label(&profile.name, &mut labels, &mut changed),
            points,
            no_deal,
        });
    }
    let text = written(scenario, &names(scenario, &mut changed), &parties, owner, as_of);
    Ok(MadeCase { text, changed })
}

/// How many bits a denominator and a number may have together, so that a case with any number of issues compares them
/// exactly in 128.
const MOST_BITS: u32 = 100;

/// A party's points, and what no deal is worth in them.
type Points = (Vec<Vec<Option<Fraction>>>, Option<Fraction>);

fn points(scenario: &Scenario, place: usize, table: ExactTable, changed: &mut Vec<String>) -> Option<Points> {
    let profile = scenario.parties.get(place)?;
    let Utility::Additive(additive) = &profile.utility else { return None };
    let mut points = Vec::with_capacity(table.contributions.len());
    let (mut least, mut most) = (Fraction::ZERO, Fraction::ZERO);
    for ((issue, options), number) in scenario.issues.iter().zip(table.contributions).zip(0..) {
        least = least.plus(options.iter().copied().min()?)?;
        most = most.plus(options.iter().copied().max()?)?;
        let blank = |option: usize| is_blank(additive.scale, additive.evaluators.get(number), option);
        let own: Vec<Option<Fraction>> = if additive.scale == Scale::Plain
            && additive.weights.get(number).is_some_and(Option::is_none)
            && additive.evaluators.get(number) != Some(&Evaluator::Unsaid)
        {
            let what = "its weight is not said, so that what its options are worth is left unknown";
            changed.push(format!("{}, {}: {what}", profile.name, issue.name));
            vec![None; options.len()]
        } else {
            let said = options.into_iter().enumerate();
            said.map(|(option, points)| (!blank(option)).then_some(points)).collect()
        };
        let unsaid: Vec<String> = (0..own.len())
            .filter(|&option| blank(option))
            .filter_map(|option| issue.text(Choice::Option(option)))
            .collect();
        if !unsaid.is_empty() {
            let unsaid = unsaid.join(", ");
            changed
                .push(format!("{}, {}: nothing is said of {unsaid}: left unknown", profile.name, issue.name));
        }
        points.push(own);
    }
    let no_deal = match table.reservation {
        Some(reservation) => {
            // Genius cuts off what is above 1: who asks for more accepts nothing.
            let beyond_cap = additive.cap(Reading::Format).is_some() && reservation > Fraction::ONE;
            let own = reservation.minus(table.constant)?;
            if beyond_cap && own <= most {
                changed
                    .push(told_of_end(profile, "Genius cuts utilities off at 1, and no deal is worth more"));
                Some(most.plus(Fraction::ONE)?)
            } else {
                Some(own)
            }
        }
        None => match profile.reservation {
            Reservation::Value(value) if value == f64::INFINITY => {
                changed.push(told_of_end(profile, "it accepts nothing"));
                Some(most.plus(Fraction::ONE)?)
            }
            Reservation::Value(value) if value == f64::NEG_INFINITY => {
                changed.push(told_of_floor(profile, "it accepts everything"));
                Some(least.minus(Fraction::ONE)?)
            }
            // As the frontier of a scenario takes it: what is not said holds nobody back.
            Reservation::Unsaid => {
                changed.push(told_of_floor(profile, "its file asks nothing of a package"));
                Some(least.minus(Fraction::ONE)?)
            }
            Reservation::Value(_) | Reservation::Package(_) => None,
        },
    };
    let by = multiplier(points.iter().flatten().flatten().chain(&no_deal).copied())?;
    if by == Fraction::ONE {
        return Some((points, no_deal));
    }
    changed.push(format!(
        "{}: points and no deal are multiplied by {by}, because a case does not hold fractions of so many digits",
        profile.name
    ));
    let times = |number: Option<Fraction>| number.map_or(Some(None), |own| own.times(by).map(Some));
    let row = |row: Vec<Option<Fraction>>| row.into_iter().map(times).collect::<Option<Vec<_>>>();
    Some((points.into_iter().map(row).collect::<Option<_>>()?, times(no_deal)?))
}

/// By what numbers are multiplied that have too many digits to be brought to one denominator in a case, so that they are
/// whole; 1 where they have not. `None` where the whole numbers do not fit either.
fn multiplier(numbers: impl Iterator<Item = Fraction> + Clone) -> Option<Fraction> {
    let bits = |number: i128| i128::BITS - number.unsigned_abs().leading_zeros();
    let common = Fraction::common_denominator(numbers.clone())?;
    let large = numbers.clone().map(|own| bits(own.numerator() / own.denominator())).max().unwrap_or(0);
    if bits(common) + large < MOST_BITS {
        return Some(Fraction::ONE);
    }
    let whole = numbers.map(|own| own.in_parts(common)).collect::<Option<Vec<i128>>>()?;
    let shared = whole.iter().copied().fold(0, |one, other| {
        let (mut one, mut other) = (one, other);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one
    });
    let largest = whole.iter().map(|own| bits(own / shared.max(1))).max().unwrap_or(0);
    let by = Fraction::new(common, shared.abs().max(1))?;
    (largest < MOST_BITS).then_some(by)
}

fn told_of_end(profile: &Profile, why: &str) -> String {
    format!("{}: {why}; the case has a no-deal value a point above its best package", profile.name)
}

fn told_of_floor(profile: &Profile, why: &str) -> String {
    format!("{}: {why}; the case has a no-deal value a point below its worst package", profile.name)
}

/// Whether a table leaves an option's cell blank. What a Genius file does not evaluate is worth 0 by its format.
fn is_blank(scale: Scale, evaluator: Option<&Evaluator>, option: usize) -> bool {
    match (scale, evaluator) {
        (Scale::Plain, Some(Evaluator::Table { values, .. })) => {
            values.get(option).is_some_and(Option::is_none)
        }
        (Scale::Plain, Some(Evaluator::Unsaid)) => true,
        (Scale::Plain | Scale::Genius, _) => false,
    }
}

fn written(
    scenario: &Scenario,
    issues: &[NamedIssue],
    parties: &[Party],
    owner: &str,
    as_of: &str,
) -> String {
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
        line(format!(
            "{} = {{ name = {name}, short = {short}, role = \"principal\", counts = \"sum\" }}",
            party.id
        ));
    }
    for issue in issues {
        line(String::new());
        line(format!("[issues.{}]", issue.own.id));
        line(format!("name = {}", quoted(&issue.own.name)));
        let option =
            |Named { id, name }: &Named| format!("{{ id = {}, name = {} }}", quoted(id), quoted(name));
        let options: Vec<_> = issue.options.iter().map(option).collect();
        line(format!("options = [{}]", options.join(", ")));
    }
    for party in parties {
        for (issue, points) in issues.iter().zip(&party.points) {
            let id = &issue.own.id;
            let values = issue.options.iter().zip(points);
            let values: Vec<_> = values
                .filter_map(|(Named { id, .. }, points)| Some(format!("{id} = {}", decimal((*points)?))))
                .collect();
            if values.is_empty() {
                continue;
            }
            line(String::new());
            line("[[stances]]".to_owned());
            line(format!("party = {}", quoted(&party.id)));
            line(format!("issue = {}", quoted(id)));
            line(format!("values = {{ {} }}", values.join(", ")));
            line(assumed.clone());
        }
        if let Some(no_deal) = party.no_deal {
            line(String::new());
            line("[[no_deal]]".to_owned());
            line(format!("party = {}", quoted(&party.id)));
            line(format!("value = {}", decimal(no_deal)));
            line(assumed.clone());
        }
    }
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
    fn negotiation(made: &MadeCase) -> Negotiation {
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
        let made = to_case(
            &scenario("issue,option,Käufer AG,Käufer-Bund,\"a \"\"b\"\"\"\n,reservation,0.2,,9\nPreis €,option:1 000,1,0,2\nPreis €,option:1-000,0,1,3\nPreis $,option:–,1,1,1\nPreis $,option:—,1,0,1\n"),
            "me",
            "2026-01-02",
        )
        .expect("an additive scenario");
        let negotiation = negotiation(&made);
        assert_eq!(negotiation.parties().len(), 3);
        assert_eq!(negotiation.issues().len(), 2);
        let floor = "its file asks nothing of a package; the case has a no-deal value a point below its worst package";
        assert_eq!(made.changed, [format!("Käufer-Bund: {floor}")]);
        assert!(made.text.contains("value = 9\n"), "{}", made.text);
    }

    #[test]
    fn whoever_accepts_everything_does_so_in_the_case() {
        let party = |name: &str, reserved: &str, values: &str| {
            format!(
                "type: LinearAdditiveUtilityFunction\nname: {name}\n{reserved}weights: [1.0]\nvalues:\n- {{type: TableFun, mapping: {values}}}\n"
            )
        };
        for (reserved, why) in
            [("reserved_value: -.inf\n", "it accepts everything"), ("", "its file asks nothing of a package")]
        {
            let domain = "type: DiscreteCartesianOutcomeSpace\nname: domain\nissues:\n- {type: CategoricalIssue, name: Price, values: [low, high]}\n";
            let files = BTreeMap::from([
                ("domain.yml".to_owned(), domain.to_owned()),
                ("a.yml".to_owned(), party("a", reserved, "{low: 1.0, high: 0.0}")),
                ("b.yml".to_owned(), party("b", "reserved_value: 0.5\n", "{low: 0.0, high: 1.0}")),
            ]);
            let scenario = Format::Negmas.read(&files).scenario.expect("a scenario");
            let made = to_case(&scenario, "me", "2026-01-02").expect("an additive scenario");
            let told = format!("a: {why}; the case has a no-deal value a point below its worst package");
            assert_eq!(made.changed, [told]);
            assert!(made.text.contains("party = \"a\"\nvalue = -1\n"), "{}", made.text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// The case's values are the scenario's utilities, to the last digit.
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
            let made = to_case(&scenario, "me", "2026-01-02").expect("an additive scenario");
            let negotiation = negotiation(&made);
            let packages: Vec<(usize, usize)> = (0..3).flat_map(|one| (0..3).map(move |other| (one, other))).collect();
            let theirs: Vec<f64> = packages
                .iter()
                .map(|&(one, other)| scenario.utility(Reading::Format, 0, &[Choice::Option(one), Choice::Option(other)]).unwrap_or(0.0))
                .collect();
            for (&(one, other), own) in packages.iter().zip(&theirs) {
                let value = negotiation.possible_values(0, &[vec![one], vec![other]]).expect("a package");
                let expected = detente_case::Interval::exactly(detente_case::Quantity::from_f64(*own).expect("small"));
                prop_assert_eq!(value, expected, "{}", made.text);
            }
        }
    }
}
