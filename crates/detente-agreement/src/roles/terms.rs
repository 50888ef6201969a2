//! Which terms a mediator chooses when it may choose.

use detente_case::{Counts, Interval, Quantity};

use crate::{
    Finding, Negotiation, Package, Reading,
    best::best,
    exact,
    lowering::from_worst_to_best,
    model::{Model, Problem},
    negotiation::{Input, Literal, Party},
    reading::{Slack, slacks},
    search::find,
    worth::Gains,
};

/// Terms and whether no better ones exist.
pub(super) struct Chosen {
    pub(super) package: Package,
    pub(super) proven: bool,
}

/// The terms worth most to the mediator at central values among those to which all who are asked agree there;
/// of equals the one with the largest least gain. It does not propose what lies behind its own red lines.
pub(super) fn best_for(negotiation: &Negotiation, mediator: usize) -> Option<Chosen> {
    let model = Model::of(negotiation);
    let slacks = slacks(negotiation, Reading::Central);
    let mut problem = model.problem(&model.requirements.all(), &slacks);
    keep_own_red_lines(negotiation, mediator, &mut problem);
    // Whether a value can be reached is monotone in the value: bisect between what is found and the best.
    let is_within_reach = |value: i64| {
        let slack = Slack::of(negotiation, &valuing(&negotiation.parties[mediator], value), Reading::Central);
        let mut problem = problem.clone();
        problem.sums.push(slack.sum(None));
        find(&problem)
    };
    let (mut reached, mut beyond) = match negotiation.parties[mediator].counts {
        Counts::Mean => (0, Quantity::HUNDRED.millionths() + 1),
        Counts::Sum => {
            let worths = from_worst_to_best(&negotiation.parties[mediator].values);
            (worths.low.millionths(), worths.high.millionths().saturating_add(1))
        }
    };
    let mut proven = true;
    match is_within_reach(reached) {
        Finding::Found(_) => {}
        Finding::None | Finding::Unsettled => return None,
    }
    while beyond - reached > 1 {
        let middle = reached + (beyond - reached) / 2;
        match is_within_reach(middle) {
            Finding::Found(_) => reached = middle,
            Finding::None => beyond = middle,
            Finding::Unsettled => {
                proven = false;
                beyond = middle;
            }
        }
    }
    let slack = Slack::of(negotiation, &valuing(&negotiation.parties[mediator], reached), Reading::Central);
    problem.sums.push(slack.sum(None));
    let best = best(&model, &problem)?;
    Some(Chosen { proven: proven && best.proven, package: best.package })
}

/// The mediator as a party that asks for terms worth at least `value` to it, whatever no agreement is worth.
fn valuing(mediator: &Party, value: i64) -> Party {
    let mut valuing = mediator.clone();
    valuing.shifts.clear();
    let asked = Interval::exactly(Quantity::from_millionths(value));
    valuing.no_deal = Input::within(asked, valuing.no_deal.backing, valuing.no_deal.said);
    valuing
}

/// Takes what lies behind a party's own red lines out of a problem, whether or not anything needs its consent.
pub(crate) fn keep_own_red_lines(negotiation: &Negotiation, mediator: usize, problem: &mut Problem<'_>) {
    for line in negotiation.red_lines.iter().filter(|line| line.party == mediator) {
        let not_crossed = negotiation.opposite(&Literal { issue: line.issue, among: line.options.clone() });
        match &line.unless {
            None => problem.domains[line.issue].keep(&not_crossed.among),
            Some(unless) => problem.clauses.extend(unless.iter().map(|term| {
                if term.issue == line.issue {
                    let mut among = not_crossed.among.clone();
                    among.add(&term.among);
                    vec![Literal { issue: line.issue, among }]
                } else {
                    vec![not_crossed.clone(), term.clone()]
                }
            })),
        }
    }
}

/// What a package's terms are worth to a party at central values, rounded down to a millionth.
pub(super) fn central_value(negotiation: &Negotiation, party: usize, package: &Package) -> Quantity {
    let valuing = valuing(&negotiation.parties[party], 0);
    if valuing.counts == Counts::Sum {
        return exact::central_gain(negotiation, &valuing, package).unwrap_or_default();
    }
    let gains = Gains::of(negotiation, &valuing);
    let cells =
        package.0.iter().zip(&negotiation.offsets).map(|(option, first)| first + usize::from(*option));
    gains.quantity(cells.filter_map(|cell| gains.cells.get(cell)).sum())
}
