//! Frontiers of the instances in `reference/instances`.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads files and fails")]

use std::path::Path;

use detente_frontier::{Limits, Tables};

/// How many efficient packages `NegMAS` 0.16 lists (measured with its own enumeration).
const SIZES: [(&str, usize); 8] = [
    ("p2_10x10x10", 10),
    ("p2_10x10x10x10", 20),
    ("p2_10x10x10x10x10", 16),
    ("p2_10x10x10x10x10x10", 27),
    ("p3_10x10x10x10", 58),
    ("p3_10x10x10x10x10", 232),
    ("p6_10x10x10x10", 1519),
    ("p6_10x10x10x10x10", 3014),
];

#[test]
fn instances_have_the_frontiers_that_their_enumeration_has() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/instances");
    for (name, size) in SIZES {
        let text = std::fs::read_to_string(folder.join(name).with_extension("json")).unwrap();
        let (tables, points) = read(&text);
        let frontier = tables.frontier_by_issue(Limits::default()).unwrap();
        assert_eq!(frontier.points.len(), size, "{name}");
        let enumerated = tables.enumerated_frontier(Limits::default()).unwrap();
        assert!(
            frontier
                .points
                .iter()
                .map(|point| &point.utilities)
                .eq(enumerated.points.iter().map(|point| &point.utilities)),
            "{name}"
        );
        for point in &frontier.points {
            for (party, (issues, &parts)) in points.iter().zip(&point.utilities).enumerate() {
                let sum: f64 = issues
                    .iter()
                    .zip(&point.package)
                    .map(|(options, &option)| options[usize::from(option)])
                    .sum();
                assert!((sum - tables.points(party, parts)).abs() < 1e-9, "{name}");
            }
        }
    }
}

/// Tables, and by party, issue and option the weighted values they come from.
fn read(text: &str) -> (Tables, Vec<Vec<Vec<f64>>>) {
    let instance: serde_json::Value = serde_json::from_str(text).unwrap();
    let floats = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let parties = instance["parties"].as_array().unwrap();
    let points: Vec<Vec<Vec<f64>>> = parties
        .iter()
        .map(|party| {
            let values = party["values"].as_array().unwrap();
            let weighted = |(values, weight): (&serde_json::Value, f64)| {
                floats(values).into_iter().map(|value| value * weight).collect()
            };
            values.iter().zip(floats(&party["weights"])).map(weighted).collect()
        })
        .collect();
    let floors: Vec<_> = parties.iter().map(|party| party["reserved"].as_f64()).collect();
    (Tables::from_points(&points, &floors).unwrap(), points)
}
