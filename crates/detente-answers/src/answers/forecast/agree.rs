//! `detente forecast agree`: how often crises of this kind ended in an agreement, beside what the simulation says.

use detente_case::{InstrumentClass, MediatorRole, PartyId, PartyRole};
use detente_forecast::agreement::{self, BY_DAY, Class, Style, Violence, pooled, wilson};
use detente_simulation::mediators::{Play, play};
use detente_talks::hypotheses::{LowGrades, role_bands};
use serde::Serialize;

use crate::{
    habits,
    options::Options,
    page::{Page, Table, Text},
    question::Question,
    stop::Stop,
};

/// Chances of an agreement, from two sources that are not mixed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agree {
    /// The classes of crises that the case belongs to, the narrowest last, with what chose them.
    classes: Vec<Rated>,
    /// Of which crises it is told by which day they had an agreement.
    by_day_class: &'static str,
    /// How many of these had an agreement after a number of days.
    by_day: Vec<ByDay>,
    /// What the simulation says, role by role of each mediator. This is not a base rate.
    simulated: Vec<Simulated>,
    /// One figure of both for each style of mediation, where a weight was said.
    pooled: Vec<Pooled>,
    /// The Brier score of these base rates over the crises that they come from.
    benchmark: f64,
}

/// A class of crises.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Rated {
    /// What its crises have in common.
    class: &'static str,
    /// What of the case chose it.
    because: String,
    /// How many ended in an agreement.
    agreed: u32,
    /// Of how many.
    of: u32,
    /// The share.
    share: f64,
    /// The lower end of its 95 % interval (Wilson).
    low: f64,
    /// The upper end.
    high: f64,
}

/// By a day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ByDay {
    /// Days from the start of the crisis.
    days: u32,
    /// How many had an agreement.
    agreed: u32,
    /// Of how many.
    of: u32,
    /// The share.
    share: f64,
    /// The lower end of its 95 % interval (Wilson).
    low: f64,
    /// The upper end.
    high: f64,
}

/// What the simulation says of one role of one mediator.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Simulated {
    /// The mediator.
    mediator: PartyId,
    /// Its short name.
    name: String,
    /// Its role.
    role: MediatorRole,
    /// In what share of the worlds all agree.
    agrees: f64,
    /// How many worlds were drawn.
    worlds: u32,
}

/// Both sources in one figure.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Pooled {
    /// The weight of the base rate, from 0 to 1, as it was typed.
    weight: f64,
    /// The chance.
    chance: f64,
    /// The class of the base rate.
    class: &'static str,
    /// Who mediates in the simulation, by its short name.
    mediator: String,
    /// In which role.
    role: MediatorRole,
}

/// Builds the answer; `weight` is that of the base rate, where one was said. A case does not say how violent a crisis is.
///
/// # Errors
/// The case is only a conflict, or there is nothing to pool.
pub fn answer(question: &Question, weight: Option<f64>, violence: Option<Violence>) -> Result<Agree, Stop> {
    question.is_negotiated()?;
    let case = &question.case;
    if case.instrument.class == InstrumentClass::Contract {
        return Err(Stop::refused(
            "the base rates are those of international crises, and this case is about a contract",
        )
        .with_help(
            "a case about a crisis says so: class = \"ceasefire\", \"truce\", \"framework\" or \"treaty\"",
        ));
    }
    let mut mediators: Vec<&PartyId> = case
        .parties
        .iter()
        .filter(|(_, party)| party.role == PartyRole::Mediator)
        .map(|(id, _)| id)
        .collect();
    let bands = role_bands(case, LowGrades::Usual);
    for band in &bands {
        if !mediators.contains(&band.party) {
            mediators.push(band.party);
        }
    }
    let mut classes = vec![rated(Class::Any, "every case belongs here".to_owned())];
    match mediators.first() {
        None => classes.push(rated(Class::Unmediated, "the case has no mediator".to_owned())),
        Some(mediator) => {
            let name = question.short(mediator);
            classes.push(rated(Class::Mediated, format!("{name} mediates, or may")));
        }
    }
    let mut styles: Vec<(Style, String)> = Vec::new();
    for band in &bands {
        for role in band.roles.iter().filter(|role| role.all.stands()) {
            let style = style(role.role);
            if !styles.iter().any(|(other, _)| *other == style) {
                let because = format!(
                    "something speaks for it that {} would {}",
                    question.short(band.party),
                    role.role
                );
                styles.push((style, because));
            }
        }
    }
    if let Some(degree) = violence {
        let class = Class::Violent { degree, mediated: !mediators.is_empty() };
        classes.push(rated(class, "--violence says so".to_owned()));
    }
    styles.sort_by_key(|(style, _)| *style);
    classes.extend(styles.into_iter().map(|(style, because)| rated(Class::Styled(style), because)));
    let simulated = simulated(question, &mediators);
    let pooled = match weight {
        None => Vec::new(),
        Some(weight) => pool(weight, &simulated)?,
    };
    let mediated = !mediators.is_empty();
    let by_day_class = if mediated { Class::Mediated } else { Class::Unmediated };
    Ok(Agree {
        classes,
        by_day_class: by_day_class.says(),
        by_day: BY_DAY.into_iter().map(|day| by_day(day, mediated)).collect(),
        simulated,
        pooled,
        benchmark: agreement::brier_by_style(),
    })
}

