//! Sentences in their order: who speaks where, and to whom pronouns point back.

use jiff::civil::Date;

use super::{
    actor::Actor,
    line::{Carried, Line, Speech},
    speech,
};
use crate::{
    days::days_in,
    names::{Names, Told},
    reality::{conditions, scopes},
    words::{Modal, Standing, verbs},
};

/// The sentences of a text, ready for rules.
pub(crate) fn lines<'a>(told: &'a Told<'a>, names: &'a Names, day: Option<Date>) -> Vec<Line<'a>> {
    let mut found: Vec<Line<'a>> = Vec::new();
    let mut open = false;
    let mut carried = Carried::default();
    let mut turn: Option<Actor> = None;
    for (at, words) in told.sentences.iter().enumerate() {
        let verbs = verbs(words);
        let ahead = verbs.iter().any(|one| matches!(one.modal, Some(Modal::Will | Modal::Must)))
            || words.iter().any(|one| {
                one.any(&[
                    "expected",
                    "scheduled",
                    "due",
                    "planned",
                    "would",
                    "if",
                    "unless",
                    "once",
                    "should",
                ])
            });
        let days = days_in(words, day, &|at| {
            (ahead || told_ahead(words, &verbs, at)) && !told_before(words, &verbs, at)
        });
        let (quotes, opens, closes_now) = quotes(words, open);
        let mut line = Line {
            number: at + 1,
            day,
            text: told.text,
            words,
            mentions: &names.mentions[at],
            titles: &names.titles[at],
            names,
            verbs,
            days,
            quotes,
            ends: Vec::new(),
            speeches: Vec::new(),
            scopes: Vec::new(),
            before: carried.clone(),
        };
        line.find_ends();
        line.scopes = conditions(&line);
        line.negate_by_subject();
        line.scopes = scopes(&line);
        line.end_before_denials();
        speech::find(&mut line);
        match label(&line) {
            Some(Turn::Of(speaker)) => turn = Some(speaker),
            Some(Turn::Question) => turn = None,
            None => {}
        }
        if let Some(speaker) = turn.clone() {
            line.speeches.push(Speech { from: 0, to: words.len(), actor: speaker });
        }
        if open
            && line.speeches.is_empty()
            && let Some(speaker) = carried.speaker.clone()
        {
            line.speeches.push(Speech { from: 0, to: words.len(), actor: speaker });
        }
        let whole = line.quotes.iter().any(|(from, to)| *from <= 1 && to + 2 >= words.len() && to > from);
        if line.speeches.is_empty()
            && whole
            && !open
            && let Some(speaker) = carried.speaker.clone()
        {
            line.speeches.push(Speech { from: 0, to: words.len(), actor: speaker });
        }
        if open && closes_now {
            speak_before(&line, &mut found);
        }
        carried = carry(&line, carried);
        open = opens;
        found.push(line);
    }
    found
}

/// A quotation whose speaker is named where it closes: the sentences before are the speaker's too.
fn speak_before(line: &Line<'_>, before: &mut [Line<'_>]) {
    let Some(speaker) = line.speeches.first().map(|one| one.actor.clone()) else { return };
    for earlier in before.iter_mut().rev().take(6) {
        let last = earlier.quotes.last().copied();
        let Some((from, to)) = last.filter(|(_, to)| *to == earlier.words.len()) else { return };
        if !earlier.speeches.iter().any(|one| one.from <= from && one.to >= to) {
            earlier.speeches.push(Speech { from, to, actor: speaker.clone() });
        }
        if from > 0 || earlier.words.first().is_some_and(|one| one.any(&["“", "\"", "‘"])) {
            return;
        }
    }
}

/// Whether the verb to which a day belongs tells of the past: "said on Monday that it would meet on Friday". It is the
/// last verb before the day in its clause, else the next one.
fn told_before(words: &[crate::words::Word], verbs: &[crate::words::Verb], at: usize) -> bool {
    let before = verbs.iter().rev().find(|one| one.at < at);
    let Some(verb) = before.or_else(|| verbs.iter().find(|one| one.at >= at)) else { return false };
    let group = &words[verb.from..verb.at];
    let announced = ["schedule", "plan", "expect", "set", "agree", "postpone", "delay", "move", "adjourn"];
    let past = crate::words::verb_form(&words[verb.at].lower, &[verb.lemma])
        .is_some_and(|one| one.tense == crate::words::Tense::Past)
        || words[verb.at].any(&["was", "were", "had"]);
    verb.form == Standing::Finite
        && verb.modal.is_none()
        && past
        && !announced.contains(&verb.lemma)
        && !group.iter().any(|one| one.any(&["is", "are", "be", "has", "have"]))
        && !words[verb.at..at.max(verb.at)].iter().any(|one| one.any(&["to", "planned", "scheduled", "due"]))
}

