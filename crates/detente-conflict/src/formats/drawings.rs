//! The state graph for other programs: GraphML and DOT.

use crate::Conflict;

/// What a state is called: its number, and in option form which courses are taken.
fn label(conflict: &Conflict, state: usize, courses: usize) -> String {
    let code = conflict.codes().map(|codes| codes[state]);
    code.map_or_else(
        || format!("{}", state + 1),
        |code| {
            let taken = crate::model::Pattern { speaks_of: u64::MAX, taken: code };
            format!("{} {}", state + 1, taken.written(courses))
        },
    )
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

/// The graph in GraphML: states are nodes `s1`, `s2`, …, moves are edges with the party's name and whether they
/// improve it. `courses` is how many courses a state has in option form; 0 otherwise.
#[must_use]
pub fn graphml(conflict: &Conflict, courses: usize) -> String {
    let names = conflict.graph().parties();
    let nodes = (0..conflict.states()).map(|state| {
        let label = escaped(&label(conflict, state, courses));
        format!("    <node id=\"s{}\"><data key=\"label\">{label}</data></node>\n", state + 1)
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
         \x20 <key id=\"party\" for=\"edge\" attr.name=\"party\" attr.type=\"string\"/>\n\
         \x20 <key id=\"improves\" for=\"edge\" attr.name=\"improves\" attr.type=\"boolean\"/>\n\
         \x20 <graph edgedefault=\"directed\">\n{}{}  </graph>\n</graphml>\n",
        nodes.collect::<String>(),
        edges.collect::<String>()
    )
}

/// The graph in DOT: improvements are solid, other moves dashed. `courses` as for [`graphml`].
#[must_use]
pub fn dot(conflict: &Conflict, courses: usize) -> String {
    let names = conflict.graph().parties();
    let nodes = (0..conflict.states())
        .map(|state| format!("  s{} [label={}];\n", state + 1, quoted(&label(conflict, state, courses))));
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
