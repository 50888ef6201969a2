//! `detente forecast score`: forecasts whose outcomes are known, from a table or from the cards of a case.

use detente_case::Case;
use detente_forecast::scores;
use detente_scenario::{Diagnostic, Severity, sheet};
use detente_talks::outlook::{self, ForecastStatus};
use serde::Serialize;

use super::{
    backtest::{Calibrated, calibrated, calibration_on},
    fan::calibration_svg,
    numbers,
};
use crate::page::{Page, Table, Text};

/// A chance that somebody stated, and what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The question.
    pub question: String,
    /// The chance of yes, from 0 to 1.
    pub chance: f64,
    /// Whether it happened.
    pub happened: bool,
    /// What it was decided together with.
    pub group: String,
}

/// How good stated chances were.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    /// How many forecasts are scored.
    forecasts: usize,
    /// The mean Brier score: 0 is best, 1 is worst.
    brier: f64,
    /// The mean Brier score of saying the share that happened each time, which nobody knew before.
    brier_of_the_share: f64,
    /// The 95 % interval of the mean Brier score less that of one half each time (0.25). It draws whole groups.
    brier_less_half: Interval,
    /// The mean logarithmic score: 0 is best. Absent where something impossible happened.
    log: Option<f64>,
    /// Calibration in tenths.
    calibration: Vec<Calibrated>,
    /// Each forecast.
    each: Vec<Each>,
    /// Forecasts that cannot be scored yet.
    open: usize,
    /// The calibration as a picture in SVG, for the page and for files.
    picture: String,
}

/// A mean with its interval.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Interval {
    /// The mean.
    mean: f64,
    /// The lower end; absent where there is only one group.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
}

/// One forecast.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Each {
    /// The question.
    question: String,
    /// The chance.
    chance: f64,
    /// Whether it happened.
    happened: bool,
    /// Its Brier score.
    brier: f64,
}

/// The settled cards of a case with a chance, at the middle of that chance, and how many are open or give none.
#[must_use]
pub fn of_case(case: &Case) -> (Vec<Stated>, usize) {
    let mut open = 0;
    let mut stated = Vec::new();
    for (state, forecast) in outlook::forecasts(case).into_iter().zip(case.forecasts.values()) {
        match (state.status, state.chance) {
            (ForecastStatus::Resolved { outcome, .. }, Some(chance)) => stated.push(Stated {
                question: forecast.question.clone(),
                chance: chance.middle().to_f64(),
                happened: outcome,
                group: state.forecast.to_string(),
            }),
            (ForecastStatus::Resolved { .. } | ForecastStatus::Open { .. } | ForecastStatus::Due, _) => {
                open += 1;
            }
        }
    }
    (stated, open)
}

/// The rows of a table with the columns `question`, `chance`, `happened`, and `group` if there is one, and how many of them are
/// still open: nothing stands in `happened`.
#[must_use]
pub fn of_table(file: &str, text: &str) -> (Vec<Stated>, usize, Vec<Diagnostic>) {
    let (lines, mut told) = sheet::lines(file, text);
    let mut wrong = |place: Option<(u32, u32)>, message: String, help: &str| {
        told.push(Diagnostic {
            code: "not-a-number",
            severity: Severity::Error,
            file: file.to_owned(),
            place,
            message,
            help: help.to_owned(),
        });
    };
    let Some((header, rows)) = lines.split_first() else {
        wrong(None, "the file is empty".to_owned(), "begin with `question,chance,happened`");
        return (Vec::new(), 0, told);
    };
    let column = |name: &str| header.cells.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
    let (Some(chance), Some(happened)) = (column("chance"), column("happened")) else {
        let message = "no columns are called `chance` and `happened`".to_owned();
        wrong(Some((header.row, 1)), message, "begin with `question,chance,happened`");
        return (Vec::new(), 0, told);
    };
    let (mut stated, mut open) = (Vec::new(), 0);
    for line in rows {
        let cell = |column: usize| line.cells.get(column).map_or("", |cell| cell.trim());
        let place = |column: usize| Some((line.row, u32::try_from(column + 1).unwrap_or(u32::MAX)));
        let said = cell(chance);
        // Nobody knows yet, so it is no forecast to score.
        if matches!(cell(happened), "" | "?") {
            open += 1;
            continue;
        }
        let found = numbers::chance(said);
        let yes = match cell(happened).to_lowercase().as_str() {
            "yes" | "true" | "1" => Some(true),
            "no" | "false" | "0" => Some(false),
            _ => None,
        };
        if found.is_none() {
            wrong(place(chance), format!("`{said}` is no chance from 0 to 1"), "write 0.4, 0,4 or 40%");
        }
        if yes.is_none() {
            wrong(
                place(happened),
                format!("`{}` is neither yes nor no", cell(happened)),
                "write yes or no, or nothing while nobody knows",
            );
        }
        if let (Some(chance), Some(happened)) = (found, yes) {
            let row = format!("row {}", line.row);
            let question = column("question").map_or_else(|| row.clone(), |column| cell(column).to_owned());
            let group =
                column("group").map(|column| cell(column).to_owned()).filter(|group| !group.is_empty());
            stated.push(Stated { group: group.unwrap_or(row), question, chance, happened });
        }
    }
    (stated, open, told)
}

