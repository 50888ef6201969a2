//! The reference data, which lies beside a checkout and is not part of the repository.

#![allow(clippy::disallowed_methods, reason = "a test reads files and fails")]

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use serde_json::Value;

/// The folder of the reference data, beside the checkout or where `DETENTE_REFERENCE` says. Tests that need it are
/// ignored by name and fail without it.
fn reference() -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference");
    env::var_os("DETENTE_REFERENCE").map_or(beside, PathBuf::from).join("negotiation")
}

/// A JSON file of the reference data.
pub(crate) fn json(name: &str) -> Value {
    let text = fs::read_to_string(reference().join(name)).expect("the reference is beside the checkout");
    serde_json::from_str(&text).expect("JSON")
}

/// The texts of a scenario's folder; `None` if the reference data do not hold it.
pub(crate) fn folder(path: &str) -> Option<BTreeMap<String, String>> {
    let reference = reference();
    let folder =
        [reference.join("scenarios").join(path), reference.join(path)].into_iter().find(|it| it.is_dir())?;
    let texts = fs::read_dir(folder).expect("a folder").map(|entry| {
        let entry = entry.expect("an entry");
        let text = fs::read(entry.path()).expect("readable");
        (entry.file_name().to_string_lossy().into_owned(), String::from_utf8_lossy(&text).into_owned())
    });
    Some(texts.collect())
}
