//! What is allowed more never loses a deal, and what is asked more never opens one: five hundred what-ifs over the
//! catalogue, each against the case as it stands, on the same draws.

#![allow(
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and reads the catalogue"
)]

use serde_json::Value;
use toml::{Table, Value as Toml};

use crate::{
    budget,
    catalogue::{Dice, Made, answer, names, table},
};

/// How near to a deal a case is, by every reading: larger is nearer.
#[derive(Debug, PartialEq)]
struct Nearness {
    verdict: u8,
    /// Deals in the favourable, the central and the guarded reading, where all are counted.
    deals: [Option<u64>; 3],
    draws: Option<u64>,
    silence: [Option<bool>; 2],
}

fn nearness(made: &Made, more: &[&str]) -> Option<Nearness> {
    let path = made.path();
    let told = answer(&[&["why", &path, "--draws", "100"], more].concat())?;
    let verdict = &told["verdict"];
    let deals = ["favourable", "central", "guarded"].map(|reading| {
        let count = &verdict["deals"][reading];
        count["packages"].as_u64().filter(|_| count["exact"] == true)
    });
    Some(Nearness {
        verdict: match verdict["answer"]["is"].as_str()? {
            "impossible" => 0,
            "depends" => 1,
            "certain" => 2,
            other => panic!("a verdict is one of three, and this is {other}"),
        },
        deals,
        draws: verdict["share"]["holds"].as_u64().filter(|_| verdict["share"]["unsettled"] == 0),
        silence: ["deal_if_no", "deal_if_yes"].map(|reading| verdict["unsaid"][reading].as_bool()),
    })
}

/// Whether no reading has the first nearer to a deal than the second.
fn is_no_nearer(one: &Nearness, two: &Nearness) -> bool {
    fn both<T: PartialOrd + Copy>(one: Option<T>, two: Option<T>) -> bool {
        one.zip(two).is_none_or(|(one, two)| one <= two)
    }
    one.verdict <= two.verdict
        && one.deals.iter().zip(&two.deals).all(|(one, two)| both(*one, *two))
        && both(one.draws, two.draws)
        && one.silence.iter().zip(&two.silence).all(|(one, two)| both(*one, *two))
}

enum Asks {
    More,
    Less,
}

/// Something supposed: what it is, the case with it, what is typed besides, and whether it asks more or less.
struct Supposed {
    what: String,
    case: Table,
    typed: Vec<String>,
    asks: Asks,
}

fn text(value: &Toml) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn consent(case: &Table) -> Vec<String> {
    let list = case["case"].get("instrument").and_then(|instrument| instrument.get("consent"));
    list.and_then(Toml::as_array).into_iter().flatten().map(text).collect()
}

/// Whether a party is for an option by its own words, or by what is assumed of it.
fn is_for(case: &Table, party: &str, issue: &str, option: &str) -> bool {
    let stances = case.get("stances").and_then(Toml::as_array).into_iter().flatten();
    stances.filter_map(Toml::as_table).any(|stance| {
        let has = |key: &str, of: &str| stance.get(key).and_then(Toml::as_str) == Some(of);
        let lists =
            ["propose", "accept", "tolerate"].iter().filter_map(|level| stance.get(*level)?.as_array());
        has("party", party)
            && has("issue", issue)
            && lists.flatten().any(|listed| listed.as_str() == Some(option))
    })
}

/// Somebody who must agree rules an option out that it was not for: ruling out what it wants on a ladder is no further
/// demand but another wish, since another rung is its best then.
fn demand(case: &Table, dice: &mut Dice) -> Option<Supposed> {
    let mut changed = case.clone();
    let party = dice.pick(&consent(case))?.clone();
    let issues = case.get("issues")?.as_table()?;
    let issue = (*dice.pick(&issues.keys().collect::<Vec<_>>())?).clone();
    let option = text(dice.pick(issues[&issue]["options"].as_array()?)?.get("id")?);
    if is_for(case, &party, &issue, &option) {
        return None;
    }
    // Assumed in a set of its own, so that it counts before what is assumed already; a report stays before it.
    let row: Table = format!(
        "party = '{party}'\nissue = '{issue}'\nred_line = ['{option}']\nbasis = 'assumed'\nowner = 'me'\nset = 'more'"
    )
    .parse()
    .ok()?;
    changed
        .entry("stances")
        .or_insert_with(|| Toml::Array(Vec::new()))
        .as_array_mut()?
        .push(Toml::Table(row));
    let typed = vec!["--assume".to_owned(), "more".to_owned()];
    Some(Supposed {
        what: format!("{party} never {issue} = {option}"),
        case: changed,
        typed,
        asks: Asks::More,
    })
}

