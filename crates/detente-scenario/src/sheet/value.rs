//! What a cell says: a number, an interval, a word, or nothing.

use detente_number::Fraction;

use super::{
    names::{folded, nearest},
    number::{Marks, NotANumeral, Numeral, Unit, numeral},
};

/// What an option means to a party, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It asks for it.
    Propose,
    /// It agrees to it.
    Accept,
    /// It can live with it.
    Tolerate,
    /// It is against it.
    Oppose,
    /// It will not agree to it, whatever else is in the package.
    RedLine,
}

impl Level {
    /// Every level, best first.
    pub const ALL: [Self; 5] = [Self::Propose, Self::Accept, Self::Tolerate, Self::Oppose, Self::RedLine];

    /// The word in a cell.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Propose => "propose",
            Self::Accept => "accept",
            Self::Tolerate => "tolerate",
            Self::Oppose => "oppose",
            Self::RedLine => "red line",
        }
    }
}

/// How much an issue matters, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importance {
    /// It hardly matters.
    None,
    /// A little.
    Low,
    /// Noticeably.
    Medium,
    /// Much.
    High,
    /// More than almost anything else.
    Vital,
}

impl Importance {
    /// Every word, least first.
    pub const ALL: [Self; 5] = [Self::None, Self::Low, Self::Medium, Self::High, Self::Vital];

    /// The word in a cell.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Vital => "vital",
        }
    }
}

/// What a cell says of an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Value<Word> {
    /// Nothing: it is not known. Never 0.
    #[default]
    Unsaid,
    /// A number.
    Number(Fraction),
    /// A number between these, ends included; the first is not above the second.
    Between(Fraction, Fraction),
    /// A word.
    Word(Word),
}

impl<Word> Value<Word> {
    /// What lies between two decimals; nothing where they are none.
    #[must_use]
    pub fn said(low: &str, high: &str) -> Self {
        match (low.parse::<Fraction>(), high.parse::<Fraction>()) {
            (Ok(low), Ok(high)) if low == high => Self::Number(low),
            (Ok(low), Ok(high)) => Self::Between(low.min(high), low.max(high)),
            (Err(_), _) | (_, Err(_)) => Self::Unsaid,
        }
    }

    /// Its numbers divided by another; `None` where that does not fit.
    pub(super) fn over(self, by: Fraction) -> Option<Self> {
        Some(match self {
            Self::Number(number) => Self::Number(number.over(by)?),
            Self::Between(low, high) => Self::Between(low.over(by)?, high.over(by)?),
            Self::Unsaid | Self::Word(_) => self,
        })
    }
}

/// A cell's value, and what its numbers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read<Word> {
    pub(super) value: Value<Word>,
    pub(super) unit: Unit,
}

/// Why a cell says nothing that can be understood, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NotAValue {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

/// Words of a kind of row.
pub(super) trait Words: Copy {
    /// The word of a text, folded.
    fn of(text: &str) -> Option<Self>;
    /// Every word, for messages.
    fn all() -> Vec<&'static str>;
}

impl Words for Level {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "propose" | "proposes" | "proposed" => Self::Propose,
            "accept" | "accepts" | "accepted" => Self::Accept,
            "tolerate" | "tolerates" | "tolerated" => Self::Tolerate,
            "oppose" | "opposes" | "opposed" => Self::Oppose,
            "red line" | "red-line" | "red_line" | "redline" | "red lines" => Self::RedLine,
            _ => return None,
        })
    }

    fn all() -> Vec<&'static str> {
        Self::ALL.map(Self::word).to_vec()
    }
}

impl Words for Importance {
    fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|importance| importance.word() == text)
    }

    fn all() -> Vec<&'static str> {
        Self::ALL.map(Self::word).to_vec()
    }
}

/// Rows that take numbers only: what no deal is worth, and discounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWord {}

impl Words for NoWord {
    fn of(_: &str) -> Option<Self> {
        None
    }

    fn all() -> Vec<&'static str> {
        Vec::new()
    }
}

