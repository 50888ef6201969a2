//! One way to settle every issue.

use detente_frontier::Point;

/// One option for every issue of a [`Space`](crate::Space), by place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package(Vec<u16>);

impl Package {
    /// By issue, the place of its option.
    #[must_use]
    pub fn places(&self) -> &[u16] {
        &self.0
    }

    /// From the places of options; `None` where one is beyond what tables hold.
    #[must_use]
    pub fn of(places: &[usize]) -> Option<Self> {
        let places: Option<Vec<u16>> = places.iter().map(|&option| option.try_into().ok()).collect();
        places.map(Self)
    }
}

impl From<Vec<u16>> for Package {
    fn from(places: Vec<u16>) -> Self {
        Self(places)
    }
}

impl From<&Point> for Package {
    fn from(point: &Point) -> Self {
        Self(point.package.clone())
    }
}
