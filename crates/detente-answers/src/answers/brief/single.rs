//! What may be tabled: clauses that all are known to tolerate, a trade, and what stays open; each a text of its own.

mod open;

use detente_agreement::{
    Deal, Negotiation, Package, Reading,
    common_ground::{self, Cell, Cells},
    zone::{self, Nearest},
};
use detente_case::{Condition, Interval, IssueId, Level, OptionId, PartyId, Quantity, Term};
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

use self::open::OpenIssue;
use crate::{
    answers::verdict::counted,
    page::{Page, Text},
    question::Question,
    text::{Terms, wording},
};

/// Issues, each with its option.
type Clauses<'a> = Vec<(&'a str, &'a str)>;

/// What may be put on the table, in this order.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct ToTable {
    /// Clauses that all who must agree are known to tolerate: as many as can be together, then those with the largest least
    /// gain of whatever completes them; absent where there is none.
    agreed: Option<Agreed>,
    /// A deal in which somebody is against a clause and another pays for it; absent where none is known.
    trade: Option<Trade>,
    /// The issues that neither settles, with what was asked for: in brackets, as in Fisher's one-text procedure (Fisher and
    /// Ury 1981).
    open: Vec<OpenIssue>,
}

/// Clauses that all who must agree are known to tolerate.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Agreed {
    /// The clauses.
    terms: Terms,
    /// The same one by one.
    clauses: Vec<Clause>,
    /// How many ways of settling these issues are as good; above one, what differs between them stays open.
    tied: usize,
    /// The least gain over no deal, at central values, of the best package that has them.
    least_gain: Option<Quantity>,
    /// Whether no better way was missed.
    proven: bool,
}

/// A deal that somebody pays for.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Trade {
    /// The clauses.
    terms: Terms,
    /// The same one by one.
    clauses: Vec<Clause>,
    /// Who is against which clause, and which clauses pay for it.
    payments: Vec<Payment>,
    /// The least gain over no deal at central values.
    least_gain: Option<Quantity>,
    /// Deals whose least gain is as large, so that none is singled out by its place in the file.
    tied: Vec<Terms>,
    /// Whether no better one exists and these are all.
    proven: bool,
}

/// What makes up for a clause to a party that is against it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Payment {
    /// The party.
    party: PartyId,
    /// The clauses that it is against.
    against: Terms,
    /// The clauses that it asks for or accepts.
    paid_by: Terms,
}

/// How one issue is settled.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Clause {
    /// The issue.
    issue: IssueId,
    /// How it is settled.
    option: OptionId,
    /// What those who must agree to it are held to think of it.
    voices: Vec<Voice>,
}

/// What one party is held to think of a clause.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Voice {
    /// The party.
    party: PartyId,
    /// The level; absent where it has no word.
    level: Option<Level>,
    /// What it is worth, on the party's own 0 to 100 scale.
    value: Option<Interval>,
    /// Whether a source says so; otherwise it is assumed, or follows from what is.
    sourced: bool,
}

/// Whoever must agree to an option, and what each is held to think of it.
fn voices<'q>(
    question: &'q Question,
    cells: &Cells<'_>,
    issue: &IssueId,
    option: &OptionId,
) -> Vec<(&'q PartyId, Cell)> {
    let case = &question.case;
    let needed = case.issues.get(issue).and_then(|issue| issue.options.get(option));
    let own = needed.into_iter().flat_map(|option| &option.needs);
    let all: IndexSet<&PartyId> = case.instrument.consent.iter().chain(own).collect();
    all.into_iter().map(|party| (party, cells.cell(party, issue, option))).collect()
}

/// Whether nothing is known of it: neither that the party is for it nor that it is against it.
fn is_unheard(cell: &Cell) -> bool {
    use detente_agreement::grounds::Standing;
    match cell.grounds.standing {
        Standing::NotStated => true,
        Standing::Implied => cell.level.is_none(),
        Standing::Sourced | Standing::Defined | Standing::Assumed => false,
    }
}

