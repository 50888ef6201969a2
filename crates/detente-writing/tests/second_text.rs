//! A second text for a case: what is new, what is said again, what stands against it.

use detente_evidence::Status;
use detente_writing::{
    compare,
    inbox::{Inbox, Text},
    repeated_from,
};

use crate::{accepting::text, dispatch::read};

#[test]
fn a_copy_corroborates_nothing_and_is_derived_from_the_first() {
    let mut inbox = Inbox::new();
    inbox.take(text(true), &read());
    let copy = Text { source: "copy".to_owned(), sha256: "another".to_owned(), ..text(true) };
    assert_eq!(repeated_from(&inbox, &copy), Some(("example".to_owned(), 5)));
    let taken = inbox.take(Text { derived_from: Some("example".to_owned()), ..copy.clone() }, &read());
    assert_eq!((taken.new.len(), taken.repeated.len()), (0, read().drafts.len()));
    let of_the_copy = Text { source: "third".to_owned(), sha256: "third".to_owned(), ..copy.clone() };
    assert_eq!(repeated_from(&inbox, &of_the_copy).map(|(source, _)| source), Some("example".to_owned()));
    let own = Text {
        sha256: "own".to_owned(),
        sentences: vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
        ..copy
    };
    assert_eq!(repeated_from(&inbox, &own), None);
}

#[test]
fn who_was_said_to_stay_away_and_comes_is_shown_beside_it() {
    let mut inbox = Inbox::new();
    inbox.take(text(true), &read());
    let mut later = read();
    for draft in &mut later.drafts {
        if draft.id == "d11" {
            draft.status = Some(Status::Attending);
        }
    }
    let other = Text { source: "later".to_owned(), sha256: "later".to_owned(), ..text(true) };
    let taken = inbox.take(other, &later);
    assert_eq!(taken.new.len(), 1, "only what changed is new");
    let against = compare(&inbox, &taken.new);
    assert_eq!(against.len(), 1, "{against:?}");
    assert_eq!((against[0].earlier.as_str(), against[0].source.as_str()), ("d11", "example"));
}
