//! The answer of `detente simulate`: how one negotiation between strategies goes.

use detente_outcomes::{Space, domain::Domain};
use detente_simulation::{
    domain::Package,
    protocol::{self, Event, Protocol},
    run::Transcript,
};
use serde::Serialize;

use crate::{
    answers::discounted::Discounted,
    page::{Page, Table, Text},
    text::{ByParty, Terms},
};

/// How a negotiation went.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Simulate {
    /// The rules.
    protocol: String,
    /// How it ended.
    ended: Ended,
    /// Who ended it or had nothing to propose, where it was broken off.
    broken_by: Option<String>,
    /// How many rounds were begun.
    rounds: u32,
    /// How many offers were made.
    offers: u32,
    /// What was agreed; absent without agreement.
    agreement: Option<Terms>,
    /// What became of everybody, in the order in which they move.
    parties: Vec<Party>,
    /// Whether no other package is worth as much to everybody and more to somebody; absent without agreement.
    efficient: Option<bool>,
    /// The package that would better it most for whoever gains least by the change; absent where none does.
    bettered_by: Option<Better>,
    /// Every offer, in order.
    course: Vec<Offer>,
    /// The seed of all dice.
    seed: u64,
}

/// What became of a party.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "the key of the JSON")]
struct Party {
    /// By its name in the file.
    party: String,
    /// Its short name.
    name: String,
    /// Its strategy.
    strategy: String,
    /// What the outcome is worth to it; absent where nothing is said of what no agreement is worth.
    worth: Option<f64>,
    /// What no agreement would have been worth at the same moment; absent where nothing says so, or where it is worth
    /// more than any package.
    reservation: Option<f64>,
    /// Whether it accepts nothing: no agreement is worth more to it than any package.
    accepts_nothing: bool,
    /// What time does to its worths; absent where it does nothing.
    discount: Option<Discounted>,
    /// What it gains over no agreement at the same moment, as a part of what its best package would have gained it at the
    /// beginning; 0 without agreement. Where nothing says what no agreement is worth, it counts as much as the worst
    /// package.
    gain: f64,
}

/// A better package.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Better {
    /// Its terms.
    terms: Terms,
    /// What it is worth to each party.
    worth: ByParty<f64>,
}

/// One offer.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Offer {
    /// The round, from 1.
    round: u32,
    /// Who made it.
    party: String,
    /// What is offered.
    package: Terms,
    /// What it is worth to each party.
    worth: ByParty<f64>,
    /// Who accepted it before it was replaced.
    accepted_by: Vec<String>,
}

/// How many offers are shown from the beginning, and from the end.
const SHOWN: usize = 5;

/// The answer about one negotiation.
#[must_use]
pub fn answer(listed: &Space<Domain>, transcript: &Transcript) -> Simulate {
    let Space { worth: domain, parties, .. } = listed;
    let outcome = transcript.outcome;
    let rules = transcript.rules;
    let (worths, no_deals) = (rules.worths(domain, &outcome), rules.no_deals(domain, &outcome));
    let gains = rules.gains(domain, &outcome);
    let party = |(place, name): (usize, &String)| {
        let side = &domain.sides()[place];
        Party {
            party: listed.ids.get(place).unwrap_or(name).clone(),
            name: name.clone(),
            strategy: transcript.strategies[place].to_string(),
            worth: Some(worths[place]).filter(|worth| worth.is_finite()),
            reservation: Some(no_deals[place]).filter(|worth| worth.is_finite()),
            accepts_nothing: side.reservation() == f64::INFINITY,
            discount: Discounted::of(Protocol::discount(&rules).unwrap_or(side.discount())),
            gain: gains[place],
        }
    };
    let better = outcome.agreement.map(|package| bettered(listed, package));
    Simulate {
        protocol: transcript.rules.to_string(),
        ended: outcome.ended.into(),
        broken_by: transcript.events.last().and_then(|event| match event {
            Event::End { party, .. } => listed.ids.get(*party).cloned(),
            _ => None,
        }),
        rounds: outcome.rounds,
        offers: outcome.offers,
        agreement: outcome.agreement.map(|package| Terms::listed(listed, package)),
        parties: parties.iter().enumerate().map(party).collect(),
        efficient: better.map(|better| better.is_none()),
        bettered_by: better.flatten().map(|package| Better {
            terms: Terms::listed(listed, package),
            worth: worth_of(listed, package),
        }),
        course: course(listed, &transcript.events),
        seed: transcript.seed,
    }
}

