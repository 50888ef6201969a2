//! Files that are read: plain ones only, and never without end. Whatever is read is remembered, so that nothing is
//! written over it.

use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Read},
    path::Path,
    sync::{Mutex, PoisonError},
};

use detente_case::SIZE_LIMIT;

use crate::failure::Failure;

/// How many bytes a file of another format may have.
const FILE: usize = 2 * SIZE_LIMIT;

/// What this run has read.
static READ: Mutex<BTreeSet<Identity>> = Mutex::new(BTreeSet::new());

/// Which file it is, by whatever name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// By device and number, where files have them.
    #[cfg(unix)]
    Number {
        /// The device.
        device: u64,
        /// The number on it.
        inode: u64,
        /// When it was made, where the system knows: the number of a file that is gone is given to another.
        made: Option<std::time::SystemTime>,
    },
    /// By the path that is left when links are followed.
    #[cfg(not(unix))]
    Path(std::path::PathBuf),
}

impl Identity {
    /// Of what stands at a path; a link is followed.
    pub fn of(path: &Path) -> std::io::Result<Self> {
        Ok(Self::of_data(&fs::metadata(path)?, path))
    }

    /// Of an open file that was opened at this path.
    pub fn of_file(file: &fs::File, path: &Path) -> std::io::Result<Self> {
        Ok(Self::of_data(&file.metadata()?, path))
    }

    /// Of a file with these data at this path.
    #[cfg(unix)]
    #[must_use]
    pub fn of_data(data: &fs::Metadata, _: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self::Number { device: data.dev(), inode: data.ino(), made: data.created().ok() }
    }

    /// Of a file with these data at this path.
    #[cfg(not(unix))]
    pub fn of_data(_: &fs::Metadata, path: &Path) -> Self {
        Self::Path(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()))
    }
}

/// Whether this run has read the file.
#[must_use]
pub fn was_read(file: &Identity) -> bool {
    READ.lock().unwrap_or_else(PoisonError::into_inner).contains(file)
}

/// Whether something is at a path; a failure where that cannot be known.
pub fn is_there(path: &Path) -> Result<bool, Failure> {
    match fs::metadata(path) {
        Ok(_) => Ok(true),
        Err(cause) if is_absence(cause.kind()) => Ok(false),
        Err(cause) => Err(Failure::at("read", path, cause)),
    }
}

/// Whether nothing is there, as against something that cannot be read.
#[must_use]
pub fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// A file of another format as it is on disk; refused where it is no plain file or too large to be meant.
pub fn read_bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = at_most(path, FILE + 1)?;
    if bytes.len() > FILE {
        let most = FILE / (1 << 20);
        return Err(Failure::input(format!("{} has more than {most} MB: it was not read", path.display())));
    }
    Ok(bytes)
}

/// A file whatever its size, for what this program wrote itself.
pub fn read_whole(path: &Path) -> Result<Vec<u8>, Failure> {
    at_most(path, usize::MAX)
}

/// The first bytes of a plain file, so many at most.
pub fn at_most(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let failed = |cause| Failure::at("read", path, cause);
    // A pipe or a device may never end, and opening a pipe may wait for ever.
    let data = fs::metadata(path).map_err(failed)?;
    if !data.is_file() {
        let what = if data.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
        let refused = Failure::usage(format!("{} is {what}, and a file is needed", path.display()));
        return Err(refused.with_help("write what it holds into a plain file, and give that"));
    }
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert(Identity::of_data(&data, path));
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(most as u64).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}
