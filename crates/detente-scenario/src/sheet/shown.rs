//! Numbers of a workbook as the spreadsheet shows them: at fifteen significant digits, with the sign of their format.
//!
//! A cell that shows `50%` holds one half, and a cell that shows `40` holds forty. Only the sign tells that they stand
//! on two scales, so it stays with the number, as in the text of a table.

use super::currency::Currency;

/// How many significant digits a spreadsheet shows. Further ones are what binary arithmetic left behind: a cell that
/// shows 40 may hold 39.999999999999993.
const DIGITS: usize = 15;

/// Beyond such exponents a number is written with its exponent.
const MOST_ZEROS: i32 = 24;

/// What stands beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing.
    Plain,
    /// `%`, and the number is shown a hundred times as large.
    Percent,
    /// `%` as mere text: the number is shown as it is.
    PercentAsText,
    /// A currency before the number.
    Before(Currency),
    /// A currency after it.
    After(Currency),
}

/// A number as it is shown; nothing where it is infinite or no number.
pub(super) fn shown(number: f64, sign: Sign) -> Option<String> {
    Some(match sign {
        Sign::Plain => decimal(number, 0)?,
        Sign::Percent => decimal(number, 2)? + "%",
        Sign::PercentAsText => decimal(number, 0)? + "%",
        Sign::Before(currency) => format!("{currency} {}", decimal(number, 0)?),
        Sign::After(currency) => format!("{} {currency}", decimal(number, 0)?),
    })
}

/// A number at fifteen significant digits, times ten to the power of `shift`, as a decimal.
pub(super) fn decimal(number: f64, shift: i32) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let written = format!("{:.*e}", DIGITS - 1, number);
    let (digits, exponent) = written.split_once('e')?;
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    let exponent = exponent.parse::<i32>().ok()?.checked_add(shift)?;
    let (first, rest) = digits.split_at_checked(1)?;
    if exponent.abs() > MOST_ZEROS {
        let rest = if rest.is_empty() { String::new() } else { format!(".{rest}") };
        return Some(format!("{sign}{first}{rest}e{exponent}"));
    }
    let zeros = |count: usize| "0".repeat(count);
    let Ok(before) = usize::try_from(exponent) else {
        let gap = usize::try_from(-exponent - 1).ok()?;
        return Some(format!("{sign}0.{}{digits}", zeros(gap)));
    };
    Some(match rest.split_at_checked(before) {
        Some((_, "")) | None => {
            format!("{sign}{digits}{}", zeros((before + 1).saturating_sub(digits.len())))
        }
        Some((whole, part)) => format!("{sign}{first}{whole}.{part}"),
    })
}

/// What the format of a cell puts beside its number (ECMA-376, 18.8.31: sections for positive numbers, negative ones and
/// zero, or for the conditions that they begin with).
pub(super) fn sign(format: &str, number: f64) -> Sign {
    let sections: Vec<Section> = sections(format);
    let conditional = sections.iter().any(|section| section.condition.is_some());
    let place = match sections.len() {
        0 => return Sign::Plain,
        _ if conditional => {
            let holds =
                |section: &Section| section.condition.is_some_and(|condition| condition.holds(number));
            let otherwise = || sections.iter().position(|section| section.condition.is_none());
            sections.iter().position(holds).or_else(otherwise).unwrap_or(0)
        }
        2.. if number < 0.0 => 1,
        3.. if number == 0.0 => 2,
        _ => 0,
    };
    sections.get(place).map_or(Sign::Plain, |section| section.sign)
}

/// One section of a format.
struct Section {
    condition: Option<Condition>,
    sign: Sign,
}

/// A condition that a section begins with: `[<1]`.
#[derive(Clone, Copy)]
struct Condition {
    less: bool,
    equal: bool,
    more: bool,
    than: f64,
}

impl Condition {
    fn of(text: &str) -> Option<Self> {
        let number = text.trim_start_matches(['<', '>', '=']);
        let signs = text.get(..text.len() - number.len())?;
        let than = number.parse().ok()?;
        let of = |less, equal, more| Some(Self { less, equal, more, than });
        match signs {
            "<" => of(true, false, false),
            "<=" => of(true, true, false),
            "=" => of(false, true, false),
            ">=" => of(false, true, true),
            ">" => of(false, false, true),
            "<>" => of(true, false, true),
            _ => None,
        }
    }

