//! How the answer of `detente stability` reads where states are told by number.

use super::{Chosen, Held, Stability, Which, wanted::MOST_SHOWN};
use crate::{
    answer::Answer,
    conflict::{
        about::About,
        behaviour::{numbered, stable_for},
        concepts::ByConcept,
        losses,
        model::MOST,
        state::{Holds, State},
    },
    page::{Page, Table, Text},
    question::Question,
    text::phrase,
};

/// The most states that are shown in option form, and how many of them stand abreast.
const MOST_IN_OPTION_FORM: usize = 64;
const ABREAST: usize = 12;

impl Answer for Stability {
    fn page(&self, question: &Question) -> Page {
        self.page_about(About::of(question))
    }
}

impl Stability {
    /// How it reads.
    #[must_use]
    pub fn page_about(&self, about: About<'_>) -> Page {
        if let Some(because) = &self.because {
            return because.page(about);
        }
        if let Some(chosen) = &self.chosen {
            return self.of_chosen(chosen, about);
        }
        match self.listed {
            Which::ByRole => self.argued(about),
            Which::Every | Which::FirstThatHold => self.numbered(about),
        }
    }

    /// The states that were asked for, and what their letters mean.
    fn of_chosen(&self, chosen: &Chosen, about: About<'_>) -> Page {
        let mut page = about.page();
        page.heading("States asked for");
        page.paragraph(chosen.in_words());
        let shown = chosen.states.get(..MOST_SHOWN).unwrap_or(&chosen.states);
        page.table(table(shown));
        self.letters_on(&mut page);
        page.paragraph(self.counted_in_words());
        if let Some(first) = shown.first() {
            let why = format!("stability --why {} {} SEQ", first.name.number, self.first_player());
            let why = about.next(&why, "why a state is stable for a party, or why not");
            // Where states are not listed one by one, it is refused.
            let why = (self.of <= MOST as u128).then_some(why);
            page.next(why.into_iter().chain([about.next("stability", "which states hold")]).collect());
        }
        page
    }

    fn first_player(&self) -> &str {
        self.rests_on.players.first().map_or("1", |player| player.name.as_str())
    }

    fn numbered(&self, about: About<'_>) -> Page {
        let mut page = about.page();
        page.heading("Which states hold");
        page.paragraph(self.counted_in_words());
        if !self.states.is_empty() {
            if self.listed == Which::FirstThatHold {
                let may = if self.open.is_some() { ", or may," } else { "" };
                let first = self.states.len();
                page.paragraph(format!("The first {first} that hold{may} under some concept:"));
            }
            page.table(table(&self.states));
        }
        if self.listed == Which::Every && self.states.len() <= MOST_IN_OPTION_FORM {
            page.paragraph("The same states in option form: Y where a course is taken, N where it is not.");
            for states in self.states.chunks(ABREAST) {
                page.table(self.option_form(states));
            }
        }
        page.list(self.patterns.iter().flat_map(ByConcept::named).map(Held::text).collect());
        self.letters_on(&mut page);
        if let Some(strong) = &self.strong {
            page.paragraph("States that hold strongly: every answer feared leads to something much worse.");
            let line = |(concept, states): (&str, &Vec<usize>)| {
                let numbers: Vec<_> = states.iter().map(ToString::to_string).collect();
                let numbers = if numbers.is_empty() { "none".to_owned() } else { numbers.join(" ") };
                Text::new().strong(concept).plain(format!(": {numbers}"))
            };
            page.list(strong.named().map(line).collect());
        }
        page.paragraph(format!("Method: {}.", self.method));
        if let Some(today) = self.today {
            page.paragraph(format!("Today's state is {today} (* above)."));
        }
        if let Some(today) = &self.today_infeasible {
            page.paragraph(Text::new().against("Today's state cannot occur").plain(format!(
                ": the case says that {today} is the state of affairs, and that such a state is infeasible. `detente \
                 check` says by which entry. No path starts from it."
            )));
        }
        if let Some(why) = &self.why {
            why.on(&mut page, self.today);
        }
        self.beyond.on(&mut page);
        self.rests_on.on(&mut page);
        losses::on(&mut page, &self.not_counted);
        if self.listed == Which::FirstThatHold {
            page.next(vec![
                about.next("stability --holds nash", "the states that hold under one concept"),
                about.next("stability --state 1", "the verdict about one state"),
                about.next("stability --list states.csv", "every state with its verdicts, as a file"),
            ]);
        }
        if self.listed == Which::Every {
            let path = format!("path --from {}", self.today.unwrap_or(1));
            page.next(vec![
                about.next(&path, "the steps from a state to those that hold"),
                about.next("inverse --state 1", "why a state holds, or what would make it hold"),
                about.next(
                    &format!("stability --why {} {} SEQ", self.today.unwrap_or(1), self.first_player()),
                    "why a state is stable for a party, or why not",
                ),
            ]);
        }
        page
    }

