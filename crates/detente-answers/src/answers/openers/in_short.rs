//! The answer of `detente openers` on one screen: what opens a deal, at whose cost, and what the deal would be.

use detente_agreement::Hold;

use super::{Openers, Told, limits::packages, next};
use crate::{
    answers::{at_home, offered, verdict::percent},
    page::{Page, Table, Text},
    question::Question,
    text::{phrase, wording},
};

/// How many openers have a row.
const IN_TABLE: usize = 5;

impl Openers {
    pub(super) fn in_short(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text());
        page.list(at_home::uncounted(question).into_iter().map(|line| Text::new().caution(line)).collect());
        let Some(hold) = self.hold else {
            if !question.case.issues.is_empty() {
                page.paragraph("A deal is certain. Nothing needs to change.");
            }
            page.next(vec![(question.command("brief"), "the best package, and who gains what".to_owned())]);
            return page;
        };
        match self.openers.first() {
            None => self.show_none(question, hold, &mut page),
            Some(first) => {
                page.paragraph(self.answer(question, hold, first));
                self.rows_on(question, &mut page);
            }
        }
        self.limits_in_short(question, &mut page);
        let full = question.command_from_here("openers", "--full");
        let has = if self.openers.is_empty() {
            "terms imposed on a party, and what was not tried"
        } else {
            "more openers, and what each rests on"
        };
        page.next_in_full(full, has, next(question));
        page
    }

    /// The first opener, what it opens, and the package that it opens with who is against what in it; or whom to ask first.
    fn answer(&self, question: &Question, hold: Hold, first: &Told) -> Text {
        if !offered::may_be(&self.verdict) {
            return self.nothing_offered(question);
        }
        let verb = match hold {
            Hold::Always => "opens a deal for some values",
            Hold::AtCentralValues => "opens a deal at central values",
            Hold::AtWorst => "makes a deal certain",
        };
        let text = Text::new().strong(format!("What {verb} with fewest changes")).plain(format!(
            ": {}; terms exist then in {} of 100 futures.",
            phrase::list(&first.says),
            percent(first.opener.works.share)
        ));
        let Some(best) = &first.opener.best else { return text };
        let terms = best.terms.iter().map(|(issue, option)| wording::term_in_short(question, issue, option));
        text.plain(format!(" Its best package: {}.", terms.collect::<Vec<_>>().join("; ")))
            .then(offered::told(question, &first.opposed))
    }

    fn rows_on(&self, question: &Question, page: &mut Page) {
        let mut table = Table::new(["", "changes", "cost, own scale", "of 100"]).tight(&[0, 3]);
        let shown = self.openers.get(..IN_TABLE).unwrap_or(&self.openers);
        for (number, told) in (1_usize..).zip(shown) {
            table.row(vec![
                Text::from(number.to_string()),
                told.changes(question),
                told.costs(question),
                percent(told.opener.works.share).into(),
            ]);
        }
        page.table(table);
        let cut = if self.complete { "" } else { " at least (the search reached a limit)" };
        let shown_of = match self.found().saturating_sub(shown.len()) {
            0 => String::new(),
            more => format!(", {more} of them not shown"),
        };
        let is_assumed = |told: &Told| {
            told.opener.steps.iter().any(|step| step.assumed) || told.opposed.iter().any(|one| one.assumed)
        };
        let against = if shown.iter().any(|told| !told.opposed.is_empty()) {
            " Against: how many clauses of its best package somebody is against whose yes it needs."
        } else {
            ""
        };
        let assumed = if shown.iter().any(is_assumed) { " * Assumed or unknown." } else { "" };
        page.paragraph(format!(
            "{}{cut} of up to {}{shown_of}. Each needs all its changes. Of 100: assumed futures in which terms exist then. Never \
             compare costs across parties.{against}{assumed}",
            self.counted(),
            self.changes(),
        ));
        let mut rests_on: Vec<&str> = Vec::new();
        for party in shown.iter().flat_map(|told| &told.opener.rests_on) {
            if !rests_on.contains(&question.short(party)) {
                rests_on.push(question.short(party));
            }
        }
        if !rests_on.is_empty() {
            let parties = phrase::either(&rests_on);
            page.paragraph(
                Text::new().caution(format!("No source says what no deal is worth to {parties}.")),
            );
        }
    }

    fn limits_in_short(&self, question: &Question, page: &mut Page) {
        let imposed = self.imposed.iter().map(|imposed| {
            let party = question.short(&imposed.on);
            format!("without the consent of {party} all others would accept {}", packages(&imposed.opens))
        });
        let imposed: Vec<_> = imposed.collect();
        if !imposed.is_empty() {
            let imposed = phrase::list(&imposed);
            page.paragraph(Text::new().caution("Imposing is no opener").plain(format!(": {imposed}.")));
        }
        if !self.not_valued.is_empty() {
            let what: Vec<_> = self.not_valued.iter().map(|one| phrase::means(question, &one.what)).collect();
            page.paragraph(
                Text::new()
                    .caution(format!("Not tried, because a number is missing: {}.", phrase::list(&what))),
            );
        }
    }
}
