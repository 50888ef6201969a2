//! What a view hides: a statement of every table, by each of the ways to hide one, with every reference to it.
//!
//! `tests/views/world.toml` has a statement of every kind that is hidden in turn. Its name, where it has one, begins
//! with `zz-` and is used wherever a name of its kind can be used: nothing of it may be left in what a view shows.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use detente_case::{
    AssumptionChoice, Case, CaseFiles, Diagnostic, Funding, Guarantee, Issue, ItemKind, Lever, Meeting,
    Mention, Proposal, Reader, Severity, Span, StatementRef, Territory, View, documented_tables, open, read,
};
use jiff::civil::date;

/// The name of the statement of each kind that is hidden; nothing for what is tested by itself.
fn hidden(kind: ItemKind) -> Option<&'static str> {
    Some(match kind {
        ItemKind::Source | ItemKind::Instrument | ItemKind::Conflict => return None,
        ItemKind::Party => "zz-party",
        ItemKind::Bloc => "zz-bloc",
        ItemKind::Person => "zz-person",
        ItemKind::Institution => "zz-institution",
        ItemKind::Territory => "zz-territory",
        ItemKind::Control => "ua of land",
        ItemKind::Track => "zz-track",
        ItemKind::Meeting => "zz-meeting",
        ItemKind::MeetingEvent => "first 2",
        ItemKind::Delegation => "ru at first",
        ItemKind::Contact => "zz-contact",
        ItemKind::Protocol => "zz-protocol",
        ItemKind::Issue => "zz-issue",
        ItemKind::IssueOption => "line = zz-option",
        ItemKind::Stance => "ru on line",
        ItemKind::Weights | ItemKind::NoDeal | ItemKind::StatePreference => "ru",
        ItemKind::Rule => "zz-rule",
        ItemKind::Lever => "zz-lever",
        ItemKind::LeverHistory => "aid 2",
        ItemKind::Belief => "zz-belief",
        ItemKind::Ultimatum => "zz-ultimatum",
        ItemKind::Guarantee => "zz-guarantee",
        ItemKind::GuaranteeHistory => "shield 1",
        ItemKind::Funding => "zz-funding",
        ItemKind::FundingHistory => "rebuilding 1",
        ItemKind::Claim => "zz-claim",
        ItemKind::Hypothesis => "zz-hypothesis",
        ItemKind::Proposal => "zz-proposal",
        ItemKind::Transmission => "paper to ru",
        ItemKind::Ratifier => "zz-ratifier",
        ItemKind::Factor => "zz-factor",
        ItemKind::Scenario => "zz-scenario",
        ItemKind::Forecast => "zz-forecast",
        ItemKind::Course => "zz-course",
        ItemKind::Infeasible => "6",
        ItemKind::Barred => "3",
    })
}

/// Every kind of which a statement is hidden in turn, with its name.
fn kinds() -> impl Iterator<Item = (ItemKind, &'static str)> {
    ItemKind::ALL.iter().filter_map(|kind| Some((*kind, hidden(*kind)?)))
}

/// Where the statement that is hidden says where it comes from.
fn marker(kind: ItemKind) -> String {
    format!("cite = \"early\" # {kind:?}\n")
}

fn world() -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/views/world.toml"));
    fs::read_to_string(path).expect("the world is there")
}

fn read_case(text: &str) -> Case {
    let reading = read(&CaseFiles::new("world.toml", text.as_bytes(), BTreeMap::new()));
    // A ranking that lacks states is read all the same.
    let is_error =
        |problem: &&Diagnostic| problem.severity == Severity::Error && problem.code != "bad-ranking";
    let errors = reading.diagnostics.iter().filter(is_error);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<&Diagnostic>::new());
    reading.case
}

/// The world in which the marked statement says so of where it comes from.
fn world_with(kind: ItemKind, basis: &str) -> Case {
    let (text, line) = (world(), marker(kind));
    assert_eq!(text.matches(&line).count(), 1, "the world marks one {kind:?}");
    read_case(&text.replace(&line, &format!("{basis}\n")))
}

/// What tells statements apart, in whatever view.
fn key(statement: &StatementRef<'_>) -> (ItemKind, Span) {
    (statement.kind(), statement.origin().span)
}

