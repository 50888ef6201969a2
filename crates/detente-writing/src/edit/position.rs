//! What a party thinks of one option, written where it belongs: one cell of the position map.

use detente_case::{Level, Word};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::{CaseText, NoPlace, Value, add, remove, set, unset};

/// The keys of a stance that hold what is thought of options.
const VALUES: &str = "values";
const STANCES: &str = "stances";

/// What something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ground {
    /// A source says so.
    Cited {
        /// The source, or one of its sentences: `npr#13`.
        cite: String,
        /// Words of the sentence.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// No source says so, and somebody answers for it.
    Assumed {
        /// Who answers for it.
        owner: String,
        /// The last day on which it may be used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        expires: Option<Date>,
    },
}

/// The keys by which a statement says what it rests on.
const GROUNDS: [&str; 4] = ["cite", "basis", "owner", "expires"];

impl Ground {
    /// The keys of a table that rests on this. `owner` is the key under which the table names who answers for it.
    fn keys(&self, owner_key: &'static str) -> Vec<(&'static str, Value)> {
        match self {
            Self::Cited { cite, words } => {
                let words = words.as_deref().map(|words| format!(" '{words}'")).unwrap_or_default();
                vec![("cite", Value::text(format!("{cite}{words}")))]
            }
            Self::Assumed { owner, expires } => {
                let expires_key = if owner_key == "owner" { "expires" } else { "effects_expires" };
                let day = expires.map(|day| (expires_key, Value::Day(day)));
                [("basis", Value::text("assumed")), (owner_key, Value::text(owner))]
                    .into_iter()
                    .chain(day)
                    .collect()
            }
        }
    }

    fn source(&self) -> Option<&str> {
        match self {
            Self::Cited { cite, .. } => Some(source_of(cite)),
            Self::Assumed { .. } => None,
        }
    }
}

fn source_of(cite: &str) -> &str {
    cite.split(['#', ' ', '\'']).next().unwrap_or(cite)
}

/// One cell of the position map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The party, by name.
    pub party: String,
    /// The issue, by name.
    pub issue: String,
    /// The option, by name.
    pub option: String,
    /// What the party thinks of it, in a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// What it is worth to the party, as TOML. With neither, nobody has said anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What that rests on.
    pub ground: Ground,
    /// Who said so for the party, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// A grade of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// The first day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub since: Option<Date>,
}

impl Position {
    /// What a stance says besides what it thinks of options.
    fn besides(&self) -> Vec<(&'static str, Value)> {
        let said_by = self.said_by.clone().map(|who| ("said_by", Value::Text(who)));
        let grade = self.grade.clone().map(|grade| ("grade", Value::Text(grade)));
        let since = self.since.map(|day| ("since", Value::Day(day)));
        let ground = self.ground.keys("owner");
        said_by.into_iter().chain(ground).chain(grade).chain(since).collect()
    }

    fn says_nothing(&self) -> bool {
        self.level.is_none() && self.value.is_none()
    }
}

/// The text in which a party thinks this of an option.
///
/// What was assumed of it before gives way, and what the same source was held to say of it. What another source says of it
/// stays, unless this is an assumption or says nothing: an older report is history, and the newer one counts.
pub fn position(text: &str, cell: &Position) -> Result<String, NoPlace> {
    let mut out = text.to_owned();
    let count = stances(&CaseText::of(text)?).len();
    let mut target = None;
    for place in (0..count).rev() {
        let file = CaseText::of(&out)?;
        let Some(entry) = about(&file, place, cell) else { continue };
        let same = !cell.says_nothing() && rests_alike(&file, entry, cell);
        let gives_way = same || cell.says_nothing() || gives_way(entry, &cell.ground);
        let before = stances(&file).len();
        if gives_way {
            out = without(&out, place, &cell.option, same)?;
        }
        if same {
            target = Some(place);
        } else if stances(&CaseText::of(&out)?).len() < before {
            target = target.map(|place| place - 1);
        }
    }
    if cell.says_nothing() { Ok(out) } else { with(&out, target, cell) }
}

/// The text with what a table rests on; what it rested on before goes.
pub fn cite(text: &str, table: &[String], ground: &Ground) -> Result<String, NoPlace> {
    let owner = table.first().map_or("owner", |name| detente_case::owner_key(name));
    let mut out = text.to_owned();
    let there = |text: &str, key: &str| -> Result<bool, NoPlace> {
        let path: Vec<_> = table.iter().cloned().chain([key.to_owned()]).collect();
        Ok(CaseText::of(text)?.at(&path).is_some())
    };
    // Where `owner` is who can use it, it is no ground.
    for key in GROUNDS.into_iter().filter(|key| *key != "owner" || owner == "owner") {
        if there(&out, key)? {
            out = unset(&out, table, key)?;
        }
    }
    for (key, value) in ground.keys(owner) {
        out = set(&out, table, key, &value.toml())?;
    }
    Ok(out)
}

