//! A text put forward: by issue, the options it allows.

use std::fmt;

use detente_case::{Case, Condition, NotACondition, Proposal, Term};
use detente_outcomes::{Issue, Space};
use detente_scenario::sheet::compared as folded;

use crate::{
    question::Question,
    stop::{Stop, unknown},
    text::{Settled, Terms, phrase},
};

/// A text of the case, or a package typed.
pub struct Tabled {
    /// What tables call it: the identifier of a proposal, or `package 1`.
    pub label: String,
    /// Its name, who put it forward and when; `None` for a package typed.
    pub said: Option<String>,
    /// By issue of the space, the options it allows; all where it leaves the issue open.
    pub among: Vec<Vec<usize>>,
}

impl Tabled {
    /// A proposal of the case.
    #[must_use]
    pub fn of_proposal(question: &Question, space: &Space, id: &str, proposal: &Proposal) -> Self {
        let allowed = |Issue { name: issue, options }: &Issue| {
            let terms = proposal.terms.iter().find(|(name, _)| name.as_str() == issue);
            let said = |option: &&String| {
                terms.is_none_or(|(_, terms)| terms.iter().any(|term| term.as_str() == option.as_str()))
            };
            options.iter().enumerate().filter(|(_, option)| said(option)).map(|(place, _)| place).collect()
        };
        let by: Vec<_> = proposal.by.iter().map(|actor| phrase::actor(question, actor)).collect();
        let date = proposal.date.map_or(String::new(), |date| format!(", {date}"));
        Self {
            label: id.to_owned(),
            said: Some(format!("{} ({}{date})", proposal.name, phrase::list(&by))),
            among: space.issues.iter().map(allowed).collect(),
        }
    }

    /// A package as typed: `issue = option | option and issue != option`, or the same with `;` between terms.
    pub fn typed(space: &Space, label: String, text: &str) -> Result<Self, Stop> {
        let all = |issue: &Issue| (0..issue.options.len()).collect();
        let mut among: Vec<Vec<usize>> = space.issues.iter().map(all).collect();
        for term in terms(text) {
            let (issue, options, wanted) = term_of(space, &term)?;
            among[issue].retain(|option| options.contains(option) == wanted);
            if among[issue].is_empty() {
                let name = &space.issues[issue].name;
                return Err(Stop::refused(format!("`{text}` allows no option of {name}")));
            }
        }
        Ok(Self { label, said: None, among })
    }

    /// The issues that it settles or narrows.
    #[must_use]
    pub fn terms(&self, space: &Space) -> Terms {
        let pairs = space.issues.iter().zip(&self.among);
        let settled = pairs.filter(|(issue, kept)| kept.len() < issue.options.len());
        settled.map(|(issue, kept)| (issue.name.as_str(), named(&issue.options, kept))).collect()
    }

    /// What it says of an issue; `None` where it leaves it open.
    #[must_use]
    pub fn on(&self, space: &Space, issue: usize) -> Option<Settled> {
        let (Issue { options, .. }, kept) = (space.issues.get(issue)?, self.among.get(issue)?);
        (kept.len() < options.len() || options.len() == 1).then(|| named(options, kept))
    }

    /// The issues on which it allows more than one option.
    #[must_use]
    pub fn open(&self, space: &Space) -> Vec<String> {
        let open = space.issues.iter().zip(&self.among).filter(|(_, kept)| kept.len() > 1);
        open.map(|(issue, _)| issue.name.clone()).collect()
    }

    /// How many packages have its terms; `None` beyond 10^38.
    #[must_use]
    pub fn completions(&self) -> Option<u128> {
        self.among.iter().try_fold(1_u128, |count, kept| count.checked_mul(kept.len() as u128))
    }
}

fn named(options: &[String], kept: &[usize]) -> Settled {
    Settled::of(kept.iter().filter_map(|&option| options.get(option)).cloned().collect())
}

