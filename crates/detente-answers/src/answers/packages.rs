//! What is asked of the packages of a case: which are efficient, and how texts compare.

use detente_frontier::Limits;
use detente_outcomes::{Space, asked};

use super::{
    compare::{self, Behind},
    frontier,
    tabled::Tabled,
};
use crate::{
    ask::{Asked, Group, Paged},
    described::Described,
    options::Choice,
    question::Question,
    stop::Stop,
};

/// How many efficient packages a page lists unless somebody says otherwise.
pub const ROWS: usize = 20;

/// What no deal is worth is left aside.
pub const WITHOUT_FLOORS: Choice =
    Choice::flag("without-floors", "Ignore no-deal values: also list packages that not all would accept");

/// `detente frontier` of a case.
pub const FRONTIER: Asked = Asked {
    name: "frontier",
    about: "List the efficient packages, and which ones bargaining theories choose",
    group: Group::Packages,
    after_help: "",
    options: &[&WITHOUT_FLOORS],
    draws: None,
    on_threads: false,
    answer: |question, options, watch| {
        let space = space(question)?;
        watch.goes_on()?;
        let texts = texts(question, &space);
        let aside = options.has(&WITHOUT_FLOORS);
        let answer = frontier::answer(&space, &texts, Some(&behind(question)), LIMITS, aside);
        let page = answer.page(ROWS, false, None, after_frontier(question, !texts.is_empty(), None));
        Ok(Box::new(Paged { answer, page }))
    },
    schema: Described::of::<frontier::Frontier>(),
};

/// `detente compare` of a case: every proposal that has terms.
pub const COMPARE: Asked = Asked {
    name: "compare",
    about: "Compare texts: what each is worth to whom, and what would be better for all",
    group: Group::Packages,
    after_help: "",
    options: &[],
    draws: None,
    on_threads: false,
    answer: |question, _, watch| {
        let space = space(question)?;
        watch.goes_on()?;
        let texts = texts(question, &space);
        if texts.is_empty() {
            return Err(nothing_to_compare());
        }
        compare::are_few(&texts)?;
        let answer = compare::answer(&space, &texts, Some(&behind(question)), LIMITS);
        let page = answer.page(after_compare(question));
        Ok(Box::new(Paged { answer, page }))
    },
    schema: Described::of::<compare::Compare>(),
};

/// What a question about packages may use: half a gigabyte, and about ten seconds of looking.
pub const LIMITS: Limits = Limits { bytes: 1 << 29, steps: 150_000_000 };

/// The packages of a case at central values, between those whose consent it needs.
pub fn space(question: &Question) -> Result<Space, Stop> {
    question.is_negotiated()?;
    let negotiation = question.negotiation();
    let short = |party: usize| {
        negotiation.parties().get(party).map_or(String::new(), |party| question.short(&party.id).to_owned())
    };
    Space::of_case(&question.whole.title, negotiation, short).map_err(|why| Stop::refused(why.to_string()))
}

/// The case behind these packages.
#[must_use]
pub fn behind(question: &Question) -> Behind<'_> {
    let negotiation = question.negotiation();
    Behind { question, negotiation, places: asked(negotiation) }
}

/// Every proposal of the case that has terms.
#[must_use]
pub fn texts(question: &Question, space: &Space) -> Vec<Tabled> {
    let with_terms = question.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty());
    with_terms.map(|(id, proposal)| Tabled::of_proposal(question, space, id.as_str(), proposal)).collect()
}

/// Why nothing is compared.
#[must_use]
pub fn nothing_to_compare() -> Stop {
    Stop::refused("there is nothing to compare")
        .with_help("give packages with --package \"issue = option and …\"")
}

/// What to run after `compare` of a case.
#[must_use]
pub fn after_compare(question: &Question) -> Vec<(String, String)> {
    let next = |verb: &str, says: &str| (question.command_from_here(verb, ""), says.to_owned());
    vec![
        next("frontier", "what is efficient and what is fair"),
        next("robust", "which packages stay good while numbers are uncertain"),
        next("openers", "what would open a deal"),
    ]
}

/// What to run after `frontier` of a case; `drawn` is the picture just drawn.
#[must_use]
pub fn after_frontier(question: &Question, texts: bool, drawn: Option<&str>) -> Vec<(String, String)> {
    let next =
        |verb: &str, options: &str, says: &str| (question.command_from_here(verb, options), says.to_owned());
    let compare = texts.then(|| next("compare", "", "the proposals, and what would be better for all"));
    let robust = next("robust", "", "which packages stay good while numbers are uncertain");
    let picture = match drawn {
        Some(file) => (format!("open {file}"), "the picture just drawn".to_owned()),
        None => next("frontier", "--plot frontier.svg", "the same as a picture"),
    };
    compare.into_iter().chain([robust, picture]).collect()
}
