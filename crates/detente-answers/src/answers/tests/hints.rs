//! What to run next is asked of the same view.

use super::catalogue::{of, pages};
use crate::page::Block;

/// Options of a view, as they are typed.
const TYPED: [&str; 5] =
    ["--as-of 2025-04-26", "--looking-back", "--min-grade E5", "--assume a-set", "--given \"a = b\""];

#[test]
fn every_command_to_run_next_looks_from_where_its_answer_looks() {
    let mut commands = 0;
    for (name, day) in
        [("london-2025", Some("2025-04-26")), ("camp-david-1978", None), ("peace-simulator", None)]
    {
        let mut question = of(name, day, 20);
        question.typed = TYPED.map(str::to_owned).to_vec();
        for (asked, page) in pages(&question) {
            let next = page
                .blocks
                .iter()
                .flat_map(|block| if let Block::Next(commands) = block { commands.as_slice() } else { &[] });
            for (command, _) in next {
                commands += 1;
                for part in TYPED {
                    // Another day, or no assumptions, is what two commands ask for themselves.
                    let says_itself = (part.starts_with("--as-of") && command.contains(" --from "))
                        || (part.starts_with("--assume") && command.contains(" --sources-only"));
                    assert!(says_itself || command.contains(part), "{name}: {asked}: {command}: {part}");
                }
            }
        }
    }
    assert!(commands > 100, "{commands}");
}