/// One more party must agree.
fn one_more(case: &Table, dice: &mut Dice) -> Option<Supposed> {
    let asked = consent(case);
    let others: Vec<_> =
        case.get("parties")?.as_table()?.keys().filter(|party| !asked.contains(party)).collect();
    let party = (*dice.pick(&others)?).clone();
    let mut changed = case.clone();
    let list = changed["case"].get_mut("instrument")?.get_mut("consent")?.as_array_mut()?;
    list.push(Toml::String(party.clone()));
    Some(Supposed { what: format!("{party} must agree"), case: changed, typed: Vec::new(), asks: Asks::More })
}

/// No deal becomes worth more, or less, to somebody.
fn no_deal(case: &Table, dice: &mut Dice) -> Option<Supposed> {
    let mut changed = case.clone();
    let points = *dice.pick(&[-25_i64, -10, -3, -1, 1, 3, 10, 25])?;
    let rows = changed.get_mut("no_deal")?.as_array_mut()?;
    let place = dice.below(rows.len().max(1));
    let row = rows.get_mut(place)?;
    let (party, value) = (text(row.get("party")?), row.get_mut("value")?);
    let moved = |end: &Toml| Some(Toml::Float(f64::from(i32::try_from(end.as_integer()? + points).ok()?)));
    *value = match &*value {
        Toml::Array(ends) => Toml::Array(ends.iter().map(moved).collect::<Option<_>>()?),
        end => moved(end)?,
    };
    let asks = if points > 0 { Asks::More } else { Asks::Less };
    Some(Supposed {
        what: format!("no deal is worth {points:+} to {party}"),
        case: changed,
        typed: Vec::new(),
        asks,
    })
}

/// Two options are kept apart.
fn rule(case: &Table, dice: &mut Dice) -> Option<Supposed> {
    let issues = case.get("issues")?.as_table()?;
    let names: Vec<_> = issues.keys().collect();
    let (one, two) = ((*dice.pick(&names)?).clone(), (*dice.pick(&names)?).clone());
    let mut option = |issue: &str| Some(text(dice.pick(issues[issue]["options"].as_array()?)?.get("id")?));
    let (first, second) = (option(&one)?, option(&two)?);
    if one == two {
        return None;
    }
    let mut changed = case.clone();
    let rule: Table = format!(
        "if = '{one} = {first}'\nthen = '{two} != {second}'\nkind = 'political'\nbasis = 'assumed'\nowner = 'me'"
    )
    .parse()
    .ok()?;
    let rules = changed.entry("rules").or_insert_with(|| Toml::Table(Table::new()));
    rules.as_table_mut()?.insert("kept-apart".to_owned(), Toml::Table(rule));
    let what = format!("{one} = {first} excludes {two} = {second}");
    Some(Supposed { what, case: changed, typed: Vec::new(), asks: Asks::More })
}

/// A lever that only lowers what no deal is worth and only raises what a deal is, or the other way round, is used.
fn lever(case: &Table, dice: &mut Dice) -> Option<Supposed> {
    let levers = case.get("levers")?.as_table()?;
    let name = (*dice.pick(&levers.keys().collect::<Vec<_>>())?).clone();
    let ends = |key: &str, up: f64| {
        let moves = levers[&name].get(key).and_then(Toml::as_table).into_iter().flat_map(Table::values);
        let number = |end: &Toml| {
            end.as_float().or_else(|| end.as_integer().and_then(|end| i32::try_from(end).ok()).map(f64::from))
        };
        let ends = moves.flat_map(|move_| move_.as_array().cloned().unwrap_or_else(|| vec![move_.clone()]));
        ends.filter_map(|end| number(&end)).map(|end| end * up).collect::<Vec<_>>()
    };
    let towards = [ends("moves_no_deal", -1.0), ends("moves_deal", 1.0)].concat();
    let asks = match (towards.iter().all(|end| *end >= 0.0), towards.iter().all(|end| *end <= 0.0)) {
        (true, _) => Asks::Less,
        (false, true) => Asks::More,
        (false, false) => return None,
    };
    let typed = vec!["--use".to_owned(), name.clone()];
    Some(Supposed { what: format!("{name} is used"), case: case.clone(), typed, asks })
}

