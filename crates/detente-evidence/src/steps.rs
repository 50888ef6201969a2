//! How many steps reading takes, counted where a text could make it take more of them than it has words. Only tests count.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts steps.
#[cfg(test)]
pub(crate) fn step(steps: usize) {
    STEPS.with(|count| count.set(count.get() + steps));
}

/// Counts nothing.
#[cfg(not(test))]
pub(crate) const fn step(_: usize) {}

/// The steps that something takes.
#[cfg(test)]
pub(crate) fn counted(work: impl FnOnce()) -> usize {
    let before = STEPS.with(std::cell::Cell::get);
    work();
    STEPS.with(std::cell::Cell::get) - before
}

#[cfg(test)]
mod tests {
    use super::counted;
    use crate::{Options, html, read};

    fn steps(text: &str) -> usize {
        counted(|| drop(read(text, &Options { date: "2031-05-14".parse().ok() })))
    }

    /// Twice the text takes twice the steps, give or take a tenth, whatever it repeats.
    #[test]
    fn reading_is_linear_in_the_text() {
        let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
        let kinds: [(&str, &dyn Fn(usize) -> String); 9] = [
            ("one long sentence", &|_| "Norway said that ".to_owned()),
            ("a sentence again and again", &|_| "Norway denied that Sweden would leave. ".to_owned()),
            ("many organisations", &|at| format!("The {} Workers Union rejected it. ", name(at))),
            ("many people", &|at| format!("Minister {} {} said no. ", name(at), name(at + 7))),
            ("many numbers", &|at| format!("Norway wants {at} ships. ")),
            ("many meetings", &|at| format!("They met in {} on Monday. ", name(at))),
            ("many issues", &|at| format!("Sweden wants a {} of the boats. ", name(at).to_lowercase())),
            ("common nouns", &|at| {
                format!("The {} Liberation Front met the union and the rebels. ", name(at))
            }),
            ("capitals", &|_| "Brussels said that the EU would wait. ".to_owned()),
        ];
        for (kind, one) in kinds {
            let (once, twice) = (steps(&many(200, one)), steps(&many(400, one)));
            assert!(once > 200 && twice * 10 <= once * 21 + 1_000, "{kind}: {once} and {twice}");
        }
    }

    /// No word of a sentence is looked at more often than a few hundred times, however long the sentence is.
    #[test]
    fn a_long_sentence_costs_no_more_a_word_than_a_short_one() {
        const MOST: usize = 400;
        for one in [
            "Norway said that ",
            "Norway, ",
            "and Sweden wants ",
            "if Norway met ",
            "which ",
            "to deny that ",
            "not ",
        ] {
            let text = one.repeat(800);
            let words = text.split_whitespace().count();
            let steps = steps(&text);
            assert!(steps < words * MOST, "{one}: {steps} steps for {words} words");
        }
    }

    #[test]
    fn pages_are_linear_in_their_elements() {
        let page = |count: usize| counted(|| drop(html(&"<div>x <p>y".repeat(count))));
        let (once, twice) = (page(1_000), page(2_000));
        assert!(once > 0 && twice * 10 <= once * 21, "{once} and {twice}");
    }

    fn name(mut at: usize) -> String {
        let mut name = String::from("B");
        while at > 0 {
            name.push(char::from(b'a' + u8::try_from(at % 26).unwrap_or_default()));
            at /= 26;
        }
        name + "on"
    }
}
