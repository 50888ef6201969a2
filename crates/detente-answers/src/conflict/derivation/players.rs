//! Who acts: each party by itself, save the members of a bloc that owns a lever, who act as one.

use detente_agreement::{Negotiation, Package, lever_ladder::parties_of};
use detente_case::{Actor, BlocId, Case};

use crate::conflict::who::Who;

/// Somebody who acts.
#[derive(Clone, Debug)]
pub struct Player {
    /// The party, or the bloc.
    pub who: Who,
    /// The bloc, where several act as one.
    pub bloc: Option<BlocId>,
    /// Its parties, by their place in the negotiation.
    pub members: Vec<usize>,
}

/// Everybody whose consent the package needs or who owns a lever, by name: which state is found first hangs on their order,
/// and so on no file's.
pub(super) fn players(case: &Case, negotiation: &Negotiation, package: Option<&Package>) -> Vec<Player> {
    let mut players: Vec<Player> = Vec::new();
    let taken = |players: &[Player], party: usize| players.iter().any(|one| one.members.contains(&party));
    let mut levers: Vec<_> = case.levers.iter().collect();
    levers.sort_by_key(|(id, _)| *id);
    let levers = || levers.iter().map(|(_, lever)| *lever);
    for lever in levers() {
        let Actor::Bloc(bloc) = &lever.owner else { continue };
        let members = parties_of(case, &lever.owner);
        let members = members.iter().filter_map(|party| negotiation.party(party));
        let mut members: Vec<_> = members.filter(|&party| !taken(&players, party)).collect();
        members.sort_by_key(|&party| case.parties.get_index(party).map(|(id, _)| id));
        if members.len() > 1 {
            players.push(Player { who: Who::bloc(bloc), bloc: Some(bloc.clone()), members });
        }
    }
    let owners = levers().flat_map(|lever| parties_of(case, &lever.owner));
    let owners = owners.filter_map(|party| negotiation.party(&party));
    let needed = package.map_or_else(Vec::new, |package| negotiation.needed_for(package));
    for party in needed.into_iter().chain(owners) {
        if !taken(&players, party) {
            let Some((id, said)) = case.parties.get_index(party) else { continue };
            players.push(Player { who: Who::party(id, &said.short), bloc: None, members: vec![party] });
        }
    }
    players.sort_by(|one, other| one.who.id().cmp(other.who.id()));
    players
}

/// The players whose consent the package needs.
pub(super) fn needing<'p>(
    negotiation: &Negotiation,
    package: Option<&Package>,
    players: &'p [Player],
) -> impl Iterator<Item = (usize, &'p Player)> + use<'p> {
    let needed = package.map_or_else(Vec::new, |package| negotiation.needed_for(package));
    let asked = move |player: &Player| player.members.iter().any(|member| needed.contains(member));
    players.iter().enumerate().filter(move |(_, player)| asked(player))
}
