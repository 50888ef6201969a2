//! The answer of `detente robust`: which packages and options hold up whatever the numbers?

use detente_agreement::robust::{Candidate, Efficiency, Entry, OptionStanding, Robustness, Watch};
use detente_case::ProposalId;
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
    text::wording::{self, one_decimal},
};

/// How many packages have a row of the table.
const IN_TABLE: usize = 8;
/// How many packages are shown term by term beside the first.
const IN_FULL: usize = 3;

/// How packages hold up across the draws.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Robust {
    /// Whether there is a deal now.
    verdict: VerdictAnswer,
    /// The packages compared, and how they hold up.
    #[serde(flatten)]
    robustness: Robustness,
}

/// Builds the answer.
pub fn answer(question: &Question, watch: Watch<'_>) -> Robust {
    let robustness = question.negotiation().robustness_watched(&question.case, question.plan, watch);
    Robust { verdict: question.verdict().clone(), robustness }
}

/// `detente robust`.
pub const ASKED: Asked = Asked {
    name: "robust",
    about: "Find the packages and options that stay good while numbers are uncertain",
    group: Group::Packages,
    after_help: "Example:\n  detente robust cases/london-2025",
    options: &[],
    draws: DRAWS,
    on_threads: true,
    answer: |question, _, watch| {
        question.is_negotiated()?;
        question.holds_draws()?;
        boxed(watch.during(|tell| answer(question, tell))?)
    },
    schema: Described::of::<Robust>(),
};

impl Answer for Robust {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text().then(at_home::in_short(question).unwrap_or_default()));
        match self.robustness.candidates.first() {
            Some(first) if first.acceptable.holds > 0 && !offered::may_be(&self.verdict) => {
                page.paragraph(
                    Text::new()
                        .caution("So no package is shown")
                        .plain(format!(". {}", offered::ask_first(question, &self.verdict))),
                );
                self.show_halves(&mut page);
            }
            Some(first) if first.acceptable.holds > 0 => {
                self.show_table(question, &mut page);
                self.show_halves(&mut page);
                show_first(question, first, &mut page);
                self.show_others(question, first, &mut page);
                self.show_options(question, &mut page);
            }
            _ => page.paragraph("No package is a deal in any assumed future, so none holds up."),
        }
        page.next(vec![
            (question.command("learn"), "which number to find out first".to_owned()),
            (question.command("openers"), "what would open a deal".to_owned()),
        ]);
        page
    }
}

impl Robust {
    fn show_table(&self, question: &Question, page: &mut Page) {
        let found = &self.robustness;
        page.heading("Packages, those that are most often a deal first");
        let parties: Vec<_> = found
            .candidates
            .iter()
            .take(IN_TABLE)
            .flat_map(|one| &one.by_party)
            .map(|by| &by.party)
            .collect();
        let in_order = question.case.parties.keys().filter(|party| parties.contains(party));
        let parties: Vec<_> = in_order.collect();
        let mut table = Table::new(["", "deal", "95%"]);
        table.header.extend(parties.iter().map(|party| question.short(party).to_owned()));
        table.header.extend(["unbeaten", "best", "regret"].map(str::to_owned));
        table.tight = (0..table.header.len()).collect();
        for (number, candidate) in found.candidates.iter().enumerate().take(IN_TABLE) {
            let mark = if candidate.good { "" } else { " -" };
            let mut cells: Vec<Text> = vec![
                format!("{}{mark}", number + 1).into(),
                Text::new().strong(format!("{}%", percent(candidate.acceptable.share))),
                format!("{}–{}%", percent(candidate.acceptable.low), percent(candidate.acceptable.high))
                    .into(),
            ];
            for party in &parties {
                let by = candidate.by_party.iter().find(|by| by.party == **party);
                cells.push(match by {
                    None => "not asked".into(),
                    Some(by) if by.red_line => Text::new().against("red line"),
                    Some(by) if by.necessarily => Text::new().favour("always"),
                    Some(by) if !by.possibly => Text::new().against("never"),
                    Some(by) => format!("{}%", percent(by.acceptable.share)).into(),
                });
            }
            cells.push(unbeaten(&candidate.efficiency));
            cells.push(format!("{}%", percent(candidate.best.share)).into());
            cells.push(one_decimal(candidate.regret).into());
            table.row(cells);
        }
        page.table(table);
        let more = found.candidates.len().saturating_sub(IN_TABLE);
        let rest = if more > 0 { format!(" {more} more with --json.") } else { String::new() };
        page.paragraph(format!(
            "Deal: in what share of {} everyone asked accepts the package. Unbeaten: in what share no other \
             package in the list is as good for all who are asked and better for one (95% interval). \"Always\" \
             means for all values; \"matched\" means that another package is always as good for all and \
             sometimes better for one. Words are exact, shares are estimates. Best: in what share its least \
             gain (of the party that gains least) is the largest in the list. Regret: by how many points its \
             least gain falls short of the largest, on average. - marks packages that are a deal less often \
             than the first, beyond chance (95%).{rest}",
            counted(found.plan.draws as usize, "assumed future", "assumed futures"),
        ));
        let named = found.candidates.iter().enumerate().filter_map(|(number, candidate)| {
            let package = Text::new().strong(format!("Package {}", number + 1));
            Some(package.plain(format!(" is {}", from(question, candidate)?)))
        });
        page.list(named.collect());
    }

