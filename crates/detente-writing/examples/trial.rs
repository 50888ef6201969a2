#![allow(clippy::all, clippy::pedantic, clippy::disallowed_methods, clippy::disallowed_macros, missing_docs)]
use detente_writing::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let read: detente_evidence::Read = if a[2] == "-" { detente_evidence::read(&text, &detente_evidence::Options::default()) } else { serde_json::from_str(&std::fs::read_to_string(&a[2]).unwrap()).unwrap() };
    let date = read.document.date.unwrap().day;
    let rec = inbox::Text::of("npr", text.as_bytes(), &text, &read.document, &read.drafts, date);
    let files = files(rec, &text, &read).unwrap();
    let dir = std::path::Path::new(&a[3]);
    std::fs::create_dir_all(dir.join("sources")).unwrap();
    for (p, b) in &files { std::fs::write(dir.join(p), b).unwrap(); }
    let get = |n: &str| files.iter().find(|(p, _)| p == n).unwrap().1.clone();
    let mut inbox = inbox::Inbox::parse(&get("inbox.json")).unwrap();
    let cf = |c: &[u8]| detente_case::CaseFiles::new("case.toml", c, [("sources/npr.md".to_owned(), String::from_utf8(get("sources/npr.md")).unwrap())].into());
    let hand = Hand { by: "anna".into(), on: date };
    let ids: Vec<String> = inbox.drafts.iter().map(|e| e.draft.id.clone()).collect();
    let c0 = get("case.toml");
    for id in &ids {
        match accept(&cf(&c0), &inbox, &Which::Named(vec![id.clone()]), &hand) {
            Ok(y) => { let r = detente_case::read(&cf(y.case.as_bytes())); for d in &r.diagnostics { if a.len() > 4 { println!("{id} {:?} {} {}", d.severity, d.code.as_str(), d.message) } } }
            Err(e) => println!("{id} {:?}: {e:?}", inbox.entry(id).unwrap().draft.kind()),
        }
    }
    match accept(&cf(&c0), &inbox, &Which::All, &hand) {
        Ok(y) => { inbox = y.inbox; inbox.unfinished = None; std::fs::write(dir.join("case.toml"), &y.case).unwrap(); std::fs::write(dir.join("inbox.json"), inbox.bytes().unwrap()).unwrap(); }
        Err(e) => println!("all: {e:?}"),
    }
}
