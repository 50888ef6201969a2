//! Whether anything is more confidential than the case says it is.

use super::Ground;
use crate::{Code, Diagnostic, Span, TrafficLight, Word, diagnostic::Sink};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    let Some(most) = ground.case.label else { return };
    let case_label = ground.case_key("tlp");
    let mut report = |label: Option<TrafficLight>, span: Span| {
        // A part bears the label of the table around it, which is reported there.
        let own = ground.find(span, "tlp");
        if let (Some(label), Some(own)) = (label.filter(|label| *label > most), own) {
            let message = format!("this is {label}, but the case allows at most {most}");
            sink.push(
                Diagnostic::new(Code::LabelAboveCase, message, own)
                    .label("may not be passed on with the case")
                    .also(case_label, "the most restrictive label the case may bear")
                    .help(format!("delete it, or set `tlp = \"{}\"` for the whole case", label.as_str())),
            );
        }
    };
    for source in ground.case.sources.values() {
        report(source.label, source.span);
    }
    for statement in ground.case.statement_refs() {
        report(statement.origin().label, statement.origin().span);
    }
}
