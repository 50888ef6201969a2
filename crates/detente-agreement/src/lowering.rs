//! From the words of a case to the numbers and indices of a negotiation.

use detente_case::{Case, Counts, Interval, MOST_OPTIONS, Origin, PartyId, Position, Quantity};

use crate::{
    by_name::ByName,
    negotiation::{
        Backing, Input, Issue, IssueOption, Literal, Negotiation, OptionSet, OptionValue, Party, RedLine,
        Rule,
    },
    rank_order::{BoundRanking, RankOrder},
    rungs::BoundRungs,
    shift::{Shift, Worth, lever_effect_name},
};

/// Raw weights stay positive where they may be: an interval that starts at nothing starts at this instead.
const LEAST_WEIGHT: Quantity = Quantity::from_millionths(1_000);

/// Weights are on the case's scale of 0–100.
const MOST_WEIGHT: Quantity = Quantity::HUNDRED;

impl Negotiation {
    /// The negotiation that a case (already seen through a view) describes.
    ///
    /// What nobody said stays unknown: an option without a stance may be worth anything the scale's
    /// `unknown` allows, an issue without a weight matters as its `unstated` allows, and a party without a
    /// no-deal value may hold any from 0 to 100. A weight that may be zero but need not be is at least one
    /// thousandth, so that a party always values something; a party all of whose weights are exactly zero
    /// is treated as if none were stated.
    #[must_use]
    pub fn from_case(case: &Case) -> Self {
        let place = |id: &PartyId| case.parties.get_index_of(id);
        let issues: Vec<_> = case
            .issues
            .iter()
            .map(|(id, issue)| {
                // A case with more has an error, and nothing is asked of it.
                let options = issue.options.iter().take(MOST_OPTIONS).map(|(id, option)| IssueOption {
                    id: id.clone(),
                    needs: option.needs.iter().filter_map(place).collect(),
                });
                Issue { id: id.clone(), kind: issue.kind, options: options.collect() }
            })
            .collect();

        let mut negotiation = Self {
            considered: issues.iter().map(|issue| OptionSet::first(issue.options.len())).collect(),
            offsets: issues
                .iter()
                .scan(0, |next, issue| {
                    let first = *next;
                    *next += issue.options.len();
                    Some(first)
                })
                .collect(),
            by_name: ByName::of(&issues),
            issues,
            parties: Vec::new(),
            red_lines: Vec::new(),
            rules: Vec::new(),
        };
        negotiation.parties = case.parties.keys().map(|id| negotiation.lower_party(case, id)).collect();
        negotiation.red_lines = negotiation.lower_red_lines(case);
        negotiation.rules = case
            .rules
            .iter()
            .map(|(id, rule)| Rule {
                id: id.clone(),
                kind: rule.kind,
                if_: negotiation.literals(&rule.if_),
                then: negotiation.literals(&rule.then),
            })
            .collect();
        negotiation
    }

    fn lower_party(&self, case: &Case, id: &PartyId) -> Party {
        let counts = case.parties.get(id).map(|party| party.counts).unwrap_or_default();
        let unsaid = match counts {
            Counts::Mean => within(case.scale.unknown, Quantity::ZERO, Quantity::HUNDRED),
            Counts::Sum => case.points_stated(id).unwrap_or(case.scale.unknown),
        };
        let value = |issue: &Issue, option: &IssueOption| match case.position(id, &issue.id, &option.id) {
            Some(position) => {
                let value = match counts {
                    Counts::Mean => within(position.value, Quantity::ZERO, Quantity::HUNDRED),
                    Counts::Sum => position.stated.unwrap_or(unsaid),
                };
                let backing = backing(&position.stance.origin);
                let input = Input::within(value, backing, place_of_stance(case, &position));
                OptionValue { level: position.level, input }
            }
            None => OptionValue { level: None, input: unknown(unsaid) },
        };
        let values: Vec<Vec<_>> = self
            .issues
            .iter()
            .map(|issue| issue.options.iter().map(|option| value(issue, option)).collect())
            .collect();
        let (values, rungs) = self.bound(case, id, values, unsaid);
        let (values, ranked) = self.ranked(case, id, values, unsaid);
        let no_deal = match case.no_deal_of(id) {
            Some(no_deal) => Input::within(
                no_deal.value,
                backing(&no_deal.origin),
                case.no_deal.iter().position(|other| std::ptr::eq(other, no_deal)),
            ),
            None => unknown(match counts {
                Counts::Mean => Interval::units(0, 100),
                Counts::Sum => from_worst_to_best(&values),
            }),
        };
        let mut party = Party {
            id: id.clone(),
            consents: case.instrument.consent.contains(id),
            counts,
            weights: match counts {
                Counts::Mean => self.lower_weights(case, id),
                Counts::Sum => self.alike(&values),
            },
            values,
            no_deal,
            shifts: supposed_shifts(case, id),
            weight_order: None,
            ranked,
            rungs,
        };
        if counts == Counts::Mean {
            self.lower_weight_order(case, &mut party);
        }
        party
    }

