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
            format!("; today's, state {}, {}", state.name.number, self.holding(state))
        });
        let (of, held) = (self.of, self.holding);
        let counts = match self.more_that_may() {
            None => {
                let deterred = match held.seq.saturating_sub(held.nash) {
                    0 => String::new(),
                    more => format!(
                        ", and {more} more because whoever would gain fears an answer that pays others"
                    ),
                };
                format!("{} of {of} states hold because nobody gains by acting alone{deterred}", held.nash)
            }
            Some(may) => format!(
                "{} of {of} states hold for certain because nobody gains by acting alone; {} more may, which is open until \
                 somebody says what {} prefers",
                held.nash,
                may.nash,
                phrase::list(&self.silent)
            ),
        };
        format!("In the conflict that the case states, {counts}{today}")
    }

    /// How many states hold or not as preferences turn out that nobody states; `None` where none does.
    pub(super) fn more_that_may(&self) -> Option<ByConcept<u128>> {
        self.open.filter(|open| *open != ByConcept::default())
    }

    /// "holds only if LG fears answers that would cost those who give them; otherwise LG leaves it": whether a state holds, in
    /// words of nobody's theory.
    fn holding(&self, state: &State) -> String {
        let players = self.rests_on.players.iter().zip(&state.stable);
        let names: Vec<_> =
            players.filter(|(_, stable)| !stable.seq).map(|(player, _)| player.name.as_str()).collect();
        let (fear, leave) = if names.len() == 1 { ("fears", "leaves") } else { ("fear", "leave") };
        let names = phrase::list(&names);
        let holds = state.holds;
        match (holds.nash, holds.seq) {
            (Holds::Holds, _) => "holds: nobody gains by leaving it".to_owned(),
            (_, Holds::Holds) => {
                "holds: whoever would gain by leaving it fears an answer that pays others".to_owned()
            }
            (_, seq) if [holds.gmr, holds.smr].contains(&Holds::Holds) => {
                let leave = if seq == Holds::Open { "may leave" } else { leave };
                format!(
                    "holds only if {names} {fear} answers that would cost those who give them; otherwise {names} {leave} it"
                )
            }
            _ if [holds.nash, holds.seq, holds.gmr, holds.smr].contains(&Holds::Open) => {
                format!("may hold, and {names} may leave it")
            }
            _ => format!("does not hold: {names} {leave} it"),
        }
    }
}