fn stances<'f>(file: &'f CaseText<'_>) -> &'f [toml::Spanned<DeValue<'f>>] {
    let stances = file.root.get(STANCES).and_then(|stances| stances.get_ref().as_array());
    stances.and_then(|stances| stances.get(..)).unwrap_or_default()
}

/// The stance at a place, where it is the party's on the issue.
fn about<'f>(file: &'f CaseText<'_>, place: usize, cell: &Position) -> Option<&'f DeTable<'f>> {
    let entry = stances(file).get(place)?.get_ref().as_table()?;
    (word(entry, "party") == Some(&cell.party) && word(entry, "issue") == Some(&cell.issue)).then_some(entry)
}

fn word<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key)?.get_ref().as_str()
}

/// Whether a stance says all that the cell says besides, and nothing that binds its options together.
fn rests_alike(file: &CaseText<'_>, entry: &DeTable<'_>, cell: &Position) -> bool {
    let besides = cell.besides();
    let binds = ["unless", "order", "shape", "set", "until", "tlp", "compartment"];
    let other = ["said_by", "cite", "basis", "owner", "expires", "grade", "since"];
    let alike = |key: &str| {
        let wanted = besides.iter().find(|(name, _)| *name == key).map(|(_, value)| value.toml());
        let there = entry.get(key).map(|value| match value.get_ref().as_str() {
            Some(words) => Value::text(words).toml(),
            None => file.text.get(value.span()).unwrap_or_default().to_owned(),
        });
        wanted == there
    };
    binds.iter().all(|key| entry.get(*key).is_none()) && other.into_iter().all(alike)
}

/// Whether what a stance says gives way to something that rests on this.
fn gives_way(entry: &DeTable<'_>, ground: &Ground) -> bool {
    let Some(source) = ground.source() else { return true };
    let cited: Vec<_> = match entry.get("cite").map(toml::Spanned::get_ref) {
        Some(DeValue::Array(items)) => items.iter().filter_map(|item| item.get_ref().as_str()).collect(),
        Some(one) => one.as_str().into_iter().collect(),
        None => return true,
    };
    cited.into_iter().any(|cite| source_of(cite) == source)
}

fn entry_path(place: usize, more: &[&str]) -> Vec<String> {
    [STANCES.to_owned(), place.to_string()]
        .into_iter()
        .chain(more.iter().map(|name| (*name).to_owned()))
        .collect()
}

/// The text in which a stance says nothing of an option; a stance that says nothing at all goes, unless it is `kept`.
fn without(text: &str, place: usize, option: &str, kept: bool) -> Result<String, NoPlace> {
    let mut out = text.to_owned();
    for level in <Level as Word>::ALL {
        let key = level.as_str();
        let file = CaseText::of(&out)?;
        let Some(list) = file.at(&entry_path(place, &[key])).and_then(|list| list.get_ref().as_array())
        else {
            continue;
        };
        let Some(at) = list.iter().position(|item| item.get_ref().as_str() == Some(option)) else { continue };
        out = match list.len() {
            1 => unset(&out, &entry_path(place, &[]), key)?,
            _ => file.cut(&entry_path(place, &[key, &at.to_string()]))?,
        };
    }
    let file = CaseText::of(&out)?;
    if let Some(values) =
        file.at(&entry_path(place, &[VALUES])).and_then(|values| values.get_ref().as_table())
        && values.get(option).is_some()
    {
        out = match values.len() {
            1 => unset(&out, &entry_path(place, &[]), VALUES)?,
            _ => unset(&out, &entry_path(place, &[VALUES]), option)?,
        };
    }
    let file = CaseText::of(&out)?;
    let says = |key: &str| file.at(&entry_path(place, &[key])).is_some();
    let mut levels = <Level as Word>::ALL.iter().map(|level| level.as_str());
    if kept || levels.any(says) || says(VALUES) || says("order") {
        return Ok(out);
    }
    remove(&out, &entry_path(place, &[]))
}

