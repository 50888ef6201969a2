//! Answers about a `.gmcr` file: states by number, as the field writes them.

use detente_conflict::{
    Conflict,
    formats::File,
    model::{Choices, ModelError},
    path::{Route, routes},
    preference::{Preference, ranks},
    stability::Concept,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    derivation::{Verdicts, undeterred},
    failure::Failure,
    page::{Page, Table, Text},
};

/// The most states that are shown one by one; their moves are written out.
const MOST: usize = 1 << 12;

/// A file, ready to be asked.
pub(crate) struct OpenFile {
    /// What it is called.
    pub(crate) name: String,
    /// Parties, courses, states.
    pub(crate) choices: Choices,
    /// The same with preferences. As in GMCR+, nobody moves to or from a state that he does not see.
    pub(crate) conflict: Conflict,
    /// The codes of the states, in rising order.
    codes: Vec<u64>,
}

impl OpenFile {
    /// The conflict that a file describes.
    pub(crate) fn of(name: &str, file: File) -> Result<Self, Failure> {
        let unfit = |error: ModelError| Failure::Usage(format!("{name}: {error}"));
        let codes = file.choices.states(MOST).map_err(unfit)?;
        let preference = |maker: &detente_conflict::formats::Maker| {
            let ranks = match &maker.ranking {
                Some(ranking) if file.by_ranking => ranks::by_ranking(ranking, codes.len())?,
                _ => ranks::by_statements(&maker.statements, &codes),
            };
            Ok(Preference::Ranked(ranks))
        };
        let preferences = file.makers.iter().map(preference).collect::<Result<_, _>>().map_err(unfit)?;
        let conflict = Conflict::from_choices(&file.choices, codes.clone(), preferences).map_err(unfit)?;
        let sees = |party: usize, state: usize| {
            let misperceived = file.makers.get(party).map_or(&[][..], |maker| maker.misperceived.as_slice());
            !misperceived.iter().any(|unseen| unseen.holds(codes[state]))
        };
        let conflict = if file.makers.iter().all(|maker| maker.misperceived.is_empty()) {
            conflict
        } else {
            let graph = conflict.graph().only(|party, from, to| sees(party, from) && sees(party, to));
            Conflict::new(graph, conflict.preferences().to_vec()).map_err(unfit)?
        };
        Ok(Self { name: name.to_owned(), choices: file.choices, conflict, codes })
    }

    /// A state as `YN`, the first course first.
    pub(crate) fn written(&self, state: usize) -> String {
        self.choices.written(self.codes.get(state).copied().unwrap_or(0))
    }
}

/// Verdicts about every state of a file.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FileStability {
    /// The parties.
    parties: Vec<String>,
    /// The courses of action, the first first in `state`.
    courses: Vec<String>,
    /// Every state.
    states: Vec<FileState>,
}

/// One state.
#[derive(Serialize, JsonSchema)]
struct FileState {
    /// Its number, from 1.
    number: usize,
    /// `Y` and `N`, course by course.
    courses: String,
    /// By party, whether it is stable under Nash, GMR, SMR and SEQ.
    stable: Vec<[bool; 4]>,
    /// Whether it is an equilibrium under each.
    equilibrium: [bool; 4],
}

/// Verdicts about every state of a file.
pub(crate) fn stability(file: &OpenFile) -> FileStability {
    let verdicts = Verdicts::of(&file.conflict, &file.choices);
    let state = |state: usize| FileState {
        number: state + 1,
        courses: file.written(state),
        stable: (0..file.conflict.parties())
            .map(|party| [0, 1, 2, 3].map(|concept| verdicts.stable(concept, party, state)))
            .collect(),
        equilibrium: verdicts.all(state),
    };
    FileStability {
        parties: file.choices.parties().to_vec(),
        courses: file.choices.courses().iter().map(|course| course.name.clone()).collect(),
        states: (0..file.conflict.states()).map(state).collect(),
    }
}

impl FileStability {
    /// How it reads.
    pub(crate) fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading("Which states hold");
        let mut table = Table::new(["state", "courses", "Nash", "GMR", "SMR", "SEQ"]);
        table.tight = (0..6).collect();
        for state in &self.states {
            let mut row = vec![Text::from(state.number.to_string()), Text::from(state.courses.as_str())];
            row.extend((0..4).map(|concept| {
                if state.equilibrium[concept] {
                    return Text::new().favour("holds");
                }
                let stable = state.stable.iter().enumerate().filter(|(_, stable)| stable[concept]);
                let parties: Vec<_> = stable.map(|(party, _)| (party + 1).to_string()).collect();
                Text::from(if parties.is_empty() { "-".to_owned() } else { parties.join(" ") })
            }));
            table.row(row);
        }
        page.table(table);
        let parties = self.parties.iter().zip(1..).map(|(name, number)| format!("{number} {name}"));
        page.paragraph(format!(
            "Numbers are the parties for which a state is stable: {}. Courses in their order: {}.",
            parties.collect::<Vec<_>>().join(", "),
            self.courses.join(", ")
        ));
        page.next(vec![(
            format!("detente path {} --from 1", file.name),
            "how one gets from a state to those that hold".to_owned(),
        )]);
        page
    }
}

