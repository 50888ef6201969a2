//! Every number that docs/method.md gives of a case, asked of the program: each section ends with one, and none is typed.

#![allow(clippy::disallowed_methods, reason = "a test reads a document")]

use std::fs;

use serde_json::Value;

use crate::catalogue::{answer, house};

const LONDON: &str = "cases/london-2025";
const LATER: [&str; 2] = ["--as-of", "2025-04-26"];

/// What a section that has no number of its own says, and why it needs none.
const WITHOUT: [&str; 1] = ["What is never done"];

fn ask(question: &str, more: &[&str]) -> Value {
    answer(&[&[question, LONDON], more].concat()).expect("an answer")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// `3.9`, `13`.
fn tenth(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A share in whole percent.
fn percent(share: &Value) -> String {
    format!("{:.0}", (number(share) * 100.0).round())
}

/// `6,220,800`.
fn grouped(count: &Value) -> String {
    let digits = count.to_string();
    let places = digits.len();
    let comma = |(place, digit): (usize, char)| {
        let before = place > 0 && (places - place).is_multiple_of(3);
        if before { format!(",{digit}") } else { digit.to_string() }
    };
    digits.chars().enumerate().map(comma).collect()
}

/// The entry of a list in which a field has this value.
fn entry<'v>(list: &'v Value, key: &str, value: &str) -> &'v Value {
    let found = list.as_array().and_then(|list| list.iter().find(|one| one[key] == value));
    found.unwrap_or(&Value::Null)
}

fn middle(interval: &Value) -> f64 {
    f64::midpoint(number(&interval["low"]), number(&interval["high"]))
}

/// What a party gains by a package at central values, and what no deal is worth to it.
fn outcome(package: &Value, party: &str) -> (f64, f64) {
    let outcome = entry(&package["outcomes"], "party", party);
    (number(&outcome["central_gain"]), middle(&outcome["no_deal"]))
}

fn what_packages_are_worth(said: &mut Vec<String>) {
    let (now, later) = (ask("why", &[]), ask("why", &LATER));
    let verdict = &now["verdict"];
    let [(ua, ua_none), (ru, ru_none)] = ["ua", "ru"].map(|party| outcome(&verdict["best"], party));
    let [ua_worth, ru_worth] = [tenth(ua_none + ua), tenth(ru_none + ru)];
    said.push(format!("The nearest one is worth {ua_worth} to Ukraine and {ru_worth} to Russia"));
    said.push(format!("7912.5 ⁄ 197.5 = {:.2}", ua_none + ua));
    assert_eq!(verdict["deals"]["central"]["packages"], 0);
    assert_eq!(later["verdict"]["deals"]["central"]["packages"], 0);
    said.push(format!(
        "there are {} packages, and none is a deal at central values. The package above falls {} points short for \
         Ukraine ({ua_worth} against {}) and {} for Russia ({ru_worth} against {}).",
        grouped(&verdict["packages"]["packages"]),
        tenth(-ua),
        tenth(ua_none),
        tenth(-ru),
        tenth(ru_none)
    ));
    let packages = grouped(&later["verdict"]["packages"]["packages"]);
    said.push(format!("there are {packages} packages, and still none is a deal at central values"));
    let (one, two) = (&verdict["share"], &later["verdict"]["share"]);
    let [share, low, high] = ["share", "low", "high"].map(|key| percent(&one[key]));
    said.push(format!(
        "{} of 1,000 draws contain a deal: {share}%, with an interval from {low} to {high}%.",
        one["holds"]
    ));
    let [share, low, high] = ["share", "low", "high"].map(|key| percent(&two[key]));
    said.push(format!("the share is {share}%, from {low} to {high}%"));
    what_stands_in_the_way(said, &now, &later);
    what_it_hangs_on(said, verdict, two);
}

