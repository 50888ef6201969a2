//! Which files of a folder make a scenario: a domain, and the profiles of those who negotiate.

use std::{
    collections::BTreeSet,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use clap::Args;
use detente_scenario::{Format, MOST_STEPS, Role};

use crate::{failure::Failure, output, scenario_files::Read, sheet_file};

/// The most parties of a scenario.
const MOST_PARTIES: usize = detente_frontier::MOST_PARTIES;

/// How many names of profiles a message lists.
const LISTED: usize = 12;

/// Which files of a folder are meant, and how ranges of numbers become options.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Scenarios")]
pub(crate) struct FilesArgs {
    /// The file of the domain, where a folder holds several; its profiles lie beside it unless you name them
    #[arg(long, value_name = "FILE")]
    pub(crate) domain: Option<PathBuf>,

    /// The profiles of those who negotiate, in the order of their seats: files, or their names without an ending
    /// [default: all in the folder]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) profiles: Vec<PathBuf>,

    /// How many equal steps to take of an issue that is a range of numbers
    #[arg(long, value_name = "N")]
    pub(crate) steps: Option<NonZeroU32>,
}

impl FilesArgs {
    /// The path that is meant: what was typed, or the domain where only that was named.
    pub(crate) fn at(&self, path: Option<&Path>) -> PathBuf {
        path.or(self.domain.as_deref()).map(Path::to_owned).unwrap_or_default()
    }

    /// Whether nothing was chosen.
    pub(crate) fn is_plain(&self) -> bool {
        self.domain.is_none() && self.profiles.is_empty() && self.steps.is_none()
    }

    /// What was typed to name the scenario, as another command takes it.
    pub(crate) fn typed(&self, path: &Path) -> String {
        let mut typed = Vec::new();
        if self.domain.as_deref() != Some(path) {
            typed.push(path.display().to_string());
        }
        typed.extend(self.domain.as_ref().map(|domain| format!("--domain {}", domain.display())));
        if !self.profiles.is_empty() {
            let names: Vec<_> = self.profiles.iter().map(|profile| profile.display().to_string()).collect();
            typed.push(format!("--profiles {}", names.join(",")));
        }
        typed.extend(self.steps.map(|steps| format!("--steps {steps}")));
        typed.join(" ")
    }

    /// What of it an answer was made with, to be told with what numbers mean.
    pub(crate) fn says(&self, scale: &str) -> String {
        self.steps.map_or_else(|| scale.to_owned(), |steps| format!("{scale}, {steps} steps of each range"))
    }

    /// The files of the scenario, and no others.
    pub(crate) fn of(&self, path: &Path) -> Result<Vec<PathBuf>, Failure> {
        let folder = folder_of(path);
        let files = if path.is_dir() { in_folder(path)? } else { vec![path.to_owned()] };
        if self.domain.is_none() && self.profiles.is_empty() {
            return whole(path, files);
        }
        let beside = in_folder(&folder)?;
        let domains: Vec<PathBuf> = match &self.domain {
            Some(domain) => vec![found(domain, &folder, &beside, "domain")?],
            None if path.is_dir() => {
                beside.iter().filter(|file| role(file) != Role::Profile).cloned().collect()
            }
            None => vec![path.to_owned()],
        };
        let profiles: Vec<PathBuf> = if self.profiles.is_empty() {
            beside.iter().filter(|file| role(file) == Role::Profile).cloned().collect()
        } else {
            let chosen = self.profiles.iter().map(|name| found(name, &folder, &beside, "profile"));
            chosen.collect::<Result<_, _>>()?
        };
        if let Some(twice) = twice(&profiles) {
            return Err(Failure::usage(format!("the profile {} is named twice", twice.display()))
                .with_help("name every profile once; copy the file to let a party negotiate with its like"));
        }
        refuse_crowd(path, profiles.len())?;
        Ok(domains.into_iter().chain(profiles).collect())
    }

    /// A scenario that was read, with its parties in the order that was typed and its ranges in steps.
    pub(crate) fn applied(&self, mut read: Read) -> Result<Read, Failure> {
        let place = |name: &str| {
            self.profiles.iter().position(|file| stem(file) == name).unwrap_or(self.profiles.len())
        };
        read.scenario.parties.sort_by_key(|party| place(&party.name));
        let Some(steps) = self.steps else { return Ok(read) };
        if steps.get() > MOST_STEPS {
            return Err(Failure::usage(format!("{steps} steps are more than {MOST_STEPS}")));
        }
        if read.scenario.ranges().next().is_none() {
            output::complain("note: no issue is a range of numbers, so --steps changes nothing");
        }
        read.scenario = read.scenario.in_steps(steps);
        Ok(read)
    }
}

/// All files, if they are a scenario by themselves.
fn whole(path: &Path, files: Vec<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let roles: Vec<Role> = files.iter().map(|file| role(file)).collect();
    let of = |wanted: Role| roles.iter().filter(|role| **role == wanted).count();
    refuse_crowd(path, of(Role::Profile))?;
    if of(Role::Domain) > 0 && of(Role::Profile) == 0 {
        let beside = in_folder(&folder_of(path))?;
        let profiles: Vec<String> =
            beside.iter().filter(|file| role(file) == Role::Profile).map(|file| stem(file)).collect();
        let refused =
            Failure::usage(format!("{} is a domain without profiles: nobody negotiates", path.display()));
        let help = if profiles.is_empty() {
            "put the profiles of the parties beside it, or name them: --profiles a.xml,b.xml".to_owned()
        } else {
            format!(
                "name those who negotiate: --profiles {} (beside it lie {})",
                profiles.iter().take(2).cloned().collect::<Vec<_>>().join(","),
                listed(&profiles)
            )
        };
        return Err(refused.with_help(help));
    }
    Ok(files)
}

fn refuse_crowd(path: &Path, profiles: usize) -> Result<(), Failure> {
    if profiles <= MOST_PARTIES {
        return Ok(());
    }
    let refused = format!(
        "{} has {profiles} profiles, and at most {MOST_PARTIES} parties can negotiate with each other",
        path.display()
    );
    Err(Failure::usage(refused).with_help("name those who negotiate: --profiles a,b"))
}

fn listed(names: &[String]) -> String {
    let first = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > LISTED { format!("{first} and {} more", names.len() - LISTED) } else { first }
}

/// The folder in which files are looked for by name.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_owned();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// The files of a folder that are of its format, by name. What is hidden is none: systems put it there, and offices
/// put `~$` before the name of a file that is open.
pub(crate) fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |cause| Failure::at("read", folder, cause);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| {
            let name = name.to_string_lossy();
            name.starts_with('.') || name.starts_with("~$")
        });
        if !hidden && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    let format = Format::of(files.iter().filter_map(|file| file.file_name()?.to_str()));
    files.retain(|file| format.is_some() && format_of(file) == format);
    Ok(files)
}

