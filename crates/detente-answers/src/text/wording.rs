//! Requirements, changes and packages in sentences, the same on every screen.

use detente_agreement::{Change, Cost, NeededBy, Requirement, Step, Terms};
use detente_case::{IssueId, Level, LeverId, LeverStatus, OptionId, Origin};
use serde::Serialize;

use super::{Reference, hedge, phrase, scale};
use crate::page::Text;
use crate::question::Question;

/// A requirement in a sentence, with where it comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// What `text` says, in as few words as tell it.
    #[serde(skip)]
    pub in_short: String,
    /// Where it comes from; absent when nobody has said it.
    pub reference: Option<Reference>,
}

impl Said {
    /// A sentence that stands for itself.
    #[must_use]
    pub fn unsourced(text: String) -> Self {
        Self { in_short: text.clone(), text, reference: None }
    }

    /// The sentence with its source in brackets.
    #[must_use]
    pub fn text(&self) -> Text {
        let source = match &self.reference {
            Some(reference) => reference.in_brackets(),
            None => Text::new().plain(" [").caution("nobody says").plain("]"),
        };
        Text::from(self.text.as_str()).then(source)
    }
}

/// A requirement in the words of the case.
#[must_use]
pub fn requirement(question: &Question, requirement: &Requirement) -> Said {
    let case = &question.case;
    let text = match requirement {
        Requirement::RedLine { party, issue, options, .. } => {
            format!("{} has a red line: {}", question.short(party), named_options(question, issue, options))
        }
        Requirement::NoDealValue { party } => {
            let short = question.short(party);
            let value = case.no_deal_value(party).map(|value| value.to_string());
            let value = value.unwrap_or_else(|| scale::no_deal_not_known(question, party));
            format!("{short} will not accept less than no deal is worth to it ({value})")
        }
        Requirement::Rule { rule } => rule_named(question, rule),
        Requirement::Consent { party, needed_by: NeededBy::Instrument } => {
            format!("{} must consent, because the {} needs it", question.short(party), case.instrument.class)
        }
        Requirement::Consent { party, needed_by: NeededBy::Option { issue, option } } => {
            let option = named_options(question, issue, std::slice::from_ref(option));
            format!("{} must consent to {option}", question.short(party))
        }
    };
    Said {
        text,
        in_short: requirement_in_short(question, requirement),
        reference: origin(question, requirement).map(|origin| question.reference(origin)),
    }
}

/// A condition with the names of issues and options: `Price: low, and Delivery: now or soon`.
#[must_use]
pub fn condition(question: &Question, condition: &detente_case::Condition) -> String {
    let term = |term: &detente_case::Term| {
        let options = either(question, &term.issue, &term.options);
        let not = if term.among { "" } else { "not " };
        format!("{}: {not}{options}", issue_name(question, &term.issue))
    };
    condition.terms.iter().map(term).collect::<Vec<_>>().join(", and ")
}

/// `Rule: two ways exclude each other`.
fn rule_named(question: &Question, id: &detente_case::RuleId) -> String {
    let Some(rule) = question.case.rules.get(id) else { return format!("Rule {id}") };
    if let Some(name) = &rule.name {
        format!("Rule: {name}")
    } else {
        let (if_, then) = (condition(question, &rule.if_), condition(question, &rule.then));
        format!("Rule: if {if_}, then {then}")
    }
}

/// A requirement in as few words as tell it.
#[must_use]
pub fn requirement_in_short(question: &Question, requirement: &Requirement) -> String {
    match requirement {
        Requirement::RedLine { party, issue, options, .. } => {
            let options: Vec<_> =
                options.iter().map(|option| term_in_short(question, issue, option)).collect();
            format!("{}'s red line: {}", question.short(party), options.join(" or "))
        }
        Requirement::NoDealValue { party } => {
            let value = question.case.no_deal_value(party).map(|value| value.to_string());
            let value = value.unwrap_or_else(|| scale::no_deal_not_known(question, party));
            format!("{}'s value of no deal: {value}", question.short(party))
        }
        Requirement::Rule { rule } => rule_named(question, rule),
        Requirement::Consent { party, needed_by: NeededBy::Instrument } => {
            format!("consent of {}", question.short(party))
        }
        Requirement::Consent { party, needed_by: NeededBy::Option { issue, option } } => {
            format!("consent of {} to {}", question.short(party), term_in_short(question, issue, option))
        }
    }
}