fn what_stands_in_the_way(said: &mut Vec<String>, now: &Value, later: &Value) {
    said.push(format!("{} of 1,000 draws contain no deal.", now["explained"]["without"]));
    let share = |why: &Value, reason: usize| percent(&why["reasons"][reason]["of_failing"]["share"]);
    said.push(format!("it is the reason in {}% of them", share(now, 0)));
    let line = entry(&now["requirements"], "kind", "red-line");
    let opens = &line["dropping_opens"]["packages"];
    said.push(format!("Without the red line {opens} packages are deals there."));
    let of_both = |reason: &&Value| {
        let core = reason["core"].as_array().expect("requirements");
        core.len() == 2 && core.iter().all(|one| one["kind"] == "no-deal-value")
    };
    let both = now["reasons"].as_array().and_then(|reasons| reasons.iter().find(of_both));
    let both = percent(&both.expect("a reason")["of_failing"]["share"]);
    said.push(format!("what no deal is worth to both, in {both}%"));
    let without = &later["explained"]["without"];
    said.push(format!(
        "{without} contain none, and the first is the reason in {}% of these.",
        share(later, 0)
    ));
}

fn what_it_hangs_on(said: &mut Vec<String>, verdict: &Value, later: &Value) {
    let row = |name: &str| {
        let rows = verdict["hangs_on"].as_array().expect("rows").iter();
        let mut named = rows.filter(|row| row["name"].as_str().is_some_and(|told| told.contains(name)));
        named.next().expect("a row")["shares"].clone()
    };
    let of =
        |share: &Value| format!("{:.0}", (100.0 * number(&share["holds"]) / number(&share["draws"])).round());
    let (ru, silence) = (row("what no deal is worth to RU"), row("positions of RU"));
    let [suffices, covers] =
        ["american-recognition-suffices", "red-line-covers-control"].map(|name| of(&row(name)[0]));
    let now = percent(&verdict["share"]["share"]);
    said.push(format!(
        "terms exist in {now} of 100 futures: in {} where no deal is worth little to Russia and in {} where it is worth \
         much; in {suffices} if recognition by the United States suffices, and in {covers} if the refusal covers control; \
         in {} if silence means no and in {} if it means yes.",
        of(&ru[0]),
        of(&ru[1]),
        of(&silence[0]),
        of(&silence[1])
    ));
    said.push(format!("From {now} of 100 on 23 April it moves to {} on 26 April", percent(&later["share"])));
    assert_eq!(verdict["confidence"]["word"], "low");
}

fn what_opens_a_deal(said: &mut Vec<String>) {
    let (now, later) = (ask("openers", &[]), ask("openers", &LATER));
    let openers = now["openers"].as_array().expect("openers");
    let (first, third) = (&openers[0], &openers[2]);
    said.push(format!("{} openers exist among {} changes.", openers.len(), now["considered"]));
    assert_eq!(first["steps"][0]["lever"], "new-sanctions");
    let share = percent(&first["works"]["share"]);
    said.push(format!(
        "{} packages become deals, and {share}% of draws contain one.",
        first["opens"]["packages"]
    ));
    assert_eq!(third["steps"][0]["change"], "soften-red-line");
    let cost = &third["steps"][0]["cost"][0]["points"];
    let [low, high] = ["low", "high"].map(|end| tenth(number(&cost[end])));
    said.push(format!("Its cost to Ukraine is {low} to {high} points."));
    said.push(
        "The weight of crimea is 30 to 50, and that of all other issues 110 to 205. So its share is at least 30 ⁄ 235 \
         and at most 50 ⁄ 160, and the gap is 75 to 100"
            .to_owned(),
    );
    assert_eq!([tenth(75.0 * 30.0 / 235.0), tenth(100.0 * 50.0 / 160.0)], [low, high], "by hand");
    let found = later["openers"].as_array().expect("openers");
    let after = found.iter().find(|one| one["steps"][0]["lever"] == "new-sanctions").expect("the sanctions");
    let share = percent(&after["works"]["share"]);
    said.push(format!(
        "there are {} openers, and after the sanctions {share}% of draws contain a deal.",
        found.len()
    ));
    let [ua, ru] = ["ua", "ru"].map(|party| tenth(outcome(&first["best"], party).0));
    said.push(format!("the best package gains Ukraine {ua} points and Russia {ru}"));
}

