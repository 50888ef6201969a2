//! Additive profiles from one scale to the other.

use detente_number::Fraction;

use crate::{
    Additive, Choice, Evaluator, ExactTable, Issue, IssueKind, Profile, Reading, Reservation, Scale,
    Scenario, Utility,
    losses::Losses,
    ties::{Target, keeping_ties, numbered},
};

/// How many options of an issue are written one by one.
const MOST_OPTIONS: u64 = 100_000;

impl Scenario {
    /// The same scenario with every additive profile's numbers as written ([`Scale::Plain`]), in what double precision
    /// holds. Only GeniusWeb says no deal as a package.
    pub(crate) fn plain(&self, target: Target, losses: &mut Losses) -> Self {
        let parties = self.parties.iter().enumerate().map(|(place, profile)| {
            let Utility::Additive(own) = &profile.utility else { return profile.clone() };
            let mut plainly = Profile { exact: None, ..profile.clone() };
            let additive = match own.scale {
                Scale::Genius => plain(own, &self.issues, &profile.name, losses),
                Scale::Plain => own.clone(),
            };
            let bias = if target == Target::Table { additive.bias } else { 0.0 };
            plainly.utility = Utility::Additive(Additive { bias: additive.bias - bias, ..additive });
            plainly.reservation = match (&profile.reservation, self.reservation(Reading::Format, place)) {
                // Genius reads what is not said as 0.
                (Reservation::Unsaid, Some(value)) => Reservation::Value(value),
                (Reservation::Package(_), _) if target != Target::GeniusWeb => {
                    losses.wording(&profile.name, "the reservation package is written as what it is worth");
                    numbered(&self.issues, profile).unwrap_or(Reservation::Unsaid)
                }
                (other, _) => other.clone(),
            };
            if bias != 0.0 {
                losses.number(
                    &profile.name,
                    format!("the {bias} added to every package is taken from no deal"),
                );
                plainly.reservation = less(&plainly.reservation, bias);
            }
            let reached = std::mem::replace(&mut plainly.reservation, Reservation::Unsaid);
            plainly.reservation = unreached(&self.issues, profile, reached.clone());
            if plainly.reservation != reached {
                let what = "no deal is worth more than 1, where Genius cuts utilities off: it is written above every package";
                losses.number(&profile.name, what);
            }
            if plainly == *profile {
                return plainly;
            }
            keeping_ties(&self.issues, profile, plainly, target, losses)
        });
        Self { name: self.name.clone(), issues: self.issues.clone(), parties: parties.collect() }
    }

    /// The same scenario with every additive profile's numbers as Genius means them.
    pub(crate) fn genius(&self, losses: &mut Losses) -> Self {
        let mut scenario = self.clone();
        scenario.list_tables(false, losses);
        let issues = &scenario.issues;
        for profile in &mut scenario.parties {
            if let Utility::Additive(additive) = &profile.utility
                && additive.scale == Scale::Plain
            {
                let mut said = profile.clone();
                if matches!(said.reservation, Reservation::Package(_)) {
                    losses.wording(&profile.name, "the reservation package is written as what it is worth");
                    said.reservation = numbered(issues, profile).unwrap_or(Reservation::Unsaid);
                }
                let written = genius(additive, issues, &said, losses);
                *profile = keeping_ties(issues, profile, written, Target::Genius, losses);
            }
        }
        scenario
    }

    /// Leaves out parties with rewards for ranges of several issues, and tells so; gives the places of the others.
    pub(crate) fn leave_out_rewards(&mut self, losses: &mut Losses) -> Vec<usize> {
        let is_additive = |profile: &Profile| matches!(profile.utility, Utility::Additive(_));
        let places = self.parties.iter().enumerate().filter(|(_, profile)| is_additive(profile));
        let places = places.map(|(place, _)| place).collect();
        self.parties.retain(|profile| {
            let stays = is_additive(profile);
            if !stays {
                losses
                    .number(&profile.name, "rewards for ranges have no place in the format: it is left out");
            }
            stays
        });
        places
    }

    /// Makes issues of numbers lists of options where some profile evaluates each number by itself, or, if
    /// `triangles`, by anything but a line.
    pub(crate) fn list_tables(&mut self, triangles: bool, losses: &mut Losses) {
        for place in 0..self.issues.len() {
            self.listed(place, triangles, losses);
        }
    }

