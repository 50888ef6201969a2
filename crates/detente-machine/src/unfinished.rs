//! What is being written: beside its place, under a name of its own, until it is whole and moved there.
//!
//! Whoever writes holds a lock on what is unfinished for as long as it lives. What nobody holds was left behind by a
//! process that was killed, and the next one that writes into the folder takes it away.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions, Permissions},
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::read::Identity;

/// How names of unfinished files begin: short, so that any name leaves room for it.
const PREFIX: &str = ".detente-";

/// How many names are tried before the folder is given up.
const TRIES: usize = 64;

/// What this process has begun and not finished.
static LIVE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file or folder on its way to its place; taken away when it is dropped before it is there.
pub struct Unfinished {
    path: PathBuf,
    /// Held as long as it is being written.
    held: File,
}

impl Unfinished {
    /// Begins a file in `folder`. It has these permissions, or those of any new file.
    pub fn file(folder: &Path, permissions: Option<Permissions>) -> io::Result<Self> {
        let begun = Self::begin(folder, |path| {
            let mut options = OpenOptions::new();
            options.write(true).create_new(true);
            if permissions.is_some() {
                only_ours(&mut options);
            }
            options.open(path)
        })?;
        if let Some(permissions) = permissions {
            begun.held.set_permissions(permissions)?;
        }
        Ok(begun)
    }

    /// Begins a folder in `folder`.
    pub fn folder(folder: &Path) -> io::Result<Self> {
        Self::begin(folder, |path| {
            fs::create_dir(path)?;
            File::open(path)
        })
    }

    fn begin(folder: &Path, open: impl Fn(&Path) -> io::Result<File>) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        take_away_left(folder);
        for _ in 0..TRIES {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{PREFIX}{}-{number}", std::process::id()));
            let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
            let held = match open(&path) {
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => continue,
                opened => opened?,
            };
            // Where locks are not known, nothing unfinished can be told from what was left: nothing is taken away.
            let _ = held.try_lock();
            // Another process may have looked between the making and the lock, and taken it away.
            if Identity::of(&path).ok() == Some(Identity::of_file(&held, &path)?) {
                live.insert(path.clone());
                return Ok(Self { path, held });
            }
        }
        Err(io::Error::other("no name is free for an unfinished file"))
    }

    /// Where it is being written.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file itself.
    pub fn writer(&mut self) -> &mut File {
        &mut self.held
    }

    /// Moves it to its place, once the disk has it. `place` is in the folder in which it was begun.
    pub fn put(self, place: &Path) -> io::Result<()> {
        self.held.sync_all()?;
        {
            let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
            fs::rename(&self.path, place)?;
            live.remove(&self.path);
        }
        sync_folder(folder_of(place));
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
        if live.remove(&self.path) {
            remove(&self.path);
        }
    }
}

/// Takes away what this process has not finished. Nothing can be begun or finished afterwards.
pub fn take_all_away() {
    let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    live.iter().for_each(|path| remove(path));
    // The process ends: whoever waits for the lock waits until then.
    std::mem::forget(live);
}

/// The folder in which a path stands.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("/"),
    }
}

/// Hands a folder's names to the disk. Some systems cannot: then the names follow later.
pub fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Takes away what processes that were killed have left in a folder.
fn take_away_left(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_unfinished(&entry.file_name().to_string_lossy())) {
        // Opening what is neither file nor folder could wait for ever.
        let kind = entry.file_type();
        if !kind.is_ok_and(|kind| kind.is_file() || kind.is_dir()) {
            continue;
        }
        let left = File::open(entry.path());
        if left.is_ok_and(|left| left.try_lock().is_ok()) {
            remove(&entry.path());
        }
    }
}

fn is_unfinished(name: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = name.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-'));
    numbers.is_some_and(|(process, number)| digits(process) && digits(number))
}

fn remove(path: &Path) {
    // What cannot be taken away is tried again by the next process.
    let _ = match fs::symlink_metadata(path) {
        Ok(data) if data.is_dir() => fs::remove_dir_all(path),
        _ => fs::remove_file(path),
    };
}

/// Makes a new file readable and writable by nobody else, where the system knows such modes.
#[cfg(unix)]
pub fn only_ours(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

/// Makes a new file readable and writable by nobody else, where the system knows such modes.
#[cfg(not(unix))]
pub fn only_ours(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_the_dead_left_is_taken_away_and_what_the_living_write_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path();
        fs::write(path.join(".detente-77-0"), "half of a file").expect("left");
        fs::create_dir(path.join(".detente-77-1")).expect("left");
        fs::write(path.join(".detente-77-1/case.toml"), "half of a case").expect("left");
        fs::write(path.join(".detente-notes"), "somebody's own").expect("not ours");
        let living = Unfinished::file(path, None).expect("begun");
        let name = living.path().file_name().map(|name| name.to_string_lossy().into_owned());
        let other = Unfinished::folder(path).expect("begun");
        drop(other);
        let mut left = names(path);
        left.sort();
        assert_eq!(left, [name.unwrap_or_default(), ".detente-notes".to_owned()]);
        drop(living);
        assert_eq!(names(path), [".detente-notes"]);
    }
}
