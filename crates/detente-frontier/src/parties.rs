//! Numbers by party: how many parties there are is known to the compiler where that makes a difference.

/// Frontiers are listed for up to so many parties; beyond, ask for a solution.
pub const MOST_PARTIES_LISTED: usize = 12;

/// Calls a function that takes the number of parties as a constant.
macro_rules! for_parties {
    ($parties:expr, $($function:ident)::+, $($argument:expr),*) => {
        match $parties {
            1 => $($function)::+::<1>($($argument),*),
            2 => $($function)::+::<2>($($argument),*),
            3 => $($function)::+::<3>($($argument),*),
            4 => $($function)::+::<4>($($argument),*),
            5 => $($function)::+::<5>($($argument),*),
            6 => $($function)::+::<6>($($argument),*),
            7 => $($function)::+::<7>($($argument),*),
            8 => $($function)::+::<8>($($argument),*),
            9 => $($function)::+::<9>($($argument),*),
            10 => $($function)::+::<10>($($argument),*),
            11 => $($function)::+::<11>($($argument),*),
            12 => $($function)::+::<12>($($argument),*),
            other => Err($crate::limits::Refusal::Parties(other)),
        }
    };
}

pub(crate) use for_parties;

/// The sum, party by party.
pub(crate) fn plus<const N: usize>(one: &[i64; N], other: &[i64; N]) -> [i64; N] {
    std::array::from_fn(|party| one[party] + other[party])
}