    /// Makes an issue of numbers a list of options if some profile evaluates each number by itself.
    fn listed(&mut self, place: usize, triangles: bool, losses: &mut Losses) {
        let Some(issue) = self.issues.get_mut(place) else { return };
        let numbers = !matches!(issue.kind, IssueKind::Discrete { .. });
        let by_itself = |profile: &Profile| match &profile.utility {
            Utility::Additive(additive) => match additive.evaluators.get(place) {
                Some(Evaluator::Table { .. }) => true,
                Some(Evaluator::Triangular { .. }) => triangles,
                _ => false,
            },
            Utility::Rectangles(_) => false,
        };
        let ranges = self.parties.iter().any(|profile| matches!(profile.utility, Utility::Rectangles(_)));
        if !numbers || ranges || !self.parties.iter().any(by_itself) {
            return;
        }
        let before = issue.clone();
        let Some(options) = choices(&before) else { return };
        let issues = self.issues.clone();
        let Some(issue) = self.issues.get_mut(place) else { return };
        let values = options.iter().filter_map(|option| before.text(*option)).collect();
        issue.kind = IssueKind::Discrete { values };
        losses.wording(&before.name, "its range of numbers is written as a list of options");
        for profile in &mut self.parties {
            let exactly = ExactTable::of(&issues, profile, Reading::Format);
            if let Utility::Additive(additive) = &mut profile.utility
                && let Some(evaluator) = additive.evaluators.get_mut(place)
                && !matches!(evaluator, Evaluator::Table { .. } | Evaluator::Unsaid)
            {
                let weight = additive.weights.get_mut(place);
                write_out(evaluator, weight.unwrap_or(&mut None), additive.scale, &before, &options);
                profile.keep(&self.issues, exactly);
            }
        }
    }
}

impl Profile {
    /// Keeps what the numbers were, where they are written anew and double precision does not hold them.
    pub(crate) fn keep(&mut self, issues: &[Issue], exactly: Option<ExactTable>) {
        self.exact = None;
        if exactly.is_some() && exactly != ExactTable::of(issues, self, Reading::Format) {
            self.exact = exactly.map(Box::new);
        }
    }
}

/// What no deal is worth, less something.
fn less(reservation: &Reservation, by: f64) -> Reservation {
    match reservation {
        Reservation::Value(value) => {
            let exact = Fraction::of_float(*value)
                .zip(Fraction::of_float(by))
                .and_then(|(value, by)| value.minus(by));
            Reservation::Value(exact.map_or(value - by, Fraction::to_f64))
        }
        other => other.clone(),
    }
}

/// Genius cuts utilities off at 1: no deal of more than 1 stays out of reach where nothing cuts them off.
fn unreached(issues: &[Issue], profile: &Profile, reservation: Reservation) -> Reservation {
    let Utility::Additive(additive) = &profile.utility else { return reservation };
    match (&reservation, additive.cap(Reading::Format), greatest(additive, issues)) {
        (Reservation::Value(value), Some(cap), Some(most)) if *value > cap && most >= *value => {
            Reservation::Value(most + 1.0)
        }
        _ => reservation,
    }
}

/// Makes any evaluator a table of what it gives for each of these options of an issue.
pub(crate) fn write_out(
    evaluator: &mut Evaluator,
    weight: &mut Option<f64>,
    scale: Scale,
    issue: &Issue,
    options: &[Choice],
) {
    let value = |option: &Choice| match scale {
        Scale::Genius => as_genius(evaluator, issue, *option),
        Scale::Plain => evaluator
            .exactly_as_written(Reading::Format, issue, *option, false)
            .map(Fraction::to_f64)
            .or_else(|| evaluator.as_written(Reading::Format, issue, *option, false)),
    };
    let values = options.iter().map(value).collect();
    *evaluator = Evaluator::Table { values, others: Vec::new() };
    if scale == Scale::Genius {
        scale_table(evaluator, weight);
    }
}

/// What Genius makes of an evaluator, in the nearest double precision.
fn as_genius(evaluator: &Evaluator, issue: &Issue, option: Choice) -> Option<f64> {
    let exactly = evaluator.exactly_as_genius(issue, option).map(Fraction::to_f64);
    exactly.or_else(|| evaluator.as_genius(issue, option))
}

/// The choices of an issue, if they can be written one by one.
pub(crate) fn choices(issue: &Issue) -> Option<Vec<Choice>> {
    let count = issue.count().filter(|count| *count <= MOST_OPTIONS)?;
    Some((0..usize::try_from(count).ok()?).map(Choice::Option).collect())
}

