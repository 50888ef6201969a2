//! The answer of `detente why`: which requirements exclude each other, and what each one's absence would open.

use detente_agreement::{
    Certificate, Conflict, Count, FoundIn, Hold, NeededBy, ReasonsOfDraws, Requirement, Searched, Share,
    Shortfall, Weighed,
};
use detente_case::Quantity;
use serde::Serialize;

use super::verdict::{VerdictAnswer, counted, in_draws, percent};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::{
        snippet::snippet,
        wording::{self, Said, one_decimal},
    },
};

/// The names of the reasons shown in full on a page; the others follow in a line each.
const IN_FULL: [&str; 3] = ["reason-1", "reason-2", "reason-3"];
/// How many reasons are shown in a line.
const IN_A_LINE: usize = 12;

/// Why there is no deal, or what could still prevent one.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Why {
    /// Whether there is a deal.
    verdict: VerdictAnswer,
    /// Under which values the reasons hold; absent when a deal is certain.
    hold: Option<Hold>,
    /// Minimal sets of requirements that no package meets together: where there is no deal whatever the values, all of
    /// them, smallest first; else those that explain the draws without a deal, the one of most draws first.
    reasons: Vec<Reason>,
    /// How much they explain; absent when there is no deal, or a deal, whatever the values.
    explained: Option<Explained>,
    /// Whether all sets were found that exclude each other at the values of `hold`, each shown to be minimal; otherwise
    /// the search was cut short.
    complete: bool,
    /// How far the search went; absent when a deal is certain.
    searched: Option<Searched>,
    /// Every requirement, with what it has to do with the reasons.
    requirements: Vec<Standing>,
}

/// How many of the draws without a deal have a reason on the list.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Explained {
    /// How many draws were made.
    draws: u32,
    /// How many of them contain no deal.
    without: u32,
    /// How many of these some reason explains: all, unless a limit was reached.
    explained: u32,
    /// How many draws were not settled within the limits.
    unsettled: u32,
}

/// Requirements that no package meets together; without any one of them, some package does.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Reason {
    /// Red lines, no-deal values and rules.
    core: Vec<Told>,
    /// The ways in which they have force: each a smallest set of consents.
    consents: Vec<Vec<Told>>,
    /// The same in a sentence; absent where no consent is needed.
    binding: Option<String>,
    /// Whether it is shown that some package meets the rest without any one of them.
    minimal: bool,
    /// Whether they exclude every package at the values of `hold`, or in some draws only.
    found: FoundIn,
    /// In what share of the draws they exclude every package, and need all of them to do so; absent when they do
    /// whatever the values, and beyond the first reasons.
    in_draws: Option<Share>,
    /// The same as a share of the draws without a deal.
    of_failing: Option<Share>,
    /// How far the best package that meets the others stays below each no-deal value, at central values.
    short_by: Vec<Shortfall>,
    /// One sum that shows it, where no-deal values and red lines alone make it up.
    certificate: Option<Certificate>,
}

/// A requirement in words.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Told {
    /// The requirement.
    #[serde(flatten)]
    requirement: Requirement,
    /// In a sentence, with where it comes from.
    said: Said,
}

/// A requirement and what it has to do with the reasons.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Standing {
    /// The requirement.
    #[serde(flatten)]
    told: Told,
    /// In how many reasons it is.
    reasons: usize,
    /// Whether it is in every set that excludes each other at the values of `hold`, in each of its ways.
    in_every: bool,
    /// Whether it is shown to be in no reason at all; false where others than those listed may exist.
    in_none: bool,
    /// How many packages would be deals without it alone.
    dropping_opens: Count,
}

/// Builds the answer.
pub fn answer(question: &Question) -> Why {
    telling(question, &|| ())
}

/// The answer, where `step` hears of every step of the work.
fn telling(question: &Question, step: &dyn Fn()) -> Why {
    let verdict = question.verdict().clone();
    let told = |requirement: &Requirement| Told {
        requirement: requirement.clone(),
        said: wording::requirement(question, requirement),
    };
    let all_told = |requirements: &Vec<Requirement>| requirements.iter().map(told).collect();
    let reason = |conflict: &Conflict| Reason {
        core: all_told(&conflict.core),
        consents: conflict.consents.iter().map(all_told).collect(),
        binding: binding(question, &conflict.consents),
        found: conflict.found,
        in_draws: conflict.in_draws,
        of_failing: conflict.of_failing,
        short_by: conflict.short_by.clone(),
        minimal: conflict.minimal,
        certificate: conflict.certificate.clone(),
    };
    let standing = |weighed: &Weighed| Standing {
        told: told(&weighed.requirement),
        reasons: weighed.conflicts,
        in_every: weighed.in_every,
        in_none: weighed.in_none,
        dropping_opens: weighed.dropping_opens,
    };
    let reasons = question.negotiation().reasons_told(question.plan, step);
    let of = reasons.as_ref();
    Why {
        verdict,
        hold: of.map(|reasons| reasons.hold),
        reasons: of.map_or_else(Vec::new, |reasons| reasons.told().iter().map(reason).collect()),
        explained: of.and_then(|reasons| reasons.in_draws.as_ref()).map(Explained::of),
        complete: of.is_none_or(|reasons| reasons.complete),
        searched: of.map(|reasons| reasons.searched),
        requirements: of.map_or_else(Vec::new, |reasons| reasons.requirements.iter().map(standing).collect()),
    }
}