    /// The values of a party where what it thinks of one rung of an issue limits what it can think of the others, and
    /// by issue what binds them. Rungs of which none can be the best, an error of the case, bind each other in nothing.
    fn bound(
        &self,
        case: &Case,
        party: &PartyId,
        mut values: Vec<Vec<OptionValue>>,
        unsaid: Interval,
    ) -> (Vec<Vec<OptionValue>>, Vec<Option<BoundRungs>>) {
        let mut all = Vec::with_capacity(values.len());
        for (issue, values) in self.issues.iter().zip(&mut values) {
            let rungs = case.rungs(party, &issue.id).ok().flatten();
            let rungs = rungs.filter(|rungs| rungs.positions.len() == values.len());
            let bound = rungs.as_ref().map(|rungs| BoundRungs::new(rungs, unsaid));
            if let Some(bound) = &bound {
                let said: Vec<_> = values.iter().map(|value| value.input.said).collect();
                bound.bind(values, |rung| said.get(rung).copied().flatten());
            }
            all.push(bound);
        }
        (values, all)
    }

    /// The values of a party where nothing but a ranking binds the options of an issue, and by issue the ranking. One that
    /// contradicts what else is said, an error of the case, binds nothing.
    fn ranked(
        &self,
        case: &Case,
        party: &PartyId,
        mut values: Vec<Vec<OptionValue>>,
        unsaid: Interval,
    ) -> (Vec<Vec<OptionValue>>, Vec<Option<BoundRanking>>) {
        let of = |(issue, values): (&Issue, &mut Vec<OptionValue>)| {
            let ranked = case.ranked_options(party, &issue.id).ok().flatten();
            let ranked = ranked.filter(|ranked| ranked.positions.len() == values.len())?;
            let bound = BoundRanking::new(ranked.numbers, unsaid);
            bound.bind(values);
            Some(bound)
        };
        let ranked = self.issues.iter().zip(&mut values).map(of).collect();
        (values, ranked)
    }

    /// The weights of a sum, which has none: each issue counts as it is, and is known as its options are.
    fn alike(&self, values: &[Vec<OptionValue>]) -> Vec<Input> {
        let one = |options: &Vec<OptionValue>| {
            let best = options.iter().min_by_key(|value| value.input.backing);
            let (backing, said) = best.map_or((Backing::Unknown, None), |value| (value.input.backing, None));
            Input::within(Interval::exactly(Quantity::ONE), backing, said)
        };
        debug_assert_eq!(values.len(), self.issues.len(), "a list of values an issue");
        values.iter().map(one).collect()
    }

    /// Weights that are known by their order alone share 100, together with those of which nothing is said.
    fn lower_weight_order(&self, case: &Case, party: &mut Party) {
        let Some((groups, origin)) = case.weight_order(&party.id) else { return };
        let group = |group: &Vec<_>| group.iter().filter_map(|issue| self.issue(issue)).collect::<Vec<_>>();
        let groups: Vec<_> = groups.iter().map(group).filter(|group| !group.is_empty()).collect();
        let stands = |issue: usize| groups.iter().flatten().any(|&other| other == issue);
        let unsaid = |issue: &usize| party.weights[*issue].backing == Backing::Unknown && !stands(*issue);
        let free = (0..self.issues.len()).filter(unsaid).collect();
        let Some(order) = RankOrder::of(groups, free) else { return };
        for issue in order.members() {
            let unsaid = order.is_free(issue);
            party.weights[issue] = Input {
                interval: order.weight_bounds(issue),
                central: order.weight_centre(issue),
                by_order: true,
                unsaid: None,
                backing: if unsaid { Backing::Unknown } else { backing(origin) },
                said: if unsaid { None } else { place_of_weights(case, origin) },
            };
        }
        party.weight_order = Some(order);
    }

    fn lower_weights(&self, case: &Case, party: &PartyId) -> Vec<Input> {
        let stated = self.issues.iter().map(|issue| {
            let (interval, origin) = case.weight(party, &issue.id);
            match origin {
                Some(origin) => {
                    Input::within(lifted(interval), backing(origin), place_of_weights(case, origin))
                }
                None => unknown(lifted(interval)),
            }
        });
        let stated: Vec<_> = stated.collect();
        let all_zero = |weights: &[Input]| weights.iter().all(|weight| weight.interval == Interval::ZERO);
        if !all_zero(&stated) {
            return stated;
        }
        let unstated = vec![unknown(lifted(case.scale.unstated)); self.issues.len()];
        // A scale on which even the unstated weigh nothing says nothing about ratios: all issues alike.
        if all_zero(&unstated) {
            vec![unknown(Interval::exactly(Quantity::ONE)); self.issues.len()]
        } else {
            unstated
        }
    }

