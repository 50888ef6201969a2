//! Whether issues can be settled.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::Ground;
use crate::{
    Case, Code, Diagnostic, Issue, IssueId, IssueOption, Level, MOST_OPTIONS, OptionId, PartyId, Position,
    Recognition, View, diagnostic::Sink,
};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for (id, issue) in &ground.case.issues {
        few_options(ground, id, issue, sink);
        too_many_options(ground, id, issue, sink);
        for option in issue.options.values() {
            recognised_twice(ground, option, sink);
        }
    }
    all_behind_red_lines(ground, sink);
}

fn few_options(ground: &Ground<'_>, id: &IssueId, issue: &Issue, sink: &mut Sink) {
    if issue.options.len() < 2 {
        sink.push(
            Diagnostic::new(
                Code::FewOptions,
                format!("issue `{id}` has only one option"),
                ground.key(&issue.origin, "options"),
            )
            .label("there is nothing to negotiate")
            .help("add what else could be agreed, for example that the text is silent (`silent = true`)"),
        );
    }
}

fn too_many_options(ground: &Ground<'_>, id: &IssueId, issue: &Issue, sink: &mut Sink) {
    let Some((option, beyond)) = issue.options.get_index(MOST_OPTIONS) else { return };
    let count = issue.options.len();
    sink.push(
        Diagnostic::new(
            Code::TooManyOptions,
            format!("issue `{id}` has {count} options, and {MOST_OPTIONS} can be compared"),
            beyond.origin.span,
        )
        .label(format!("`{option}` is the first beyond"))
        .also(ground.key(&issue.origin, "options"), "the issue's options")
        .help("take larger steps: none is left out, so that nothing is answered until the issue has fewer"),
    );
}

fn recognised_twice(ground: &Ground<'_>, option: &IssueOption, sink: &mut Sink) {
    let mut acts: IndexMap<_, &Recognition> = IndexMap::new();
    for act in &option.recognition {
        let Some(earlier) = acts.insert((&act.by, &act.territory, &act.when), act) else { continue };
        let label = if earlier.rung == act.rung {
            "the same act is listed twice".to_string()
        } else {
            format!("`{}` and `{}` at once", earlier.rung, act.rung)
        };
        let message = format!("`{}` recognises `{}` twice in one option", act.by, act.territory);
        sink.push(
            Diagnostic::new(Code::RecognisedTwice, message, ground.key(&option.origin, "recognition"))
                .label(label)
                .help("keep one, or say in `when` at which moment each happens"),
        );
    }
}

/// Judged as the case is seen on its own day: what counts later may lift a line.
fn all_behind_red_lines(ground: &Ground<'_>, sink: &mut Sink) {
    let seen = ground.case.seen(&View::default());
    for (party, issue_id) in suspects(&seen) {
        let Some(issue) = seen.issues.get(issue_id).filter(|issue| issue.options.len() > 1) else { continue };
        let line = |option| {
            let position = seen.position(party, issue_id, option).filter(Position::is_red_line)?;
            let unconditional = position.stance.unless.is_none();
            position.stance.positions.get(option).filter(|_| unconditional).map(|position| position.span)
        };
        let lines: Option<Vec<_>> =
            issue.options.keys().map(|option| Some((option, line(option)?))).collect();
        let Some(((option, span), others)) = lines.as_deref().and_then(<[_]>::split_first) else { continue };
        let message = format!("every option of `{issue_id}` is behind a red line of `{party}`");
        let mut diagnostic =
            Diagnostic::new(Code::AllBehindRedLines, message, *span).label(format!("`{option}`")).help(
                "this party can accept no package; check whether a source reports each red line, and whether \
                an option is missing",
            );
        for (option, span) in others {
            diagnostic = diagnostic.also(*span, format!("`{option}`"));
        }
        sink.push(diagnostic);
    }
}

/// Parties and issues of which every option was at some time behind a red line: few enough to look closer.
fn suspects(case: &Case) -> Vec<(&PartyId, &IssueId)> {
    const MOST: usize = 1_000;
    let mut lines: IndexMap<(&PartyId, &IssueId), BTreeSet<&OptionId>> = IndexMap::new();
    for stance in &case.stances {
        let red = stance.positions.iter().filter(|(_, position)| position.level == Some(Level::RedLine));
        for (option, _) in red {
            for party in &stance.parties {
                lines.entry((party, &stance.issue)).or_default().insert(option);
            }
        }
    }
    let all = |issue: &IssueId, lines: &BTreeSet<_>| {
        case.issues.get(issue).is_some_and(|issue| issue.options.len() == lines.len())
    };
    lines.iter().filter(|((_, issue), lines)| all(issue, lines)).map(|(about, _)| *about).take(MOST).collect()
}
