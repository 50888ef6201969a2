//! What texts of each class have to say, as the literature lists it.

/// A class of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    /// An end of fighting.
    Ceasefire,
    /// Terms that prepare a settlement.
    Framework,
    /// An agreement between states, binding in law.
    Treaty,
    /// Terms of work between employers and workers.
    CollectiveAgreement,
    /// A sale.
    Sale,
    /// Any other contract.
    Contract,
}

/// A thing that a text of a class has to say.
pub(super) struct Item {
    /// What.
    pub(super) name: &'static str,
    /// Which works of the class list it, by their letters, and by which article; empty in a list of our own.
    pub(super) cited: &'static str,
    /// Whole words by which an issue, or one of its options, may be known to be about it; after `~`, any ending.
    pub(super) words: &'static [&'static str],
}

impl Class {
    /// All.
    pub(super) const ALL: [Self; 6] = [
        Self::Ceasefire,
        Self::Framework,
        Self::Treaty,
        Self::CollectiveAgreement,
        Self::Sale,
        Self::Contract,
    ];

    /// As it is typed.
    pub(super) const fn typed(self) -> &'static str {
        match self {
            Self::Ceasefire => "ceasefire",
            Self::Framework => "framework",
            Self::Treaty => "treaty",
            Self::CollectiveAgreement => "collective-agreement",
            Self::Sale => "sale",
            Self::Contract => "contract",
        }
    }

    /// In a sentence.
    pub(super) const fn named(self) -> &'static str {
        match self {
            Self::Ceasefire => "a ceasefire",
            Self::Framework => "a framework agreement",
            Self::Treaty => "a treaty",
            Self::CollectiveAgreement => "a collective agreement",
            Self::Sale => "a contract of sale",
            Self::Contract => "a contract",
        }
    }

    /// The works that list its items, or after which our own list was made.
    pub(super) const fn works(self) -> &'static [&'static str] {
        match self {
            Self::Ceasefire => &[
                "a = UN DPPA, Guidance on Mediation of Ceasefires (2022)",
                "b = Haysom & Hottinger, Do's and Don'ts of Sustainable Ceasefire Agreements (of the talks on Sudan)",
            ],
            Self::Framework => &[
                "a = Bell, Peace Agreements: Their Nature and Legal Status, Am. J. Int. Law 100 (2006) 373",
                "b = Joshi, Quinn & Regan, Annualized implementation data, J. Peace Res. 52 (2015) 551",
            ],
            Self::Treaty => &[
                "a = Vienna Convention on the Law of Treaties (1969), by article",
                "b = UN, Final Clauses of Multilateral Treaties: Handbook (2003)",
            ],
            Self::CollectiveAgreement => &[
                "a = ILO Recommendation 91, Collective Agreements (1951), by paragraph",
                "b = ILO Convention 154, Collective Bargaining (1981), by article",
            ],
            Self::Sale => {
                &["a = UN Convention on Contracts for the International Sale of Goods (1980), by article"]
            }
            Self::Contract => {
                &["a = UNIDROIT Principles of International Commercial Contracts (2016), by article"]
            }
        }
    }

    /// Whether its items are our own list: works on such texts exist, and none of them numbers its items.
    pub(super) const fn is_our_own_list(self) -> bool {
        match self {
            Self::Ceasefire | Self::Framework => true,
            Self::Treaty | Self::CollectiveAgreement | Self::Sale | Self::Contract => false,
        }
    }

    /// What a text of it has to say.
    pub(super) const fn items(self) -> &'static [Item] {
        match self {
            Self::Ceasefire => CEASEFIRE,
            Self::Framework => FRAMEWORK,
            Self::Treaty => TREATY,
            Self::CollectiveAgreement => COLLECTIVE,
            Self::Sale => SALE,
            Self::Contract => CONTRACT,
        }
    }
}

/// An item of a list of our own.
const fn own(name: &'static str, words: &'static [&'static str]) -> Item {
    Item { name, cited: "", words }
}

const fn item(name: &'static str, cited: &'static str, words: &'static [&'static str]) -> Item {
    Item { name, cited, words }
}

