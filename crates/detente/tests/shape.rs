//! The shape of the house: how long files and functions are, and which files import each other in a circle.

#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const MOST_LINES_OF_A_FILE: usize = 420;
const MOST_LINES_OF_A_FUNCTION: usize = 80;
const MOST_LINES_OF_THE_PROGRAM: usize = 8_000;
const MOST_FILES_IN_A_CIRCLE: usize = 6;

/// A file of a crate: its path below `src`, its module, its text without tests.
struct File {
    path: PathBuf,
    module: Vec<String>,
    text: String,
}

fn crates() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut crates: Vec<_> =
        fs::read_dir(folder).expect("the crates").map(|entry| entry.expect("a crate").path()).collect();
    crates.sort();
    crates
}

fn files(package: &Path) -> Vec<File> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<File>) {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(root).expect("below the root").with_extension("");
                let mut module: Vec<_> =
                    below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
                if module.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
                    module.pop();
                }
                let text = fs::read_to_string(&path).expect("a text");
                // A module of tests at the end of a file imports what it tests.
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                found.push(File { path, module, text });
            }
        }
    }
    let mut found = Vec::new();
    let root = package.join("src");
    walk(&root, &root, &mut found);
    found.retain(|file| !file.module.iter().any(|part| part == "tests" || part == "fixture"));
    found
}

#[test]
fn files_and_functions_can_be_held_in_the_head() {
    let mut long = Vec::new();
    let mut functions = 0;
    for package in crates() {
        for file in files(&package) {
            let whole = fs::read_to_string(&file.path).expect("a text");
            if whole.lines().count() > MOST_LINES_OF_A_FILE {
                long.push(format!("{}: {} lines", file.path.display(), whole.lines().count()));
            }
            for (name, lines) in functions_of(&whole) {
                functions += 1;
                if lines > MOST_LINES_OF_A_FUNCTION {
                    long.push(format!("{}: {name} has {lines} lines", file.path.display()));
                }
            }
        }
    }
    assert!(functions > 3_000, "{functions}");
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Functions with their lines. Formatted code closes a function at the indentation at which it begins.
fn functions_of(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let body = line.trim_start();
        let indent = &line[..line.len() - body.len()];
        let words = body.split(' ').skip_while(|word| {
            word.starts_with("pub") || ["const", "async", "unsafe", "extern"].contains(word)
        });
        let words: Vec<_> = words.collect();
        if words.first() != Some(&"fn") || body.ends_with(';') || body.ends_with('}') {
            continue;
        }
        let end = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == end).map_or(1, |end| end + 1);
        found.push((words.get(1).copied().unwrap_or_default().to_owned(), length));
    }
    found
}

#[test]
fn the_program_stays_small() {
    let program = files(Path::new(env!("CARGO_MANIFEST_DIR")));
    let lines: usize = program.iter().map(|file| file.text.lines().count()).sum();
    assert!(lines > 1_000 && lines < MOST_LINES_OF_THE_PROGRAM, "{lines}");
}

#[test]
fn no_circle_of_imports_is_large() {
    let mut large = Vec::new();
    let mut arrows = 0;
    for package in crates() {
        let files = files(&package);
        let graph = imports(&files);
        arrows += graph.values().map(BTreeSet::len).sum::<usize>();
        for circle in circles(&graph) {
            if circle.len() > MOST_FILES_IN_A_CIRCLE {
                let names: Vec<_> = circle.iter().map(|file| files[*file].module.join("::")).collect();
                let name = package.file_name().unwrap_or_default().to_string_lossy().into_owned();
                large.push(format!("{name}, {} files: {}", circle.len(), names.join(", ")));
            }
        }
    }
    assert!(arrows > 1_000, "{arrows}");
    assert!(large.is_empty(), "{}", large.join("\n\n"));
}

#[test]
fn a_circle_is_found() {
    let file = |module: &str, text: &str| File {
        path: PathBuf::new(),
        module: if module.is_empty() { Vec::new() } else { module.split("::").map(str::to_owned).collect() },
        text: text.to_owned(),
    };
    let files = [
        file("", "pub mod a;\npub mod b;\npub use self::a::One;\n"),
        file("a", "use crate::b::{c::Three, Two};\n"),
        file("b", "use super::One;\npub mod c;\n"),
        file("b::c", "fn three() { crate::a::one() }\n"),
    ];
    let graph = imports(&files);
    // What the root hands on is an arrow to where it is defined.
    assert_eq!(graph[&2], BTreeSet::from([1]));
    assert_eq!(circles(&graph), [BTreeSet::from([1, 2, 3])]);
}

