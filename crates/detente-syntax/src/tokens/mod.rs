//! From a sentence to the places of its words, as the English Web Treebank cuts them.
//!
//! Blanks part words. So do signs, hyphens (but not after a prefix: *e-mail*, *non-member*) and the contractions *n't*,
//! *'s*, *'ll*. Abbreviations, numbers, days, times and addresses stay whole. Each text is walked once.

mod abbreviations;
mod pieces;

use std::ops::Range;

use pieces::Chunk;

/// The places of the words of a sentence, as bytes, in order. Nothing but blanks is left out.
///
/// ```
/// let sentence = "They didn't meet.";
/// let words: Vec<_> = detente_syntax::words(sentence).into_iter().map(|at| &sentence[at]).collect();
/// assert_eq!(words, ["They", "did", "n't", "meet", "."]);
/// ```
#[must_use]
pub fn words(sentence: &str) -> Vec<Range<usize>> {
    let last = sentence.char_indices().rev().find(|(_, c)| c.is_alphanumeric()).map_or(0, |(at, _)| at);
    let mut found = Vec::new();
    let mut begin = None;
    for (at, c) in sentence.char_indices() {
        match (begin, c.is_whitespace()) {
            (None, false) => begin = Some(at),
            (Some(from), true) => {
                Chunk::of(sentence, from..at, last).cut(&mut found);
                begin = None;
            }
            (None, true) | (Some(_), false) => {}
        }
    }
    if let Some(from) = begin {
        Chunk::of(sentence, from..sentence.len(), last).cut(&mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(sentence: &str) -> Vec<&str> {
        words(sentence).into_iter().map(|at| &sentence[at]).collect()
    }

    #[track_caller]
    fn becomes(sentence: &str, expected: &str) {
        assert_eq!(cut(sentence).join(" "), expected);
    }

    #[test]
    fn contractions_are_two_words() {
        becomes("They didn't, and he'll say it's over.", "They did n't , and he 'll say it 's over .");
        becomes("We’ve met the union’s men; they can’t.", "We ’ve met the union ’s men ; they ca n’t .");
        becomes("DON'T! We cannot.", "DO N'T ! We can not .");
        becomes("the parties' lawyers", "the parties ' lawyers");
        becomes("O'Neill met Sha'lan", "O'Neill met Sha'lan");
    }

    #[test]
    fn abbreviations_keep_their_points() {
        becomes(
            "Lt. Gen. J. Ortiz met Mr. Hale in the U.K. on Sept. 3.",
            "Lt. Gen. J. Ortiz met Mr. Hale in the U.K. on Sept. 3 .",
        );
        becomes("At 5 p.m. the U.S. left, i.e. all.", "At 5 p.m. the U.S. left , i.e. all .");
        becomes("They met in the U.S.", "They met in the U.S .");
        becomes("It was plan B.", "It was plan B .");
        becomes("No. 4 of the list", "No. 4 of the list");
        becomes("The U.S.-led force, St. Ives (AP)", "The U.S. - led force , St. Ives ( AP )");
        becomes("It said no. They left.", "It said no . They left .");
    }

    #[test]
    fn numbers_days_and_times_stay_whole() {
        becomes("$3.5 billion, 1,200 men and 25%.", "$ 3.5 billion , 1,200 men and 25 % .");
        becomes("At 18:30 on 9/11, US$4bn", "At 18:30 on 9/11 , US$ 4 bn");
        becomes("€20m at 6pm in the 1970s, the 5th", "€ 20 m at 6 pm in the 1970s , the 5th");
        becomes("10-12 of 713-853-3989", "10 - 12 of 713-853-3989");
        becomes("in 2014.", "in 2014 .");
        becomes(
            "2024-25, mid-2025, a 10-year-old, 5,000-strong",
            "2024 - 25 , mid-2025 , a 10 - year - old , 5,000 - strong",
        );
        becomes("(a) 1. Sign.", "( a ) 1 . Sign .");
    }

    #[test]
    fn hyphens_part_words_but_not_prefixes() {
        becomes("a 30-day cease-fire by e-mail", "a 30 - day cease - fire by e-mail");
        becomes("non-member co-chairs—ex-rebels", "non-member co-chairs — ex-rebels");
        becomes("Al-Rashid - in a well-known place", "Al - Rashid - in a well - known place");
        becomes("and/or -- then...", "and / or -- then ...");
    }

    #[test]
    fn quotes_are_words() {
        becomes("“No,” he said. 'Never', \"ever\".", "“ No , ” he said . ' Never ' , \" ever \" .");
        becomes("‘Yes’ [sic]", "‘ Yes ’ [ sic ]");
        becomes("the '70s and rock 'n' roll", "the '70s and rock 'n' roll");
    }

    #[test]
    fn addresses_stay_whole() {
        becomes(
            "See https://example.org/a?b=c-d, or a.b@example.org.",
            "See https://example.org/a?b=c-d , or a.b@example.org .",
        );
    }

    #[test]
    fn a_long_text_without_blanks_is_walked_once() {
        for pattern in ["a", "a.", "a'", "'", "1-", "a-", "a/", "1,", "$", "(", "é", "n't", "www.", "@a"] {
            let text = pattern.repeat(1_000_000 / pattern.len());
            let found = words(&text);
            assert_eq!(found.iter().map(ExactSizeIterator::len).sum::<usize>(), text.len(), "{pattern}");
        }
    }
}
