//! Common ground in three lists: in the room, among all who must agree, one party short.

use detente_agreement::common_ground::{self, Holdout};
use detente_case::{IssueId, OptionId, PartyId};
use serde::Serialize;

use crate::{
    answers::ground::is_stated,
    page::{Page, Text},
    question::Question,
    text::wording,
};

/// How many options of a list a page has room for.
const SHOWN: usize = 6;

/// Options that a set of parties can all live with.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct CommonList {
    /// Among whom.
    among: String,
    /// Among whom, in as few words as a page has room for.
    #[serde(skip)]
    label: String,
    /// The same as parties; for "one party short" all who must agree.
    pub(super) parties: Vec<PartyId>,
    /// The options, but for those that leave the text silent on their issue.
    options: Vec<Shared>,
    /// Options that leave the text silent: that all can live with these is no ground in common, but room.
    aside: Vec<Shared>,
    /// Whether all of these stand on sources alone.
    aside_on_sources: bool,
    /// How many of them stand on sources alone.
    on_sources: usize,
}

/// An option of a list.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Shared {
    /// The issue.
    issue: IssueId,
    /// The option.
    option: OptionId,
    /// The one party that is missing, and why; absent where nobody is.
    holdout: Option<Holdout>,
}

/// From how many characters on a label would take the room of what it stands beside.
const LONGEST_LABEL: usize = 20;

/// The three lists.
pub(super) fn common(question: &Question) -> Vec<CommonList> {
    let room = common_ground::fullest_room(&question.case);
    let lists = common_ground::standard_lists(&question.case, room);
    let list = |(among, label): (String, String), ground: &common_ground::CommonGround| {
        // That all can live with a text that is silent on a question is no ground in common.
        let (aside, options): (Vec<_>, Vec<_>) =
            ground.common.iter().partition(|one| is_silent(question, &one.issue, &one.option));
        CommonList {
            among,
            label,
            parties: ground.among.clone(),
            options: options.iter().copied().map(shared).collect(),
            aside: aside.iter().copied().map(shared).collect(),
            aside_on_sources: aside.iter().all(|one| one.on_sources()),
            on_sources: options.iter().filter(|one| one.on_sources()).count(),
        }
    };
    let in_room = lists.room.as_ref().map(|room| {
        let name =
            question.case.meetings.get(&room.meeting).map_or(room.meeting.as_str(), |meeting| &meeting.name);
        let among = format!("In the room ({name}: {})", question.shorts(&room.ground.among));
        let label = if name.chars().count() > LONGEST_LABEL { "in the room" } else { name };
        list((among, label.to_owned()), &room.ground)
    });
    let all = &lists.all_who_must_agree;
    let must = question.shorts(&all.among);
    let all_label =
        if must.chars().count() > LONGEST_LABEL { format!("all {}", all.among.len()) } else { must.clone() };
    let (aside, options): (Vec<_>, Vec<_>) =
        all.one_short.iter().partition(|one| is_silent(question, &one.issue, &one.option));
    let short = CommonList {
        among: "Acceptable to all who must agree but one".to_owned(),
        label: "one party short".to_owned(),
        parties: all.among.clone(),
        options: options.iter().copied().map(one_short).collect(),
        aside: aside.iter().copied().map(one_short).collect(),
        aside_on_sources: false,
        on_sources: options.iter().filter(|one| one.assumed_for.is_empty()).count(),
    };
    in_room
        .into_iter()
        .chain([list((format!("All who must agree ({must})"), all_label), all), short])
        .collect()
}

/// Whether an option leaves the text silent on its issue.
fn is_silent(question: &Question, issue: &IssueId, option: &OptionId) -> bool {
    let issue = question.case.issues.get(issue);
    issue.and_then(|issue| issue.options.get(option)).is_some_and(|option| option.silent)
}

fn shared(common: &common_ground::CommonOption) -> Shared {
    Shared { issue: common.issue.clone(), option: common.option.clone(), holdout: None }
}

fn one_short(short: &common_ground::OneShort) -> Shared {
    Shared { issue: short.issue.clone(), option: short.option.clone(), holdout: Some(short.holdout.clone()) }
}

pub(super) fn show(question: &Question, lists: &[CommonList], page: &mut Page) {
    page.heading("Common ground");
    page.list(lists.iter().map(|list| list.text(question)).collect());
}

impl Shared {
    /// `issue = option`, with the party that is missing and why.
    fn told(&self, question: &Question) -> String {
        let term = wording::term_in_short(question, &self.issue, &self.option);
        let Some(holdout) = &self.holdout else { return term };
        let why = match holdout.why {
            common_ground::Missing::Unknown
                if is_stated(question, &holdout.party, &self.issue, &self.option) =>
            {
                "for or against"
            }
            common_ground::Missing::Unknown => "not known",
            common_ground::Missing::Opposes => "opposes it",
            common_ground::Missing::RedLine => "red line",
        };
        format!("{term} ({}: {why})", question.short(&holdout.party))
    }
}

impl CommonList {
    fn text(&self, question: &Question) -> Text {
        let shown: Vec<_> = self.options.iter().take(SHOWN).map(|one| one.told(question)).collect();
        let options = match self.options.len().saturating_sub(SHOWN) {
            _ if shown.is_empty() => Text::new().caution("none"),
            0 => Text::from(shown.join(", ")),
            more => Text::from(format!("{}, and {more} more", shown.join(", "))),
        };
        let sourced = self.sourced();
        let aside = self.aside_in_short(question).map_or(String::new(), |aside| format!("; {aside}"));
        Text::new().strong(&self.among).plain(": ").then(options).then(sourced).plain(aside)
    }

    /// What all can leave aside, in as few words as tell it: `left aside: Four oblasts: left to
    /// later talks and 3 more (assumed)`.
    pub(super) fn aside_in_short(&self, question: &Question) -> Option<String> {
        let together = self.aside.iter().filter(|one| one.holdout.is_none());
        let names: Vec<_> = together.map(|one| one.told(question)).collect();
        let first = names.first()?;
        let more = match names.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let sourced = if self.aside_on_sources { "sourced" } else { "assumed" };
        Some(format!("left aside: {first}{more} ({sourced})"))
    }

    /// Among whom, in as few words as a page has room for.
    pub(super) fn label(&self) -> String {
        self.label.clone()
    }

    /// The options, in as few words as tell them.
    pub(super) fn options_in_short(&self, question: &Question) -> Vec<String> {
        self.options.iter().map(|one| one.told(question)).collect()
    }

    /// How many of the options stand on sources.
    pub(super) fn sourced(&self) -> Text {
        match (self.options.len(), self.on_sources) {
            (0, _) => Text::new(),
            (all, on_sources) if all == on_sources => Text::new().source(" (sourced)"),
            (_, 0) => Text::new().caution(" (assumed)"),
            (_, on_sources) => Text::new().caution(format!(" ({on_sources} sourced)")),
        }
    }
}
