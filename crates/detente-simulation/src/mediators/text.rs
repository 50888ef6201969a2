//! Which text does a mediator put, not knowing which world is the true one?

use std::collections::BTreeSet;

use detente_agreement::{
    Package,
    worlds::{Near, Seeker, Worlds},
};
use detente_case::Quantity;

/// In how many worlds the best text for the mediator is looked for.
const MOST_SEARCHED: u32 = 200;

/// The text chosen.
pub(super) struct Text {
    /// Absent when none is worth more to the mediator than none.
    pub(super) chosen: Option<Package>,
    /// Whether texts were looked for in every world of the first half.
    pub(super) complete: bool,
    /// What the mediator expects of it, in points: the mean over the worlds it was chosen in.
    pub(super) promise: f64,
}

/// Compares, over the first half of the worlds, the texts that would be best for the mediator in some of them,
/// and the one with the largest least gain at central values: a text is worth its gain to the mediator where all
/// who are asked take it, and nothing elsewhere. It does not put what lies behind its own red lines.
///
/// `central` is the package with the largest least gain at central values.
///
/// `near` holds, by world, where the search ended in other settings.
pub(super) fn choose(
    worlds: &Worlds<'_>,
    central: Option<Package>,
    mediator: usize,
    near: &mut Vec<Near>,
) -> Text {
    let half = worlds.count().div_ceil(2);
    let searched = half.min(MOST_SEARCHED);
    let mut seeker = Seeker::new(worlds);
    near.resize_with(searched as usize, Near::default);
    let best =
        (0..searched).zip(&mut *near).filter_map(|(world, near)| seeker.best_for_near(world, mediator, near));
    let mut pool: BTreeSet<Package> = best.collect();
    pool.extend(
        central.filter(|package| worlds.negotiation().red_lines_crossed(mediator, package).is_empty()),
    );
    let no_deal = total((0..half).map(|world| worlds.no_deal(world, mediator).to_f64()), half);
    let mut best = Text { chosen: None, complete: searched == half, promise: no_deal };
    for package in pool {
        let accepted = worlds.accepted_before(&package, half);
        let gains = worlds.gains_in(&accepted, mediator, &package);
        let promise = no_deal + total(gains.map(Quantity::to_f64), half);
        if promise > best.promise {
            best = Text { chosen: Some(package), promise, ..best };
        }
    }
    best
}

fn total(values: impl Iterator<Item = f64>, worlds: u32) -> f64 {
    values.sum::<f64>() / f64::from(worlds.max(1))
}