/// The statements of a case by kind and place.
fn statements(case: &Case) -> BTreeMap<(ItemKind, Span), StatementRef<'_>> {
    case.statement_refs().into_iter().map(|one| (key(&one), one)).collect()
}

/// Where the marked statement stands: the last of this kind and name.
fn place(case: &Case, kind: ItemKind, name: &str) -> Span {
    let statements = case.statement_refs();
    let found = statements.iter().rev().find(|one| one.kind() == kind && one.name() == name);
    found.expect("the world has the statement that is hidden").origin().span
}

/// A view that sees everything in the world.
fn openly() -> View {
    View { compartments: BTreeSet::from(["closed".to_owned()]), ..View::default() }
}

/// Whether `name` stands anywhere in the case, in whatever field.
fn mentions(case: &Case, name: &str) -> bool {
    format!("{case:?}").contains(&format!("\"{name}\""))
}

/// One of the ways to hide a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Its source is published later.
    TooEarly,
    /// Its compartment is closed.
    Compartment,
    /// Its source is worse than asked for.
    Grade,
    /// It is assumed, and no assumption is used.
    Assumed,
    /// The view names it as left out.
    LeftOut,
}

impl Way {
    const ALL: [Self; 5] = [Self::TooEarly, Self::Compartment, Self::Grade, Self::Assumed, Self::LeftOut];

    /// What the statement says of where it comes from.
    fn basis(self, kind: ItemKind) -> String {
        match self {
            Self::TooEarly => "cite = \"zz-source\"".to_owned(),
            Self::Compartment => "cite = \"early\"\ncompartment = \"closed\"".to_owned(),
            Self::Grade => "cite = \"weak\"".to_owned(),
            // The owner of a lever is who can use it.
            Self::Assumed if kind == ItemKind::Lever => {
                "basis = \"assumed\"\neffects_owner = \"x\"".to_owned()
            }
            Self::Assumed => "basis = \"assumed\"\nowner = \"x\"".to_owned(),
            Self::LeftOut => "cite = \"early\"".to_owned(),
        }
    }

    /// The view that does not see it, and sees all else.
    fn view(self, place: Span) -> View {
        match self {
            Self::TooEarly => View { as_of: Some(date(2025, 4, 22)), ..openly() },
            Self::Compartment => View::default(),
            Self::Grade => View { min_grade: "C3".parse().ok(), ..openly() },
            Self::Assumed => View { assumptions: AssumptionChoice::Nothing, ..openly() },
            Self::LeftOut => View { without: BTreeSet::from([place]), ..openly() },
        }
    }
}

#[test]
fn the_world_has_a_statement_of_every_kind_and_a_table_of_every_name() {
    let world = world();
    for table in documented_tables().filter(|name| !matches!(*name, "basis" | "effects")) {
        let heads = [format!("[{table}]"), format!("[{table}."), format!("[[{table}]]")];
        assert!(heads.iter().any(|head| world.contains(head)), "the world has no table `{table}`");
    }
    let case = read_case(&world);
    let stated: BTreeSet<_> = case.statement_refs().iter().map(StatementRef::kind).collect();
    let kinds: BTreeSet<_> = ItemKind::ALL.iter().copied().filter(|kind| *kind != ItemKind::Source).collect();
    assert_eq!(stated, kinds);
}

#[test]
fn a_statement_of_every_kind_is_hidden_in_every_way_with_all_that_refers_to_it() {
    for (kind, name) in kinds() {
        for way in Way::ALL {
            let case = world_with(kind, &way.basis(kind));
            let statement = (kind, place(&case, kind, name));
            assert!(
                statements(&case.seen(&openly())).contains_key(&statement),
                "{kind:?} is seen when not {way:?}"
            );
            let view = way.view(statement.1);
            let seen = case.seen(&view);
            assert!(!statements(&seen).contains_key(&statement), "{kind:?} is hidden when {way:?}");
            let token = format!("zz-{kind}");
            assert!(!mentions(&seen, &token), "{kind:?} is left when {way:?}: {}", around(&seen, &token));
            assert_eq!(seen.seen(&view), seen, "{kind:?} {way:?}");
        }
    }
}

