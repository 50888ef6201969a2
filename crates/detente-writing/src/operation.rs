//! What somebody does to a case, told by what it means and not by which bytes it moves; and the case and the inbox then.

use std::{collections::BTreeMap, fmt};

use detente_case::CaseFiles;
use detente_evidence::{Draft, Said};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    accept::{NotSaid, Which, accept, new_errors, reject},
    edit::{self, Ground, LONGEST_NAME, NoPlace, Position},
    inbox::{Inbox, words_of},
    statements::Hand,
};

/// One step that somebody takes. Several can be taken at once: then all are, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Operation {
    /// Drafts become statements.
    AcceptDraft {
        /// The drafts, by name.
        drafts: Vec<String>,
        /// Whose yes the agreement takes, where neither the case nor a text says so: parties by name.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        consent: Vec<String>,
    },
    /// Drafts are left out, and asked about no more.
    RejectDraft {
        /// The drafts, by name.
        drafts: Vec<String>,
    },
    /// A draft that waits says what it says in other words.
    RewordDraft {
        /// The draft, by name.
        draft: String,
        /// What it says.
        what: String,
    },
    /// A key of a table has another value, or has one now.
    Set {
        /// The names of the table, such as `parties` and `norway`.
        table: Vec<String>,
        /// The key.
        key: String,
        /// The value, as TOML.
        value: String,
    },
    /// A new table.
    Add {
        /// The table of the format, such as `parties`.
        table: String,
        /// Its name; nothing for an entry of a list, such as a stance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// Its keys in order, with their values as TOML.
        keys: Vec<(String, String)>,
    },
    /// A key of a table goes.
    Unset {
        /// The names of the table.
        table: Vec<String>,
        /// The key.
        key: String,
    },
    /// One more entry in a list of a table, such as an option of an issue.
    AddTo {
        /// The names of the list, such as `issues`, `pay` and `options`.
        list: Vec<String>,
        /// Its keys in order, with their values as TOML.
        keys: Vec<(String, String)>,
    },
    /// A table with everything in it goes, and the remark right above it.
    Remove {
        /// The names of the table.
        table: Vec<String>,
    },
    /// Something is called otherwise, wherever it is meant.
    Rename {
        /// The table of the format, such as `parties`.
        table: String,
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// A table rests on something else.
    Cite {
        /// The names of the table.
        table: Vec<String>,
        /// What it rests on.
        ground: Ground,
    },
    /// What a party thinks of an option: a cell of the position map.
    Position(Position),
    /// Other words stand in the file itself.
    Write {
        /// The byte at which they begin.
        start: usize,
        /// The byte behind the last one that goes.
        end: usize,
        /// The words.
        words: String,
    },
}

/// A case and its inbox after somebody did something.
#[derive(Clone, Debug)]
pub struct Done {
    /// The text of `case.toml`.
    pub case: String,
    /// What waits, and what was said of it.
    pub inbox: Inbox,
    /// The statements that each accepted draft is in, by its name.
    pub statements: BTreeMap<String, Vec<String>>,
    /// Drafts that were brought along because others rest on them.
    pub brought: Vec<String>,
    /// Drafts that still wait, since nobody says whose yes the agreement takes.
    pub left: Vec<String>,
    /// Drafts that still wait, since whom they name was taken out of the case; with the statement that is gone.
    pub gone: BTreeMap<String, String>,
    /// The day on which the case is read now, where a later text moved it on.
    pub as_of: Option<Date>,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// Drafts could not be answered.
    NotSaid(NotSaid),
    /// A draft that says nothing in words of its own, or does not wait, cannot be reworded.
    NoWords(String),
    /// Nothing was asked for.
    Nothing,
}

impl From<NotSaid> for NotDone {
    fn from(why: NotSaid) -> Self {
        Self::NotSaid(why)
    }
}

impl From<NoPlace> for NotDone {
    fn from(why: NoPlace) -> Self {
        Self::NotSaid(NotSaid::NoPlace(why))
    }
}

impl fmt::Display for NotDone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSaid(why) => why.fmt(formatter),
            Self::NoWords(draft) => {
                write!(formatter, "{draft} has no words of its own that could be changed")
            }
            Self::Nothing => formatter.write_str("nothing was asked for"),
        }
    }
}

/// Takes these steps in their order. Refused where the case would have errors that it does not have now.
pub fn done(
    files: &CaseFiles,
    inbox: &Inbox,
    operations: &[Operation],
    hand: &Hand,
) -> Result<Done, NotDone> {
    let mut done = Done {
        case: files.text().to_owned(),
        inbox: inbox.clone(),
        statements: BTreeMap::new(),
        brought: Vec::new(),
        left: Vec::new(),
        gone: BTreeMap::new(),
        as_of: None,
    };
    if operations.is_empty() {
        return Err(NotDone::Nothing);
    }
    for operation in operations {
        let now = files.with_text(&done.case);
        take(&mut done, &now, operation, hand)?;
    }
    let after = files.with_text(&done.case);
    let new = new_errors(&detente_case::read(files).diagnostics, &after);
    if new.is_empty() { Ok(done) } else { Err(NotSaid::Wrong(Box::new((new, after))).into()) }
}

