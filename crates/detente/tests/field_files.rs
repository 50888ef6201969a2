//! Scenarios of the field as people have them, through the program: what time costs, whose files are meant, what is
//! refused and how it is told.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::float_cmp,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use tempfile::TempDir;

/// The exit code, what was complained of and what was answered, spaces between words as one.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_detente")).current_dir(folder).args(arguments).output().unwrap();
    let words =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" ");
    (output.status.code(), words(&output.stderr), words(&output.stdout))
}

fn answer(folder: &Path, arguments: &[&str]) -> Value {
    let (code, told, answered) = run(folder, &[arguments, &["--json"]].concat());
    assert_eq!(code, Some(0), "{arguments:?}: {told}");
    serde_json::from_str::<Value>(&answered).unwrap()["answer"].clone()
}

#[track_caller]
fn refused(folder: &Path, arguments: &[&str], code: i32, because: &[&str]) {
    let (found, told, _) = run(folder, arguments);
    assert_eq!(found, Some(code), "{arguments:?}: {told}");
    for part in because {
        assert!(told.contains(part), "{arguments:?}: {part:?} is not in {told}");
    }
    for unsaid in ["party 0", "party 1", "Unfit", "NotListed", "panicked", "{ ", "Some("] {
        assert!(!told.contains(unsaid), "{arguments:?}: {told}");
    }
}

/// Five ways to share a cake of 80 crumbs, with rows of the table in front.
fn cake(rows: &str) -> String {
    let mut text = format!("issue,option,Ann,Bob\n{rows}");
    for share in 0..=4 {
        text += &format!("cake,option:ann {share}/4,{},{}\n", share * 20, 80 - share * 20);
    }
    text
}

fn number(value: &Value, path: [&str; 3]) -> f64 {
    let place: usize = path[1].parse().unwrap();
    value[path[0]][place][path[2]].as_f64().unwrap()
}

#[test]
fn time_costs_each_party_what_its_row_says() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("plain.csv"), cake(",reservation,10,10\n")).unwrap();
    fs::write(folder.join("slow.csv"), cake(",reservation,10,10\n,discount,0.3,1\n")).unwrap();
    let play = |file: &str, more: &[&str]| {
        answer(
            folder,
            &[&["simulate", file, "--strategies", "boulware", "--rounds", "12"][..], more].concat(),
        )
    };
    let (plain, slow) = (play("plain.csv", &[]), play("slow.csv", &[]));
    let rounds = plain["rounds"].as_f64().unwrap();
    assert_eq!(plain["course"], slow["course"], "strategies see worths without the discount");
    let left = 0.3_f64.powf(rounds / 13.0);
    let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
    for (key, expected) in [("worth", left), ("reservation", left), ("gain", left)] {
        near(number(&slow, ["parties", "0", key]), expected * number(&plain, ["parties", "0", key]));
        near(number(&slow, ["parties", "1", key]), number(&plain, ["parties", "1", key]));
    }
    // Typed, a discount takes the place of the file's: for all, or for one.
    let all = play("slow.csv", &["--discount", "0.5"]);
    let one = play("slow.csv", &["--discount", "Bob=0.5"]);
    let half = 0.5_f64.powf(rounds / 13.0);
    for (answer, [ann, bob]) in [(&all, [half, half]), (&one, [left, half])] {
        near(number(answer, ["parties", "0", "worth"]), ann * number(&plain, ["parties", "0", "worth"]));
        near(number(answer, ["parties", "1", "worth"]), bob * number(&plain, ["parties", "1", "worth"]));
    }
    refused(folder, &["simulate", "slow.csv", "--discount", "Eve=0.5"], 2, &["`Eve`", "Ann, Bob"]);
    refused(folder, &["simulate", "slow.csv", "--discount", "1.5"], 2, &["above 0 and up to 1"]);
    // Tournaments and sweeps count the same.
    let means = |answer: &Value| {
        ["gain", "welfare", "nash"].map(|key| answer["standings"][0][key]["mean"].as_f64().unwrap())
    };
    let tournament = |file: &str, more: &[&str]| {
        let typed = ["tournament", file, "--strategies", "boulware", "--rounds", "12"];
        means(&answer(folder, &[&typed[..], more].concat()))
    };
    let (plain, slow) = (tournament("plain.csv", &[]), tournament("slow.csv", &[]));
    near(slow[0], plain[0] * (left + 1.0) / 2.0);
    near(slow[1], plain[1] * (left + 1.0) / 2.0);
    near(slow[2], plain[2] * left);
    assert_eq!(tournament("slow.csv", &["--discount", "1"]), plain);
    fs::write(
        folder.join("plan.toml"),
        "scenarios = [{ path = \"plain.csv\", discount = { Ann = 0.3 } }]\nstrategies = [\"boulware\"]\nrounds = [12]\n",
    )
    .unwrap();
    let swept = run(folder, &["sweep", "plan.toml", "--out", "all.csv", "--json"]);
    assert_eq!(swept.0, Some(0), "{}", swept.1);
    let swept: Value = serde_json::from_str(&swept.2).unwrap();
    near(swept["strategies"][0]["gain"].as_f64().unwrap(), slow[0]);
}

