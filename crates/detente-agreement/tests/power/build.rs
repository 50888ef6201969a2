//! Small cases, built without a file.

use detente_case::{
    Assumption, Basis, Case, Citation, Condition, Delegation, Instrument, InstrumentClass, Interval, Issue,
    IssueId, IssueKind, IssueOption, Level, Lever, LeverId, LeverKind, Meeting, MeetingId, NoDeal, OptionId,
    Origin, Party, PartyId, PartyRole, Rule, RuleId, RuleKind, Scale, SourceId, Span, Stance, StancePosition,
    TrackId, When,
};
use indexmap::IndexMap;
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2025, 4, 23);

/// A case with these parties, of which the first `consenters` must agree, and nothing else.
pub(crate) fn case(parties: &[&str], consenters: usize) -> Case {
    let ids: Vec<_> = parties.iter().map(|name| PartyId::new(*name)).collect();
    Case {
        title: "A test".into(),
        question: None,
        as_of: TODAY,
        snapshots: vec![TODAY],
        names: "un".into(),
        label: None,
        instrument: Instrument {
            class: InstrumentClass::Ceasefire,
            consent: ids.iter().take(consenters).cloned().collect(),
            origin: defined(),
        },
        scale: Scale::default(),
        sources: IndexMap::new(),
        parties: ids.iter().map(|id| (id.clone(), party(id))).collect(),
        blocs: IndexMap::new(),
        people: IndexMap::new(),
        institutions: IndexMap::new(),
        territories: IndexMap::new(),
        tracks: IndexMap::new(),
        meetings: IndexMap::new(),
        contacts: IndexMap::new(),
        issues: IndexMap::new(),
        stances: Vec::new(),
        weights: Vec::new(),
        no_deal: Vec::new(),
        rules: IndexMap::new(),
        levers: IndexMap::new(),
        beliefs: IndexMap::new(),
        ultimatums: IndexMap::new(),
        guarantees: IndexMap::new(),
        funding: IndexMap::new(),
        proposals: IndexMap::new(),
        protocols: IndexMap::new(),
        claims: IndexMap::new(),
        hypotheses: IndexMap::new(),
        ratifiers: IndexMap::new(),
        factors: IndexMap::new(),
        scenarios: IndexMap::new(),
        forecasts: IndexMap::new(),
    }
}

fn party(id: &PartyId) -> Party {
    Party { name: id.to_string(), short: id.to_string(), role: PartyRole::Principal, origin: defined() }
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
            origin: defined(),
        };
        (OptionId::new(*name), option)
    };
    let options = options.iter().map(option).collect();
    let issue = Issue { name: name.into(), kind, decided_by: None, options, origin: defined() };
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
