//! The twelve: what users ask, in the order in which they ask it.

use super::Claim;

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        name: "Q1",
        asked: &["why"],
        says: [
            &["No source gives a position of RU.", "Confidence: low."],
            &["No deal at central values, whether silence means no or yes.", "Why there is no deal"],
            &["Not known: it hangs on what nobody has said", "Why there is no deal in some futures"],
        ],
        rests_on: &[("npr#13", "\"consistently dismissed\"")],
        never: &["likely", "probable"],
    },
    Claim {
        name: "Q2",
        asked: &["openers"],
        says: [
            &["heavier economic sanctions", "(seems shelved)*", "Never compare costs across parties."],
            &[
                "What opens a deal at central values with fewest changes: US uses heavier economic sanctions on Moscow",
            ],
            &["So no package is offered.", "whether they open a deal is not known either"],
        ],
        rests_on: &[],
        never: &["Its best package: ________"],
    },
    Claim {
        name: "Q2",
        asked: &["options"],
        says: [&["US uses: heavier economic sanctions on Moscow (today: seems shelved) [npr#9]"], &[], &[]],
        rests_on: &[("npr#9", "tighten economic sanctions on Moscow")],
        never: &[],
    },
    Claim {
        name: "Q3",
        asked: &["matrix"],
        says: [
            &["Ukraine acknowledges control] (A)", "will not have [npr#13]"],
            &[
                "UA (Volodymyr Zelenskyy) \"consistently dismissed\" [npr#13]",
                "all can live with: left to later talks*",
                "US perhaps agrees to [npr#11, C3]",
            ],
            &["3. Four oblasts: [left to later talks] (D)", "[permanent] (C)", "[full] (D)"],
        ],
        rests_on: &[
            ("npr#11", "may need to recognize Russian control"),
            ("npr#13", "\"consistently dismissed\""),
        ],
        never: &["red line*"],
    },
    Claim {
        name: "Q4",
        asked: &["levers"],
        says: [
            &[
                "end of all US support for US 1 to 8 -25 to -8 +3 to +14",
                "exit from the talks US 2 to 10 -10 to 0 -4 to +8",
                "All costs and effects are assumed by analyst.",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#3", "\"move on\""), ("npr#16", "\"to end all U.S. support for Ukraine\"")],
        never: &[],
    },
    Claim {
        name: "Q5",
        asked: &["frontier"],
        says: [
            &[
                "No package passes",
                "UA has a red line: Crimea, Sevastopol: Ukraine recognises as Russian [npr#13, C2]",
            ],
            &["If no-deal values are ignored, 38 packages are efficient"],
            &["If no-deal values are ignored, 913 packages are efficient"],
        ],
        rests_on: &[("npr#13", "\"consistently dismissed\"")],
        never: &["fair package"],
    },
    Claim {
        name: "Q6",
        asked: &["talks"],
        says: [
            &[
                "1 of 2 who must agree named (UA) [npr#4, C2], without RU",
                "1 of 2 who must agree named (RU)",
                ", without UA",
                "no ceasefire can be closed there",
                "Only US connects UA, UK, FR and DE with RU.",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#4", "Represented are"), ("npr#7", "\"fourth visit to Moscow\"")],
        never: &[],
    },
    Claim {
        name: "Q7",
        asked: &["diff", "--from", "2025-04-23"],
        says: [
            &["What changed"],
            &["Shares that moved beyond their sampling error None.", "Answers that changed None."],
            &[
                "is there a deal? no at central values → not known: it hangs on what nobody has said.",
                "is there an offer on the table? disputed by the receiver → a text was handed over",
                "Because of proposal reply [reuters#1, B2]",
                "in 33 → 57 of 100 assumed futures",
            ],
        ],
        rests_on: &[],
        never: &["because of stance RU on NATO membership of Ukraine [reuters"],
    },
    Claim {
        name: "Q8",
        asked: &["roles", "--full"],
        says: [&["could agree agree still would", "no ceasefire"], &[], &[]],
        rests_on: &[("npr#14", "\"impose\"")],
        never: &["agreed 100"],
    },
    Claim {
        name: "Q9",
        asked: &["deadline"],
        says: [
            &["Not simulated, because no source says by when."],
            &["Without an ultimatum the parties agree within 90 days in 10 of 100 assumed futures."],
            &["Without an ultimatum the parties agree within 90 days in 24 of 100 assumed futures."],
        ],
        rests_on: &[("npr#3", "\"within days\""), ("npr#16", "\"take a pass\"")],
        never: &["ripe"],
    },
    Claim {
        name: "Q10",
        asked: &["stability"],
        says: [
            &["holds only if RU", "expect"],
            &["RU gains if it withdraws its consent (3.9 points)."],
            &["No package is shown: whether any is a deal hangs on what nobody has said."],
        ],
        rests_on: &[("npr#16", "\"to end all U.S. support for Ukraine\"")],
        never: &["likely"],
    },
    Claim {
        name: "Q11",
        asked: &["outlook"],
        says: [
            &[
                "the United States leaves the mediation: 10–30%, very unlikely to unlikely [assumed by analyst]",
                "a full ceasefire by consent: 2–10%, almost no chance to very unlikely [assumed by analyst]",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#17", "\"uncertain future of Ukraine\"")],
        never: &["Confidence: low"],
    },
    Claim {
        name: "Q12",
        asked: &["options"],
        says: [
            &[
                "A first text: what all can live with",
                "Four oblasts: left to later talks*",
                "the yes of Ukraine and Russian Federation",
            ],
            &["6 clauses left open", "London talks; RU not named there"],
            &["15 clauses left open", "Ukrainian and European reply of 23 April [reuters#1]"],
        ],
        rests_on: &[("npr#16", "\"take a pass\"")],
        never: &["both have agreed"],
    },
    Claim {
        name: "Q12",
        asked: &["brief"],
        says: [
            &["with what all can live with (assumed)", "WOULD IT HOLD", "OUTLOOK"],
            &[
                "May be tabled: 1 of 7 issues",
                "Disputed: Volodymyr Zelenskyy says that none was formally communicated [13]",
            ],
            &[
                "May be tabled: 1 of 16 issues",
                "only reported: US terms of 17 April, to UA, receipt not said [b1]",
            ],
        ],
        rests_on: &[],
        never: &["Left off for length"],
    },
];
