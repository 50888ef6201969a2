//! What is asked of the conflict of a case: the one that it states, else the one derived from it.

use detente_case::Condition;

use super::{
    behaviour::Further,
    conflict_file::{self, OpenFile},
    hypergame, inverse, path,
    stability::{self, setup::Choice as OnTheTable},
};
use crate::{
    ask::{Answered, Asked, DRAWS, Group, Paged, boxed, schema_of},
    options::{Choice, Options},
    question::Question,
    stop::Stop,
};

/// The proposal that is on the table.
const PROPOSAL: Choice =
    Choice::name("proposal", "NAME", "The package on the table has the terms of this proposal");

/// Coalitions are followed too.
const COALITIONS: Choice =
    Choice::flag("coalitions", "Also coalitions: who would leave together, and for what");

/// `detente stability` of a case.
pub const STABILITY: Asked = Asked {
    name: "stability",
    about: "Would it hold? Which states last, under which behaviour, and why",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL, &COALITIONS],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| {
        let further = Further { coalitions: options.has(&COALITIONS), foresight: None };
        match stated(question)? {
            Some(file) => Ok(shown(conflict_file::stability(&file, further)?, |answer| answer.page(&file))),
            None => boxed(stability::answer(question, &on_the_table(options), further)?),
        }
    },
    schema: schema_of::<stability::Stability>,
};

/// `detente path` of a case.
pub const PATH: Asked = Asked {
    name: "path",
    about: "How one gets there: shortest steps from today to what would hold",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| match stated(question)? {
        Some(file) => {
            Ok(shown(conflict_file::paths(&file, file.today.unwrap_or(1))?, |answer| answer.page(&file)))
        }
        None => boxed(path::answer(question, &on_the_table(options))?),
    },
    schema: schema_of::<path::Path>,
};

/// `detente inverse` of a case.
pub const INVERSE: Asked = Asked {
    name: "inverse",
    about: "What would have to be preferred for it to hold: what keeps whom",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| match stated(question)? {
        Some(file) => {
            Ok(shown(conflict_file::inverse(&file, file.today.unwrap_or(1))?, |answer| answer.page(&file)))
        }
        None => boxed(inverse::answer(question, &on_the_table(options), None)?),
    },
    schema: schema_of::<inverse::Inverse>,
};

/// `detente hypergame` of a case.
pub const HYPERGAME: Asked = Asked {
    name: "hypergame",
    about: "What each expects of the others by its own theories, wrongly or not",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| match stated(question)? {
        Some(file) => Ok(shown(conflict_file::hypergame(&file)?, |answer| answer.page(&file))),
        None => boxed(hypergame::answer(question, &on_the_table(options))?),
    },
    schema: schema_of::<hypergame::Hypergame>,
};

fn stated(question: &Question) -> Result<Option<OpenFile>, Stop> {
    conflict_file::of_case(question).transpose()
}

fn on_the_table(options: &Options) -> OnTheTable {
    OnTheTable { proposal: options.get(&PROPOSAL).map(str::to_owned), package: None::<Condition> }
}

fn shown<A: serde::Serialize + 'static>(
    answer: A,
    page: impl FnOnce(&A) -> crate::page::Page,
) -> Box<dyn Answered> {
    let page = page(&answer);
    Box::new(Paged { answer, page })
}
