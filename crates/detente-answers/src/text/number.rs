//! Points as a reader sees them.

/// To how many decimals points are shown.
#[derive(Clone, Copy)]
pub struct Points {
    /// How many digits stand behind the point, at most.
    pub decimals: usize,
}

impl Points {
    /// Without trailing zeros, and never `-0`.
    #[must_use]
    pub fn of(self, value: f64) -> String {
        let text = format!("{value:.*}", self.decimals);
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    }

    /// `46`, or `46 to 52`.
    #[must_use]
    pub fn range(self, least: f64, most: f64) -> String {
        let (least, most) = (self.of(least), self.of(most));
        if least == most { least } else { format!("{least} to {most}") }
    }

    /// What is better than a text that another package betters, by so many points for each party. Zero points
    /// for each are never told as better for all.
    #[must_use]
    pub fn bettered(self, least: f64, most: f64) -> String {
        match (self.of(least).as_str(), self.of(most).as_str()) {
            (_, "0") => "another package is better for somebody and worse for nobody".to_owned(),
            ("0", most) => format!("another package is worse for nobody, and better for all by up to {most}"),
            _ => format!("another package is better for all by {}", self.range(least, most)),
        }
    }

    /// `+4`, or `-3 to +4`.
    #[must_use]
    pub fn signed_range(self, least: f64, most: f64) -> String {
        let (least, most) = (signed(self.of(least)), signed(self.of(most)));
        if least == most { least } else { format!("{least} to {most}") }
    }
}

/// A number with its sign; none before zero.
#[must_use]
pub fn signed(number: String) -> String {
    if number.starts_with('-') || number == "0" { number } else { format!("+{number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_short_and_signed() {
        let points = Points { decimals: 1 };
        assert_eq!(points.of(54.7468), "54.7");
        assert_eq!(points.of(60.0), "60");
        assert_eq!(points.of(-0.01), "0");
        assert_eq!(Points { decimals: 0 }.of(100.0), "100");
        assert_eq!(points.signed_range(-3.0, 4.0), "-3 to +4");
        assert_eq!(points.signed_range(0.0, 0.0), "0");
    }

    #[test]
    fn nothing_is_better_for_all_by_nothing() {
        let points = Points { decimals: 1 };
        let for_somebody = "another package is better for somebody and worse for nobody";
        assert_eq!(points.bettered(0.0, 0.0), for_somebody);
        assert_eq!(points.bettered(0.0, 0.04), for_somebody, "no more than is shown");
        let up_to = "another package is worse for nobody, and better for all by up to 2.5";
        assert_eq!(points.bettered(0.0, 2.5), up_to);
        assert_eq!(points.bettered(0.5, 2.5), "another package is better for all by 0.5 to 2.5");
        assert_eq!(points.bettered(2.5, 2.5), "another package is better for all by 2.5");
    }
}
