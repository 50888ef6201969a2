//! Which packages are efficient and fair, how well the best holds up, and which number to learn.

use detente_agreement::{
    Negotiation, Share,
    robust::{BEYOND_CHANCE, Learning, Number},
};
use detente_case::{Interval, ProposalId};
use detente_frontier::{Frontier, Limits, Solution};
use detente_outcomes::{Package, Space, Sums};
use serde::Serialize;

use super::ask;
use crate::{
    answers::{efficiency::Efficiency, frontier::size, learn, offered, tabled::Tabled, verdict::percent},
    page::{Page, Text},
    question::Question,
    text::{
        ByParty, Span, Terms,
        number::{Points, signed},
        wording,
    },
};

/// What a page has time for: 64 megabytes and some hundredths of a second.
const LIMITS: Limits = Limits { bytes: 64 << 20, steps: 5_000_000 };

/// How many standard errors one worth must lie above another to be called the first.
const APART: f64 = 2.0;

/// How points of a case are shown.
const POINTS: Points = Points { decimals: 1 };

/// What is efficient and fair, in a few lines.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Fair {
    /// How many packages are efficient: among deals, or, where there is none, within rules and red lines.
    efficient: u64,
    /// Whether some package is a deal at central values, or at the middle of what nobody has said.
    deals: bool,
    /// Whether anybody can say that there is a deal; where not, no package is singled out.
    known: bool,
    /// What theories single out, with gains over no deal.
    singled_out: Vec<SingledOut>,
    /// How far each text is from what is efficient.
    texts: Vec<TextStanding>,
    /// In how many draws the package that holds up best is a deal; absent when none is in any.
    holds_up: Option<Share>,
    /// The number most worth learning; absent when none stands out of chance and above all others.
    learn_first: Option<LearnFirst>,
    /// Why none is named, where learning one could change the choice.
    learn_unclear: Option<String>,
}

/// A package that a theory singles out.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SingledOut {
    /// The theory, or what the package is.
    by: String,
    /// What it is worth to each party.
    worth: ByParty<Worth>,
    /// The option of every issue.
    terms: Terms,
}

/// What a package is worth to a party, at central values, in points of its own 0 to 100 scale.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Worth {
    /// What it is worth.
    value: f64,
    /// The same over no deal.
    gain: f64,
}

/// A text, and how far it is from what is efficient.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TextStanding {
    /// The proposal.
    proposal: ProposalId,
    /// In words.
    says: String,
    /// How many packages with its terms are efficient.
    efficient: u64,
    /// By how many points all gain where its completions can be bettered: the least and the most.
    improvable: Option<Span>,
}

/// The number most worth learning.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LearnFirst {
    /// The number.
    #[serde(flatten)]
    number: Number,
    /// What it is held to be.
    held: Interval,
    /// By what share of the draws the best package would be a deal more often.
    gain: f64,
    /// The standard error of that.
    error: f64,
    /// How many draws were looked at.
    draws: u32,
}

