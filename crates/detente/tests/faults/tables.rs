//! Tables as people keep them.

use super::{Desk, assert_has, assert_lacks};

/// By hand: short and paid is worth 55 and 65, long and free 45 and 30; the other two are less than no deal to somebody.
const FERRY: &str = "issue,option,Crew,Line\n,reservation,30,25\nRota,weight,0.5,0.25\nRota,option:long,10,90\n\
                     Rota,option:short,90,20\nFare,weight,0.5,0.75\nFare,option:free,80,10\nFare,option:paid,20,80\n";

#[test]
fn a_blank_value_is_left_open_and_told() {
    let desk = Desk::new()
        .with("t.csv", "issue,option,Crew,Line\n,reservation,10,10\nRota,long,90,\nRota,short,,70\n");
    let told = desk.answers(&["convert", "t.csv", "case", "--to", "case", "--owner", "me"]);
    assert_has(&told, &["D3", "C4"]);
    let case = desk.read("case/case.toml");
    assert_has(&case, &["values = { long = 90 }", "values = { short = 70 }"]);
    assert_lacks(&case, &["= 0,", "= 0 }"]);
    assert_eq!(desk.says(&["frontier", "t.csv"]).code, Some(1));
}

#[test]
fn a_blank_weight_is_not_zero() {
    let desk = Desk::new().with("t.csv", FERRY.replace("Rota,weight,0.5,0.25", "Rota,weight,,0.25"));
    let refused = desk.says(&["frontier", "t.csv"]);
    assert_eq!(refused.code, Some(1));
    assert_has(&refused.text, &["C3"]);
    desk.answers(&["convert", "t.csv", "case", "--to", "case", "--owner", "me"]);
    assert_lacks(&desk.read("case/case.toml"), &["rota = 0,", "rota = 0 }"]);
}

#[test]
fn a_deal_at_just_what_no_deal_is_worth_stays_one() {
    // 2/3 + 1/3 = 1 and 1/7 + 6/7 = 1: what both ask, and no decimal hits it.
    let desk = Desk::new().with(
        "t.csv",
        "issue,option,A,B\n,reservation,1,1\nX,one,2/3,1/7\nX,two,0,0\nY,one,1/3,6/7\nY,two,0,0\n",
    );
    assert_eq!(desk.counted("t.csv"), (1, 4));
    for format in ["case", "genius", "geniusweb", "negmas", "csv", "xlsx"] {
        let made = format!("made-{format}");
        desk.answers(&["convert", "t.csv", &made, "--to", format]);
        assert_eq!(desk.counted(&made), (1, 4), "{format}");
    }
    assert_has(&desk.answers(&["brief", "made-case"]), &["A deal exists: for all values", "A 0, B 0"]);
}

#[test]
fn no_deal_above_every_package_stays_above_it() {
    let rows = "issue,option,Tenant,Owner\n,reservation,75,10\nRent,low,70,20\nRent,high,5,60\n";
    let desk = Desk::new().with("t.csv", rows);
    desk.answers(&["convert", "t.csv", "book", "--to", "xlsx"]);
    for table in ["t.csv", "book/t.xlsx"] {
        assert_has(
            &desk.answers(&["frontier", table]),
            &["No package passes", "asks 75 and could have 70 at most"],
        );
        assert_has(&desk.answers(&["brief", table]), &["No deal: no package is acceptable"]);
    }
    desk.answers(&["convert", "t.csv", "case", "--to", "case"]);
    assert_has(&desk.answers(&["brief", "case"]), &["No deal: no package is acceptable"]);
}

#[test]
fn no_table_that_is_written_holds_a_formula() {
    let desk = Desk::new().with(
        "t.csv",
        "issue,option,\"=2*3\",\u{ff1d}SUM(A1)\n,reservation,1,1\n@risk,option:+4,2,1\n@risk,option:-4,1,2\n",
    );
    desk.answers(&["convert", "t.csv", "case", "--to", "case", "--owner", "=me"]);
    let listed = desk.says(&["list", "case", "--csv"]).out;
    assert_has(&listed, &["'=2*3", "'\u{ff1d}SUM(A1)", "'@risk", "'+4", "'-4", "'=me"]);
    desk.answers(&["convert", "t.csv", "again", "--to", "csv"]);
    assert_has(&desk.read("again/t.csv"), &["'=2*3", "'\u{ff1d}SUM(A1)", "'@risk"]);
    assert_eq!(desk.counted("again"), desk.counted("t.csv"));
}

