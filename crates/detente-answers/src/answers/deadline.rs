//! The answer of `detente deadline`: what deadlines, threats and exits do to the talks, day by day.

mod in_short;
mod threat;

use detente_agreement::{Share, robust::Watch};
use detente_simulation::{
    deadlines::{Curve, Deadlines, Times, deadlines_watched},
    pace::Habits,
};
use serde::Serialize;

use super::verdict::stands_on;
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::habits::{self, MARGIN, PACE};
use crate::options::{Choice, FULL, Kind};
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};
use detente_case::{Interval, Quantity};

/// Talks without any ultimatum, and with each of the case's.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// What was played.
    talks: Deadlines,
    /// Party by party, what the answer stands on: what is not known, and on whose word it is filled.
    stands_on: Vec<String>,
}

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question, habits: Habits, times: Times, watch: Watch<'_>) -> Deadline {
    Deadline {
        talks: deadlines_watched(&question.case, question.negotiation(), question.plan, habits, times, watch),
        stands_on: stands_on(question),
    }
}

/// How long the talks take if nothing hurries them.
const TAKES: Choice = Choice {
    name: "takes",
    kind: Kind::Range { floor: 1.0, ceiling: 3650.0, default: "30..180", example: "14..60" },
    says: "How many days parties take to come down to their last demand if nothing hurries them",
    heading: Some(habits::HEADING),
};

/// When ultimatums without a stated deadline run out.
const DEADLINE: Choice = Choice {
    name: "deadline",
    kind: Kind::Count { called: "DAYS", least: 0, most: 3650, default: None },
    says: "After how many days an ultimatum without a stated deadline runs out",
    heading: Some(habits::HEADING),
};

/// How many days are looked at.
const DAYS: Choice = Choice {
    name: "days",
    kind: Kind::Count { called: "DAYS", least: 1, most: 3650, default: Some(90) },
    says: "How many days to look ahead",
    heading: None,
};

