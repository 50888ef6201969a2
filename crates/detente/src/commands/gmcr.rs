//! `.gmcr` files: opened instead of a case, and made of one.

use std::{collections::BTreeMap, fs, path::Path};

use detente_conflict::{
    formats::{File, Maker, read_gmcr, write_gmcr},
    preference::ranks,
};

use super::opened;
use crate::{
    answers::{
        Question,
        conflict_file::{self, OpenFile},
        stability::setup::{Choice, Setup},
    },
    cli::ShowArgs,
    failure::Failure,
    output,
    provenance::Provenance,
};

/// Whether a path names a model rather than a case.
pub(crate) fn is_gmcr(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "gmcr")
}

/// Opens a file; the provenance of answers about it.
fn open(path: &Path) -> Result<(OpenFile, Provenance), Failure> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|cause| Failure::at("read", path, cause))?;
    let file = read_gmcr(&bytes).map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let losses = conflict_file::losses(&text, &file);
    let texts = BTreeMap::from([(name.clone(), text)]);
    Ok((OpenFile::of(&name, file, losses)?, Provenance::of_texts(&name, &texts, "a .gmcr model")))
}

/// Which states of a file hold.
pub(crate) fn stability(path: &Path, show: &ShowArgs) -> Result<(), Failure> {
    let (file, provenance) = open(path)?;
    let answer = conflict_file::stability(&file)?;
    opened::print(provenance, "stability", show, &answer, || answer.page(&file))
}

/// Routes from a state of a file to those that hold.
pub(crate) fn path(path: &Path, from: usize, show: &ShowArgs) -> Result<(), Failure> {
    let (file, provenance) = open(path)?;
    let answer = conflict_file::paths(&file, from)?;
    opened::print(provenance, "path", show, &answer, || answer.page(&file))
}

/// What keeps whom in a state of a file.
pub(crate) fn inverse(path: &Path, state: usize, show: &ShowArgs) -> Result<(), Failure> {
    let (file, provenance) = open(path)?;
    let answer = conflict_file::inverse(&file, state)?;
    opened::print(provenance, "inverse", show, &answer, || answer.page(&file))
}

/// What each party of a file expects by the states that it sees.
pub(crate) fn hypergame(path: &Path, show: &ShowArgs) -> Result<(), Failure> {
    let (file, provenance) = open(path)?;
    let answer = conflict_file::hypergame(&file)?;
    opened::print(provenance, "hypergame", show, &answer, || answer.page(&file))
}

/// Prints the model derived from a case as a file. A bloc whose members differ is given its first member's order,
/// which is said where it does not mix with the file.
pub(crate) fn derive(question: &Question, choice: &Choice) -> Result<(), Failure> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let mut makers = Vec::new();
    for (place, preference) in setup.conflict.preferences().iter().enumerate() {
        let order = if let Some(order) = preference.ranks() {
            order.to_vec()
        } else {
            output::complain(&format!(
                "the members of {} differ about some states: the file has the order of the first",
                setup.player(place)
            ));
            derivation.order_of_first_member(place)
        };
        makers.push(Maker {
            statements: Vec::new(),
            ranking: Some(ranks::ranking(&order)),
            misperceived: Vec::new(),
        });
    }
    let file = File { choices: derivation.choices.clone(), makers, by_ranking: true, coalitions: None };
    let text = write_gmcr(&file).map_err(|error| Failure::Usage(error.to_string()))?;
    output::write(&text)
}
