//! How the efficient packages look.

use super::{Because, Efficient, Frontier, Named, Solved};
use crate::{
    answers::verdict::{counted, percent},
    page::{Page, Table, Text},
    text::{
        Names, Terms,
        number::{Points, signed},
    },
};

/// How many columns of values leave room for terms beside them.
const MOST_COLUMNS: usize = 60;

/// Of how many packages that tie with one listed the terms are told.
const TIES_TOLD: usize = 3;

impl Frontier {
    /// The answer as a page that lists at most `rows` packages, with commands to run next.
    #[must_use]
    pub fn page(
        &self,
        rows: usize,
        variants: bool,
        drawn: Option<&str>,
        next: Vec<(String, String)>,
    ) -> Page {
        let mut page = Page::new(format!("Efficient packages: {}", self.title));
        page.paragraph(self.headline());
        page.list(self.at_home.iter().map(|line| Text::new().caution(format!("{line}."))).collect());
        page.paragraph(format!("Values are {}.", self.scale));
        self.no_deal_on(&mut page);
        if !self.floors_aside {
            self.none_admitted_on(&mut page);
        }
        self.solutions_on(&mut page, variants);
        self.representatives_on(&mut page);
        self.efficient_on(&mut page, rows);
        self.texts_on(&mut page);
        if let Some(file) = drawn {
            page.paragraph(format!("The picture is in {file}."));
        }
        page.next(next);
        page
    }

    fn points(&self) -> Points {
        Points { decimals: self.decimals }
    }

    fn headline(&self) -> Text {
        let packages = self.packages.map_or_else(|| "more than 10^38".to_owned(), |all| all.to_string());
        match (self.size, &self.method, &self.refused) {
            (Some(0), _, _) if self.floors_aside => Text::new()
                .against("No package keeps every rule and red line")
                .plain(format!(" among {packages}.")),
            (Some(0), _, _) => Text::new().against("No package passes").plain(format!(
                ": none of {packages} keeps every rule and red line and reaches the no-deal value of everyone \
                 who must agree."
            )),
            (Some(size), Some(method), _) => {
                let aside = if self.floors_aside { ", if no-deal values are ignored" } else { "" };
                Text::new()
                    .strong(format!("{} efficient", counted_many(size, "package is", "packages are")))
                    .plain(format!(
                        " among {packages}{aside}: no other package is better for one party without loss to \
                         another ({method}).{}",
                        self.ties()
                    ))
            }
            (_, _, refused) => Text::new().caution("The frontier is not listed").plain(format!(
                ": {}. {} {}",
                refused.as_deref().unwrap_or("it is empty"),
                self.remedy.as_deref().unwrap_or_default(),
                if self.solutions.is_empty() {
                    "What bargaining theories choose is not available either: where issues interact, it is told \
                     from the listed frontier."
                } else {
                    "The packages that bargaining theories choose were found without it, by branch and bound, and \
                     proven to 1e-9 unless marked otherwise."
                }
            )),
        }
    }

    /// How many of the packages are worth the same to everybody as another.
    fn ties(&self) -> String {
        let tied = self.efficient.iter().filter(|package| package.ties.is_some());
        if tied.clone().any(|package| package.ties.as_ref().is_some_and(|ties| ties.count.is_none())) {
            return " Whether others are worth the same to everybody was not looked for: there are too many packages."
                .to_owned();
        }
        let (classes, count) =
            (tied.clone().count(), tied.map(Efficient::count).fold(0, u64::saturating_add));
        match classes {
            0 => String::new(),
            1 => format!(" {count} of them tie: they are worth the same to everybody."),
            _ => format!(
                " {count} of them tie, in {classes} groups: those of a group are worth the same to everybody."
            ),
        }
    }

