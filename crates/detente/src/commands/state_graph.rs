//! The state graph of a model for programs that draw graphs.

use clap::ValueEnum;
use detente_case::clean;
use detente_conflict::{
    Conflict,
    formats::{Node, dot, graphml},
};

/// How a state graph is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Graph {
    /// Graphviz: `dot -Tsvg`, with a legend; a state has a ring more for each concept under which it holds
    Dot,
    /// XML that most other graph programs read
    Graphml,
}

/// The graph, each state with its label and the concepts it holds under.
pub(super) fn drawn(form: Graph, conflict: &Conflict, nodes: &[Node]) -> String {
    let text = match form {
        Graph::Dot => dot(conflict, nodes),
        Graph::Graphml => graphml(conflict, nodes),
    };
    clean(&text).into_owned()
}