/// The world in which the marked statement is in a compartment.
fn closed_world(kind: ItemKind) -> CaseFiles {
    let text = world().replace(&marker(kind), "cite = \"early\"\ncompartment = \"closed\"\n");
    CaseFiles::new("world.toml", text.as_bytes(), BTreeMap::new())
}

#[test]
fn what_is_closed_leaves_no_name_in_the_texts_either_and_everything_else_its_place() {
    for (kind, name) in kinds() {
        let files = closed_world(kind);
        let opened = open(&files, &Reader::default());
        let token = format!("zz-{kind}");
        assert!(!opened.files.text().contains(&token), "{kind:?}: {}", opened.files.text());
        assert!(!mentions(&opened.case, &token), "{kind:?}");
        assert_eq!(opened.files.text().len(), files.text().len());
        assert!(opened.missing.is_empty());
        let seen = read(&files).case.seen(&View::default());
        assert_eq!(opened.case.seen(&View::default()), seen, "{kind:?} {name}");
        let reader = Reader { compartments: BTreeSet::from(["closed".to_owned()]), ..Reader::default() };
        let all = open(&files, &reader);
        // Statements without a name have no token: their line tells.
        let told = |case: &Case| !files.text().contains(&token) || mentions(case, &token);
        assert!(told(&all.case), "{kind:?} is open to whoever has the compartment");
        assert_ne!(all.files.canonical(), opened.files.canonical(), "{kind:?}");
    }
}

#[test]
fn what_is_wrong_in_what_is_closed_is_not_told() {
    let broken = closed_world(ItemKind::Claim)
        .text()
        .replace("[claims.zz-claim]\n", "[claims.zz-claim]\nzz-key = 1\n");
    let files = CaseFiles::new("world.toml", broken.as_bytes(), BTreeMap::new());
    let errors =
        |problems: &[Diagnostic]| problems.iter().filter(|problem| problem.code == "unknown-key").count();
    assert_eq!(errors(&read(&files).diagnostics), 1);
    assert_eq!(errors(&open(&files, &Reader::default()).diagnostics), 0);
    let unread = CaseFiles::new("world.toml", (broken + "\n[claims.zz-other\n").as_bytes(), BTreeMap::new());
    let opened = open(&unread, &Reader::default());
    assert!(
        !format!("{opened:?}").contains("zz-"),
        "a text of which nobody can say what is closed is not shown"
    );
    assert_eq!(opened.diagnostics.len(), 1);
}

#[test]
fn a_compartment_that_the_case_does_not_have_is_missing() {
    let reader = Reader { compartments: BTreeSet::from(["open-sesame".to_owned()]), ..Reader::default() };
    assert_eq!(open(&closed_world(ItemKind::Claim), &reader).missing, ["open-sesame"]);
}

#[test]
fn what_hangs_on_what_is_known_later_is_told_with_its_day() {
    let case = world_with(ItemKind::Track, &Way::TooEarly.basis(ItemKind::Track));
    let later: Vec<_> = case.hanging_on(date(2025, 4, 22)).iter().map(detente_case::Later::says).collect();
    assert_eq!(later, ["1 meeting is not seen: its track is known only from 2025-04-23."]);
    assert!(case.hanging_on(date(2025, 4, 23)).is_empty());
}

#[test]
fn what_begins_later_does_not_hang_on_what_is_known_later() {
    let text = |begins: &str| {
        format!(
            "[case]\ntitle = \"a sale\"\nas_of = 2031-03-01\nsnapshots = [2031-03-01, 2031-03-09]\n\
             instrument = {{ class = \"contract\", consent = [\"s\"], cite = \"now\" }}\n\
             [sources]\nnow = {{ publisher = \"a\", date = 2031-03-01, grade = \"B2\" }}\n\
             then = {{ publisher = \"b\", date = 2031-03-09, grade = \"B2\" }}\n\
             [parties]\ns = {{ name = \"Seller\", role = \"principal\" }}\n\
             [issues.price]\nname = \"Price\"\noptions = [{{ id = \"low\", name = \"low\" }}]\ncite = \"then\"\n\
             [[stances]]\nparty = \"s\"\nissue = \"price\"\noppose = [\"low\"]\nbasis = \"assumed\"\n\
             owner = \"me\"\n{begins}"
        )
    };
    let later = |begins: &str| read_case(&text(begins)).hanging_on(date(2031, 3, 1)).len();
    assert_eq!(later(""), 1);
    assert_eq!(later("since = 2031-03-09\n"), 0);
}

