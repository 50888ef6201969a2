//! What does a case look like after somebody says yes? Drafts become statements, each with the sentence it rests on; the
//! file keeps every other byte.
//!
//! [`inbox`] holds what waits and what was said of it, [`accept()`] and [`reject`] answer, and [`edit`] puts something into
//! a case file. Nothing here reads or writes a file.

mod accept;
mod begin;
mod compare;
mod digest;
pub mod edit;
mod given;
pub mod inbox;
pub mod log;
mod operation;
mod page;
mod report;
mod second;
mod statements;

pub use self::{
    accept::{NotSaid, Which, Yes, accept, new_errors, reject},
    begin::{Files, NoFiles, files, source_name, text_files},
    compare::{Against, compare, repeated_from},
    digest::{digest, person},
    given::{Given, NoText, given, label_of},
    operation::{Done, NotDone, Operation, done, own_words},
    page::{Reading, heading, inbox_page, reading_page, summary},
    report::{InboxReport, Meets, ReadReport},
    second::{Second, prompt, second},
    statements::Hand,
};
