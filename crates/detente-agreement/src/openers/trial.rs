//! Whether there is a deal after some changes, tried set after set.

use super::change::{Candidate, Edit};
use crate::{
    model::{Model, Problem},
    negotiation::Negotiation,
    reading::{Reading, Room, Slack, slacks},
    search::{Finding, Weights, find_next},
};

/// Tries changes on one copy of the negotiation, and takes them back.
pub(super) struct Trial<'a> {
    negotiation: &'a Negotiation,
    reading: Reading,
    pub(super) candidates: &'a [Candidate],
    model: Model<'a>,
    slacks: Vec<Slack>,
    changed: Negotiation,
    changed_slacks: Vec<Slack>,
    /// By candidate, what it does to the cells, once it is known.
    known: Vec<Known>,
    /// How many cells may yet be kept.
    cells_left: usize,
    /// What proved best in the last trial.
    weights: Weights,
    work_left: u64,
}

/// What a candidate alone does to cells.
#[derive(Clone, Debug)]
enum Known {
    NotYet,
    /// It does more than move cells of issues, or its cells hang on what else changes.
    Otherwise,
    /// The cells of these parties on these issues become these, whatever changes on other issues.
    Cells(Vec<Moved>),
}

/// The cells of a party on an issue.
#[derive(Clone, Debug)]
struct Moved {
    party: usize,
    issue: usize,
    cells: Vec<i64>,
}

/// How much work all trials together do at most: cells read, about. Some seconds.
const MOST_WORK: u64 = 300_000_000;

/// How many cells are kept at most of candidates: 64 MB.
const MOST_KNOWN: usize = 8 << 20;

/// How many options that bind each other are changed as fast as options that stand alone.
const FEW_BOUND: usize = 100;

/// As how many cells read each further one counts: what binds it is looked at again.
const ONE_BOUND: u64 = 100;

/// As how many cells read a cell counts that is made anew where 64 bits do not hold a party's numbers.
const ONE_FRACTION: u64 = 100;

impl<'a> Trial<'a> {
    pub(super) fn of(negotiation: &'a Negotiation, reading: Reading, candidates: &'a [Candidate]) -> Self {
        let (model, slacks) = (Model::of(negotiation), slacks(negotiation, reading));
        Self {
            negotiation,
            reading,
            candidates,
            model,
            changed: negotiation.clone(),
            changed_slacks: slacks.clone(),
            slacks,
            known: vec![Known::NotYet; candidates.len()],
            cells_left: MOST_KNOWN,
            weights: Weights::default(),
            work_left: MOST_WORK,
        }
    }

    /// Whether no work may be done any more.
    pub(super) fn is_spent(&self) -> bool {
        self.work_left == 0
    }

    /// Whether there is a deal after these candidates, by place.
    pub(super) fn works(&mut self, set: &[usize]) -> Finding {
        set.iter().for_each(|&place| self.learn(place));
        if self.are_apart(set) { self.works_by_cells(set) } else { self.works_by_edits(set) }
    }

    /// Finds out what a candidate alone does to cells.
    fn learn(&mut self, place: usize) {
        let candidates = self.candidates;
        let (Some(candidate), Some(Known::NotYet)) = (candidates.get(place), self.known.get(place)) else {
            return;
        };
        let mut moved = Vec::with_capacity(candidate.edits.len());
        for edit in &candidate.edits {
            let own = match edit {
                Edit::Value { party, issue, .. } => self.moved(edit, *party, *issue),
                Edit::Soften { .. } | Edit::Shift { .. } | Edit::Delink { .. } => None,
            };
            let Some(own) = own else {
                self.known[place] = Known::Otherwise;
                return;
            };
            moved.push(own);
        }
        let twice = moved.iter().enumerate().any(|(at, own)| {
            moved[..at].iter().any(|other| (other.party, other.issue) == (own.party, own.issue))
        });
        self.known[place] = if twice { Known::Otherwise } else { Known::Cells(moved) };
    }

