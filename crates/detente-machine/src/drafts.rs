//! The drafts of a case on disk: read, and written together with the case, so that both are of one yes.
//!
//! Two files cannot be replaced at once. The inbox is written first and says what the case will be; then the case; then
//! the inbox says that it is done. Whoever reads the inbox after a command was stopped in between sees by the case which
//! of both it is, and settles it.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use detente_case::CaseFiles;
use detente_writing::inbox::{FILE, Inbox};

use crate::{
    failure::Failure,
    read::{is_there, read_bounded, read_whole},
    target::{create, may_be_written, replace},
};

/// How many bytes a text may have that is read from the input.
const MOST_OF_INPUT: u64 = 16 << 20;

/// The bytes of a text that somebody gave: a file, or what comes in where the name is `-`.
pub fn given(path: &Path) -> Result<Vec<u8>, Failure> {
    if path != Path::new("-") {
        return match fs::metadata(path) {
            Err(cause) if crate::read::is_absence(cause.kind()) => {
                let refused = Failure::usage(format!("there is no file {}", path.display()));
                Err(refused.with_help("name a text, a saved page (.html) or a Word document (.docx); `-` reads what is piped in"))
            }
            _ => read_bounded(path),
        };
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_OF_INPUT + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Failure::Machine { doing: "read what is piped in".to_owned(), cause })?;
    if bytes.len() as u64 > MOST_OF_INPUT {
        return Err(Failure::input("what is piped in has more than 16 MB: it was not read"));
    }
    Ok(bytes)
}

/// A case that nobody else changes meanwhile: two answers at once are given one after the other.
#[derive(Debug)]
pub struct Held {
    _folder: Option<fs::File>,
}

/// Waits until nobody else answers drafts of this case. Where folders cannot be locked, nothing is waited for.
#[must_use]
pub fn held(folder: &Path) -> Held {
    let lock = |file: fs::File| file.lock().is_ok().then_some(file);
    Held { _folder: fs::File::open(folder).ok().and_then(lock) }
}

/// A case with the digests of all texts that were read for it: a yes may be the first to name one.
pub fn with_texts(files: CaseFiles, folder: &Path, inbox: &Inbox) -> Result<CaseFiles, Failure> {
    let mut files = files;
    for text in &inbox.texts {
        let name = text.digest();
        let path = folder.join(&name);
        if !files.digests().contains_key(&name) && is_there(&path)? {
            files = files.with_digest(name, &read_bounded(&path)?);
        }
    }
    Ok(files)
}

/// The inbox of a case whose file has this text; an empty one where there is none.
pub fn inbox(folder: &Path, case: &str) -> Result<Inbox, Failure> {
    let path = folder.join(FILE);
    if !is_there(&path)? {
        return Ok(Inbox::new());
    }
    let mut inbox = Inbox::parse(&read_whole(&path)?).map_err(|why| {
        let faults =
            why.0.iter().map(|fault| format!("error: {}:{}: {}", path.display(), fault.line, fault.why));
        let help = "help: restore it from a copy; or move it away, and read the texts again".to_owned();
        Failure::Scenario(faults.chain([help]).collect())
    })?;
    inbox.settle(case);
    Ok(inbox)
}

/// Writes the inbox, whole or not at all.
pub fn put_inbox(folder: &Path, inbox: &Inbox) -> Result<(), Failure> {
    let path = folder.join(FILE);
    let bytes = inbox.bytes().map_err(|error| Failure::Internal(format!("an inbox is no JSON: {error}")))?;
    if is_there(&path)? && read_whole(&path)? == bytes {
        return Ok(());
    }
    replace(&path, &bytes).map_err(|cause| Failure::at("write", path, cause))
}

/// Writes a case with its inbox. Refused where the case is no longer what was read.
pub fn put_case(file: &Path, before: &[u8], case: &str, inbox: Inbox) -> Result<(), Failure> {
    let folder = crate::unfinished::folder_of(file);
    // Of the two files neither is written where one may not be.
    let failed = |cause| Failure::at("write", file, cause);
    // A link is followed to what it leads to.
    let place = fs::canonicalize(file).map_err(failed)?;
    may_be_written(&place).map_err(failed)?;
    put_inbox(folder, &inbox)?;
    if read_whole(file)? != before {
        let refused = Failure::input(format!(
            "{} was changed while this ran: nothing was written into it",
            file.display()
        ));
        return Err(refused.with_help("run the command again"));
    }
    replace(&place, case.as_bytes()).map_err(failed)?;
    put_inbox(folder, &Inbox { unfinished: None, ..inbox })
}

/// Puts the files of a text beside a case. What is there with other bytes stays, and is told of.
pub fn put_text(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path: PathBuf = folder.join(name);
        if is_there(&path)? {
            if read_whole(&path)? != *bytes {
                let refused = Failure::usage(format!("{} is there and holds something else", path.display()));
                return Err(refused.with_help("move it away, and run the command again"));
            }
            continue;
        }
        let within = crate::unfinished::folder_of(&path);
        fs::create_dir_all(within).map_err(|cause| Failure::at("make", within, cause))?;
        create(&path, bytes).map_err(|cause| Failure::at("write", &path, cause))?;
    }
    Ok(())
}