fn what_is_common(said: &mut Vec<String>) {
    let ground = ask("ground", &[]);
    let length = |list: &Value| list.as_array().map_or(0, Vec::len);
    assert_eq!(length(&ground["all_who_must_agree"]["common"]), 1);
    assert_eq!(ground["all_who_must_agree"]["common"][0]["option"], "open");
    assert_eq!(length(&ground["room"]["ground"]["common"]), 2);
    said.push("one option is common to Ukraine and Russia".to_owned());
    let tabled = &ask("brief", &[])["may_be_tabled"];
    let (clauses, open) = (length(&tabled["agreed"]["clauses"]), length(&tabled["open"]));
    said.push(format!("{clauses} of {} issues may be tabled; {open} stay open", clauses + open));
    let later = ask("ground", &LATER);
    let matrix = &later["matrix"];
    let crimea = entry(&matrix["issues"], "issue", "crimea");
    let title = entry(&crimea["options"], "option", "ua-de-jure");
    let parties = matrix["parties"].as_array().expect("parties");
    let us = parties.iter().position(|party| party["party"] == "us").expect("the United States");
    let cell = &title["cells"][us];
    assert_eq!(cell["implied"]["no_better_than"], "ua-de-facto");
    said.push(format!(
        "recognition by Ukraine is worth {} to {} to the United States, and {} at central values",
        tenth(number(&cell["value"]["low"])),
        tenth(number(&cell["value"]["high"])),
        tenth(number(&cell["central"]))
    ));
}

fn what_holds_up(said: &mut Vec<String>) {
    let (now, later) = (ask("robust", &[]), ask("robust", &LATER));
    let candidates = now["candidates"].as_array().expect("packages");
    let share = |of: &Value| ["share", "low", "high"].map(|key| percent(&of["acceptable"][key]));
    let [deal, low, high] = share(&candidates[0]);
    said.push(format!(
        "the first of {} packages is a deal in {deal}% of 1,000 draws ({low} to {high}%).",
        candidates.len()
    ));
    let [ua, ru] = ["ua", "ru"]
        .map(|party| percent(&entry(&candidates[0]["by_party"], "party", party)["acceptable"]["share"]));
    said.push(format!("Ukraine accepts it in {ua}%, Russia in {ru}%"));
    let [deal, low, high] = share(&later["candidates"][0]);
    said.push(format!("the first is a deal in {deal}% ({low} to {high}%)"));
    // Of three ranked issues the mean weights are those of the centroid: (1 + ½ + ⅓) ⁄ 3, (½ + ⅓) ⁄ 3, ⅓ ⁄ 3.
    let weights =
        [1.0 + 0.5 + 1.0 / 3.0, 0.5 + 1.0 / 3.0, 1.0 / 3.0].map(|sum: f64| tenth(100.0 * sum / 3.0));
    let ranked = answer(&["robust", "cases/pay-by-rank"]).expect("an answer");
    let share = percent(&ranked["one_package"]["fresh"]["share"]);
    let [first, second, third] = weights;
    said.push(format!(
        "its weights are {first}, {second} and {third}. The package that holds up best is a deal in {share}% of 1,000 draws"
    ));
}

