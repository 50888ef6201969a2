//! How tables are made: from whole parts, from exact fractions, or from points to be rounded.

use detente_number::Fraction;

use super::{
    Floor, LARGEST, MOST_PARTIES, PARTS_OF_A_POINT, Tables, Unfit, Which,
    options::{MOST_OPTIONS, Options},
};

impl Tables {
    /// From points by party, issue and option, each rounded to [`PARTS_OF_A_POINT`], and floors by party.
    ///
    /// Decimals of up to twelve places are kept exactly. Others (thirds) are not, and two packages whose
    /// true values tie may then differ by some parts: [`Tables::from_fractions`] keeps them.
    pub fn from_points(points: &[Vec<Vec<f64>>], floors: &[Option<f64>]) -> Result<Self, Unfit> {
        let mut whole = Vec::with_capacity(points.len());
        for (party, issues) in points.iter().enumerate() {
            whole.push(in_parts(party, issues, |points| parts(*points))?);
        }
        let mut least = Vec::with_capacity(floors.len());
        for (party, floor) in floors.iter().enumerate() {
            let unfit = Unfit::Number { party, which: Which::Floor };
            least.push(match floor {
                Some(floor) => Some(parts(*floor).ok_or(unfit)?),
                None => None,
            });
        }
        Self::from_parts(&whole, &least, &vec![PARTS_OF_A_POINT; points.len()])
    }

    /// From exact points by party, issue and option, and floors by party. Each party's numbers are brought to one
    /// denominator, in whose parts they are whole; refused where that does not fit.
    pub fn from_fractions(points: &[Vec<Vec<Fraction>>], floors: &[Option<Fraction>]) -> Result<Self, Unfit> {
        let mut whole = Vec::with_capacity(points.len());
        let mut least = Vec::with_capacity(floors.len());
        let mut denominators = Vec::with_capacity(points.len());
        for (party, (issues, floor)) in points.iter().zip(floors).enumerate() {
            let all = issues.iter().flatten().chain(floor).copied();
            let common = Fraction::common_denominator(all);
            let common = common.filter(|&common| common <= LARGEST);
            let common = common.ok_or(Unfit::Number { party, which: Which::Sum })?;
            whole.push(in_parts(party, issues, |points| points.in_parts(common))?);
            let unfit = Unfit::Number { party, which: Which::Floor };
            least.push(match floor {
                Some(floor) => Some(floor.in_parts(common).ok_or(unfit)?),
                None => None,
            });
            denominators.push(common);
        }
        Self::from_parts(&whole, &least, &denominators)
    }

    /// From whole parts by party, issue and option, floors by party, and by party how many parts make
    /// a point of its scale.
    pub fn from_parts(
        parts: &[Vec<Vec<i128>>],
        floors: &[Option<i128>],
        parts_of_a_point: &[i128],
    ) -> Result<Self, Unfit> {
        let (Some(first), 1..=MOST_PARTIES) = (parts.first(), parts.len()) else {
            return Err(Unfit::Parties(parts.len()));
        };
        let options: Vec<_> = first.iter().map(Vec::len).collect();
        if let Some(issue) = options.iter().position(|&count| count > MOST_OPTIONS) {
            return Err(Unfit::Options { issue });
        }
        let said = floors.len().min(parts_of_a_point.len());
        if floors.len() != parts.len() || parts_of_a_point.len() != parts.len() {
            return Err(Unfit::Ragged { party: said.min(parts.len()) });
        }
        let mut offsets = Vec::with_capacity(options.len());
        let mut cells = 0;
        for count in &options {
            offsets.push(cells);
            cells += count;
        }
        let mut worth = vec![0; cells * parts.len()];
        for (party, issues) in parts.iter().enumerate() {
            if issues.iter().map(Vec::len).ne(options.iter().copied()) {
                return Err(Unfit::Ragged { party });
            }
            let largest = |options: &Vec<i128>| options.iter().map(|part| part.unsigned_abs()).max();
            let sum = issues.iter().filter_map(largest).fold(0_u128, u128::saturating_add);
            if sum > LARGEST.unsigned_abs() {
                return Err(Unfit::Number { party, which: Which::Sum });
            }
            if floors[party].map_or(0, i128::unsigned_abs) > LARGEST.unsigned_abs() {
                return Err(Unfit::Number { party, which: Which::Floor });
            }
            for (cell, &part) in issues.iter().flatten().enumerate() {
                worth[cell * parts.len() + party] = part;
            }
        }
        Ok(Self {
            parties: parts.len(),
            allowed: options.iter().map(|&count| Options::all_of(count)).collect(),
            options,
            offsets,
            worth,
            floors: floors.iter().map(|&least| Floor { least, when: None }).collect(),
            clauses: Vec::new(),
            parts_of_a_unit: parts_of_a_point.iter().map(|&parts| parts.max(1)).collect(),
            parts_of_a_point: parts_of_a_point.iter().map(|&parts| parts.max(1)).collect(),
            rounded: false,
        })
    }
}

/// A party's numbers by issue and option, in whole parts.
fn in_parts<Number>(
    party: usize,
    issues: &[Vec<Number>],
    whole: impl Fn(&Number) -> Option<i128>,
) -> Result<Vec<Vec<i128>>, Unfit> {
    let cell = |issue: usize, option: usize, number: &Number| {
        let fits = whole(number).filter(|whole| whole.unsigned_abs() <= LARGEST.unsigned_abs());
        fits.ok_or(Unfit::Number { party, which: Which::Cell { issue, option } })
    };
    let row = |(issue, options): (usize, &Vec<Number>)| {
        options.iter().enumerate().map(|(option, number)| cell(issue, option, number)).collect()
    };
    issues.iter().enumerate().map(row).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "the comparison keeps it within i128"
)]
fn parts(points: f64) -> Option<i128> {
    let parts = (points * PARTS_OF_A_POINT as f64).round();
    (parts.abs() <= LARGEST as f64).then_some(parts as i128)
}
