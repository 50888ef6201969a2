//! From bytes to text: the one home of decoding.
//!
//! Text is decoded as its file says it is written, or refused with the place of the first byte that does not fit and
//! what to do about it. No character is ever replaced.

mod western;
mod xml;

use std::fmt;

pub(crate) use xml::crowded_tag;

/// What kind of file the bytes are of: it decides who says how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8, or UTF-16 with a byte order mark: JSON, YAML, TOML, Markdown.
    Plain,
    /// XML: the byte order mark, else the encoding that its first line declares, else UTF-8 (XML 1.0, section 4.3.3).
    Xml,
    /// A table that a spreadsheet saved as text: as [`Kind::Plain`], else Windows-1252 where the text can be that.
    Table,
}

impl Kind {
    /// The kind of a file, told by the ending of its name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("xml") => Self::Xml,
            Some("csv" | "tsv" | "tab" | "txt") => Self::Table,
            _ => Self::Plain,
        }
    }
}

/// How bytes were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, in either order of bytes.
    Utf16,
    /// What the first line of an XML file declares, by its name.
    Declared(&'static str),
    /// Windows-1252: guessed, because nothing in the file says so.
    Western,
}

/// Text, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
}

/// The bytes are no text of their kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The line of the first byte that does not fit, from 1.
    pub line: u32,
    /// Its column, from 1, counted in characters.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl fmt::Display for NotText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}; {}", self.line, self.column, self.message, self.help)
    }
}

impl std::error::Error for NotText {}

/// Decodes the bytes of a file.
pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Decoded, NotText> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Err(refused("", "the file is UTF-32 text", SAVE_UTF8));
    }
    if let Some(order) = utf16_order(bytes) {
        return utf16(bytes, order);
    }
    let marked = bytes.strip_prefix(b"\xef\xbb\xbf");
    match (marked, kind) {
        (Some(rest), _) => utf8(rest),
        (None, Kind::Plain) => utf8(bytes),
        (None, Kind::Xml) => xml::decode(bytes),
        (None, Kind::Table) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8 }),
            Err(_) => western::decode(bytes),
        },
    }
}

const SAVE_UTF8: &str = "save the file as UTF-8";

/// Which byte of two comes first.
#[derive(Clone, Copy)]
enum Order {
    LowFirst,
    HighFirst,
}

/// The order of the bytes of UTF-16, told by the mark or by zeros in every second place.
fn utf16_order(bytes: &[u8]) -> Option<Order> {
    match bytes {
        [0xff, 0xfe, ..] => Some(Order::LowFirst),
        [0xfe, 0xff, ..] => Some(Order::HighFirst),
        [low, 0, other, 0, ..] if *low != 0 && *other != 0 => Some(Order::LowFirst),
        [0, high, 0, other, ..] if *high != 0 && *other != 0 => Some(Order::HighFirst),
        _ => None,
    }
}

fn utf16(bytes: &[u8], order: Order) -> Result<Decoded, NotText> {
    let units = bytes.chunks_exact(2).map(|pair| match (order, pair) {
        (Order::LowFirst, [low, high]) | (Order::HighFirst, [high, low]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    for unit in char::decode_utf16(units) {
        match unit {
            Ok('\u{feff}') if text.is_empty() => {}
            Ok(character) => text.push(character),
            Err(_) => return Err(refused(&text, "half a character of UTF-16", SAVE_UTF8)),
        }
    }
    if bytes.len() % 2 == 1 {
        return Err(refused(&text, "UTF-16 text with an odd number of bytes: it is cut off", SAVE_UTF8));
    }
    Ok(Decoded { text, encoding: Encoding::Utf16 })
}

fn utf8(bytes: &[u8]) -> Result<Decoded, NotText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), encoding: Encoding::Utf8 }),
        Err(error) => Err(not_utf8(bytes, error.valid_up_to(), "that is not UTF-8", SAVE_UTF8)),
    }
}

/// Refuses bytes of which the first at `at` does not fit.
fn not_utf8(bytes: &[u8], at: usize, what: &str, help: &str) -> NotText {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let byte = bytes.get(at).copied().unwrap_or_default();
    refused(&before, &format!("byte {byte:#04x}, {what}"), help)
}

