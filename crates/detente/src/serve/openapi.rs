//! What can be asked, described for other programs (OpenAPI 3.1).

use serde_json::{Map, Value, json};

use super::asked::{COMMANDS, options};
use crate::answers::SCHEMAS;

/// The description of every address.
pub(super) fn description() -> Value {
    let mut paths = Map::new();
    let refusals = |codes: &[(&str, &str)]| -> Map<String, Value> {
        let refusal = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/refusal" } } });
        let one = |(code, says): &(&str, &str)| {
            ((*code).to_owned(), json!({ "description": says, "content": refusal }))
        };
        codes.iter().map(one).collect()
    };
    let mut add =
        |path: &str, method: &str, summary: String, parameters: Vec<Value>, kind: &str, schema: Value| {
            let mut responses = refusals(&[
                ("400", "what is asked cannot be meant"),
                ("401", "the token is missing"),
                ("403", "asked from elsewhere, or nothing may be written"),
                ("404", "there is no such case or question"),
                ("422", "the case has errors"),
                ("503", "too much is asked at once"),
                ("504", "it takes too long"),
            ]);
            let success = if method == "post" { "201" } else { "200" };
            responses.insert(
                success.to_owned(),
                json!({ "description": summary, "content": { kind: { "schema": schema } } }),
            );
            let operation = json!({ "summary": summary, "parameters": parameters, "responses": responses });
            paths.insert(path.to_owned(), json!({ method: operation }));
        };
    let case = || path_parameter("case", "the name of a case, as /api/cases lists them");
    let text = || json!({ "type": "string" });
    add("/", "get", "The page".to_owned(), Vec::new(), "text/html", text());
    add(
        "/api/openapi.json",
        "get",
        "This description".to_owned(),
        Vec::new(),
        "application/json",
        json!({ "type": "object" }),
    );
    let listed = json!({
        "type": "object",
        "required": ["cases", "edit"],
        "properties": {
            "cases": { "type": "array", "items": { "type": "string" } },
            "edit": { "type": "boolean", "description": "whether what-ifs may be written" },
        },
    });
    add("/api/cases", "get", "The cases".to_owned(), Vec::new(), "application/json", listed);
    let changed = "Events `changed` with the name of a case whose files changed".to_owned();
    add("/api/events", "get", changed, Vec::new(), "text/event-stream", text());
    let mut saving = vec![case(), path_parameter("name", "up to 40 of a-z, 0-9 and -")];
    saving.extend(view_parameters("brief"));
    let written = json!({ "type": "object", "required": ["written"], "properties": { "written": { "type": "string" } } });
    add(
        "/api/cases/{case}/what-ifs/{name}",
        "post",
        "Writes a what-if beside the case".to_owned(),
        saving,
        "application/json",
        written,
    );
    let mut what_if = vec![case()];
    what_if.extend(view_parameters("brief"));
    add(
        "/api/cases/{case}/what-if.toml",
        "get",
        "What the view supposes, as a file for --what-if".to_owned(),
        what_if,
        "application/toml",
        text(),
    );
    for (command, _) in COMMANDS {
        let mut parameters = vec![case()];
        parameters.extend(view_parameters(command));
        let schema = json!({ "$ref": format!("#/components/schemas/{command}") });
        let summary = format!("What `detente {command} CASE --json` prints");
        add(
            &format!("/api/cases/{{case}}/{command}"),
            "get",
            summary,
            parameters.clone(),
            "application/json",
            schema,
        );
        let summary = format!(
            "The same as events: `progress`, then `answer` or `refused`; closing gives it up ({command})"
        );
        add(
            &format!("/api/cases/{{case}}/run/{command}"),
            "get",
            summary,
            parameters,
            "text/event-stream",
            text(),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "détente", "version": env!("CARGO_PKG_VERSION"), "description": "Every answer is the one that the command of the same name prints with --json." },
        "paths": paths,
        "components": { "schemas": schemas() },
    })
}

fn path_parameter(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "description": description, "schema": { "type": "string" } })
}

/// The options of a command as parameters of a query; each may be repeated where the command line lets it be.
fn view_parameters(command: &str) -> Vec<Value> {
    let option = |name: &str| {
        let description = format!("as `--{name}` of `detente {command}`");
        json!({ "name": name, "in": "query", "description": description, "schema": { "type": "array", "items": { "type": "string" } } })
    };
    options(command).into_iter().flatten().map(option).collect()
}

fn schemas() -> Map<String, Value> {
    let mut schemas = Map::new();
    for (command, _) in COMMANDS {
        if let Some((_, describe)) = SCHEMAS.iter().find(|(name, _)| *name == command) {
            let mut schema = describe().to_value();
            rebased(&mut schema, &format!("#/components/schemas/{command}/$defs/"));
            schemas.insert(command.to_owned(), schema);
        }
    }
    let refusal =
        json!({ "type": "object", "required": ["error"], "properties": { "error": { "type": "string" } } });
    schemas.insert("refusal".to_owned(), refusal);
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