#[test]
fn a_sign_that_turns_a_line_around_is_left_out_and_told() {
    let desk = Desk::new().with("t.csv", "issue,option,A,B\n\u{202e}X,one,1,2\n\u{202e}X,two,2,1\n");
    let said = desk.answers(&["frontier", "t.csv"]);
    assert_has(&said, &["invisible-character", "U+202E"]);
    assert_lacks(&said, &["\u{202e}"]);
}

#[test]
fn one_table_in_every_dialect_and_encoding_says_the_same() {
    let german = FERRY.replace(',', ";").replace("0.", "0,").replace("Crew", "Köche");
    let western: Vec<u8> =
        german.chars().map(|sign| u8::try_from(u32::from(sign)).expect("Latin 1")).collect();
    let wide: Vec<u8> = "\u{feff}"
        .chars()
        .chain(german.chars())
        .flat_map(|sign| u16::try_from(u32::from(sign)).expect("one unit").to_le_bytes())
        .collect();
    let desk = Desk::new()
        .with("point.csv", FERRY)
        .with("semicolon.csv", &german)
        .with("mark.csv", format!("\u{feff}{german}"))
        .with("tab.csv", FERRY.replace(',', "\t"))
        .with("says.csv", format!("sep=;\n{german}"))
        .with("title.csv", format!("Ferry talks;;;\n;;;\n{german}"))
        .with("western.csv", western)
        .with("wide.csv", wide);
    for name in ["point", "semicolon", "mark", "tab", "says", "title", "western", "wide"] {
        assert_eq!(desk.counted(&format!("{name}.csv")), (1, 4), "{name}");
        assert_has(
            &desk.answers(&["frontier", &format!("{name}.csv")]),
            &["55 65", "2 (50%) are worth more"],
        );
    }
    assert_has(&desk.answers(&["frontier", "western.csv"]), &["not-utf8", "Köche"]);
    assert_lacks(&desk.answers(&["frontier", "western.csv"]), &["\u{fffd}"]);
}

#[test]
fn names_that_look_alike_are_one_or_told() {
    let rows = |first: &str, second: &str| {
        format!("issue,option,A,B\n,reservation,40,40\n{first},low,100,0\n{second},high,0,100\n")
    };
    for (first, second) in
        [("Pay", "Pay\u{a0}"), ("Pay", "  Pay"), ("Gru\u{308}n", "Grün"), ("Net pay", "Net  pay")]
    {
        let desk = Desk::new().with("t.csv", rows(first, second));
        assert_has(&desk.answers(&["frontier", "t.csv"]), &["none of 2"]);
    }
    let desk = Desk::new().with("t.csv", rows("Pay", "pay"));
    assert_has(&desk.answers(&["frontier", "t.csv"]), &["near-names", "A3", "A4", "none of 2"]);
}

#[test]
fn rows_parties_and_cells_that_stand_twice_are_errors_with_their_place() {
    for (rows, places) in [
        (FERRY.replace("Fare,weight", "Fare,option:free,1,1\nFare,weight"), &["repeated-row"][..]),
        (
            FERRY.replace("Rota,weight,0.5,0.25\n", "Rota,weight,0.5,0.25\nRota,weight,0.1,0.1\n"),
            &["repeated-row", "B4"],
        ),
        (FERRY.replacen("\nRota", "\n,reservation,1,1\nRota", 1), &["repeated-row", "B3"]),
        (FERRY.replace("Crew,Line", "Crew,Crew"), &["repeated-party", "D1"]),
        (FERRY.replace("Crew,Line", "Crew,"), &["D1"]),
        (FERRY.replace("long,10,90", "long,10,90,77"), &["E4"]),
    ] {
        let said = Desk::new().with("t.csv", &rows).says(&["frontier", "t.csv"]);
        assert_eq!(said.code, Some(1), "{rows}");
        assert_has(&said.text, places);
    }
}

#[test]
fn weights_that_belong_to_nothing_or_to_another_scale_are_told() {
    let lost = Desk::new().with("t.csv", FERRY.replace("Rota,weight", "Rotas,weight"));
    let said = lost.says(&["frontier", "t.csv"]);
    assert_eq!(said.code, Some(1));
    assert_has(&said.text, &["weight-without-issue", "A3", "do you mean \"Rota\"?"]);
    let hundred = FERRY.replace("0.5,0.25", "50,25").replace("0.5,0.75", "50,75");
    let said = Desk::new().with("t.csv", hundred).answers(&["frontier", "t.csv"]);
    assert_has(&said, &["sum-of-weights", "Crew's weights add up to 100", "no deal 30"]);
    let percent = FERRY.replace("0.5,0.25", "50%,25 %").replace("0.5,0.75", "50%,75 %");
    assert_eq!(Desk::new().with("t.csv", percent).counted("t.csv"), (1, 4));
    let minus = FERRY.replace("0.5,0.25", "-0.5,0.25");
    let said = Desk::new().with("t.csv", minus).answers(&["frontier", "t.csv"]);
    assert_has(&said, &["negative-weight", "C3", "below 0 it turns the issue around"]);
}