/// Refuses what follows `before`.
fn refused(before: &str, message: &str, help: &str) -> NotText {
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    NotText {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        message: message.to_owned(),
        help: help.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sixteen(text: &str, order: Order, marked: bool) -> Vec<u8> {
        let units = text.encode_utf16();
        let mark = marked.then_some(0xfeff);
        let bytes = |unit: u16| match order {
            Order::LowFirst => unit.to_le_bytes(),
            Order::HighFirst => unit.to_be_bytes(),
        };
        mark.into_iter().chain(units).flat_map(bytes).collect()
    }

    #[test]
    fn utf16_is_read_in_either_order_with_and_without_mark() {
        for order in [Order::LowFirst, Order::HighFirst] {
            for marked in [true, false] {
                for kind in [Kind::Plain, Kind::Xml, Kind::Table] {
                    let text = "<a b=\"Köln 😀\"/>";
                    let decoded = decode(kind, &sixteen(text, order, marked)).expect("it is text");
                    assert_eq!(decoded, Decoded { text: text.to_owned(), encoding: Encoding::Utf16 });
                }
            }
        }
        let mut cut = sixteen("ab\ncd", Order::LowFirst, true);
        cut.pop();
        let error = decode(Kind::Plain, &cut).expect_err("a byte is missing");
        assert_eq!((error.line, error.column), (2, 2));
        let half = [0xff, 0xfe, b'a', 0, 0x00, 0xd8, b'b', 0];
        assert_eq!(decode(Kind::Plain, &half).map_err(|error| (error.line, error.column)), Err((1, 2)));
    }

    #[test]
    fn what_is_not_utf8_is_refused_with_its_place() {
        let error = decode(Kind::Plain, b"a: 1\nb: Z\xfcrich").expect_err("Windows-1252");
        assert_eq!((error.line, error.column), (2, 5));
        assert!(error.help.contains("UTF-8"));
        assert_eq!(decode(Kind::Plain, b"\xef\xbb\xbfa").map(|decoded| decoded.text), Ok("a".to_owned()));
        decode(Kind::Plain, &[0xff, 0xfe, 0, 0, b'a', 0, 0, 0]).expect_err("UTF-32");
    }

    #[test]
    fn a_table_may_be_windows_1252_but_not_another_alphabet() {
        let decoded = decode(Kind::Table, b"issue;option;Z\xfcrich;\x80 fund").expect("Western European");
        assert_eq!(decoded.text, "issue;option;Zürich;€ fund");
        assert_eq!(decoded.encoding, Encoding::Western);
        // Windows-1251 (Cyrillic), Windows-1250 (Polish), and a byte that Windows-1252 does not have.
        for other in [&b"issue;option;\xca\xe8\xbf\xe2"[..], b"issue;option;Z\xb3oty", b"issue;option;\x81"] {
            let error = decode(Kind::Table, other).expect_err("another alphabet");
            assert_eq!(error.line, 1);
            assert!(error.column >= 14, "{error}");
        }
    }

    #[test]
    fn xml_is_read_as_it_declares_itself() {
        let declared = |encoding: &str, bytes: &[u8]| {
            let mut text = format!("<?xml version='1.0' encoding='{encoding}'?>\n<a b='").into_bytes();
            text.extend_from_slice(bytes);
            text.extend_from_slice(b"'/>");
            decode(Kind::Xml, &text).map(|decoded| decoded.text)
        };
        for (encoding, bytes, letters) in [
            ("ISO-8859-1", &b"\xe9t\xe9"[..], "été"),
            ("windows-1252", b"\x96", "–"),
            ("windows-1251", b"\xca\xe8\xbf\xe2", "Київ"),
            ("ISO-8859-2", b"Z\xb3oty", "Złoty"),
            ("Shift_JIS", b"\x93\x8c\x8b\x9e", "東京"),
            ("UTF-8", "été".as_bytes(), "été"),
        ] {
            let text = declared(encoding, bytes).expect("it is as it says");
            assert!(text.contains(&format!("b='{letters}'")), "{encoding}: {text}");
        }
        for (encoding, bytes) in [
            ("UTF-8", &b"\xe9"[..]),
            ("US-ASCII", b"\xe9"),
            ("no-such", b"a"),
            ("utf-16", b"a"),
            ("Shift_JIS", b"\x93\xff"),
        ] {
            declared(encoding, bytes).expect_err("it is not as it says");
        }
        // The mark rules over what is declared.
        let marked = "\u{feff}<?xml version='1.0' encoding='ISO-8859-1'?><a b='é'/>";
        let decoded = decode(Kind::Xml, marked.as_bytes()).expect("UTF-8");
        assert!(decoded.text.ends_with("<a b='é'/>"));
    }
}
