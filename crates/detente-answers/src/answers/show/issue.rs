//! An issue: its options, what each consists of and entails, and where the parties stand.

use detente_agreement::ladders::{self, Gap};
use detente_case::{
    Case, Interval, IssueId, IssueOption, Level, OptionId, PartyId, RecognitionRung, RuleId, RuleKind,
};
use serde::Serialize;

use super::implications::{Implication, RulesAlone};
use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, phrase, wording},
};

/// What a case says of an issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct IssueDetail {
    /// Whether the options are rungs in order, least first.
    pub ladder: bool,
    /// Who decides it.
    pub decided_by: Vec<PartyId>,
    /// Its options, in the order of the case.
    pub options: Vec<OptionDetail>,
    /// Rules that touch it.
    pub rules: Vec<RuleDetail>,
    /// How many rungs lie between the parties that must agree; only for a ladder.
    pub gaps: Vec<Gap>,
}

/// One option.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct OptionDetail {
    /// The option.
    pub option: OptionId,
    /// Its name.
    pub name: String,
    /// Whether it means that the text says nothing.
    pub silent: bool,
    /// Parties whose consent it needs beyond the instrument's.
    pub needs: Vec<PartyId>,
    /// The acts of recognition it consists of.
    pub recognition: Vec<Act>,
    /// Where parties stand on it; parties of which nothing is known are absent.
    pub positions: Vec<PositionDetail>,
    /// What it excludes on other issues by the rules; absent when no package contains it.
    pub implications: Option<Vec<Implication>>,
    /// Where it is reported or defined.
    pub said: Reference,
}

/// An act of recognition.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Act {
    /// Who would recognise.
    pub by: PartyId,
    /// The name of what would be recognised.
    pub territory: String,
    /// How far.
    pub rung: RecognitionRung,
    /// At what moment; absent when nobody has said.
    pub when: Option<String>,
}

/// Where a party stands on an option.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct PositionDetail {
    /// The party.
    pub party: PartyId,
    /// In words; absent when only a value is given.
    pub level: Option<Level>,
    /// On the party's own 0–100 scale.
    pub value: Interval,
    /// Where it is reported or by whom assumed.
    pub said: Reference,
}

/// A rule that touches the issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct RuleDetail {
    /// The rule.
    pub rule: RuleId,
    /// The rule in a line.
    pub says: String,
    /// Whether it could be taken apart.
    pub kind: RuleKind,
    /// Where it is reported or by whom assumed.
    pub said: Reference,
}

impl IssueDetail {
    pub(super) fn build(question: &Question, id: &str) -> Option<Self> {
        let case = &question.case;
        let (id, issue) = case.issues.get_key_value(id)?;
        let alone = RulesAlone::of(case);
        let touching = case
            .rules
            .iter()
            .filter(|(_, rule)| rule.if_.terms.iter().chain(&rule.then.terms).any(|term| term.issue == *id));
        let ladder = issue.kind == detente_case::IssueKind::Ladder;
        Some(Self {
            ladder,
            decided_by: issue.decided_by.clone().unwrap_or_else(|| case.instrument.consent.clone()),
            options: issue
                .options
                .iter()
                .map(|(option, details)| option_detail(question, &alone, id, option, details))
                .collect(),
            rules: touching
                .map(|(rule_id, rule)| RuleDetail {
                    rule: rule_id.clone(),
                    says: format!("if {} then {}", rule.if_, rule.then),
                    kind: rule.kind,
                    said: question.reference(&rule.origin),
                })
                .collect(),
            gaps: if ladder {
                ladders::ladder(case, id).map(|ladder| ladder.gaps).unwrap_or_default()
            } else {
                vec![]
            },
        })
    }

    pub(super) fn show(&self, page: &mut Page, question: &Question) {
        page.heading("Where the parties stand");
        self.show_positions(page, question);
        page.list(self.gaps.iter().map(|gap| self.gap(question, gap)).collect());
        page.heading(if self.ladder { "Rungs, least first" } else { "Options" });
        for option in &self.options {
            option.show(page, question);
        }
        if !self.rules.is_empty() {
            page.heading("Rules that touch it");
            let line = |rule: &RuleDetail| {
                Text::from(format!("{} ({})", rule.says, rule.kind)).then(rule.said.in_brackets())
            };
            page.list(self.rules.iter().map(line).collect());
        }
    }

    fn show_positions(&self, page: &mut Page, question: &Question) {
        let mut parties = self.decided_by.clone();
        for position in self.options.iter().flat_map(|option| &option.positions) {
            if !parties.contains(&position.party) {
                parties.push(position.party.clone());
            }
        }
        let mut table = Table::new(["option"]);
        table.header.extend(parties.iter().map(|id| question.short(id).to_owned()));
        let mut assumed = false;
        for option in &self.options {
            let cell = |party: &PartyId| {
                option
                    .positions
                    .iter()
                    .find(|position| position.party == *party)
                    .map_or_else(|| Text::new().caution("–"), PositionDetail::cell)
            };
            assumed |= option.positions.iter().any(|position| position.said.assumed_by.is_some());
            table.row(
                [Text::from(option.option.as_str())].into_iter().chain(parties.iter().map(cell)).collect(),
            );
        }
        page.table(table.tight(&[0]));
        let mut note = "– nobody has said".to_owned();
        if assumed {
            note.push_str("; * assumed, not reported");
        }
        page.paragraph(Text::new().source(note));
    }

