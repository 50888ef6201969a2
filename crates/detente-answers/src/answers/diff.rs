//! The answer of `detente diff`: which verdicts flipped, and because of which statement.

mod causes;
mod moved;
mod sides;

use detente_case::{Case, Origin, Span};
use indexmap::IndexMap;
use serde::Serialize;

use self::{causes::flips, moved::Moved};
use super::{
    facts::Fact,
    verdict::{VerdictAnswer, counted},
};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::options::{Choice, Kind};
use crate::stop::Stop;
use crate::{
    answer::Answer,
    page::{Page, Text},
    question::Question,
    text::{Reference, plainly, wording},
};

/// What changed from one view of a case to another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diff {
    /// How the first side is seen.
    from: String,
    /// How the second side is seen.
    to: String,
    /// What is to be known of the two sides before they are compared: that days run backwards, or that they are not two
    /// versions of one case.
    warnings: Vec<String>,
    /// Whether there is a deal, on the first side.
    verdict_before: VerdictAnswer,
    /// Whether there is a deal, on the second side.
    verdict_after: VerdictAnswer,
    /// Shares of draws that moved beyond their sampling error, with the claim that alone moves each most.
    moved: Vec<Moved>,
    /// Verdicts that differ, in the order in which users ask.
    flipped: Vec<Flip>,
    /// Statements only the second side has.
    added: Vec<Changed>,
    /// Statements only the first side has.
    withdrawn: Vec<Changed>,
}

/// A verdict that differs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Flip {
    /// What is asked.
    verdict: String,
    /// The answer on the first side; absent when it could not be asked there.
    before: Option<Fact>,
    /// The answer on the second side; absent when it cannot be asked there.
    after: Option<Fact>,
    /// The statements that make the difference.
    because: Vec<Changed>,
    /// How they make it.
    how: Cause,
}

/// How statements make the difference: the smallest unit whose absence would change the verdict.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Cause {
    /// Without any one of these statements.
    EachStatement,
    /// Without everything that this sentence of a source says.
    Sentence(String),
    /// Without everything that this source says.
    Source(String),
    /// Nothing smaller than all that was added makes the difference.
    AllTogether,
    /// Nothing was added: statements withdrawn made it.
    Withdrawal,
    /// Not told: the case is so large that not every statement was taken back, or those that make the difference are too
    /// long to be told so often.
    NotTold,
}

/// A statement that one side has and the other has not.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Changed {
    /// The table it stands in.
    kind: String,
    /// What names it in the file.
    name: String,
    /// Its identifier as a reader knows it: by names.
    title: String,
    /// What it says.
    says: String,
    /// What it says, with names where the file has identifiers.
    #[serde(skip)]
    told: String,
    /// Where it comes from.
    reference: Reference,
    #[serde(skip)]
    span: Span,
}

/// Builds the answer.
#[must_use]
pub fn answer(before: &Question, after: &Question) -> Diff {
    let added = only_in(after, before);
    let withdrawn = only_in(before, after);
    let flipped = flips(before, after, &added);
    Diff {
        from: seen_from(before),
        to: seen_from(after),
        warnings: sides::warnings(before, after),
        verdict_before: before.verdict().clone(),
        verdict_after: after.verdict().clone(),
        moved: moved::moved(before, after, &added, &withdrawn),
        flipped,
        added,
        withdrawn,
    }
}

/// `2025-04-23`, with whatever else makes the view another than the plain one.
fn seen_from(question: &Question) -> String {
    let parts = crate::provenance::view_parts(question);
    let view: String = parts.iter().map(|part| format!(", {part}")).collect();
    format!("{} as of {}{view}", question.case_argument, question.case.as_of)
}

/// What a statement says, apart from where it stands in the file.
type Said = (&'static str, String, String, Vec<String>);

fn said(case: &Case) -> IndexMap<Said, &Origin> {
    let key = |statement: detente_case::Statement<'_>| {
        let cites = statement.origin.citations().iter().map(ToString::to_string).collect();
        (statement.kind, statement.name, statement.says, cites)
    };
    case.statements()
        .into_iter()
        .map(|statement| (statement.origin, key(statement)))
        .map(|(origin, key)| (key, origin))
        .collect()
}

fn only_in(one: &Question, other: &Question) -> Vec<Changed> {
    let elsewhere = said(&other.case);
    let here = said(&one.case);
    let new = here.into_iter().filter(|(key, _)| !elsewhere.contains_key(key));
    new.map(|((kind, name, says, _), origin)| Changed {
        kind: kind.to_owned(),
        title: plainly(one, &wording::statement_name(one, &name)),
        name,
        told: plainly(one, &says),
        says,
        reference: one.reference(origin),
        span: origin.span,
    })
    .collect()
}

/// The day of the first side.
pub const FROM: Choice = Choice::name("from", "DATE", "First side: use only what was known on this day");
/// The day of the second side.
pub const TO: Choice = Choice::name("to", "DATE", "Second side: use only what was known on this day");
/// The grade of the second side.
pub const TO_MIN_GRADE: Choice =
    Choice::name("to-min-grade", "GRADE", "Second side: leave out statements below this grade");
/// The assumptions of the second side.
pub const TO_ASSUME: Choice = Choice {
    name: "to-assume",
    kind: Kind::Names { called: "SET" },
    says: "Second side: also use the assumptions of this set (repeatable)",
    heading: None,
};
/// No assumptions on the second side.
pub const TO_SOURCES_ONLY: Choice = Choice::flag("to-sources-only", "Second side: use no assumptions");
/// Whose beliefs the second side has.
pub const TO_BELIEVED_BY: Choice = Choice::name(
    "to-believed-by",
    "ACTOR",
    "Second side: take lever effects as this party, bloc or person believes them to be",
);

