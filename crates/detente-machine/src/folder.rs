//! Folders that are there whole or not at all.

use std::{fs, io, io::Write, path::Path};

use crate::{
    failure::Failure,
    read::is_absence,
    unfinished::{Unfinished, folder_of, sync_folder},
};

/// Makes `folder` with these files by their path in it. Refuses to touch what exists.
pub fn make<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, impl AsRef<[u8]>)>,
) -> Result<(), Failure> {
    match fs::symlink_metadata(folder) {
        Ok(_) => {
            let refused = Failure::usage(format!("{} already exists", folder.display()));
            return Err(refused.with_help("give the name of a new folder"));
        }
        // Nothing can stand in what is a file: that is told below, where the parent is looked at.
        Err(cause) if is_absence(cause.kind()) => {}
        Err(cause) => return Err(Failure::at("make", folder, cause)),
    }
    let parent = folder_of(folder);
    match fs::metadata(parent) {
        Ok(found) if !found.is_dir() => {
            let refused =
                Failure::usage(format!("{} is no folder: nothing can be made in it", parent.display()));
            return Err(refused.with_help("give the name of a new folder in one that exists"));
        }
        Err(cause) if is_absence(cause.kind()) => {
            let refused = Failure::usage(format!("there is no folder {} to make it in", parent.display()));
            return Err(refused.with_help(format!("make it first: mkdir -p {}", parent.display())));
        }
        // Whatever else is the matter is told where the folder is made.
        Ok(_) | Err(_) => {}
    }
    make_whole(folder, files).map_err(|cause| Failure::at("make", folder, cause))
}

/// Writes all files beside the folder and moves them there at once, so that there is never half of it.
fn make_whole<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, impl AsRef<[u8]>)>,
) -> io::Result<()> {
    let made = Unfinished::folder(folder_of(folder))?;
    for (path, bytes) in files {
        let path = made.path().join(path);
        let within = folder_of(&path);
        fs::create_dir_all(within)?;
        let mut file = fs::File::create_new(&path)?;
        file.write_all(bytes.as_ref())?;
        file.sync_all()?;
        sync_folder(within);
    }
    made.put(folder)
}
