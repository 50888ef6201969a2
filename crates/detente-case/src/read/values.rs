//! Whether a single value is what its key holds.

use toml::{Spanned, de::DeValue};

use super::conform::{Conform, Place};
use crate::{
    Code, Condition, Diagnostic, Grade, Importance, ItemKind, Quantity, Rank, Span, StateCondition, Word,
    is_name,
    shape::{self, Bounds, Kind, NumberReach},
    state_condition,
    tree::{leads_out, nearest, suggestion, values as scalars},
};

/// Compares one value that is no list and no table of known keys with its kind.
pub(super) fn single(
    check: &mut Conform<'_>,
    kind: &'static Kind,
    value: &Spanned<DeValue<'_>>,
    place: Place<'_>,
) {
    let span = Span::from(value.span());
    match (kind, value.get_ref()) {
        (Kind::Text, DeValue::String(text)) => not_blank(check, text, span, place),
        (Kind::Short(most), DeValue::String(text)) => short(check, *most, text, span, place),
        (Kind::Flag, DeValue::Boolean(_)) => {}
        (Kind::Count, DeValue::Integer(_)) if scalars::count(value).is_some() => {}
        (Kind::Date | Kind::When, DeValue::Datetime(_)) => date(check, value),
        (Kind::When, DeValue::Table(_)) => when(check, value, place),
        (
            Kind::Number(bounds),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::String(_) | DeValue::Array(_),
        ) => {
            number(check, bounds, kind, value, place);
        }
        (Kind::Weight, DeValue::String(text))
            if scalars::quantity(value).is_none() && !text.contains('/') =>
        {
            word(check, &shape::words::<Importance>(), text, span, place);
        }
        (Kind::Weight, DeValue::Integer(_) | DeValue::Float(_) | DeValue::String(_) | DeValue::Array(_)) => {
            number(check, Bounds::WEIGHT, kind, value, place);
        }
        (Kind::Word(words), DeValue::String(text)) => word(check, &words(), text, span, place),
        (Kind::Ranks, DeValue::String(text)) => word(check, &shape::words::<Rank>(), text, span, place),
        (Kind::Ranks, DeValue::Array(pair)) if pair.len() == 2 => ranks(check, value, place),
        (Kind::Grade, DeValue::String(text)) => grade(check, text, span),
        (Kind::Name(_) | Kind::PartyOrBloc | Kind::Actor | Kind::Option, DeValue::String(text)) => {
            name(check, kind, text, span, place);
        }
        (Kind::Condition, DeValue::String(text)) => condition(check, text, span),
        (Kind::Statement | Kind::Pattern, DeValue::String(text)) => statement(check, kind, text, span),
        (Kind::Citation, DeValue::String(text)) => super::citation::check(check, text, span),
        _ => wrong_type(check, kind, value, place),
    }
}

fn wrong_type(check: &mut Conform<'_>, kind: &Kind, value: &Spanned<DeValue<'_>>, place: Place<'_>) {
    let found = match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let diagnostic = Diagnostic::new(
        Code::WrongType,
        format!("`{}` cannot be {found}", place.key),
        Span::from(value.span()),
    )
    .label(format!("expected {}", kind.expected()))
    .help(format!("such as `{}`", kind.example()));
    check.report(diagnostic);
}

fn not_blank(check: &mut Conform<'_>, text: &str, span: Span, place: Place<'_>) {
    if text.trim().is_empty() {
        check.report(
            Diagnostic::new(Code::EmptyText, format!("`{}` says nothing", place.key), span)
                .label("empty")
                .help("fill it, or leave the key out"),
        );
    } else if place.key == "digest" && leads_out(text) {
        check.report(
            Diagnostic::new(Code::DigestOutside, "a digest must lie in the folder of the case", span)
                .label("this leads out of the folder")
                .help("move the file to `sources/` beside `case.toml`, and write `digest = \"sources/NAME.md\"`"),
        );
    }
}

fn short(check: &mut Conform<'_>, most: usize, text: &str, span: Span, place: Place<'_>) {
    not_blank(check, text, span, place);
    let characters = text.chars().count();
    if characters > most {
        check.report(
            Diagnostic::new(Code::TooLong, format!("a short name has at most {most} characters here"), span)
                .label(format!("{characters} characters"))
                .help("shorten it, or leave it out: tables of results have a column of this width"),
        );
    }
}

fn date(check: &mut Conform<'_>, value: &Spanned<DeValue<'_>>) {
    if scalars::date(value).is_none() {
        check.report(
            Diagnostic::new(Code::BadDate, "this is not a day", Span::from(value.span()))
                .label("expected a day without a time")
                .help("a date is year, month and day without quotes, such as `2025-04-23`"),
        );
    }
}