const CEASEFIRE: &[Item] = &[
    own("definitions of terms", &["definition~", "defined~"]),
    own("who is bound, and who commands them", &["signator~", "command~", "armed group", "affiliat~"]),
    own(
        "extent: all fighting, or some targets or weapons",
        &["extent of the ceasefire", "ceasefire", "truce", "hostilit~", "halt of fighting"],
    ),
    own(
        "lines and zones, with maps",
        &["line", "lines", "zone", "zones", "map", "maps", "demarcat~", "buffer~", "front", "fronts"],
    ),
    own("acts that are prohibited, and allowed", &["prohibit~", "violation~", "permitted act"]),
    own(
        "separation, withdrawal, restriction of forces",
        &["withdraw~", "disengage~", "forces", "heavy weapon", "redeploy~"],
    ),
    own("monitoring and verification", &["monitor~", "verif~", "observer~"]),
    own("joint commission, and what follows a breach", &["commission~", "breach~", "dispute~", "complian~"]),
    own(
        "humanitarian access, prisoners, the missing",
        &["humanitarian~", "prisoner~", "access", "civilian~", "detain~"],
    ),
    own(
        "duration, renewal and how it ends",
        &["duration", "renew~", "expir~", "temporary~", "permanent~", "limited in time"],
    ),
    own(
        "entry into force: day, hour, time zone",
        &["entry into force", "enters into force", "takes effect", "from when", "counts from", "start date"],
    ),
    own("announcement and orders to the troops", &["announce~", "dissemin~"]),
    own("tie to the political talks", &["political talk", "later talk", "peace talk", "talks after"]),
    own("guarantees and security of the parties", &["guarant~", "security"]),
];

const FRAMEWORK: &[Item] = &[
    own("principles that later talks keep to", &["principle~", "recogni~", "sovereign~"]),
    own("subjects left to later talks", &["later talk", "final status", "deferred~", "left open"]),
    own(
        "timetable and who negotiates next",
        &["timetable~", "deadline", "deadlines", "schedule", "calendar~", "phase", "phases"],
    ),
    own("interim arrangements until then", &["interim~", "transition~", "autonom~", "provisional~"]),
    own(
        "security arrangements and forces",
        &["security", "forces", "troop~", "demilit~", "airfield~", "airbase~", "withdraw~"],
    ),
    own(
        "land, borders and settlements",
        &[
            "territor~",
            "border",
            "borders",
            "settlement",
            "settlements",
            "sinai",
            "territory~",
            "return of territory",
        ],
    ),
    own("verification of what is done", &["verif~", "monitor~", "observer~", "supervis~"]),
    own("body that settles disputes over the text", &["dispute~", "arbitrat~", "commission~"]),
    own("guarantors, aid and who pays", &["guarant~", "aid", "fund", "funds", "assistance~", "reconstruct~"]),
    own("legal status: binding, or a declaration", &["binding", "legal status", "treaty"]),
    own(
        "ratification and entry into force",
        &["ratif~", "entry into force", "enters into force", "from when", "counts from", "start date"],
    ),
    own("what happens if the later talks fail", &["fail", "lapse~", "snap-back~", "snapback~"]),
];

const TREATY: &[Item] = &[
    item(
        "parties and how they consent to be bound",
        "a 11-17",
        &["signature~", "accession~", "consent to be bound"],
    ),
    item("reservations: allowed, and which", "a 19-23; b", &["reservation~"]),
    item(
        "entry into force",
        "a 24; b",
        &["entry into force", "enters into force", "from when", "counts from", "start date"],
    ),
    item("provisional application", "a 25; b", &["provisional~"]),
    item("territorial scope", "a 29; b", &["territor~"]),
    item("relation to earlier treaties", "a 30; b", &["earlier treat", "prior agreement", "supersede~"]),
    item("languages that are authentic", "a 33; b", &["language", "languages", "authentic~"]),
    item("amendment", "a 39-41; b", &["amend~", "revision~"]),
    item("withdrawal and end", "a 54-56; b", &["withdrawal from", "denounc~", "terminat~"]),
    item("breach and its consequences", "a 60", &["breach~", "sanction~", "complian~"]),
    item("settlement of disputes", "a 65-66; b", &["dispute~", "arbitrat~"]),
    item("depositary and registration", "a 76-80; b", &["depositar~", "registration~"]),
];