/// Whether the verb to which a day belongs tells in the present of what is on a calendar: "the talks end on Saturday",
/// "is planning a visit on Friday".
fn told_ahead(words: &[crate::words::Word], verbs: &[crate::words::Verb], at: usize) -> bool {
    const ON_A_CALENDAR: &[&str] = &[
        "meet",
        "resume",
        "end",
        "begin",
        "start",
        "open",
        "convene",
        "hold",
        "visit",
        "travel",
        "sign",
        "host",
        "arrive",
        "gather",
        "reconvene",
        "close",
        "return",
        "fly",
        "conclude",
        "plan",
        "expire",
    ];
    // "The talks in Oslo end on Saturday": a word that may be a noun, right before the day.
    let bare = at > 1
        && words[at - 1].any(&["end", "resume", "open", "begin", "start", "close", "conclude"])
        && !words[at - 2].any(&crate::words::DETERMINERS);
    if bare {
        return true;
    }
    let Some(verb) = verbs.iter().rev().find(|one| one.at < at) else { return false };
    let doing = words[verb.from..verb.at].iter().any(|one| one.any(&["is", "are"]));
    let past = crate::words::verb_form(&words[verb.at].lower, &[verb.lemma])
        .is_some_and(|one| one.tense == crate::words::Tense::Past);
    verb.form == Standing::Finite
        && !verb.negated
        && !verb.passive
        && ON_A_CALENDAR.contains(&verb.lemma)
        && (verb.from == verb.at && !past || doing)
}

/// Whose turn a line of a transcript begins.
enum Turn {
    Of(Actor),
    Question,
}

/// "Mr. X: …", "Question: …".
fn label(line: &Line<'_>) -> Option<Turn> {
    let colon = (1..line.words.len().min(8)).find(|at| line.is_any(*at, &[":"]))?;
    if line.is_any(0, &["question", "q", "reporter", "journalist", "moderator"]) {
        return Some(Turn::Question);
    }
    let person = line.mentions.iter().find(|one| one.to <= colon && line.is_person(one))?;
    let plain = line.words[..colon].iter().all(|one| one.capital || !one.is_word || one.is("of"));
    plain.then(|| Turn::Of(line.actor_of(person)))
}

/// Quotations of a sentence; whether one stays open at its end; whether one that was open closes in it.
fn quotes(words: &[crate::words::Word], open: bool) -> (Vec<(usize, usize)>, bool, bool) {
    let mut found = Vec::new();
    let mut from = open.then_some(0);
    let mut closes = false;
    for (at, word) in words.iter().enumerate() {
        let opens = word.any(&["“", "«"]) || word.is("\"") && from.is_none();
        let shuts = word.any(&["”", "»"]) || word.is("\"") && from.is_some();
        if opens {
            from = Some(at + 1);
        } else if shuts && let Some(from) = from.take() {
            closes |= open && from == 0;
            found.push((from, at));
        }
    }
    let single = words.iter().position(|one| one.is("‘"));
    if let Some(begin) = single
        && let Some(length) = words[begin..].iter().position(|one| one.is("'"))
    {
        found.push((begin + 1, begin + length));
    }
    if let Some(from) = from {
        found.push((from, words.len()));
    }
    found.sort_unstable();
    (found, from.is_some(), closes)
}

/// The two parties of "between A and B", "A and B agreed", "the delegations of A and B".
fn several(line: &Line<'_>) -> Option<Actor> {
    let pairs = line.mentions.windows(2).find(|pair| {
        let (one, two) = (pair[0], pair[1]);
        let joined = (one.to..two.from)
            .all(|at| line.words[at].any(&["and", "the", "of", "republic", "federal", "government"]))
            && line.has(one.to, two.from, &["and"]);
        joined && !line.is_person(&one) && !line.is_person(&two) && one.who != two.who
    })?;
    let mut actor = line.actor_of(&pairs[0]);
    // "A, B and C".
    let mut from = pairs[0].from;
    while let Some(before) = line
        .mentions
        .iter()
        .find(|one| one.to + 1 == from && line.is_any(one.to, &[","]) && !line.is_person(one))
    {
        for party in line.actor_of(before).parties {
            if !actor.parties.contains(&party) {
                actor.parties.insert(0, party);
            }
        }
        from = before.from;
    }
    for party in line.actor_of(&pairs[1]).parties {
        if !actor.parties.contains(&party) {
            actor.parties.push(party);
        }
    }
    actor.name = None;
    actor.plural = true;
    (actor.parties.len() >= 2).then_some(actor)
}

/// The two parties whose people a sentence names: "both" of the next.
fn pair(line: &Line<'_>) -> Option<Actor> {
    let mut people = line.mentions.iter().filter(|one| line.is_person(one)).map(|one| line.actor_of(one));
    let (first, second) = (people.next()?, people.next()?);
    let parties: Vec<String> = first.parties.iter().chain(&second.parties).cloned().collect();
    let two = parties.len() == 2 && parties[0] != parties[1] && people.next().is_none();
    two.then(|| Actor { parties, plural: true, ..Actor::default() })
}

/// Who is meant by pronouns of the next sentence.
fn carry(line: &Line<'_>, before: Carried) -> Carried {
    let mut carried = before;
    let subjects = line.verbs.iter().filter(|one| one.form == Standing::Finite).map(|one| line.subject(one));
    let mut first_person: Option<Actor> = None;
    let mut group: Option<Actor> = None;
    for subject in subjects.filter(Actor::is_known) {
        if subject.is_person {
            first_person.get_or_insert_with(|| subject.clone());
        } else if !subject.parties.is_empty() {
            group.get_or_insert_with(|| subject.clone());
        }
    }
    if first_person.is_none() {
        let last = line.mentions.iter().find(|one| line.is_person(one));
        first_person = last.map(|one| line.actor_of(one));
    }
    if carried.several.is_none() {
        carried.several = several(line);
    }
    carried.pair = pair(line);
    if let Some(speech) = line.speeches.first() {
        carried.speaker = Some(speech.actor.clone());
    }
    carried.person = first_person.or(carried.person);
    carried.group = group.or(carried.group);
    carried
}
