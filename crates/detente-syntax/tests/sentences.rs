//! Sentences as dispatches have them.

use detente_syntax::{Feature, Parser, Relation, Tag, Word};

/// A sentence, its words, and where each is found by its text.
struct Read {
    text: &'static str,
    words: Vec<Word>,
}

impl Read {
    fn of(text: &'static str) -> Self {
        Self { text, words: Parser::english().read(text) }
    }

    #[track_caller]
    fn word(&self, text: &str) -> &Word {
        let found = self.words.iter().find(|word| word.of(self.text) == text);
        found.unwrap_or_else(|| panic!("{text} is no word of {:?}", self.words))
    }

    /// The text of the head of a word.
    #[track_caller]
    fn head(&self, text: &str) -> &str {
        self.word(text).head.map_or("", |head| self.words[head].of(self.text))
    }
}

#[test]
fn a_statement_has_its_speaker() {
    let read = Read::of("The minister told reporters on Thursday that the talks had failed.");
    assert_eq!(read.word("told").head, None);
    assert_eq!((read.head("minister"), read.word("minister").relation), ("told", Relation::Nsubj));
    assert_eq!((read.head("failed"), read.word("failed").relation), ("told", Relation::Ccomp));
    assert_eq!(read.head("talks"), "failed");
    assert_eq!(read.word("told").lemma, "tell");
    assert!(read.word("told").is(Feature::Past) && read.word("talks").is(Feature::Plural));
}

#[test]
fn a_passive_has_what_undergoes_it() {
    let read = Read::of("The proposal was rejected by the union.");
    assert!(read.word("rejected").is(Feature::Passive));
    assert_eq!(read.word("proposal").relation, Relation::NsubjPass);
    assert_eq!((read.head("union"), read.word("union").relation), ("rejected", Relation::OblAgent));
    assert_eq!(read.word("was").lemma, "be");
    assert!(!Read::of("The union rejected the proposal.").word("rejected").is(Feature::Passive));
}

#[test]
fn negation_and_modals_stand_on_their_verb() {
    let read = Read::of("They won't sign and may not return.");
    assert_eq!((read.word("n't").lemma.as_str(), read.head("n't")), ("not", "sign"));
    assert!(read.word("n't").is(Feature::Negation) && read.word("may").is(Feature::Modal));
    assert_eq!((read.word("wo").lemma.as_str(), read.head("wo")), ("will", "sign"));
    assert_eq!((read.head("return"), read.word("return").relation), ("sign", Relation::Conj));
}

#[test]
fn three_parties_are_one_list() {
    let read = Read::of("Chile, Peru and Bolivia agreed to meet in Lima.");
    assert_eq!((read.head("Chile"), read.word("Chile").relation), ("agreed", Relation::Nsubj));
    for other in ["Peru", "Bolivia"] {
        assert_eq!(
            (read.head(other), read.word(other).relation, read.word(other).tag),
            ("Chile", Relation::Conj, Tag::Propn)
        );
    }
    assert_eq!((read.head("meet"), read.word("meet").relation), ("agreed", Relation::Xcomp));
}

#[test]
fn who_owns_what_is_said() {
    let read = Read::of("Peru's foreign minister left.");
    assert_eq!((read.head("Peru"), read.word("Peru").relation), ("minister", Relation::NmodPoss));
    assert!(read.word("'s").is(Feature::Possessive));
}
