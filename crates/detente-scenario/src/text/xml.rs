//! XML: how it says it is written, and tags that take too long to read.

use encoding_rs::{Decoder, DecoderResult, Encoding as Known, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Decoded, Encoding, NotText, SAVE_UTF8, not_utf8, refused, utf8, western::is_left_out};

/// How far into a file its declaration is looked for, in bytes.
const PROLOG: usize = 1024;

/// How many attributes one tag may have: readers compare each with every other.
const MOST_ATTRIBUTES: usize = 1_000;

const DECLARE: &str = "declare in the first line how the file is written, or save it as UTF-8";

/// Decodes XML without a byte order mark, as its declaration says.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let Some(label) = declared(bytes) else { return utf8(bytes) };
    let ascii = ["us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us"];
    if ascii.iter().any(|name| label.eq_ignore_ascii_case(name)) {
        return match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(at) => Err(not_utf8(
                bytes,
                at,
                &format!("that is not {label}, which the first line declares"),
                DECLARE,
            )),
            None => utf8(bytes),
        };
    }
    let Some(known) = Known::for_label(label.as_bytes()) else {
        return Err(refused(
            "",
            &format!("the first line declares the encoding {label:?}, which nobody knows"),
            SAVE_UTF8,
        ));
    };
    if known == UTF_16LE || known == UTF_16BE {
        let message = format!("the first line declares {label}, but the file is not UTF-16");
        return Err(refused("", &message, DECLARE));
    }
    if known == UTF_8 { utf8(bytes) } else { by(known, label, bytes) }
}

/// Decodes by a table of one of the encodings that browsers know; Latin-1 is read as Windows-1252, as they do.
fn by(known: &'static Known, label: &str, bytes: &[u8]) -> Result<Decoded, NotText> {
    let mut decoder: Decoder = known.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(most);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let message = format!("bytes that are not {label}, which the first line declares");
    match result {
        DecoderResult::InputEmpty => {}
        DecoderResult::Malformed(..) | DecoderResult::OutputFull => {
            return Err(refused(&text, &message, DECLARE));
        }
    }
    if known == WINDOWS_1252
        && let Some(at) = text.find(is_left_out)
    {
        return Err(refused(text.get(..at).unwrap_or_default(), &message, DECLARE));
    }
    Ok(Decoded { text, encoding: Encoding::Declared(known.name()) })
}

/// The encoding that the declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let prolog = bytes.get(start..)?.strip_prefix(b"<?xml")?;
    let prolog = prolog.get(..prolog.len().min(PROLOG))?;
    let end = prolog.windows(2).position(|pair| pair == b"?>")?;
    let prolog = std::str::from_utf8(prolog.get(..end)?).ok()?;
    let (_, value) = prolog.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    value.get(1..)?.split(quote).next()
}

/// The line and column of the first tag with so many attributes that reading it would take too long.
pub(crate) fn crowded_tag(text: &str) -> Option<(u32, u32)> {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let tag = rest.get(start..)?;
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
        let skipped = skipped.iter().find(|(opens, _)| tag.starts_with(opens));
        let end = if let Some((opens, closes)) = skipped {
            opens.len() + tag.get(opens.len()..)?.find(closes)? + closes.len()
        } else {
            let (end, attributes) = tag_end(tag);
            if attributes > MOST_ATTRIBUTES {
                let before = text.get(..text.len() - tag.len())?;
                let place = refused(before, "", "");
                return Some((place.line, place.column));
            }
            end
        };
        rest = tag.get(end..)?;
    }
    None
}

/// Where a tag ends, and how many attributes it has.
fn tag_end(tag: &str) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (at + 1, attributes),
            (Some(open), _) if open == byte => quote = None,
            (None | Some(_), _) => {}
        }
    }
    (tag.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_with_too_many_attributes_is_found() {
        let many: String = (0..=MOST_ATTRIBUTES).map(|number| format!(" a{number}='<'")).collect();
        let few = "<b c='1' d=\"=>==\"/>".repeat(MOST_ATTRIBUTES);
        assert_eq!(crowded_tag(&format!("<a>\n <b{many}/></a>")), Some((2, 2)));
        assert_eq!(crowded_tag(&format!("<?xml ?><!-- <b{many}/> --><a>{few}</a><b{}", "\n")), None);
        assert_eq!(crowded_tag(&format!("<a><![CDATA[<b{many}/>]]></a>")), None);
    }
}
