//! Which drafts belong together: a guest and his meeting, a stance and its issue, a denial and what it denies. Each is
//! looked for among the drafts of its own sentence, or carried along from the sentences before: the text is passed once.

use std::collections::BTreeMap;

use crate::{
    days::is_month,
    draft::{Draft, Format, Kind, Modality, Said, Status},
};

/// Words that point back to a proposal of a sentence before.
const POINTS_BACK: &[&str] = &[
    "it",
    "them",
    "proposal",
    "proposals",
    "draft",
    "offer",
    "plan",
    "idea",
    "ideas",
    "text",
    "initiative",
    "such",
    "these",
    "this",
    "package",
    "document",
    "terms",
];
/// How many sentences back a proposal may be meant.
const NEAR: usize = 3;

/// What a draft is found again by.
#[derive(Clone, Debug)]
struct Known {
    id: String,
    at: (usize, usize),
    sentence: usize,
    place: Option<String>,
    format: Option<Format>,
    called_off: bool,
    planned: bool,
}

/// Fills in the links of drafts, which are in the order of the text.
pub(crate) fn link(drafts: &mut [Draft], text: &str) {
    let by_sentence = sentences_of(drafts);
    let kind_of = |of: Kind| -> BTreeMap<usize, Vec<Known>> {
        let mut found: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
        for draft in drafts.iter().filter(|one| one.kind() == of) {
            if let Some(known) = known(draft) {
                found.entry(known.sentence).or_default().push(known);
            }
        }
        found
    };
    let all = All {
        meetings: kind_of(Kind::Meeting),
        issues: kind_of(Kind::Issue),
        proposals: kind_of(Kind::Proposal),
        deadlines: kind_of(Kind::Deadline),
        levers: kind_of(Kind::Lever),
        denied: denied(drafts, &by_sentence),
    };
    for draft in drafts {
        let Some(here) = known(draft) else { continue };
        let words = text.get(here.at.0..here.at.1).unwrap_or_default();
        match &mut draft.said {
            Said::Attendance { meeting, .. } => {
                let was = matches!(draft.modality, Modality::Asserted | Modality::Reported);
                *meeting = all.meeting(&here, words, draft.status, was);
            }
            Said::MeetingChange { meeting, .. } => *meeting = all.meeting(&here, words, None, false),
            Said::Position { issue, proposal, .. } => {
                *issue = inside(&all.issues, &here);
                *proposal = all.proposal(&here, words);
            }
            Said::RedLine { issue, .. } | Said::Proposal { issue, .. } => *issue = inside(&all.issues, &here),
            Said::ProposalStatus { proposals, .. } => *proposals = all.proposals(&here, words),
            Said::Lever { deadline, .. } => *deadline = inside(&all.deadlines, &here),
            Said::Deadline { consequence, .. } => *consequence = around(&all.levers, &here),
            Said::Statement { denies, .. } => {
                *denies = all.denied.get(&here.id).cloned().unwrap_or_default();
            }
            Said::Source { .. }
            | Said::Party { .. }
            | Said::Body { .. }
            | Said::Delegate { .. }
            | Said::Issue { .. }
            | Said::Meeting { .. }
            | Said::Prediction { .. }
            | Said::OpenQuestion { .. } => {}
        }
    }
}

fn known(draft: &Draft) -> Option<Known> {
    let first = draft.primary()?;
    let (place, format) = if let Said::Meeting { place, format, .. } = &draft.said {
        (place.clone(), Some(*format))
    } else {
        (None, None)
    };
    Some(Known {
        id: draft.id.clone(),
        at: (first.start, first.end),
        sentence: first.sentence,
        place,
        format,
        called_off: draft.status == Some(Status::CalledOff),
        planned: draft.status == Some(Status::Planned),
    })
}

fn sentences_of(drafts: &[Draft]) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        if let Some(first) = draft.primary() {
            found.entry(first.sentence).or_default().push(at);
        }
    }
    found
}

