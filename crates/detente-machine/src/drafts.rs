//! Texts that somebody gives, and what is kept of them beside a case.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use crate::{
    failure::Failure,
    read::{is_there, read_bounded, read_whole},
    target::create,
};

/// How many bytes a text may have that is read from the input.
const MOST_OF_INPUT: u64 = 16 << 20;

/// The bytes of a text that somebody gave: a file, or what comes in where the name is `-`.
pub(crate) fn given(path: &Path) -> Result<Vec<u8>, Failure> {
    if path != Path::new("-") {
        return match fs::metadata(path) {
            Err(cause) if crate::read::is_absence(cause.kind()) => {
                let refused = Failure::usage(format!("there is no file {}", path.display()));
                Err(refused.with_help("name a text, a saved page (.html) or a Word document (.docx); `-` reads what is piped in"))
            }
            _ => read_bounded(path),
        };
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MOST_OF_INPUT + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Failure::Machine { doing: "read what is piped in".to_owned(), cause })?;
    if bytes.len() as u64 > MOST_OF_INPUT {
        return Err(Failure::input("what is piped in has more than 16 MB: it was not read"));
    }
    Ok(bytes)
}

/// Puts the files of a text beside a case. What is there with other bytes stays, and is told of.
pub(crate) fn put_text(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path: PathBuf = folder.join(name);
        if is_there(&path)? {
            if read_whole(&path)? != *bytes {
                let refused = Failure::usage(format!("{} is there and holds something else", path.display()));
                return Err(refused.with_help("move it away, and run the command again"));
            }
            continue;
        }
        let within = crate::unfinished::folder_of(&path);
        fs::create_dir_all(within).map_err(|cause| Failure::at("make", within, cause))?;
        create(&path, bytes).map_err(|cause| Failure::at("write", &path, cause))?;
    }
    Ok(())
}

/// Whether these files are not there, or hold what they shall.
pub(crate) fn is_free(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<bool, Failure> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if is_there(&path)? && read_whole(&path)? != *bytes {
            return Ok(false);
        }
    }
    Ok(true)
}
