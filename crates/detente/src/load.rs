//! From what was typed to a case: the only place where commands read files.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use detente_case::CaseFiles;

use crate::{failure::Failure, gmcr_file, sheet_file};

/// Reads a case's text and its digests. `path` is the folder of the case or its `case.toml`; a spreadsheet and a `.gmcr`
/// file become a case.
pub(crate) fn load(path: &Path) -> Result<CaseFiles, Failure> {
    if let Some(spreadsheet) = sheet_file::at(path) {
        return sheet_file::as_case(&spreadsheet);
    }
    if gmcr_file::is_gmcr(path) && path.is_file() {
        return gmcr_file::as_case(path);
    }
    let file = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
    if !file.exists() {
        let missing = path.display();
        let mend = "give the folder of a case, or its case.toml";
        return Err(Failure::usage(format!(
            "there is no case at `{missing}`; {mend}, or make one: detente new {missing}"
        )));
    }
    let text = read_bounded(&file)?;
    let folder = file.parent().unwrap_or(Path::new("")).join("sources");
    let files = CaseFiles::new(file.display().to_string(), &text, BTreeMap::new());
    Ok(digests(&folder)?.iter().fold(files, |files, (name, bytes)| files.with_digest(name, bytes)))
}

/// Every Markdown file of `folder` under the path by which a case names it; none where there is no folder.
fn digests(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut digests = BTreeMap::new();
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(digests),
        Err(cause) => return Err(Failure::at("read", folder, cause)),
    };
    for entry in entries {
        let path: PathBuf = entry.map_err(|cause| Failure::at("read", folder, cause))?.path();
        let (Some(name), Some("md")) = (path.file_name(), path.extension().and_then(|end| end.to_str()))
        else {
            continue;
        };
        digests.insert(format!("sources/{}", name.display()), read_bounded(&path)?);
    }
    Ok(digests)
}

/// A text file; bytes that are not UTF-8 are refused with their place.
pub(crate) fn read_text(path: &Path) -> Result<String, Failure> {
    let decoded = detente_scenario::text::decode(detente_scenario::text::Kind::Plain, &read_bounded(path)?);
    Ok(decoded.map_err(|problem| sheet_file::not_text(&path.display().to_string(), problem))?.text)
}

/// One byte more than the reader takes is enough for it to see that a file is too large.
pub(crate) fn read_bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let open = |cause| Failure::at("read", path, cause);
    let mut text = Vec::new();
    let limit = detente_case::SIZE_LIMIT as u64 + 1;
    fs::File::open(path).map_err(open)?.take(limit).read_to_end(&mut text).map_err(open)?;
    Ok(text)
}
