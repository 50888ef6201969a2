//! What sentences say, kind by kind: each kind has a file of rules over verbs, nouns and names.

mod absence;
mod actor;
mod anchors;
mod attendance;
mod background;
mod deadline;
mod gathering;
mod issue;
mod lever;
mod line;
mod lines;
mod matters;
mod meeting;
mod meeting_change;
mod named;
mod offer;
mod open_question;
mod position;
mod prediction;
mod pressure;
mod proposal;
mod proposal_status;
mod red_line;
mod silence;
mod source;
mod speech;
mod subject;
mod threat;
mod truth;

pub(crate) use self::{
    actor::Actor,
    issue::one_each,
    line::Line,
    lines::lines,
    meeting::{Met, first_named},
    named::named,
    proposal::phrase_start,
    source::{day_in_address, sources},
    speech::denies,
};
use crate::draft::{Confidence, Kind, Modality, Parties, Role, Said, Status};

/// A draft before it has a number: its words are words of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub said: Said,
    pub modality: Modality,
    pub name: Option<String>,
    pub party: Parties,
    pub actor: Option<String>,
    pub status: Option<Status>,
    /// The number of the sentence, from 1.
    pub sentence: usize,
    /// The words that carry it: bytes of the text.
    pub primary: (usize, usize),
    pub more: Vec<(Role, usize, (usize, usize))>,
    pub rule: &'static str,
    pub confidence: Confidence,
    /// The word whose standing in its sentence is the draft's: nothing where the draft names a thing and claims nothing.
    pub anchor: Option<usize>,
}

/// The words of a rule's finding, before it is known what else holds of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub from: usize,
    pub to: usize,
}

impl Line<'_> {
    /// A draft whose words stand here.
    pub(crate) fn raw(&self, said: Said, modality: Modality, span: Span, rule: &'static str) -> Option<Raw> {
        let to = span.to.min(self.words.len());
        let numbered = line_number(self, span.from);
        let first = (span.from + numbered..to).find(|at| {
            let word = &self.words[*at];
            word.is_word && !(word.any(&["and", "but", "or", "that"]) && *at + 1 < to)
        });
        let span = Span { from: first?, to };
        if span.from >= to {
            return None;
        }
        Some(Raw {
            said,
            modality,
            name: None,
            party: Parties::default(),
            actor: None,
            status: None,
            sentence: self.number,
            primary: (self.words[span.from].start, self.words[to - 1].end),
            more: Vec::new(),
            rule,
            confidence: Confidence::Likely,
            anchor: Some(span.from),
        })
    }

    fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        (self.words[from].start, self.words[to - 1].end)
    }
}

/// How many words number an item of a list: "3.", "(a)".
fn line_number(line: &Line<'_>, from: usize) -> usize {
    let short = |at: usize| {
        line.word(at).is_some_and(|one| {
            one.is_number()
                || one.lower.chars().count() == 1 && one.is_word && one.lower != "a" && one.lower != "i"
        })
    };
    if from == 0 && short(0) && line.is_any(1, &[".", ")"]) { 2 } else { 0 }
}

impl Raw {
    pub(crate) fn by(mut self, actor: &Actor) -> Self {
        self.party = actor.parties();
        self.actor.clone_from(&actor.name);
        self
    }

    pub(crate) fn with(mut self, status: Status) -> Self {
        self.status = Some(status);
        self
    }

    pub(crate) fn sure(mut self, confidence: Confidence) -> Self {
        self.confidence = confidence;
        self
    }

    pub(crate) fn and(mut self, line: &Line<'_>, role: Role, from: usize, to: usize) -> Self {
        if from < to && to <= line.words.len() {
            self.more.push((role, line.number, line.bytes(from, to)));
            if role == Role::Cue {
                self.anchor = Some(to - 1);
            }
        }
        self
    }

    /// With a word that says how it stands.
    pub(crate) fn and_word(mut self, line: &Line<'_>, role: Role, at: usize) -> Self {
        if at < line.words.len() {
            self.more.push((role, line.number, line.bytes(at, at + 1)));
        }
        self
    }

    /// Of which the standing of a word decides.
    pub(crate) fn anchored(mut self, at: Option<usize>) -> Self {
        self.anchor = at;
        self
    }

    /// One draft for each party: each may stand to it in its own way.
    pub(crate) fn each(self) -> Vec<Self> {
        if self.party.0.len() < 2 {
            return vec![self];
        }
        self.party.0.iter().map(|one| Self { party: Parties(vec![one.clone()]), ..self.clone() }).collect()
    }
}

/// Everything that a sentence says, in the order of the kinds.
pub(crate) fn all(line: &Line<'_>, meetings: &mut Met) -> Vec<Raw> {
    let mut found = Vec::new();
    found.extend(speech::statements(line));
    found.extend(meeting::meetings(line, meetings));
    found.extend(meeting_change::changes(line));
    found.extend(attendance::attendances(line));
    found.extend(position::positions(line));
    found.extend(red_line::red_lines(line));
    found.extend(proposal::proposals(line));
    found.extend(proposal_status::statuses(line));
    found.extend(lever::levers(line));
    found.extend(deadline::deadlines(line));
    found.extend(open_question::questions(line));
    let mut found: Vec<Raw> = found
        .into_iter()
        .filter_map(|raw| background::today(line, raw))
        .filter_map(|raw| truth::as_told(line, raw))
        .collect();
    // What somebody asks or leaves open is no act and no stance.
    let asked =
        line.find(0, line.end(), &["whether"]).map(|at| line.bytes(at, line.clause_end(at + 1).max(at + 1)));
    let asked: Vec<(usize, usize)> = asked
        .into_iter()
        .chain(found.iter().filter(|one| one.said.kind() == Kind::OpenQuestion).map(|one| one.primary))
        .collect();
    found.retain(|one| {
        let open = matches!(one.said.kind(), Kind::OpenQuestion | Kind::Statement);
        open || !asked.iter().any(|(from, to)| one.primary.0 >= *from && one.primary.1 <= *to)
    });
    let predictions = prediction::predictions(line, &found);
    found.extend(predictions.into_iter().filter_map(|raw| truth::as_told(line, raw)));
    let issues = issue::issues(line, &found);
    found.extend(issues);
    found
}
