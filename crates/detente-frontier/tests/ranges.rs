//! What open texts may be worth in tables, against every completion.

#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use detente_frontier::Tables;
use proptest::prelude::*;

fn completions(text: &[Vec<usize>]) -> Vec<Vec<usize>> {
    text.iter().fold(vec![vec![]], |packages: Vec<Vec<usize>>, options| {
        let longer = |package: &Vec<usize>| {
            let package = package.clone();
            options.iter().map(move |&option| [package.clone(), vec![option]].concat())
        };
        packages.iter().flat_map(longer).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn ranges_are_those_of_the_completions(
        parts in proptest::collection::vec(proptest::collection::vec(-9..=9_i128, 3), 3),
        ends in proptest::collection::vec((0..3_usize, 0..3_usize), 3),
        floor in -9..=9_i128,
    ) {
        let whole = [parts.clone(), parts.iter().map(|options| options.iter().rev().map(|part| part * 2).collect()).collect()];
        let tables = Tables::from_parts(&whole, &[Some(floor), None], &[1, 1]).unwrap();
        let text: Vec<Vec<usize>> =
            ends.into_iter().map(|(first, last)| (first..=first.max(last)).collect()).collect();
        let range = tables.range(&text).unwrap();
        for (party, (least, most)) in range.into_iter().enumerate() {
            let worth = |package: Vec<usize>| package.iter().enumerate().map(|(issue, &option)| whole[party][issue][option]).sum::<i128>();
            let worths: Vec<_> = completions(&text).into_iter().map(worth).collect();
            prop_assert_eq!(Some(&least), worths.iter().min());
            prop_assert_eq!(Some(&most), worths.iter().max());
        }
        prop_assert_eq!(tables.floors(), vec![Some(floor), None]);
        prop_assert_eq!(tables.without_floors().floors(), vec![None, None]);
        let everything = tables.without_floors();
        for package in completions(&vec![vec![0, 1, 2]; 3]) {
            let package: Vec<_> = package.into_iter().map(|option| u16::try_from(option).unwrap()).collect();
            prop_assert!(everything.admits(&package));
        }
    }
}

#[test]
fn a_text_of_another_shape_has_no_worth() {
    let tables = Tables::from_parts(&[vec![vec![1, 2]]], &[None], &[1]).unwrap();
    assert_eq!(tables.range(&[vec![0, 1]]), Some(vec![(1, 2)]));
    for text in [vec![], vec![vec![]], vec![vec![2]], vec![vec![0], vec![0]]] {
        assert_eq!(tables.range(&text), None, "{text:?}");
    }
}
