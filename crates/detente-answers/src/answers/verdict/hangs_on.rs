//! What a verdict hangs on: the same question with one thing held, on the same draws.

use std::collections::BTreeSet;

use detente_agreement::{Held, HeldNumber, HeldVerdict, Input, Share, robust::Number};
use detente_case::{AssumptionChoice, Origin, View};
use indexmap::IndexMap;
use serde::Serialize;

use super::{counted, futures, percent};
use crate::{
    answers::learn,
    page::{Page, Table, Text},
    question::Question,
    text::phrase,
};

/// One thing held, and in how many draws there is a deal then.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HangsOn {
    /// What kind of thing is held.
    pub what: What,
    /// What it is, in words.
    pub name: String,
    /// On whose word it stands in the case: an owner of assumptions, or a citation; absent where nobody has said it.
    pub owner: Option<String>,
    /// By share, whether there is a deal at central values then; `null` where that was not settled.
    pub central: Vec<Option<bool>>,
    /// In how many draws there is a deal, for each way of holding it.
    pub shares: Vec<HeldShare>,
}

/// A kind of thing that can be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A number, in the lower and in the upper half of what it may be.
    Number,
    /// A named set of assumptions, used.
    Set,
    /// What nobody has said, as no and as yes.
    Silence,
    /// Whether something happens.
    Event,
}

/// How often there is a deal, one thing held in one way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldShare {
    /// How it is held.
    pub when: String,
    /// In how many draws there is a deal.
    pub holds: u32,
    /// Out of how many.
    pub draws: u32,
}

impl HangsOn {
    fn of<const WAYS: usize>(
        what: What,
        name: String,
        owner: Option<String>,
        held: [(&str, Held); WAYS],
    ) -> Self {
        let share = |(when, held): &(&str, Held)| HeldShare {
            when: (*when).to_owned(),
            holds: held.share.holds,
            draws: held.share.draws,
        };
        Self {
            what,
            name,
            owner,
            central: held.iter().map(|(_, held)| held.central).collect(),
            shares: held.iter().map(share).collect(),
        }
    }

    /// Whether holding it in some way turns the answer at central values.
    #[must_use]
    pub fn turns(&self, central: Option<bool>) -> bool {
        let other = |held: &Option<bool>| held.is_some() && central.is_some() && *held != central;
        self.central.iter().any(other)
    }

    /// `lower half 70, upper half 3`.
    fn says(&self) -> String {
        let share = |one: &HeldShare| {
            let share = percent(Share::of(one.holds, 0, one.draws).share);
            if one.when.is_empty() { share } else { format!("{} {share}", one.when) }
        };
        self.shares.iter().map(share).collect::<Vec<_>>().join(", ")
    }
}

/// What a verdict hangs on: the number that swings it most, named sets, silence, and the next two numbers.
pub(super) fn rows(question: &Question, held: &HeldVerdict) -> Vec<HangsOn> {
    let mut numbers = held.numbers.iter().map(|number| of_number(question, number));
    let most: Vec<_> = numbers.by_ref().take(1).collect();
    let silence = held.silence.as_ref().map(|[no, yes]| {
        let name = format!("silence: {}", super::silence::unsaid(question, &held.verdict.unsaid, false));
        HangsOn::of(What::Silence, name, None, [("as no", *no), ("as yes", *yes)])
    });
    most.into_iter().chain(sets(question)).chain(silence).chain(numbers).collect()
}

fn of_number(question: &Question, number: &HeldNumber) -> HangsOn {
    let [low, high] = number.halves;
    let name = learn::named(question, &number.number);
    let owner = origin(question, &number.number).and_then(|origin| on_whose_word(question, origin));
    HangsOn::of(What::Number, name, owner, [("lower half", low), ("upper half", high)])
}

/// How many statements are looked at again at most, all sets together that are tried one by one.
const MOST_STATEMENTS: usize = 2_000_000;

/// How many sets are tried: each looks at the whole case again.
fn most_sets(question: &Question) -> usize {
    (MOST_STATEMENTS / question.whole.statements().len().max(1)).max(1)
}

/// Every set of assumptions that the view does not use, with who answers for it.
fn unused(question: &Question) -> IndexMap<&String, Vec<String>> {
    let mut owners: IndexMap<&String, Vec<String>> = IndexMap::new();
    let is_used = |set: &String| match &question.view.assumptions {
        AssumptionChoice::Standing => false,
        AssumptionChoice::With(sets) => sets.contains(set),
        AssumptionChoice::Nothing => true,
    };
    for statement in question.whole.statements() {
        let Some(assumption) = statement.origin.assumption() else { continue };
        let is_over = assumption.expires.is_some_and(|last| last < question.case.as_of);
        let Some(set) = assumption.set.as_ref().filter(|set| !is_over && !is_used(set)) else { continue };
        let owners = owners.entry(set).or_default();
        if !owners.contains(&assumption.owner) {
            owners.push(assumption.owner.clone());
        }
    }
    owners
}

