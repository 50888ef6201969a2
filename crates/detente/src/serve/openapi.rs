//! What can be asked, described for other programs (`OpenAPI` 3.1).

use serde_json::{Map, Value, json};

use detente_answers::{answers::brief, ask::Asked, registry::QUESTIONS};

use super::{asked::options, reply::JSON};
use crate::schemas::schema;

/// What may come instead of an answer.
const REFUSALS: [(&str, &str); 15] = [
    ("400", "the request has a mistake"),
    ("401", "the token is missing"),
    ("403", "the request comes from another site, or the server may not write files"),
    ("404", "there is no such case or question, or the case is gone"),
    ("408", "the head of the request was not finished in time"),
    ("409", "a what-if of that name is there already, or too many are"),
    ("412", "the case was changed since the revision that was seen"),
    ("413", "the request has a body that is not JSON to be written, or too large a one"),
    ("414", "the address is too long"),
    ("415", "what is to be written is not sent as JSON"),
    ("422", "the case has errors, or would have some"),
    ("428", "no revision is named that was seen"),
    ("500", "a file cannot be read or written"),
    ("503", "the server is busy"),
    ("504", "the answer takes too long"),
];

/// An address: what it is, what it takes and what it gives.
struct Address {
    path: String,
    method: &'static str,
    summary: String,
    parameters: Vec<Value>,
    kind: &'static str,
    schema: Value,
}

/// The description of every address.
pub(super) fn description() -> Value {
    let mut paths = Map::new();
    for address in fixed().into_iter().chain(of_commands()) {
        let of = paths.entry(address.path.clone()).or_insert_with(|| json!({}));
        of[address.method] = operation(&address);
    }
    let says = "Every answer is the one that the command of the same name prints with --json.";
    json!({
        "openapi": "3.1.0",
        "info": { "title": "détente", "version": env!("CARGO_PKG_VERSION"), "description": says },
        "paths": paths,
        "components": { "schemas": schemas() },
    })
}

fn operation(address: &Address) -> Value {
    let Address { path, method, summary, parameters, kind, schema } = address;
    let refusal = json!({ JSON: { "schema": { "$ref": "#/components/schemas/refusal" } } });
    let refused = REFUSALS.map(|(code, says)| (code, json!({ "description": says, "content": refusal })));
    let success = if path.ends_with("{name}")
        || path.ends_with("/texts")
        || path == "/api/cases" && *method == "post"
    {
        "201"
    } else {
        "200"
    };
    let given = json!({ "description": summary, "content": { *kind: { "schema": schema } } });
    let responses = refused.into_iter().chain([(success, given)]);
    let responses: Map<String, Value> = responses.map(|(code, says)| (code.to_owned(), says)).collect();
    json!({ "summary": summary, "parameters": parameters, "responses": responses })
}

