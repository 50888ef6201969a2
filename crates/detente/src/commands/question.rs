//! A question of the registry as a command: its options, and what was typed, answered.

use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches};
use detente_answers::{
    ask::Asked,
    options::{Choice, Kind, Options},
    question::Question,
    watch::Watch,
};

use super::threads::Threads;
use crate::{
    cli::{Ask, ShowArgs},
    failure::Failure,
    output,
    progress::Working,
    source::Source,
    what_if::Moved,
};

/// The command that asks a question.
pub(crate) fn command(asked: &'static Asked) -> clap::Command {
    let command =
        Ask::augment_args(clap::Command::new(asked.name)).args(asked.options.iter().copied().map(argument));
    let command = if asked.on_threads { Threads::augment_args(command) } else { command };
    let draws = asked.draws.map_or(String::new(), |draws| format!(" [default: {draws}]"));
    // What is flattened brings its own words along: the question's come last.
    let command = command.about(asked.about).after_help(asked.after_help);
    command.mut_arg("draws", |arg| arg.help(format!("Joint draws from the intervals{draws}")))
}

/// An option as clap knows it.
fn argument(choice: &'static Choice) -> Arg {
    let arg = Arg::new(choice.name).help(choice.says);
    let arg = match choice.kind {
        Kind::Subject => arg.required(true),
        Kind::Flag => arg.long(choice.name).action(ArgAction::SetTrue),
        Kind::Name { called } => arg.long(choice.name).value_name(called),
        Kind::Names { called } => arg.long(choice.name).value_name(called).action(ArgAction::Append),
        Kind::Count { called, default, .. } => {
            let arg = arg.long(choice.name).value_name(called);
            match default {
                Some(number) => arg.default_value(number.to_string()),
                None => arg,
            }
        }
        Kind::Range { default, .. } => arg.long(choice.name).value_name("LEAST..MOST").default_value(default),
    };
    let arg = match choice.kind {
        Kind::Flag => arg,
        _ => arg.value_parser(move |text: &str| choice.check(text).map(|()| text.to_owned())),
    };
    match choice.heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// The options as they were typed.
fn typed(asked: &Asked, matches: &ArgMatches) -> Result<Options, Failure> {
    let mut given: Vec<(&str, &str)> = Vec::new();
    for choice in asked.options {
        if choice.kind == Kind::Flag {
            if matches.get_flag(choice.name) {
                given.push((choice.name, ""));
            }
        } else {
            let values = matches.get_many::<String>(choice.name).into_iter().flatten();
            given.extend(values.map(|value| (choice.name, value.as_str())));
        }
    }
    Ok(Options::read(asked.options, given)?)
}

/// Asks what was typed, and prints the answer.
pub(crate) fn run(asked: &'static Asked, matches: &ArgMatches) -> Result<(), Failure> {
    output::write(&text(asked, matches)?)
}

/// The answer to what was typed, as it is printed.
pub(crate) fn text(asked: &'static Asked, matches: &ArgMatches) -> Result<String, Failure> {
    let wrong = |error: clap::Error| Failure::usage(error.to_string());
    let ask = Ask::from_arg_matches(matches).map_err(wrong)?;
    let options = typed(asked, matches)?;
    if !asked.on_threads {
        return answer(asked, &ask, &options);
    }
    Threads::from_arg_matches(matches).map_err(wrong)?.run(|| answer(asked, &ask, &options))?
}

/// The answer to a question of a case as typed.
pub(crate) fn answer(asked: &'static Asked, ask: &Ask, options: &Options) -> Result<String, Failure> {
    let plan = ask.plan.plan(asked.draws);
    let (question, moved) = Source::at(&ask.case)?.question(&ask.view, plan)?;
    moved.iter().for_each(Moved::complain);
    answer_about(asked, &question, options, &ask.show)
}

/// The answer to a question; shows how far it is.
pub(crate) fn answer_about(
    asked: &'static Asked,
    question: &Question,
    options: &Options,
    show: &ShowArgs,
) -> Result<String, Failure> {
    let working = Working::on(asked.name);
    let tell = |progress: Option<_>| {
        if let Some(progress) = progress {
            working.show(progress);
        }
        true
    };
    let answered = asked.ask(question, options, Watch::new(&tell))?;
    drop(working);
    Ok(show.format().of(asked.name, question, answered.as_ref(), true)?)
}
