//! Whether those who take part can be told apart and do take part.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Ground, names::compared};
use crate::{Code, Diagnostic, ItemKind, StatementRef, diagnostic::Sink};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let mut shorts = IndexMap::new();
    for (id, party) in &case.parties {
        let Some((first, first_party)) = shorts.insert(compared(&party.short), (id, party)) else { continue };
        // Short names that both were given are told with other equal names.
        if [party, first_party].iter().any(|party| ground.find(party.origin.span, "short").is_none()) {
            let message = format!("`{first}` and `{id}` have the same short name `{}`", party.short);
            sink.push(
                Diagnostic::new(Code::SameShort, message, ground.key(&party.origin, "short"))
                    .label("cannot be told apart in tables")
                    .also(ground.key(&first_party.origin, "short"), "taken here")
                    .help("give each party a `short` of its own, at most six characters"),
            );
        }
    }
    for (id, bloc) in case.blocs.iter().filter(|(_, bloc)| bloc.members.is_empty()) {
        sink.push(
            Diagnostic::new(
                Code::NoMembers,
                format!("bloc `{id}` has no members"),
                ground.key(&bloc.origin, "members"),
            )
            .label("so it speaks for nobody")
            .help("list parties of the case, or make the bloc a party if it acts on its own"),
        );
    }
}

pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    if case.instrument.consent.is_empty() && ground.find(case.instrument.origin.span, "consent").is_some() {
        sink.push(
            Diagnostic::new(
                Code::NoConsenters,
                "the case names nobody whose consent this agreement needs",
                ground.key(&case.instrument.origin, "consent"),
            )
            .label("names no party of the case")
            .help("name the parties without whose yes there is no agreement: `consent = [\"ua\", \"ru\"]`"),
        );
    }
    let statements = case.statement_refs();
    let mentions = statements.iter().flat_map(StatementRef::names);
    let used: BTreeSet<_> =
        mentions.filter(|mention| mention.kind == ItemKind::Party).map(|mention| mention.id).collect();
    for (id, party) in case.parties.iter().filter(|(id, _)| !used.contains(id.as_str())) {
        sink.push(
            Diagnostic::new(
                Code::UnusedParty,
                format!("nothing in the case names party `{id}`"),
                party.origin.span,
            )
            .label("it is named only here")
            .help("give it a stance, a seat at a meeting, a lever or an effect, or delete it"),
        );
    }
}
