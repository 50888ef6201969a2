//! Whose yes an agreement takes: those whom a draft names as its parties, or those whom a person names. Nobody else is
//! taken for one, however much the text speaks of him.

use detente_case::InstrumentClass;
use detente_evidence::{Kind, Said};

use super::{Desk, cite, issues::class};
use crate::{
    digest::one_line,
    edit::{Edit, Key, Value},
    inbox::Entry,
};

impl Desk<'_> {
    /// Whether a draft can be written only into a case that says whose yes it takes, and nobody says so.
    pub(super) fn lacks_consent(&mut self, entry: &Entry) -> bool {
        let needs = match entry.draft.kind() {
            Kind::Issue => true,
            Kind::Position | Kind::RedLine => !self.parties_of(&entry.draft).is_empty(),
            Kind::Source
            | Kind::Party
            | Kind::Body
            | Kind::Delegate
            | Kind::Meeting
            | Kind::Attendance
            | Kind::MeetingChange
            | Kind::Statement
            | Kind::Proposal
            | Kind::ProposalStatus
            | Kind::Lever
            | Kind::Deadline
            | Kind::Prediction
            | Kind::OpenQuestion => false,
        };
        needs && !self.has_instrument() && !self.says_whose_yes()
    }

    fn has_instrument(&self) -> bool {
        let new = |edit: &Edit| matches!(edit, Edit::Key { key: "instrument", .. });
        !self.case.instrument.consent.is_empty() || self.edits.iter().any(new)
    }

    /// Writes whose yes it takes, as whoever accepts says, or as an issue does: one that names an instrument first. Such an
    /// issue is brought along.
    fn says_whose_yes(&mut self) -> bool {
        let (inbox, hand) = (self.inbox, self.hand);
        if !hand.consent.is_empty() {
            let consent = self.parties_named(&hand.consent);
            if consent.len() < hand.consent.len() {
                return false;
            }
            let form =
                inbox.drafts.iter().filter(|one| !one.is_rejected()).find_map(|one| match &one.draft.said {
                    Said::Issue { instrument: Some(instrument), .. } => Some(instrument.form),
                    _ => None,
                });
            self.write_instrument(vec![
                ("class", Value::word(form.map_or(InstrumentClass::Framework, class))),
                ("consent", Value::texts(consent)),
                ("basis", Value::text("assumed")),
                ("owner", Value::text(one_line(&hand.by))),
                ("note", Value::text("the text does not say whose yes it takes")),
            ]);
            return true;
        }
        let mut named: Vec<_> = inbox.drafts.iter().filter(|one| is_between(one)).collect();
        named.sort_by_key(|one| !matches!(one.draft.said, Said::Issue { instrument: Some(_), .. }));
        named.into_iter().any(|one| self.instrument_of(one))
    }

    /// The instrument of an issue, where all between whom it is are parties of the case or of drafts.
    fn instrument_of(&mut self, entry: &Entry) -> bool {
        let Said::Issue { instrument, between, .. } = &entry.draft.said else { return false };
        let consent = self.parties_named(between);
        if consent.is_empty() || between.iter().any(|name| self.party_named(name).is_none()) {
            return false;
        }
        let form = instrument.map_or(InstrumentClass::Framework, |instrument| class(instrument.form));
        self.write_instrument(vec![
            ("class", Value::word(form)),
            ("consent", Value::texts(consent)),
            cite(entry),
        ]);
        self.instrument = Some(entry.draft.id.clone());
        self.take(&entry.draft.id);
        true
    }

    fn write_instrument(&mut self, keys: Vec<Key>) {
        let table = vec!["case".to_owned()];
        self.edits.push(Edit::Key { table, entry: None, key: "instrument", value: Value::Table(keys) });
    }

    /// Whose yes it takes, by the case, by whoever accepts, or by an issue.
    pub(super) fn consenters(&mut self) -> Vec<String> {
        let old: Vec<_> = self.case.instrument.consent.iter().map(ToString::to_string).collect();
        if !old.is_empty() {
            return old;
        }
        let (inbox, hand) = (self.inbox, self.hand);
        if !hand.consent.is_empty() {
            return self.parties_named(&hand.consent);
        }
        let mut named: Vec<_> = inbox.drafts.iter().filter(|one| is_between(one)).collect();
        named.sort_by_key(|one| !matches!(one.draft.said, Said::Issue { instrument: Some(_), .. }));
        let between = named.first().and_then(|one| match &one.draft.said {
            Said::Issue { between, .. } => Some(between.clone()),
            _ => None,
        });
        self.parties_named(&between.unwrap_or_default())
    }
}

/// Whether a draft that was not rejected says between whom an agreement is.
fn is_between(entry: &Entry) -> bool {
    !entry.is_rejected() && matches!(&entry.draft.said, Said::Issue { between, .. } if !between.is_empty())
}
