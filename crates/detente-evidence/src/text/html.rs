//! The article of a saved page: what stands in paragraphs, without menus, notices and scripts. The page is taken to
//! tokens by html5gum, as the standard says.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use jiff::civil::Date;

use super::{
    Article, Refused, Run,
    blocks::{Block, article},
    labels,
};

/// Elements whose text is no part of an article.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "nav",
    "aside",
    "footer",
    "form",
    "noscript",
    "template",
    "svg",
    "button",
    "select",
    "iframe",
    "figure",
    "figcaption",
    "head",
    "menu",
    "dialog",
    "audio",
    "video",
    "object",
];
/// Elements that end a block and begin another.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "blockquote",
    "td",
    "tr",
    "table",
    "header",
    "body",
    "br",
    "hr",
    "dd",
    "dt",
    "dl",
    "pre",
    "address",
];
const PARAGRAPHS: &[&str] = &["p", "li", "blockquote", "h1", "h2", "h3", "pre", "td", "dd"];
const VOID: &[&str] =
    &["br", "hr", "img", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed", "track"];
/// Words in the class of an element that is no part of an article.
const ASIDES: &[&str] = &[
    "related",
    "promo",
    "newsletter",
    "advert",
    "share",
    "social",
    "comments",
    "cookie",
    "sidebar",
    "breadcrumb",
    "recommend",
];

/// What of a page has been read so far.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    block: Block,
    /// Open elements, and whether their text is dropped or hidden.
    open: Vec<Open>,
    /// How many open elements are of each kind that is asked for.
    around: Around,
    /// What is dropped: only a label counts there.
    dropped: String,
    article: Article,
    in_title: bool,
    in_data: bool,
}

/// An open element.
struct Open {
    name: String,
    is_dropped: bool,
    is_hidden: bool,
}

/// In how many elements of a kind a place of the page lies.
#[derive(Default)]
struct Around {
    articles: usize,
    mains: usize,
    paragraphs: usize,
    links: usize,
}

impl Around {
    fn count(&mut self, name: &str) -> [Option<&mut usize>; 2] {
        let of_kind = match name {
            "article" => Some(&mut self.articles),
            "main" => Some(&mut self.mains),
            "a" => Some(&mut self.links),
            _ => None,
        };
        [of_kind, PARAGRAPHS.contains(&name).then_some(&mut self.paragraphs)]
    }

    fn enter(&mut self, name: &str) {
        self.count(name).into_iter().flatten().for_each(|count| *count += 1);
    }

    fn leave(&mut self, name: &str) {
        self.count(name).into_iter().flatten().for_each(|count| *count = count.saturating_sub(1));
    }
}

