//! Pictures of forecasts: each issue on a line, with a fan of intervals and the models as dots; and calibration.
//!
//! Every picture of a forecast is drawn here, whether it is a file, part of an answer, or on the page.

use std::fmt::Write;

use detente_forecast::agreement::wilson;

use super::{Forecast, OneIssue, backtest::Calibrated};
use crate::plot::escaped;

/// An issue to be drawn.
pub(super) struct Fan<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The expected outcome, from 0 to 100.
    pub(super) expected: f64,
    /// The ends of the interval; none where it is not tested.
    pub(super) interval: Option<(f64, f64)>,
    /// What holds half of the chances.
    pub(super) near: (f64, f64),
    /// Where actors stand.
    pub(super) actors: Vec<(&'a str, f64)>,
    /// What models say.
    pub(super) models: Vec<(&'a str, f64)>,
}

impl<'a> Fan<'a> {
    fn of(issue: &'a OneIssue) -> Self {
        Self {
            name: &issue.name,
            expected: issue.expected,
            interval: (!issue.is_unanimous).then_some((issue.low, issue.high)),
            near: (issue.percentiles.p25, issue.percentiles.p75),
            actors: issue.actors.iter().map(|actor| (actor.name.as_str(), actor.position)).collect(),
            models: issue.models.iter().map(|said| (said.model, said.outcome)).collect(),
        }
    }
}

/// The width of the picture, and where its scale begins and ends, in pixels of the reader's choice.
const WIDTH: f64 = 820.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 780.0;
/// The height of one issue.
const ROW: f64 = 120.0;

const STYLE: &str = "\
text{font-family:system-ui,'DejaVu Sans','Segoe UI',Helvetica,Arial,sans-serif;font-size:13px;fill:#222}\
.small{font-size:11px;fill:#555}.paper{fill:#fff}.axis{stroke:#777;stroke-width:1}\
.wide{fill:#56B4E9;fill-opacity:.25}.near{fill:#56B4E9;fill-opacity:.55}.model{fill:#0072B2}.actor{stroke:#555}\
.expected{stroke:#D55E00;stroke-width:3}.frame{fill:none}.even{stroke-dasharray:6 4}\
@media (prefers-color-scheme:dark){text{fill:#eee}.small{fill:#aaa}.paper{fill:#16181b}.axis{stroke:#999}\
.model{fill:#E69F00}.actor{stroke:#bbb}}";

/// The picture as SVG. The wide band is the interval of the forecast, the near one holds half of the chances.
#[must_use]
pub fn svg(forecast: &Forecast, title: &str) -> String {
    let fans: Vec<Fan> = forecast.issues.iter().map(Fan::of).collect();
    fans_svg(&fans, title)
}

/// These issues as SVG.
pub(super) fn fans_svg(fans: &[Fan], title: &str) -> String {
    let mut height = 60.0;
    let mut rows = String::new();
    for fan in fans {
        row(&mut rows, fan, height);
        height += ROW;
    }
    let key = "wide band: the interval · near band: half of the chances · line: expected · dots: models · ticks: actors";
    document((WIDTH, height), title, key, &rows)
}

/// A whole picture, with a title and a line that says how to read it.
fn document((width, height): (f64, f64), title: &str, key: &str, body: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{title}</title>\
         <style>{STYLE}</style><rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\
         <text x=\"{LEFT}\" y=\"24\">{title}</text>\
         <text class=\"small\" x=\"{LEFT}\" y=\"42\">{key}</text>{body}</svg>\n",
        title = escaped(title)
    )
}

/// The side of the square of a calibration plot, and where it begins.
const SQUARE: f64 = 360.0;
const TOP: f64 = 64.0;
const SIDE: f64 = 70.0;

