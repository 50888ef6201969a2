//! The answer of `detente learn`: which single unknown, if learned, would change the recommendation most?

use detente_agreement::{
    Backing,
    robust::{BEYOND_CHANCE, Guess, LearnedNumber, Learning, Number, Swing, Watch},
};
use serde::Serialize;

use super::{
    at_home, offered,
    verdict::{VerdictAnswer, counted, percent},
};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::{
        phrase,
        wording::{self, rounded},
    },
};

/// How many numbers have a row of the table.
const IN_TABLE: usize = 10;
/// How many numbers are shown with what would be put forward.
const IN_FULL: usize = 1;
/// What it is worth to learn each uncertain number.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Learn {
    /// Whether there is a deal now.
    verdict: VerdictAnswer,
    /// What each number and each party's numbers are worth.
    #[serde(flatten)]
    learning: Learning,
}

/// Builds the answer.
pub fn answer(question: &Question, watch: Watch<'_>) -> Learn {
    let learning = question.negotiation().learning_watched(&question.case, question.plan, watch);
    Learn { verdict: question.verdict().clone(), learning }
}

/// `detente learn`.
pub const ASKED: Asked = Asked {
    name: "learn",
    about: "Find the uncertain number that is most worth finding out",
    group: Group::Packages,
    after_help: "Example:\n  detente learn cases/london-2025 --draws 4000",
    options: &[],
    draws: Some(10_000),
    on_threads: true,
    answer: |question, _, watch| {
        question.is_negotiated()?;
        question.holds_draws()?;
        boxed(watch.during(|tell| answer(question, tell))?)
    },
    schema: Described::of::<Learn>(),
};

impl Answer for Learn {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text().then(at_home::in_short(question).unwrap_or_default()));
        if let Some(usual) = DRAWS.filter(|usual| *usual != question.plan.draws) {
            page.paragraph(format!(
                "Counted in {} assumed futures. Other screens count {usual} unless --draws says otherwise, so that shares differ \
                 by chance.",
                question.plan.draws
            ));
        }
        match &self.learning.now {
            Some(now) if self.learning.knowing_all.holds > 0 => self.show(question, now, &mut page),
            _ => page.paragraph(
                "No package is a deal in any assumed future, so learning a number would not change the choice.",
            ),
        }
        page.next(vec![
            (question.command("robust"), "which packages hold up without learning more".to_owned()),
            (question.command("brief"), "what each party's numbers rest on".to_owned()),
        ]);
        page
    }
}

impl Learn {
    fn show(&self, question: &Question, now: &Guess, page: &mut Page) {
        let found = &self.learning;
        if found.knowing_all.holds == now.acceptable.holds {
            page.paragraph(if now.acceptable.holds == now.acceptable.draws {
                "One package is a deal in every assumed future. So learning a number would not change the choice."
                    .to_owned()
            } else {
                format!(
                    "One package is a deal in {}% of the assumed futures, and in the others no package is. So \
                     learning a number would not change the choice.",
                    percent(now.acceptable.share)
                )
            });
            return;
        }
        page.heading("Which number to learn first");
        let stands_out = |one: &&LearnedNumber| one.z > BEYOND_CHANCE || one.swing.is_beyond_chance();
        let shown: Vec<_> = found.numbers.iter().filter(stands_out).take(IN_TABLE).collect();
        if shown.is_empty() {
            page.paragraph(format!(
                "None of the {} stands out of chance.",
                counted(
                    found.numbers.len() + found.not_listed.unwrap_or_default(),
                    "uncertain number",
                    "uncertain numbers"
                )
            ));
            self.show_error(page);
        } else {
            let mut table =
                Table::new(["", "number", "held", "by", "swing", "worth"]).tight(&[0, 2, 3, 4, 5]);
            for (number, one) in shown.iter().enumerate() {
                table.row(vec![
                    (number + 1).to_string().into(),
                    named(question, &one.number).into(),
                    rounded(one.interval).into(),
                    backing(one.backing),
                    swing(&one.swing).into(),
                    if one.z > BEYOND_CHANCE {
                        Text::new().strong(worth(one.gain, one.error))
                    } else {
                        "none".into()
                    },
                ]);
            }
            page.table(table);
            page.paragraph(format!(
                "Swing: by how many percentage points of assumed futures one of these packages is a deal more often in the half in \
                 which the number is low, or high. In how many any package is a deal in either half: `why`. Worth: by how \
                 many percentage points the package you choose is a deal more often if you learn the number first: {} now, {} if \
                 you learn all.",
                in_percent(now.acceptable.share),
                in_percent(found.knowing_all.share)
            ));
            self.show_error(page);
            // Where nobody can say whether there is a deal, none is shown as if it were found.
            let told = if offered::may_be(&self.verdict) { IN_FULL } else { 0 };
            for (number, one) in shown.iter().enumerate().filter(|(_, one)| one.z > BEYOND_CHANCE).take(told)
            {
                show_number(question, number, one, now, page);
            }
        }
        self.show_parties(question, page);
    }

