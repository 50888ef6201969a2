//! What would have to be different for a state of a file to hold.

use detente_conflict::{
    explanation::Verdict,
    inverse::nearest_statement_order,
    stability::{Concept, Step},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    OpenFile, WrittenOut,
    path::FileStep,
    stability::{losses_on, rests_on},
};
use crate::{
    answers::{
        inverse::exact::{Orders, nearest, orders, orders_for_all},
        verdict::percent,
        verified::explained,
    },
    derivation::{CLASSIC, undeterred},
    page::{Page, Table, Text},
    stop::Stop,
    text::phrase,
};

/// The most statements whose orders are tried, 6! = 720, and the most states of a model of which they are.
const MOST_STATEMENTS: usize = 6;
const MOST_STATES: usize = 64;

/// What each party would have to prefer for a state to hold.
#[derive(Serialize, JsonSchema)]
pub struct FileInverse {
    /// The state, from 1.
    state: usize,
    /// Its courses.
    courses: String,
    /// Whether everybody stays in it (SEQ).
    holds: bool,
    /// Party by party.
    parties: Vec<FileTurn>,
    /// What of the file does not count.
    losses: Vec<String>,
}

/// What keeps one party in the state, or would.
#[derive(Serialize, JsonSchema)]
struct FileTurn {
    /// Who.
    party: String,
    /// Whether it stays (SEQ).
    stable: bool,
    /// The states that it leaves for and that no credible answer deters it from, from 1.
    undeterred: Vec<usize>,
    /// The moves that it would gain by, each with the answer that deters it, step by step; where it leaves, the one
    /// move that nothing deters.
    moves: Vec<FileMove>,
    /// The smallest change of its ranking that turns this.
    nearest: Option<FileChange>,
    /// The order of its statements nearest to its own under which everybody stays.
    statements: Option<FileOrder>,
    /// In how many of its rankings it stays, under Nash, GMR, SMR and SEQ.
    rankings: [Option<Orders>; 4],
    /// In how many of its rankings everybody stays, the others' preferences being what they are.
    rankings_for_all: [Option<Orders>; 4],
}

/// A move that is a gain, and the answer that it fears.
#[derive(Serialize, JsonSchema)]
pub(super) struct FileMove {
    /// The move.
    would: FileStep,
    /// The answer; empty where nothing deters.
    answer: Vec<FileStep>,
}

/// A change of a ranking.
#[derive(Serialize, JsonSchema)]
struct FileChange {
    /// The states that it would have to like no better than the state, or, where it stays, better; from 1.
    states: Vec<usize>,
    /// How many in between would change places with them.
    between: usize,
    /// How many pairs of states change their order.
    pairs: usize,
    /// Whether it then stays.
    stays: bool,
}

/// An order of statements.
#[derive(Serialize, JsonSchema)]
struct FileOrder {
    /// The numbers of the statements as they stand in the file, from 1, the most important first.
    order: Vec<usize>,
    /// How many swaps of neighbours lead there.
    swaps: usize,
}

/// What each party would have to prefer for a state (from 1) to hold.
pub fn inverse(file: &OpenFile, state: usize) -> Result<FileInverse, Stop> {
    let states = file.written_out("what would have to be preferred")?;
    let at = file.state(state, states.conflict.states())?;
    let turns = (0..states.conflict.parties()).map(|party| FileTurn::of(file, states, party, at));
    let parties: Vec<FileTurn> = turns.collect::<Result<_, _>>()?;
    Ok(FileInverse {
        state,
        courses: file.choices.written(states.code(at)),
        holds: parties.iter().all(|turn| turn.stable),
        parties,
        losses: file.losses_in_one_game(),
    })
}

impl FileTurn {
    fn of(file: &OpenFile, states: &WrittenOut, party: usize, at: usize) -> Result<Self, Stop> {
        let conflict = &states.conflict;
        let with_answer =
            |to: usize, answer: &[Step]| FileMove::of(file, states, at, Step { party, to }, answer);
        let (stable, moves) = match explained(conflict, Concept::Sequential, party, at)?.verdict {
            Verdict::Unstable { improvement, .. } => {
                (false, with_answer(improvement, &[]).into_iter().collect())
            }
            Verdict::Stable(deterred) => {
                (true, deterred.iter().filter_map(|one| with_answer(one.improvement, &one.answer)).collect())
            }
        };
        let change = nearest(conflict, Concept::Sequential, party, at).map(|(change, decide)| FileChange {
            between: change.moved.len().saturating_sub(decide.len()),
            states: decide.iter().map(|state| state + 1).collect(),
            pairs: change.pairs,
            stays: change.stable_afterwards,
        });
        Ok(Self {
            party: file.choices.parties().get(party).cloned().unwrap_or_default(),
            stable,
            undeterred: undeterred(conflict, Concept::Sequential, party, at)
                .iter()
                .map(|to| to + 1)
                .collect(),
            moves,
            nearest: change,
            statements: statements(file, states, party, at),
            rankings: CLASSIC.map(|concept| orders(conflict, concept, party, at)),
            rankings_for_all: CLASSIC.map(|concept| orders_for_all(conflict, concept, party, at)),
        })
    }
}

