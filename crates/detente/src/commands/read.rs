//! `detente read`: what a text says, as drafts; for a new case or one that is there.

use std::path::PathBuf;

use clap::Args;
use detente_answers::text::phrase::count;
use detente_case::TrafficLight;
use detente_machine::{
    desk::{Desk, signed},
    dispatch::{Dispatch, Terms},
};
use detente_writing::ReadReport;
use jiff::civil::Date;

use crate::{
    cli::{WHOEVER, parse_date, parse_label},
    failure::Failure,
    output,
};

/// Read a dispatch: draft who meets whom and wants what, each with its words
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente read dispatch.txt\n  detente read dispatch.txt --new my-case\n  detente read second.html --case my-case"
)]
pub(crate) struct Read {
    /// A text, a saved page (.html) or a Word document (.docx); `-` reads what is piped in
    file: PathBuf,

    /// Make a case of it in this folder, which must not exist
    #[arg(long, value_name = "FOLDER", conflicts_with = "case")]
    new: Option<PathBuf>,

    /// Put what is new into the inbox of this case
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,

    /// The day of the text [default: the day that it says]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    date: Option<Date>,

    /// How far the text may be passed on [default: what it says, else clear]
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    label: Option<TrafficLight>,

    /// Keep the hash of the text and the words that are cited, not the text
    #[arg(long)]
    hash_only: bool,

    /// Ask a language model too, at this address; it may only mark words of the text
    #[arg(long, value_name = "ADDRESS", help_heading = "Second reader")]
    model: Option<String>,

    /// The model, as its server calls it
    #[arg(
        long,
        value_name = "NAME",
        default_value = "default",
        requires = "model",
        help_heading = "Second reader"
    )]
    model_name: String,

    /// Send a text away that is labelled above TLP:CLEAR
    #[arg(long, requires = "model", help_heading = "Second reader")]
    allow_remote: bool,

    /// Print the drafts as JSON
    #[arg(long)]
    json: bool,
}

impl Read {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Self { file, new, case, date, label, hash_only, model, model_name, allow_remote, json } = self;
        let model = model.map(|address| (address, model_name));
        let dispatch = Dispatch::at(&file, Terms { date, label, hash_only, model, allow_remote })?;
        if let Some(folder) = new {
            let (drafts, shown) = (count(dispatch.make(&folder)?, "draft"), folder.display());
            return output::write(&format!(
                "{shown}: a case with {drafts}, waiting for a yes or a no\nTry: detente inbox {shown}\n     detente \
                 accept {shown} --all\n     detente brief {shown}\n"
            ));
        }
        let (read, second) = dispatch.read(case.is_some())?;
        let met = match &case {
            Some(case) => {
                let mut desk = Desk::open(case)?;
                Some(dispatch.meet(&mut desk, &read, &signed(WHOEVER))?)
            }
            None => None,
        };
        if json {
            return output::json(&ReadReport::of(read, dispatch.hash(), second, met));
        }
        let next = match (&case, &met) {
            (Some(case), Some(met)) => {
                let (new, case) = (met.new.len(), case.display());
                format!("\nNew in the inbox of {case}: {new}\nTry: detente inbox {case}\n")
            }
            _ => format!("\nTry: detente read {} --new my-case\n", file.display()),
        };
        output::write(&(dispatch.shown(&read, met.as_ref()) + &next))
    }
}
