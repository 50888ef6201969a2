//! The answer of `detente levers` on one screen: what opens terms, what closes them, whom each lever moves.

use detente_agreement::{
    incidence::{LeverIncidence, UltimatumIncidence},
    lever_ladder::LeverRung,
};
use std::collections::BTreeSet;

use detente_case::PartyId;

use super::{Levers, ended, of_hundred, one_of_equals, threats};
use crate::{
    answers::verdict::{footing, futures, is_only_a_conflict, percent},
    by_name,
    page::{Page, Table, Text},
    question::Question,
    text::{phrase, threats as said_of, wording},
};

/// How many parties have a column beside a lever and its cost.
const COLUMNS: usize = 3;

impl Levers {
    pub(super) fn in_short(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        let answer = if is_only_a_conflict(&question.case) {
            question.verdict().text()
        } else {
            self.most_and_least(question)
        };
        page.paragraph(answer);
        if let Some(footing) = footing(question) {
            page.paragraph(footing);
        }
        self.table_on(&mut page, question);
        self.ultimatums_on(&mut page, question);
        if let Some(rivals) = &self.rivals {
            page.table(rivals.table(question, "theories: terms, of 100, if"));
        }
        page.list(self.promises(question));
        let full = question.command_from_here("levers", "--full");
        page.next_in_full(full, "each lever, theory and promise with its sources", Self::next(question));
        page
    }

    /// Which lever opens most and which closes most.
    fn most_and_least(&self, question: &Question) -> Text {
        let now = self.ladder.without.share;
        let told = |rung: &LeverRung| {
            let owner = wording::short_name(question, &rung.owner);
            format!("{} ({owner}{})", rung.name, ended(rung))
        };
        let with = |rung: &&LeverRung| rung.with.as_ref().map(|zone| zone.share.holds);
        let rungs = || self.ladder.rungs.iter().filter(|rung| with(rung).is_some());
        let most = by_name::most(rungs(), with, |rung| &rung.lever);
        let least = by_name::most(rungs(), |rung| std::cmp::Reverse(with(rung)), |rung| &rung.lever);
        let share =
            |rung: &LeverRung| rung.with.as_ref().map_or(String::new(), |zone| percent(zone.share.share));
        let mut text = Text::new();
        if let Some(most) = most.filter(|rung| with(rung) > Some(now.holds)) {
            text = text
                .strong(format!("Most terms by {}", told(most)))
                .plain(format!(": {} of 100. ", share(most)));
        } else if !self.ladder.rungs.is_empty() {
            text = text.strong("No lever opens terms in more futures. ");
        } else {
            text = text.strong("The case has no levers. ");
        }
        if let Some(least) = least.filter(|rung| with(rung) < Some(now.holds)) {
            text = text.plain(format!("Fewest by {}: {}. ", told(least), share(least)));
        }
        text.plain(format!("As things stand, terms exist in {}; no likelihood.", futures(&now)))
    }

    fn table_on(&self, page: &mut Page, question: &Question) {
        if self.ladder.rungs.is_empty() {
            return;
        }
        let must = &question.case.instrument.consent;
        let columns: &[PartyId] = if must.len() > COLUMNS { &[] } else { must };
        let mut table = Table::new(["lever", "owner", "cost"]);
        table.header.extend(columns.iter().map(|party| question.short(party).to_owned()));
        let negotiated = !is_only_a_conflict(&question.case);
        table.header.extend(negotiated.then(|| "of 100".to_owned()));
        table.tight = (1..table.header.len()).collect();
        let now = |party: &PartyId| {
            let now = self.incidence.now.iter().find(|now| now.party == *party).and_then(|now| now.value);
            now.map_or_else(|| Text::new().caution("?"), |value| wording::rounded(value).into())
        };
        let first = [Text::new().strong("no deal, as things stand"), Text::new(), Text::new()];
        let share = negotiated.then(|| Text::from(percent(self.ladder.without.share.share)));
        table.row(first.into_iter().chain(columns.iter().map(now)).chain(share).collect());
        for rung in &self.ladder.rungs {
            table.row(self.row(question, rung, columns));
        }
        for exit in self.incidence.exits.iter().filter(|exit| !exit.others.is_empty()) {
            let all: Vec<_> = std::iter::once(&exit.exit)
                .chain(&exit.others)
                .map(|id| wording::lever_name(question, id.as_str()))
                .collect();
            let moved = |party: &PartyId| {
                let change = exit.together.iter().find(|change| change.party == *party);
                change.map(threats::changed).unwrap_or_default()
            };
            let first =
                [Text::new().strong(format!("{}, together", phrase::list(&all))), Text::new(), Text::new()];
            let share = negotiated.then(|| Text::from("–"));
            table.row(first.into_iter().chain(columns.iter().map(moved)).chain(share).collect());
        }
        page.table(table);
        let parties = if columns.is_empty() { "" } else { "Parties: how the value of no deal moves. " };
        let of_100 = if negotiated {
            " Of 100: assumed futures in which terms exist with the lever; no likelihood."
        } else {
            ""
        };
        let assumed = self.assumed();
        page.paragraph(format!("{parties}Points of each own scale.{of_100} ?: not stated.{assumed}"));
    }

