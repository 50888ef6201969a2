//! `detente frontier`: which packages are efficient, of a case or of a scenario of the field's formats.

use std::path::PathBuf;

use clap::Args;
use detente_outcomes::Space;

use super::opened::{self, Found, Made, Opened, PackagesArgs};
use crate::{
    cli::{ShowArgs, ViewArgs},
    failure::Failure,
    output,
    progress::Working,
    scenario_choice::FilesArgs,
    target::{Mark, Overwrite, Target},
};
use detente_answers::{
    answers::{frontier, packages},
    plot::{self, Picture},
};

/// List the efficient packages, and which ones bargaining theories choose
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente frontier cases/two-party-sale\n  detente frontier cases/london-2025 --without-floors --plot london.svg\n  detente frontier my-genius-scenario --reading raw"
)]
pub(crate) struct Frontier {
    /// A case, a folder of Genius XML, GeniusWeb JSON or NegMAS YAML, or a CSV file
    #[arg(required_unless_present = "domain")]
    path: Option<PathBuf>,

    #[command(flatten)]
    files: FilesArgs,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    packages: PackagesArgs,

    /// Ignore no-deal values: also list packages that not all would accept
    #[arg(long)]
    without_floors: bool,

    /// List at most this many packages
    #[arg(long, default_value_t = packages::ROWS, value_name = "N")]
    rows: usize,

    /// Also show what NegMAS computes under the same names
    #[arg(long)]
    variants: bool,

    /// Draw the frontier as SVG into this file (- prints it instead of the answer)
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,

    /// The two parties on the axes of the picture, such as UA,RU [default: the first two]
    #[arg(long, value_name = "PARTIES", requires = "plot", value_delimiter = ',', num_args = 1)]
    axes: Vec<String>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    show: ShowArgs,
}

impl Frontier {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = self.files.at(self.path.as_deref());
        let working = Working::on("frontier");
        let limits = self.packages.limits();
        let found =
            opened::found(&path, &self.files, &self.view, self.packages.reading, self.without_floors)?;
        let opened = match found {
            Found::Additive(opened) => *opened,
            Found::Interacting(space, made) => {
                let answer = frontier::of_interacting(&space, limits, self.without_floors);
                drop(working);
                return self.show(&answer, None, made, Vec::new());
            }
        };
        let texts =
            opened.case.as_ref().map_or(Vec::new(), |question| packages::texts(question, &opened.space));
        let answer =
            frontier::answer(&opened.space, &texts, opened.behind().as_ref(), limits, self.without_floors);
        drop(working);
        let next = next(&opened, &self, !texts.is_empty());
        self.show(&answer, Some(&opened.space), opened.made, next)
    }

    /// Draws the answer if asked to, and prints it.
    fn show(
        &self,
        answer: &frontier::Frontier,
        space: Option<&Space>,
        made: Made,
        next: Vec<(String, String)>,
    ) -> Result<(), Failure> {
        if let Some(file) = &self.plot {
            let axes = plot::axes(&answer.parties, &self.axes)?;
            let svg = plot::svg(&Picture::of(answer, space, axes, made.provenance.line()));
            if file.as_os_str() == "-" {
                return output::write(&svg);
            }
            Target::at(file, self.overwrite)?.write_text(&svg, Mark::Comment)?;
        }
        let drawn = self.plot.as_ref().map(|file| file.display().to_string());
        opened::print(made, "frontier", &self.show, answer, || {
            answer.page(self.rows, self.variants, drawn.as_deref(), next)
        })
    }
}

/// What to run next: on a case as it is seen, or on the same scenario.
fn next(opened: &Opened, typed: &Frontier, texts: bool) -> Vec<(String, String)> {
    let drawn = typed.plot.as_ref().map(|file| file.display().to_string());
    match (&opened.case, drawn) {
        (Some(question), drawn) => packages::after_frontier(question, texts, drawn.as_deref()),
        (None, Some(file)) => vec![(format!("open {file}"), "the picture just drawn".to_owned())],
        (None, None) => {
            let draw = opened.command("frontier", "--plot frontier.svg");
            vec![(draw, "the same as a picture".to_owned())]
        }
    }
}
