//! `detente silence`: what nobody has said of each party that must agree.

use detente_case::{Case, IssueId, PartyId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    answer::Answer,
    ask::{Asked, Group, boxed, schema_of},
    page::Page,
    question::Question,
};

/// The answer of `detente silence`.
#[derive(Serialize, JsonSchema)]
pub struct Silence {
    /// The parties without whose yes there is no agreement, in the order of the case.
    parties: Vec<Unheard>,
}

/// What the case does not say of a party.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
struct Unheard {
    /// The party.
    party: PartyId,
    /// The issues on which it has no stance, in the order of the case.
    issues: Vec<IssueId>,
    /// Whether nothing says how much issues matter to it.
    weights: bool,
    /// Whether nothing says what no agreement is worth to it.
    no_deal: bool,
}

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question) -> Silence {
    let case = &question.case;
    Silence { parties: case.instrument.consent.iter().map(|party| unheard(case, party)).collect() }
}

fn unheard(case: &Case, party: &PartyId) -> Unheard {
    let is_told =
        |issue: &IssueId| case.stances.iter().any(|one| one.issue == *issue && one.parties.contains(party));
    Unheard {
        party: party.clone(),
        issues: case.issues.keys().filter(|issue| !is_told(issue)).cloned().collect(),
        weights: !case.weights.iter().any(|weights| weights.party == *party),
        no_deal: !case.no_deal.iter().any(|no_deal| no_deal.party == *party),
    }
}

/// `detente silence`.
pub const ASKED: Asked = Asked {
    name: "silence",
    about: "List what nobody has said of the parties that must agree",
    group: Group::Knowledge,
    after_help: "Example:\n  detente silence cases/london-2025",
    options: &[],
    draws: None,
    on_threads: false,
    answer: |question, _, _| boxed(answer(question)),
    schema: schema_of::<Silence>,
};

impl Answer for Silence {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        for unheard in &self.parties {
            page.heading(question.short(&unheard.party));
            page.list(unheard.lines().into_iter().map(Into::into).collect());
        }
        if self.parties.is_empty() {
            page.paragraph("The case names no party that must agree.");
        }
        page.next(vec![(question.command("learn"), "which unknown number changes most".to_owned())]);
        page
    }
}

impl Unheard {
    fn lines(&self) -> Vec<String> {
        let stances = (!self.issues.is_empty()).then(|| {
            let issues: Vec<_> = self.issues.iter().map(IssueId::as_str).collect();
            format!("no stance on {}", issues.join(", "))
        });
        let weights = self.weights.then(|| "nothing on how much the issues matter to it".to_owned());
        let no_deal = self.no_deal.then(|| "nothing on what no agreement is worth to it".to_owned());
        let lines: Vec<_> = [stances, weights, no_deal].into_iter().flatten().collect();
        if lines.is_empty() { vec!["nothing is missing".to_owned()] } else { lines }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use detente_case::CaseFiles;

    use super::*;

    const CASE: &str = "schema = 1\n[case]\ntitle = \"t\"\nas_of = 2025-04-22\n\
        [case.instrument]\nclass = \"ceasefire\"\nconsent = [\"a\", \"b\"]\nbasis = \"assumed\"\nowner = \"t\"\n\
        [parties.a]\nname = \"A\"\nshort = \"A\"\nrole = \"belligerent\"\n\
        [parties.b]\nname = \"B\"\nshort = \"B\"\nrole = \"belligerent\"\n\
        [issues.line]\nname = \"l\"\nbasis = \"assumed\"\nowner = \"t\"\n\
        options = [{ id = \"yes\", name = \"y\" }, { id = \"no\", name = \"n\" }]\n\
        [[stances]]\nparty = \"a\"\nissue = \"line\"\naccept = [\"yes\"]\nbasis = \"assumed\"\nowner = \"t\"\n\
        [[no_deal]]\nparty = \"b\"\nvalue = [10, 20]\nbasis = \"assumed\"\nowner = \"t\"\n";

    #[test]
    fn what_is_said_of_one_party_is_not_said_of_the_other() {
        let case = detente_case::read(&CaseFiles::new("case.toml", CASE.as_bytes(), BTreeMap::new())).case;
        let found: Vec<_> = case.instrument.consent.iter().map(|party| unheard(&case, party)).collect();
        let (a, b) = (&found[0], &found[1]);
        assert_eq!((a.issues.len(), a.weights, a.no_deal), (0, true, true));
        assert_eq!((b.issues.len(), b.weights, b.no_deal), (1, true, false));
        assert!(b.lines().contains(&"no stance on line".to_owned()));
    }
}