#[test]
fn what_loses_somebody_who_is_known_later_is_seen_in_part() {
    let case = world_with(ItemKind::Person, &Way::TooEarly.basis(ItemKind::Person));
    let later: Vec<_> = case.hanging_on(date(2025, 4, 22)).iter().map(detente_case::Later::says).collect();
    assert!(
        later.iter().any(|says| says.contains("seen in part: its person is known only from 2025-04-23")),
        "{later:?}"
    );
    assert!(case.hanging_on(date(2025, 4, 23)).is_empty());
}

/// Names of kinds by what bears them: those of options stand within their issue.
type Names = BTreeSet<(ItemKind, String)>;

fn named(statement: &StatementRef<'_>) -> (ItemKind, String) {
    (statement.kind(), statement.name())
}

fn mentioned(statement: &StatementRef<'_>) -> Names {
    let name = |one: &Mention<'_>| match one.issue {
        Some(issue) => (one.kind, format!("{issue} = {}", one.id)),
        None => (one.kind, one.id.to_owned()),
    };
    statement.names().iter().map(name).collect()
}

#[test]
fn every_name_that_a_view_mentions_is_there() {
    for (kind, name) in kinds() {
        let case = world_with(kind, &Way::LeftOut.basis(kind));
        let seen = case.seen(&Way::LeftOut.view(place(&case, kind, name)));
        let statements = seen.statement_refs();
        let mut there: Names = statements.iter().map(named).collect();
        there.extend(seen.sources.keys().map(|id| (ItemKind::Source, id.to_string())));
        for statement in &statements {
            let absent: Vec<_> = mentioned(statement).difference(&there).cloned().collect();
            assert!(absent.is_empty(), "without {kind:?}, {:?} mentions {absent:?}", named(statement));
        }
    }
}

/// What a statement says by itself: a row without its parts, a part without the row around it.
fn own(statement: &StatementRef<'_>) -> String {
    match *statement {
        StatementRef::Territory(_, row) => format!("{:?}", Territory { control: Vec::new(), ..row.clone() }),
        StatementRef::Meeting(_, row) => {
            format!("{:?}", Meeting { history: Vec::new(), delegations: Vec::new(), ..row.clone() })
        }
        StatementRef::Issue(_, row) => format!("{:?}", Issue { options: [].into(), ..row.clone() }),
        StatementRef::Lever(_, row) => format!("{:?}", Lever { status: Vec::new(), ..row.clone() }),
        StatementRef::Guarantee(_, row) => format!("{:?}", Guarantee { status: Vec::new(), ..row.clone() }),
        StatementRef::Funding(_, row) => format!("{:?}", Funding { status: Vec::new(), ..row.clone() }),
        StatementRef::Proposal(_, row) => format!("{:?}", Proposal { sent: Vec::new(), ..row.clone() }),
        StatementRef::Control(_, _, _, part) => format!("{part:?}"),
        StatementRef::MeetingEvent(_, _, _, part) => format!("{part:?}"),
        StatementRef::Delegation(_, _, _, part) => format!("{part:?}"),
        StatementRef::IssueOption(_, _, _, part) => format!("{part:?}"),
        StatementRef::LeverHistory(_, _, _, part)
        | StatementRef::GuaranteeHistory(_, _, _, part)
        | StatementRef::FundingHistory(_, _, _, part) => format!("{part:?}"),
        StatementRef::Transmission(_, _, _, part) => format!("{part:?}"),
        StatementRef::Conflict(_, origin) => format!("{origin:?}"),
        StatementRef::Course(_, _, part) => format!("{part:?}"),
        StatementRef::Infeasible(_, _, part) => format!("{part:?}"),
        StatementRef::Barred(_, _, part) => format!("{part:?}"),
        StatementRef::StatePreference(_, _, part) => format!("{part:?}"),
        // Without the place in a list, which changes when a row before it goes.
        row => format!("{row:?}").split_once(", ").map(|(_, row)| row.to_owned()).unwrap_or_default(),
    }
}

