//! The cases that are served: by a name that is no path, and followed on disk.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use indexmap::IndexMap;
use tokio::sync::broadcast;

use super::Server;
use crate::{failure::Failure, source::Source};

/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(400);

/// How many changes a slow listener may be behind.
const BEHIND: usize = 64;

/// The cases by name.
pub(super) struct Cases {
    by_name: IndexMap<String, Case>,
    changes: broadcast::Sender<String>,
}

/// A case on disk.
pub(super) struct Case {
    /// Its folder, or its case.toml, as it was typed.
    pub(super) path: PathBuf,
    /// Counts the changes seen on disk.
    version: AtomicU64,
    /// The case as it was read, and what its files looked like then.
    read: Mutex<(Stamp, Arc<Source>)>,
}

/// What tells that files changed: the size and the time of each.
type Stamp = Vec<(PathBuf, Option<SystemTime>, u64)>;

impl Cases {
    /// Refuses a path where there is no case, and two cases of one name.
    pub(super) fn at(paths: &[PathBuf]) -> Result<Self, Failure> {
        let mut by_name = IndexMap::new();
        for path in paths {
            let read = Mutex::new((stamp(path), Arc::new(Source::at(path)?)));
            let name = name_of(path);
            let case = Case { path: path.clone(), version: AtomicU64::new(0), read };
            if by_name.insert(name.clone(), case).is_some() {
                return Err(Failure::usage(format!("two cases are called `{name}`: serve one of them")));
            }
        }
        Ok(Self { by_name, changes: broadcast::Sender::new(BEHIND) })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Case> {
        self.by_name.get(name)
    }

    /// The names of cases as they change on disk.
    pub(super) fn changes(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    fn stamps(&self) -> BTreeMap<&str, Stamp> {
        self.by_name.iter().map(|(name, case)| (name.as_str(), stamp(&case.path))).collect()
    }
}

impl Case {
    pub(super) fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// The case as it is on disk, read once as long as its files stay as they are.
    pub(super) fn source(&self) -> Result<Arc<Source>, Failure> {
        let (of, source) = self.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if of == stamp(&self.path) { Ok(source) } else { self.read_again() }
    }

    /// The case as it is on disk now.
    pub(super) fn read_again(&self) -> Result<Arc<Source>, Failure> {
        // Looked at before it is read: what changes meanwhile is read again the next time.
        let stamp = stamp(&self.path);
        let source = Arc::new(Source::at(&self.path)?);
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = (stamp, Arc::clone(&source));
        Ok(source)
    }

    /// The folder it is in.
    pub(super) fn folder(&self) -> &Path {
        if self.path.is_dir() { &self.path } else { self.path.parent().unwrap_or(Path::new("")) }
    }
}

/// The name of the folder of a case: letters, digits, `-` and `_`, anything else as `-`.
pub(crate) fn name_of(path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = if whole.is_dir() { Some(whole.as_path()) } else { whole.parent() };
    let name = folder.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let plain =
        |letter: char| if letter.is_ascii_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let name: String = name.unwrap_or_default().chars().map(plain).collect();
    if name.is_empty() { "case".to_owned() } else { name }
}

fn stamp(path: &Path) -> Stamp {
    let file = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
    let digests = file.parent().map(|folder| folder.join("sources"));
    let digests = digests.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut files: Vec<_> = std::iter::once(file).chain(digests.map(|entry| entry.path())).collect();
    files.sort();
    let of = |file: PathBuf| match fs::metadata(&file) {
        Ok(data) => (file, data.modified().ok(), data.len()),
        Err(_) => (file, None, 0),
    };
    files.into_iter().map(of).collect()
}

/// Looks at the files of every case again and again, and tells of changes.
pub(super) async fn watch(server: Arc<Server>) {
    let cases = &server.cases;
    let mut known = cases.stamps();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = cases.stamps();
        for (name, stamp) in &now {
            if known.get(name) != Some(stamp) {
                if let Some(case) = cases.get(name) {
                    case.version.fetch_add(1, Ordering::Release);
                }
                // Nobody listens: nobody has to be told.
                let _ = cases.changes.send((*name).to_owned());
            }
        }
        known = now;
    }
}
