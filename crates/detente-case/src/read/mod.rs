//! From text to a case and every problem in it at once.
//!
//! In three steps: the text becomes a tree ([`crate::tree`]), the tree is compared with the format ([`conform`]),
//! and what conforms becomes the case, table by table. What does not conform was reported by then and
//! is left out, so that nothing in the case refers to nothing.

mod basis;
mod characters;
mod citation;
mod conform;
mod unusable;
mod values;

use indexmap::IndexMap;

use crate::{
    Case, CaseFiles, Code, Diagnostic, File, Severity, Span, checks,
    diagnostic::Sink,
    files::SIZE_LIMIT,
    format::TABLES,
    tree::{self, Book, Digest, Names, Syntax},
};

/// What could be read of a case file, and every problem in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The case; what was wrong is left out of it.
    pub case: Case,
    /// The problems, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Whether something was left out of the case.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many problems there are of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Reads a case. Whatever the text, this returns what could be read and every problem found.
#[must_use]
pub fn read(files: &CaseFiles) -> Reading {
    let mut sink = Sink::default();
    if files.size() > SIZE_LIMIT {
        sink.push(too_large(files.path()));
    }
    if let Some(at) = files.not_utf8() {
        sink.push(not_utf8(at));
    }
    for (path, at) in files.digests_not_utf8() {
        sink.push(not_utf8(at).in_file(File::Digest(path.clone())));
    }
    let mended = tree::mend(files.text());
    let syntax = Syntax::read(files.text(), mended.as_ref(), &mut sink);
    if files.size() > SIZE_LIMIT {
        let names = Names::gather(&syntax.root, TABLES, &mut Sink::default());
        return Reading { case: case(&syntax, &names, &IndexMap::new()), diagnostics: sink.finish() };
    }
    let digests: IndexMap<String, Digest> =
        files.digests().iter().map(|(path, text)| (path.clone(), Digest::read(text))).collect();
    let names = Names::gather(&syntax.root, TABLES, &mut sink);
    characters::check(files, &syntax.root, &mut sink);
    let cited = conform::conform(&syntax, &names, &mut sink);
    let case = case(&syntax, &names, &digests);
    checks::run(&checks::Ground::new(&case, &syntax, &digests, &cited), &mut sink);
    Reading { case, diagnostics: sink.finish() }
}

/// The paths of the digests that a case names, whether or not they are beside it; none leads out of its folder.
#[must_use]
pub fn digests_named(files: &CaseFiles) -> Vec<String> {
    if files.size() > SIZE_LIMIT {
        return Vec::new();
    }
    let mut sink = Sink::default();
    let mended = tree::mend(files.text());
    let syntax = Syntax::read(files.text(), mended.as_ref(), &mut sink);
    let names = Names::gather(&syntax.root, TABLES, &mut sink);
    let case = case(&syntax, &names, &IndexMap::new());
    let digests = case.sources.into_values().filter_map(|source| source.digest);
    digests.filter(|path| !tree::leads_out(path)).collect()
}

fn case(syntax: &Syntax<'_>, names: &Names, digests: &IndexMap<String, Digest>) -> Case {
    Case::read(&Book { root: &syntax.root, names, digests }).without_dangling()
}

fn too_large(path: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::FileTooLarge,
        format!("`{path}` has more than {} MB, which is too large for a case", SIZE_LIMIT / (1 << 20)),
        Span::default(),
    )
    .help(format!("a case file has at most {} MB: it was not read", SIZE_LIMIT / (1 << 20)));
    diagnostic.labels.clear();
    diagnostic
}

fn not_utf8(at: usize) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, "the file is not UTF-8 text", Span { start: at, end: at + 1 })
        .label("the first byte that is not UTF-8, shown as `?`")
        .help("save the file as UTF-8")
}