    /// The cells of an issue after one edit of it; nothing where they hang on other issues, or too many are kept.
    fn moved(&mut self, edit: &Edit, party: usize, issue: usize) -> Option<Moved> {
        let cells = self.cells_of(issue);
        self.cells_left = self.cells_left.checked_sub(cells.len())?;
        Room::of(&self.changed.parties[party])?;
        self.apply(&[edit]);
        // In 64 bits a cell is made of its own issue and of what must be reached.
        let own = Room::of(&self.changed.parties[party])
            .map(|_| Slack::of(&self.changed, &self.changed.parties[party], self.reading));
        edit.take_back(&mut self.changed, self.negotiation);
        let cells = own?.cells.get(cells)?.to_vec();
        Some(Moved { party, issue, cells })
    }

    fn cells_of(&self, issue: usize) -> std::ops::Range<usize> {
        let first = self.negotiation.offsets[issue];
        first..first + self.negotiation.issues[issue].options.len()
    }

    /// Whether what each candidate does is known, and no two move the same cells.
    fn are_apart(&self, set: &[usize]) -> bool {
        let mut about = Vec::new();
        for place in set {
            let Some(Known::Cells(moved)) = self.known.get(*place) else { return false };
            about.extend(moved.iter().map(|moved| (moved.party, moved.issue)));
        }
        let count = about.len();
        about.sort_unstable();
        about.dedup();
        about.len() == count
    }

    fn works_by_cells(&mut self, set: &[usize]) -> Finding {
        self.put(set, true);
        let all = self.model.requirements.all();
        let problem = self.model.problem(&all, &self.changed_slacks);
        let finding = look(&problem, &mut self.weights, &mut self.work_left);
        self.put(set, false);
        finding
    }

    /// Puts the cells that candidates move where they belong, or those that were there before.
    fn put(&mut self, set: &[usize], is_changed: bool) {
        for place in set {
            let Some(Known::Cells(moved)) = self.known.get(*place) else { continue };
            for moved in moved {
                let cells = self.cells_of(moved.issue);
                let before = &self.slacks[moved.party].cells[cells.clone()];
                let put = if is_changed { &moved.cells[..] } else { before };
                self.changed_slacks[moved.party].cells[cells].copy_from_slice(put);
            }
        }
    }

    fn works_by_edits(&mut self, set: &[usize]) -> Finding {
        let candidates = self.candidates;
        let edits: Vec<_> = set.iter().flat_map(|&place| &candidates[place].edits).collect();
        self.apply(&edits);
        for party in edits.iter().filter_map(|edit| edit.moves()) {
            let of = &self.changed.parties[party];
            if Room::of(of).is_none() {
                let cells = self.changed_slacks[party].cells.len() as u64;
                self.work_left = self.work_left.saturating_sub(cells * ONE_FRACTION);
            }
            self.changed_slacks[party] = Slack::of(&self.changed, of, self.reading);
        }
        let all = self.model.requirements.all();
        let relinked = edits.iter().any(|edit| matches!(edit, Edit::Soften { .. } | Edit::Delink { .. }));
        let finding = if relinked {
            let model = Model::of(&self.changed);
            look(&model.problem(&all, &self.changed_slacks), &mut self.weights, &mut self.work_left)
        } else {
            let problem = self.model.problem(&all, &self.changed_slacks);
            look(&problem, &mut self.weights, &mut self.work_left)
        };
        for edit in &edits {
            edit.take_back(&mut self.changed, self.negotiation);
        }
        for party in edits.iter().filter_map(|edit| edit.moves()) {
            self.changed_slacks[party].clone_from(&self.slacks[party]);
        }
        finding
    }

    /// Applies edits; where many options bind each other, that is work.
    fn apply(&mut self, edits: &[&Edit]) {
        for edit in edits {
            if let Edit::Value { party, issue, .. } = edit {
                let of = &self.changed.parties[*party];
                if of.rungs[*issue].is_some() || of.ranked[*issue].is_some() {
                    let many = of.values[*issue].len().saturating_sub(FEW_BOUND) as u64;
                    self.work_left = self.work_left.saturating_sub(many * ONE_BOUND);
                }
            }
            edit.apply(&mut self.changed);
        }
    }
}

/// How much of the work one trial takes at most.
const MOST_WORK_AT_ONCE: u64 = 20_000_000;

/// What making the changes and taking them back is counted as.
const ONE_TRIAL: u64 = 1_000;

/// Looks for a package; looking once at everything is work too, so that trials end.
fn look(problem: &Problem<'_>, weights: &mut Weights, work_left: &mut u64) -> Finding {
    *work_left = work_left.saturating_sub(2 * problem.cost() + ONE_TRIAL);
    let at_once = (*work_left).min(MOST_WORK_AT_ONCE);
    let mut left = at_once;
    let finding = find_next(problem, weights, &mut left);
    *work_left -= at_once - left;
    finding
}