    /// Whose word costs and effects are, where they are assumptions: of all levers, or of which.
    fn assumed(&self) -> String {
        let own =
            |rung: &&LeverRung| !rung.effects_grounds.is_sourced() && rung.effects_grounds.owner.is_some();
        let assumed: Vec<_> = self.ladder.rungs.iter().filter(own).collect();
        let owners: BTreeSet<_> =
            assumed.iter().filter_map(|rung| rung.effects_grounds.owner.as_deref()).collect();
        let owners = phrase::list(&owners.into_iter().collect::<Vec<_>>());
        match assumed.len() {
            0 => String::new(),
            all if all == self.ladder.rungs.len() => {
                format!(" All costs and effects are assumed by {owners}.")
            }
            _ => {
                let names: Vec<_> = assumed.iter().map(|rung| rung.name.as_str()).collect();
                format!(" Costs and effects assumed by {owners}: {}.", names.join("; "))
            }
        }
    }

    fn row(&self, question: &Question, rung: &LeverRung, columns: &[PartyId]) -> Vec<Text> {
        let status = wording::standing(question, &rung.lever, rung.status);
        // Of a lever that nobody reports, that is said first.
        let status = if rung.grounds.owner.is_some() { Some("assumed".to_owned()) } else { status };
        let status = status.map_or(String::new(), |status| format!(" ({status})"));
        let status = if ended(rung).is_empty() { status } else { ended(rung).to_owned() };
        let cost: Vec<_> = rung.cost_to_owner.iter().map(|cost| wording::rounded(cost.points)).collect();
        let cost = if cost.is_empty() { Text::new().caution("?") } else { one_of_equals(cost).into() };
        let found = self.incidence.levers.iter().find(|one| one.lever == rung.lever);
        let moved = |party: &PartyId| {
            let change = |one: &LeverIncidence| {
                one.changes.iter().find(|change| change.party == *party).map(threats::changed)
            };
            found.and_then(change).unwrap_or_default()
        };
        let first = [
            Text::new().strong(rung.name.as_str()).plain(status),
            wording::short_name(question, &rung.owner).into(),
            cost,
        ];
        let share = (!is_only_a_conflict(&question.case)).then(|| of_hundred(rung.with.as_ref()));
        first.into_iter().chain(columns.iter().map(moved)).chain(share).collect()
    }

    /// A line for each threat: by when, whom it rewards that it should press, and what nobody has said.
    fn ultimatums_on(&self, page: &mut Page, question: &Question) {
        let line = |ultimatum: &UltimatumIncidence| {
            let said = question.case.ultimatums.get(&ultimatum.ultimatum)?;
            let text = said_of::in_short(question, said);
            Some(text.then(threats::rewards_in_short(question, ultimatum)))
        };
        page.list(self.incidence.ultimatums.iter().filter_map(line).collect());
    }

    /// A line for each guarantee, and one for money.
    fn promises(&self, question: &Question) -> Vec<Text> {
        let guarantee = |one: &detente_agreement::guarantees::GuaranteeAnswer| {
            let text = Text::new()
                .strong(one.name.as_str())
                .plain(format!(", for {}", question.short(&one.beneficiary)));
            let giver = if one.guarantors.is_empty() { "; no source says who would give it" } else { "" };
            let with = match &one.with {
                Some(zone) if !one.in_use => {
                    format!(": given as stated, terms exist in {} of 100", percent(zone.share.share))
                }
                Some(_) | None => String::new(),
            };
            text.plain(with).caution(giver).plain(".")
        };
        let unpaid = self.guarantees.funding.iter().filter(|one| one.payers.is_empty());
        let purposes: Vec<_> = unpaid.map(|one| one.purpose.as_str()).collect();
        let money = (!purposes.is_empty())
            .then(|| Text::new().caution(format!("No source names a payer: {}.", purposes.join("; "))));
        self.guarantees.guarantees.iter().map(guarantee).chain(money).collect()
    }
}