const COLLECTIVE: &[Item] = &[
    item("parties, and the workers and sites covered", "a 2", &["coverage", "bargaining unit", "scope"]),
    item("pay", "a 2; b 2", &["wage~", "pay", "salar~", "raise", "raises"]),
    item(
        "hours, leave and other terms of work",
        "a 2; b 2",
        &["hour", "hours", "leave", "holiday~", "shift", "shifts", "rest period", "rest days", "pension~"],
    ),
    item("relations of the two sides, facilities", "b 2", &["representat~", "facilit~", "consultation~"]),
    item("binding effect, over individual contracts", "a 3", &["binding", "individual contract"]),
    item("extension to employers who did not sign", "a 5", &["extension~", "extend to"]),
    item("disputes over its meaning", "a 6", &["interpret~", "grievance~", "arbitrat~", "dispute~"]),
    item("supervision of its application", "a 7", &["supervis~", "inspection~", "joint committee"]),
    item("telling the workers; registration", "a 8", &["notice board", "registration~", "deposit~"]),
    item(
        "duration and minimum period",
        "a 8",
        &["duration", "term of", "minimum period", "notice period", "expir~"],
    ),
    item(
        "entry into force and back pay",
        "a 8",
        &[
            "entry into force",
            "takes effect",
            "back pay",
            "retroactive~",
            "from when",
            "counts from",
            "start date",
        ],
    ),
    item(
        "peace while it runs: strikes, lock-outs",
        "b 5",
        &["strike~", "lock-out~", "lockout~", "peace oblig", "no-strike~"],
    ),
];

const SALE: &[Item] = &[
    item(
        "goods: what, how much, what quality",
        "a 35",
        &["goods", "quality", "quantity", "conditions", "specification~"],
    ),
    item("price and currency", "a 54-56", &["price", "prices", "currency~"]),
    item("payment: when and where", "a 57-59", &["payment~", "instalment~", "deposit~", "financ~"]),
    item(
        "delivery: place and time",
        "a 31-33",
        &[
            "delivery",
            "deliver~",
            "completion~",
            "closing~",
            "date of delivery",
            "completion date",
            "handing over",
            "handover",
            "hand over",
        ],
    ),
    item(
        "documents and title",
        "a 30, 34, 41",
        &["title to", "land title", "document~", "licen~", "registration~"],
    ),
    item("when the risk passes", "a 66-70", &["risk", "risks"]),
    item("inspection and notice of defects", "a 38-39", &["inspection~", "survey~", "defect~", "warrant~"]),
    item(
        "late or missing performance, interest",
        "a 45-52, 61-65, 78",
        &["penalt~", "interest", "late payment", "remed~"],
    ),
    item("damages, and their limit", "a 74-77", &["damage~", "liabil~"]),
    item("what excuses a party", "a 79", &["force majeure", "exempt~"]),
    item("avoidance and its effects", "a 49, 64, 81-84", &["avoidance~", "rescis~", "cancel~"]),
    item(
        "what law applies, where disputes go",
        "a 6, 7",
        &["law", "laws", "court", "courts", "arbitrat~", "dispute~"],
    ),
];

const CONTRACT: &[Item] = &[
    item("parties and their authority to sign", "a 2.2.1-2.2.10", &["authority~", "signator~"]),
    item(
        "what each has to do, and how well",
        "a 5.1.1-5.1.6",
        &["duty", "duties", "task", "tasks", "service", "services", "quality", "standard", "standards"],
    ),
    item(
        "price or other return",
        "a 5.1.7",
        &["price", "prices", "wage~", "pay", "fee", "fees", "cost", "costs"],
    ),
    item(
        "time, place and order of performance",
        "a 6.1.1-6.1.6",
        &[
            "deadline",
            "deadlines",
            "delivery",
            "schedule",
            "date of delivery",
            "completion date",
            "term of the contract",
            "handing over",
            "handover",
            "hand over",
        ],
    ),
    item(
        "conditions and approvals",
        "a 5.3.1-5.3.5; 6.1.14",
        &["conditions", "approval~", "permit~", "ratif~"],
    ),
    item("change of circumstances", "a 6.2.1-6.2.3", &["hardship~", "indexation~", "adjust~", "review~"]),
    item(
        "non-performance: cure, interest, damages",
        "a 7.1.4-7.4.13",
        &["penalt~", "damage~", "interest", "remed~", "liabil~"],
    ),
    item("force majeure", "a 7.1.7", &["force majeure"]),
    item("end: notice and its effects", "a 5.1.8; 7.3.1-7.3.7", &["terminat~", "notice", "duration"]),
    item(
        "whole agreement, and changes in writing",
        "a 2.1.17-2.1.18",
        &["merger~", "entire agreement", "in writing"],
    ),
    item("confidentiality", "a 2.1.16", &["confiden~"]),
    item(
        "what law applies, where disputes go",
        "a 1.4; preamble",
        &["law", "laws", "court", "courts", "arbitrat~", "dispute~"],
    ),
];
