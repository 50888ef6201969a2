//! From what was typed to a case.

use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

use crate::read::{at_most, is_absence};
pub use crate::read::{is_there, read_bounded, read_whole};
use detente_case::{CaseFiles, SIZE_LIMIT};
use jiff::civil::Date;

use crate::{
    failure::Failure,
    gmcr_file,
    sheet_file::{self, Sheet},
};

/// How many bytes the digests of a case may have together.
const DIGESTS: usize = SIZE_LIMIT;

/// The day as of which a file is read that names none, as a table or a `.gmcr` file does. The day on which it was saved
/// differs from machine to machine, and the same file must give the same answer.
pub const UNDATED: Date = Date::constant(2000, 1, 1);

/// The variable of the environment that names a folder of cases, which are found by their names alone. Whoever packs
/// the program sets it.
pub const CATALOGUE: &str = "DETENTE_CATALOGUE";

/// Where the files of a case may lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Wherever links lead: who typed the path may read them.
    Anywhere,
    /// In the folder of the case: who asks over the network may read nothing else, and learns only its name.
    Folder {
        /// The name of the folder, as it is shown.
        name: &'a str,
    },
}

/// Reads a case's text and its digests. `path` is the folder of the case or its `case.toml`; a spreadsheet and a
/// `.gmcr` file become a case.
pub fn load(path: &Path) -> Result<CaseFiles, Failure> {
    load_within(path, Reach::Anywhere)
}

/// Reads a case's text and its digests from as far as they may lie.
pub fn load_within(path: &Path, reach: Reach<'_>) -> Result<CaseFiles, Failure> {
    Ok(loaded(path, reach)?.0)
}

/// A case's text and its digests, with the spreadsheet that the case is made of, if it is made of one. Where nothing has
/// that name, a case of the [catalogue](CATALOGUE) may.
pub fn loaded(path: &Path, reach: Reach<'_>) -> Result<(CaseFiles, Option<Sheet>), Failure> {
    let found = if reach == Reach::Anywhere { in_catalogue(path, catalogue().as_deref()) } else { None };
    let path = found.as_deref().unwrap_or(path);
    if let Some(spreadsheet) = sheet_file::at(path) {
        within(&spreadsheet, spreadsheet.parent().unwrap_or(Path::new("")), reach)?;
        let shown = match reach {
            Reach::Anywhere => spreadsheet.display().to_string(),
            Reach::Folder { .. } => sheet_file::name(&spreadsheet),
        };
        let sheet = Sheet::at(&spreadsheet, &shown)?;
        return Ok((sheet.case()?.files, Some(sheet)));
    }
    if gmcr_file::is_gmcr(path) && path.is_file() {
        within(path, path.parent().unwrap_or(Path::new("")), reach)?;
        return Ok((gmcr_file::as_case(path)?, None));
    }
    let file = case_file(path)?;
    let folder = file.parent().unwrap_or(Path::new(""));
    within(&file, folder, reach)?;
    let text = at_most(&file, SIZE_LIMIT + 1)?;
    let shown = match reach {
        Reach::Anywhere => file.display().to_string(),
        Reach::Folder { name } => format!("{name}/case.toml"),
    };
    let mut digests = BTreeMap::new();
    let mut left = DIGESTS;
    for name in digests_named(&CaseFiles::new(shown.clone(), &text, BTreeMap::new())) {
        let path = folder.join(&name);
        // What is not there is a problem of the case, told with its place.
        match fs::metadata(&path) {
            Err(cause) if is_absence(cause.kind()) => continue,
            Err(cause) => return Err(Failure::at("read", path, cause)),
            Ok(_) => within(&path, folder, reach)?,
        }
        let digest = at_most(&path, left + 1)?;
        let Some(rest) = left.checked_sub(digest.len()) else { return Err(too_much(&path)) };
        left = rest;
        digests.insert(name, digest);
    }
    let files = CaseFiles::new(shown, &text, BTreeMap::new());
    Ok((digests.iter().fold(files, |files, (name, bytes)| files.with_digest(name, bytes)), None))
}

/// The digests that are read with a case: those it names in its folder of sources.
#[must_use]
pub fn digests_named(files: &CaseFiles) -> Vec<String> {
    detente_case::digests_named(files).into_iter().filter(|name| is_in_sources(name)).collect()
}

/// The file of a case at this path.
pub fn case_file(path: &Path) -> Result<PathBuf, Failure> {
    let of = |path: &Path| match fs::metadata(path) {
        Ok(data) => Ok(Some(data)),
        Err(cause) if is_absence(cause.kind()) => Ok(None),
        Err(cause) => Err(Failure::at("read", path, cause)),
    };
    let file = match of(path)? {
        Some(data) if data.is_dir() => path.join("case.toml"),
        Some(_) => return Ok(path.to_owned()),
        None => return Err(missing(path)),
    };
    if of(&file)?.is_some() { Ok(file) } else { Err(missing(path)) }
}

