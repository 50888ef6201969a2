//! Every problem a case can have, each explained on a page of its own under `docs/checks/`.

use std::fmt;

use super::Severity;

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The page that explains it, in Markdown.
    pub page: &'static str,
}

impl Check {
    /// What is wrong, in a line: the first paragraph of the page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        let first = self.page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
        first.split_once(": ").map_or(first, |(_, summary)| summary)
    }

    /// The check with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|check| check.code == code)
    }
}

macro_rules! checks {
    ($($severity:ident { $($name:ident = $code:literal,)+ })+) => {
        /// The name of a kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[doc = concat!("`", $code, "`.")] $name,)+)+
            /// A problem of something else than a case, shown as those of a case are.
            Other(&'static str),
        }

        impl Code {
            /// Every problem a case can have, errors first.
            pub const ALL: &'static [Self] = &[$($(Self::$name,)+)+];

            /// As it is printed, and as `detente explain` takes it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($(Self::$name => $code,)+)+
                    Self::Other(code) => code,
                }
            }

            /// How bad the problem is.
            pub(crate) const fn severity(self) -> Severity {
                match self {
                    $($(Self::$name)|+ => Severity::$severity,)+
                    Self::Other(_) => Severity::Note,
                }
            }
        }

        /// Every kind of problem, errors first.
        pub const ALL: &[Check] = &[$($(Check {
            code: $code,
            severity: Severity::$severity,
            page: include_str!(concat!("../../../../docs/checks/", $code, ".md")),
        },)+)+];
    };
}

checks! {
    Error {
        FileTooLarge = "file-too-large",
        NotUtf8 = "not-utf8",
        Syntax = "syntax",
        DuplicateKey = "duplicate-key",
        NestedTooDeep = "nested-too-deep",
        UnknownTable = "unknown-table",
        UnknownKey = "unknown-key",
        MissingKey = "missing-key",
        WrongType = "wrong-type",
        UnknownWord = "unknown-word",
        EmptyText = "empty-text",
        HiddenCharacter = "hidden-character",
        TooLong = "too-long",
        BadName = "bad-name",
        SameName = "same-name",
        SameOption = "same-option",
        SameLabel = "same-label",
        UnknownName = "unknown-name",
        UnknownOption = "unknown-option",
        BadDate = "bad-date",
        ReversedWindow = "reversed-window",
        BadNumber = "bad-number",
        OffScale = "off-scale",
        ReversedInterval = "reversed-interval",
        NotOnePeaked = "not-one-peaked",
        OrderContradicts = "order-contradicts",
        BadGrade = "bad-grade",
        BadCondition = "bad-condition",
        MissingBasis = "missing-basis",
        MissingOwner = "missing-owner",
        CitedAndAssumed = "cited-and-assumed",
        BadCitation = "bad-citation",
        UnknownSource = "unknown-source",
        UnknownStatement = "unknown-statement",
        NotQuoted = "not-quoted",
        DigestOutside = "digest-outside",
        DigestMissing = "digest-missing",
        NumberRepeated = "number-repeated",
        DerivedCycle = "derived-cycle",
        NoConsenters = "no-consenters",
        SaysNothing = "says-nothing",
        TwoLevels = "two-levels",
        AllZero = "all-zero",
        TooManyOptions = "too-many-options",
        SumTakesNumbers = "sum-takes-numbers",
        NumbersTooLong = "numbers-too-long",
        RulesContradict = "rules-contradict",
        LabelAboveCase = "label-above-case",
        BadStatement = "bad-statement",
        NotOneKind = "not-one-kind",
        TooManyCourses = "too-many-courses",
        NoFeasibleState = "no-feasible-state",
        BadRanking = "bad-ranking",
    }
    Warning {
        EmptyList = "empty-list",
        ListedTwice = "listed-twice",
        DigestEmpty = "digest-empty",
        AfterLastSnapshot = "after-last-snapshot",
        NothingKnownYet = "nothing-known-yet",
        ExpiredAssumption = "expired-assumption",
        HangsOnLater = "hangs-on-later",
        NeverHolds = "never-holds",
        SameShort = "same-short",
        LookAlike = "look-alike",
        NoMembers = "no-members",
        FewOptions = "few-options",
        RecognisedTwice = "recognised-twice",
        AllBehindRedLines = "all-behind-red-lines",
        ContradictingStances = "contradicting-stances",
        OrderForcesTie = "order-forces-tie",
        OrderOutranked = "order-outranked",
        NoStance = "no-stance",
        NoNoDealValue = "no-no-deal-value",
        RuleNeverApplies = "rule-never-applies",
        RuleSaysNothing = "rule-says-nothing",
        AgainstItsKind = "against-its-kind",
        MovesNothing = "moves-nothing",
        EmptyThreat = "empty-threat",
        OutsideTrack = "outside-track",
        ForeignHead = "foreign-head",
        SeatedTwice = "seated-twice",
        ContactOfOne = "contact-of-one",
        RefersToItself = "refers-to-itself",
        NoEvidence = "no-evidence",
        TodayInfeasible = "today-infeasible",
        TwoPreferences = "two-preferences",
        NoCourse = "no-course",
        IdleStatement = "idle-statement",
    }
    Note {
        UnusedSource = "unused-source",
        UnusedParty = "unused-party",
        NoWeights = "no-weights",
        SinceChangesNothing = "since-changes-nothing",
        UnresolvedForecast = "unresolved-forecast",
        MoreProblems = "more-problems",
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl From<&'static str> for Code {
    fn from(code: &'static str) -> Self {
        Self::ALL.iter().copied().find(|known| known.as_str() == code).unwrap_or(Self::Other(code))
    }
}

/// Lets a code be compared with what was typed.
impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

/// Lets a code be compared with what was typed.
impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
