//! Packs the schemas of docs/schemas, which the program carries: a megabyte of JSON in a twentieth of the room.
//!
//! Builds the page from `web/` into one HTML file that the program carries. Without npm, and in a debug build that does
//! not ask for it by `DETENTE_WITH_PAGE`, the program is built all the same, with a page that says what is missing.

#![allow(clippy::disallowed_macros, reason = "a build script talks to cargo by printing")]

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use flate2::{Compression, write::GzEncoder};

const MISSING: &str = include_str!("web/missing.html");

fn main() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    for part in ["src", "index.html", "package.json", "package-lock.json", "vite.config.js", "missing.html"] {
        println!("cargo::rerun-if-changed={}", web.join(part).display());
    }
    println!("cargo::rerun-if-env-changed=DETENTE_WITHOUT_PAGE");
    println!("cargo::rerun-if-env-changed=DETENTE_WITH_PAGE");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = schemas(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas"), &out) {
        println!("cargo::error=cannot pack the schemas: {error}");
    }
    let is_set = |name: &str| env::var_os(name).is_some();
    let debug = env::var("PROFILE").is_ok_and(|profile| profile == "debug");
    if !debug {
        without_symbols();
    }
    let html = if debug && !is_set("DETENTE_WITH_PAGE") {
        missing("this is a debug build; build it with --release, or with DETENTE_WITH_PAGE=1")
    } else {
        let page = if is_set("DETENTE_WITHOUT_PAGE") {
            Err("DETENTE_WITHOUT_PAGE is set".to_owned())
        } else {
            built(&web, &out.join("web"))
        };
        page.unwrap_or_else(|why| {
            println!("cargo::warning=the page of `detente serve` was not built: {why}");
            missing(&why)
        })
    };
    if let Err(error) = fs::write(out.join("page.html"), html) {
        println!("cargo::error=cannot write the page: {error}");
    }
}

/// The program is linked without symbols, and only the program: what counts instructions looks for functions by their
/// names, and shares every other part with it. `strip` of the profile would build each part twice.
fn without_symbols() {
    let is = |key: &str, value: &str| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_VENDOR", "apple") {
        println!("cargo::rustc-link-arg-bins=-Wl,-x");
    } else if is("CARGO_CFG_TARGET_FAMILY", "unix") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
    }
}

/// Writes all schemas of a folder into one packed file, a JSON object from the name of each to its text.
fn schemas(folder: &Path, out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        texts.insert(name, fs::read_to_string(&path)?);
    }
    let mut packed = GzEncoder::new(fs::File::create(out.join("schemas.json.gz"))?, Compression::best());
    serde_json::to_writer(&mut packed, &texts)?;
    packed.finish().map(drop)
}

/// A page that says why there is none.
fn missing(why: &str) -> String {
    MISSING.replace("WHY", &why.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Copies the sources beside the output, so that nothing is written into the checkout, and builds them there.
fn built(web: &Path, work: &Path) -> Result<String, String> {
    let failed = |error: io::Error| error.to_string();
    let locks = [web, work].map(|folder| fs::read_to_string(folder.join("package-lock.json")).ok());
    let installed = locks[0].is_some() && locks[0] == locks[1] && work.join("node_modules/vite").exists();
    fs::create_dir_all(work).map_err(failed)?;
    // Sources that are gone must not be built.
    let _ = fs::remove_dir_all(work.join("src"));
    copy(web, work).map_err(failed)?;
    if !installed {
        run(work, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"])?;
    }
    run(work, &["run", "--silent", "build"])?;
    fs::read_to_string(work.join("dist/index.html")).map_err(failed)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (name, target) = (entry.file_name(), to.join(entry.file_name()));
        if name == "node_modules" || name == "dist" || name == "tests" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn run(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm).args(arguments).current_dir(folder).output();
    let output =
        output.map_err(|error| format!("npm cannot be run ({error}); install Node.js 20 or newer"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last: Vec<_> = said.lines().rev().take(3).collect();
    Err(format!(
        "`npm {}` failed: {}",
        arguments.join(" "),
        last.into_iter().rev().collect::<Vec<_>>().join(" ")
    ))
}