/// The folder of cases to look at, if this environment names one.
fn catalogue() -> Option<PathBuf> {
    std::env::var_os(CATALOGUE).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The case of this name in the catalogue, where the name is one and nothing else has it.
fn in_catalogue(path: &Path, catalogue: Option<&Path>) -> Option<PathBuf> {
    let mut parts = path.components();
    let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else { return None };
    let case = catalogue?.join(name);
    (fs::symlink_metadata(path).is_err_and(|cause| is_absence(cause.kind()))
        && case.join("case.toml").is_file())
    .then_some(case)
}

/// The names of the cases in the catalogue, in their order.
fn names_in(catalogue: &Path) -> Vec<String> {
    let entries = fs::read_dir(catalogue).into_iter().flatten().filter_map(Result::ok);
    let cases = entries.filter(|entry| entry.path().join("case.toml").is_file());
    let mut names: Vec<_> = cases.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn missing(path: &Path) -> Failure {
    let missing = path.display();
    let refused = Failure::usage(format!("there is no case at `{missing}`"))
        .with_help("give the folder of a case, or its case.toml");
    let names = catalogue().map_or(Vec::new(), |catalogue| names_in(&catalogue));
    let refused = if names.is_empty() {
        refused
    } else {
        refused.with_help(format!("or one that is installed: {}", names.join(", ")))
    };
    // A case is made in a new folder: not where something is, nor under the name of a file.
    if path.exists() || path.extension().is_some() {
        return refused;
    }
    refused.with_help(format!("or make one: detente new {missing}"))
}

/// Whether a name that a case gives is one of a Markdown file in its folder of sources.
fn is_in_sources(name: &str) -> bool {
    let plain = |name: &str| {
        !name.contains(['/', '\\']) && Path::new(name).extension().is_some_and(|end| end == "md")
    };
    name.strip_prefix("sources/").is_some_and(plain)
}

fn within(file: &Path, folder: &Path, reach: Reach<'_>) -> Result<(), Failure> {
    if reach == Reach::Anywhere {
        return Ok(());
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let whole = |path: &Path| fs::canonicalize(path).map_err(|cause| Failure::at("read", path, cause));
    if whole(file)?.starts_with(whole(folder)?) {
        return Ok(());
    }
    let refused = format!("{} is a link that leads out of the folder of the case", file.display());
    Err(Failure::usage(refused).with_help("put the file itself there"))
}

fn too_much(path: &Path) -> Failure {
    let most = DIGESTS / (1 << 20);
    let told = format!("{}: the digests of this case have more than {most} MB together", path.display());
    Failure::input(told).with_help("a digest holds a source's statements in your own words: shorten it")
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use super::*;

    const CASE: &str = "[case]\ntitle = \"A test\"\nas_of = 2024-05-01\n\n[sources.a]\npublisher = \"A paper\"\ndate = \
                        2024-04-01\ngrade = \"B2\"\ndigest = \"sources/a.md\"\n";

    fn case(folder: &Path) -> PathBuf {
        let case = folder.join("mine");
        fs::create_dir_all(case.join("sources")).expect("a folder");
        fs::write(case.join("case.toml"), CASE).expect("a case");
        fs::write(case.join("sources/a.md"), "1. One.\n").expect("a digest");
        case
    }

    fn refused(path: &Path, reach: Reach<'_>) -> Failure {
        load_within(path, reach).err().unwrap_or_else(|| panic!("{} was read", path.display()))
    }

    #[test]
    fn only_digests_that_the_case_names_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = case(folder.path());
        fs::write(case.join("sources/b.md"), vec![b'x'; 12 << 20]).expect("a large file that nobody names");
        let files = load(&case).expect("a case");
        assert_eq!(files.digests().keys().collect::<Vec<_>>(), ["sources/a.md"]);
        fs::write(case.join("sources/a.md"), vec![b'x'; 9 << 20]).expect("a digest that is too large");
        assert!(refused(&case, Reach::Anywhere).to_string().contains("more than 8 MB together"));
    }

    #[test]
    fn a_name_finds_a_case_of_the_catalogue_where_nothing_else_has_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = case(folder.path());
        let catalogue = Some(folder.path());
        assert_eq!(in_catalogue(Path::new("mine"), catalogue), Some(case));
        assert_eq!(names_in(folder.path()), ["mine"]);
        for none in ["yours", "./mine", "mine/case.toml", "..", "src", ""] {
            assert_eq!(in_catalogue(Path::new(none), catalogue), None, "{none}");
        }
        // A folder of that name stands where tests run.
        fs::create_dir_all(folder.path().join("src")).expect("a folder");
        fs::write(folder.path().join("src/case.toml"), CASE).expect("a case");
        assert_eq!(in_catalogue(Path::new("src"), catalogue), None);
        assert_eq!(in_catalogue(Path::new("mine"), None), None);
    }

    #[test]
    fn what_is_no_plain_file_is_refused_and_not_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = case(folder.path());
        fs::remove_file(case.join("sources/a.md")).expect("gone");
        let pipe = std::process::Command::new("mkfifo").arg(case.join("sources/a.md")).status();
        assert!(pipe.is_ok_and(|status| status.success()), "mkfifo makes a pipe");
        assert!(matches!(refused(&case, Reach::Anywhere), Failure::Usage(_)));
        assert!(matches!(refused(Path::new("/dev/null"), Reach::Anywhere), Failure::Usage(_)));
        fs::create_dir(folder.path().join("case.toml")).expect("a folder");
        assert!(matches!(refused(&folder.path().join("case.toml"), Reach::Anywhere), Failure::Usage(_)));
    }

    #[test]
    fn what_cannot_be_reached_is_told_from_what_is_not_there() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(refused(&folder.path().join("nowhere"), Reach::Anywhere), Failure::Usage(_)));
        let circle = folder.path().join("circle");
        std::os::unix::fs::symlink(&circle, &circle).expect("a link to itself");
        assert!(matches!(refused(&circle, Reach::Anywhere), Failure::Machine { .. }));
    }

    #[test]
    fn links_out_of_the_folder_are_followed_only_for_who_typed_the_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let case = case(folder.path());
        let elsewhere = folder.path().join("elsewhere.md");
        fs::rename(case.join("sources/a.md"), &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, case.join("sources/a.md")).expect("a link");
        assert_eq!(load(&case).expect("a case").digests().len(), 1);
        assert!(
            refused(&case, Reach::Folder { name: "mine" }).to_string().contains("leads out of the folder")
        );
    }
}
