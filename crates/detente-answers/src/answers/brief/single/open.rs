//! An issue that stays open: what was asked for, by whom, and who was not heard.

use std::collections::{BTreeMap, BTreeSet};

use detente_agreement::common_ground::{Cell, Cells};
use detente_case::{IssueId, Level, OptionId, PartyId};
use serde::Serialize;

use super::{is_unheard, voices};
use crate::{
    page::Text,
    question::Question,
    text::{Reference, phrase, wording},
};

/// An issue that no text settles.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct OpenIssue {
    /// The issue.
    issue: IssueId,
    /// The options that somebody asks for; where nobody asks for any, those that somebody accepts or can live with. Of those who
    /// need not agree, only what a source says.
    asked: Vec<Wanted>,
    /// Options on which somebody who must agree was not heard.
    not_heard: Vec<NotHeard>,
}

/// An option that somebody wants.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Wanted {
    /// The option.
    option: OptionId,
    /// Those who want it.
    by: Vec<Holder>,
}

/// A party that wants an option, and whose word that is.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Holder {
    /// The party.
    party: PartyId,
    /// Whether a source says so, or the case defines it; otherwise it is assumed, or follows from what is said of other rungs.
    sourced: bool,
    /// Where that is said; absent where nobody has said it.
    reference: Option<Reference>,
}

/// What a party said nothing of.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct NotHeard {
    /// The party.
    party: PartyId,
    /// The options; all of the issue's where it said nothing at all.
    options: Vec<OptionId>,
    /// Whether these are all.
    all: bool,
}

impl OpenIssue {
    pub(super) fn build(question: &Question, cells: &Cells<'_>, issue: &IssueId) -> Self {
        let options = question.case.issues.get(issue).map(|issue| &issue.options);
        let options: Vec<_> = options.into_iter().flat_map(|options| options.keys()).collect();
        let mut asks: ByParty<'_> = BTreeMap::new();
        let mut silent: ByParty<'_> = BTreeMap::new();
        for (place, option) in options.iter().enumerate() {
            for (party, cell) in voices(question, cells, issue, option) {
                asks.entry(party).or_default().insert(place);
                if is_unheard(&cell) {
                    silent.entry(party).or_default().insert(place);
                }
            }
        }
        let heard = heard(question, cells, issue, &options, &asks);
        let levels = [Level::Propose, Level::Accept, Level::Tolerate];
        let at = |level: Level| wanted(question, &heard, &options, level);
        let asked = levels.into_iter().map(at).find(|asked| !asked.is_empty()).unwrap_or_default();
        let unheard = |party: &PartyId| {
            let silent = silent.get(party)?;
            let all = silent.len() == options.len();
            let options = silent.iter().map(|place| options[*place].clone()).collect();
            Some(NotHeard { party: party.clone(), options, all })
        };
        let not_heard = question.case.parties.keys().filter_map(unheard).collect();
        Self { issue: issue.clone(), asked, not_heard }
    }

    /// `Pay: [5% (E [wire#2, B2]) / 10% (U, assumed); U not heard on 7%]`.
    pub(super) fn text(&self, question: &Question) -> Text {
        let name = |option: &OptionId| wording::option_in_full(question, &self.issue, option).to_owned();
        let asked = |wanted: &Wanted| format!("{} ({})", name(&wanted.option), wanted.holders(question));
        let asked: Vec<_> = self.asked.iter().map(asked).collect();
        let not_heard = |silent: &NotHeard| {
            let party = question.short(&silent.party);
            if silent.all {
                return format!("{party} not heard");
            }
            let options: Vec<_> = silent.options.iter().map(name).collect();
            format!("{party} not heard on {}", options.join(", "))
        };
        let not_heard = self.not_heard.iter().map(not_heard);
        let parts: Vec<_> =
            (!asked.is_empty()).then(|| asked.join(" / ")).into_iter().chain(not_heard).collect();
        let issue = wording::issue_in_full(question, &self.issue);
        let inside =
            if parts.is_empty() { "nobody asks for any option".to_owned() } else { parts.join("; ") };
        Text::new().strong(format!("{issue}: ")).caution(format!("[{inside}]"))
    }
}

/// By party, options of an issue by place.
type ByParty<'c> = BTreeMap<&'c PartyId, BTreeSet<usize>>;

/// By option, by place: the parties that are for it, and what each is held to think of it.
type Heard<'c> = Vec<Vec<(&'c PartyId, Cell)>>;

/// What is held of an issue's options: of all who must agree to them (`asks`) on anybody's word, of all others on that of
/// sources. Where a source speaks for a party on the issue, nothing assumed of it stands beside.
fn heard<'c>(
    question: &'c Question,
    cells: &Cells<'_>,
    issue: &IssueId,
    options: &[&'c OptionId],
    asks: &ByParty<'_>,
) -> Heard<'c> {
    let mut heard: Heard<'c> = options.iter().map(|_| Vec::new()).collect();
    for party in question.case.parties.keys() {
        let all = options.iter().enumerate().map(|(place, option)| (place, cells.cell(party, issue, option)));
        let is_for = |(_, cell): &(usize, Cell)| cell.level >= Some(Level::Tolerate);
        let (sourced, assumed): (Vec<_>, Vec<_>) =
            all.filter(is_for).partition(|(_, cell)| cell.grounds.is_sourced());
        let own = asks.get(party);
        let is_own = |(place, _): &(usize, Cell)| own.is_some_and(|own| own.contains(place));
        let counts = if sourced.is_empty() { assumed.into_iter().filter(is_own).collect() } else { sourced };
        for (place, cell) in counts {
            heard[place].push((party, cell));
        }
    }
    heard
}

/// The options that somebody holds at least at this level, and who does.
fn wanted(question: &Question, heard: &Heard<'_>, options: &[&OptionId], level: Level) -> Vec<Wanted> {
    let by = |(option, heard): (&&OptionId, &Vec<(&PartyId, Cell)>)| {
        let own = heard.iter().filter(|(_, cell)| cell.level >= Some(level));
        let holder = |(party, cell): &(&PartyId, Cell)| Holder {
            party: (*party).clone(),
            sourced: cell.grounds.is_sourced(),
            reference: cell.grounds.origin.as_ref().map(|origin| question.reference(origin)),
        };
        Wanted { option: (*option).clone(), by: own.map(holder).collect() }
    };
    options.iter().zip(heard).map(by).filter(|wanted| !wanted.by.is_empty()).collect()
}

impl Wanted {
    /// `US [b#6, B2]; RU and E, assumed`: those of one word together.
    fn holders(&self, question: &Question) -> String {
        let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
        for holder in &self.by {
            let word = match &holder.reference {
                Some(reference) if holder.sourced && reference.cites.is_empty() => String::new(),
                Some(reference) if holder.sourced => format!(" {}", reference.plain()),
                Some(_) | None => ", assumed".to_owned(),
            };
            let party = question.short(&holder.party);
            match groups.iter_mut().find(|(known, _)| *known == word) {
                Some((_, parties)) => parties.push(party),
                None => groups.push((word, vec![party])),
            }
        }
        let told = |(word, parties): &(String, Vec<&str>)| format!("{}{word}", phrase::list(parties));
        groups.iter().map(told).collect::<Vec<_>>().join("; ")
    }
}
