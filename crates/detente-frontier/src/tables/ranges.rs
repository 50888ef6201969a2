//! What tables say besides the frontier: floors, the same without them, and what an open text may be worth.

use super::Tables;

impl Tables {
    /// By party, the least it accepts, in parts; `None` when it accepts anything. See [`Tables::refuses`] for who
    /// accepts nothing: its floor is beyond whatever can be had.
    #[must_use]
    pub fn floors(&self) -> Vec<Option<i128>> {
        self.floors.iter().map(|floor| floor.least).collect()
    }

    /// The same tables with parties that accept anything: options allowed and rules stay as they are.
    ///
    /// What is efficient then is so whether or not anybody would rather have no agreement.
    #[must_use]
    pub fn without_floors(&self) -> Self {
        let mut tables = self.clone();
        for floor in &mut tables.floors {
            floor.least = None;
            floor.when = None;
        }
        tables
    }

    /// By party, the least and the most that packages with one of `among` for every issue are worth, in parts,
    /// whether or not they keep the rules; `None` unless every issue has an option that is there.
    ///
    /// Each issue adds by itself, so both ends are exact.
    #[must_use]
    pub fn range(&self, among: &[Vec<usize>]) -> Option<Vec<(i128, i128)>> {
        if among.len() != self.issues() {
            return None;
        }
        let mut range = vec![(0, 0); self.parties];
        for (issue, options) in among.iter().enumerate() {
            let there = options.iter().all(|&option| option < self.options[issue]);
            if options.is_empty() || !there {
                return None;
            }
            for (party, (least, most)) in range.iter_mut().enumerate() {
                let added = || options.iter().map(|&option| self.adds(issue, option)[party]);
                *least += added().min().unwrap_or(0);
                *most += added().max().unwrap_or(0);
            }
        }
        Some(range)
    }
}
