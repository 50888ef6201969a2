//! Where labels go: near what they name, on nothing else.

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// The square around a place.
    pub(super) fn around((x, y): (f64, f64), reach: f64) -> Self {
        Self { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }
}

/// How tall a line of text is.
const HEIGHT: f64 = 16.0;

/// About how wide a text is at 13 pixels; rather too wide than too narrow.
#[expect(clippy::cast_precision_loss, reason = "labels are short")]
pub(super) fn width(text: &str) -> f64 {
    unicode_width::UnicodeWidthStr::width(text) as f64 * 7.6
}

/// Places labels one after the other.
pub(super) struct Labels {
    within: Area,
    taken: Vec<Area>,
}

impl Labels {
    /// Labels stay within an area and off what is taken.
    pub(super) fn new(within: Area, taken: Vec<Area>) -> Self {
        Self { within, taken }
    }

    /// The area for a label near a place: the nearest free one of several directions and distances; where all
    /// are taken, the one on which least lies.
    pub(super) fn place(&mut self, (x, y): (f64, f64), text: &str) -> Area {
        const DIRECTIONS: [(f64, f64); 8] = [
            (1.0, -0.5),
            (1.0, 0.5),
            (-1.0, -0.5),
            (-1.0, 0.5),
            (0.0, -1.0),
            (0.0, 1.0),
            (1.0, -1.0),
            (-1.0, 1.0),
        ];
        let wide = width(text);
        let candidates = [10.0, 18.0, 30.0, 46.0, 66.0, 90.0, 120.0].into_iter().flat_map(|distance| {
            DIRECTIONS.into_iter().map(move |(right, down)| {
                let left = x + right * distance - wide * (1.0 - right) / 2.0;
                let middle = y + down * distance;
                Area { left, top: middle - HEIGHT / 2.0, right: left + wide, bottom: middle + HEIGHT / 2.0 }
            })
        });
        let (mut best, mut fewest) = (Area::around((x, y), HEIGHT / 2.0), usize::MAX);
        for candidate in candidates.filter(|candidate| self.within.holds(candidate)) {
            let met = self.taken.iter().filter(|taken| taken.meets(&candidate)).count();
            if met < fewest {
                (best, fewest) = (candidate, met);
            }
            if met == 0 {
                break;
            }
        }
        self.taken.push(best);
        best
    }
}

/// Heights for labels in a column, each as near its own as the others let it, top to bottom in the order of
/// their own heights.
pub(super) fn spread(heights: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|&one, &other| heights[one].total_cmp(&heights[other]));
    let mut spread = vec![0.0; heights.len()];
    let mut free = top;
    for &label in &order {
        spread[label] = heights[label].max(free);
        free = spread[label] + HEIGHT;
    }
    let mut free = bottom;
    for &label in order.iter().rev() {
        spread[label] = spread[label].min(free);
        free = spread[label] - HEIGHT;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_one_place_do_not_meet() {
        let within = Area { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };
        let mut labels = Labels::new(within, vec![Area::around((200.0, 150.0), 6.0)]);
        let placed: Vec<_> = (0..6).map(|_| labels.place((200.0, 150.0), "egalitarian")).collect();
        for (number, one) in placed.iter().enumerate() {
            assert!(within.holds(one), "{one:?}");
            assert!(placed[number + 1..].iter().all(|other| !one.meets(other)), "{placed:?}");
        }
    }

    #[test]
    fn a_column_keeps_its_order_and_its_distances() {
        let spread = spread(&[50.0, 10.0, 52.0, 51.0], 0.0, 90.0);
        assert_eq!(spread, [50.0, 10.0, 82.0, 66.0]);
        assert_eq!(super::spread(&[80.0, 80.0], 0.0, 90.0), [74.0, 90.0]);
    }
}