/// What changes because something is hidden mentions it, or mentions what goes with it: no name is forgotten.
#[test]
fn whatever_changes_with_a_name_mentions_it() {
    for (kind, name) in kinds() {
        let case = world_with(kind, &Way::LeftOut.basis(kind));
        let whole = case.seen(&openly());
        let hidden = (kind, place(&case, kind, name));
        let seen = case.seen(&Way::LeftOut.view(hidden.1));
        let (before, after) = (statements(&whole), statements(&seen));
        let gone = before.iter().filter(|(key, _)| !after.contains_key(key));
        let gone: Names = gone.map(|(_, statement)| named(statement)).collect();
        for (key, statement) in before.iter().filter(|(key, _)| **key != hidden) {
            let changed = after.get(key).is_none_or(|left| own(left) != own(statement));
            let mentions_it = !mentioned(statement).is_disjoint(&gone);
            // An issue goes with the last of its options, and those mention what they go with.
            let emptied = key.0 == ItemKind::Issue && !after.contains_key(key);
            let excused = !changed || mentions_it || emptied;
            assert!(
                excused,
                "{kind:?}: {:?} changes and does not mention it: {:?}",
                named(statement),
                after.get(key).map(own)
            );
        }
    }
}

/// What stands around a name in a case, to find what still refers to it.
fn around(case: &Case, name: &str) -> String {
    let text = format!("{case:?}");
    let at = text.find(name).unwrap_or(0);
    text.get(at.saturating_sub(400)..(at + 100).min(text.len())).unwrap_or_default().to_owned()
}

#[test]
fn a_source_is_hidden_before_its_day_with_every_reference_to_it() {
    let case = read_case(&world());
    let seen = case.seen(&View { as_of: Some(date(2025, 4, 22)), ..openly() });
    assert!(mentions(&case.seen(&openly()), "zz-source"));
    assert!(!mentions(&seen, "zz-source"), "{}", around(&seen, "zz-source"));
}

#[test]
fn a_conflict_that_is_not_seen_leaves_nothing() {
    let kind = ItemKind::Conflict;
    for way in Way::ALL {
        let case = world_with(kind, &way.basis(kind));
        let place = place(&case, kind, "conflict");
        assert!(case.seen(&openly()).conflict.origin.is_some());
        let seen = case.seen(&way.view(place));
        assert!(seen.conflict.origin.is_none(), "{way:?}");
        // A part with a basis of its own stands by itself. None is outside the compartment of the whole.
        let whole = matches!(way, Way::LeftOut | Way::Compartment);
        assert_eq!(seen.conflict.is_stated(), !whole, "{way:?}");
    }
}

/// The tables whose numbers may be assumed though the rest is cited, each with a number that stands nowhere else.
const NUMBERS: [(ItemKind, &str); 4] = [
    (ItemKind::Lever, "cost = { ua = 87 }\nmoves_no_deal = { ua = 87 }\nmoves_deal = { ua = 87 }"),
    (ItemKind::Belief, "moves_no_deal = { ua = 87 }\nmoves_deal = { ua = 87 }"),
    (ItemKind::Ultimatum, "credibility = 0.87"),
    (ItemKind::Guarantee, "obligation = 0.87\ncredibility = 0.87\nworth = 87\ncost = { ua = 87 }"),
];

#[test]
fn numbers_are_hidden_by_themselves() {
    for (kind, numbers) in NUMBERS {
        let basis =
            format!("cite = \"early\"\neffects_basis = \"assumed\"\neffects_owner = \"x\"\n{numbers}");
        let case = world_with(kind, &basis);
        let seen = |assumptions| case.seen(&View { assumptions, ..openly() });
        let has_numbers = |case: &Case| format!("{case:?}").contains("Quantity { parts: 87");
        assert!(has_numbers(&seen(AssumptionChoice::Standing)), "{kind:?}");
        let without = seen(AssumptionChoice::Nothing);
        assert!(!has_numbers(&without), "{kind:?}");
        assert!(mentions(&without, &format!("zz-{kind}")), "{kind:?}");
    }
}

