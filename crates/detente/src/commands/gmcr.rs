//! Conflicts: of a case, or of a `.gmcr` file opened instead of one.

use serde::Serialize;

use super::{
    opened,
    stability::TableArgs,
    state_graph::{Graph, drawn},
};
use crate::{
    cli::Ask, failure::Failure, gmcr_file, output, progress::Working, source::Source, what_if::Moved,
};
use detente_answers::{
    ask::SEED,
    conflict::{Conflict, about::About},
    page::Page,
    provenance::Provenance,
    stop::Stop,
};

/// Which conflict is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// A file's; of a case what it states, if it states any, else what its numbers make.
    AsAsked,
    /// What the numbers of a case make, whatever it states.
    Derived,
}

/// A file has no sources, intervals or packages: what speaks of them would be ignored.
fn refuse_what_a_file_has_not(ask: &Ask, table: &TableArgs) -> Result<(), Failure> {
    let view = ask.view.typed().join(" ");
    let named = [
        (ask.plan.draws.is_some(), "--draws".to_owned()),
        (ask.plan.seed != SEED, "--seed".to_owned()),
        (table.proposal.is_some(), "--proposal".to_owned()),
        (table.package.is_some(), "--package".to_owned()),
        (!view.is_empty(), view),
    ];
    let named: Vec<String> = named.into_iter().filter(|(given, _)| *given).map(|(_, name)| name).collect();
    if named.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "{}: a .gmcr file has no sources, intervals or packages, so `{}` means nothing of it; leave it out, or make a case \
         of the file: detente convert {} my-case --to case",
        ask.case.display(),
        named.join(" "),
        ask.case.display()
    )))
}

/// Does something with the conflict of what was typed, and with what an answer about it was made from.
fn with<T>(
    ask: &Ask,
    table: &TableArgs,
    which: Which,
    done: impl FnOnce(&Conflict, Provenance) -> Result<T, Failure>,
) -> Result<T, Failure> {
    if gmcr_file::is_gmcr(&ask.case) && which == Which::AsAsked {
        refuse_what_a_file_has_not(ask, table)?;
        let (conflict, provenance) = gmcr_file::conflict(&ask.case)?;
        return done(&conflict, provenance);
    }
    let (question, moved) = Source::at(&ask.case)?.question(&ask.view, ask.plan.plan(None))?;
    moved.iter().for_each(Moved::complain);
    let choice = table.choice(&question.whole)?;
    let conflict = match which {
        Which::AsAsked => Conflict::of_case(&question, &choice)?,
        Which::Derived => Conflict::derived_from(&question, &choice)?,
    };
    let provenance = match conflict.about() {
        About::Derived(_) => Provenance::of(&question),
        About::Stated(_) | About::File(_) => Provenance::without_draws(&question),
    };
    done(&conflict, provenance)
}

/// Answers one question about the conflict of what was typed, and prints the answer.
pub(crate) fn answer<A: Serialize>(
    name: &'static str,
    (ask, table): (&Ask, &TableArgs),
    build: impl FnOnce(&Conflict) -> Result<A, Stop>,
    page: impl FnOnce(&A, About<'_>) -> Page,
) -> Result<(), Failure> {
    with(ask, table, Which::AsAsked, |conflict, provenance| {
        let working = Working::on(name);
        let answer = build(conflict)?;
        drop(working);
        opened::print(provenance, name, &ask.show, &answer, || page(&answer, conflict.about()))
    })
}

/// Something made of the conflict of what was typed.
pub(crate) fn made<T>(
    ask: &Ask,
    table: &TableArgs,
    make: impl FnOnce(&Conflict) -> Result<T, Stop>,
) -> Result<T, Failure> {
    with(ask, table, Which::AsAsked, |conflict, _| Ok(make(conflict)?))
}

/// Prints the model as a file, and complains of what is lost.
pub(crate) fn as_gmcr(ask: &Ask, table: &TableArgs) -> Result<(), Failure> {
    with(ask, table, Which::AsAsked, |conflict, _| {
        let file = conflict.as_gmcr()?;
        file.losses.iter().for_each(|loss| output::tell(loss));
        output::write(&file.text)
    })
}

/// Prints the model derived from a case as the table that would state it.
pub(crate) fn as_table(ask: &Ask, table: &TableArgs) -> Result<(), Failure> {
    with(ask, table, Which::Derived, |conflict, _| {
        let stated = conflict.as_table()?;
        stated.losses.iter().for_each(|loss| output::tell(loss));
        output::write(&stated.toml)
    })
}

/// Prints the state graph.
pub(crate) fn graph(ask: &Ask, table: &TableArgs, form: Graph) -> Result<(), Failure> {
    with(ask, table, Which::AsAsked, |conflict, _| {
        let (game, nodes) = conflict.drawn()?;
        output::write(&drawn(form, game, &nodes))
    })
}