fn plain(additive: &Additive, issues: &[Issue], party: &str, losses: &mut Losses) -> Additive {
    let evaluators = issues.iter().zip(&additive.evaluators).map(|(issue, evaluator)| match evaluator {
        Evaluator::Table { values, others } => {
            let largest = values.iter().flatten().chain(others.iter().map(|(_, value)| value));
            if largest.copied().reduce(f64::max).is_some_and(|largest| largest.to_bits() != 1f64.to_bits()) {
                losses.wording(party, "evaluations are written divided by the largest of their issue");
            }
            as_table(evaluator, issue).unwrap_or_else(|| evaluator.clone())
        }
        Evaluator::Linear { slope, offset, from } => {
            let ends = ends(issue).unwrap_or((0.0, 0.0));
            let inside = |value: f64| (0.0..=1.0).contains(&(slope * (value - from) + offset));
            if inside(ends.0) && inside(ends.1) {
                return evaluator.clone();
            }
            as_table(evaluator, issue).unwrap_or_else(|| {
                losses.number(
                    party,
                    format!("the line on {:?} is written without Genius's clip to 0..1", issue.name),
                );
                evaluator.clone()
            })
        }
        Evaluator::Constant(_) | Evaluator::Triangular { .. } | Evaluator::Unsaid => evaluator.clone(),
    });
    let weights = additive.weights.iter().map(|weight| Some(weight.unwrap_or(0.0)));
    let plain = Additive {
        scale: Scale::Plain,
        weights: weights.collect(),
        evaluators: evaluators.collect(),
        bias: 0.0,
    };
    if greatest(&plain, issues).is_none_or(|greatest| greatest > 1.0 + 1e-9) {
        losses.number(party, "the sum is written without Genius's clip to at most 1");
    }
    plain
}

/// A table of what Genius makes of an evaluator.
fn as_table(evaluator: &Evaluator, issue: &Issue) -> Option<Evaluator> {
    let values = choices(issue)?.into_iter().map(|option| Some(as_genius(evaluator, issue, option)));
    Some(Evaluator::Table { values: values.collect::<Option<_>>()?, others: Vec::new() })
}

/// The ends of an issue of numbers.
fn ends(issue: &Issue) -> Option<(f64, f64)> {
    #[allow(clippy::cast_precision_loss)] // the formats calculate with double precision
    match &issue.kind {
        IssueKind::Integer { low, high } => Some((*low as f64, *high as f64)),
        IssueKind::Real { low, high } => Some((*low, *high)),
        IssueKind::Discrete { .. } => None,
    }
}

/// The least and greatest weighted value on an issue.
pub(crate) fn extremes(additive: &Additive, issue: &Issue, place: usize) -> Option<(f64, f64)> {
    let weight = additive.weights.get(place).copied().flatten().unwrap_or(0.0);
    let (least, greatest) = match additive.evaluators.get(place)? {
        Evaluator::Unsaid => (0.0, 0.0),
        Evaluator::Constant(value) => (*value, *value),
        Evaluator::Triangular { .. } => (0.0, 1.0),
        Evaluator::Linear { slope, offset, from } if !matches!(issue.kind, IssueKind::Discrete { .. }) => {
            let (low, high) = ends(issue)?;
            let values = (slope * (low - from) + offset, slope * (high - from) + offset);
            (values.0.min(values.1), values.0.max(values.1))
        }
        evaluator => {
            let mut extremes: Option<(f64, f64)> = None;
            for option in choices(issue)? {
                let value = evaluator.as_written(Reading::Format, issue, option, false)?;
                let (least, greatest) = extremes.unwrap_or((value, value));
                extremes = Some((least.min(value), greatest.max(value)));
            }
            extremes?
        }
    };
    let weighted = (weight * least, weight * greatest);
    Some((weighted.0.min(weighted.1), weighted.0.max(weighted.1)))
}

/// The greatest sum; `None` if it cannot be told.
pub(crate) fn greatest(additive: &Additive, issues: &[Issue]) -> Option<f64> {
    ends_of_sum(additive, issues).map(|(_, greatest)| greatest)
}

/// The least and the greatest sum; `None` if they cannot be told.
pub(crate) fn ends_of_sum(additive: &Additive, issues: &[Issue]) -> Option<(f64, f64)> {
    issues.iter().enumerate().try_fold((additive.bias, additive.bias), |(low, high), (place, issue)| {
        let (least, greatest) = extremes(additive, issue, place)?;
        Some((low + least, high + greatest))
    })
}

/// Puts into the weight what Genius will divide by, so that the division gives the table back.
fn scale_table(evaluator: &mut Evaluator, weight: &mut Option<f64>) {
    let Evaluator::Table { values, others } = evaluator else { return };
    others.clear();
    let said = || values.iter().map(|value| value.unwrap_or(0.0));
    let (least, largest) = (said().fold(0.0, f64::min), said().fold(0.0, f64::max));
    // Values of 0 or less are turned round, with a weight to match: Genius divides by the largest. Written
    // with 1 as the largest, they are the same to readers that do not divide.
    let divisor = if largest > 0.0 { largest } else { least };
    if divisor == 0.0 {
        return;
    }
    for value in values.iter_mut() {
        *value = Some(value.unwrap_or(0.0) / divisor);
    }
    if let Some(weight) = weight {
        *weight *= divisor;
    }
}

