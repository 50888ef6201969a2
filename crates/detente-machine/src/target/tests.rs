//! What is written over, and what is not.

#![cfg(unix)]
#![allow(clippy::panic, reason = "tests fail by panicking")]

use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;

const FORCE: Overwrite = Overwrite { force: true };
const PLAIN: Overwrite = Overwrite { force: false };

fn write(path: &Path, text: &str, mark: Mark, overwrite: Overwrite) -> Result<(), Failure> {
    Target::at(path, overwrite)?.write_text(text, mark)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

fn refuses(result: Result<(), Failure>, says: &str) {
    let why = result.err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(why.contains(says), "{why}");
}

#[test]
fn what_this_program_wrote_is_written_over_until_somebody_edits_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, first, second, mark) in [
        ("a.html", "<p>first</p>\n", "<p>second</p>\n", Mark::Comment),
        ("a.json", "{\n  \"a\": \"first\"\n}\n", "{\n  \"a\": \"second\"\n}\n", Mark::Field),
    ] {
        let file = folder.path().join(name);
        write(&file, first, mark, PLAIN).expect("it is new");
        write(&file, second, mark, PLAIN).expect("it is ours");
        assert!(read(&file).contains("second") && !read(&file).contains("first"), "{}", read(&file));
        let edited = read(&file).replace("second", "third");
        fs::write(&file, &edited).expect("an edit");
        refuses(write(&file, first, mark, PLAIN), "was edited");
        assert_eq!(read(&file), edited, "what is refused is not touched");
        write(&file, second, mark, FORCE).expect("forced");
        fs::write(&file, read(&file) + "more").expect("an edit behind the mark");
        refuses(write(&file, first, mark, PLAIN), "was edited");
        write(&file, first, mark, FORCE).expect("forced");
        assert!(read(&file).contains("first"));
    }
    let marked = folder.path().join("a.json");
    assert!(serde_json::from_str::<serde_json::Value>(&read(&marked)).is_ok(), "{}", read(&marked));
}

#[test]
fn a_file_without_a_mark_is_written_over_only_by_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.csv");
    write(&file, "1,2\n", Mark::Nothing, PLAIN).expect("it is new");
    write(&file, "1,2\n", Mark::Nothing, PLAIN).expect("nothing changes");
    refuses(write(&file, "3,4\n", Mark::Nothing, PLAIN), "was edited");
    fs::write(&file, "").expect("emptied");
    write(&file, "3,4\n", Mark::Nothing, PLAIN).expect("there is nothing to lose");
}

#[test]
fn a_mode_is_kept_and_a_link_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
    write(&file, "1\n", Mark::Comment, PLAIN).expect("it is new");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
    symlink("a.md", &link).expect("a link");
    write(&link, "2\n", Mark::Comment, PLAIN).expect("it is ours");
    assert!(fs::symlink_metadata(&link).is_ok_and(|data| data.is_symlink()));
    assert!(read(&file).starts_with('2'));
    assert_eq!(fs::metadata(&file).map(|data| data.permissions().mode() & 0o777).ok(), Some(0o600));
    let dangling = folder.path().join("dangling.md");
    symlink("new.md", &dangling).expect("a link");
    write(&dangling, "3\n", Mark::Comment, PLAIN).expect("it is new");
    assert!(read(&folder.path().join("new.md")).starts_with('3'));
}

#[test]
fn a_device_stays_a_device_and_a_full_one_is_told() {
    write(Path::new("/dev/null"), "1\n", Mark::Comment, PLAIN).expect("it takes anything");
    assert!(fs::symlink_metadata("/dev/null").is_ok_and(|data| !data.is_file()));
    if Path::new("/dev/full").exists() {
        let full = write(Path::new("/dev/full"), "1\n", Mark::Comment, PLAIN);
        assert!(matches!(full, Err(Failure::Machine { .. })));
    }
    refuses(write(Path::new("/dev"), "1\n", Mark::Comment, PLAIN), "is a folder");
}

#[test]
fn a_pipe_gets_the_text_and_no_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo makes a pipe");
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe)
    });
    write(&pipe, "1\n", Mark::Comment, PLAIN).expect("written");
    assert_eq!(reader.join().expect("it ends").ok().as_deref(), Some("1\n"));
    refuses(write(&pipe, "1\n", Mark::Comment, PLAIN), "a pipe that nobody reads");
}

#[test]
fn what_was_read_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, link) = (folder.path().join("input.csv"), folder.path().join("other-name"));
    fs::write(&input, "a,b\n").expect("an input");
    crate::read::read_bounded(&input).expect("it is read");
    fs::hard_link(&input, &link).expect("another name");
    for path in [&input, &link] {
        refuses(write(path, "x", Mark::Nothing, FORCE), "this answer is made from");
    }
    assert_eq!(read(&input), "a,b\n");
}

#[test]
fn a_name_as_long_as_names_may_be_can_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("n".repeat(255));
    write(&file, "1\n", Mark::Comment, PLAIN).expect("it is new");
    write(&file, "2\n", Mark::Comment, PLAIN).expect("it is ours");
    assert!(read(&file).starts_with('2'));
}

#[test]
fn a_file_that_must_be_new_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.toml");
    create(&file, b"1").expect("it is new");
    assert_eq!(create(&file, b"2").map_err(|cause| cause.kind()), Err(io::ErrorKind::AlreadyExists));
    assert_eq!(read(&file), "1");
    assert_eq!(fs::read_dir(folder.path()).map(Iterator::count).ok(), Some(1), "nothing is left behind");
}
