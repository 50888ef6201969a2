//! Which states hold, in a sentence: what `brief` says of a conflict that a case states.

use super::Stability;
use crate::{
    conflict::{
        concepts::ByConcept,
        state::{Holds, State},
    },
    text::phrase,
};

impl Stability {
    /// "In the conflict that the case states 6 of 12 states hold under Nash and 6 under SEQ; today's, 1, holds under GMR;
    /// LG would leave it". What nobody's preferences settle is open, and who would have to be asked is said.
    #[must_use]
    pub fn in_a_sentence(&self) -> String {
        let today = self.today.and_then(|today| self.state(today));
        let today = today.map_or_else(String::new, |state| {
            let number = state.name.number;
            format!("; today's, {number}, {}{}", holding(state), self.leaving(state))
        });
        let (of, held) = (self.of, self.holding);
        let counts = match self.more_that_may() {
            None => format!("{} of {of} states hold under Nash and {} under SEQ", held.nash, held.seq),
            Some(may) => format!(
                "{} of {of} states hold for certain under Nash and {} under SEQ; {} and {} more may, which is open until \
                 somebody says what {} prefers",
                held.nash,
                held.seq,
                may.nash,
                may.seq,
                phrase::list(&self.silent)
            ),
        };
        format!("In the conflict that the case states {counts}{today}")
    }

    /// How many states hold or not as preferences turn out that nobody states; `None` where none does.
    pub(super) fn more_that_may(&self) -> Option<ByConcept<u128>> {
        self.open.filter(|open| *open != ByConcept::default())
    }

    /// "; LG would leave it", or may, looking at answers that pay those who give them.
    fn leaving(&self, state: &State) -> String {
        let verb = match state.holds.seq {
            Holds::Holds => return String::new(),
            Holds::Open => "may",
            Holds::No => "would",
        };
        let players = self.rests_on.players.iter().zip(&state.stable);
        let names: Vec<_> =
            players.filter(|(_, stable)| !stable.seq).map(|(player, _)| player.name.as_str()).collect();
        format!("; {} {verb} leave it (SEQ)", phrase::list(&names))
    }
}

/// "holds under GMR", "holds under GMR and may under Nash", "may hold under Nash", "holds under no concept".
fn holding(state: &State) -> String {
    let under = |wanted: Holds| state.holds.map(|holds| holds == wanted).under();
    match (under(Holds::Holds).as_slice(), under(Holds::Open).as_slice()) {
        ([], []) => "holds under no concept".to_owned(),
        (holds, []) => format!("holds under {}", phrase::list(holds)),
        ([], may) => format!("may hold under {}", phrase::list(may)),
        (holds, may) => format!("holds under {} and may under {}", phrase::list(holds), phrase::list(may)),
    }
}