/// The terms of a text, divided by `;`, else by ` and ` and by commas, as answers print them; within an option's name
/// neither divides.
fn terms(text: &str) -> Vec<String> {
    if text.contains(';') {
        return text.split(';').map(str::trim).filter(|term| !term.is_empty()).map(str::to_owned).collect();
    }
    let mut terms: Vec<String> = Vec::new();
    let mut divided_by = "";
    let mut rest = text;
    loop {
        let ends = [" and ", ", "].into_iter().filter_map(|end| Some((rest.find(end)?, end)));
        let next = ends.min();
        let part = next.map_or(rest, |(at, _)| &rest[..at]);
        match terms.last_mut() {
            Some(before) if !part.contains('=') || !before.contains('=') => {
                before.push_str(divided_by);
                before.push_str(part);
            }
            _ => terms.push(part.to_owned()),
        }
        let Some((at, end)) = next else { return terms };
        (divided_by, rest) = (end, &rest[at + end.len()..]);
    }
}

/// Terms as typed, before it is known which case they are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedTerms(String);

impl fmt::Display for TypedTerms {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TypedTerms {
    /// Keeps terms that have an issue and an option each: names of a case, or names of a table, which may be several words.
    pub fn parse(text: &str) -> Result<Self, NotACondition> {
        let full = |term: &String| {
            let sides = term.split_once("!=").or_else(|| term.split_once('='));
            sides.is_some_and(|(left, right)| {
                !left.trim().is_empty() && right.split('|').all(|option| !option.trim().is_empty())
            })
        };
        let typed = terms(text);
        match Condition::parse(text) {
            Err(why) if typed.is_empty() || !typed.iter().all(full) => Err(why),
            Ok(_) | Err(_) => Ok(Self(text.to_owned())),
        }
    }

    /// What they mean for a case: each issue and option by its identifier or by its name; capitals, white space and the
    /// way accents are written do not count.
    pub fn of(&self, case: &Case) -> Result<Condition, Stop> {
        let of_one = |typed: &String| {
            let (left, right, among) = match (typed.split_once("!="), typed.split_once('=')) {
                (Some((left, right)), _) => (left, right, false),
                (None, Some((left, right))) => (left, right, true),
                (None, None) => {
                    let refused = Stop::refused(format!("`{typed}` names no issue"));
                    return Err(refused.with_help("write `issue = option`"));
                }
            };
            let issues: Vec<_> =
                case.issues.iter().map(|(id, issue)| (id.as_str(), issue.name.as_str())).collect();
            let at = named_place(&issues, left, "issue")?;
            let Some((id, issue)) = case.issues.get_index(at) else {
                return Err(Stop::refused(format!("`{typed}` names no issue")));
            };
            let options: Vec<_> =
                issue.options.iter().map(|(id, option)| (id.as_str(), option.name.as_str())).collect();
            let what = format!("option of {id}");
            let option = |name: &str| {
                let at = named_place(&options, name, &what)?;
                let found = issue.options.get_index(at).map(|(id, _)| id.clone());
                found.ok_or_else(|| Stop::refused(format!("`{typed}` names no option")))
            };
            let options = right.split('|').map(option).collect::<Result<_, _>>()?;
            Ok(Term { issue: id.clone(), among, options })
        };
        Ok(Condition { terms: terms(&self.0).iter().map(of_one).collect::<Result<_, _>>()? })
    }
}

/// The place of what is called so by its identifier, or by its name.
fn named_place(known: &[(&str, &str)], typed: &str, what: &str) -> Result<usize, Stop> {
    let same = folded(typed);
    let found = known.iter().position(|(id, _)| *id == typed.trim());
    let found = found.or_else(|| known.iter().position(|(_, name)| *name == typed.trim()));
    let found = found.or_else(|| known.iter().position(|(_, name)| folded(name) == same));
    found.or_else(|| known.iter().position(|(id, _)| folded(id) == same)).ok_or_else(|| {
        // A table has no identifiers that a person sees: names are said where they are more than these.
        let names = known.iter().map(|(id, name)| if name.is_empty() { *id } else { *name });
        let ids = known.iter().map(|(id, _)| *id);
        let typed = typed.trim();
        if typed.contains(' ') { unknown(what, typed, names) } else { unknown(what, typed, ids) }
    })
}

/// The issue, its options named and whether they are wanted or not.
fn term_of(space: &Space, term: &str) -> Result<(usize, Vec<usize>, bool), Stop> {
    let (left, right, wanted) = match (term.split_once("!="), term.split_once('=')) {
        (Some((left, right)), _) => (left, right, false),
        (None, Some((left, right))) => (left, right, true),
        (None, None) => {
            return Err(Stop::refused(format!("`{term}` names no issue")).with_help("write `issue = option`"));
        }
    };
    let issues: Vec<_> = space.issues.iter().map(|issue| issue.name.as_str()).collect();
    let issue = place(&issues, left.trim(), "issue")?;
    let options: Vec<_> = space.issues[issue].options.iter().map(String::as_str).collect();
    let what = format!("option of {}", issues[issue]);
    let named: Result<_, _> = right.split('|').map(|name| place(&options, name.trim(), &what)).collect();
    Ok((issue, named?, wanted))
}

/// The place of a name: as written, or but for capitals.
fn place(names: &[&str], name: &str, what: &str) -> Result<usize, Stop> {
    let typed = folded(name);
    let same = |known: &&str| folded(known) == typed;
    let found = names.iter().position(|known| *known == name).or_else(|| names.iter().position(same));
    found.ok_or_else(|| unknown(what, name, names.iter().copied()))
}

#[cfg(test)]
mod tests {
    use detente_case::{CaseFiles, read};