/// Which file imports from which, each by its place.
fn imports(files: &[File]) -> BTreeMap<usize, BTreeSet<usize>> {
    let places: BTreeMap<&[String], usize> =
        files.iter().enumerate().map(|(place, file)| (file.module.as_slice(), place)).collect();
    let used: Vec<Vec<Used>> = files.iter().map(used).collect();
    let home = |path: &[String]| home(path, &places, &used, 0);
    let mut graph = BTreeMap::new();
    for (place, used) in used.iter().enumerate() {
        // A module that hands names on takes nothing for itself.
        let taken = used.iter().filter(|used| !used.handed_on);
        let to = taken.filter_map(|used| home(&used.path)).filter(|to| *to != place);
        graph.insert(place, to.collect::<BTreeSet<_>>());
    }
    graph
}

/// A path that a file uses, from the root of the crate.
struct Used {
    path: Vec<String>,
    handed_on: bool,
}

/// The file in which a path is defined.
fn home(
    path: &[String],
    places: &BTreeMap<&[String], usize>,
    used: &[Vec<Used>],
    depth: usize,
) -> Option<usize> {
    let longest = (0..=path.len()).rev().find(|length| places.contains_key(&path[..*length]))?;
    let place = places[&path[..longest]];
    let name = path.get(longest)?;
    let handed = used[place].iter().find(|used| used.path.last() == Some(name) && used.path.len() > 1);
    match handed {
        Some(used_there) if depth < 8 => home(&used_there.path, places, used, depth + 1).or(Some(place)),
        _ => Some(place),
    }
}

fn used(file: &File) -> Vec<Used> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut statement: Option<String> = None;
    for line in file.text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let code = line.trim_start();
        let begins = code.starts_with("use ") || (code.starts_with("pub") && code.contains(" use "));
        match &mut statement {
            Some(text) => text.push_str(code),
            None if begins => statement = Some(code.to_owned()),
            None => rest.push_str(&format!("{code}\n")),
        }
        if statement.as_ref().is_some_and(|text| text.ends_with(';')) {
            let text = statement.take().unwrap_or_default();
            let handed_on = text.starts_with("pub");
            let tree = text.split_once("use ").map_or("", |(_, tree)| tree).trim_end_matches(';');
            found.extend(
                paths(tree)
                    .into_iter()
                    .filter_map(|path| absolute(&path, file))
                    .map(|path| Used { path, handed_on }),
            );
        }
    }
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in rest.match_indices(root) {
            let inside = rest[..at]
                .chars()
                .next_back()
                .is_some_and(|before| before.is_alphanumeric() || before == ':' || before == '_');
            let path: String = rest[at..]
                .chars()
                .take_while(|one| one.is_alphanumeric() || *one == '_' || *one == ':')
                .collect();
            let path = absolute(path.trim_end_matches(':'), file).filter(|_| !inside);
            found.extend(path.map(|path| Used { path, handed_on: false }));
        }
    }
    found
}

/// The paths of a tree of imports: `a::{b, c::d}` are `a::b` and `a::c::d`.
fn paths(tree: &str) -> Vec<String> {
    let Some((before, inside)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or_default().trim();
        return if name.is_empty() { Vec::new() } else { vec![name.to_owned()] };
    };
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut depth, mut parts, mut part) = (0, Vec::new(), String::new());
    for one in inside.chars() {
        match one {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if one == ',' && depth == 0 {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(one);
        }
    }
    parts.push(part);
    let whole = |part: String| {
        if part == "self" {
            before.trim_end_matches(':').to_owned()
        } else {
            format!("{}{part}", before.trim())
        }
    };
    parts.iter().flat_map(|part| paths(part.trim())).map(whole).collect()
}

/// A path from the root of the crate; nothing for another crate's.
fn absolute(path: &str, file: &File) -> Option<Vec<String>> {
    let mut parts: Vec<_> = path.split("::").map(str::to_owned).collect();
    let mut base = match parts.first()?.as_str() {
        "crate" => Vec::new(),
        "self" | "super" => file.module.clone(),
        _ => return None,
    };
    while parts.first().is_some_and(|part| part == "super") {
        base.pop();
        parts.remove(0);
    }
    if parts.first().is_some_and(|part| part == "crate" || part == "self") {
        parts.remove(0);
    }
    base.extend(parts);
    Some(base)
}

/// The circles of a graph: sets of files each of which reaches every other.
fn circles(graph: &BTreeMap<usize, BTreeSet<usize>>) -> Vec<BTreeSet<usize>> {
    let reached: BTreeMap<usize, BTreeSet<usize>> =
        graph.keys().map(|&from| (from, reach(graph, from))).collect();
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    for (&from, reach) in &reached {
        let circle: BTreeSet<_> = reach.iter().copied().filter(|to| reached[to].contains(&from)).collect();
        if circle.len() > 1 && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

fn reach(graph: &BTreeMap<usize, BTreeSet<usize>>, from: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from];
    while let Some(file) = next.pop() {
        for &to in graph.get(&file).into_iter().flatten() {
            if reached.insert(to) {
                next.push(to);
            }
        }
    }
    reached
}
