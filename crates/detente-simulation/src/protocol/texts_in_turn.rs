//! One text after another: each party in turn puts a text to a vote of all others. A made-up protocol.
//!
//! A text is agreed if all others accept it. The table is empty again after each vote: no vote binds anybody later.

use super::{Ended, Event, Outcome, Protocol, Seats};
use crate::strategy::{Answer, Moment};

/// The rules. The party whose number is the round's, counted around the table, puts its text to the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextsInTurn {
    /// How many texts are put to a vote.
    pub rounds: u32,
}

impl Protocol for TextsInTurn {
    fn run(&self, seats: &mut Seats<'_>, record: &mut dyn FnMut(Event)) -> Outcome {
        let parties = seats.count();
        let over = |agreement, ended, rounds, offers| Outcome { agreement, ended, rounds, offers };
        if parties < 2 {
            return over(None, Ended::Broken, 0, 0);
        }
        for (round, from) in (0..self.rounds).zip((0..parties).cycle()) {
            let moment = Moment { round, rounds: self.rounds };
            let Some(package) = seats.proposes(from, moment) else {
                record(Event::End { round, party: from });
                return over(None, Ended::Broken, round + 1, round);
            };
            record(Event::Offer { round, party: from, package });
            seats.tell(from, moment, package);
            let mut agreed = true;
            for party in (0..parties).filter(|party| *party != from) {
                match seats.answers(party, moment, package) {
                    Answer::Accept => record(Event::Accept { round, party }),
                    Answer::Reject => {
                        record(Event::Reject { round, party });
                        agreed = false;
                        break;
                    }
                    Answer::Leave | Answer::End => {
                        record(Event::End { round, party });
                        return over(None, Ended::Broken, round + 1, round + 1);
                    }
                }
            }
            if agreed {
                return over(Some(package), Ended::Agreed, round + 1, round + 1);
            }
        }
        over(None, Ended::OutOfTime, self.rounds, self.rounds)
    }
}