/// A red line, a no-deal value or a rule of the case does not count.
fn waived(case: &Table, written: &str, dice: &mut Dice) -> Option<Supposed> {
    let begins = ["red_line =", "value =", "[rules."];
    let lines =
        written.lines().enumerate().filter(|(_, line)| begins.iter().any(|begin| line.starts_with(begin)));
    let (place, line) = *dice.pick(&lines.collect::<Vec<_>>())?;
    let typed = vec!["--waive".to_owned(), (place + 1).to_string()];
    Some(Supposed { what: format!("waived: {line}"), case: case.clone(), typed, asks: Asks::Less })
}

/// The kinds of what is supposed, each by name.
const KINDS: [&str; 6] =
    ["a demand", "a consent", "a no-deal value set", "a rule", "a lever used", "a waiver"];

fn supposed(kind: usize, case: &Table, written: &str, dice: &mut Dice) -> Option<Supposed> {
    match kind {
        0 => demand(case, dice),
        1 => one_more(case, dice),
        2 => no_deal(case, dice),
        3 => rule(case, dice),
        4 => lever(case, dice),
        _ => waived(case, written, dice),
    }
}

/// How often something else is supposed where the program refuses what was: a set that no day sees, a red line that leaves
/// no best rung.
const TRIES: usize = 8;

#[test]
fn more_allowed_never_loses_a_deal_and_more_asked_never_opens_one() {
    let names: Vec<_> = names().into_iter().filter(|name| table(name).contains_key("issues")).collect();
    let each = budget::cases(500_usize).div_ceil(names.len());
    let mut tried = [0_usize; KINDS.len()];
    for (number, name) in names.iter().enumerate() {
        let case = table(name);
        let written = toml::to_string(&case).expect("a case is TOML");
        let as_it_stands = nearness(&Made::of(name, &case), &[]).expect("the case is answered");
        let mut dice = Dice::new(u64::try_from(number).expect("few") + 41);
        let mut answered = 0;
        for attempt in 0..each * TRIES {
            if answered == each {
                break;
            }
            let kind = attempt % KINDS.len();
            let Some(supposed) = supposed(kind, &case, &written, &mut dice) else { continue };
            let typed: Vec<&str> = supposed.typed.iter().map(String::as_str).collect();
            let Some(then) = nearness(&Made::of(name, &supposed.case), &typed) else { continue };
            let (less, more) = match supposed.asks {
                Asks::More => (&then, &as_it_stands),
                Asks::Less => (&as_it_stands, &then),
            };
            assert!(is_no_nearer(less, more), "{name}, {}: {as_it_stands:?}, then {then:?}", supposed.what);
            tried[kind] += 1;
            answered += 1;
        }
        assert_eq!(answered, each, "{name}: too few what-ifs were answered");
    }
    assert!(tried.iter().sum::<usize>() >= budget::cases(500), "{tried:?}");
    for (kind, count) in KINDS.iter().zip(tried) {
        assert!(count >= 3, "{kind}: {count} of {tried:?}");
    }
}

#[test]
fn what_is_nearer_in_one_reading_is_told() {
    let as_it_stands = || Nearness {
        verdict: 1,
        deals: [Some(4), Some(2), Some(0)],
        draws: Some(50),
        silence: [Some(false), Some(true)],
    };
    let one_more = Nearness { draws: Some(51), ..as_it_stands() };
    assert!(is_no_nearer(&as_it_stands(), &one_more));
    assert!(!is_no_nearer(&one_more, &as_it_stands()));
    assert_eq!(nearness(&Made::of("two-party-sale", &Table::new()), &[]), None, "{}", Value::Null);
}
