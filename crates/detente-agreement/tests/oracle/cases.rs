//! Random small cases, made from a tape of numbers so that failures shrink.

use detente_case::{
    Actor, Assumption, Basis, Case, Condition, Dated, Effects, Guarantee, GuaranteeId, Instrument,
    InstrumentClass, Interval, Issue, IssueId, IssueKind, IssueOption, Level, Lever, LeverId, LeverKind,
    LeverStatus, NoDeal, OptionId, Origin, Party, PartyId, PartyRole, Quantity, Rule, RuleId, RuleKind, Span,
    Stance, StancePosition, Term, Weight, Weights,
};
use indexmap::IndexMap;

/// Numbers to choose by; zeros when it ends.
pub struct Tape {
    numbers: Vec<u16>,
    next: usize,
}

impl Tape {
    pub fn new(numbers: Vec<u16>) -> Self {
        Self { numbers, next: 0 }
    }

    /// A number from 0 to `below - 1`.
    pub fn pick(&mut self, below: usize) -> usize {
        let number = self.numbers.get(self.next).copied().unwrap_or(0);
        self.next += 1;
        usize::from(number) % below
    }

    fn chance(&mut self, of: usize) -> bool {
        self.pick(of) == of - 1
    }

    /// Two multiples of ten.
    fn interval(&mut self, least: i32, most: i32) -> Interval {
        let steps = usize::try_from((most - least) / 10).unwrap_or(0) + 1;
        let mut one = || least + 10 * i32::try_from(self.pick(steps)).unwrap_or(0);
        let (low, high) = (one(), one());
        Interval::units(low.min(high), low.max(high))
    }
}

pub fn origin() -> Origin {
    Origin::definition(Span::default())
}

fn assumed() -> Origin {
    let basis = Basis::Assumed(Assumption { owner: "analyst".into(), expires: None, set: None });
    Origin { basis, ..origin() }
}

/// A case with nothing in it.
pub fn empty() -> Case {
    let instrument = Instrument { class: InstrumentClass::Contract, consent: Vec::new(), origin: origin() };
    Case::about("", instrument, jiff::civil::date(2025, 4, 23))
}

pub fn party(name: &str) -> Party {
    Party {
        name: name.into(),
        short: name.into(),
        role: PartyRole::Principal,
        counts: detente_case::Counts::Mean,
        origin: origin(),
    }
}

/// How large random cases are.
#[derive(Clone, Copy)]
pub struct Size {
    pub parties: usize,
    pub issues: usize,
    pub options: usize,
}

/// A random case: ties, unknowns, zero weights, rules, needs and escapes included.
pub fn random(tape: &mut Tape, size: Size) -> Case {
    let mut case = empty();
    let parties: Vec<_> = (0..size.parties).map(|party| PartyId::new(format!("p{party}"))).collect();
    for id in &parties {
        case.parties.insert(id.clone(), party(id.as_str()));
    }
    // The last party is not asked unless an option needs it.
    case.instrument.consent = parties[..parties.len() - 1].to_vec();
    for issue in 0..=tape.pick(size.issues) {
        let mut options = IndexMap::new();
        for option in 0..2 + tape.pick(size.options - 1) {
            let needs =
                if tape.chance(5) { vec![parties[tape.pick(parties.len())].clone()] } else { Vec::new() };
            let one = IssueOption {
                name: String::new(),
                needs,
                recognition: Vec::new(),
                silent: false,
                short: None,
                origin: origin(),
            };
            options.insert(OptionId::new(format!("o{option}")), one);
        }
        let kind = if tape.chance(2) { IssueKind::Ladder } else { IssueKind::Choice };
        let issue_ =
            Issue { name: String::new(), kind, decided_by: None, short: None, options, origin: origin() };
        case.issues.insert(IssueId::new(format!("i{issue}")), issue_);
    }
    for id in &parties {
        stances(tape, &mut case, id);
        let mut by_issue = IndexMap::new();
        for issue in case.issues.keys() {
            match tape.pick(4) {
                0 => {}
                1 => drop(by_issue.insert(issue.clone(), Weight::Range(Interval::ZERO))),
                _ => drop(by_issue.insert(issue.clone(), Weight::Range(tape.interval(0, 50)))),
            }
        }
        case.weights.push(Weights { party: id.clone(), by_issue, order: Vec::new(), origin: assumed() });
        if !tape.chance(5) {
            let value = tape.interval(0, 100);
            case.no_deal.push(NoDeal { party: id.clone(), value, origin: assumed() });
        }
    }
    for rule in 0..tape.pick(3) {
        let (if_, then) = (condition(tape, &case), condition(tape, &case));
        let kind = if tape.chance(2) { RuleKind::Political } else { RuleKind::Logical };
        case.rules
            .insert(RuleId::new(format!("r{rule}")), Rule { name: None, if_, then, kind, origin: origin() });
    }
    power(tape, &mut case, &parties);
    case
}

