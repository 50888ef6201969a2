//! Every model by its name.

use crate::{
    Issue, Lottery,
    challenge::{self, Reading},
    compromise,
    election::{self, Rule},
    exchange,
    issue::in_turn,
    nash, spatial,
};

/// A model of how an issue comes out: a named variant of a published one. None of them is the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    /// [`compromise::weighted_mean`].
    WeightedMean,
    /// [`compromise::mean`].
    Mean,
    /// [`compromise::weighted_median`].
    WeightedMedian,
    /// [`Rule::MarkovUniform`].
    Election,
    /// [`Rule::Conditional`].
    ElectionConditional,
    /// [`Rule::Incentive`].
    ElectionIncentive,
    /// [`Reading::Table`].
    Challenge,
    /// [`Reading::Printed`].
    ChallengePrinted,
    /// [`mod@spatial`].
    Spatial,
    /// [`mod@nash`].
    Nash,
    /// [`mod@exchange`].
    Exchange,
}

/// What a model says of one issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// Where the issue comes out, from 0 to 100.
    pub point: f64,
    /// The chances of places, where the model says any.
    pub lottery: Option<Lottery>,
}

impl Model {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 11] = [
        Self::WeightedMean,
        Self::Mean,
        Self::WeightedMedian,
        Self::Election,
        Self::ElectionConditional,
        Self::ElectionIncentive,
        Self::Challenge,
        Self::ChallengePrinted,
        Self::Spatial,
        Self::Nash,
        Self::Exchange,
    ];

    /// Its name, as it is typed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WeightedMean => "weighted-mean",
            Self::Mean => "mean",
            Self::WeightedMedian => "weighted-median",
            Self::Election => "election",
            Self::ElectionConditional => "election-conditional",
            Self::ElectionIncentive => "election-incentive",
            Self::Challenge => "challenge",
            Self::ChallengePrinted => "challenge-printed",
            Self::Spatial => "spatial",
            Self::Nash => "nash",
            Self::Exchange => "exchange",
        }
    }

    /// The model of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    /// Where it comes from: authors and year.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::WeightedMean | Self::Mean => "van den Bos 1991",
            Self::WeightedMedian => "Black 1948",
            Self::Election | Self::ElectionConditional | Self::ElectionIncentive | Self::Spatial => {
                "Wise, Lester & Efird 2015"
            }
            Self::Challenge | Self::ChallengePrinted => "Scholz, Calbert & Smith 2011",
            Self::Nash => "Achen 2006",
            Self::Exchange => "Stokman & van Oosten 1994",
        }
    }

    /// What it says of one issue alone.
    #[must_use]
    pub fn predict(self, issue: &Issue) -> Prediction {
        let issue = &issue.in_order();
        let point = |point| Prediction { point, lottery: None };
        let spread = |lottery: Lottery| Prediction { point: lottery.mean(), lottery: Some(lottery) };
        let challenged = |reading| {
            let rounds = challenge::rounds(issue, reading, 1);
            rounds
                .get(1)
                .map_or_else(|| compromise::weighted_median(issue), |round| challenge::median(issue, round))
        };
        match self {
            Self::WeightedMean | Self::Exchange => point(compromise::weighted_mean(issue)),
            Self::Mean => point(compromise::mean(issue)),
            Self::WeightedMedian => point(compromise::weighted_median(issue)),
            Self::Election => spread(election::outcome(issue, Rule::MarkovUniform)),
            Self::ElectionConditional => spread(election::outcome(issue, Rule::Conditional)),
            Self::ElectionIncentive => spread(election::outcome(issue, Rule::Incentive)),
            Self::Challenge => point(challenged(Reading::Table)),
            Self::ChallengePrinted => point(challenged(Reading::Printed)),
            Self::Spatial => spread(spatial::outcome(issue, Rule::Conditional)),
            Self::Nash => point(nash::outcome(issue, nash::LENGTHS_AWAY)),
        }
    }

    /// What it says of issues that the same actors decide, in the same order. Only an exchange looks at more than one.
    #[must_use]
    pub fn predict_together(self, issues: &[Issue]) -> Vec<Prediction> {
        match self {
            Self::Exchange => {
                exchanged(issues).into_iter().map(|point| Prediction { point, lottery: None }).collect()
            }
            Self::WeightedMean
            | Self::Mean
            | Self::WeightedMedian
            | Self::Election
            | Self::ElectionConditional
            | Self::ElectionIncentive
            | Self::Challenge
            | Self::ChallengePrinted
            | Self::Spatial
            | Self::Nash => issues.iter().map(|issue| self.predict(issue)).collect(),
        }
    }
}

/// What exchanges lead to. Which of equal exchanges comes first hangs on the order of actors and issues, so both are put in the
/// order of their numbers.
fn exchanged(issues: &[Issue]) -> Vec<f64> {
    let sorted = |issue: &Issue| -> Vec<f64> {
        let issue = issue.in_order();
        let numbers =
            |actor: &crate::Actor| [actor.position.at(), actor.capability.of(), actor.salience.share()];
        issue.actors().iter().flat_map(numbers).collect()
    };
    let keys: Vec<Vec<f64>> = issues.iter().map(sorted).collect();
    let mut order: Vec<usize> = (0..issues.len()).collect();
    order.sort_by(|left, right| in_turn(&keys[*left], &keys[*right]));
    let count = issues.iter().map(|issue| issue.actors().len()).min().unwrap_or(0);
    let mut actors: Vec<usize> = (0..count).collect();
    actors.sort_by(|left, right| {
        let of = |issue: &usize| {
            let on = issues[*issue].actors();
            Some(on[*left].by_numbers(&on[*right])).filter(|order| order.is_ne())
        };
        order.iter().find_map(of).unwrap_or(std::cmp::Ordering::Equal)
    });
    let turned: Vec<Issue> = order.iter().map(|issue| issues[*issue].of(&actors)).collect();
    let mut outcomes = vec![0.0; issues.len()];
    for (issue, outcome) in order.into_iter().zip(exchange::outcome(&turned).outcomes) {
        outcomes[issue] = outcome;
    }
    outcomes
}
