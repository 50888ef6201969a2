//! Verdicts that differ, and the statements that make the difference.

use std::collections::BTreeSet;

use detente_case::{Span, View};
use indexmap::IndexMap;

use super::{Cause, Changed, Flip};
use crate::{
    answers::facts::{Fact, Facts, facts},
    question::Question,
};

/// How far causes are looked for and told.
#[derive(Clone, Copy)]
struct Most {
    /// How much is looked at again at most, all that is taken back together: statements, and cells of the positions.
    work: usize,
    /// How many bytes of statements are told at most, of all verdicts together; each is told again with every verdict that
    /// it changes.
    bytes: usize,
}

/// Some seconds, and what a page can hold.
const MOST: Most = Most { work: 1_000_000, bytes: 16 << 20 };

impl Changed {
    /// About how many bytes it takes to tell it.
    fn bytes(&self) -> usize {
        let Self { kind, name, title, says, told, .. } = self;
        [kind, name, title, says, told].into_iter().map(String::len).sum()
    }
}

/// The verdicts that differ, with what makes the difference as far as that can be told.
pub(super) fn flips(before: &Question, after: &Question, added: &[Changed]) -> Vec<Flip> {
    flips_within(before, after, added, MOST)
}

fn flips_within(before: &Question, after: &Question, added: &[Changed], most: Most) -> Vec<Flip> {
    let (facts_before, facts_after) = (facts(&before.case), facts(&after.case));
    let differs = |name: &&String| facts_before.get(*name) != facts_after.get(*name);
    let only_before = facts_before.keys().filter(|name| !facts_after.contains_key(*name));
    let flipped: Vec<_> = facts_after.keys().chain(only_before).filter(differs).collect();
    if flipped.is_empty() {
        return Vec::new();
    }
    let causes = Causes::of(after, added, most.work);
    let mut bytes_left = most.bytes;
    let flip = |name: &String| {
        let now = facts_after.get(name);
        let (how, because) = causes.explain(name, now);
        let bytes = because.iter().map(|changed| changed.bytes()).sum();
        let (how, because) = match bytes_left.checked_sub(bytes) {
            Some(left) => {
                bytes_left = left;
                (how, because)
            }
            None => (Cause::NotTold, Vec::new()),
        };
        Flip {
            verdict: name.clone(),
            before: facts_before.get(name).cloned(),
            after: now.cloned(),
            because: because.into_iter().cloned().collect(),
            how,
        }
    };
    flipped.into_iter().map(flip).collect()
}

/// The verdicts of the second side without some of what was added.
struct Causes<'a> {
    added: &'a [Changed],
    /// Whether everything was tried.
    complete: bool,
    /// Of the first so many of what was added.
    without_statement: Vec<Facts>,
    without_sentence: IndexMap<String, Facts>,
    without_source: IndexMap<String, Facts>,
}

impl<'a> Causes<'a> {
    fn of(after: &Question, added: &'a [Changed], work: usize) -> Self {
        let cells: usize = after.case.issues.values().map(|issue| issue.options.len()).sum();
        let one = after.whole.statements().len() + cells.saturating_mul(after.case.parties.len());
        let mut trials_left = work / one.max(1);
        let mut without = |spans: BTreeSet<Span>| {
            trials_left = trials_left.checked_sub(1)?;
            let without = after.view.without.union(&spans).copied().collect();
            let view = View { without, ..after.view.clone() };
            Some(facts(&after.whole.seen(&view)))
        };
        let grouped = |group: fn(&str) -> &str| {
            let mut groups: IndexMap<String, BTreeSet<Span>> = IndexMap::new();
            for changed in added {
                for cite in &changed.reference.cites {
                    groups.entry(group(&cite.key).to_owned()).or_default().insert(changed.span);
                }
            }
            groups
        };
        let alone = added.iter().map(|changed| BTreeSet::from([changed.span]));
        let without_statement: Vec<_> = alone.map_while(&mut without).collect();
        let mut complete = without_statement.len() == added.len();
        let mut of_groups = |groups: IndexMap<String, BTreeSet<Span>>| {
            let all = groups.len();
            let of = |(key, spans)| Some((key, without(spans)?));
            let tried: IndexMap<String, Facts> = groups.into_iter().map_while(of).collect();
            complete &= tried.len() == all;
            tried
        };
        let without_sentence = of_groups(grouped(|key| key));
        let without_source = of_groups(grouped(|key| key.split('#').next().unwrap_or(key)));
        Self { added, complete, without_statement, without_sentence, without_source }
    }

