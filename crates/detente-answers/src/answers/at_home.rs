//! Whose approval a party needs at home, and that no figure counts it.

use super::trade::Line;
use crate::{
    page::Text,
    question::Question,
    text::{phrase, wording},
};

/// One line a body at home. The case does not say when it approves, so no verdict, share or count takes it into account.
#[must_use]
pub fn uncounted(question: &Question) -> Vec<String> {
    let line = |ratifier: &detente_case::Ratifier| {
        let party = question.short(&ratifier.party);
        let rule = ratifier.rule.as_ref().map(|rule| format!(" ({rule})")).unwrap_or_default();
        let when = ratifier
            .when
            .as_ref()
            .map(|when| format!(", where {}", wording::condition(question, when)))
            .unwrap_or_default();
        format!(
            "{party}: needs the approval of {}{rule} at home{when}. The case does not say what it would approve: no \
             figure counts it",
            phrase::the(&ratifier.name)
        )
    };
    question.case.ratifiers.values().map(line).collect()
}

/// Whose approval is needed, where lines are short: ` At home RMT needs the referendum of the members; no figure counts it.`
pub(super) fn in_short(question: &Question) -> Option<Text> {
    let line = |ratifier: &detente_case::Ratifier| {
        let when = ratifier.when.as_ref();
        let when =
            when.map_or(String::new(), |when| format!(" where {}", wording::condition(question, when)));
        format!("{} needs {}{when}", question.short(&ratifier.party), phrase::the(&ratifier.name))
    };
    let lines: Vec<_> = question.case.ratifiers.values().map(line).collect();
    (!lines.is_empty())
        .then(|| Text::new().caution(format!(" At home {}; no figure counts it.", lines.join(", "))))
}

/// The bodies at home without whose approval a party cannot say yes, each with where that is said.
pub(super) fn of_party(question: &Question, party: &detente_case::PartyId) -> Vec<Line> {
    let own = question.case.ratifiers.values().filter(|ratifier| ratifier.party == *party);
    let line = |ratifier: &detente_case::Ratifier| {
        let rule = ratifier.rule.as_ref().map_or(String::new(), |rule| format!(" ({rule})"));
        let when = match &ratifier.when {
            Some(when) => format!(", for any text with {}", wording::condition(question, when)),
            None => String::new(),
        };
        let says =
            format!("Nothing without the approval of {}{rule} at home{when}", phrase::the(&ratifier.name));
        Line::said(question, says, &ratifier.origin)
    };
    own.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::Answer,
        answers::why,
        page::{markdown, terminal},
    };

    const CASE: &str = r#"
[case]
title = "A lease"
as_of = 2026-03-01
instrument = { class = "contract", consent = ["club", "town"] }
[parties]
club = { name = "Club", role = "principal" }
town = { name = "Town", role = "principal" }
[issues.term]
name = "Term"
options = [{ id = "five", name = "Five years" }, { id = "ten", name = "Ten years" }]
[ratifiers.council]
name = "Town council"
party = "town"
rule = "two thirds"
when = "term = ten"
basis = "assumed"
owner = "test"
"#;

    #[test]
    fn an_approval_at_home_is_named_wherever_the_verdict_stands() {
        let question = Question::of_text(CASE, 10);
        let lines = uncounted(&question);
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].contains("the approval of Town council (two thirds) at home, where Term: Ten years"),
            "{lines:?}"
        );
        assert!(question.verdict().stands_on.contains(&lines[0]));
        let page = markdown::render(&why::answer(&question).page(&question));
        assert!(page.contains("Town council"), "{page}");
        let short = in_short(&question).expect("a body at home").words();
        assert_eq!(short, " At home TOWN needs Town council where Term: Ten years; no figure counts it.");
    }

    #[test]
    fn an_approval_at_home_is_named_where_packages_are_listed_and_where_a_party_is_talked_to() {
        let question = Question::of_text(CASE, 20);
        let options = crate::options::Options::default();
        let packages =
            crate::answers::packages::FRONTIER.ask(&question, &options, crate::watch::Watch::nobody());
        let page = markdown::render(&packages.expect("packages").page(&question));
        assert!(page.contains("Town council"), "{page}");
        let town = detente_case::PartyId::new("town");
        let line = of_party(&question, &town);
        assert_eq!(
            line[0].says,
            "Nothing without the approval of Town council (two thirds) at home, for any text with \
            Term: Ten years"
        );
        assert!(of_party(&question, &detente_case::PartyId::new("club")).is_empty());
    }

    #[test]
    fn an_approval_at_home_is_named_where_a_deal_is_certain() {
        let floor = |party| {
            format!("[[no_deal]]\nparty = \"{party}\"\nvalue = 0\nbasis = \"assumed\"\nowner = \"test\"\n")
        };
        let text = format!("{CASE}{}{}", floor("club"), floor("town"));
        let question = Question::of_text(&text, 10);
        let page = terminal::render(&why::answer(&question).page(&question));
        assert!(page.contains("For all values, some package meets all requirements."), "{page}");
        assert!(page.contains("Town council"), "{page}");
    }
}