/// The addresses that are not questions.
fn fixed() -> Vec<Address> {
    let get = |path: &str, summary: &str, parameters, kind, schema| Address {
        path: path.to_owned(),
        method: "get",
        summary: summary.to_owned(),
        parameters,
        kind,
        schema,
    };
    let listed = object(&json!({
        "cases": { "type": "array", "items": { "type": "string" } },
        "edit": { "type": "boolean", "description": "whether the page may write" },
        "templates": { "description": "what a new case can begin with; null where the page makes none" },
    }));
    let changed = "Events `changed` with the name of a case whose files changed";
    let supposed = "What the view supposes, as a file for --what-if";
    let of_view =
        |more: Vec<Value>| [case()].into_iter().chain(more).chain(parameters(&brief::ASKED)).collect();
    let name = path_parameter("name", "up to 40 of a-z, 0-9 and -");
    let written = |path: &str, method: &'static str, summary: &str| Address {
        path: format!("/api/cases/{{case}}{path}"),
        method,
        summary: summary.to_owned(),
        parameters: vec![case()],
        kind: JSON,
        schema: json!({ "type": "object" }),
    };
    vec![
        get("/", "The page", Vec::new(), "text/html", text()),
        get("/api/openapi.json", "This description", Vec::new(), JSON, json!({ "type": "object" })),
        get("/api/cases", "The cases", Vec::new(), JSON, listed),
        Address {
            path: "/api/cases".to_owned(),
            method: "post",
            summary:
                "Makes a case in the folder that is served: { title, template, parties, text, table, date }"
                    .to_owned(),
            parameters: Vec::new(),
            kind: JSON,
            schema: object(&json!({ "case": text() })),
        },
        get("/api/events", changed, Vec::new(), "text/event-stream", text()),
        get("/api/cases/{case}/what-if.toml", supposed, of_view(Vec::new()), "application/toml", text()),
        Address {
            path: "/api/cases/{case}/what-ifs/{name}".to_owned(),
            method: "post",
            summary: "Writes a what-if beside the case".to_owned(),
            parameters: of_view(vec![name]),
            kind: JSON,
            schema: object(&json!({ "written": text() })),
        },
        written(
            "",
            "patch",
            "Takes steps: { operations, why }, each step with its `op`, with If-Match; all of them or none",
        ),
        written(
            "/check",
            "post",
            "What steps would do: { operations }, each step with its `op`; nothing is written",
        ),
        written(
            "/try",
            "post",
            "What a question would be answered if steps were taken: { operations, question }; nothing is written",
        ),
        written("/texts", "post", "Reads a text: { text, name, date, label, hash_only }, with If-Match"),
        written("/undo", "post", "Undoes the last change that stands, with If-Match"),
        written("/redo", "post", "Does again what was undone last, with If-Match"),
        written("/drafts", "get", "The texts that were read, and the drafts with what was said of them"),
        written(
            "/board",
            "get",
            "The case as it is written: its tables as forms and rows, the position map, the text",
        ),
        written("/log", "get", "What was done to the case"),
    ]
}

/// Each question, at once and as events.
fn of_commands() -> impl Iterator<Item = Address> {
    QUESTIONS.iter().flat_map(|asked| {
        let command = asked.name;
        let given: Vec<Value> = [case()].into_iter().chain(parameters(asked)).collect();
        let at_once = Address {
            path: format!("/api/cases/{{case}}/{command}"),
            method: "get",
            summary: format!("What `detente {command} CASE --json` prints"),
            parameters: given.clone(),
            kind: JSON,
            schema: json!({ "$ref": format!("#/components/schemas/{command}") }),
        };
        let events = Address {
            path: format!("/api/cases/{{case}}/run/{command}"),
            method: "get",
            summary: format!(
                "`{command}` as events: `progress`, then `answer` or `refused`; closing gives it up"
            ),
            parameters: given,
            kind: "text/event-stream",
            schema: text(),
        };
        [at_once, events]
    })
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// An object all of whose properties are there.
fn object(properties: &Value) -> Value {
    let required: Vec<_> = properties.as_object().into_iter().flat_map(Map::keys).collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn case() -> Value {
    path_parameter("case", "the name of a case, as /api/cases lists them")
}

fn path_parameter(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": text() })
}

/// The options of a command as parameters of a query; each may be repeated where the command line lets it be.
fn parameters(asked: &Asked) -> Vec<Value> {
    let command = asked.name;
    let option = |name: &str| {
        let description = format!("as `--{name}` of `detente {command}`");
        let schema = json!({ "type": "array", "items": text() });
        json!({ "name": name, "in": "query", "description": description, "schema": schema })
    };
    options(asked).map(option).collect()
}

fn schemas() -> Map<String, Value> {
    let mut schemas = Map::new();
    for name in QUESTIONS.iter().map(|asked| asked.name).chain(["refusal"]) {
        let mut schema: Value =
            schema(name).map(serde_json::from_str).and_then(Result::ok).unwrap_or_default();
        rebased(&mut schema, &format!("#/components/schemas/{name}/$defs/"));
        // Its own name would make its references point outside this description.
        schema.as_object_mut().map(|schema| schema.shift_remove("$id"));
        schemas.insert(name.to_owned(), schema);
    }
    schemas
}

/// References within a schema, from where the schema stands now.
fn rebased(value: &mut Value, base: &str) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(to)) = entries.get_mut("$ref") {
                *to = to.replacen("#/$defs/", base, 1);
            }
            entries.values_mut().for_each(|value| rebased(value, base));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| rebased(value, base)),
        _ => {}
    }
}
