//! Numbers in tables of positions and of forecasts.

/// A number with a point or a comma before its decimals, with or without a percent sign.
pub(super) fn number(said: &str) -> Option<f64> {
    let bare = said.trim().trim_end_matches('%').trim_end();
    if is_ambiguous(bare) {
        return None;
    }
    let found = bare.parse::<f64>().ok().or_else(|| bare.replacen(',', ".", 1).parse::<f64>().ok());
    found.filter(|number| number.is_finite())
}

/// Whether a comma may part thousands or begin a decimal: `1,234` is 1234 to some and 1.234 to others.
fn is_ambiguous(said: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    said.split_once(',').is_some_and(|(whole, part)| {
        digits(whole) && whole.len() <= 3 && !whole.starts_with('0') && digits(part) && part.len() == 3
    })
}

/// What is wrong with a cell that should hold a number: `otherwise`, unless it may be read in two ways.
pub(super) fn misread(said: &str, otherwise: String, help: &str) -> (String, String) {
    match said.split("..").map(str::trim).find(|part| is_ambiguous(part.trim_end_matches('%').trim_end())) {
        Some(part) => (
            format!("`{part}` may be a thousand or more, or a decimal"),
            format!("write {} or {}", part.replace(',', ""), part.replace(',', ".")),
        ),
        None => (otherwise, help.to_owned()),
    }
}

/// A number from 0 to 1, as a share or in percent: `0.4`, `0,4`, `40%`.
pub(super) fn chance(said: &str) -> Option<f64> {
    let unit = if said.trim_end().ends_with('%') { 100.0 } else { 1.0 };
    number(said).map(|number| number / unit).filter(|chance| (0.0..=1.0).contains(chance))
}

/// One number, or two in order: `20..60`.
pub(super) fn span(said: &str) -> Option<(f64, f64)> {
    match said.split_once("..") {
        Some((low, high)) => Some((number(low)?, number(high)?)).filter(|(low, high)| low <= high),
        None => number(said).map(|number| (number, number)),
    }
}
