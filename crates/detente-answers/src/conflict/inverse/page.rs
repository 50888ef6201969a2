//! How the answer of `detente inverse` reads: player by player, what would have to be different.

use super::{
    Inverse,
    exact::{Most, Orders},
    turn::{Nearest, Turn},
};
use crate::{
    answer::Answer,
    answers::verdict::percent,
    conflict::{
        about::About,
        fear::{Fear, undeterred},
        losses,
        step::{Step, lines_on},
    },
    page::{Page, Table, Text},
    question::Question,
    text::{number::Points, phrase},
};

/// How many states are named in a sentence where each is several words.
const MOST: usize = 4;

impl Answer for Inverse {
    fn page(&self, question: &Question) -> Page {
        self.page_about(About::of(question))
    }
}

impl Inverse {
    /// How it reads.
    #[must_use]
    pub fn page_about(&self, about: About<'_>) -> Page {
        if about.is_derived() { self.argued(about) } else { self.numbered(about) }
    }

    /// As arguments by numbers.
    fn argued(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        page.heading("What would make this state hold");
        about.begin(&mut page, self.on_the_table.as_ref());
        let leaving: Vec<_> =
            self.players.iter().filter(|turn| !turn.stable).map(|turn| turn.player.as_str()).collect();
        let name = &self.state.name;
        let text = Text::from(format!("State {}: ", name.number)).strong(&name.words);
        page.paragraph(if leaving.is_empty() {
            text.plain(". ").favour("It holds").plain(
                " if parties fear only answers that pay those who give them \
                (SEQ).",
            )
        } else {
            let all = if leaving.len() == 1 {
                ""
            } else {
                " To make it hold, each of them needs one of these changes."
            };
            text.plain(". ").against("It does not hold").plain(format!(
                " if parties fear only answers that pay those who give them (SEQ): {} would leave.{all}",
                phrase::list(&leaving)
            ))
        });
        for turn in &self.players {
            page.heading(format!("{} {}", turn.player, if turn.stable { "stays" } else { "would leave" }));
            page.list(turn.argued());
        }
        lines_on(&mut page, self.players.iter().flat_map(Turn::steps));
        page.paragraph(
            "Each change is to the preferences of one party, while the others keep theirs. Orders are all the \
             ways in which a party could strictly rank the states that decide whether it stays.",
        );
        page.next(vec![
            about.next("stability", "who would leave, and why no answer deters them"),
            about.next("openers", "which concessions and levers would make it a deal"),
        ]);
        page
    }

    /// As places in rankings, states by number.
    fn numbered(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        let name = &self.state.name;
        page.heading(format!("What would make state {} ({}) hold", name.number, name.courses));
        page.paragraph(self.verdict());
        for turn in &self.players {
            page.heading(format!("{} {}", turn.player, turn.verdict()));
            page.list(turn.numbered());
        }
        page.heading("In how many strict rankings a party stays, in brackets all parties");
        page.table(self.table());
        let cells = self.players.iter().flat_map(Turn::cells);
        if cells.clone().any(|cell| cell.is_none()) {
            page.paragraph(
                "?: not counted, because too many states matter, or because the party's own answers to others \
                 depend on its ranking and there are too many rankings to try.",
            );
        }
        if cells.flatten().any(|orders| orders.most.is_some()) {
            page.paragraph(Text::new().caution(
                "Where two numbers stand, how many it is depends on preferences that nobody states.",
            ));
        }
        self.rests_on.on(&mut page);
        losses::on(&mut page, &self.not_counted);
        page.next(vec![about.next("stability", "which states hold")]);
        page
    }

