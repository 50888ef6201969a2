//! What was learned, as one small file and back.
//!
//! Few weights are not nought, so a table is kept as gaps and values. Everything is deflated together.

#![allow(clippy::cast_possible_truncation, reason = "lists of far fewer than 2^32, 2^16 or 2^8 entries")]

use std::io::Read;

use crate::{
    Features, Tag,
    lexicon::{FineTag, Lexicon, Rule, Seen},
    model::Model,
    odds::Odds,
    table::{Block, OfMoves, OfRelations, OfTags},
};

/// The first bytes of an unpacked file; the last is its version.
const MARK: &[u8] = b"syntax1";

/// What is not unpacked further than this: more than any file of ours holds.
const MOST_BYTES: u64 = 256 << 20;

/// Unpacks a file; `None` for one that `pack` did not make.
pub(crate) fn unpack(file: &[u8]) -> Option<Model> {
    let mut bytes = Vec::new();
    flate2::read::DeflateDecoder::new(file).take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    let mut from = From(bytes.strip_prefix(MARK)?);
    let fine = from.list(|from| {
        let tag = *Tag::ALL.get(usize::from(from.byte()?))?;
        Some(FineTag { tag, features: Features::from_bits(from.short()?) })
    })?;
    let open = from.wide()?;
    let sets = from.list(|from| Some(Seen { is_all: from.byte()? == 1, classes: from.wide()? }))?;
    let words = from.column(Self32)?;
    let rules = from.list(|from| {
        let (lower, strip, length) = (from.byte()? == 1, from.byte()?, from.byte()?);
        let add = String::from_utf8(from.bytes(usize::from(length))?.to_vec()).ok()?;
        Some(Rule { lower, strip, add })
    })?;
    let endings = from.column(Self32)?;
    let pairs = from.list(|from| Some((from.short()?, from.long()?)))?;
    let lexicon = Lexicon { fine, open, sets, words, rules, endings, pairs };
    let odds = Odds { moves: from.number()?, relations: from.number()?, softness: from.list(From::byte)? };
    let model = Model { lexicon, odds, tags: from.table()?, moves: from.table()?, relations: from.table()? };
    let is_whole = model.tags.len() >= OfTags::CLASSES
        && model.moves.len() >= OfMoves::CLASSES
        && model.relations.len() >= OfRelations::CLASSES
        && !model.lexicon.fine.is_empty();
    is_whole.then_some(model)
}

/// A marker: a column of 32-bit keys.
struct Self32;

struct From<'file>(&'file [u8]);

impl<'file> From<'file> {
    fn bytes(&mut self, count: usize) -> Option<&'file [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1).map(|bytes| bytes[0])
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.bytes(2)?.try_into().ok()?))
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?))
    }

    fn long(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.bytes(8)?.try_into().ok()?))
    }

    fn wide(&mut self) -> Option<u128> {
        Some(u128::from_le_bytes(self.bytes(16)?.try_into().ok()?))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.length()?;
        (0..count).map(|_| each(self)).collect()
    }

    /// Keys in order, as what each adds to the one before; then the numbers that belong to them.
    fn column(&mut self, _: Self32) -> Option<Vec<(u32, u16)>> {
        let count = self.length()?;
        let mut key = 0;
        let keys: Vec<u32> = (0..count)
            .map(|_| {
                key += self.number()?;
                Some(key)
            })
            .collect::<Option<_>>()?;
        keys.into_iter().map(|key| Some((key, self.short()?))).collect()
    }

    fn table(&mut self) -> Option<Vec<i8>> {
        let (size, gaps) = (self.length()?, self.length()?);
        let gaps = self.bytes(gaps)?;
        let values = gaps.iter().filter(|&&gap| gap < u8::MAX).count();
        let mut values = self.bytes(values)?.iter();
        let mut table = vec![0; size];
        let mut at = 0;
        for &gap in gaps {
            at += usize::from(gap);
            if gap < u8::MAX {
                *table.get_mut(at)? = values.next()?.cast_signed();
                at += 1;
            }
        }
        Some(table)
    }
}

/// Packs a model.
#[cfg(feature = "train")]
pub(crate) fn pack(model: &Model) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    let lexicon = &model.lexicon;
    let count = |bytes: &mut Vec<u8>, count: usize| bytes.extend((count as u32).to_le_bytes());
    count(&mut bytes, lexicon.fine.len());
    for fine in &lexicon.fine {
        bytes.push(fine.tag as u8);
        bytes.extend(fine.features.bits().to_le_bytes());
    }
    bytes.extend(lexicon.open.to_le_bytes());
    count(&mut bytes, lexicon.sets.len());
    for set in &lexicon.sets {
        bytes.push(u8::from(set.is_all));
        bytes.extend(set.classes.to_le_bytes());
    }
    pack_column(&mut bytes, &lexicon.words);
    count(&mut bytes, lexicon.rules.len());
    for rule in &lexicon.rules {
        bytes.extend([u8::from(rule.lower), rule.strip, rule.add.len() as u8]);
        bytes.extend(rule.add.bytes());
    }
    pack_column(&mut bytes, &lexicon.endings);
    count(&mut bytes, lexicon.pairs.len());
    for (pair, set) in &lexicon.pairs {
        bytes.extend(pair.to_le_bytes());
        bytes.extend(set.to_le_bytes());
    }
    bytes.extend(model.odds.moves.to_le_bytes());
    bytes.extend(model.odds.relations.to_le_bytes());
    count(&mut bytes, model.odds.softness.len());
    bytes.extend(&model.odds.softness);
    for table in [&model.tags, &model.moves, &model.relations] {
        pack_table(&mut bytes, table);
    }
    let mut file = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    let written = std::io::Write::write_all(&mut file, &bytes).and_then(|()| file.finish());
    written.unwrap_or_default()
}

#[cfg(feature = "train")]
fn pack_column(bytes: &mut Vec<u8>, column: &[(u32, u16)]) {
    bytes.extend((column.len() as u32).to_le_bytes());
    let mut before = 0;
    for (key, _) in column {
        bytes.extend((key - before).to_le_bytes());
        before = *key;
    }
    for (_, number) in column {
        bytes.extend(number.to_le_bytes());
    }
}

#[cfg(feature = "train")]
fn pack_table(bytes: &mut Vec<u8>, table: &[i8]) {
    let (mut gaps, mut values) = (Vec::new(), Vec::new());
    let mut gap: usize = 0;
    for &weight in table {
        if weight == 0 {
            gap += 1;
            continue;
        }
        let longest = usize::from(u8::MAX);
        gaps.extend(std::iter::repeat_n(u8::MAX, gap / longest));
        gaps.push((gap % longest) as u8);
        gap = 0;
        values.push(weight.cast_unsigned());
    }
    bytes.extend((table.len() as u32).to_le_bytes());
    bytes.extend((gaps.len() as u32).to_le_bytes());
    bytes.extend(gaps);
    bytes.extend(values);
}