fn genius(additive: &Additive, issues: &[Issue], profile: &Profile, losses: &mut Losses) -> Profile {
    let party = &profile.name;
    let mut additive = additive.clone();
    additive.scale = Scale::Genius;
    let mut reservation = profile.reservation.clone();
    if additive.bias != 0.0 {
        losses.number(party, format!("the {} added to every package is taken from no deal", additive.bias));
        reservation = less(&reservation, additive.bias);
        additive.bias = 0.0;
    }
    for (place, issue) in issues.iter().enumerate() {
        let (Some(evaluator), Some(weight)) =
            (additive.evaluators.get_mut(place), additive.weights.get_mut(place))
        else {
            continue;
        };
        if !genius_evaluator(evaluator, weight, issue) {
            losses.number(party, format!("its evaluation of {:?} is no function Genius knows", issue.name));
        }
    }
    if reservation == Reservation::Unsaid {
        losses.number(party, "no reservation value is said, which Genius reads as 0");
    }
    // Genius clips at 1: utilities above are brought below it, which keeps their proportions.
    let most: f64 = issues
        .iter()
        .enumerate()
        .filter_map(|(place, issue)| {
            let contribution = |option| additive.contribution(Reading::Format, issue, place, option);
            match choices(issue) {
                Some(options) => options.into_iter().filter_map(contribution).reduce(f64::max),
                None => additive.weights.get(place).copied().flatten().map(|weight| weight.max(0.0)),
            }
        })
        .sum();
    if most > 1.0 + 1e-9 {
        losses.number(party, format!(
                "utilities and no deal are divided by {most}, because Genius clips at 1: what is efficient and better than \
                 no deal stays, and so do the Nash and Kalai-Smorodinsky choices; what compares parties, as the egalitarian \
                 and utilitarian choices do, may change"
            ));
        additive.weights.iter_mut().flatten().for_each(|weight| *weight /= most);
        if let Reservation::Value(value) = &mut reservation {
            *value /= most;
        }
    }
    Profile { utility: Utility::Additive(additive), reservation, exact: None, ..profile.clone() }
}

/// Makes an evaluator one of Genius's, with what it divides or clips put into the weight; false if it cannot.
fn genius_evaluator(evaluator: &mut Evaluator, weight: &mut Option<f64>, issue: &Issue) -> bool {
    let ends = ends(issue);
    let (slope, offset, from) = match (&*evaluator, ends) {
        (Evaluator::Unsaid, _) | (Evaluator::Triangular { .. }, Some(_)) => return true,
        (Evaluator::Table { .. }, None) => {
            scale_table(evaluator, weight);
            return true;
        }
        (Evaluator::Table { .. }, Some(_)) => {
            *evaluator = Evaluator::Unsaid;
            return false;
        }
        (Evaluator::Constant(_) | Evaluator::Linear { .. } | Evaluator::Triangular { .. }, None) => {
            let values = choices(issue).unwrap_or_default();
            let values = values
                .into_iter()
                .map(|option| evaluator.as_written(Reading::Format, issue, option, false))
                .collect::<Vec<_>>();
            let known = values.iter().all(Option::is_some);
            *evaluator = Evaluator::Table { values, others: Vec::new() };
            scale_table(evaluator, weight);
            return known;
        }
        (Evaluator::Constant(value), Some(_)) => (0.0, *value, 0.0),
        (Evaluator::Linear { slope, offset, from }, Some(_)) => (*slope, *offset, *from),
    };
    let (low, high) = ends.unwrap_or((0.0, 0.0));
    let (at_low, at_high) = (slope * (low - from) + offset, slope * (high - from) + offset);
    let (least, greatest) = (at_low.min(at_high), at_low.max(at_high));
    let divisor = if (0.0..=1.0).contains(&least) && greatest <= 1.0 {
        1.0
    } else if least >= 0.0 {
        greatest
    } else if greatest <= 0.0 {
        least
    } else {
        *evaluator = Evaluator::Linear { slope, offset: at_low, from: low };
        return false;
    };
    let from_least = matches!(issue.kind, IssueKind::Integer { .. });
    let (offset, from) = if from_least { (at_low, low) } else { (slope * (0.0 - from) + offset, 0.0) };
    *evaluator = Evaluator::Linear { slope: slope / divisor, offset: offset / divisor, from };
    if let Some(weight) = weight {
        *weight *= divisor;
    }
    true
}