/// How a negotiation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Ended {
    /// In an agreement.
    Agreed,
    /// Time ran out.
    OutOfTime,
    /// Somebody broke it off.
    Broken,
}

impl From<protocol::Ended> for Ended {
    fn from(ended: protocol::Ended) -> Self {
        match ended {
            protocol::Ended::Agreed => Self::Agreed,
            protocol::Ended::OutOfTime => Self::OutOfTime,
            protocol::Ended::Broken => Self::Broken,
        }
    }
}

/// What a package is worth to each party.
fn worth_of(listed: &Space<Domain>, package: Package) -> ByParty<f64> {
    ByParty::of(&listed.ids, listed.worth.worths(package))
}

/// Among the packages worth as much to everybody and more to somebody, the one whose least gain, each as a part of its
/// own range, is largest; of equals the one with the largest sum.
fn bettered(listed: &Space<Domain>, agreed: Package) -> Option<Package> {
    let domain = &listed.worth;
    let gains = |package: Package| -> Vec<f64> {
        let gain = |side: &detente_outcomes::domain::Side| {
            let range = (side.best() - side.sorted().first().copied().unwrap_or(0.0)).max(f64::MIN_POSITIVE);
            (side.worth(package) - side.worth(agreed)) / range
        };
        domain.sides().iter().map(gain).collect()
    };
    let better = (0..domain.packages()).filter_map(|package| {
        let gains = gains(package);
        let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
        let sum = gains.iter().sum::<f64>();
        (least >= 0.0 && sum > 1e-12).then_some((least, sum, package))
    });
    let best = better.max_by(|one, other| {
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)).then(other.2.cmp(&one.2))
    });
    best.map(|(.., package)| package)
}

fn course(listed: &Space<Domain>, events: &[Event]) -> Vec<Offer> {
    let name = |party: usize| listed.ids.get(party).cloned().unwrap_or_default();
    let mut course: Vec<Offer> = Vec::new();
    for event in events {
        match *event {
            Event::Offer { round, party, package } => course.push(Offer {
                round: round + 1,
                party: name(party),
                package: Terms::listed(listed, package),
                worth: worth_of(listed, package),
                accepted_by: Vec::new(),
            }),
            Event::Accept { party, .. } => {
                if let Some(last) = course.last_mut() {
                    last.accepted_by.push(name(party));
                }
            }
            Event::Reject { .. } | Event::Leave { .. } | Event::End { .. } => {}
        }
    }
    course
}

impl Simulate {
    /// How it looks.
    #[must_use]
    pub fn page(&self, title: &str, next: Vec<(String, String)>) -> Page {
        let mut page = Page::new(title);
        page.paragraph(self.verdict());
        let mut table = Table::new(["party", "strategy", "worth", "no deal", "gain"]).tight(&[0, 1, 2, 3, 4]);
        for party in &self.parties {
            table.row(vec![
                Text::new().strong(&party.name),
                Text::from(&party.strategy),
                party.known(party.worth).into(),
                party.known(party.reservation).into(),
                format!("{:.0}%", party.gain * 100.0).into(),
            ]);
        }
        page.table(table);
        page.paragraph(self.what_gain_is());
        if let Some(terms) = &self.agreement {
            page.paragraph(format!("Agreed: {terms}."));
        }
        match (&self.bettered_by, self.efficient) {
            (Some(better), _) => page.paragraph(Text::new().caution("Not efficient").plain(format!(
                ": {} would be worth {}, and nobody would be worse off.",
                better.terms,
                better.worth.values().map(|worth| number(*worth)).collect::<Vec<_>>().join(" and ")
            ))),
            (None, Some(true)) => {
                page.paragraph(
                    "Efficient: no other package is better for one party without loss to another.",
                );
            }
            _ => {}
        }
        self.offers_on(&mut page);
        page.next(next);
        page
    }