/// `detente why`.
pub const ASKED: Asked = Asked {
    name: "why",
    about: "List the reasons why there is no deal, with their lines in the file",
    group: Group::Deal,
    after_help: "Example:\n  detente why cases/london-2025 --sources-only",
    options: &[],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, watch| boxed(watch.through(|step| telling(question, step))?),
    schema: Described::of::<Why>(),
};

impl Answer for Why {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text());
        if let Some(alone) = &self.verdict.on_sources_alone {
            page.paragraph(Text::new().caution("On sources alone: ").plain(alone.as_str()));
        }
        let Some(hold) = self.hold else {
            page.paragraph("For all values, some package meets all requirements.");
            page.next(vec![(question.command("brief"), "the best package, and who gains what".to_owned())]);
            return page;
        };
        self.show_reasons(question, hold, &mut page);
        self.show_requirements(question, hold, &mut page);
        if !self.verdict.stands_on.is_empty() {
            page.heading("What this stands on");
            page.list(self.verdict.stands_on.iter().map(|line| Text::from(line.as_str())).collect());
        }
        let opens = match hold {
            Hold::Always | Hold::AtCentralValues => "the smallest changes that open a deal",
            Hold::AtWorst => "the smallest changes that make a deal certain",
        };
        page.next(vec![
            (question.command("openers"), opens.to_owned()),
            (question.command("why --sources-only"), "the reasons without any assumption".to_owned()),
        ]);
        page
    }
}

impl Why {
    fn show_reasons(&self, question: &Question, hold: Hold, page: &mut Page) {
        page.heading(match hold {
            Hold::Always => "Why no package can be a deal",
            Hold::AtCentralValues => "Why there is no deal at central values",
            Hold::AtWorst => "What could still prevent a deal",
        });
        let cut = if self.complete { "" } else { " at least (the search reached a limit)" };
        let reasons = counted(self.reasons.len(), "reason", "reasons");
        let which = if self.explained.is_some() { "" } else { ", for all values in the intervals" };
        page.paragraph(format!(
            "{reasons}{cut}{which}. None of the {} packages meets all requirements of a reason; leave out any one of \
             them, and some package meets the rest.",
            self.verdict.verdict.packages
        ));
        if let Some(explained) = &self.explained {
            page.paragraph(explained.text(self.reasons.len()));
        }
        if let Some(cut) = self.cut() {
            page.paragraph(cut);
        }
        for (number, (reason, code)) in self.reasons.iter().zip(IN_FULL).enumerate() {
            page.heading(format!("Reason {} of {}", number + 1, self.reasons.len()));
            reason.show(question, code, hold, page);
        }
        let others = self.reasons.iter().enumerate().skip(IN_FULL.len());
        page.list(
            others.take(IN_A_LINE).map(|(number, reason)| reason.in_a_line(question, number)).collect(),
        );
        let unlisted = self.reasons.len().saturating_sub(IN_FULL.len() + IN_A_LINE);
        if unlisted > 0 {
            page.paragraph(format!("{} with --json.", counted(unlisted, "more reason", "more reasons")));
        }
    }

    /// What is known where the search was cut short.
    fn cut(&self) -> Option<String> {
        let searched = self.searched.filter(|_| !self.complete)?;
        let unsettled = match searched.unsettled {
            0 => String::new(),
            count => format!("; the limits left {} undecided", counted(count, "set", "sets")),
        };
        let loose = self.reasons.iter().filter(|reason| !reason.minimal).count();
        let loose = match loose {
            0 => String::new(),
            count => format!(
                " In {}, perhaps not every requirement is needed.",
                counted(count, "reason", "reasons")
            ),
        };
        Some(format!(
            "Each reason listed is proven. Besides, {} of requirements that some package meets {} \
             found{unsettled}.{loose}",
            counted(searched.satisfiable, "largest set", "largest sets"),
            if searched.satisfiable == 1 { "was" } else { "were" },
        ))
    }

