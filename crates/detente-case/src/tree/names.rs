//! Which names the file defines.

use indexmap::IndexMap;
use toml::de::{DeTable, DeValue};

use crate::{
    Actor, BlocId, Code, Diagnostic, InstitutionId, ItemKind, PartyId, PersonId, Span,
    diagnostic::Sink,
    is_name,
    shape::{Layout, Shape},
    state_condition::RESERVED,
};

/// Names with the place that defines each, in the order of the file.
pub(crate) type Defined = IndexMap<String, Span>;

/// Every name the file defines.
pub(crate) struct Names {
    tables: IndexMap<ItemKind, Defined>,
    options: IndexMap<String, Defined>,
    actors: IndexMap<String, (ActorTable, Span)>,
    misshapen: Vec<ItemKind>,
}

/// The tables whose names share one set, because an actor may be any of them.
#[derive(Clone, Copy)]
enum ActorTable {
    Parties,
    Blocs,
    People,
    Institutions,
}

impl ActorTable {
    const ALL: [Self; 4] = [Self::Parties, Self::Blocs, Self::People, Self::Institutions];

    fn kind(self) -> ItemKind {
        match self {
            Self::Parties => ItemKind::Party,
            Self::Blocs => ItemKind::Bloc,
            Self::People => ItemKind::Person,
            Self::Institutions => ItemKind::Institution,
        }
    }

    fn actor(self, name: &str) -> Actor {
        match self {
            Self::Parties => Actor::Party(PartyId::new(name)),
            Self::Blocs => Actor::Bloc(BlocId::new(name)),
            Self::People => Actor::Person(PersonId::new(name)),
            Self::Institutions => Actor::Institution(InstitutionId::new(name)),
        }
    }
}

impl Names {
    /// Gathers the names that `root` defines and reports those that are no names or name two things.
    pub(crate) fn gather(root: &DeTable<'_>, tables: &[&Shape], sink: &mut Sink) -> Self {
        let mut names = Self {
            tables: IndexMap::new(),
            options: IndexMap::new(),
            actors: IndexMap::new(),
            misshapen: Vec::new(),
        };
        let with_names = tables.iter().filter(|shape| shape.layout == Layout::Named);
        for kind in with_names.filter_map(|shape| shape.kind) {
            let defined = names.tables.entry(kind).or_default();
            match root.get(kind.table()).map(toml::Spanned::get_ref) {
                Some(DeValue::Table(table)) => {
                    for (key, _) in table {
                        check_spelling(key.get_ref(), key.span().into(), sink);
                        defined.insert(key.get_ref().to_string(), key.span().into());
                    }
                }
                Some(_) => names.misshapen.push(kind),
                None => {}
            }
        }
        names.gather_actors(sink);
        names.gather_options(root, sink);
        names.gather_courses(root, sink);
        names
    }

    fn gather_actors(&mut self, sink: &mut Sink) {
        for table in ActorTable::ALL {
            for (name, span) in self.tables.get(&table.kind()).into_iter().flatten() {
                if name == "unnamed" {
                    sink.push(
                        Diagnostic::new(Code::SameName, "`unnamed` cannot be a name", *span)
                            .label("the word stands for an actor that no source names")
                            .help("give it another name"),
                    );
                } else if let Some((first_table, first)) = self.actors.get(name) {
                    let message = format!("`{name}` names two actors");
                    sink.push(
                        Diagnostic::new(Code::SameName, message, *span)
                            .label(format!("the second: {}", table.kind().one()))
                            .also(*first, format!("the first: {}", first_table.kind().one()))
                            .help(
                                "parties, blocs, people and institutions share one set of names: rename one",
                            ),
                    );
                } else {
                    self.actors.insert(name.clone(), (table, *span));
                }
            }
        }
    }

