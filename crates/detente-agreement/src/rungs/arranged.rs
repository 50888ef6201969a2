//! Numbers of rungs put in an order that keeps one peak and a ranking.
//!
//! Two numbers change places only where the rung that is worth no more holds the greater one. The ends of what rungs may be
//! worth rise with them, so that each number stays within the ends of the rung it comes to. Where all rungs have the same
//! ends, every order that keeps both is as likely as it is among numbers drawn one by one.

/// One side of the best: its said rungs from the best outward, of which some have been settled.
struct Ordered<'a> {
    rungs: Vec<usize>,
    /// By rung of the side, the nearest ranked one from it inward: its number from the best, and its place in the ranking.
    inward: Vec<Option<(usize, usize)>>,
    /// By rung of the side, the place of the nearest ranked one from it outward.
    outward: Vec<Option<usize>>,
    places: &'a [Option<usize>],
    settled: usize,
}

impl<'a> Ordered<'a> {
    fn of(rungs: Vec<usize>, places: &'a [Option<usize>]) -> Self {
        let nearest = |nearest: &mut Option<(usize, usize)>, (at, rung): (usize, &usize)| {
            *nearest = places[*rung].map(|place| (at, place)).or(*nearest);
            Some(*nearest)
        };
        let inward = rungs.iter().enumerate().scan(None, nearest).collect();
        let outward = rungs.iter().enumerate().rev().scan(None, nearest);
        let mut outward: Vec<_> = outward.map(|nearest| nearest.map(|(_, place)| place)).collect();
        outward.reverse();
        Self { rungs, inward, outward, places, settled: 0 }
    }

    /// The innermost rung that is not settled.
    fn next(&self) -> Option<usize> {
        self.rungs.get(self.settled).copied()
    }

    /// The best place in the ranking of a rung that is not settled.
    fn best_place(&self) -> Option<usize> {
        self.outward.get(self.settled).copied().flatten()
    }

    /// Whether the next rung is worth no more than something on the other side.
    fn waits_for(&self, other: &Self) -> bool {
        let own = self.next().and_then(|next| self.places[next]);
        own.zip(other.best_place()).is_some_and(|(own, other)| other < own)
    }

    /// Whether one of its rungs, at this number from the best, is worth no more than the next on the other side.
    fn is_below(&self, at: usize, other: &Self) -> bool {
        // What lies inward of it and is settled binds nobody any more.
        let ranked = self.inward.get(at).copied().flatten().filter(|(at, _)| *at >= self.settled);
        ranked.zip(other.best_place()).is_some_and(|((_, own), other)| other < own)
    }
}

/// Puts the numbers of said rungs in order: `below` and `above` list them towards the best, which ends both if it is said.
pub(super) fn arrange<T: Copy + Ord>(
    drawn: &mut [T],
    below: &[usize],
    above: &[usize],
    places: &[Option<usize>],
) {
    let best = below.last().copied().filter(|last| above.last() == Some(last));
    let outward = |side: &[usize]| side.iter().rev().copied().filter(|rung| Some(*rung) != best).collect();
    let mut sides = [Ordered::of(outward(below), places), Ordered::of(outward(above), places)];
    let mut at: Vec<Option<(usize, usize)>> = vec![None; drawn.len()];
    for (side, of) in sides.iter().enumerate() {
        of.rungs.iter().enumerate().for_each(|(place, rung)| at[*rung] = Some((side, place)));
    }
    let mut tokens: Vec<usize> = best
        .into_iter()
        .chain(below.iter().chain(above).copied().filter(|rung| Some(*rung) != best))
        .collect();
    tokens.sort_by_key(|rung| std::cmp::Reverse(drawn[*rung]));
    // By token, the rung that holds its number; by rung, its token.
    let mut held_by = tokens.clone();
    let mut token_of = vec![0; drawn.len()];
    held_by.iter().enumerate().for_each(|(token, rung)| token_of[*rung] = token);
    let mut waiting = best;
    for token in 0..held_by.len() {
        let holder = held_by[token];
        let rung = match waiting.take() {
            Some(best) => best,
            None => next_settled(&sides, at[holder], &token_of),
        };
        if let Some((side, _)) = at[rung] {
            sides[side].settled += 1;
        }
        if rung != holder {
            let other = token_of[rung];
            drawn.swap(rung, holder);
            held_by.swap(token, other);
            token_of.swap(rung, holder);
        }
    }
}

/// The rung that comes next: worth no less than the one that holds the greatest number left, and no less than any other left
/// that binds it.
fn next_settled(sides: &[Ordered<'_>; 2], holder: Option<(usize, usize)>, token_of: &[usize]) -> usize {
    let [below, above] = sides;
    match (below.next(), above.next()) {
        (Some(one), None) | (None, Some(one)) => one,
        (Some(one), Some(_)) if above.waits_for(below) => one,
        (Some(_), Some(other)) if below.waits_for(above) => other,
        (Some(one), Some(other)) => {
            // Neither binds the other: of two that bind the holder, the one with the greater number.
            let (side, place) = holder.unwrap_or_default();
            let (own, beyond) = if side == 0 { (one, other) } else { (other, one) };
            let of_side = &sides[side.min(1)];
            let is_below_both = of_side.is_below(place, &sides[1 - side.min(1)]);
            if is_below_both && token_of[beyond] < token_of[own] { beyond } else { own }
        }
        (None, None) => 0,
    }
}
