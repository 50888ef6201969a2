//! The definitions, word for word, by trying everything.

use detente_agreement::{Change, NeededBy, Plan, Reading, Requirement, Terms, named_in_draws};
use detente_case::{
    Case, Condition, Interval, Level, LeverStatus, PartyId, Position, Quantity, Scale, current, effect_on,
};

/// Every package of a case.
pub fn packages(case: &Case) -> Vec<Terms> {
    let mut all = vec![Terms::new()];
    for (id, issue) in &case.issues {
        all = all
            .into_iter()
            .flat_map(|terms: Terms| {
                issue.options.keys().map(move |option| {
                    let mut longer = terms.clone();
                    longer.insert(id.clone(), option.clone());
                    longer
                })
            })
            .collect();
    }
    all
}

fn holds(condition: &Condition, terms: &Terms) -> bool {
    condition.holds(|issue| terms.get(issue))
}

/// A case after changes, with what they add.
#[derive(Clone)]
pub struct World {
    pub case: Case,
    /// By party: shifts, kept one by one since each has a middle of its own.
    pub deal: Vec<(PartyId, Added)>,
    pub no_deal: Vec<(PartyId, Added)>,
}

/// What a change adds: its bounds, what it adds at central values, and the numbers whose product it is, by the names
/// that draws know.
#[derive(Clone)]
pub struct Added {
    pub every: Interval,
    pub central: i128,
    pub numbers: Vec<(String, Interval)>,
}

impl Added {
    /// One number, or what it takes away.
    fn number(name: String, by: Interval, withdrawn: bool) -> Self {
        let every = if withdrawn { -by } else { by };
        let numbers = vec![(name, by), ("sign".to_owned(), sign(withdrawn))];
        Self { every, central: every.middle().millionths().into(), numbers }
    }

    /// The product of numbers that are nought or more.
    fn product(numbers: Vec<(String, Interval)>) -> Self {
        let end = |end: fn(Interval) -> Quantity| -> (i128, i128) {
            let one = |(product, parts): (i128, i128), (_, number): &(String, Interval)| {
                (product * i128::from(end(*number).millionths()), parts * 1_000_000)
            };
            numbers.iter().fold((1_000_000, 1), one)
        };
        let down = |(product, parts): (i128, i128)| product.div_euclid(parts);
        let up = |(product, parts): (i128, i128)| -(-product).div_euclid(parts);
        let quantity = |millionths: i128| Quantity::from_millionths(i64::try_from(millionths).unwrap_or(0));
        let every = Interval::new(quantity(down(end(|one| one.low))), quantity(up(end(|one| one.high))));
        Self { every, central: down(end(Interval::middle)), numbers }
    }

    /// What it adds in a draw of a plan, in millionths.
    pub fn drawn(&self, plan: Plan, draw: u32) -> i64 {
        let number = |(name, interval): &(String, Interval)| {
            let plan = Plan { draws: draw + 1, ..plan };
            i128::from(named_in_draws(plan, name, *interval)[draw as usize].millionths())
        };
        let product = self.numbers.iter().fold(1_000_000, |product, one| product * number(one));
        let parts = self.numbers.iter().fold(1, |parts, _| parts * 1_000_000);
        // Of a product of positive numbers, and of one with a sign, rounding down is dropping what is left.
        i64::try_from(product / parts).unwrap_or(0)
    }
}

/// One, or what takes away.
fn sign(withdrawn: bool) -> Interval {
    Interval::exactly(Quantity::from_units(if withdrawn { -1 } else { 1 }))
}

impl World {
    pub fn of(case: &Case) -> Self {
        Self { case: case.clone(), deal: Vec::new(), no_deal: Vec::new() }
    }

    /// Weights as the rules of the engine state them.
    fn weights(&self, party: &PartyId) -> Vec<Interval> {
        let lifted = |interval: Interval| {
            let least = Quantity::from_millionths(1_000).min(interval.high);
            Interval { low: interval.low.max(least), high: interval.high }
        };
        let stated: Vec<_> =
            self.case.issues.keys().map(|issue| lifted(self.case.weight(party, issue).0)).collect();
        if stated.iter().all(|weight| *weight == Interval::ZERO) {
            return vec![lifted(self.case.scale.unstated); stated.len()];
        }
        stated
    }

