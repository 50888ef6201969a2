//! Cases to begin with: who, and what is negotiated. What they want, and every number, is whoever writes them to say.

use std::collections::BTreeSet;

use detente_case::{bare, quoted};
use detente_scenario::case_words::identifier;
use jiff::civil::Date;
use serde_json::{Value, json};

/// An issue with its options; on a ladder each option goes further than the one before.
struct Issue {
    name: &'static str,
    ladder: bool,
    options: &'static [&'static str],
}

/// A kind of negotiation.
pub(super) struct Template {
    /// The name by which it is asked for.
    pub(super) name: &'static str,
    says: &'static str,
    class: &'static str,
    role: &'static str,
    /// Who must agree, where nobody says so.
    parties: &'static [&'static str],
    /// Who is there besides, and as what.
    others: &'static [(&'static str, &'static str)],
    issues: &'static [Issue],
}

const fn ladder(name: &'static str, options: &'static [&'static str]) -> Issue {
    Issue { name, ladder: true, options }
}

const fn choice(name: &'static str, options: &'static [&'static str]) -> Issue {
    Issue { name, ladder: false, options }
}

const TEMPLATES: &[Template] = &[
    Template {
        name: "empty",
        says: "An empty case: who must agree, and nothing else",
        class: "contract",
        role: "principal",
        parties: &["First party", "Second party"],
        others: &[],
        issues: &[],
    },
    Template {
        name: "two-party-sale",
        says: "A sale between two: price, handing over, who repairs",
        class: "contract",
        role: "principal",
        parties: &["Seller", "Buyer"],
        others: &[],
        issues: &[
            ladder("Price", &["low", "middle", "high"]),
            choice("Handing over", &["at once", "later"]),
            choice("Repairs", &["as it is", "repaired by the seller"]),
        ],
    },
    Template {
        name: "wage-round",
        says: "A wage round: union and company, wages, hours, term",
        class: "contract",
        role: "principal",
        parties: &["Union", "Company"],
        others: &[],
        issues: &[
            ladder("Wages", &["2%", "3%", "4%"]),
            choice("Hours", &["40 hours", "38 hours"]),
            choice("Term", &["1 year", "3 years"]),
        ],
    },
    Template {
        name: "ceasefire",
        says: "A ceasefire: two who fight, one who mediates",
        class: "ceasefire",
        role: "belligerent",
        parties: &["First side", "Second side"],
        others: &[("Mediator", "mediator")],
        issues: &[
            ladder("Ceasefire", &["none", "limited", "full"]),
            choice("Line", &["where the forces stand", "drawn back on both sides", "left open"]),
            ladder("Monitoring", &["none", "by the sides themselves", "by others"]),
            choice("Prisoners", &["not in the text", "exchanged all for all"]),
        ],
    },
    Template {
        name: "conference",
        says: "A conference of several: a pledge, money, review",
        class: "treaty",
        role: "principal",
        parties: &["First group", "Second group", "Third group"],
        others: &[("Chair", "mediator")],
        issues: &[
            ladder("Commitment", &["voluntary", "binding for some", "binding for all"]),
            ladder("Money", &["none", "promised", "in a fund"]),
            choice("Review", &["none", "every five years", "every year"]),
        ],
    },
    Template {
        name: "classroom-game",
        says: "A game for a class: two roles, three issues, points to hand out",
        class: "contract",
        role: "principal",
        parties: &["Role A", "Role B"],
        others: &[],
        issues: &[
            choice("First issue", &["A", "B", "C"]),
            choice("Second issue", &["A", "B", "C"]),
            choice("Third issue", &["A", "B", "C"]),
        ],
    },
];

/// What can be begun with, by name.
pub(super) fn listed() -> Value {
    let one = |template: &Template| json!({ "name": template.name, "says": template.says, "parties": template.parties });
    TEMPLATES.iter().map(one).collect()
}

/// The template of this name.
pub(super) fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

impl Template {
    /// The text of a case that begins so.
    pub(super) fn text(&self, title: &str, parties: &[String], day: Date) -> String {
        let own: Vec<String> = self.parties.iter().map(|name| (*name).to_owned()).collect();
        let parties = if parties.is_empty() { own } else { parties.to_vec() };
        let mut named: Vec<(String, String, &str)> = Vec::new();
        let others = self.others.iter().map(|(name, role)| ((*name).to_owned(), *role));
        let mut taken = BTreeSet::new();
        for (name, role) in parties.iter().map(|name| (name.clone(), self.role)).chain(others) {
            named.push((identifier(&name, "party", &mut taken), name, role));
        }
        let consent: Vec<_> = named.iter().take(parties.len()).map(|(id, ..)| quoted(id)).collect();
        let mut text = format!(
            "[case]\ntitle = {}\nas_of = {day}\ninstrument = {{ class = {}, consent = [{}] }}\n",
            quoted(title),
            quoted(self.class),
            consent.join(", ")
        );
        for (id, name, role) in &named {
            text.push_str(&format!(
                "\n[parties.{}]\nname = {}\nrole = {}\n",
                bare(id),
                quoted(name),
                quoted(role)
            ));
        }
        let mut taken = BTreeSet::new();
        for issue in self.issues {
            let kind = if issue.ladder { "kind = \"ladder\"\n" } else { "" };
            let id = identifier(issue.name, "issue", &mut taken);
            text.push_str(&format!(
                "\n[issues.{}]\nname = {}\n{kind}options = [\n",
                bare(&id),
                quoted(issue.name)
            ));
            let mut taken = BTreeSet::new();
            for option in issue.options {
                let id = identifier(option, "option", &mut taken);
                text.push_str(&format!("  {{ id = {}, name = {} }},\n", quoted(&id), quoted(option)));
            }
            text.push_str("]\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use detente_case::{CaseFiles, Severity, read};

    use super::*;

    #[test]
    fn every_template_is_a_case_without_errors_of_whoever_is_named() {
        for template in TEMPLATES {
            for parties in [Vec::new(), vec!["Ürün A".to_owned(), "b \"c\"".to_owned(), "B-C".to_owned()]] {
                let text = template.text("A \"title\"", &parties, jiff::civil::date(2031, 5, 4));
                let reading = read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
                let errors: Vec<_> = reading
                    .diagnostics
                    .iter()
                    .filter(|problem| problem.severity == Severity::Error)
                    .collect();
                assert!(errors.is_empty(), "{}: {errors:?}\n{text}", template.name);
                let expected = if parties.is_empty() { template.parties.len() } else { parties.len() };
                assert_eq!(reading.case.instrument.consent.len(), expected, "{text}");
                assert_eq!(reading.case.issues.len(), template.issues.len(), "{text}");
            }
        }
    }
}
