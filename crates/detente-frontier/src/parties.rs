//! Numbers by party: how many parties there are is known to the compiler where that makes a difference.

use std::ops::Add;

/// Frontiers are listed for up to so many parties; beyond, only where packages are few. Ask for a solution.
pub const MOST_PARTIES_LISTED: usize = 12;

/// Calls a function that takes the number of columns as a constant: the number of parties, or the next that there is
/// code for. Columns beyond the parties are nought for every package, so that they change no comparison. Every width
/// more costs a second to build.
macro_rules! for_parties {
    ($parties:expr, $($function:ident)::+, $($argument:expr),*) => {
        match $parties {
            1 | 2 => $($function)::+::<2>($($argument),*),
            3 => $($function)::+::<3>($($argument),*),
            4 => $($function)::+::<4>($($argument),*),
            5 | 6 => $($function)::+::<6>($($argument),*),
            7 | 8 => $($function)::+::<8>($($argument),*),
            9..=12 => $($function)::+::<12>($($argument),*),
            other => Err($crate::limits::Refusal::Parties(other)),
        }
    };
}

/// The same in fewer widths, for what is rare among more than a few parties: long decimals, issues that interact.
macro_rules! for_few_parties {
    ($parties:expr, $($function:ident)::+, $($argument:expr),*) => {
        match $parties {
            1 | 2 => $($function)::+::<2>($($argument),*),
            3 => $($function)::+::<3>($($argument),*),
            4..=12 => $($function)::+::<12>($($argument),*),
            other => Err($crate::limits::Refusal::Parties(other)),
        }
    };
}

pub(crate) use {for_few_parties, for_parties};

/// Numbers by party in columns, of which those beyond the parties are nought.
pub(crate) fn columns<S: Copy + Default, const N: usize>(numbers: &[S]) -> [S; N] {
    std::array::from_fn(|party| numbers.get(party).copied().unwrap_or_default())
}

/// The sum, party by party.
pub(crate) fn plus<S: Copy + Add<Output = S>, const N: usize>(one: &[S; N], other: &[S; N]) -> [S; N] {
    std::array::from_fn(|party| one[party] + other[party])
}
