//! How texts side by side look.

use detente_case::Interval;

use super::{Against, Compare, Compared, Side, Worth, pairs::Added};
use crate::{
    answers::{
        acceptable::because_on,
        efficiency::{At, Standing},
    },
    page::{Page, Table, Text},
    text::{
        Names, Settled, Span,
        number::{Points, signed},
        wording,
    },
};

/// Up to so many texts stand side by side in a table.
const SIDE_BY_SIDE: usize = 5;

impl Compare {
    /// The answer as a page, with commands to run next.
    #[must_use]
    pub fn page(&self, next: Vec<(String, String)>) -> Page {
        let mut page = Page::new(format!("Texts compared: {}", self.title));
        page.list(self.headed().map(|(head, text)| text.introduction(head, &self.names)).collect());
        self.differing_on(&mut page);
        self.worth_on(&mut page);
        page.heading("Would everyone accept them?");
        page.list(self.headed().map(|(head, text)| text.acceptance(head)).collect());
        self.pairs_on(&mut page);
        self.efficiency_on(&mut page);
        page.next(next);
        page
    }

    /// Each text with what its column is headed by.
    fn headed(&self) -> impl Iterator<Item = (&str, &Compared)> {
        self.heads.iter().map(String::as_str).zip(&self.texts)
    }

    fn points(&self) -> Points {
        Points { decimals: self.decimals }
    }

    fn differing_on(&self, page: &mut Page) {
        if self.texts.len() < 2 {
            return;
        }
        page.heading("What differs");
        if self.differing.is_empty() {
            page.paragraph("Nothing: the texts say the same.");
            return;
        }
        for texts in (0..self.texts.len()).collect::<Vec<_>>().chunks(SIDE_BY_SIDE) {
            let mut table = Table::default();
            let labels = texts.iter().map(|&text| self.heads[text].clone());
            table.header = ["issue".to_owned()].into_iter().chain(labels).collect();
            for differing in &self.differing {
                let says = texts.iter().map(|&text| match &differing.says[text] {
                    None => Text::new().caution("left open"),
                    Some(said) => Text::from(self.names.settled(&differing.issue, said)),
                });
                table.row([Text::from(self.names.issue(&differing.issue))].into_iter().chain(says).collect());
            }
            page.table(table);
        }
        let open = self.open_in_all.iter().map(|issue| format!("{} left open", self.names.issue(issue)));
        let same = self.the_same.pairs().map(|(issue, settled)| self.names.term(issue, settled));
        let same: Vec<_> = same.chain(open).collect();
        if !same.is_empty() {
            page.paragraph(format!("The same in all texts: {}.", same.join("; ")));
        }
    }

    fn worth_on(&self, page: &mut Page) {
        page.heading("What each is worth");
        for (texts, heads) in self.texts.chunks(SIDE_BY_SIDE).zip(self.heads.chunks(SIDE_BY_SIDE)) {
            let mut table = Table::default();
            let labels = heads.iter().cloned();
            table.header = [String::new(), "no deal".to_owned()].into_iter().chain(labels).collect();
            for (party, side) in self.parties.iter().enumerate() {
                let cells = texts.iter().map(|text| self.worth_cell(text.worth.at(party)));
                let first = [Text::new().strong(&side.name), self.no_deal_cell(side)];
                table.row(first.into_iter().chain(cells).collect());
            }
            page.table(table.tight(&[0]));
        }
        let open = self.texts.iter().any(|text| !text.open.is_empty());
        let uncertain = |possible: &Option<Interval>| possible.is_some_and(|possible| !possible.is_exact());
        let of_text = |text: &Compared| text.worth.values().any(|worth| uncertain(&worth.possible));
        let uncertain = self.parties.iter().any(|side| uncertain(&side.no_deal_possible))
            || self.texts.iter().any(|text| text.open.is_empty() && of_text(text));
        let mut told = format!("Values are {}", self.scale);
        if open {
            told.push_str(
                "; \"a to b\" goes from the worst to the best way to settle what a text leaves open",
            );
        }
        if uncertain {
            told.push_str("; brackets show all values that the intervals allow");
        }
        page.paragraph(told + ".");
    }

    fn no_deal_cell(&self, side: &Side) -> Text {
        let Some(no_deal) = side.no_deal else { return Text::new().caution("not said") };
        if no_deal == f64::INFINITY {
            return Text::from("accepts nothing");
        }
        let central = self.points().of(no_deal);
        let possible = in_brackets(&central, side.no_deal_possible);
        Text::from(central + &possible)
    }

