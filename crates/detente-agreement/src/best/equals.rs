//! What is as good as the best, and an order of what is equally good that no file decides.

use super::{Search, Ties, at_central_values, of_package, order::compare};
use crate::{
    Negotiation, Reading,
    model::{Model, Problem},
    package::Package,
    reading::slacks,
};

/// How much work looking for ties does at most: a millisecond or two, because every what-if does it.
const MOST_WORK_FOR_TIES: u64 = 500_000;

/// The other packages that the problem admits and that are as good as the best, in package order, and whether they are
/// all.
pub(crate) fn tied(model: &Model<'_>, problem: &Problem<'_>, best: &Package) -> (Vec<Package>, bool) {
    let mut search = Search::of(problem, at_central_values(model), MOST_WORK_FOR_TIES);
    search.ties = Ties::Sought(Vec::new());
    search.improve(search.reach(&of_package(best)), best.clone());
    search.descend(problem.domains.clone());
    let is_best = search.best.as_ref().is_some_and(|(_, found)| found == best);
    let mut found = match search.ties {
        // Among equals the search for the best is cut short: these tie with a better one.
        Ties::Sought(_) if !is_best => return (Vec::new(), false),
        Ties::Sought(found) => found,
        Ties::Ignored => Vec::new(),
    };
    found.sort();
    (found, !search.cut)
}

impl Negotiation {
    /// Puts packages in the order in which a best one is chosen, admitted or not: first what suits best who gains least, at
    /// central values; equals come by the names of their options, however a file is ordered.
    #[must_use]
    pub fn in_order(&self, packages: Vec<Package>) -> Vec<Package> {
        let model = Model::of(self);
        let slacks = slacks(self, Reading::Central);
        let problem = model.problem(&model.requirements.none(), &slacks);
        let search = Search::of(&problem, at_central_values(&model), 0);
        let with_gains = |package: Package| (search.reach(&of_package(&package)), package);
        let mut packages: Vec<_> = packages.into_iter().map(with_gains).collect();
        packages.sort_by(|(gains, one), (others, other)| {
            compare(others, gains).then_with(|| self.by_name.compare(one, other))
        });
        packages.into_iter().map(|(_, package)| package).collect()
    }
}