    fn values(&self, party: &PartyId, terms: &Terms) -> Vec<Interval> {
        terms
            .iter()
            .map(|(issue, option)| {
                self.case
                    .position(party, issue, option)
                    .map_or(self.case.scale.unknown, |position| position.value)
            })
            .collect()
    }

    fn no_deal(&self, party: &PartyId) -> Interval {
        self.case.no_deal_of(party).map_or(Interval::units(0, 100), |no_deal| no_deal.value)
    }

    fn shifts<'a>(
        shifts: &'a [(PartyId, Added)],
        party: &'a PartyId,
    ) -> impl Iterator<Item = &'a Added> + 'a {
        shifts.iter().filter(move |(of, _)| of == party).map(|(_, by)| by)
    }

    /// Whether a package is worth at least no agreement: for some corner of the weights, at the middle, or
    /// for all corners.
    pub fn reaches(&self, party: &PartyId, terms: &Terms, reading: Reading) -> bool {
        let (weights, values, no_deal) =
            (self.weights(party), self.values(party, terms), self.no_deal(party));
        let end = |interval: Interval, high: bool| {
            i128::from(if high { interval.high } else { interval.low }.millionths())
        };
        let corner = |corner: usize, favourable: bool| {
            let (mut sum, mut total) = (0_i128, 0_i128);
            for (issue, (weight, value)) in weights.iter().zip(&values).enumerate() {
                let weight = end(*weight, corner >> issue & 1 == 1);
                sum += weight * end(*value, favourable);
                total += weight;
            }
            let mut reach = end(no_deal, !favourable);
            reach += Self::shifts(&self.no_deal, party).map(|by| end(by.every, !favourable)).sum::<i128>();
            reach -= Self::shifts(&self.deal, party).map(|by| end(by.every, favourable)).sum::<i128>();
            sum >= reach * total
        };
        let mut corners = 0..1_usize << weights.len();
        match reading {
            Reading::Favourable => corners.any(|weights| corner(weights, true)),
            Reading::Guarded => corners.all(|weights| corner(weights, false)),
            Reading::Central => self.central_gain(party, terms).0 >= 0,
            Reading::SilenceAsNo => self.gain_if(party, terms, Some(false)).0 >= 0,
            Reading::SilenceAsYes => self.gain_if(party, terms, Some(true)).0 >= 0,
            Reading::Draw { .. } => unreachable!("draws are the engine's own"),
        }
    }

    /// The gain at central values as a fraction.
    pub fn central_gain(&self, party: &PartyId, terms: &Terms) -> (i128, i128) {
        self.gain_if(party, terms, None)
    }

    /// The same if silence means yes, or no.
    fn gain_if(&self, party: &PartyId, terms: &Terms, yes: Option<bool>) -> (i128, i128) {
        let middle = |interval: Interval| i128::from(interval.middle().millionths());
        let end = |interval: Interval, high: bool| {
            i128::from(if high { interval.high } else { interval.low }.millionths())
        };
        let (weights, values) = (self.weights(party), self.values(party, terms));
        let total: i128 = weights.iter().map(|weight| middle(*weight)).sum();
        let value = |((issue, option), value): ((&detente_case::IssueId, _), &Interval)| match (
            yes,
            self.case.position(party, issue, option),
        ) {
            (Some(yes), None) => end(*value, yes),
            _ => middle(*value),
        };
        let values = terms.iter().zip(&values).map(value);
        let sum: i128 = weights.iter().zip(values).map(|(weight, value)| middle(*weight) * value).sum();
        let no_deal = match (yes, self.case.no_deal_of(party)) {
            (Some(yes), None) => end(self.no_deal(party), !yes),
            _ => middle(self.no_deal(party)),
        };
        let reach = no_deal + Self::shifts(&self.no_deal, party).map(|by| by.central).sum::<i128>()
            - Self::shifts(&self.deal, party).map(|by| by.central).sum::<i128>();
        (sum - reach * total, total)
    }

    /// Whether a consent among the requirements gives those of a party force over a package.
    pub fn calls(party: &PartyId, terms: &Terms, standing: &[&Requirement]) -> bool {
        standing.iter().any(|requirement| match requirement {
            Requirement::Consent { party: of, needed_by } if of == party => match needed_by {
                NeededBy::Instrument => true,
                NeededBy::Option { issue, option } => terms.get(issue) == Some(option),
            },
            _ => false,
        })
    }

    /// Whether a package satisfies those of the requirements.
    pub fn admits(&self, terms: &Terms, standing: &[&Requirement], reading: Reading) -> bool {
        let called = |party: &PartyId| Self::calls(party, terms, standing);
        standing.iter().all(|requirement| match requirement {
            Requirement::Rule { rule } => {
                let rule = &self.case.rules[rule];
                !holds(&rule.if_, terms) || holds(&rule.then, terms)
            }
            Requirement::NoDealValue { party } => !called(party) || self.reaches(party, terms, reading),
            Requirement::RedLine { party, issue, options, stance } => {
                let escaped =
                    self.case.stances[*stance].unless.as_ref().is_some_and(|unless| holds(unless, terms));
                let drawn = |option| {
                    let position = self.case.position(party, issue, option);
                    position.as_ref().is_some_and(Position::is_red_line)
                };
                let crossed = options.contains(&terms[issue]) && drawn(&terms[issue]);
                !called(party) || escaped || !crossed
            }
            Requirement::Consent { .. } => true,
        })
    }

    pub fn admitted(&self, standing: &[&Requirement], reading: Reading) -> Vec<Terms> {
        packages(&self.case).into_iter().filter(|terms| self.admits(terms, standing, reading)).collect()
    }

    /// Everyone whose consent a package needs.
    pub fn asked(&self, terms: &Terms) -> Vec<PartyId> {
        let needs = |party: &PartyId| {
            terms.iter().any(|(issue, option)| self.case.issues[issue].options[option].needs.contains(party))
        };
        let all = self.case.parties.keys();
        all.filter(|party| self.case.instrument.consent.contains(party) || needs(party)).cloned().collect()
    }

    /// Central gains of everyone asked, smallest first.
    pub fn gains(&self, terms: &Terms) -> Vec<(i128, i128)> {
        let mut gains: Vec<_> =
            self.asked(terms).iter().map(|party| self.central_gain(party, terms)).collect();
        gains.sort_by(|one, other| (one.0 * other.1).cmp(&(other.0 * one.1)));
        gains
    }

    /// The world after one change.
    pub fn after(&self, change: &Change) -> Self {
        let mut world = self.clone();
        match change {
            Change::SoftenRedLine { party, issue, options } => {
                for option in options {
                    world.see(party, issue, option, None);
                }
            }
            Change::MoveStance { party, issue, option, to, .. } => {
                world.see(party, issue, option, Some(*to));
            }
            Change::Accept { party, issue, option } => world.see(party, issue, option, Some(Level::Accept)),
            Change::UseLever { lever, .. } | Change::WithdrawLever { lever } => {
                let of = &self.case.levers[lever];
                let withdrawn = current(&of.status) == Some(LeverStatus::InUse);
                let added = |by: Interval, name: String| Added::number(name, by, withdrawn);
                for party in self.case.parties.keys() {
                    let [deal, no_deal] = ["deal", "no-deal"].map(|on| format!("lever/{lever}/{on}/{party}"));
                    world.deal.push((party.clone(), added(effect_on(&of.moves_deal, party), deal)));
                    world.no_deal.push((party.clone(), added(effect_on(&of.moves_no_deal, party), no_deal)));
                }
            }
            Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
                let of = &self.case.guarantees[guarantee];
                let (Some(worth), Some(obligation), Some(credibility)) =
                    (of.worth, of.obligation, of.credibility)
                else {
                    panic!("a guarantee that cannot be valued was tried")
                };
                let in_use = current(&of.status) == Some(LeverStatus::InUse);
                let number = |part: &str, number| (format!("guarantee/{guarantee}/{part}"), number);
                let mut numbers = vec![number("obligation", obligation), number("worth", worth)];
                match (change, in_use) {
                    (Change::GiveCredibly { .. }, false) => {}
                    (Change::GiveGuarantee { .. }, false) => numbers.push(number("credibility", credibility)),
                    _ => panic!("random cases have no guarantee in use"),
                }
                world.deal.push((of.beneficiary.clone(), Added::product(numbers)));
            }
            Change::Delink { rule } => {
                if let Some(rule) = world.case.rules.get_mut(rule) {
                    rule.then.terms.clear();
                }
            }
        }
        world
    }

    /// Makes a party see an option at a level, never worse than now; or only no longer as a red line.
    fn see(
        &mut self,
        party: &PartyId,
        issue: &detente_case::IssueId,
        option: &detente_case::OptionId,
        to: Option<Level>,
    ) {
        let scale: Scale = self.case.scale;
        let now = self.case.position(party, issue, option);
        let value = match (now, to) {
            (Some(now), Some(to)) => {
                let then = scale.level(to);
                Interval { low: now.value.low.max(then.low), high: now.value.high.max(then.high) }
            }
            (Some(now), None) => now.value,
            (None, Some(to)) => scale.level(to),
            (None, None) => return,
        };
        let stance = now.map(|now| now.stance.clone());
        let place = self.case.stances.iter().position(|other| stance.as_ref() == Some(other));
        let position = detente_case::StancePosition {
            level: to,
            value: Some(value),
            span: detente_case::Span::default(),
        };
        // Random cases have one stance by party and issue.
        let place = place.or_else(|| {
            self.case.stances.iter().position(|other| other.issue == *issue && other.parties.contains(party))
        });
        if let Some(stance) = place.and_then(|place| self.case.stances.get_mut(place)) {
            stance.positions.insert(option.clone(), position);
        }
    }
}

