//! An issue that stays open: what was asked for, by whom, and who was not heard.

use detente_agreement::common_ground::Cells;
use detente_case::{IssueId, Level, OptionId, PartyId};
use serde::Serialize;

use super::{is_unheard, shorts, voices};
use crate::{page::Text, question::Question, text::wording};

/// An issue that no text settles.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct OpenIssue {
    /// The issue.
    issue: IssueId,
    /// The options that somebody asks for; where nobody asks for any, those that somebody accepts or can live with.
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
    by: Vec<PartyId>,
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
        let wanted = |level: Level| -> Vec<Wanted> {
            let by = |option: &&OptionId| {
                let all = voices(question, cells, issue, option).into_iter();
                let by = all.filter(|(_, cell)| cell.level >= Some(level)).map(|(party, _)| party.clone());
                Wanted { option: (*option).clone(), by: by.collect() }
            };
            options.iter().map(by).filter(|wanted| !wanted.by.is_empty()).collect()
        };
        let levels = [Level::Propose, Level::Accept, Level::Tolerate];
        let asked = levels.into_iter().map(wanted).find(|asked| !asked.is_empty()).unwrap_or_default();
        let unheard = |party: &PartyId| {
            let of = |option: &&&OptionId| {
                let all = voices(question, cells, issue, option);
                all.iter().any(|(voice, cell)| *voice == party && is_unheard(cell))
            };
            let silent: Vec<_> = options.iter().filter(of).map(|option| (*option).clone()).collect();
            let all = silent.len() == options.len();
            (!silent.is_empty()).then(|| NotHeard { party: party.clone(), options: silent, all })
        };
        let not_heard = question.case.parties.keys().filter_map(unheard).collect();
        Self { issue: issue.clone(), asked, not_heard }
    }

    /// `Pay: [5% (E) / 10% (U); U not heard on 7%]`.
    pub(super) fn text(&self, question: &Question) -> Text {
        let name = |option: &OptionId| wording::option_in_full(question, &self.issue, option).to_owned();
        let asked = |wanted: &Wanted| format!("{} ({})", name(&wanted.option), shorts(question, &wanted.by));
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