/// The statement of the case that makes a requirement; `None` when nobody has said it.
#[must_use]
pub fn origin<'a>(question: &'a Question, requirement: &Requirement) -> Option<&'a Origin> {
    let case = &question.case;
    match requirement {
        Requirement::RedLine { stance, .. } => case.stances.get(*stance).map(|stance| &stance.origin),
        Requirement::NoDealValue { party } => case.no_deal_of(party).map(|no_deal| &no_deal.origin),
        Requirement::Rule { rule } => case.rules.get(rule).map(|rule| &rule.origin),
        Requirement::Consent { needed_by: NeededBy::Instrument, .. } => Some(&case.instrument.origin),
        Requirement::Consent { needed_by: NeededBy::Option { issue, option }, .. } => {
            case.issues.get(issue)?.options.get(option).map(|option| &option.origin)
        }
    }
}

/// An issue by its short name, or its name; its name in the file where the case does not know it.
#[must_use]
pub fn issue_name<'a>(question: &'a Question, issue: &'a IssueId) -> &'a str {
    question.whole.issues.get(issue).map_or(issue.as_str(), detente_case::Issue::short_name)
}

/// An issue as a text would call it.
#[must_use]
pub fn issue_in_full<'a>(question: &'a Question, issue: &'a IssueId) -> &'a str {
    question.whole.issues.get(issue).map_or(issue.as_str(), |issue| &issue.name)
}

fn known_option<'a>(
    question: &'a Question,
    issue: &IssueId,
    option: &OptionId,
) -> Option<&'a detente_case::IssueOption> {
    question.whole.issues.get(issue)?.options.get(option)
}

/// An option by its short name, or its name; its name in the file where the case does not know it.
#[must_use]
pub fn option_name<'a>(question: &'a Question, issue: &IssueId, option: &'a OptionId) -> &'a str {
    known_option(question, issue, option).map_or(option.as_str(), detente_case::IssueOption::short_name)
}

/// An option below the name of its issue: its name; `in the text` where both have the same, which says nothing twice.
pub(crate) fn in_its_clause<'a>(question: &'a Question, issue: &'a IssueId, option: &'a OptionId) -> &'a str {
    let name = option_name(question, issue, option);
    if name.to_lowercase() == issue_name(question, issue).to_lowercase() { "in the text" } else { name }
}

/// An option as a text would word it.
#[must_use]
pub fn option_in_full<'a>(question: &'a Question, issue: &IssueId, option: &'a OptionId) -> &'a str {
    known_option(question, issue, option).map_or(option.as_str(), |option| &option.name)
}

/// `Control of four oblasts: left to later talks or fixed`.
pub fn named_options(question: &Question, issue: &IssueId, options: &[OptionId]) -> String {
    let (issue_named, told) = (issue_name(question, issue), either(question, issue, options));
    if issue_named.to_lowercase() == told.to_lowercase() { told } else { format!("{issue_named}: {told}") }
}

/// How an issue is settled, with the names of both: `Control of four oblasts: left to later talks`.
#[must_use]
pub fn term(question: &Question, issue: &IssueId, option: &OptionId) -> String {
    named_options(question, issue, std::slice::from_ref(option))
}

/// How an issue is settled, in as few words as tell it: the option alone where it is a clause that stands under no other
/// issue.
#[must_use]
pub fn term_in_short(question: &Question, issue: &IssueId, option: &OptionId) -> String {
    let name = option_name(question, issue, option);
    let issue_is_short = question.whole.issues.get(issue).is_some_and(|issue| issue.short.is_some());
    let is_short = known_option(question, issue, option).is_some_and(|option| option.short.is_some());
    let is_clause = !issue_is_short && !is_short && name.split_whitespace().count() >= WORDS_OF_A_CLAUSE;
    // Only of a clause all options are looked at: there may be very many.
    let stands_once = || {
        let all = question.whole.issues.values().flat_map(|issue| issue.options.values());
        all.map(detente_case::IssueOption::short_name).filter(|other| *other == name).nth(1).is_none()
    };
    if is_clause && stands_once() { name.to_owned() } else { term(question, issue, option) }
}

/// From how many words on an option's name says by itself what is settled.
const WORDS_OF_A_CLAUSE: usize = 4;