/// Routes from a state to those that hold.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FilePaths {
    /// Where they start, from 1.
    from: usize,
    /// One entry a state that holds under SEQ.
    routes: Vec<FileRoute>,
}

/// One route.
#[derive(Serialize, JsonSchema)]
struct FileRoute {
    /// The state, from 1.
    to: usize,
    /// Its courses.
    courses: String,
    /// By improvements alone: who moves, and to which state.
    by_improvements: Option<Vec<(String, usize)>>,
    /// By any moves.
    by_any_moves: Option<Vec<(String, usize)>>,
}

/// Routes from a state (from 1) to those that hold under SEQ.
pub(crate) fn paths(file: &OpenFile, from: usize) -> Result<FilePaths, Failure> {
    let verdicts = Verdicts::of(&file.conflict, &file.choices);
    let wanted: Vec<bool> = (0..file.conflict.states()).map(|state| verdicts.holds(3, state)).collect();
    let start = from.checked_sub(1).filter(|start| *start < wanted.len());
    let found = start.and_then(|start| routes(&file.conflict, start, &wanted));
    let Some(found) = found else {
        return Err(Failure::Usage(format!("states are numbered from 1 to {}", wanted.len())));
    };
    let steps = |steps: &Option<Vec<detente_conflict::stability::Step>>| {
        let steps = steps.as_ref()?.iter();
        Some(steps.map(|step| (file.choices.parties()[step.party].clone(), step.to + 1)).collect())
    };
    let route = |route: &Route| FileRoute {
        to: route.to + 1,
        courses: file.written(route.to),
        by_improvements: steps(&route.by_improvements),
        by_any_moves: steps(&route.by_any_moves),
    };
    Ok(FilePaths { from, routes: found.iter().map(route).collect() })
}

impl FilePaths {
    /// How it reads.
    pub(crate) fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading(format!("From state {} to those that hold (SEQ)", self.from));
        let said = |steps: &Option<Vec<(String, usize)>>| match steps.as_deref() {
            None => Text::new().against("no way"),
            Some([]) => Text::from("already there"),
            Some(steps) => {
                let steps: Vec<_> = steps.iter().map(|(party, to)| format!("{party} to {to}")).collect();
                Text::from(steps.join(", "))
            }
        };
        let mut table = Table::new(["state", "courses", "by improvements", "by any moves"]).tight(&[0, 1]);
        for route in &self.routes {
            table.row(vec![
                Text::from(route.to.to_string()),
                Text::from(route.courses.as_str()),
                said(&route.by_improvements),
                said(&route.by_any_moves),
            ]);
        }
        page.table(table);
        if self.routes.is_empty() {
            page.paragraph("No state holds.");
        }
        page.next(vec![(format!("detente stability {}", file.name), "which states hold".to_owned())]);
        page
    }
}

/// What each party would have to prefer to stay in a state.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FileInverse {
    /// The state, from 1.
    state: usize,
    /// By party, the states that it leaves for and that no credible answer deters it from (SEQ), from 1.
    undeterred: Vec<(String, Vec<usize>)>,
}

/// What each party would have to prefer to stay in a state (from 1).
pub(crate) fn inverse(file: &OpenFile, state: usize) -> Result<FileInverse, Failure> {
    let states = file.conflict.states();
    let Some(at) = state.checked_sub(1).filter(|at| *at < states) else {
        return Err(Failure::Usage(format!("states are numbered from 1 to {states}")));
    };
    let of = |(party, name): (usize, &String)| {
        let moves = undeterred(&file.conflict, Concept::Sequential, party, at);
        (name.clone(), moves.into_iter().map(|to| to + 1).collect())
    };
    Ok(FileInverse { state, undeterred: file.choices.parties().iter().enumerate().map(of).collect() })
}

impl FileInverse {
    /// How it reads.
    pub(crate) fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading(format!("What would have to be preferred for state {} to hold (SEQ)", self.state));
        let line = |(party, moves): &(String, Vec<usize>)| {
            let name = Text::new().strong(party);
            if moves.is_empty() {
                return name.favour(" stays").plain(".");
            }
            let moves: Vec<_> = moves.iter().map(ToString::to_string).collect();
            let moves = moves.join(", ");
            name.against(" leaves").plain(format!("; it would stay if it did not prefer {moves} to it."))
        };
        page.list(self.undeterred.iter().map(line).collect());
        page.next(vec![(format!("detente stability {}", file.name), "which states hold".to_owned())]);
        page
    }
}
