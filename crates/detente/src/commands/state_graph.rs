//! The state graph of a model for programs that draw graphs.

use clap::ValueEnum;
use detente_case::clean;
use detente_conflict::{
    Conflict,
    formats::{Node, dot, graphml},
    model::Choices,
};

use detente_answers::conflict::derivation::Verdicts;

/// How a state graph is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Graph {
    /// Graphviz: `dot -Tsvg`; states that hold have two rings, moves that gain nothing are dashed
    Dot,
    /// XML that most other graph programs read
    Graphml,
}

/// The graph, each state with its label and the concepts it holds under.
pub(super) fn drawn(
    form: Graph,
    conflict: &Conflict,
    choices: &Choices,
    label: impl Fn(usize) -> String,
    today: Option<usize>,
) -> String {
    let verdicts = Verdicts::of(conflict, choices);
    let node = |state: usize| Node {
        label: label(state),
        holds_under: verdicts.all(state).under().into_iter().map(str::to_owned).collect(),
        today: Some(state) == today,
    };
    let nodes: Vec<Node> = (0..conflict.states()).map(node).collect();
    let text = match form {
        Graph::Dot => dot(conflict, &nodes),
        Graph::Graphml => graphml(conflict, &nodes),
    };
    clean(&text).into_owned()
}
