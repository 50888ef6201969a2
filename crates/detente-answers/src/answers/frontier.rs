//! The answer of `detente frontier`: which packages are efficient, and which of them a theory singles out.

mod none_admitted;
mod page;
mod remedy;
mod standing_for;

use detente_frontier::{Alike, Frontier as Found, Limits, Listed, Point, Rational, Solution, Tables};
use detente_outcomes::{Package, Space, Terms as Interacting};
use serde::Serialize;

pub use self::remedy::remedy;
use self::{none_admitted::NoneAdmitted, standing_for::StandingFor};
use super::{
    at_home,
    compare::Behind,
    efficiency::{Efficiency, Standing},
    tabled::Tabled,
};
use crate::text::{ByParty, Names, Span, Terms};

/// Those that mean something where packages may be worth less than no deal.
const FLOORS_ASIDE: [Solution; 3] = [Solution::Nash, Solution::Egalitarian, Solution::Utilitarian];
/// Up to so many packages are counted one by one for the rational fraction.
const MOST_COUNTED: u64 = 20_000_000;
/// One step in so many goes into what one theory singles out where the frontier is not listed.
const SHARE_OF_A_THEORY: u64 = 30;

/// The efficient packages, or why they are not listed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frontier {
    /// What the packages are of.
    pub title: String,
    /// The parties, in the order of every object of values.
    pub parties: Vec<Named>,
    /// What no deal is worth to each; `null` where nothing says so, and of those who accept nothing.
    pub floors: ByParty<Option<f64>>,
    /// Of whom nobody says what no deal is worth, or whose no-deal value is waived; their floors are taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    floors_taken: Vec<Taken>,
    /// Whose approval parties need at home, which no package counts: a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    at_home: Vec<String>,
    /// The parties that accept no package, whatever it is worth.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accept_nothing: Vec<String>,
    /// How many packages there are; absent beyond 10^38.
    packages: Option<u128>,
    /// What a value means.
    pub scale: String,
    /// To how many decimals values are shown.
    #[serde(skip)]
    pub decimals: usize,
    /// What screens call issues and options.
    #[serde(skip)]
    names: Names,
    /// Whether no-deal values are left aside: then packages may be worth less to a party than no deal.
    pub floors_aside: bool,
    /// How the frontier was found: exactly, by which method; absent when it is not listed.
    method: Option<String>,
    /// Why it is not listed.
    refused: Option<String>,
    /// What to do about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    /// How many efficient packages there are, with those that tie where these were counted; absent when they are not
    /// listed.
    size: Option<u64>,
    /// The efficient packages, in falling order of the first party's value; of those worth the same to everybody, one.
    pub efficient: Vec<Efficient>,
    /// Where they are not listed: a few packages that stand for them, with what is proven of the rest.
    representatives: Option<StandingFor>,
    /// What bargaining theories single out.
    pub solutions: Vec<Solved>,
    /// What `NegMAS` 0.16 singles out under the same names, by its own definitions; only of a listed frontier.
    negmas: Vec<Solved>,
    /// How far the best compromise stays from what each could have at most (`NegMAS`'s opposition level).
    opposition: Option<f64>,
    /// How many packages everybody would rather have than no deal; absent where there are too many to count.
    rational: Option<Counted>,
    /// The texts of the case, and where they stand to what is efficient.
    pub texts: Vec<TextStanding>,
    /// What stands in the way where no package is admitted; absent where one is.
    none_admitted: Option<NoneAdmitted>,
}

/// A floor that nobody states.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Taken {
    /// The party.
    party: String,
    /// Why it is taken.
    because: Because,
}

/// Why a floor is taken.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
enum Because {
    /// Nobody says what no deal is worth: the middle between these is taken.
    NotKnown {
        /// The least that it may be worth.
        low: f64,
        /// The most.
        high: f64,
    },
    /// The view waives it: it asks for nothing.
    Waived,
}

impl Taken {
    fn all(behind: &Behind<'_>) -> Vec<Self> {
        let Behind { question, negotiation, places } = behind;
        let taken = |&place: &usize| {
            let party = negotiation.parties().get(place)?;
            let because = match question.case.no_deal_of(&party.id) {
                None => {
                    let range = party.no_deal_with_shifts();
                    Because::NotKnown { low: range.low.to_f64(), high: range.high.to_f64() }
                }
                Some(said) if question.view.waiving.contains(&said.origin.span) => Because::Waived,
                Some(_) => return None,
            };
            Some(Self { party: party.id.to_string(), because })
        };
        places.iter().filter_map(taken).collect()
    }
}

/// A party and what screens call it.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Named {
    /// By its name in the file: the key of every value.
    pub party: String,
    /// Its short name.
    pub name: String,
}

impl Named {
    fn all<Worth>(space: &Space<Worth>) -> Vec<Self> {
        let both = space.ids.iter().zip(&space.parties);
        both.map(|(party, name)| Self { party: party.clone(), name: name.clone() }).collect()
    }
}