/// Every set of assumptions that the view does not use, used besides; of very many the first.
fn sets(question: &Question) -> Vec<HangsOn> {
    let row = |(set, owners): (&String, Vec<String>)| {
        let used = match &question.view.assumptions {
            AssumptionChoice::With(sets) => sets.clone(),
            AssumptionChoice::Standing | AssumptionChoice::Nothing => BTreeSet::new(),
        };
        let assumptions = AssumptionChoice::With(used.into_iter().chain([set.clone()]).collect());
        let view = View { assumptions, ..question.view.clone() };
        let held = question.lowered(&question.whole.seen(&view)).held(question.plan);
        HangsOn::of(What::Set, set.clone(), Some(phrase::list(&owners)), [("", held)])
    };
    unused(question).into_iter().take(most_sets(question)).map(row).collect()
}

/// That not every set of assumptions was tried, and how to try another; nothing where all were.
pub(crate) fn untried_sets(question: &Question) -> Option<String> {
    let (all, most) = (unused(question).len(), most_sets(question));
    (all > most).then(|| {
        format!(
            "The case has {all} sets of assumptions that the view does not use: what the verdict hangs on was looked for in \
             the first {most}. To try another, add --assume SET."
        )
    })
}

/// The statement that a number comes from.
fn origin<'q>(question: &'q Question, number: &Number) -> Option<&'q Origin> {
    let case = &question.case;
    let negotiation = question.negotiation();
    let party = negotiation.parties().get(negotiation.party(number.party())?)?;
    let said = |input: &Input| input.said;
    match number {
        Number::NoDeal { party } => case.no_deal_of(party).map(|no_deal| &no_deal.origin),
        Number::Weight { issue, .. } => {
            let weight = party.weights.get(negotiation.issue(issue)?)?;
            said(weight).and_then(|place| case.weights.get(place)).map(|weights| &weights.origin)
        }
        Number::Value { issue, option, .. } => {
            let place = negotiation.issue(issue)?;
            let options = &negotiation.issues().get(place)?.options;
            let option = options.iter().position(|of| of.id == *option)?;
            let value = party.values.get(place)?.get(option)?;
            said(&value.input).and_then(|place| case.stances.get(place)).map(|stance| &stance.origin)
        }
    }
}

fn on_whose_word(question: &Question, origin: &Origin) -> Option<String> {
    let reference = question.reference(origin);
    let cited = || reference.cites.first().map(|cite| cite.key.clone());
    reference.assumed_by.clone().or_else(cited)
}

/// A set's name as a sentence would say it: it is typed with hyphens.
fn in_words(set: &str) -> String {
    phrase::begun(&set.replace(['-', '_'], " "))
}

/// The rows under an answer, at most so many of them with where the others are, and the last that has all as the file has it.
pub(crate) fn show(rows: &[HangsOn], share: &Share, (most, others): (usize, &str), page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    let more = match rows.len().saturating_sub(most) {
        0 => String::new(),
        more => format!(" ({} {others})", counted(more, "more row", "more rows")),
    };
    let head = format!("this hangs on{more}");
    let mut table = Table::new([head.as_str(), "terms exist, of 100"]).tight(&[1]);
    for row in rows.iter().take(most) {
        let name = match row.what {
            What::Set => format!("if: {}", in_words(&row.name)),
            What::Number | What::Silence | What::Event => row.name.clone(),
        };
        let owner = row.owner.as_ref().map_or(String::new(), |owner| format!(" [{owner}]"));
        table.row(vec![Text::from(name).caution(owner), Text::new().strong(row.says())]);
    }
    let counting = 50.0 * (share.high - share.low);
    let draws = counted(share.draws as usize, "draw", "draws");
    let all = format!("all as the file has it ({draws}, ±{counting:.0})");
    table.row(vec![Text::from(all), Text::new().strong(percent(share.share))]);
    page.table(table);
}

/// In how many of 100 futures terms exist, as a sentence says it: used where no rows are shown.
#[must_use]
pub(crate) fn terms_exist(share: &Share) -> String {
    format!("Terms that all who must agree prefer to no deal exist in {}.", futures(share))
}

/// Whether a set, a half or silence turns the answer at central values, and what.
pub(super) fn turning(rows: &[HangsOn], central: Option<bool>) -> Vec<&HangsOn> {
    rows.iter().filter(|row| row.turns(central)).collect()
}

/// How many rows tell at least: the number that swings most, every set and silence.
#[must_use]
pub(crate) fn least_rows(rows: &[HangsOn]) -> usize {
    let held = rows.iter().rposition(|row| matches!(row.what, What::Set | What::Silence | What::Event));
    held.map_or(1, |last| last + 1)
}

impl HangsOn {
    /// What it is, in a few words of a sentence.
    pub(super) fn in_short(&self) -> String {
        match self.what {
            What::Set => format!("the set {}", in_words(&self.name)),
            What::Silence => "what nobody has said".to_owned(),
            What::Number | What::Event => self.name.clone(),
        }
    }
}
