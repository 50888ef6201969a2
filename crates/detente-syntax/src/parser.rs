//! From a sentence to its words.

use std::sync::{Arc, OnceLock};

use crate::{
    Word,
    model::{Model, Read, WIDTH},
    pack,
    parse::Search,
    words,
};

/// What was learned of English; `data/LICENSE` says from what, and what it may be used for.
static ENGLISH: &[u8] = include_bytes!("../data/english.bin");

/// Reads sentences.
#[derive(Clone, Debug)]
pub struct Parser(Arc<Model>);

impl Parser {
    /// The parser of English. The first call unpacks it.
    #[must_use]
    pub fn english() -> Self {
        static UNPACKED: OnceLock<Arc<Model>> = OnceLock::new();
        Self(UNPACKED.get_or_init(|| Arc::new(pack::unpack(ENGLISH).unwrap_or_default())).clone())
    }

    /// The words of a sentence, in their order, as one tree.
    #[must_use]
    pub fn read(&self, sentence: &str) -> Vec<Word> {
        let places = words(sentence);
        let forms: Vec<&str> = places.iter().map(|at| &sentence[at.clone()]).collect();
        let read = self.read_words(&forms);
        places
            .into_iter()
            .zip(read)
            .map(|(at, Read { tag, lemma, head, relation, features })| Word {
                start: at.start,
                end: at.end,
                tag,
                lemma,
                head,
                relation,
                features,
            })
            .collect()
    }

    /// The same for words that are given.
    pub(crate) fn read_words(&self, forms: &[&str]) -> Vec<Read> {
        self.0.read(forms, &mut Search::default(), WIDTH)
    }

    #[cfg(feature = "train")]
    pub(crate) fn of(model: Model) -> Self {
        Self(Arc::new(model))
    }

    #[cfg(feature = "train")]
    pub(crate) fn model(&self) -> &Model {
        &self.0
    }
}
