//! What is left of a case when some of it is not seen: nothing refers to what is absent.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Eye, Reader, View, eye::Looks, what_if};
use crate::{
    Actor, Basis, Case, Citation, Conflict, Grade, Origin, Source, SourceId,
    known::Known,
    tables::{
        each_table,
        table::{Entry, Rows},
    },
};

macro_rules! views {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?) $word:literal, $one:literal {
            $($part:ident($part_key:ident $($part_what:literal)?) $part_field:ident = $part_word:literal, $part_one:literal;)*
        })* }
        conflict { $($(#[$move_doc:meta])* $move_field:ident = $move:ident($move_key:ident $($move_what:literal)?)
            $move_word:literal, $move_one:literal {})* }
    ) => {
        impl Eye<'_> {
            /// Takes out whatever the eye does not see, in every table and in every part of a row.
            fn drop_unseen(&self, case: &mut Case) {
                $(
                    case.$field.drop_unless(|row| {
                        $(row.$part_field.drop_unless(|part| self.look_at(part));)*
                        self.look_at(row)
                    });
                )*
                $(case.conflict.$move_field.drop_unless(|part| self.look_at(part));)*
            }
        }

        impl Case {
            /// The names of what it has.
            fn known(&self) -> Known {
                let mut known = Known::default();
                known.set(self.sources.keys());
                $(self.$field.define(&mut known);)*
                $(self.conflict.$move_field.define(&mut known);)*
                known
            }

            /// Takes out what refers to what is not there, table after table; whether a statement went with it, so that
            /// others may now refer to nothing.
            fn drop_dangling(&mut self, known: &mut Known) -> bool {
                self.sources.values_mut().for_each(|source| source.keep(known));
                let mut dropped = !self.instrument.keep(known);
                $(
                    #[allow(unused_mut, reason = "most rows have no parts")]
                    let mut parts = false;
                    let rows = self.$field.drop_unless(|row| {
                        $(parts |= row.$part_field.drop_unless(|part| part.keep(known));)*
                        row.keep(known)
                    });
                    if rows || parts {
                        dropped = true;
                        self.$field.define(known);
                    }
                )*
                $(
                    if self.conflict.$move_field.drop_unless(|part| part.keep(known)) {
                        dropped = true;
                        self.conflict.$move_field.define(known);
                    }
                )*
                dropped
            }
        }
    };
}
each_table!(views);

impl Eye<'_> {
    /// Whether it sees the entry, which loses what the eye does not see of it.
    fn look_at(&self, entry: &mut impl Entry) -> bool {
        let sees = self.sees(entry.origin());
        if sees {
            self.forget_unpublished(entry.origin_mut());
            entry.hide(self);
        }
        sees
    }

    /// The conflict as a whole is left out with all its parts; otherwise each part is seen by itself.
    fn look_at_conflict(&self, conflict: &mut Conflict) {
        let Some(origin) = &mut conflict.origin else { return };
        if let Looks::From(view) = self.looks
            && view.without.contains(&origin.span)
        {
            *conflict = Conflict::default();
        } else if self.sees(origin) {
            self.forget_unpublished(origin);
        } else {
            conflict.origin = None;
        }
    }
}

impl Case {
    /// The case as `view` sees it: what the view does not see is absent, with everything that refers to it.
    #[must_use]
    pub fn seen(&self, view: &View) -> Self {
        let as_of = view.as_of.unwrap_or(self.as_of);
        let mut case = Self { as_of, ..self.looked_at(Looks::From(view), as_of) };
        if let Some(holder) = &view.believed_by {
            adopt_beliefs(&mut case, holder);
        }
        what_if::waive(&mut case, &view.waiving);
        what_if::suppose(&mut case, &view.using);
        case
    }

    /// The case as far as anything of it is known on a day.
    #[must_use]
    pub fn known_on(&self, as_of: Date) -> Self {
        self.looked_at(Looks::Knowing, as_of)
    }

    /// The case as far as a reader may see it: what is closed to the reader is absent, with everything that refers to it.
    pub(crate) fn open_to(&self, reader: &Reader) -> Self {
        let mut case = self.looked_at(Looks::Reading(reader), self.as_of);
        let instrument = &self.instrument.origin;
        if !reader.may_see(instrument.label, instrument.compartment.as_ref()) {
            case.instrument = crate::Instrument::read(None);
        }
        case
    }

    /// What an eye sees of the case, and nothing that refers to the rest.
    fn looked_at(&self, looks: Looks<'_>, as_of: Date) -> Self {
        let mut case = self.clone();
        let eye = Eye { looks, as_of, published: BTreeMap::new(), later: BTreeMap::new() };
        case.sources.retain(|_, source| eye.uses(source));
        let is_later = |source: &Source| matches!(looks, Looks::From(_)) && source.date > as_of;
        let (later, published) = case
            .sources
            .iter()
            .map(|(id, source)| (is_later(source), (id.clone(), source.grade)))
            .partition::<Vec<_>, _>(|(later, _)| *later);
        let graded =
            |sources: Vec<(bool, (SourceId, Grade))>| sources.into_iter().map(|(_, graded)| graded).collect();
        let eye = Eye { published: graded(published), later: graded(later), ..eye };
        eye.forget_unpublished(case.instrument.origin_mut());
        eye.look_at_conflict(&mut case.conflict);
        eye.drop_unseen(&mut case);
        case.without_dangling()
    }

    /// The case without references that lead nowhere.
    pub(crate) fn without_dangling(mut self) -> Self {
        let mut known = self.known();
        while self.drop_dangling(&mut known) {}
        self
    }

    /// The grade of a statement: its own, or the best among the sources it cites; `None` for what is
    /// assumed or defined.
    #[must_use]
    pub fn grade_of(&self, origin: &Origin) -> Option<Grade> {
        let cited = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        let best = cited.map(|source| source.grade).min_by_key(ToString::to_string);
        match &origin.basis {
            Basis::Cited(_) => origin.grade.or(best),
            Basis::Definition | Basis::Assumed(_) => None,
        }
    }

    /// The first day on which a statement could be known from its sources; `None` for what is assumed or
    /// defined.
    #[must_use]
    pub fn known_from(&self, origin: &Origin) -> Option<Date> {
        let dates = origin.citations().iter().filter_map(|citation| self.sources.get(&citation.source));
        dates.map(|source| source.date).min()
    }

    /// The source's own words on a cited statement, from its digest.
    #[must_use]
    pub fn statement(&self, citation: &Citation) -> Option<&str> {
        let source = self.sources.get(&citation.source)?;
        source.statements.get(&citation.statement?).map(String::as_str)
    }
}

fn adopt_beliefs(case: &mut Case, holder: &Actor) {
    for belief in case.beliefs.values().filter(|belief| belief.holder == *holder) {
        if let Some(lever) = case.levers.get_mut(&belief.lever) {
            lever.moves_no_deal.clone_from(&belief.moves_no_deal);
            lever.moves_deal.clone_from(&belief.moves_deal);
            lever.effects_origin = belief.effects_origin.clone();
        }
    }
}
