//! Negotiations of the size of large talks, in which every party asks for a little more than all can have.

use detente_case::{
    Case, Condition, Interval, Issue, IssueId, IssueKind, IssueOption, Level, NoDeal, OptionId, PartyId,
    Quantity, Rule, RuleId, RuleKind, Span, Stance, StancePosition, Term, Weight, Weights,
};
use indexmap::IndexMap;

use super::cases::{empty, origin, party};

/// How large, and how far from a deal.
#[derive(Clone, Copy, Debug)]
pub struct Talks {
    pub parties: usize,
    pub issues: usize,
    pub options: usize,
    /// Pairs of options that exclude each other.
    pub rules: usize,
    /// By how many points at most a party's no-deal value lies above what a good package is worth to it.
    pub excess: i64,
    /// By how many points no-deal values may lie higher or lower than that.
    pub spread: i64,
    pub seed: u64,
}

/// A stream of numbers (Marsaglia 2003, J. Stat. Softw. 8:14).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, below: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    fn place(&mut self, below: usize) -> usize {
        let below = i64::try_from(below).unwrap_or(i64::MAX);
        usize::try_from(self.below(below)).unwrap_or(0)
    }
}

/// Values from 0 to 100, weights from 5 to 45, two red lines a party, pairs of options that exclude each
/// other, and no-deal values a little above what a package that is good for the worst off is worth.
pub fn talks(of: Talks) -> Case {
    let mut numbers = Numbers(of.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let values: Vec<Vec<Vec<i64>>> = (0..of.parties)
        .map(|_| (0..of.issues).map(|_| (0..of.options).map(|_| numbers.below(101)).collect()).collect())
        .collect();
    let weights: Vec<Vec<i64>> =
        (0..of.parties).map(|_| (0..of.issues).map(|_| 5 + numbers.below(41)).collect()).collect();
    // The options a party values most of all are what others rule out: red lines that bite.
    let red: Vec<Vec<(usize, usize)>> = (0..of.parties)
        .map(|place| (0..2).map(|_| bite(&mut numbers, &values, &weights, place)).collect())
        .collect();
    let rules: Vec<[(usize, usize); 2]> = (0..of.rules)
        .map(|_| {
            let one = numbers.place(of.issues);
            let other = (one + 1 + numbers.place(of.issues - 1)) % of.issues;
            [(one, numbers.place(of.options)), (other, numbers.place(of.options))]
        })
        .collect();
    let good = good_package(&mut numbers, &values, &weights, &red, &rules);
    let floors: Vec<i64> = (0..of.parties)
        .map(|place| {
            worth(&values[place], &weights[place], &good) + 1_000_000 * (1 + numbers.below(of.excess))
        })
        .collect();
    written(of, &values, &weights, &red, &rules, &floors)
}

/// An option that matters much to the next party and little to this one.
fn bite(
    numbers: &mut Numbers,
    values: &[Vec<Vec<i64>>],
    weights: &[Vec<i64>],
    place: usize,
) -> (usize, usize) {
    let next = (place + 1) % values.len();
    let tried: Vec<_> = (0..6)
        .map(|_| {
            let issue = numbers.place(weights[0].len());
            (issue, numbers.place(values[0][issue].len()))
        })
        .collect();
    let bites = |&(issue, option): &(usize, usize)| {
        values[next][issue][option] * weights[next][issue]
            - values[place][issue][option] * weights[place][issue]
    };
    tried.into_iter().max_by_key(bites).unwrap_or((0, 0))
}

/// What a package is worth, in millionths of a point.
fn worth(values: &[Vec<i64>], weights: &[i64], package: &[usize]) -> i64 {
    let sum: i64 =
        package.iter().enumerate().map(|(issue, &option)| weights[issue] * values[issue][option]).sum();
    sum * 1_000_000 / weights.iter().sum::<i64>()
}

/// A package that keeps to red lines and rules and whose least worth no change of one option betters, from
/// some starts the best.
fn good_package(
    numbers: &mut Numbers,
    values: &[Vec<Vec<i64>>],
    weights: &[Vec<i64>],
    red: &[Vec<(usize, usize)>],
    rules: &[[(usize, usize); 2]],
) -> Vec<usize> {
    let score = |package: &[usize]| {
        let has = |&(issue, option): &(usize, usize)| package[issue] == option;
        let crossed = red.iter().flatten().filter(|at| has(at)).count();
        let broken = rules.iter().filter(|rule| rule.iter().all(has)).count();
        let mut worths: Vec<_> =
            values.iter().zip(weights).map(|(values, weights)| worth(values, weights, package)).collect();
        worths.sort_unstable();
        (std::cmp::Reverse(crossed + broken), worths)
    };
    let climb = |mut package: Vec<usize>| {
        let mut best = score(&package);
        loop {
            let mut better = None;
            for issue in 0..package.len() {
                for option in 0..values[0][issue].len() {
                    let before = std::mem::replace(&mut package[issue], option);
                    let own = score(&package);
                    if own > best {
                        best = own;
                        better = Some((issue, option));
                    }
                    package[issue] = before;
                }
            }
            let Some((issue, option)) = better else { return (best, package) };
            package[issue] = option;
        }
    };
    let starts = (0..8).map(|_| values[0].iter().map(|options| numbers.place(options.len())).collect());
    let starts: Vec<Vec<usize>> = starts.collect();
    starts.into_iter().map(climb).max().map(|(_, package)| package).unwrap_or_default()
}

fn written(
    of: Talks,
    values: &[Vec<Vec<i64>>],
    weights: &[Vec<i64>],
    red: &[Vec<(usize, usize)>],
    rules: &[[(usize, usize); 2]],
    floors: &[i64],
) -> Case {
    let mut case = empty();
    let issue_id = |issue: usize| IssueId::new(format!("i{issue}"));
    let option_id = |option: usize| OptionId::new(format!("o{option}"));
    let option = IssueOption {
        name: String::new(),
        needs: Vec::new(),
        recognition: Vec::new(),
        silent: false,
        short: None,
        origin: origin(),
    };
    for issue in 0..of.issues {
        let options = (0..of.options).map(|place| (option_id(place), option.clone())).collect();
        let one = Issue {
            name: String::new(),
            kind: IssueKind::Choice,
            decided_by: None,
            short: None,
            options,
            origin: origin(),
        };
        case.issues.insert(issue_id(issue), one);
    }
    for place in 0..of.parties {
        let id = PartyId::new(format!("p{place}"));
        case.parties.insert(id.clone(), party(id.as_str()));
        case.instrument.consent.push(id.clone());
        for (issue, values) in values[place].iter().enumerate() {
            let position = |option: usize| {
                let value = values[option];
                let level = match value {
                    _ if red[place].contains(&(issue, option)) => Level::RedLine,
                    0..25 => Level::Oppose,
                    25..50 => Level::Tolerate,
                    50..75 => Level::Accept,
                    _ => Level::Propose,
                };
                let points = Quantity::from_millionths(value * 1_000_000);
                let value = Some(Interval::exactly(points));
                (option_id(option), StancePosition { level: Some(level), value, span: Span::default() })
            };
            case.stances.push(Stance {
                parties: vec![id.clone()],
                issue: issue_id(issue),
                positions: (0..of.options).map(position).collect(),
                order: Vec::new(),
                shape: Some(detente_case::StanceShape::Free),
                unless: None,
                said_by: None,
                origin: origin(),
            });
        }
        let weight = |(issue, &weight): (usize, &i64)| {
            let points = Quantity::from_millionths(weight * 1_000_000);
            (issue_id(issue), Weight::Range(Interval::exactly(points)))
        };
        let by_issue: IndexMap<_, _> = weights[place].iter().enumerate().map(weight).collect();
        case.weights.push(Weights { party: id.clone(), by_issue, order: Vec::new(), origin: origin() });
        let end = |spread: i64| {
            Quantity::from_millionths((floors[place] + spread * 1_000_000).clamp(0, 100_000_000))
        };
        let value = Interval::new(end(-of.spread), end(of.spread));
        case.no_deal.push(NoDeal { party: id, value, origin: origin() });
    }
    for (place, [one, other]) in rules.iter().enumerate() {
        let term = |(issue, option): (usize, usize), among: bool| Condition {
            terms: vec![Term {
                issue: issue_id(issue),
                among,
                options: [option_id(option)].into_iter().collect(),
            }],
        };
        let rule = Rule {
            name: None,
            if_: term(*one, true),
            then: term(*other, false),
            kind: RuleKind::Logical,
            origin: origin(),
        };
        case.rules.insert(RuleId::new(format!("r{place}")), rule);
    }
    case
}