impl ToTable {
    /// What may be tabled; `None` where nothing is asked of anybody.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        if question.case.issues.is_empty() || question.case.instrument.consent.is_empty() {
            return None;
        }
        let cells = Cells::of(&question.case);
        let agreed = Agreed::build(question, negotiation, &cells);
        let trade = Trade::build(question, negotiation, &cells);
        let is_settled = |issue: &IssueId| {
            let by = |clauses: &[Clause]| clauses.iter().any(|clause| clause.issue == *issue);
            agreed.as_ref().is_some_and(|agreed| by(&agreed.clauses))
                || trade.as_ref().is_some_and(|trade| by(&trade.clauses))
        };
        let open = question.case.issues.keys().filter(|issue| !is_settled(issue));
        let open = open.map(|issue| OpenIssue::build(question, &cells, issue)).collect();
        Some(Self { agreed, trade, open })
    }

    /// What may be tabled, counted: `May be tabled: 1 clause that all are known to tolerate …`.
    pub(super) fn in_a_line(&self, question: &Question) -> Text {
        let all = question.case.issues.len();
        let agreed = self.agreed.as_ref().map_or(0, |agreed| agreed.clauses.len());
        let trade = if self.trade.is_some() { "; a trade is known" } else { "" };
        let sourced = self.agreed.as_ref().map_or(0, Agreed::sourced);
        let says = match (agreed, sourced) {
            (0, _) => String::new(),
            (all, sourced) if all == sourced => " (sourced)".to_owned(),
            (_, 0) => " (assumed)".to_owned(),
            (_, sourced) => format!(" ({sourced} sourced)"),
        };
        Text::new().strong("May be tabled").plain(format!(
            ": {agreed} of {}, with what all can live with{says}{trade}; {} open.",
            counted(all, "issue", "issues"),
            self.open.len()
        ))
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("What may be tabled");
        match &self.agreed {
            Some(agreed) => agreed.show(question, page),
            None => page.paragraph("Of no clause is it known that all who must agree can live with it."),
        }
        if let Some(trade) = &self.trade {
            trade.show(question, page);
        }
        if !self.open.is_empty() {
            page.paragraph(
                "Open, with what was asked for in brackets, by whom, and on whose word. What nobody asked for stands in no bracket:",
            );
            page.list(self.open.iter().map(|open| open.text(question)).collect());
        }
    }
}

/// A condition that leaves an issue some options.
fn among(allowed: &IndexMap<IssueId, Vec<OptionId>>) -> Condition {
    let term = |(issue, options): (&IssueId, &Vec<OptionId>)| Term {
        issue: issue.clone(),
        among: true,
        options: options.clone(),
    };
    Condition { terms: allowed.iter().map(term).collect() }
}

impl Agreed {
    /// How many of its clauses all are known to tolerate from sources alone.
    fn sourced(&self) -> usize {
        self.clauses.iter().filter(|clause| clause.voices.iter().all(|voice| voice.sourced)).count()
    }

    fn build(question: &Question, negotiation: &Negotiation, cells: &Cells<'_>) -> Option<Self> {
        let common = common_ground::standard_lists(&question.case, None).all_who_must_agree;
        let mut options: IndexMap<IssueId, Vec<OptionId>> = IndexMap::new();
        for one in &common.common {
            options.entry(one.issue.clone()).or_default().push(one.option.clone());
        }
        // Where rules let all of these issues be settled together, the options of one way are free to change.
        let packages = &common.packages;
        let listed: IndexSet<Vec<&IssueId>> =
            packages.combinations.iter().map(|terms| terms.keys().collect()).collect();
        let all_listed =
            u64::try_from(packages.combinations.len()).is_ok_and(|listed| listed == packages.count);
        let best = listed.iter().filter_map(|issues| {
            let own =
                issues.iter().filter_map(|issue| Some(((*issue).clone(), options.get(*issue)?.clone())));
            let given = negotiation.given(&among(&own.collect()));
            let nearest = zone::all_nearest(&given)?;
            let gain = given.deal(nearest.packages.first()?).least_gain;
            Some((gain, nearest, issues))
        });
        let best: Vec<_> = best.collect();
        let most = best.iter().map(|(gain, ..)| *gain).max()?;
        let tied: Vec<_> = best.iter().filter(|(gain, ..)| *gain == most).collect();
        let ways: IndexSet<Vec<(IssueId, OptionId)>> =
            tied.iter().flat_map(|(_, nearest, issues)| ways(negotiation, nearest, issues)).collect();
        let first = ways.first()?;
        let shared: Vec<_> =
            first.iter().filter(|term| ways.iter().all(|way| way.contains(term))).cloned().collect();
        let unsettled = packages.settled < options.len() && !all_listed;
        Some(Self {
            terms: shared.iter().map(|(issue, option)| (issue.as_str(), option.as_str())).collect(),
            clauses: shared
                .iter()
                .map(|(issue, option)| Clause::of(question, cells, issue, option))
                .collect(),
            tied: ways.len(),
            least_gain: most,
            proven: !unsettled && !packages.cut && tied.iter().all(|(_, nearest, _)| nearest.proven),
        })
    }

    fn show(&self, question: &Question, page: &mut Page) {
        let ties = match self.tied {
            0 | 1 => String::new(),
            ways => format!(" {ways} ways to settle them tie: what differs between these stays open below."),
        };
        let found = if self.proven { "" } else { ", as far as the search went" };
        let whose = match self.sourced() {
            all if all == self.clauses.len() => ", each from a source",
            0 => ", each on somebody's assumption",
            _ => ", some of them on somebody's assumption",
        };
        page.paragraph(format!(
            "Clauses that all who must agree can live with{whose}{found}: {} of {}.{ties}",
            self.clauses.len(),
            counted(question.case.issues.len(), "issue", "issues"),
        ));
        page.list(self.clauses.iter().map(|clause| clause.text(question)).collect());
    }
}

/// How the packages settle these issues, each way once.
fn ways(negotiation: &Negotiation, nearest: &Nearest, issues: &[&IssueId]) -> Vec<Vec<(IssueId, OptionId)>> {
    let way = |package: &Package| {
        let terms = negotiation.terms(package);
        let of = |issue: &&IssueId| Some(((*issue).clone(), terms.get(*issue)?.clone()));
        issues.iter().filter_map(of).collect()
    };
    nearest.packages.iter().map(way).collect()
}

