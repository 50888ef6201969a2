//! Small cases, built without a file.

use detente_case::{
    Assumption, Basis, Case, Citation, Condition, Delegation, Instrument, InstrumentClass, Interval, Issue,
    IssueId, IssueKind, IssueOption, Level, Lever, LeverId, LeverKind, Meeting, MeetingId, NoDeal, OptionId,
    Origin, Party, PartyId, PartyRole, Rule, RuleId, RuleKind, SourceId, Span, Stance, StancePosition,
    TrackId, When,
};
use detente_case::{Weight, Weights};
use indexmap::IndexMap;
use jiff::civil::{Date, date};
use proptest::{collection::vec, prelude::*};

pub(crate) const TODAY: Date = date(2025, 4, 23);

/// A case with these parties, of which the first `consenters` must agree, and nothing else.
pub(crate) fn case(parties: &[&str], consenters: usize) -> Case {
    let ids: Vec<_> = parties.iter().map(|name| PartyId::new(*name)).collect();
    let consent = ids.iter().take(consenters).cloned().collect();
    let instrument = Instrument { class: InstrumentClass::Ceasefire, consent, origin: defined() };
    let mut case = Case::about("A test", instrument, TODAY);
    case.parties.extend(ids.iter().map(|id| (id.clone(), party(id))));
    case
}

fn party(id: &PartyId) -> Party {
    Party {
        name: id.to_string(),
        short: id.to_string(),
        role: PartyRole::Principal,
        counts: detente_case::Counts::Mean,
        origin: defined(),
    }
}

pub(crate) fn defined() -> Origin {
    Origin::definition(Span::default())
}

pub(crate) fn cited() -> Origin {
    let citation =
        Citation { source: SourceId::new("npr"), statement: Some(1), words: None, span: Span::default() };
    Origin { basis: Basis::Cited(vec![citation]), ..defined() }
}

pub(crate) fn assumed() -> Origin {
    let assumption = Assumption { owner: "analyst".into(), expires: None, set: None };
    Origin { basis: Basis::Assumed(assumption), ..defined() }
}

/// Adds the issue `name` with these options.
pub(crate) fn issue(case: &mut Case, name: &str, kind: IssueKind, options: &[&str]) {
    let option = |name: &&str| {
        let option = IssueOption {
            name: (*name).into(),
            needs: Vec::new(),
            recognition: Vec::new(),
            silent: false,
            short: None,
            origin: defined(),
        };
        (OptionId::new(*name), option)
    };
    let options = options.iter().map(option).collect();
    let issue = Issue { name: name.into(), kind, decided_by: None, short: None, options, origin: defined() };
    case.issues.insert(IssueId::new(name), issue);
}

/// Lets `option` of `issue` need the consent of `party`.
pub(crate) fn needs(case: &mut Case, issue: &str, option: &str, party: &str) {
    if let Some(option) = case.issues.get_mut(issue).and_then(|issue| issue.options.get_mut(option)) {
        option.needs.push(PartyId::new(party));
    }
}

/// Says what `party` thinks of one option.
pub(crate) fn stance(
    case: &mut Case,
    party: &str,
    issue: &str,
    option: &str,
    level: Option<Level>,
    value: Option<Interval>,
    origin: Origin,
) {
    let position = StancePosition { level, value, span: Span::default() };
    case.stances.push(Stance {
        parties: vec![PartyId::new(party)],
        issue: IssueId::new(issue),
        positions: [(OptionId::new(option), position)].into_iter().collect(),
        order: Vec::new(),
        shape: Some(detente_case::StanceShape::Free),
        unless: None,
        said_by: None,
        origin,
    });
}

/// Says in words what `party` thinks of one option.
pub(crate) fn says(case: &mut Case, party: &str, issue: &str, option: &str, level: Level) {
    stance(case, party, issue, option, Some(level), None, cited());
}

pub(crate) fn no_deal(case: &mut Case, party: &str, low: i32, high: i32) {
    case.no_deal.push(NoDeal {
        party: PartyId::new(party),
        value: Interval::units(low, high),
        origin: assumed(),
    });
}

pub(crate) fn rule(case: &mut Case, name: &str, if_: Condition, then: Condition) {
    let rule = Rule { name: None, if_, then, kind: RuleKind::Logical, origin: defined() };
    case.rules.insert(RuleId::new(name), rule);
}

