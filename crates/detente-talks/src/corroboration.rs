//! What corroborates independently: copies of one report are one report.

use detente_case::{Case, Origin, SourceId};

use crate::who::distinct;

/// The original sources behind a statement, each once.
#[must_use]
pub fn roots<'a>(case: &'a Case, origin: &'a Origin) -> Vec<&'a SourceId> {
    distinct(origin.citations().iter().map(|citation| root(case, &citation.source)))
}

/// The source at the start of a chain of copies. A chain that bites its own tail (which reading reports) has
/// no start: its first name in the alphabet stands for it, whichever member was cited.
fn root<'a>(case: &'a Case, source: &'a SourceId) -> &'a SourceId {
    let mut chain = vec![source];
    let mut last = source;
    while let Some(next) = case.sources.get(last).and_then(|found| found.derived_from.as_ref()) {
        if let Some(start) = chain.iter().position(|seen| *seen == next) {
            return chain.split_off(start).into_iter().min().unwrap_or(next);
        }
        chain.push(next);
        last = next;
    }
    last
}

/// The size of a largest matching between claims and voices, by augmenting paths (Berge 1957).
pub(crate) fn largest_matching<T: Copy + PartialEq>(choices: &[Vec<T>]) -> usize {
    let mut taken: Vec<(T, usize)> = Vec::new();
    (0..choices.len()).filter(|claim| augment(choices, *claim, &mut taken, &mut Vec::new())).count()
}

fn augment<T: Copy + PartialEq>(
    choices: &[Vec<T>],
    claim: usize,
    taken: &mut Vec<(T, usize)>,
    tried: &mut Vec<T>,
) -> bool {
    for voice in choices.get(claim).into_iter().flatten() {
        if tried.contains(voice) {
            continue;
        }
        tried.push(*voice);
        let holder = taken.iter().find(|(other, _)| other == voice).map(|(_, holder)| *holder);
        if holder.is_none_or(|holder| augment(choices, holder, taken, tried)) {
            taken.retain(|(other, _)| other != voice);
            taken.push((*voice, claim));
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::fixture;

    #[test]
    fn sources_that_copy_each_other_share_one_root() {
        let mut case = fixture::empty();
        case.sources.insert(SourceId::new("b"), fixture::source("C2", Some("a")));
        case.sources.insert(SourceId::new("a"), fixture::source("C2", Some("b")));
        case.sources.insert(SourceId::new("c"), fixture::source("C2", Some("b")));
        for cited in ["a", "b", "c"] {
            let origin = fixture::cited_from(cited, 1);
            assert_eq!(roots(&case, &origin), [&SourceId::new("a")]);
        }
    }

    /// The largest number of claims that get a voice of their own, by trying every choice.
    fn brute(choices: &[Vec<u8>], used: &mut Vec<u8>) -> usize {
        let Some((first, rest)) = choices.split_first() else { return 0 };
        let mut best = brute(rest, used);
        for voice in first {
            if !used.contains(voice) {
                used.push(*voice);
                best = best.max(1 + brute(rest, used));
                used.pop();
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn matching_is_what_trying_every_choice_finds(choices in vec(vec(0_u8..5, 0..=3), 0..=6)) {
            prop_assert_eq!(largest_matching(&choices), brute(&choices, &mut Vec::new()));
        }
    }
}