/// Terms with the names of issues and options, clause by clause; what the case does not know keeps its name in the file.
pub fn clauses<'t>(question: &'t Question, terms: &'t super::Terms) -> impl Iterator<Item = String> + 't {
    terms.pairs().map(|(issue, settled)| {
        let (issue, options) =
            (IssueId::new(issue), settled.options().map(OptionId::new).collect::<Vec<_>>());
        named_options(question, &issue, &options)
    })
}

/// All clauses of some terms in one line.
#[must_use]
pub fn clauses_in_a_line(question: &Question, terms: &super::Terms) -> String {
    clauses(question, terms).collect::<Vec<_>>().join("; ")
}

/// `left to later talks or fixed`.
fn either(question: &Question, issue: &IssueId, options: &[OptionId]) -> String {
    options.iter().map(|option| option_name(question, issue, option)).collect::<Vec<_>>().join(" or ")
}

/// A change in a sentence: who does what.
#[must_use]
pub fn step(question: &Question, step: &Step) -> String {
    let case = &question.case;
    match &step.change {
        Change::SoftenRedLine { party, issue, options } => {
            format!(
                "{} softens its red line on {}",
                question.short(party),
                named_options(question, issue, options)
            )
        }
        Change::MoveStance { party, issue, option, from, to } => format!(
            "{} {} {}",
            question.short(party),
            phrase::goes(*from, *to),
            named_options(question, issue, std::slice::from_ref(option))
        ),
        Change::Accept { party, issue, option } => format!(
            "{} agrees to {}",
            question.short(party),
            named_options(question, issue, std::slice::from_ref(option))
        ),
        Change::UseLever { lever, status } => {
            let name = lever_name(question, lever.as_str());
            let status = standing(question, lever, *status);
            let status = status.map_or(String::new(), |status| format!(" (today: {status})"));
            format!("{} {}{status}", whose(question, step, "use"), without_owner(question, step, name))
        }
        Change::WithdrawLever { lever } => {
            let name = lever_name(question, lever.as_str());
            format!("{} {}", whose(question, step, "end"), without_owner(question, step, name))
        }
        Change::GiveGuarantee { guarantee } => {
            let name = case.guarantees.get(guarantee).map_or(guarantee.as_str(), |guarantee| &guarantee.name);
            format!("{} {name}", whose(question, step, "give"))
        }
        Change::GiveCredibly { guarantee } => {
            let name = case.guarantees.get(guarantee).map_or(guarantee.as_str(), |guarantee| &guarantee.name);
            let stated = case.guarantees.get(guarantee).and_then(|guarantee| guarantee.credibility);
            let stated = stated
                .map_or(String::new(), |chance| format!(" (more than the {chance} that the case states)"));
            format!("{} {name} sure to be honoured{stated}", whose(question, step, "make"))
        }
        Change::Delink { rule } => {
            let name = case.rules.get(rule).and_then(|rule| rule.name.as_deref()).unwrap_or(rule.as_str());
            format!("the parties give up the rule: {name}")
        }
    }
}

/// A change in as few words as tell it.
#[must_use]
pub fn step_in_short(question: &Question, step: &Step) -> String {
    match &step.change {
        Change::SoftenRedLine { party, issue, options } => {
            let options: Vec<_> =
                options.iter().map(|option| term_in_short(question, issue, option)).collect();
            format!("{} softens its red line on {}", question.short(party), options.join(" or "))
        }
        Change::MoveStance { party, issue, option, from, to } => {
            let term = term_in_short(question, issue, option);
            format!("{} {}", question.short(party), phrase::comes_to(*from, *to, &term))
        }
        Change::Accept { party, issue, option } => {
            format!("{} agrees to {}", question.short(party), term_in_short(question, issue, option))
        }
        Change::UseLever { lever, status } => {
            let name = lever_name(question, lever.as_str());
            let status = standing(question, lever, *status);
            let status = status.map_or(String::new(), |status| format!(" ({status})"));
            format!("{}: {name}{status}", owners(question, step))
        }
        Change::WithdrawLever { .. }
        | Change::GiveGuarantee { .. }
        | Change::GiveCredibly { .. }
        | Change::Delink { .. } => self::step(question, step),
    }
}

/// Where a lever stands, with the hedge of its source.
pub(crate) fn standing(question: &Question, lever: &LeverId, status: Option<LeverStatus>) -> Option<String> {
    let known = question.case.levers.get(lever).and_then(|lever| hedge::standing(question, lever));
    known.or_else(|| status.map(|status| status.to_string()))
}

