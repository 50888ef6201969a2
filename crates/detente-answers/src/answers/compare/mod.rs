//! The answer of `detente compare`: what each text is worth to whom, and what it leaves on the table.

mod page;
mod pairs;
mod verdicts;

use detente_agreement::Negotiation;
use detente_case::Interval;
use detente_frontier::Limits;
use detente_outcomes::{Issue, Space};
use serde::Serialize;

use self::{pairs::Pair, verdicts::Accepted};
use super::{
    efficiency::{Efficiency, Standing},
    frontier::remedy,
    tabled::Tabled,
};
use crate::{
    answers::trade::letter,
    question::Question,
    stop::Stop,
    text::{ByParty, Names, Settled, Span, Terms, number::Points},
};

/// Texts side by side.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Compare {
    /// What the texts are of.
    title: String,
    /// What a value means.
    scale: String,
    /// To how many decimals values are shown.
    #[serde(skip)]
    decimals: usize,
    /// What screens call issues and options.
    #[serde(skip)]
    names: Names,
    /// What stands at the head of each text's column.
    #[serde(skip)]
    heads: Vec<String>,
    /// The parties whose consent is or may be needed, in the order of every list of values.
    parties: Vec<Side>,
    /// The texts.
    texts: Vec<Compared>,
    /// The issues on which they differ.
    differing: Vec<Differing>,
    /// The terms that all of them have.
    the_same: Terms,
    /// The issues that all of them leave open.
    open_in_all: Vec<String>,
    /// Every two texts: who gains, who loses.
    pairs: Vec<Pair>,
    /// Why the frontier is not listed, so that distances are unknown; absent when it is.
    refused: Option<String>,
    /// Whether some package keeps every rule, red line and no-deal value; absent when that was not found out.
    some_admitted: Option<bool>,
}

/// A party.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Side {
    /// By its name in the file: the key of every value.
    party: String,
    /// Its short name.
    name: String,
    /// What no deal is worth to it; absent when nothing says so.
    no_deal: Option<f64>,
    /// Every value that may have; absent in scenarios, whose numbers are exact.
    no_deal_possible: Option<Interval>,
}

/// One text.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Compared {
    /// What the tables call it.
    label: String,
    /// Its name, who put it forward and when.
    said: Option<String>,
    /// What it settles or narrows.
    terms: Terms,
    /// The issues it leaves open.
    open: Vec<String>,
    /// What it is worth, by party.
    worth: ByParty<Worth>,
    /// Whether it would be accepted, and what stands in the way.
    accepted: Accepted,
    /// Where it stands to what is efficient.
    standing: Standing,
    /// The same in sentences: how far it is from it, and what could be better at nobody's loss.
    leaves: Vec<String>,
}

/// What a text is worth to a party.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Worth {
    /// At central values: the least and the most over its completions.
    central: Span,
    /// Every value that some completion may have; absent in scenarios.
    possible: Option<Interval>,
    /// At central values, against what no deal is worth to the party; absent when nothing says what that is.
    against_no_deal: Option<Against>,
}

/// A text against the no-deal value of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Against {
    /// It is worth no less than no deal, whatever is left open.
    NoLess,
    /// It is worth less, whatever is left open.
    Less,
    /// That depends on what is left open.
    Either,
}

impl Against {
    fn of(worth: Span, no_deal: f64) -> Self {
        if worth.low >= no_deal {
            Self::NoLess
        } else if worth.high < no_deal {
            Self::Less
        } else {
            Self::Either
        }
    }
}

/// An issue on which texts differ.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Differing {
    /// The issue.
    issue: String,
    /// What each text says of it, in their order; `null` where it says nothing.
    says: Vec<Option<Settled>>,
}

/// A case behind a space: what is uncertain, and why a text is no deal.
pub struct Behind<'q> {
    /// What is asked.
    pub question: &'q Question,
    /// Its negotiation.
    pub negotiation: &'q Negotiation,
    /// By party of the space, its place in the negotiation.
    pub places: Vec<usize>,
}

/// How many texts are compared: each is held against every other.
const MOST_TEXTS: usize = 100;

