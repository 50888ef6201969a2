use super::*;

const CASE: &str = r#"
[case]
title = "A well"
as_of = 2026-03-02
instrument = { class = "truce", consent = ["hill", "vale"] }
[sources.log]
publisher = "Observer"
date = 2026-03-01
grade = "B2"
[parties]
hill = { name = "Hill", role = "belligerent" }
vale = { name = "Vale", role = "belligerent" }
[issues.well]
name = "The well"
options = [{ id = "open", name = "open to both" }, { id = "hill", name = "for Hill alone" }]
[[stances]]
party = "hill"
issue = "well"
propose = ["hill"]
tolerate = ["open"]
cite = "log"
[[stances]]
party = "vale"
issue = "well"
propose = ["open"]
red_line = ["hill"]
cite = "log"
[claims.shelled]
kind = "statement"
by = "vale"
says = "the well was shelled"
cite = "log"
[claims.not-us]
kind = "denial"
by = "hill"
says = "nobody shelled it"
contradicts = ["shelled"]
cite = "log"
[claims.closed]
kind = "statement"
by = "vale"
says = "the road is closed"
cite = "log"
[claims.closed-too]
kind = "statement"
by = "hill"
says = "the road cannot be used"
supports = ["closed"]
cite = "log"
[claims.dry]
kind = "statement"
by = "vale"
says = "the spring is dry"
cite = "log"
[claims.soon]
kind = "forecast"
by = "vale"
says = "it will rain"
cite = "log"
"#;

fn has(lines: &[Line], words: &str) -> bool {
    lines.iter().any(|line| line.says.contains(words))
}

#[test]
fn a_fact_is_agreed_only_where_each_who_must_agree_states_it() {
    let island = answer(&Question::of_text(CASE, 20));
    assert!(has(&island.agreed, "the road is closed (VALE and HILL)"), "{:?}", island.agreed);
    assert!(!has(&island.agreed, "dry") && has(&island.one_sided, "VALE: the spring is dry"));
    assert!(has(&island.contested, "HILL: nobody shelled it; but VALE: the well was shelled"));
    assert!(!has(&island.one_sided, "shelled") && !has(&island.one_sided, "rain"), "{:?}", island.one_sided);
}

#[test]
fn norms_and_lines_are_those_of_the_case_and_values_are_left_blank() {
    let question = Question::of_text(CASE, 20);
    let island = answer(&question);
    assert!(has(&island.shared, "The well: open to both"), "{:?}", island.shared);
    assert!(has(&island.not_shared, "for Hill alone: HILL asks for it, VALE will not have it"));
    let vale = &island.parties[1];
    assert!(has(&vale.red_lines, "for Hill alone") && has(&vale.position, "open to both"));
    assert!(vale.reasoning.is_empty() && vale.bottom_lines.is_empty());
    assert!(has(&island.parties[0].bottom_lines, "open to both"));
    let page = crate::page::markdown::render(&island.page(&question));
    assert!(page.contains("| **values** | \\_\\_\\_\\_\\_\\_\\_\\_ |"), "{page}");
}
