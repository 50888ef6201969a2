//! `detente accept`: drafts become statements of the case.

use std::path::{Path, PathBuf};

use clap::{Args, builder::PossibleValuesParser};
use detente_evidence::Kind;
use detente_machine::{
    desk::{Desk, signed, today},
    dispatch::{how_gone, refused},
};
use detente_writing::{Hand, NotSaid, Operation, Which, accept, log::Deed};
use jiff::civil::Date;

use crate::{
    cli::{WHOEVER, parse_date, parse_person},
    failure::Failure,
    output,
};

/// Write drafts into the case, each with the sentence it rests on
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente accept my-case d3 d17\n  detente accept my-case --kind party\n  detente accept my-case --all --by \"Jo Doe\""
)]
pub(crate) struct Accept {
    #[command(flatten)]
    said: Said,

    /// Whose yes the agreement takes, where the text does not say it: a party by name (repeatable)
    #[arg(long, value_name = "NAME", value_parser = parse_person)]
    consent: Vec<String>,
}

/// Which drafts are meant, and who says so.
#[derive(Args)]
pub(crate) struct Said {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Drafts by name, as `detente inbox` lists them
    #[arg(value_name = "ID", required_unless_present_any = ["kind", "all"])]
    ids: Vec<String>,

    /// All that wait of one kind
    #[arg(long, value_name = "KIND", conflicts_with = "ids", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::word)))]
    kind: Option<String>,

    /// All that wait
    #[arg(long, conflicts_with_all = ["ids", "kind"])]
    all: bool,

    /// Who says so
    #[arg(long, default_value = WHOEVER, value_name = "NAME", value_parser = parse_person)]
    by: String,

    /// The day on which it is said [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<Date>,
}

impl Said {
    pub(super) fn case(&self) -> &Path {
        &self.case
    }

    pub(super) fn which(&self) -> Which {
        let kind =
            self.kind.as_deref().and_then(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        match kind {
            Some(kind) => Which::OfKind(kind),
            None if self.all => Which::All,
            None => Which::Named(self.ids.clone()),
        }
    }

    pub(super) fn hand(&self) -> Result<Hand, Failure> {
        let on = self.on.unwrap_or_else(today);
        Hand::new(&self.by, on).ok_or_else(|| Failure::usage("--by names nobody"))
    }
}

impl Accept {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let said = self.said;
        let mut desk = Desk::open(said.case())?;
        let hand = said.hand()?.with_consent(&self.consent);
        let yes = accept(desk.files(), desk.inbox(), &said.which(), &hand)
            .map_err(|why| refused(why.into(), said.case()))?;
        let drafts = yes.statements.keys().cloned().collect();
        let operations = vec![Operation::AcceptDraft { drafts, consent: self.consent }];
        let after = desk.texts_with(&yes.case, &yes.inbox)?;
        desk.commit(after, Deed::Do { operations }, &signed(hand.by()))?;
        let mut told = String::new();
        // As they were drafted: d2 before d10.
        let mut drafts: Vec<_> = yes.statements.iter().collect();
        drafts.sort_by_key(|(draft, _)| (draft.len(), draft.as_str()));
        for (draft, statements) in drafts {
            let along = if yes.brought.contains(draft) { ", brought along" } else { "" };
            told.push_str(&format!("{draft}: {}{along}\n", statements.join(", ")));
        }
        let shown = said.case().display();
        if let Some(day) = yes.as_of {
            told.push_str(&format!(
                "\nThe case is read as of {day} now, the day of the latest text: before it, what this text says does not \
                 count.\n"
            ));
        }
        if !yes.gone.is_empty() {
            let gone = how_gone(&yes.gone, &said.case().display().to_string());
            told.push_str(&format!("\n{}\nTo go on, {gone}\n", NotSaid::Gone(yes.gone.clone())));
        }
        if !yes.left.is_empty() {
            told.push_str(&format!(
                "\nStill waiting: {}. The text does not say whose yes the agreement takes.\nName the parties: detente \
                 accept {shown} --all --consent NAME --consent NAME\n",
                yes.left.join(", ")
            ));
        }
        output::write(&format!("{told}\nTry: detente check {shown}\n     detente brief {shown}\n"))
    }
}