#[cfg(test)]
mod tests {
    use detente_case::{Case, CaseFiles};

    use super::*;

    /// Two parties over two ladders of so many rungs, of which most are silent, and what no deal is worth to both.
    fn ladders(rungs: usize, no_deal: &str) -> Case {
        let options: String =
            (0..rungs).map(|at| format!("{{ id = \"o{at}\", name = \"{at}\" }}, ")).collect();
        let assumed = "basis = \"assumed\"\nowner = \"x\"\n";
        let mut text = "[case]\ntitle = \"t\"\nas_of = 2025-01-01\ninstrument = { class = \"contract\", consent = [\"a\", \"b\"] }\n\
             [parties]\na = { name = \"A\", role = \"principal\" }\nb = { name = \"B\", role = \"principal\" }\n".to_owned();
        for issue in ["i", "j"] {
            text +=
                &format!("[issues.{issue}]\nname = \"{issue}\"\nkind = \"ladder\"\noptions = [{options}]\n");
        }
        for (party, best, worst) in [("a", 0, rungs - 1), ("b", rungs - 1, 0)] {
            for issue in ["i", "j"] {
                text += &format!(
                    "[[stances]]\nparty = \"{party}\"\nissue = \"{issue}\"\npropose = [\"o{best}\"]\n\
                     oppose = [\"o{worst}\"]\n{assumed}"
                );
            }
            text += &format!("[[no_deal]]\nparty = \"{party}\"\nvalue = {no_deal}\n{assumed}");
        }
        let read = detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        read.case
    }

    #[test]
    fn what_is_known_of_single_changes_settles_sets_of_them_as_making_them_does() {
        let case = ladders(5, "[44, 62]");
        let negotiation = Negotiation::from_case(&case);
        let candidates = negotiation.tolerances(&case, &Model::of(&negotiation)).1;
        let mut trial = Trial::of(&negotiation, Reading::SilenceAsNo, &candidates);
        let count = candidates.len();
        let singles = (0..count).map(|one| vec![one]);
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| vec![one, other]));
        let (mut apart, mut found) = (0, 0);
        for set in singles.chain(pairs) {
            set.iter().for_each(|&place| trial.learn(place));
            let by_edits = trial.works_by_edits(&set);
            if trial.are_apart(&set) {
                let by_cells = trial.works_by_cells(&set);
                assert_eq!(std::mem::discriminant(&by_cells), std::mem::discriminant(&by_edits), "{set:?}");
                apart += 1;
            }
            found += usize::from(matches!(by_edits, Finding::Found(_)));
            assert_eq!(trial.changed_slacks, trial.slacks);
        }
        assert!(apart > count && found > 0, "{apart} {found}");
    }

    #[test]
    fn rungs_that_bind_each_other_are_work_and_each_change_of_them_is_looked_at_once() {
        let case = ladders(300, "[44, 62]");
        let negotiation = Negotiation::from_case(&case);
        let candidates = negotiation.tolerances(&case, &Model::of(&negotiation)).1;
        let mut trial = Trial::of(&negotiation, Reading::SilenceAsNo, &candidates);
        let before = trial.work_left;
        trial.learn(0);
        assert_eq!(before - trial.work_left, 200 * ONE_BOUND);
        trial.learn(0);
        assert_eq!(before - trial.work_left, 200 * ONE_BOUND);
    }

    #[test]
    fn numbers_that_64_bits_do_not_hold_are_work_where_they_are_made_anew() {
        let work = |no_deal: &str| {
            let case = ladders(5, no_deal);
            let negotiation = Negotiation::from_case(&case);
            let candidates = negotiation.tolerances(&case, &Model::of(&negotiation)).1;
            let mut trial = Trial::of(&negotiation, Reading::SilenceAsNo, &candidates);
            let before = trial.work_left;
            trial.works_by_edits(&[0]);
            before - trial.work_left
        };
        // Ten cells of one party; the rest of the work is nearly the same.
        let more = work("[44.00000001, 62]") - work("[44, 62]");
        assert!((10 * ONE_FRACTION..20 * ONE_FRACTION).contains(&more), "{more}");
    }
}
