//! Tables of positions: as KTAB writes them, or with a row an actor and issue.

use std::collections::BTreeMap;

use detente_forecast::{
    Capability, Position, Salience,
    draws::{Range, Span},
};
use detente_scenario::{
    Diagnostic, Severity,
    sheet::{self, Line},
};

use super::listed::Listed;

/// A table as it was read, and everything that is odd or wrong about it.
#[derive(Debug)]
pub struct Read {
    /// The issues. Not to be used where a diagnostic is an error.
    pub issues: Vec<Listed>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a column of the table with a row an actor and issue holds, and the names it goes by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Issue,
    Actor,
    Capability,
    Position,
    Salience,
    Outcome,
    Proposal,
}

impl Column {
    const NAMES: [(Self, &'static [&'static str]); 7] = [
        (Self::Issue, &["issue", "id", "question"]),
        (Self::Actor, &["actor", "name", "code", "party"]),
        (Self::Capability, &["capability", "influence", "power", "capabilities", "c"]),
        (Self::Position, &["position", "pos", "x"]),
        (Self::Salience, &["salience", "sal", "s"]),
        (Self::Outcome, &["outcome", "result"]),
        (Self::Proposal, &["proposal", "group"]),
    ];

    /// Columns without which there is no forecast.
    const NEEDED: [(Self, &'static str); 4] = [
        (Self::Actor, "actor"),
        (Self::Capability, "influence"),
        (Self::Position, "position"),
        (Self::Salience, "salience"),
    ];

    fn named(head: &str) -> Option<Self> {
        let head = head.trim().to_lowercase();
        Self::NAMES.into_iter().find(|(_, names)| names.contains(&head.as_str())).map(|(column, _)| column)
    }
}

/// What a reader of cells knows.
struct Reader<'f> {
    file: &'f str,
    told: Vec<Diagnostic>,
    /// Saliences above 1 anywhere say that all are in percent.
    percent: bool,
}

/// Reads a table; `file` is its name.
#[must_use]
pub fn read(file: &str, text: &str) -> Read {
    let (lines, told) = sheet::lines(file, text);
    let mut reader = Reader { file, told, percent: true };
    let issues = if let Some(header) = lines.iter().position(is_header) {
        let (header, rows) = (&lines[header], &lines[header + 1..]);
        let columns: BTreeMap<Column, usize> = header
            .cells
            .iter()
            .enumerate()
            .filter_map(|(place, head)| Column::named(head).map(|column| (column, place)))
            .collect();
        if columns.contains_key(&Column::Position) && columns.contains_key(&Column::Salience) {
            reader.by_rows(header, &columns, rows)
        } else {
            reader.by_dimensions(header, rows)
        }
    } else {
        let help = "write a first row such as `issue,actor,influence,position,salience`, or KTAB's rows \
                    `Actor,Description,Influence,Price Position,Price Salience`";
        reader.wrong("no-table", None, "no row names the columns `actor`, `position` and `salience`", help);
        Vec::new()
    };
    let issues: Vec<Listed> = issues.into_iter().map(Listed::by_name).collect();
    for issue in &issues {
        if issue.actors.len() < 2 {
            let message = format!("fewer than two actors take a position on {}", issue.name);
            reader.wrong("no-parties", None, &message, "add who else takes a position on it");
        }
        // By name, those of one name stand side by side.
        for pair in issue.actors.windows(2).filter(|pair| pair[0].name == pair[1].name) {
            let message = format!("{} stands twice on {}", pair[0].name, issue.name);
            reader.wrong("rows-twice", None, &message, "give each actor one row, or a name of its own");
        }
    }
    if issues.is_empty() && reader.told.is_empty() {
        reader.wrong("no-issues", None, "the table has no rows below its first", "add a row for each actor");
    }
    Read { issues, diagnostics: reader.told }
}

fn is_header(line: &Line) -> bool {
    let first = line.cells.first().map(|cell| cell.trim().to_lowercase()).unwrap_or_default();
    let has_actor = line.cells.iter().any(|cell| Column::named(cell) == Some(Column::Actor));
    has_actor && Column::named(&first).is_some()
}

