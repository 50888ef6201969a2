//! Large cases: each has much of one thing and little of the rest.

use std::fmt::Write;

/// What every case begins with: a day, whose yes it takes, and a source of so many sentences.
fn head(parties: usize) -> String {
    let consent: Vec<_> = (0..parties).map(|party| format!("\"p{party}\"")).collect();
    let mut text = format!(
        "[case]\ntitle = \"Much of one thing\"\nas_of = 2025-01-01\n\
         instrument = {{ class = \"contract\", consent = [{}], cite = \"notes#1\" }}\n\n\
         [sources.notes]\ntitle = \"Notes\"\npublisher = \"nobody\"\ndate = 2025-01-01\ndigest = \"sources/notes.md\"\n\
         grade = \"B2\"\n\n[parties]\n",
        consent.join(", ")
    );
    for party in 0..parties {
        let _ = writeln!(text, "p{party} = {{ name = \"Party {party}\", role = \"principal\" }}");
    }
    text
}

/// A number from 0 to 100 that three others fix.
fn mixed(of: [usize; 3]) -> usize {
    of.iter().fold(17_usize, |so_far, part| {
        let next = (so_far ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        next ^ (next >> 29)
    }) % 101
}

/// How a party's numbers are given.
#[derive(Clone, Copy)]
pub(super) enum Numbers {
    /// As numbers, every second party against the one before it.
    Exact,
    /// As intervals.
    Intervals,
    /// As words: propose, accept, oppose, and nothing of the rest.
    Words,
    /// As an order, best first.
    Order,
}

/// The options of an issue, `o0` and so on.
fn issue(text: &mut String, issue: usize, options: usize, kind: &str) {
    let _ = write!(text, "\n[issues.i{issue}]\nname = \"Issue {issue}\"\nkind = \"{kind}\"\noptions = [");
    for option in 0..options {
        let _ = write!(text, "{{ id = \"o{option}\", name = \"{option}\" }}, ");
    }
    text.push_str("]\n");
}

/// What a party says of an issue.
fn stance(text: &mut String, party: usize, issue: usize, options: usize, numbers: Numbers) {
    let _ = write!(text, "\n[[stances]]\nparty = \"p{party}\"\nissue = \"i{issue}\"\ncite = \"notes#2\"\n");
    let worth = |option| {
        let of_pair = mixed([party / 2, issue, option]);
        if party.is_multiple_of(2) { of_pair } else { 100 - of_pair }
    };
    let names = |from: usize, to: usize| {
        (from..to.min(options)).map(|option| format!("\"o{option}\"")).collect::<Vec<_>>().join(", ")
    };
    match numbers {
        Numbers::Exact => {
            text.push_str("values = { ");
            for option in 0..options {
                let _ = write!(text, "o{option} = {}, ", worth(option));
            }
            text.push_str("}\n");
        }
        Numbers::Intervals => {
            text.push_str("values = { ");
            (0..options).for_each(|option| {
                let least = worth(option);
                let _ = write!(text, "o{option} = [{least}, {}], ", (least + 15).min(100));
            });
            text.push_str("}\n");
        }
        Numbers::Words => {
            let third = options.div_ceil(3);
            let _ = writeln!(text, "propose = [{}]", names(party % 3 * third, party % 3 * third + third / 2));
            let _ = writeln!(
                text,
                "oppose = [{}]",
                names((party + 1) % 3 * third, ((party + 1) % 3 + 1) * third)
            );
        }
        Numbers::Order => {
            let from = party * 7 % options;
            let order = [names(from, options), names(0, from)];
            let order: Vec<_> = order.into_iter().filter(|part| !part.is_empty()).collect();
            let _ = writeln!(text, "order = [{}]\nshape = \"free\"", order.join(", "));
        }
    }
}

/// So many issues of so many options, and so many parties with a value for each.
pub(super) fn packages(
    issues: usize,
    options: usize,
    parties: usize,
    kind: &str,
    numbers: Numbers,
) -> String {
    let mut text = head(parties);
    (0..issues).for_each(|at| issue(&mut text, at, options, kind));
    for party in 0..parties {
        (0..issues).for_each(|at| stance(&mut text, party, at, options, numbers));
        let _ = write!(text, "\n[[weights]]\nparty = \"p{party}\"\ncite = \"notes#3\"\nissues = {{ ");
        for at in 0..issues {
            let _ = write!(text, "i{at} = {}, ", 1 + mixed([party, at, 7]) % 9);
        }
        let _ =
            write!(text, "}}\n\n[[no_deal]]\nparty = \"p{party}\"\nvalue = [44, 62]\ncite = \"notes#4\"\n");
    }
    text.push_str("\n[proposals.first]\nname = \"a first text\"\nby = [\"p0\"]\ncite = \"notes\"\nterms = { i0 = \"o0\" }\n");
    text
}

/// A small negotiation, to which much of something is added.
fn small() -> String {
    packages(3, 4, 3, "choice", Numbers::Exact)
}

/// A small negotiation with so many of what is written for each number.
fn with(count: usize, each: impl Fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut text = small();
    for at in 0..count {
        let _ = each(&mut text, at);
    }
    text
}

/// Rules that tie options of neighbouring issues together.
pub(super) fn rules(count: usize) -> String {
    let mut text = packages(40, 5, 3, "choice", Numbers::Exact);
    for rule in 0..count {
        let (left, right) = (rule % 40, (rule * 7 + 1) % 40);
        let (option, other) = (rule % 5, rule / 5 % 5);
        let _ = write!(
            text,
            "\n[rules.r{rule}]\nif = \"i{left} = o{option}\"\nthen = \"i{right} != o{other} | o{}\"\n",
            (other + 1) % 5
        );
    }
    text
}

/// Parties whose red lines leave little.
pub(super) fn red_lines(parties: usize) -> String {
    let mut text = packages(6, 8, parties, "choice", Numbers::Exact);
    for party in 0..parties {
        let _ = write!(
            text,
            "\n[[stances]]\nparty = \"p{party}\"\nissue = \"i{}\"\nred_line = [\"o{}\", \"o{}\"]\ncite = \"notes#5\"\n",
            party % 6,
            party / 6 % 8,
            (party / 6 + 1) % 8
        );
    }
    text
}

pub(super) fn claims(count: usize) -> String {
    with(count, |text, at| {
        let before = at.saturating_sub(1);
        write!(
            text,
            "\n[claims.c{at}]\nkind = \"statement\"\nby = \"p{}\"\nsays = \"the text number {at} is not acceptable\"\n\
             on = 2024-{:02}-{:02}\nsupports = [\"c{before}\"]\ncontradicts = [\"c{}\"]\ncite = \"notes#{}\"\n",
            at % 3,
            at % 12 + 1,
            at % 28 + 1,
            at / 2,
            at % 20 + 1
        )
    })
}

pub(super) fn meetings(count: usize) -> String {
    let mut text = with(count, |text, at| {
        write!(
            text,
            "\n[meetings.m{at}]\nname = \"Round {at}\"\ntrack = \"t\"\nwhen = 2024-{:02}-{:02}\nhost = \"p0\"\n\
             history = [{{ status = \"planned\", cite = \"notes#2\" }}, {{ status = \"held\", cite = \"notes#3\" }}]\n\
             delegations = [{{ party = \"p0\", head = \"h{}\", rank = \"minister\" }}, {{ party = \"p1\", rank = \"envoy\" }}]\n\
             cite = \"notes#{}\"\n",
            at % 12 + 1,
            at % 28 + 1,
            at % 50,
            at % 20 + 1
        )
    });
    text.push_str("\n[tracks.t]\nname = \"The track\"\nparties = [\"p0\", \"p1\", \"p2\"]\n");
    for person in 0..50 {
        let _ = write!(text, "\n[people.h{person}]\nname = \"Person {person}\"\n");
    }
    text
}

/// Levers, each with somebody's theory of it, a threat to use it and a guarantee against it.
pub(super) fn levers(count: usize) -> String {
    with(count, |text, at| {
        let assumed = "cite = \"notes#3\"\neffects_basis = \"assumed\"\neffects_owner = \"nobody\"\n";
        write!(
            text,
            "\n[levers.l{at}]\nname = \"Lever {at}\"\nowner = \"p{}\"\ntarget = \"p{}\"\nkind = \"pressure\"\n\
             moves_no_deal = {{ p{} = [-{}, -1] }}\n{assumed}",
            at % 3,
            (at + 1) % 3,
            (at + 1) % 3,
            at % 20 + 2
        )?;
        write!(
            text,
            "\n[beliefs.b{at}]\nholder = \"p{}\"\nlever = \"l{at}\"\nsays = \"it works\"\n\
             moves_no_deal = {{ p{} = [-9, -5] }}\n{assumed}",
            at % 3,
            (at + 1) % 3
        )?;
        write!(
            text,
            "\n[ultimatums.u{at}]\nissuer = \"p{}\"\naddressed_to = [\"p{}\"]\ntrigger = \"no answer\"\n\
             deadline = 2025-{:02}-{:02}\nconsequence = \"l{at}\"\ncredibility = [0.2, 0.8]\n{assumed}",
            at % 3,
            (at + 1) % 3,
            at % 12 + 1,
            at % 28 + 1
        )?;
        write!(
            text,
            "\n[guarantees.g{at}]\nname = \"Guarantee {at}\"\nguarantors = [\"p{}\"]\nbeneficiary = \"p{}\"\n\
             obligation = [0.1, 0.9]\ncredibility = [0.2, 0.8]\nworth = [5, 20]\n{assumed}",
            at % 3,
            (at + 1) % 3
        )
    })
}

/// As many sets of assumptions, each with a no-deal value and a weight of its own.
pub(super) fn sets(count: usize) -> String {
    with(count, |text, at| {
        let assumed = format!("basis = \"assumed\"\nowner = \"nobody\"\nset = \"s{at}\"\n");
        write!(text, "\n[[no_deal]]\nparty = \"p{}\"\nvalue = [{}, 60]\n{assumed}", at % 3, at % 60)?;
        write!(text, "\n[[weights]]\nparty = \"p{}\"\nissues = {{ i0 = \"high\" }}\n{assumed}", at % 3)
    })
}

/// Proposals with terms, sent to everybody.
pub(super) fn proposals(count: usize) -> String {
    with(count, |text, at| {
        write!(
            text,
            "\n[proposals.x{at}]\nname = \"Text {at}\"\nby = [\"p{}\"]\ndate = 2024-{:02}-{:02}\n\
             terms = {{ i0 = \"o{}\", i1 = [\"o{}\", \"o{}\"] }}\nsent = [{{ to = \"p{}\", mode = \"oral\" }}]\n\
             cite = \"notes#{}\"\n",
            at % 3,
            at % 12 + 1,
            at % 28 + 1,
            at % 4,
            at / 4 % 4,
            (at / 4 + 1) % 4,
            (at + 1) % 3,
            at % 20 + 1
        )
    })
}

/// Explanations, each weighed against so many claims, each other's rivals.
pub(super) fn hypotheses(count: usize) -> String {
    let mut text = claims(count);
    for at in 0..count {
        let _ = write!(
            text,
            "\n[hypotheses.h{at}]\nsays = \"it is number {at}\"\ncite = \"notes#2\"\nevidence = ["
        );
        for claim in 0..count {
            let bearing = ["consistent", "neutral", "inconsistent"][mixed([at, claim, 3]) % 3];
            let _ = write!(text, "{{ claim = \"c{claim}\", bearing = \"{bearing}\" }}, ");
        }
        text.push_str("]\n");
    }
    text
}

/// Circumstances, ways events may go, questions about the future, approvals at home, money and calls.
pub(super) fn surroundings(count: usize) -> String {
    with(count, |text, at| {
        let cite = "cite = \"notes#6\"\n";
        write!(text, "\n[factors.f{at}]\nname = \"Factor {at}\"\ndirection = \"hinders\"\n{cite}")?;
        write!(
            text,
            "\n[scenarios.s{at}]\nname = \"Way {at}\"\nsays = \"it goes on\"\nchance = [0.1, 0.4]\n\
             tripwires = [\"a shot\", \"a letter\"]\n{cite}"
        )?;
        write!(
            text,
            "\n[forecasts.q{at}]\nquestion = \"Will it?\"\ncriterion = \"it is signed\"\nresolves_by = 2025-06-01\n\
             chance = [0.2, 0.3]\n{cite}"
        )?;
        write!(
            text,
            "\n[ratifiers.r{at}]\nname = \"Body {at}\"\nparty = \"p{}\"\nwhen = \"i0 = o{}\"\n{cite}",
            at % 3,
            at % 4
        )?;
        write!(
            text,
            "\n[funding.m{at}]\npurpose = \"roads\"\npayers = [\"p0\"]\nbeneficiary = \"p1\"\namount = [1, {}]\n\
             unit = \"EUR m\"\n{cite}",
            at + 2
        )?;
        write!(
            text,
            "\n[contacts.k{at}]\nkind = \"call\"\nbetween = [\"p0\", \"p{}\"]\nwhen = 2024-{:02}-03\n{cite}",
            at % 2 + 1,
            at % 12 + 1
        )
    })
}

/// Statements that each cite so many sentences.
pub(super) fn citations(count: usize) -> String {
    let cited: Vec<_> = (1..=count).map(|at| format!("\"notes#{at}\"")).collect();
    let cited = cited.join(", ");
    with(20, |text, at| {
        write!(
            text,
            "\n[claims.c{at}]\nkind = \"statement\"\nby = \"p0\"\nsays = \"so it is\"\ncite = [{cited}]\n"
        )
    })
}

/// A digest of so many sentences.
pub(super) fn digest(sentences: usize) -> String {
    (1..=sentences)
        .map(|at| format!("{at}. Party {at} said that \"nothing is settled\" by then.\n"))
        .collect()
}

/// A conflict of its own: parties with courses of action, statements and pairs.
pub(super) fn conflict(parties: usize, courses: usize, statements: usize, by_pairs: bool) -> String {
    let mut text = packages(3, 4, parties, "choice", Numbers::Exact);
    text.push_str("\n[conflict]\ncite = \"notes\"\n");
    for course in 0..courses {
        let _ = write!(
            text,
            "\n[conflict.courses.c{course}]\nname = \"Course {course}\"\nparty = \"p{}\"\n",
            course % parties
        );
    }
    for party in 0..parties {
        let _ = write!(text, "\n[[conflict.preferences]]\nparty = \"p{party}\"\nstatements = [");
        for at in 0..statements {
            let (one, other) = (mixed([party, at, 1]) % courses, mixed([party, at, 2]) % courses);
            let _ = write!(text, "\"c{one} and not c{other} or c{}\", ", at % courses);
        }
        text.push_str("]\n");
        if by_pairs {
            text.push_str("pairs = [");
            for at in 0..statements {
                let _ = write!(
                    text,
                    "{{ better = \"c{}\", than = \"not c{}\" }}, ",
                    at % courses,
                    (at + 1) % courses
                );
            }
            text.push_str("]\n");
        }
    }
    text
}

/// Brackets within brackets.
pub(super) fn deep(levels: usize) -> String {
    format!("{}x = {}1{}\n", small(), "[".repeat(levels), "]".repeat(levels))
}

/// One line of a formula with so many brackets.
pub(super) fn long_rule(terms: usize) -> String {
    let terms: Vec<_> = (0..terms).map(|at| format!("i{} != o{}", at % 3, at % 4)).collect();
    format!("{}\n[rules.long]\nif = \"{}\"\nthen = \"i0 = o1\"\n", small(), terms.join(" and "))
}

/// Something said in one text of so many bytes.
pub(super) fn long_text(bytes: usize) -> String {
    with(1, |text, _| {
        write!(
            text,
            "\n[claims.c]\nkind = \"statement\"\nby = \"p0\"\nsays = \"{}\"\ncite = \"notes#2\"\n",
            "so it goes on and on, ".repeat(bytes / 22)
        )
    })
}
