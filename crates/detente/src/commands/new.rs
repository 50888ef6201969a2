//! `detente new`: a case to start from.

use std::path::PathBuf;

use clap::Args;

use crate::{failure::Failure, output};

/// Make a commented case that already answers something
#[derive(Args)]
#[command(after_help = "Example:\n  detente new my-case")]
pub(crate) struct New {
    /// The folder to make; it must not exist
    folder: PathBuf,
}

/// The files of a new case, by their path in its folder.
const FILES: [(&str, &str); 3] = [
    ("case.toml", include_str!("new/case.toml")),
    ("sources/notes.md", include_str!("new/notes.md")),
    ("expected.md", include_str!("new/expected.md")),
];

impl New {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let folder = self.folder;
        crate::folder::make(&folder, FILES)?;
        let shown = folder.display();
        output::write(&format!(
            "{shown}: a case of two parties and two issues, with a remark on every table\nTry: detente brief \
             {shown}\n     detente check {shown}\n"
        ))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use std::{collections::BTreeMap, fs};

    use detente_case::{CaseFiles, read};

    use super::*;

    #[test]
    fn a_new_case_has_no_problems() {
        let digests = FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        let files = CaseFiles::new("case.toml", FILES[0].1.as_bytes(), digests.collect::<BTreeMap<_, _>>());
        assert_eq!(read(&files).diagnostics, []);
    }

    #[test]
    fn a_folder_is_made_in_one_that_exists() {
        let nowhere = std::env::temp_dir().join(format!("detente-nowhere-{}", std::process::id()));
        let Err(Failure::Usage(told)) = New { folder: nowhere.join("deep/case") }.run() else {
            panic!("made in no folder")
        };
        assert!(told.help.iter().any(|help| help.starts_with("make it first: mkdir -p ")), "{told:?}");
        assert!(!nowhere.exists());
        fs::write(&nowhere, "a file").expect("the file can be written");
        let in_a_file = New { folder: nowhere.join("case") }.run();
        fs::remove_file(&nowhere).expect("the file can be taken away");
        assert!(matches!(in_a_file, Err(Failure::Usage(_))), "{in_a_file:?}");
    }

    #[test]
    fn a_folder_is_made_whole_and_not_overwritten() {
        let folder = std::env::temp_dir().join(format!("detente-new-{}", std::process::id()));
        let new = || New { folder: folder.clone() }.run();
        assert!(new().is_ok());
        for (path, text) in FILES {
            assert_eq!(fs::read_to_string(folder.join(path)).ok().as_deref(), Some(text));
        }
        fs::write(folder.join("case.toml"), "mine").expect("the file can be written");
        assert!(matches!(new(), Err(Failure::Usage(_))));
        assert_eq!(fs::read_to_string(folder.join("case.toml")).ok().as_deref(), Some("mine"));
        fs::remove_dir_all(&folder).expect("the folder can be taken away");
    }
}
