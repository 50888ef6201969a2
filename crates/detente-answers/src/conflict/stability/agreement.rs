//! The agreement as things stand: what each player would do about it, and on what its verdict rests.

use detente_agreement::Share;
use detente_case::Quantity;
use detente_conflict::stability::Concept;
use serde::Serialize;

use super::{
    robust::{self, Link, Needed},
    temptation::Temptation,
    whatever::Whatever,
};
use crate::{
    conflict::{
        concepts::ByConcept, derived::Derived, lasting::Lasting, model::Listed, state::Judged, who::Who,
    },
    stop::Stop,
};

/// The agreement with every lever as today.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Agreement {
    /// The number of its state.
    pub(super) state: usize,
    /// Whether it holds, and who leaves it.
    #[serde(flatten)]
    pub(super) lasting: Lasting,
    /// What each player would do about it.
    pub(super) players: Vec<Temptation>,
    /// What is certain of each player whatever the numbers.
    pub(super) whatever: Vec<Whatever>,
    /// The concept under which links were looked for: SEQ, or GMR where the agreement holds by threats alone.
    pub(super) weakest_links_under: String,
    /// Where not every consent is in the model: who, of all that are asked, would gain by withdrawing alone.
    pub(super) withdrawing: Option<Withdrawing>,
    /// Who need not consent and would rather have no agreement.
    pub(super) spoilers: Vec<Spoiler>,
    /// The smallest sets of one or two levers on which that verdict rests.
    pub(super) weakest_links: Vec<Link>,
    /// What would keep those who would leave.
    pub(super) needed: Vec<Needed>,
    /// In what share of the draws it holds.
    pub(super) in_draws: ByConcept<Share>,
}

/// Who would gain by withdrawing its consent alone, levers as today: for that no states are needed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Withdrawing {
    /// Of how many the consent is needed.
    pub(super) of: usize,
    /// Those who would gain, the most first.
    pub(super) gain: Vec<Withdraws>,
}

/// Somebody who would gain by withdrawing.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Withdraws {
    /// Who.
    pub(super) player: Who,
    /// The points of its own scale that it gains; absent where the package crosses its red line.
    pub(super) gains: Option<f64>,
}

/// Who need not consent and loses by the agreement, compared with today.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Spoiler {
    /// Who.
    pub(super) player: Who,
    /// The points of its own scale that it loses.
    pub(super) loses: f64,
}

impl Agreement {
    pub(super) fn of(
        listed: Listed<'_>,
        derived: &Derived,
        judged: &Judged,
        state: usize,
    ) -> Result<Self, Stop> {
        let under = rests_under(judged.certain.all(state));
        let players = listed.players().map(|player| Temptation::of(listed, derived, player, state));
        Ok(Self {
            state: state + 1,
            lasting: Lasting::of(derived, &judged.certain, state),
            players: players.collect::<Result<_, _>>()?,
            whatever: Whatever::of(derived, state)?,
            weakest_links_under: under.short().to_owned(),
            withdrawing: withdrawing(derived),
            spoilers: spoilers(derived, state),
            weakest_links: robust::links(derived, under, state),
            needed: robust::needed(derived, state),
            in_draws: robust::shares(derived, state),
        })
    }
}

/// Under which concept the agreement is asked what it rests on.
fn rests_under(holds: ByConcept<bool>) -> Concept {
    if holds.gmr && !holds.seq { Concept::GeneralMetarational } else { Concept::Sequential }
}

/// Where consents were left out, who would gain by withdrawing alone: whoever has less by the package than by no deal.
fn withdrawing(derived: &Derived) -> Option<Withdrawing> {
    let derivation = &derived.derivation;
    let of = derivation.needed;
    if derivation.consents.count_ones() as usize >= of {
        return None;
    }
    let mut gains: Vec<(i64, Withdraws)> = derivation
        .needing(&derived.negotiation, derived.package.as_ref())
        .filter_map(|(who, members)| {
            let crossed = members.iter().any(|&party| derivation.numbers.crossed(party));
            let gained = members.iter().filter_map(|&party| derivation.numbers.gains.get(party)).min()?;
            let gains = (!crossed).then(|| Quantity::from_millionths(gained.saturating_neg()).to_f64());
            (*gained < 0).then(|| (*gained, Withdraws { player: who.clone(), gains }))
        })
        .collect();
    gains.sort_by_key(|(gained, _)| *gained);
    Some(Withdrawing { of, gain: gains.into_iter().map(|(_, one)| one).collect() })
}

fn spoilers(derived: &Derived, agreement: usize) -> Vec<Spoiler> {
    let derivation = &derived.derivation;
    let asked: Vec<usize> = derivation.asked(&derived.negotiation, derived.package.as_ref()).collect();
    let unasked = (0..derivation.players.len()).filter(|player| !asked.contains(player));
    let gains = unasked.map(|player| (player, derived.gain(player, agreement, derivation.today)));
    let losing = gains.filter(|(_, gain)| *gain < 0).map(|(player, gain)| Spoiler {
        player: derived.player(player).clone(),
        loses: Quantity::from_millionths(gain.saturating_neg()).to_f64(),
    });
    losing.collect()
}
