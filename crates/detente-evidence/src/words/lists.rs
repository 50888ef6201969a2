//! Lists of words, from `data/words.txt`.

use std::sync::LazyLock;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: LazyLock<Vec<&'static str>> = LazyLock::new(|| list(stringify!($name)));
        )+

        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

lists! {
    /// Words that begin a sentence with a capital letter and name nobody.
    COMMON,
    /// Nouns that statements write with a capital letter.
    GENERIC,
    /// Days, months and forms of address.
    CALENDAR,
    /// Last words of names of organisations.
    ORGANISED,
    /// Prepositions, and words that stand like them.
    PREPOSITIONS,
    /// Adverbs that may stand in a group of verbs.
    ADVERBS,
    /// Words that begin a noun phrase.
    DETERMINERS,
    /// What follows a demonym where the people act.
    OF_PEOPLE,
    /// Last words of names of companies, which may begin with a demonym.
    COMPANIES,
    /// Words before a name that is a place there.
    AT_A_PLACE,
    /// Words that begin something before the subject: "Despite …, she said".
    ADJUNCTS,
    /// People who act together, without saying for whom.
    GROUPS,
    /// Verbs of saying with a clause or a quotation.
    CLAUSAL,
    /// People who speak for somebody without a name.
    OFFICIALS,
}

/// The words of a list: its line begins with its name and a colon.
fn list(name: &str) -> Vec<&'static str> {
    let lines = include_str!("../../data/words.txt").lines();
    let lists = lines.filter_map(|line| line.split_once(':'));
    lists.filter(|(of, _)| *of == name).flat_map(|(_, words)| words.split_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words() {
        assert!(NAMES.iter().all(|name| list(name).len() > 5));
        assert!(ORGANISED.contains(&"union") && list("NOTHING").is_empty());
    }
}
