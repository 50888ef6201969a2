//! Currencies beside numbers: by their signs, and by their codes (ISO 4217).

use std::fmt;

/// A currency that a cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    code: &'static str,
}

/// Signs and codes as they stand beside numbers, with the code of each.
const NAMES: [(&str, &str); 43] = [
    ("\u{20ac}", "EUR"),
    ("$", "USD"),
    ("US$", "USD"),
    ("\u{a3}", "GBP"),
    ("\u{a5}", "JPY"),
    ("\u{20bd}", "RUB"),
    ("\u{20b4}", "UAH"),
    ("\u{20b9}", "INR"),
    ("\u{20a9}", "KRW"),
    ("\u{20aa}", "ILS"),
    ("\u{20ba}", "TRY"),
    ("\u{20a6}", "NGN"),
    ("\u{20ab}", "VND"),
    ("\u{20b1}", "PHP"),
    ("\u{20b8}", "KZT"),
    ("\u{20be}", "GEL"),
    ("R$", "BRL"),
    ("z\u{142}", "PLN"),
    ("K\u{10d}", "CZK"),
    ("EUR", "EUR"),
    ("USD", "USD"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("RUB", "RUB"),
    ("UAH", "UAH"),
    ("INR", "INR"),
    ("KRW", "KRW"),
    ("ILS", "ILS"),
    ("TRY", "TRY"),
    ("NGN", "NGN"),
    ("VND", "VND"),
    ("PHP", "PHP"),
    ("BRL", "BRL"),
    ("PLN", "PLN"),
    ("CZK", "CZK"),
    ("CHF", "CHF"),
    ("CNY", "CNY"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("CAD", "CAD"),
    ("AUD", "AUD"),
    ("ZAR", "ZAR"),
];

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code)
    }
}

impl Currency {
    /// The currency of a sign or a code.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (_, code) = NAMES.iter().find(|(name, _)| *name == text)?;
        Some(Self { code })
    }

    /// A text without the currency that it begins or ends with.
    pub(super) fn beside(text: &str) -> Option<(Self, String)> {
        // `-$50` is as good as `$-50`.
        let (minus, bare) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest.trim_start()));
        // `US$` before `$`: of two names that fit, the longer is meant.
        let mut names: Vec<_> = NAMES.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        names.into_iter().find_map(|(name, code)| {
            let (minus, rest) = match bare.strip_prefix(name) {
                Some(rest) => (minus, rest),
                None => (minus, bare.strip_suffix(name)?),
            };
            let rest = rest.trim();
            let stands_alone = rest.starts_with(['-', '+', '\u{2212}', '.'])
                || rest.starts_with(|l: char| l.is_ascii_digit());
            stands_alone.then(|| (Self { code }, format!("{minus}{rest}")))
        })
    }
}
