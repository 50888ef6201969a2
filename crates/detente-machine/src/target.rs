//! Where a command writes what it is asked to write into a file, and what it never writes over.
//!
//! A device is written into as it is, and a pipe if somebody reads it. A plain file is replaced at once by a whole one that keeps its mode; a
//! link is followed to what it leads to. No file that this run has read is ever written over. Any other file is, only
//! if it bears our mark as we left it, holds the very same bytes, is empty, or `--force` is given.

use std::{
    fmt,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use detente_case::{SHORT_HASH, short_hash};

use crate::{
    failure::Failure,
    output,
    read::{self, Identity},
    unfinished::{Unfinished, folder_of},
};

/// How many links lead on to links before they are taken for a circle.
const MOST_LINKS: usize = 40;

/// What is written over.
#[derive(Args, Clone, Copy, Default)]
pub struct Overwrite {
    /// Write over a file that was edited, or that this program did not write
    #[arg(long, help_heading = "Output")]
    pub force: bool,
}

/// How a file says that this program wrote it, and that nobody has changed it since.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A comment at the end, as HTML, SVG and Markdown have it.
    Comment,
    /// The last field of an object of JSON.
    Field,
    /// Its own bytes say so, as Parquet does, or there is no room for a mark, as in CSV.
    Nothing,
}

/// Where something is to be written.
pub struct Target {
    /// As it was typed.
    typed: PathBuf,
    place: Place,
}

/// What stands where something is to be written.
enum Place {
    /// What answers are printed to, under another name.
    Output,
    /// A device, or a pipe with its end held open, so that its reader waits for what is written.
    Stream(Option<fs::File>),
    /// A file, once links are followed.
    File { path: PathBuf, there: There },
}

/// What is there now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    /// Nothing, an empty file, or a file that is known to be ours.
    Free,
    /// A file with something in it that may be somebody's.
    Strange,
}

impl Target {
    /// Looks at the place before any work is done. Refuses a folder, and whatever this run has read.
    pub fn at(typed: &Path, overwrite: Overwrite) -> Result<Self, Failure> {
        let failed = |cause| Failure::at("write", typed, cause);
        let place = match fs::metadata(typed) {
            Ok(data) if data.is_dir() => {
                let refused = Failure::usage(format!("{} is a folder", typed.display()));
                return Err(refused.with_help("name a file in it"));
            }
            Ok(_) if output::is(typed) => Place::Output,
            Ok(data) if !data.is_file() => Place::Stream(pipe(typed, &data)?),
            Ok(data) => {
                let path = fs::canonicalize(typed).map_err(failed)?;
                if read::was_read(&Identity::of_data(&data, &path)) {
                    return Err(input(typed));
                }
                may_be_written(&path).map_err(failed)?;
                let free = overwrite.force || data.len() == 0 || is_ours(&fs::read(&path).map_err(failed)?);
                Place::File { path, there: if free { There::Free } else { There::Strange } }
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                Place::File { path: new_file(typed)?, there: There::Free }
            }
            Err(cause) => return Err(failed(cause)),
        };
        Ok(Self { typed: typed.to_owned(), place })
    }

    /// Refuses what this run has read since the place was looked at.
    pub fn refuse_input(&self) -> Result<(), Failure> {
        match &self.place {
            Place::File { path, .. } if Identity::of(path).is_ok_and(|file| read::was_read(&file)) => {
                Err(input(&self.typed))
            }
            Place::File { .. } | Place::Output | Place::Stream(_) => Ok(()),
        }
    }

    /// Refuses now what `write` would refuse at the end: for work that takes long.
    pub fn refuse_strange(&self) -> Result<(), Failure> {
        match &self.place {
            Place::File { there: There::Strange, .. } => Err(self.strange()),
            Place::File { .. } | Place::Output | Place::Stream(_) => Ok(()),
        }
    }

    /// The file, where it is one and something can be kept beside it.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.place {
            Place::File { path, .. } => Some(path),
            Place::Output | Place::Stream(_) => None,
        }
    }

    /// Writes a text, marked as ours where it becomes a file.
    pub fn write_text(&self, text: &str, mark: Mark) -> Result<(), Failure> {
        match (&self.place, mark) {
            (Place::File { .. }, Mark::Comment) => self.write(commented(text).as_bytes()),
            (Place::File { .. }, Mark::Field) => self.write(with_field(text).as_bytes()),
            (Place::File { .. } | Place::Output | Place::Stream(_), _) => self.write(text.as_bytes()),
        }
    }

    /// Writes these bytes, all of them or none where it is a file.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |cause| Failure::at("write", &self.typed, cause);
        match &self.place {
            Place::Output => output::write_bytes(bytes),
            Place::Stream(pipe) => {
                let stream = OpenOptions::new().write(true).open(&self.typed);
                match stream.and_then(|mut stream| stream.write_all(bytes).and_then(|()| stream.flush())) {
                    // A reader who stopped reading is no failure.
                    Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe && pipe.is_some() => Ok(()),
                    done => done.map_err(failed),
                }
            }
            Place::File { path, there } => {
                if *there == There::Strange {
                    if fs::read(path).map_err(failed)? != bytes {
                        return Err(self.strange());
                    }
                    return Ok(());
                }
                replace(path, bytes).map_err(failed)
            }
        }
    }

    fn strange(&self) -> Failure {
        let file = self.typed.display();
        let refused = Failure::usage(format!("{file} was edited, or this program did not write it"));
        refused.with_help("give another name, or write over it with --force")
    }
}

