//! One form for each thing in JSON: a package is an object of terms, a number is a number, a pair has names.

use std::{collections::BTreeMap, fs, path::PathBuf};

use detente_agreement::Plan;
use detente_case::{CaseFiles, View};
use detente_outcomes::Space;
use detente_simulation::{
    protocol::{Event, Rules},
    run::Transcript,
    strategy::Kind,
};
use schemars::{Schema, schema_for};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{packages, replay, simulate, sweep, tournament};
use crate::{
    answer::{Envelope, Refusal, RefusalKind, Refused, SchemaVersion},
    ask::{Asked, Group},
    options::Options,
    provenance::Provenance,
    question::Question,
    registry::{self, QUESTIONS},
    watch::Watch,
};

/// Every case of the catalogue.
const CASES: [&str; 9] = [
    "camp-david-1978",
    "elmira-1991",
    "kigali-2016",
    "london-2025",
    "pay-by-rank",
    "peace-simulator",
    "rail-pay-2023",
    "two-party-sale",
    "valley-line",
];
/// Under these keys stands a package, whole or in part.
const PACKAGES: [&str; 8] =
    ["terms", "package", "agreement", "settles", "the_same", "needs_its_act", "crosses", "text"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn question(name: &str, draws: u32) -> Question {
    let folder = root().join("cases").join(name);
    let text = fs::read_to_string(folder.join("case.toml")).expect("the catalogue has the case");
    let sources = fs::read_dir(folder.join("sources")).into_iter().flatten().filter_map(Result::ok);
    let digest = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).ok()?;
        Some((format!("sources/{}", entry.file_name().to_string_lossy()), text))
    };
    let digests: BTreeMap<_, _> = sources.filter_map(digest).collect();
    let files = CaseFiles::new("case.toml", text.as_bytes(), digests);
    let whole = detente_case::read(&files).case;
    let asked = |view| {
        Question::about(files.clone(), whole.clone(), view, None, Plan { draws, seed: 1 }, "case.toml")
    };
    let second = asked(View { min_grade: "B2".parse().ok(), ..View::default() });
    let mut question = asked(View::default());
    question.second = Some(Box::new(second));
    question
}

/// The value, and that no key stands twice: a reader would see only one of them.
fn valued(command: &str, written: &str) -> Value {
    let value: Value = serde_json::from_str(written).expect("answers are JSON");
    let read = serde_json::to_string_pretty(&value).expect("JSON");
    assert_eq!(written.trim_end().len(), read.len(), "{command}: a key stands twice in an object");
    value
}

fn valued_answer(command: &str, answer: &impl Serialize) -> Value {
    valued(command, &serde_json::to_string_pretty(answer).expect("answers are JSON"))
}

/// Every question of the registry but for those about a conflict, whose states have forms of their own.
fn asked_of_packages() -> impl Iterator<Item = &'static Asked> {
    QUESTIONS.iter().copied().filter(|asked| asked.group != Group::Stability)
}

/// What each command prints.
fn answers(question: &Question) -> Vec<(&'static str, Value)> {
    let mut answers = Vec::new();
    for asked in asked_of_packages() {
        let ids = question.whole.issues.keys().map(detente_case::IssueId::as_str);
        let options = match asked.name {
            "show" => ids.chain(["ua", "npr#13"]).map(|id| vec![("id", id)]).collect(),
            "talking-points" => {
                question.case.parties.keys().take(2).map(|id| vec![("party", id.as_str())]).collect()
            }
            "frontier" => vec![Vec::new(), vec![("without-floors", "")]],
            _ => vec![Vec::new()],
        };
        for given in options {
            let options = Options::read(asked.options, given).expect("options that are known");
            if let Ok(answer) = asked.ask(question, &options, Watch::nobody()) {
                let written = answer.json(asked.name, question).expect("answers are JSON");
                answers.push((asked.name, valued(asked.name, &written)["answer"].clone()));
            }
        }
    }
    if let Ok(space) = packages::space(question) {
        answers.extend(played(&space));
    }
    answers
}