    /// Who would leave, and who may.
    fn verdict(&self) -> Text {
        let leaving = |open: bool| -> Vec<&str> {
            let leaving = self.players.iter().filter(|turn| !turn.stable && turn.open == open);
            leaving.map(|turn| turn.player.as_str()).collect()
        };
        let (would, may) = (leaving(false), leaving(true));
        match (would.as_slice(), may.as_slice()) {
            ([], []) => Text::new().favour("It holds").plain(" if parties fear only answers that pay those \
                who give them (SEQ)."),
            ([], may) => Text::new().caution("Whether it holds").plain(format!(
                " is open if parties fear only answers that pay those who give them (SEQ): {} may leave, and the case \
                 does not say whether it gains.",
                phrase::list(may)
            )),
            (would, []) => Text::new()
                .against("It does not hold")
                .plain(format!(" if parties fear only answers that pay those who give them (SEQ): {} would leave.", phrase::list(would))),
            (would, may) => Text::new().against("It does not hold").plain(format!(
                " if parties fear only answers that pay those who give them (SEQ): {} would leave, {} may.",
                phrase::list(would),
                phrase::list(may)
            )),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["party", "Nash", "GMR", "SMR", "SEQ"]).tight(&[0, 1, 2, 3, 4]);
        let number = |rankings: Option<u128>, share: f64| match rankings {
            Some(count) if count < 10_000_000 => count.to_string(),
            Some(_) | None => format!("{}%", percent(share)),
        };
        let said = |orders: Option<&Orders>| match orders {
            None => "?".to_owned(),
            Some(Orders { share, rankings, most: None, .. }) => number(*rankings, *share),
            Some(Orders { share, rankings, most: Some(Most { share: most, rankings: of_most }), .. }) => {
                let (least, most) = (number(*rankings, *share), number(*of_most, *most));
                format!("{least}–{most}")
            }
        };
        for turn in &self.players {
            let for_all = turn.orders_for_all.as_ref().map(|all| all.as_ref().map(Option::as_ref));
            let cells = turn.orders.as_ref().map(Option::as_ref).zip(for_all.unwrap_or_default()).array();
            let cells = cells.map(|(own, all)| Text::from(format!("{} ({})", said(own), said(all))));
            table.row(std::iter::once(Text::from(turn.player.as_str())).chain(cells).collect());
        }
        table
    }
}

impl Turn {
    /// Every number of orders in the table; `None` where it was not counted.
    fn cells(&self) -> impl Iterator<Item = Option<&Orders>> + Clone {
        let own = self.orders.as_ref().map(Option::as_ref).array();
        let all = self.orders_for_all.as_ref().map(|all| all.as_ref().map(Option::as_ref).array());
        own.into_iter().chain(all.into_iter().flatten())
    }

    /// Every step spoken of.
    fn steps(&self) -> impl Iterator<Item = &Step> {
        let deterred = self.deterred.iter().flat_map(|one| std::iter::once(&one.would).chain(&one.answer));
        self.undeterred.steps.iter().chain(deterred)
    }

