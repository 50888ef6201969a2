//! What-ifs that are written beside a case: new ones only, under names that are no paths, not without end.

use std::{
    fs, io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use serde_json::json;

use crate::{
    target,
    workbench::{Said, no},
};

/// How long the name of a saved what-if may be.
const LONGEST_NAME: usize = 40;

/// How many what-ifs a case may have.
const MOST: usize = 200;

/// The folder beside the case.
const FOLDER: &str = "what-ifs";

/// One what-if is written at a time: what is counted is what is there.
static WRITING: Mutex<()> = Mutex::new(());

/// Writes a what-if into the folder of a case; where it was written, seen from there.
#[must_use]
pub fn save(beside: &Path, name: &str, text: &str) -> Said {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(plain) {
        return no(400, "a name is up to 40 of a-z, 0-9 and -", "choose another name");
    }
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = beside.join(FOLDER);
    match fs::symlink_metadata(&folder) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => {
            let told = "what stands at `what-ifs` beside the case is no folder";
            return no(409, told, "put a folder there; a link is not followed");
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            if let Err(cause) = fs::create_dir(&folder) {
                return failed(&cause);
            }
        }
        Err(cause) => return failed(&cause),
    }
    match fs::read_dir(&folder).map(Iterator::count) {
        Ok(there) if there >= MOST => {
            return no(
                409,
                &format!("the case has {MOST} what-ifs already"),
                "delete those that nobody needs",
            );
        }
        Ok(_) => {}
        Err(cause) => return failed(&cause),
    }
    match target::create(&folder.join(format!("{name}.toml")), text.as_bytes()) {
        Ok(()) => Said { status: 201, body: json!({ "written": format!("{FOLDER}/{name}.toml") }) },
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            no(409, &format!("there is a what-if `{name}` already"), "give it another name")
        }
        Err(cause) => failed(&cause),
    }
}

/// Whoever asks learns what failed, and not where on the disk.
fn failed(cause: &io::Error) -> Said {
    no(500, &format!("the what-if cannot be written: {}", cause.kind()), "ask whoever serves the case")
}
