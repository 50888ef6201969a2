//! What can be wrong with a case that is written as the format asks, a file a family.

mod claims;
mod conflict;
mod dates;
mod ground;
mod issues;
mod labels;
mod names;
mod numbers;
mod one_peaked;
mod parties;
mod power;
mod rules;
mod sources;
mod stances;
mod talks;

pub(crate) use self::ground::Ground;
use crate::diagnostic::Sink;

/// Runs every check.
pub(crate) fn run(ground: &Ground<'_>, sink: &mut Sink) {
    // What is absent may stand in a part that could not be read: absence is judged only when there is no error.
    let complete = !sink.has_errors();
    sources::check(ground, sink);
    dates::check(ground, sink);
    parties::check(ground, sink);
    names::check(ground, sink);
    talks::check(ground, sink);
    issues::check(ground, sink);
    stances::check(ground, sink);
    one_peaked::check(ground, sink);
    numbers::check(ground, sink);
    rules::check(ground, sink);
    power::check(ground, sink);
    claims::check(ground, sink);
    conflict::check(ground, sink);
    labels::check(ground, sink);
    if complete {
        sources::check_absence(ground, sink);
        parties::check_absence(ground, sink);
        stances::check_absence(ground, sink);
        power::check_absence(ground, sink);
        claims::check_absence(ground, sink);
        conflict::check_absence(ground, sink);
    }
}