    fn gather_options(&mut self, root: &DeTable<'_>, sink: &mut Sink) {
        let Some(DeValue::Table(issues)) = root.get("issues").map(toml::Spanned::get_ref) else { return };
        for (issue, value) in issues {
            let defined = self.options.entry(issue.get_ref().to_string()).or_default();
            let options = value.get_ref().get("options").and_then(|options| options.get_ref().as_array());
            for option in options.into_iter().flatten() {
                let Some(id) = option.get_ref().get("id") else { continue };
                let Some(name) = id.get_ref().as_str() else { continue };
                let span = Span::from(id.span());
                check_spelling(name, span, sink);
                if let Some(first) = defined.get(name) {
                    sink.push(
                        Diagnostic::new(
                            Code::SameOption,
                            format!("issue `{}` has two options `{name}`", issue.get_ref()),
                            span,
                        )
                        .label("the second one is not read")
                        .also(*first, "the first is here")
                        .help("give one of them another `id`"),
                    );
                } else {
                    defined.insert(name.to_string(), span);
                }
            }
        }
    }

    fn gather_courses(&mut self, root: &DeTable<'_>, sink: &mut Sink) {
        let defined = self.tables.entry(ItemKind::Course).or_default();
        let conflict = root.get("conflict").map(toml::Spanned::get_ref);
        let courses = conflict.and_then(|conflict| conflict.get("courses")).map(toml::Spanned::get_ref);
        match courses {
            Some(DeValue::Table(courses)) => {
                for (key, _) in courses {
                    let (name, span) = (key.get_ref(), Span::from(key.span()));
                    check_spelling(name, span, sink);
                    if RESERVED.contains(&name.as_ref()) {
                        sink.push(
                            Diagnostic::new(
                                Code::BadName,
                                format!("a course cannot be called `{name}`"),
                                span,
                            )
                            .label("statements use the word to join courses")
                            .help("give it another name"),
                        );
                    }
                    defined.insert(name.to_string(), span);
                }
            }
            Some(_) => self.misshapen.push(ItemKind::Course),
            None => {}
        }
    }

    /// Whether `what`, such as "a party or a bloc", may be defined in a table that is not written as it should be.
    pub(crate) fn may_be_hidden(&self, what: &str) -> bool {
        let noun = |kind: ItemKind| kind.one().split_once(' ').map_or("", |(_, noun)| noun);
        self.misshapen.iter().any(|kind| what.contains(noun(*kind)))
    }

    /// The names of things of this kind.
    pub(crate) fn of(&self, kind: ItemKind) -> impl Iterator<Item = &str> + Clone {
        self.tables.get(&kind).into_iter().flat_map(IndexMap::keys).map(String::as_str)
    }

    /// Whether there is something of this kind with this name.
    pub(crate) fn has(&self, kind: ItemKind, name: &str) -> bool {
        self.tables.get(&kind).is_some_and(|defined| defined.contains_key(name))
    }

    /// The names of the options of an issue.
    pub(crate) fn options_of(&self, issue: &str) -> impl Iterator<Item = &str> + Clone {
        self.options.get(issue).into_iter().flat_map(IndexMap::keys).map(String::as_str)
    }

    /// Whether an issue has this option.
    pub(crate) fn has_option(&self, issue: &str, option: &str) -> bool {
        self.options.get(issue).is_some_and(|options| options.contains_key(option))
    }

    /// The names of actors.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &str> + Clone {
        self.actors.keys().map(String::as_str)
    }

    /// The actor of this name.
    pub(crate) fn actor(&self, name: &str) -> Option<Actor> {
        if name == "unnamed" {
            return Some(Actor::Unnamed);
        }
        self.actors.get(name).map(|(table, _)| table.actor(name))
    }
}

fn check_spelling(name: &str, span: Span, sink: &mut Sink) {
    if !is_name(name) {
        let mended: String = name
            .to_lowercase()
            .chars()
            .take(40)
            .map(|letter| if is_name(letter.encode_utf8(&mut [0; 4])) { letter } else { '-' })
            .collect();
        let diagnostic = Diagnostic::new(Code::BadName, format!("`{name}` is no name"), span)
            .label("names are lower-case letters, digits, `-` and `_`");
        let parts: Vec<_> = mended.split('-').filter(|part| !part.is_empty()).collect();
        let mended = parts.join("-");
        sink.push(diagnostic.help_if(
            (!mended.is_empty()).then(|| format!("write `{mended}`, here and wherever it is used")),
        ));
    }
}
