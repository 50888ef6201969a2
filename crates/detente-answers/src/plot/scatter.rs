//! Two parties, one across and one up.

use super::{
    SCATTER_HEIGHT, TOP, WIDTH,
    labels::{Area, Labels, width},
    picture::{Mark, Picture},
    scale::Scale,
    svg::Svg,
};
use crate::text::number::Points;

const LEFT: f64 = 70.0;
const RIGHT: f64 = WIDTH - 30.0;
const BOTTOM: f64 = TOP + SCATTER_HEIGHT - 60.0;

/// More efficient packages than this are drawn smaller.
const MANY: usize = 80;

/// The picture with its axes.
pub(super) struct Scatter<'p> {
    picture: &'p Picture,
    across: Scale,
    up: Scale,
}

impl<'p> Scatter<'p> {
    pub(super) fn of(picture: &'p Picture) -> Self {
        let values = |party: usize| {
            let marks = picture.solutions.iter().chain(&picture.texts);
            let marked = marks.flat_map(|mark| [Some(&mark.values), mark.to.as_ref()]).flatten();
            let packages = picture.efficient.iter().chain(&picture.others).chain(marked);
            let floor = picture.floors.get(party).copied().flatten();
            packages.filter_map(move |values| values.get(party).copied()).chain(floor)
        };
        Self {
            across: Scale::holding(values(picture.axes.0), LEFT, RIGHT),
            up: Scale::holding(values(picture.axes.1), BOTTOM, TOP),
            picture,
        }
    }

    fn place(&self, values: &[f64]) -> (f64, f64) {
        let value = |party: usize| values.get(party).copied().unwrap_or(0.0);
        (self.across.place(value(self.picture.axes.0)), self.up.place(value(self.picture.axes.1)))
    }

    pub(super) fn draw(&self, svg: &mut Svg) {
        self.axes_on(svg);
        let floors = self.floors_on(svg);
        for values in &self.picture.others {
            let (x, y) = self.place(values);
            svg.circle("other", x, y, 2.5);
        }
        if self.picture.parties.len() == 2 {
            let places: Vec<_> = self.picture.efficient.iter().map(|values| self.place(values)).collect();
            svg.path("step", &places);
        }
        for values in &self.picture.efficient {
            let (x, y) = self.place(values);
            svg.open(&format!("efficient: {}", self.picture.worth(values)));
            svg.circle("efficient", x, y, if self.picture.efficient.len() > MANY { 2.8 } else { 4.0 });
            svg.close();
        }
        self.marks_on(svg, floors);
    }

    fn axes_on(&self, svg: &mut Svg) {
        for (scale, is_across) in [(&self.across, true), (&self.up, false)] {
            let decimals = Points { decimals: scale.decimals() };
            for tick in scale.ticks() {
                let at = scale.place(tick);
                let told = decimals.of(tick);
                if is_across {
                    svg.path("grid", &[(at, TOP), (at, BOTTOM)]);
                    svg.text("small", at, BOTTOM + 18.0, "middle", &told);
                } else {
                    svg.path("grid", &[(LEFT, at), (RIGHT, at)]);
                    svg.text("small", LEFT - 8.0, at + 4.0, "end", &told);
                }
            }
        }
        svg.path("axis", &[(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)]);
        let (across, up) = (self.picture.name(self.picture.axes.0), self.picture.name(self.picture.axes.1));
        svg.text(
            "name",
            f64::midpoint(LEFT, RIGHT),
            BOTTOM + 40.0,
            "middle",
            &format!("value to {across} →"),
        );
        svg.text_upwards("name", 22.0, f64::midpoint(TOP, BOTTOM), &format!("value to {up} →"));
    }

