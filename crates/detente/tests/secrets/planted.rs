//! Two cases of one text: one with secrets, and one with spaces in their place.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// How a statement is closed.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// In a word.
    pub(super) name: &'static str,
    /// The lines of a table that is closed.
    pub(super) lines: &'static str,
    /// The same, citing a sentence that nothing else cites.
    pub(super) quoted: &'static str,
    /// The same within braces.
    pub(super) inline: &'static str,
    /// The line of a source that is closed.
    pub(super) on_source: &'static str,
    /// The line of an assumption that is closed; nothing where assumptions cannot be.
    pub(super) on_assumption: Option<&'static str>,
    /// The day of the source.
    pub(super) date: &'static str,
    /// What a reader types to whom it is closed.
    pub(super) reader: &'static [&'static str],
}

pub(super) const WAYS: [Way; 3] = [
    Way {
        name: "in a compartment",
        lines: "cite = \"qzxvault-source\"\ncompartment = \"qzxvault-compartment\"",
        quoted: "cite = \"notes#5 'qzxvault quote'\"\ncompartment = \"qzxvault-compartment\"",
        inline: "cite = \"notes#5\", compartment = \"qzxvault-compartment\"",
        on_source: "compartment = \"qzxvault-compartment\"",
        on_assumption: Some("compartment = \"qzxvault-compartment\""),
        date: "2025-05-02",
        reader: &[],
    },
    Way {
        name: "under a higher label",
        lines: "cite = \"qzxvault-source\"\ntlp = \"red\"",
        quoted: "cite = \"notes#5 'qzxvault quote'\"\ntlp = \"amber-strict\"",
        inline: "cite = \"notes#5\", tlp = \"red\"",
        on_source: "tlp = \"red\"",
        on_assumption: Some("tlp = \"red\""),
        date: "2025-05-02",
        reader: &["--reader-label", "amber"],
    },
    Way {
        name: "known later",
        lines: "cite = \"qzxvault-source\"",
        quoted: "cite = \"qzxvault-source\"",
        inline: "cite = \"qzxvault-source\"",
        on_source: "",
        on_assumption: None,
        date: "2025-05-30",
        reader: &["--as-of", "2025-05-20"],
    },
];

impl Way {
    /// What is planted, ready to read; nothing where it cannot be closed in this way.
    pub(super) fn plants(&self, text: &str) -> Option<String> {
        let assumption = self.on_assumption.unwrap_or_default();
        let can = self.on_assumption.is_some() || !(text.contains("@ASSUMED@") || text.contains("5. "));
        can.then(|| {
            text.replace("@CLOSED@", self.lines)
                .replace("@QUOTED@", self.quoted)
                .replace("@INLINE@", self.inline)
                .replace("@ONSOURCE@", self.on_source)
                .replace("@ASSUMED@", assumption)
                .replace("@DATE@", self.date)
        })
    }

    /// A text with its secrets, and the same with as many spaces in their place.
    pub(super) fn both(&self, template: &str) -> [String; 2] {
        let mut texts = [String::new(), String::new()];
        for (index, piece) in template.split(['⟦', '⟧']).enumerate() {
            let planted = if index % 2 == 0 { Some(piece.to_owned()) } else { self.plants(piece) };
            let planted = planted.unwrap_or_default();
            let blank = planted.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
            texts[1].extend(blank.filter(|_| index % 2 == 1));
            if index % 2 == 0 {
                texts[1].push_str(&planted);
            }
            texts[0].push_str(&planted);
        }
        texts
    }
}

/// A folder with the case in it, with secrets or without, and what commands need besides.
pub(super) struct Desk {
    pub(super) folder: tempfile::TempDir,
}

impl Desk {
    /// The case with secrets and the one without.
    pub(super) fn pair(way: &Way, conflict: bool) -> [Self; 2] {
        let template = include_str!("bridge.toml");
        let stated = if conflict { include_str!("conflict.toml") } else { "" };
        let cases = way.both(&template.replace("@CONFLICT@", stated));
        let notes = way.both(include_str!("notes.md"));
        let mut pair = cases.into_iter().zip(notes).map(|(case, notes)| {
            let folder = tempfile::tempdir().expect("a folder");
            let sources = folder.path().join("bridge/sources");
            fs::create_dir_all(&sources).expect("a folder");
            let write = |path: PathBuf, text: &str| fs::write(path, text).expect("a file");
            write(folder.path().join("bridge/case.toml"), &case);
            write(sources.join("notes.md"), &notes);
            write(sources.join("qzxvault.md"), "1. Qzxvault sentence of a source.\n");
            write(folder.path().join("what-if.toml"), "[what_if]\nuse = [\"loan\"]\n");
            write(folder.path().join("closed.toml"), "[what_if]\nuse = [\"qzxvault-lever\"]\n");
            Self { folder }
        });
        [pair.next().expect("two"), pair.next().expect("two")]
    }

    pub(super) fn command(&self, typed: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.current_dir(self.folder.path()).args(typed).env("NO_COLOR", "1");
        command
    }

    /// Everything that a command writes: both streams, its exit code, and the files it leaves.
    pub(super) fn said(&self, typed: &[String]) -> Vec<u8> {
        let out = self.command(typed).output().expect("the program runs");
        let mut said = out.stdout;
        said.extend(b"\n--- errors\n");
        said.extend(out.stderr);
        said.extend(format!("\n--- code {:?}\n", out.status.code()).into_bytes());
        let made = self.folder.path().join("made");
        for file in files_under(&made) {
            said.extend(fs::read(file).unwrap_or_default());
        }
        let _ = fs::remove_dir_all(&made);
        let _ = fs::create_dir(&made);
        said
    }
}

pub(super) fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> =
        entries.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect();
    files.sort();
    files
}
