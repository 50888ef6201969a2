//! What each party of a file expects, by the states that it sees.
//!
//! A file says of each party which states it takes to be impossible, and nothing of what it takes the others to
//! prefer: in each party's game everybody prefers what the file says (first-level hypergame: Fraser & Hipel 1984).
//! Beside it what GMCR+ makes of the same lists: one game, without the moves of whoever does not see where they lead.

use detente_conflict::{
    hypergame::{Hypergame, Perception},
    stability::{Concept, equilibria},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    OpenFile, WrittenOut,
    stability::{losses_on, rests_on},
};
use crate::{
    derivation::CLASSIC,
    page::{Page, Table, Text},
    stop::Stop,
};

/// The most states in each of which every party's game is solved by the definitions.
const MOST: usize = 1 << 10;

/// What each party expects, and what comes.
#[derive(Serialize, JsonSchema)]
pub struct FileHypergame {
    /// Under Nash, GMR, SMR and SEQ in this order.
    concepts: Vec<FileOutlook>,
    /// Party by party.
    games: Vec<FileGame>,
    /// What of the file does not count.
    losses: Vec<String>,
}

/// What comes under one concept.
#[derive(Serialize, JsonSchema)]
struct FileOutlook {
    /// The concept.
    concept: String,
    /// The states that each party, in the game that it sees, would stay in, from 1.
    holds: Vec<usize>,
    /// The equilibria of one game in which nobody moves to or from what it does not see, as in GMCR+.
    as_gmcr_plus: Vec<usize>,
}

/// The game that one party sees.
#[derive(Serialize, JsonSchema)]
struct FileGame {
    /// Who sees it.
    party: String,
    /// The states that it takes to be impossible, from 1.
    unseen: Vec<usize>,
    /// The states that it expects to hold (SEQ).
    expects: Vec<usize>,
    /// Those of them in which somebody, in its own game, would not stay.
    illusions: Vec<usize>,
    /// The states that hold and that it does not expect to.
    surprises: Vec<usize>,
}

/// What each party expects.
pub fn hypergame(file: &OpenFile) -> Result<FileHypergame, Stop> {
    let states = file.written_out("what each party expects")?;
    if states.conflict.states() > MOST {
        return Err(Stop::Refused(format!(
            "{}: what each party expects is computed up to {MOST} states, and there are {}",
            file.name,
            states.conflict.states()
        )));
    }
    let games = games(states)?;
    let concepts = CLASSIC.map(|concept| FileOutlook {
        concept: concept.short().to_owned(),
        holds: numbered(&games.outlook(concept.into()).equilibria),
        as_gmcr_plus: numbered(&equilibria(&states.conflict, concept.into())),
    });
    let outlook = games.outlook(Concept::Sequential.into());
    let from_one = |places: Vec<usize>| places.into_iter().map(|place| place + 1).collect();
    let game = |(party, name): (usize, &String)| FileGame {
        party: name.clone(),
        unseen: numbered(&states.sees[party].iter().map(|sees| !sees).collect::<Vec<_>>()),
        expects: numbered(&outlook.expected[party]),
        illusions: from_one(outlook.illusions(party)),
        surprises: from_one(outlook.surprises(party)),
    };
    Ok(FileHypergame {
        concepts: concepts.into(),
        games: file.choices.parties().iter().enumerate().map(game).collect(),
        losses: file.losses.clone(),
    })
}

/// Everybody's game: the moves between the states that it sees, with everybody's preferences as the file has them.
fn games(states: &WrittenOut) -> Result<Hypergame, Stop> {
    let perception = |sees: &Vec<bool>| Perception {
        sees: sees.clone(),
        preferences: states.with_every_move.preferences().to_vec(),
    };
    let perceptions = states.sees.iter().map(perception).collect();
    Hypergame::new(states.with_every_move.graph(), perceptions)
        .map_err(|error| Stop::Internal(format!("the games that parties see do not fit: {error}")))
}

fn numbered(holds: &[bool]) -> Vec<usize> {
    (1..).zip(holds).filter(|(_, holds)| **holds).map(|(number, _)| number).collect()
}

/// "1, 2 and 6", or "none".
fn said(states: &[usize]) -> String {
    if states.is_empty() {
        return "none".to_owned();
    }
    states.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

impl FileHypergame {
    /// How it reads.
    #[must_use]
    pub fn page(&self, file: &OpenFile) -> Page {
        let mut page = Page::new(&file.name);
        page.heading("What each expects of the others");
        if self.games.iter().all(|game| game.unseen.is_empty()) {
            page.paragraph("Everybody sees every state: all see the same game.");
        }
        let mut table = Table::new(["", "holds, each in its own game", "holds in one game, as in GMCR+"]);
        for outlook in &self.concepts {
            table.row(vec![
                Text::from(outlook.concept.as_str()),
                Text::from(said(&outlook.holds)),
                Text::from(said(&outlook.as_gmcr_plus)),
            ]);
        }
        page.table(table);
        for game in self.games.iter().filter(|game| game.says_something()) {
            page.heading(format!("{} sees", game.party));
            page.list(game.lines());
        }
        page.paragraph(
            "Each plays the game of the states that it sees, in which everybody prefers what the file says: it says \
             nothing of what one takes another to prefer. A party stays in a state that it does not see: it knows no \
             move from there. What a party expects is by credible answers (SEQ).",
        );
        rests_on(&mut page, &file.rests_on);
        losses_on(&mut page, &self.losses);
        page.next(vec![(format!("detente stability {}", file.name), "which states hold".to_owned())]);
        page
    }
}

impl FileGame {
    fn says_something(&self) -> bool {
        !(self.unseen.is_empty() && self.illusions.is_empty() && self.surprises.is_empty())
    }

    fn lines(&self) -> Vec<Text> {
        let mut lines = vec![Text::from(format!("takes to be impossible: {}", said(&self.unseen)))];
        lines.push(Text::from(format!("expects to hold: {}", said(&self.expects))));
        if !self.illusions.is_empty() {
            lines.push(Text::new().against(format!("of these would be left: {}", said(&self.illusions))));
        }
        if !self.surprises.is_empty() {
            lines.push(
                Text::new().against(format!("does not expect, and would hold: {}", said(&self.surprises))),
            );
        }
        lines
    }
}
