//! `detente reject`: drafts that are left out of the case, and asked about no more.

use clap::Args;
use detente_machine::{dispatch::refused, drafts, unfinished::folder_of};
use detente_writing::reject;

use super::accept::Said;
use crate::{failure::Failure, load, output};

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
        let file = load::case_file(said.case())?;
        let folder = folder_of(&file);
        let _alone = drafts::held(folder);
        let inbox = drafts::inbox(folder, load::load(said.case())?.text())?;
        let (inbox, names) =
            reject(&inbox, &said.which(), &said.hand()?).map_err(|why| refused(why, said.case()))?;
        drafts::put_inbox(folder, &inbox)?;
        output::write(&format!("left out: {}\n", names.join(", ")))
    }
}
