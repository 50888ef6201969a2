//! Whether parties, issues and the options of an issue can be told apart by what they are called.

use indexmap::IndexMap;
use unicode_normalization::UnicodeNormalization;

use super::Ground;
use crate::{Code, Diagnostic, Span, clean::is_invisible, diagnostic::Sink};

/// Something that is called something.
struct Called<'a> {
    /// By which the case knows it.
    id: &'a str,
    /// As screens call it.
    name: &'a str,
    /// The key that says so.
    key: &'static str,
    place: Span,
}

/// What is compared, in words.
#[derive(Clone, Copy)]
struct Among<'a> {
    /// Such as "two parties".
    two: &'a str,
    /// The key that says the name.
    key: &'a str,
}

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let parties = case.parties.iter().map(|(id, party)| {
        let place = ground.key(&party.origin, "name");
        Called { id: id.as_str(), name: &party.name, key: "name", place }
    });
    apart(Among { two: "two parties", key: "name" }, parties, sink);
    let shorts = case.parties.iter().filter_map(|(id, party)| {
        let place = ground.find(party.origin.span, "short")?;
        Some(Called { id: id.as_str(), name: &party.short, key: "short", place })
    });
    apart(Among { two: "two parties", key: "short" }, shorts, sink);
    let issues = case.issues.iter().map(|(id, issue)| Called {
        id: id.as_str(),
        name: &issue.name,
        key: "name",
        place: ground.key(&issue.origin, "name"),
    });
    apart(Among { two: "two issues", key: "name" }, issues, sink);
    let shorts = case.issues.iter().filter_map(|(id, issue)| {
        let name = issue.short.as_deref()?;
        Some(Called { id: id.as_str(), name, key: "short", place: ground.key(&issue.origin, "short") })
    });
    apart(Among { two: "two issues", key: "short" }, shorts, sink);
    for issue in case.issues.values() {
        let options = issue.options.iter().map(|(id, option)| Called {
            id: id.as_str(),
            name: &option.name,
            key: "name",
            place: ground.key(&option.origin, "name"),
        });
        apart(Among { two: "two options of an issue", key: "name" }, options, sink);
        // In tables an option without a short name is called by its name.
        let has_short = issue.options.values().any(|option| option.short.is_some());
        let shorts = issue.options.iter().filter(|_| has_short).map(|(id, option)| {
            let key = if option.short.is_some() { "short" } else { "name" };
            Called { id: id.as_str(), name: option.short_name(), key, place: ground.key(&option.origin, key) }
        });
        apart(Among { two: "two options of an issue", key: "short" }, shorts, sink);
    }
}

/// Tells of those that are called the same, and of those that look the same.
fn apart<'a>(among: Among<'_>, called: impl Iterator<Item = Called<'a>>, sink: &mut Sink) {
    let mut names: IndexMap<String, Called<'a>> = IndexMap::new();
    let mut looks: IndexMap<String, (&'a str, Span)> = IndexMap::new();
    for of in called {
        let name = compared(of.name);
        if let Some(first) = names.get(&name) {
            // Of names that stand for short ones this is told where names are compared.
            if among.key == "name" || [first.key, of.key].contains(&"short") {
                sink.push(same(among, first, &of));
            }
            continue;
        }
        match looks.get(&look(&name)) {
            Some((first, place)) => sink.push(alike(among, first, *place, &of)),
            None => drop(looks.insert(look(&name), (of.id, of.place))),
        }
        names.insert(name, of);
    }
}

fn same(among: Among<'_>, first: &Called<'_>, second: &Called<'_>) -> Diagnostic {
    let message = format!("{} are called `{}`", among.two, second.name);
    Diagnostic::new(Code::SameLabel, message, second.place)
        .label(format!("`{}` cannot be told from it", second.id))
        .also(first.place, format!("`{}` is called so", first.id))
        .help(format!("give each a `{}` of its own; capitals and spaces do not count", among.key))
}

fn alike(among: Among<'_>, first: &str, place: Span, second: &Called<'_>) -> Diagnostic {
    let message = format!("the names of {} look the same", among.two);
    Diagnostic::new(Code::LookAlike, message, second.place)
        .label(format!("`{}`, with other letters that look alike", second.id))
        .also(place, format!("`{first}`"))
        .help("write both in one alphabet, or give them names that look different")
}

/// A name as it is compared: without capitals, doubled spaces and what nobody sees, and with accents in one form.
pub(super) fn compared(name: &str) -> String {
    let seen: String = name.nfc().filter(|letter| !is_invisible(*letter)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Small Cyrillic and Greek letters, each with the Latin one that it looks like.
const LOOK_ALIKE: [(char, char); 24] = [
    ('\u{430}', 'a'),
    ('\u{435}', 'e'),
    ('\u{43e}', 'o'),
    ('\u{440}', 'p'),
    ('\u{441}', 'c'),
    ('\u{443}', 'y'),
    ('\u{445}', 'x'),
    ('\u{456}', 'i'),
    ('\u{458}', 'j'),
    ('\u{455}', 's'),
    ('\u{501}', 'd'),
    ('\u{4bb}', 'h'),
    ('\u{51b}', 'q'),
    ('\u{51d}', 'w'),
    ('\u{3b1}', 'a'),
    ('\u{3bf}', 'o'),
    ('\u{3bd}', 'v'),
    ('\u{3c1}', 'p'),
    ('\u{3b9}', 'i'),
    ('\u{3ba}', 'k'),
    ('\u{3c5}', 'u'),
    ('\u{3c4}', 't'),
    ('\u{3c7}', 'x'),
    ('\u{3b3}', 'y'),
];

/// What a name looks like.
fn look(name: &str) -> String {
    let latin = |letter: char| {
        let pair = LOOK_ALIKE.iter().find(|(other, _)| *other == letter);
        pair.map_or(letter, |(_, latin)| *latin)
    };
    name.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_spaces_and_the_form_of_accents_do_not_count() {
        for (one, other) in
            [("Pay ", "pay"), ("Caf\u{e9}", "Cafe\u{301}"), ("a\u{200b}b", "ab"), ("a  b", "A B")]
        {
            assert_eq!(compared(one), compared(other), "{one} and {other}");
        }
        assert_ne!(compared("resume"), compared("résumé"));
    }

    #[test]
    fn letters_of_other_alphabets_look_like_latin_ones() {
        assert_eq!(look("\u{440}\u{430}\u{443}"), "pay");
        assert_ne!(look("день"), "day");
    }
}