/// Reads a cell.
pub(super) fn value<Word: Words>(text: &str, marks: Marks) -> Result<Read<Word>, NotAValue> {
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let plain = |value| Ok(Read { value, unit: Unit::Plain });
    let word = folded(text);
    if matches!(
        word.as_str(),
        "" | "?" | "??" | "-" | "\u{2013}" | "\u{2014}" | "n/a" | "unknown" | "not known"
    ) {
        return plain(Value::Unsaid);
    }
    if let Some(word) = Word::of(&word.split_whitespace().collect::<Vec<_>>().join(" ")) {
        return plain(Value::Word(word));
    }
    let number = numeral(text, marks);
    if let Ok(Numeral { number, unit }) = number {
        return Ok(Read { value: Value::Number(number), unit });
    }
    if let Some(between) = interval(text, marks) {
        let (low, high) = between.map_err(|why| not_a_value::<Word>(text, why))?;
        if high.number < low.number {
            return Err(NotAValue {
                code: "turned-interval",
                message: format!("{text:?} begins above its end"),
                help: format!("write the lower number first: {} to {}", high.number, low.number),
            });
        }
        let unit = if high.unit == Unit::Plain { low.unit } else { high.unit };
        return Ok(Read { value: Value::Between(low.number, high.number), unit });
    }
    Err(not_a_value::<Word>(text, number.err().unwrap_or(NotANumeral::Other)))
}

/// The ends of an interval: `20 to 40`, `20-40`, `20–40`, `20..40`, `[20, 40]`.
fn interval(text: &str, marks: Marks) -> Option<Result<(Numeral, Numeral), NotANumeral>> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let (low, high) = match inner {
        Some(inner) => [";", ", ", ","].iter().find_map(|between| two(inner, between))?,
        None => [" to ", "\u{2013}", "\u{2014}", "..", "\u{2026}"]
            .iter()
            .find_map(|between| two(text, between))
            .or_else(|| hyphen(text))?,
    };
    let ends = (numeral(low, marks), numeral(high, marks));
    match ends {
        (Ok(low), Ok(high)) if high.unit == Unit::Percent && low.unit == Unit::Plain => {
            let number = low.number.over(Fraction::whole(100)).unwrap_or(low.number);
            Some(Ok((Numeral { number, unit: Unit::Percent }, high)))
        }
        // Two currencies, or a currency and a percentage, are on no one scale.
        (Ok(low), Ok(high))
            if low.unit != high.unit && low.unit != Unit::Plain && high.unit != Unit::Plain =>
        {
            None
        }
        (Ok(low), Ok(high)) => Some(Ok((low, high))),
        (Err(NotANumeral::Other), _) | (_, Err(NotANumeral::Other)) => None,
        (Err(why), _) | (_, Err(why)) => Some(Err(why)),
    }
}

/// The two sides of the only `between` in a text.
fn two<'a>(text: &'a str, between: &str) -> Option<(&'a str, &'a str)> {
    let (low, high) = text.split_once(between)?;
    if high.contains(between) { None } else { Some((low.trim(), high.trim())) }
}

/// The two sides of a hyphen that follows a number.
fn hyphen(text: &str) -> Option<(&str, &str)> {
    let after_number = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        before.ends_with(|letter: char| letter.is_ascii_digit() || letter == '%')
    };
    let at = text.match_indices('-').map(|(at, _)| at).find(after_number)?;
    Some((text.get(..at)?.trim(), text.get(at + 1..)?.trim()))
}

/// How many letters of a cell a message shows.
const MOST_SHOWN: usize = 40;