fn what_is_worth_learning(said: &mut Vec<String>) {
    let (now, later) = (ask("learn", &[]), ask("learn", &LATER));
    let points = |one: &Value, key: &str| tenth(100.0 * number(&one[key]));
    let numbers = |learn: &Value| learn["numbers"].as_array().expect("numbers").clone();
    let of = |all: &[Value], party: &str| {
        all.iter().find(|one| one["is"] == "no-deal" && one["party"] == party).expect("a number").clone()
    };
    let (one, two) = (numbers(&now), numbers(&later));
    let halves = |one: &Value| ["low", "high"].map(|half| percent(&one["swing"][half]["share"]));
    assert_eq!(one[0], of(&one, "ru"), "what swings the answer most");
    let [low, high] = halves(&one[0]);
    said.push(format!(
        "there is a deal in {low}% of the draws in which it is low, and in {high}% of the others."
    ));
    let best = |all: &[Value]| {
        all.iter().max_by(|one, two| number(&one["gain"]).total_cmp(&number(&two["gain"]))).cloned()
    };
    let ua = of(&one, "ua");
    assert_eq!(best(&one).as_ref(), Some(&ua), "what is most worth learning");
    said.push(format!("{} points, give or take {}", points(&ua, "gain"), points(&ua, "error")));
    let [low, high] = halves(&of(&two, "ru"));
    said.push(format!("Russia's value swings it from {low} to {high}%."));
    let forces = best(&two).expect("numbers");
    assert_eq!((&forces["issue"], &forces["option"]), (&"forces".into(), &"silent".into()));
    said.push(format!(
        "is worth {} points, and what a text silent on forces is worth to Russia {}",
        points(&of(&two, "ru"), "gain"),
        points(&forces, "gain")
    ));
    let size = |more: &[&str]| ask("frontier", &[&["--without-floors"], more].concat())["size"].clone();
    said.push(format!("{} packages are efficient", size(&[])));
    said.push(format!("there are {}.", size(&LATER)));
}

fn what_levers_do(said: &mut Vec<String>) {
    let levers = ask("levers", &[]);
    let guarantee = &levers["guarantees"]["guarantees"][0];
    let [obligation, credibility, worth] =
        ["obligation", "credibility", "worth"].map(|key| middle(&guarantee[key]));
    said.push(format!(
        "the guarantee's middles are {obligation}, {credibility:.2} and {worth}: it adds {} points at central values. Sure \
         to be honoured it would add {}. Given as stated, there is a deal in {}% of draws",
        tenth(obligation * credibility * worth),
        obligation * worth,
        percent(&guarantee["with"]["share"]["share"])
    ));
    let rung = |lever: &str| entry(&levers["ladder"]["rungs"], "lever", lever).clone();
    let moves = |rung: &Value, party: &str| {
        let change = entry(&rung["moves_no_deal"], "party", party)["change"].clone();
        ["low", "high"].map(|end| number(&change[end]))
    };
    let (sanctions, end) = (rung("new-sanctions"), rung("end-support"));
    let [least, most] = moves(&sanctions, "ru");
    let short = outcome(&levers["ladder"]["without"]["nearest"], "ru").0;
    let above = number(&sanctions["with"]["nearest"]["least_gain"]);
    let ([rises, high], [low, falls]) = (moves(&end, "ru"), moves(&end, "ua"));
    said.push(format!(
        "heavier sanctions lower Russia's no-deal value by {} to {} points, {} in the middle. So the nearest package moves \
         from {} points short to {} points above. The end of support raises Russia's value by {} to {} points and lowers \
         Ukraine's by {} to {}",
        tenth(-most),
        tenth(-least),
        tenth(-f64::midpoint(least, most)),
        tenth(-short),
        tenth(above),
        tenth(rises),
        tenth(high),
        tenth(-falls),
        tenth(-low)
    ));
    let outlook = ask("outlook", &[]);
    let hazard = &entry(&outlook["ultimatums"], "id", "move-on")["daily_hazard"];
    let [low, high] = ["low", "high"].map(|end| tenth(100.0 * number(&hazard[end])));
    said.push(format!("has a hazard of {low} to {high}% a day"));
    said.push(format!("1 − 0.8^(1⁄7) = {low}%"));
    assert_eq!(tenth(100.0 * (1.0 - 0.8_f64.powf(1.0 / 7.0))), low, "by hand");
    let exit = entry(&outlook["scenarios"]["ways"], "id", "exit");
    let [low, high] = ["low", "high"].map(|end| tenth(100.0 * number(&exit["chance"][end])));
    let words = exit["words"].as_str().expect("words");
    said.push(format!("the analyst's chance that the United States leaves is {low} to {high}%: {words}"));
}

