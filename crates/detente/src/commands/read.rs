//! `detente read`: what a text says, as drafts; for a new case or one that is there.

use std::path::{Path, PathBuf};

use clap::Args;
use detente_answers::page::terminal;
use detente_case::{TrafficLight, Word};
use detente_machine::{drafts, model::Model};
use detente_writing::{
    Given, Meets, ReadReport, Reading, Second, compare, digest, files, given,
    inbox::{Text, hash_of},
    label_of, prompt, reading_page, repeated_from, second, source_name,
};
use jiff::civil::Date;

use crate::{
    cli::{parse_date, parse_label},
    failure::Failure,
    load, output,
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
        let bytes = drafts::given(&self.file)?;
        let shown = self.file.display();
        let text = given(&bytes).map_err(|why| Failure::input(format!("{shown}: {why}")))?;
        if let Some(folder) = &self.new {
            return self.make(folder, &bytes, &text);
        }
        // What a model marks and what a case keeps stands in the text, not in the markup around it.
        let in_text = self.model.is_some() || self.case.is_some();
        let mut read = if in_text { text.read_text(self.date) } else { text.read(self.date) };
        let second = self.ask(&text, &mut read)?;
        let met = self.case.as_deref().map(|case| self.meet(case, &bytes, &text, &read)).transpose()?;
        if self.json {
            return output::json(&ReadReport::of(read, hash_of(&bytes), second, met));
        }
        let met = met.unwrap_or_default();
        let repeated: Vec<_> =
            met.repeated.iter().map(|one| (one.draft.clone(), one.source.clone())).collect();
        let title = read.document.title.clone().unwrap_or_else(|| shown.to_string());
        let page = reading_page(&Reading {
            title,
            read: Some(&read),
            repeated: &repeated,
            against: &met.against,
            copied: met.derived_from,
        });
        output::write(&terminal::render(&page))?;
        match &self.case {
            Some(case) => output::write(&format!(
                "\nNew in the inbox of {}: {}\nTry: detente inbox {}\n",
                case.display(),
                met.new.len(),
                case.display()
            )),
            None => output::write(&format!("\nTry: detente read {shown} --new my-case\n")),
        }
    }

    /// Asks the second reader, where there is one. What it marks stands in the text itself.
    fn ask(&self, given: &Given, read: &mut detente_evidence::Read) -> Result<Option<Second>, Failure> {
        let Some(address) = &self.model else { return Ok(None) };
        let label = self.label.or_else(|| label_of(given.text())).unwrap_or(TrafficLight::Clear);
        let asked = prompt(&self.model_name, given.text(), read);
        let reply = Model { address, label, allow_remote: self.allow_remote }.ask(&asked)?;
        Ok(Some(second(read, given.text(), &self.model_name, &asked, &reply)))
    }

    /// What is kept of the text, cited by a name that is not taken.
    fn kept(
        &self,
        bytes: &[u8],
        given: &Given,
        read: &detente_evidence::Read,
        taken: impl Fn(&str) -> bool,
    ) -> Result<Text, Failure> {
        let Some(date) = read.document.date.map(|date| date.day) else {
            let refused = Failure::usage(format!("{} does not say its day", self.file.display()));
            return Err(refused.with_help("give it: --date 2025-04-23"));
        };
        let mut text = given.named(Text::of("", bytes, given.text(), &read.document, &read.drafts, date));
        let file = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if read.document.title.is_none() {
            let from = text.publisher.as_deref().unwrap_or(&file);
            text.title = format!("{} of {date}", from.trim_start_matches("www."));
        }
        let label = self.label.or_else(|| label_of(given.text()));
        Ok(Text {
            source: source_name(text.publisher.as_deref(), &file, taken),
            kept: !self.hash_only,
            label: label.map(|label| label.as_str().to_owned()),
            ..text
        })
    }

    /// Makes a folder with the text, its sentences, its drafts and a case that has its source.
    fn make(&self, folder: &Path, bytes: &[u8], given: &Given) -> Result<(), Failure> {
        let mut read = given.read_text(self.date);
        self.ask(given, &mut read)?;
        let text = self.kept(bytes, given, &read, |_| false)?;
        let count = read.drafts.len();
        let files = files(text, given.text(), &read).map_err(no_files)?;
        crate::folder::make(folder, files.iter().map(|(path, bytes)| (path.as_str(), bytes)))?;
        let shown = folder.display();
        output::write(&format!(
            "{shown}: a case with {count} drafts that wait for a yes or a no\nTry: detente inbox {shown}\n     detente \
             accept {shown} --all\n     detente brief {shown}\n"
        ))
    }

    /// Puts what is new into the inbox of a case. Reading a text again changes nothing.
    fn meet(
        &self,
        case: &Path,
        bytes: &[u8],
        given: &Given,
        read: &detente_evidence::Read,
    ) -> Result<Meets, Failure> {
        let file = load::case_file(case)?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let files = load::load(case)?;
        let mut inbox = drafts::inbox(folder, files.text())?;
        let sources = detente_case::read(&files).case.sources;
        let again = inbox.text_of(&hash_of(bytes)).cloned();
        let is_new = again.is_none();
        let mut text = match again {
            Some(text) => text,
            None => self
                .kept(bytes, given, read, |name| sources.contains_key(name) || inbox.text(name).is_some())?,
        };
        let copied = repeated_from(&inbox, &text);
        if is_new {
            text.derived_from = copied.map(|(source, _)| source);
        }
        let taken = inbox.take(text.clone(), read);
        let against = compare(&inbox, &taken.new);
        if is_new {
            let mut files =
                vec![(format!("sources/{}.md", text.source), digest(&text, given.text(), read).into_bytes())];
            if text.kept {
                files.push((format!("sources/{}.txt", text.source), given.text().as_bytes().to_vec()));
            }
            drafts::put_text(folder, &files)?;
        }
        drafts::put_inbox(folder, &inbox)?;
        Ok(Meets::of(&text, &taken, against))
    }
}

fn no_files(why: detente_writing::NoFiles) -> Failure {
    Failure::Internal(format!("a new case could not be made: {why:?}"))
}
