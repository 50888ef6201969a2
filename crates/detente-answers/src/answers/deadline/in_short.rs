//! The answer of `detente deadline` on one screen: do deadlines help, and whom does carrying a threat out hurt?

use detente_simulation::deadlines::{Curve, Hurt, Played};

use super::{Deadline, ROLES_DIFFER, curve_on, curves, marks, next, threat};
use crate::{
    answers::verdict::{footing, percent},
    page::{Page, Table, Text},
    question::Question,
    text::{phrase, threats},
};

impl Deadline {
    pub(super) fn in_short(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.answer(question));
        page.table(self.days());
        page.paragraph(format!(
            "In how many of 100 assumed futures the parties have agreed by the end of that day, counted from today: \
             the talks are simulated in {}. {ROLES_DIFFER}",
            self.talks.worlds
        ));
        if let Some(footing) = footing(question) {
            page.paragraph(footing);
        }
        page.list(self.threats(question));
        let full = question.command_from_here("deadline", "--full");
        page.next_in_full(full, "each threat day by day, and what is assumed of the talks", next(question));
        page
    }

    fn played(&self) -> impl Iterator<Item = &Played> {
        self.talks.ultimatums.iter().filter(|played| played.talks.is_some())
    }

    /// How many agree without any threat, and with each that is simulated.
    fn answer(&self, question: &Question) -> Text {
        let days = self.talks.times.days;
        let agreed = |curve: &Curve| percent(curve.agreed.share);
        let text = Text::new().strong(format!(
            "Without an ultimatum the parties agree within {days} days in {} of 100 assumed futures",
            agreed(&self.talks.without)
        ));
        let text = text.plain(".");
        if self.talks.ultimatums.is_empty() {
            return text.plain(" The case has no ultimatum.");
        }
        let none = self.played().next().is_none();
        let text = if none { text.plain(" No ultimatum can be simulated: see below.") } else { text };
        self.played().fold(text, |text, played| {
            let Some(both) = &played.talks else { return text };
            let ended = [&both.heeded, &both.unheeded].map(|curve| percent(curve.ended.share));
            let ended = match &ended {
                [one, other] if one == other => one.clone(),
                [one, other] => format!("{one} and {other}"),
            };
            text.plain(format!(
                " With {}: in {} if all heed it, in {} if nobody does; in {ended} the talks end without agreement.",
                question.case.ultimatums.get(&played.ultimatum).map_or("", |of| threats::consequence(question, of)),
                agreed(&both.heeded),
                agreed(&both.unheeded),
            ))
        })
    }

    /// Day by day: without a threat, and with each that is simulated.
    fn days(&self) -> Table {
        let (talks, days) = (&self.talks, marks(self.talks.times.days, None));
        let mut table = curves(&days);
        curve_on(&mut table, "no ultimatum", &talks.without, talks.worlds, &days);
        let several = self.played().nth(1).is_some();
        for (number, played) in (1..).zip(self.played()) {
            let Some(both) = &played.talks else { continue };
            let number = if several { format!(" ({number})") } else { String::new() };
            curve_on(&mut table, &format!("not heeded{number}"), &both.unheeded, talks.worlds, &days);
            curve_on(&mut table, &format!("heeded{number}"), &both.heeded, talks.worlds, &days);
        }
        table
    }

    /// A line for each threat: by when, why it is not simulated, whom it hurts and whom it rewards.
    fn threats(&self, question: &Question) -> Vec<Text> {
        let line = |played: &Played| {
            let ultimatum = question.case.ultimatums.get(&played.ultimatum)?;
            let text = threats::in_short(question, ultimatum);
            let text = match played.not_played {
                Some(reason) => text.caution(format!(" {}", threat::not_played(reason))),
                None => text,
            };
            Some(text.then(hits(question, played)))
        };
        self.talks.ultimatums.iter().filter_map(line).collect()
    }
}

/// " Carried out, it hurts UA in 100 and US, after its cost, in 98 of 100 futures. RU gains by it in 66 and loses in 34 of 100.
/// It is addressed to UA and RU."
fn hits(question: &Question, played: &Played) -> Text {
    let ultimatum = question.case.ultimatums.get(&played.ultimatum);
    let rewarded = threat::rewarded(question, played, ultimatum);
    let is_rewarded = |hurt: &&Hurt| rewarded.contains(&question.short(&hurt.party));
    let lose: Vec<_> = played
        .hurt
        .iter()
        .filter(|hurt| hurt.loses.holds > 0 && !is_rewarded(hurt))
        .map(|hurt| {
            let cost = if hurt.cost.is_some() { ", after its cost," } else { "" };
            format!("{}{cost} in {}", question.short(&hurt.party), percent(hurt.loses.share))
        })
        .collect();
    let text = match lose.as_slice() {
        [] => Text::new(),
        lose => Text::from(format!(" Carried out, it hurts {} of 100 futures.", phrase::list(lose))),
    };
    let text = played.hurt.iter().filter(is_rewarded).fold(text, |text, hurt| {
        let (party, gains) = (question.short(&hurt.party), percent(hurt.gains.share));
        let loses = match hurt.loses.holds {
            0 => String::new(),
            _ => format!(" and loses in {}", percent(hurt.loses.share)),
        };
        text.plain(" ").caution(format!("{party} gains by it in {gains}{loses} of 100."))
    });
    match ultimatum {
        Some(ultimatum) if !rewarded.is_empty() => {
            text.plain(format!(" {}", threats::addressed(question, &ultimatum.addressed_to)))
        }
        Some(_) | None => text,
    }
}
