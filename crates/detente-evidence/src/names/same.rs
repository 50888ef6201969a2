//! Common nouns that stand for somebody named before: "the union", "the government", "the rebels".

use super::{Entity, EntityKind, Form, Mention, organised::Organisations};
use crate::words::Word;

/// What those who fight a state are called.
pub(super) const REBELS: &[&str] = &["rebels", "guerrillas", "insurgents", "militants", "separatists"];
/// Words in the names of those who fight.
pub(super) const FIGHTERS: &[&str] =
    &["front", "movement", "army", "forces", "brigades", "guards", "militia", "liberation", "resistance"];

/// Who is meant by "the" and a common noun, where one alone can be. `government` is the one state of which the text
/// names the government.
pub(crate) fn meant<'a>(
    noun: &str,
    organisations: &'a Organisations,
    government: Option<&'a str>,
) -> Option<&'a str> {
    match noun {
        "government" | "authorities" | "army" | "military" | "regime" | "cabinet" => government,
        "rebels" | "guerrillas" | "insurgents" | "militants" | "movement" | "separatists" => {
            organisations.whole(noun).or_else(|| organisations.only_one(FIGHTERS))
        }
        "union" | "unions" | "strikers" => organisations
            .whole("union")
            .or_else(|| {
                organisations.only_one(&[
                    "union",
                    "guild",
                    "workers",
                    "federation",
                    "teamsters",
                    "brotherhood",
                ])
            })
            .or_else(|| organisations.only_one(&["association", "alliance"])),
        "group" | "militia" | "fighters" => {
            organisations.whole(noun).or_else(|| organisations.only_one(FIGHTERS))
        }
        "company" | "carmaker" | "airline" | "management" | "employers" | "operator" => {
            organisations.whole(noun).or_else(|| {
                organisations.only_one(&[
                    "company",
                    "corp",
                    "inc",
                    "motors",
                    "airlines",
                    "airways",
                    "railways",
                    "association",
                    "group",
                    "steel",
                    "ltd",
                ])
            })
        }
        _ => organisations.whole(noun).filter(|_| noun.len() > 4),
    }
}

/// The one party of whose government a text speaks by name.
pub(crate) fn government(sentences: &[Vec<Word>], mentions: &[Vec<Mention>]) -> Option<usize> {
    owner_of(sentences, mentions, &["government", "army", "military", "regime"])
}

/// The one party whose these are by name: "the government of X", "X's army", "the junta in X".
pub(crate) fn owner_of(sentences: &[Vec<Word>], mentions: &[Vec<Mention>], nouns: &[&str]) -> Option<usize> {
    let mut found: Option<usize> = None;
    for (words, mentions) in sentences.iter().zip(mentions) {
        for mention in mentions {
            let after = mention.to + usize::from(words.get(mention.to).is_some_and(|one| one.is("'s")));
            let of = mention.from.checked_sub(1).map(|at| at - usize::from(words[at].is("the") && at > 0));
            let governs = of.is_some_and(|at| {
                let here = words[at].is("in") && at > 0 && words[at - 1].is("junta");
                (words[at].is("of") || here) && at > 0 && words[at - 1].any(nouns)
            });
            let ruling = usize::from(words.get(after).is_some_and(|one| one.any(&["military", "ruling"])));
            let owns = (after..=after + ruling).any(|at| words.get(at).is_some_and(|one| one.any(nouns)));
            if mention.form != Form::Person && (governs || owns) {
                if found.is_some_and(|one| one != mention.who) {
                    return None;
                }
                found = Some(mention.who);
            }
        }
    }
    found
}

/// Places in a sentence at which "the" and a common noun may mean somebody: the noun's place.
pub(crate) fn nouns(words: &[Word], mentions: &[Mention]) -> Vec<usize> {
    (1..words.len())
        .filter(|at| {
            let taken = mentions.iter().any(|one| one.from <= *at && one.to > *at);
            let adjective = words.get(at + 1).is_some_and(|one| one.is_word && one.capital);
            let article = words[at - 1].is("the")
                || *at > 1
                    && words[at - 2].is("the")
                    && words[at - 1].any(&[
                        "paramilitary",
                        "armed",
                        "rebel",
                        "militant",
                        "teachers'",
                        "national",
                        "regional",
                        "islamist",
                        "insurgent",
                        "military",
                        "interim",
                        "transitional",
                        "ruling",
                        "federal",
                        "caretaker",
                        "west",
                        "trade",
                        "trading",
                    ])
                || *at > 2 && words[at - 3].is("the") && words[*at].any(&["bloc", "grouping"]);
            // "she said employers were willing": nobody else is meant without an article.
            let bare = words[*at].any(&["employers", "management"])
                && (words[at - 1].any(&["said", "that", "says", "and", "but"]) || !words[at - 1].is_word);
            (article || bare) && !words[*at].capital && !taken && !adjective
        })
        .collect()
}

/// Whether an entity may be meant by a common noun.
pub(crate) fn can_be_meant(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Party | EntityKind::Body)
}