/// All minimal sets of requirements that no package satisfies together, as bit masks, by size.
pub fn conflicts(world: &World, requirements: &[Requirement], reading: Reading) -> Vec<u32> {
    let mut minimal: Vec<u32> = Vec::new();
    let mut masks: Vec<u32> = (0..1_u32 << requirements.len()).collect();
    masks.sort_by_key(|mask| mask.count_ones());
    let packages = packages(&world.case);
    for mask in masks {
        if minimal.iter().any(|smaller| mask & smaller == *smaller) {
            continue;
        }
        let standing: Vec<_> = requirements
            .iter()
            .enumerate()
            .filter(|(place, _)| mask >> place & 1 == 1)
            .map(|(_, requirement)| requirement)
            .collect();
        if !packages.iter().any(|terms| world.admits(terms, &standing, reading)) {
            minimal.push(mask);
        }
    }
    minimal
}

/// Every requirement of a case, from the definitions.
pub fn requirements(case: &Case) -> Vec<Requirement> {
    let mut all: Vec<_> = case.rules.keys().map(|rule| Requirement::Rule { rule: rule.clone() }).collect();
    for party in case.parties.keys() {
        let mut consents = Vec::new();
        if case.instrument.consent.contains(party) {
            consents.push(NeededBy::Instrument);
        }
        for (issue, of_issue) in &case.issues {
            for (option, of_option) in &of_issue.options {
                if of_option.needs.contains(party) {
                    consents.push(NeededBy::Option { issue: issue.clone(), option: option.clone() });
                }
            }
        }
        if consents.is_empty() {
            continue;
        }
        all.extend(
            consents.into_iter().map(|needed_by| Requirement::Consent { party: party.clone(), needed_by }),
        );
        for (issue, lines) in case.red_lines(party) {
            // Random cases have one stance by party and issue.
            let place = case.stances.iter().position(|stance| std::ptr::eq(stance, lines[0].1));
            all.push(Requirement::RedLine {
                party: party.clone(),
                issue: issue.clone(),
                options: lines.iter().map(|(option, _)| (*option).clone()).collect(),
                stance: place.unwrap_or(0),
            });
        }
        all.push(Requirement::NoDealValue { party: party.clone() });
    }
    all
}