fn not_a_value<Word: Words>(text: &str, why: NotANumeral) -> NotAValue {
    let mut shown: String = text.chars().take(MOST_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match why {
        NotANumeral::Other if digits > MOST_SHOWN && text.chars().all(|letter| !letter.is_alphabetic()) => {
            NotAValue {
                code: "number-too-far",
                message: format!("{shown:?} has {digits} digits, too many to count with exactly"),
                help: "write the number with fewer digits".to_owned(),
            }
        }
        NotANumeral::Ambiguous => {
            let (point, comma): (String, String) = (shown.replace(',', "."), shown.replace(['.', ','], ""));
            NotAValue {
                code: "ambiguous-number",
                message: format!("{shown:?} may be {point} or {comma}"),
                help: format!("write {comma} without a mark, or {point}0 with another digit"),
            }
        }
        NotANumeral::TooFar => NotAValue {
            code: "number-too-far",
            message: format!("{shown:?} is too large or too small to count with exactly"),
            help: "write a number between a millionth of a millionth and a thousand million million, or 0"
                .to_owned(),
        },
        NotANumeral::Other => {
            let words = Word::all();
            let near = nearest(text, words.iter().copied());
            let listed = if words.is_empty() {
                String::new()
            } else {
                format!(", or one of: {}, ?", words.join(", "))
            };
            let looks_dated = text.matches(['-', '/', '.']).count() == 2
                && text.starts_with(|letter: char| letter.is_ascii_digit());
            let help = match near {
                _ if text.starts_with('#') || text.starts_with("Err:") => {
                    "the formula in this cell has an error: mend it in the spreadsheet, or write the number".to_owned()
                }
                Some(word) => format!("do you mean {word:?}?"),
                None if looks_dated => {
                    "a spreadsheet makes dates of cells such as 1-2: format the cell as text, and write the number".to_owned()
                }
                None => format!("write a number such as 0.25, an interval such as 20 to 40{listed}; leave unknown cells empty"),
            };
            NotAValue {
                code: "not-a-number",
                message: format!("{shown:?} is no number and no word that is known here"),
                help,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::number::Mark, *};

    fn level(text: &str) -> Result<Value<Level>, &'static str> {
        value::<Level>(text, Marks::all(Mark::Point)).map(|read| read.value).map_err(|why| why.code)
    }

    fn number(text: &str) -> Fraction {
        text.parse().expect("a number")
    }

    #[test]
    fn cells_say_words_intervals_numbers_or_nothing() {
        for (text, found) in
            [("Propose", Level::Propose), ("red  line", Level::RedLine), (" OPPOSES ", Level::Oppose)]
        {
            assert_eq!(level(text), Ok(Value::Word(found)), "{text}");
        }
        for text in ["", " ", "?", "-", "n/a", "\u{a0}"] {
            assert_eq!(level(text), Ok(Value::Unsaid), "{text:?}");
        }
        for text in
            ["20 to 40", "20-40", "20 \u{2013} 40", "[20, 40]", "[20;40]", "[20,40]", "20..40", "20 - 40"]
        {
            assert_eq!(level(text), Ok(Value::Between(number("20"), number("40"))), "{text}");
        }
        assert_eq!(level("-10--5"), Ok(Value::Between(number("-10"), number("-5"))));
        assert_eq!(level("20-40%"), Ok(Value::Between(number("0.2"), number("0.4"))));
        assert_eq!(level("[0,5; 1,5]"), Ok(Value::Between(number("0.5"), number("1.5"))));
        assert_eq!(level("55"), Ok(Value::Number(number("55"))));
        assert_eq!(level("20 to 40 EUR"), Ok(Value::Between(number("20"), number("40"))));
    }

    #[test]
    fn what_cannot_be_understood_gets_help_of_its_kind() {
        assert_eq!(level("40 to 20"), Err("turned-interval"));
        assert_eq!(level("1e-300"), Err("number-too-far"));
        let digits = "7".repeat(200);
        for long in
            [format!("{digits}.5"), format!("0.{digits}"), format!("1/{digits}"), format!("-{digits}%")]
        {
            assert_eq!(level(&long), Err("number-too-far"), "{long}");
        }
        assert_eq!(level(&format!("{digits} apples")), Err("not-a-number"));
        for text in ["much", "2025-04-23", "1/2/2026", "12 pears", "EUR 1 to USD 2", "#DIV/0!", "true"] {
            assert_eq!(level(text), Err("not-a-number"), "{text}");
        }
        let unknown = Marks { point: None, comma: None };
        let help =
            |text: &str| value::<Level>(text, unknown).map_err(|why| why.help).err().unwrap_or_default();
        assert!(help("acept").contains("\"accept\""));
        assert!(help("2025-04-23").contains("dates"));
        assert!(help("#DIV/0!").contains("formula") && help("Err:502").contains("formula"));
        assert!(help("good").contains("red line"));
        assert!(help("1,250").contains("1250"), "{}", help("1,250"));
        assert_eq!(value::<NoWord>("accept", unknown).map_err(|why| why.code), Err("not-a-number"));
        assert_eq!(
            value::<Importance>("Vital", unknown).map(|read| read.value),
            Ok(Value::Word(Importance::Vital))
        );
    }
}
