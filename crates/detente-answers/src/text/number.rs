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
}
