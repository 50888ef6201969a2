//! A scenario of a plan: a folder, or chosen files of one.

use std::{
    collections::BTreeMap,
    fmt,
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::{discounts::Discounts, scenario_choice::FilesArgs};

/// A scenario of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The folder, or the file.
    pub(crate) path: PathBuf,
    /// Which of its files are meant.
    pub(crate) files: FilesArgs,
    /// What time costs whom, in the place of what the files say.
    pub(crate) discounts: Discounts,
}

/// The keys of a scenario that is more than a folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Chosen {
    /// The folder, or the file.
    path: Option<PathBuf>,
    /// The file of the domain.
    domain: Option<PathBuf>,
    /// The profiles of those who negotiate.
    #[serde(default)]
    profiles: Vec<PathBuf>,
    /// How many steps to take of a range of numbers.
    steps: Option<NonZeroU32>,
    /// What is left of 1 at the end, by party.
    #[serde(default)]
    discount: BTreeMap<String, f64>,
}

impl Entry {
    /// A folder with all its files.
    pub(crate) fn plain(path: PathBuf) -> Self {
        Self { path, files: FilesArgs::default(), discounts: Discounts::default() }
    }

    /// The same scenario, of a plan that stands in this folder.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        let there = |path: &PathBuf| folder.join(path);
        self.path = there(&self.path);
        self.files.domain = self.files.domain.as_ref().map(there);
        for profile in &mut self.files.profiles {
            if there(profile).is_file() {
                *profile = there(profile);
            }
        }
        self
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Entry;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a folder, or a table with domain and profiles")
    }

    fn visit_str<E: serde::de::Error>(self, path: &str) -> Result<Entry, E> {
        Ok(Entry::plain(PathBuf::from(path)))
    }

    fn visit_map<A: MapAccess<'de>>(self, keys: A) -> Result<Entry, A::Error> {
        use serde::de::Error;
        let chosen = Chosen::deserialize(MapAccessDeserializer::new(keys))?;
        let path = chosen.path.or_else(|| chosen.domain.clone());
        let path = path.ok_or_else(|| A::Error::custom("a scenario needs a path or a domain"))?;
        if let Some((party, part)) = chosen.discount.iter().find(|(_, part)| !(**part > 0.0 && **part <= 1.0))
        {
            let told = format!("the discount of {party} is above 0 and up to 1, not {part}");
            return Err(A::Error::custom(told));
        }
        let files = FilesArgs { domain: chosen.domain, profiles: chosen.profiles, steps: chosen.steps };
        Ok(Entry { path, files, discounts: Discounts::of(chosen.discount) })
    }
}
