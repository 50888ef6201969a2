//! Runs done in pieces that are kept as they are done: what is interrupted goes on where it stopped.
//!
//! Beside the file that is being made stands a folder with one finished piece a file. Each is moved into place whole,
//! says of which plan and runs it is, and is read again by the same command; the file itself is written from the
//! pieces once all are there. Pieces are cut at the same runs whoever makes them, so that an interrupted run ends in
//! the same bytes as one that was not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use detente_simulation::tournament::Tournament;
use rayon::prelude::*;

use super::parquet;
use crate::{failure::Failure, target};
use detente_answers::results::{About, Table};

/// How many runs a piece has.
const PIECE: u64 = 500;

/// Does the runs of a file, or what is left of them; `watch` is told how many are done.
pub(crate) fn run(
    tournament: &Tournament,
    about: &About,
    out: Option<&Path>,
    watch: &(dyn Fn(u64) + Sync),
) -> Result<Table, Failure> {
    let (first, end) = about.runs;
    let starts: Vec<u64> = (first..end).step_by(usize::try_from(PIECE).unwrap_or(1)).collect();
    let kept = out.map(beside);
    if let Some(kept) = &kept {
        fs::create_dir_all(kept).map_err(|cause| Failure::at("make", kept, cause))?;
    }
    let piece = |start: &u64| -> Result<Table, Failure> {
        let runs = (*start, end.min(start + PIECE));
        let about = About { runs, ..about.clone() };
        let file = kept.as_ref().map(|kept| kept.join(format!("{}-{}.parquet", runs.0, runs.1)));
        if let Some(table) = file.as_deref().and_then(|file| done(file, &about)) {
            watch(runs.1 - runs.0);
            return Ok(table);
        }
        let table = Table::of(tournament, &tournament.run_block(runs.0..runs.1));
        if let Some(file) = &file {
            let bytes = parquet::bytes(&table, &about)?;
            target::replace(file, &bytes).map_err(|cause| Failure::at("write", file, cause))?;
        }
        watch(runs.1 - runs.0);
        Ok(table)
    };
    let pieces: Result<Vec<Table>, Failure> = starts.par_iter().map(piece).collect();
    let mut all = Table::empty();
    pieces?.into_iter().for_each(|piece| all.append(piece));
    Ok(all)
}

/// A piece that was done before; nothing where it is another's, or not whole.
fn done(file: &Path, about: &About) -> Option<Table> {
    let (table, found) = file.is_file().then(|| parquet::read(file).ok())??;
    (found == *about).then_some(table)
}

/// How long the name of a file may be on most systems, in bytes.
const LONGEST_NAME: usize = 255;

/// Where the pieces of a file are kept: under its name, or under the hash of one too long to add to.
fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let pieces = format!(".{name}.pieces");
    if pieces.len() <= LONGEST_NAME {
        return out.with_file_name(pieces);
    }
    let hash = detente_case::sha256(name);
    out.with_file_name(format!(".{hash}.pieces"))
}

/// Takes the pieces away, once the file is there.
pub(crate) fn forget(out: &Path) {
    // A piece left behind does no harm: it is read again, or is of another plan.
    let _ = fs::remove_dir_all(beside(out));
}
