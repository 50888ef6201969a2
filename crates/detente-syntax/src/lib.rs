//! The words of an English sentence: where they stand, what they are, and on which word each depends.
//!
//! Tags and relations are those of [Universal Dependencies](https://universaldependencies.org/), version 2. The crate
//! knows nothing of what a sentence is about.
//!
//! ```
//! use detente_syntax::{Parser, Tag};
//!
//! let words = Parser::english().read("The minister did not sign.");
//! assert_eq!(words.len(), 6);
//! assert_eq!(words[1].tag, Tag::Noun);
//! assert_eq!(words[4].head, None);
//! ```

mod hash;
mod lexicon;
mod model;
mod odds;
mod pack;
mod parse;
mod parser;
mod relation;
mod table;
mod tagger;
mod tokens;
#[cfg(feature = "train")]
pub mod train;
mod word;

pub use parser::Parser;
pub use relation::Relation;
pub use tokens::words;
pub use word::{Feature, Features, Tag, Word};
