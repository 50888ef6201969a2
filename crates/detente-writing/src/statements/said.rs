//! What was said, what is expected, and what the text leaves open.

use detente_case::{Bearing, ClaimKind, MediatorRole};
use detente_evidence::{Modality, Said};

use super::{Desk, cite, issues::words_of, measures::says_no, note, when::day, words_below};
use crate::{
    digest::one_line,
    edit::{Key, Value},
    inbox::Entry,
};

/// Verbs of a kind of claim, as lemmas.
const VERBS: [(ClaimKind, &[&str]); 4] = [
    (ClaimKind::Warning, &["warn", "caution", "threaten"]),
    (ClaimKind::Announcement, &["announce", "declare", "unveil"]),
    (ClaimKind::Denial, &["deny", "dispute", "refute"]),
    (ClaimKind::Forecast, &["predict", "forecast", "expect", "project"]),
];

impl Desk<'_> {
    /// What the text says is not so: it moves nothing, and that it was said is all that is known.
    pub(super) fn not_so(&mut self, entry: &Entry, what: &str) -> Vec<String> {
        let words = words_below(entry, what);
        vec![format!("claims.{}", self.claim(entry, ClaimKind::Statement, &words, None))]
    }

    /// Something said, or not said.
    pub(super) fn statement_made(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Statement { verb, content, when, .. } = &entry.draft.said else { return Vec::new() };
        let says = words_of(entry, content.as_deref().unwrap_or_default());
        let kind = if content.is_none() && entry.draft.modality == Modality::Negated {
            ClaimKind::NoComment
        } else {
            claim_kind(verb)
        };
        let id = self.claim(entry, kind, &says, None);
        if let Some(on) = day(when.as_ref()) {
            self.key("claims", &id, "on", Value::Day(on));
        }
        vec![format!("claims.{id}")]
    }

    /// What is expected: a claim, since the text gives it neither a number nor a day by which it is settled.
    pub(super) fn prediction(&mut self, entry: &Entry, what: &str) -> Vec<String> {
        let says = words_of(entry, what);
        vec![format!("claims.{}", self.claim(entry, ClaimKind::Forecast, &says, None))]
    }

    /// A question that the text leaves open: an explanation for each of its answers.
    pub(super) fn open_question(&mut self, entry: &Entry, what: &str) -> Vec<String> {
        let words = words_of(entry, what);
        let claim = self.claim(entry, ClaimKind::Speculation, &words, None);
        let (first, second) = answers(&words);
        let party = self.parties_of(&entry.draft).into_iter().next().or_else(|| self.party_in(&words));
        let role = |words: &str| party.clone().zip(role(words));
        let mut became = vec![self.hypothesis(entry, &first, &claim, Bearing::Neutral, role(&first))];
        if let Some(second) = second {
            let other = self.hypothesis(entry, &second, &claim, Bearing::Neutral, role(&second));
            let names: Vec<_> = [&became[0], &other]
                .iter()
                .filter_map(|name| name.strip_prefix("hypotheses.").map(str::to_owned))
                .collect();
            if let [one, other] = names.as_slice() {
                self.key("hypotheses", one, "rivals", Value::texts([other.clone()]));
                self.key("hypotheses", other, "rivals", Value::texts([one.clone()]));
            }
            became.push(other);
        }
        became.push(format!("claims.{claim}"));
        became
    }

    /// A claim of whoever speaks in the draft.
    pub(super) fn claim(
        &mut self,
        entry: &Entry,
        kind: ClaimKind,
        says: &str,
        meeting: Option<&str>,
    ) -> String {
        let by = self.actor_of(&entry.draft);
        let words = if by == "unnamed" { says.to_owned() } else { format!("{by} {says}") };
        let id = self.known.fresh("claims", &words);
        let mut keys: Vec<Key> =
            vec![("kind", Value::word(kind)), ("by", Value::text(by.clone())), ("says", Value::text(says))];
        keys.extend(meeting.map(|meeting| ("meeting", Value::text(meeting))));
        keys.push(cite(entry));
        keys.extend(
            note(&entry.draft)
                .filter(|_| !says_it_itself(entry, says))
                .map(|note| ("note", Value::text(note))),
        );
        // Somebody who has no name in the case is told of as the text calls him.
        let called = entry.draft.actor.as_deref().filter(|_| by == "unnamed").map(one_line);
        if let Some(called) = called.filter(|called| !called.is_empty()) {
            match keys.iter_mut().find(|(key, _)| *key == "note") {
                Some((_, Value::Text(note))) => *note = format!("{called}; {note}"),
                Some(_) | None => keys.push(("note", Value::text(called))),
            }
        }
        self.add(entry, "claims", &id, keys);
        id
    }

    /// An explanation on which one claim bears.
    pub(super) fn hypothesis(
        &mut self,
        entry: &Entry,
        says: &str,
        claim: &str,
        bearing: Bearing,
        role: Option<(String, MediatorRole)>,
    ) -> String {
        let id = self.known.fresh("hypotheses", says);
        let mut keys: Vec<Key> = vec![("says", Value::text(says))];
        keys.extend(role.map(|(party, role)| {
            ("role", Value::Table(vec![("party", Value::text(party)), ("role", Value::word(role))]))
        }));
        let evidence = Value::Table(vec![("claim", Value::text(claim)), ("bearing", Value::word(bearing))]);
        keys.push(("evidence", Value::List(vec![evidence])));
        self.add_worded(entry, "hypotheses", &id, keys)
    }
}

/// Whether words say themselves that it is not so: a remark that says it again would turn them round.
fn says_it_itself(entry: &Entry, says: &str) -> bool {
    if entry.draft.modality != Modality::Negated {
        return false;
    }
    let stays_away = matches!(entry.draft.said, Said::Attendance { .. });
    let no_comment = matches!(entry.draft.said, Said::Statement { content: None, .. });
    stays_away || no_comment || says_no(says)
}

/// Whether a verb of speech denies what follows it.
pub(crate) fn denies(verb: &str) -> bool {
    claim_kind(verb) == ClaimKind::Denial
}

fn claim_kind(verb: &str) -> ClaimKind {
    let found = VERBS.iter().find(|(_, verbs)| verbs.contains(&verb));
    found.map_or(ClaimKind::Statement, |(kind, _)| *kind)
}

/// The answers of a question of the form "whether A or B"; the question itself where it has another.
fn answers(words: &str) -> (String, Option<String>) {
    let plain = words.trim_end_matches(['?', '.']);
    let asked = plain.split_once("whether ").map_or(plain, |(_, asked)| asked);
    match asked.split_once(" or ") {
        Some((one, other)) if plain.contains("whether ") => {
            (one.trim().to_owned(), Some(other.trim().to_owned()))
        }
        Some(_) | None => (asked.trim().to_owned(), None),
    }
}

/// The role of a mediator that words ascribe.
fn role(words: &str) -> Option<MediatorRole> {
    let words = words.to_lowercase();
    let says = |stems: &[&str]| stems.iter().any(|stem| words.contains(stem));
    if says(&["impose", "unilateral", "dictate"]) {
        Some(MediatorRole::Impose)
    } else if says(&["mediat", "facilitat", "good offices"]) {
        Some(MediatorRole::Facilitate)
    } else {
        None
    }
}