fn stances(tape: &mut Tape, case: &mut Case, party: &PartyId) {
    let mut stances = Vec::new();
    for (id, issue) in &case.issues {
        let mut positions = IndexMap::new();
        for option in issue.options.keys() {
            let level = match tape.pick(7) {
                0 => continue,
                1 | 2 => Level::RedLine,
                3 => Level::Oppose,
                4 => Level::Tolerate,
                5 => Level::Accept,
                _ => Level::Propose,
            };
            let value = tape.chance(3).then(|| tape.interval(0, 100));
            positions
                .insert(option.clone(), StancePosition { level: Some(level), value, span: Span::default() });
        }
        let unless = tape.chance(4).then(|| condition(tape, case));
        stances.push(Stance {
            parties: vec![party.clone()],
            issue: id.clone(),
            positions,
            order: Vec::new(),
            shape: Some(detente_case::StanceShape::Free),
            unless,
            said_by: None,
            origin: if tape.chance(2) { assumed() } else { origin() },
        });
    }
    case.stances.extend(stances);
}

pub fn condition(tape: &mut Tape, case: &Case) -> Condition {
    let mut terms = Vec::new();
    for _ in 0..=tape.pick(2) {
        let Some((id, issue)) = case.issues.get_index(tape.pick(case.issues.len())) else { continue };
        let options = issue.options.keys().filter(|_| tape.chance(2)).cloned().collect();
        terms.push(Term { issue: id.clone(), among: tape.chance(2), options });
    }
    Condition { terms }
}

fn power(tape: &mut Tape, case: &mut Case, parties: &[PartyId]) {
    for lever in 0..tape.pick(3) {
        let effects = |tape: &mut Tape| -> Effects {
            parties
                .iter()
                .filter_map(
                    |id| if tape.chance(2) { Some((id.clone(), tape.interval(-40, 40))) } else { None },
                )
                .collect()
        };
        let status = if tape.chance(3) { LeverStatus::InUse } else { LeverStatus::Offered };
        let lever_ = Lever {
            name: String::new(),
            owner: Actor::Unnamed,
            target: None,
            kind: LeverKind::Pressure,
            status: vec![Dated { is: status, on: None, origin: origin() }],
            reversible: None,
            lag: None,
            cost: Effects::new(),
            moves_no_deal: effects(tape),
            moves_deal: effects(tape),
            origin: origin(),
            effects_origin: assumed(),
        };
        case.levers.insert(LeverId::new(format!("l{lever}")), lever_);
    }
    if tape.chance(3) {
        let share = |tape: &mut Tape| {
            let tenths = |tenths| Quantity::from_millionths(tenths * 100_000);
            let one = i64::try_from(tape.pick(11)).unwrap_or(0);
            Interval::new(tenths(one), tenths(10 - i64::try_from(tape.pick(3)).unwrap_or(0)))
        };
        let guarantee = Guarantee {
            name: String::new(),
            guarantors: Vec::new(),
            sought_by: Vec::new(),
            beneficiary: parties[0].clone(),
            obligation: Some(share(tape)),
            credibility: (!tape.chance(4)).then(|| share(tape)),
            worth: Some(tape.interval(0, 50)),
            duration: None,
            status: Vec::new(),
            cost: Effects::new(),
            origin: origin(),
            effects_origin: assumed(),
        };
        case.guarantees.insert(GuaranteeId::new("g"), guarantee);
    }
}