impl Fair {
    /// `None` where the frontier takes more time than a page has, or nobody is asked for consent.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        let short = |party: usize| {
            let party = negotiation.parties().get(party);
            party.map_or(String::new(), |party| question.short(&party.id).to_owned())
        };
        let space = Space::of_case("", negotiation, short).ok()?;
        let efficiency = Efficiency::of(&space, LIMITS);
        let (admitted, within) = (efficiency.admitted.as_ref().ok()?, efficiency.within.as_ref().ok()?);
        let deals = !admitted.points.is_empty();
        let known = offered::may_be(question.verdict());
        let learning = negotiation.learning(&question.case, question.plan);
        let learn_first = LearnFirst::of(&learning);
        Some(Self {
            efficient: size(if deals { admitted } else { within }),
            deals,
            known,
            singled_out: if !known {
                Vec::new()
            } else if deals {
                fair(&space, admitted)
            } else {
                nearest(&space, within, &efficiency.aside)
            },
            texts: texts(question, &space, &efficiency),
            holds_up: learning.now.as_ref().map(|now| now.acceptable).filter(|share| share.holds > 0),
            learn_unclear: LearnFirst::why_not(&learning, learn_first.as_ref()),
            learn_first,
        })
    }

    /// That it is not on the page, and why.
    pub(super) fn left_off(question: &Question) -> String {
        format!(
            "Which packages are efficient, and which the criteria choose: finding them takes longer than a page may. Ask \
             `{}`.",
            question.command_from_here("frontier", "")
        )
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Which packages are efficient, and which do the criteria choose?");
        let told = match (self.efficient, self.deals) {
            _ if !self.known => {
                "Whether any package is a deal hangs on what nobody has said, so none is singled out."
                    .to_owned()
            }
            (1, true) => "One deal is efficient: no other package is better for one party without loss to \
                another."
                .to_owned(),
            (count, true) => {
                format!(
                    "{count} deals are efficient: no other package is better for one party without loss to \
                    another."
                )
            }
            (0, false) => "No package keeps every rule and red line.".to_owned(),
            (count, false) => {
                format!(
                    "There is no deal at central values. If no-deal values are ignored, {count} packages \
                    are efficient: no other package is better for one party without loss to another."
                )
            }
        };
        let worths = if self.singled_out.is_empty() {
            ""
        } else {
            " A package stands with what it is worth to each party, and in brackets what that is over no deal."
        };
        page.paragraph(format!("{told}{worths}"));
        let singled_out = self.singled_out.iter().map(|one| {
            Text::new().strong(&one.by).plain(format!(
                ": {}: {}",
                one.worths(question),
                wording::clauses_in_a_line(question, &one.terms)
            ))
        });
        let named = |text: &TextStanding| {
            let proposal = question.case.proposals.get(&text.proposal);
            proposal.map_or_else(|| text.proposal.to_string(), |proposal| proposal.name.clone())
        };
        let texts = self.texts.iter().map(|text| Text::from(format!("{}: {}", named(text), text.says)));
        let holds_up = self.holds_up.iter().map(|share| Text::from(holds_up(share)));
        let learn = self.learn_first.iter().map(|first| Text::from(first.told(question)));
        let unclear = self.learn_unclear.iter().map(|why| {
            let command = question.command_from_here("learn", "");
            Text::from(format!("{why} `{command}` looks at more."))
        });
        page.list(singled_out.chain(texts).chain(holds_up).chain(learn).chain(unclear).collect());
    }
}

/// Nash and egalitarian, which may be one.
fn fair(space: &Space, frontier: &Frontier) -> Vec<SingledOut> {
    let Sums { judges, tables, .. } = &space.worth;
    let first = |theory| judges.single_out(frontier, tables, theory, LIMITS).into_iter().next();
    let (nash, egalitarian) = (first(Solution::Nash), first(Solution::Egalitarian));
    let named = |by: &str, point| singled_out(space, by, &point);
    match (nash, egalitarian) {
        (Some(nash), Some(egalitarian)) if nash.package == egalitarian.package => {
            vec![named("Nash and egalitarian", nash)]
        }
        (nash, egalitarian) => {
            let nash = nash.map(|point| named("Nash", point));
            let egalitarian = egalitarian.map(|point| named("egalitarian", point));
            nash.into_iter().chain(egalitarian).collect()
        }
    }
}

fn nearest(space: &Space, frontier: &Frontier, aside: &Space) -> Vec<SingledOut> {
    let judges = &space.worth.judges;
    let nearest = judges.single_out(frontier, &aside.worth.tables, Solution::Egalitarian, LIMITS);
    nearest.first().map(|point| singled_out(space, "nearest to a deal", point)).into_iter().collect()
}