/// `detente deadline`.
pub const ASKED: Asked = Asked {
    name: "deadline",
    about: "Show day by day what deadlines, threats and exits do to the talks",
    group: Group::Simulation,
    after_help: "Examples:\n  detente deadline cases/london-2025\n  detente deadline cases/london-2025 \
        --deadline 14 --takes 14..60\n\ndocs/mediation.md says what is simulated and what is assumed.",
    options: &[&PACE, &MARGIN, &TAKES, &DEADLINE, &DAYS, &FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, watch| {
        question.is_negotiated()?;
        let (least, most) = options.range(&TAKES);
        let day = |number: f64| Quantity::from_f64(number).unwrap_or(Quantity::ONE);
        let times = Times {
            takes: Interval::new(day(least), day(most)),
            days: options.count(&DAYS).unwrap_or(1),
            deadline: options.count(&DEADLINE),
        };
        boxed_with_detail(watch.during(|tell| answer(question, habits::of(options), times, tell))?, options)
    },
    schema: Described::of::<Deadline>(),
};

impl Answer for Deadline {
    fn page(&self, question: &Question) -> Page {
        self.in_short(question)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph("All of this rests on what the case says about those whose consent is needed:");
        page.list(self.stands_on.iter().map(|line| Text::new().caution(line)).collect());
        page.heading("If there were no ultimatum");
        let days = marks(self.talks.times.days, None);
        let mut table = curves(&days);
        curve_on(&mut table, "no ultimatum", &self.talks.without, self.talks.worlds, &days);
        page.table(table);
        page.paragraph(format!(
            "In how many of 100 assumed futures the parties have agreed by the end of that day, counted from today: \
             the talks are simulated in {}. Not agreed by day {}: {} of 100. {ROLES_DIFFER}",
            self.talks.worlds,
            self.talks.times.days,
            interval(&self.talks.without.open),
        ));
        for played in &self.talks.ultimatums {
            threat::threat_on(&mut page, question, played, &self.talks);
        }
        if self.talks.ultimatums.is_empty() {
            page.paragraph("The case has no ultimatum.");
        }
        page.heading("What is assumed of the talks");
        page.list(assumed(&self.talks));
        page.paragraph(
            "For comparison only, from history: of 153 mediated international crises, 8% had ended in agreement \
             after 30 days, 23% after 90, 35% after 180 and 51% after 365 (International Crisis Behavior data, \
             version 14, 1918–2017).",
        );
        page.next(next(question));
        page
    }
}

/// Why these numbers are not those of `roles`.
const ROLES_DIFFER: &str = "`roles` has no last day: there the talks go on until nobody gives in further.";

fn next(question: &Question) -> Vec<(String, String)> {
    let mut next = vec![
        (question.command("outlook"), "each deadline in the source's words, and the scenarios".to_owned()),
        (question.command("levers"), "whom each lever and exit hurts".to_owned()),
    ];
    if question.case.ultimatums.values().any(|ultimatum| ultimatum.deadline.is_none()) {
        let assumed = question.command("deadline --deadline 14");
        next.push((assumed, "if ultimatums without a deadline ran out in 14 days".to_owned()));
    }
    next
}

/// The days shown: some marks, the last, and the deadline.
fn marks(last: u32, deadline: Option<u32>) -> Vec<u32> {
    let marks = [7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650].into_iter().filter(|day| *day <= last);
    let mut days: Vec<u32> = marks.chain([last]).chain(deadline.filter(|day| *day <= last)).collect();
    days.sort_unstable();
    days.dedup();
    // At most seven columns fit: of the marks between, the earliest go first.
    while days.len() > 7 {
        days.remove(1);
    }
    days
}

fn curves(days: &[u32]) -> Table {
    let mut table = Table::new(["agreed by day"]);
    table.header.extend(days.iter().map(ToString::to_string));
    table.header.push(String::new());
    table.tight = (0..table.header.len()).collect();
    table
}

fn curve_on(table: &mut Table, name: &str, curve: &Curve, worlds: u32, days: &[u32]) {
    let of_hundred = |count: u32| (100.0 * f64::from(count) / f64::from(worlds.max(1))).round();
    let on = |day: &u32| curve.agreed_by.get(*day as usize).copied().unwrap_or(0);
    let cells = days.iter().map(|day| Text::from(of_hundred(on(day)).to_string()));
    let picture = Text::from(picture(&curve.agreed_by, worlds));
    table.row(std::iter::once(Text::new().strong(name)).chain(cells).chain([picture]).collect());
}

/// A curve as a row of bars, from nothing to all worlds.
fn picture(counts: &[u32], worlds: u32) -> String {
    const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const WIDTH: usize = 18;
    let last = counts.len().saturating_sub(1);
    let bar = |place: usize| {
        let count = counts.get(last * (place + 1) / WIDTH).copied().unwrap_or(0);
        let eighths = (u64::from(count) * 8).div_ceil(u64::from(worlds.max(1)));
        BARS.get(usize::try_from(eighths).unwrap_or(0)).copied().unwrap_or('█')
    };
    (0..WIDTH).map(bar).collect::<String>().trim_end().to_owned()
}

/// `36 (33–39)`, of 100.
fn interval(share: &Share) -> String {
    let of_hundred = |share: f64| (share * 100.0).round();
    format!("{} ({}–{})", of_hundred(share.share), of_hundred(share.low), of_hundred(share.high))
}

fn assumed(talks: &Deadlines) -> Vec<Text> {
    let (early, late) = talks.habits.exponent;
    vec![
        format!(
            "Each party first asks for the value of its favourite options, then comes down to its no-deal value \
             plus a margin of {} points (--margin). How late it gives in is drawn between {early} and {late} \
             (--pace), and how many days it takes from {} (--takes). They agree as soon as some package meets \
             what all ask for.",
            wording::rounded(talks.habits.margin),
            wording::rounded(talks.times.takes),
        )
        .into(),
        Text::from(
            "A party that heeds a threat counts what the threat would do to it, times its chance. It comes down \
             by the deadline, but takes at least half of its usual time.",
        ),
        Text::from(
            "The trigger counts as tripped if there is no agreement by the deadline. If whoever brings the \
             parties together leaves, the talks end; détente does not simulate direct talks afterwards.",
        ),
    ]
}