/// The nearest order of the party's statements, where statements count and are few.
fn statements(file: &OpenFile, states: &WrittenOut, party: usize, at: usize) -> Option<FileOrder> {
    let statements = &file.makers.get(party)?.statements;
    let few = statements.len() <= MOST_STATEMENTS && states.conflict.states() <= MOST_STATES;
    if file.by_ranking || !few || statements.is_empty() {
        return None;
    }
    let found = nearest_statement_order(&states.conflict, Concept::Sequential, party, at, statements);
    let found = found.ok().flatten()?;
    Some(FileOrder { order: found.order.iter().map(|place| place + 1).collect(), swaps: found.swaps })
}

impl FileInverse {
    /// How it reads.
    #[must_use]
    pub fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading(format!(
            "What would have to be different for state {} ({}) to hold",
            self.state, self.courses
        ));
        page.paragraph(if self.holds {
            Text::new().favour("It holds").plain(" by credible answers (SEQ).")
        } else {
            let leaving = |open: bool| -> Vec<&str> {
                let leaving = self.parties.iter().filter(|turn| !turn.stable && turn.is_open() == open);
                leaving.map(|turn| turn.party.as_str()).collect()
            };
            let (would, may) = (leaving(false), leaving(true));
            let verdict = if would.is_empty() {
                Text::new().caution("Whether it holds")
            } else {
                Text::new().against("It does not hold")
            };
            verdict.plain(match (would.as_slice(), may.as_slice()) {
                (would, []) => format!(" by credible answers (SEQ): {} would leave.", phrase::list(would)),
                ([], may) => format!(
                    " by credible answers (SEQ) is open: {} may leave, and nobody says whether it gains by that.",
                    phrase::list(may)
                ),
                (would, may) => format!(
                    " by credible answers (SEQ): {} would leave, {} may.",
                    phrase::list(would),
                    phrase::list(may)
                ),
            })
        });
        for turn in &self.parties {
            page.heading(format!("{} {}", turn.party, turn.verdict()));
            page.list(turn.lines());
        }
        page.heading("In how many of its strict rankings a party stays; in brackets, everybody stays");
        page.table(self.table());
        rests_on(&mut page, &file.rests_on);
        losses_on(&mut page, &self.losses);
        page.next(vec![(format!("detente stability {}", file.name), "which states hold".to_owned())]);
        page
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["party", "Nash", "GMR", "SMR", "SEQ"]).tight(&[1, 2, 3, 4]);
        let said = |orders: &Option<Orders>| {
            orders.as_ref().map_or("?".to_owned(), |orders| match &orders.rankings {
                Some(count) if count.len() <= 7 => count.clone(),
                _ => format!("{}%", percent(orders.share)),
            })
        };
        for turn in &self.parties {
            let cells = turn.rankings.iter().zip(&turn.rankings_for_all);
            let cells = cells.map(|(own, all)| Text::from(format!("{} ({})", said(own), said(all))));
            table.row(std::iter::once(Text::from(turn.party.as_str())).chain(cells).collect());
        }
        table
    }
}

impl FileTurn {
    /// Whether nobody says if it gains by the move that it would leave by.
    fn is_open(&self) -> bool {
        !self.stable && self.moves.iter().all(|one| one.would.is_open())
    }

    fn verdict(&self) -> &'static str {
        match (self.stable, self.is_open()) {
            (true, _) => "stays",
            (false, true) => "may leave",
            (false, false) => "would leave",
        }
    }

    fn lines(&self) -> Vec<Text> {
        let mut lines: Vec<Text> = self.moves.iter().map(|one| one.text(self.stable)).collect();
        if lines.is_empty() {
            lines.push(Text::from("No move of its own gains it anything."));
        }
        if self.undeterred.len() > 1 {
            let states: Vec<_> = self.undeterred.iter().map(ToString::to_string).collect();
            lines.push(Text::from(format!("Nothing deters it from any of states {}.", states.join(", "))));
        }
        lines.extend(self.nearest.as_ref().map(FileChange::text));
        if let Some(order) = self.statements.as_ref().filter(|order| order.swaps > 0) {
            let numbers: Vec<_> = order.order.iter().map(ToString::to_string).collect();
            lines.push(Text::from(format!(
                "Were its statements in the order {} ({} of neighbours), everybody would stay.",
                numbers.join(", "),
                phrase::count(order.swaps, "swap")
            )));
        }
        lines
    }
}

impl FileMove {
    /// A move from a state, and the answer to it.
    pub(super) fn of(
        file: &OpenFile,
        states: &WrittenOut,
        at: usize,
        would: Step,
        answer: &[Step],
    ) -> Option<Self> {
        let answer = FileStep::route(file, states, would.to, answer);
        FileStep::route(file, states, at, &[would]).pop().map(|would| Self { would, answer })
    }

    pub(super) fn text(&self, deterred: bool) -> Text {
        let would = self.would.text();
        if !deterred {
            return would.against("; no credible answer deters it.");
        }
        let text = would.favour("; it fears this answer: ");
        let steps = self.answer.iter().enumerate();
        steps
            .fold(text, |text, (place, step)| {
                if place == 0 { text } else { text.plain("; then ") }.then(step.text())
            })
            .plain(".")
    }
}

impl FileChange {
    fn text(&self) -> Text {
        let states: Vec<_> = self.states.iter().map(ToString::to_string).collect();
        let (would, like) =
            if self.stays { ("stay", "no longer liked better") } else { ("leave", "came to like better") };
        let between = match self.between {
            0 => String::new(),
            count => format!(", past {} in between", phrase::count(count, "state")),
        };
        Text::from(format!("It would {would} if it {like} than this: "))
            .strong(phrase::list(&states))
            .plain(format!("{between}. No smaller change of its preferences does that."))
    }
}
