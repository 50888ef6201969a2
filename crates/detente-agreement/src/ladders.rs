//! On issues whose options are rungs: how far apart do the parties stand, and which weaker rung would do?

use detente_case::{Case, IssueId, IssueKind, Level, OptionId, PartyId, RecognitionRung, TerritoryId};
use serde::Serialize;

use crate::{
    Finding, Negotiation, Plan, Reading, Share,
    common_ground::{Cell, Cells},
    option_set::OptionSet,
};

/// One ladder and where the parties that must agree stand on it. Rungs are counted from 0, least first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ladder {
    /// The issue.
    pub issue: IssueId,
    /// The rungs, in the order of the case.
    pub rungs: Vec<Rung>,
    /// Where each party stands: the instrument's consenters, then those some rung needs.
    pub footings: Vec<Footing>,
    /// The gap between each two of them.
    pub gaps: Vec<Gap>,
}

/// One rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rung {
    /// The option.
    pub option: OptionId,
    /// Its name.
    pub name: String,
    /// Parties whose consent it needs beyond the instrument's.
    pub needs: Vec<PartyId>,
    /// The acts of recognition it consists of: by whom, of what, how far, when.
    pub recognition: Vec<RecognitionAct>,
}

/// An act of recognition. It is never a yes or no: every one of the four matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecognitionAct {
    /// Who would recognise.
    pub by: PartyId,
    /// What would be recognised.
    pub territory: TerritoryId,
    /// How far.
    pub rung: RecognitionRung,
    /// At what moment, in words; absent when nobody has said.
    pub when: Option<String>,
}

/// Where one party stands on a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Footing {
    /// The party.
    pub party: PartyId,
    /// What it thinks of each rung.
    pub cells: Vec<Cell>,
    /// The highest rung it can at least live with.
    pub highest_tolerable: Option<usize>,
    /// The lowest rung it can at least live with.
    pub lowest_tolerable: Option<usize>,
    /// The lowest rung it asks for.
    pub lowest_asked: Option<usize>,
    /// The rungs behind its red lines.
    pub red_lines: Vec<usize>,
    /// The rungs of which nothing is known.
    pub unknown: Vec<usize>,
}

/// How far two parties stand apart: the distance between the nearest rungs that each can live with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gap {
    /// The party whose nearest rung is the lower.
    pub less: PartyId,
    /// The party whose nearest rung is the higher.
    pub more: PartyId,
    /// The nearest rung that the first can live with; absent when it can live with none that is known.
    pub less_reaches: Option<usize>,
    /// The nearest rung that would do for the second; absent when none is known. Weaker than the rung it
    /// asks for when it stands below [`Gap::more_asks`].
    pub would_do: Option<usize>,
    /// The lowest rung the second asks for.
    pub more_asks: Option<usize>,
    /// Rungs apart; 0 when they share a rung; absent when a rung of either is not known.
    pub rungs: Option<usize>,
    /// Rungs that both can live with.
    pub shared: Vec<usize>,
    /// Whether both nearest rungs stand on sources alone.
    pub on_sources: bool,
}

/// Every ladder of the case.
#[must_use]
pub fn ladders(case: &Case) -> Vec<Ladder> {
    let ladders = case.issues.iter().filter(|(_, issue)| issue.kind == IssueKind::Ladder);
    ladders.filter_map(|(id, _)| ladder(case, id)).collect()
}

/// The ladder of one issue; absent when the issue does not exist. An issue of unordered options is read in
/// the order of the case.
#[must_use]
pub fn ladder(case: &Case, issue_id: &IssueId) -> Option<Ladder> {
    let issue = case.issues.get(issue_id)?;
    let rungs: Vec<_> = issue
        .options
        .iter()
        .map(|(id, option)| Rung {
            option: id.clone(),
            name: option.name.clone(),
            needs: option.needs.clone(),
            recognition: option
                .recognition
                .iter()
                .map(|act| RecognitionAct {
                    by: act.by.clone(),
                    territory: act.territory.clone(),
                    rung: act.rung,
                    when: act.when.clone(),
                })
                .collect(),
        })
        .collect();
    let mut parties: Vec<&PartyId> = Vec::new();
    for party in case.instrument.consent.iter().chain(rungs.iter().flat_map(|rung| &rung.needs)) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    let footings: Vec<_> = parties.into_iter().map(|party| footing(case, party, issue_id, &rungs)).collect();
    let pairs = footings
        .iter()
        .enumerate()
        .flat_map(|(index, first)| footings.iter().skip(index + 1).map(move |second| gap(first, second)));
    Some(Ladder { issue: issue_id.clone(), gaps: pairs.collect(), rungs, footings })
}