/// Scores stated chances. `None` without any.
#[must_use]
pub fn answer(stated: &[Stated], open: usize, seed: u64) -> Option<Score> {
    if stated.is_empty() {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a table has far fewer rows than 2^52")]
    let count = stated.len() as f64;
    let mean = |of: &dyn Fn(&Stated) -> f64| stated.iter().map(of).sum::<f64>() / count;
    let share = mean(&|one| f64::from(u8::from(one.happened)));
    let mut groups: Vec<&str> = stated.iter().map(|one| one.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let less: Vec<(usize, f64)> = stated
        .iter()
        .map(|one| {
            let group = groups.binary_search(&one.group.as_str()).unwrap_or(0);
            (group, scores::brier(one.chance, one.happened) - 0.25)
        })
        .collect();
    let scores::Estimate { mean: less_half, low, high } = scores::clustered(&less, seed);
    let log = mean(&|one| scores::log_score(one.chance, one.happened));
    let pairs: Vec<(f64, bool)> = stated.iter().map(|one| (one.chance, one.happened)).collect();
    let calibration = calibrated(&scores::calibration(&pairs));
    Some(Score {
        picture: calibration_svg(&calibration, "What was said, and what happened"),
        forecasts: stated.len(),
        brier: mean(&|one| scores::brier(one.chance, one.happened)),
        brier_of_the_share: mean(&|one| scores::brier(share, one.happened)),
        brier_less_half: Interval {
            mean: less_half,
            low: (groups.len() > 1).then_some(low),
            high: (groups.len() > 1).then_some(high),
        },
        log: log.is_finite().then_some(log),
        calibration,
        each: stated
            .iter()
            .map(|one| Each {
                question: one.question.clone(),
                chance: one.chance,
                happened: one.happened,
                brier: scores::brier(one.chance, one.happened),
            })
            .collect(),
        open,
    })
}

/// The picture of the calibration, as SVG.
#[must_use]
pub fn svg(score: &Score) -> &str {
    &score.picture
}

/// So few forecasts in a row of the table show little, in a sentence.
const FEW: usize = 10;

/// The page.
#[must_use]
pub fn page(score: &Score, title: &str) -> Page {
    let mut page = Page::new(title);
    let Interval { mean, low, high } = score.brier_less_half;
    let against = match (low, high) {
        (Some(low), Some(high)) => format!("{mean:+.3} (95% interval {low:+.3} to {high:+.3})"),
        _ => format!("{mean:+.3} (95% interval –: one group says nothing of others)"),
    };
    page.facts(vec![
        ("forecasts".to_owned(), Text::from(score.forecasts.to_string())),
        ("Brier score".to_owned(), Text::new().strong(format!("{:.3} (0 is best, 1 is worst)", score.brier))),
        ("against always 50%".to_owned(), Text::from(against)),
        ("always the share".to_owned(), Text::from(format!("{:.3}", score.brier_of_the_share))),
        (
            "log score".to_owned(),
            Text::from(score.log.map_or_else(
                || "infinite: something happened that was given no chance".to_owned(),
                |log| format!("{log:.3}"),
            )),
        ),
        ("not settled".to_owned(), Text::from(score.open.to_string())),
    ]);
    page.paragraph("Always saying 50% scores 0.250; a difference below 0 is better than that. \"Always the share\" is the score of somebody \
         who knew beforehand how many would happen, and nothing else.");
    page.heading("Calibration");
    calibration_on(&mut page, &score.calibration);
    let few = score.calibration.iter().filter(|row| row.count < FEW).count();
    if few > 0 {
        page.paragraph(Text::new().caution(format!(
            "{few} of {} rows rest on fewer than {FEW} forecasts, so they show little.",
            score.calibration.len()
        )));
    }
    page.heading("Each forecast");
    let mut table = Table::new(["question", "chance", "happened", "Brier"]).tight(&[1, 2, 3]);
    for one in &score.each {
        table.row(vec![
            Text::from(&one.question),
            Text::from(format!("{:.0}%", one.chance * 100.0)),
            Text::from(if one.happened { "yes" } else { "no" }),
            Text::from(format!("{:.3}", one.brier)),
        ]);
    }
    page.table(table);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_chances_is_scored() {
        let (stated, open, told) =
            of_table("f.csv", "question;chance;happened\nA;80%;yes\nB;0,4;no\nC;0.5;\n");
        assert!(told.is_empty() && open == 1, "{told:?}");
        let score = answer(&stated, 0, 1).expect("two forecasts");
        assert!((score.brier - f64::midpoint(0.04, 0.16)).abs() < 1e-12);
        assert!((score.brier_of_the_share - 0.25).abs() < 1e-12);
        let log = -(f64::ln(0.8) + f64::ln(0.6)) / 2.0;
        assert!((score.log.expect("finite") - log).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_chance_is_told_with_its_place() {
        let (stated, _, told) = of_table("f.csv", "question,chance,happened\nA,1.2,yes\nB,0.4,perhaps\n");
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert!(
            stated.is_empty() && told[0].contains("f.csv:2:2") && told[1].contains("f.csv:3:3"),
            "{told:?}"
        );
        assert!(!of_table("f.csv", "a,b\n1,2\n").2.is_empty() && !of_table("f.csv", "").2.is_empty());
        assert!(answer(&[], 3, 1).is_none());
    }

    #[test]
    fn what_was_held_impossible_has_no_mean_log_score() {
        let stated = Stated { question: "A".into(), chance: 0.0, happened: true, group: "A".into() };
        assert_eq!(answer(&[stated], 0, 1).expect("one").log, None);
    }
}