fn when(check: &mut Conform<'_>, value: &Spanned<DeValue<'_>>, place: Place<'_>) {
    let DeValue::Table(table) = value.get_ref() else { return };
    check.table(&shape::WHEN, table, value.span().into(), place.issue);
    let [from, to] = ["from", "to"].map(|key| table.get(key));
    if let (Some(from), Some(to)) = (from, to)
        && let (Some(first), Some(last)) = (scalars::date(from), scalars::date(to))
        && first > last
    {
        check.report(
            Diagnostic::new(
                Code::ReversedWindow,
                format!("`{}` ends before it begins", place.key),
                Span::from(to.span()),
            )
            .label("the last day")
            .also(from.span().into(), "the first day is later")
            .help("swap `from` and `to`"),
        );
    }
}

fn number(
    check: &mut Conform<'_>,
    bounds: &Bounds,
    kind: &Kind,
    value: &Spanned<DeValue<'_>>,
    place: Place<'_>,
) {
    match value.get_ref() {
        DeValue::Array(pair) => {
            let [low, high] = pair.get(..).unwrap_or_default() else {
                return wrong_type(check, kind, value, place);
            };
            let ends = [low, high].map(|end| one_number(check, bounds, kind, end, place));
            if let [Some(first), Some(second)] = ends
                && first > second
            {
                check.report(
                    Diagnostic::new(
                        Code::ReversedInterval,
                        "the interval ends below its start",
                        Span::from(value.span()),
                    )
                    .label(format!("from {first} down to {second}"))
                    .help(format!("write the smaller number first: `[{second}, {first}]`")),
                );
            }
        }
        _ => drop(one_number(check, bounds, kind, value, place)),
    }
}

fn one_number(
    check: &mut Conform<'_>,
    bounds: &Bounds,
    kind: &Kind,
    value: &Spanned<DeValue<'_>>,
    place: Place<'_>,
) -> Option<Quantity> {
    let span = Span::from(value.span());
    let is_fraction = value.get_ref().as_str().is_some_and(|text| text.contains('/'));
    if !is_fraction && !matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
        wrong_type(check, kind, value, place);
        return None;
    }
    let Some(quantity) = scalars::quantity(value) else {
        check.report(super::unusable::number(value.get_ref(), bounds, span));
        return None;
    };
    let scale = bounds.interval();
    if let (false, NumberReach::Scale(low, high)) = (scale.contains(quantity), bounds.reach) {
        let diagnostic = Diagnostic::new(Code::OffScale, format!("{} is off its scale", bounds.what), span)
            .label(format!("{} goes from {low} to {high}", bounds.what));
        check.report(if high == 1 && quantity > Quantity::ONE && quantity <= Quantity::HUNDRED {
            diagnostic.help("write percentages as shares: 30% is `0.3`")
        } else {
            diagnostic.help("numbers off the scale cannot be compared with others on it")
        });
    }
    Some(quantity)
}

fn word(check: &mut Conform<'_>, words: &[&'static str], text: &str, span: Span, place: Place<'_>) {
    if !words.contains(&text) {
        let nearest = nearest(text, words.iter().copied());
        check.report(
            Diagnostic::new(Code::UnknownWord, format!("`{}` cannot be `{text}`", place.key), span)
                .label("this is not one of its words")
                .help_if(nearest.map(|nearest| format!("did you mean `{nearest}`?")))
                .help(format!("its words are {}", shape::list(words))),
        );
    }
}

fn ranks(check: &mut Conform<'_>, value: &Spanned<DeValue<'_>>, place: Place<'_>) {
    let DeValue::Array(pair) = value.get_ref() else { return };
    let mut ends = Vec::new();
    for end in pair {
        match end.get_ref() {
            DeValue::String(text) => {
                word(check, &shape::words::<Rank>(), text, end.span().into(), place);
                ends.extend(Rank::from_text(text));
            }
            _ => wrong_type(check, &Kind::Ranks, end, place),
        }
    }
    if let [low, high] = ends[..]
        && low > high
    {
        check.report(
            Diagnostic::new(
                Code::ReversedInterval,
                "the lowest rank stands above the highest",
                Span::from(value.span()),
            )
            .label(format!("from {low} down to {high}"))
            .help(format!("write the lower rank first: `[\"{high}\", \"{low}\"]`")),
        );
    }
}

fn grade(check: &mut Conform<'_>, text: &str, span: Span) {
    if let Err(error) = text.parse::<Grade>() {
        let mended = text.trim().to_uppercase();
        let help = mended.parse::<Grade>().ok().map_or_else(
            || "A is completely reliable, F cannot be judged; 1 is confirmed, 6 cannot be judged".to_string(),
            |grade| format!("write `\"{grade}\"`"),
        );
        check.report(
            Diagnostic::new(Code::BadGrade, format!("`{text}` is not a grade"), span)
                .label(error.to_string())
                .help(help),
        );
    }
}

