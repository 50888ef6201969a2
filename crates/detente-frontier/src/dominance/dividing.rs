//! Which of very many points of four and more parties are undominated: divide and conquer.
//!
//! Points in falling lexicographic order can be dominated by earlier ones only, and earlier ones are worth
//! no less to the first party. So the later half is compared with the undominated of the earlier half for the
//! parties from the second on, and that comparison is divided in the same way by the second party's worth, and
//! so on until three parties are left, for whom a sweep suffices (Kung, Luccio & Preparata 1975).

use super::{
    blocks::{Block, Coarsening, LANES},
    candidate::Candidate,
    sorting::{rising, sort},
    staircase::Staircase,
};

/// Up to so many points are compared one with another.
const FEW: usize = 1024;
/// Up to so many pairs of points are compared one with another.
const FEW_PAIRS: usize = 1 << 16;
/// How many points a sweep takes in the time of one comparison with a block.
const SWEPT_IN_A_STEP: usize = 1;

/// Keeps the undominated of candidates that are all different, in falling lexicographic order; `None` when
/// that would take more than the steps left.
pub(crate) fn undominated<const N: usize>(candidates: &mut Vec<Candidate<N>>, steps: &mut u64) -> Option<()> {
    sort(candidates, |worth| worth[0]);
    let ranks = ranks(candidates);
    let shift = (usize::BITS - candidates.len().leading_zeros()).saturating_sub(15);
    let mut division = Division {
        coarsening: Coarsening { least: [0; N], shift: [shift; N] },
        ranks,
        beaten: Vec::new(),
        steps,
    };
    division.beaten = vec![false; candidates.len()];
    let everyone: Vec<u32> = (0..u32::try_from(candidates.len()).ok()?).collect();
    division.sift(&everyone)?;
    let mut place = 0;
    candidates.retain(|_| {
        place += 1;
        !division.beaten[place - 1]
    });
    Some(())
}

/// By candidate and party, how many different worths are smaller: order and ties in small numbers.
fn ranks<const N: usize>(candidates: &[Candidate<N>]) -> Vec<[u32; N]> {
    let columns: [Vec<u32>; N] = std::array::from_fn(|party| {
        let sorted = rising(candidates.iter().map(|candidate| candidate.worth[party]));
        let mut column = vec![0; candidates.len()];
        let mut rank = 0;
        let mut before = None;
        for &(worth, place) in &sorted {
            rank += u32::from(before.is_some_and(|before| before != worth));
            before = Some(worth);
            column[place as usize] = rank;
        }
        column
    });
    (0..candidates.len()).map(|place| std::array::from_fn(|party| columns[party][place])).collect()
}

struct Division<'s, const N: usize> {
    ranks: Vec<[u32; N]>,
    coarsening: Coarsening<N>,
    beaten: Vec<bool>,
    steps: &'s mut u64,
}