impl Reader<'_> {
    fn wrong(&mut self, code: &'static str, place: Option<(u32, u32)>, message: &str, help: &str) {
        self.told.push(Diagnostic {
            code,
            severity: Severity::Error,
            file: self.file.to_owned(),
            place,
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }

    /// Each row is one actor, with position and salience of each dimension in turn.
    fn by_dimensions(&mut self, header: &Line, rows: &[Line]) -> Vec<Listed> {
        let heads: Vec<&str> = header.cells.iter().map(|head| head.trim()).collect();
        let influence = heads.iter().position(|head| Column::named(head) == Some(Column::Capability));
        let Some(influence) = influence else {
            let help = "name a column `influence`: what each actor can bring to bear, in any unit";
            self.wrong("no-table", Some((header.row, 1)), "no column says how much an actor counts", help);
            return Vec::new();
        };
        let pairs: Vec<(usize, String)> = (influence + 1..heads.len())
            .step_by(2)
            .filter(|place| heads.get(place + 1).is_some_and(|head| !head.is_empty()))
            .map(|place| (place, dimension(heads.get(place).copied().unwrap_or_default())))
            .collect();
        if pairs.is_empty() {
            let help = "after the influence, give each dimension two columns: its position and its salience";
            self.wrong("no-issues", Some((header.row, 1)), "no dimension follows the influence", help);
        }
        let mut issues: Vec<Listed> = pairs.iter().map(|(_, name)| listed(name)).collect();
        for line in rows {
            let name = cell(line, 0).to_owned();
            if name.is_empty() {
                self.wrong("nameless-party", Some((line.row, 1)), "a row without an actor", "name the actor");
                continue;
            }
            let capability = self.capability(line, influence);
            for ((place, _), issue) in pairs.iter().zip(&mut issues) {
                let position = self.position(line, *place, issue, &name);
                let salience = self.salience(line, place + 1, issue, &name);
                if let (Some(capability), Some(position), Some(salience)) = (capability, position, salience) {
                    issue.actors.push(Range { name: name.clone(), capability, position, salience });
                }
            }
        }
        issues
    }

    /// Each row is one actor on one issue.
    fn by_rows(&mut self, header: &Line, columns: &BTreeMap<Column, usize>, rows: &[Line]) -> Vec<Listed> {
        for (column, name) in Column::NEEDED {
            if !columns.contains_key(&column) {
                let message = format!("no column is called `{name}`");
                self.wrong("no-table", Some((header.row, 1)), &message, "name it in the first row");
            }
        }
        let at = |column: Column| columns.get(&column).copied();
        let (Some(actor), Some(influence), Some(place), Some(care)) =
            (at(Column::Actor), at(Column::Capability), at(Column::Position), at(Column::Salience))
        else {
            return Vec::new();
        };
        let saliences = rows.iter().filter_map(|line| number(cell(line, care)));
        self.percent = saliences.fold(0.0, f64::max) > 1.0;
        let mut issues: Vec<Listed> = Vec::new();
        for line in rows {
            let name = at(Column::Issue).map_or("the issue", |column| cell(line, column)).to_owned();
            let index = issues.iter().position(|issue| issue.name == name).unwrap_or_else(|| {
                issues.push(listed(&name));
                issues.len() - 1
            });
            let Some(issue) = issues.get_mut(index) else { continue };
            if let Some(proposal) =
                at(Column::Proposal).map(|column| cell(line, column)).filter(|of| !of.is_empty())
            {
                proposal.clone_into(&mut issue.proposal);
            }
            let who = cell(line, actor).to_owned();
            if who.is_empty() {
                let message = "a row without an actor";
                self.wrong("nameless-party", Some((line.row, column_of(actor))), message, "name the actor");
                continue;
            }
            let capability = self.capability(line, influence);
            let position = self.position(line, place, issue, &who);
            let salience = self.salience(line, care, issue, &who);
            if let Some(outcome) = at(Column::Outcome).filter(|column| !cell(line, *column).is_empty()) {
                issue.outcome = self.outcome(line, outcome, issue.outcome);
            }
            if let (Some(capability), Some(position), Some(salience)) = (capability, position, salience) {
                issue.actors.push(Range { name: who, capability, position, salience });
            }
        }
        issues
    }

    fn outcome(&mut self, line: &Line, column: usize, before: Option<Position>) -> Option<Position> {
        let said = cell(line, column);
        let found = number(said).and_then(Position::new);
        let place = Some((line.row, column_of(column)));
        if found.is_none() {
            let message = format!("`{said}` is no outcome from 0 to 100");
            self.wrong("not-a-number", place, &message, "write where the issue came out, or leave it out");
        } else if before.is_some() && before != found {
            self.wrong(
                "repeated-item",
                place,
                "the issue has another outcome above",
                "write one outcome an issue",
            );
        }
        found.or(before)
    }

    fn capability(&mut self, line: &Line, column: usize) -> Option<Span<Capability>> {
        let said = cell(line, column);
        let found = span(said)
            .and_then(|(low, high)| Some(Span { low: Capability::new(low)?, high: Capability::new(high)? }));
        if found.is_none() {
            let message = format!(
                "`{said}` is no influence: it must be a number above 0, at most {:e}",
                Capability::MOST
            );
            let help =
                "write a number, or an interval such as 20..60; leave out an actor that decides nothing";
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, help);
        }
        found
    }

    fn position(
        &mut self,
        line: &Line,
        column: usize,
        issue: &mut Listed,
        who: &str,
    ) -> Option<Span<Position>> {
        let said = cell(line, column);
        if is_unknown(said) {
            issue.unknown.push(format!("where {who} stands"));
            return Some(Span { low: Position::clamped(0.0), high: Position::clamped(Position::SCALE) });
        }
        let found = span(said)
            .and_then(|(low, high)| Some(Span { low: Position::new(low)?, high: Position::new(high)? }));
        if found.is_none() {
            let message = format!("`{said}` is no position from 0 to 100");
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, UNKNOWN);
        }
        found
    }

    fn salience(
        &mut self,
        line: &Line,
        column: usize,
        issue: &mut Listed,
        who: &str,
    ) -> Option<Span<Salience>> {
        let said = cell(line, column);
        if is_unknown(said) {
            issue.unknown.push(format!("how much {who} cares"));
            return Some(Span { low: Salience::clamped(0.0), high: Salience::clamped(1.0) });
        }
        let unit = if self.percent { 100.0 } else { 1.0 };
        let share = |of: f64| Salience::new(of / unit);
        let found = span(said).and_then(|(low, high)| Some(Span { low: share(low)?, high: share(high)? }));
        if found.is_none() {
            let message = format!("`{said}` is no salience from 0 to 100");
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, UNKNOWN);
        }
        found
    }
}

