//! The answer, what stands in the way, what it hangs on and how far it can be relied on.

use detente_agreement::{Answer, Deal};
use detente_case::{Interval, Quantity};

use super::{
    super::{Brief, deal::InTheWay, holds::Holds},
    cites::Cites,
    some,
};
use crate::{
    answers::{
        at_home,
        verdict::{counted, least_rows, percent},
    },
    page::{Page, Text},
    question::Question,
    text::{phrase, wording},
};

/// Of fewer draws no share of 100 is told: they are counted.
const LEAST_FOR_A_SHARE: u32 = 30;

pub(super) fn show(brief: &Brief, question: &Question, most: usize, cites: &mut Cites<'_>, page: &mut Page) {
    page.run_in("answer", brief.verdict.text().then(at_home::in_short(question).unwrap_or_default()));
    if question.nothing_is_known() || question.has_nothing_to_settle() {
        return;
    }
    let lines = [in_the_way(brief, most, cites), package(brief, question, most)].into_iter().flatten();
    let both = lines.reduce(|one, other| one.plain(" ").then(other));
    if let Some(both) = both {
        page.paragraph(both);
    }
    brief.verdict.show_hangs_on(least_rows(&brief.verdict.hangs_on) + most - 1, "in `why --full`", page);
    if let Some(alone) = brief.verdict.what_sources_alone_say() {
        page.paragraph(alone);
    }
}

/// How many requirements are told at least: one alone would be a party's, and the other's not.
const FEWEST: usize = 3;

/// What is in the way: each requirement with its own share of the futures without a deal, the largest first, whosesoever it
/// is; where no value matters, the requirements that no package meets together.
fn in_the_way(brief: &Brief, most: usize, cites: &mut Cites<'_>) -> Option<Text> {
    let why_not = brief.why_not.as_ref()?;
    let what = if brief.verdict.best_is_deal { "What could prevent it" } else { "In the way" };
    let text = Text::new().strong(what);
    let Some(first) = why_not.in_the_way.first() else {
        let reason = why_not.reasons.first()?;
        let all = reason.requirements.iter().enumerate().fold(text, |text, (number, said)| {
            let joined = if number == 0 { ": " } else { "; and " };
            text.plain(format!("{joined}{}", said.in_short)).then(cites.mark(said.reference.as_ref()))
        });
        return Some(all.plain("."));
    };
    let few = first.of_failing.draws < LEAST_FOR_A_SHARE;
    let of = if few {
        let draws = usize::try_from(first.of_failing.draws).unwrap_or(usize::MAX);
        format!(", of the {} without a deal", counted(draws, "assumed future", "assumed futures"))
    } else {
        ", of 100 assumed futures without a deal".to_owned()
    };
    let shown = most.max(FEWEST);
    let one = |text: Text, (number, way): (usize, &InTheWay)| {
        let joined = if number == 0 { ": " } else { "; " };
        let share = way.of_failing;
        let share = if few { share.holds.to_string() } else { percent(share.share) };
        let said = &way.requirement;
        text.plain(format!("{joined}{}", said.in_short))
            .then(cites.mark(said.reference.as_ref()))
            .plain(format!(" in {share}"))
    };
    let all = why_not.in_the_way.iter().take(shown).enumerate().fold(text.plain(of), one);
    let more = match why_not.in_the_way.len().saturating_sub(shown) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Some(all.plain(format!("{more}.")))
}

/// By how much the nearest package misses, or the best deal with its gains; nothing where silence decides.
fn package(brief: &Brief, question: &Question, most: usize) -> Option<Text> {
    let verdict = &brief.verdict.verdict;
    let best = verdict.best.as_ref()?;
    if brief.verdict.best_is_deal {
        let ties = match verdict.tied.len() {
            0 => String::new(),
            others => format!(", one of {} that tie", others + 1),
        };
        let terms: Vec<_> =
            best.terms.iter().map(|(issue, option)| wording::term(question, issue, option)).collect();
        let gains = gains(question, best, |_| true).join(", ");
        let text = Text::from(format!("The best deal{ties}: ")).strong(some(&terms, most));
        return Some(text.plain(format!(". Gains over no deal: {gains}.")));
    }
    let short = gains(question, best, |gain| gain < Quantity::ZERO);
    let is_none = matches!(verdict.answer, Answer::Impossible | Answer::Depends { central: Some(false) });
    let decided = is_none && brief.verdict.ask_first.is_none() && !verdict.unsaid.decides();
    (decided && !short.is_empty()).then(|| {
        let fewer = phrase::list(&short);
        Text::from(format!("The nearest package misses no deal, in points: {fewer}."))
    })
}

/// `UA +4, RU -2.4`, of those whose gain passes a test.
fn gains(question: &Question, deal: &Deal, shown: impl Fn(Quantity) -> bool) -> Vec<String> {
    let shown = deal.outcomes.iter().filter(|outcome| shown(outcome.central_gain));
    let gain = |outcome: &detente_agreement::Outcome| {
        let known = question.case.no_deal_of(&outcome.party).is_some();
        let unknown = if known { "" } else { " (no deal not known)" };
        let by = wording::signed(Interval::exactly(outcome.central_gain));
        format!("{} {by}{unknown}", question.short(&outcome.party))
    };
    shown.map(gain).collect()
}

/// Whether it would hold, in a sentence.
pub(super) fn holds(brief: &Brief, question: &Question, page: &mut Page) {
    let Some(holds) = brief.would_it_hold.as_ref().filter(|holds| !matches!(holds, Holds::NotSaid { .. }))
    else {
        return;
    };
    page.run_in("would it hold", holds.on_page_one(question));
}