    /// What no deal is worth, and how many packages are worth more to all.
    fn no_deal_on(&self, page: &mut Page) {
        let floor = |(party, floor): (&Named, &Option<f64>)| {
            let floor = floor.filter(|floor| floor.is_finite())?;
            Some(format!("{} {}", party.name, self.floor_of(party, floor)))
        };
        let refuses = |(party, floor): (&Named, &Option<f64>)| {
            (*floor == Some(f64::INFINITY))
                .then(|| format!("{} accepts nothing, whatever it is worth.", party.name))
        };
        let refusing: Vec<_> = self.parties.iter().zip(self.floors.values()).filter_map(refuses).collect();
        if !refusing.is_empty() {
            page.paragraph(refusing.join(" "));
        }
        let said: Vec<_> = self.parties.iter().zip(self.floors.values()).filter_map(floor).collect();
        if said.is_empty() {
            if refusing.is_empty() && !self.floors_aside {
                page.paragraph(
                    Text::new().caution("Nobody says what no deal is worth, so no package is refused."),
                );
            }
            return;
        }
        let unsaid = |(party, floor): (&Named, &Option<f64>)| {
            let name = &party.name;
            floor.is_none().then(|| format!("{name} not said (so no package is refused for {name})"))
        };
        let unsaid: Vec<_> = self.parties.iter().zip(self.floors.values()).filter_map(unsaid).collect();
        let to_whom = if unsaid.is_empty() { "all" } else { "all who say what it is worth" };
        let floors = [said, unsaid].concat();
        let rational = self.rational.as_ref().map_or(String::new(), |counted| {
            format!(
                " Of the {} packages within rules and red lines, {} ({}%) are worth more than that to {to_whom}.",
                counted.keeping_rules,
                counted.gaining,
                percent(counted.share.unwrap_or(0.0))
            )
        });
        page.paragraph(format!("No deal is worth {}.{rational}", floors.join(", ")));
    }

    /// Why a party's floor is taken; nothing where somebody states it.
    fn taken(&self, party: &Named) -> Option<&Because> {
        let taken = self.floors_taken.iter().find(|taken| taken.party == party.party);
        taken.map(|taken| &taken.because)
    }

    /// `37.5`, or that nobody says it.
    fn floor_of(&self, party: &Named, floor: f64) -> String {
        let points = self.points();
        match self.taken(party) {
            None => points.of(floor),
            Some(Because::NotKnown { low, high }) => format!(
                "not known ({} to {}; taken at its middle, {})",
                points.of(*low),
                points.of(*high),
                points.of(floor)
            ),
            Some(Because::Waived) => format!("no requirement (waived: {})", points.of(floor)),
        }
    }

    fn none_admitted_on(&self, page: &mut Page) {
        let Some(none) = &self.none_admitted else { return };
        page.heading("What stops it");
        if !none.because.is_empty() {
            let sets = none.because.iter().map(|set| {
                set.iter().enumerate().fold(Text::new(), |text, (number, said)| {
                    let text = if number == 0 { text } else { text.plain("; against ") };
                    if said.reference.is_some() { text.then(said.text()) } else { text.plain(&said.text) }
                })
            });
            page.list(sets.collect());
        }
        if none.more > 0 {
            page.paragraph(format!("and {} more", counted(none.more, "such set", "such sets")));
        }
        let short = |(party, (floor, most)): (&Named, (&Option<f64>, &f64))| {
            let points = self.points();
            floor.filter(|floor| floor.is_finite() && most < floor).map(|floor| {
                let (floor, most) = (points.of(floor), points.of(*most));
                format!("{} asks {floor} and could have {most} at most", party.name)
            })
        };
        let short: Vec<_> =
            self.parties.iter().zip(self.floors.values().zip(none.most.values())).filter_map(short).collect();
        if !short.is_empty() {
            page.paragraph(format!("Within rules and red lines {}.", short.join("; ")));
        }
        if let Some(nearest) = &none.nearest {
            page.paragraph(
                Text::new()
                    .plain("Nearest to a deal (the party that gains least gains most there): ")
                    .strong(self.names.line(&nearest.terms))
                    .plain(format!(": {}.", self.worth_and_gains(nearest))),
            );
        }
        if let Some(count) = none.efficient_without_floors.filter(|&count| count > 0) {
            page.paragraph(format!(
                "If no-deal values are ignored, {} efficient; --without-floors lists them.",
                counted_many(count, "package is", "packages are")
            ));
        }
    }