/// What the simulation says of each role of each mediator.
fn simulated(question: &Question, mediators: &[&PartyId]) -> Vec<Simulated> {
    let habits = habits::of(&Options::default());
    let mut simulated = Vec::new();
    for mediator in mediators {
        let Some(played) = play(&question.case, question.negotiation(), mediator, question.plan, habits)
        else {
            continue;
        };
        let plays = [&played.facilitate, &played.formulate, &played.manipulate];
        let one = |play: &Play| Simulated {
            mediator: (*mediator).clone(),
            name: question.short(mediator).to_owned(),
            role: play.role,
            agrees: play.agreement.share,
            worlds: play.agreement.draws,
        };
        simulated.extend(plays.map(one));
    }
    simulated
}

/// Pools each simulated role with the base rate of its style.
fn pool(weight: f64, simulated: &[Simulated]) -> Result<Vec<Pooled>, Stop> {
    if simulated.is_empty() {
        return Err(Stop::refused("the simulation says nothing of this case, so there is nothing to pool")
            .with_help("leave out --weight"));
    }
    let one = |one: &Simulated| {
        let class = Class::Styled(style(one.role));
        Pooled {
            weight,
            chance: pooled(class.rate().share(), one.agrees, weight),
            class: class.says(),
            mediator: one.name.clone(),
            role: one.role,
        }
    };
    Ok(simulated.iter().map(one).collect())
}

fn style(role: MediatorRole) -> Style {
    match role {
        MediatorRole::Facilitate => Style::Facilitation,
        MediatorRole::Formulate => Style::Formulation,
        // Crises were not coded for imposing: who imposes presses at the least.
        MediatorRole::Manipulate | MediatorRole::Impose => Style::Manipulation,
    }
}

fn rated(class: Class, because: String) -> Rated {
    let rate = class.rate();
    let (low, high) = rate.interval();
    Rated { class: class.says(), because, agreed: rate.agreed, of: rate.of, share: rate.share(), low, high }
}

fn by_day(day: agreement::ByDay, mediated: bool) -> ByDay {
    let (agreed, of) = day.count(mediated);
    let (low, high) = wilson(agreed, of);
    ByDay { days: day.days, agreed, of, share: f64::from(agreed) / f64::from(of), low, high }
}

/// The page.
#[must_use]
pub fn page(agree: &Agree, title: &str) -> Page {
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let mut page = Page::new(title);
    page.heading("How often such crises ended in an agreement");
    let mut table = Table::new(["class", "agreed", "share", "95% interval", "because"]).tight(&[1, 2, 3]);
    for one in &agree.classes {
        table.row(vec![
            Text::from(one.class),
            Text::from(format!("{} of {}", one.agreed, one.of)),
            Text::new().strong(percent(one.share)),
            Text::from(format!("{} to {}", percent(one.low), percent(one.high))),
            Text::from(&one.because),
        ]);
    }
    page.table(table);
    page.heading(format!("By which day ({})", agree.by_day_class));
    let mut table = Table::new(["days from the start", "agreed", "share", "95% interval"]).tight(&[1, 2, 3]);
    for one in &agree.by_day {
        table.row(vec![
            Text::from(one.days.to_string()),
            Text::from(format!("{} of {}", one.agreed, one.of)),
            Text::from(percent(one.share)),
            Text::from(format!("{} to {}", percent(one.low), percent(one.high))),
        ]);
    }
    page.table(table);
    if !agree.simulated.is_empty() {
        page.heading("What the simulation says");
        let line = |one: &Simulated| {
            Text::from(format!(
                "{} as the one who would {}: all agree in {} of {} worlds",
                one.name,
                one.role,
                percent(one.agrees),
                one.worlds
            ))
        };
        page.list(agree.simulated.iter().map(line).collect());
    }
    if agree.simulated.is_empty() {
        page.paragraph("The simulation says nothing of this case, so the base rates stand alone.");
    } else if agree.pooled.is_empty() {
        page.paragraph(
            "The two stand side by side. To pool them, give the base rate a weight: --weight 0.7.",
        );
    } else {
        page.heading("Both in one figure");
        let line = |one: &Pooled| {
            Text::new().strong(percent(one.chance)).plain(format!(
                ": weight {} for \"{}\", the rest for {} as the one who would {}",
                one.weight, one.class, one.mediator, one.role
            ))
        };
        page.list(agree.pooled.iter().map(line).collect());
    }
    page.paragraph(format!(
        "Base rates count formal and semi-formal agreements in 486 international crises (ICB data, version 14, \
         1918–2017). Mediators choose their crises, so the role may not be the cause. Over these crises the rates score \
         a Brier of {:.3}. Whether an agreement holds is another question.",
        agree.benchmark
    ));
    page
}
