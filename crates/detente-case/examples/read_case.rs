//! Reads case folders or files and prints every problem: for trying the reader by hand.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a tool, not the library")]

use std::{collections::BTreeMap, fs, path::Path, time::Instant};

fn main() {
    for path in std::env::args().skip(1) {
        let path = Path::new(&path);
        let file = if path.is_dir() { path.join("case.toml") } else { path.to_path_buf() };
        let bytes = fs::read(&file).unwrap_or_default();
        let start = Instant::now();
        let files = detente_case::CaseFiles::new(file.display().to_string(), &bytes, digests(&file));
        let reading = detente_case::read(&files);
        let took = start.elapsed();
        for diagnostic in &reading.diagnostics {
            println!("{}\n", detente_case::render(diagnostic, &files, false));
        }
        println!("{} problems, {took:?} to read, {:?} in all", reading.diagnostics.len(), start.elapsed());
    }
}

fn digests(case: &Path) -> BTreeMap<String, String> {
    let Some(entries) = case.parent().and_then(|folder| fs::read_dir(folder.join("sources")).ok()) else {
        return BTreeMap::new();
    };
    let digest = |entry: fs::DirEntry| {
        let text = fs::read_to_string(entry.path()).ok()?;
        Some((format!("sources/{}", entry.file_name().to_string_lossy()), text))
    };
    entries.flatten().filter_map(digest).collect()
}