impl Trade {
    /// The best deal whose clauses everybody asked has been heard on, if somebody is against one of them.
    fn build(question: &Question, negotiation: &Negotiation, cells: &Cells<'_>) -> Option<Self> {
        let mut heard: IndexMap<IssueId, Vec<OptionId>> = IndexMap::new();
        for (issue, of) in &question.case.issues {
            for option in of.options.keys() {
                let all = voices(question, cells, issue, option);
                if !all.iter().any(|(_, cell)| is_unheard(cell)) {
                    heard.entry(issue.clone()).or_default().push(option.clone());
                }
            }
        }
        let given = negotiation.given(&among(&heard));
        let best = zone::best_deals(&given, Reading::SilenceAsNo)?;
        let (first, others) = best.packages.split_first()?;
        let Deal { terms, least_gain, .. } = given.deal(first);
        let settled = || terms.iter().filter(|(issue, _)| heard.contains_key(*issue));
        let mut by_party: IndexMap<&PartyId, (Clauses<'_>, Clauses<'_>)> = IndexMap::new();
        for (issue, option) in settled() {
            for (party, cell) in voices(question, cells, issue, option) {
                let (against, paid_by) = by_party.entry(party).or_default();
                match cell.level {
                    Some(Level::RedLine | Level::Oppose) => against.push((issue.as_str(), option.as_str())),
                    Some(Level::Accept | Level::Propose) => paid_by.push((issue.as_str(), option.as_str())),
                    Some(Level::Tolerate) | None => {}
                }
            }
        }
        let against = by_party.into_iter().filter(|(_, (against, _))| !against.is_empty());
        let payments = against.map(|(party, (against, paid_by))| Payment {
            party: party.clone(),
            against: against.into_iter().collect(),
            paid_by: paid_by.into_iter().collect(),
        });
        let payments: Vec<_> = payments.collect();
        (!payments.is_empty()).then(|| Self {
            terms: settled().map(|(issue, option)| (issue.as_str(), option.as_str())).collect(),
            clauses: settled().map(|(issue, option)| Clause::of(question, cells, issue, option)).collect(),
            payments,
            least_gain,
            tied: others.iter().map(|package| Terms::from(&given.terms(package))).collect(),
            proven: best.proven,
        })
    }

    fn show(&self, question: &Question, page: &mut Page) {
        let found = if self.proven { "" } else { " found" };
        let ties = match self.tied.len() {
            0 => String::new(),
            others => format!(", one of {} that tie", others + 1),
        };
        page.paragraph(format!(
            "A trade{found}{ties}: a deal whether silence means no or yes, in which somebody is against a clause."
        ));
        page.list(self.clauses.iter().map(|clause| clause.text(question)).collect());
        let paid = |payment: &Payment| {
            let party = question.short(&payment.party);
            let against = wording::clauses_in_a_line(question, &payment.against);
            let text = Text::new().strong(party).caution(format!(" is against {against}"));
            if payment.paid_by.is_empty() {
                text.plain("; what makes up for it are clauses that it can live with")
            } else {
                text.plain(format!(
                    "; it is paid by {}",
                    wording::clauses_in_a_line(question, &payment.paid_by)
                ))
            }
        };
        page.list(self.payments.iter().map(paid).collect());
        if !self.tied.is_empty() {
            page.paragraph("As good by the least gain:");
            let tied = self.tied.iter().map(|terms| Text::from(wording::clauses_in_a_line(question, terms)));
            page.list(tied.collect());
        }
    }
}

impl Clause {
    fn of(question: &Question, cells: &Cells<'_>, issue: &IssueId, option: &OptionId) -> Self {
        let voice = |(party, cell): (&PartyId, Cell)| Voice {
            party: party.clone(),
            level: cell.level,
            value: cell.value,
            sourced: cell.grounds.is_sourced(),
        };
        let voices = voices(question, cells, issue, option).into_iter().map(voice).collect();
        Self { issue: issue.clone(), option: option.clone(), voices }
    }

    fn text(&self, question: &Question) -> Text {
        let issue = wording::issue_in_full(question, &self.issue);
        let option = wording::option_in_full(question, &self.issue, &self.option);
        let voice = |voice: &Voice| format!("{}: {}", question.short(&voice.party), voice.says());
        let voices: Vec<_> = self.voices.iter().map(voice).collect();
        // A clause named after its wording says it once.
        let named = if issue.to_lowercase() == option.to_lowercase() {
            Text::new().strong(option)
        } else {
            Text::new().strong(format!("{issue}: ")).plain(option)
        };
        named.plain(format!(" ({})", voices.join("; ")))
    }
}

impl Voice {
    /// In a word, or its value where there is no word for it.
    fn says(&self) -> String {
        let assumed = if self.sourced { "" } else { ", assumed" };
        match (self.level, self.value) {
            (Some(level), _) => format!("{}{assumed}", wording::level(level)),
            (None, Some(value)) => format!("{}{assumed}", wording::rounded(value)),
            (None, None) => "nobody has said".to_owned(),
        }
    }
}
