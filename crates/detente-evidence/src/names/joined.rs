//! Names of several pieces: "General Motors", "American Airlines".

use super::{
    lists::Listed,
    organised::is_body,
    runs::{Piece, What},
};
use crate::words::Word;

/// "American Airlines", "Palestine Liberation Organization": a people or a state that begins the name of another.
fn joins_name(before: What, words: &[Word], piece: Piece) -> bool {
    let name: Vec<&str> = words[piece.from..piece.to].iter().map(|one| one.lower.as_str()).collect();
    // "the Canada Farmers' Council": of its members, and no organ of the state.
    let of_members = words[piece.from..piece.to].iter().any(|one| one.is("'"));
    let long = name.len() > 1 && (of_members || !is_body(&name.join(" ")));
    match before {
        What::Listed(Listed::People(_)) => long || words[piece.to - 1].any(&crate::words::COMPANIES),
        // "Canada Pension Fund": a state's bare name begins the name of something else. "U.S." stands like an adjective.
        What::Listed(Listed::State(_)) => {
            long || !is_body(&name.join(" ")) || words[piece.to - 1].any(&crate::words::COMPANIES)
        }
        What::Listed(_) | What::Title(_) | What::Run => false,
    }
}

/// Whether a capital or a state of one word begins the name of somebody else.
fn begins_another(before: What, words: &[Word], last: Piece, piece: Piece) -> bool {
    let listed = matches!(before, What::Listed(Listed::State(_) | Listed::Capital(_)));
    let name = &words[last.from].lower;
    let short = name.contains('.') || name.chars().count() <= 3;
    // "the envoy to Libya Jean Roux".
    let sent = last.from > 0 && words[last.from - 1].any(&["to", "for", "of", "on", "in", "from", "at"]);
    let mut of = words[piece.from..piece.to].iter();
    listed
        && !short
        && !sent
        && piece.to - piece.from <= 2
        && !of.any(|one| one.any(&crate::words::ORGANISED))
}

/// "General Motors" is no general: a title before the last word of an organisation belongs to its name.
pub(super) fn joined(pieces: Vec<Piece>, words: &[Word]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    for piece in pieces {
        let organised = piece.what == What::Run && words[piece.to - 1].any(&crate::words::ORGANISED);
        match found.last_mut() {
            Some(last)
                if organised
                    && last.to == piece.from
                    && words[last.from].capital
                    && matches!(last.what, What::Title(_)) =>
            {
                *last = Piece { from: last.from, ..piece };
            }
            Some(last) if organised && last.to == piece.from && joins_name(last.what, words, piece) => {
                *last = Piece { from: last.from, ..piece };
            }
            // "Paris Hilton", "Berlin Bears", "China Daily": a name of its own that begins as a capital's or a state's.
            Some(last)
                if piece.what == What::Run
                    && last.to == piece.from
                    && last.to == last.from + 1
                    && begins_another(last.what, words, *last, piece) =>
            {
                *last = Piece { from: last.from, ..piece };
            }
            _ => found.push(piece),
        }
    }
    found
}