    fn solutions_on(&self, page: &mut Page, variants: bool) {
        if self.size == Some(0) || self.solutions.is_empty() {
            return;
        }
        page.heading("What bargaining theories choose");
        page.list(self.grouped(&self.solutions));
        if variants && !self.negmas.is_empty() {
            page.paragraph("As NegMAS 0.16 computes them under the same names:");
            page.list(self.grouped(&self.negmas));
        }
        if let Some(opposition) = self.opposition.filter(|_| !self.floors_aside) {
            page.paragraph(format!(
                "Opposition, as NegMAS measures it (0 if all can have their most at once): {}.",
                Points { decimals: 4 }.of(opposition)
            ));
        }
    }

    /// One line for all theories that single out the same.
    fn grouped(&self, solved: &[Solved]) -> Vec<Text> {
        let mut groups: Vec<(Vec<&str>, &Solved)> = Vec::new();
        for one in solved {
            let same = |(_, known): &&mut (Vec<&str>, &Solved)| {
                !one.packages.is_empty() && known.packages == one.packages && known.remark == one.remark
            };
            match groups.iter_mut().find(same) {
                Some((names, _)) => names.push(&one.theory),
                None => groups.push((vec![&one.theory], one)),
            }
        }
        groups.iter().map(|(names, solved)| self.singled_out(&names.join("; "), solved)).collect()
    }

    fn singled_out(&self, names: &str, solved: &Solved) -> Text {
        let remark = solved.remark.as_ref().map_or(String::new(), |remark| format!(" ({remark})"));
        let Some(first) = solved.packages.first() else {
            return Text::new().strong(names).plain(": none").caution(remark);
        };
        let ties = match solved.packages.iter().map(Efficient::count).fold(0, u64::saturating_add) {
            0 | 1 => String::new(),
            count => format!(", one of {count} equally good packages"),
        };
        let worth = if self.floors_aside { self.worth_and_gains(first) } else { self.worth(first) };
        let terms = self.names.line(&first.terms);
        Text::new().strong(names).plain(format!(": {worth}{ties}: {terms}")).caution(remark)
    }

    /// `UA 61.5, RU 70.2`.
    fn worth(&self, package: &Efficient) -> String {
        let one = |(party, value): (&Named, &f64)| format!("{} {}", party.name, self.points().of(*value));
        self.parties.iter().zip(package.values.values()).map(one).collect::<Vec<_>>().join(", ")
    }

    /// `UA 61.5 (+19), RU 66 (-4)`: with what is gained over no deal.
    fn worth_and_gains(&self, package: &Efficient) -> String {
        let one = |(party, (value, floor)): (&Named, (&f64, &Option<f64>))| {
            let points = self.points();
            let gain = floor.filter(|floor| floor.is_finite()).map_or(String::new(), |floor| {
                let unknown = match self.taken(party) {
                    Some(Because::NotKnown { .. }) => ", no deal not known",
                    Some(Because::Waived) | None => "",
                };
                format!(" ({}{unknown})", signed(points.of(value - floor)))
            });
            format!("{} {}{gain}", party.name, points.of(*value))
        };
        let values = self.parties.iter().zip(package.values.values().zip(self.floors.values()));
        values.map(one).collect::<Vec<_>>().join(", ")
    }

    fn representatives_on(&self, page: &mut Page) {
        let Some(found) = &self.representatives else { return };
        page.heading("A few that represent the rest");
        let cut = if found.cut {
            " The search reached a limit; what stands here is proven all the same."
        } else {
            ""
        };
        let efficient = if found.efficient { "" } else { " That each of them is efficient is not proven." };
        page.paragraph(format!(
            "Each package that all would accept is within {} points, for every party, of one of these \
             {}.{efficient}{cut}",
            self.points().of(found.within),
            counted(found.packages.len(), "package", "packages"),
        ));
        let one = |package: &Efficient| {
            Text::new().strong(self.worth(package)).plain(format!(": {}", self.names.line(&package.terms)))
        };
        page.list(found.packages.iter().map(one).collect());
    }

