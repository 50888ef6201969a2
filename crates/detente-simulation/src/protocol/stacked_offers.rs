//! Stacked alternating offers (Aydoğan, Festen, Hindriks & Jonker 2017), as NegMAS 0.16 plays them.
//!
//! In each round every party in turn answers the offer on the table; who rejects it replaces it by its own. An offer
//! is agreed once everybody else at the table has accepted it in a row. Offers stay on the table from round to round.
//! Who leaves is asked no more and needs not agree; what a party has accepted stays accepted when another leaves, so
//! that those who remain have a deal where all of them stand behind one offer. (NegMAS asks the offerer about its own
//! offer instead.) When fewer than two are left, or somebody has nothing to propose, it is over; one alone has nobody to
//! agree with.

use super::{Ended, Event, Outcome, Protocol, Seats};
use crate::{
    domain::{Discount, Package, Passed},
    strategy::{Answer, Moment},
};

/// The rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StackedOffers {
    /// How many rounds there are.
    pub rounds: u32,
    /// What an agreement, and none, is still worth to everybody at the end of the time there is, of 1 at the beginning:
    /// after a part `t` of the time the `discount^t`-th part is left (Rubinstein 1982, with Genius's clock). 1 discounts
    /// nothing; `None` leaves it to what the scenario says of each party. Of `rounds` rounds the `r`-th is at
    /// `r / (rounds + 1)`; when time has run out, `t` is 1.
    pub discount: Option<f64>,
}

impl StackedOffers {
    /// So many rounds without a discount.
    #[must_use]
    pub fn new(rounds: u32) -> Self {
        Self { rounds, discount: None }
    }
}

/// The table while they negotiate.
struct Table {
    /// The offer, who made it, and how many stand behind it.
    offer: Option<(Package, usize, usize)>,
    present: Vec<bool>,
    offers: u32,
}

/// What a turn comes to.
enum Turn {
    Goes,
    Ends(Ended),
}

impl Table {
    fn left(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }

    /// Whether all who are left stand behind the offer.
    fn agreed(&self) -> bool {
        self.offer.is_some_and(|(_, _, behind)| behind >= self.left())
    }

    fn turn(
        &mut self,
        seats: &mut Seats<'_>,
        party: usize,
        moment: Moment,
        record: &mut dyn FnMut(Event),
    ) -> Turn {
        let round = moment.round;
        if let Some((package, _, behind)) = self.offer {
            match seats.answers(party, moment, package) {
                Answer::Accept => {
                    record(Event::Accept { round, party });
                    self.offer = self.offer.map(|(package, by, _)| (package, by, behind + 1));
                    return if self.agreed() { Turn::Ends(Ended::Agreed) } else { Turn::Goes };
                }
                Answer::Reject => record(Event::Reject { round, party }),
                Answer::Leave => {
                    record(Event::Leave { round, party });
                    return self.leaves(party);
                }
                Answer::End => {
                    record(Event::End { round, party });
                    return Turn::Ends(Ended::Broken);
                }
            }
        }
        let Some(package) = seats.proposes(party, moment) else {
            record(Event::End { round, party });
            return Turn::Ends(Ended::Broken);
        };
        record(Event::Offer { round, party, package });
        self.offers += 1;
        self.offer = Some((package, party, 1));
        seats.tell(party, moment, package);
        Turn::Goes
    }

    /// Whoever leaves takes its offer along; behind an offer of another it did not stand.
    fn leaves(&mut self, party: usize) -> Turn {
        self.present[party] = false;
        self.offer = self.offer.filter(|(_, by, _)| *by != party);
        if self.left() < 2 {
            return Turn::Ends(Ended::Broken);
        }
        if self.agreed() { Turn::Ends(Ended::Agreed) } else { Turn::Goes }
    }
}

impl Protocol for StackedOffers {
    fn run(&self, seats: &mut Seats<'_>, record: &mut dyn FnMut(Event)) -> Outcome {
        let parties = seats.count();
        let mut table = Table { offer: None, present: vec![true; parties], offers: 0 };
        let ended = |ended: Ended, table: &Table, rounds: u32| Outcome {
            agreement: table.offer.filter(|_| ended == Ended::Agreed).map(|(package, ..)| package),
            ended,
            rounds,
            offers: table.offers,
        };
        if parties < 2 {
            return ended(Ended::Broken, &table, 0);
        }
        for round in 0..self.rounds {
            let moment = Moment { round, rounds: self.rounds };
            for party in 0..parties {
                if !table.present[party] {
                    continue;
                }
                if let Turn::Ends(how) = table.turn(seats, party, moment, record) {
                    return ended(how, &table, round + 1);
                }
            }
        }
        ended(Ended::OutOfTime, &table, self.rounds)
    }

    fn passed(&self, outcome: &Outcome) -> Passed {
        let share = match outcome.ended {
            Ended::OutOfTime => 1.0,
            Ended::Agreed | Ended::Broken => {
                (f64::from(outcome.rounds) / (f64::from(self.rounds) + 1.0)).min(1.0)
            }
        };
        Passed { share, rounds: outcome.rounds }
    }

    fn discount(&self) -> Option<Discount> {
        self.discount.map(Discount::by_share)
    }
}
