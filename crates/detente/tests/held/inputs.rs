//! The large inputs by name.

use super::{
    cases::{self, Numbers},
    files,
};

/// Which commands take an input.
pub(super) enum Kind {
    /// A case in the folder `case`.
    Case,
    /// A spreadsheet, `table.csv`.
    Table,
    /// A folder of a scenario, `scenario`.
    Scenario,
    /// A model of a conflict, `model.gmcr`.
    Model,
    /// Anything else, with what is typed.
    Typed(&'static [&'static str]),
}

/// Files with much of one thing.
pub(super) struct Input {
    pub(super) kind: Kind,
    pub(super) files: Vec<(String, String)>,
}

/// Makes an input: near 10 MB, or as large as a plain run can ask it.
type Make = fn(bool) -> Input;

/// One of two sizes.
const fn of(is_full: bool, full: usize, plain: usize) -> usize {
    if is_full { full } else { plain }
}

fn case_with(text: String, digest: String) -> Input {
    let files = vec![("case/case.toml".to_owned(), text), ("case/sources/notes.md".to_owned(), digest)];
    Input { kind: Kind::Case, files }
}

fn case(text: String) -> Input {
    case_with(text, cases::digest(30))
}

fn table(text: String) -> Input {
    Input { kind: Kind::Table, files: vec![("table.csv".to_owned(), text)] }
}

fn scenario(files: Vec<(&'static str, String)>) -> Input {
    let files = files.into_iter().map(|(name, text)| (format!("scenario/{name}"), text)).collect();
    Input { kind: Kind::Scenario, files }
}

fn model(text: String) -> Input {
    Input { kind: Kind::Model, files: vec![("model.gmcr".to_owned(), text)] }
}

fn typed(files: &[(&str, String)], typed: &'static [&'static str]) -> Input {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    Input { kind: Kind::Typed(typed), files }
}

/// Cases of many packages.
const PACKAGES: [(&str, Make); 17] = {
    use Numbers::{Exact, Intervals, Order, Words};
    [
        ("one issue", |full| case(cases::packages(1, of(full, 65_535, 300), 2, "choice", Exact))),
        ("one ladder", |full| case(cases::packages(1, of(full, 20_000, 200), 3, "ladder", Intervals))),
        ("one interval issue", |full| {
            case(cases::packages(1, of(full, 60_000, 300), 2, "choice", Intervals))
        }),
        ("5000x3", |full| case(cases::packages(3, of(full, 5_000, 40), 3, "choice", Exact))),
        ("1000x3 intervals", |full| case(cases::packages(3, of(full, 1_000, 20), 3, "choice", Intervals))),
        ("1000x3 ladders", |full| case(cases::packages(3, of(full, 1_000, 20), 3, "ladder", Words))),
        ("200x8", |full| case(cases::packages(8, of(full, 200, 4), 5, "choice", Exact))),
        ("60x60", |full| case(cases::packages(of(full, 60, 8), of(full, 60, 8), 3, "choice", Exact))),
        ("60x60 intervals", |full| {
            case(cases::packages(of(full, 60, 8), of(full, 60, 8), 3, "choice", Intervals))
        }),
        ("500 issues", |full| case(cases::packages(of(full, 500, 10), 5, 4, "choice", Intervals))),
        ("10000 issues", |full| case(cases::packages(of(full, 10_000, 40), 2, 2, "choice", Exact))),
        ("200 parties", |full| case(cases::packages(4, 6, of(full, 200, 12), "choice", Intervals))),
        ("2000 parties", |full| case(cases::packages(3, 4, of(full, 2_000, 20), "choice", Exact))),
        ("words", |full| case(cases::packages(of(full, 40, 6), of(full, 60, 8), 6, "ladder", Words))),
        ("orders", |full| case(cases::packages(of(full, 30, 4), of(full, 200, 8), 4, "choice", Order))),
        ("rules", |full| case(cases::rules(of(full, 40_000, 60)))),
        ("red lines", |full| case(cases::red_lines(of(full, 500, 14)))),
    ]
};

