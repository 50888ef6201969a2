//! What an answer looks like, before it is known where it will be shown.
//!
//! A page is text with meaning (this is a citation, this is a heading), never with colours or markup: the
//! terminal and Markdown are two formatters over it.

pub(crate) mod markdown;
pub(crate) mod terminal;

/// A page: a title and blocks, top to bottom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// One block of a page.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Heading(String),
    Paragraph(Text),
    List(Vec<Text>),
    /// Labels with what they stand for, aligned.
    Facts(Vec<(String, Text)>),
    Table(Table),
    /// Lines shown as they are: plain for files, styled for terminals.
    Verbatim {
        plain: String,
        styled: String,
    },
    /// Commands to run next, each with what it answers.
    Next(Vec<(String, String)>),
}

/// Rows under a header. Cells wrap; a column that must not wrap is `tight`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<Text>>,
    /// Columns, by number, that hold numbers or marks and are kept on one line.
    pub(crate) tight: Vec<usize>,
}

/// Text in runs of one meaning each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) Vec<(Tone, String)>);

/// What a run of text means to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tone {
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
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), blocks: Vec::new() }
    }

    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    pub(crate) fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a list; an empty one adds nothing.
    pub(crate) fn list(&mut self, items: Vec<Text>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds labelled facts; none adds nothing.
    pub(crate) fn facts(&mut self, facts: Vec<(String, Text)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// Adds a table; one without rows adds nothing.
    pub(crate) fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    pub(crate) fn next(&mut self, commands: Vec<(String, String)>) {
        if !commands.is_empty() {
            self.blocks.push(Block::Next(commands));
        }
    }
}

impl Table {
    pub(crate) fn new<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Self {
        Self { header: header.map(str::to_owned).to_vec(), rows: Vec::new(), tight: Vec::new() }
    }

    pub(crate) fn tight(mut self, columns: &[usize]) -> Self {
        self.tight = columns.to_vec();
        self
    }

    pub(crate) fn row(&mut self, cells: Vec<Text>) {
        self.rows.push(cells);
    }
}

impl Text {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    fn with(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.0.push((tone, text.into()));
        self
    }

    pub(crate) fn plain(self, text: impl Into<String>) -> Self {
        self.with(Tone::Plain, text)
    }

    pub(crate) fn strong(self, text: impl Into<String>) -> Self {
        self.with(Tone::Strong, text)
    }

    pub(crate) fn source(self, text: impl Into<String>) -> Self {
        self.with(Tone::Source, text)
    }

    pub(crate) fn caution(self, text: impl Into<String>) -> Self {
        self.with(Tone::Caution, text)
    }

    pub(crate) fn against(self, text: impl Into<String>) -> Self {
        self.with(Tone::Against, text)
    }

    pub(crate) fn favour(self, text: impl Into<String>) -> Self {
        self.with(Tone::For, text)
    }

    /// The same without meaning: what JSON holds of a sentence.
    pub(crate) fn words(&self) -> String {
        self.0.iter().map(|(_, text)| text.as_str()).collect()
    }

    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self::new().plain(text)
    }
}