    /// What a choice made on some draws is worth on others.
    fn show_halves(&self, page: &mut Page) {
        let found = &self.robustness;
        let range = |share: &detente_agreement::Share| {
            format!("{}% ({} to {}%)", percent(share.share), percent(share.low), percent(share.high))
        };
        page.paragraph(format!(
            "Choose one package now, and it is a deal in {} of the assumed futures that were not used to choose it. \
             Choose one of the {} after learning all numbers, and it is a deal in {}.",
            range(&found.one_package.fresh),
            counted(found.candidates.len(), "package compared", "packages compared"),
            range(&found.some_package),
        ));
        if !found.complete {
            page.paragraph(Text::new().caution(format!(
                "The search reached a limit: it compared the best packages of {} more, and others may hold up better.",
                counted(found.searched as usize, "assumed future", "assumed futures")
            )));
        }
    }

    fn show_others(&self, question: &Question, first: &Candidate, page: &mut Page) {
        let others = self.robustness.candidates.iter().enumerate().skip(1).take(IN_FULL);
        let differs = |(number, candidate): (usize, &Candidate)| {
            let changed =
                candidate.terms.iter().filter(|(issue, option)| first.terms.get(*issue) != Some(*option));
            let changed: Vec<_> =
                changed.map(|(issue, option)| wording::term_in_short(question, issue, option)).collect();
            Text::new().strong(format!("Package {}", number + 1)).plain(format!(": {}", changed.join(", ")))
        };
        let others: Vec<_> = others.map(differs).collect();
        if !others.is_empty() {
            page.paragraph("How the next packages differ from package 1:");
            page.list(others);
        }
    }

    fn show_options(&self, question: &Question, page: &mut Page) {
        let found = &self.robustness;
        page.heading("Options that hold up");
        let in_all: Vec<_> = found.options.iter().filter(|one| one.good == found.good).collect();
        if found.good > 1 && in_all.is_empty() {
            page.paragraph(format!(
                "No option is part of all {} packages that are a deal about as often as the first.",
                found.good
            ));
            return;
        }
        page.paragraph(if found.good == 1 {
            "The first package is a deal more often than every other, beyond chance. Its options, and how many \
             of the packages that are a deal in some assumed future have them:"
                .to_owned()
        } else {
            format!(
                "{} packages, the first included, are a deal about equally often. They all have these options; \
                 each line says how many of the packages that are a deal in some assumed future have the option:",
                found.good
            )
        });
        let option = |one: &OptionStanding| {
            let name = wording::named_options(question, &one.issue, std::slice::from_ref(&one.option));
            Text::from(format!("{name}: {} of {}", one.deals, one.of_deals))
        };
        page.list(in_all.into_iter().map(option).collect());
    }
}

fn show_first(question: &Question, first: &Candidate, page: &mut Page) {
    page.heading("Package 1");
    page.facts(wording::terms(question, &first.terms));
}

/// In how many draws nothing else is better for one without loss to another.
fn unbeaten(efficiency: &Efficiency) -> Text {
    match efficiency {
        Efficiency { necessarily: true, .. } => Text::new().favour("always"),
        Efficiency { possibly: false, .. } => Text::new().caution("matched"),
        Efficiency { share, .. } => format!("{}–{}%", percent(share.low), percent(share.high)).into(),
    }
}

/// How a package came to be compared, other than as the best of a draw; `None` where there is nothing else.
fn from(question: &Question, candidate: &Candidate) -> Option<String> {
    let name = |id: &ProposalId| {
        question.case.proposals.get(id).map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let one = |from: &Entry| match from {
        Entry::CentralBest => Some("the best at central values".to_owned()),
        Entry::Proposal { proposal, complete: true } => {
            Some(format!("the text \u{201c}{}\u{201d}", name(proposal)))
        }
        Entry::Proposal { proposal, complete: false } => Some(format!(
            "the text \u{201c}{}\u{201d}, with the best choice for what it leaves open",
            name(proposal)
        )),
        Entry::Draws { .. } => None,
    };
    let named: Vec<_> = candidate.from.iter().filter_map(one).collect();
    (!named.is_empty()).then(|| named.join("; "))
}
