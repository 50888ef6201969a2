//! What a file looks like from outside: whether it may have changed is told without reading it.

use std::{fs, path::Path};

/// What a file looks like from outside. What is edited and given its old size and time again has another last change
/// of its entry, which nobody can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    size: u64,
    modified: Option<std::time::SystemTime>,
    entry: Entry,
}

/// Which entry of the disk it is, and when that changed, in seconds and nanoseconds.
type Entry = (u64, u64, i64, i64);

/// What a file looks like; nothing where there is none.
#[must_use]
pub fn look(file: &Path) -> Option<Look> {
    let data = fs::metadata(file).ok()?;
    Some(Look { size: data.len(), modified: data.modified().ok(), entry: entry(&data) })
}

#[cfg(unix)]
fn entry(data: &fs::Metadata) -> Entry {
    use std::os::unix::fs::MetadataExt;
    (data.dev(), data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn entry(_: &fs::Metadata) -> Entry {
    (0, 0, 0, 0)
}