/// One efficient package.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Efficient {
    /// What it is worth, by party.
    pub values: ByParty<f64>,
    /// The option of every issue.
    pub terms: Terms,
    /// The others that are worth the same to everybody; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties: Option<Ties>,
}

/// Packages that are worth the same to everybody as another.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ties {
    /// How many there are beside it; `null` where they were not counted.
    pub count: Option<u64>,
    /// Their terms; of a frontier, the first ten thousand, or fewer of many issues.
    pub packages: Vec<Terms>,
}

impl Efficient {
    /// How many packages stand here, as far as they were counted.
    fn count(&self) -> u64 {
        self.ties.as_ref().and_then(|ties| ties.count).unwrap_or(0).saturating_add(1)
    }
}

/// What one theory singles out.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Solved {
    /// The theory and its variant.
    pub theory: String,
    /// The package, or packages that tie.
    pub packages: Vec<Efficient>,
    /// Why there is none, or how sure it is.
    remark: Option<String>,
    /// What is proven where the frontier is not listed.
    score: Option<Scored>,
}

/// How good a package is by a theory, and how good any may be.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Scored {
    /// Its score.
    score: f64,
    /// What no package scores above.
    bound: f64,
}

impl Solved {
    /// What a theory singles out of a listed frontier.
    fn of_listed(theory: Solution, packages: Vec<Efficient>) -> Self {
        let remark = packages.is_empty().then(|| "no package gains for everybody".to_owned());
        Self { theory: theory.to_string(), packages, remark, score: None }
    }
}

/// Packages counted, each looked at.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Counted {
    /// That keep every rule and red line.
    keeping_rules: u64,
    /// Of these, that are worth no less than no deal to all who are asked.
    admitted: u64,
    /// Of these, that are worth more than no deal to all.
    gaining: u64,
    /// `gaining` of `keeping_rules`: the rational fraction.
    share: Option<f64>,
}

/// A text and where it stands.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextStanding {
    /// Its identifier.
    pub label: String,
    /// What it is worth, by party: the least and the most over what it leaves open.
    pub worth: ByParty<Span>,
    /// Where it stands.
    pub standing: Standing,
}

/// Builds the answer within limits of memory and work.
pub fn answer(
    space: &Space,
    texts: &[Tabled],
    behind: Option<&Behind<'_>>,
    limits: Limits,
    floors_aside: bool,
) -> Frontier {
    let efficiency = Efficiency::of(space, limits);
    let found = if floors_aside { &efficiency.within } else { &efficiency.admitted };
    let frontier = found.as_ref().ok();
    let among = if floors_aside { &efficiency.aside.worth.tables } else { &space.worth.tables };
    let theories: &[Solution] = if floors_aside { &FLOORS_ASIDE } else { &Solution::TEXTBOOK };
    let negmas = frontier.filter(|_| !floors_aside).map_or(Vec::new(), |frontier| {
        let theories = Solution::ALL.into_iter().filter(|theory| theory.is_negmas());
        theories.map(|theory| solved(space, Some((frontier, among)), theory, limits)).collect()
    });
    // The variant over all packages is told from a listed frontier only.
    let asked = |theory: &&Solution| frontier.is_some() || **theory != Solution::KalaiSmorodinskyOverall;
    let standing = |text: &Tabled| TextStanding {
        label: text.label.clone(),
        worth: ByParty::of(&space.ids, space.range(&text.among).into_iter().map(Span::from)),
        standing: efficiency.standing(text),
    };
    let none = efficiency.admitted.as_ref().is_ok_and(|frontier| frontier.points.is_empty());
    Frontier {
        title: space.title.clone(),
        parties: Named::all(space),
        floors_taken: behind.map_or(Vec::new(), Taken::all),
        at_home: behind.map_or(Vec::new(), |behind| at_home::uncounted(behind.question)),
        accept_nothing: accept_nothing(space, &space.floors()),
        floors: ByParty::of(&space.ids, space.floors()),
        packages: space.worth.tables.packages(),
        scale: space.scale.clone(),
        decimals: space.decimals,
        names: behind.map_or_else(Names::default, |behind| Names::of(behind.question)),
        floors_aside,
        method: frontier.map(|frontier| format!("exact: {}", frontier.method)),
        refused: found.as_ref().err().map(ToString::to_string),
        remedy: found.as_ref().err().map(|refusal| remedy(refusal).to_owned()),
        size: frontier.map(size),
        efficient: frontier
            .map_or(Vec::new(), |frontier| frontier.points.iter().map(|point| named(space, point)).collect()),
        representatives: found.as_ref().err().and_then(|_| StandingFor::of(space, limits)),
        solutions: theories
            .iter()
            .filter(asked)
            .map(|&theory| solved(space, frontier.map(|frontier| (frontier, among)), theory, limits))
            .collect(),
        negmas,
        opposition: frontier.and_then(|frontier| frontier.opposition(&space.worth.tables)),
        rational: rational(space, limits),
        texts: texts.iter().map(standing).collect(),
        none_admitted: none.then(|| NoneAdmitted::of(space, &efficiency, behind, limits)),
    }
}