/// One negotiation between strategies, and a transcript of it that says something else.
fn played(space: &Space) -> Vec<(&'static str, Value)> {
    let Ok(listed) = space.list() else { return Vec::new() };
    let kinds = vec![Kind::Boulware; listed.parties.len()];
    let rules = Rules::StackedOffers { rounds: 100, discount: None };
    let mut transcript = Transcript::of(&listed.worth, rules, &kinds, 1, 0);
    let played = simulate::answer(&listed, &transcript);
    if let Some(Event::Offer { package, .. }) = transcript.events.first_mut() {
        *package = (*package + 1) % listed.worth.packages();
    }
    let replayed = replay::answer(&listed, &transcript, transcript.replayed(&listed.worth));
    vec![("simulate", valued_answer("simulate", &played)), ("replay", valued_answer("replay", &replayed))]
}

/// A walk through an answer, and what in it has not its form.
struct Walk<'q> {
    question: &'q Question,
    command: &'static str,
    wrong: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(object) => {
                for (key, value) in object {
                    let path = format!("{path}/{key}");
                    match value {
                        Value::Object(terms) if self.is_package(key) => self.package(&path, terms),
                        Value::Null | Value::Object(_) => self.value(&path, value),
                        // `text` is also a sentence.
                        _ if PACKAGES.contains(&key.as_str()) && key != "text" => {
                            self.wrong.push(format!("{} {path}: {value}", self.command));
                        }
                        _ => self.value(&path, value),
                    }
                }
            }
            Value::Array(values) => {
                for (place, value) in values.iter().enumerate() {
                    self.value(&format!("{path}/{place}"), value);
                }
            }
            Value::String(text) if !is_for_readers(path) && (is_term(text) || is_number(text)) => {
                self.wrong.push(format!("{} {path}: {text}", self.command));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// In `roles` the share of worlds with an agreement has the name that a package has elsewhere.
    fn is_package(&self, key: &str) -> bool {
        PACKAGES.contains(&key) && !(self.command == "roles" && key == "agreement")
    }

    /// Issues of the case, each settled by an option of it or open among several.
    fn package(&mut self, path: &str, terms: &Map<String, Value>) {
        for (issue, settled) in terms {
            let options = self.question.whole.issues.get(issue.as_str()).map(|issue| &issue.options);
            let known = |option: &Value| {
                option.as_str().is_some_and(|option| options.is_some_and(|all| all.contains_key(option)))
            };
            let holds = match settled {
                Value::Array(several) => several.len() != 1 && several.iter().all(known),
                one => known(one),
            };
            if !holds {
                self.wrong.push(format!("{} {path}/{issue}: {settled}", self.command));
            }
        }
    }
}

/// Names that the case gives, lines of the file as they are, and questions in words.
fn is_for_readers(path: &str) -> bool {
    ["name", "title", "short", "says", "text", "verdict", "zero", "hundred"]
        .iter()
        .any(|key| path.ends_with(&format!("/{key}")))
}

/// `issue = option`, or several such.
fn is_term(text: &str) -> bool {
    let name = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    text.split_once(" = ").is_some_and(|(issue, option)| {
        name(issue) && name(option.split([' ', ',']).next().unwrap_or_default())
    })
}

/// `12.5`, `+3`, `55 to 85` or `40%`.
fn is_number(text: &str) -> bool {
    let text = text.strip_suffix('%').unwrap_or(text);
    let (low, high) = text.split_once(" to ").unwrap_or((text, "0"));
    [low, high].iter().all(|part| !part.is_empty() && part.trim_start_matches('+').parse::<f64>().is_ok())
}

