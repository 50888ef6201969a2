//! The text of a file that somebody gave.

use std::fmt;

use detente_case::{TrafficLight, Word};
use detente_evidence::{Article, Form, Options, Read, Refused, docx, html, read, read_article};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::inbox::Text;

/// A file and its text.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its text, with what the file says of itself.
    article: Article,
    /// Whether the file is its text and nothing else.
    plain: bool,
}

/// Why a file has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoText {
    /// It is no UTF-8; the byte at which that shows.
    NotUtf8(usize),
    /// It has a byte that no text has, a zero; where.
    Zero(usize),
    /// It is of a kind that is not read.
    Refused(Refused),
}

impl fmt::Display for NoText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8(at) => write!(formatter, "byte {at} is not UTF-8: save the text as UTF-8"),
            Self::Zero(at) => write!(
                formatter,
                "byte {at} is zero, which no text has: it may hide where a sentence ends. Take it out, and read the text again"
            ),
            Self::Refused(Refused::Pdf) => formatter.write_str(
                "a PDF is not read: save it as text, or type `pdftotext FILE.pdf`, and give the text",
            ),
            Self::Refused(why) => why.fmt(formatter),
        }
    }
}

/// The text of a file: the article of a page, the paragraphs of a Word document, or the file itself.
pub fn given(bytes: &[u8]) -> Result<Given, NoText> {
    let text = || std::str::from_utf8(bytes).map_err(|error| NoText::NotUtf8(error.valid_up_to()));
    Ok(match Form::of(bytes) {
        Form::Plain => {
            let mut article = Article::default();
            if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
                return Err(NoText::Zero(at));
            }
            text()?.clone_into(&mut article.text);
            Given { article, plain: true }
        }
        Form::Html => Given { article: html(text()?).map_err(NoText::Refused)?, plain: false },
        Form::Docx => Given { article: docx(bytes).map_err(NoText::Refused)?, plain: false },
        Form::Pdf => return Err(NoText::Refused(Refused::Pdf)),
    })
}

/// The label that a text bears itself, the highest where it has several, however it is spaced, with whatever mark between
/// its parts, and whatever letters it is written in.
#[must_use]
pub fn label_of(text: &str) -> Option<TrafficLight> {
    // Marks that end or divide a sentence part what is no label: "of the TLP. Red lines".
    let is_seen = |letter: &char| letter.is_alphanumeric() || matches!(letter, '.' | '!' | '?' | ';' | ',');
    let upper: String = text.nfkc().filter(is_seen).flat_map(char::to_uppercase).collect();
    let borne = |label: &&TrafficLight| {
        let name: String = label.as_str().to_uppercase().chars().filter(char::is_ascii_alphabetic).collect();
        upper.contains(&format!("TLP{name}"))
    };
    TrafficLight::ALL.iter().filter(borne).max().copied()
}

/// From how much of its letters on a text of other letters than Latin ones is in another language, in percent.
const OTHER_LETTERS: usize = 50;

/// Says that a text is written in letters that English does not have.
fn told_of_letters(text: &str, read: &mut Read) {
    let letters = || text.chars().filter(|one| one.is_alphabetic()).take(100_000);
    let other = letters().filter(|one| *one > '\u{24f}').count();
    let told = "The text does not look like English. Only English is read: check every draft.";
    if other > 0
        && other * 100 >= letters().count() * OTHER_LETTERS
        && !read.notes.iter().any(|one| one == told)
    {
        read.notes.push(told.to_owned());
    }
}

impl Given {
    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// Whether the file is its text and nothing else: neither a page nor a Word document.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    /// What it says, with the places at which the file has it.
    #[must_use]
    pub fn read(&self, date: Option<Date>) -> Read {
        let mut found = if self.plain {
            read(&self.article.text, &Options { date })
        } else {
            read_article(&self.article, &Options { date })
        };
        told_of_letters(&self.article.text, &mut found);
        found
    }

    /// What it says, with places in [`Self::text`], which is what a case keeps.
    #[must_use]
    pub fn read_text(&self, date: Option<Date>) -> Read {
        let mut read = read(&self.article.text, &Options { date: date.or(self.article.date) });
        told_of_letters(&self.article.text, &mut read);
        read.document.title = read.document.title.or_else(|| self.article.title.clone());
        read
    }

    /// Where it comes from, as far as the file says, for what is kept of it.
    #[must_use]
    pub fn named(&self, text: Text) -> Text {
        Text {
            publisher: text.publisher.or_else(|| self.article.publisher.clone()),
            address: text.address.or_else(|| self.article.address.clone()),
            ..text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_found_in_the_text_and_the_highest_counts() {
        assert_eq!(label_of("TLP:GREEN until noon, then tlp: amber+strict"), Some(TrafficLight::AmberStrict));
        for written in [
            "TLP : AMBER+STRICT",
            "TLP：AMBER+STRICT",
            "T\u{200b}LP:amber+strict",
            "tlp:\nAmber + Strict",
            "TLP=AMBER+STRICT",
            "TLP AMBER-STRICT",
            "TLP\u{2011}AMBER\u{2011}STRICT",
            "TLP/amber strict",
            "[TLP] AMBER_STRICT",
        ] {
            assert_eq!(label_of(written), Some(TrafficLight::AmberStrict), "{written}");
        }
        assert_eq!(label_of("amber waves of grain"), None);
        assert_eq!(label_of("We speak of the TLP. Red lines are another thing."), None);
    }

    #[test]
    fn a_text_in_other_letters_says_that_only_english_is_read() {
        for text in ["Путин сказал, что договор будет.", "双方在北京举行会谈。", "الطرفان اتفقا"]
        {
            let read = given(text.as_bytes()).expect("a text").read_text(None);
            assert!(read.notes.iter().any(|note| note.contains("English")), "{text}: {:?}", read.notes);
        }
        let read = given("Iran met “Москва” envoys in Zürich.".as_bytes()).expect("a text").read_text(None);
        assert!(!read.notes.iter().any(|note| note.contains("English")), "{:?}", read.notes);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(given(b"ab\xff").err(), Some(NoText::NotUtf8(2)));
        assert_eq!(given(b"It is so.\0It is not.").err(), Some(NoText::Zero(9)));
        assert_eq!(given(b"%PDF-1.7").err(), Some(NoText::Refused(Refused::Pdf)));
    }
}
