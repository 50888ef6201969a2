//! Days, times and truths of a workbook, as the text of a table has them.

/// A day and a time of day: `2026-03-02`, `12:30`, `2026-03-02 12:30`. A day without a time begins at midnight.
pub(super) fn shown(day: Option<String>, (hours, minutes, seconds): (u64, u8, u8)) -> String {
    let time = if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    };
    match day {
        Some(day) if (hours, minutes, seconds) == (0, 0, 0) => day,
        Some(day) => format!("{day} {time}"),
        None => time,
    }
}

/// A day and a time as spreadsheets show them, of what ISO 8601 says: `2026-03-02T12:30:00`.
pub(super) fn of_iso(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else { return text.to_owned() };
    let mut numbers =
        time.splitn(3, ':').map(|number| number.split('.').next().unwrap_or_default().parse::<u8>());
    match (numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(hours)), Some(Ok(minutes)), Some(Ok(seconds))) => {
            shown(Some(day.to_owned()), (hours.into(), minutes, seconds))
        }
        _ => text.to_owned(),
    }
}

/// A time as spreadsheets show it, of a span of time as ISO 8601 has it: `PT12H30M00S`.
pub(super) fn of_span(text: &str) -> Option<String> {
    let rest = text.strip_prefix("PT")?;
    let (hours, rest) = rest.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    Some(shown(None, (hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?)))
}

/// A truth, as spreadsheets write it into a table.
pub(super) fn truth(flag: bool) -> &'static str {
    if flag { "TRUE" } else { "FALSE" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_shown_as_days_and_times() {
        assert_eq!(of_iso("2026-03-02T00:00:00"), "2026-03-02");
        assert_eq!(of_iso("2026-03-02T09:05:30.25"), "2026-03-02 09:05:30");
        assert_eq!(of_iso("2026-03-02"), "2026-03-02");
        assert_eq!(of_iso("noonTime"), "noonTime");
        assert_eq!(of_span("PT12H30M00S").as_deref(), Some("12:30"));
        assert_eq!(of_span("PT30H00M05,5S").as_deref(), Some("30:00:05"));
        assert_eq!(of_span("P1D"), None);
    }
}
