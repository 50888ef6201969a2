//! A picture of a forecast: each issue on a line, with a fan of intervals and the models as dots.

use std::fmt::Write;

use super::{Forecast, OneIssue};

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
.expected{stroke:#D55E00;stroke-width:3}\
@media (prefers-color-scheme:dark){text{fill:#eee}.small{fill:#aaa}.paper{fill:#16181b}.axis{stroke:#999}\
.model{fill:#E69F00}.actor{stroke:#bbb}}";

/// The picture as SVG. The wide band is the interval of the forecast, the near one holds half of the chances.
#[must_use]
pub fn svg(forecast: &Forecast, title: &str) -> String {
    let mut height = 60.0;
    let mut rows = String::new();
    for issue in &forecast.issues {
        row(&mut rows, issue, height);
        height += ROW;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{title}</title>\
         <style>{STYLE}</style><rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>\
         <text x=\"{LEFT}\" y=\"24\">{title}</text>\
         <text class=\"small\" x=\"{LEFT}\" y=\"42\">wide band: the interval · near band: half of the chances · line: \
         expected · dots: models · ticks: actors</text>{rows}</svg>\n",
        title = escaped(title)
    )
}

fn at(place: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * place / 100.0
}

fn row(out: &mut String, issue: &OneIssue, top: f64) {
    let (line, band) = (top + 62.0, top + 40.0);
    let summary = format!("{}: {:.0}, {:.0} to {:.0}", issue.name, issue.expected, issue.low, issue.high);
    let mut put = |text: String| {
        // Writing to a string cannot fail.
        let _ = out.write_str(&text);
    };
    put(format!("<text x=\"{LEFT}\" y=\"{}\">{}</text>", top + 24.0, escaped(&summary)));
    for (class, low, high) in
        [("wide", issue.low, issue.high), ("near", issue.percentiles.p25, issue.percentiles.p75)]
    {
        let width = (at(high) - at(low)).max(1.0);
        put(format!(
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{band}\" width=\"{width:.1}\" height=\"44\"/>",
            at(low)
        ));
    }
    put(format!("<line class=\"axis\" x1=\"{LEFT}\" y1=\"{line}\" x2=\"{RIGHT}\" y2=\"{line}\"/>"));
    for actor in &issue.actors {
        let (x, name) = (at(actor.position), escaped(&actor.name));
        put(format!(
            "<line class=\"actor\" x1=\"{x:.1}\" y1=\"{}\" x2=\"{x:.1}\" y2=\"{}\"><title>{name}</title></line>",
            line + 4.0,
            line + 14.0
        ));
    }
    for said in &issue.models {
        let (x, name) = (at(said.outcome), escaped(said.model));
        put(format!(
            "<circle class=\"model\" cx=\"{x:.1}\" cy=\"{line}\" r=\"5\"><title>{name}: {:.1}</title></circle>",
            said.outcome
        ));
    }
    let x = at(issue.expected);
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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
