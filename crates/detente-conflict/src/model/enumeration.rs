//! The feasible codes in rising order, without looking at every code.

use super::Pattern;

/// Hands every feasible code to `take` in rising order until it says no; whether it never did.
/// Decides the most significant course first and leaves a branch once a pattern is matched in full.
pub(super) fn feasible_codes(
    courses: usize,
    patterns: &[Pattern],
    mut take: impl FnMut(u64) -> bool,
) -> bool {
    descend(courses, 0, patterns, &mut take)
}

/// `undecided` courses, the least significant, are open in `code`; `alive` are the patterns it can still match.
fn descend(undecided: usize, code: u64, alive: &[Pattern], take: &mut impl FnMut(u64) -> bool) -> bool {
    let open = if undecided >= 64 { u64::MAX } else { (1_u64 << undecided) - 1 };
    if alive.iter().any(|pattern| pattern.speaks_of & open == 0) {
        return true;
    }
    if undecided == 0 {
        return take(code);
    }
    let bit = 1_u64 << (undecided - 1);
    [code, code | bit].into_iter().all(|code| {
        let still: Vec<Pattern> = alive
            .iter()
            .copied()
            .filter(|pattern| pattern.speaks_of & bit == 0 || pattern.taken & bit == code & bit)
            .collect();
        descend(undecided - 1, code, &still, take)
    })
}
