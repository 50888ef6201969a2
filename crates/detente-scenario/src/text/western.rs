//! Windows-1252, which spreadsheets of Western Europe write without saying so.

use encoding_rs::WINDOWS_1252;

use super::{Decoded, Encoding, NotText, not_utf8};

const HELP: &str = "save the table as `CSV UTF-8`, or as .xlsx or .ods";

/// How many letters beyond ASCII stand side by side in a word of Western Europe.
const MOST_IN_A_ROW: usize = 2;

/// Decodes bytes that are not UTF-8, if they can be Windows-1252: no byte that it does not have, and accents where
/// words of Western Europe have them. Cyrillic, Greek and Central European tables are refused: read as Windows-1252
/// they would be other letters.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some(at) = implausible(bytes) {
        Err(not_utf8(bytes, at, "that is neither UTF-8 nor Windows-1252 text", HELP))
    } else {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        Ok(Decoded { text: text.into_owned(), encoding: Encoding::Western })
    }
}

/// The first byte that makes it unlikely that the text is Windows-1252.
fn implausible(bytes: &[u8]) -> Option<usize> {
    let mut run = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if byte.is_ascii() {
            run = 0;
            continue;
        }
        run += 1;
        let beside = |place: Option<usize>| {
            place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_alphabetic)
        };
        let inside = beside(at.checked_sub(1)) && beside(at.checked_add(1));
        // A quotation mark may stand in a word: l’eau.
        let sign = !is_letter(*byte) && !matches!(byte, 0x91 | 0x92 | 0xb4 | 0xb7 | 0xad | 0x96);
        if matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) || run > MOST_IN_A_ROW || (inside && sign) {
            return Some(at + 1 - run.min(at + 1));
        }
    }
    None
}

fn is_letter(byte: u8) -> bool {
    matches!(byte, 0x83 | 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0xff)
}

/// Bytes between the letters that Windows-1252 leaves out are control characters to a decoder.
pub(super) fn is_left_out(character: char) -> bool {
    ('\u{80}'..='\u{9f}').contains(&character)
}