/// `detente diff`: whoever asks makes the second side from these options.
pub const ASKED: Asked = Asked {
    name: "diff",
    about: "Show what changed between two days, views or files, and why",
    group: Group::Knowledge,
    after_help: "",
    options: &[&FROM, &TO, &TO_MIN_GRADE, &TO_ASSUME, &TO_SOURCES_ONLY, &TO_BELIEVED_BY],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, _| {
        let second = question.second.as_deref();
        let second = second.ok_or_else(|| Stop::refused("say what to compare with: --to DATE"))?;
        boxed(answer(question, second))
    },
    schema: Described::of::<Diff>(),
};

impl Answer for Diff {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("What changed: {}", question.whole.title));
        page.facts(vec![
            ("from".to_owned(), Text::from(self.from.as_str())),
            ("to".to_owned(), Text::from(self.to.as_str())),
        ]);
        page.list(self.warnings.iter().map(|line| Text::new().caution(line)).collect());
        page.heading("Is there a deal?");
        page.facts(vec![
            ("before".to_owned(), self.verdict_before.text()),
            ("after".to_owned(), self.verdict_after.text()),
        ]);
        self.moved_on(&mut page);
        self.flips_on(question, &mut page);
        statements_on(&mut page, "Statements added", &self.added);
        statements_on(&mut page, "Statements withdrawn or replaced", &self.withdrawn);
        page.next(vec![
            (question.command("brief"), "the answers on one page, for the first side".to_owned()),
            (question.command("show ID"), "everything said of one name".to_owned()),
        ]);
        page
    }
}

impl Changed {
    /// Whether a number or a rule may come or go with it.
    fn may_move_numbers(&self) -> bool {
        let still = [
            "meeting",
            "hypothesis",
            "scenario",
            "forecast",
            "factor",
            "person",
            "source",
            "deed",
            "statement",
            "issue",
            "option",
        ];
        !still.contains(&self.kind.as_str())
    }

    /// Its kind and its name: once, where the two are one.
    fn named(&self) -> String {
        if self.kind == self.title { self.kind.clone() } else { format!("{} {}", self.kind, self.title) }
    }
}

impl Diff {
    fn moved_on(&self, page: &mut Page) {
        page.heading("Shares that moved beyond their sampling error");
        if self.moved.is_empty() {
            page.paragraph("None.");
        } else {
            page.paragraph(moved::behind(&self.added, &self.withdrawn));
        }
        page.list(self.moved.iter().map(Moved::text).collect());
    }

    fn flips_on(&self, question: &Question, page: &mut Page) {
        page.heading("Answers that changed");
        if self.flipped.is_empty() {
            page.paragraph("None.");
        }
        let line = |flip: &Flip| {
            // What cannot be asked on one side has no answer there; only a yes that is missing is a no.
            let absent = match flip.before.as_ref().or(flip.after.as_ref()) {
                Some(Fact::Words(_)) => "no",
                Some(Fact::Count(_) | Fact::Parties(_)) | None => "not asked",
            };
            let side = |value: &Option<Fact>| match value {
                None => absent.to_owned(),
                Some(Fact::Parties(parties)) if !parties.is_empty() => question.shorts(parties),
                Some(fact) => fact.to_string(),
            };
            let mut text = Text::new().strong(&flip.verdict).plain(format!(
                " {} → {}. ",
                side(&flip.before),
                side(&flip.after)
            ));
            text = match &flip.how {
                Cause::EachStatement => text.plain("Because of "),
                Cause::Sentence(sentence) => {
                    text.plain("Because of all that ").source(sentence).plain(" says")
                }
                Cause::Source(source) => text.plain("Because of all that ").source(source).plain(" says"),
                Cause::AllTogether => text.plain("Because of everything added together"),
                Cause::Withdrawal => text.plain("Because statements were withdrawn"),
                Cause::NotTold => {
                    text.plain("The case is too large to say why. Compare days that lie closer together")
                }
            };
            for (number, changed) in flip.because.iter().enumerate() {
                let comma = if number == 0 { "" } else { "; " };
                text = text.plain(format!("{comma}{}", changed.named()));
                text = text.then(changed.reference.in_brackets());
            }
            text
        };
        page.list(self.flipped.iter().map(line).collect());
    }
}

/// The statements, gathered under the sentence or the assumption that they come from.
fn statements_on(page: &mut Page, heading: &str, statements: &[Changed]) {
    if statements.is_empty() {
        return;
    }
    page.heading(format!("{heading} ({})", counted(statements.len(), "statement", "statements")));
    let mut by_source: IndexMap<Vec<(crate::page::Tone, String)>, Vec<String>> = IndexMap::new();
    for changed in statements {
        // What is named by what it says needs no second telling.
        let line = if changed.told.ends_with(&changed.title) {
            format!("{} {}", changed.kind, changed.told)
        } else {
            format!("{} ({})", changed.named(), changed.told)
        };
        by_source.entry(changed.reference.text().0).or_default().push(line);
    }
    let line = |(source, lines): (Vec<_>, Vec<String>)| Text(source).plain(": ").plain(lines.join("; "));
    page.list(by_source.into_iter().map(line).collect());
}
