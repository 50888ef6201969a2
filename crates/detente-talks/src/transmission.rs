//! Is there an offer on the table, and who denies it?

use detente_case::{Actor, Case, PartyId, Proposal, ProposalId, Transmission, TransmissionMode};
use jiff::civil::Date;
use serde::Serialize;

use crate::{Reference, parties_of, reference::actors, who::distinct};

/// Whether a proposal is an offer to a party.
///
/// The transmissions to a party are read in order of time (their own day, otherwise the day they became
/// known; the order of the file breaks ties). A denial stands unless a later transmission was handed over,
/// said in talks or acknowledged. Then:
/// a standing denial makes the offer *disputed*; otherwise one acknowledged, handed over or said in talks
/// makes it an offer; otherwise one published or reported makes it *only reported*; otherwise there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// Nothing says that it was put to anybody.
    No,
    /// Only the press or a publication speaks of it.
    OnlyReported,
    /// The receiver says that it did not get it.
    Disputed,
    /// It was handed over, said in talks or acknowledged, and nobody denies it.
    Yes,
}

/// What reached whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Offers<'a> {
    /// Whether any proposal of the case is an offer: the furthest any of them has come.
    pub on_the_table: Offer,
    /// Every proposal.
    pub proposals: Vec<ProposalState<'a>>,
}

/// One proposal and whom it reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProposalState<'a> {
    /// The proposal.
    pub proposal: &'a ProposalId,
    /// Who put it forward.
    #[serde(serialize_with = "actors")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub by: Vec<&'a Actor>,
    /// Disputed when any receiver disputes it; otherwise the furthest it has come with any receiver.
    pub offer: Offer,
    /// Who got it, or is said to.
    pub receivers: Vec<Receiver<'a>>,
    /// Parties that must agree, are not behind the proposal, and of which no source says whether they got it.
    pub not_said: Vec<&'a PartyId>,
    /// Where the proposal is reported.
    pub said: Reference<'a>,
}

/// One party to which a proposal went, or is said to have gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receiver<'a> {
    /// The party.
    pub party: &'a PartyId,
    /// Whether it is an offer to that party.
    pub offer: Offer,
    /// Every transmission reported, earliest first.
    pub transmissions: Vec<Sent<'a>>,
    /// Whose denials stand.
    #[serde(serialize_with = "actors")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub denied_by: Vec<&'a Actor>,
}

/// One transmission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sent<'a> {
    /// How.
    pub mode: TransmissionMode,
    /// When; of publication where no source gives its own day.
    pub on: Option<Date>,
    /// Whether the receiver says that it got it: yes, denied, or unsaid.
    pub acknowledged: Option<bool>,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// Whether there is an offer on the table.
#[must_use]
pub fn offers(case: &Case) -> Offers<'_> {
    let proposals: Vec<_> = case.proposals.iter().map(|(id, proposal)| state(case, id, proposal)).collect();
    let on_the_table = proposals.iter().map(|proposal| proposal.offer).max().unwrap_or(Offer::No);
    Offers { on_the_table, proposals }
}

fn state<'a>(case: &'a Case, id: &'a ProposalId, proposal: &'a Proposal) -> ProposalState<'a> {
    let parties = distinct(proposal.sent.iter().map(|sent| &sent.to));
    let receivers: Vec<_> = parties.iter().map(|party| receiver(case, proposal, party)).collect();
    let behind: Vec<_> = proposal.by.iter().flat_map(|actor| parties_of(case, actor)).collect();
    let required = distinct(&case.instrument.consent);
    let disputed = receivers.iter().any(|receiver| receiver.offer == Offer::Disputed);
    let furthest = receivers.iter().map(|receiver| receiver.offer).max().unwrap_or(Offer::No);
    ProposalState {
        proposal: id,
        by: proposal.by.iter().collect(),
        offer: if disputed { Offer::Disputed } else { furthest },
        not_said: required.into_iter().filter(|id| !parties.contains(id) && !behind.contains(id)).collect(),
        receivers,
        said: Reference(&proposal.origin),
    }
}