    fn verdict(&self) -> &'static str {
        match (self.stable, self.open) {
            (true, _) => "stays",
            (false, true) => "may leave",
            (false, false) => "would leave",
        }
    }

    /// As arguments by numbers.
    fn argued(&self) -> Vec<Text> {
        let told = &self.undeterred.steps;
        let mut lines: Vec<Text> = told.iter().map(Step::text).collect();
        let more = self.undeterred.states.len().saturating_sub(told.len());
        if more > 0 {
            lines.push(Text::from(format!("and {} more that no answer deters", phrase::count(more, "move"))));
        }
        for fear in &self.deterred {
            let answer: Vec<_> = fear.answer.iter().map(Step::short).collect();
            lines.push(
                fear.would.text().favour(format!(" It fears this answer: {}.", answer.join(", then "))),
            );
            lines.extend(fear.answer.iter().map(Step::text));
        }
        if self.stable && self.deterred.is_empty() {
            lines.push(Text::from("It gains nothing by any move of its own."));
        }
        match &self.nearest {
            Some(nearest) => lines.push(nearest.in_words()),
            None if self.stable => {}
            None => lines.push(Text::from(
                "The smallest change of its preferences was not computed: too many states matter, or it acts \
                 for members who differ.",
            )),
        }
        lines.extend(self.nearest_nash.as_ref().map(|nash| under_nash(nash.in_words())));
        lines.extend(self.points_line());
        if let Some(orders) = &self.orders.seq {
            lines.push(Text::from(format!(
                "It would stay in {}% of the orders of this state and the {} that decide.",
                percent(orders.share),
                orders.states,
            )));
        }
        lines
    }

    /// As places in rankings.
    fn numbered(&self) -> Vec<Text> {
        let deterred = self.deterred.iter().map(Fear::text);
        let mut lines: Vec<Text> = deterred.chain(self.undeterred.steps.iter().map(undeterred)).collect();
        if lines.is_empty() {
            lines.push(Text::from("It gains nothing by any move of its own."));
        }
        if self.undeterred.states.len() > 1 {
            let states: Vec<_> = self.undeterred.states.iter().map(ToString::to_string).collect();
            lines.push(Text::from(format!(
                "No answer deters it from moving to states {}.",
                states.join(", ")
            )));
        }
        lines.extend(self.nearest.as_ref().map(Nearest::by_numbers));
        lines.extend(self.nearest_nash.as_ref().map(|nash| under_nash(nash.by_numbers())));
        if let Some(order) = self.statements.as_ref().filter(|order| order.swaps > 0) {
            let numbers: Vec<_> = order.order.iter().map(ToString::to_string).collect();
            lines.push(Text::from(format!(
                "If its statements stood in the order {} ({} of neighbours), all parties would stay.",
                numbers.join(", "),
                phrase::count(order.swaps, "swap")
            )));
        }
        lines
    }

    /// The rise in what the agreement is worth to it that is enough.
    fn points_line(&self) -> Option<Text> {
        let shown = |points: f64| Points { decimals: 1 }.of(points);
        let rise = self.points?;
        match (self.stable, rise.with_answers, rise.unanswered) {
            (false, Some(points), _) => Some(
                Text::from("In points: it would stay if the agreement were worth ")
                    .strong(shown(points))
                    .plain(" more to it."),
            ),
            (true, _, Some(points)) if points > 0.0 => Some(Text::from(format!(
                "To stay even if nobody answers, it needs {} points more from the agreement.",
                shown(points)
            ))),
            (false, None, _) | (true, ..) => None,
        }
    }
}

/// A change that turns the verdict where nobody looks at answers.
fn under_nash(change: Text) -> Text {
    Text::from("If it looks at no answers (Nash): ").then(change)
}

impl Nearest {
    /// The change in a sentence, each state in words.
    fn in_words(&self) -> Text {
        let words: Vec<_> = self.states.iter().take(MOST).map(|state| state.words.as_str()).collect();
        let more = self.states.len().saturating_sub(words.len());
        let more = if more == 0 { String::new() } else { format!(" | and {more} more") };
        let (would, prefer) = self.turn();
        Text::from(format!("It would {would} if it {prefer} this: "))
            .strong(format!("{}{more}", words.join(" | ")))
            .plain(self.past())
    }

    /// The change in a sentence, each state by its number.
    fn by_numbers(&self) -> Text {
        let numbers: Vec<_> = self.states.iter().map(|state| state.number.to_string()).collect();
        let (would, prefer) = self.turn();
        let what = if numbers.len() == 1 { "state" } else { "states" };
        Text::from(format!("It would {would} if it {prefer} {what} "))
            .strong(phrase::list(&numbers))
            .plain(" to this one")
            .plain(self.past())
    }

    fn turn(&self) -> (&'static str, &'static str) {
        if self.stays { ("stay", "no longer preferred") } else { ("leave", "came to prefer") }
    }

    fn past(&self) -> String {
        let between = match self.between {
            0 => String::new(),
            count => format!(", which means to pass {} in its ranking", phrase::count(count, "state")),
        };
        format!("{between}. No smaller change of its preferences is enough.")
    }
}
