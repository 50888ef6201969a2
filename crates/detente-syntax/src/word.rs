//! What a word is.

use crate::Relation;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The byte of the sentence at which it begins.
    pub start: usize,
    /// The byte of the sentence after its last.
    pub end: usize,
    /// Its part of speech.
    pub tag: Tag,
    /// Its form in a dictionary: *sign* for *signed*, *not* for *n't*. Names keep their capitals.
    pub lemma: String,
    /// On which word of the sentence it depends; `None` for the one root.
    pub head: Option<usize>,
    /// How it depends on it.
    pub relation: Relation,
    /// What its form says.
    pub features: Features,
}

impl Word {
    /// Does its form, or its place, say so?
    #[must_use]
    pub const fn is(&self, feature: Feature) -> bool {
        self.features.has(feature)
    }

    /// The word as the sentence has it; empty for a sentence that it is not of.
    #[must_use]
    pub fn of<'text>(&self, sentence: &'text str) -> &'text str {
        sentence.get(self.start..self.end).unwrap_or_default()
    }
}

macro_rules! tags {
    ($($(#[$doc:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// A part of speech of Universal Dependencies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Tag {
            $($(#[$doc])* $variant,)+
        }

        impl Tag {
            /// Every part of speech, in the order of the enum.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in the treebank, such as `PROPN`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

tags! {
    /// An adjective, also an ordinal number.
    Adj "ADJ",
    /// A preposition.
    Adp "ADP",
    /// An adverb.
    Adv "ADV",
    /// An auxiliary or a copula: *be*, *have*, *do*, *will*, *may*.
    Aux "AUX",
    /// *And*, *or*, *but*.
    Cconj "CCONJ",
    /// *The*, *a*, *this*, *no*.
    Det "DET",
    /// *Yes*, *please*.
    Intj "INTJ",
    /// A common noun.
    Noun "NOUN",
    /// A number.
    Num "NUM",
    /// *Not*, *to* before a verb, the possessive *'s*.
    Part "PART",
    /// A pronoun, also a possessive one.
    Pron "PRON",
    /// A name.
    Propn "PROPN",
    /// Punctuation.
    Punct "PUNCT",
    /// What opens a clause: *if*, *that*, *because*.
    Sconj "SCONJ",
    /// A sign: *$*, *%*.
    Sym "SYM",
    /// A verb that is no auxiliary.
    Verb "VERB",
    /// None of these.
    X "X",
}

impl Tag {
    /// The part of speech of a name such as `PROPN`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tag| tag.name() == name)
    }
}

/// What the form of a word says, or what its place makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// A verb in the past tense: *signed*, *was*.
    Past,
    /// A verb in the present tense: *signs*, *are*.
    Present,
    /// A past participle: has *signed*, was *taken*.
    Participle,
    /// A form in *-ing* of a verb.
    Gerund,
    /// The bare form of a verb: to *sign*, will *sign*, *sign!*
    Base,
    /// *Will*, *may*, *must* and their like.
    Modal,
    /// A plural noun or name.
    Plural,
    /// *Not*, *no*, *never*, *none*, *neither*, *nor*, *nobody*, *nothing*, *nowhere*, *without*.
    Negation,
    /// *'s*, or a possessive pronoun.
    Possessive,
    /// A pronoun of persons: *she*, *their*.
    Personal,
    /// *Who*, *which*, *when*, *where*, *why*, *how* and their like.
    Question,
    /// *More*, *larger*.
    Comparative,
    /// *Most*, *largest*.
    Superlative,
    /// A verb of which another word says that it is passive.
    Passive,
}

/// A set of features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Features(u16);

impl Features {
    /// No feature.
    pub const NONE: Self = Self(0);

    /// Is it among them?
    #[must_use]
    pub const fn has(self, feature: Feature) -> bool {
        self.0 & (1 << feature as u16) != 0
    }

    /// They as bits.
    #[cfg(feature = "train")]
    pub(crate) const fn bits(self) -> u16 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// They and one more.
    #[must_use]
    pub const fn with(self, feature: Feature) -> Self {
        Self(self.0 | 1 << feature as u16)
    }
}