fn receiver<'a>(case: &'a Case, proposal: &'a Proposal, party: &'a PartyId) -> Receiver<'a> {
    let mut sent: Vec<_> = proposal.sent.iter().filter(|sent| sent.to == *party).collect();
    sent.sort_by_key(|sent| day(case, sent));
    let last_delivery = sent.iter().rposition(|sent| is_delivery(sent));
    let denials = sent.iter().enumerate().filter(|(place, sent)| {
        sent.acknowledged == Some(false) && last_delivery.is_none_or(|delivery| delivery < *place)
    });
    let denials: Vec<_> = denials.map(|(_, sent)| *sent).collect();
    let offer = match (denials.is_empty(), last_delivery) {
        (false, _) => Offer::Disputed,
        (true, Some(_)) => Offer::Yes,
        (true, None) if sent.is_empty() => Offer::No,
        (true, None) => Offer::OnlyReported,
    };
    Receiver {
        party,
        offer,
        denied_by: distinct(denials.iter().filter_map(|sent| sent.said_by.as_ref())),
        transmissions: sent
            .into_iter()
            .map(|sent| Sent {
                mode: sent.mode,
                on: day(case, sent),
                acknowledged: sent.acknowledged,
                said: Reference(&sent.origin),
            })
            .collect(),
    }
}

/// Whether the transmission, taken alone, put the proposal to its receiver.
fn is_delivery(sent: &Transmission) -> bool {
    match sent.acknowledged {
        Some(acknowledged) => acknowledged,
        None => matches!(sent.mode, TransmissionMode::Formal | TransmissionMode::Oral),
    }
}

fn day(case: &Case, sent: &Transmission) -> Option<Date> {
    sent.on.or(sent.origin.since).or_else(|| case.known_from(&sent.origin))
}

#[cfg(test)]
mod tests {
    use detente_case::PersonId;
    use indexmap::IndexMap;
    use jiff::civil::date;

    use super::*;
    use crate::fixture;

    fn sent(mode: TransmissionMode, day: i8, acknowledged: Option<bool>) -> Transmission {
        let denier = Actor::Person(PersonId::new("zelenskyy"));
        Transmission {
            to: PartyId::new("ua"),
            mode,
            on: Some(date(2025, 4, day)),
            acknowledged,
            said_by: acknowledged.map(|_| denier),
            origin: fixture::cited(13),
        }
    }

    fn offer(sent: Vec<Transmission>) -> (Offer, usize) {
        let mut case = fixture::london();
        let proposal = Proposal {
            name: "ideas".to_owned(),
            by: vec![Actor::Party(PartyId::new("us"))],
            date: None,
            terms: IndexMap::new(),
            sent,
            origin: fixture::cited(11),
        };
        case.proposals.insert(ProposalId::new("us-ideas"), proposal);
        let offers = offers(&case);
        assert!(offers.proposals[0].not_said.contains(&&PartyId::new("ru")));
        let deniers = offers.proposals[0].receivers.first().map_or(0, |receiver| receiver.denied_by.len());
        (offers.on_the_table, deniers)
    }

    #[test]
    fn what_the_receiver_denies_is_disputed() {
        assert_eq!(offer(vec![sent(TransmissionMode::Reported, 23, Some(false))]), (Offer::Disputed, 1));
    }

    #[test]
    fn a_denial_stands_until_something_is_handed_over() {
        let denial = sent(TransmissionMode::Reported, 23, Some(false));
        let earlier = sent(TransmissionMode::Formal, 17, None);
        let later = sent(TransmissionMode::Formal, 25, None);
        assert_eq!(offer(vec![denial.clone(), earlier]), (Offer::Disputed, 1));
        assert_eq!(offer(vec![later, denial]), (Offer::Yes, 0));
    }

    #[test]
    fn reports_alone_are_no_offer() {
        assert_eq!(offer(vec![sent(TransmissionMode::Published, 23, None)]), (Offer::OnlyReported, 0));
        assert_eq!(offer(vec![sent(TransmissionMode::Reported, 23, Some(true))]), (Offer::Yes, 0));
        assert_eq!(offer(vec![sent(TransmissionMode::Oral, 23, None)]), (Offer::Yes, 0));
        assert_eq!(offer(Vec::new()), (Offer::No, 0));
    }
}
