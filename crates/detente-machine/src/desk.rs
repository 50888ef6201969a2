//! A case that somebody writes: its files, its inbox and its log, held by one writer at a time and changed in step.
//!
//! Three files cannot be replaced at once. What is being done is written down first, then the inbox, then the case, then
//! the log; whoever comes next after a stop makes an end of it.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use detente_case::CaseFiles;
use detente_evidence::Evidence;
use detente_writing::{
    inbox::{FILE as INBOX, Inbox},
    log::{self, BadLog, Change, Deed, Log, NEXT, NoUndo, Pending, Revision, Signed, Texts},
};

use crate::{
    failure::Failure,
    load,
    read::{is_there, read_bounded, read_whole},
    target::{may_be_written, replace},
    unfinished::folder_of,
};

/// How many quotes are told that do not stand in their text.
const MOST_TOLD: usize = 8;

/// A case that nobody else changes meanwhile: two who write at once write one after the other. Where folders cannot be
/// locked, nothing is waited for.
#[derive(Debug)]
struct Held {
    _folder: Option<File>,
}

/// A case with its inbox and its log, as they are.
#[derive(Debug)]
pub struct Desk {
    /// The `case.toml`, links followed.
    file: PathBuf,
    folder: PathBuf,
    files: CaseFiles,
    texts: Texts,
    inbox: Inbox,
    log: Log,
    alone: Option<Held>,
}

impl Desk {
    /// The case at a path, as it is; nothing is written.
    pub fn look(path: &Path) -> Result<Self, Failure> {
        Self::at(path, None)
    }

