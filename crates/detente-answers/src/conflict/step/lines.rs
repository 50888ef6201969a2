//! Where in the case file the ground of each step stands, line by line.

use std::collections::BTreeSet;

use super::{Size, Step};
use crate::{
    conflict::rests_on::CourseKind,
    page::{Page, Text},
};

/// What is said, and the lines on which it begins.
type Lines = Vec<(String, BTreeSet<usize>)>;

/// A list of what the steps rest on, each with its lines in `case.toml`; nothing where there is no step.
pub(in crate::conflict) fn lines_on<'a>(page: &mut Page, steps: impl Iterator<Item = &'a Step>) {
    let mut lines = Lines::new();
    for step in steps {
        step.lines(&mut lines);
    }
    if lines.is_empty() {
        return;
    }
    page.heading("Where the case says it: lines of case.toml");
    let said = |(what, lines): (String, BTreeSet<usize>)| {
        let numbers: Vec<_> = lines.iter().map(ToString::to_string).collect();
        (what, Text::new().source(numbers.join(", ")))
    };
    page.facts(lines.into_iter().map(said).collect());
}

impl Step {
    fn lines(&self, lines: &mut Lines) {
        for course in &self.courses {
            let what = match course.kind {
                CourseKind::Consent => "who must consent",
                CourseKind::Lever => course.name.as_ref().unwrap_or(&course.id),
                CourseKind::Action => course.id.as_str(),
            };
            if let Some(reference) = &course.reference {
                add(lines, what.to_owned(), reference.line);
            }
        }
        let Size::Points { least, made_of, .. } = &self.size else { return };
        let whose = least.as_ref().unwrap_or(&self.player).as_str();
        for amount in made_of {
            for ground in &amount.references {
                let of = if amount.of == "package" { whose } else { amount.called.as_str() };
                for reference in &ground.references {
                    // The numbers of a lever are mostly said where the lever is.
                    let with_it = lines.iter().any(|(what, at)| what == of && at.contains(&reference.line));
                    if with_it {
                        continue;
                    }
                    add(lines, format!("{of}: {}", ground.kind), reference.line);
                }
            }
        }
    }
}

fn add(lines: &mut Lines, what: String, line: usize) {
    match lines.iter_mut().find(|(known, _)| *known == what) {
        Some((_, known)) => {
            known.insert(line);
        }
        None => lines.push((what, BTreeSet::from([line]))),
    }
}
