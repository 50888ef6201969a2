//! The answer of `detente levers`: what moves whom, by how much, at whose cost.

mod dumbbells;
mod guarantees;
mod in_short;
pub mod rivals;
mod theories;
mod threats;

use detente_agreement::{
    Answer as Verdict, beliefs, grounds::Grounds, guarantees as promises, incidence, lever_ladder, zone::Zone,
};
use detente_case::{Interval, Quantity};
use serde::Serialize;

use super::offered;
use super::verdict::{counted, futures, is_only_a_conflict, percent, stands_on};
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::options::FULL;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};

/// What moves whom: levers by cost, threats with their incidence, rival theories, guarantees and money.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Levers {
    /// Levers, the cheapest to its owner first, each with the zone of agreement without and with it.
    ladder: lever_ladder::LeverLadder,
    /// No-deal values now and after each lever, ultimatum and exit.
    incidence: incidence::Incidence,
    /// The same as a picture shows it, threats first.
    events: Vec<dumbbells::Event>,
    /// Rival theories of what moves whom.
    beliefs: beliefs::Beliefs,
    /// What each theory's own remedy does if the theory is right, and if the other is; absent where fewer than two hold
    /// one.
    rivals: Option<rivals::Rivals>,
    /// Guarantees and money.
    guarantees: promises::Guarantees,
    /// Party by party, what the answers about deals stand on: what is not known, and on whose word it is filled.
    stands_on: Vec<String>,
}

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question) -> Levers {
    let (case, plan) = (&question.case, question.plan);
    let negotiation = question.negotiation();
    let incidence = incidence::incidence(case);
    let beliefs = beliefs::beliefs(case, negotiation, plan);
    Levers {
        rivals: rivals::rivals(question, &beliefs),
        ladder: lever_ladder::lever_ladder(case, negotiation, plan),
        events: dumbbells::events(question, &incidence),
        incidence,
        beliefs,
        guarantees: promises::guarantees(case, negotiation, plan),
        stands_on: stands_on(question),
    }
}