/// What each denial denies: drafts of its sentence that are not so, whose words stand in what it says.
fn denied(drafts: &[Draft], by_sentence: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for draft in drafts {
        let Said::Statement { verb, .. } = &draft.said else { continue };
        let Some(first) = draft.primary().filter(|_| crate::cues::denies(verb)) else { continue };
        let of_sentence = by_sentence.get(&first.sentence).into_iter().flatten();
        let of: Vec<String> = of_sentence
            .map(|at| &drafts[*at])
            .filter(|one| one.id != draft.id && one.modality == Modality::Negated)
            .filter(|one| one.primary().is_some_and(|one| first.start <= one.start && one.end <= first.end))
            .map(|one| one.id.clone())
            .collect();
        if !of.is_empty() {
            found.insert(draft.id.clone(), of);
        }
    }
    found
}

/// Whether two stretches have words in common.
fn common(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// The first of its sentence that stands inside a draft.
fn inside(among: &BTreeMap<usize, Vec<Known>>, here: &Known) -> Option<String> {
    let of_sentence = among.get(&here.sentence)?;
    let found = of_sentence.iter().find(|one| here.at.0 <= one.at.0 && one.at.1 <= here.at.1);
    found.map(|one| one.id.clone())
}

/// The first of its sentence around a draft, else the only one.
fn around(among: &BTreeMap<usize, Vec<Known>>, here: &Known) -> Option<String> {
    let of_sentence = among.get(&here.sentence)?;
    let found = of_sentence.iter().find(|one| one.at.0 <= here.at.0 && here.at.1 <= one.at.1);
    let only = of_sentence.first().filter(|_| of_sentence.len() == 1);
    found.or(only).map(|one| one.id.clone())
}

struct All {
    meetings: BTreeMap<usize, Vec<Known>>,
    issues: BTreeMap<usize, Vec<Known>>,
    proposals: BTreeMap<usize, Vec<Known>>,
    deadlines: BTreeMap<usize, Vec<Known>>,
    levers: BTreeMap<usize, Vec<Known>>,
    denied: BTreeMap<String, Vec<String>>,
}

impl All {
    /// The meeting that a guest or a change is of: one whose words it shares, one of its sentence, else the last before
    /// it. Words that name another place or are of a trip are of no meeting elsewhere. `was` says that it has been.
    fn meeting(&self, here: &Known, words: &str, status: Option<Status>, was: bool) -> Option<String> {
        let own = self.meetings.get(&here.sentence).map(Vec::as_slice).unwrap_or_default();
        let gatherings = |one: &&Known| one.format != Some(Format::Call);
        let names = |one: &&Known| one.place.as_deref().is_some_and(|place| words.contains(place));
        let trip = status == Some(Status::Cancelled)
            && ["trip", "visit", "travel"].iter().any(|one| words.to_lowercase().contains(one));
        if trip {
            let visit = own.iter().find(|one| common(one.at, here.at) && one.called_off);
            return visit.map(|one| one.id.clone());
        }
        let shared = own.iter().filter(gatherings).find(|one| common(one.at, here.at));
        let own =
            own.iter().filter(gatherings).find(names).or(shared).or_else(|| own.iter().find(gatherings));
        if let Some(own) = own {
            return Some(own.id.clone());
        }
        // A call has no guests, and a visit no seats for others; who came did not come to what is still to be.
        let talks = |one: &&Known| {
            !(matches!(one.format, Some(Format::Call | Format::Visit))
                || one.called_off
                || was && one.planned)
        };
        let before = || self.meetings.range(..here.sentence).rev().flat_map(|(_, of)| of.iter().rev());
        let placed = place_in(words);
        let found = before()
            .take(24)
            .find(|one| talks(one) && placed.is_some_and(|place| one.place.as_deref() == Some(place)));
        let fits = |one: &&Known| talks(one) && (placed.is_none() || one.place.is_none());
        found.or_else(|| before().take(24).find(fits)).map(|one| one.id.clone())
    }

    /// The proposals that a status speaks of: those of its own sentence, else of one right before it to which its words
    /// point back.
    fn proposals(&self, here: &Known, words: &str) -> Vec<String> {
        if let Some(own) = self.proposals.get(&here.sentence) {
            return own.iter().map(|one| one.id.clone()).collect();
        }
        let back = words.to_lowercase();
        let back = back.split(|one: char| !one.is_alphanumeric()).any(|word| POINTS_BACK.contains(&word));
        let near = here.sentence.saturating_sub(NEAR)..here.sentence;
        let last = self.proposals.range(near).next_back().filter(|_| back);
        last.map(|(_, of)| of.iter().map(|one| one.id.clone()).collect()).unwrap_or_default()
    }

    /// The one proposal that a stance is of: in its own words, or the last one where it points back.
    fn proposal(&self, here: &Known, words: &str) -> Option<String> {
        if let Some(own) = self.proposals.get(&here.sentence) {
            return own.iter().find(|one| common(one.at, here.at)).map(|one| one.id.clone());
        }
        match self.proposals(here, words).as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        }
    }
}

