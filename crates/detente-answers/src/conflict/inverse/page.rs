//! How the answer of `detente inverse` reads: player by player, what would have to be different.

use super::{Inverse, turn::Turn};
use crate::{
    answer::Answer,
    answers::{
        argued::{ArguedStep, lines_on},
        stability::setup,
        verdict::percent,
    },
    page::{Page, Text},
    question::Question,
    text::{number::Points, phrase},
};

impl Answer for Inverse {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.heading("What would have to be different for it to hold");
        setup::begin(&mut page, question, self.on_the_table.as_ref());
        let leaving: Vec<_> =
            self.players.iter().filter(|turn| !turn.stable).map(|turn| turn.player.as_str()).collect();
        let text = Text::from(format!("State {}: ", self.state.number)).strong(&self.state.words);
        page.paragraph(if leaving.is_empty() {
            text.plain(". ").favour("It holds").plain(" by credible answers (SEQ).")
        } else {
            let all =
                if leaving.len() == 1 { "" } else { " For it to hold, what follows has to change for each." };
            text.plain(". ")
                .against("It does not hold")
                .plain(format!(" by credible answers (SEQ): {} would leave.{all}", phrase::list(&leaving)))
        });
        for turn in &self.players {
            page.heading(format!("{} {}", turn.player, if turn.stable { "stays" } else { "would leave" }));
            page.list(turn.lines());
        }
        lines_on(&mut page, self.players.iter().flat_map(Turn::steps));
        page.paragraph(
            "Each change is of one player's preference, the others' being what they are. Orders count every way in \
             which it could rank the states that decide whether it stays, none of them alike to it.",
        );
        page.next(vec![
            (question.command("stability"), "who would leave, and why nothing deters them".to_owned()),
            (question.command("openers"), "which concessions and levers would make it a deal".to_owned()),
        ]);
        page
    }
}

impl Turn {
    /// Every step spoken of.
    fn steps(&self) -> impl Iterator<Item = &ArguedStep> {
        let deterred = self.deterred.iter().flat_map(|one| std::iter::once(&one.would).chain(&one.answer));
        self.undeterred.iter().chain(deterred)
    }

    fn lines(&self) -> Vec<Text> {
        let mut lines: Vec<Text> = self.undeterred.iter().map(ArguedStep::text).collect();
        if let Some(more) = self.of.checked_sub(self.undeterred.len()).filter(|more| *more > 0) {
            lines.push(Text::from(format!("and {} more that nothing deters", phrase::count(more, "move"))));
        }
        if let Some(deterrent) = &self.deterred {
            let answer: Vec<_> = deterrent.answer.iter().map(ArguedStep::short).collect();
            lines.push(
                deterrent.would.text().favour(format!(" It fears the answer: {}.", answer.join(", then "))),
            );
            lines.extend(deterrent.answer.iter().map(ArguedStep::text));
        } else if self.stable {
            lines.push(Text::from("No move of its own gains it anything."));
        }
        lines.extend(self.nearest_line());
        lines.extend(self.points_line());
        if let Some(orders) = &self.orders {
            lines.push(Text::from(format!(
                "It would stay in {}% of the orders in which it could rank this state and the {} that decide.",
                percent(orders.share),
                orders.states,
            )));
        }
        lines
    }

    /// The nearest change of its preferences, in a sentence.
    fn nearest_line(&self) -> Option<Text> {
        let Some(nearest) = &self.nearest else {
            return (!self.stable).then(|| {
                Text::from("What change of its preferences is the nearest is not computed: too many states matter, or it acts for several who differ.")
            });
        };
        let more = nearest.of.saturating_sub(nearest.states.len());
        let more = if more == 0 { String::new() } else { format!(" | and {more} more") };
        let states = format!("{}{more}", nearest.states.join(" | "));
        let between = match nearest.between {
            0 => String::new(),
            count => format!(", past {} in between", phrase::count(count, "state")),
        };
        let (would, like) =
            if nearest.stays { ("stay", "no longer liked better") } else { ("leave", "came to like better") };
        Some(
            Text::from(format!("It would {would} if it {like}: "))
                .strong(states)
                .plain(format!("{between}. No smaller change of its preferences does that.")),
        )
    }

    /// The rise in what the agreement is worth to it that is enough.
    fn points_line(&self) -> Option<Text> {
        let shown = |points: f64| Points { decimals: 1 }.of(points);
        match (self.stable, self.points_with_answers, self.points) {
            (false, Some(points), _) => Some(
                Text::from("In points: it would stay were the agreement worth ")
                    .strong(shown(points))
                    .plain(" more to it."),
            ),
            (true, _, Some(points)) if points > 0.0 => Some(Text::from(format!(
                "That nobody need answer it takes {} points more in what the agreement is worth to it.",
                shown(points)
            ))),
            _ => None,
        }
    }
}
