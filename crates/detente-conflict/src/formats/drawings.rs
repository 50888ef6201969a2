//! The state graph for other programs: GraphML and DOT.

use crate::Conflict;

/// What is drawn of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What it is called, after its number.
    pub label: String,
    /// The concepts under which it is an equilibrium. DOT draws two rings around a state that has any.
    pub holds_under: Vec<String>,
    /// Whether it is the state of today. DOT fills it.
    pub today: bool,
}

/// Every move: who, from, to, and whether it improves its mover.
fn moves(conflict: &Conflict) -> impl Iterator<Item = (usize, usize, usize, bool)> + '_ {
    (0..conflict.parties()).flat_map(move |party| {
        (0..conflict.states()).flat_map(move |from| {
            let all = conflict.graph().moves(party, from);
            all.map(move |to| (party, from, to, conflict.compare(party, to, from).is_better()))
        })
    })
}

/// Every state's number and what is drawn of it.
fn each(conflict: &Conflict, nodes: &[Node]) -> impl Iterator<Item = (usize, Node)> {
    (0..conflict.states()).map(|state| (state + 1, nodes.get(state).cloned().unwrap_or_default()))
}

fn called(number: usize, node: &Node) -> String {
    if node.label.is_empty() { number.to_string() } else { format!("{number} {}", node.label) }
}

/// The graph in GraphML.
///
/// States are nodes `s1`, `s2` and so on. Moves are edges with the name of their party and whether they
/// improve its position. A state without an entry in `nodes` has its number only.
#[must_use]
pub fn graphml(conflict: &Conflict, nodes: &[Node]) -> String {
    let names = conflict.graph().parties();
    let nodes = each(conflict, nodes).map(|(number, node)| {
        format!(
            "    <node id=\"s{number}\"><data key=\"label\">{}</data><data key=\"holds\">{}</data>\
             <data key=\"today\">{}</data></node>\n",
            escaped(&called(number, &node)),
            escaped(&node.holds_under.join(" ")),
            node.today
        )
    });
    let edges = moves(conflict).map(|(party, from, to, improves)| {
        format!(
            "    <edge source=\"s{}\" target=\"s{}\"><data key=\"party\">{}</data><data key=\"improves\">{improves}</data></edge>\n",
            from + 1,
            to + 1,
            escaped(&names[party])
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         \x20 <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
         \x20 <key id=\"holds\" for=\"node\" attr.name=\"holds\" attr.type=\"string\"/>\n\
         \x20 <key id=\"today\" for=\"node\" attr.name=\"today\" attr.type=\"boolean\"/>\n\
         \x20 <key id=\"party\" for=\"edge\" attr.name=\"party\" attr.type=\"string\"/>\n\
         \x20 <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"boolean\"/>\n\
         \x20 <graph edgedefault=\"directed\">\n{}{}  </graph>\n</graphml>\n",
        nodes.collect::<String>(),
        edges.collect::<String>()
    )
}

/// The graph in DOT: improvements are solid, other moves dashed. `nodes` is as for [`graphml`].
#[must_use]
pub fn dot(conflict: &Conflict, nodes: &[Node]) -> String {
    let names = conflict.graph().parties();
    let nodes = each(conflict, nodes).map(|(number, node)| {
        let rings = if node.holds_under.is_empty() { 1 } else { 2 };
        let holds = quoted(&node.holds_under.join(" "));
        let style = if node.today { ", style=filled" } else { "" };
        format!(
            "  s{number} [label={}, peripheries={rings}, tooltip={holds}{style}];\n",
            quoted(&called(number, &node))
        )
    });
    let edges = moves(conflict).map(|(party, from, to, improves)| {
        let style = if improves { "solid" } else { "dashed" };
        format!("  s{} -> s{} [label={}, style={style}];\n", from + 1, to + 1, quoted(&names[party]))
    });
    format!("digraph conflict {{\n{}{}}}\n", nodes.collect::<String>(), edges.collect::<String>())
}

/// Text in XML; letters that XML cannot hold become a question mark.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            '\t' | '\n' | '\r' => letter.to_string(),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "?".to_owned(),
            _ => letter.to_string(),
        })
        .collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