const PORT: &str = "type: DiscreteCartesianOutcomeSpace\nname: port\nissues:\n- {type: CategoricalIssue, name: berth, values: [north, south]}\n- {type: CategoricalIssue, name: hours, values: [day, night]}\n";

fn shipper(reserved: &str, weights: [f64; 2], first: [f64; 2]) -> String {
    format!(
        "type: LinearAdditiveUtilityFunction\nreserved_value: {reserved}\nweights: [{}, {}]\nvalues:\n\
         - {{type: TableFun, mapping: {{north: {}, south: {}}}}}\n- {{type: TableFun, mapping: {{day: 1.0, night: 0.25}}}}\n",
        weights[0], weights[1], first[0], first[1]
    )
}

fn port(folder: &Path, name: &str, reserved: &str) {
    let folder = folder.join(name);
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("port.yml"), PORT).unwrap();
    fs::write(folder.join("line.yml"), shipper(reserved, [0.7, 0.3], [1.0, 0.5])).unwrap();
    fs::write(folder.join("rail.yml"), shipper("0.2", [0.5, 0.5], [0.25, 1.0])).unwrap();
}

#[test]
fn infinite_no_deal_values_count_alike_everywhere() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    port(folder, "never", ".inf");
    port(folder, "always", "-.inf");
    port(folder, "nothing", ".nan");
    let admitted = |name: &str| run(folder, &["frontier", name]).2;
    assert!(!admitted("never").contains("Nash"), "{}", admitted("never"));
    assert!(admitted("always").contains("Nash"));
    refused(folder, &["frontier", "nothing"], 1, &["line.yml", "reserved_value", "expected a number"]);
    let (_, told, _) = run(folder, &["simulate", "never"]);
    assert!(told.contains("accepts-nothing"), "{told}");
    let never = answer(folder, &["simulate", "never", "--rounds", "5"]);
    assert!(never["agreement"].is_null());
    assert_eq!(number(&never, ["parties", "0", "gain"]), 0.0);
    // Without a no-deal value gains count from the worst package, in one negotiation as in many.
    let one = answer(folder, &["simulate", "always", "--strategies", "conceder", "--rounds", "20"]);
    let many = answer(folder, &["tournament", "always", "--strategies", "conceder", "--rounds", "20"]);
    let gains = [0, 1].map(|place| number(&one, ["parties", if place == 0 { "0" } else { "1" }, "gain"]));
    assert!(gains[0] > 0.0, "{one}");
    let mean = many["standings"][0]["gain"]["mean"].as_f64().unwrap();
    assert!((f64::midpoint(gains[0], gains[1]) - mean).abs() < 1e-9, "{gains:?} {mean}");
}

