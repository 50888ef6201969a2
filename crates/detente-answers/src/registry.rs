//! The one list of questions. Help, the command line, addresses of the server, schemas and reports follow from it.

use crate::{
    answers::{
        brief, checklist, conflict_questions, deadline, diff, forecast, ground, island, learn, levers, list,
        matrix, openers, options_paper, outlook, packages, robust, roles, show, talking_points, talks, why,
    },
    ask::Asked,
};

/// Every question that can be asked of a case, in the order of help.
pub static QUESTIONS: [&Asked; 26] = [
    &brief::ASKED,
    &why::ASKED,
    &openers::ASKED,
    &ground::ASKED,
    &options_paper::ASKED,
    &matrix::ASKED,
    &talking_points::ASKED,
    &checklist::ASKED,
    &island::ASKED,
    &packages::FRONTIER,
    &packages::COMPARE,
    &robust::ASKED,
    &learn::ASKED,
    &talks::ASKED,
    &levers::ASKED,
    &outlook::ASKED,
    &forecast::ASKED,
    &roles::ASKED,
    &deadline::ASKED,
    &conflict_questions::STABILITY,
    &conflict_questions::PATH,
    &conflict_questions::INVERSE,
    &conflict_questions::HYPERGAME,
    &show::ASKED,
    &list::ASKED,
    &diff::ASKED,
];

/// The question of this name.
#[must_use]
pub fn question(name: &str) -> Option<&'static Asked> {
    QUESTIONS.iter().copied().find(|asked| asked.name == name)
}
