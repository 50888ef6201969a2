//! From names and values to an answer: they become a question of the registry, which is answered as the command line
//! would. Addresses of the server ask so, and programs that hold a case open.

use detente_agreement::Plan;
use detente_answers::answers::tabled::TypedTerms;
use detente_answers::{
    answers::diff,
    ask::{Answered, Asked, plan},
    draws::Wanted,
    options::Options,
    page::html,
    question::Question,
    registry,
    stop::{Advice, Stop, unknown},
    watch::Watch,
};
use detente_case::{Reader, TrafficLight};

use crate::{
    failure::Failure,
    sides::Sides,
    source::Source,
    view::{Format, ViewArgs, parse_date, parse_grade, parse_label},
    what_if::{At, Setting},
};

/// What can be said of every question about a case.
const VIEW: [&str; 12] = [
    "as-of",
    "looking-back",
    "min-grade",
    "assume",
    "sources-only",
    "believed-by",
    "given",
    "use",
    "without",
    "waive",
    "set",
    "lines-of",
];

/// What can be said of every question in which something is drawn.
const PLAN: [&str; 2] = ["draws", "seed"];

/// The most draws a request may ask for: more is for the command line.
const MOST_DRAWS: u32 = 20_000;

/// What whoever runs the program can say besides: which compartments are open, and for whom the answer is.
const OWN: [&str; 4] = ["compartment", "reader-label", "max-label", "what-if"];

/// Who asks.
#[derive(Clone, Copy)]
pub enum Asker<'a> {
    /// A reader of a server: whoever serves decided what is open, and how much may be asked at once.
    Reader(&'a Reader),
    /// Whoever runs the program, and may read the files of the case anyway.
    Owner,
}

/// Why there is no answer.
pub enum NoAnswer {
    /// There is no question of that name.
    NoQuestion(Advice),
    /// Nobody waits for it any more.
    GivenUp,
    /// It was refused, or the machine failed.
    Failed(Failure),
}

impl From<Failure> for NoAnswer {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Stop> for NoAnswer {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::GivenUp => Self::GivenUp,
            Stop::Refused(_) | Stop::Internal(_) => Self::Failed(stop.into()),
        }
    }
}

/// What is asked.
pub struct Query {
    asked: &'static Asked,
    options: Options,
    view: ViewArgs,
    draws: Wanted,
    /// What the second side of a comparison has instead.
    sides: Option<Sides>,
    format: Format,
}

/// What can be said of every question of this kind by a reader.
fn of_readers(asked: &Asked) -> impl Iterator<Item = &'static str> {
    let plan = PLAN.into_iter().filter(|_| asked.draws.is_some());
    VIEW.into_iter().chain(plan)
}

/// What whoever runs the program can say of every question of this kind.
pub fn common(asked: &Asked) -> impl Iterator<Item = &'static str> {
    of_readers(asked).chain(OWN)
}

/// The options of a question for a reader: those of every question and its own.
pub fn options(asked: &Asked) -> impl Iterator<Item = &'static str> {
    of_readers(asked).chain(asked.options.iter().map(|choice| choice.name))
}

