//! The answer of `detente why`: which requirements exclude each other, and what each one's absence would open.

mod explained;
pub(crate) mod nested;
mod reason;

use detente_agreement::{Conflict, Count, Hold, NeededBy, Requirement, Searched, Weighed};
use detente_case::AssumptionChoice;
use serde::Serialize;

pub(crate) use self::explained::Explained;
use self::reason::Reason;
use super::verdict::{VerdictAnswer, counted, least_rows};
use super::{at_home, offered};
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::options::FULL;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::wording::{self, Said},
};

/// The name of the reason shown in full on a page; the others follow in a line each.
const IN_FULL: [&str; 1] = ["reason-1"];
/// How many rows say what the answer hangs on.
const MOST_ROWS: usize = 12;
/// How many reasons are shown in a line.
const IN_A_LINE: usize = 8;

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
        contains: conflict.contains.iter().map(|place| place + 1).collect(),
        of_failing_in_all: conflict.of_failing_in_all,
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
    options: &[&FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, watch| {
        boxed_with_detail(watch.through(|step| telling(question, step))?, options)
    },
    schema: Described::of::<Why>(),
};

impl Answer for Why {
    fn page(&self, question: &Question) -> Page {
        self.shown(question, false)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        self.shown(question, true)
    }
}

impl Why {
    fn shown(&self, question: &Question, full: bool) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text());
        // What the answer stands on names them too.
        if !full && self.hold.is_some() {
            let at_home = at_home::uncounted(question);
            page.list(at_home.into_iter().map(|line| Text::new().caution(line)).collect());
        }
        let rows = if full { MOST_ROWS } else { least_rows(&self.verdict.hangs_on) };
        self.verdict.show_hangs_on(rows, "with --full", &mut page);
        if let Some(alone) = self.verdict.what_sources_alone_say() {
            page.paragraph(alone);
        }
        let Some(hold) = self.hold else {
            if !question.case.issues.is_empty() {
                page.paragraph("For all values, some package meets all requirements.");
            }
            self.show_footing(&mut page);
            page.next(vec![(question.command("brief"), "the best package, and who gains what".to_owned())]);
            return page;
        };
        self.show_reasons(question, hold, full, &mut page);
        let mut next = Vec::new();
        if full {
            self.show_requirements(question, hold, &mut page);
            self.show_footing(&mut page);
        } else {
            let full = question.command_from_here("why", "--full");
            next.push((
                full,
                "what each requirement's absence would open, and on whose word all stands".to_owned(),
            ));
        }
        let opens = match hold {
            Hold::Always | Hold::AtCentralValues => "the smallest changes that open a deal",
            Hold::AtWorst => "the smallest changes that make a deal certain",
        };
        next.push((question.command("openers"), opens.to_owned()));
        if question.view.assumptions != AssumptionChoice::Nothing {
            let alone = question.command("why --sources-only");
            next.push((alone, "the reasons without any assumption".to_owned()));
        }
        page.next(next);
        page
    }
}

impl Why {
    fn show_footing(&self, page: &mut Page) {
        if !self.verdict.stands_on.is_empty() {
            page.heading("What this stands on");
            page.list(self.verdict.stands_on.iter().map(|line| Text::from(line.as_str())).collect());
        }
    }

    fn show_reasons(&self, question: &Question, hold: Hold, full: bool, page: &mut Page) {
        page.heading(match hold {
            Hold::Always => "Why no package can be a deal",
            Hold::AtCentralValues if !offered::may_be(&self.verdict) => {
                "Why there is no deal in some futures"
            }
            Hold::AtCentralValues => "Why there is no deal",
            Hold::AtWorst => "What could still prevent a deal",
        });
        let cut = if self.complete { "" } else { " at least (the search reached a limit)" };
        let ways = self.ways();
        let nests = nested::Nest::all(&ways);
        let reasons = counted(nests.len(), "reason", "reasons");
        let which = if self.explained.is_some() { "" } else { ", for all values in the intervals" };
        let explained =
            self.explained.as_ref().map_or(String::new(), |explained| format!(" {}", explained.says));
        page.paragraph(format!(
            "{reasons}{cut}{which}: requirements that none of the {} packages meets together, and none of which can be left \
             out.{explained}",
            self.verdict.verdict.packages
        ));
        if let Some(cut) = self.cut() {
            page.paragraph(cut);
        }
        for (number, (nest, code)) in (1..).zip(nests.iter().zip(IN_FULL)) {
            let Some(first) = self.reasons.get(nest.first) else { continue };
            page.heading(format!("Reason {number} of {}", nests.len()));
            first.show_core(page);
            let others = nested::in_others(question, nest, &ways);
            first.show_share(hold, others.is_empty(), page);
            if !others.is_empty() {
                page.paragraph("In others:");
                page.list(others.into_iter().map(Text::from).collect());
            }
            first.show_rest(question, code, full, page);
        }
        let others = (1_usize..).zip(&nests).skip(IN_FULL.len());
        let line = |(number, nest): (usize, &nested::Nest)| {
            let told = nested::in_a_line(question, nest, &ways);
            Text::from(format!("Reason {number}: ")).then(told)
        };
        page.list(others.take(IN_A_LINE).map(line).collect());
        let unlisted = nests.len().saturating_sub(IN_FULL.len() + IN_A_LINE);
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
            let sets = format!("in sets of {}", self.reasons.len());
            let mut table = Table::new(["requirement", &sets, "deals opened"]).tight(&[1, 2]);
            for standing in &rows {
                table.row(vec![
                    wording::requirement_in_short(question, &standing.told.requirement).into(),
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
        let in_none: Vec<_> = in_none
            .map(|standing| wording::requirement_in_short(question, &standing.told.requirement))
            .collect();
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

impl Told {
    /// The sentence, the words quoted from its source, and its source.
    fn text(&self) -> Text {
        let cites = self.said.reference.iter().flat_map(|reference| &reference.cites);
        let quoted: Vec<_> = cites.filter_map(|cite| cite.words.as_ref()).collect();
        let quoted = quoted.into_iter().fold(String::new(), |text, words| text + ", '" + words + "'");
        Said { text: self.said.text.clone() + &quoted, ..self.said.clone() }.text()
    }
}

/// Whose consent gives the requirements force, and what for.
fn binding(question: &Question, consents: &[Vec<Requirement>]) -> Option<String> {
    let way = |way: &Vec<Requirement>| {
        let mut needed: Vec<(String, Vec<&str>)> = Vec::new();
        for requirement in way {
            let by = match requirement {
                Requirement::Consent { needed_by: NeededBy::Option { issue, option }, .. } => {
                    wording::term(question, issue, option)
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
