//! The case as somebody writes it: its tables as forms and rows, and the position map.

use detente_case::{Case, CaseFiles, Origin, Reader, View, Word};
use detente_writing::edit::rows;
use serde_json::{Map, Value, json};

/// What is written of a case, for whoever writes on.
pub(super) fn board(files: &CaseFiles) -> Value {
    let forms = detente_case::forms();
    let names = forms.as_array().into_iter().flatten().filter_map(|form| form["table"].as_str());
    let rows: Map<String, Value> =
        names.map(|table| (table.to_owned(), json!(rows(files.text(), table)))).collect();
    let case = detente_case::read(files).case;
    let seen = case.seen(&View::default());
    json!({
        "text": files.text(),
        "rows": rows,
        "consent": case.instrument.consent.iter().map(detente_case::PartyId::as_str).collect::<Vec<_>>(),
        "map": map(&seen, files),
        "quotes": quotes(&case),
        "forms": forms,
    })
}

/// Whether anything in the case is confined to a compartment that is not open to the reader.
pub(super) fn is_closed(files: &CaseFiles, reader: &Reader) -> bool {
    let case = detente_case::read(files).case;
    let open =
        |compartment: Option<&String>| compartment.is_none_or(|name| reader.compartments.contains(name));
    let statements = case.statement_refs();
    !statements.iter().all(|statement| open(statement.origin().compartment.as_ref()))
        || !case.sources.values().all(|source| open(source.compartment.as_ref()))
}

/// What each party is held to think of each option, issue by issue; nothing where nobody has said anything.
fn map(case: &Case, files: &CaseFiles) -> Value {
    let parties: Vec<_> = case
        .parties
        .iter()
        .map(|(id, party)| {
            let must = case.instrument.consent.contains(id);
            json!({ "id": id.as_str(), "name": party.name, "short": party.short, "must_agree": must })
        })
        .collect();
    let issue = |(id, issue): (&detente_case::IssueId, &detente_case::Issue)| {
        let option = |(option, said): (&detente_case::OptionId, &detente_case::IssueOption)| {
            let cell = |party: &detente_case::PartyId| {
                case.position(party, id, option).map(|position| {
                    let stance = position.stance;
                    let mut cell = said_of(case, files, &stance.origin);
                    cell["level"] = json!(position.level.map(Word::as_str));
                    cell["value"] = json!(position.stated.map(|value| value.to_string()));
                    cell["said_by"] = json!(stance.said_by.as_ref().map(ToString::to_string));
                    cell
                })
            };
            let cells: Map<String, Value> =
                case.parties.keys().map(|party| (party.as_str().to_owned(), json!(cell(party)))).collect();
            json!({ "id": option.as_str(), "name": said.name, "cells": cells })
        };
        let options: Vec<_> = issue.options.iter().map(option).collect();
        json!({ "id": id.as_str(), "name": issue.name, "options": options })
    };
    let issues: Vec<_> = case.issues.iter().map(issue).collect();
    json!({ "parties": parties, "issues": issues })
}

/// Where a statement comes from.
fn said_of(case: &Case, files: &CaseFiles, origin: &Origin) -> Value {
    let cite = |cite: &detente_case::Citation| json!({ "cite": cite.to_string(), "words": cite.words });
    json!({
        "cites": origin.citations().iter().map(cite).collect::<Vec<_>>(),
        "assumed_by": origin.assumption().map(|assumption| &assumption.owner),
        "expires": origin.assumption().and_then(|assumption| assumption.expires).map(|day| day.to_string()),
        "grade": case.grade_of(origin).map(|grade| grade.to_string()),
        "own_grade": origin.grade.map(|grade| grade.to_string()),
        "since": origin.since.map(|day| day.to_string()),
        "line": files.line_and_column(&detente_case::File::Case, origin.span).0,
    })
}

/// The sources with their sentences, to cite from.
fn quotes(case: &Case) -> Value {
    let of = |(id, source): (&detente_case::SourceId, &detente_case::Source)| {
        let sentences: Vec<_> = source
            .statements
            .iter()
            .map(|(number, words)| json!({ "cite": format!("{id}#{number}"), "says": words }))
            .collect();
        json!({
            "source": id.as_str(),
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date.to_string(),
            "grade": source.grade.to_string(),
            "sentences": sentences,
        })
    };
    case.sources.iter().map(of).collect()
}
