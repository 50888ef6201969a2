//! Rival theories as a square: what each theory's own remedy does if the theory is right, and if the other is.

use detente_agreement::{Share, beliefs::Beliefs};
use detente_case::{LeverId, LeverStatus, current};
use serde::Serialize;

use crate::{
    answers::verdict::percent,
    by_name,
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};

/// What each lever that a theory is about does under each holder's theory of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rivals {
    /// Who holds theories, by the names of the case, in its order: the columns.
    pub holders: Vec<String>,
    /// The remedies: the rows, in the order in which theories speak of them.
    pub remedies: Vec<Remedy>,
}

/// A lever that some theory is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remedy {
    /// The lever.
    pub lever: LeverId,
    /// Its name.
    pub name: String,
    /// Whether it is in use today, so that the figures are those of its going on as the theory has it.
    pub in_use: bool,
    /// Who holds it for the best of all: the holders in whose own column no other remedy does better.
    pub remedy_of: Vec<String>,
    /// By holder, in what share of the draws terms exist if the lever is used and this holder is right about it; absent
    /// where the holder says nothing of the lever, or states no effect.
    pub if_right: Vec<Option<Share>>,
    /// By holder, whether no source ascribes that theory to it: somebody assumes that it is held at all.
    pub assumed: Vec<bool>,
}

/// The square of a case's theories; `None` where fewer than two hold one, so that nothing is to be compared.
#[must_use]
pub fn rivals(question: &Question, beliefs: &Beliefs) -> Option<Rivals> {
    let holders: Vec<String> = beliefs.holders.iter().map(|holder| holder.holder.clone()).collect();
    if holders.len() < 2 {
        return None;
    }
    let mut levers: Vec<&LeverId> = Vec::new();
    for theory in &beliefs.theories {
        if !levers.contains(&&theory.lever) {
            levers.push(&theory.lever);
        }
    }
    let share = |holder: &String, lever: &LeverId| {
        let about =
            beliefs.theories.iter().find(|theory| theory.holder == *holder && theory.lever == *lever)?;
        about.zone.as_ref().map(|zone| zone.share)
    };
    let is_assumed = |holder: &String, lever: &LeverId| {
        let theory =
            beliefs.theories.iter().find(|theory| theory.holder == *holder && theory.lever == *lever);
        theory.is_some_and(|theory| !theory.grounds.is_sourced())
    };
    let best = |holder: &String| {
        levers.iter().filter_map(|lever| share(holder, lever)).map(|share| share.holds).max()
    };
    let remedy = |lever: &&LeverId| {
        let found = question.case.levers.get(*lever);
        let own = holders.iter().filter(|holder| {
            share(holder, lever).is_some_and(|share| share.holds > 0 && Some(share.holds) == best(holder))
        });
        Remedy {
            lever: LeverId::clone(lever),
            name: found.map_or_else(|| lever.to_string(), |lever| lever.name.clone()),
            in_use: found.is_some_and(|lever| current(&lever.status) == Some(LeverStatus::InUse)),
            remedy_of: own.cloned().collect(),
            if_right: holders.iter().map(|holder| share(holder, lever)).collect(),
            assumed: holders.iter().map(|holder| is_assumed(holder, lever)).collect(),
        }
    };
    Some(Rivals { remedies: levers.iter().map(remedy).collect(), holders })
}

impl Rivals {
    /// What the theories of so many holders say, of those who come first by name; the columns stay in their order.
    #[must_use]
    pub fn of_first(mut self, most: usize) -> Self {
        let mut names = by_name::in_order(self.holders.clone(), Clone::clone);
        names.truncate(most);
        let kept: Vec<bool> = self.holders.iter().map(|holder| names.contains(holder)).collect();
        for remedy in &mut self.remedies {
            let mut column = kept.iter();
            remedy.if_right.retain(|_| column.next().copied().unwrap_or(false));
            let mut column = kept.iter();
            remedy.assumed.retain(|_| column.next().copied().unwrap_or(false));
            remedy.remedy_of.retain(|holder| names.contains(holder));
        }
        self.holders.retain(|holder| names.contains(holder));
        self
    }

    /// What some theory holds for the best of all and nobody uses yet.
    #[must_use]
    pub fn untried(mut self) -> Self {
        self.remedies.retain(|remedy| !remedy.in_use && !remedy.remedy_of.is_empty());
        self
    }

    /// The square as a table under a heading: a row a remedy, a column a theory; whose own remedy it is stands in bold.
    ///
    /// `*` marks a theory that no source ascribes to its holder.
    #[must_use]
    pub fn table(&self, question: &Question, head: &str) -> Table {
        let marks = self.remedies.iter().flat_map(|remedy| &remedy.assumed).any(|assumed| *assumed);
        let head = if marks { format!("{head} (*: assumed)") } else { head.to_owned() };
        let mut table = Table { header: vec![head], ..Table::default() };
        let right = |holder: &String| right(question, holder);
        table.header.extend(self.holders.iter().map(right));
        table.tight = (1..table.header.len()).collect();
        for remedy in &self.remedies {
            let name = if remedy.in_use { format!("{} (in use)", remedy.name) } else { remedy.name.clone() };
            let cell = |((holder, share), assumed): ((&String, &Option<Share>), &bool)| {
                let mark = if *assumed { "*" } else { "" };
                match share {
                    None => Text::new().caution("not said"),
                    Some(share) if remedy.remedy_of.contains(holder) => {
                        Text::new().strong(percent(share.share)).caution(mark)
                    }
                    Some(share) => Text::from(percent(share.share)).caution(mark),
                }
            };
            let cells = self.holders.iter().zip(&remedy.if_right).zip(&remedy.assumed).map(cell);
            table.row(std::iter::once(Text::from(name)).chain(cells).collect());
        }
        table
    }