    /// The case at a path, to be written: held until it is dropped. What was left undone is settled.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file = own_file(path)?;
        let lock = |folder: File| folder.lock().is_ok().then_some(folder);
        let held = Held { _folder: File::open(folder_of(&file)).ok().and_then(lock) };
        Self::at(path, Some(held))
    }

    /// The case at a path, to be written by whoever asks over the network: nothing is written but plain files in the folder
    /// of the case, and no link leads out of it. Otherwise as [`Self::open`].
    pub(crate) fn open_within(path: &Path) -> Result<Self, Failure> {
        let typed = own_file(path)?;
        let folder = folder_of(&typed);
        for name in [
            typed.file_name().unwrap_or_default().as_ref(),
            Path::new(INBOX),
            Path::new(log::FILE),
            Path::new("sources"),
        ] {
            let is_link =
                fs::symlink_metadata(folder.join(name)).is_ok_and(|data| data.file_type().is_symlink());
            if is_link {
                let told = format!("{} is a link: nothing is written through it", name.display());
                return Err(Failure::usage(told).with_help("write the case on the command line"));
            }
        }
        Self::open(path)
    }

    fn at(path: &Path, alone: Option<Held>) -> Result<Self, Failure> {
        let typed = own_file(path)?;
        let folder = folder_of(&typed).to_owned();
        let file = fs::canonicalize(&typed).map_err(|cause| Failure::at("read", &typed, cause))?;
        let case = text(&file)?;
        let inbox = if is_there(&folder.join(INBOX))? { text(&folder.join(INBOX))? } else { String::new() };
        let log = log_of(&folder)?;
        let mut desk = Self {
            files: load::load(path)?,
            file,
            folder,
            texts: Texts { case, inbox },
            inbox: Inbox::new(),
            log,
            alone,
        };
        desk.settle()?;
        desk.is_as_it_was_left()?;
        desk.inbox = desk.parsed(&desk.texts.inbox)?;
        desk.quotes_stand()?;
        desk.files = desk.with_texts(desk.files.clone())?;
        Ok(desk)
    }

    /// Refuses an inbox that is not what the log left. Nobody writes into it by hand: it was lost, or the end of the log was.
    fn is_as_it_was_left(&self) -> Result<(), Failure> {
        let inbox = self.folder.join(INBOX);
        let is_empty = self.texts.inbox.is_empty() && is_there(&inbox)?;
        let left = if self.log.changes().is_empty() {
            None
        } else {
            let log = self.folder.join(log::FILE);
            Some(self.log.replayed().map_err(|why| bad_log(&log, &why))?.inbox)
        };
        let path = inbox.display();
        let told = match left {
            Some(left) if left == self.texts.inbox => return Ok(()),
            None if !is_empty => return Ok(()),
            _ if is_empty => format!("{path} is empty: what was drafted and answered is lost"),
            Some(_) if self.texts.inbox.is_empty() => {
                format!("{path} is missing, and {} says that it was there", log::FILE)
            }
            Some(_) | None => format!(
                "{path} is not as the last line of {} left it: the end of the log is missing, or the drafts were changed by hand",
                log::FILE
            ),
        };
        let refused =
            Failure::input(told).with_help(format!("restore {INBOX} and {} from one copy", log::FILE));
        let without = if self.texts.inbox.is_empty() {
            "without a copy, move both away and read the texts again: what was rejected is asked again"
                .to_owned()
        } else {
            format!("without a copy, move {} away: a new log begins with the drafts as they are", log::FILE)
        };
        Err(refused.with_help(without))
    }

    /// Refuses drafts whose words are not those of the text that is kept.
    fn quotes_stand(&self) -> Result<(), Failure> {
        let mut told = Vec::new();
        for text in self.inbox.texts.iter().filter(|text| text.kept) {
            let path = self.folder.join(text.copy());
            if !is_there(&path)? {
                continue;
            }
            let words = read_bounded(&path)?;
            for entry in self.inbox.drafts.iter().filter(|entry| entry.source == text.source) {
                let stands =
                    |quote: &Evidence| words.get(quote.start..quote.end) == Some(quote.text.as_bytes());
                if let Some(quote) = entry.draft.evidence.iter().find(|quote| !stands(quote)) {
                    let (id, inbox) = (&entry.draft.id, self.folder.join(INBOX));
                    told.push(format!(
                        "error: {}: {id} quotes {:?}, which {} does not have there",
                        inbox.display(),
                        quote.text,
                        path.display()
                    ));
                }
            }
        }
        if told.is_empty() {
            return Ok(());
        }
        told.truncate(MOST_TOLD);
        told.push("help: one of the two files was changed by hand: restore it from a copy".to_owned());
        Err(Failure::Scenario(told))
    }

    /// Makes an end of what was being done when a program was stopped; on the disk only where the case is held.
    fn settle(&mut self) -> Result<(), Failure> {
        let next = self.folder.join(NEXT);
        if !is_there(&next)? {
            return Ok(());
        }
        // What could not be read was not written down to its end: nothing was done yet.
        let Ok(pending) = Pending::parse(&read_whole(&next)?) else { return self.forget(&next) };
        let settled = pending.settled(self.texts.clone(), &self.log);
        if self.alone.is_some() {
            if settled.texts.inbox != self.texts.inbox {
                Self::put(&self.folder.join(INBOX), &settled.texts.inbox)?;
            }
            self.append(&settled.changes)?;
        }
        self.texts = settled.texts;
        self.log.add(settled.changes);
        self.forget(&next)
    }

    fn forget(&self, next: &Path) -> Result<(), Failure> {
        match &self.alone {
            Some(_) => fs::remove_file(next).map_err(|cause| Failure::at("remove", next, cause)),
            None => Ok(()),
        }
    }

    /// The inbox of this text.
    fn parsed(&self, inbox: &str) -> Result<Inbox, Failure> {
        if inbox.is_empty() {
            return Ok(Inbox::new());
        }
        let path = self.folder.join(INBOX);
        Inbox::parse(inbox.as_bytes()).map_err(|why| {
            let told = |fault: &detente_writing::inbox::Fault| {
                format!("error: {}:{}: {}", path.display(), fault.line, fault.why)
            };
            let help = "help: restore it from a copy; or move it away, and read the texts again".to_owned();
            Failure::Scenario(why.0.iter().map(told).chain([help]).collect())
        })
    }

    /// The case with the digests of all texts that were read for it: a yes may be the first to name one.
    fn with_texts(&self, mut files: CaseFiles) -> Result<CaseFiles, Failure> {
        for text in &self.inbox.texts {
            let name = text.digest();
            let path = self.folder.join(&name);
            if !files.digests().contains_key(&name) && is_there(&path)? {
                files = files.with_digest(name, &read_bounded(&path)?);
            }
        }
        Ok(files)
    }

    /// The folder of the case.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The case, with every digest that it may name.
    #[must_use]
    pub fn files(&self) -> &CaseFiles {
        &self.files
    }

    /// What waits, and what was said of it.
    #[must_use]
    pub fn inbox(&self) -> &Inbox {
        &self.inbox
    }

    /// What was done to the case.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The revision of the files.
    #[must_use]
    pub fn revision(&self) -> Revision {
        Revision::of(&self.texts)
    }

    /// The texts without the last change that stands, or with the last that was undone.
    pub(crate) fn stepped(&self, redo: bool) -> Result<(Texts, Deed), NoUndo> {
        if redo { self.log.redone(&self.texts) } else { self.log.undone(&self.texts) }
    }

    /// The texts with this case and this inbox.
    pub fn texts_with(&self, case: &str, inbox: &Inbox) -> Result<Texts, Failure> {
        let bytes =
            inbox.bytes().map_err(|error| Failure::Internal(format!("an inbox is no JSON: {error}")))?;
        let inbox = if inbox.drafts.is_empty() && inbox.texts.is_empty() && self.texts.inbox.is_empty() {
            String::new()
        } else {
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Ok(Texts { case: case.to_owned(), inbox })
    }

    /// Makes the files these, and writes down what was done. Refused as a whole where one of the files is read-only, or
    /// is no longer as it was read.
    pub fn commit(&mut self, after: Texts, deed: Deed, signed: &Signed) -> Result<Option<Change>, Failure> {
        let changes = self.log.next(&self.texts, &after, deed, signed);
        let changes = changes.map_err(|why| bad_log(&self.folder.join(log::FILE), &why))?;
        let Some(last) = changes.last().cloned() else { return Ok(None) };
        let inbox = self.folder.join(INBOX);
        self.may_be_written()?;
        if text(&self.file)? != self.texts.case {
            let told =
                format!("{} was changed while this ran: nothing was written into it", self.file.display());
            return Err(Failure::input(told).with_help("run the command again"));
        }
        let next = self.folder.join(NEXT);
        Self::put(
            &next,
            &String::from_utf8_lossy(&Pending::new(changes.clone(), &self.texts, &after).bytes()),
        )?;
        if after.inbox != self.texts.inbox {
            if after.inbox.is_empty() {
                fs::remove_file(&inbox).map_err(|cause| Failure::at("remove", &inbox, cause))?;
            } else {
                Self::put(&inbox, &after.inbox)?;
            }
        }
        if after.case != self.texts.case {
            Self::put(&self.file, &after.case)?;
        }
        self.append(&changes)?;
        self.forget(&next)?;
        self.log.add(changes);
        self.inbox = self.parsed(&after.inbox)?;
        self.files = self.files.with_text(&after.case);
        self.texts = after;
        Ok(Some(last))
    }

    /// Refuses a case of which a file is read-only: of several files none is written then.
    pub(crate) fn may_be_written(&self) -> Result<(), Failure> {
        for path in [&self.file, &self.folder.join(INBOX), &self.folder.join(log::FILE)] {
            may_be_written(path).map_err(|cause| Failure::at("write", path, cause))?;
        }
        Ok(())
    }

    /// Writes a file; a link is followed to what it leads to.
    fn put(path: &Path, text: &str) -> Result<(), Failure> {
        let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        replace(path, text.as_bytes()).map_err(|cause| Failure::at("write", path, cause))
    }

    /// Adds lines to the log. What was being written at its end when a program was stopped goes first.
    fn append(&self, changes: &[Change]) -> Result<(), Failure> {
        if changes.is_empty() {
            return Ok(());
        }
        let path = self.folder.join(log::FILE);
        let failed = |cause| Failure::at("write", &path, cause);
        let mut options = OpenOptions::new();
        let mut file = options.read(true).append(true).create(true).open(&path).map_err(failed)?;
        let bytes = fs::read(&path).map_err(failed)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        if whole < bytes.len() {
            file.set_len(whole as u64).map_err(failed)?;
        }
        let lines: String = changes.iter().map(|change| change.line() + "\n").collect();
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_data()).map_err(failed)
    }
}