#[test]
fn the_files_of_a_scenario_are_chosen_by_name() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    port(folder, "pool", "0.1");
    let pool = folder.join("pool");
    for place in 0..17_u8 {
        let weight = f64::from(place) / 20.0;
        fs::write(pool.join(format!("truck{place}.yml")), shipper("0", [weight, 1.0 - weight], [0.25, 1.0]))
            .unwrap();
    }
    // What systems leave behind is no profile.
    fs::write(pool.join("._line.yml"), "\u{0}\u{1}Mac OS X").unwrap();
    fs::write(pool.join(".hidden.yml"), "type: [").unwrap();
    fs::write(pool.join("~$line.yml"), "open in an office").unwrap();
    fs::create_dir(pool.join("old.yml")).unwrap();
    let parties = |arguments: &[&str]| -> Vec<String> {
        let answer = answer(folder, &[arguments, &["--rounds", "3"]].concat());
        answer["parties"]
            .as_array()
            .unwrap()
            .iter()
            .map(|party| party["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(parties(&["simulate", "pool", "--profiles", "truck3,line"]), ["truck3", "line"]);
    let domain = ["simulate", "--domain", "pool/port.yml", "--profiles", "rail,pool/truck0.yml"];
    assert_eq!(parties(&domain), ["rail", "truck0"]);
    let (code, told, answered) = run(folder, &["frontier", "pool/port.yml", "--profiles", "line,rail"]);
    assert_eq!((code, answered.contains("No deal is worth line")), (Some(0), true), "{told}");
    refused(
        folder,
        &["frontier", "pool/port.yml"],
        2,
        &["a domain without profiles", "--profiles line,rail", "truck16"],
    );
    refused(folder, &["simulate", "pool", "--profiles", "line,tram"], 2, &["no profile `tram`", "truck0"]);
    refused(folder, &["simulate", "pool", "--profiles", "line,line"], 2, &["named twice"]);
    refused(folder, &["frontier", "nowhere", "--profiles", "a"], 2, &["nowhere"]);
    refused(folder, &["convert", "nowhere", "made", "--to", "csv"], 2, &["nowhere"]);
    refused(folder, &["tournament", "nowhere"], 2, &["`nowhere` does not exist"]);
    for place in 17..70_u8 {
        fs::write(pool.join(format!("truck{place}.yml")), shipper("0", [0.5, 0.5], [0.25, 1.0])).unwrap();
    }
    refused(folder, &["frontier", "pool"], 2, &["72 profiles", "--profiles"]);
}

#[test]
fn scenarios_of_one_name_are_told_apart_in_every_row() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for (name, reserved) in [("east", "0.1"), ("west", "0.3")] {
        fs::create_dir(folder.join(name)).unwrap();
        port(&folder.join(name), "port", reserved);
    }
    let typed = [
        "tournament",
        "east/port",
        "west/port",
        "--strategies",
        "linear",
        "--rounds",
        "5",
        "--out",
        "rows.csv",
    ];
    let names = answer(folder, &typed)["scenarios"].as_array().unwrap().clone();
    let text = fs::read_to_string(folder.join("rows.csv")).unwrap();
    assert_ne!(names[0], names[1]);
    for name in &names {
        let name = name.as_str().unwrap();
        assert!(name.starts_with("port (port, ") && text.contains(&format!("\"{name}\"")), "{name}");
    }
    refused(folder, &["tournament", "east/port", "east/port"], 2, &["the same scenario"]);
    refused(
        folder,
        &["tournament", "east/port", "--strategies", "linear,random,linear"],
        2,
        &["names linear twice"],
    );
}

#[test]
fn a_range_of_numbers_is_taken_in_steps_or_refused() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let there = folder.join("rent");
    fs::create_dir(&there).unwrap();
    fs::write(there.join("rent.yml"), "type: CartesianOutcomeSpace\nname: rent\nissues:\n- {type: ContinuousIssue, name: rent, values: [400.0, 600.0]}\n").unwrap();
    for (name, slope, bias) in [("landlord", 0.005, -2.0), ("tenant", -0.005, 3.0)] {
        let text = format!(
            "type: LinearAdditiveUtilityFunction\nreserved_value: 0.1\nvalues:\n- {{type: AffineFun, slope: {slope}, bias: {bias}}}\n"
        );
        fs::write(there.join(format!("{name}.yml")), text).unwrap();
    }
    for command in [
        &["frontier", "rent"][..],
        &["simulate", "rent"],
        &["tournament", "rent"],
        &["convert", "rent", "made", "--to", "csv"],
        &["convert", "rent", "made", "--to", "case"],
    ] {
        refused(folder, command, 2, &["rent takes any number from 400 to 600", "--steps 20"]);
    }
    assert!(!folder.join("made").exists());
    let (code, told, answered) = run(folder, &["frontier", "rent", "--steps", "8"]);
    assert_eq!(
        (code, answered.contains("7 packages are efficient among 9")),
        (Some(0), true),
        "{told} {answered}"
    );
    assert_eq!(
        answer(folder, &["simulate", "rent", "--steps", "8", "--strategies", "conceder"])["ended"],
        "agreed"
    );
    let (code, told, _) = run(folder, &["convert", "rent", "made", "--to", "csv", "--steps", "4"]);
    assert_eq!(code, Some(0), "{told}");
    let table = fs::read_to_string(folder.join("made/rent.csv")).unwrap();
    assert!(
        ["400", "450", "500", "550", "600"].iter().all(|rent| table.contains(&format!("option:{rent},"))),
        "{table}"
    );
}

