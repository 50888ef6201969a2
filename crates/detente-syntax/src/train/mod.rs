//! How the weights are made from a treebank.

mod common;
mod conllu;
mod learner;
mod lexicon;
mod parser;
mod scores;
mod tagger;

pub use conllu::{Entry, Treebank};
pub use scores::{RawScores, Scores, cut_otherwise};

use crate::{
    Parser,
    hash::mix,
    lexicon::Lexicon,
    model::{self, Model},
    pack,
    parse::Token,
};

/// How a model is learned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How often the tagger reads the treebank.
    pub tagger_passes: usize,
    /// After how many passes the mean begins.
    pub burn: usize,
    /// After how many passes the mean of the tagger begins.
    pub tagger_burn: usize,
    /// Of a hundred features of the parser, how many are not seen while learning.
    pub drop: u64,
    /// How often a feature of the parser must be seen.
    pub cutoff: u8,
    /// The largest step of the parser, in thousandths.
    pub rate: usize,
    /// The largest step of the tagger, in thousandths.
    pub tagger_rate: usize,
    /// Of a hundred features of the tagger, how many are not seen while learning.
    pub tagger_drop: u64,
    /// How often the parser reads it.
    pub parser_passes: usize,
    /// Into how many parts the treebank falls, each tagged by what was learned from the others.
    pub folds: usize,
    /// Places of the table of parts of speech.
    pub tags: usize,
    /// Places of the table of moves.
    pub moves: usize,
    /// Places of the table of relations.
    pub relations: usize,
    /// The smallest weights of tags, moves and relations, of a hundred and twenty-seven, that are kept.
    pub least: [i32; 3],
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            tagger_passes: 8,
            parser_passes: 10,
            tagger_rate: 120,
            rate: 100,
            tagger_drop: 20,
            drop: 40,
            cutoff: 3,
            burn: 2,
            tagger_burn: 2,
            folds: 8,
            tags: 1 << 21,
            moves: 1 << 22,
            relations: 1 << 21,
            least: [16, 8, 20],
            seed: 1,
        }
    }
}

/// A sentence for the parser to learn from.
pub(crate) struct Lesson {
    /// Its words, and the root after them.
    tokens: Vec<Token>,
    /// The head of each word; the number of words stands for the root.
    heads: Vec<usize>,
    relations: Vec<crate::Relation>,
}

/// Learns from a treebank; `tell` hears what is done and how well.
#[must_use]
pub fn train(bank: &Treebank, dev: &Treebank, plan: Plan, tell: &mut dyn FnMut(String)) -> Parser {
    let classes = lexicon::Classes::of(bank);
    let lexicon = lexicon::build(bank.sentences.iter(), &classes);
    let tags = tagger::learn(bank.sentences.iter(), &lexicon, &classes, plan);
    let mut model = Model { lexicon, tags: tags.bytes(plan.least[0]), ..Model::default() };
    tell(format!(
        "{} classes, {} words, {} rules, {} endings, {} pairs",
        model.lexicon.fine.len(),
        model.lexicon.words.len(),
        model.lexicon.rules.len(),
        model.lexicon.endings.len(),
        model.lexicon.pairs.len()
    ));
    tell(format!("tagger learned: {}", Scores::of(&Parser::of(model.clone()), dev)));
    let tagged = tagger::crosswise(bank, &classes, plan);
    let lessons: Vec<Lesson> = bank
        .sentences
        .iter()
        .zip(&tagged)
        .map(|(sentence, classes)| lesson(sentence, classes, &model.lexicon))
        .collect();
    model.lexicon.pairs = lexicon::pairs(&lessons);
    tell("treebank tagged crosswise".to_owned());
    parser::learn(&lessons, &mut model, plan, dev, tell);
    Parser::of(model)
}

/// A model as the bytes of a file.
#[must_use]
pub fn pack(parser: &Parser) -> Vec<u8> {
    pack::pack(parser.model())
}

/// The parser of such bytes; `None` when they are none.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Parser> {
    pack::unpack(bytes).map(Parser::of)
}

fn lesson(sentence: &[Entry], classes: &[usize], lexicon: &Lexicon) -> Lesson {
    let words: Vec<_> = sentence
        .iter()
        .zip(classes)
        .map(|(entry, &class)| model::word(lexicon, &entry.form, class))
        .collect();
    Lesson {
        tokens: model::tokens(&words, classes),
        heads: conllu::without_crossings(
            &sentence.iter().map(|entry| entry.head.unwrap_or(sentence.len())).collect::<Vec<_>>(),
        ),
        relations: sentence.iter().map(|entry| entry.relation).collect(),
    }
}

/// Numbers in an order of chance.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<_> = (0..count).collect();
    order.sort_by_cached_key(|&at| mix(mix(seed, at as u64), 0x5eed));
    order
}