impl Query {
    /// Reads what is asked; `Err` says what is wrong with it.
    pub fn read(question: &str, given: &[(String, String)], asker: Asker<'_>) -> Result<Self, NoAnswer> {
        let asked = registry::question(question).ok_or_else(|| {
            let known: Vec<_> = registry::QUESTIONS.iter().map(|asked| asked.name).collect();
            let why = Advice::new(format!("there is no question `{question}`"));
            NoAnswer::NoQuestion(why.with_help(format!("there are: {}", known.join(", "))))
        })?;
        let mut view = match asker {
            Asker::Owner => ViewArgs::default(),
            Asker::Reader(reader) => ViewArgs {
                compartment: reader.compartments.iter().cloned().collect(),
                reader_label: Some(reader.highest).filter(|highest| *highest < TrafficLight::Red),
                ..ViewArgs::default()
            },
        };
        let mut plan = plan(asked.draws).in_full();
        let mut format = Format::Json;
        let mut own = Vec::new();
        for (key, value) in given {
            if key == "format" {
                format = format_of(value).map_err(Failure::usage)?;
            } else if VIEW.contains(&key.as_str()) {
                view_with(&mut view, key, value).map_err(Failure::usage)?;
            } else if PLAN.contains(&key.as_str()) && asked.draws.is_some() {
                plan_with(&mut plan, key, value, asker).map_err(Failure::usage)?;
            } else if asked.options.iter().any(|choice| choice.name == key) {
                own.push((key.as_str(), value.as_str()));
            } else if matches!(asker, Asker::Owner) && OWN.contains(&key.as_str()) {
                opened_with(&mut view, key, value).map_err(Failure::usage)?;
            } else {
                return Err(NoAnswer::Failed(unknown_key(asked, key, asker)));
            }
        }
        if view.sources_only && !view.assume.is_empty() {
            let refused = "`assume` and `sources-only` exclude each other";
            return Err(NoAnswer::Failed(Failure::usage(refused)));
        }
        let options = Options::read(asked.options, own)?;
        let is_compared = asked.name == diff::ASKED.name;
        let sides = is_compared.then(|| sides(&options)).transpose().map_err(Failure::usage)?;
        // A server shares its machine: whatever a reader asks for, a large case gets fewer draws.
        let is_typed = given.iter().any(|(key, _)| key == "draws");
        let draws = match asker {
            Asker::Owner if is_typed => Wanted::Typed(plan),
            Asker::Owner | Asker::Reader(_) => Wanted::Usual(plan),
        };
        Ok(Self { asked, options, view, draws, sides, format })
    }

    /// Whether its work is shared out among threads.
    #[must_use]
    pub fn on_threads(&self) -> bool {
        self.asked.on_threads
    }

    /// The view that is asked about.
    #[must_use]
    pub fn view(&self) -> &ViewArgs {
        &self.view
    }

    /// The question that it asks.
    #[must_use]
    pub fn asked(&self) -> &'static Asked {
        self.asked
    }

    /// The form in which it is answered.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// Answers from a case, in the form that was asked for; the watch can stop it.
    pub fn answer(&self, source: &Source, watch: Watch<'_>) -> Result<String, NoAnswer> {
        Ok(self.made(source, watch)?.shown(self.format)?)
    }

    /// The answer from a case, to be shown in any form; the watch can stop it.
    pub fn made(&self, source: &Source, watch: Watch<'_>) -> Result<Made, NoAnswer> {
        let (question, _) = match &self.sides {
            Some(sides) => sides.question(source, None, &self.view, self.draws)?,
            None => source.question(&self.view, self.draws)?,
        };
        let answered = self.asked.ask(&question, &self.options, watch)?;
        Ok(Made { asked: self.asked, question, answered })
    }
}

/// An answer with the question that it answers.
pub struct Made {
    asked: &'static Asked,
    question: Question,
    answered: Box<dyn Answered>,
}

impl Made {
    /// The answer as the command prints it in this form, without the colours of a terminal.
    pub fn shown(&self, format: Format) -> Result<String, Stop> {
        format.of(self.asked.name, &self.question, self.answered.as_ref(), false)
    }

    /// The answer as a part of an HTML document.
    #[must_use]
    pub fn html(&self) -> String {
        let made_from = self.answered.provenance(&self.question).below();
        html::part(&self.answered.page(&self.question), &self.question.label().to_string(), &made_from)
    }
}

/// Why a name means nothing to a question.
fn unknown_key(asked: &Asked, key: &str, asker: Asker<'_>) -> Failure {
    let failure = Failure::usage(format!("`{}` does not know `{key}`", asked.name));
    match asker {
        Asker::Reader(_) if key == "compartment" => {
            failure.with_help("whoever serves the case opens compartments: detente serve --compartment NAME")
        }
        Asker::Reader(_) => {
            let known: Vec<_> = options(asked).collect();
            failure.with_help(format!("it knows format, {}", known.join(", ")))
        }
        Asker::Owner => {
            let own = asked.options.iter().map(|choice| choice.name);
            let known: Vec<_> = common(asked).chain(own).collect();
            failure.with_help(format!("it knows format, {}", known.join(", ")))
        }
    }
}

