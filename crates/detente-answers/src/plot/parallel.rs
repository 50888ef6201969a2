//! All parties side by side: one upright axis a party, one line a package.

use super::{
    PARALLEL_HEIGHT, WIDTH,
    labels::spread,
    picture::{Mark, Picture},
    scale::Scale,
    svg::Svg,
};
use crate::text::number::Points;

const LEFT: f64 = 70.0;
/// Labels stand to the right of the last axis.
const RIGHT: f64 = WIDTH - 210.0;
/// Up to so many lines are drawn.
const MOST_LINES: usize = 600;

/// Draws below `top`.
pub(super) fn draw(svg: &mut Svg, picture: &Picture, top: f64) {
    let (upper, lower) = (top + 48.0, top + PARALLEL_HEIGHT - 44.0);
    let marks: Vec<&Mark> = picture.solutions.iter().chain(&picture.texts).collect();
    let values = picture.efficient.iter().chain(marks.iter().map(|mark| &mark.values)).flatten().copied();
    let scale = Scale::holding(values.chain(picture.floors.iter().copied().flatten()), lower, upper);
    svg.text("name", LEFT - 46.0, top + 20.0, "start", "All parties: one line a package, higher is better");
    let decimals = Points { decimals: scale.decimals() };
    for tick in scale.ticks() {
        let at = scale.place(tick);
        svg.path("grid", &[(LEFT, at), (RIGHT, at)]);
        svg.text("small", LEFT - 8.0, at + 4.0, "end", &decimals.of(tick));
    }
    for (party, name) in picture.parties.iter().enumerate() {
        let x = across(picture, party);
        svg.path("axis", &[(x, upper), (x, lower)]);
        svg.text("name", x, lower + 20.0, "middle", name);
    }
    let through = |values: &[f64]| {
        let place = |(party, value): (usize, &f64)| (across(picture, party), scale.place(*value));
        values.iter().enumerate().map(place).collect::<Vec<_>>()
    };
    let stride = picture.efficient.len().div_ceil(MOST_LINES).max(1);
    for values in picture.efficient.iter().step_by(stride) {
        svg.path("line", &through(values));
    }
    if stride > 1 {
        let told = format!("one efficient package in {stride} drawn");
        svg.text("small", RIGHT, top + 20.0, "end", &told);
    }
    for (party, floor) in picture.floors.iter().enumerate() {
        let Some(floor) = floor else { continue };
        let (x, y) = (across(picture, party), scale.place(*floor));
        svg.open(&format!("no deal for {}: {}", picture.name(party), picture.points.of(*floor)));
        // The first axis has the numbers of its ticks to the left.
        svg.path("floor", &[(if party == 0 { x } else { x - 16.0 }, y), (x + 16.0, y)]);
        svg.close();
    }
    let ends: Vec<_> =
        marks.iter().map(|mark| scale.place(mark.values.last().copied().unwrap_or(0.0))).collect();
    let heights = spread(&ends, upper, lower);
    for (number, mark) in marks.iter().enumerate() {
        let is_text = number >= picture.solutions.len();
        svg.open(&format!("{}: {}", mark.label, picture.worth(&mark.values)));
        svg.path(if is_text { "tabled" } else { "chosen" }, &through(&mark.values));
        for (x, y) in through(&mark.values) {
            if is_text {
                svg.square("text", x, y, 4.0);
            } else {
                svg.diamond("solution", x, y, 5.0);
            }
        }
        svg.path("leader", &[(RIGHT + 6.0, ends[number]), (RIGHT + 18.0, heights[number])]);
        svg.text("label", RIGHT + 22.0, heights[number] + 4.5, "start", &short(&mark.label));
        svg.close();
    }
}

fn across(picture: &Picture, party: usize) -> f64 {
    let gaps = picture.parties.len().saturating_sub(1).max(1);
    let share = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    LEFT + (RIGHT - LEFT) * share(party) / share(gaps)
}

/// A label that fits beside the last axis.
fn short(label: &str) -> String {
    const FITS: usize = 24;
    if label.chars().count() <= FITS {
        return label.to_owned();
    }
    label.chars().take(FITS - 1).chain(['…']).collect()
}
