//! Reads a case file without its digests and prints every problem: for trying the reader by hand.
use std::collections::BTreeMap;

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let start = std::time::Instant::now();
        let files = detente_case::CaseFiles::new(path, &bytes, BTreeMap::new());
        let reading = detente_case::read(&files);
        let took = start.elapsed();
        for diagnostic in &reading.diagnostics {
            println!("{}\n", detente_case::render(diagnostic, &files, false));
        }
        println!("{} problems, {took:?} to read, {:?} in all", reading.diagnostics.len(), start.elapsed());
    }
}
