//! The state graph for other programs: GraphML and DOT.

use std::fmt::Write;

use crate::Conflict;

/// What is drawn of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What it is called, after its number.
    pub label: String,
    /// The concepts under which it is an equilibrium, the strictest first.
    pub holds_under: Vec<String>,
    /// The concepts under which nobody knows whether it is one.
    pub open_under: Vec<String>,
    /// Whether it is the state of today. DOT fills it.
    pub today: bool,
}

impl Node {
    /// `Nash GMR; open: SMR`; empty where it holds under none.
    fn verdict(&self) -> String {
        let holds = self.holds_under.join(" ");
        match (holds.is_empty(), self.open_under.is_empty()) {
            (_, true) => holds,
            (true, false) => format!("open: {}", self.open_under.join(" ")),
            (false, false) => format!("{holds}; open: {}", self.open_under.join(" ")),
        }
    }
}

/// What a move is to its mover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Improves {
    Yes,
    No,
    Unknown,
}

impl Improves {
    fn name(self) -> &'static str {
        match self {
            Self::Yes => "true",
            Self::No => "false",
            Self::Unknown => "unknown",
        }
    }

    fn style(self) -> &'static str {
        match self {
            Self::Yes => "solid",
            Self::No => "dashed",
            Self::Unknown => "dotted",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Yes => "its mover gains",
            Self::No => "its mover does not gain",
            Self::Unknown => "nobody says whether its mover gains",
        }
    }
}

/// Colours that people with any colour vision tell apart (Okabe & Ito 2008); from the ninth party on they come again.
const COLOURS: [&str; 8] =
    ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#999933"];

fn colour(party: usize) -> &'static str {
    COLOURS[party % COLOURS.len()]
}

/// Every move: who, from, to, and whether it improves its mover.
fn moves(conflict: &Conflict) -> impl Iterator<Item = (usize, usize, usize, Improves)> + '_ {
    (0..conflict.parties()).flat_map(move |party| {
        (0..conflict.states()).flat_map(move |from| {
            let all = conflict.graph().moves(party, from);
            all.map(move |to| {
                let compared = conflict.compare(party, to, from);
                let improves = match (compared.is_better(), compared.is_not_better()) {
                    (true, _) => Improves::Yes,
                    (false, true) => Improves::No,
                    (false, false) => Improves::Unknown,
                };
                (party, from, to, improves)
            })
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
/// States are nodes `s1`, `s2` and so on, with the concepts under which they hold and under which that is open. Moves
/// are edges with the name of their party and whether they improve its position: `true`, `false` or `unknown`. A state
/// without an entry in `nodes` has its number only.
#[must_use]
pub fn graphml(conflict: &Conflict, nodes: &[Node]) -> String {
    let names = conflict.graph().parties();
    let nodes = each(conflict, nodes).map(|(number, node)| {
        format!(
            "    <node id=\"s{number}\"><data key=\"label\">{}</data><data key=\"holds\">{}</data>\
             <data key=\"open\">{}</data><data key=\"today\">{}</data></node>\n",
            escaped(&called(number, &node)),
            escaped(&node.holds_under.join(" ")),
            escaped(&node.open_under.join(" ")),
            node.today
        )
    });
    let edges = moves(conflict).map(|(party, from, to, improves)| {
        format!(
            "    <edge source=\"s{}\" target=\"s{}\"><data key=\"party\">{}</data><data key=\"improves\">{}</data></edge>\n",
            from + 1,
            to + 1,
            escaped(&names[party]),
            improves.name()
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n\
         \x20 <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
         \x20 <key id=\"holds\" for=\"node\" attr.name=\"holds\" attr.type=\"string\"/>\n\
         \x20 <key id=\"open\" for=\"node\" attr.name=\"open\" attr.type=\"string\"/>\n\
         \x20 <key id=\"today\" for=\"node\" attr.name=\"today\" attr.type=\"boolean\"/>\n\
         \x20 <key id=\"party\" for=\"edge\" attr.name=\"party\" attr.type=\"string\"/>\n\
         \x20 <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"string\"/>\n\
         \x20 <graph edgedefault=\"directed\">\n{}{}  </graph>\n</graphml>\n",
        nodes.collect::<String>(),
        edges.collect::<String>()
    )
}

/// The graph in DOT. A state has a ring for each concept under which it holds, beside its own, and names them; where
/// that is open its outline is dashed. Moves have the colour of their party: solid where it gains, dashed where it does
/// not, dotted where nobody says. A legend says so. `nodes` is as for [`graphml`].
#[must_use]
pub fn dot(conflict: &Conflict, nodes: &[Node]) -> String {
    let names = conflict.graph().parties();
    let mut drawing = String::from("digraph conflict {\n");
    for (number, node) in each(conflict, nodes) {
        let verdict = node.verdict();
        let label = if verdict.is_empty() {
            called(number, &node)
        } else {
            format!("{}\n{verdict}", called(number, &node))
        };
        let style = match (node.today, node.open_under.is_empty()) {
            (true, true) => ", style=filled",
            (true, false) => ", style=\"filled,dashed\"",
            (false, false) => ", style=dashed",
            (false, true) => "",
        };
        let _ = writeln!(
            drawing,
            "  s{number} [label={}, peripheries={}{style}];",
            quoted(&label),
            1 + node.holds_under.len()
        );
    }
    for (party, from, to, improves) in moves(conflict) {
        let _ = writeln!(
            drawing,
            "  s{} -> s{} [label={}, style={}, color=\"{}\"];",
            from + 1,
            to + 1,
            quoted(&names[party]),
            improves.style(),
            colour(party)
        );
    }
    legend(&mut drawing, names);
    drawing.push_str("}\n");
    drawing
}

fn legend(drawing: &mut String, names: &[String]) {
    drawing.push_str(
        "  subgraph cluster_legend {\n    label=\"legend\"; node [shape=plaintext];\n    legend_state \
         [label=\"a ring more for each concept under which a state holds\\ndashed outline: open under some\\nfilled: \
         today\"];\n",
    );
    for (party, name) in names.iter().enumerate() {
        let _ = writeln!(
            drawing,
            "    legend_party{party} [label={}, fontcolor=\"{}\"];",
            quoted(name),
            colour(party)
        );
    }
    for improves in [Improves::Yes, Improves::No, Improves::Unknown] {
        let name = improves.name();
        let _ = writeln!(
            drawing,
            "    legend_{name}_from [label=\"\"]; legend_{name}_to [label={}]; legend_{name}_from -> legend_{name}_to \
             [style={}];",
            quoted(improves.says()),
            improves.style()
        );
    }
    drawing.push_str("  }\n");
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
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
