//! The four roles side by side: would it be agreed, and would it hold?

use detente_agreement::{Share, incidence::LeverMove, roles};
use detente_case::{MediatorRole, PartyId};
use detente_simulation::{
    mediators::{Difference, Gained, Play, Played, STEPS},
    pace::Habits,
};

use crate::{
    answers::verdict::percent,
    page::{Page, Table, Text},
    question::Question,
    text::{phrase, wording},
};

pub(super) fn played_on(page: &mut Page, question: &Question, exact: &roles::Roles, played: &Played) {
    let mediator = question.short(&played.mediator);
    page.paragraph(format!(
        "détente simulates the talks in {} assumed futures. The mediator chooses its texts in as many others.",
        played.worlds
    ));
    page.table(shares(question, exact, played));
    if wants_nothing_known(exact) {
        page.list(vec![Text::new().caution(format!(
            "Formulate, manipulate, impose: not known. Nobody has said what {mediator} itself wants of any option, so \
             nobody can say which text it would choose."
        ))]);
    }
    page.paragraph(
        "In how many of 100 assumed futures (95% interval). Could agree: some terms are acceptable to all who are asked. \
         Agree: they do agree, by the rules below, on whatever day; `deadline` counts agreements by a day. To impose makes \
         no agreement. The last two columns count only futures in which they agree, or in which all others take what is imposed. \
         * Everyone whose consent the case needs, asked or not, still agrees after the mediator's levers lapse. \
         ** They still agree then, and also if no deal turns out to be worth another value in its interval: \
         the share of both together. Agreeing and \
         holding are two questions; do not multiply the numbers.",
    );
    let plays = told(exact, played);
    page.list(plays.iter().filter_map(|play| verdict(question, play)).collect());
    page.heading("Who gains, where they agree");
    page.table(gains(question, &plays, exact));
    page.paragraph(
        "Median gain over no deal, and in brackets the range of the middle 90% of futures, in points of each \
         party's own scale.",
    );
    if wants_nothing_known(exact) {
        page.list(vec![most_opposed(question, exact)]);
    } else {
        page.list(vec![
            rent(mediator, played.rent),
            means(question, &played.manipulate, exact),
            most_opposed(question, exact),
        ]);
    }
    page.heading("What is assumed of the talks");
    page.list(assumed(mediator, played));
}

/// By role, in how many of 100 worlds the parties could agree, do, and hold to it.
pub(super) fn shares(question: &Question, exact: &roles::Roles, played: &Played) -> Table {
    let mut table = Table::new(["", "could agree", "agree", "still would*", "and if**"]);
    table.tight = vec![0, 1, 2, 3, 4];
    for play in told(exact, played) {
        let (could, agree) = match play.without_consent_of {
            None => (interval(&could_agree(exact, play)), interval(&play.agreement)),
            Some(_) => {
                (Text::from("–"), Text::new().caution(format!("no {}", question.case.instrument.class)))
            }
        };
        table.row(vec![
            Text::new().strong(label(question, play)),
            could,
            agree,
            interval(&play.holding.when_levers_lapse),
            interval(&play.holding.when_no_deal_values_move),
        ]);
    }
    table
}

/// `without UA the others take a text in 96 of 100, and all who must agree would keep it in 0 of 100 of these`: what
/// imposing brings about instead of an agreement.
pub(super) fn imposed(question: &Question, play: &Play) -> Option<String> {
    let party = question.short(play.without_consent_of.as_ref()?);
    let holds = play.holding.when_levers_lapse;
    let holding = if holds.draws == 0 {
        String::new()
    } else {
        format!(", and all who must agree would keep it in {} of 100 of these", percent(holds.share))
    };
    Some(format!(
        "without {party} the others take a text in {} of 100{holding}",
        percent(play.agreement.share)
    ))
}

/// The plays that are told.
pub(super) fn told<'p>(exact: &roles::Roles, played: &'p Played) -> Vec<&'p Play> {
    plays(played).into_iter().filter(|play| is_told(exact, play)).collect()
}

/// Whether nobody has said what the mediator wants of any option: then its choice among texts is an accident of the draws.
pub(super) fn wants_nothing_known(exact: &roles::Roles) -> bool {
    exact.preferences.reported + exact.preferences.assumed == 0
}

/// Whether a play is told: what hangs on the mediator's own wants is not, where nobody has said what these are.
fn is_told(exact: &roles::Roles, play: &Play) -> bool {
    play.role == MediatorRole::Facilitate || !wants_nothing_known(exact)
}