/// Refuses more texts than are compared.
pub fn are_few(texts: &[Tabled]) -> Result<(), Stop> {
    if texts.len() <= MOST_TEXTS {
        return Ok(());
    }
    Err(Stop::refused(format!(
        "{} texts have terms, and at most {MOST_TEXTS} are compared: each is held against every other",
        texts.len()
    ))
    .with_help("name the texts that matter: detente compare CASE TEXT TEXT"))
}

/// Builds the answer within limits of memory and work.
pub fn answer(space: &Space, texts: &[Tabled], behind: Option<&Behind<'_>>, limits: Limits) -> Compare {
    let efficiency = Efficiency::of(space, limits);
    let names: Vec<_> = space.parties.iter().map(String::as_str).collect();
    let points = Points { decimals: space.decimals };
    let called = behind.map_or_else(Names::default, |behind| Names::of(behind.question));
    let compared = |text: &Tabled, standing: Standing| Compared {
        label: text.label.clone(),
        said: text.said.clone(),
        terms: text.terms(space),
        open: text.open(space),
        worth: worth(space, text, behind),
        accepted: Accepted::of(space, text, behind),
        leaves: standing.sentences(&names, &called, points),
        standing,
    };
    let heads = heads(texts, &called);
    let on = |issue: usize| texts.iter().map(|text| text.on(space, issue)).collect::<Vec<_>>();
    let (mut differing, mut open) = (Vec::new(), Vec::new());
    let mut the_same = Vec::new();
    for (place, Issue { name: issue, .. }) in space.issues.iter().enumerate() {
        let says = on(place);
        match says.first().filter(|first| says.iter().all(|said| said == *first)) {
            Some(Some(first)) => the_same.push((issue.as_str(), first.clone())),
            Some(None) => open.push(issue.clone()),
            None => differing.push(Differing { issue: issue.clone(), says }),
        }
    }
    Compare {
        title: space.title.clone(),
        scale: space.scale.clone(),
        decimals: space.decimals,
        parties: sides(space, behind),
        names: called.clone(),
        heads: heads.clone(),
        texts: texts.iter().map(|text| compared(text, efficiency.standing(text))).collect(),
        differing,
        open_in_all: open,
        the_same: the_same.into_iter().collect(),
        pairs: pairs::pairs(space, texts, &heads, behind),
        refused: efficiency.within.as_ref().err().map(|why| format!("{why}. {}", remedy(why))),
        some_admitted: efficiency.admitted.as_ref().ok().map(|frontier| !frontier.points.is_empty()),
    }
}

/// How many columns of a title a table has room for.
const SHORT_TITLE: usize = 20;

/// What stands at the head of each text's column: its title where all are short, else a letter, which the lines above the
/// table explain. A package that was typed keeps its own name.
fn heads(texts: &[Tabled], names: &Names) -> Vec<String> {
    let titles = || texts.iter().map(|text| names.text(&text.label).to_owned());
    if titles().all(|title| title.chars().count() <= SHORT_TITLE) {
        return titles().collect();
    }
    let head = |(place, text): (usize, &Tabled)| {
        if text.said.is_some() { letter(place) } else { text.label.clone() }
    };
    texts.iter().enumerate().map(head).collect()
}

fn sides(space: &Space, behind: Option<&Behind<'_>>) -> Vec<Side> {
    let no_deal = |party: usize| {
        let behind = behind?;
        let party = behind.negotiation.parties().get(*behind.places.get(party)?)?;
        Some(party.no_deal_with_shifts())
    };
    let side = |(party, (name, floor)): (usize, (&String, Option<f64>))| Side {
        party: space.ids.get(party).unwrap_or(name).clone(),
        name: name.clone(),
        no_deal: floor,
        no_deal_possible: no_deal(party),
    };
    space.parties.iter().zip(space.floors()).enumerate().map(side).collect()
}

fn worth(space: &Space, text: &Tabled, behind: Option<&Behind<'_>>) -> ByParty<Worth> {
    let range = space.range(&text.among);
    let possible = |party: usize| {
        let behind = behind?;
        behind.negotiation.possible_values(*behind.places.get(party)?, &text.among)
    };
    let worth = |(party, (central, floor)): (usize, ((f64, f64), Option<f64>))| Worth {
        central: central.into(),
        possible: possible(party),
        against_no_deal: floor.map(|floor| Against::of(central.into(), floor)),
    };
    ByParty::of(&space.ids, range.into_iter().zip(space.floors()).enumerate().map(worth))
}
