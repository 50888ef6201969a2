//! `detente compare`: texts side by side, of a case or of a scenario of the field's formats.

use std::path::PathBuf;

use clap::Args;

use super::opened::{self, Opened, PackagesArgs};
use crate::{
    cli::{ShowArgs, ViewArgs},
    failure::Failure,
    progress::Working,
    scenario_choice::FilesArgs,
};
use detente_answers::{
    answers::{compare, packages, tabled::Tabled},
    stop::unknown,
};

/// Compare texts: what each is worth to whom, and what would be better for all
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente compare cases/london-2025 us-terms reply --as-of 2025-04-26\n  detente compare cases/two-party-sale split --package \"price = p340 and date = june\"\n  detente compare my-scenario --package \"Price = 40; Delivery = soon | late\""
)]
pub(crate) struct Compare {
    /// A case, a folder of Genius XML, GeniusWeb JSON or NegMAS YAML, or a CSV file
    #[arg(required_unless_present = "domain")]
    path: Option<PathBuf>,

    #[command(flatten)]
    files: FilesArgs,

    /// Proposals of the case [default: all that have terms, unless you give packages]
    texts: Vec<String>,

    /// A package as terms: `issue = option and issue = option | option`; what it does not settle stays open (repeatable)
    #[arg(long, value_name = "TERMS")]
    package: Vec<String>,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    packages: PackagesArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Compare {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = self.files.at(self.path.as_deref());
        let working = Working::on("compare");
        let opened = Opened::at(&path, &self.files, &self.view, self.packages.reading)?;
        let texts = self.tabled(&opened)?;
        compare::are_few(&texts)?;
        let answer = compare::answer(&opened.space, &texts, opened.behind().as_ref(), self.packages.limits());
        drop(working);
        let next = next(&opened);
        opened::print(opened.made, "compare", &self.show, &answer, || answer.page(next))
    }

    fn tabled(&self, opened: &Opened) -> Result<Vec<Tabled>, Failure> {
        let space = &opened.space;
        let mut texts = match &opened.case {
            Some(question) => {
                let case = &question.case;
                let with_terms = case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty());
                let known: Vec<_> = with_terms.map(|(id, _)| id.as_str()).collect();
                let named = if self.texts.is_empty() && self.package.is_empty() {
                    known.clone()
                } else {
                    self.texts.iter().map(String::as_str).collect()
                };
                let tabled = |name: &str| match case.proposals.get(name) {
                    Some(proposal) if !proposal.terms.is_empty() => {
                        Ok(Tabled::of_proposal(question, space, name, proposal))
                    }
                    _ => Err(unknown("proposal with terms", name, known.iter().copied())),
                };
                named.into_iter().map(tabled).collect::<Result<Vec<_>, _>>()?
            }
            None if self.texts.is_empty() => Vec::new(),
            None => {
                let help = "give packages with --package \"issue = option\"";
                return Err(Failure::usage("a scenario has no proposals").with_help(help));
            }
        };
        for (package, number) in self.package.iter().zip(1..) {
            texts.push(Tabled::typed(space, format!("package {number}"), package)?);
        }
        if texts.is_empty() {
            return Err(packages::nothing_to_compare().into());
        }
        Ok(texts)
    }
}

fn next(opened: &Opened) -> Vec<(String, String)> {
    match &opened.case {
        Some(question) => packages::after_compare(question),
        None => vec![(
            opened.command("frontier", ""),
            "what is efficient, and what the criteria choose".to_owned(),
        )],
    }
}
