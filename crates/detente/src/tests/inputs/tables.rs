//! Inputs that come from a spreadsheet: tables, the bytes they are saved in, workbooks; and digests.

use std::collections::BTreeMap;

use detente_case::CaseFiles;
use detente_scenario::{
    sheet::{self, Owner},
    text::{Kind, decode},
};

use super::{Dice, Reader, case, texts};

/// A digest of a case that cites it.
fn digest(case: &str, text: &str) {
    let digests = BTreeMap::from([("sources/interviews.md".to_owned(), text.to_owned())]);
    let files = CaseFiles::new("case.toml", case.as_bytes(), digests);
    for problem in &detente_case::read(&files).diagnostics {
        let _ = detente_case::render(problem, &files, false);
    }
}

/// A table with whatever a cell may say, and the case and the workbook that are made of it.
fn spreadsheet(text: &str) {
    let (table, told) = sheet::table("a.csv", text);
    told.iter().for_each(|problem| drop(problem.to_string()));
    if let Ok(made) = table.case("a.csv", Owner::Cells, "2026-01-31") {
        case(&made.text);
    }
    let _ = sheet::table("a.csv", &sheet::write_table(&table));
}

/// The bytes that are no UTF-8, or that a mark or a declaration says are none: letters up to U+00FF are one byte each.
fn encoded(text: &str) {
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap_or(0xfe)).collect();
    for kind in [Kind::Plain, Kind::Xml, Kind::Table] {
        let _ = decode(kind, &bytes).map(|decoded| spreadsheet(&decoded.text));
    }
}

/// A workbook whose parts are zipped bytes: a table as it is written, with bytes replaced.
fn workbook(good: &[u8], text: &str) {
    let mut bytes = good.to_vec();
    let mut dice =
        Dice(text.bytes().fold(7, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte))));
    for letter in text.bytes() {
        let at = dice.below(bytes.len());
        match letter % 3 {
            0 => bytes.truncate(at.max(64)),
            1 => drop(bytes.splice(at..at, good.iter().copied().skip(dice.below(good.len())).take(9))),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = letter),
        }
    }
    for name in ["a.xlsx", "a.ods"] {
        if let Ok((text, _)) = sheet::workbook_text(name, &bytes) {
            spreadsheet(&text);
        }
    }
}

/// Tables with words, intervals and blanks, and what stands around them in files that offices write.
const TABLES: [&str; 3] = [
    "issue,option,Union,Firm\n,no deal,40,35\nWages,weight,60,50\n,option:2%,0,100\n,option:4%,100,20..40\n\
     Hours,weight,40,50\n,option:38,propose,oppose\n,option:40,red line,\n",
    "sep=;\nissue;option;A;B\nPrice;option:low;100;0\nPrice;option:high;0;100\n;reservation;40,5;40\n",
    "Talks of May\t\t\nissue\toption\tA\tB\nDate\toption:June\t\t60\nDate\toption:July\t80\t\n\tdiscount\t0.9\t1\n",
];

const CELLS: [&str; 14] = [
    ",", ";", "\t", "no deal", "weight", "propose", "red line", "20..40", "50 to 60", "40,5", "60%",
    "=SUM(A1)", "\"", "sep=;",
];

pub(super) fn readers() -> Vec<Reader> {
    let seeds = || TABLES.map(str::to_owned).to_vec();
    let (table, _) = sheet::table("a.csv", TABLES[0]);
    let good = sheet::xlsx_of_table(&table).unwrap_or_else(|error| panic!("{error}"));
    let citing = texts(&["cases/pay-by-rank/case.toml"]).concat();
    vec![
        Reader { name: "spreadsheet", seeds: seeds(), words: &CELLS, read: Box::new(spreadsheet) },
        Reader {
            name: "encoding",
            seeds: seeds()
                .into_iter()
                .map(|table| format!("\u{ff}\u{fe}{table}"))
                .chain(["<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>M\u{fc}ller</a>".to_owned()])
                .collect(),
            words: &[
                "\u{ef}\u{bb}\u{bf}",
                "\u{ff}\u{fe}",
                "\u{fe}\u{ff}",
                "\u{80}",
                "\u{d8}",
                "encoding",
                "utf-16",
                "koi8-r",
            ],
            read: Box::new(encoded),
        },
        Reader {
            name: "workbook",
            seeds: vec!["bbb".to_owned(), "abc".to_owned(), "c".to_owned()],
            words: &["a", "b", "c", "d", "bcbcbcbc"],
            read: Box::new(move |text| workbook(&good, text)),
        },
        Reader {
            name: "digest",
            seeds: vec!["# Notes\n\n1. One says \"two\".\n2. A second, of 3%.\n\n- a list\n".to_owned()],
            words: &["1.", "99999999999.", "\"", "#", "```", "\u{201c}", "\u{2019}"],
            read: Box::new(move |text| digest(&citing, text)),
        },
    ]
}
