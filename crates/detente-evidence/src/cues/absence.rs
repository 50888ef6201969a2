//! Who stays away, is kept away, cancels or leaves.

use super::{
    Raw, Span,
    attendance::{EVENTS, Part, plain},
    line::Line,
};
use crate::{
    draft::{Modality, Role, Said, Status},
    modality::around,
    words::{Standing, Verb, verb_form},
};

/// Who does this to somebody keeps him away.
const KEEPS_AWAY: &[(&str, Status)] = &[
    ("bar", Status::Absent),
    ("prevent", Status::Absent),
    ("block", Status::Absent),
    ("exclude", Status::NotInvited),
    ("disinvite", Status::NotInvited),
    ("uninvite", Status::NotInvited),
];

/// "skips the talks", "cancelled his trip", "walked out", "left before the end", "declined an invitation".
pub(super) fn leaves(line: &Line<'_>, verb: &Verb) -> Option<Part> {
    let to = line.clause_end(verb.at + 1);
    let near = (verb.at + 7).min(to);
    let next = |words: &[&str]| line.is_any(verb.at + 1, words);
    let event = line.has(verb.at + 1, near, EVENTS);
    let done = verb.form == Standing::Finite && verb.modal.is_none() && !verb.passive && !verb.negated;
    match verb.lemma {
        "skip" | "boycott" | "shun" | "miss" => event.then(|| plain(Status::Absent, "stays-away")),
        "stay" => {
            let home = next(&["at"]) && line.is_any(verb.at + 2, &["home"]);
            (home || next(&["away", "home"])).then(|| plain(Status::Absent, "stays-away"))
        }
        "turn" => {
            let invitation = line.has(verb.at + 1, (verb.at + 6).min(to), &["invitation", "invitations"]);
            (next(&["down"]) && invitation).then(|| plain(Status::Absent, "declines"))
        }
        "decline" | "refuse" => {
            let invitation = line.has(verb.at + 1, (verb.at + 4).min(to), &["invitation", "invitations"]);
            invitation.then(|| plain(Status::Absent, "declines"))
        }
        "cancel" => {
            let own = line.has(
                verb.at + 1,
                (verb.at + 5).min(to),
                &["attendance", "trip", "visit", "participation", "appearance", "travel", "plans"],
            );
            // Who does not cancel a trip comes, and nothing more is said.
            (own && !verb.negated).then(|| plain(Status::Cancelled, "cancels"))
        }
        "walk" | "storm" => (done && next(&["out", "away"]) && (event || line.has(verb.at, to, &["of"])))
            .then(|| plain(Status::Left, "leaves")),
        "withdraw" | "pull" => (done && event && line.has(verb.at + 1, verb.at + 4, &["from", "of"]))
            .then(|| plain(Status::Left, "leaves")),
        "leave" | "quit" => {
            let alone = line.has(verb.at + 1, near, &["without"]);
            // "left the breakfast early": a meal is left, and nobody stays away.
            let meal =
                line.has(verb.at + 1, near, &["breakfast", "lunch", "banquet", "reception", "room", "hall"])
                    && line.has(verb.at + 1, near, &["early", "before", "abruptly"]);
            (done && (event && !alone || meal || next(&["before", "early"])))
                .then(|| plain(Status::Left, "leaves"))
        }
        _ => None,
    }
}

/// "was barred from the talks", "excluded Norland from the meeting".
pub(super) fn kept_away(line: &Line<'_>, verb: &Verb) -> Option<Part> {
    let denied = verb.lemma == "deny"
        && verb.passive
        && !verb.negated
        && line.is_any(verb.at + 1, &["entry", "access", "visas", "visa", "accreditation", "admission"])
        && line.has(verb.at + 1, verb.at + 9, EVENTS);
    if denied {
        return Some(plain(Status::Absent, "kept-away"));
    }
    // "has been kept out of the talks".
    let out =
        ["keep", "leave", "shut"].iter().any(|one| verb_form(&line.words[verb.at].lower, &[*one]).is_some())
            && verb.passive
            && !verb.negated
            && line.is_any(verb.at + 1, &["out"])
            && line.is_any(verb.at + 2, &["of"])
            && line.has(verb.at + 3, verb.at + 8, EVENTS);
    if out {
        return Some(plain(Status::NotInvited, "kept-away"));
    }
    let (_, status) = KEEPS_AWAY.iter().find(|(lemma, _)| *lemma == verb.lemma)?;
    let to = line.clause_end(verb.at + 1);
    let from = line.find(verb.at + 1, (verb.at + 9).min(to), &["from"])?;
    let event =
        line.has(from, (from + 7).min(to), EVENTS) || line.has(from, to, &["attending", "participating"]);
    let told =
        !verb.negated && matches!(verb.form, Standing::Finite | Standing::Participle | Standing::Infinitive);
    (event && told).then(|| Part { object: !verb.passive, ..plain(*status, "kept-away") })
}

/// "will be absent", "was not present", "was not represented", "the Union has not" after an invitation.
pub(super) fn absent(line: &Line<'_>, at: usize) -> Vec<Raw> {
    let is_absent = line.is_any(at, &["absent"]);
    let is_present = line.is_any(at, &["present"]);
    let elliptic = line.is_any(at, &["not"])
        && at + 1 >= line.end()
        && line.verbs.iter().any(|one| one.lemma == "invite" && one.passive && one.at < at)
        && line.is_any(at.saturating_sub(1), &["has", "have", "was", "were", "is", "are"]);
    if !(is_absent || is_present || elliptic) {
        return Vec::new();
    }
    let mut from = if elliptic { at + 1 } else { at };
    while from > 0
        && (line.is_any(
            from - 1,
            &["is", "are", "was", "were", "be", "been", "will", "would", "not", "also", "has", "have"],
        ) || line.words[from - 1].lower.ends_with("ly"))
    {
        from -= 1;
    }
    if from >= at || !line.has(from, at + 1, &["is", "are", "was", "were", "be", "been", "has", "have"]) {
        return Vec::new();
    }
    let negated = line.has(from, at + 1, &["not"]);
    let verb = Verb { negated, ..Verb::copula(from, from) };
    let actor = line.subject(&verb);
    if !actor.is_known() {
        return Vec::new();
    }
    let status = if elliptic {
        Status::NotInvited
    } else if is_absent != negated {
        Status::Absent
    } else {
        Status::Attending
    };
    let modality = match status {
        Status::Absent | Status::NotInvited => Modality::Negated,
        _ if line.has(from, at, &["will", "would"]) => Modality::Planned,
        _ => around(line, from, at, None).spoken(),
    };
    let begin = if line.subject_is_near(&verb, &actor) { actor.from } else { from };
    let said = Said::Attendance {
        who: line.said(actor.from, actor.to).to_owned(),
        meeting: None,
        capacity: None,
        level: None,
    };
    let raw = line.raw(said, modality, Span { from: begin, to: at + 1 }, "absent");
    raw.map(|raw| raw.by(&actor).with(status).and(line, Role::Cue, from, at + 1).each()).unwrap_or_default()
}