/// `detente levers`.
pub const ASKED: Asked = Asked {
    name: "levers",
    about: "Show what each lever, threat and exit does to each party",
    group: Group::Talks,
    after_help: "Example:\n  detente levers cases/london-2025",
    options: &[&FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| boxed_with_detail(answer(question), options),
    schema: Described::of::<Levers>(),
};

impl Answer for Levers {
    fn page(&self, question: &Question) -> Page {
        self.in_short(question)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        self.ladder_on(&mut page, question);
        threats::incidence_on(&mut page, question, &self.incidence);
        threats::ultimatums_on(&mut page, question, &self.incidence);
        theories::on(&mut page, question, &self.beliefs, self.rivals.as_ref());
        guarantees::on(&mut page, question, &self.guarantees);
        page.next(Self::next(question));
        page
    }
}

impl Levers {
    fn next(question: &Question) -> Vec<(String, String)> {
        vec![
            (question.command("openers"), "levers and concessions combined".to_owned()),
            (question.command("outlook"), "deadlines, and how soon a threat may come".to_owned()),
            (question.command("roles"), "what the mediator can do with its levers".to_owned()),
        ]
    }

    fn ladder_on(&self, page: &mut Page, question: &Question) {
        page.heading("Levers, the cheapest to its owner first");
        let negotiated = !is_only_a_conflict(&question.case);
        page.paragraph(if negotiated {
            Text::from("As things stand: ").plain(standing(question, &self.ladder.without))
        } else {
            question.verdict().text()
        });
        page.list(self.stands_on.iter().map(|line| Text::new().caution(line)).collect());
        if self.ladder.rungs.is_empty() {
            page.paragraph("The case has no levers.");
            return;
        }
        let mut table = Table::new(["lever", "owner", "today", "cost"]);
        table.header.extend(["gap", "of 100"].into_iter().filter(|_| negotiated).map(str::to_owned));
        table.tight = (1..table.header.len()).collect();
        for rung in &self.ladder.rungs {
            let cost: Vec<_> = rung.cost_to_owner.iter().map(|cost| wording::rounded(cost.points)).collect();
            let status = wording::standing(question, &rung.lever, rung.status);
            let status = status.unwrap_or_else(|| "not said".to_owned());
            let deals = [
                rung.gap_closed.map_or_else(|| Text::new().caution("?"), signed),
                of_hundred(rung.with.as_ref()),
            ];
            let first = [
                Text::new().strong(rung.name.as_str()).plain(ended(rung)),
                wording::short_name(question, &rung.owner).into(),
                Text::from(status),
                if cost.is_empty() { Text::new().caution("?") } else { one_of_equals(cost).into() },
            ];
            table.row(first.into_iter().chain(deals.into_iter().filter(|_| negotiated)).collect());
        }
        page.table(table);
        let of_deals = if negotiated {
            " Gap: how much more the party that gains least gets from the nearest package, at central values. Of 100: in how \
             many assumed futures terms exist if it is used; no likelihood."
        } else {
            ""
        };
        page.paragraph(format!(
            "Cost: points of the owner's own scale.{of_deals} ?: the case states no number."
        ));
        let line =
            |rung: &lever_ladder::LeverRung| {
                let lag = rung.lag.as_ref().map_or(String::new(), |lag| format!("; takes {lag}"));
                let undone = match rung.reversible {
                    Some(true) => "; can be undone",
                    Some(false) => "; cannot be undone",
                    None => "",
                };
                Text::from(format!("{}{}{lag}{undone}", rung.name, deal_effects(question, rung)))
                    .then(sources(question, &rung.grounds, &rung.effects_grounds))
            };
        page.list(self.ladder.rungs.iter().map(line).collect());
    }
}

/// `; any deal: IL +5 to +10`, nothing where no such effect is stated.
fn deal_effects(question: &Question, rung: &lever_ladder::LeverRung) -> String {
    let one = |effect: &lever_ladder::Cost| {
        format!("{} {}", question.short(&effect.party), wording::signed(effect.points))
    };
    let effects: Vec<_> = rung.moves_deal.iter().map(one).collect();
    if effects.is_empty() { String::new() } else { format!("; any deal: {}", effects.join(", ")) }
}

/// `no deal at central values; one in 23% of draws; the nearest package is 4.2 points short`; where nobody can say whether
/// there is a deal, no more than at the middle of what nobody has said.
fn standing(question: &Question, zone: &Zone) -> String {
    let known = offered::may_be(question.verdict());
    let verdict = match zone.answer {
        Verdict::Impossible => return "no package is a deal, for any values in the intervals.".to_owned(),
        Verdict::Certain => "a deal for all values in the intervals",
        Verdict::Depends { central: Some(true) } if !known => {
            "not known; at the middle of what nobody has said, a deal"
        }
        Verdict::Depends { central: Some(false) } if !known => {
            "not known; at the middle of what nobody has said, no deal"
        }
        Verdict::Depends { central: Some(true) } => "a deal at central values",
        Verdict::Depends { central: Some(false) } => "no deal at central values",
        Verdict::Depends { central: None } => "not settled at central values",
    };
    let deals = counted_deals(zone);
    if !known {
        return format!("{verdict} ({deals}); terms exist in {}.", futures(&zone.share));
    }
    format!(
        "{verdict} ({deals}); a deal in {}% of assumed futures; {}.",
        percent(zone.share.share),
        nearest(zone)
    )
}

/// How far the nearest package is from a deal, or how much room the best deal leaves.
fn nearest(zone: &Zone) -> String {
    match zone.nearest.as_ref().and_then(|nearest| nearest.least_gain) {
        Some(gain) if gain < Quantity::ZERO => {
            format!("the nearest package is {} points short for somebody", wording::one_decimal(-gain))
        }
        Some(gain) => {
            format!("the best package gains everybody at least {} points", wording::one_decimal(gain))
        }
        None => "no package keeps the red lines and rules".to_owned(),
    }
}

fn counted_deals(zone: &Zone) -> String {
    let count = zone.deals.central;
    let bound = if count.exact { "" } else { "at least " };
    let packages = usize::try_from(count.packages).unwrap_or(usize::MAX);
    format!("{bound}{}", counted(packages, "package", "packages"))
}

/// In how many of 100 draws there is a deal, for a table.
fn of_hundred(zone: Option<&Zone>) -> Text {
    zone.map_or_else(|| Text::new().caution("?"), |zone| percent(zone.share.share).into())
}

/// That a lever in use would end, where that is what its figures tell.
fn ended(rung: &lever_ladder::LeverRung) -> &'static str {
    if rung.would == incidence::LeverMove::End { " (in use; its end)" } else { "" }
}

/// Where a lever and its numbers come from.
fn sources(question: &Question, said: &Grounds, numbers: &Grounds) -> Text {
    let text = |grounds: &Grounds| grounds.origin.as_ref().map(|origin| question.reference(origin).text());
    let said_text = text(said).unwrap_or_else(|| Text::new().caution("nobody says"));
    let numbers_text = match text(numbers) {
        None => Text::from("; ").caution("numbers not stated"),
        Some(_) if numbers.origin == said.origin => Text::new(),
        Some(text) => Text::from("; numbers ").then(text),
    };
    Text::from(" [").then(said_text).then(numbers_text).plain("]")
}

fn signed(change: Quantity) -> Text {
    let text = wording::signed(Interval::exactly(change));
    match change.cmp(&Quantity::ZERO) {
        std::cmp::Ordering::Greater => Text::new().favour(text),
        std::cmp::Ordering::Less => Text::new().against(text),
        std::cmp::Ordering::Equal => text.into(),
    }
}

fn one_of_equals(mut texts: Vec<String>) -> String {
    let members = texts.len();
    texts.dedup();
    match texts.as_slice() {
        [same] if members > 1 => format!("{same} each"),
        _ => texts.join(", "),
    }
}