fn singled_out(space: &Space, by: &str, point: &detente_frontier::Point) -> SingledOut {
    let from = space.in_points(&space.worth.tables.disagreement());
    let values = space.values(point).into_iter().zip(from);
    SingledOut {
        by: by.to_owned(),
        worth: ByParty::of(&space.ids, values.map(|(value, from)| Worth { value, gain: value - from })),
        terms: Terms::of(space, &Package::from(point)),
    }
}

impl SingledOut {
    /// `UA 61.5 (+19), RU 66 (-4)`.
    fn worths(&self, question: &Question) -> String {
        let one = |(party, worth): (&str, &Worth)| {
            let short = wording::short_name(question, party);
            format!("{short} {} ({})", POINTS.of(worth.value), signed(POINTS.of(worth.gain)))
        };
        self.worth.pairs().map(one).collect::<Vec<_>>().join(", ")
    }
}

fn texts(question: &Question, space: &Space, efficiency: &Efficiency<'_>) -> Vec<TextStanding> {
    let points = Points { decimals: space.decimals };
    let with_terms = question.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty());
    let line = |(id, proposal): (&detente_case::ProposalId, &detente_case::Proposal)| {
        let text = Tabled::of_proposal(question, space, id.as_str(), proposal);
        let standing = efficiency.standing(&text);
        let at = standing.at.as_ref()?;
        let stands = match (standing.improvable, standing.efficient) {
            (None, 0) if !at.within => "against a red line or a rule".to_owned(),
            (None, _) => "efficient, whatever completes it".to_owned(),
            (Some(Span { low, high }), 0) => {
                format!("not efficient: {}", points.bettered(low, high))
            }
            (Some(Span { high, .. }), _) => format!(
                "efficient or not, depending on what completes it: at worst, {}",
                points.bettered(high, high)
            ),
        };
        Some(TextStanding {
            proposal: id.clone(),
            says: stands,
            efficient: standing.efficient,
            improvable: standing.improvable,
        })
    };
    with_terms.filter_map(line).collect()
}

fn holds_up(share: &Share) -> String {
    format!(
        "The package that holds up best is a deal in {} of 100 assumed futures that were not used to choose it.",
        percent(share.share),
    )
}

impl LearnFirst {
    /// The number that is worth most; none where it does not stand out of chance, or not clearly above the next.
    fn of(learning: &Learning) -> Option<Self> {
        let mut worth: Vec<_> = learning.numbers.iter().filter(|one| one.gain > 0.0).collect();
        worth.sort_by(|one, other| other.gain.total_cmp(&one.gain));
        let first = worth.first().filter(|first| first.z > BEYOND_CHANCE)?;
        let stands_out =
            worth.get(1).is_none_or(|next| first.gain - next.gain > APART * first.error.hypot(next.error));
        let (number, held) = (first.number.clone(), first.interval);
        let draws = learning.plan.draws;
        stands_out.then_some(Self { number, held, gain: first.gain, error: first.error, draws })
    }

    /// Why none is named although something could be learned.
    fn why_not(learning: &Learning, first: Option<&Self>) -> Option<String> {
        let now = learning.now.as_ref()?;
        let is_open = learning.knowing_all.holds > now.acceptable.holds && !learning.numbers.is_empty();
        (is_open && first.is_none()).then(|| {
            format!(
                "Which number is most worth learning before you choose a package is not clear from {} assumed futures.",
                learning.plan.draws
            )
        })
    }

    fn told(&self, question: &Question) -> String {
        // What moves the answer most, and what helps most to choose, may be two numbers: then the page says which is which.
        let other = ask::number(question).filter(|number| *number != learn::named(question, &self.number));
        let other = other.map_or(String::new(), |number| {
            format!(" Another number moves more of whether terms exist at all: {number}.")
        });
        format!(
            "The number most worth learning before you choose a package: {} (in the case: {}). It makes your choice a \
             deal more often, by {} percentage points of {} draws. `learn` looks at more draws.{other}",
            learn::named(question, &self.number),
            wording::rounded(self.held),
            learn::worth(self.gain, self.error),
            self.draws
        )
    }
}
