//! Packages that are worth the same to everybody: which of them is told is nobody's loss, that there are others is news.

use crate::tables::Tables;

/// Of all points of a frontier together, so many packages are told beside the points' own.
const MOST_TOLD: usize = 10_000;

/// Fewer where packages settle very many issues: so many terms of them altogether.
const MOST_TERMS: usize = 200_000;

/// So many steps count those of all points of a frontier; after that, points are told without their number.
const MOST_STEPS: u32 = 10_000_000;

/// The packages that are worth the same to everybody as a point's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// How many there are beside it, at most `u64::MAX`; `None` where they were not looked for.
    pub count: Option<u64>,
    /// By issue, the places of the options of each; the first ten thousand of a frontier, or fewer of many issues.
    pub packages: Vec<Vec<u16>>,
}

/// By issue, by option: itself and the others in whose place it stands; empty for an issue of which each option stands
/// for itself.
pub(crate) struct Equals(Vec<Vec<Vec<u16>>>);

impl Equals {
    pub(crate) fn of(tables: &Tables) -> Self {
        Self((0..tables.issues()).map(|issue| tables.equals(issue)).collect())
    }

    /// Whether no option stands for another.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The option and those in whose place it stands.
    pub(crate) fn with<'s>(&'s self, issue: usize, option: &'s u16) -> &'s [u16] {
        let equals = self.0.get(issue).and_then(|options| options.get(usize::from(*option)));
        equals.map_or(std::slice::from_ref(option), Vec::as_slice)
    }
}

/// How many packages were told, and what it took.
#[derive(Default)]
pub(crate) struct Told {
    packages: usize,
    terms: usize,
    steps: u32,
}

impl Told {
    /// Takes a step of counting; nothing once there were too many.
    pub(crate) fn step(&mut self) -> Option<()> {
        self.steps = self.steps.checked_add(1).filter(|steps| *steps <= MOST_STEPS)?;
        Some(())
    }

    /// Whether more may be told.
    pub(crate) fn has_room(&self) -> bool {
        self.packages < MOST_TOLD && self.terms < MOST_TERMS
    }
}

impl Alike {
    /// That there is no other.
    pub(crate) fn none() -> Self {
        Self { count: Some(0), packages: Vec::new() }
    }

    /// One more.
    pub(crate) fn add(&mut self, told: &mut Told, package: &[u16]) {
        self.count = self.count.map(|count| count.saturating_add(1));
        self.tell(told, package);
    }

    /// Names one of those counted.
    pub(crate) fn tell(&mut self, told: &mut Told, package: &[u16]) {
        if told.has_room() {
            told.packages += 1;
            told.terms += package.len();
            self.packages.push(package.to_vec());
        }
    }
}
