//! The cases that are served: by a name that is no path, and followed on disk.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

use detente_answers::stop::Advice;
use detente_scenario::sheet;
use indexmap::IndexMap;
use tokio::sync::broadcast;

use super::{Server, reply::Reply};
use crate::{failure::Failure, source::Source};
use detente_machine::look::{Look, look};

/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(400);

/// How many changes a slow listener may be behind.
const BEHIND: usize = 64;

/// The cases by name.
pub(super) struct Cases {
    by_name: RwLock<IndexMap<String, Arc<Case>>>,
    changes: broadcast::Sender<String>,
}

/// A case on disk.
pub(super) struct Case {
    /// The name by which it is asked about.
    name: String,
    /// Its folder, or its case.toml, as it was typed.
    path: PathBuf,
    /// The case as it was read last.
    read: Mutex<Version>,
}

/// A case as it was read, and what its files looked like then.
#[derive(Clone)]
pub(super) struct Version {
    stamp: Stamp,
    /// Counts how often it was read.
    pub(super) number: u64,
    /// The case.
    pub(super) source: Arc<Source>,
}

/// What tells that files changed.
type Stamp = Vec<(PathBuf, Option<Look>)>;

impl Cases {
    /// Refuses a path where there is no case, and two cases of one name.
    pub(super) fn at(paths: &[PathBuf]) -> Result<Self, Failure> {
        let cases = Self { by_name: RwLock::default(), changes: broadcast::Sender::new(BEHIND) };
        paths.iter().try_for_each(|path| cases.add(path))?;
        Ok(cases)
    }

    /// One more case. Refused where there is none at the path, or one of its name is served.
    pub(super) fn add(&self, path: &Path) -> Result<(), Failure> {
        let name = name_of(path);
        let source = Source::served(path, &name)?;
        let stamp = stamp(path, source.digests_named());
        let read = Mutex::new(Version { stamp, number: 0, source: Arc::new(source) });
        let case = Arc::new(Case { name: name.clone(), path: path.to_owned(), read });
        let mut by_name = self.by_name.write().unwrap_or_else(PoisonError::into_inner);
        if by_name.contains_key(&name) {
            return Err(
                Failure::usage(format!("two cases are called `{name}`")).with_help("serve one of them")
            );
        }
        by_name.insert(name, case);
        Ok(())
    }

    fn all(&self) -> Vec<Arc<Case>> {
        self.by_name.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Whether any of them has a compartment of this name.
    pub(super) fn have_compartment(&self, name: &str) -> bool {
        self.all().iter().any(|case| case.last().source.has_compartment(name))
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.all().iter().map(|case| case.name.clone()).collect()
    }

    pub(super) fn get(&self, name: &str) -> Option<Arc<Case>> {
        self.by_name.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    /// The names of cases as they change on disk.
    pub(super) fn changes(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    /// What every case looks like, with what waits for it: that changes no answer, and is told of all the same.
    fn stamps(&self) -> BTreeMap<String, Stamp> {
        let with_drafts = |case: &Case| {
            let inbox = case.folder().join(detente_writing::inbox::FILE);
            case.look().into_iter().chain([(inbox.clone(), look(&inbox))]).collect()
        };
        self.all().iter().map(|case| (case.name.clone(), with_drafts(case))).collect()
    }
}

impl Case {
    /// The case as it is on disk, read once as long as its files stay as they are.
    pub(super) fn now(&self) -> Result<Version, Reply> {
        let version = self.last();
        if version.stamp == self.look() { Ok(version) } else { self.read_again() }
    }

    /// The case as it is on disk, whatever its files look like.
    pub(super) fn read_again(&self) -> Result<Version, Reply> {
        let read = || Source::served(&self.path, &self.name).map_err(|failure| self.unread(&failure));
        // Looked at before it is read for good: what changes meanwhile is read again the next time.
        let stamp = stamp(&self.path, read()?.digests_named());
        let source = Arc::new(read()?);
        let mut last = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Version { stamp, number: last.number + 1, source };
        Ok(last.clone())
    }

    /// Where it is, as it was typed.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder it is in.
    pub(super) fn folder(&self) -> &Path {
        if self.path.is_dir() { &self.path } else { self.path.parent().unwrap_or(Path::new("")) }
    }

    fn last(&self) -> Version {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn look(&self) -> Stamp {
        stamp(&self.path, self.last().source.digests_named())
    }

    /// Why it could not be read. Whoever asks learns what failed, and not where on the disk.
    fn unread(&self, failure: &Failure) -> Reply {
        let name = &self.name;
        match failure {
            Failure::Machine { cause, .. } => {
                let why = format!("the files of the case `{name}` cannot be read: {}", cause.kind());
                Reply::refused(500, Advice::new(why).with_help("ask whoever serves it"))
            }
            Failure::Input(_) => {
                Reply::refused(422, format!("the digests of the case `{name}` are too large"))
            }
            Failure::Case(_)
            | Failure::Scenario(_)
            | Failure::Answered
            | Failure::Usage(_)
            | Failure::Internal(_) => {
                let why = format!("the case `{name}` is gone, or its files are no plain files in its folder");
                Reply::refused(404, Advice::new(why).with_help("ask whoever serves it"))
            }
        }
    }
}

/// The name of the folder of a case, or of a spreadsheet: letters, digits, `-` and `_`, anything else as `-`.
pub(crate) fn name_of(path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let named = if whole.is_dir() {
        whole.file_name()
    } else if sheet::is_spreadsheet(&whole.to_string_lossy()) {
        whole.file_stem()
    } else {
        whole.parent().and_then(Path::file_name)
    };
    let name = named.map(|name| name.to_string_lossy().into_owned());
    let plain =
        |letter: char| if letter.is_ascii_alphanumeric() || "-_".contains(letter) { letter } else { '-' };
    let name: String = name.unwrap_or_default().chars().map(plain).collect();
    if name.is_empty() { "case".to_owned() } else { name }
}

/// What the case and the digests that it names look like.
fn stamp(path: &Path, digests: &[String]) -> Stamp {
    let file = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let digests = digests.iter().map(|digest| folder.join(digest));
    let mut files: Vec<_> = std::iter::once(file).chain(digests).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), look(&file))).collect()
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
                // Nobody listens: nobody has to be told.
                let _ = cases.changes.send(name.clone());
            }
        }
        known = now;
    }
}
