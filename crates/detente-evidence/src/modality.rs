//! How the text stands to what it says: rules over the words around it. The first that fits is the modality.
//!
//! A rule asks here while it drafts, of the verb and the words beside it: hedges, announcements, who says it. Stretches
//! that reach over more than these, such as denials and conditions, are found in `reality/` and laid over the draft
//! afterwards by `cues/truth.rs`.

use crate::{
    cues::Line,
    draft::Modality,
    reality::Force,
    words::{Modal, Verb},
};

/// Words on which something hangs.
pub(crate) const CONDITIONS: &[&str] = &["if", "unless", "otherwise"];
const HEDGES: &[&str] = &[
    "reportedly",
    "seemingly",
    "apparently",
    "purportedly",
    "allegedly",
    "possibly",
    "perhaps",
    "probably",
    "potentially",
    "supposedly",
    "ostensibly",
    "may",
    "might",
    "could",
    "appear",
    "appears",
    "appeared",
    "seem",
    "seems",
    "seemed",
    "speculation",
    "speculated",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "potential",
    "likely",
    "unlikely",
    "presumably",
    "considering",
    "mulling",
    "weighing",
    "doubt",
    "doubted",
    "doubts",
    "unclear",
];
const AHEAD: &[&str] = &[
    "scheduled",
    "planned",
    "planning",
    "due",
    "expected",
    "slated",
    "intended",
    "intends",
    "intend",
    "plans",
    "set",
    "promised",
    "upcoming",
    "will",
    "shall",
    "won't",
];

/// What the words around something say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(crate) struct Around {
    pub negated: bool,
    pub conditional: bool,
    pub hedged: bool,
    pub ahead: bool,
    pub reported: bool,
}

impl Around {
    /// The first modality that fits.
    pub(crate) const fn modality(self) -> Modality {
        if self.negated { Modality::Negated } else { self.affirmed() }
    }

    /// The first that fits where what is drafted is a "no" itself: a refusal is not negated by its "not".
    pub(crate) const fn affirmed(self) -> Modality {
        if self.conditional {
            Modality::Conditional
        } else if self.hedged {
            Modality::Speculated
        } else if self.ahead {
            Modality::Planned
        } else {
            self.spoken()
        }
    }

    /// Whether somebody is said to have said it, or the text says so itself.
    pub(crate) const fn spoken(self) -> Modality {
        if self.reported { Modality::Reported } else { Modality::Asserted }
    }
}

/// What the words from one place to another say of what stands there. `verb` carries it, where one does.
pub(crate) fn around(line: &Line<'_>, from: usize, to: usize, verb: Option<&Verb>) -> Around {
    let begin = verb.map_or(from, |one| one.from.min(from));
    let outer_speech = line.speech_at(verb.map_or(from, |one| one.at));
    let group_from = verb.map_or(from, |one| one.from);
    let group_to = verb.map_or(to, |one| one.at + 1);
    Around {
        negated: verb.is_some_and(|one| one.negated),
        conditional: hangs(line, begin, to),
        hedged: line.has(group_from.saturating_sub(2), group_to, HEDGES)
            || verb.is_some_and(|one| one.modal == Some(Modal::May))
            || line.has(group_from, group_to + 1, HEDGES),
        ahead: verb.is_some_and(|one| one.modal == Some(Modal::Will))
            || looks_ahead(line, group_from, group_to),
        reported: outer_speech.is_some() || according(line),
    }
}

/// Whether something is announced or expected right before or in a group of words.
pub(crate) fn looks_ahead(line: &Line<'_>, from: usize, to: usize) -> bool {
    line.has(from.saturating_sub(2), to, AHEAD)
        || (from.saturating_sub(1)..to)
            .any(|at| line.is_any(at, &["is", "are", "was", "were"]) && line.is_any(at + 1, &["to"]))
        || line.has(from, to, &["would"]) && line.speech_at(from).is_some()
}

/// Whether something hangs on a condition in it, right after it, or at the beginning of its sentence.
pub(crate) fn hangs(line: &Line<'_>, from: usize, to: usize) -> bool {
    let real = |at: usize| !(at > 0 && line.is_any(at - 1, &["even", "as", "ask", "asked", "only"]));
    let inside = line.find(from, to, CONDITIONS).is_some_and(real);
    let after = (to..to + 2).any(|at| line.is_any(at, CONDITIONS)) && !line.is_any(to, &[";"]);
    let clause = (0..from).rev().find(|at| line.is_any(*at, &[";", "but"])).unwrap_or(0);
    let first = (clause..(clause + 3).min(from)).find(|at| line.is_any(*at, &["if", "unless", "should"]));
    let first = first.is_some_and(|at| {
        line.words[at].capital && at < 2 || at > 0 && line.is_any(at - 1, &["that", "but", ";", "“", "\""])
    });
    let scope = line.has_condition(from, to + 2).is_some();
    let leads = line.scopes.iter().any(|one| {
        one.force == Force::Condition
            && one.to <= from
            && line.is_any(one.to, &[","])
            && !line.has(one.to + 1, from, &[",", ";", "but"])
    });
    inside || after || first || scope || leads
}

fn according(line: &Line<'_>) -> bool {
    line.words.windows(2).any(|two| two[0].is("according") && two[1].is("to"))
}
