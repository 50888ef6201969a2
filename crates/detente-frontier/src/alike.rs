//! Packages that are worth the same to everybody: which of them is told is nobody's loss, that there are others is news.

/// Of all points of a frontier together, so many packages are told beside the points' own.
const MOST_TOLD: usize = 10_000;

/// The packages that are worth the same to everybody as a point's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// How many there are beside it, at most `u64::MAX`; `None` where they were not looked for.
    pub count: Option<u64>,
    /// By issue, the places of the options of each; the first ten thousand of a frontier.
    pub packages: Vec<Vec<u16>>,
}

/// How many packages were told.
#[derive(Default)]
pub(crate) struct Told {
    packages: usize,
}

impl Told {
    /// How many more may be told.
    pub(crate) fn room(&self) -> usize {
        MOST_TOLD.saturating_sub(self.packages)
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
        if told.room() > 0 {
            told.packages += 1;
            self.packages.push(package.to_vec());
        }
    }
}
