//! Tables of positions, good and bad.

use super::*;

const KTAB: &str = "Trade talk,\"A small one\",3,2,\nActor,Description,Power,Tariff,Tariff Sal,Quota Position,Quota Sal,\n\
    North,, 10.5, 20, 60, 100, 30,\nSouth,a state, 7, 80, 50, 0..40, 45,\nWest,,3,50,20,?,10\n";

fn told(text: &str) -> Vec<String> {
    read("t.csv", text).diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn tables_of_ktab_are_read_with_their_dimensions() {
    let Read { issues, diagnostics } = read("t.csv", KTAB);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let names: Vec<&str> = issues.iter().map(|issue| issue.name.as_str()).collect();
    assert_eq!(names, ["Tariff", "Quota"]);
    let south = &issues[1].actors[1];
    assert_eq!(
        (south.position.low.at(), south.position.high.at(), south.salience.low.share()),
        (0.0, 40.0, 0.45)
    );
    assert_eq!(issues[1].unknown, ["where West stands"]);
    assert!(issues[0].unknown.is_empty());
}

#[test]
fn rows_by_actor_and_issue_are_read_in_any_order_of_columns() {
    let text =
        "actor,issue,salience,position,influence,outcome\nA,d00123i1,0.5,10,1,30\nB,d00123i1,1,90,2,30\n";
    let Read { issues, diagnostics } = read("t.csv", text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!((issues[0].proposal.as_str(), issues[0].outcome.map(Position::at)), ("d00123", Some(30.0)));
    // No salience is above 1, so they are shares.
    assert!((issues[0].actors[1].salience.low.share() - 1.0).abs() < 1e-12);
    assert_eq!(
        (proposal("n04167i2"), proposal("wild"), proposal("di2")),
        ("n04167".into(), "wild".into(), "di2".into())
    );
}

#[test]
fn every_bad_number_is_told_with_its_place() {
    let text = "issue,actor,influence,position,salience\nRate,A,1,10,120\nRate,B,0,50,50\nRate,C,2,101,50\nRate,D,2,x,50\n";
    let told = told(text);
    for part in ["t.csv:2:5: `120`", "t.csv:3:3: `0`", "t.csv:4:4: `101`", "t.csv:5:4: `x`"] {
        assert!(told.iter().any(|line| line.contains(part)), "{part} in {told:?}");
    }
}

#[test]
fn an_actor_counts_once_and_no_influence_swallows_the_others() {
    let head = "issue,actor,influence,position,salience\n";
    let twice = told(&format!("{head}Rate,A,1,10,50\nRate,B,1,20,50\nRate,A,2,30,50\n"));
    assert!(twice.iter().any(|line| line.contains("A stands twice on Rate")), "{twice:?}");
    for influence in ["1e308", "1e13", "?"] {
        let told = told(&format!("{head}Rate,A,{influence},10,50\nRate,B,1,20,50\n"));
        assert!(told.iter().any(|line| line.contains("an interval such as 20..60")), "{influence}: {told:?}");
    }
}

#[test]
fn too_few_actors_and_missing_columns_are_told() {
    assert!(told("issue,actor,influence,position,salience\nRate,A,1,10,50\n")[0].contains("fewer than two"));
    assert!(told("issue,actor,position,salience\nRate,A,10,50\n")[0].contains("`influence`"));
    assert!(told("a,b\n1,2\n")[0].contains("no row names"));
    assert!(!told("").is_empty());
}

#[test]
fn a_number_that_may_be_two_is_refused() {
    let head = "issue;actor;influence;position;salience\n";
    let found = told(&format!("{head}Rate;A;1,234;10;50\nRate;B;2;0,5;50\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("t.csv:2:3: `1,234` may be") && found[0].contains("write 1234 or 1.234"),
        "{found:?}"
    );
    let exact = told(&format!("{head}Rate;A;1,25;10;50\nRate;B;0,125;20;50\n"));
    assert!(exact.is_empty(), "{exact:?}");
}

#[test]
fn cells_and_columns_too_many_are_told_where_they_stand() {
    let head = "issue,actor,influence,position,salience\n";
    let extra = told(&format!("{head}Rate,A,1,10,50\nRate,B,1,2,5,50\n"));
    assert!(extra.iter().any(|line| line.contains("t.csv:3:6") && line.contains("`50`")), "{extra:?}");
    let twice = told("issue,actor,influence,position,salience,power\nRate,A,1,10,50,2\nRate,B,1,20,50,2\n");
    assert!(twice.iter().any(|line| line.contains("t.csv:1:6") && line.contains("capability")), "{twice:?}");
}

#[test]
fn counts_of_ktab_that_do_not_match_are_warned_of() {
    let text = KTAB.replace(",3,2,", ",4,3,");
    let Read { diagnostics, .. } = read("t.csv", &text);
    let found: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(diagnostics.iter().all(|told| told.severity == Severity::Warning), "{found:?}");
    assert!(found[0].contains("t.csv:1:3") && found[1].contains("t.csv:1:4"), "{found:?}");
    let half = told("Actor,Description,Power,Tariff,Tariff Sal,Quota\nA,,1,10,50,3\nB,,1,20,50,4\n");
    assert!(half.iter().any(|line| line.contains("t.csv:1:6")), "{half:?}");
}

#[test]
fn a_missing_salience_is_told_with_its_remedy() {
    let found = told("issue,actor,influence,position\nRate,A,1,10\nRate,B,1,20\n");
    assert!(found[0].contains("`salience`") && found[0].contains("write ?"), "{found:?}");
}
