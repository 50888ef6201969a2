//! Random: any package that is worth no less than no agreement, each with the same chance.

use super::{Answer, Strategy, View};
use crate::{Dice, domain::Package};

/// The strategy; it accepts whatever is worth no less than what it would have proposed instead.
#[derive(Clone, Debug, Default)]
pub(super) struct Random {
    last: Option<Package>,
}

impl Strategy for Random {
    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        let least = self.last.map_or(view.side.best(), |last| view.side.worth(last));
        let takes = view.side.worth(offer) >= least.max(view.side.reservation());
        if takes { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        let rational = view.side.rational();
        let place = rational.start + dice.below(rational.len());
        self.last = rational.contains(&place).then(|| view.side.order()[place]);
        self.last
    }
}
