//! The chapters of a report: the twelve questions in the order of the page, and what answers each.

use detente_answers::{
    answers::{
        brief, conflict_questions, deadline, ground, levers, list, openers, outlook, packages, roles, talks,
        why,
    },
    ask::Asked,
};

/// A question as the page asks it, and what answers it.
pub(super) struct Chapter {
    /// The question.
    pub(super) title: &'static str,
    /// The answers, in their order.
    pub(super) sections: &'static [Section],
}

/// What stands below a question.
pub(super) enum Section {
    /// The answer of a question of the registry.
    Asked(&'static Asked),
    /// What changed between the first and the last day at which the case is meant to be read.
    Changes,
    /// What may be tabled, with which the brief ends.
    Table,
}

use Section::{Changes, Table};

const fn chapter(title: &'static str, sections: &'static [Section]) -> Chapter {
    Chapter { title, sections }
}

/// The brief, the questions in the order of the page, and what all of it rests on.
pub(super) static CHAPTERS: [Chapter; 14] = [
    chapter("In brief", &[Section::Asked(&brief::ASKED)]),
    chapter("1. Is there a deal, and if not, why?", &[Section::Asked(&why::ASKED)]),
    chapter("2. What is the smallest change that opens one?", &[Section::Asked(&openers::ASKED)]),
    chapter("3. Where is the common ground?", &[Section::Asked(&ground::ASKED)]),
    chapter("4. Who is hurt if talks fail?", &[Section::Asked(&levers::ASKED)]),
    chapter(
        "5. Which packages are efficient and fair?",
        &[Section::Asked(&packages::FRONTIER), Section::Asked(&packages::COMPARE)],
    ),
    chapter("6. Who must say yes, and who is in the room?", &[Section::Asked(&talks::ASKED)]),
    chapter("7. What changed?", &[Changes]),
    chapter("8. Facilitating or imposing: does it matter?", &[Section::Asked(&roles::ASKED)]),
    chapter("9. When: deadlines, step by step", &[Section::Asked(&deadline::ASKED)]),
    chapter(
        "10. Would it hold?",
        &[Section::Asked(&conflict_questions::STABILITY), Section::Asked(&conflict_questions::PATH)],
    ),
    chapter("11. What next, how likely?", &[Section::Asked(&outlook::ASKED)]),
    chapter("12. What do I table tomorrow?", &[Table]),
    chapter("Everything stated", &[Section::Asked(&list::ASKED)]),
];

/// Every question that the chapters answer.
pub(super) fn asked() -> impl Iterator<Item = &'static Asked> {
    let sections = CHAPTERS.iter().flat_map(|chapter| chapter.sections);
    sections.filter_map(|section| match section {
        Section::Asked(asked) => Some(*asked),
        Changes | Table => None,
    })
}
