//! A frontier as a picture: SVG that needs nothing else, for light and dark screens, paper and screen readers.
//!
//! Colours are Okabe and Ito's (2008), which differ for every kind of colour vision; shapes and words say the
//! same as colours. No colour belongs to a party.

mod labels;
mod parallel;
mod picture;
mod scale;
mod scatter;
mod svg;

pub use self::picture::Picture;
pub(crate) use self::svg::escaped;
use self::{scatter::Scatter, svg::Svg};
use crate::answers::frontier::Named;
use crate::{stop::Stop, stop::unknown};

/// The width of a picture, in pixels of the reader's choice.
const WIDTH: f64 = 820.0;
/// The height of the scatter with its axes.
const SCATTER_HEIGHT: f64 = 560.0;
/// The height of the lines below it.
const PARALLEL_HEIGHT: f64 = 380.0;
/// Where the scatter begins, below title and legend.
const TOP: f64 = 96.0;
/// Room for the last line.
const FOOT: f64 = 34.0;

const STYLE: &str = "\
text{font-family:system-ui,'DejaVu Sans','Segoe UI',Helvetica,Arial,sans-serif;font-size:13px;fill:#222}\
.title{font-size:18px;font-weight:600}\
.small{font-size:11px;fill:#555}\
.paper{fill:#fff}\
.axis{stroke:#777;stroke-width:1;fill:none}\
.grid{stroke:#e4e4e4;stroke-width:1}\
.gain{fill:#56B4E9;fill-opacity:.13}\
.floor{stroke:#555;stroke-width:1.5;stroke-dasharray:6 4;fill:none}\
.other{fill:#999;fill-opacity:.45}\
.step{stroke:#0072B2;stroke-opacity:.45;stroke-width:1.2;fill:none}\
.efficient{fill:#0072B2}\
.line{stroke:#0072B2;stroke-opacity:.3;stroke-width:1;fill:none}\
.solution{fill:#D55E00;stroke:#fff;stroke-width:1.2}\
.chosen{stroke:#D55E00;stroke-width:2.4;fill:none}\
.text{fill:#009E73;stroke:#fff;stroke-width:1.2}\
.tabled{stroke:#009E73;stroke-width:2.4;stroke-dasharray:2 4;stroke-linecap:round;fill:none}\
.arrow{stroke:#009E73;stroke-width:1.8;fill:none}\
.head{fill:#009E73}\
.leader{stroke:#888;stroke-width:.8;fill:none}\
.halo{stroke:#fff;stroke-width:3.5;stroke-linejoin:round;paint-order:stroke}\
@media (prefers-color-scheme:dark){\
text{fill:#eee}.small{fill:#aaa}.paper{fill:#16181b}.axis{stroke:#999}.grid{stroke:#2d3136}\
.floor{stroke:#bbb}.other{fill:#8a8a8a}.step,.line{stroke:#56B4E9}.efficient{fill:#56B4E9}\
.solution{fill:#E69F00;stroke:#16181b}.chosen{stroke:#E69F00}.text{stroke:#16181b}.halo{stroke:#16181b}}";

/// The places of the two parties named; the first two where none is named.
pub fn axes(parties: &[Named], named: &[String]) -> Result<(usize, usize), Stop> {
    let place = |name: &String| {
        let same = |party: &Named| party.name == *name || party.name.to_lowercase() == name.to_lowercase();
        let found = parties.iter().position(same);
        found.ok_or_else(|| {
            unknown("party of the frontier", name, parties.iter().map(|party| party.name.as_str()))
        })
    };
    match named {
        [] => Ok((0, 1.min(parties.len().saturating_sub(1)))),
        [first, second] => Ok((place(first)?, place(second)?)),
        _ => Err(Stop::refused("--axes takes two parties").with_help("name two, such as --axes UA,RU")),
    }
}

/// The picture as one SVG document; the same picture gives the same bytes.
#[must_use]
pub fn svg(picture: &Picture) -> String {
    let several = picture.parties.len() > 2;
    let height = TOP + SCATTER_HEIGHT + if several { PARALLEL_HEIGHT } else { 0.0 } + FOOT;
    let mut svg = Svg::default();
    svg.line(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title description\">"
    ));
    svg.line(&format!("<title id=\"title\">{}</title>", escaped(&picture.title)));
    svg.line(&format!("<desc id=\"description\">{}</desc>", escaped(&picture.description())));
    svg.line(&format!("<style>{STYLE}</style>"));
    svg.line(&format!("<rect class=\"paper\" width=\"{WIDTH}\" height=\"{height}\"/>"));
    svg.text("title", 24.0, 32.0, "start", &picture.title);
    svg.text("small", 24.0, 52.0, "start", &picture.subtitle);
    legend(&mut svg, picture);
    Scatter::of(picture).draw(&mut svg);
    if several {
        parallel::draw(&mut svg, picture, TOP + SCATTER_HEIGHT);
    }
    svg.text("small", 24.0, height - 14.0, "start", &picture.provenance);
    svg.line("</svg>");
    svg.finish()
}

/// What each shape stands for, in a row; only shapes that are in the picture.
fn legend(svg: &mut Svg, picture: &Picture) {
    let mut left = 30.0;
    let y = 74.0;
    let mut entry = |svg: &mut Svg, shape: &dyn Fn(&mut Svg, f64), words: &str| {
        shape(svg, left);
        svg.text("small", left + 10.0, y + 4.0, "start", words);
        left += 28.0 + labels::width(words) * 0.86;
    };
    if !picture.others.is_empty() {
        entry(svg, &|svg, x| svg.circle("other", x, y, 2.5), "other package");
    }
    entry(svg, &|svg, x| svg.circle("efficient", x, y, 4.0), "efficient package");
    if !picture.solutions.is_empty() {
        entry(svg, &|svg, x| svg.diamond("solution", x, y, 6.0), "named solution");
    }
    if !picture.texts.is_empty() {
        entry(svg, &|svg, x| svg.square("text", x, y, 5.0), "text put forward");
    }
    if picture.texts.iter().any(|text| text.to.is_some()) {
        entry(svg, &|svg, x| svg.arrow((x - 6.0, y), (x + 6.0, y)), "to what betters it for all");
    }
    if picture.floors.iter().any(Option::is_some) {
        entry(svg, &|svg, x| svg.path("floor", &[(x - 6.0, y), (x + 7.0, y)]), "no-deal value");
    }
}