/// A meeting at which these parties have delegations.
pub(crate) fn meeting(case: &mut Case, name: &str, parties: &[&str]) {
    let delegation = |party: &&str| Delegation {
        party: PartyId::new(*party),
        head: None,
        rank: None,
        expected: None,
        expected_rank: None,
        mandate: None,
        lead: None,
        origin: cited(),
    };
    let meeting = Meeting {
        name: name.into(),
        track: TrackId::new("track"),
        when: When::on(TODAY),
        place: None,
        host: None,
        sequence: None,
        announced_by: None,
        history: Vec::new(),
        delegations: parties.iter().map(delegation).collect(),
        origin: cited(),
    };
    case.meetings.insert(MeetingId::new(name), meeting);
}

/// A lever of `owner` with these effects on no-deal values, in points.
pub(crate) fn lever(case: &mut Case, name: &str, owner: &str, kind: LeverKind, effects: &[(&str, i32, i32)]) {
    let lever = Lever {
        name: name.into(),
        owner: detente_case::Actor::Party(PartyId::new(owner)),
        target: None,
        kind,
        status: Vec::new(),
        reversible: None,
        lag: None,
        cost: IndexMap::new(),
        moves_no_deal: effects_of(effects),
        moves_deal: IndexMap::new(),
        origin: cited(),
        effects_origin: assumed(),
    };
    case.levers.insert(LeverId::new(name), lever);
}

pub(crate) fn effects_of(effects: &[(&str, i32, i32)]) -> detente_case::Effects {
    effects.iter().map(|(party, low, high)| (PartyId::new(*party), Interval::units(*low, *high))).collect()
}

/// A mediator `m` with random preferences and two consenters, three issues of three options, values and
/// weights as intervals; see [`random`].
pub(crate) const PARTIES: [&str; 3] = ["a", "b", "m"];
pub(crate) const ISSUES: [&str; 3] = ["i", "j", "k"];
pub(crate) const OPTIONS: [&str; 3] = ["x", "y", "z"];

/// Everything random of a small case.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// By party, issue, option: lower end and width of the value.
    values: Vec<(i32, i32)>,
    /// By party, issue: lower end and width of the weight.
    weights: Vec<(i32, i32)>,
    /// By party: lower end and width of the no-deal value.
    no_deal: Vec<(i32, i32)>,
    /// Party, issue, option behind a red line.
    red_lines: Vec<(usize, usize, usize)>,
    /// An issue and option that needs the mediator.
    needs: Option<(usize, usize)>,
    /// Two issues and options: the first excludes the second.
    exclusive: Option<(usize, usize, usize, usize)>,
}

pub(crate) fn numbers() -> impl Strategy<Value = Numbers> {
    let at = || (0..3usize, 0..3usize);
    (
        vec((0..80, 0..=20), 27),
        vec((1..40, 0..=20), 9),
        vec((0..90, 0..=10), 3),
        vec((0..3usize, 0..3usize, 0..3usize), 0..4),
        proptest::option::of(at()),
        proptest::option::of((at(), at()).prop_map(|((a, b), (c, d))| (a, b, c, d))),
    )
        .prop_map(|(values, weights, no_deal, red_lines, needs, exclusive)| Numbers {
            values,
            weights,
            no_deal,
            red_lines,
            needs,
            exclusive,
        })
}

/// The case with these numbers.
pub(crate) fn random(numbers: &Numbers) -> Case {
    let mut case = case(&PARTIES, 2);
    for name in ISSUES {
        issue(&mut case, name, IssueKind::Ladder, &OPTIONS);
    }
    if let Some((issue, option)) = numbers.needs {
        needs(&mut case, ISSUES[issue], OPTIONS[option], "m");
    }
    if let Some((issue, option, other, excluded)) = numbers.exclusive
        && issue != other
    {
        let term = |issue: usize, among, option: usize| detente_case::Term {
            issue: IssueId::new(ISSUES[issue]),
            among,
            options: vec![OptionId::new(OPTIONS[option])],
        };
        let if_ = Condition { terms: vec![term(issue, true, option)] };
        rule(&mut case, "exclusive", if_, Condition { terms: vec![term(other, false, excluded)] });
    }
    for (party, name) in PARTIES.iter().enumerate() {
        for (issue, on) in ISSUES.iter().enumerate() {
            for (option, of) in OPTIONS.iter().enumerate() {
                let (low, width) = numbers.values[party * 9 + issue * 3 + option];
                let line = numbers.red_lines.contains(&(party, issue, option)).then_some(Level::RedLine);
                let value = Some(Interval::units(low, low + width));
                stance(&mut case, name, on, of, line, value, cited());
            }
        }
        let weight = |issue: usize| {
            let (low, width) = numbers.weights[party * 3 + issue];
            (IssueId::new(ISSUES[issue]), Weight::Range(Interval::units(low, low + width)))
        };
        let by_issue = (0..3).map(weight).collect();
        case.weights.push(Weights {
            party: PartyId::new(*name),
            by_issue,
            order: Vec::new(),
            origin: cited(),
        });
        let (low, width) = numbers.no_deal[party];
        no_deal(&mut case, name, low, low + width);
    }
    case
}