/// Builds the answer of a scenario in which issues interact.
pub fn of_interacting(space: &Space<Interacting>, limits: Limits, floors_aside: bool) -> Frontier {
    let found = space.frontier(limits);
    let listed = found.as_ref().ok();
    let named = |point: &Point| efficient(space, space.values(point), point);
    let solved = |listed: &Listed, theory: Solution| {
        let points = listed.frontier.solution(&listed.yardstick, theory);
        Solved::of_listed(theory, points.into_iter().map(named).collect())
    };
    let solutions = |negmas: bool| {
        let told = move |theory: &Solution| {
            theory.is_negmas() == negmas && (!floors_aside || FLOORS_ASIDE.contains(theory))
        };
        let theories = Solution::ALL.into_iter().filter(told);
        listed.map_or(Vec::new(), |listed| theories.map(|theory| solved(listed, theory)).collect())
    };
    Frontier {
        title: space.title.clone(),
        parties: Named::all(space),
        floors_taken: Vec::new(),
        at_home: Vec::new(),
        accept_nothing: accept_nothing(space, &space.floors()),
        floors: ByParty::of(&space.ids, space.floors()),
        packages: space.worth.values.packages(),
        scale: space.scale.clone(),
        decimals: 4,
        names: Names::default(),
        floors_aside,
        method: listed.map(|listed| format!("exact: {}", listed.frontier.method)),
        refused: found.as_ref().err().map(ToString::to_string),
        remedy: found.as_ref().err().map(|refusal| remedy(refusal).to_owned()),
        size: listed.map(|listed| size(&listed.frontier)),
        efficient: listed.map_or(Vec::new(), |listed| listed.frontier.points.iter().map(named).collect()),
        representatives: None,
        solutions: solutions(false),
        negmas: solutions(true),
        opposition: listed.and_then(|listed| listed.frontier.opposition(&listed.yardstick)),
        rational: None,
        texts: Vec::new(),
        none_admitted: None,
    }
}

/// A package by the names of its issues and options.
#[must_use]
pub fn named(space: &Space, point: &Point) -> Efficient {
    efficient(space, space.values(point), point)
}

fn efficient<Worth>(space: &Space<Worth>, values: Vec<f64>, point: &Point) -> Efficient {
    let of = |package: &Vec<u16>| Terms::of(space, &Package::from(package.clone()));
    let Alike { count, packages } = &point.alike;
    let ties =
        (*count != Some(0)).then(|| Ties { count: *count, packages: packages.iter().map(of).collect() });
    Efficient { values: ByParty::of(&space.ids, values), terms: of(&point.package), ties }
}

/// How many packages are efficient; only of different worths where the others were not counted.
#[must_use]
pub fn size(frontier: &Found) -> u64 {
    frontier.packages().unwrap_or(frontier.points.len() as u64)
}

/// Whoever counts on infinity.
fn accept_nothing<Worth>(space: &Space<Worth>, floors: &[Option<f64>]) -> Vec<String> {
    let nothing = space.ids.iter().zip(floors).filter(|(_, floor)| **floor == Some(f64::INFINITY));
    nothing.map(|(party, _)| party.clone()).collect()
}

fn rational(space: &Space, limits: Limits) -> Option<Counted> {
    let limits = Limits { steps: limits.steps.min(MOST_COUNTED), ..limits };
    // Above a floor below the cap is above it with and without the cap.
    let below =
        |(cap, floor): (&Option<f64>, Option<f64>)| cap.zip(floor).is_none_or(|(cap, floor)| floor < cap);
    let exact = space.worth.caps.iter().zip(space.floors()).all(below);
    let counted = space.worth.tables.rational(limits).ok().filter(|_| exact)?;
    let Rational { keeping_rules, admitted, gaining } = counted;
    Some(Counted { keeping_rules, admitted, gaining, share: counted.fraction() })
}

/// From the listed frontier; by branch and bound where it is not listed.
fn solved(space: &Space, listed: Option<(&Found, &Tables)>, theory: Solution, limits: Limits) -> Solved {
    if let Some((frontier, among)) = listed {
        let points = space.worth.judges.single_out(frontier, among, theory, limits);
        return Solved::of_listed(theory, points.iter().map(|point| named(space, point)).collect());
    }
    let told = |packages: Vec<Efficient>, remark: Option<String>| Solved {
        theory: theory.to_string(),
        packages,
        remark,
        score: None,
    };
    let limits = Limits { steps: limits.steps / SHARE_OF_A_THEORY, ..limits };
    match space.worth.tables.solve(theory, limits) {
        Ok(solved) => Solved {
            score: Some(Scored { score: solved.score, bound: solved.bound }),
            ..told(
                vec![named(space, &solved.point)],
                (!solved.proven).then(|| {
                    let (score, bound) = (solved.score, solved.bound);
                    format!("not proven best: it scores {score:.4}, and none scores above {bound:.4}")
                }),
            )
        },
        Err(why) => told(Vec::new(), Some(why.to_string())),
    }
}
