//! Folders and files that are there whole or not at all.

use std::{fs, io, path::Path};

use crate::failure::Failure;

/// Makes `folder` with these texts by their path in it. Refuses to touch what exists.
pub(crate) fn make<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<(), Failure> {
    if fs::symlink_metadata(folder).is_ok() {
        let message = format!("{} already exists; give the name of a new folder", folder.display());
        return Err(Failure::usage(message));
    }
    make_whole(folder, files).map_err(|cause| Failure::at("make", folder, cause))
}

/// Writes a file beside its place and moves it there, so that there is never half of it. What was there is
/// replaced.
pub(crate) fn write_file(file: &Path, text: &str) -> Result<(), Failure> {
    write_bytes(file, text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn write_bytes(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = file.file_name().ok_or_else(|| {
        Failure::usage(format!("{} names no file: write, for example, frontier.svg", file.display()))
    })?;
    let beside = file.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        // What was begun is taken away again; the first failure is the one to tell of.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(|cause| Failure::at("write", file, cause))
}

/// Writes all files beside the folder and moves them there at once, so that there is never half of it.
fn make_whole<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
    let name = folder.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let beside = folder.with_file_name(format!(".{name}.{}", std::process::id()));
    let made = write_files(&beside, files).and_then(|()| fs::rename(&beside, folder));
    if made.is_err() {
        // What was begun is taken away again; the first failure is the one to tell of.
        let _ = fs::remove_dir_all(&beside);
    }
    made
}

fn write_files<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (path, text) in files {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    Ok(())
}
