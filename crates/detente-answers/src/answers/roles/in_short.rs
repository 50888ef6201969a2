//! The answer of `detente roles` on one screen: does the role matter, and would what is agreed hold?

use detente_agreement::roles;
use detente_case::MediatorRole;
use detente_simulation::mediators::{Play, Played};

use super::{NO_MEDIATOR, Roles, evidence, next, played};
use crate::{
    answers::verdict::{footing, percent},
    page::{Page, Text},
    question::Question,
};

impl Roles {
    pub(super) fn in_short(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        if self.mediators.is_empty() {
            page.paragraph(NO_MEDIATOR);
        }
        for (exact, played) in self.mediators.iter().zip(&self.played) {
            mediator_on(&mut page, question, exact, played);
        }
        if !self.mediators.is_empty() {
            page.paragraph(
                "In how many of 100 assumed futures (95% interval). Could agree: some terms suit all who are asked. * Of those who \
                 agree, in how many all whose consent is needed still would once levers lapse. ** And if no deal turns out to be worth \
                 another value in its interval. Do not multiply agreeing and holding. No day ends these talks: `deadline` counts \
                 agreements by a day.",
            );
            if let Some(footing) = footing(question) {
                page.paragraph(footing);
            }
        }
        page.list(evidence::in_a_line(question, &self.bands));
        let full = question.command_from_here("roles", "--full");
        page.next_in_full(
            full,
            "who gains, the terms, what is assumed of the talks, and history",
            next(question),
        );
        page
    }
}

fn mediator_on(page: &mut Page, question: &Question, exact: &roles::Roles, played: &Played) {
    let mediator = question.short(&exact.mediator);
    page.heading(format!("If {mediator} mediates: would it be agreed, and would it hold?"));
    page.paragraph(answer(question, exact, played));
    page.table(played::shares(question, exact, played));
    page.list(lines(question, exact, played));
}

/// Which role agrees most often with all who must agree, and how much of that outlasts levers.
fn answer(question: &Question, exact: &roles::Roles, played: &Played) -> Text {
    let worlds = played.worlds;
    if played::wants_nothing_known(exact) {
        let mediator = question.short(&exact.mediator);
        return Text::new().caution("Not known").plain(format!(
            ": nobody has said what {mediator} itself wants, so nobody can say which text it would choose. Only to facilitate \
             is played, in {worlds} assumed futures."
        ));
    }
    let told = played::told(exact, played);
    let asked = |play: &&&Play| play.without_consent_of.is_none();
    let agreed = |play: &Play| play.agreement.holds;
    // Of equals the least intrusive, which stands first.
    let most = told.iter().filter(asked).rev().max_by_key(|play| agreed(play));
    let Some(most) = most.filter(|play| agreed(play) > 0) else {
        return Text::new()
            .against("In no role do all who must agree come to an agreement")
            .plain(format!(", in any of {worlds} assumed futures."));
    };
    let holding = |play: &Play| {
        let share = play.holding.when_levers_lapse;
        if share.draws == 0 {
            return String::new();
        }
        format!(", and {} of 100 of these agreements outlast its levers", percent(share.share))
    };
    let text = Text::new().strong(format!("They agree most often if it {}s", most.role)).plain(format!(
        ": in {} of 100 assumed futures{}.",
        percent(most.agreement.share),
        holding(most)
    ));
    let facilitate = told.iter().find(|play| play.role == MediatorRole::Facilitate && play.role != most.role);
    let text = match facilitate {
        Some(play) => {
            text.plain(format!(" If it facilitates: in {}{}.", percent(play.agreement.share), holding(play)))
        }
        None => text,
    };
    match told.iter().filter_map(|play| played::imposed(question, play)).collect::<Vec<_>>().as_slice() {
        [] => text,
        imposed => text.plain(format!(" To impose makes none: {}.", imposed.join("; "))),
    }
}

/// What the shares say of a role with everybody's consent, and who objects most.
fn lines(question: &Question, exact: &roles::Roles, played: &Played) -> Vec<Text> {
    let told = played::told(exact, played).into_iter();
    let asked = told.filter(|play| play.without_consent_of.is_none());
    let verdicts = asked.filter_map(|play| played::verdict(question, play));
    verdicts.chain([played::most_opposed(question, exact)]).collect()
}