    /// The square with what its figures mean.
    pub fn show(&self, question: &Question, page: &mut Page) {
        page.table(self.table(question, "used, of 100"));
        page.paragraph(
            "In how many of 100 assumed futures terms exist if the lever is used and this holder is right about it. In \
             bold: what does most by the holder's own theory.",
        );
    }
}

/// `US is right`; of a bloc, by its members: `UK, FR, DE are right`.
fn right(question: &Question, holder: &str) -> String {
    match question.whole.blocs.get(holder).map(|bloc| bloc.members.as_slice()) {
        Some(members @ [_, _, ..]) => format!("{} are right", question.shorts(members)),
        Some(_) | None => format!("{} is right", wording::short_name(question, holder)),
    }
}

#[cfg(test)]
mod tests {
    use detente_agreement::{Plan, beliefs};

    use super::*;

    const CASE: &str = r#"
[case]
title = "A dam"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["up", "down"] }
[sources.notes]
publisher = "Chair"
date = 2026-03-01
grade = "B2"
[parties]
up = { name = "Upstream", role = "principal" }
down = { name = "Downstream", role = "principal" }
bank = { name = "Bank", role = "third-party" }
fund = { name = "Fund", role = "third-party" }
[issues.flow]
name = "Flow"
options = [{ id = "low", name = "low" }, { id = "high", name = "high" }]
[[stances]]
party = "up"
issue = "flow"
values = { low = 100, high = 40 }
cite = "notes"
[[stances]]
party = "down"
issue = "flow"
values = { low = 0, high = 100 }
cite = "notes"
[[no_deal]]
party = "up"
value = [45, 60]
cite = "notes"
[[no_deal]]
party = "down"
value = 20
cite = "notes"
[levers.loan]
name = "a loan"
owner = "bank"
kind = "inducement"
cite = "notes"
[levers.suit]
name = "a suit"
owner = "fund"
kind = "pressure"
cite = "notes"
[beliefs.bank-loan]
holder = "bank"
lever = "loan"
says = "a loan makes it worth while"
moves_deal = { up = 30 }
cite = "notes"
[beliefs.fund-loan]
holder = "fund"
lever = "loan"
says = "a loan does nothing"
moves_deal = { up = 0 }
cite = "notes"
[beliefs.fund-suit]
holder = "fund"
lever = "suit"
says = "a suit makes holding out costly"
moves_no_deal = { up = -30 }
cite = "notes"
[beliefs.bank-suit]
holder = "bank"
lever = "suit"
says = "a suit hardens it"
moves_no_deal = { up = 10 }
cite = "notes"
"#;

    fn square() -> Rivals {
        let question = Question::of_text(CASE, 20);
        let found = beliefs::beliefs(&question.case, question.negotiation(), Plan { draws: 50, seed: 1 });
        rivals(&question, &found).expect("two hold theories")
    }

    #[test]
    fn where_one_holds_theories_nothing_is_compared() {
        let question = Question::of_text(&CASE.replace("holder = \"fund\"", "holder = \"bank\""), 20);
        let found = beliefs::beliefs(&question.case, question.negotiation(), Plan { draws: 5, seed: 1 });
        assert_eq!(rivals(&question, &found), None);
    }

    #[test]
    fn each_remedy_works_if_its_own_theory_is_right_and_not_if_the_other_is() {
        let square = square();
        assert_eq!(square.holders, ["bank", "fund"]);
        let shares: Vec<Vec<_>> = square
            .remedies
            .iter()
            .map(|remedy| remedy.if_right.iter().map(|share| share.map(|share| share.holds)).collect())
            .collect();
        assert_eq!(shares, [[Some(50), Some(0)], [Some(0), Some(50)]]);
        let own: Vec<_> = square.remedies.iter().map(|remedy| remedy.remedy_of.clone()).collect();
        assert_eq!(own, [["bank"], ["fund"]]);
    }

    #[test]
    fn fewer_theories_and_what_nobody_has_tried_are_taken_out_of_the_whole_square() {
        let first = square().of_first(1);
        assert_eq!(first.holders, ["bank"]);
        assert!(first.remedies.iter().all(|remedy| remedy.if_right.len() == 1));
        let own: Vec<_> = first.untried().remedies.into_iter().map(|remedy| remedy.remedy_of).collect();
        assert_eq!(own, [["bank"]], "what only the fund believes in is nobody's remedy here");
    }
}