/// Cases with many statements of one table.
const STATEMENTS: [(&str, Make); 17] = [
    ("2000 claims", |full| case(cases::claims(of(full, 2_000, 40)))),
    ("claims", |full| case(cases::claims(of(full, 38_000, 60)))),
    ("2000 meetings", |full| case(cases::meetings(of(full, 2_000, 30)))),
    ("meetings", |full| case(cases::meetings(of(full, 18_000, 40)))),
    ("200 levers", |full| case(cases::levers(of(full, 200, 6)))),
    ("2000 levers", |full| case(cases::levers(of(full, 2_000, 8)))),
    ("levers", |full| case(cases::levers(of(full, 8_000, 8)))),
    ("sets", |full| case(cases::sets(of(full, 30_000, 40)))),
    ("2000 proposals", |full| case(cases::proposals(of(full, 2_000, 30)))),
    ("proposals", |full| case(cases::proposals(of(full, 30_000, 40)))),
    ("hypotheses", |full| case(cases::hypotheses(of(full, 380, 12)))),
    ("surroundings", |full| case(cases::surroundings(of(full, 10_000, 20)))),
    ("citations", |full| {
        let sentences = of(full, 25_000, 40);
        case_with(cases::citations(sentences), cases::digest(sentences))
    }),
    ("digest", |full| case_with(cases::citations(20), cases::digest(of(full, 120_000, 100)))),
    ("deep", |full| case(cases::deep(of(full, 3_500_000, 5_000)))),
    ("long rule", |full| case(cases::long_rule(of(full, 600_000, 500)))),
    ("long text", |full| case(cases::long_text(of(full, 7_500_000, 20_000)))),
];

/// Conflicts, stated and as models.
const CONFLICTS: [(&str, Make); 9] = [
    ("12 courses", |full| case(cases::conflict(3, of(full, 12, 6), of(full, 400, 8), true))),
    ("16 courses", |full| case(cases::conflict(4, of(full, 16, 7), of(full, 40, 8), false))),
    ("64 courses", |full| case(cases::conflict(8, of(full, 64, 9), of(full, 40, 8), false))),
    ("many statements", |full| case(cases::conflict(4, of(full, 12, 6), of(full, 50_000, 30), false))),
    ("12 options", |full| model(files::gmcr(3, of(full, 4, 2), true))),
    ("18 options", |full| model(files::gmcr(3, of(full, 6, 2), true))),
    ("60 options", |full| model(files::gmcr(10, of(full, 6, 1), false))),
    ("2000 makers", |full| model(files::gmcr(of(full, 2_000, 30), 1, false))),
    ("90000 options", |full| model(files::gmcr(of(full, 3, 2), of(full, 30_000, 30), false))),
];

/// Spreadsheets and scenarios.
const TABLES: [(&str, Make); 9] = [
    ("long table", |full| table(files::table(1, of(full, 60_000, 300), 4))),
    ("too long table", |full| table(files::table(1, of(full, 300_000, 300), 4))),
    ("many issues table", |full| table(files::table(of(full, 5_000, 12), 10, 4))),
    ("square table", |full| table(files::table(of(full, 100, 8), of(full, 100, 8), 3))),
    ("wide table", |full| table(files::table(of(full, 3, 2), 5, of(full, 16_000, 60)))),
    ("long genius", |full| scenario(files::genius(1, of(full, 60_000, 200)))),
    ("wide genius", |full| scenario(files::genius(of(full, 2_000, 20), 20))),
    ("1000x3 genius", |full| scenario(files::genius(3, of(full, 1_000, 20)))),
    ("deep genius", |full| scenario(files::deep_xml(of(full, 400_000, 500)))),
];

/// Files of other kinds.
const OTHERS: [(&str, Make); 7] = [
    ("deep model", |full| model(files::deep_lists(of(full, 5_000_000, 5_000)))),
    ("deep json", |full| scenario(vec![("domain.json", files::deep_lists(of(full, 5_000_000, 5_000)))])),
    ("deep yaml", |full| scenario(vec![("domain.yml", files::deep_lists(of(full, 5_000_000, 5_000)))])),
    ("transcript", |full| {
        let files =
            [("run.json", files::transcript(of(full, 150_000, 500))), ("table.csv", files::table(3, 4, 2))];
        typed(&files, &["replay run.json table.csv", "replay run.json table.csv --json"])
    }),
    ("plan of rounds", |full| {
        let files =
            [("plan.toml", files::plan(of(full, 1_000_000, 9), 1)), ("table.csv", files::table(3, 4, 2))];
        typed(&files, &["sweep plan.toml --out runs.parquet", "sweep plan.toml --out runs.csv"])
    }),
    ("plan of runs", |full| {
        let files =
            [("plan.toml", files::plan(1, of(full, 1_000_000_000, 9))), ("table.csv", files::table(3, 4, 2))];
        typed(&files, &["sweep plan.toml --out runs.parquet", "sweep plan.toml --out runs.csv"])
    }),
    ("what-if", |full| {
        let files = [
            ("what.toml", files::what_if(of(full, 400_000, 100))),
            ("case/case.toml", cases::packages(3, 4, 3, "choice", Numbers::Exact)),
            ("case/sources/notes.md", cases::digest(30)),
        ];
        typed(&files, &["why case --what-if what.toml", "brief case --what-if what.toml"])
    }),
];

/// All inputs by name.
pub(super) fn inputs() -> Vec<(&'static str, Make)> {
    [&PACKAGES[..], &STATEMENTS, &CONFLICTS, &TABLES, &OTHERS].concat()
}
