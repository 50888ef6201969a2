//! Whether dates fit the days at which the case is read.

use jiff::civil::Date;

use super::Ground;
use crate::{Code, Diagnostic, Later, Loss, Origin, Span, diagnostic::Sink};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    if let Some(last) = case.snapshots.last().copied().filter(|last| *last != Date::ZERO) {
        after_last(ground, last, sink);
    }
    let earliest = case.sources.values().map(|source| source.date).min();
    if let Some(earliest) = earliest.filter(|earliest| *earliest > case.as_of && case.as_of != Date::ZERO) {
        sink.push(
            Diagnostic::new(
                Code::NothingKnownYet,
                "on this day no source of the case has been published",
                ground.case_key("as_of"),
            )
            .label(format!("the first source appeared on {earliest}"))
            .help("statements count from the day their source is published; change `as_of`"),
        );
    }
    hanging(ground, sink);
    for statement in case.statement_refs() {
        let origin = statement.origin();
        without_a_day(ground, origin, sink);
        expired(ground, origin, case.as_of, "expires", sink);
        if let Some(effects) = statement.effects_origin().filter(|effects| effects.basis != origin.basis) {
            expired(ground, effects, case.as_of, "effects_expires", sink);
        }
    }
}

/// What is known on the day of the case and not seen whole, because it names what is known only later.
fn hanging(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    if case.as_of == Date::ZERO {
        return;
    }
    for Later { loss, kind, places, needs, known_from } in case.hanging_on(case.as_of) {
        let unseen = match loss {
            Loss::All => "no answer sees it on that day".to_owned(),
            Loss::Part => format!("answers see it without the {needs} on that day"),
        };
        for (place, needed) in places {
            sink.push(
                Diagnostic::new(
                    Code::HangsOnLater,
                    format!("this {kind} is known on {}, but its {needs} is not", case.as_of),
                    place,
                )
                .label(unseen.clone())
                .also(needed, format!("known only from {known_from}"))
                .help(format!("cite an earlier source for the {needs}, if there is one"))
                .help(format!("or read the case on {known_from}, if that is the day you mean")),
            );
        }
    }
}

/// Whether a statement holds on no day on which it is known, or says since when it holds to no effect.
fn without_a_day(ground: &Ground<'_>, origin: &Origin, sink: &mut Sink) {
    let Some(known_from) = ground.case.known_from(origin) else { return };
    let until = origin.until.filter(|until| *until < known_from);
    if let Some((until, span)) = until.zip(ground.find(origin.span, "until")) {
        sink.push(
            Diagnostic::new(Code::NeverHolds, "no day sees this statement", span)
                .label(format!("its last day is {until}, and it is known only from {known_from}"))
                .help("cite a source of its own time, or take `until` out"),
        );
        return;
    }
    // A beginning before publication: from publication on, nobody ever asks about an earlier day.
    let since = origin.since.filter(|since| *since <= known_from);
    if let Some((since, span)) = since.zip(ground.find(origin.span, "since")) {
        sink.push(
            Diagnostic::new(Code::SinceChangesNothing, "this beginning changes no answer", span)
                .label(format!("{since} is not later than {known_from}, from when on the statement is known"))
                .help("a statement counts from the day its source is published, whatever it says of earlier days"),
        );
    }
}

fn expired(ground: &Ground<'_>, origin: &Origin, as_of: Date, key: &str, sink: &mut Sink) {
    let Some(assumption) = origin.assumption() else { return };
    let Some(last) = assumption.expires.filter(|last| *last < as_of) else { return };
    // A part that takes its basis from the table around it is reported there.
    let Some(span) = ground.find(origin.span, key) else { return };
    sink.push(
        Diagnostic::new(Code::ExpiredAssumption, format!("this assumption ended before {as_of}"), span)
            .label(format!("not used after {last}"))
            .help(format!(
                "ask {} whether it still holds, then give it a new last day or delete it",
                assumption.owner
            )),
    );
}

fn after_last(ground: &Ground<'_>, last: Date, sink: &mut Sink) {
    let case = ground.case;
    let mut report = |what: &str, date: Option<Date>, span: Span| {
        if let Some(date) = date.filter(|date| *date > last) {
            sink.push(
                Diagnostic::new(
                    Code::AfterLastSnapshot,
                    format!("{what} is later than every day at which the case is read"),
                    span,
                )
                .label(format!("{date}; the last such day is {last}"))
                .help(format!("add the day to `[case]`: `snapshots = [{date}]`")),
            );
        }
    };
    for source in case.sources.values() {
        report("this source", Some(source.date), ground.find(source.span, "date").unwrap_or(source.span));
    }
    for statement in case.statement_refs() {
        let origin = statement.origin();
        report(&format!("this {}", statement.kind()), statement.on(), ground.key(origin, "on"));
        // Parts share the days of the table around them: only the table has the key.
        if let Some(span) = ground.find(origin.span, "since") {
            report("the beginning of this statement", origin.since, span);
        }
    }
}