#[test]
fn every_answer_about_every_case_has_one_form_for_each_thing() {
    let mut wrong = Vec::new();
    for name in CASES {
        let question = question(name, 4);
        for (command, answer) in answers(&question) {
            let mut walk = Walk { question: &question, command, wrong: Vec::new() };
            walk.value("", &answer);
            wrong.extend(walk.wrong.into_iter().map(|told| format!("{name}: {told}")));
        }
    }
    assert!(wrong.is_empty(), "{} values are in no form of docs/json.md:\n{}", wrong.len(), wrong.join("\n"));
}

/// The schemas of what is printed, but for those about a conflict.
fn schemas() -> Vec<(&'static str, Schema)> {
    let mut schemas: Vec<_> = asked_of_packages().map(|asked| (asked.name, asked.schema.schema())).collect();
    schemas.extend([
        ("refusal", schema_for!(Refused)),
        ("replay", schema_for!(Envelope<replay::Replay>)),
        ("simulate", schema_for!(Envelope<simulate::Simulate>)),
        ("sweep", schema_for!(sweep::Sweep)),
        ("tournament", schema_for!(Envelope<tournament::Tournament>)),
    ]);
    schemas
}

/// Whether a schema allows a bare string, or a list of them.
fn may_be_text(schema: &Value) -> bool {
    let of_type = |kind: &Value| kind == "string" || kind == "array";
    match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(of_type),
        kind => of_type(kind),
    }
}