    /// How large a worth must be to be told from none.
    fn show_error(&self, page: &mut Page) {
        let Learning { numbers, plan, searched, .. } = &self.learning;
        let below = numbers.iter().filter(|one| one.z <= BEYOND_CHANCE).count();
        page.paragraph(format!(
            "{} packages, found in {searched} other futures, are chosen on either half of {} and judged on the other. Worths \
             within {BEYOND_CHANCE:.0} standard errors count as none: {below} of {}. --draws shows smaller ones. \
             Some other answers look at every package, so that their shares are higher.",
            self.learning.packages,
            counted(plan.draws as usize, "assumed future", "assumed futures"),
            counted(numbers.len(), "number", "numbers"),
        ));
    }

    fn show_parties(&self, question: &Question, page: &mut Page) {
        page.heading("Whom to ask first");
        let party = |one: &detente_agreement::robust::LearnedParty| {
            let numbers = counted(one.numbers, "uncertain number", "uncertain numbers");
            let told = if one.z > BEYOND_CHANCE {
                format!("{} points for learning all its {numbers}", worth(one.gain, one.error))
            } else {
                format!("no more than chance could explain for learning all its {numbers}")
            };
            Text::new().strong(question.short(&one.party)).plain(format!(": {told}"))
        };
        page.list(self.learning.parties.iter().map(party).collect());
    }
}

/// `low +58`: in which half there is a deal more often, and by how much. The shares of either half are told in one place,
/// with what the verdict hangs on.
fn swing(swing: &Swing) -> String {
    let half = if swing.low.share > swing.high.share { "low" } else { "high" };
    format!("{half} +{}", percent(swing.size))
}

/// What would be put forward if the number were low, and if it were high.
fn show_number(question: &Question, place: usize, one: &LearnedNumber, now: &Guess, page: &mut Page) {
    page.paragraph(Text::from("What you would choose: ").strong(format!(
        "{}. {}",
        place + 1,
        named(question, &one.number)
    )));
    let half = |label: &str, guess: &Guess| {
        let changed = guess.terms.iter().filter(|(issue, option)| now.terms.get(*issue) != Some(*option));
        let changed: Vec<_> =
            changed.map(|(issue, option)| wording::term_in_short(question, issue, option)).collect();
        let what = if changed.is_empty() { "the same package".to_owned() } else { phrase::list(&changed) };
        (label.to_owned(), Text::from(format!("{what}, a deal in {}%", percent(guess.acceptable.share))))
    };
    page.facts(vec![half("if low", &one.if_low), half("if high", &one.if_high)]);
}

/// The number in words.
#[must_use]
pub fn named(question: &Question, number: &Number) -> String {
    match number {
        Number::NoDeal { party } => format!("what no deal is worth to {}", question.short(party)),
        Number::Weight { party, issue } => {
            format!("weight to {} of {}", question.short(party), wording::issue_name(question, issue))
        }
        Number::Value { party, issue, option } => {
            format!(
                "worth to {} of {}",
                question.short(party),
                wording::term_in_short(question, issue, option)
            )
        }
    }
}

fn backing(backing: Backing) -> Text {
    match backing {
        Backing::Reported => "reported".into(),
        Backing::Assumed => Text::new().caution("assumed"),
        Backing::Implied => Text::new().caution("implied"),
        Backing::Unknown => Text::new().caution("unknown"),
    }
}

/// A share in percent, with a decimal where it is small.
fn in_percent(share: f64) -> String {
    if share > 0.0 && share < 0.05 {
        format!("{:.1}%", share * 100.0)
    } else {
        format!("{}%", percent(share))
    }
}

/// A worth and its standard error in percentage points, to as many decimals as tell the error: `4.9 ± 0.3`.
#[must_use]
pub fn worth(gain: f64, error: f64) -> String {
    let decimals = if error * 100.0 < 0.1 { 2 } else { 1 };
    format!("{:.decimals$} ± {:.decimals$}", gain * 100.0, error * 100.0)
}
