//! A dispatch that somebody gave: read, made a case of, or put into the inbox of one.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use detente_answers::page::terminal;
use detente_case::{TrafficLight, Word, sha256};
use detente_evidence::Read;
use detente_writing::{
    Given, Meets, NotDone, NotSaid, Reading, Second, compare, files, given,
    inbox::Text,
    label_of,
    log::{Deed, Signed},
    prompt, reading_page, repeated_from, second, source_name, text_files,
};
use jiff::civil::Date;

use crate::{desk::Desk, drafts, failure::Failure, folder, model::Model};

/// Endings of names that say that a file is no plain text.
const NOT_PLAIN: [&str; 5] = ["docx", "doc", "odt", "rtf", "pdf"];

/// From how many bytes on somebody is told that reading takes a while.
const LONG: usize = 1 << 18;

/// What is known of a dispatch besides its text, and what may be done with it.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Its day.
    pub date: Option<Date>,
    /// How far it may be passed on.
    pub label: Option<TrafficLight>,
    /// Whether only its hash is kept.
    pub hash_only: bool,
    /// The address of a second reader, and what its server calls the model.
    pub model: Option<(String, String)>,
    /// Whether a labelled text may leave this machine.
    pub allow_remote: bool,
}

/// A dispatch.
pub struct Dispatch {
    file: PathBuf,
    bytes: Vec<u8>,
    given: Given,
    terms: Terms,
}

impl Dispatch {
    /// Reads the file; `-` reads what is piped in.
    pub fn at(file: &Path, terms: Terms) -> Result<Self, Failure> {
        Self::of(file, drafts::given(file)?, terms)
    }

    /// A dispatch of bytes that somebody gave under a name.
    pub fn of(file: &Path, bytes: Vec<u8>, terms: Terms) -> Result<Self, Failure> {
        if bytes.len() > LONG {
            let size = bytes.len() >> 10;
            crate::output::complain(&format!("reading a text of {size} kB: this takes some seconds\n"));
        }
        let given = given(&bytes).map_err(|why| Failure::input(format!("{}: {why}", file.display())))?;
        Ok(Self { file: file.to_owned(), bytes, given, terms })
    }