/// One package of a random case with everything the oracles need of it, at central values.
#[derive(Clone, Debug)]
pub(crate) struct Slow {
    pub(crate) options: [usize; 3],
    /// Whether rules are kept and nobody's binding red line is crossed.
    pub(crate) allowed: bool,
    /// Whether the mediator's consent is needed.
    pub(crate) asks_mediator: bool,
    /// Whether it lies behind a red line of the mediator.
    pub(crate) mediator_refuses: bool,
    /// By party: the sum of weight times value in millionths, and the sum of weights.
    pub(crate) value: [(i128, i128); 3],
}

impl Slow {
    /// The least points, in millionths, that must be added for the party to accept; negative when it has
    /// room to spare.
    pub(crate) fn lacks(&self, case: &Case, party: usize) -> i128 {
        let (sum, total) = self.value[party];
        let no_deal = case.no_deal.iter().find(|no_deal| no_deal.party.as_str() == PARTIES[party]);
        let no_deal = no_deal.map_or(0, |no_deal| i128::from(no_deal.value.middle().millionths()));
        -(sum - no_deal * total).div_euclid(total)
    }

    /// The parties whose consent it needs.
    pub(crate) fn asked(&self) -> Vec<usize> {
        if self.asks_mediator { vec![0, 1, 2] } else { vec![0, 1] }
    }

    pub(crate) fn is_deal(&self, case: &Case) -> bool {
        self.allowed && self.asked().iter().all(|party| self.lacks(case, *party) <= 0)
    }

    pub(crate) fn terms(&self) -> IndexMap<IssueId, OptionId> {
        let pairs = ISSUES.iter().zip(self.options);
        pairs.map(|(issue, option)| (IssueId::new(*issue), OptionId::new(OPTIONS[option]))).collect()
    }
}

/// All 27 packages of a random case.
pub(crate) fn slow_packages(case: &Case) -> Vec<Slow> {
    let all = (0..27).map(|number| [number / 9, number / 3 % 3, number % 3]);
    all.map(|options| slow_package(case, options)).collect()
}

fn slow_package(case: &Case, options: [usize; 3]) -> Slow {
    let terms: IndexMap<_, _> = ISSUES
        .iter()
        .zip(options)
        .map(|(issue, option)| (IssueId::new(*issue), OptionId::new(OPTIONS[option])))
        .collect();
    let kept = case
        .rules
        .values()
        .all(|rule| !rule.if_.holds(|issue| terms.get(issue)) || rule.then.holds(|issue| terms.get(issue)));
    let mediator = PartyId::new("m");
    let asks_mediator =
        terms.iter().any(|(issue, option)| case.issues[issue].options[option].needs.contains(&mediator));
    let refuses = |party: &str| {
        terms.iter().any(|(issue, option)| {
            let position = case.position(&PartyId::new(party), issue, option);
            position.is_some_and(|position| position.is_red_line())
        })
    };
    let value = PARTIES.map(|party| {
        let party = PartyId::new(party);
        let mut sums = (0, 0);
        for (issue, option) in &terms {
            let weight = i128::from(case.weight(&party, issue).0.middle().millionths());
            let value = case
                .position(&party, issue, option)
                .map_or(0, |position| position.value.middle().millionths());
            sums.0 += weight * i128::from(value);
            sums.1 += weight;
        }
        sums
    });
    Slow {
        options,
        allowed: kept
            && ["a", "b"].into_iter().chain(asks_mediator.then_some("m")).all(|party| !refuses(party)),
        asks_mediator,
        mediator_refuses: refuses("m"),
        value,
    }
}
