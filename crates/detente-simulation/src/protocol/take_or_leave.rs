//! Take it or leave it: the first party proposes once, the others accept or nothing is agreed (ultimatum game; Güth,
//! Schmittberger & Schwarze 1982).

use super::{Ended, Event, Outcome, Protocol, Seats};
use crate::strategy::{Answer, Moment};

/// The rules. There is one round, which is the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakeOrLeave;

impl Protocol for TakeOrLeave {
    fn run(&self, seats: &mut Seats<'_>, record: &mut dyn FnMut(Event)) -> Outcome {
        let moment = Moment { round: 0, rounds: 1 };
        let over = |agreement, ended, offers| Outcome { agreement, ended, rounds: 1, offers };
        if seats.count() == 0 {
            return over(None, Ended::Broken, 0);
        }
        let Some(package) = seats.proposes(0, moment) else {
            record(Event::End { round: 0, party: 0 });
            return over(None, Ended::Broken, 0);
        };
        record(Event::Offer { round: 0, party: 0, package });
        seats.tell(0, moment, package);
        for party in 1..seats.count() {
            if seats.answers(party, moment, package) != Answer::Accept {
                record(Event::Reject { round: 0, party });
                return over(None, Ended::Broken, 1);
            }
            record(Event::Accept { round: 0, party });
        }
        over(Some(package), Ended::Agreed, 1)
    }
}
