//! Numbers on another scale that keep every verdict.

use crate::{
    Issue, Profile, Reservation,
    losses::Losses,
    points::Points,
    search::{Least, least_from},
    verdict,
    worths::{NoDealWorth, Worths},
};

/// In whose numbers a profile is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Genius: evaluations are divided by the largest of their issue.
    Genius,
    /// NegMAS: as written, with something added to the sum.
    Negmas,
    /// Tables: as written, with nothing added.
    Table,
    /// GeniusWeb: values from 0 to 1 and weights that sum to 1; no deal is the worth of a package.
    GeniusWeb,
}

/// What was written on another scale, if it keeps every verdict, else the same in points over a power of ten. What could
/// not be kept is told.
pub(crate) fn keeping_ties(
    issues: &[Issue],
    profile: &Profile,
    written: Profile,
    target: Target,
    losses: &mut Losses,
) -> Profile {
    let Some(own) = Worths::of(issues, profile) else {
        losses.number(&profile.name, "numbers are rounded");
        return written;
    };
    let kept = |written: &Profile| {
        Worths::of(issues, written).map(|written| verdict::kept(&own, &written, verdict::NoDealAs::Number))
    };
    let first = kept(&written);
    if first == Some(verdict::Kept::Alike) {
        return written;
    }
    let points = Points::of(&own).and_then(|points| points.profile(issues, profile, target));
    if let Some(points) = points.filter(|points| kept(points) == Some(verdict::Kept::Alike)) {
        losses.number(
            &profile.name,
            "utilities are written as points over a power of ten, its worst options at 0: every tie stays a tie",
        );
        return points;
    }
    match first {
        Some(verdict::Kept::InOrder) => losses.number(
            &profile.name,
            "numbers are rounded, and every package stays before and beside the same others",
        ),
        Some(verdict::Kept::Alike | verdict::Kept::Lost(_)) | None => {
            losses.number(&profile.name, "numbers are rounded");
        }
    }
    written
}

/// What no deal is worth as a number, exactly so if double precision can.
pub(crate) fn numbered(issues: &[Issue], profile: &Profile) -> Option<Reservation> {
    match Worths::of(issues, profile)?.no_deal {
        NoDealWorth::Worth(worth) => Some(Reservation::Value(worth.to_f64())),
        NoDealWorth::Unsaid => Some(Reservation::Unsaid),
        NoDealWorth::Beyond => Some(Reservation::Value(f64::INFINITY)),
    }
}

/// Of the packages that are worth what no deal is worth, the one worth least, by options: those worth no less than it are
/// those worth no less than no deal. `None` where no package is worth as much, or there are too many to look at.
pub(crate) fn least_acceptable(issues: &[Issue], profile: &Profile) -> Option<Vec<usize>> {
    let worths = Worths::of(issues, profile)?;
    let NoDealWorth::Worth(from) = worths.no_deal else { return None };
    match least_from(&worths.options()?, from.minus(worths.base)?) {
        Least::Package { package, .. } => Some(package),
        Least::None | Least::TooMany => None,
    }
}