#[test]
fn statements_say_what_they_say_in_plain_words() {
    let case = read_case(&world());
    let statements = case.statement_refs();
    let says = |kind, name: &str| {
        let found = statements.iter().rev().find(|one| one.kind() == kind && one.name() == name);
        found.map(StatementRef::says).unwrap_or_default()
    };
    assert_eq!(says(ItemKind::Weights, "ru"), "weight of 1 issue");
    let weighed = case.statements().into_iter().find(|one| one.kind == "weights" && one.name == "ua");
    assert_eq!(weighed.map(|one| one.says).as_deref(), Some("weights of 2 issues"));
    // The trigger is what trips the threat, not what averts it.
    assert_eq!(says(ItemKind::Ultimatum, "or-else"), "ru: if no progress, then aid");
    assert_eq!(says(ItemKind::StatePreference, "ua"), "sign; then zz-course if attack");
}

#[test]
fn whoever_mentions_an_option_mentions_its_issue() {
    let case = read_case(&world());
    for statement in case.statement_refs() {
        let names = statement.names();
        for issue in names.iter().filter_map(|mention| mention.issue) {
            let is_issue = |mention: &Mention<'_>| mention.kind == ItemKind::Issue && mention.id == issue;
            assert!(names.iter().any(is_issue), "{:?} mentions an option of {issue}", statement.name());
        }
    }
}

#[test]
fn what_parties_prefer_in_a_conflict_mentions_them_and_their_courses() {
    let case = read_case(&world());
    let statements = case.statement_refs();
    let names = |kind, name: &str| {
        let found = statements.iter().find(|one| one.kind() == kind && one.name() == name);
        found.map(mentioned).unwrap_or_default()
    };
    let expected = |names: &[(ItemKind, &str)]| -> Names {
        let early = (ItemKind::Source, "early");
        names.iter().chain([&early]).map(|(kind, name)| (*kind, (*name).to_owned())).collect()
    };
    let preference = [
        (ItemKind::Party, "ua"),
        (ItemKind::Course, "sign"),
        (ItemKind::Course, "zz-course"),
        (ItemKind::Course, "attack"),
    ];
    assert_eq!(names(ItemKind::StatePreference, "ua"), expected(&preference));
    let course =
        [(ItemKind::Party, "ua"), (ItemKind::Lever, "zz-lever"), (ItemKind::Ultimatum, "zz-ultimatum")];
    assert_eq!(names(ItemKind::Course, "sign"), expected(&course));
}

/// The world without the statement of a kind that is hidden in turn.
fn without(kind: ItemKind) -> Case {
    let case = read_case(&world());
    let name = hidden(kind).expect("a statement of the kind is hidden in turn");
    case.seen(&Way::LeftOut.view(place(&case, kind, name)))
}

#[test]
fn a_condition_that_can_no_longer_be_met_takes_along_what_hangs_on_it() {
    let (no_issue, no_option) = (without(ItemKind::Issue), without(ItemKind::IssueOption));
    // What applies never, and what demands the impossible, is no rule.
    let rules = |case: &Case| case.rules.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(rules(&no_issue), ["zz-rule"]);
    assert_eq!(rules(&no_option), ["tied", "bound", "zz-rule"]);
    let ratifiers = |case: &Case| case.ratifiers.keys().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(ratifiers(&no_issue), ["house", "court", "zz-ratifier"]);
    assert_eq!(ratifiers(&no_option), ["house", "senate", "court", "zz-ratifier"]);
    // An issue that cannot be settled in any way is none.
    let no_party = without(ItemKind::Party);
    assert!(!no_party.issues.contains_key("single"));
    // Nor is a stance of nobody, or on nothing.
    for case in [&no_party, &no_issue, &no_option] {
        assert!(case.stances.iter().all(|stance| !stance.parties.is_empty() && !stance.positions.is_empty()));
    }
    // A red line whose escape is gone binds.
    assert!(no_issue.stances.iter().all(|stance| stance.unless.is_none()));
}