/// The text in which a stance, or a new one, says what the cell says.
fn with(text: &str, target: Option<usize>, cell: &Position) -> Result<String, NoPlace> {
    let option = Value::text(&cell.option).toml();
    let Some(place) = target else {
        let mut keys =
            vec![("party", Value::text(&cell.party).toml()), ("issue", Value::text(&cell.issue).toml())];
        keys.extend(cell.level.map(|level| (level.as_str(), format!("[{option}]"))));
        let values = |value: &String| format!("{{ {} = {value} }}", detente_case::bare(&cell.option));
        keys.extend(cell.value.as_ref().map(|value| (VALUES, values(value))));
        keys.extend(cell.besides().into_iter().map(|(key, value)| (key, value.toml())));
        let keys: Vec<_> = keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        return add(text, STANCES, None, &keys);
    };
    let mut out = text.to_owned();
    if let Some(level) = cell.level {
        out = CaseText::of(&out)?.append(&entry_path(place, &[level.as_str()]), &option)?;
    }
    if let Some(value) = &cell.value {
        let path = entry_path(place, &[VALUES]);
        out = if CaseText::of(&out)?.at(&path).is_some() {
            set(&out, &path, &cell.option, value)?
        } else {
            let values = format!("{{ {} = {value} }}", detente_case::bare(&cell.option));
            set(&out, &entry_path(place, &[]), VALUES, &values)?
        };
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "[case]\ntitle = \"T\"\n\n# what they want\n[[stances]]\nparty = \"a\"\nissue = \"pay\"\npropose = [\"two\", \"three\"] # loud\nred_line = [\"one\"]\nbasis = \"assumed\"\nowner = \"Jo\"\n\n[[stances]]\nparty = \"a\"\nissue = \"pay\"\nvalues = { one = 5 }\ncite = \"old#1\"\n\n[[stances]]\nparty = \"b\"\nissue = \"pay\"\naccept = [\"one\"]\nbasis = \"assumed\"\nowner = \"Jo\"\n";

    fn cell(option: &str, level: Option<Level>, ground: Ground) -> Position {
        Position {
            party: "a".to_owned(),
            issue: "pay".to_owned(),
            option: option.to_owned(),
            level,
            value: None,
            ground,
            said_by: None,
            grade: None,
            since: None,
        }
    }

    fn jo() -> Ground {
        Ground::Assumed { owner: "Jo".to_owned(), expires: None }
    }

    #[test]
    fn an_option_moves_from_one_level_to_another_where_both_rest_alike() {
        let moved = position(CASE, &cell("two", Some(Level::RedLine), jo())).expect("moved");
        let plain = CASE
            .replace("propose = [\"two\", \"three\"] # loud", "propose = [\"three\"] # loud")
            .replace("red_line = [\"one\"]", "red_line = [\"one\", \"two\"]");
        assert_eq!(moved, plain);
        let back = position(&moved, &cell("two", Some(Level::Propose), jo())).expect("moved");
        assert!(
            back.contains("propose = [\"three\", \"two\"] # loud") && back.contains("red_line = [\"one\"]")
        );
    }

    #[test]
    fn a_source_takes_the_place_of_an_assumption_and_leaves_another_source() {
        let ground = Ground::Cited { cite: "new#2".to_owned(), words: Some("never".to_owned()) };
        let text = position(CASE, &cell("one", Some(Level::RedLine), ground)).expect("written");
        assert!(!text.contains("red_line = [\"one\"]\nbasis"), "{text}");
        assert!(text.contains("values = { one = 5 }\ncite = \"old#1\""), "{text}");
        assert!(text.contains("red_line = [\"one\"]\ncite = \"new#2 'never'\"\n"), "{text}");
        assert!(text.contains("party = \"b\"\nissue = \"pay\"\naccept = [\"one\"]"), "{text}");
    }

    #[test]
    fn nobody_said_takes_out_all_that_was_said_and_stances_that_say_nothing_go() {
        let text = position(CASE, &cell("one", None, jo())).expect("written");
        assert!(!text.contains("old#1") && !text.contains("red_line"), "{text}");
        assert!(text.contains("propose = [\"two\", \"three\"] # loud\nbasis"), "{text}");
        let text = ["two", "three"]
            .iter()
            .fold(text, |text, option| position(&text, &cell(option, None, jo())).expect("written"));
        assert_eq!(text.matches("[[stances]]").count(), 1, "{text}");
        assert!(text.contains("party = \"b\""), "{text}");
    }

    #[test]
    fn a_value_stands_beside_a_word_and_goes_with_it() {
        let with_value =
            Position { value: Some("[55, 70]".to_owned()), ..cell("two", Some(Level::Accept), jo()) };
        let text = position(CASE, &with_value).expect("written");
        assert!(
            text.contains("values = { two = [55, 70] }") && text.contains("accept = [\"two\"]"),
            "{text}"
        );
        let again = position(&text, &cell("two", Some(Level::Propose), jo())).expect("written");
        assert!(!again.contains("values = { two"), "{again}");
    }

    #[test]
    fn what_a_table_rests_on_is_written_anew() {
        let path = entry_path(0, &[]);
        let cited =
            cite(CASE, &path, &Ground::Cited { cite: "new#2".to_owned(), words: None }).expect("cited");
        assert!(cited.contains("red_line = [\"one\"]\ncite = \"new#2\"\n"), "{cited}");
        assert_eq!(cite(&cited, &path, &jo()).expect("assumed"), CASE);
    }
}
