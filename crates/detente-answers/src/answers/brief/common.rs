//! Common ground in three lists: in the room, among all who must agree, one party short.

use detente_agreement::common_ground;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
};

/// How many options of a list a page has room for.
const SHOWN: usize = 6;

/// Options that a set of parties can all live with.
#[derive(Serialize, JsonSchema)]
pub(super) struct CommonList {
    /// Among whom.
    among: String,
    /// The options, each as `issue = option`; for "one party short" with the party and why.
    options: Vec<String>,
    /// How many of them stand on sources alone.
    on_sources: usize,
}

/// The three lists.
pub(super) fn common(question: &Question) -> Vec<CommonList> {
    let room = common_ground::fullest_room(&question.case);
    let lists = common_ground::standard_lists(&question.case, room);
    let list = |among: String, ground: &common_ground::CommonGround| CommonList {
        among,
        options: ground.common.iter().map(|common| format!("{} = {}", common.issue, common.option)).collect(),
        on_sources: ground.common.iter().filter(|common| common.on_sources()).count(),
    };
    let in_room = lists.room.as_ref().map(|room| {
        let name =
            question.case.meetings.get(&room.meeting).map_or(room.meeting.as_str(), |meeting| &meeting.name);
        list(format!("In the room ({name}: {})", question.shorts(&room.ground.among)), &room.ground)
    });
    let all = &lists.all_who_must_agree;
    let must = question.shorts(&all.among);
    let short = CommonList {
        among: "One party short of that".to_owned(),
        options: all.one_short.iter().map(|short| one_short(question, short)).collect(),
        on_sources: all.one_short.iter().filter(|short| short.assumed_for.is_empty()).count(),
    };
    in_room.into_iter().chain([list(format!("All who must agree ({must})"), all), short]).collect()
}

fn one_short(question: &Question, short: &common_ground::OneShort) -> String {
    let why = match short.holdout.why {
        common_ground::Missing::Unknown => "not known to tolerate it",
        common_ground::Missing::Opposes => "opposes it",
        common_ground::Missing::RedLine => "red line",
    };
    format!("{} = {} ({}: {why})", short.issue, short.option, question.short(&short.holdout.party))
}

pub(super) fn show(lists: &[CommonList], page: &mut Page) {
    page.heading("Common ground");
    page.list(lists.iter().map(CommonList::text).collect());
}

impl CommonList {
    fn text(&self) -> Text {
        let shown: Vec<_> = self.options.iter().take(SHOWN).map(String::as_str).collect();
        let options = match self.options.len().saturating_sub(SHOWN) {
            _ if shown.is_empty() => Text::new().caution("none"),
            0 => Text::from(shown.join(", ")),
            more => Text::from(format!("{}, and {more} more", shown.join(", "))),
        };
        let sourced = match (self.options.len(), self.on_sources) {
            (0, _) => Text::new(),
            (all, on_sources) if all == on_sources => Text::new().source(" [all on sources alone]"),
            (_, on_sources) => Text::new().caution(format!(" [{on_sources} on sources alone]")),
        };
        Text::new().strong(&self.among).plain(": ").then(options).then(sourced)
    }
}