/// `US`, `UK and FR`, `somebody unnamed`: who takes a step.
fn owners(question: &Question, step: &Step) -> String {
    let names: Vec<_> = step.owners.iter().map(|name| short_name(question, name)).collect();
    if names.is_empty() { "somebody unnamed".to_owned() } else { phrase::list(&names) }
}

/// `US uses`, `UK and FR use`, `somebody unnamed gives`: who takes a step, and the verb.
fn whose(question: &Question, step: &Step, verb: &str) -> String {
    let names: Vec<_> = step.owners.iter().map(|name| short_name(question, name)).collect();
    match names.as_slice() {
        [] => format!("somebody unnamed {verb}s"),
        [one] => format!("{one} {verb}s"),
        several => format!("{} {verb}", several.join(" and ")),
    }
}

/// What a step is called after the name of who takes it: `pressure on prices` of `OPEC pressure on prices`, if OPEC does.
#[must_use]
pub fn without_owner<'n>(question: &Question, step: &Step, name: &'n str) -> &'n str {
    let [owner] = step.owners.as_slice() else { return name };
    phrase::after_owner(&short_name(question, owner), name)
}

/// A lever by its name; by its name in the file where the case does not know it.
#[must_use]
pub fn lever_name<'a>(question: &'a Question, id: &'a str) -> &'a str {
    question.whole.levers.get(id).map_or(id, |lever| &lever.name)
}

/// The short name of whichever party, bloc, person or institution is called `name`.
#[must_use]
pub fn short_name(question: &Question, name: &str) -> String {
    let case = &question.whole;
    if let Some(party) = case.parties.get(name) {
        return party.short.clone();
    }
    let person = case.people.get(name).map(|person| person.name.clone());
    let institution = || case.institutions.get(name).map(|institution| institution.name.clone());
    person.or_else(institution).unwrap_or_else(|| name.to_uppercase())
}

/// `us, ua on crimea` as `US, UA on Recognition concerning Crimea`: what names a statement, with names of parties, issues
/// and levers where the file has identifiers; anything else as it is.
#[must_use]
pub fn statement_name(question: &Question, name: &str) -> String {
    let case = &question.whole;
    let party = |id: &str| case.parties.get(id).map(|party| party.short.clone());
    let parties =
        |ids: &str| ids.split(", ").map(party).collect::<Option<Vec<_>>>().map(|names| names.join(", "));
    let lever = || case.levers.get(name).map(|lever| lever.name.clone());
    let about = || {
        let (who, issue) = name.split_once(" on ")?;
        Some(format!("{} on {}", parties(who)?, case.issues.get(issue)?.name))
    };
    parties(name).or_else(lever).or_else(about).unwrap_or_else(|| name.to_owned())
}

/// What a step costs, by party, `cost not stated` when nobody says.
#[must_use]
pub fn cost(question: &Question, costs: &[Cost]) -> String {
    if costs.is_empty() {
        return "not stated".to_owned();
    }
    let one = |cost: &Cost| format!("{} {}", question.short(&cost.party), rounded(cost.points));
    costs.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// An interval to one decimal, for reading; JSON has it exactly.
#[must_use]
pub fn rounded(interval: detente_case::Interval) -> String {
    let (low, high) = (one_decimal(interval.low), one_decimal(interval.high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// A quantity to one decimal, without a trailing `.0`.
#[must_use]
pub fn one_decimal(quantity: detente_case::Quantity) -> String {
    let text = format!("{:.1}", quantity.to_f64());
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The terms of a package, issue by issue.
#[must_use]
pub fn terms(question: &Question, terms: &Terms) -> Vec<(String, Text)> {
    let line = |(issue, option): (&IssueId, &OptionId)| {
        (issue_name(question, issue).to_owned(), Text::from(option_name(question, issue, option)))
    };
    terms.iter().map(line).collect()
}

/// A level in a word.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::RedLine => "red line",
        Level::Oppose => "oppose",
        Level::Tolerate => "tolerate",
        Level::Accept => "accept",
        Level::Propose => "propose",
    }
}

/// An interval of changes to one decimal, with its signs.
#[must_use]
pub fn signed(interval: detente_case::Interval) -> String {
    let sign = |quantity: detente_case::Quantity| {
        let text = one_decimal(quantity);
        if quantity > detente_case::Quantity::ZERO { format!("+{text}") } else { text }
    };
    let (low, high) = (sign(interval.low), sign(interval.high));
    if low == high { low } else { format!("{low} to {high}") }
}
