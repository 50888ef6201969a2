//! Shapes as SVG elements.

/// A document in the making.
#[derive(Default)]
pub(super) struct Svg {
    out: String,
}

impl Svg {
    pub(super) fn line(&mut self, element: &str) {
        self.out.push_str(element);
        self.out.push('\n');
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn text(&mut self, class: &str, x: f64, y: f64, anchor: &str, text: &str) {
        let (x, y, text) = (number(x), number(y), escaped(text));
        self.line(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    /// A text read upwards.
    pub(super) fn text_upwards(&mut self, class: &str, x: f64, y: f64, text: &str) {
        let (x, y, text) = (number(x), number(y), escaped(text));
        self.line(&format!(
            "<text class=\"{class}\" transform=\"translate({x} {y}) rotate(-90)\" text-anchor=\"middle\">{text}</text>"
        ));
    }

    pub(super) fn circle(&mut self, class: &str, x: f64, y: f64, radius: f64) {
        let (x, y, radius) = (number(x), number(y), number(radius));
        self.line(&format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
    }

    pub(super) fn diamond(&mut self, class: &str, x: f64, y: f64, reach: f64) {
        let corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
        self.closed(class, &corners);
    }

    pub(super) fn square(&mut self, class: &str, x: f64, y: f64, reach: f64) {
        let corners =
            [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)];
        self.closed(class, &corners);
    }

    pub(super) fn rectangle(&mut self, class: &str, (left, top): (f64, f64), (right, bottom): (f64, f64)) {
        self.closed(class, &[(left, top), (right, top), (right, bottom), (left, bottom)]);
    }

    fn closed(&mut self, class: &str, corners: &[(f64, f64)]) {
        let path = path(corners);
        self.line(&format!("<path class=\"{class}\" d=\"{path}Z\"/>"));
    }

    /// A line through several places.
    pub(super) fn path(&mut self, class: &str, places: &[(f64, f64)]) {
        let path = path(places);
        self.line(&format!("<path class=\"{class}\" d=\"{path}\"/>"));
    }

    /// An arrow; nothing where it would go nowhere.
    pub(super) fn arrow(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (across, down) = (to.0 - from.0, to.1 - from.1);
        let length = across.hypot(down);
        if length < 4.0 {
            return;
        }
        let (across, down) = (across / length, down / length);
        let back =
            |by: f64, aside: f64| (to.0 - across * by - down * aside, to.1 - down * by + across * aside);
        self.path("arrow", &[from, back(6.0, 0.0)]);
        self.closed("head", &[to, back(9.0, 4.0), back(9.0, -4.0)]);
    }

    /// Opens a group with words for whoever points at it or has it read out.
    pub(super) fn open(&mut self, words: &str) {
        self.line(&format!("<g><title>{}</title>", escaped(words)));
    }

    pub(super) fn close(&mut self) {
        self.line("</g>");
    }
}

fn path(places: &[(f64, f64)]) -> String {
    let step = |(number_of, (x, y)): (usize, &(f64, f64))| {
        format!("{}{} {}", if number_of == 0 { "M" } else { "L" }, number(*x), number(*y))
    };
    places.iter().enumerate().map(step).collect()
}

/// A place to a tenth of a pixel.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text that stands for itself, without characters that XML does not take.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(character),
        }
    }
    out
}