    use super::*;

    const CASE: &str = "[case]\ntitle = \"Ferry\"\nas_of = 2024-03-01\ninstrument = { class = \"contract\", consent = \
                        [\"crew\"] }\n[parties]\ncrew = { name = \"Crew\", short = \"CREW\", role = \"principal\" \
                        }\n[issues.night-pay]\nname = \"Pay at night\"\noptions = [{ id = \"p4\", name = \"4%\" }, { id = \
                        \"p7\", name = \"7% and a half\" }]\n[issues.caf]\nname = \"Café\"\noptions = [{ id = \"open\", name \
                        = \"Open\" }, { id = \"shut\", name = \"Shut\" }]\n";

    fn meant(text: &str) -> Result<String, String> {
        let case = read(&CaseFiles::new("case.toml", CASE.as_bytes(), [].into())).case;
        let typed = TypedTerms::parse(text).map_err(|why| why.to_string())?;
        typed.of(&case).map(|condition| condition.to_string()).map_err(|stop| stop.to_string())
    }

    #[test]
    fn terms_are_named_by_identifiers_and_by_the_names_of_a_table() {
        let plain = Ok("night-pay = p4 and caf != open".to_owned());
        for text in ["night-pay = p4 and caf != open", "Pay at night = 4% and Café != Open"] {
            assert_eq!(meant(text), plain, "{text}");
        }
        assert_eq!(meant("pay AT  night = 4% ; cafe\u{301} != open "), plain);
        assert_eq!(meant("Pay at night = 7% and a half"), Ok("night-pay = p7".to_owned()));
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        assert!(meant("Pay at noon = 4%").is_err_and(|told| told.contains("issue")));
        assert!(meant("Pay at night = 5%").is_err_and(|told| told.contains("night-pay")));
        assert!(meant("Pay at night").is_err() && meant("= 4%").is_err() && meant("caf = ").is_err());
    }

    #[test]
    fn terms_are_divided_where_an_issue_begins() {
        assert_eq!(terms("a = x and b != y | z"), ["a = x", "b != y | z"]);
        assert_eq!(terms("a = x, b = y, z and c = w"), ["a = x", "b = y, z", "c = w"]);
        assert_eq!(
            terms("drink = beer and wine and music = none"),
            ["drink = beer and wine", "music = none"]
        );
        assert_eq!(terms("food and drink = yes"), ["food and drink = yes"]);
        assert_eq!(terms("a = x and y; b = z;"), ["a = x and y", "b = z"]);
        assert_eq!(terms(""), [""]);
    }
}
