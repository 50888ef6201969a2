//! How a word depends on another.

macro_rules! relations {
    ($($(#[$doc:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// A relation of Universal Dependencies, with the subtypes that English has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Relation {
            $($(#[$doc])* $variant,)+
        }

        impl Relation {
            /// Every relation, in the order of the enum.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in the treebank, such as `nsubj:pass`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

relations! {
    /// What a sentence hangs on; it has no head.
    Root "root",
    /// Who does it: *she* signed.
    Nsubj "nsubj",
    /// Who undergoes it: *it* was signed.
    NsubjPass "nsubj:pass",
    /// The subject of a clause whose predicate is a clause of its own: the *problem* is that they left.
    NsubjOuter "nsubj:outer",
    /// A clause as subject.
    Csubj "csubj",
    /// A clause as the subject of a passive.
    CsubjPass "csubj:pass",
    /// A clause as the subject of a clause whose predicate is a clause of its own.
    CsubjOuter "csubj:outer",
    /// What it is done to: signed a *treaty*.
    Obj "obj",
    /// To whom: gave *them* a day.
    Iobj "iobj",
    /// With a preposition, on a verb: spoke to *reporters*.
    Obl "obl",
    /// By whom, in a passive: signed by the *minister*.
    OblAgent "obl:agent",
    /// Without a preposition, on a verb: left *Monday*.
    OblUnmarked "obl:unmarked",
    /// With a preposition, on a noun: the king of *Spain*.
    Nmod "nmod",
    /// Whose: *Spain*'s king, *their* king.
    NmodPoss "nmod:poss",
    /// Without a preposition, on a noun.
    NmodUnmarked "nmod:unmarked",
    /// What a name is of: *President* Carter.
    NmodDesc "nmod:desc",
    /// The same again, in other words: Carter, the *president*.
    Appos "appos",
    /// A number of things: *two* days.
    Nummod "nummod",
    /// A further member of a list, on its first: Spain and *France*.
    Conj "conj",
    /// *And*, *or*, *but*, on the member that follows.
    Cc "cc",
    /// *Both*, *either*, *neither* before a list.
    CcPreconj "cc:preconj",
    /// An auxiliary: *will* sign, *has* signed.
    Aux "aux",
    /// The auxiliary of a passive: *was* signed.
    AuxPass "aux:pass",
    /// *Be* between a subject and what it is: the talks *are* over.
    Cop "cop",
    /// What opens a clause: *that*, *if*, *to*.
    Mark "mark",
    /// A clause that says when, why, if: he left *when* they *came*.
    Advcl "advcl",
    /// A relative clause on a whole clause.
    AdvclRelcl "advcl:relcl",
    /// A clause on a noun: the plan to *leave*.
    Acl "acl",
    /// A relative clause: the man who *left*.
    AclRelcl "acl:relcl",
    /// A clause as what is said or thought: said that they *left*.
    Ccomp "ccomp",
    /// A clause whose subject stands above it: wants to *leave*.
    Xcomp "xcomp",
    /// Beside, without a joint: "They left," he *said*.
    Parataxis "parataxis",
    /// A noun before a noun: *peace* talks.
    Compound "compound",
    /// The particle of a verb: broke *off*.
    CompoundPrt "compound:prt",
    /// Further words of a name, on its first: Jimmy *Carter*.
    Flat "flat",
    /// Further words of a fixed phrase, on its first: because *of*.
    Fixed "fixed",
    /// A preposition, or the possessive *'s*.
    Case "case",
    /// *The*, *a*, *this*, *no*.
    Det "det",
    /// *All*, *such* before another determiner.
    DetPredet "det:predet",
    /// An adjective before its noun.
    Amod "amod",
    /// An adverb; also *not*.
    Advmod "advmod",
    /// *There is*, *it is* as a mere place-holder.
    Expl "expl",
    /// *Yes*, *well*, *please*.
    Discourse "discourse",
    /// Who is addressed.
    Vocative "vocative",
    /// Said outside the clause that it belongs to.
    Dislocated "dislocated",
    /// A list without a sentence.
    List "list",
    /// What stands in for a word left out.
    Orphan "orphan",
    /// The second part of a word written apart.
    Goeswith "goeswith",
    /// What was said by mistake and said again.
    Reparandum "reparandum",
    /// Punctuation.
    Punct "punct",
    /// None of these.
    Dep "dep",
}

impl Relation {
    /// The relation of a name such as `nsubj:pass`; `None` for a name that English does not have.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|relation| relation.name() == name)
    }

    /// Is it a subject, of whatever kind?
    #[must_use]
    pub const fn is_subject(self) -> bool {
        matches!(
            self,
            Self::Nsubj
                | Self::NsubjPass
                | Self::NsubjOuter
                | Self::Csubj
                | Self::CsubjPass
                | Self::CsubjOuter
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Relation;

    #[test]
    fn names_are_read_back() {
        for &relation in Relation::ALL {
            assert_eq!(Relation::from_name(relation.name()), Some(relation));
        }
        assert_eq!(Relation::from_name("subject"), None);
    }
}
