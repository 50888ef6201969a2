//! Cells of a spreadsheet: what is supposed in them, what they leave open, and how they are told.

use std::fs;

use super::{Folder, answered, refused};

/// Three crews and what they think of two questions.
const CREWS: &str = "issue,option,Pilots,Airline\n,no deal,30,\nRoster,weight,0.5,0.5\nRoster,fixed,90,red line\nRoster,rolling,20,80\nLeave,weight,0.5,0.5\nLeave,long,100,10\nLeave,short,0,90\n";

#[test]
fn what_ifs_name_cells_by_place_and_by_names() {
    let folder = Folder::new("cells");
    let table = folder.path("crews.csv");
    fs::write(&table, CREWS).expect("a table");
    let brief = |more: &[&str]| answered(&[&["brief", table.as_str()], more].concat());
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = flat(brief(&[]));
    for (typed, says, same) in [
        (["--waive", "D4"], "cell D4 waived", ["--waive", "airline: roster = fixed"]),
        (["--without", "D4"], "without cell D4", ["--without", "Airline: Roster = fixed"]),
        (["--set", "C5 = 70"], "cell C5 = 70", ["--set", "Pilots: Roster = rolling = 70"]),
        (["--set", "C2 = 60 to 70"], "cell C2 = 60 to 70", ["--set", "Pilots: no deal = 60 to 70"]),
        (["--set", "c6=0.05"], "cell C6 = 0.05", ["--set", "Pilots: Leave = 0.05"]),
    ] {
        let by_place = flat(brief(&typed));
        assert!(by_place.contains(says), "{typed:?}: {by_place}");
        let (before, of_names) = (by_place.split(" MORE ").next(), flat(brief(&same)));
        assert_eq!(of_names.split(" MORE ").next(), before, "{same:?}");
        assert_ne!(plain.split(" MORE ").next(), before, "{typed:?} changes the answer");
    }
    // A table in which it stands so gives the same answer.
    fs::write(folder.path("typed.csv"), CREWS.replace("rolling,20", "rolling,70")).expect("a table");
    let typed = flat(answered(&["why", &folder.path("typed.csv")])).replace("typed", "crews");
    let supposed = flat(answered(&["why", &table, "--set", "C5 = 70"]));
    let before = |text: &str| text.split(" Next ").next().unwrap_or_default().to_owned();
    assert_eq!(before(&supposed), before(&typed));
    // What a file supposes is what is typed.
    let file = folder.path("what-if.toml");
    fs::write(&file, "[what_if]\nwaive = [\"D4\"]\nset = [\"C5 = 70\"]\n").expect("a what-if");
    let of_file = flat(brief(&["--what-if", &file]));
    assert_eq!(
        of_file.split(" MORE ").next(),
        flat(brief(&["--waive", "D4", "--set", "C5 = 70"])).split(" MORE ").next()
    );
}

#[test]
fn a_cell_that_is_not_there_is_told_with_what_is_near() {
    let folder = Folder::new("no-cells");
    let table = folder.path("crews.csv");
    fs::write(&table, CREWS).expect("a table");
    for (typed, code, says) in [
        (["--waive", "C99"], 2, "such cells lie from C2 to D8; the nearest is C8"),
        (["--waive", "C5"], 2, "red lines and no-deal values can be waived: C2, D4"),
        (["--set", "Pilot: no deal = 3"], 2, "do you mean \"Pilots\"?"),
        (["--set", "Pilots: Rooster = fixed = 3"], 2, "do you mean \"Roster\"?"),
        (["--set", "Pilots: Roster = fixd = 3"], 2, "do you mean \"fixed\"?"),
        (["--set", "C5 = plenty"], 1, "crews.csv:5:3"),
        (["--waive", "row 5"], 2, "such as C5"),
    ] {
        let told = refused(&["brief", &table, typed[0], typed[1]], code);
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(says), "{typed:?}: {told}");
    }
    let told = refused(&["brief", &table, "--set", "C5 = 1", "--without", "12"], 2);
    assert!(told.contains("together"), "{told}");
    let told = refused(&["brief", "cases/two-party-sale", "--waive", "C5"], 2);
    assert!(told.contains("no spreadsheet"), "{told}");
}

#[test]
fn no_deal_that_nobody_knows_is_said_so_and_points_stand_on_their_own_scale() {
    let folder = Folder::new("own-scale");
    let table = folder.path("points.csv");
    let text = "issue,option,Growers,Mill\n,reservation,500,\nPrice,weight,7,5\nPrice,high,100,0\nPrice,low,0,100\nTerm,weight,3,5\nTerm,one year,100,0\nTerm,two years,0,100\n";
    fs::write(&table, text).expect("a table");
    let flat = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let why = flat(answered(&["why", &table]));
    assert!(why.contains("no deal is worth to it (not known, 0 to 1000 assumed)"), "{why}");
    assert!(!why.contains("0 to 100 is possible"), "{why}");
    for page in [["show", table.as_str(), "growers"], ["talking-points", table.as_str(), "growers"]] {
        let said = flat(answered(&page));
        assert!(
            said.contains("500 points (its packages: 0 to 1000)") && !said.contains("500 of 100"),
            "{said}"
        );
    }
}

#[test]
fn converting_a_blank_says_that_it_is_left_open() {
    let folder = Folder::new("left-open");
    let table = folder.path("crews.csv");
    fs::write(&table, CREWS.replace("long,100,", "long,,")).expect("a table");
    let told = answered(&["convert", &table, &folder.path("made"), "--to", "case", "--owner", "Jo"]);
    assert!(told.contains("left open: cells D2, C7 say nothing"), "{told}");
    fs::write(&table, CREWS.replace("30,\n", "30,40\n")).expect("a table");
    let told = answered(&["convert", &table, &folder.path("again"), "--to", "case", "--owner", "Jo"]);
    assert!(!told.contains("left open"), "{told}");
}

#[test]
fn weights_below_zero_are_told_all_at_once() {
    let folder = Folder::new("below");
    let table = folder.path("crews.csv");
    let text = CREWS
        .replace("Roster,weight,0.5,0.5", "Roster,weight,0.5,-0.5")
        .replace("Leave,weight,0.5", "Leave,weight,-1");
    fs::write(&table, text.replace("90,red line", "?,red line")).expect("a table");
    let told = refused(&["brief", &table], 1);
    assert!(told.contains("cells D3, C6:"), "{told}");
}
