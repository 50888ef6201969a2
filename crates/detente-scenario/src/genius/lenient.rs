//! Small faults of public Genius files that leave no doubt: they are read all the same, and told.

use std::borrow::Cow;

/// A fault that was mended, with its line and column from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mend {
    /// What it is.
    pub(super) fault: Fault,
    /// Where.
    pub(super) place: (u32, u32),
}

/// What XML does not allow, and what is nevertheless clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Something stands before `<?xml`.
    LateDeclaration,
    /// An `&` that begins no reference.
    BareAmpersand,
}

/// The text as XML has it, and the first fault of each kind.
pub(super) fn mended(text: &str) -> (Cow<'_, str>, Vec<Mend>) {
    let mut mends = Vec::new();
    let mut whole = Cow::Borrowed(text);
    if let Some((begins, ends)) = late_declaration(text) {
        mends.push(Mend { fault: Fault::LateDeclaration, place: place(text, begins) });
        // Blanks in its place keep all lines and columns.
        let blank: String =
            text[begins..ends].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        whole = Cow::Owned([&text[..begins], &blank, &text[ends..]].concat());
    }
    let bare = bare_ampersands(&whole);
    if let Some(first) = bare.first() {
        mends.push(Mend { fault: Fault::BareAmpersand, place: place(&whole, *first) });
        let mut escaped = String::with_capacity(whole.len() + 4 * bare.len());
        let mut done = 0;
        for at in bare {
            escaped.push_str(&whole[done..at]);
            escaped.push_str("&amp;");
            done = at + 1;
        }
        escaped.push_str(&whole[done..]);
        whole = Cow::Owned(escaped);
    }
    (whole, mends)
}

/// Where a declaration begins and ends that has comments or blanks before it.
fn late_declaration(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("<!--") {
            at += trimmed.find("-->")? + "-->".len();
        } else if trimmed.starts_with("<?xml") && at > 0 {
            return Some((at, at + trimmed.find("?>")? + "?>".len()));
        } else {
            return None;
        }
    }
}

/// Where an `&` stands that begins no reference, outside of comments and of text that is taken as it is.
fn bare_ampersands(text: &str) -> Vec<usize> {
    let mut bare = Vec::new();
    let mut at = 0;
    // Whoever declares entities of his own knows what he does.
    if text.contains("<!DOCTYPE") {
        return bare;
    }
    while let Some(next) = text[at..].find(['&', '<']) {
        at += next;
        let rest = &text[at..];
        let skipped =
            [("<!--", "-->"), ("<![CDATA[", "]]>")].into_iter().find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = skipped {
            let Some(end) = rest.find(close) else { break };
            at += end;
            continue;
        }
        if rest.starts_with('&') && !is_reference(rest) {
            bare.push(at);
        }
        at += 1;
    }
    bare
}

/// Whether a text begins with a reference that XML knows without a declaration.
fn is_reference(text: &str) -> bool {
    const LONGEST: usize = 12;
    let Some(end) = text.bytes().take(LONGEST).position(|byte| byte == b';') else { return false };
    match &text[1..end] {
        "amp" | "lt" | "gt" | "quot" | "apos" => true,
        name => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
            (None, Some(digits)) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()),
            (None, None) => false,
        },
    }
}

/// Line and column of a byte, from 1.
fn place(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_clear_is_mended_and_nothing_else() {
        let (text, mends) =
            mended("<!-- a & b -->\n<?xml version=\"1.0\"?>\n<a b=\"c & d &amp; &#38; &#x26; &nbsp;\"/>");
        assert_eq!(
            text,
            "<!-- a & b -->\n                     \n<a b=\"c &amp; d &amp; &#38; &#x26; &amp;nbsp;\"/>"
        );
        let faults: Vec<_> = mends.iter().map(|mend| (mend.fault, mend.place)).collect();
        assert_eq!(faults, [(Fault::LateDeclaration, (2, 1)), (Fault::BareAmpersand, (3, 9))]);
        for right in [
            "<?xml version=\"1.0\"?><a/>",
            "<a b='&lt;'><![CDATA[ & ]]></a>",
            "<a><!-- <?xml ?> --></a>",
            "",
            "&",
        ] {
            assert_eq!(mended(right).0.contains("&amp;"), right == "&", "{right}");
        }
    }
}
