//! The negotiations that a mediator's roles set up: whose consent is asked, with which of its means in use.

use detente_case::{Case, GuaranteeId, Interval, LeverId, MediatorRole, PartyId};

use super::{Means, Moves, Table};
use crate::{Negotiation, Plan, guarantees, incidence::LeverMove, lever_ladder::moved};

/// One way in which a mediator may play a role.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The role.
    pub role: MediatorRole,
    /// The party whose consent is not asked, by place.
    pub without_consent_of: Option<usize>,
    /// The mediator's levers that are moved.
    pub levers: Vec<(LeverId, LeverMove)>,
    /// The mediator's guarantees that are given as stated.
    pub guarantees: Vec<GuaranteeId>,
    /// What these means cost the mediator.
    pub cost: Interval,
    /// The negotiation while they are in use, asking those who are asked.
    pub negotiation: Negotiation,
    /// The negotiation once what can be undone is undone: levers that are not said to be irreversible are back
    /// where they were, guarantees stand, and everybody's consent counts again.
    pub lapsed: Negotiation,
}

/// Every way to play each role, in the order facilitate, formulate, manipulate (one entry a set of means), impose
/// (one entry a consenter that could be bypassed); `None` when the mediator is no party of the case.
#[must_use]
pub fn settings(case: &Case, negotiation: &Negotiation, mediator: &PartyId) -> Option<Vec<Setting>> {
    let place = negotiation.party(mediator)?;
    let table = Table { case, negotiation, mediator: place, plan: Plan::default() };
    let plain = |role| Setting {
        role,
        without_consent_of: None,
        levers: Vec::new(),
        guarantees: Vec::new(),
        cost: Interval::ZERO,
        negotiation: negotiation.clone(),
        lapsed: negotiation.clone(),
    };
    let mut settings = vec![plain(MediatorRole::Facilitate), plain(MediatorRole::Formulate)];
    settings.extend(table.combinations().iter().map(|means| {
        let Moves { negotiation: moved, levers, guarantees, cost } = table.with_means(means);
        let lapsed = table.lapsed(means);
        Setting { levers, guarantees, cost, negotiation: moved, lapsed, ..plain(MediatorRole::Manipulate) }
    }));
    let consenters = (0..negotiation.parties.len())
        .filter(|other| negotiation.parties[*other].consents && *other != place);
    settings.extend(consenters.map(|party| Setting {
        without_consent_of: Some(party),
        negotiation: negotiation.not_asking(party),
        ..plain(MediatorRole::Impose)
    }));
    Some(settings)
}

impl Table<'_> {
    /// The negotiation in which only those of the means are in use that cannot be undone.
    fn lapsed(&self, means: &[Means]) -> Negotiation {
        means.iter().fold(self.negotiation.clone(), |negotiation, means| match means {
            Means::Lever(id, lever_move) => match self.case.levers.get(id) {
                Some(lever) if lever.reversible == Some(false) => moved(&negotiation, id, lever, *lever_move),
                _ => negotiation,
            },
            Means::Guarantee(id) => match self.case.guarantees.get(id) {
                Some(guarantee) => guarantees::given(&negotiation, id, guarantee),
                None => negotiation,
            },
        })
    }
}

impl Negotiation {
    /// The negotiation in which a party (by place) is asked for nothing, not even for what only it can do.
    #[must_use]
    pub fn not_asking(&self, party: usize) -> Self {
        let mut changed = self.clone();
        if let Some(party) = changed.parties.get_mut(party) {
            party.consents = false;
        }
        for option in changed.issues.iter_mut().flat_map(|issue| &mut issue.options) {
            option.needs.retain(|other| *other != party);
        }
        changed
    }
}