#[test]
fn rewards_for_ranges_are_converted_to_no_folder_without_parties() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let there = folder.join("dam");
    fs::create_dir(&there).unwrap();
    let issue = r#"<issue index="1" name="height" type="integer" lowerbound="0" upperbound="9"/>"#;
    fs::write(there.join("dam.xml"), format!("<negotiation_template><utility_space><objective>{issue}</objective></utility_space></negotiation_template>")).unwrap();
    for (name, reach) in [("upstream", "2"), ("downstream", "7")] {
        let text = format!(
            r#"<utility_space><objective>{issue}<utility maxutility="9"><ufun type="PlainUfun" weight="1" aggregation="sum"><hyperRectangle utility="5"><INCLUDES index="1" min="{reach}" max="9"/></hyperRectangle></ufun></utility></objective></utility_space>"#
        );
        fs::write(there.join(format!("{name}.xml")), text).unwrap();
    }
    for target in ["negmas", "geniusweb", "csv", "xlsx", "case"] {
        refused(
            folder,
            &["convert", "dam", "made", "--to", target],
            2,
            &["downstream", "several issues at once"],
        );
        assert!(!folder.join("made").exists(), "{target}");
    }
    assert_eq!(run(folder, &["convert", "dam", "made", "--to", "genius"]).0, Some(0));
}

#[test]
fn a_sweep_is_counted_before_it_begins() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("cake.csv"), cake("")).unwrap();
    let plan = |text: &str| {
        fs::write(folder.join("plan.toml"), format!("scenarios = [\"cake.csv\"]\n{text}")).unwrap();
    };
    let rounds: Vec<String> = (1..300).map(|rounds| rounds.to_string()).collect();
    plan(&format!("strategies = [\"random\"]\nrounds = [{}]\nrepetitions = 4294967295\n", rounds.join(", ")));
    refused(folder, &["sweep", "plan.toml", "--out", "x.parquet"], 2, &["one file takes", "blocks"]);
    let many: Vec<String> = (1..2_000).map(|n| n.to_string()).collect();
    let parts: Vec<String> = (1..2_000).map(|n| format!("0.{n:04}")).collect();
    plan(&format!(
        "strategies = [\"random\"]\nrounds = [{}]\ndiscounts = [{}]\n",
        many.join(", "),
        parts.join(", ")
    ));
    refused(folder, &["sweep", "plan.toml", "--out", "x.parquet"], 2, &["kinds of rules", "several plans"]);
    assert!(!folder.join("x.parquet").exists());
    plan("strategies = [\"random\", \"linear\"]\nrepetitions = 2\n");
    let (code, told, answered) = run(folder, &["sweep", "plan.toml", "--block", "1/2", "--out", "half.csv"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        answered.contains("read_csv(\"half.csv\")") && answered.contains("cannot be merged"),
        "{answered}"
    );
    refused(
        folder,
        &["sweep", "merge", "half.csv", "--out", "x.parquet"],
        2,
        &["half.csv is CSV", "Parquet"],
    );
}

#[test]
fn a_verdict_that_a_format_cannot_hold_is_lost_only_if_that_is_said() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("dear.csv"), cake(",reservation,85,20\n")).unwrap();
    let typed = ["convert", "dear.csv", "made", "--to", "geniusweb"];
    refused(folder, &typed, 2, &["Ann: packages such as (cake = ann 0/4)", "nothing was written", "--lossy"]);
    assert!(!folder.join("made").exists());
    let (code, told, answered) = run(folder, &[&typed[..], &["--lossy"]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(answered.contains("verdict lost: Ann: packages such as (cake = ann 0/4)"), "{answered}");
    for to in ["genius", "negmas", "csv", "xlsx"] {
        let (code, told, answered) = run(folder, &["convert", "dear.csv", to, "--to", to]);
        assert_eq!(code, Some(0), "{told}");
        assert!(!answered.contains("verdict lost"), "{answered}");
    }
}
