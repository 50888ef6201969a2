//! What a request asks, and how it is answered: as a reply, whatever comes of it.

use detente_answers::{
    stop::{Advice, Stop},
    watch::Watch,
};
use detente_case::Reader;

use super::reply::{JSON, Reply};
pub(super) use crate::query::{Query, options};
use crate::{
    cli::Format,
    query::{Asker, NoAnswer},
    source::Source,
};

/// How many values a request may give.
const MOST_VALUES: usize = 256;

/// Reads a query; `Err` says what is wrong with it. What is open is decided by whoever serves, and by nobody else.
pub(super) fn read(question: &str, query: &[(String, String)], reader: &Reader) -> Result<Query, Reply> {
    if query.len() > MOST_VALUES {
        return Err(Reply::refused(400, format!("a request gives at most {MOST_VALUES} values")));
    }
    Query::read(question, query, Asker::Reader(reader)).map_err(|why| match why {
        NoAnswer::NoQuestion(why) => Reply::refused(404, why),
        NoAnswer::Failed(failure) => Reply::failed(question, &failure),
        NoAnswer::GivenUp => Reply::refused(500, Advice::new("the question was not read")),
    })
}

/// Answers from a case; the watch can stop it.
pub(super) fn answer(query: &Query, source: &Source, watch: Watch<'_>) -> Result<Reply, Stop> {
    match query.answer(source, watch) {
        Ok(text) => Ok(Reply { status: 200, kind: kind(query.format()), body: text.into() }),
        Err(NoAnswer::GivenUp) => Err(Stop::GivenUp),
        Err(NoAnswer::Failed(failure)) => Ok(Reply::failed(query.asked().name, &failure)),
        Err(NoAnswer::NoQuestion(why)) => Ok(Reply::refused(404, why)),
    }
}

fn kind(format: Format) -> &'static str {
    match format {
        Format::Json => JSON,
        Format::Md => "text/markdown; charset=utf-8",
        Format::Text => "text/plain; charset=utf-8",
    }
}
