//! From a query to an answer: it becomes a question of the registry, and is answered as the command line would.

use detente_agreement::Plan;
use detente_answers::answers::tabled::TypedTerms;
use detente_answers::{
    answers::diff,
    ask::{Asked, plan},
    draws::Wanted,
    options::Options,
    registry,
    stop::{Advice, Stop, unknown},
    watch::Watch,
};
use detente_case::{Reader, TrafficLight};

use super::reply::{JSON, Reply};
use crate::{
    cli::{Format, ViewArgs, parse_date, parse_grade},
    commands::diff::Sides,
    failure::Failure,
    source::Source,
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

/// How many values a request may give.
const MOST_VALUES: usize = 256;

/// What is asked by a request.
pub(super) struct Query {
    asked: &'static Asked,
    options: Options,
    view: ViewArgs,
    draws: Wanted,
    /// What the second side of a comparison has instead.
    sides: Option<Sides>,
    format: Format,
}

/// The options of a question: those of every question and its own.
pub(super) fn options(asked: &Asked) -> impl Iterator<Item = &'static str> {
    let plan = PLAN.into_iter().filter(|_| asked.draws.is_some());
    VIEW.into_iter().chain(plan).chain(asked.options.iter().map(|choice| choice.name))
}

impl Query {
    /// Reads a query; `Err` says what is wrong with it. What is open is decided by whoever serves, and by nobody else.
    pub(super) fn read(question: &str, query: &[(String, String)], reader: &Reader) -> Result<Self, Reply> {
        let asked = registry::question(question).ok_or_else(|| {
            let known: Vec<_> = registry::QUESTIONS.iter().map(|asked| asked.name).collect();
            let why = Advice::new(format!("there is no question `{question}`"));
            Reply::refused(404, why.with_help(format!("there are: {}", known.join(", "))))
        })?;
        if query.len() > MOST_VALUES {
            return Err(Reply::refused(400, format!("a request gives at most {MOST_VALUES} values")));
        }
        let refused = |why: String| Reply::failed(question, &Failure::usage(why));
        let mut view = ViewArgs {
            compartment: reader.compartments.iter().cloned().collect(),
            reader_label: Some(reader.highest).filter(|highest| *highest < TrafficLight::Red),
            ..ViewArgs::default()
        };
        // Whatever is asked for, a server shares its machine: a large case gets fewer draws.
        let (Wanted::Usual(mut plan) | Wanted::Typed(mut plan)) = plan(asked.draws);
        let mut format = Format::Json;
        let mut own = Vec::new();
        for (key, value) in query {
            if key == "format" {
                format = format_of(value).map_err(refused)?;
            } else if VIEW.contains(&key.as_str()) {
                view_with(&mut view, key, value).map_err(refused)?;
            } else if PLAN.contains(&key.as_str()) && asked.draws.is_some() {
                plan_with(&mut plan, key, value).map_err(refused)?;
            } else if asked.options.iter().any(|choice| choice.name == key) {
                own.push((key.as_str(), value.as_str()));
            } else {
                return Err(Self::unknown(asked, key));
            }
        }
        if view.sources_only && !view.assume.is_empty() {
            return Err(refused("`assume` and `sources-only` exclude each other".to_owned()));
        }
        let options = Options::read(asked.options, own);
        let options = options.map_err(|stop| Reply::failed(question, &stop.into()))?;
        let sides = (asked.name == diff::ASKED.name).then(|| sides(&options)).transpose().map_err(refused)?;
        Ok(Self { asked, options, view, draws: Wanted::Usual(plan), sides, format })
    }

    fn unknown(asked: &Asked, key: &str) -> Reply {
        let known: Vec<_> = options(asked).collect();
        let failure = Failure::usage(format!("`{}` does not know `{key}`", asked.name));
        let failure = if key == "compartment" {
            failure.with_help("whoever serves the case opens compartments: detente serve --compartment NAME")
        } else {
            failure.with_help(format!("it knows format, {}", known.join(", ")))
        };
        Reply::failed(asked.name, &failure)
    }

    /// Whether its work is shared out among threads.
    pub(super) fn on_threads(&self) -> bool {
        self.asked.on_threads
    }

    /// The view that is asked about.
    pub(super) fn view(&self) -> &ViewArgs {
        &self.view
    }

    /// Answers from a case; the watch can stop it.
    pub(super) fn answer(&self, source: &Source, watch: Watch<'_>) -> Result<Reply, Stop> {
        let question = match &self.sides {
            Some(sides) => sides.question(source, None, &self.view, self.draws),
            None => source.question(&self.view, self.draws),
        };
        let question = match question {
            Ok((question, _)) => question,
            Err(failure) => return Ok(Reply::failed(self.asked.name, &failure)),
        };
        let made = self.asked.ask(&question, &self.options, watch);
        let text = made.and_then(|made| self.format.of(self.asked.name, &question, made.as_ref(), false));
        match text {
            Ok(text) => Ok(Reply { status: 200, kind: kind(self.format), body: text.into() }),
            Err(Stop::GivenUp) => Err(Stop::GivenUp),
            Err(stop) => Ok(Reply::failed(self.asked.name, &stop.into())),
        }
    }
}

fn kind(format: Format) -> &'static str {
    match format {
        Format::Json => JSON,
        Format::Md => "text/markdown; charset=utf-8",
        Format::Text => "text/plain; charset=utf-8",
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

fn plan_with(plan: &mut Plan, key: &str, value: &str) -> Result<(), String> {
    if key == "seed" {
        plan.seed = value.parse().map_err(|_| "`seed` is a whole number".to_owned())?;
        return Ok(());
    }
    let wrong = || format!("`draws` is a whole number from 1 to {MOST_DRAWS}");
    let draws: u32 = value.parse().map_err(|_| wrong())?;
    if draws == 0 {
        return Err(wrong());
    }
    if draws > MOST_DRAWS {
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