fn format_of(value: &str) -> Result<Format, String> {
    use clap::ValueEnum;
    Format::from_str(value, false).map_err(|_| {
        let known = Format::value_variants().iter().filter_map(Format::to_possible_value);
        let known: Vec<_> = known.map(|value| value.get_name().to_owned()).collect();
        format!("`format` is one of {}", known.join(", "))
    })
}

/// The view with one more thing said of it.
fn view_with(view: &mut ViewArgs, key: &str, value: &str) -> Result<(), String> {
    let at = || At::parse(value).map_err(|why| format!("`{key}`: {why}"));
    match key {
        "as-of" => view.as_of = Some(parse_date(value).map_err(|why| format!("`{value}`: {why}"))?),
        "looking-back" => view.looking_back = true,
        "min-grade" => view.min_grade = Some(parse_grade(value).map_err(|why| why.to_string())?),
        "assume" => view.assume.push(value.to_owned()),
        "sources-only" => view.sources_only = true,
        "believed-by" => view.believed_by = Some(value.to_owned()),
        "given" => view.given = Some(TypedTerms::parse(value).map_err(|why| why.to_string())?),
        "use" => view.what_if.using.push(value.to_owned()),
        "without" => view.what_if.without.push(at()?),
        "waive" => view.what_if.waive.push(at()?),
        "set" => view.what_if.set.push(Setting::parse(value)?),
        "lines-of" => view.what_if.lines_of = Some(value.to_owned()),
        _ => return Err(unknown("option", key, VIEW.into_iter()).to_string()),
    }
    Ok(())
}

/// The view with what is open, and for whom the answer is.
fn opened_with(view: &mut ViewArgs, key: &str, value: &str) -> Result<(), String> {
    match key {
        "compartment" => view.compartment.push(value.to_owned()),
        "reader-label" => view.reader_label = Some(parse_label(value)?),
        "max-label" => view.max_label = Some(parse_label(value)?),
        "what-if" => view.what_if.file = Some(value.into()),
        _ => return Err(unknown("option", key, OWN.into_iter()).to_string()),
    }
    Ok(())
}

fn plan_with(plan: &mut Plan, key: &str, value: &str, asker: Asker<'_>) -> Result<(), String> {
    if key == "seed" {
        plan.seed = value.parse().map_err(|_| "`seed` is a whole number".to_owned())?;
        return Ok(());
    }
    let most = match asker {
        Asker::Reader(_) => MOST_DRAWS,
        Asker::Owner => u32::MAX,
    };
    let wrong = || format!("`draws` is a whole number from 1 to {most}");
    let draws: u32 = value.parse().map_err(|_| wrong())?;
    if draws == 0 {
        return Err(wrong());
    }
    if draws > most {
        return Err(format!("the server takes at most {MOST_DRAWS} draws; the command line takes more"));
    }
    plan.draws = draws;
    Ok(())
}

/// What the second side has instead, as the options of `diff` say.
fn sides(options: &Options) -> Result<Sides, String> {
    let day = |choice| options.get(choice).map(parse_date).transpose();
    let grade = options.get(&diff::TO_MIN_GRADE).map(parse_grade).transpose();
    Ok(Sides {
        from: day(&diff::FROM)?,
        to: day(&diff::TO)?,
        min_grade: grade.map_err(|why| why.to_string())?,
        assume: options.all(&diff::TO_ASSUME).to_vec(),
        sources_only: options.has(&diff::TO_SOURCES_ONLY),
        believed_by: options.get(&diff::TO_BELIEVED_BY).map(str::to_owned),
    })
}
