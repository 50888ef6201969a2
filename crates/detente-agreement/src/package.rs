//! One way to settle every issue.

/// One option for every issue, by place; see [`crate::Negotiation::terms`] for names.
///
/// Packages are ordered by their first issue's option, then the second's, and so on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package(pub(crate) Vec<u16>);

impl Package {
    /// The place of the option that settles an issue.
    #[must_use]
    pub fn option(&self, issue: usize) -> Option<usize> {
        self.0.get(issue).map(|&option| usize::from(option))
    }
}
