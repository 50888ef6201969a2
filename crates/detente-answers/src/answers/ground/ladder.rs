//! Ladders of the answer of `detente ground`: how far apart parties stand, and which rung would open a deal.

use detente_agreement::{
    Negotiation,
    ladders::{self, Gap, Ladder, RecognitionAct, Rung, RungOpening},
};
use detente_case::OptionId;
use serde::Serialize;

use super::mark;
use crate::{
    answers::verdict::{counted, percent},
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};

/// A ladder, and what each of its rungs would open.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct LadderAnswer {
    /// Rungs, where parties stand, and the gaps between them.
    #[serde(flatten)]
    ladder: Ladder,
    /// Rung by rung, what it would open if nobody's red line stood on it.
    openings: Vec<RungOpening>,
    /// The first rung with which some package is then a deal at central values.
    weakest_that_opens: Option<OptionId>,
    /// The gaps between parties and that rung, in sentences.
    in_words: Vec<String>,
}

impl LadderAnswer {
    /// Asks of each rung what it would open.
    pub(super) fn build(question: &Question, negotiation: &Negotiation, ladder: Ladder) -> Self {
        let openings = ladders::openings(negotiation, &ladder.issue, question.plan).unwrap_or_default();
        let weakest_that_opens = ladders::weakest_that_opens(&openings).map(|opening| opening.option.clone());
        let mut answer = Self { ladder, openings, weakest_that_opens, in_words: Vec::new() };
        let issue = question.whole.issues.get(&answer.ladder.issue);
        let name = |option: &OptionId| {
            let known = issue.and_then(|issue| issue.options.get(option));
            known.map_or_else(|| option.to_string(), |option| option.name.clone())
        };
        answer.in_words = answer.lines(question, &name).iter().map(Text::words).collect();
        answer
    }

    pub(super) fn on(&self, page: &mut Page, question: &Question) {
        let name = question.case.issues.get(&self.ladder.issue).map_or("", |issue| issue.name.as_str());
        page.heading(format!("Ladder: {name}"));
        let recognises = self.ladder.rungs.iter().any(|rung| !rung.recognition.is_empty());
        let mut table = Table::new(["", "rung"]);
        table.header.extend(recognises.then(|| "acts of recognition".to_owned()));
        table
            .header
            .extend(self.ladder.footings.iter().map(|footing| question.short(&footing.party).to_owned()));
        table.header.extend(["central", "assumed futures"].map(str::to_owned));
        table.tight =
            (0..table.header.len()).filter(|column| *column != 1 && (!recognises || *column != 2)).collect();
        for (number, rung) in self.ladder.rungs.iter().enumerate() {
            let mut cells = vec![
                Text::from((number + 1).to_string()),
                wording::option_name(question, &self.ladder.issue, &rung.option).into(),
            ];
            cells.extend(recognises.then(|| acts(question, rung)));
            cells.extend(
                self.ladder.footings.iter().filter_map(|footing| footing.cells.get(number)).map(mark),
            );
            if let Some(opening) = self.openings.get(number) {
                cells.push(match opening.central {
                    Some(true) => Text::new().favour("deal"),
                    Some(false) => Text::from("none"),
                    None => Text::new().caution("cut"),
                });
                cells.push(format!("{}%", percent(opening.share.share)).into());
            }
            table.row(cells);
        }
        page.table(table);
        page.paragraph(
            "The last two columns suppose that nobody has a red line on this rung: is there a deal with it at \
             central values, and in what share of the draws?",
        );
        let name = |option: &OptionId| wording::option_name(question, &self.ladder.issue, option).to_owned();
        page.list(self.lines(question, &name));
    }

    /// What lies between parties, and the weakest rung that opens a deal, with rungs named so.
    fn lines(&self, question: &Question, name: &dyn Fn(&OptionId) -> String) -> Vec<Text> {
        let gaps = self.ladder.gaps.iter().map(|gap| self.gap(question, gap, name));
        gaps.chain([self.weakest(question, name)]).collect()
    }

    fn gap(&self, question: &Question, gap: &Gap, name: &dyn Fn(&OptionId) -> String) -> Text {
        let named =
            |rung: usize| self.ladder.rungs.get(rung).map_or(String::new(), |rung| name(&rung.option));
        let (less, more) = (question.short(&gap.less), question.short(&gap.more));
        let caution = if gap.on_sources { "" } else { " (rests on assumptions)" };
        let text = Text::new().strong(format!("{less} and {more}"));
        match (gap.rungs, gap.less_reaches, gap.would_do) {
            (Some(0), ..) => {
                let shared: Vec<_> = gap.shared.iter().map(|rung| named(*rung)).collect();
                text.plain(format!(" can both live with {}", shared.join(", "))).caution(caution)
            }
            (Some(apart), Some(reaches), Some(would_do)) => {
                let weaker = match gap.more_asks {
                    Some(asks) if asks > would_do => {
                        format!(", although it asks for {}", named(asks))
                    }
                    _ => String::new(),
                };
                let apart = counted(apart, "rung", "rungs");
                text.plain(format!(
                    ": {apart} apart. {less} can go as far as {}, and {more} can live with {}{weaker}",
                    named(reaches),
                    named(would_do)
                ))
                .caution(caution)
            }
            _ => {
                let reaches = gap
                    .less_reaches
                    .map_or(String::new(), |rung| format!("; {less} goes as far as {}", named(rung)));
                text.caution(format!(": the gap is unknown{reaches}"))
            }
        }
    }

    fn weakest(&self, question: &Question, name: &dyn Fn(&OptionId) -> String) -> Text {
        let opens = |opening: &&RungOpening| Some(&opening.option) == self.weakest_that_opens.as_ref();
        if let Some(opening) = self.openings.iter().find(opens) {
            let softens = match opening.softened.as_slice() {
                [] => ", and no red line stands on it".to_owned(),
                parties => format!(", if {} softens its red line on it", question.shorts(parties)),
            };
            return Text::new()
                .strong(format!(
                    "The lowest rung that makes a deal possible at central values: {}",
                    name(&opening.option)
                ))
                .plain(format!("{softens} (in {} of 100 assumed futures)", percent(opening.share.share)));
        }
        let often = self.openings.iter().filter(|opening| opening.share.holds > 0);
        let often = often.max_by_key(|opening| opening.share.holds).map_or(String::new(), |opening| {
            format!(
                "; {} does most often, in {} of 100 assumed futures",
                name(&opening.option),
                percent(opening.share.share)
            )
        });
        Text::new().strong("No rung makes a deal possible at central values").plain(often)
    }
}

/// `US de-jure at signature; UA refused`: never a yes or no.
fn acts(question: &Question, rung: &Rung) -> Text {
    let act = |act: &RecognitionAct| {
        let when = act.when.as_ref().map_or(String::new(), |when| format!(" {when}"));
        format!("{} {}{when}", question.short(&act.by), act.rung)
    };
    rung.recognition.iter().map(act).collect::<Vec<_>>().join("; ").into()
}
