//! The schemas of everything that is printed with `--json`.
//!
//! docs/schemas has a file for each, and the program carries them. The tests below make them from the types.

use std::{collections::BTreeMap, sync::LazyLock};

use flate2::read::GzDecoder;

/// What `build.rs` packed.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schemas.json.gz"));

/// Unpacked when first asked for. A test opens the package, so that one that cannot be read is never shipped.
static WRITTEN: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_reader(GzDecoder::new(PACKED)).unwrap_or_default());

/// Every command with `--json`, and the schema of what it prints as text, by name.
pub(crate) fn schemas() -> &'static BTreeMap<String, String> {
    &WRITTEN
}

/// The schema of what a command prints.
pub(crate) fn schema(command: &str) -> Option<&'static str> {
    schemas().get(command).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use detente_answers::{
        answer::{Envelope, Refused},
        answers::{
            forecast::{agree, backtest, score},
            replay, simulate, sweep, tournament,
        },
        described::identified,
        registry::QUESTIONS,
    };
    use schemars::{Schema, schema_for};

    use super::*;

    /// Every schema, made from the types.
    fn described() -> Vec<(&'static str, Schema)> {
        let mut described: Vec<_> =
            QUESTIONS.iter().map(|asked| (asked.name, asked.schema.schema())).collect();
        described.extend([
            ("check", schema_for!(detente_inquiry::problems::Report)),
            ("forecast-agree", schema_for!(Envelope<agree::Agree>)),
            ("forecast-backtest", schema_for!(Envelope<backtest::Backtest>)),
            ("forecast-score", schema_for!(Envelope<score::Score>)),
            ("inbox", schema_for!(detente_writing::InboxReport)),
            ("read", schema_for!(detente_writing::ReadReport)),
            ("refusal", schema_for!(Refused)),
            ("replay", schema_for!(Envelope<replay::Replay>)),
            ("simulate", schema_for!(Envelope<simulate::Simulate>)),
            ("sweep", schema_for!(sweep::Sweep)),
            ("tournament", schema_for!(Envelope<tournament::Tournament>)),
        ]);
        described.sort_by_key(|(name, _)| *name);
        described
    }

    /// `UPDATE=1 cargo test -p detente schemas` writes the files.
    #[test]
    fn schemas_are_written_down() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
        for (name, described) in described() {
            let path = folder.join(format!("{name}.json"));
            let described =
                serde_json::to_string_pretty(&identified(name, described)).expect("a schema is JSON") + "\n";
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&path, &described).expect("docs can be written");
            }
            let written = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                written == described,
                "docs/schemas/{name}.json is out of date: UPDATE=1 cargo test -p detente schemas"
            );
        }
    }

    #[test]
    fn the_program_carries_the_schema_of_everything_that_is_printed() {
        let carried: Vec<_> = schemas().keys().collect();
        let described: Vec<_> = described().into_iter().map(|(name, _)| name).collect();
        assert_eq!(carried, described);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas");
        for name in described {
            let written = fs::read_to_string(folder.join(format!("{name}.json"))).ok();
            assert!(schema(name) == written.as_deref(), "the program carries another schema of {name}");
        }
    }
}
