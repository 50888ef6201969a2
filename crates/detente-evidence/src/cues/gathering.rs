//! Where people gather, who, and for which time.

use super::line::Line;
use crate::names::Mention;

/// A name after "in" or "at".
pub(super) fn place(line: &Line<'_>, from: usize, to: usize) -> Option<(String, usize, usize)> {
    for at in from..to {
        if !line.is_any(at, &["in", "at", "to"]) {
            continue;
        }
        let begin = at + 1;
        let mut end = begin;
        while end < to
            && line.words[end].capital
            && line.words[end].is_word
            && !line.days.iter().any(|one| one.from_word <= end && end < one.to_word)
        {
            end += 1;
        }
        let is_person =
            line.mentions.iter().any(|one| one.from < end && one.to > begin && line.is_person(one));
        let titled = line.titles.iter().any(|one| one.0 >= begin && one.0 < end);
        let visits = line.is_any(at, &["in", "at"])
            || line
                .verbs
                .iter()
                .any(|one| one.at < at && at - one.at <= 7 && ["summon", "invite"].contains(&one.lemma))
            || line.has(
                at.saturating_sub(2),
                at,
                &[
                    "visit",
                    "trip",
                    "travel",
                    "flew",
                    "fly",
                    "visits",
                    "traveled",
                    "travelled",
                    "return",
                    "returned",
                    "come",
                    "came",
                ],
            );
        if end > begin && !is_person && !titled && visits {
            return Some((line.said(begin, end).to_owned(), begin, end));
        }
    }
    None
}

/// Who meets: the subject, and whoever stands after "between" and "with".
pub(super) fn participants(
    line: &Line<'_>,
    at: usize,
    to: usize,
    subject: Option<(usize, usize)>,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut push = |name: String| {
        if !found.contains(&name) {
            found.push(name);
        }
    };
    if let Some((from, upto)) = subject {
        // Whose envoy comes does not come himself.
        let owns = |one: &&Mention| line.is_any(one.to, &["'s"]) && one.to + 1 < upto;
        let local = |one: &&Mention| {
            let before =
                one.from.checked_sub(1).filter(|at| !line.is_any(*at, &["the"])).or(one.from.checked_sub(2));
            let led = before.is_some_and(|at| {
                at > from && line.is_any(at, &["in", "at", "near", "to", "for", "on", "against", "about"])
            });
            led && !line.is_person(one)
        };
        for mention in line.mentions_in(from, upto).filter(|one| !owns(one) && !local(one)) {
            push(line.names.entities[mention.who].name.clone());
        }
    }
    let with = line.find(at + 1, (at + 12).min(to), &["between", "with", "among", "of"]);
    let direct = line.verbs.iter().any(|one| one.at == at).then_some(at);
    if let Some(with) = with.filter(|one| !line.is_any(*one, &["of"])).or(direct) {
        for mention in line.mentions_in(with + 1, to) {
            let local = mention.from > 0 && line.is_any(mention.from - 1, &["in", "at", "to"]);
            if !local {
                push(line.names.entities[mention.who].name.clone());
            }
        }
    }
    found
}

pub(super) fn ordinal(line: &Line<'_>, start: usize, at: usize) -> Option<String> {
    let one = line.find(
        start,
        at,
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    )?;
    Some(line.words[one].lower.clone())
}
