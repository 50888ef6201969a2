//! What is changed in a case file by name: a key set, a table added or taken away, every other byte as it was.

use toml::de::DeTable;

use super::{CaseText, NoPlace, Rank, bare};

/// The text with other words between two of its bytes. Refused where the two are no places between characters.
pub fn written(text: &str, start: usize, end: usize, words: &str) -> Result<String, NoPlace> {
    let none = || NoPlace::Bytes(start, end);
    let (before, after) = (text.get(..start).ok_or_else(none)?, text.get(end..).ok_or_else(none)?);
    if start > end { Err(none()) } else { Ok(format!("{before}{words}{after}")) }
}

/// The text without a key of a table.
pub fn unset(text: &str, table: &[String], key: &str) -> Result<String, NoPlace> {
    let path: Vec<_> = table.iter().cloned().chain([key.to_owned()]).collect();
    CaseText::of(text)?.cut(&path)
}

/// The text with one more entry in a list of a table, its values written as TOML.
pub fn add_to(text: &str, list: &[String], keys: &[(String, String)]) -> Result<String, NoPlace> {
    keys.iter().try_for_each(|(key, value)| is_value(key, value))?;
    let pairs: Vec<_> = keys.iter().map(|(key, value)| format!("{} = {value}", bare(key))).collect();
    let file = CaseText::of(text)?;
    let headed = file.sections.iter().any(|section| section.listed && section.path == list);
    if !headed {
        return file.append(list, &format!("{{ {} }}", pairs.join(", ")));
    }
    let last = file.sections.iter().rfind(|section| section.path.starts_with(list));
    let at = last.map_or(text.len(), |section| section.end);
    let names: Vec<_> = list.iter().map(|name| bare(name)).collect();
    let lines: Vec<_> =
        [String::new(), format!("[[{}]]", names.join("."))].into_iter().chain(pairs).collect();
    Ok(file.with(vec![file.lines(at, Rank::Item, &lines)]))
}

/// The text with a key of a table set to a value, written as TOML.
pub fn set(text: &str, table: &[String], key: &str, value: &str) -> Result<String, NoPlace> {
    is_value(key, value)?;
    let file = CaseText::of(text)?;
    let whole = file.at(table).ok_or_else(|| NoPlace::Table(table.join(".")))?;
    let there = whole.get_ref().as_table().and_then(|table| table.get(key));
    let Some(there) = there else {
        let insertion = file.key_line(table, None, &format!("{} = {value}", bare(key)))?;
        return Ok(file.with(vec![insertion]));
    };
    let span = there.span();
    let is_plain = file.is_inline(there) || there.get_ref().as_table().is_none();
    if !is_plain {
        return Err(NoPlace::Table(format!("{}.{key}", table.join("."))));
    }
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else {
        return Err(NoPlace::NoToml);
    };
    Ok(format!("{before}{value}{after}"))
}

/// The text with a new table behind the last of its kind, its values written as TOML.
pub fn add(text: &str, table: &str, id: Option<&str>, keys: &[(String, String)]) -> Result<String, NoPlace> {
    keys.iter().try_for_each(|(key, value)| is_value(key, value))?;
    let file = CaseText::of(text)?;
    let named = |id: &str| format!("{table}.{id}");
    if let Some(id) = id
        && file.at(&[table.to_owned(), id.to_owned()]).is_some()
    {
        return Err(NoPlace::There(named(id)));
    }
    let is_whole = file.root.get(table).is_some_and(|value| file.is_inline(value));
    let listed = file.sections.iter().any(|section| section.listed && section.path == [table]);
    if is_whole && !listed {
        return Err(NoPlace::Table(table.to_owned()));
    }
    let last = file.sections.iter().rfind(|section| section.path.first().is_some_and(|name| name == table));
    let at = last.map_or(text.len(), |section| section.end);
    let header = match id {
        Some(id) => format!("[{}.{}]", bare(table), bare(id)),
        None => format!("[[{}]]", bare(table)),
    };
    let keys = keys.iter().map(|(key, value)| format!("{} = {value}", bare(key)));
    let lines: Vec<_> = [String::new(), header].into_iter().chain(keys).collect();
    Ok(file.with(vec![file.lines(at, Rank::Statement, &lines)]))
}

