//! Cases: verdicts, reasons, ladders, meetings, and what is known only later.

use serde_json::Value;

use super::{Desk, assert_has, assert_lacks, assumed, case};

fn values(party: &str, issue: &str, values: &str) -> String {
    assumed("stances", &format!("party = \"{party}\"\nissue = \"{issue}\"\nvalues = {{ {values} }}"))
}

fn no_deal(party: &str, value: &str) -> String {
    assumed("no_deal", &format!("party = \"{party}\"\nvalue = {value}"))
}

fn issue(id: &str, more: &str, options: &[&str]) -> String {
    let options: Vec<_> =
        options.iter().map(|id| format!("{{ id = \"{id}\", name = \"{id} of it\" }}")).collect();
    format!("[issues.{id}]\nname = \"the {id}\"\n{more}options = [{}]\n\n", options.join(", "))
}

/// The best deal of a brief, and the package that the egalitarian criterion singles out on the same page.
fn best_and_egalitarian(desk: &Desk, path: &str) -> (Value, Value) {
    let brief = desk.json(&["brief", path]);
    let all = brief["efficient_and_fair"]["singled_out"].as_array().expect("theories").clone();
    let found = all.into_iter().find(|one| one["by"].as_str().is_some_and(|by| by.contains("galitarian")));
    (brief["verdict"]["best"]["terms"].clone(), found.expect("an egalitarian package")["terms"].clone())
}