pub(super) fn plays(played: &Played) -> Vec<&Play> {
    [&played.facilitate, &played.formulate, &played.manipulate].into_iter().chain(&played.impose).collect()
}

fn label(question: &Question, play: &Play) -> String {
    match &play.without_consent_of {
        Some(party) => format!("{} on {}", play.role, question.short(party)),
        None => play.role.to_string(),
    }
}

/// In what share of all draws terms exist; of a manipulator, with the means it was found to use here.
fn could_agree(exact: &roles::Roles, play: &Play) -> Option<Share> {
    let outcomes = [&exact.facilitate, &exact.formulate, &exact.manipulate];
    let outcome = outcomes.into_iter().chain(&exact.impose).find(|outcome| {
        outcome.role == play.role
            && outcome.without_consent_of == play.without_consent_of
            && outcome.levers == play.levers
            && outcome.guarantees == play.guarantees
    });
    outcome.map(|outcome| outcome.share)
}

/// `36 (33–39)`; a dash where there is nothing to count.
fn interval(share: &(impl Copy + Into<Option<Share>>)) -> Text {
    match (*share).into() {
        Some(share) if share.draws > 0 => {
            let of_hundred = |share: f64| (share * 100.0).round();
            let (share, low, high) = (of_hundred(share.share), of_hundred(share.low), of_hundred(share.high));
            format!("{share} ({low}–{high})").into()
        }
        _ => Text::from("–"),
    }
}

/// What the two shares together say of a role, in a sentence.
pub(super) fn verdict(question: &Question, play: &Play) -> Option<Text> {
    let name = Text::new().strong(label(question, play)).plain(": ");
    if play.role != MediatorRole::Facilitate && play.text.is_none() {
        return Some(name.plain("no text is worth more to the mediator than proposing none."));
    }
    let leaving = play.holding.leaving.iter().map(|(party, share)| {
        format!("{} in {} of 100", question.short(party), (share.share * 100.0).round())
    });
    let leaving: Vec<_> = leaving.collect();
    match (play.role, leaving.as_slice()) {
        (_, []) => None,
        (MediatorRole::Manipulate, leaving) => Some(name.caution(format!(
            "partly coerced: it holds only while {} {} in use. Without that {} would prefer no agreement.",
            phrase::list(&used(question, play)),
            if used(question, play).len() == 1 { "is" } else { "are" },
            phrase::list(leaving)
        ))),
        (_, leaving) => Some(name.caution(format!(
            "agreed without asking a party that would prefer no agreement: {}.",
            phrase::list(leaving)
        ))),
    }
}

fn used(question: &Question, play: &Play) -> Vec<String> {
    let case = &question.case;
    let levers = play.levers.iter().map(|(id, would)| {
        let name = wording::lever_name(question, id.as_str());
        match would {
            LeverMove::Use => name.to_owned(),
            LeverMove::End => format!("the end of {name}"),
        }
    });
    let guarantees = play
        .guarantees
        .iter()
        .map(|id| case.guarantees.get(id).map_or_else(|| id.to_string(), |guarantee| guarantee.name.clone()));
    levers.chain(guarantees).collect()
}

/// How many columns of gains fit beside the longest name of a role.
const MOST_TIGHT: usize = 3;

fn gains(question: &Question, plays: &[&Play], exact: &roles::Roles) -> Table {
    // Nobody gains what nobody has said it wants.
    let known = |party: &&PartyId| **party != exact.mediator || !wants_nothing_known(exact);
    let parties: Vec<&PartyId> = plays
        .first()
        .map(|play| play.gains.iter().map(|gained| &gained.party).filter(known).collect())
        .unwrap_or_default();
    let mut table = Table::new([""]);
    table.header.extend(parties.iter().map(|party| question.short(party).to_owned()));
    // With more columns than fit, cells wrap.
    table.tight = if parties.len() > MOST_TIGHT { vec![0] } else { (0..table.header.len()).collect() };
    for play in plays {
        let gained = |party: &&PartyId| {
            let found = play.gains.iter().find(|gained| gained.party == **party);
            found.map_or_else(|| Text::from("–"), spread)
        };
        let cells = parties.iter().map(gained);
        table.row(std::iter::once(Text::new().strong(label(question, play))).chain(cells).collect());
    }
    table
}

