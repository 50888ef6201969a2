//! What-ifs that are written beside a case: new ones only, under names that are no paths, not without end.

use std::{
    fs, io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use detente_answers::stop::Advice;

use super::reply::Reply;
use crate::target;

/// How long the name of a saved what-if may be.
const LONGEST_NAME: usize = 40;

/// How many what-ifs a case may have.
const MOST: usize = 200;

/// The folder beside the case.
const FOLDER: &str = "what-ifs";

/// One what-if is written at a time: what is counted is what is there.
static WRITING: Mutex<()> = Mutex::new(());

/// Writes a what-if into the folder of a case; where it was written, seen from there.
pub(super) fn save(beside: &Path, name: &str, text: &str) -> Result<String, Reply> {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
        return Err(Reply::refused(400, "a name is up to 40 of a-z, 0-9 and -"));
    }
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = beside.join(FOLDER);
    match fs::symlink_metadata(&folder) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => {
            let why = Advice::new("what stands at `what-ifs` beside the case is no folder");
            return Err(Reply::refused(409, why.with_help("put a folder there; a link is not followed")));
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::create_dir(&folder).map_err(|cause| failed(&cause))?;
        }
        Err(cause) => return Err(failed(&cause)),
    }
    if fs::read_dir(&folder).map_err(|cause| failed(&cause))?.count() >= MOST {
        let why = Advice::new(format!("the case has {MOST} what-ifs already"));
        return Err(Reply::refused(409, why.with_help("delete those that nobody needs")));
    }
    match target::create(&folder.join(format!("{name}.toml")), text.as_bytes()) {
        Ok(()) => Ok(format!("{FOLDER}/{name}.toml")),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            let why = Advice::new(format!("there is a what-if `{name}` already"));
            Err(Reply::refused(409, why.with_help("give it another name")))
        }
        Err(cause) => Err(failed(&cause)),
    }
}

/// Whoever asks learns what failed, and not where on the disk.
fn failed(cause: &io::Error) -> Reply {
    Reply::refused(500, format!("the what-if cannot be written: {}", cause.kind()))
}
