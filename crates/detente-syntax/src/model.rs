//! All that was learned.

use crate::{
    Feature, Features, Relation, Tag, hash,
    lexicon::Lexicon,
    odds::Odds,
    parse::{Before, Judge, Move, NOTHING, Search, Token},
    table::{Block, OfMoves, OfRelations, OfTags},
    tagger::{self, Form},
};

/// What is known of words, and the weights of the three decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Model {
    pub(crate) lexicon: Lexicon,
    pub(crate) tags: Vec<i8>,
    pub(crate) moves: Vec<i8>,
    pub(crate) relations: Vec<i8>,
    pub(crate) odds: Odds,
}

/// How many sequences of moves are kept at each step.
pub(crate) const WIDTH: usize = 8;

/// A word without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) tag: Tag,
    pub(crate) lemma: String,
    pub(crate) head: Option<usize>,
    pub(crate) relation: Relation,
    pub(crate) features: Features,
}

impl Default for Model {
    /// A model that knows nothing.
    fn default() -> Self {
        Self {
            lexicon: Lexicon::default(),
            tags: vec![0; OfTags::CLASSES],
            moves: vec![0; OfMoves::CLASSES],
            relations: vec![0; OfRelations::CLASSES],
            odds: Odds::default(),
        }
    }
}

impl Model {
    fn judge(&self) -> Judge<'_> {
        Judge { lexicon: &self.lexicon, moves: &self.moves, relations: &self.relations, odds: &self.odds }
    }

    /// What the forms of a sentence are, and how they hang together.
    pub(crate) fn read(&self, forms: &[&str], search: &mut Search, width: usize) -> Vec<Read> {
        let mut words: Vec<Read> = Vec::with_capacity(forms.len());
        let mut root = None;
        for piece in pieces(forms) {
            let before = words.len();
            words.extend(self.read_piece(piece, search, width));
            for word in &mut words[before..] {
                word.head = match (word.head, root) {
                    (Some(head), _) => Some(head + before),
                    (None, None) => None,
                    (None, Some(root)) => {
                        word.relation = Relation::Parataxis;
                        Some(root)
                    }
                };
            }
            root = root.or_else(|| words.iter().position(|word| word.head.is_none()));
        }
        words
    }

    fn read_piece(&self, forms: &[&str], search: &mut Search, width: usize) -> Vec<Read> {
        let seen: Vec<Form> = forms.iter().map(|form| Form::of(form, &self.lexicon)).collect();
        let classes = tagger::classes(&seen, &self.tags);
        let mut words: Vec<Read> =
            forms.iter().zip(&classes).map(|(form, &class)| word(&self.lexicon, form, class)).collect();
        let tokens = tokens(&words, &classes);
        let last = search.run(&tokens, self.judge(), width);
        for (dependent, head, relation) in arcs(search, last) {
            if relation_makes_passive(relation)
                && let Some(verb) = words.get_mut(head)
            {
                verb.features = verb.features.with(Feature::Passive);
            }
            if let Some(word) = words.get_mut(dependent) {
                word.head = (head < forms.len()).then_some(head);
                word.relation = relation;
            }
        }
        join_lists(&mut words);
        words
    }
}

/// Members of a list hang on its first, as the treebank has it: a name that hangs on a further name, with nothing after
/// it there, moves up.
fn join_lists(words: &mut [Read]) {
    for at in 0..words.len() {
        let is_member = |at: usize| words[at].relation == Relation::Conj;
        let Some(member) = words[at].head.filter(|&head| is_member(at) && is_member(head)) else { continue };
        let is_last = words[at + 1..].iter().all(|word| word.head != Some(member));
        let is_name = |at: usize| words[at].tag == Tag::Propn;
        if is_last && is_name(at) && is_name(member) {
            words[at].head = words[member].head;
        }
    }
}

/// How many words are read as one sentence; no sentence that somebody wrote for readers is longer.
const LONGEST: usize = 256;

/// A text of words in parts that can be read: one, unless it is longer than any sentence.
fn pieces<'forms, 'text>(mut forms: &'forms [&'text str]) -> Vec<&'forms [&'text str]> {
    let mut pieces = Vec::new();
    while forms.len() > LONGEST {
        let window = &forms[LONGEST / 2..LONGEST];
        let sign = window.iter().rposition(|form| [".", ";", "!", "?", ":", ","].contains(form));
        let (piece, rest) = forms.split_at(sign.map_or(LONGEST, |at| LONGEST / 2 + at + 1));
        pieces.push(piece);
        forms = rest;
    }
    if !forms.is_empty() {
        pieces.push(forms);
    }
    pieces
}

fn relation_makes_passive(relation: Relation) -> bool {
    matches!(relation, Relation::AuxPass | Relation::NsubjPass | Relation::CsubjPass)
}

const NEGATIONS: [&str; 11] =
    ["neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "without", "n't"];

/// A form of a class, before it hangs on anything.
pub(crate) fn word(lexicon: &Lexicon, form: &str, class: usize) -> Read {
    let fine = lexicon.fine.get(class);
    let lemma = lexicon.lemma(form, class);
    let features = fine.map_or(Features::NONE, |fine| fine.features);
    let is_negation = NEGATIONS.contains(&lemma.as_str());
    Read {
        tag: fine.map_or(Tag::X, |fine| fine.tag),
        head: None,
        relation: Relation::Root,
        features: if is_negation { features.with(Feature::Negation) } else { features },
        lemma,
    }
}

/// Words as the parser sees them, and the root.
pub(crate) fn tokens(words: &[Read], classes: &[usize]) -> Vec<Token> {
    let mut before = Before::default();
    let mut tokens = Vec::with_capacity(words.len() + 1);
    for (word, &class) in words.iter().zip(classes) {
        tokens.push(Token::new(hash::of_text(&word.lemma), class, word.tag, before));
        before = before.and(word.tag, &word.lemma);
    }
    tokens.push(Token::root(before));
    tokens
}

/// The arcs that led to a state: dependent, head, relation.
pub(crate) fn arcs(search: &Search, last: u32) -> Vec<(usize, usize, Relation)> {
    let arena = &search.arena;
    let path = arena.path(last);
    path.into_iter()
        .filter_map(|at| {
            let state = arena.state(at);
            if state.by == Move::Shift || state.before == NOTHING {
                return None;
            }
            let (head, dependent) = arena.arc(arena.state(state.before), state.by)?;
            let token = |node: u32| arena.node(node).map(|node| node.token as usize);
            Some((token(dependent)?, token(head)?, state.relation))
        })
        .collect()
}
