//! What is asked of the conflict of a case: the one that it states, else the one derived from it.

use crate::{
    answer::Answer,
    ask::{Answered, Asked, DRAWS, Group, Paged, boxed},
    conflict::{
        Conflict,
        about::About,
        behaviour::Further,
        derived::Choice as OnTheTable,
        hypergame, inverse, path,
        stability::{self, Triple, Wanted},
    },
    described::Described,
    options::{Choice, Options},
    question::Question,
    stop::Stop,
};

/// The proposal that is on the table.
const PROPOSAL: Choice =
    Choice::name("proposal", "NAME", "Put a package with the terms of this proposal on the table");

/// Coalitions are followed too.
const COALITIONS: Choice =
    Choice::flag("coalitions", "Also show who would leave together, and for which state");

/// Only states that hold under a concept.
const HOLDS: Choice =
    Choice::name("holds", "CONCEPT", "Show only states that hold under nash, gmr, smr or seq, or may");

/// Only states in which something is true.
const WHERE: Choice = Choice::name(
    "where",
    "CONDITION",
    "Show only states in which this is true: build and not (UNI.accept or delay)",
);

/// One state.
const STATE: Choice =
    Choice::name("state", "STATE", "Show one state: its number, its letters Y and N, or today");

/// Why one verdict.
const WHY: Choice = Choice::name(
    "why",
    "STATE PARTY CONCEPT",
    "Show why a state is stable for a party under a concept, or why not: 7 UNI SEQ",
);

/// Where to.
const TO: Choice = Choice::name("to", "STATE", "Show the way to this state, by its number");

/// `detente stability` of a case.
pub const STABILITY: Asked = Asked {
    name: "stability",
    about: "Show whether an agreement would hold, and which states would last",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL, &COALITIONS, &HOLDS, &WHERE, &STATE, &WHY],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| {
        let said = |choice: &Choice| options.get(choice).map(str::to_owned);
        let why = options.get(&WHY).map(|text| {
            let wrong = || Stop::refused(format!("`why`: say which state, party and concept, not `{text}`"));
            Triple::read(text).ok_or_else(wrong)
        });
        let asked = stability::Asked {
            further: Further { coalitions: options.has(&COALITIONS), foresight: None },
            wanted: Wanted { holds: said(&HOLDS), condition: said(&WHERE), state: said(&STATE) },
            why: why.transpose()?,
        };
        answered(question, options, |conflict| stability::asked(conflict, &asked))
    },
    schema: Described::of::<stability::Stability>(),
};

/// `detente path` of a case.
pub const PATH: Asked = Asked {
    name: "path",
    about: "Find the shortest steps from today to states that would hold",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL, &TO],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| {
        let wrong = |text| Stop::refused(format!("`to` is the number of a state, not `{text}`"));
        let to = options.get(&TO).map(|text| text.parse::<usize>().map_err(|_| wrong(text))).transpose()?;
        answered(question, options, |conflict| path::answer(conflict, None, to))
    },
    schema: Described::of::<path::Path>(),
};

/// `detente inverse` of a case.
pub const INVERSE: Asked = Asked {
    name: "inverse",
    about: "Show which preferences would make an agreement hold, and what keeps each party in it",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| answered(question, options, |conflict| inverse::answer(conflict, None)),
    schema: Described::of::<inverse::Inverse>(),
};

/// `detente hypergame` of a case.
pub const HYPERGAME: Asked = Asked {
    name: "hypergame",
    about: "Show what each party expects of the others, and where it is wrong",
    group: Group::Stability,
    after_help: "",
    options: &[&PROPOSAL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| answered(question, options, hypergame::answer),
    schema: Described::of::<hypergame::Hypergame>(),
};

/// What is answered about the conflict of a case. Nothing is drawn where the case states it.
fn answered<A: Answer + 'static>(
    question: &Question,
    options: &Options,
    build: impl FnOnce(&Conflict) -> Result<A, Stop>,
) -> Result<Box<dyn Answered>, Stop> {
    let on_the_table = OnTheTable { proposal: options.get(&PROPOSAL).map(str::to_owned), package: None };
    let conflict = Conflict::of_case(question, &on_the_table)?;
    let answer = build(&conflict)?;
    match conflict.about() {
        About::Derived(_) => boxed(answer),
        About::Stated(_) | About::File(_) => {
            let page = Answer::page(&answer, question);
            Ok(Box::new(Paged { answer, page }))
        }
    }
}