    fn holds(self, number: f64) -> bool {
        (self.less && number < self.than)
            || (self.more && number > self.than)
            || (self.equal && number.total_cmp(&self.than).is_eq())
    }
}

/// Takes a format apart.
fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section { condition: None, sign: Sign::Plain }];
    let mut letters = format.chars();
    let mut after_digits = false;
    while let Some(letter) = letters.next() {
        let piece = match letter {
            ';' => {
                sections.push(Section { condition: None, sign: Sign::Plain });
                after_digits = false;
                continue;
            }
            '"' => Piece::Text(letters.by_ref().take_while(|letter| *letter != '"').collect()),
            '\\' => Piece::Text(letters.next().into_iter().collect()),
            // A space as wide as a letter, and a letter that fills the cell.
            '_' | '*' => {
                letters.next();
                continue;
            }
            '[' => Piece::Bracket(letters.by_ref().take_while(|letter| *letter != ']').collect()),
            '0' | '#' | '?' => {
                after_digits = true;
                continue;
            }
            '%' => Piece::Percent,
            other => Piece::Text(other.to_string()),
        };
        if let Some(section) = sections.last_mut() {
            section.take(&piece, after_digits);
        }
    }
    sections
}

/// A piece of a format.
enum Piece {
    Percent,
    Text(String),
    /// What stands in brackets: a currency, a colour or a condition.
    Bracket(String),
}

impl Section {
    fn take(&mut self, piece: &Piece, after_digits: bool) {
        let text = match piece {
            Piece::Percent => {
                self.sign = Sign::Percent;
                return;
            }
            Piece::Text(text) => text.as_str(),
            Piece::Bracket(text) => {
                let Some(currency) = text.strip_prefix('$') else {
                    self.condition = self.condition.or_else(|| Condition::of(text));
                    return;
                };
                // `$€-407`: the sign, and the language of its country.
                currency.split('-').next().unwrap_or_default()
            }
        };
        if self.sign != Sign::Plain {
            return;
        }
        if text.contains('%') {
            self.sign = Sign::PercentAsText;
        } else if let Some(currency) = Currency::of(text.trim()) {
            self.sign = if after_digits { Sign::After(currency) } else { Sign::Before(currency) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_binary_arithmetic_left_behind_is_not_shown() {
        for (number, text) in [
            (39.999_999_999_999_99, "40"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333333333333"),
            (-0.000_012_5, "-0.0000125"),
            (1_234_567.125, "1234567.125"),
            (100.0, "100"),
            (-0.0, "0"),
            (12_345_678_901_234_567.0, "12345678901234600"),
            (1e300, "1e300"),
            (2.5e-30, "2.5e-30"),
        ] {
            assert_eq!(decimal(number, 0).as_deref(), Some(text), "{number}");
        }
        assert_eq!(decimal(f64::INFINITY, 0), None);
        assert_eq!(decimal(f64::NAN, 0), None);
    }

    #[test]
    fn the_sign_of_a_format_stays_with_its_number() {
        let (euro, dollar) = ("EUR", "USD");
        for (format, number, text) in [
            ("General", 0.5, "0.5"),
            ("0%", 0.5, "50%"),
            ("0.00%", 0.29, "29%"),
            ("#,##0", 1250.0, "1250"),
            ("0.0\"%\"", 12.5, "12.5%"),
            ("0\\%", 12.0, "12%"),
            ("0%;[Red]-0%", -0.25, "-25%"),
            ("[<1]0%;0", 0.5, "50%"),
            ("[<1]0%;0", 40.0, "40"),
            ("0;0;0%", 0.0, "0%"),
            ("#,##0.00 [$\u{20ac}-407]", 7.5, "7.5 EUR"),
            ("[$\u{20ac}-407] 0", 7.0, "EUR 7"),
            ("_($* #,##0.00_);_($* (#,##0.00)", 3.0, "USD 3"),
            ("\"$\"#,##0", -3.0, "USD -3"),
            ("0.0\" k\"", 3.0, "3"),
        ] {
            let shown = shown(number, sign(format, number));
            assert_eq!(shown.as_deref(), Some(text), "{format}");
        }
        assert_eq!(sign("0 \"EUR\"", 1.0), Sign::After(Currency::of(euro).expect("a currency")));
        assert_eq!(Currency::of("$"), Currency::of(dollar));
    }
}