/// The end of a pipe that somebody reads; nothing of what is no pipe. Opening one that nobody reads waits for ever, so
/// such a pipe is refused after a moment.
#[cfg(unix)]
fn pipe(typed: &Path, data: &fs::Metadata) -> Result<Option<fs::File>, Failure> {
    use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
    const TRIES: u32 = 20;
    const PAUSE: std::time::Duration = std::time::Duration::from_millis(50);
    if !data.file_type().is_fifo() {
        return Ok(None);
    }
    for tried in 1.. {
        match OpenOptions::new().write(true).custom_flags(libc::O_NONBLOCK).open(typed) {
            Ok(end) => return Ok(Some(end)),
            Err(cause) if cause.raw_os_error() != Some(libc::ENXIO) => {
                return Err(Failure::at("write", typed, cause));
            }
            Err(_) if tried < TRIES => std::thread::sleep(PAUSE),
            Err(_) => break,
        }
    }
    let refused = Failure::usage(format!("{} is a pipe that nobody reads", typed.display()));
    Err(refused.with_help("begin to read it first, or name a file"))
}

#[cfg(not(unix))]
fn pipe(_: &Path, _: &fs::Metadata) -> Result<Option<fs::File>, Failure> {
    Ok(None)
}

fn input(typed: &Path) -> Failure {
    let refused = Failure::usage(format!("{} is a file that this answer is made from", typed.display()));
    refused.with_help("write into another file")
}

/// That a file is read-only: whoever made it so says no to every change, and moving a whole one to its place would need
/// no leave but the folder's.
#[derive(Debug)]
pub struct ReadOnly(PathBuf);

impl ReadOnly {
    /// How it is mended.
    #[must_use]
    pub fn help(&self) -> String {
        format!("if it may be changed, say so first: chmod u+w {}", self.0.display())
    }
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("it is read-only, and nothing was written")
    }
}

impl std::error::Error for ReadOnly {}

/// Refuses a file that is read-only, or that whoever runs this may not write. A new file may be written.
pub fn may_be_written(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        // Whoever may do everything is told no by the mode alone.
        Ok(data) if data.is_file() && data.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, ReadOnly(path.to_owned())))
        }
        Ok(data) if data.is_file() => OpenOptions::new().write(true).open(path).map(drop),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Writes a file beside its place and moves it there. What was there keeps its mode and its owner; what is read-only
/// stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    may_be_written(path)?;
    let before = fs::metadata(path).ok();
    let mut made = Unfinished::file(folder_of(path), before.as_ref().map(fs::Metadata::permissions))?;
    if let Some(before) = &before {
        keep_owner(&made, before);
    }
    made.writer().write_all(bytes)?;
    made.put(path)
}

/// Writes a file that must not be there yet, whole or not at all.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut made = Unfinished::file(folder_of(path), None)?;
    made.writer().write_all(bytes)?;
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    made.put(path)
}

/// The file that would be made: where links lead to nothing, what they lead to.
fn new_file(typed: &Path) -> Result<PathBuf, Failure> {
    if typed.file_name().is_none() {
        let refused = Failure::usage(format!("{} names no file", typed.display()));
        return Err(refused.with_help("write, for example, frontier.svg"));
    }
    let mut path = typed.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(to) = fs::read_link(&path) else { break };
        path = folder_of(&path).join(to);
    }
    let folder = folder_of(&path);
    match fs::metadata(folder) {
        Ok(data) if data.is_dir() => Ok(path),
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Failure::at("write", typed, cause)),
        Ok(_) | Err(_) => {
            let refused = Failure::usage(format!("there is no folder {}", folder.display()));
            Err(refused.with_help("make the folder first, or name another"))
        }
    }
}

/// Whether this program wrote these bytes, and nobody has changed them since.
fn is_ours(bytes: &[u8]) -> bool {
    is_our_parquet(bytes) || [COMMENT, FIELD].iter().any(|begin| bears(bytes, begin.as_bytes()))
}

const COMMENT: &str = "<!-- detente ";
const FIELD: &str = ",\n  \"mark\": \"detente ";

fn commented(text: &str) -> String {
    format!("{text}{COMMENT}{} -->\n", short_hash(text))
}

/// The text of an object with one more field; as it is where it is none.
fn with_field(text: &str) -> String {
    match text.trim_end().strip_suffix("\n}") {
        Some(fields) => format!("{fields}{FIELD}{}\"\n}}\n", short_hash(fields)),
        None => text.to_owned(),
    }
}

fn bears(bytes: &[u8], begin: &[u8]) -> bool {
    let Some(at) = bytes.windows(begin.len()).rposition(|window| window == begin) else { return false };
    let (text, mark) = bytes.split_at(at);
    let said = mark.get(begin.len()..begin.len() + SHORT_HASH);
    let rest = mark.get(begin.len() + SHORT_HASH..).unwrap_or_default();
    said == Some(short_hash(text).as_bytes()) && matches!(rest, b" -->\n" | b"\"\n}\n")
}

/// Any other program that writes Parquet puts its own name into the foot.
fn is_our_parquet(bytes: &[u8]) -> bool {
    const MAGIC: &[u8] = b"PAR1";
    let Some(body) = bytes.strip_prefix(MAGIC).and_then(|rest| rest.strip_suffix(MAGIC)) else {
        return false;
    };
    let Some((body, length)) = body.split_last_chunk::<4>() else { return false };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let foot = body.len().checked_sub(length).and_then(|at| body.get(at..)).unwrap_or_default();
    let maker = format!("detente {}", env!("CARGO_PKG_VERSION"));
    foot.windows(maker.len()).any(|window| window == maker.as_bytes())
}

#[cfg(unix)]
fn keep_owner(made: &Unfinished, before: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    // Only who may give files away keeps another's: for all others the file becomes their own, as with any copy.
    let _ = chown(made.path(), Some(before.uid()), Some(before.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Unfinished, _: &fs::Metadata) {}

#[cfg(test)]
mod tests;