    /// SHA-256 of the file, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256(&self.bytes)
    }

    /// What it says, by rules and by the second reader where there is one. Places are those of the file, where nothing is
    /// kept of it and no second reader marks its text.
    pub fn read(&self, kept: bool) -> Result<(Read, Option<Second>), Failure> {
        let Some((address, name)) = &self.terms.model else {
            let date = self.terms.date;
            let read = if kept { self.given.read_text(date) } else { self.given.read(date) };
            return Ok((self.told_of_form(read), None));
        };
        let mut read = self.told_of_form(self.given.read_text(self.terms.date));
        let text = self.given.text();
        let label = self.terms.label.max(label_of(text)).unwrap_or(TrafficLight::Clear);
        let asked = prompt(name, text, &read);
        let reply = Model { address, label, allow_remote: self.terms.allow_remote }.ask(&asked)?;
        let said = second(&mut read, text, name, &asked, &reply);
        Ok((read, Some(said)))
    }

    /// Says that a file is not what its name says it is.
    fn told_of_form(&self, mut read: Read) -> Read {
        let ending = self.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if let Some(ending) =
            ending.filter(|ending| self.given.is_plain() && NOT_PLAIN.contains(&ending.as_str()))
        {
            let told =
                format!("The name ends in .{ending}, and the file is plain text: it was read as that.");
            read.notes.insert(0, told);
        }
        read
    }

    /// Makes a folder with the text, its sentences, its drafts and a case that has its source. Answers with the number of
    /// drafts.
    pub fn make(&self, folder: &Path) -> Result<usize, Failure> {
        let (read, _) = self.read(true)?;
        let text = self.record(&read, |_| false)?;
        let files = files(text, self.given.text(), &read);
        let files =
            files.map_err(|why| Failure::Internal(format!("a new case could not be made: {why:?}")))?;
        folder::make(folder, files.iter().map(|(path, bytes)| (path.as_str(), bytes)))?;
        Ok(read.drafts.len())
    }

    /// Puts what is new into the inbox of a case. Reading a text again changes nothing.
    pub fn meet(&self, desk: &mut Desk, read: &Read, signed: &Signed) -> Result<Meets, Failure> {
        desk.may_be_written()?;
        let mut inbox = desk.inbox().clone();
        let sources = detente_case::read(desk.files()).case.sources;
        let again = inbox.text_of(&self.hash()).cloned();
        let is_new = again.is_none();
        let mut text = match again {
            Some(text) => text,
            None => self.free_record(read, desk.folder(), |name| {
                sources.contains_key(name) || inbox.text(name).is_some()
            })?,
        };
        if is_new {
            text.derived_from = repeated_from(&inbox, &text).map(|(source, _)| source);
            drafts::put_text(desk.folder(), &text_files(&text, self.given.text(), read))?;
        }
        let taken = inbox.take(text.clone(), read);
        let against = compare(&inbox, &taken.new);
        let after = desk.texts_with(desk.files().text(), &inbox)?;
        desk.commit(after, Deed::Read { source: text.source.clone() }, signed)?;
        Ok(Meets::of(&text, &taken, against))
    }

    /// What was read, as text for a terminal.
    #[must_use]
    pub fn shown(&self, read: &Read, met: Option<&Meets>) -> String {
        let title = read.document.title.clone().unwrap_or_else(|| self.file.display().to_string());
        let none = Meets::default();
        let met = met.unwrap_or(&none);
        let repeated: Vec<_> =
            met.repeated.iter().map(|one| (one.draft.clone(), one.source.clone())).collect();
        let copied = met.derived_from.clone();
        let page = reading_page(&Reading {
            title,
            read: Some(read),
            repeated: &repeated,
            against: &met.against,
            copied,
        });
        terminal::render(&page)
    }

    /// What is kept of the text, cited by a name that is not taken and under which no file of another text is kept: a text
    /// that was read and undone leaves its files, so that it can be read again.
    fn free_record(&self, read: &Read, folder: &Path, taken: impl Fn(&str) -> bool) -> Result<Text, Failure> {
        let mut strange = BTreeSet::new();
        loop {
            let text = self.record(read, |name| taken(name) || strange.contains(name))?;
            let free = drafts::is_free(folder, &text_files(&text, self.given.text(), read))?;
            // A name that comes again is the last one there is: what stands in its way is told of.
            if free || !strange.insert(text.source.clone()) {
                return Ok(text);
            }
        }
    }

    /// What is kept of the text, cited by a name that is not taken.
    fn record(&self, read: &Read, taken: impl Fn(&str) -> bool) -> Result<Text, Failure> {
        let Some(date) = read.document.date.map(|date| date.day) else {
            let refused = Failure::usage(format!("{} does not say its day", self.file.display()));
            return Err(refused.with_help("give it: --date 2025-04-23"));
        };
        let text = Text::of("", &self.bytes, self.given.text(), &read.document, &read.drafts, date);
        let mut text = self.given.named(text);
        let file = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if read.document.title.is_none() {
            let from = text.publisher.as_deref().unwrap_or(&file);
            text.title = format!("{} of {date}", from.trim_start_matches("www."));
        }
        let label = self.terms.label.max(label_of(self.given.text()));
        Ok(Text {
            source: source_name(text.publisher.as_deref(), &file, taken),
            kept: !self.terms.hash_only,
            label: label.map(|label| label.as_str().to_owned()),
            ..text
        })
    }
}

/// What to do where somebody was taken out of a case whom drafts name.
#[must_use]
pub fn how_gone(gone: &BTreeMap<String, String>, case: &str) -> String {
    let drafts = gone.keys().map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut names: Vec<_> = gone.values().map(|name| format!("[{name}]")).collect();
    names.dedup();
    format!(
        "write {} into case.toml again, or leave out what rests on it: detente reject {case} {drafts}",
        names.join(" and ")
    )
}

/// Why nothing was done to a case, with a way to mend it.
#[must_use]
pub fn refused(why: NotDone, case: &Path) -> Failure {
    let case = case.display();
    let told = why.to_string();
    let NotDone::NotSaid(why) = why else { return Failure::usage(told) };
    match why {
        NotSaid::Unknown(_) => {
            Failure::usage(told).with_help(format!("detente inbox {case} lists those that wait"))
        }
        NotSaid::Answered(_) => Failure::usage(told).with_help(format!(
            "`detente log {case}` says in which step; `detente undo {case}` takes the last step back"
        )),
        NotSaid::Gone(gone) => Failure::usage(told).with_help(how_gone(&gone, &case.to_string())),
        NotSaid::Settled => {
            Failure::usage(told).with_help("leave --consent out, or change `consent` in the file")
        }
        NotSaid::NoneWaits => Failure::usage(format!("{told} in {case}")),
        NotSaid::NoConsent(_) => {
            let help = format!("name the parties: detente accept {case} … --consent NAME --consent NAME");
            Failure::usage(told).with_help(help)
        }
        NotSaid::Nobody(_) => Failure::usage(told)
            .with_help(format!("name parties of the case, or of drafts: detente inbox {case}"))
            .with_help("or write the party into case.toml first: [parties.NAME], with `name` and `role = \"principal\"`"),
        NotSaid::NoPlace(why) => Failure::input(why.to_string()),
        NotSaid::Wrong(wrong) => {
            let (problems, files) = *wrong;
            crate::output::complain(
                "with these drafts the case would have errors, so nothing was written:\n",
            );
            Failure::case(problems, files)
        }
    }
}