fn what_would_hold(said: &mut Vec<String>) {
    let text = [&LATER[..], &["--proposal", "us-terms"]].concat();
    let (now, later) = (ask("stability", &[]), ask("stability", &text));
    let gain = |stability: &Value, party: &str| {
        tenth(number(&entry(&stability["agreement"]["needed"], "player", party)["to_stay_unasked"]))
    };
    let shares = |stability: &Value| {
        ["nash", "seq"].map(|key| percent(&stability["agreement"]["in_draws"][key]["share"]))
    };
    let [nash, seq] = shares(&now);
    said.push(format!(
        "Ukraine gains {} points by leaving and Russia {}. In {nash}% of 1,000 draws nobody gains by leaving; in {seq}% every \
         party stays",
        gain(&now, "ua"),
        gain(&now, "ru")
    ));
    assert_eq!(later["agreement"]["leaving"], serde_json::json!(["ru"]));
    let [nash, seq] = shares(&later);
    said.push(format!(
        "only Russia gains by leaving, {} points; the two shares are {nash}% and {seq}%",
        gain(&later, "ru")
    ));
}

/// The document's paragraphs by section; each on one line.
fn sections() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(house().join("docs/method.md")).expect("the page is there");
    let parts: Vec<_> = text.split("\n## ").skip(1).map(str::to_owned).collect();
    let lines = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    parts
        .iter()
        .map(|part| {
            let (name, rest) = part.split_once('\n').unwrap_or((part, ""));
            (name.to_owned(), rest.split("\n\n").map(lines).filter(|text| !text.is_empty()).collect())
        })
        .collect()
}

fn is_of_a_case(paragraph: &str) -> bool {
    paragraph.starts_with("**In London")
}

/// A paragraph without what is typed, without days, and without what was asked of the program.
fn not_asked(paragraph: &str, said: &[String]) -> String {
    let asked = said.iter().fold(paragraph.to_owned(), |text, sentence| text.replace(sentence.as_str(), ""));
    let plain: String = asked.split('`').step_by(2).collect();
    ["23 April", "26 April", "25 April", "opener 1"].iter().fold(plain, |text, day| text.replace(day, ""))
}

#[test]
fn every_number_of_a_case_in_the_method_is_what_the_program_answers() {
    let mut said = Vec::new();
    what_packages_are_worth(&mut said);
    what_opens_a_deal(&mut said);
    what_is_common(&mut said);
    what_holds_up(&mut said);
    what_is_worth_learning(&mut said);
    what_levers_do(&mut said);
    what_would_hold(&mut said);
    let sections = sections();
    let whole: Vec<_> = sections.iter().flat_map(|(_, paragraphs)| paragraphs).cloned().collect();
    let whole = whole.join("\n");
    let missing: Vec<_> = said.iter().filter(|sentence| !whole.contains(sentence.as_str())).collect();
    assert!(missing.is_empty(), "docs/method.md does not say:\n{missing:#?}");
    // Nothing that a paragraph of a case counts is left unasked.
    for paragraph in sections.iter().flat_map(|(_, paragraphs)| paragraphs).filter(|text| is_of_a_case(text))
    {
        let left = not_asked(paragraph, &said);
        assert!(!left.contains(|letter: char| letter.is_ascii_digit()), "nobody asks for this: {left}");
    }
}

#[test]
fn every_section_of_the_method_ends_with_a_number_of_a_case() {
    for (name, paragraphs) in sections() {
        let tail = paragraphs.iter().rposition(|paragraph| is_of_a_case(paragraph));
        let Some(place) = tail else {
            assert!(WITHOUT.contains(&name.as_str()), "no number of a case: {name}");
            continue;
        };
        // The sum by hand that a number comes from, and where to read on, may follow it.
        let rest = &paragraphs[place + 1..];
        let is_by_hand = |text: &String| text.starts_with('|') || text.starts_with("7912.5");
        let reads_on = |text: &String| text.starts_with("What a mediator and deadlines do is in");
        assert!(rest.iter().all(|text| is_by_hand(text) || reads_on(text)), "{name} goes on: {rest:?}");
    }
}
