//! Those to whom a mediator puts texts: parties that can say what a text is worth to them, however many there are.
//!
//! Nothing is listed: a text is one option an issue, and its worth a sum over issues and pairs of issues, so that
//! spaces of 2^100 texts are as good as small ones.

use std::fmt;

/// Issues and what texts are worth to every party.
#[derive(Clone, Debug, PartialEq)]
pub struct Electorate {
    sizes: Vec<usize>,
    parties: Vec<Voter>,
    /// By party and issue, the pairs that the issue is part of.
    touching: Vec<Vec<Vec<usize>>>,
}

/// A text: one option for every issue, by place.
pub type Text = Vec<u16>;

/// What texts are worth to one party, on a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voter {
    /// By issue and option, what it adds.
    pub alone: Vec<Vec<f64>>,
    /// What pairs of options add.
    pub together: Vec<Pair>,
    /// What no agreement is worth.
    pub reservation: f64,
}

/// What the options of two issues add together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The issues.
    pub issues: (usize, usize),
    /// How many options the second issue has.
    pub width: usize,
    /// By option of the first and then of the second issue, row by row.
    pub adds: Vec<f64>,
}

/// Why an electorate is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// There is no issue, or one without options or with more than 65,535.
    Issue(usize),
    /// This party's tables do not fit the issues.
    Party(usize),
}

impl fmt::Display for Misfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issue(place) => write!(out, "issue {place} has no options, or more than 65,535"),
            Self::Party(place) => write!(out, "the tables of party {place} do not fit the issues"),
        }
    }
}

impl std::error::Error for Misfit {}

impl Electorate {
    /// Parties over issues with so many options each.
    pub fn new(sizes: Vec<usize>, parties: Vec<Voter>) -> Result<Self, Misfit> {
        let wrong = sizes.iter().position(|size| *size == 0 || *size > usize::from(u16::MAX));
        if let Some(place) = wrong.or(sizes.is_empty().then_some(0)) {
            return Err(Misfit::Issue(place));
        }
        let fits = |party: &Voter| {
            let alone = party.alone.len() == sizes.len()
                && party.alone.iter().zip(&sizes).all(|(options, size)| options.len() == *size);
            alone && party.together.iter().all(|pair| pair.fits(&sizes))
        };
        if let Some(place) = parties.iter().position(|party| !fits(party)) {
            return Err(Misfit::Party(place));
        }
        let touching = parties.iter().map(|party| party.touching(sizes.len())).collect();
        Ok(Self { sizes, parties, touching })
    }

    /// By how much a party's worth of a text changes if one issue is settled otherwise.
    #[must_use]
    pub fn change(&self, party: usize, text: &[u16], issue: usize, to: u16) -> f64 {
        let (Some(voter), Some(touching)) = (self.parties.get(party), self.touching.get(party)) else {
            return 0.0;
        };
        let from = text.get(issue).copied().unwrap_or(0);
        let alone = voter.alone.get(issue).map_or(0.0, |options| {
            let at = |option: u16| options.get(usize::from(option)).copied().unwrap_or(0.0);
            at(to) - at(from)
        });
        let pairs = touching.get(issue).map_or(&[][..], Vec::as_slice).iter();
        let together = pairs.map(|&pair| {
            let pair = &voter.together[pair];
            let option = |of: usize, changed: u16| if of == issue { changed } else { text[of] };
            let at = |changed| pair.cell(option(pair.issues.0, changed), option(pair.issues.1, changed));
            at(to) - at(from)
        });
        alone + together.sum::<f64>()
    }

    /// How many options each issue has.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// The parties.
    #[must_use]
    pub fn parties(&self) -> &[Voter] {
        &self.parties
    }

    /// Whether a text settles every issue with one of its options.
    #[must_use]
    pub fn allows(&self, text: &[u16]) -> bool {
        text.len() == self.sizes.len()
            && text.iter().zip(&self.sizes).all(|(option, size)| usize::from(*option) < *size)
    }

    /// What a text is worth to each party.
    #[must_use]
    pub fn worths(&self, text: &[u16]) -> Vec<f64> {
        self.parties.iter().map(|party| party.worth(text)).collect()
    }
}

impl Voter {
    /// What a text is worth: the sum of what its options add, alone and in pairs, in the order of the tables.
    #[must_use]
    pub fn worth(&self, text: &[u16]) -> f64 {
        let alone = self
            .alone
            .iter()
            .zip(text)
            .map(|(options, option)| options.get(usize::from(*option)).copied().unwrap_or(0.0));
        alone.sum::<f64>() + self.together.iter().map(|pair| pair.adds(text)).sum::<f64>()
    }

    fn touching(&self, issues: usize) -> Vec<Vec<usize>> {
        let mut touching = vec![Vec::new(); issues];
        for (place, pair) in self.together.iter().enumerate() {
            touching[pair.issues.0].push(place);
            touching[pair.issues.1].push(place);
        }
        touching
    }

    /// Whether the party would rather have the text than no agreement, or as soon.
    #[must_use]
    pub fn takes(&self, text: &[u16]) -> bool {
        self.worth(text) >= self.reservation
    }
}

impl Pair {
    fn fits(&self, sizes: &[usize]) -> bool {
        let (one, other) = self.issues;
        let cells = sizes.get(one).zip(sizes.get(other)).map(|(one, other)| one * other);
        one != other && sizes.get(other) == Some(&self.width) && cells == Some(self.adds.len())
    }

    fn cell(&self, one: u16, other: u16) -> f64 {
        self.adds.get(usize::from(one) * self.width + usize::from(other)).copied().unwrap_or(0.0)
    }

    fn adds(&self, text: &[u16]) -> f64 {
        let options = text.get(self.issues.0).zip(text.get(self.issues.1));
        options.map_or(0.0, |(one, other)| self.cell(*one, *other))
    }
}