    /// No-deal values, and where both are better off. The areas their words take.
    fn floors_on(&self, svg: &mut Svg) -> Vec<Area> {
        let floor = |party: usize| self.picture.floors.get(party).copied().flatten();
        let (across, up) = (floor(self.picture.axes.0), floor(self.picture.axes.1));
        let (x, y) = (across.map(|floor| self.across.place(floor)), up.map(|floor| self.up.place(floor)));
        let mut taken = Vec::new();
        let (left, bottom) = (x.unwrap_or(LEFT), y.unwrap_or(BOTTOM));
        if x.is_some() || y.is_some() {
            svg.rectangle("gain", (left, TOP), (RIGHT, bottom));
        }
        if let Some(x) = x {
            svg.path("floor", &[(x, TOP), (x, BOTTOM)]);
            let name = self.picture.name(self.picture.axes.0);
            let words = format!("no deal for {name}: {}", self.picture.points.of(across.unwrap_or(0.0)));
            svg.text_upwards("small", x - 6.0, BOTTOM - 12.0 - width(&words) * 0.43, &words);
            taken.push(Area { left: x - 18.0, top: BOTTOM - width(&words), right: x, bottom: BOTTOM });
        }
        if let Some(y) = y {
            svg.path("floor", &[(LEFT, y), (RIGHT, y)]);
            let name = self.picture.name(self.picture.axes.1);
            let words = format!("no deal for {name}: {}", self.picture.points.of(up.unwrap_or(0.0)));
            svg.text("small", RIGHT - 8.0, y + 15.0, "end", &words);
            taken.push(Area { left: RIGHT - width(&words), top: y, right: RIGHT, bottom: y + 18.0 });
        }
        if x.is_some() && y.is_some() {
            let names = [self.picture.axes.0, self.picture.axes.1].map(|party| self.picture.name(party));
            let words = format!("{} better off than with no deal", names.join(" and "));
            svg.text("small", RIGHT - 8.0, TOP + 16.0, "end", &words);
            taken.push(Area { left: RIGHT - width(&words), top: TOP, right: RIGHT, bottom: TOP + 22.0 });
        }
        taken
    }

    /// Solutions, texts and their labels, which avoid each other and every other mark.
    fn marks_on(&self, svg: &mut Svg, mut taken: Vec<Area>) {
        let marks = || self.picture.solutions.iter().chain(&self.picture.texts);
        taken.extend(marks().map(|mark| Area::around(self.place(&mark.values), 7.0)));
        taken.extend(self.picture.efficient.iter().map(|values| Area::around(self.place(values), 4.0)));
        for text in &self.picture.texts {
            if let Some(to) = &text.to {
                let (from, to) = (self.place(&text.values), self.place(to));
                svg.open(&format!("{} bettered for all", text.label));
                svg.arrow(from, to);
                svg.close();
                let along = (1..8).map(|eighth| {
                    let share = f64::from(eighth) / 8.0;
                    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
                });
                taken.extend(along.map(|place| Area::around(place, 4.0)));
            }
        }
        let within = Area { left: LEFT, top: TOP, right: RIGHT, bottom: BOTTOM };
        let mut labels = Labels::new(within, taken);
        for (is_text, mark) in self
            .picture
            .texts
            .iter()
            .map(|mark| (true, mark))
            .chain(self.picture.solutions.iter().map(|mark| (false, mark)))
        {
            self.mark_on(svg, mark, is_text, &mut labels);
        }
    }

    fn mark_on(&self, svg: &mut Svg, mark: &Mark, is_text: bool, labels: &mut Labels) {
        let (x, y) = self.place(&mark.values);
        let area = labels.place((x, y), &mark.label);
        svg.open(&format!("{}: {}", mark.label, self.picture.worth(&mark.values)));
        let middle = f64::midpoint(area.top, area.bottom);
        let edge = x.clamp(area.left, area.right);
        if (edge - x).hypot(middle - y) > 16.0 {
            let side = middle.clamp(area.top, area.bottom);
            svg.path("leader", &[(x, y), (edge, side)]);
        }
        if is_text {
            svg.square("text", x, y, 7.0);
        } else {
            svg.diamond("solution", x, y, 6.5);
        }
        svg.text("halo", area.left + 2.0, middle + 4.5, "start", &mark.label);
        svg.text("label", area.left + 2.0, middle + 4.5, "start", &mark.label);
        svg.close();
    }
}