impl<const N: usize> Division<'_, N> {
    fn spend(&mut self, steps: usize) -> Option<()> {
        *self.steps = self.steps.checked_sub(steps as u64)?;
        Some(())
    }

    fn rank(&self, point: u32) -> &[u32; N] {
        &self.ranks[point as usize]
    }

    fn unbeaten(&self, points: &[u32]) -> Vec<u32> {
        points.iter().copied().filter(|&point| !self.beaten[point as usize]).collect()
    }

    /// Marks what is dominated among points in falling lexicographic order.
    fn sift(&mut self, points: &[u32]) -> Option<()> {
        if points.len() <= FEW {
            return self.compare_all(points);
        }
        let (earlier, later) = points.split_at(points.len() / 2);
        self.sift(earlier)?;
        let earlier = self.unbeaten(earlier);
        self.compare(&earlier, later, 1)?;
        let later = self.unbeaten(later);
        self.sift(&later)
    }

    fn compare_all(&mut self, points: &[u32]) -> Option<()> {
        let mut kept = Kept::new(0);
        for &point in points {
            self.spend(1 + kept.points.len() / LANES)?;
            if kept.covers(self, point) {
                self.beaten[point as usize] = true;
            } else {
                kept.add(self, point);
            }
        }
        Some(())
    }

    /// Marks which of the lower points a higher one matches or betters for all parties from `first` on.
    /// For the parties before it, every higher point is known to match every lower one.
    fn compare(&mut self, higher: &[u32], lower: &[u32], first: usize) -> Option<()> {
        if higher.is_empty() || lower.is_empty() {
            return Some(());
        }
        if higher.len() * lower.len() <= FEW_PAIRS {
            return self.compare_pairs(higher, lower, first);
        }
        if first + 3 >= N {
            return self.sweep(higher, lower);
        }
        let Some(pivot) = self.pivot(higher, first) else {
            // All higher points are worth the same to this party.
            let worth = self.rank(higher[0])[first];
            let reached: Vec<_> =
                lower.iter().copied().filter(|&point| self.rank(point)[first] <= worth).collect();
            return self.compare(higher, &reached, first + 1);
        };
        let upper = |point: &u32| self.rank(*point)[first] >= pivot;
        let (upper_of_higher, rest_of_higher): (Vec<u32>, Vec<u32>) = higher.iter().partition(|p| upper(p));
        let (upper_of_lower, rest_of_lower): (Vec<u32>, Vec<u32>) = lower.iter().partition(|p| upper(p));
        self.compare(&upper_of_higher, &rest_of_lower, first + 1)?;
        self.compare(&upper_of_higher, &upper_of_lower, first)?;
        let rest_of_lower = self.unbeaten(&rest_of_lower);
        self.compare(&rest_of_higher, &rest_of_lower, first)
    }

    /// A worth that about half of the points reach and some do not; `None` where all are worth the same.
    fn pivot(&self, points: &[u32], party: usize) -> Option<u32> {
        let mut worths: Vec<_> = points.iter().map(|&point| self.rank(point)[party]).collect();
        let middle = worths.len() / 2;
        let (below, &mut median, above) = worths.select_nth_unstable(middle);
        if below.iter().any(|&worth| worth < median) {
            return Some(median);
        }
        above.iter().copied().filter(|&worth| worth > median).min()
    }

    fn compare_pairs(&mut self, higher: &[u32], lower: &[u32], first: usize) -> Option<()> {
        let mut kept = Kept::new(first);
        for &point in higher {
            kept.add(self, point);
        }
        self.spend(lower.len() * (1 + higher.len() / LANES))?;
        for &point in lower {
            self.beaten[point as usize] |= kept.covers(self, point);
        }
        Some(())
    }

    /// The last three parties, in falling order of the first of them.
    fn sweep(&mut self, higher: &[u32], lower: &[u32]) -> Option<()> {
        self.spend((higher.len() + lower.len()) / SWEPT_IN_A_STEP)?;
        let last = |point: &u32| -> (u32, i64, i64, u32) {
            match self.rank(*point).as_slice() {
                [.., first, second, third] => (*first, i64::from(*second), i64::from(*third), *point),
                _ => (0, 0, 0, *point),
            }
        };
        let falling = |points: &[u32]| {
            let mut points: Vec<_> = points.iter().map(last).collect();
            points.sort_unstable_by_key(|point| std::cmp::Reverse(point.0));
            points
        };
        let (higher, lower) = (falling(higher), falling(lower));
        let mut staircase = Staircase::default();
        let mut taken = 0;
        for (worth, second, third, point) in lower {
            while let Some(next) = higher.get(taken).filter(|next| next.0 >= worth) {
                staircase.admit(next.1, next.2);
                taken += 1;
            }
            self.beaten[point as usize] |= staircase.covers(second, third);
        }
        Some(())
    }
}

/// Points that others are compared with for the parties from one on.
struct Kept<const N: usize> {
    first: usize,
    points: Vec<u32>,
    blocks: Vec<Block<N>>,
}

impl<const N: usize> Kept<N> {
    fn new(first: usize) -> Self {
        Self { first, points: Vec::new(), blocks: Vec::new() }
    }

    fn coarse(&self, division: &Division<'_, N>, point: u32) -> [i16; N] {
        let rank = division.rank(point);
        // For the parties before the first, everything matches.
        division
            .coarsening
            .apply(&std::array::from_fn(|party| if party < self.first { 0 } else { i64::from(rank[party]) }))
    }

    fn add(&mut self, division: &Division<'_, N>, point: u32) {
        let coarse = self.coarse(division, point);
        Block::push(&mut self.blocks, self.points.len(), coarse);
        self.points.push(point);
    }

    fn covers(&self, division: &Division<'_, N>, point: u32) -> bool {
        let own = division.rank(point);
        let coarse = self.coarse(division, point);
        let exactly = |place: usize| {
            let other = division.rank(self.points[place]);
            other[self.first..].iter().zip(&own[self.first..]).all(|(other, own)| other >= own)
        };
        Block::any_matches(&self.blocks, &coarse, exactly)
    }
}
