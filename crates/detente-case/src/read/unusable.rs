//! Numbers that cannot be counted with, and why.

use toml::de::DeValue;

use crate::{Code, Diagnostic, Span, shape::Bounds};

/// How many digits of a number can be counted with exactly.
const MOST_DIGITS: usize = 36;

/// A number that cannot be counted with, and why.
pub(super) fn number(value: &DeValue<'_>, bounds: &Bounds, span: Span) -> Diagnostic {
    let typed = match value {
        DeValue::Float(float) => float.as_str(),
        DeValue::Integer(integer) => integer.as_str(),
        DeValue::String(text) => text.as_ref(),
        DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => "",
    };
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    let expected = format!("expected {}", bounds.expected());
    let bad = |message: String| Diagnostic::new(Code::BadNumber, message, span).label(expected);
    if typed.ends_with("inf") || typed.ends_with("nan") {
        return bad(format!("`{typed}` cannot be counted with"))
            .help("write the most it can be; if nothing is known, leave the key out: unknown is a value");
    }
    if digits > MOST_DIGITS {
        return bad(format!(
            "this number has {digits} digits, and at most {MOST_DIGITS} can be counted with"
        ))
        .help("round it to what is known");
    }
    bad("this is not a number that détente can use".to_owned())
        .help("if nothing is known, leave the key out: unknown is a value")
}