    fn gap(&self, question: &Question, gap: &Gap) -> Text {
        let rung = |index: Option<usize>| {
            index.and_then(|index| self.options.get(index)).map(|option| option.option.as_str())
        };
        let (less, more) = (question.short(&gap.less), question.short(&gap.more));
        let text = Text::from(format!("{less} and {more}: "));
        match (gap.rungs, rung(gap.less_reaches), rung(gap.would_do)) {
            (Some(0), _, _) => {
                let shared: Vec<_> = gap.shared.iter().filter_map(|index| rung(Some(*index))).collect();
                text.favour("no gap").plain(format!("; both can live with {}.", phrase::list(&shared)))
            }
            (Some(rungs), Some(reaches), Some(would_do)) => {
                let asked = rung(gap.more_asks).filter(|asked| *asked != would_do);
                let asked = asked.map_or(String::new(), |asked| format!(", although it asks for {asked}"));
                text.against(format!("{} apart", phrase::count(rungs, "rung"))).plain(format!(
                    "; {less} can go as far as {reaches}, and {would_do} is enough for {more}{asked}."
                ))
            }
            _ => text.caution("the gap is not known").plain(
                ": for one of them no rung is known that it can \
                live with.",
            ),
        }
    }
}

impl PositionDetail {
    fn cell(&self) -> Text {
        let mark = if self.said.assumed_by.is_some() { "*" } else { "" };
        let words =
            self.level.map_or_else(|| self.value.to_string(), |level| wording::level(level).to_owned());
        let words = format!("{words}{mark}");
        match self.level {
            Some(Level::RedLine | Level::Oppose) => Text::new().against(words),
            Some(Level::Tolerate | Level::Accept | Level::Propose) => Text::new().favour(words),
            None => Text::from(words),
        }
    }
}

impl OptionDetail {
    fn show(&self, page: &mut Page, question: &Question) {
        let name = Text::new().strong(self.option.as_str()).plain(format!(": {}", self.name));
        page.paragraph(name.then(self.said.in_brackets()));
        let mut facts = Vec::new();
        if !self.needs.is_empty() {
            facts.push(("also needs".to_owned(), Text::from(phrase::parties(question, &self.needs))));
        }
        for act in &self.recognition {
            facts.push(("recognition".to_owned(), act.text(question)));
        }
        match &self.implications {
            None => facts.push(("rules".to_owned(), Text::new().against("no package can have this option"))),
            Some(implications) => {
                facts.extend(implications.iter().map(|implied| (implied.label(), implied.text())));
            }
        }
        page.facts(facts);
    }
}

impl Act {
    fn text(&self, question: &Question) -> Text {
        let rung = match self.rung {
            RecognitionRung::Refused => "refuses recognition concerning",
            RecognitionRung::Silent => "is silent on",
            RecognitionRung::Acquiescence => "does not contest control of",
            RecognitionRung::DeFacto => "acknowledges control, as a fact, of",
            RecognitionRung::DeJure => "recognises title to",
        };
        let when = self.when.as_ref().map_or(String::new(), |when| format!(", {when}"));
        Text::from(format!("{} {rung} {}{when}", question.short(&self.by), self.territory))
    }
}

impl Implication {
    fn label(&self) -> String {
        if self.leaves.len() == 1 { "entails" } else { "excludes" }.to_owned()
    }

    fn text(&self) -> Text {
        let names =
            |options: &[OptionId]| options.iter().map(OptionId::as_str).collect::<Vec<_>>().join(" | ");
        let shown = if self.leaves.len() == 1 { &self.leaves } else { &self.excludes };
        Text::from(format!("{} = {}", self.issue, names(shown)))
    }
}

fn option_detail(
    question: &Question,
    alone: &RulesAlone<'_>,
    issue: &IssueId,
    option: &OptionId,
    details: &IssueOption,
) -> OptionDetail {
    let case = &question.case;
    let positions = case.parties.keys().filter_map(|party| {
        let position = case.position(party, issue, option)?;
        Some(PositionDetail {
            party: party.clone(),
            level: position.level,
            value: position.value,
            said: question.reference(&position.stance.origin),
        })
    });
    let recognition = details.recognition.iter().map(|act| Act {
        by: act.by.clone(),
        territory: territory(case, act.territory.as_str()),
        rung: act.rung,
        when: act.when.clone(),
    });
    OptionDetail {
        option: option.clone(),
        name: details.name.clone(),
        silent: details.silent,
        needs: details.needs.clone(),
        recognition: recognition.collect(),
        positions: positions.collect(),
        implications: alone.of_option(issue, option),
        said: question.reference(&details.origin),
    }
}

/// A territory by the case's naming policy.
fn territory(case: &Case, id: &str) -> String {
    let Some(territory) = case.territories.get(id) else { return id.to_owned() };
    territory.names.get(&case.names).unwrap_or(&territory.name).clone()
}