/// The place that words name after "in" or "at".
fn place_in(words: &str) -> Option<&str> {
    let at = words.find(" in ").map(|at| at + 4).or_else(|| words.find(" at ").map(|at| at + 4))?;
    let rest = words.get(at..)?;
    let first = rest.split(|one: char| !one.is_alphanumeric() && one != '-').next()?;
    let is_name = first.chars().next().is_some_and(char::is_uppercase);
    (is_name && !is_month(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::{Draft, Kind, Options, Said, read};

    fn drafts(text: &str) -> Vec<Draft> {
        read(text, &Options { date: "2031-05-14".parse().ok() }).drafts
    }

    fn of(drafts: &[Draft], kind: Kind) -> &Draft {
        drafts.iter().find(|one| one.kind() == kind).expect("a draft of the kind")
    }

    #[test]
    fn a_guest_is_of_his_meeting_and_a_cancelled_trip_of_no_other() {
        let text = "Norway and Sweden met in Oslo on Monday. Finland attended the talks. Norwegian Foreign Minister Anna \
                    Berg cancelled a trip to Stockholm.";
        let found = drafts(text);
        let meetings: Vec<&Draft> = found.iter().filter(|one| one.kind() == Kind::Meeting).collect();
        let linked: Vec<Option<String>> = found
            .iter()
            .filter_map(|one| match &one.said {
                Said::Attendance { meeting, .. } => Some(meeting.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(linked.len(), 2);
        assert_eq!(linked[0].as_deref(), Some(meetings[0].id.as_str()));
        assert_ne!(linked[1], linked[0]);
    }

    #[test]
    fn a_denial_knows_what_it_denies() {
        let found = drafts("Norway denied that Sweden had threatened to leave the talks.");
        let lever = of(&found, Kind::Lever).id.clone();
        let Said::Statement { denies, .. } = &of(&found, Kind::Statement).said else {
            unreachable!("{found:?}")
        };
        assert_eq!(*denies, [lever]);
        let found = drafts("Norway said that Sweden had threatened to leave the talks.");
        let Said::Statement { denies, .. } = &of(&found, Kind::Statement).said else {
            unreachable!("{found:?}")
        };
        assert!(denies.is_empty());
    }

    #[test]
    fn a_stance_has_its_issue_and_its_proposal_and_a_threat_its_deadline() {
        let found = drafts("Sweden wants a withdrawal of the fleet.");
        let issue = of(&found, Kind::Issue).id.clone();
        let Said::Position { issue: linked, .. } = &of(&found, Kind::Position).said else {
            unreachable!("{found:?}")
        };
        assert_eq!(linked.as_ref(), Some(&issue));
        let found = drafts("Norway proposed a joint patrol. Sweden opposes the proposal.");
        let proposal = of(&found, Kind::Proposal).id.clone();
        let Said::Position { proposal: linked, .. } = &of(&found, Kind::Position).said else {
            unreachable!("{found:?}")
        };
        assert_eq!(linked.as_ref(), Some(&proposal));
        let found = drafts("Norway threatened to leave the talks unless Sweden signed by Friday.");
        let deadline = of(&found, Kind::Deadline).id.clone();
        let Said::Lever { deadline: linked, .. } = &of(&found, Kind::Lever).said else {
            unreachable!("{found:?}")
        };
        assert_eq!(linked.as_ref(), Some(&deadline));
    }
}
