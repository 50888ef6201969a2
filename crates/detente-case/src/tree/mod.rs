//! The text of a case as a tree, with the names it defines, and its tables asked for their values.

mod citation;
mod digest;
mod meant;
mod mend;
mod names;
mod nearest;
mod redact;
mod row;
mod scalars;
mod syntax;

pub(crate) use self::{
    citation::parse as parse_citation,
    digest::{Digest, Statement as DigestSentence, leads_out},
    mend::mend,
    names::Names,
    nearest::{nearest, suggestion},
    redact::{Fate, blanked, canonical, redacted, without_comments},
    row::{Book, Row, on_scale},
    syntax::Syntax,
};
pub(crate) mod values {
    //! Single values out of the tree.
    pub(crate) use super::scalars::{count, date, quantity, text};
}
