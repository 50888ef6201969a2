//! What choosing one option leaves of the other issues, by the rules alone.

use detente_agreement::{Finding, Negotiation, Reading};
use detente_case::{Case, Condition, IssueId, OptionId, Term};
use serde::Serialize;

/// What an option leaves of another issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Implication {
    /// The other issue.
    pub issue: IssueId,
    /// The options it leaves; a single one is entailed.
    pub leaves: Vec<OptionId>,
    /// The options it excludes.
    pub excludes: Vec<OptionId>,
}

/// The negotiation with nothing but its rules: nobody needs to agree, so no red line and no value binds.
pub(super) struct RulesAlone<'a> {
    case: &'a Case,
    negotiation: Negotiation,
}

impl<'a> RulesAlone<'a> {
    pub(super) fn of(case: &'a Case) -> Self {
        Self { case, negotiation: Negotiation::from_case(case).with_consent_of(&[]).without_needs() }
    }

    /// What `option` leaves of every other issue of which it excludes something that the rules allow
    /// otherwise; `None` when no package contains the option at all.
    ///
    /// Complete, not only step by step: an option is excluded when no package at all contains both.
    pub(super) fn of_option(&self, issue: &IssueId, option: &OptionId) -> Option<Vec<Implication>> {
        let chosen = term(issue, option);
        if !self.allows(std::slice::from_ref(&chosen)) {
            return None;
        }
        let others = self.case.issues.iter().filter(|(other, _)| *other != issue);
        let implications = others.filter_map(|(other, details)| {
            let (leaves, gone): (Vec<_>, Vec<_>) = details
                .options
                .keys()
                .cloned()
                .partition(|left| self.allows(&[chosen.clone(), term(other, left)]));
            let excludes: Vec<_> =
                gone.into_iter().filter(|left| self.allows(&[term(other, left)])).collect();
            let implication = Implication { issue: other.clone(), leaves, excludes };
            (!implication.excludes.is_empty()).then_some(implication)
        });
        Some(implications.collect())
    }

    /// Whether some package satisfies the rules and these terms. A search that was cut has excluded nothing.
    fn allows(&self, terms: &[Term]) -> bool {
        let given = self.negotiation.given(&Condition { terms: terms.to_vec() });
        given.find(Reading::Favourable) != Finding::None
    }
}

fn term(issue: &IssueId, option: &OptionId) -> Term {
    Term { issue: issue.clone(), among: true, options: vec![option.clone()] }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fmt::Write};

    use detente_case::{CaseFiles, Reading as Read};
    use proptest::{collection::vec, prelude::*};

    use super::*;

    const ISSUES: usize = 3;
    const OPTIONS: usize = 3;

    /// `i0 = o1 | o2` from an issue and a set of its options.
    type Side = (usize, bool, Vec<usize>);

    fn written((issue, among, options): &Side) -> String {
        let options: Vec<_> = options.iter().map(|option| format!("o{option}")).collect();
        format!("i{issue} {} {}", if *among { "=" } else { "!=" }, options.join(" | "))
    }

    fn case_with(rules: &[(Side, Side)]) -> Case {
        let mut text = String::from(
            "[case]\ntitle = \"t\"\nas_of = 2025-01-01\ninstrument = { class = \"truce\", consent = [\"p\"] }\n\
             [parties.p]\nname = \"P\"\nrole = \"principal\"\n",
        );
        for issue in 0..ISSUES {
            let options: Vec<_> =
                (0..OPTIONS).map(|option| format!("{{ id = \"o{option}\", name = \"o\" }}")).collect();
            let _ = writeln!(text, "[issues.i{issue}]\nname = \"i\"\noptions = [{}]", options.join(", "));
        }
        // A red line of a party that must agree: no rule, so it excludes nothing here.
        text.push_str("[[stances]]\nparty = \"p\"\nissue = \"i0\"\nred_line = [\"o0\"]\nbasis = \"assumed\"\nowner = \"t\"\n");
        for (index, (when, then)) in rules.iter().enumerate() {
            let _ = writeln!(
                text,
                "[rules.r{index}]\nif = \"{}\"\nthen = \"{}\"\nbasis = \"assumed\"\nowner = \"t\"",
                written(when),
                written(then)
            );
        }
        let Read { case, .. } =
            detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new()));
        case
    }

    fn holds((issue, among, options): &Side, package: [usize; ISSUES]) -> bool {
        options.contains(&package[*issue]) == *among
    }

    /// Every package that satisfies the rules.
    fn packages(rules: &[(Side, Side)]) -> Vec<[usize; ISSUES]> {
        let mut all = Vec::new();
        for first in 0..OPTIONS {
            for second in 0..OPTIONS {
                for third in 0..OPTIONS {
                    let package = [first, second, third];
                    if rules.iter().all(|(when, then)| !holds(when, package) || holds(then, package)) {
                        all.push(package);
                    }
                }
            }
        }
        all
    }

    fn side() -> impl Strategy<Value = Side> {
        (0..ISSUES, any::<bool>(), vec(0..OPTIONS, 1..=2))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Oracle: list every package that satisfies the rules.
        #[test]
        fn options_exclude_what_no_package_holds_with_them(rules in vec((side(), side()), 0..=4)) {
            let case = case_with(&rules);
            prop_assert_eq!(case.issues.len(), ISSUES);
            prop_assert_eq!(case.rules.len(), rules.len());
            let alone = RulesAlone::of(&case);
            let packages = packages(&rules);
            for issue in 0..ISSUES {
                for option in 0..OPTIONS {
                    let with: Vec<_> = packages.iter().filter(|package| package[issue] == option).collect();
                    let found = alone
                        .of_option(&IssueId::new(format!("i{issue}")), &OptionId::new(format!("o{option}")));
                    prop_assert_eq!(found.is_none(), with.is_empty());
                    for other in (0..ISSUES).filter(|other| *other != issue && !with.is_empty()) {
                        let excluded: Vec<_> = (0..OPTIONS)
                            .filter(|left| packages.iter().any(|package| package[other] == *left))
                            .filter(|left| with.iter().all(|package| package[other] != *left))
                            .map(|left| format!("o{left}"))
                            .collect();
                        let name = format!("i{other}");
                        let implication =
                            found.iter().flatten().find(|implication| implication.issue.as_str() == name);
                        let listed: Vec<_> = implication
                            .map(|implication| implication.excludes.iter().map(ToString::to_string).collect())
                            .unwrap_or_default();
                        prop_assert_eq!(listed, excluded);
                    }
                }
            }
        }
    }
}