fn format_of(file: &Path) -> Option<Format> {
    Format::of([file.file_name()?.to_str()?])
}

/// What a file is, as far as its text tells; what cannot be read is told when it is read.
fn role(file: &Path) -> Role {
    match (format_of(file), sheet_file::quiet_text(file)) {
        (Some(format), Some(text)) => format.role(&text),
        _ => Role::Other,
    }
}

/// The file of this name: as typed, in the folder, or there without its ending.
fn found(name: &Path, folder: &Path, beside: &[PathBuf], what: &str) -> Result<PathBuf, Failure> {
    let there = folder.join(name);
    if let Some(file) = [name.to_owned(), there].into_iter().find(|file| file.is_file()) {
        return Ok(file);
    }
    let typed = name.display().to_string();
    if let Some(file) = beside.iter().find(|file| stem(file) == typed) {
        return Ok(file.clone());
    }
    let names: Vec<String> = beside.iter().map(|file| stem(file)).collect();
    let refused = Failure::usage(format!("there is no {what} `{typed}` in {}", folder.display()));
    Err(if names.is_empty() { refused } else { refused.with_help(format!("there are {}", listed(&names))) })
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn twice(files: &[PathBuf]) -> Option<&PathBuf> {
    let mut seen = BTreeSet::new();
    files.iter().find(|file| !seen.insert(stem(file)))
}