fn walk_schema(path: &str, schema: &Value, wrong: &mut Vec<String>) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("prefixItems") || object.contains_key("minItems") {
                wrong.push(format!("{path}: a list whose places have a meaning has no names"));
            }
            for (name, property) in object.get("properties").and_then(Value::as_object).into_iter().flatten()
            {
                if PACKAGES.contains(&name.as_str()) && name != "text" && may_be_text(property) {
                    wrong.push(format!("{path}/{name}: a package is no text"));
                }
            }
            for (key, value) in object {
                walk_schema(&format!("{path}/{key}"), value, wrong);
            }
        }
        Value::Array(values) => {
            for value in values {
                walk_schema(path, value, wrong);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn no_schema_lets_a_package_be_text_or_a_pair_be_without_names() {
    let mut wrong = Vec::new();
    for (command, schema) in schemas() {
        let schema = serde_json::to_value(schema).expect("a schema is JSON");
        assert_eq!(schema["properties"]["schema"]["$ref"], "#/$defs/SchemaVersion", "{command}");
        walk_schema(command, &schema, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `docs/json.md` shows one example a form: the text before each says of which command and where in its answer.
#[test]
fn the_documentation_shows_what_is_printed() {
    let page = fs::read_to_string(root().join("docs/json.md")).expect("the documentation is there");
    let question = question("london-2025", 1000);
    let mut answers: BTreeMap<&str, Value> = BTreeMap::new();
    for (command, given) in [("brief", vec![]), ("why", vec![]), ("frontier", vec![("without-floors", "")])] {
        let asked = registry::question(command).expect("a question");
        let options = Options::read(asked.options, given).expect("options that are known");
        let answer = asked.ask(&question, &options, Watch::nobody()).expect("an answer");
        let written = answer.json(command, &question).expect("JSON");
        answers.insert(command, valued(command, &written)["answer"].clone());
    }
    let (mut shown, mut wrong) = (0, Vec::new());
    for part in page.split("<!-- ").skip(1) {
        let (place, rest) = part.split_once(" -->").expect("a comment ends");
        let (_, block) = rest.split_once("```json\n").expect("an example follows");
        let (block, _) = block.split_once("```").expect("an example ends");
        let example: Value = serde_json::from_str(block).expect("an example is JSON");
        let (command, pointer) = place.split_once(' ').expect("a command and a place");
        let printed = match command {
            "envelope" => envelope(&question),
            "refusal" => refusal(),
            command => {
                answers.get(command).and_then(|answer| answer.pointer(pointer)).cloned().unwrap_or_default()
            }
        };
        if example != printed {
            wrong.push(format!("<!-- {place} --> prints\n{printed:#}"));
        }
        shown += 1;
    }
    assert!(wrong.is_empty(), "docs/json.md is out of date:\n{}", wrong.join("\n"));
    assert!(shown >= 8, "{shown} examples");
}

/// An envelope, but for what changes with every edit of the case.
fn envelope(question: &Question) -> Value {
    let mut value =
        valued_answer("why", &Envelope::new("why", Provenance::of(question), Map::<String, Value>::new()));
    for changing in ["detente", "case_hash"] {
        value["provenance"][changing] = Value::from("…");
    }
    value
}

fn refusal() -> Value {
    let refusal = Refusal {
        kind: RefusalKind::Usage,
        message: "there is no party `uk`".to_owned(),
        help: vec!["did you mean `gb`?".to_owned()],
        problems: Vec::new(),
    };
    valued_answer("show", &Refused { schema: SchemaVersion, command: "show".to_owned(), refusal })
}

/// `best` is a package also where there is no deal: beside it stands whether it is one.
#[test]
fn a_best_package_says_whether_it_is_a_deal() {
    let mut seen = std::collections::BTreeSet::new();
    for name in CASES {
        let verdict = serde_json::to_value(question(name, 4).verdict()).expect("a verdict is JSON");
        let answer = &verdict["answer"];
        let unsaid = &verdict["unsaid"];
        let hangs = unsaid["deal_if_no"] == false && unsaid["deal_if_yes"] == true;
        let exists = answer["is"] == "certain" || (answer["central"] == true && !hangs);
        assert_eq!(verdict["best_is_deal"], exists && !verdict["best"].is_null(), "{name}: {answer}");
        seen.insert((exists, verdict["best"].is_null()));
    }
    assert!(seen.contains(&(true, false)) && seen.contains(&(false, false)), "{seen:?}");
}

/// Who acts, under the keys that name somebody in answers about a conflict.
fn players<'v>(path: &str, value: &'v Value, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                let path = format!("{path}/{key}");
                let names = match key.as_str() {
                    "player"
                    | "players"
                    | "silent"
                    | "leaving"
                    | "owners"
                    | "crosses_red_lines_of"
                    | "least" => true,
                    "owner" => path.contains("/courses/"),
                    "members" => path.contains("/players/"),
                    _ => false,
                };
                match value {
                    Value::String(_) if names => found.push((path, value)),
                    Value::Array(all) if names && all.iter().all(Value::is_string) => {
                        found.extend(all.iter().map(|one| (path.clone(), one)));
                    }
                    _ => players(&path, value, found),
                }
            }
        }
        Value::Array(all) => {
            all.iter().enumerate().for_each(|(place, one)| players(&format!("{path}/{place}"), one, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn whoever_acts_in_a_conflict_stands_by_the_name_in_the_file() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for name in CASES {
        let question = question(name, 4);
        let of_conflicts =
            QUESTIONS.iter().filter(|asked| asked.group == Group::Stability || asked.name == "brief");
        for asked in of_conflicts {
            let given = if asked.name == "stability" { vec![("coalitions", "")] } else { Vec::new() };
            let options = Options::read(asked.options, given).expect("options that are known");
            let Ok(answer) = asked.ask(&question, &options, Watch::nobody()) else { continue };
            let written = valued(asked.name, &answer.json(asked.name, &question).expect("JSON"));
            let mut found = Vec::new();
            players("", &written["answer"], &mut found);
            seen += found.len();
            let known =
                |id: &str| question.whole.parties.contains_key(id) || question.whole.blocs.contains_key(id);
            let unknown = found.into_iter().filter(|(_, who)| !who.as_str().is_some_and(known));
            wrong.extend(unknown.map(|(path, who)| format!("{name}, {}: {path}: {who}", asked.name)));
        }
    }
    assert!(wrong.is_empty(), "no party or bloc of the case:\n{}", wrong.join("\n"));
    assert!(seen > 50, "{seen} names");
}