/// Reports a name that names nothing of its kind.
pub(super) fn name(check: &mut Conform<'_>, kind: &Kind, text: &str, span: Span, place: Place<'_>) {
    let names = check.names;
    match kind {
        Kind::Name(kind) if !names.has(*kind, text) => {
            let table = kind.table();
            let path = if *kind == ItemKind::Course { "conflict.courses" } else { table };
            let none = format!("the case has no `{table}` yet: add `[{path}.{text}]`");
            unknown(check, text, span, kind.one(), names.of(*kind), &none);
        }
        Kind::PartyOrBloc if !names.has(ItemKind::Party, text) && !names.has(ItemKind::Bloc, text) => {
            let candidates = names.of(ItemKind::Party).chain(names.of(ItemKind::Bloc));
            unknown(check, text, span, "a party or a bloc", candidates, "the case has no `parties` yet");
        }
        Kind::Actor if names.actor(text).is_none() => {
            let candidates = names.actors().chain(["unnamed"]);
            unknown(check, text, span, "a party, bloc, person or institution", candidates, "");
        }
        Kind::Option => option(check, text, span, place.issue),
        _ => {}
    }
}

fn unknown<'n>(
    check: &mut Conform<'_>,
    text: &str,
    span: Span,
    what: &str,
    candidates: impl Iterator<Item = &'n str> + Clone,
    none: &str,
) {
    if check.syntax.may_be_hidden(text) || check.names.may_be_hidden(what) {
        return;
    }
    let help = if check.sink.is_full() { String::new() } else { suggestion(text, candidates, none) };
    check.report(
        Diagnostic::new(Code::UnknownName, format!("`{text}` is not the name of {what}"), span)
            .label(if is_name(text) {
                "not defined in this case"
            } else {
                "names are lower-case letters, digits, `-` and `_`"
            })
            .help(help),
    );
}

fn option(check: &mut Conform<'_>, text: &str, span: Span, issue: Option<&str>) {
    let Some(issue) = issue else { return };
    let names = check.names;
    // An issue that does not exist is reported where it is named.
    if !names.has(ItemKind::Issue, issue) || names.has_option(issue, text) || check.syntax.may_be_hidden(text)
    {
        return;
    }
    let help = suggestion(text, names.options_of(issue), "the issue has no options yet");
    check.report(
        Diagnostic::new(Code::UnknownOption, format!("issue `{issue}` has no option `{text}`"), span)
            .label("not among the options of the issue")
            .help(help),
    );
}

/// Where a part of a text stands in the file: places within the text are those within the file only where it is
/// written plainly.
fn part_of(text: &str, span: Span, range: std::ops::Range<usize>) -> Span {
    if span.end - span.start == text.len() + 2 {
        Span { start: span.start + 1 + range.start, end: span.start + 1 + range.end }
    } else {
        span
    }
}

fn condition(check: &mut Conform<'_>, text: &str, span: Span) {
    let within = |range| part_of(text, span, range);
    let condition = match Condition::parse(text) {
        Ok(condition) => condition,
        Err(error) => {
            return check.report(
                Diagnostic::new(
                    Code::BadCondition,
                    "this is not a condition on packages",
                    within(error.at.clone()),
                )
                .label(format!("expected {}", error.expected))
                .help("such as `\"line = freeze and crimea != none | silent\"`"),
            );
        }
    };
    let place_of = |word: &str, after: usize| {
        let found = text.get(after..).and_then(|rest| rest.find(word)).map(|at| after + at);
        found.map_or(span, |at| within(at..at + word.len()))
    };
    let mut after = 0;
    for (term, written) in condition.terms.iter().zip(text.split(" and ")) {
        let issue = term.issue.as_str();
        name(
            check,
            &Kind::Name(ItemKind::Issue),
            issue,
            place_of(issue, after),
            Place { key: "if", issue: None },
        );
        let options = after + written.find('=').unwrap_or(0);
        for chosen in &term.options {
            option(check, chosen.as_str(), place_of(chosen.as_str(), options), Some(issue));
        }
        after += written.len() + " and ".len();
    }
}

fn statement(check: &mut Conform<'_>, kind: &Kind, text: &str, span: Span) {
    let wrong = |at: Span, label: String, help: &str| {
        Diagnostic::new(Code::BadStatement, "this is not a statement about courses", at)
            .label(label)
            .help(help)
    };
    let condition = match StateCondition::parse(text) {
        Ok(condition) => condition,
        Err(error) => {
            let at = part_of(text, span, error.at.clone());
            let label = format!("expected {}", error.expected);
            let help = match text.get(error.at.clone()).unwrap_or_default() {
                "&" | "&&" | "AND" => "write `and`",
                "|" | "||" | "OR" => "write `or`",
                "!" | "NOT" => "write `not`",
                _ => "such as `\"accept and not (delay or abandon)\"`",
            };
            return check.report(wrong(at, label, help));
        }
    };
    for (at, word) in state_condition::words(text) {
        if is_name(word) && !state_condition::RESERVED.contains(&word) {
            let place = Place { key: "statements", issue: None };
            name(check, &Kind::Name(ItemKind::Course), word, part_of(text, span, at..at + word.len()), place);
        }
    }
    if matches!(kind, Kind::Pattern) && condition.as_pattern().is_none() {
        let label = "expected courses joined by `and`, each with or without `not`, each once";
        check.report(wrong(
            span,
            label.into(),
            "write an entry of `infeasible` for each combination that cannot occur",
        ));
    }
}
