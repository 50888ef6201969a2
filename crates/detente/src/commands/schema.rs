//! `detente schema`: the JSON schema of the case format, or of a command's `--json`.

use clap::Args;

use crate::{failure::Failure, output, schemas::schemas};
use detente_answers::{answer::identified, stop::unknown};

/// Print the JSON schema of the case format, or of a command's --json
#[derive(Args)]
#[command(after_help = "Examples:\n  detente schema\n  detente schema why")]
pub(crate) struct Schema {
    /// `case`, or a command with --json
    #[arg(default_value = "case")]
    of: String,
}

impl Schema {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.of == "case" {
            return output::json(&detente_case::json_schema());
        }
        if let Some((_, describe)) = schemas().into_iter().find(|(name, _)| *name == self.of) {
            return output::json(&identified(&self.of, describe()));
        }
        let known = schemas().into_iter().map(|(name, _)| name).chain(["case"]);
        Err(unknown("schema", &self.of, known).into())
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// `UPDATE=1 cargo test -p detente schemas` writes the files.
    #[test]
    fn schemas_are_written_down() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
        for (name, describe) in schemas() {
            let path = folder.join(format!("{name}.json"));
            let schema =
                serde_json::to_string_pretty(&identified(name, describe())).expect("a schema is JSON") + "\n";
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(&folder)
                    .and_then(|()| fs::write(&path, &schema))
                    .expect("docs can be written");
            }
            let written = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                written == schema,
                "docs/schemas/{name}.json is out of date: UPDATE=1 cargo test -p detente schemas"
            );
        }
    }
}
