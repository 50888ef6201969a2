//! The seventeen: what each sentence of the report asks of the case.

use super::Claim;

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        name: "S1",
        asked: &["talks", "--room", "london-23-april"],
        says: [
            &[
                "The ceasefire needs UA and RU",
                "No meeting in the case names them all.",
                "must agree 1 of 2 named: UA [npr#4, C2]; not named: RU",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#1", "\"a ceasefire agreement\""), ("npr#4", "Represented are")],
        never: &["treaty", "peace agreement", "RU is present"],
    },
    Claim {
        name: "S2",
        asked: &["talks", "--room", "london-23-april"],
        says: [
            &[
                "US Keith Kellogg, – – npr#2, C2 envoy",
                "Marco Rubio, 2 rungs assumed by",
                "mandates not said",
                "No ceasefire can be closed there on",
            ],
            &["party to come expected"],
            &["party came expected"],
        ],
        rests_on: &[("npr#2", "\"notably absent\"")],
        never: &["2 rungs npr#2"],
    },
    Claim {
        name: "S3",
        asked: &["outlook"],
        says: [
            &[
                "US, by Marco Rubio: exit from the talks [npr#3, C2]",
                "no progress in the negotiations (nobody has said what counts as that)",
                "\"within days\", read as 2025-04-23 to 2025-04-30 by analyst",
                "20–70% if the trigger happens [assumed by analyst]",
            ],
            &["runs out within 7 days"],
            &["runs out within 4 days"],
        ],
        rests_on: &[("npr#3", "\"move on\""), ("npr#3", "\"no progress\""), ("npr#3", "\"within days\"")],
        never: &[],
    },
    Claim {
        name: "S3",
        asked: &["deadline"],
        says: [&["US, after its cost, in", "To whom it is addressed is not said."], &[], &[]],
        rests_on: &[("npr#3", "What would count as progress is not said")],
        never: &["likely"],
    },
    Claim {
        name: "S4",
        asked: &["talks", "--full"],
        says: [
            &[
                "10 of 15",
                "1 of 15",
                "4 of 15 pairs of parties have no meeting in the case: RU with UA, UK, FR and DE.",
                "London talks: another",
                "assumed by analyst",
                "and so is what it points to",
            ],
            &["London talks ● · ● ● ● ● planned"],
            &["London talks ● · ● ● ● ● held"],
        ],
        rests_on: &[("npr#4", "\"initially intended\"")],
        never: &["hosted by Marco Rubio"],
    },
    Claim {
        name: "S5",
        asked: &["talks", "--room", "london-23-april"],
        says: [
            &[
                "call between David",
                "(\"seemingly\")",
                "less likely; no number",
                "attendance 30 to 100% of the expected rank",
            ],
            &["The deeds point further away from agreement than the words: words 2 warmer (1 hedged)"],
            &[],
        ],
        rests_on: &[
            ("npr#5", "\"seemingly positive conversation\""),
            ("npr#5", "\"have diminished\""),
            ("npr#5", "\"at the last minute\""),
        ],
        never: &["a breakthrough is unlikely"],
    },
    Claim {
        name: "S6",
        asked: &["show", "downgraded"],
        says: [&["downgraded"], &[], &[]],
        rests_on: &[("npr#6", "\"speculation\"")],
        never: &["UK says that the meeting"],
    },
    Claim {
        name: "S6",
        asked: &["talks", "--room", "london-23-april"],
        says: [
            &["not counted npr#6, F6", "the meeting may have", "neutral npr#6, C2", "has not commented"],
            &[],
            &[],
        ],
        rests_on: &[("npr#6", "\"has not commented\"")],
        never: &[],
    },
    Claim {
        name: "S7",
        asked: &["talks", "--full"],
        says: [
            &[
                "Only US connects UA, UK, FR and DE with RU.",
                "Witkoff in Moscow · ● ● · · · planned",
                "RU Vladimir Putin, head of state npr#7, C2",
                "White House: Witkoff is warmer npr#7, C2 to go to Moscow for the fourth time",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#7", "\"fourth visit to Moscow\"")],
        never: &[],
    },
    Claim {
        name: "S8",
        asked: &["talks", "--full"],
        says: [&["the talks are to warmer npr#8, C3 concentrate on areas of common ground"], &[], &[]],
        rests_on: &[("npr#8", "\"areas of common ground\"")],
        never: &[],
    },
    Claim {
        name: "S8",
        asked: &["ground"],
        says: [
            &[
                "Common to all who must agree: UA, RU RU: no sourced position; all its positions are assumed.",
                "left to later talks: all can live with it; assumed of UA, RU",
                "Acceptable to all who must agree but one",
                "RU has no known position on: Ceasefire: partial;",
            ],
            &[],
            &[],
        ],
        rests_on: &[],
        never: &["RU accepts"],
    },
    Claim {
        name: "S8",
        asked: &["ground", "--room", "london-23-april"],
        says: [
            &[],
            &["Ceasefire: full: all accept it; assumed of US, FR, DE, UK, UA"],
            &["Ceasefire: full: all accept it"],
        ],
        rests_on: &[],
        never: &[],
    },
    Claim {
        name: "S9",
        asked: &["levers", "--full"],
        says: [
            &[
                "heavier economic sanctions US seems shelved 1 to 6",
                "more military aid to Kyiv US seems shelved 3 to 10",
                "months; can be undone [npr#9, C2; numbers assumed by analyst]",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#9", "\"appear to have been sidelined for now\"")],
        never: &["sidelined by Trump"],
    },
    Claim {
        name: "S10",
        asked: &["levers", "--full"],
        says: [
            &[
                "used, of 100 (*: assumed) US is right UK, FR, DE are right",
                "sustained support for Ukraine is critical to Russia's willingness to negotiate on better terms \
                 [npr#10, C2; numbers assumed by analyst]",
                "concessions by Ukraine make an agreement worth more to Russia [assumed by analyst]",
                "times that strength",
            ],
            &["pressure on Ukraine for concessions 84* 17*", "sustained support for Ukraine 25* 84"],
            &["pressure on Ukraine for concessions 95* 33*", "sustained support for Ukraine 52* 98"],
        ],
        rests_on: &[("npr#10", "\"sustained support\""), ("npr#10", "\"significant concessions\"")],
        never: &["once on offer Russia settles", "concessions US proposed"],
    },
    Claim {
        name: "S11",
        asked: &["show", "crimea"],
        says: [
            &[
                "ua-de-facto: Ukraine acknowledges Russian control [npr#11, C2]",
                "ua-de-jure: Ukraine recognises it as Russian territory [npr#13, C2]",
                "UA and RU: 2 rungs apart; UA can go as far as silent",
            ],
            &["us-de-jure: the United States recognises de jure, Ukraine does not [line"],
            &[
                "us-de-jure: the United States recognises de jure, Ukraine does not [line",
                "us on crimea: us-de-jure: propose reuters#9, B2",
            ],
        ],
        rests_on: &[("npr#11", "\"may need to recognize Russian control\"")],
        never: &["the United States recognises de jure, Ukraine does not [npr#11"],
    },
    Claim {
        name: "S12",
        asked: &["why", "--given", "line = freeze and oblasts = open", "--full"],
        says: [
            &[
                "Rule: fixing the front lines leaves Russia in de-facto control of parts of four oblasts [npr#12, C2]",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#12", "\"de-facto control\""), ("npr#12", "\"solidify the front lines\"")],
        never: &[],
    },
    Claim {
        name: "S13",
        asked: &["why"],
        says: [
            &[
                "UA has a red line: Crimea, Sevastopol: Ukraine recognises as Russian, 'consistently dismissed' [npr#13, C2]",
                "RU will not accept less than no deal is worth to it (55 to 85) [assumed by analyst]",
                "No source gives a position of RU.",
            ],
            &["The reason in 75 of 100 futures without a deal"],
            &["The reason in 69 of 100 futures without a deal"],
        ],
        rests_on: &[("npr#13", "\"consistently dismissed\"")],
        never: &["Ukraine acknowledges control, 'consistently dismissed'"],
    },
    Claim {
        name: "S13",
        asked: &["talks"],
        says: [
            &["Whether RU has any: not said."],
            &["Offer on the table? Disputed: Volodymyr Zelenskyy says that none was formally communicated"],
            &["Handed over: Ukrainian and European reply of 23 April, to US", "receipt not said"],
        ],
        rests_on: &[("npr#13", "\"formally communicated\"")],
        never: &["acknowledged", "to France", "there is no offer"],
    },
    Claim {
        name: "S14",
        asked: &["talks", "--full"],
        says: [
            &[
                "Only supposed (D4): the United States writes a framework alone that puts Russia's approval first, and tries \
                 to impose it on Ukraine [npr#14, D4] writes US may amend not said approves not said",
                "Only supposed (D4): a traditional mediator between the two [npr#14, D4]",
                "never asked UA must agree but has no place in the order of approval",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#14", "\"prioritizes Russian approval\""), ("npr#14", "\"impose\"")],
        never: &["approves RU, then UA"],
    },
    Claim {
        name: "S14",
        asked: &["roles"],
        says: [
            &[
                "facilitate",
                "formulate",
                "manipulate",
                "impose on UA – no ceasefire",
                "Do not multiply agreeing and holding.",
            ],
            &[],
            &[],
        ],
        rests_on: &[],
        never: &["impose on UA 100"],
    },
    Claim {
        name: "S15",
        asked: &["levers", "--full"],
        says: [
            &[
                "guarantee of Ukraine's long-term security, for UA [npr#15, C2; numbers assumed by analyst]",
                "No source says who would give it; asked for by Emmanuel Macron, Keir Starmer.",
                "payer unsaid, amount unsaid",
                "obligation × credibility 0.06 to 0.64",
            ],
            &["However strong, no guarantee of this kind is enough"],
            &[],
        ],
        rests_on: &[("npr#15", "\"looking for guarantees\""), ("npr#15", "is not said")],
        never: &["guaranteed by"],
    },
    Claim {
        name: "S16",
        asked: &["levers"],
        says: [
            &[
                "if something happens that the report does not name, end of all US support for Ukraine, no deadline [npr#16, \
                 C2; trigger and addressees assumed by analyst]. It rewards RU (+3 to +14).",
                "if either side complicates a resolution, exit from the talks, no deadline [npr#16, C2]. It may reward or \
                 hurt RU (-4 to +8). To whom it is addressed is not said.",
            ],
            &[],
            &[],
        ],
        rests_on: &[("npr#16", "\"take a pass\""), ("npr#16", "\"if either side complicates\"")],
        never: &["unless either side", "if either side complicates a resolution, end of all US support"],
    },
    Claim {
        name: "S17",
        asked: &["outlook"],
        says: [
            &[
                "open: wider geopolitical tensions [npr#17, C2]",
                "talks go on without a text both belligerents accept: 40–70% [assumed by analyst]",
                "tripwires",
                "yes if",
                "settled",
            ],
            &["in 38 days"],
            &["in 35 days"],
        ],
        rests_on: &[("npr#17", "\"uncertain future of Ukraine\"")],
        never: &[],
    },
];