/// Refuses a name that no screen could show. What it is written as has its quotes, and more where letters are escaped.
fn short_enough(key: &str, value: &str) -> Result<(), NoPlace> {
    let letters = value.chars().count().saturating_sub(2);
    let is_name = ["name", "title", "short"].contains(&key);
    if is_name && letters > LONGEST_NAME { Err(NoPlace::Long(key.to_owned(), letters)) } else { Ok(()) }
}

fn take(done: &mut Done, files: &CaseFiles, operation: &Operation, hand: &Hand) -> Result<(), NotDone> {
    match operation {
        Operation::Set { key, value, .. } => short_enough(key, value)?,
        Operation::Add { keys, .. } | Operation::AddTo { keys, .. } => {
            keys.iter().try_for_each(|(key, value)| short_enough(key, value))?;
        }
        _ => {}
    }
    match operation {
        Operation::AcceptDraft { drafts, consent } => {
            // What an earlier step brought along is accepted already.
            let open: Vec<_> =
                drafts.iter().filter(|id| !done.statements.contains_key(*id)).cloned().collect();
            if open.is_empty() && !drafts.is_empty() {
                return Ok(());
            }
            let hand = hand.clone().with_consent(consent);
            let yes = accept(files, &done.inbox, &Which::Named(open), &hand)?;
            (done.case, done.inbox) = (yes.case, yes.inbox);
            done.statements.extend(yes.statements);
            done.brought.extend(yes.brought);
            done.left.extend(yes.left);
            done.gone.extend(yes.gone);
            done.as_of = yes.as_of.or(done.as_of);
        }
        Operation::RejectDraft { drafts } => {
            (done.inbox, _) = reject(&done.inbox, &Which::Named(drafts.clone()), hand)?;
        }
        Operation::RewordDraft { draft, what } => reword(&mut done.inbox, draft, what)?,
        Operation::Set { table, key, value } => done.case = edit::set(&done.case, table, key, value)?,
        Operation::Add { table, id, keys } => done.case = edit::add(&done.case, table, id.as_deref(), keys)?,
        Operation::Unset { table, key } => done.case = edit::unset(&done.case, table, key)?,
        Operation::AddTo { list, keys } => done.case = edit::add_to(&done.case, list, keys)?,
        Operation::Remove { table } => done.case = edit::remove(&done.case, table)?,
        Operation::Rename { table, from, to } => done.case = renamed(&done.case, table, from, to)?,
        Operation::Cite { table, ground } => done.case = edit::cite(&done.case, table, ground)?,
        Operation::Position(cell) => done.case = edit::position(&done.case, cell)?,
        Operation::Write { start, end, words } => {
            done.case = edit::written(&done.case, *start, *end, words)?;
        }
    }
    Ok(())
}

/// The text in which something is called otherwise. Refused where the new name is taken or is no name.
fn renamed(text: &str, table: &str, from: &str, to: &str) -> Result<String, NoPlace> {
    let named = |name: &str| format!("{table}.{name}");
    if !detente_case::is_name(to) {
        return Err(NoPlace::Value(table.to_owned(), to.to_owned()));
    }
    if !detente_case::places_of(text, table, to).is_empty() {
        return Err(NoPlace::There(named(to)));
    }
    let places = detente_case::places_of(text, table, from);
    if places.is_empty() {
        return Err(NoPlace::NotThere(named(from)));
    }
    let mut text = text.to_owned();
    for place in places.into_iter().rev() {
        text = edit::written(&text, place.start, place.end, to)?;
    }
    Ok(text)
}

/// Puts other words into a draft that waits. What it is known by stays: the text is not asked about again.
fn reword(inbox: &mut Inbox, id: &str, what: &str) -> Result<(), NotDone> {
    let entry = inbox.drafts.iter_mut().find(|entry| entry.draft.id == id);
    let entry = entry.ok_or_else(|| NotSaid::Unknown(vec![id.to_owned()]))?;
    if !entry.waits() {
        return Err(NotSaid::Answered(vec![(id.to_owned(), entry.answer.clone())]).into());
    }
    let what = crate::digest::one_line(what);
    let no_words = || NotDone::NoWords(id.to_owned());
    let own = own(&mut entry.draft.said).filter(|_| !what.is_empty());
    *own.ok_or_else(no_words)? = what;
    Ok(())
}

/// The words in which a draft says what it says, where it has some that could be others.
#[must_use]
pub fn own_words(draft: &Draft) -> Option<String> {
    own(&mut draft.said.clone()).cloned()
}

fn own(said: &mut Said) -> Option<&mut String> {
    words_of(said).into_iter().next()
}
