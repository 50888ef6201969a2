//! Who connects whom: the parties as a graph joined by shared meetings.

use detente_case::{Case, PartyId};
use petgraph::{
    algo::{articulation_points::articulation_points, tarjan_scc},
    graph::{NodeIndex, UnGraph},
};
use serde::Serialize;

use crate::convening::{Convening, convening};

/// The parties as a graph: two are joined when some meeting holds both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Network<'a> {
    /// Connected groups, the largest first, parties in the order of the file.
    pub components: Vec<Vec<&'a PartyId>>,
    /// Parties whose absence would disconnect others (Hopcroft & Tarjan 1973, CACM 16(6), 372–378).
    pub articulation_points: Vec<ArticulationPoint<'a>>,
    /// Parties that meet nobody.
    pub cut_off: Vec<&'a PartyId>,
}

/// A party whose absence would disconnect others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArticulationPoint<'a> {
    /// The party.
    pub party: &'a PartyId,
    /// The groups its own group falls into without it, the largest first; always two or more.
    pub separates: Vec<Vec<&'a PartyId>>,
}

/// How the parties hang together.
#[must_use]
pub fn network(case: &Case) -> Network<'_> {
    let convening = convening(case);
    let (graph, nodes) = graph_of(&convening, None);
    let components = groups(&graph, &nodes);
    let cuts = articulation_points(&graph);
    let points = nodes.iter().filter(|node| cuts.contains(*node)).filter_map(|node| {
        let party = *graph.node_weight(*node)?;
        let own = components.iter().find(|group| group.contains(&party))?;
        let (without, rest) = graph_of(&convening, Some(party));
        let mut separates = groups(&without, &rest);
        separates.retain(|group| group.iter().all(|member| own.contains(member)));
        Some(ArticulationPoint { party, separates })
    });
    Network {
        articulation_points: points.collect(),
        cut_off: components.iter().filter(|group| group.len() == 1).flatten().copied().collect(),
        components,
    }
}

/// The graph, and its nodes in the order of the parties; without `absent`, if one is named.
fn graph_of<'a>(
    convening: &Convening<'a>,
    absent: Option<&PartyId>,
) -> (UnGraph<&'a PartyId, ()>, Vec<NodeIndex>) {
    let mut graph = UnGraph::new_undirected();
    let there = convening.parties.iter().filter(|party| Some(**party) != absent);
    let nodes: Vec<_> = there.map(|party| graph.add_node(*party)).collect();
    let node_of = |graph: &UnGraph<&PartyId, ()>, party: &PartyId| {
        nodes.iter().copied().find(|node| graph.node_weight(*node).is_some_and(|weight| *weight == party))
    };
    for dyad in convening.dyads.iter().filter(|dyad| !dyad.meetings.is_empty()) {
        if let (Some(first), Some(second)) = (node_of(&graph, dyad.first), node_of(&graph, dyad.second)) {
            graph.add_edge(first, second, ());
        }
    }
    (graph, nodes)
}

/// Connected groups, the largest first; strong components of an undirected graph are its components.
fn groups<'a>(graph: &UnGraph<&'a PartyId, ()>, nodes: &[NodeIndex]) -> Vec<Vec<&'a PartyId>> {
    let mut components = tarjan_scc(graph);
    for component in &mut components {
        component.sort_by_key(|node| nodes.iter().position(|other| other == node));
    }
    components.sort_by_key(|component| {
        let first = component.first().and_then(|node| nodes.iter().position(|other| other == node));
        (std::cmp::Reverse(component.len()), first)
    });
    components
        .into_iter()
        .map(|component| component.into_iter().filter_map(|node| graph.node_weight(node).copied()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    #[test]
    fn the_united_states_alone_connects_london_with_moscow() {
        let case = fixture::london();
        let network = network(&case);
        assert_eq!(network.components.len(), 1);
        assert!(network.cut_off.is_empty());
        assert_eq!(network.articulation_points.len(), 1);
        let point = &network.articulation_points[0];
        assert_eq!(point.party.as_str(), "us");
        let groups: Vec<Vec<_>> =
            point.separates.iter().map(|group| group.iter().map(|party| party.as_str()).collect()).collect();
        assert_eq!(groups, [vec!["ua", "uk", "fr", "de"], vec!["ru"]]);
    }

    /// How many groups are left when `absent` stays away, by flooding sets of parties that share a room.
    fn count_groups(parties: usize, rooms: &[BTreeSet<usize>], absent: Option<usize>) -> usize {
        let mut unseen: BTreeSet<usize> = (0..parties).filter(|party| Some(*party) != absent).collect();
        let mut count = 0;
        while let Some(start) = unseen.pop_first() {
            count += 1;
            let mut open = vec![start];
            while let Some(party) = open.pop() {
                for room in rooms.iter().filter(|room| room.contains(&party)) {
                    for other in room {
                        if unseen.remove(other) {
                            open.push(*other);
                        }
                    }
                }
            }
        }
        count
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        /// Oracle: take each party away and count the groups that are left.
        #[test]
        fn articulation_points_are_those_of_brute_removal((parties, rooms) in fixture::rooms()) {
            let case = fixture::with_rooms(parties, &rooms);
            let network = network(&case);
            let whole = count_groups(parties, &rooms, None);
            prop_assert_eq!(network.components.len(), whole);
            for party in 0..parties {
                // A party that meets nobody takes its own group with it.
                let left = count_groups(parties, &rooms, Some(party));
                let name = format!("p{party}");
                let point = network.articulation_points.iter().find(|point| point.party.as_str() == name);
                prop_assert_eq!(point.is_some(), left > whole, "{}", name);
                if let Some(point) = point {
                    prop_assert_eq!(point.separates.len(), left - whole + 1);
                }
            }
        }
    }
}