/// The text without a table and what is below it, and without the remark right above it.
pub fn remove(text: &str, table: &[String]) -> Result<String, NoPlace> {
    let file = CaseText::of(text)?;
    let none = || NoPlace::Table(table.join("."));
    if table.is_empty() || file.at(table).is_none() {
        return Err(NoPlace::NotThere(table.join(".")));
    }
    let mut own = file.own(table);
    if own.is_empty() {
        return file.cut(table);
    }
    own.sort_by_key(|section| section.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut found = false;
    for section in own {
        let start = remarks_above(text, section.start);
        let between = text.get(done..start.max(done)).ok_or_else(none)?;
        // Empty lines between two parts that go, go with them.
        if !found || !between.trim().is_empty() {
            out.push_str(between);
        }
        found = true;
        done = section.end.max(done);
    }
    if !found {
        return Err(none());
    }
    // Of the empty lines around what is gone, those above stay.
    let rest = text.get(done..).ok_or_else(none)?;
    let rest =
        if out.is_empty() || out.ends_with("\n\n") { rest.trim_start_matches(['\n', '\r']) } else { rest };
    out.push_str(rest);
    Ok(out)
}

/// Where the remarks begin that stand right above a header.
fn remarks_above(text: &str, header: usize) -> usize {
    let mut start = header;
    while let Some(above) = text.get(..start).filter(|above| !above.is_empty()) {
        let line = above.trim_end_matches('\n').rfind('\n').map_or(0, |end| end + 1);
        if !above.get(line..).is_some_and(|line| line.trim_start().starts_with('#')) {
            break;
        }
        start = line;
    }
    start
}

/// Refuses what is no value of TOML by itself, on one line.
fn is_value(key: &str, value: &str) -> Result<(), NoPlace> {
    let wrong = || NoPlace::Value(key.to_owned(), value.to_owned());
    if value.contains(['\n', '\r']) {
        return Err(wrong());
    }
    let line = format!("value = {value}");
    let read = DeTable::parse(&line).map_err(|_| wrong())?;
    // A remark at its end would make a remark of what follows it.
    let ends = read.get_ref().get("value").is_some_and(|value| value.span().end == line.trim_end().len());
    if ends { Ok(()) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "# mine\n[case]\ntitle = \"T\" # a title\n\n# who\n[parties.a]\nname = \"A\"\nrole = \"principal\"\n\n[parties.b]\nname = \"B\"\n\n[[parties.b.offices]]\nx = 1\n\n[[stances]]\nparty = \"a\"\n";

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_key_is_set_and_every_other_byte_stays() {
        let set_one = set(CASE, &names(&["parties", "a"]), "name", "\"Anna\"").expect("set");
        assert_eq!(set_one, CASE.replace("name = \"A\"", "name = \"Anna\""));
        let new = set(CASE, &names(&["parties", "a"]), "short", "\"AA\"").expect("set");
        assert_eq!(new, CASE.replace("role = \"principal\"\n", "role = \"principal\"\nshort = \"AA\"\n"));
        let title = set(CASE, &names(&["case"]), "title", "\"U\"").expect("set");
        assert!(title.contains("title = \"U\" # a title"));
        for wrong in ["", "x", "1 # and", "1\ny = 2", "\"", "[1"] {
            assert!(set(CASE, &names(&["case"]), "title", wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_added_is_taken_away_without_a_trace() {
        let keys = [("name".to_owned(), "\"C\"".to_owned())];
        let with = add(CASE, "parties", Some("c"), &keys).expect("added");
        assert!(with.contains("\n[parties.c]\nname = \"C\"\n"), "{with}");
        assert_eq!(remove(&with, &names(&["parties", "c"])).expect("removed"), CASE);
        assert!(matches!(add(CASE, "parties", Some("a"), &keys), Err(NoPlace::There(_))));
        assert!(matches!(remove(CASE, &names(&["parties", "d"])), Err(NoPlace::NotThere(_))));
        let stance = add(CASE, "stances", None, &[("party".to_owned(), "\"b\"".to_owned())]).expect("added");
        assert!(stance.ends_with("\n[[stances]]\nparty = \"b\"\n"), "{stance}");
    }

    #[test]
    fn entries_of_lists_are_changed_added_and_taken_out_by_their_place() {
        let case = "[issues.pay]\noptions = [\n  { id = \"two\", name = \"2\" }, # low\n  { id = \"four\", name = \"4\" },\n]\nkind = \"ladder\" # so\n\n[[stances]]\nparty = \"a\"\n\n# mine\n[[stances]]\nparty = \"b\"\nissue = \"pay\"\n\n[[stances]]\nparty = \"c\"\n";
        let path = |names: &str| names.split('.').map(str::to_owned).collect::<Vec<_>>();
        let set_one = set(case, &path("stances.1"), "party", "\"d\"").expect("set");
        assert_eq!(set_one, case.replace("\"b\"", "\"d\""));
        let more = set(case, &path("stances.0"), "issue", "\"pay\"").expect("set");
        assert!(more.contains("party = \"a\"\nissue = \"pay\"\n\n# mine"), "{more}");
        let gone = remove(case, &path("stances.1")).expect("removed");
        assert_eq!(gone, case.replace("# mine\n[[stances]]\nparty = \"b\"\nissue = \"pay\"\n\n", ""));
        let option = remove(case, &path("issues.pay.options.1")).expect("removed");
        assert!(option.contains("name = \"2\" }") && !option.contains("four"), "{option}");
        let keys = [("id".to_owned(), "\"six\"".to_owned()), ("name".to_owned(), "\"6\"".to_owned())];
        let added = add_to(case, &path("issues.pay.options"), &keys).expect("added");
        assert!(added.contains("name = \"4\" }, { id = \"six\", name = \"6\" },"), "{added}");
        let first = add_to(case, &path("stances.0.propose"), &keys).expect("added");
        assert!(first.contains("party = \"a\"\npropose = [{ id"), "{first}");
        let plain = unset(case, &path("issues.pay"), "kind").expect("unset");
        assert_eq!(plain, case.replace("kind = \"ladder\" # so\n", ""));
        assert!(unset(case, &path("issues.pay"), "short").is_err());
        let renamed = set(case, &path("issues.pay.options.0"), "name", "\"2%\"").expect("set");
        assert_eq!(renamed, case.replace("name = \"2\" }", "name = \"2%\" }"));
        assert_eq!(written(case, 0, 1, "\u{fc}").expect("written"), case.replacen('[', "\u{fc}", 1));
        assert!(written("\u{fc}", 1, 2, "").is_err() && written("ab", 2, 1, "").is_err());
    }

    #[test]
    fn what_is_below_a_table_and_its_remark_go_with_it() {
        let without = remove(CASE, &names(&["parties", "b"])).expect("removed");
        assert_eq!(
            without,
            CASE.replace("[parties.b]\nname = \"B\"\n\n[[parties.b.offices]]\nx = 1\n\n", "")
        );
        let without = remove(CASE, &names(&["parties", "a"])).expect("removed");
        assert!(without.starts_with("# mine\n[case]\n") && !without.contains("# who"), "{without}");
    }
}