    fn show_requirements(&self, question: &Question, hold: Hold, page: &mut Page) {
        let is_consent = |standing: &&Standing| standing.told.requirement.is_consent();
        let mut rows: Vec<_> = self
            .requirements
            .iter()
            .filter(|standing| standing.reasons > 0)
            .filter(|standing| !is_consent(standing) || standing.dropping_opens.packages > 0)
            .collect();
        rows.sort_by_key(|standing| {
            let opens = (standing.dropping_opens.packages, standing.reasons);
            (is_consent(standing), std::cmp::Reverse(opens))
        });
        if !rows.is_empty() {
            page.heading(match hold {
                Hold::Always => "What becomes a deal for some values if one requirement falls away",
                Hold::AtCentralValues => {
                    "What becomes a deal at central values if one requirement falls away"
                }
                Hold::AtWorst => "What becomes a deal for all values if one requirement falls away",
            });
            let mut table = Table::new(["requirement", "in reasons", "deals opened"]).tight(&[1, 2]);
            for standing in &rows {
                table.row(vec![
                    in_short(question, &standing.told.requirement).into(),
                    if standing.reasons == self.reasons.len() {
                        "every".into()
                    } else {
                        standing.reasons.to_string().into()
                    },
                    match standing.dropping_opens.packages {
                        0 => "none".into(),
                        _ => Text::new().favour(standing.dropping_opens.to_string()),
                    },
                ]);
            }
            page.table(table);
        }
        if rows.iter().any(is_consent) {
            page.paragraph(
                Text::new()
                    .caution("Without a party's consent, terms are imposed on it: ")
                    .plain("its line counts the packages that all others would accept."),
            );
        }
        let in_none =
            self.requirements.iter().filter(|standing| standing.reasons == 0 && !is_consent(standing));
        // What is in a set that no draw fails by is in no reason told, and may yet be needed.
        let in_none = in_none.filter(|standing| standing.in_none || !self.complete);
        let in_none: Vec<_> =
            in_none.map(|standing| in_short(question, &standing.told.requirement)).collect();
        if !in_none.is_empty() {
            page.heading(if self.complete {
                "In no reason: without them there is still no deal"
            } else {
                "In no reason found: without one of them there is still no deal"
            });
            page.paragraph(format!("{}.", in_none.join("; ")));
        }
    }
}

impl Explained {
    pub(super) fn of(reasons: &ReasonsOfDraws) -> Self {
        let ReasonsOfDraws { draws, without, explained, unsettled, .. } = *reasons;
        Self { draws, without, explained, unsettled }
    }

    /// What the reasons cover together, in sentences.
    pub(super) fn text(self, reasons: usize) -> String {
        let unsettled = match self.unsettled {
            0 => String::new(),
            count => format!(
                " {} could not be settled within the limits.",
                counted(count as usize, "draw", "draws")
            ),
        };
        let draws = counted(self.draws as usize, "draw", "draws");
        if self.without == 0 {
            return format!("Each of the {draws} contains a deal, so nothing prevented one.{unsettled}");
        }
        let without = format!(
            "{} of {draws} {} no deal.",
            self.without,
            if self.without == 1 { "contains" } else { "contain" }
        );
        let share = percent(f64::from(self.explained) / f64::from(self.without));
        let together = match (self.explained == self.without, reasons) {
            (true, 1) => "The reason explains all of these.".to_owned(),
            (true, _) => {
                "Together the reasons explain 100% of these. They overlap where a draw has more than one."
                    .to_owned()
            }
            (false, _) => format!(
                "Together the reasons explain {share}% of these; the search for others reached a limit. They overlap \
                 where a draw has more than one."
            ),
        };
        format!("{without} {together}{unsettled}")
    }
}

impl Reason {
    fn show(&self, question: &Question, code: &'static str, hold: Hold, page: &mut Page) {
        if self.core.is_empty() {
            page.paragraph("No package has the terms that you gave.");
        }
        page.list(self.core.iter().map(Told::text).collect());
        if let Some(binding) = &self.binding {
            page.paragraph(binding.as_str());
        }
        for shortfall in &self.short_by {
            let points = one_decimal(shortfall.points);
            page.paragraph(format!(
                "For {}, the best package that meets the other requirements is worth {points} points less than \
                 no deal.",
                question.short(&shortfall.party)
            ));
        }
        if let Some(sum) = self.sum(question) {
            page.paragraph(sum);
        }
        if let Some((all, failing)) = self.in_draws.as_ref().zip(self.of_failing.as_ref()) {
            let elsewhere = match (self.found, hold) {
                (FoundIn::Draws, Hold::AtCentralValues) => {
                    " At central values some package meets all of these."
                }
                (FoundIn::Reading | FoundIn::Draws, _) => "",
            };
            page.paragraph(format!(
                "The reason in {}% of the draws without a deal: {}.{elsewhere}",
                percent(failing.share),
                in_draws(all)
            ));
        }
        let requirements = self.core.iter().map(|told| &told.requirement);
        page.blocks.extend(snippet(question, code, "no package meets all of these", requirements));
    }