#[test]
fn packages_of_equal_worth_are_all_there() {
    // By hand: B and C tie in X, D and E in Y; A and B each have 6 in all eight packages that end with Z = on.
    let rows =
        "issue,option,A,B,C\nX,one,2,2,2\nX,two,2,2,2\nY,one,3,3,3\nY,two,3,3,3\nZ,on,1,1,1\nZ,off,0,1,0\n";
    let desk = Desk::new().with("t.csv", rows);
    assert_eq!(desk.counted("t.csv"), (4, 8));
    let said = desk.answers(&["frontier", "t.csv"]);
    assert_has(&said, &["4 of them tie", "one of 4 equally good packages"]);
    desk.answers(&["convert", "t.csv", "case", "--to", "case"]);
    assert_eq!(desk.counted("case"), (4, 8));
}

#[test]
fn money_of_any_size_is_counted() {
    let rows = "issue,option,Buyer,Seller\n,reservation,-1250000,480000\nHouse,a,-900000,900000\nHouse,b,-1250001,1250001\n";
    let desk = Desk::new().with("t.csv", rows);
    assert_eq!(desk.counted("t.csv"), (1, 2));
    assert_has(&desk.answers(&["compare", "t.csv", "--package", "House = b"]), &["no deal"]);
    assert_has(&desk.answers(&["simulate", "t.csv", "--rounds", "5"]), &["-900000"]);
}

#[test]
fn what_a_message_advises_helps() {
    let words = Desk::new().with("t.csv", "issue,option,A,B\nX,one,propose,red line\nX,two,oppose,accept\n");
    let said = words.says(&["frontier", "t.csv"]);
    assert_eq!(said.code, Some(1));
    assert_has(&said.text, &["needs-a-case", "detente brief"]);
    words.answers(&["brief", "t.csv"]);
    let digits = Desk::new().with("t.csv", format!("issue,option,A\nX,one,{}\nX,two,1\n", "3".repeat(400)));
    let said = digits.says(&["brief", "t.csv"]);
    assert_eq!(said.code, Some(1));
    assert_has(&said.text, &["C2", "400 digits", "fewer digits"]);
    let parties: Vec<_> = (0..30).map(|number| format!("Party{number}")).collect();
    let row = |option: &str, worth: &str| format!("X,{option}{}\n", worth.repeat(30));
    let many = format!("issue,option,{}\n{}{}", parties.join(","), row("one", ",1"), row("two", ",2"));
    let said = Desk::new().with("t.csv", many).says(&["frontier", "t.csv"]);
    assert_eq!(said.code, Some(0));
    assert!(said.out.lines().all(|line| line.chars().count() <= 80), "{}", said.out);
}

#[test]
fn whoever_says_nothing_of_no_deal_accepts_nothing_for_sure() {
    let rows = "issue,option,A,B\nX,one,5,1\nX,two,1,5\n";
    let desk = Desk::new().with("t.csv", rows).with("b.csv", rows.replacen("\nX", "\n,reservation,,2\nX", 1));
    let said = desk.answers(&["compare", "t.csv", "--package", "X = one"]);
    assert_has(&said, &["not known", "nobody says what no deal is worth to A and B"]);
    assert_has(
        &desk.answers(&["compare", "b.csv", "--package", "X = two"]),
        &["nobody says what no deal is worth to A"],
    );
    assert_has(
        &desk.answers(&["compare", "b.csv", "--package", "X = one"]),
        &["no deal. B gets less than no deal is worth to it (2)"],
    );
    assert_has(&desk.answers(&["frontier", "t.csv"]), &["Nobody says what no deal is worth"]);
    assert_has(
        &desk.answers(&["tournament", "t.csv", "--rounds", "3"]),
        &["nobody says what no deal is worth"],
    );
    assert_has(&desk.answers(&["brief", "t.csv"]), &["Not known", "what no deal is worth to A and B"]);
}
