//! How the tagger learns.

use super::{
    Entry, Plan, Treebank,
    learner::Learner,
    lexicon::{self, Classes},
    shuffled,
};
use crate::{
    lexicon::Lexicon,
    table::best,
    tagger::{Form, candidates, classes, look},
};

/// Learns from sentences.
pub(super) fn learn<'bank>(
    sentences: impl Iterator<Item = &'bank Vec<Entry>>,
    lexicon: &Lexicon,
    classes: &Classes,
    plan: Plan,
) -> Learner {
    let lessons: Vec<(Vec<Form>, Vec<usize>)> = sentences
        .map(|sentence| {
            let forms = sentence.iter().map(|entry| Form::of(&entry.form, lexicon)).collect();
            (forms, sentence.iter().map(|entry| classes.class(entry)).collect())
        })
        .collect();
    let mut learner = Learner::new(plan.tags, plan.tagger_rate);
    let mut bases = Vec::new();
    for pass in 0..plan.tagger_passes {
        if pass == plan.tagger_burn {
            learner.forget();
        }
        for at in shuffled(lessons.len(), plan.seed + pass as u64) {
            let (forms, gold) = &lessons[at];
            let mut before = Vec::new();
            for (at, &right) in gold.iter().enumerate() {
                let set = candidates(&forms[at]) | 1 << right;
                let guess = if set.is_power_of_two() {
                    right
                } else {
                    look(forms, &before, at, plan.tags, &mut bases);
                    learner.drop(&mut bases, plan.tagger_drop);
                    let guess = best(&learner.weights, &bases, set).0;
                    learner.learn(&bases, set, 1 << right);
                    guess
                };
                before.push(guess);
            }
        }
    }
    learner
}

/// The classes of all words, each sentence tagged by what was learned from the sentences of other folds.
pub(super) fn crosswise(bank: &Treebank, known: &Classes, plan: Plan) -> Vec<Vec<usize>> {
    let fold = &|fold: usize| -> Vec<Vec<usize>> {
        let others =
            || bank.sentences.iter().enumerate().filter(|(at, _)| at % plan.folds != fold).map(|(_, s)| s);
        let lexicon = lexicon::build(others(), known);
        let table = learn(others(), &lexicon, known, plan).bytes(plan.least[0]);
        let tag = |sentence: &Vec<Entry>| {
            let forms: Vec<_> = sentence.iter().map(|entry| Form::of(&entry.form, &lexicon)).collect();
            classes(&forms, &table)
        };
        bank.sentences.iter().skip(fold).step_by(plan.folds).map(tag).collect()
    };
    let mut found = vec![Vec::new(); bank.sentences.len()];
    std::thread::scope(|scope| {
        let folds: Vec<_> = (0..plan.folds).map(|at| scope.spawn(move || fold(at))).collect();
        for (at, thread) in folds.into_iter().enumerate() {
            for (classes, place) in thread
                .join()
                .unwrap_or_default()
                .into_iter()
                .zip(found.iter_mut().skip(at).step_by(plan.folds))
            {
                *place = classes;
            }
        }
    });
    found
}
