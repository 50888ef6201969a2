//! Every problem has a page, and the examples of each page do what the page says.
//!
//! `UPDATE=1 cargo test -p detente-case --test all pages` writes the renderings; read them before you commit them.
//! After `toml`, a block may say `whole` (nothing is added below it), `without=[[no_deal]]` (this table is not
//! added), `latin1` (its bytes are Latin-1), `repeat=9` (it is repeated), `numbered=9` (each line
//! with `NUMBER` in it is written so often, with numbers from 1 in its place) and `only` (only problems of the page's
//! code are shown). A block `markdown` takes the place of the digest.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

use crate::common;

use std::{collections::BTreeMap, fs, path::PathBuf};

use detente_case::{CHECKS, CaseFiles, Check, Code, Reading, Severity};

#[derive(Default)]
struct Example {
    info: String,
    toml: String,
    digest: Option<String>,
    rendering: Option<String>,
}

fn path(check: &Check) -> PathBuf {
    common::repository().join(format!("docs/checks/{}.md", check.code))
}

/// The example below this heading.
fn example(page: &str, heading: &str) -> Example {
    let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
    let mut example = Example::default();
    for (index, block) in section.split("\n```").enumerate() {
        if index % 2 == 0 {
            continue;
        }
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        let text = if text.is_empty() { String::new() } else { format!("{text}\n") };
        if info.starts_with("toml") {
            (example.info, example.toml) = (info.to_string(), text);
        } else if info.starts_with("markdown") {
            example.digest = Some(text);
        } else if info.starts_with("text") {
            example.rendering = Some(text);
        }
    }
    example
}

impl Example {
    fn says(&self, word: &str) -> bool {
        self.info.split(' ').any(|given| given == word)
    }

    fn read(&self) -> (CaseFiles, Reading) {
        let without: Vec<_> = self.info.split(' ').filter_map(|word| word.strip_prefix("without=")).collect();
        let times = self.info.split(' ').find_map(|word| word.strip_prefix("repeat=")).map(str::parse);
        let toml = self.toml.repeat(times.and_then(Result::ok).unwrap_or(1));
        let lines = self.info.split(' ').find_map(|word| word.strip_prefix("numbered=")).map(str::parse);
        let toml = lines.and_then(Result::ok).map_or(toml.clone(), |lines| common::numbered(&toml, lines));
        let text = if self.says("whole") { toml } else { common::with_prelude(&toml, &without) };
        let bytes = if self.says("latin1") {
            text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
        } else {
            text.into_bytes()
        };
        let files = common::files(&bytes, self.digest.clone().unwrap_or_else(common::digest));
        let reading = common::read_twice(&files);
        (files, reading)
    }
}

#[test]
fn bad_examples_yield_the_rendering_printed() {
    for check in CHECKS {
        let page = fs::read_to_string(path(check)).expect("every check has a page");
        let example = example(&page, "Bad");
        assert!(!example.toml.is_empty(), "{} has no bad example", check.code);
        let (files, reading) = example.read();
        let rendered = common::rendered(&files, &reading, example.says("only").then_some(check.code));
        let severities = reading.diagnostics.iter().filter(|diagnostic| diagnostic.code == check.code);
        let severities: Vec<_> = severities.map(|diagnostic| diagnostic.severity).collect();
        assert!(
            severities.contains(&check.severity),
            "{}: not what the bad example yields:\n{rendered}",
            check.code
        );
        if common::updating() {
            let old = example.rendering.unwrap_or_default();
            let page = page.replacen(&format!("```text\n{old}```"), &format!("```text\n{rendered}```"), 1);
            // Other tests read the pages meanwhile: they see the old one or the new one, whole.
            let beside = path(check).with_extension("new");
            fs::write(&beside, page)
                .and_then(|()| fs::rename(&beside, path(check)))
                .expect("pages can be written");
        } else {
            assert_eq!(example.rendering.as_deref(), Some(rendered.as_str()), "{}", check.code);
        }
    }
}

#[test]
fn good_examples_yield_nothing() {
    for check in CHECKS {
        let page = fs::read_to_string(path(check)).expect("every check has a page");
        let example = example(&page, "Good");
        assert!(!example.toml.is_empty(), "{} has no good example", check.code);
        let (files, reading) = example.read();
        assert_eq!(common::rendered(&files, &reading, None), "\n", "{}", check.code);
    }
}

#[test]
fn pages_begin_with_the_code_and_a_summary() {
    for check in CHECKS {
        let severity = match check.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        assert!(check.page.starts_with(&format!("# {}\n\n{severity}: ", check.code)), "{}", check.code);
        assert!(check.summary().len() > 10, "{}", check.code);
    }
}

#[test]
fn every_code_is_used_in_the_sources() {
    let mut unused: BTreeMap<String, Code> =
        Code::ALL.iter().map(|code| (format!("{code:?}"), *code)).collect();
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources can be listed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("sources are text");
            for rest in text.split("Code::").skip(1) {
                let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
                unused.remove(&name);
            }
        }
    }
    assert!(unused.is_empty(), "nothing reports {unused:?}");
}

#[test]
fn every_code_has_a_bad_file() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad"));
    let files = fs::read_dir(folder).expect("bad files can be listed").flatten().map(|entry| entry.path());
    let expected = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let texts: Vec<_> =
        expected.map(|path| fs::read_to_string(path).expect("expectations are text")).collect();
    let lacks = |code: &&Code| !texts.iter().any(|text| text.contains(&format!("[{code}]: ")));
    let lacking: Vec<_> = Code::ALL.iter().filter(lacks).collect();
    assert!(lacking.is_empty(), "no file in tests/bad has {lacking:?}");
}

#[test]
fn every_page_belongs_to_a_code() {
    let pages =
        fs::read_dir(common::repository().join("docs/checks")).expect("pages can be listed").flatten();
    let pages = pages.map(|entry| entry.file_name().to_string_lossy().into_owned());
    for page in pages.filter_map(|name| name.strip_suffix(".md").map(String::from)) {
        if !matches!(page.as_str(), "npr" | "README") {
            assert!(Check::of(&page).is_some(), "{page}.md explains no problem");
        }
    }
}