/// The article of a page.
///
/// # Errors
/// The page has no text.
pub fn html(page: &str) -> Result<Article, Refused> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.begin(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => {
                reader.text(page, text.span.start, text.span.end, &String::from_utf8_lossy(&text.value));
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

impl Reader {
    fn is_dropped(&self) -> bool {
        self.open.last().is_some_and(|one| one.is_dropped)
    }

    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|one| one.is_hidden)
    }

    fn flush(&mut self) {
        crate::steps::step(1 + self.block.text.len());
        let mut block = std::mem::take(&mut self.block);
        if !block.text.trim().is_empty() {
            block.in_article = self.around.articles > 0;
            block.in_main = self.around.mains > 0;
            block.is_paragraph = self.around.paragraphs > 0;
            self.blocks.push(block);
        }
    }

    fn begin(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| {
            let value = tag.attributes.get(key.as_bytes())?;
            Some(String::from_utf8_lossy(&value.value).trim().to_owned()).filter(|one| !one.is_empty())
        };
        if name == "meta" {
            let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
            if let (Some(key), Some(value)) = (key, attribute("content")) {
                self.meta(&key.to_lowercase(), value);
            }
        } else if name == "link" && attribute("rel").as_deref() == Some("canonical") {
            self.article.address = self.article.address.take().or_else(|| attribute("href"));
        } else if name == "time" {
            let day = attribute("datetime").and_then(|one| day(&one));
            self.article.date = self.article.date.or(day);
        }
        if BLOCKS.contains(&name.as_str()) {
            self.flush();
            // A paragraph or an item closes the one before it.
            if ["p", "li", "td", "tr", "dd", "dt"].contains(&name.as_str())
                && self.open.last().is_some_and(|one| one.name == name)
            {
                self.open.pop();
                self.around.leave(&name);
            }
            self.dropped.push('\n');
        }
        self.in_title |= name == "title";
        self.in_data |= name == "script" && attribute("type").is_some_and(|one| one.contains("ld+json"));
        if VOID.contains(&name.as_str()) || tag.self_closing {
            return;
        }
        let class = attribute("class").unwrap_or_default().to_lowercase();
        let aside = name != "article"
            && name != "main"
            && name != "body"
            && name != "html"
            && ASIDES.iter().any(|one| class.contains(one));
        let style: String =
            attribute("style").unwrap_or_default().to_lowercase().split_whitespace().collect();
        let unseen = ["display:none", "visibility:hidden", "visibility:collapse"];
        let is_hidden = self.is_hidden()
            || tag.attributes.contains_key("hidden".as_bytes())
            || attribute("aria-hidden").is_some_and(|one| one.eq_ignore_ascii_case("true"))
            || unseen.iter().any(|one| style.contains(one));
        let is_dropped = self.is_dropped() || aside || is_hidden || DROPPED.contains(&name.as_str());
        // A page of nothing but open elements is no reason to remember them all.
        if self.open.len() < 4_000 {
            self.around.enter(&name);
            self.open.push(Open { name, is_dropped, is_hidden });
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.flush();
        }
        self.in_title &= name != "title";
        self.in_data &= name != "script";
        let near = self.open.len().saturating_sub(64);
        if let Some(at) = self.open[near..].iter().rposition(|one| one.name == name) {
            for closed in self.open.drain(near + at..) {
                self.around.leave(&closed.name);
            }
        }
    }

    fn meta(&mut self, key: &str, value: String) {
        const DATES: [&str; 7] = [
            "article:published_time",
            "datepublished",
            "date",
            "dc.date",
            "dcterms.date",
            "pubdate",
            "publishdate",
        ];
        if DATES.contains(&key) {
            self.article.date = day(&value).or(self.article.date);
        } else if key == "og:title" {
            self.article.title = Some(value);
        } else if key == "og:site_name" {
            self.article.publisher = Some(value);
        } else if key == "og:url" {
            self.article.address = Some(value);
        }
    }

    fn text(&mut self, page: &str, start: usize, end: usize, value: &str) {
        if self.in_data {
            let found = value.find("\"datePublished\"").and_then(|at| value.get(at + 15..));
            let found = found.and_then(|rest| rest.split('"').nth(1)).and_then(day);
            self.article.date = found.or(self.article.date);
        }
        if self.in_title && self.article.title.is_none() && !value.trim().is_empty() {
            self.article.title = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if self.is_hidden() {
            self.article.hidden += value.split_whitespace().count();
        }
        if self.is_dropped() || self.in_title {
            // Scripts are no words of the page.
            if !self.open.last().is_some_and(|one| ["script", "style"].contains(&one.name.as_str())) {
                self.dropped.push_str(value);
            }
            return;
        }
        let in_link = self.around.links > 0;
        let raw = page.get(start..end).unwrap_or_default();
        let mut at = 0;
        for one in value.chars() {
            let rest = raw.get(at..).unwrap_or_default();
            let length = written(rest, one);
            self.block.push(one, start + at, length, in_link);
            at += length;
        }
    }

    fn finish(mut self) -> Result<Article, Refused> {
        self.flush();
        let mut text = article(&self.blocks);
        if text.text.is_empty() {
            return Err(Refused::NoText);
        }
        let kept: BTreeSet<&str> = text.text.lines().collect();
        let apart: Vec<&str> = self
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .filter(|line| !kept.contains(line.trim_end()))
            .collect();
        let found = labels(self.dropped.lines().chain(apart));
        for label in found {
            // It stands nowhere in the page as one piece that could be pointed at.
            let end = text.runs.last().map_or(0, |run| run.given + (text.text.len() - run.text));
            text.text.push_str("\n\n");
            text.runs.push(Run { text: text.text.len(), given: end, written: Some(0) });
            text.text.push_str(&label);
        }
        Ok(Article { text: text.text, runs: text.runs, ..self.article })
    }
}

/// How many bytes of the page a character takes: more than its own where the page writes it as `&name;`.
fn written(rest: &str, one: char) -> usize {
    if !rest.starts_with('&') {
        return rest.chars().next().map_or(0, char::len_utf8);
    }
    let name = rest
        .char_indices()
        .skip(1)
        .take(32)
        .find(|(_, each)| !(each.is_ascii_alphanumeric() || *each == '#'));
    match name {
        Some((end, ';')) if end > 1 => end + 1,
        _ if one == '&' => 1,
        Some((end, _)) => end,
        None => rest.len(),
    }
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><title>Ice &amp; fish | Paper</title>\
        <meta property=\"article:published_time\" content=\"2031-05-14T06:00:00Z\"><style>p{}</style></head><body>\
        <nav><ul><li><a href=/>Home</a></li></ul></nav><article class=story><h1>Ice &amp; fish</h1>\
        <p>Norland&rsquo;s envoy said <b>nothing</b> at all on the first day of the talks about fish in the cold sea.\
        <p>He left   early, and the others stayed to finish the text of a statement that nobody had seen before.</p>\
        <div class=\"related-links\"><p>Read more: <a href=x>Ten fish</a></p></div><aside><p>Subscribe!</p></aside>\
        </article><footer><p>All rights reserved</p></footer><script>var p = \"<p>no</p>\";</script></body></html>";

    #[test]
    fn an_article_is_what_stands_in_paragraphs() {
        let found = html(PAGE).expect("an article");
        assert_eq!(
            found.text,
            "Ice & fish\n\nNorland’s envoy said nothing at all on the first day of the talks about fish in the cold sea.\
             \n\nHe left early, and the others stayed to finish the text of a statement that nobody had seen before."
        );
        assert_eq!(found.date, "2031-05-14".parse().ok());
        assert_eq!(found.title.as_deref(), Some("Ice & fish | Paper"));
    }

    #[test]
    fn places_of_the_text_are_places_of_the_page() {
        let found = html(PAGE).expect("an article");
        for words in ["envoy said", "nothing", "He left", "fish in the cold sea."] {
            let at = found.text.rfind(words).expect("the words");
            let (from, to) = (found.given(at), found.given_end(at + words.len()));
            assert!(
                PAGE[from..to].starts_with(words.split(' ').next().unwrap_or_default()),
                "{words}: {}",
                &PAGE[from..to]
            );
            assert!(PAGE[from..to].ends_with(words.split(' ').next_back().unwrap_or_default()));
        }
        let at = found.text.find('’').expect("an apostrophe");
        assert_eq!(&PAGE[found.given(at)..found.given_end(at + 3)], "&rsquo;");
    }

    #[test]
    fn a_page_without_text_is_refused() {
        assert_eq!(html("<html><script>x</script></html>"), Err(Refused::NoText));
        assert_eq!(html(&"<div>".repeat(100_000)), Err(Refused::NoText));
    }
}