    fn worth_cell(&self, worth: Option<&Worth>) -> Text {
        let Some(worth) = worth else { return Text::from("?") };
        let central = self.points().range(worth.central.low, worth.central.high);
        let possible = in_brackets(&central, worth.possible);
        let central = match worth.against_no_deal {
            Some(Against::NoLess) => Text::new().favour(central),
            Some(Against::Less) => Text::new().against(central),
            Some(Against::Either) => Text::new().caution(central),
            None => Text::from(central),
        };
        central.plain(possible)
    }

    fn pairs_on(&self, page: &mut Page) {
        if self.pairs.is_empty() {
            return;
        }
        page.heading("Who gains and who loses from one to the other");
        let pair = |pair: &super::Pair| {
            let added = |(side, added): (&Side, &Added)| {
                let central = self.points().signed_range(added.central.low, added.central.high);
                let possible = added.possible.map(wording::signed).filter(|possible| *possible != central);
                let possible = possible.map_or(String::new(), |possible| format!(" ({possible})"));
                format!("{} {central}{possible}", side.name)
            };
            let adds: Vec<_> = self.parties.iter().zip(pair.adds.values()).map(added).collect();
            pair.told.clone().plain(format!(". {}.", adds.join(", ")))
        };
        page.list(self.pairs.iter().map(pair).collect());
    }

    fn efficiency_on(&self, page: &mut Page) {
        page.heading("What would be better for all");
        if let Some(refused) = &self.refused {
            let told = Text::new().caution("The frontier is not listed").plain(format!(": {refused}"));
            page.paragraph(told);
            return;
        }
        if self.some_admitted == Some(false) {
            page.paragraph(
                "No package is acceptable to all at these values. What follows ignores no-deal values and looks \
                 for better packages within the rules and red lines.",
            );
        }
        for (head, text) in self.headed() {
            let names: Vec<_> = self.parties.iter().map(|side| side.name.as_str()).collect();
            text.standing.on(head, &names, &self.names, self.points(), page);
        }
    }
}

/// ` (12 to 30)`; nothing where that is what stands before it.
fn in_brackets(central: &str, possible: Option<Interval>) -> String {
    let possible = possible.map(wording::rounded).filter(|possible| possible != central);
    possible.map_or(String::new(), |possible| format!(" ({possible})"))
}

impl Compared {
    fn introduction(&self, head: &str, names: &Names) -> Text {
        let said = self.said.clone().unwrap_or_else(|| names.line(&self.terms));
        let said = if said.is_empty() { "says nothing".to_owned() } else { said };
        let open = match self.open.as_slice() {
            [] => Text::new(),
            open => {
                let open: Vec<_> = open.iter().map(|issue| names.issue(issue)).collect();
                Text::new().plain("; ").caution(format!("leaves open: {}", open.join("; ")))
            }
        };
        // A title that heads the column begins what is said of it.
        let told = match said.strip_prefix(head) {
            Some(rest) => Text::new().strong(head).plain(rest),
            None => Text::new().strong(head).plain(format!(": {said}")),
        };
        told.then(open)
    }

    /// The verdict, then what stands in the way.
    fn acceptance(&self, head: &str) -> Text {
        let verdict = Text::new().strong(head).plain(": ");
        let told = &self.accepted.verdict;
        let verdict =
            if self.accepted.at_central_values { verdict.favour(told) } else { verdict.against(told) };
        because_on(verdict, &self.accepted.because)
    }
}

impl Standing {
    /// What a text leaves on the table, in a paragraph and a list.
    pub fn on(&self, label: &str, parties: &[&str], names: &Names, points: Points, page: &mut Page) {
        page.paragraph(self.line(label, parties, names, points));
        if let (None, Some(at)) = (&self.refused, &self.at) {
            page.list(at.details(parties, names, points));
        }
    }

    /// How far a text is from what is efficient, in a line.
    #[must_use]
    pub fn line(&self, label: &str, parties: &[&str], names: &Names, points: Points) -> Text {
        Text::new().strong(label).plain(": ").then(self.told(parties, names, points))
    }

    /// The same without the label, and what could be better, in sentences.
    pub(super) fn sentences(&self, parties: &[&str], names: &Names, points: Points) -> Vec<String> {
        let details = self.at.iter().filter(|_| self.refused.is_none());
        let details = details.flat_map(|at| at.details(parties, names, points));
        [self.told(parties, names, points)].into_iter().chain(details).map(|text| text.words()).collect()
    }

