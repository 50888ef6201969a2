//! `.gmcr` files: opened instead of a case, and made of one.

use std::{collections::BTreeMap, fs, path::Path};

use detente_conflict::{
    formats::{File, Maker, read_gmcr, write_gmcr},
    preference::ranks,
};

use super::{
    opened,
    state_graph::{Graph, drawn},
};
use crate::{
    cli::{Ask, ShowArgs},
    failure::Failure,
    output,
    progress::Working,
    source::Source,
    what_if::Moved,
};
use detente_answers::{
    answers::{
        behaviour::Further,
        conflict_file::{self, OpenFile},
        stability::setup::{Choice, Setup},
    },
    provenance::Provenance,
    question::Question,
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

/// What answers about a model that is stated, in a file or in a case, are given of.
pub(crate) struct Model {
    file: OpenFile,
    provenance: Provenance,
}

/// What is asked about: a model that is stated, or the question that one is derived for.
pub(crate) enum Asked {
    Model(Box<Model>),
    Derived(Box<Question>),
}

/// The question about a case, as typed.
pub(crate) fn question(ask: &Ask) -> Result<Box<Question>, Failure> {
    let (question, moved) = Source::at(&ask.case)?.question(&ask.view, ask.plan.plan(None))?;
    moved.iter().for_each(Moved::complain);
    Ok(Box::new(question))
}

impl Model {
    /// The model of a path: a file's, or the conflict that a case states, else the case to derive one from.
    pub(crate) fn at(ask: &Ask) -> Result<Asked, Failure> {
        if is_gmcr(&ask.case) {
            let (file, provenance) = open(&ask.case)?;
            return Ok(Asked::Model(Box::new(Self { file, provenance })));
        }
        let question = question(ask)?;
        Ok(match conflict_file::of_case(&question).transpose()? {
            Some(file) => {
                let provenance = Provenance::without_draws(&question);
                Asked::Model(Box::new(Self { file, provenance }))
            }
            None => Asked::Derived(question),
        })
    }

    /// Which states hold.
    pub(crate) fn stability(self, further: Further, show: &ShowArgs) -> Result<(), Failure> {
        let working = Working::on("stability");
        let answer = conflict_file::stability(&self.file, further)?;
        drop(working);
        opened::print(self.provenance, "stability", show, &answer, || answer.page(&self.file))
    }

    /// The model as a file.
    pub(crate) fn gmcr(self) -> Result<(), Failure> {
        output::write(&self.file.as_gmcr()?)
    }

    /// The state graph.
    pub(crate) fn graph(self, form: Graph) -> Result<(), Failure> {
        output::write(
            &self
                .file
                .drawn(|conflict, choices, label, today| drawn(form, conflict, choices, label, today))?,
        )
    }

    /// Routes from a state, by default today's or the first, to those that hold.
    pub(crate) fn path(self, from: Option<usize>, show: &ShowArgs) -> Result<(), Failure> {
        let answer = conflict_file::paths(&self.file, from.or(self.file.today).unwrap_or(1))?;
        opened::print(self.provenance, "path", show, &answer, || answer.page(&self.file))
    }

    /// What keeps whom in a state, by default today's or the first.
    pub(crate) fn inverse(self, state: Option<usize>, show: &ShowArgs) -> Result<(), Failure> {
        let answer = conflict_file::inverse(&self.file, state.or(self.file.today).unwrap_or(1))?;
        opened::print(self.provenance, "inverse", show, &answer, || answer.page(&self.file))
    }

    /// What each party expects by the states that it sees.
    pub(crate) fn hypergame(self, show: &ShowArgs) -> Result<(), Failure> {
        let answer = conflict_file::hypergame(&self.file)?;
        opened::print(self.provenance, "hypergame", show, &answer, || answer.page(&self.file))
    }
}

/// Prints the model derived from a case as the table that would state it.
pub(crate) fn derive_table(question: &Question, choice: &Choice) -> Result<(), Failure> {
    let setup = Setup::of(question, choice)?;
    let stated = setup.derivation.stated(&question.case, &setup.negotiation);
    stated.losses.iter().for_each(|loss| output::complain(loss));
    output::write(&stated.toml)
}

/// Prints the state graph of the model derived from a case.
pub(crate) fn derive_graph(question: &Question, choice: &Choice, form: Graph) -> Result<(), Failure> {
    let setup = Setup::of(question, choice)?;
    let derivation = &setup.derivation;
    let words = |state: usize| setup.words(state);
    output::write(&drawn(form, &setup.conflict, &derivation.choices, words, Some(derivation.today)))
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