    /// What the numbers of the table mean.
    fn what_gain_is(&self) -> String {
        let mut says =
            "Gain over no agreement, as a share of what the party's best package would gain it.".to_owned();
        let discounted: Vec<_> = self
            .parties
            .iter()
            .filter_map(|party| Some(format!("{} {}", party.name, party.discount.as_ref()?)))
            .collect();
        if !discounted.is_empty() {
            says += &format!(
                " Time costs: {}. Worth and no deal are as of the end of the talks, the best package as of the beginning.",
                discounted.join("; ")
            );
        }
        let unsaid: Vec<_> = self
            .parties
            .iter()
            .filter(|party| party.has_no_floor())
            .map(|party| party.name.as_str())
            .collect();
        if !unsaid.is_empty() {
            says += &format!(
                " Nothing says what no deal is worth to {}: it counts as much as the worst package.",
                unsaid.join(", ")
            );
        }
        says
    }

    fn verdict(&self) -> Text {
        let rounds = format!("after {} of rounds, {} offers, by {}", self.rounds, self.offers, self.protocol);
        let rounds = rounds.replace(" of rounds", if self.rounds == 1 { " round" } else { " rounds" });
        match self.ended {
            Ended::Agreed => Text::new().favour("Agreed").plain(format!(" {rounds}.")),
            Ended::OutOfTime => {
                Text::new().against("No agreement").plain(format!(": time ran out {rounds}."))
            }
            Ended::Broken => {
                let by = self.broken_by.as_ref().map_or_else(String::new, |party| {
                    let party = self.short(party);
                    format!(", because {party} has no package to propose that it prefers to no agreement")
                });
                Text::new().against("No agreement").plain(format!(": broken off {rounds}{by}."))
            }
        }
    }

    /// What screens call a party.
    fn short<'s>(&'s self, party: &'s str) -> &'s str {
        self.parties.iter().find(|one| one.party == party).map_or("?", |one| one.name.as_str())
    }

    /// The first and the last offers.
    fn offers_on(&self, page: &mut Page) {
        if self.course.is_empty() {
            return;
        }
        page.heading("The offers");
        let mut table = Table::new(["round", "by"]);
        table.header.extend(self.parties.iter().map(|party| format!("worth to {}", party.name)));
        table.header.push(String::new());
        let last = self.course.len();
        for (place, offer) in self.course.iter().enumerate() {
            if last > 2 * SHOWN && place == SHOWN {
                let mut cells = vec![Text::from("…"); 2 + self.parties.len()];
                cells.push(Text::from(format!("{} more", last - 2 * SHOWN)));
                table.row(cells);
            }
            if last > 2 * SHOWN && (SHOWN..last - SHOWN).contains(&place) {
                continue;
            }
            let by = self.short(&offer.party);
            let accepted: Vec<_> = offer.accepted_by.iter().map(|party| self.short(party)).collect();
            let taken = if accepted.is_empty() {
                String::new()
            } else {
                format!("accepted by {}", accepted.join(", "))
            };
            let mut cells = vec![Text::from(offer.round.to_string()), Text::from(by)];
            cells.extend(offer.worth.values().map(|worth| Text::from(number(*worth))));
            cells.push(Text::from(taken));
            table.row(cells);
        }
        page.table(table);
    }
}

impl Party {
    /// A worth, or that nothing says what no agreement is worth.
    fn known(&self, worth: Option<f64>) -> String {
        match worth {
            Some(worth) => number(worth),
            None if self.accepts_nothing => "more than any".to_owned(),
            None => "none".to_owned(),
        }
    }

    /// Whether nothing says what no agreement is worth to it.
    fn has_no_floor(&self) -> bool {
        self.reservation.is_none() && !self.accepts_nothing
    }
}

/// A worth to three decimals at most.
fn number(worth: f64) -> String {
    let text = format!("{worth:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
