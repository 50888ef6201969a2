//! Whatever the bytes, they are read as a text, a page or a document, or refused; and every draft quotes the text.
#![no_main]

use detente_evidence::{Form, Options, docx, html, read, read_article};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let found = read(&text, &Options::default());
    for one in found.drafts.iter().flat_map(|draft| &draft.evidence) {
        assert_eq!(text.get(one.start..one.end), Some(one.text.as_str()));
    }
    let article = match Form::of(input) {
        Form::Docx => docx(input),
        Form::Html | Form::Plain | Form::Pdf => html(&text),
    };
    if let Ok(article) = article {
        let _ = read_article(&article, &Options::default());
    }
});