/// How a number is mended.
const UNKNOWN: &str = "write a number such as 40, an interval such as 20..60, or ? if nobody knows";

/// The name of a dimension: the head of its position without that word.
fn dimension(head: &str) -> String {
    let words: Vec<&str> =
        head.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("position")).collect();
    if words.is_empty() { head.to_owned() } else { words.join(" ") }
}

fn listed(name: &str) -> Listed {
    Listed {
        name: name.to_owned(),
        proposal: proposal(name),
        ends: None,
        actors: Vec::new(),
        outcome: None,
        unknown: Vec::new(),
    }
}

/// The proposal of an issue where nobody says: issues of the European data are called after theirs, as `d00032i1` and `n04167i2`.
pub(super) fn proposal(issue: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match issue.rsplit_once('i') {
        Some((of, number)) if digits(number) && of.strip_prefix(['d', 'n']).is_some_and(digits) => {
            of.to_owned()
        }
        _ => issue.to_owned(),
    }
}

fn cell(line: &Line, column: usize) -> &str {
    line.cells.get(column).map_or("", |cell| cell.trim())
}

fn column_of(column: usize) -> u32 {
    u32::try_from(column + 1).unwrap_or(u32::MAX)
}

fn is_unknown(said: &str) -> bool {
    said == "?" || said.eq_ignore_ascii_case("unknown")
}

fn number(said: &str) -> Option<f64> {
    let bare = said.trim().trim_end_matches('%').trim_end();
    let found = bare.parse::<f64>().ok().or_else(|| bare.replacen(',', ".", 1).parse::<f64>().ok());
    found.filter(|number| number.is_finite())
}

/// One number, or two in order: `20..60`.
fn span(said: &str) -> Option<(f64, f64)> {
    match said.split_once("..") {
        Some((low, high)) => Some((number(low)?, number(high)?)).filter(|(low, high)| low <= high),
        None => number(said).map(|number| (number, number)),
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            (issues[0].proposal.as_str(), issues[0].outcome.map(Position::at)),
            ("d00123", Some(30.0))
        );
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
            assert!(
                told.iter().any(|line| line.contains("an interval such as 20..60")),
                "{influence}: {told:?}"
            );
        }
    }

    #[test]
    fn too_few_actors_and_missing_columns_are_told() {
        assert!(
            told("issue,actor,influence,position,salience\nRate,A,1,10,50\n")[0].contains("fewer than two")
        );
        assert!(told("issue,actor,position,salience\nRate,A,10,50\n")[0].contains("`influence`"));
        assert!(told("a,b\n1,2\n")[0].contains("no row names"));
        assert!(!told("").is_empty());
    }
}