    fn efficient_on(&self, page: &mut Page, rows: usize) {
        if self.efficient.is_empty() {
            return;
        }
        page.heading("The frontier");
        let shared = self.shared();
        if !shared.is_empty() {
            page.paragraph(format!("The same in all: {}.", self.names.line(&shared)));
        }
        let of_party = |(value, floor): (&f64, &Option<f64>)| {
            let told = self.points().of(*value);
            if floor.is_some_and(|floor| *value < floor) {
                Text::new().against(told)
            } else {
                Text::from(told)
            }
        };
        let rows_of = self.efficient.iter().take(rows).map(|package| {
            let values = package.values.values().zip(self.floors.values()).map(of_party);
            let terms = Text::from(self.names.line(&package.terms.not_in(&shared)));
            (values.collect::<Vec<_>>(), terms.plain(tied_with(package, &self.names)))
        });
        if self.columns() > MOST_COLUMNS {
            let line = |(values, terms): (Vec<Text>, Text)| {
                let worths = self.parties.iter().zip(values).enumerate();
                worths.fold(terms.plain(": "), |text, (place, (party, value))| {
                    let comma = if place == 0 { "" } else { ", " };
                    text.plain(format!("{comma}{} ", party.name)).then(value)
                })
            };
            page.list(rows_of.map(line).collect());
        } else {
            let mut table = Table::new([""; 0]);
            table.header =
                self.parties.iter().map(|party| party.name.clone()).chain(["terms".to_owned()]).collect();
            table = table.tight(&(0..self.parties.len()).collect::<Vec<_>>());
            rows_of.for_each(|(values, terms)| table.row(values.into_iter().chain([terms]).collect()));
            page.table(table);
        }
        let more = self.efficient.len().saturating_sub(rows);
        if more > 0 {
            page.paragraph(format!("{more} more: --rows N lists N of them, --json lists all."));
        }
    }

    /// How many columns of a terminal a column for every party takes.
    fn columns(&self) -> usize {
        self.parties.iter().map(|party| party.name.chars().count().max(4) + 2).sum()
    }

    fn texts_on(&self, page: &mut Page) {
        if self.texts.is_empty() || self.texts.iter().all(|text| text.standing.refused.is_some()) {
            return;
        }
        page.heading("How far the texts are from the frontier");
        let names: Vec<_> = self.parties.iter().map(|party| party.name.as_str()).collect();
        let line = |text: &super::TextStanding| {
            text.standing.line(self.names.text(&text.label), &names, &self.names, self.points())
        };
        page.list(self.texts.iter().map(line).collect());
    }

    /// The terms that every efficient package has, where there are several.
    fn shared(&self) -> Terms {
        let [first, rest @ ..] = self.efficient.as_slice() else { return Terms::default() };
        let twins = || self.efficient.iter().filter_map(|package| package.ties.as_ref());
        let are_listed = twins().all(|ties| ties.count == Some(ties.packages.len() as u64));
        // Where not every twin is listed, one may differ.
        if rest.is_empty() || !are_listed {
            return Terms::default();
        }
        first.terms.only(|issue, settled| {
            let tied = twins().flat_map(|ties| &ties.packages);
            let mut others = rest.iter().map(|package| &package.terms).chain(tied);
            others.all(|terms| terms.on(issue) == Some(settled))
        })
    }
}

/// Of a package that others tie with: how many, and where the first few differ.
fn tied_with(package: &Efficient, names: &Names) -> String {
    let Some(ties) = package.ties.as_ref().filter(|ties| !ties.packages.is_empty()) else {
        return String::new();
    };
    let told: Vec<_> =
        ties.packages.iter().take(TIES_TOLD).map(|terms| names.line(&terms.not_in(&package.terms))).collect();
    let more = match ties.count.unwrap_or(0).saturating_sub(told.len() as u64) {
        0 => String::new(),
        more => format!(", or {more} more"),
    };
    format!(" (the same with {}{more})", told.join(", or "))
}

/// `1 package is`, `3 packages are`.
fn counted_many(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