    fn told(&self, parties: &[&str], names: &Names, points: Points) -> Text {
        match (&self.refused, &self.at) {
            (Some(refused), _) => Text::new().caution("not compared").plain(format!(": {refused}")),
            (None, None) => Text::new().caution("no package has its terms"),
            (None, Some(_)) => self.headline(parties, names, points),
        }
    }

    fn headline(&self, parties: &[&str], names: &Names, points: Points) -> Text {
        let Some(At { within, improvement, .. }) = &self.at else { return Text::new() };
        let one = self.completions == Some(1);
        let open = if one { Text::new() } else { self.over_completions(names, points) };
        open.then(match improvement {
            None if *within => Text::new().favour("efficient").plain(
                ": no other package is better for one party without loss \
                    to another.",
            ),
            None => Text::new()
                .caution("against a red line or a rule")
                .plain(", and no package within them is as good for everyone."),
            Some(improved) => {
                let for_all = match points.of(improved.for_all_by).as_str() {
                    "0" => points.bettered(0.0, 0.0),
                    least => format!("another package is better for all, by at least {least}"),
                };
                let values: Vec<_> = parties
                    .iter()
                    .zip(improved.values.values().zip(improved.gains.values()))
                    .map(|(party, (value, gain))| {
                        format!("{party} {} ({})", points.of(*value), signed(points.of(*gain)))
                    })
                    .collect();
                let aside = if improved.keeps_no_deal_values {
                    ""
                } else {
                    " (within red lines and rules, without no-deal values)"
                };
                Text::new().strong(for_all).plain(format!(
                    ": with {}{aside}: {}.",
                    names.line(&improved.changes),
                    values.join(", ")
                ))
            }
        })
    }

    /// Of a text that leaves something open: how its completions stand, and which one is looked at.
    fn over_completions(&self, names: &Names, points: Points) -> Text {
        let Some(at) = &self.at else { return Text::new() };
        let count = self.completions.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let mut told =
            format!("{count} packages have its terms; {} keep the rules and red lines", self.within);
        told.push_str(&format!(", {} are efficient", self.efficient));
        if let Some(Span { low, high }) = self.improvable {
            told.push_str(&format!(
                "; for {}, {}",
                if self.efficient == 0 { "each of them" } else { "each of the others" },
                points.bettered(low, high)
            ));
        }
        Text::from(format!("{told}. The best completion ({}): ", names.line(&at.settles)))
    }
}

impl At {
    fn details(&self, parties: &[&str], names: &Names, points: Points) -> Vec<Text> {
        if self.improvement.is_none() {
            return Vec::new();
        }
        let mut list = vec![Text::from(format!(
            "all parties together could gain {} points without loss to anybody (each party's own points, added)",
            points.of(self.left_on_the_table)
        ))];
        for trade in &self.trades {
            let changes: Vec<_> =
                trade.changes.iter().map(|change| change.told(parties, names, points)).collect();
            let gains = parties.iter().zip(trade.gains.values()).filter(|(_, gain)| **gain != 0.0);
            let gains: Vec<_> =
                gains.map(|(party, gain)| format!("{party} {}", signed(points.of(*gain)))).collect();
            let what = if trade.changes.len() == 1 { "free for everybody" } else { "trade" };
            let text = Text::new().strong(what).plain(format!(": {}", changes.join(", for ")));
            list.push(if trade.changes.len() == 1 {
                text
            } else {
                text.plain(format!(": together {}", gains.join(", ")))
            });
        }
        list
    }
}

impl crate::answers::efficiency::ChangedTerm {
    /// `date = june (SELL +3, BUY -9: 3 points for 1)`.
    fn told(&self, parties: &[&str], names: &Names, points: Points) -> String {
        let adds = || parties.iter().zip(self.adds.values()).filter(|(_, add)| **add != 0.0);
        let told: Vec<_> =
            adds().map(|(party, add)| format!("{party} {}", signed(points.of(*add)))).collect();
        let (gained, lost): (Vec<f64>, Vec<f64>) = adds().map(|(_, add)| *add).partition(|add| *add > 0.0);
        let rate = match (gained.as_slice(), lost.as_slice()) {
            ([gained], [lost]) => format!(", {} for 1", Points { decimals: 1 }.of(gained / -lost)),
            _ => String::new(),
        };
        let term = names.term(&self.issue, &Settled::By(self.option.clone()));
        format!("{term} ({}{rate})", told.join(", "))
    }
}