/// What was said beside what happened, as SVG: a dot a row of the table, with its 95 % interval (Wilson 1927) and its count. On
/// the diagonal, as much happened as was said.
pub(super) fn calibration_svg(rows: &[Calibrated], title: &str) -> String {
    let across = |share: f64| SIDE + SQUARE * share;
    let up = |share: f64| TOP + SQUARE * (1.0 - share);
    let mut body = String::new();
    let mut put = |text: String| body.push_str(&text);
    put(format!(
        "<rect class=\"axis frame\" x=\"{SIDE}\" y=\"{TOP}\" width=\"{SQUARE}\" height=\"{SQUARE}\"/>\
         <line class=\"axis even\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        across(0.0),
        up(0.0),
        across(1.0),
        up(1.0)
    ));
    for part in 0..=4_u8 {
        let share = f64::from(part) / 4.0;
        put(format!(
            "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}%</text>\
             <text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}%</text>",
            across(share),
            up(0.0) + 16.0,
            u32::from(part) * 25,
            SIDE - 6.0,
            up(share) + 4.0,
            u32::from(part) * 25
        ));
    }
    put(format!(
        "<text class=\"small\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">said</text>\
         <text class=\"small\" transform=\"translate(20 {:.1}) rotate(-90)\" text-anchor=\"middle\">happened</text>",
        across(0.5),
        up(0.0) + 34.0,
        up(0.5)
    ));
    for one in rows {
        let (low, high) = one.interval();
        let x = across(one.said);
        put(format!(
            "<line class=\"actor\" x1=\"{x:.1}\" y1=\"{:.1}\" x2=\"{x:.1}\" y2=\"{:.1}\"/>\
             <circle class=\"model\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"5\"><title>{} said {:.0}%, {:.0}% happened</title></circle>\
             <text class=\"small\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            up(low),
            up(high),
            up(one.happened),
            one.count,
            one.said * 100.0,
            one.happened * 100.0,
            x + 8.0,
            up(one.happened) - 6.0,
            one.count
        ));
    }
    let key = "dots: forecasts by tenths of their chance, with their count · bars: 95% intervals";
    document((SIDE + SQUARE + 90.0, TOP + SQUARE + 50.0), title, key, &body)
}

impl Calibrated {
    /// The 95 % interval of the share that happened (Wilson 1927).
    fn interval(&self) -> (f64, f64) {
        let count = u32::try_from(self.count).unwrap_or(u32::MAX);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of forecasts")]
        let hits = (self.happened * f64::from(count)).round() as u32;
        wilson(hits, count)
    }
}

fn at(place: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * place / 100.0
}

fn row(out: &mut String, fan: &Fan, top: f64) {
    let (line, band) = (top + 62.0, top + 40.0);
    let interval = fan
        .interval
        .map_or_else(|| ", all at one place".to_owned(), |(low, high)| format!(", {low:.0} to {high:.0}"));
    let summary = format!("{}: {:.0}{interval}", fan.name, fan.expected);
    let mut put = |text: String| {
        // Writing to a string cannot fail.
        let _ = out.write_str(&text);
    };
    put(format!("<text x=\"{LEFT}\" y=\"{}\">{}</text>", top + 24.0, escaped(&summary)));
    let wide = fan.interval.map(|(low, high)| ("wide", low, high));
    for (class, low, high) in wide.into_iter().chain([("near", fan.near.0, fan.near.1)]) {
        let width = (at(high) - at(low)).max(1.0);
        put(format!(
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{band}\" width=\"{width:.1}\" height=\"44\"/>",
            at(low)
        ));
    }
    put(format!("<line class=\"axis\" x1=\"{LEFT}\" y1=\"{line}\" x2=\"{RIGHT}\" y2=\"{line}\"/>"));
    for (name, position) in &fan.actors {
        let (x, name) = (at(*position), escaped(name));
        put(format!(
            "<line class=\"actor\" x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{}\"><title>{name}</title></line>",
            line + 4.0,
            line + 14.0
        ));
    }
    for (name, outcome) in &fan.models {
        let (x, name) = (at(*outcome), escaped(name));
        put(format!(
            "<circle class=\"model\" cx=\"{x:.1}\" cy=\"{line}\" r=\"5\"><title>{name}: {outcome:.1}</title></circle>"
        ));
    }
    let x = at(fan.expected);
    put(format!(
        "<line class=\"expected\" x1=\"{x:.1}\" y1=\"{band}\" x2=\"{x:.1}\" y2=\"{}\"/>",
        band + 44.0
    ));
    for end in [0.0, 50.0, 100.0] {
        put(format!(
            "<text class=\"small\" x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{end:.0}</text>",
            at(end),
            top + 100.0
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_control_characters_leave_the_picture_whole() {
        let fan = Fan {
            name: "Toll\u{1}\u{b}<&",
            expected: 40.0,
            interval: Some((20.0, 60.0)),
            near: (30.0, 50.0),
            actors: vec![("A\u{0}\"", 10.0)],
            models: vec![("mean", 40.0)],
        };
        let drawn = fans_svg(&[fan], "a\u{8}title");
        assert!(!drawn.chars().any(|one| one.is_control() && one != '\n'), "{drawn}");
        assert!(drawn.contains("Toll&lt;&amp;: 40, 20 to 60") && drawn.contains("A&quot;"), "{drawn}");
    }

    #[test]
    fn calibration_has_a_dot_a_row_with_its_count() {
        let row = |said, happened| Calibrated { from: said, to: said + 0.1, count: 4, said, happened };
        let drawn = calibration_svg(&[row(0.2, 0.0), row(0.8, 0.75)], "cards");
        assert_eq!(drawn.matches("<circle").count(), 2, "{drawn}");
        // 0.75 of the square's height is a quarter below its top.
        assert!(drawn.contains("cy=\"154.0\"") && drawn.contains(">4</text>"), "{drawn}");
    }
}