    /// The certificate in words; that of a single party says no more than the shortfall does.
    fn sum(&self, question: &Question) -> Option<String> {
        let certificate = self.certificate.as_ref().filter(|certificate| certificate.weighted.len() > 1)?;
        let weighted = certificate
            .weighted
            .iter()
            .map(|weighted| format!("{} {:.2}", question.short(&weighted.party), weighted.weight.to_f64()));
        // As many places as it takes to tell the two apart.
        let (asked, most) = (certificate.asked, certificate.most);
        let places =
            (1..6).find(|&places| rounded_to(asked, places) != rounded_to(most, places)).unwrap_or(6);
        Some(format!(
            "Add the parties' points with the weights {}: the no-deal values together ask for {}, and no \
             package within the red lines gives more than {}.",
            weighted.collect::<Vec<_>>().join(", "),
            rounded_to(asked, places),
            rounded_to(most, places)
        ))
    }

    fn in_a_line(&self, question: &Question, number: usize) -> Text {
        let core: Vec<_> = self.core.iter().map(|told| in_short(question, &told.requirement)).collect();
        let share =
            self.of_failing.as_ref().map_or(String::new(), |share| format!(" ({}%)", percent(share.share)));
        Text::new().strong(format!("Reason {}: ", number + 1)).plain(core.join("; ")).plain(share)
    }
}

impl Told {
    /// The sentence, the words quoted from its source, and its source.
    fn text(&self) -> Text {
        let cites = self.said.reference.iter().flat_map(|reference| &reference.cites);
        let quoted: Vec<_> = cites.filter_map(|cite| cite.words.as_ref()).collect();
        let quoted = quoted.into_iter().fold(String::new(), |text, words| text + ", '" + words + "'");
        Said { text: self.said.text.clone() + &quoted, reference: self.said.reference.clone() }.text()
    }
}

/// Whose consent gives the requirements force, and what for.
fn binding(question: &Question, consents: &[Vec<Requirement>]) -> Option<String> {
    let way = |way: &Vec<Requirement>| {
        let mut needed: Vec<(String, Vec<&str>)> = Vec::new();
        for requirement in way {
            let by = match requirement {
                Requirement::Consent { needed_by: NeededBy::Option { issue, option }, .. } => {
                    format!("{issue} = {option}")
                }
                _ => format!("a {}", question.case.instrument.class),
            };
            let party = requirement.party().map_or("", |party| question.short(party));
            match needed.iter_mut().find(|(known, _)| *known == by) {
                Some((_, parties)) => parties.push(party),
                None => needed.push((by, vec![party])),
            }
        }
        let clauses = needed.into_iter().map(|(by, parties)| format!("{by} needs {}", parties.join(" and ")));
        clauses.collect::<Vec<_>>().join(" and ")
    };
    let ways: Vec<_> = consents.iter().filter(|way| !way.is_empty()).map(way).collect();
    (!ways.is_empty()).then(|| format!("They apply because {}.", ways.join("; also because ")))
}

fn rounded_to(points: Quantity, places: usize) -> String {
    format!("{:.places$}", points.to_f64())
}

/// A requirement in as few words as a table cell takes.
fn in_short(question: &Question, requirement: &Requirement) -> String {
    match requirement {
        Requirement::RedLine { party, issue, options, .. } => {
            let options: Vec<_> = options.iter().map(ToString::to_string).collect();
            format!("{}: never {issue} = {}", question.short(party), options.join(" | "))
        }
        Requirement::NoDealValue { party } => format!("{}: no-deal value", question.short(party)),
        Requirement::Rule { rule } => format!("rule {rule}"),
        Requirement::Consent { party, needed_by: NeededBy::Instrument } => {
            format!("{}: consent", question.short(party))
        }
        Requirement::Consent { party, needed_by: NeededBy::Option { issue, option } } => {
            format!("{}: consent to {issue} = {option}", question.short(party))
        }
    }
}