fn footing(case: &Case, party: &PartyId, issue: &IssueId, rungs: &[Rung]) -> Footing {
    let views = Cells::of(case);
    let cells: Vec<_> = rungs.iter().map(|rung| views.cell(party, issue, &rung.option)).collect();
    let those = |wanted: &dyn Fn(&Cell) -> bool| -> Vec<usize> {
        cells.iter().enumerate().filter(|(_, cell)| wanted(cell)).map(|(rung, _)| rung).collect()
    };
    let tolerable = those(&Cell::is_tolerable);
    Footing {
        party: party.clone(),
        highest_tolerable: tolerable.last().copied(),
        lowest_tolerable: tolerable.first().copied(),
        lowest_asked: those(&|cell| cell.level == Some(Level::Propose)).first().copied(),
        red_lines: those(&|cell| cell.level == Some(Level::RedLine)),
        unknown: those(&|cell| cell.level.is_none()),
        cells,
    }
}

/// The gap between two parties, told from the one that would have less to the one that would have more.
#[must_use]
pub fn gap(first: &Footing, second: &Footing) -> Gap {
    let tolerable = |footing: &Footing| -> Vec<usize> {
        let cells = footing.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.is_tolerable()).map(|(rung, _)| rung).collect()
    };
    let (of_first, of_second) = (tolerable(first), tolerable(second));
    let pairs = of_first.iter().flat_map(|one| of_second.iter().map(move |other| (*one, *other)));
    let nearest = pairs.min_by_key(|(one, other)| (one.abs_diff(*other), *one, *other));
    let (less, more, reaches, would_do) = match nearest {
        Some((one, other)) if one <= other => (first, second, Some(one), Some(other)),
        Some((one, other)) => (second, first, Some(other), Some(one)),
        // Nothing joins the two: whoever is known to be content with less is told first.
        None if of_first.is_empty() && !of_second.is_empty() => {
            (second, first, second.highest_tolerable, None)
        }
        None => (first, second, first.highest_tolerable, second.lowest_tolerable),
    };
    let sourced = |footing: &Footing, rung: Option<usize>| {
        rung.and_then(|rung| footing.cells.get(rung)).is_some_and(|cell| cell.grounds.is_sourced())
    };
    Gap {
        less: less.party.clone(),
        more: more.party.clone(),
        less_reaches: reaches,
        would_do,
        more_asks: more.lowest_asked,
        rungs: nearest.map(|(one, other)| one.abs_diff(other)),
        shared: of_first.iter().filter(|rung| of_second.contains(rung)).copied().collect(),
        on_sources: sourced(less, reaches) && sourced(more, would_do),
    }
}

/// What one rung would open if nobody's red line stood on it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RungOpening {
    /// The rung, from 0.
    pub rung: usize,
    /// Its option.
    pub option: OptionId,
    /// Parties whose red line on it would have to be softened, among those whose consent a package with it
    /// needs.
    pub softened: Vec<PartyId>,
    /// Whether a package with it is a deal for some values; absent when the engine's limits were reached.
    pub favourable: Option<bool>,
    /// Whether a package with it is a deal at central values.
    pub central: Option<bool>,
    /// Whether a package with it is a deal whatever the values.
    pub guarded: Option<bool>,
    /// In what share of the draws a package with it is a deal.
    pub share: Share,
}

/// Rung by rung, whether a package with it would be a deal if red lines on the issue were softened so far. A
/// softened option is worth what the scale says a red line is worth, or the value given for it. `None` when
/// the issue does not exist.
#[must_use]
pub fn openings(negotiation: &Negotiation, issue_id: &IssueId, plan: Plan) -> Option<Vec<RungOpening>> {
    let issue = negotiation.issue(issue_id)?;
    let rungs = negotiation.issues()[issue].options.iter().enumerate();
    let opening = |(rung, option): (usize, &crate::IssueOption)| {
        let only = OptionSet::only(rung);
        let mut softened = Vec::new();
        let mut reached = negotiation.clone();
        for (place, party) in negotiation.parties().iter().enumerate() {
            let lines = negotiation.red_lines.iter();
            let mut here =
                lines.filter(|line| line.party == place && line.issue == issue && line.options.meets(&only));
            if here.next().is_some() && (party.consents || option.needs.contains(&place)) {
                softened.push(party.id.clone());
            }
            reached.soften(place, issue, &only);
        }
        reached.considered[issue].keep(&only);
        let exists = |reading| match reached.find(reading) {
            Finding::Found(_) => Some(true),
            Finding::None => Some(false),
            Finding::Unsettled => None,
        };
        RungOpening {
            rung,
            option: option.id.clone(),
            softened,
            favourable: exists(Reading::Favourable),
            central: exists(Reading::Central),
            guarded: exists(Reading::Guarded),
            share: reached.share(plan),
        }
    };
    Some(rungs.map(opening).collect())
}

/// The first rung with which some package is a deal at central values: the weakest that opens a deal.
#[must_use]
pub fn weakest_that_opens(openings: &[RungOpening]) -> Option<&RungOpening> {
    openings.iter().find(|opening| opening.central == Some(true))
}