fn spread(gained: &Gained) -> Text {
    let Some([low, middle, high]) = gained.spread else { return Text::from("–") };
    let whole = |points: detente_case::Quantity| format!("{:+}", points.to_f64().round());
    let text = format!("{} ({} to {})", whole(middle), whole(low), whole(high));
    if middle < detente_case::Quantity::ZERO { Text::new().against(text) } else { text.into() }
}

fn rent(mediator: &str, rent: Difference) -> Text {
    let Difference { mean, within } = rent;
    Text::new().strong("Rent of the agenda setter").plain(format!(
        ": to propose its own text, instead of letting the parties find theirs, is worth {mean:+.1} points (± \
         {within:.1}) to {mediator}, on average over all futures, with and without agreement."
    ))
}

fn means(question: &Question, manipulate: &Play, exact: &roles::Roles) -> Text {
    let mediator = question.short(&exact.mediator);
    let used = used(question, manipulate);
    let left_out = match exact.not_stated.as_slice() {
        [] => String::new(),
        left_out => {
            let names: Vec<_> = left_out.iter().map(|id| phrase::means(question, id)).collect();
            format!(" Not used, because the case does not say what they do or cost: {}.", names.join(", "))
        }
    };
    if used.is_empty() {
        return Text::from(format!("No lever or guarantee of {mediator} pays for itself, so it uses none."))
            .caution(left_out);
    }
    let cost = wording::rounded(manipulate.cost);
    Text::from(format!("To manipulate, it uses {}, which costs it {cost} points.", phrase::list(&used)))
        .caution(left_out)
}

pub(super) fn most_opposed(question: &Question, exact: &roles::Roles) -> Text {
    match &exact.most_opposed {
        Some(party) => {
            let without =
                exact.impose.iter().find(|outcome| outcome.without_consent_of.as_ref() == Some(party));
            let share = without.map_or_else(String::new, |outcome| {
                format!(" ({} of 100 futures)", (outcome.share.share * 100.0).round())
            });
            let alike: Vec<_> = exact
                .impose
                .iter()
                .filter(|outcome| without.is_some_and(|most| most.share.holds == outcome.share.holds))
                .filter_map(|outcome| outcome.without_consent_of.as_ref())
                .map(|party| question.short(party))
                .collect();
            Text::from(match alike.as_slice() {
                [] | [_] => format!(
                    "On these numbers {}'s yes is hardest to get: without it terms exist most often{share}.",
                    question.short(party)
                ),
                alike => format!(
                    "On these numbers the yes of {} is equally hard to get: without that of any one of them terms exist as \
                     often{share}.",
                    phrase::list(alike)
                ),
            })
        }
        None => Text::from("Without the yes of any one party, terms exist no more often."),
    }
}

fn assumed(mediator: &str, played: &Played) -> Vec<Text> {
    let Habits { exponent: (early, late), margin } = played.habits;
    let when = played.facilitate.median_step.map_or_else(String::new, |step| {
        format!(" Half of the agreements come within the first {step} of {STEPS} parts of the time.")
    });
    vec![
        format!(
            "Facilitate: each party first asks for the value of its favourite options, then comes down to its \
             no-deal value plus a margin of {} points (--margin). How late it gives in is drawn between {early} \
             and {late} (--pace). They agree as soon as some package meets what all ask for.{when}",
            wording::rounded(margin)
        )
        .into(),
        format!(
            "Formulate, manipulate, impose: {mediator} proposes one text, take it or leave it. It chooses the \
             text that is worth most to itself on average over half of the futures, without knowing which \
             is true. Everyone asked accepts what is no worse than no deal; nobody holds out for more."
        )
        .into(),
        Text::from(
            "Levers work at once. Those that can be undone lapse together; guarantees stay as stated.",
        ),
    ]
}

/// How often mediated crises ended in agreement, by role: a class to compare with, not a part of any number here.
pub(super) fn reference_class_on(page: &mut Page) {
    page.heading("How mediated crises ended in the past: a reference class, not a forecast");
    page.paragraph(
        "Of 329 international crises without mediation, 22% ended in an agreement; of 153 with mediation, 62% \
         (54–69%). By role: facilitation 41% of 17, formulation 57% of 65, manipulation 75% of 51 \
         (International Crisis Behavior data, version 14, 1918–2017). Crises were not mediated at random, so \
         the role may not be the cause. Agreements under heavy leverage last less long (Beardsley 2008); those \
         under little time pressure last longer (Pinfari 2011).",
    );
}
