//! Scenarios of one or of several files: in an input, a line `=== NAME` begins the next file.

use std::collections::BTreeMap;

use detente_scenario::Format;

/// Reads an input in this format; its first file has this name.
pub fn read(format: Format, name: &str, input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut files = BTreeMap::new();
    let (mut name, mut file) = (name.to_owned(), String::new());
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(next) => {
                files.insert(std::mem::replace(&mut name, next.trim().to_owned()), std::mem::take(&mut file));
            }
            None => file.push_str(line),
        }
    }
    files.insert(name, file);
    let opened = format.read(&files);
    opened.diagnostics.iter().for_each(|problem| drop(problem.to_string()));
    if let Some(scenario) = opened.scenario {
        Format::ALL.iter().for_each(|format| drop(format.write(&scenario)));
    }
}
