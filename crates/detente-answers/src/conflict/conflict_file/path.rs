//! Routes from a state of a file to those that hold.

use detente_conflict::{path::routes, stability::Step};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    OpenFile, WrittenOut,
    stability::{losses_on, rests_on},
};
use crate::{
    derivation::Verdicts,
    page::{Page, Text},
    stop::Stop,
};

/// Routes from a state to those that hold.
#[derive(Serialize, JsonSchema)]
pub struct FilePaths {
    /// Where they start, from 1.
    from: usize,
    /// Whether no state holds for certain, and routes lead to those that may hold as preferences turn out that nobody
    /// states.
    open: bool,
    /// One entry a state that holds under SEQ.
    routes: Vec<FileRoute>,
    /// What of the file does not count.
    losses: Vec<String>,
}

/// One route.
#[derive(Serialize, JsonSchema)]
struct FileRoute {
    /// The state, from 1.
    to: usize,
    /// Its courses.
    courses: String,
    /// By improvements alone.
    by_improvements: Option<Vec<FileStep>>,
    /// By any moves.
    by_any_moves: Option<Vec<FileStep>>,
}

/// One step, with what it is to whoever takes it.
#[derive(Serialize, JsonSchema)]
pub(super) struct FileStep {
    /// Who moves.
    party: String,
    /// Which courses it takes up and gives up.
    does: String,
    /// The state it leads to, from 1.
    to: usize,
    /// The place of the state left in its own ranking, 1 for the best.
    place_before: Option<u32>,
    /// The place of the state it leads to.
    place_after: Option<u32>,
}

/// Routes from a state (from 1) to those that hold under SEQ.
pub fn paths(file: &OpenFile, from: usize) -> Result<FilePaths, Stop> {
    let states = file.written_out("a path")?;
    let verdicts = Verdicts::of(&states.conflict, &file.choices);
    let count = states.conflict.states();
    let certain: Vec<bool> = (0..count).map(|state| verdicts.holds(3, state)).collect();
    let may_hold = Verdicts::may_hold(&states.conflict).filter(|_| !certain.contains(&true));
    let open = may_hold.is_some();
    let wanted = may_hold.map_or(certain, |[.., credible]| credible);
    let start = file.state(from, count)?;
    let found = routes(&states.conflict, start, &wanted).unwrap_or_default();
    let said =
        |steps: &Option<Vec<Step>>| steps.as_ref().map(|steps| FileStep::route(file, states, start, steps));
    let routes = found.iter().map(|route| FileRoute {
        to: route.to + 1,
        courses: file.choices.written(states.code(route.to)),
        by_improvements: said(&route.by_improvements),
        by_any_moves: said(&route.by_any_moves),
    });
    Ok(FilePaths { from, open, routes: routes.collect(), losses: file.losses_in_one_game() })
}

impl FileStep {
    /// The steps of a route.
    pub(super) fn route(file: &OpenFile, states: &WrittenOut, from: usize, steps: &[Step]) -> Vec<Self> {
        let mut here = from;
        let said = steps.iter().map(|step| {
            let from = std::mem::replace(&mut here, step.to);
            Self {
                party: file.choices.parties().get(step.party).cloned().unwrap_or_default(),
                does: file.does(states.code(from), states.code(step.to)),
                to: step.to + 1,
                place_before: states.place(step.party, from),
                place_after: states.place(step.party, step.to),
            }
        });
        said.collect()
    }

    /// Whether nobody says what the step is to its mover.
    pub(super) fn is_open(&self) -> bool {
        self.place_before.is_none() || self.place_after.is_none()
    }

    /// "BUY takes up consent-buy: to state 4, from its 2nd place to its 1st".
    pub(super) fn text(&self) -> Text {
        let text = Text::new().strong(&self.party).plain(format!(" {}, to state {}: ", self.does, self.to));
        match (self.place_before, self.place_after) {
            (Some(before), Some(after)) if after < before => {
                text.favour(format!("a gain to it, from place {before} of its ranking to {after}"))
            }
            (Some(before), Some(after)) if after > before => {
                text.against(format!("a loss to it, from place {before} of its ranking to {after}"))
            }
            (Some(place), Some(_)) => {
                text.plain(format!("all the same to it, at place {place} of its ranking"))
            }
            _ => text.caution("whether it gains by that, nobody says"),
        }
    }
}

impl FilePaths {
    /// How it reads.
    #[must_use]
    pub fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        let those = if self.open { "that may hold" } else { "that hold" };
        page.heading(format!("From state {} to those {those} (SEQ)", self.from));
        if self.open {
            page.paragraph(
                Text::new().caution("No state holds for certain: preferences are unknown that it hangs on."),
            );
        }
        if self.routes.is_empty() {
            page.paragraph("No state holds.");
        }
        for route in &self.routes {
            route.on(&mut page);
        }
        rests_on(&mut page, &file.rests_on);
        losses_on(&mut page, &self.losses);
        page.next(vec![(format!("detente stability {}", file.name), "which states hold".to_owned())]);
        page
    }
}

impl FileRoute {
    fn on(&self, page: &mut Page) {
        let to = Text::from("To state ").strong(format!("{} ({})", self.to, self.courses));
        let steps = match (self.by_improvements.as_deref(), self.by_any_moves.as_deref()) {
            (Some([]), _) => return page.paragraph(to.plain(": one is there already.")),
            (Some(steps), _) => {
                page.paragraph(to.favour(": by gains alone."));
                steps
            }
            (None, Some(steps)) => {
                page.paragraph(to.caution(": not by gains alone. The shortest way:"));
                steps
            }
            (None, None) => return page.paragraph(to.against(": no sequence of moves leads there.")),
        };
        page.facts(
            steps
                .iter()
                .zip(1..)
                .map(|(step, number)| (format!("{number}."), step.text().plain(".")))
                .collect(),
        );
    }
}
