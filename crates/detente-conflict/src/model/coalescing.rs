//! States that nobody can tell apart become one.

use super::{Graph, ModelError, Pattern};

/// A graph in which several states became one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coalesced {
    /// The smaller graph.
    pub graph: Graph,
    /// For each state of the larger graph its place in the smaller one.
    pub place: Vec<usize>,
    /// For each state of the smaller graph those that became it, in rising order.
    pub members: Vec<Vec<usize>>,
}

/// Makes one state of all states whose codes match the same pattern, the first that they match.
///
/// States keep their order. The new state stands where the first of its members stood.
pub fn coalesced(graph: &Graph, codes: &[u64], alike: &[Pattern]) -> Result<Coalesced, ModelError> {
    if codes.len() != graph.states() {
        return Err(ModelError::WrongLength { expected: graph.states(), found: codes.len() });
    }
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut place_of_pattern = vec![None; alike.len()];
    let mut place = Vec::with_capacity(codes.len());
    for (state, &code) in codes.iter().enumerate() {
        let pattern = alike.iter().position(|pattern| pattern.matches(code));
        let known = pattern.and_then(|pattern| place_of_pattern[pattern]);
        let here = known.unwrap_or(members.len());
        if here == members.len() {
            members.push(Vec::new());
        }
        if let Some(pattern) = pattern {
            place_of_pattern[pattern] = Some(here);
        }
        members[here].push(state);
        place.push(here);
    }
    let moves = (0..graph.parties().len()).map(|party| {
        let all = (0..graph.states()).flat_map(|from| graph.moves(party, from).map(move |to| (from, to)));
        all.map(|(from, to)| (place[from], place[to])).filter(|(from, to)| from != to).collect()
    });
    let graph = Graph::new(graph.parties().to_vec(), members.len(), moves.collect())?;
    Ok(Coalesced { graph, place, members })
}