    /// How many hold, and how many may.
    fn counted_in_words(&self) -> Text {
        let counts = self.holding.counted();
        match self.more_that_may() {
            None => Text::from(format!("How many of the {} states hold: {counts}.", self.of)),
            Some(open) => {
                Text::from(format!("How many of the {} states hold for certain: {counts}. ", self.of))
                    .caution(format!(
                        "Open (?): {}; whether these hold is open until somebody says what {} prefers.",
                        open.counted(),
                        phrase::list(&self.silent)
                    ))
            }
        }
    }

    /// A row a course, a column a state; today's state is marked.
    fn option_form(&self, states: &[State]) -> Table {
        let mut table = Table::new(["course", "of"]);
        table.header.extend(states.iter().map(|state| {
            let today = if Some(state.name.number) == self.today { "*" } else { "" };
            format!("{}{today}", state.name.number)
        }));
        table.tight = (0..table.header.len()).collect();
        for (place, course) in self.rests_on.courses.iter().enumerate() {
            let letter = |state: &State| state.name.courses.chars().nth(place).unwrap_or('-');
            let mut row = vec![Text::from(course.id.as_str()), Text::from(course.owner.as_str())];
            row.extend(states.iter().map(|state| Text::from(letter(state).to_string())));
            table.row(row);
        }
        table
    }

    /// What the numbers and letters of the table stand for.
    fn letters_on(&self, page: &mut Page) {
        let names: Vec<_> = self.rests_on.players.iter().map(|acts| acts.player.clone()).collect();
        let courses: Vec<_> = self.rests_on.courses.iter().map(|course| course.id.as_str()).collect();
        page.paragraph(format!(
            "The numbers say for which parties a state is stable: {}. The letters stand for the courses in this \
             order: {}.",
            numbered(&names),
            courses.join(", "),
        ));
    }
}

/// States, course by course, with their verdicts.
fn table(states: &[State]) -> Table {
    let mut table = Table::new(["state", "courses", "Nash", "GMR", "SMR", "SEQ"]);
    table.tight = (0..6).collect();
    for state in states {
        let name = &state.name;
        let mut row = vec![Text::from(name.number.to_string()), Text::from(name.courses.as_str())];
        row.extend(state.holds.array().into_iter().enumerate().map(|(place, holds)| match holds {
            Holds::Open => Text::new().caution("?"),
            Holds::Holds | Holds::No => stable_for(state.stable.iter().map(|stable| stable.array()[place])),
        }));
        table.row(row);
    }
    table
}

impl Held {
    fn text((concept, held): (&str, &Self)) -> Text {
        let more = if held.all { "" } else { " and more" };
        let patterns = if held.patterns.is_empty() { "none".to_owned() } else { held.patterns.join(" ") };
        Text::new().strong(concept).plain(format!(": {patterns}{more}"))
    }
}
