//! Whose gains decide when a theory singles out a package, and on which scale they are compared.

use std::cmp::Ordering;

use detente_frontier::{Frontier, Limits, Point, Solution, Tables, Yardstick};
use detente_number::Fraction;

/// An option of one of these issues: each with the places of its options.
type Ways = Vec<(usize, Vec<usize>)>;

/// Of so many parties that only some packages ask, all ways to sign are looked at.
const MOST_CALLED: usize = 6;

/// Whose gains count, and by which measure.
///
/// Theories presume that all who are counted must agree (Nash 1950; Kalai 1977). A party that only some options need
/// signs only packages with one of them: there its gain is one of those that the egalitarian criterion compares, and
/// elsewhere it counts neither for nor against a package.
#[derive(Clone, Debug)]
pub struct Judges {
    measure: Yardstick,
    /// By party, the options that call for it; nothing for a party that every package needs.
    when: Vec<Option<Ways>>,
}

impl Judges {
    /// Everybody, by this measure.
    pub(crate) fn all(measure: Yardstick) -> Self {
        let when = measure.disagreement.iter().map(|_| None).collect();
        Self { measure, when }
    }

    /// Of these, some only where an option calls for them.
    pub(crate) fn called(measure: Yardstick, when: Vec<Option<Ways>>) -> Self {
        Self { measure, when }
    }

    /// Everybody, each counted from the least it can get: without floors nobody has anything else to ask for.
    pub(crate) fn without_floors(&self, tables: &Tables) -> Self {
        Self::all(Yardstick {
            parts_of_a_unit: self.measure.parts_of_a_unit.clone(),
            ..Yardstick::from(tables)
        })
    }

    /// The packages among those of these tables that a theory singles out: one, or several that tie. The frontier is theirs.
    ///
    /// The egalitarian criterion compares what signers gain. So a package may be the best by it that is not efficient:
    /// what betters it for everybody asks one party more, which gains less by it. Such packages are looked for too, by who
    /// signs, as far as the limits allow.
    #[must_use]
    pub fn single_out(
        &self,
        frontier: &Frontier,
        among: &Tables,
        theory: Solution,
        limits: Limits,
    ) -> Vec<Point> {
        if theory != Solution::Egalitarian {
            return self.of_listed(frontier, theory).into_iter().cloned().collect();
        }
        let parts: Result<Vec<_>, _> =
            self.by_who_signs(among).into_iter().map(|signed| signed.frontier(limits)).collect();
        let points = match parts {
            Ok(parts) if !parts.is_empty() => parts.into_iter().flat_map(|part| part.points).collect(),
            Ok(_) | Err(_) => frontier.points.clone(),
        };
        let all = Frontier { points, ..frontier.clone() };
        self.of_listed(&all, theory).into_iter().cloned().collect()
    }

    /// The tables in parts: the packages that the same parties sign.
    fn by_who_signs(&self, tables: &Tables) -> Vec<Tables> {
        let called: Vec<&Ways> = self.when.iter().flatten().collect();
        if called.is_empty() || called.len() == self.when.len() || called.len() > MOST_CALLED {
            return Vec::new();
        }
        let part = |signs: u32| {
            called.iter().enumerate().fold(tables.clone(), |tables, (place, ways)| {
                if signs >> place & 1 == 1 {
                    return tables.requiring_one_of(ways);
                }
                let options =
                    ways.iter().flat_map(|(issue, options)| options.iter().map(|option| (*issue, *option)));
                options.fold(tables, |tables, (issue, option)| tables.forbidding(issue, option))
            })
        };
        (0..1_u32 << called.len()).map(part).collect()
    }

    /// The points of a frontier that a theory singles out: one, or several that tie.
    fn of_listed<'f>(&self, frontier: &'f Frontier, theory: Solution) -> Vec<&'f Point> {
        let always: Vec<usize> = (0..self.when.len()).filter(|&party| self.when[party].is_none()).collect();
        if always.len() == self.when.len() || always.is_empty() {
            return frontier.solution(&self.measure, theory);
        }
        if theory == Solution::Egalitarian {
            return self.egalitarian(frontier);
        }
        let of_always =
            |numbers: &[i128]| -> Vec<i128> { always.iter().map(|&party| numbers[party]).collect() };
        let measure = Yardstick {
            disagreement: of_always(&self.measure.disagreement),
            least: of_always(&self.measure.least),
            most: of_always(&self.measure.most),
            parts_of_a_point: of_always(&self.measure.parts_of_a_point),
            parts_of_a_unit: of_always(&self.measure.parts_of_a_unit),
        };
        let point = |point: &Point| Point { utilities: of_always(&point.utilities), ..point.clone() };
        let among = Frontier { points: frontier.points.iter().map(point).collect(), ..frontier.clone() };
        let chosen = among.solution(&measure, theory);
        let is_chosen = |point: &&Point| chosen.iter().any(|chosen| chosen.package == point.package);
        frontier.points.iter().filter(is_chosen).collect()
    }

    /// The larger least gain of those asked first, then more who sign, then the other gains from the smallest up.
    fn egalitarian<'f>(&self, frontier: &'f Frontier) -> Vec<&'f Point> {
        let mut best: Option<(Vec<Fraction>, Vec<&'f Point>)> = None;
        for point in &frontier.points {
            let gains = self.gains(point);
            let order = best.as_ref().map_or(Ordering::Greater, |(best, _)| {
                let least = gains.first().cmp(&best.first());
                least.then(gains.len().cmp(&best.len())).then_with(|| gains.cmp(best))
            });
            match (order, &mut best) {
                (Ordering::Equal, Some((_, points))) => points.push(point),
                (Ordering::Greater, _) | (Ordering::Equal, None) => best = Some((gains, vec![point])),
                (Ordering::Less, _) => {}
            }
        }
        best.map_or_else(Vec::new, |(_, points)| points)
    }

    /// What those gain who are asked for a package, the smallest first.
    fn gains(&self, point: &Point) -> Vec<Fraction> {
        let is_asked = |party: &usize| match &self.when[*party] {
            None => true,
            Some(ways) => ways.iter().any(|(issue, options)| {
                point.package.get(*issue).is_some_and(|option| options.contains(&usize::from(*option)))
            }),
        };
        let gain = |party: usize| {
            let gain = point.utilities[party].saturating_sub(self.measure.disagreement[party]);
            Fraction::new(gain, self.measure.parts_of_a_unit[party]).unwrap_or_default()
        };
        let mut gains: Vec<Fraction> = (0..self.when.len()).filter(is_asked).map(gain).collect();
        gains.sort();
        gains
    }
}