    fn explain(&self, name: &str, now: Option<&Fact>) -> (Cause, Vec<&'a Changed>) {
        let necessary =
            self.added.iter().zip(&self.without_statement).filter(|(_, facts)| facts.get(name) != now);
        let because = essential(necessary.map(|(changed, _)| changed).collect());
        if !because.is_empty() {
            return (Cause::EachStatement, because);
        }
        let first = |groups: &IndexMap<String, Facts>| {
            groups.iter().find(|(_, facts)| facts.get(name) != now).map(|(key, _)| key.clone())
        };
        let cause = match (first(&self.without_sentence), first(&self.without_source)) {
            (Some(sentence), _) => Cause::Sentence(sentence),
            (None, Some(source)) => Cause::Source(source),
            (None, None) if !self.complete => Cause::NotTold,
            (None, None) if self.added.is_empty() => Cause::Withdrawal,
            (None, None) => Cause::AllTogether,
        };
        (cause, Vec::new())
    }
}

/// Statements that share a place are one; and where a stance counts, that its issue and option exist goes
/// without saying.
fn essential(mut because: Vec<&Changed>) -> Vec<&Changed> {
    let mut seen = BTreeSet::new();
    because.retain(|changed| seen.insert(changed.span));
    let defines = |changed: &Changed| matches!(changed.kind.as_str(), "issue" | "option");
    if because.iter().any(|changed| !defines(changed)) {
        because.retain(|changed| !defines(changed));
    }
    because
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::diff::only_in;

    const CASE: &str = "[case]\ntitle = \"A quarry\"\nas_of = 2025-03-01\ninstrument = { class = \"contract\", consent = \
        [\"mill\"] }\n[parties.mill]\nname = \"Mill\"\nrole = \"principal\"\n[issues.depth]\nname = \"Depth\"\n\
        options = [{ id = \"flat\", name = \"flat\" }, { id = \"deep\", name = \"deep\" }]\n";

    #[test]
    fn what_is_not_looked_for_or_too_long_is_not_told() {
        let stance = "[[stances]]\nparty = \"mill\"\nissue = \"depth\"\npropose = [\"flat\"]\noppose = [\"deep\"]\n\
            basis = \"assumed\"\nowner = \"clerk\"\n[[no_deal]]\nparty = \"mill\"\nvalue = 50\n\
            basis = \"assumed\"\nowner = \"clerk\"\n";
        let (before, after) = (Question::of_text(CASE, 2), Question::of_text(&format!("{CASE}{stance}"), 2));
        let added = only_in(&after, &before);
        let how = |most| -> Vec<(Cause, usize)> {
            let flips = flips_within(&before, &after, &added, most);
            flips.into_iter().map(|flip| (flip.how, flip.because.len())).collect()
        };
        let told = how(MOST);
        assert!(told.iter().any(|(how, because)| *how == Cause::EachStatement && *because > 0));
        assert!(told.iter().all(|(how, _)| *how != Cause::NotTold));
        for most in [Most { work: 0, ..MOST }, Most { bytes: 0, ..MOST }] {
            let cut = how(most);
            assert_eq!(cut.len(), told.len());
            assert!(cut.iter().any(|(how, because)| *how == Cause::NotTold && *because == 0));
            assert!(cut.iter().all(|(_, because)| *because == 0));
        }
    }
}
