//! Foresight: which states hold when parties think several moves ahead, on and on, or act at the same time.

use detente_conflict::stability::{
    Answers, Concept, Convention, Ties, limited_move_stable_states, non_myopic, simultaneously_stable_states,
    stable_states,
};
use serde::Serialize;

use super::{Model, numbered, stable_for};
use crate::{
    conflict::who::Who,
    page::{Page, Table, Text},
    text::phrase,
};

/// After so many moves expectations must repeat, or it is not said what thinking on and on comes to.
const MOST_MOVES: usize = 256;

/// States, when parties look further.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Foresight {
    /// The players, in the order of verdicts.
    players: Vec<Who>,
    /// How many moves ahead parties think where they think limited moves ahead.
    moves: usize,
    /// Who is expected to answer, and which of equally good moves is.
    convention: String,
    /// When expectations repeat; absent if not within 256 moves.
    repeats: Option<Repeats>,
    /// The states looked at.
    states: Vec<Seen>,
}

/// When expectations repeat.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Repeats {
    /// From how many moves on.
    from: usize,
    /// After how many more moves each time.
    every: usize,
}

/// By player, whether a state is stable for it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Seen {
    /// Its number, from 1.
    number: usize,
    /// In words, or course by course.
    words: String,
    /// Symmetric sequential: others answer by gains of their own, and nothing one then does mends it.
    symmetric_sequential: Vec<bool>,
    /// Others that would gain by a move of theirs may make it at the same time; absent where some moves cannot be made:
    /// then it is not said where several at once lead.
    at_once: Option<Vec<bool>>,
    /// So many moves ahead.
    limited: Vec<bool>,
    /// At every number of moves from some on; absent if expectations were not seen to repeat.
    non_myopic: Option<Vec<bool>>,
}

impl Foresight {
    pub(super) fn of(
        model: &Model<'_>,
        convention: Convention,
        moves: usize,
        states: &[usize],
    ) -> Result<Self, String> {
        let (conflict, parties) = (model.conflict, 0..model.parties.len());
        let unranked = || {
            format!(
                "foresight needs to know which of any two states {} prefers",
                phrase::list(&model.silent())
            )
        };
        let on_and_on = non_myopic(conflict, convention, MOST_MOVES);
        let limited: Option<Vec<_>> = parties
            .clone()
            .map(|party| limited_move_stable_states(conflict, convention, moves, party))
            .collect();
        let limited = limited.ok_or_else(unranked)?;
        let rule = Concept::SymmetricSequential.into();
        let symmetric: Vec<_> = parties.clone().map(|party| stable_states(conflict, rule, party)).collect();
        let at_once: Option<Vec<_>> = parties
            .map(|party| simultaneously_stable_states(conflict, Concept::Nash.into(), party))
            .collect();
        let by_party = |stable: &[Vec<bool>], state: usize| stable.iter().map(|of| of[state]).collect();
        let seen = |&state: &usize| Seen {
            number: state + 1,
            words: (model.words)(state),
            symmetric_sequential: by_party(&symmetric, state),
            at_once: at_once.as_ref().map(|stable| by_party(stable, state)),
            limited: by_party(&limited, state),
            non_myopic: on_and_on.as_ref().map(|found| by_party(&found.stable, state)),
        };
        Ok(Self {
            players: model.parties.iter().map(|&who| who.clone()).collect(),
            moves,
            convention: in_words(convention),
            repeats: on_and_on.as_ref().map(|found| Repeats { from: found.from, every: found.period }),
            states: states.iter().map(seen).collect(),
        })
    }

    pub(super) fn on(&self, page: &mut Page) {
        page.heading("With longer foresight");
        let ahead = if self.moves == 1 { "1 move".to_owned() } else { format!("{} moves", self.moves) };
        let cell = |stable: Option<&Vec<bool>>| {
            stable.map_or_else(|| Text::from("?"), |stable| stable_for(stable.iter().copied()))
        };
        let mut table = Table::new(["state", "", "SSEQ", "at once", &ahead, "on and on"]);
        table.tight = vec![0, 2, 3, 4, 5];
        for state in &self.states {
            table.row(vec![
                Text::from(state.number.to_string()),
                Text::from(state.words.as_str()),
                cell(Some(&state.symmetric_sequential)),
                cell(state.at_once.as_ref()),
                cell(Some(&state.limited)),
                cell(state.non_myopic.as_ref()),
            ]);
        }
        page.table(table);
        let repeats = match self.repeats {
            Some(Repeats { from, every: 1 }) => {
                format!("from {from} moves on, expectations no longer change")
            }
            Some(Repeats { from, every }) => format!(
                "from {from} on expectations return every {every} moves, and a state holds if it holds at each"
            ),
            None => format!("unknown, because expectations do not repeat within {MOST_MOVES} moves"),
        };
        page.paragraph(format!(
            "The numbers say for which parties a state is stable: {}. SSEQ: as SEQ, and whoever would gain \
             cannot get out of the answer. At once: others who would gain may move at the same moment. {ahead}: \
             each party thinks that many moves ahead ({}). On and on: {repeats}.",
            numbered(&self.players),
            self.convention
        ));
        if self.states.iter().any(|state| state.at_once.is_none()) {
            page.paragraph(Text::new().caution(
                "At once is ?: some moves cannot be made, or some states are one, so nobody says where several moves at \
                 the same moment lead.",
            ));
        }
    }
}

fn in_words(convention: Convention) -> String {
    let answers = match convention.answers {
        Answers::Worst => "the party that is worst for the mover answers",
        Answers::Best => "the party that is best for the mover answers",
        Answers::NextInOrder => "the next in the order of the model answers",
    };
    let ties = match convention.ties {
        Ties::LowestState => "lowest",
        Ties::HighestState => "highest",
    };
    format!("{answers}; of equally good moves the one to the {ties} number")
}