    fn lower_red_lines(&self, case: &Case) -> Vec<RedLine> {
        let mut lines: Vec<RedLine> = Vec::new();
        for (party, (party_id, _)) in case.parties.iter().enumerate() {
            for (issue, of_issue) in self.issues.iter().enumerate() {
                for (option, of_option) in of_issue.options.iter().enumerate() {
                    let position = case.position(party_id, &of_issue.id, &of_option.id);
                    let Some(position) = position.filter(Position::is_red_line) else { continue };
                    let Some(stance) = place_of_stance(case, &position) else { continue };
                    let drawn = lines
                        .iter_mut()
                        .find(|line| line.party == party && line.issue == issue && line.stance == stance);
                    match drawn {
                        Some(line) => line.options.insert(option),
                        None => lines.push(RedLine {
                            party,
                            issue,
                            options: OptionSet::only(option),
                            unless: position.stance.unless.as_ref().map(|unless| self.literals(unless)),
                            stance,
                            reached: Vec::new(),
                        }),
                    }
                }
                self.reach_silent_rungs(case, (party, party_id), issue, &mut lines);
            }
        }
        lines
    }

    /// Lets red lines reach the rungs beyond them of which nobody spoke.
    fn reach_silent_rungs(
        &self,
        case: &Case,
        (party, party_id): (usize, &PartyId),
        issue: usize,
        lines: &mut [RedLine],
    ) {
        let Ok(Some(rungs)) = case.rungs(party_id, &self.issues[issue].id) else { return };
        let reached = rungs.reached();
        for line in lines.iter_mut().filter(|line| line.party == party && line.issue == issue) {
            for reach in &reached {
                let from: OptionSet =
                    reach.from.iter().copied().filter(|rung| line.options.contains(*rung)).collect();
                if !from.is_empty() {
                    line.reached.push((reach.rung, from));
                }
            }
            let silent: Vec<_> = line.reached.iter().map(|(rung, _)| *rung).collect();
            silent.into_iter().for_each(|rung| line.options.insert(rung));
        }
    }
}

impl Literal {
    /// Whether a set of options of the issue leaves the literal true whatever is chosen.
    pub(crate) fn surely(&self, options: &OptionSet) -> bool {
        options.is_within(&self.among)
    }

    /// Whether a set of options of the issue leaves the literal false whatever is chosen.
    pub(crate) fn surely_not(&self, options: &OptionSet) -> bool {
        options.members().all(|option| !self.among.contains(option))
    }
}

/// What the levers add that the view supposes used, under the names by which draws know them.
fn supposed_shifts(case: &Case, party: &PartyId) -> Vec<Shift> {
    let levers = case.supposed.iter().filter_map(|id| Some((id, case.levers.get(id)?)));
    let shifts = levers.flat_map(|(id, lever)| {
        [(Worth::NoDeal, &lever.moves_no_deal), (Worth::Deal, &lever.moves_deal)].into_iter().filter_map(
            move |(adds_to, effects)| {
                let by = *effects.get(party)?;
                Some(Shift::number(lever_effect_name(id, party, adds_to), adds_to, by))
            },
        )
    });
    shifts.collect()
}

fn place_of_weights(case: &Case, origin: &Origin) -> Option<usize> {
    case.weights.iter().position(|weights| std::ptr::eq(&raw const weights.origin, origin))
}

fn place_of_stance(case: &Case, position: &Position<'_>) -> Option<usize> {
    let mut about = case.stances.about(&position.stance.issue);
    about.find(|(_, stance)| std::ptr::eq(*stance, position.stance)).map(|(place, _)| place)
}

fn backing(origin: &Origin) -> Backing {
    if origin.is_assumed() { Backing::Assumed } else { Backing::Reported }
}

fn unknown(interval: Interval) -> Input {
    Input::unsaid(interval)
}

/// What packages can be worth to a party that adds up points.
pub(crate) fn from_worst_to_best(values: &[Vec<OptionValue>]) -> Interval {
    let ends = |options: &Vec<OptionValue>| {
        let intervals = || options.iter().map(|value| value.input.interval);
        let low = intervals().map(|value| value.low).min().unwrap_or_default();
        Interval::new(low, intervals().map(|value| value.high).max().unwrap_or_default())
    };
    values.iter().map(ends).fold(Interval::ZERO, |sum, own| sum + own)
}

fn within(interval: Interval, least: Quantity, most: Quantity) -> Interval {
    Interval { low: interval.low.clamp(least, most), high: interval.high.clamp(least, most) }
}

fn lifted(interval: Interval) -> Interval {
    let interval = within(interval, Quantity::ZERO, MOST_WEIGHT);
    if interval.low == Quantity::ZERO {
        Interval { low: LEAST_WEIGHT.min(interval.high), high: interval.high }
    } else {
        interval
    }
}