/// The `case.toml` at a path. What is made of a spreadsheet or of another format has none.
fn own_file(path: &Path) -> Result<PathBuf, Failure> {
    let file = load::case_file(path)?;
    if file.extension().is_some_and(|ending| ending == "toml") {
        return Ok(file);
    }
    let refused =
        Failure::usage(format!("{} is no case.toml: nothing can be written into it", file.display()));
    Err(refused.with_help("make a case of it first: detente convert FILE FOLDER --to case"))
}

fn text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read_whole(path)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::input(format!("{}: byte {at} is not UTF-8", path.display())).with_help("save it as UTF-8")
    })
}

fn log_of(folder: &Path) -> Result<Log, Failure> {
    let path = folder.join(log::FILE);
    if !is_there(&path)? {
        return Ok(Log::default());
    }
    let mut bytes = read_whole(&path)?;
    if is_torn(&bytes) && !is_there(&folder.join(NEXT))? {
        // Somebody may have come to the end of the line meanwhile.
        bytes = read_whole(&path)?;
        if is_torn(&bytes) {
            let line = bytes.split(|byte| *byte == b'\n').count();
            let why =
                "the line is not whole, and nobody is writing it: a step and its author are lost".to_owned();
            return Err(bad_log(&path, &BadLog { line, why }));
        }
    }
    Log::parse(&bytes).map_err(|why| bad_log(&path, &why))
}

/// Whether the last line has no end.
fn is_torn(bytes: &[u8]) -> bool {
    bytes.last().is_some_and(|last| *last != b'\n')
}

fn bad_log(path: &Path, why: &BadLog) -> Failure {
    let refused = Failure::input(format!("{}:{}: {}", path.display(), why.line, why.why));
    refused
        .with_help("the past was changed: restore the file from a copy, or move it away and begin a new log")
}

/// The day on which something is done, in UTC.
#[must_use]
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Who does something now.
#[must_use]
pub fn signed(who: &str) -> Signed {
    Signed { who: who.to_owned(), when: jiff::Timestamp::now().to_string(), why: None, verdict: None }
}
