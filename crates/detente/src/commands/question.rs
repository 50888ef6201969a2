//! A question of the registry as a command: its options, and what was typed, answered.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches};
use detente_answers::{
    ask::{Answered, Asked},
    options::{Choice, Kind, Options},
    page::{docx, html},
    question::Question,
    watch::Watch,
};

use super::threads::Threads;
use crate::{
    cli::{Ask, Format, ShowArgs},
    failure::Failure,
    output,
    progress::Working,
    source::Source,
    target::{Mark, Overwrite, Target},
    what_if::Moved,
};

/// Where the answer goes instead of the screen.
#[derive(Args, Clone, Default)]
pub(crate) struct Written {
    /// Write the answer into a file; its ending says how: .docx, .html, .md, .json or .txt
    #[arg(long, value_name = "FILE", help_heading = "Output", conflicts_with_all = ["format", "json"])]
    out: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,
}

/// What a file is, by the ending of its name.
#[derive(Clone, Copy)]
enum Form {
    Word,
    Html,
    Printed(Format),
}

impl Form {
    /// The form that the name asks for.
    fn of(file: &Path) -> Result<Self, Failure> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_lowercase().as_str() {
            "docx" => Ok(Self::Word),
            "html" => Ok(Self::Html),
            "md" => Ok(Self::Printed(Format::Md)),
            "json" => Ok(Self::Printed(Format::Json)),
            "txt" => Ok(Self::Printed(Format::Text)),
            _ => {
                let refused = format!("{}: its ending does not say how to write it", file.display());
                Err(Failure::usage(refused).with_help("end it in .docx, .html, .md, .json or .txt"))
            }
        }
    }
}

impl Written {
    /// The file to which the answer goes, if it goes to one. What cannot be written is refused before any work is done.
    fn file(&self) -> Result<Option<(Form, Target)>, Failure> {
        let of = |file: &PathBuf| Ok((Form::of(file)?, Target::at(file, self.overwrite)?));
        self.out.as_ref().map(of).transpose()
    }

    /// Writes the answer where it was to go; prints it where no file was named.
    fn put(
        asked: &Asked,
        question: &Question,
        answered: &dyn Answered,
        show: &ShowArgs,
        file: Option<&(Form, Target)>,
    ) -> Result<(), Failure> {
        let Some((form, target)) = file else {
            return output::write(&show.format().of(asked.name, question, answered, true)?);
        };
        target.refuse_input()?;
        let (label, made_from) = (question.label().to_string(), answered.provenance(question).below());
        let page = || answered.page(question);
        match form {
            Form::Word => {
                target.write(&docx::render(&page(), &label, &made_from).map_err(Failure::Internal)?)
            }
            Form::Html => target.write_text(&html::render(&page(), &label, &made_from), Mark::Comment),
            Form::Printed(format) => {
                let mark = match format {
                    Format::Json => Mark::Field,
                    Format::Md => Mark::Comment,
                    Format::Text => Mark::Nothing,
                };
                target.write_text(&format.of(asked.name, question, answered, false)?, mark)
            }
        }
    }
}

/// The command that asks a question.
pub(crate) fn command(asked: &'static Asked) -> clap::Command {
    let command = Written::augment_args(Ask::augment_args(clap::Command::new(asked.name)));
    let command = command.args(asked.options.iter().copied().map(argument));
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

/// Asks what was typed, and prints or writes the answer.
pub(crate) fn run(asked: &'static Asked, matches: &ArgMatches) -> Result<(), Failure> {
    let wrong = |error: clap::Error| Failure::usage(error.to_string());
    let ask = Ask::from_arg_matches(matches).map_err(wrong)?;
    let written = Written::from_arg_matches(matches).map_err(wrong)?;
    let options = typed(asked, matches)?;
    let file = written.file()?;
    let put = || {
        let plan = ask.plan.plan(asked.draws);
        let (question, moved) = Source::at(&ask.case)?.question(&ask.view, plan)?;
        moved.iter().for_each(Moved::complain);
        let answered = answered(asked, &question, &options)?;
        Written::put(asked, &question, answered.as_ref(), &ask.show, file.as_ref())
    };
    if !asked.on_threads {
        return put();
    }
    Threads::from_arg_matches(matches).map_err(wrong)?.run(put)?
}

/// The answer to what was typed, as it is printed.
#[cfg(test)]
pub(crate) fn text(asked: &'static Asked, matches: &ArgMatches) -> Result<String, Failure> {
    let ask = Ask::from_arg_matches(matches).map_err(|error| Failure::usage(error.to_string()))?;
    answer(asked, &ask, &typed(asked, matches)?)
}

/// The answer to a question of a case as typed.
pub(crate) fn answer(asked: &'static Asked, ask: &Ask, options: &Options) -> Result<String, Failure> {
    let plan = ask.plan.plan(asked.draws);
    let (question, moved) = Source::at(&ask.case)?.question(&ask.view, plan)?;
    moved.iter().for_each(Moved::complain);
    answer_about(asked, &question, options, &ask.show)
}

/// The answer to a question, as it is printed.
pub(crate) fn answer_about(
    asked: &'static Asked,
    question: &Question,
    options: &Options,
    show: &ShowArgs,
) -> Result<String, Failure> {
    Ok(show.format().of(asked.name, question, answered(asked, question, options)?.as_ref(), true)?)
}

/// The answer to a question; shows how far it is.
fn answered(
    asked: &'static Asked,
    question: &Question,
    options: &Options,
) -> Result<Box<dyn Answered>, Failure> {
    let working = Working::on(asked.name);
    let tell = |progress: Option<_>| {
        if let Some(progress) = progress {
            working.show(progress);
        }
        true
    };
    Ok(asked.ask(question, options, Watch::new(&tell))?)
}
