//! Which text does a mediator put, not knowing which world is the true one?

use std::collections::BTreeSet;

use detente_agreement::{
    Package,
    robust::{Progress, Stage},
    worlds::{Appraisal, Near, Seeker, Worlds},
};

use super::Told;

/// In how many worlds the best text for the mediator is looked for.
const MOST_SEARCHED: u32 = 200;

/// After how many worlds it is told how far the search is.
const TELL_EVERY: u32 = 8;

/// Where searches ended, for those in other settings to begin there.
#[derive(Default)]
pub(super) struct Ends {
    by_world: Vec<Near>,
    /// How many settings have been searched.
    settings: usize,
}

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
/// who are asked take it, and nothing elsewhere. Of equals it puts the one that suits best who
/// gains least, then the first by name. It does not put what lies behind its own red lines.
///
/// `central` is the package with the largest least gain at central values.
///
/// `ends` say where the search ended in other settings. Only a text that promises more than `least` is wanted: where none
/// does, what is said of the others need not be the best of them.
pub(super) fn choose(
    worlds: &Worlds<'_>,
    central: Option<Package>,
    mediator: usize,
    least: f64,
    ends: &mut Ends,
    told: &Told<'_>,
) -> Text {
    let half = worlds.count().div_ceil(2);
    let searched = half.min(MOST_SEARCHED);
    let mut seeker = Seeker::new(worlds);
    ends.by_world.resize_with(searched as usize, Near::default);
    let before = ends.settings * searched as usize;
    let best = (0..searched).zip(&mut ends.by_world).filter_map(|(world, near)| {
        if world.is_multiple_of(TELL_EVERY) {
            let done = before + world as usize;
            (told.watch)(Progress { stage: Stage::Search, done, all: told.all * searched as usize });
        }
        seeker.best_for_near(world, mediator, near)
    });
    let mut pool: BTreeSet<Package> = best.collect();
    ends.settings += 1;
    pool.extend(
        central.filter(|package| worlds.negotiation().red_lines_crossed(mediator, package).is_empty()),
    );
    let no_deal = total((0..half).map(|world| worlds.no_deal(world, mediator).to_f64()), half);
    let mut best = Text { chosen: None, complete: searched == half, promise: no_deal };
    let pool = worlds.negotiation().in_order(pool.into_iter().collect());
    let mut appraisal = Appraisal::of(worlds, mediator, half);
    for package in pool {
        let done = before + searched as usize;
        (told.watch)(Progress { stage: Stage::Search, done, all: told.all * searched as usize });
        let wanted = (best.promise.max(least) - no_deal) * f64::from(half);
        let Some(gained) = appraisal.more_than(wanted, &package) else { continue };
        let promise = no_deal + gained / f64::from(half.max(1));
        if promise > best.promise {
            best = Text { chosen: Some(package), promise, ..best };
        }
    }
    best
}

fn total(values: impl Iterator<Item = f64>, worlds: u32) -> f64 {
    values.sum::<f64>() / f64::from(worlds.max(1))
}