#[test]
fn the_best_deal_is_the_egalitarian_one_also_where_a_worse_one_is_certain() {
    let below = [
        issue("dose", "", &["low", "high"]),
        issue("day", "", &["mon", "fri"]),
        values("a", "dose", "low = 60, high = [50, 100]"),
        values("b", "dose", "low = 60, high = [55, 99]"),
        values("a", "day", "mon = 60, fri = [52, 96]"),
        values("b", "day", "mon = 60, fri = [58, 90]"),
        no_deal("a", "54"),
        no_deal("b", "55"),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    assert_has(&desk.answers(&["brief", "s"]), &["A deal exists: for all values"]);
    let (best, egalitarian) = best_and_egalitarian(&desk, "s");
    assert_eq!(best, egalitarian);
    assert_eq!(best["dose"], "high");
}

#[test]
fn a_party_that_a_package_does_not_ask_has_no_say_in_which_is_best() {
    // Alone the two gain 40 and 38. With C all gain more than without, but C, which must sign then, only 10.
    let options = "options = [{ id = \"with\", name = \"C signs\", needs = [\"c\"] }, { id = \"alone\", name = \"the two\" }, \
                   { id = \"third\", name = \"another way\" }]\n\n";
    let below = [
        "c = { name = \"C and co\", role = \"principal\" }\n\n[issues.plan]\nname = \"Plan\"\n",
        options,
        &values("a", "plan", "with = 75, alone = 70, third = 66"),
        &values("b", "plan", "with = 74, alone = 68, third = 65"),
        &values("c", "plan", "with = 50, alone = 5, third = 60"),
        &no_deal("a", "30"),
        &no_deal("b", "30"),
        &no_deal("c", "40"),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    let (best, egalitarian) = best_and_egalitarian(&desk, "s");
    assert_eq!(best["plan"], "alone");
    assert_eq!(
        egalitarian["plan"], "alone",
        "it is not efficient for three, and yet the best for those who sign"
    );
    let frontier = desk.json(&["frontier", "s"]);
    let solutions = frontier["solutions"].as_array().expect("theories").clone();
    let of = |theory: &str| {
        let found =
            solutions.iter().find(|one| one["theory"].as_str().is_some_and(|name| name.starts_with(theory)));
        found.expect("a theory")["packages"][0]["terms"]["plan"].clone()
    };
    assert_eq!(of("egalitarian"), "alone");
    assert_eq!(of("Nash"), "with", "45 · 44 of the two is more than 40 · 38");
}

#[test]
fn on_a_ladder_no_rung_beyond_what_was_refused_is_liked_better() {
    let stance = |party: &str, levels: &str| {
        assumed("stances", &format!("party = \"{party}\"\nissue = \"rent\"\n{levels}"))
    };
    let below = [
        issue("rent", "kind = \"ladder\"\n", &["r0", "r2", "r4", "r6", "r8"]),
        stance("host", "propose = [\"r8\"]\noppose = [\"r2\"]"),
        stance("guest", "propose = [\"r0\"]\noppose = [\"r4\", \"r2\"]"),
        no_deal("host", "[40, 50]"),
        no_deal("guest", "[42, 48]"),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["host", "guest"], &below));
    assert_has(
        &desk.answers(&["brief", "s"]),
        &["No deal at central values, whether silence means no or yes"],
    );
    assert_has(&desk.answers(&["ground", "s"]), &["GUEST on r6", "no better than r4", "HOST on r0"]);
    let free = case(["host", "guest"], &below).replace("kind = \"ladder\"\n", "");
    assert_has(&Desk::new().with("s/case.toml", free).answers(&["brief", "s"]), &["Not known"]);
}

#[test]
fn reasons_cover_every_draw_without_a_deal() {
    let below = [
        issue("site", "", &["east", "mid", "west"]),
        values("a", "site", "east = 80, mid = 55, west = 15"),
        values("b", "site", "east = 15, mid = 55, west = 80"),
        no_deal("a", "[0, 100]"),
        no_deal("b", "[0, 100]"),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    let why = desk.answers(&["why", "s"]);
    assert_has(
        &why,
        &[
            "B will not accept less than no deal",
            "A will not accept less than no deal",
            "A's value of no deal: 0 to 100 alone is enough",
            "B's value of no deal: 0 to 100 alone is enough",
            "explains all of these",
        ],
    );
    // By hand a deal is there in 0.55² + 2 · 0.25 · 0.15 = 0.3775 of all.
    let share = desk.json(&["brief", "s"])["verdict"]["share"]["share"].as_f64().expect("a share");
    assert!((share - 0.3775).abs() < 0.06, "{share}");
}

#[test]
fn options_after_the_sixty_fourth_count() {
    let rungs: String = (0..90).map(|rung| format!("Price,option:{rung},{rung},{}\n", 89 - rung)).collect();
    let desk = Desk::new().with("t.csv", format!("issue,option,A,B\n,reservation,70,12\n{rungs}"));
    desk.answers(&["convert", "t.csv", "case", "--to", "case"]);
    for path in ["t.csv", "case"] {
        assert_eq!(desk.counted(path), (8, 90), "70 to 77");
    }
    assert_has(&desk.answers(&["brief", "case"]), &["A deal exists: for all values"]);
    // A rule that excludes the whole zone leaves nothing, and a red line within it one less.
    let text = desk.read("case/case.toml");
    let line = assumed("stances", "party = \"b\"\nissue = \"price\"\nred_line = [\"72\"]");
    let desk = desk.with("less/case.toml", format!("{text}\n{line}"));
    assert_eq!(desk.counted("less"), (7, 89));
}

#[test]
fn an_approval_at_home_is_named_on_every_page_of_a_verdict() {
    let below = [
        issue("wage", "", &["up", "same"]),
        values("a", "wage", "up = 80, same = 20"),
        values("b", "wage", "up = [30, 60], same = 70"),
        no_deal("a", "[10, 40]"),
        no_deal("b", "[25, 50]"),
        "[ratifiers.synod]\nname = \"the synod\"\nparty = \"a\"\nbasis = \"assumed\"\nowner = \"the tester\"\n\n".to_owned(),
        "[levers.walk]\nname = \"a walk\"\nowner = \"a\"\nkind = \"pressure\"\nmoves_no_deal = { b = -10 }\n\
         basis = \"assumed\"\neffects_owner = \"the tester\"\n"
            .to_owned(),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    for command in
        ["brief", "why", "openers", "stability", "levers", "robust", "learn", "frontier", "deadline"]
    {
        assert_has(&desk.answers(&[command, "s"]), &["the synod"]);
    }
}

/// What the two notes of [`later`] say.
const SOURCES: &str = "[sources.early]\npublisher = \"a clerk\"\ndate = 2031-05-01\ngrade = \"B2\"\n\n\
                       [sources.late]\npublisher = \"a clerk\"\ndate = 2031-06-01\ngrade = \"B2\"\n\n";

#[test]
fn what_hangs_on_what_is_known_later_is_told_as_missing() {
    let below = [
        SOURCES,
        "[people.ada]\nname = \"Ada\"\ncite = \"late\"\n\n[tracks.main]\nname = \"main\"\nparties = [\"a\", \"b\"]\ncite = \"late\"\n\n",
        "[tracks.side]\nname = \"side\"\nparties = [\"a\", \"b\"]\ncite = \"early\"\n\n",
        "[meetings.one]\nname = \"One\"\ntrack = \"main\"\nwhen = 2031-05-01\ncite = \"early\"\n\n",
        "[meetings.two]\nname = \"Two\"\ntrack = \"side\"\nwhen = 2031-05-01\nhost = \"ada\"\ncite = \"early\"\n\n",
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    let missing = ["1 meeting is not seen: its track is known only from 2031-06-01"];
    let in_part = ["1 meeting is seen in part: its person is known only from 2031-06-01"];
    for command in ["talks", "brief", "list"] {
        let said = desk.answers(&[command, "s"]);
        assert_has(&said, &missing);
        assert_has(&said, &in_part);
    }
    let check = desk.answers(&["check", "s"]);
    assert_has(
        &check,
        &["hangs-on-later", "no answer sees it on that day", "answers see it without the person"],
    );
    assert_lacks(&desk.answers(&["talks", "s", "--as-of", "2031-06-01"]), &["not seen", "in part"]);
}

#[test]
fn what_contradicts_itself_on_another_day_is_told_on_that_day() {
    let stance = |keys: &str| format!("[[stances]]\nparty = \"a\"\nissue = \"site\"\n{keys}\n\n");
    let below = [
        SOURCES,
        &issue("site", "", &["east", "west"]),
        &stance("order = [\"east\", \"west\"]\ncite = \"early\""),
        &stance("values = { east = 10, west = 90 }\ncite = \"early\""),
        &stance("values = { east = 90, west = 10 }\ncite = \"late\""),
    ]
    .concat();
    let text = case(["a", "b"], &below).replace("as_of = 2031-05-02", "as_of = 2031-06-02");
    let desk = Desk::new().with("s/case.toml", text);
    assert_lacks(&desk.answers(&["brief", "s"]), &["contradicts"]);
    let then = desk.answers(&["brief", "s", "--as-of", "2031-05-02"]);
    assert_has(&then, &["the order of `a` on `site` contradicts what else is said, so it does not count"]);
}

#[test]
fn a_meeting_without_a_list_of_delegations_misses_nobody() {
    let below = [
        SOURCES,
        &issue("site", "", &["east", "west"]),
        &values("a", "site", "east = 90, west = 10"),
        "[tracks.main]\nname = \"main\"\nparties = [\"a\", \"b\"]\ncite = \"early\"\n\n",
        "[meetings.one]\nname = \"One\"\ntrack = \"main\"\nwhen = 2031-05-01\ncite = \"early\"\n\n",
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    let brief = desk.answers(&["brief", "s"]);
    assert_has(&brief, &["who comes is not said"]);
    assert_lacks(&brief, &["missing", "without A", "0 of 2 who"]);
}

#[test]
fn a_council_of_thirteen_is_told_who_would_withdraw() {
    let names: Vec<_> = (1..=13).map(|number| format!("p{number}")).collect();
    let consent: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let mut text = format!(
        "[case]\ntitle = \"a council\"\nas_of = 2031-05-02\ninstrument = {{ class = \"treaty\", consent = [{}] }}\n\n[parties]\n",
        consent.join(", ")
    );
    for name in &names {
        text.push_str(&format!("{name} = {{ name = \"State {name}\", role = \"principal\" }}\n"));
    }
    text.push_str(&format!("\n{}", issue("cap", "", &["yes", "no"])));
    for (number, name) in (1..).zip(&names) {
        let yes = if number == 7 { 15 } else { 70 };
        text.push_str(&values(name, "cap", &format!("yes = {yes}, no = 40")));
        text.push_str(&no_deal(name, "50"));
    }
    let desk = Desk::new().with("s/case.toml", text);
    let said = desk.answers(&["stability", "s", "--package", "cap = yes"]);
    assert_has(&said, &["Of all 13 who are asked, one would gain by withdrawing alone: P7 (35 points)"]);
    assert_has(&desk.answers(&["brief", "s"]), &["WOULD IT HOLD"]);
}

#[test]
fn a_guarantee_is_worth_the_product_of_its_middles() {
    let below = [
        issue("site", "", &["east", "west"]),
        values("a", "site", "east = 90, west = 10"),
        values("b", "site", "east = 40, west = 0"),
        no_deal("a", "30"),
        no_deal("b", "55"),
        "[guarantees.bond]\nname = \"bond\"\nbeneficiary = \"b\"\nguarantors = [\"a\"]\nobligation = [0.2, 0.8]\n\
         credibility = [0, 1]\nworth = [20, 60]\nstatus = [{ is = \"offered\", on = 2031-01-01 }]\n\
         basis = \"assumed\"\nowner = \"the tester\"\n"
            .to_owned(),
    ]
    .concat();
    let desk = Desk::new().with("s/case.toml", case(["a", "b"], &below));
    // 0.5 · 0.5 · 40 = 10 of the 15 that are missing.
    assert_has(
        &desk.answers(&["levers", "s", "--full"]),
        &["the nearest package is 5 points short for somebody"],
    );
    assert_lacks(&desk.answers(&["openers", "s"]), &["opens a deal at central values"]);
}

#[test]
fn no_number_is_worth_less_than_nothing_to_learn() {
    let desk = Desk::new();
    desk.answers(&["new", "s"]);
    let (brief, learn) = (desk.answers(&["brief", "s", "--full"]), desk.answers(&["learn", "s"]));
    assert_has(&learn, &["would not change the choice"]);
    assert_lacks(&brief, &["worth learning", "-0.", "points more of the draws"]);
}

#[test]
fn a_date_a_share_and_a_digest_that_are_written_otherwise_get_help_that_helps() {
    let desk = Desk::new();
    desk.answers(&["new", "s"]);
    let text = desk.read("s/case.toml");
    let desk = desk
        .with("date/case.toml", text.replace("as_of = 2026-03-02", "as_of = 17/11/2026"))
        .with("date/sources/notes.md", "1. a\n")
        .with("share/case.toml", text.replace("value = [20, 40]", "value = 35%"))
        .with("share/sources/notes.md", "1. a\n")
        .with("s/sources/notes.md", b"1. The Gesch\xe4ft is closed.\n".as_slice());
    for (path, help) in [("date", "2026-11-17"), ("share", "`35`"), ("s", "save the file as UTF-8")] {
        let said = desk.says(&["check", path]);
        assert_eq!(said.code, Some(1), "{path}");
        assert_has(&said.text, &[help]);
        assert_lacks(&said.text, &["\u{fffd}"]);
    }
}
