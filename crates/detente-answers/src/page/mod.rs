//! What an answer looks like, before it is known where it will be shown.
//!
//! A page is text with meaning (this is a citation, this is a heading), never with colours or markup: the
//! terminal, Markdown, HTML and Word documents are formatters over it.

pub mod docx;
pub mod html;
pub mod markdown;
mod shortened;
pub mod terminal;

pub use self::shortened::shortened;

/// A page: a title and blocks, top to bottom.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What the page is about.
    pub title: String,
    /// What stands on it, top to bottom.
    pub blocks: Vec<Block>,
}

/// One block of a page.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading of a section.
    Heading(String),
    /// A section of a page that has little room: its name runs into its first paragraph.
    RunIn {
        /// The name.
        name: String,
        /// The paragraph.
        text: Text,
        /// Whether there is room for an empty line above it.
        spaced: bool,
    },
    /// A paragraph.
    Paragraph(Text),
    /// Items, one below the other.
    List(Vec<Text>),
    /// Labels with what they stand for, aligned.
    Facts(Vec<(String, Text)>),
    /// Rows under a header.
    Table(Table),
    /// Lines shown as they are: plain for files, styled for terminals.
    Verbatim {
        /// The lines for a file.
        plain: String,
        /// The lines for a terminal, with colours.
        styled: String,
    },
    /// Commands to run next, each with what it answers.
    Next(Vec<(String, String)>),
}

/// Rows under a header. Cells wrap; a column that must not wrap is `tight`.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The heads of the columns.
    pub header: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Text>>,
    /// Columns, by number, that hold numbers or marks and are kept on one line.
    pub tight: Vec<usize>,
}

/// Text in runs of one meaning each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<(Tone, String)>);

/// What a run of text means to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// The point of the sentence.
    Strong,
    /// Where something comes from.
    Source,
    /// Something missing, assumed or weak.
    Caution,
    /// Blocks agreement.
    Against,
    /// Allows agreement.
    For,
}

impl Page {
    /// An empty page with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a list; an empty one adds nothing.
    pub fn list(&mut self, items: Vec<Text>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds labelled facts; none adds nothing.
    pub fn facts(&mut self, facts: Vec<(String, Text)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a table; one without rows adds nothing.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Begins a section whose name runs into its first paragraph.
    pub fn run_in(&mut self, name: impl Into<String>, text: impl Into<Text>) {
        self.blocks.push(Block::RunIn { name: name.into(), text: text.into(), spaced: true });
    }

    /// Adds commands to run next, first of them the one that shows the answer in full: `full`, and what that `has`.
    pub fn next_in_full(&mut self, full: String, has: &str, others: Vec<(String, String)>) {
        self.next([(full, has.to_owned())].into_iter().chain(others).collect());
    }

    /// Adds commands to run next; none adds nothing.
    pub fn next(&mut self, commands: Vec<(String, String)>) {
        if !commands.is_empty() {
            self.blocks.push(Block::Next(commands));
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Self {
        Self { header: header.map(str::to_owned).to_vec(), rows: Vec::new(), tight: Vec::new() }
    }

    /// Keeps these columns, by number, on one line.
    #[must_use]
    pub fn tight(mut self, columns: &[usize]) -> Self {
        self.tight = columns.to_vec();
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Text>) {
        self.rows.push(cells);
    }
}

impl Text {
    /// No text yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn with(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push((tone, text.into()));
        self
    }

    /// Adds text without a special meaning.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Tone::Plain, text)
    }

    /// Adds the point of the sentence.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Tone::Strong, text)
    }

    /// Adds where something comes from.
    #[must_use]
    pub fn source(self, text: impl Into<String>) -> Self {
        self.with(Tone::Source, text)
    }

    /// Adds something missing, assumed or weak.
    #[must_use]
    pub fn caution(self, text: impl Into<String>) -> Self {
        self.with(Tone::Caution, text)
    }

    /// Adds what blocks agreement.
    #[must_use]
    pub fn against(self, text: impl Into<String>) -> Self {
        self.with(Tone::Against, text)
    }

    /// Adds what allows agreement.
    #[must_use]
    pub fn favour(self, text: impl Into<String>) -> Self {
        self.with(Tone::For, text)
    }

    /// The same without meaning: what JSON holds of a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Adds another text behind this one.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::new().plain(text)
    }
}
