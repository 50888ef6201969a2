//! `detente reject`: drafts that are left out of the case, and asked about no more.

use clap::Args;
use detente_machine::{
    desk::{Desk, signed},
    dispatch::refused,
};
use detente_writing::{Operation, log::Deed, reject};

use super::accept::Said;
use crate::{failure::Failure, output};

/// Leave drafts out of the case, and ask about them no more
#[derive(Args)]
#[command(after_help = "Examples:\n  detente reject my-case d5\n  detente reject my-case --kind prediction")]
pub(crate) struct Reject {
    #[command(flatten)]
    said: Said,
}

impl Reject {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let said = self.said;
        let mut desk = Desk::open(said.case())?;
        let hand = said.hand()?;
        let (inbox, names) =
            reject(desk.inbox(), &said.which(), &hand).map_err(|why| refused(why.into(), said.case()))?;
        let operations = vec![Operation::RejectDraft { drafts: names.clone() }];
        let after = desk.texts_with(desk.files().text(), &inbox)?;
        desk.commit(after, Deed::Do { operations }, &signed(hand.by()))?;
        output::write(&format!("left out: {}\n", names.join(", ")))
    }
}
