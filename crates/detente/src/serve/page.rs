//! The page itself: one file, made when the program is built.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The page, or the one that says what is missing when it could not be built.
const PAGE: &str = include_str!(concat!(env!("OUT_DIR"), "/page.html"));

/// Where a report puts what the page would ask for.
const EMPTY: &str = "<script id=\"report\" type=\"application/json\">null</script>";

/// The page with the policy under which a browser may run it.
pub(super) struct Served {
    /// The value of the `Content-Security-Policy` header.
    pub(super) policy: String,
    /// The HTML.
    pub(super) html: bytes::Bytes,
}

impl Served {
    pub(super) fn new() -> Self {
        Self { policy: policy("'self'"), html: bytes::Bytes::from_static(PAGE.as_bytes()) }
    }
}

/// The page with its answers in it: it opens without a server.
pub(crate) fn report(answers: &serde_json::Value) -> Option<String> {
    // No text of an answer ends the element it stands in.
    let data = answers.to_string().replace('<', "\\u003c");
    let filled = EMPTY.replace("null", &data);
    // A policy in the document cannot forbid frames; a file has no origin to be framed from.
    let policy = policy("'none'").replace("; frame-ancestors 'none'", "");
    let head = format!("<head><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    PAGE.contains(EMPTY).then(|| PAGE.replacen(EMPTY, &filled, 1).replacen("<head>", &head, 1))
}

/// Only the page's own script and style, and nothing from anywhere else.
fn policy(connect: &str) -> String {
    let hashes = |tag: &str| inline(PAGE, tag).map(hash).collect::<Vec<_>>().join(" ");
    format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; connect-src {connect}; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'",
        hashes("script"),
        hashes("style")
    )
}

/// The texts of the elements of this name.
fn inline<'a>(html: &'a str, tag: &'a str) -> impl Iterator<Item = &'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once(open.as_str())?;
        let (_, inside) = after.split_once('>')?;
        let (text, after) = inside.split_once(close.as_str())?;
        rest = after;
        Some(text)
    })
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_ends_the_script_it_stands_in() {
        let html = report(&serde_json::json!({ "says": "</script><script>alert(1)</script>" }));
        assert!(html.is_none_or(|html| !html.contains("alert(1)</script>")));
    }
}
