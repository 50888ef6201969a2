//! What a misspelt name was probably meant to be.

/// How long a name may be to be compared at all.
const LONGEST: usize = 64;
/// How many names it is compared with.
const MOST: usize = 2_000;

/// The candidate that `name` is probably a misspelling of.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    if name.is_empty() || name.len() > LONGEST {
        return None;
    }
    misspelling(name, candidates.clone()).or_else(|| beginning_alike(name, candidates))
}

fn misspelling<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let name = plain(name);
    let allowed = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::damerau_levenshtein(&name, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count().max(name.chars().count())
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate that begins as `name` does, as `parties` does for `party`.
fn beginning_alike<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let needed = (name.len() * 2 / 3).max(3);
    let shared =
        |candidate: &str| name.bytes().zip(candidate.bytes()).take_while(|(one, other)| one == other).count();
    candidates
        .into_iter()
        .take(MOST)
        .map(|candidate| (shared(candidate), candidate))
        .filter(|(shared, _)| *shared >= needed)
        .max_by_key(|(shared, candidate)| (*shared, std::cmp::Reverse(candidate.len())))
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", or which names there are, or that there are none.
pub(crate) fn suggestion<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
    none: &str,
) -> String {
    const FEW: usize = 12;
    if let Some(nearest) = nearest(name, candidates.clone()) {
        return format!("did you mean `{nearest}`?");
    }
    let all: Vec<_> = candidates.into_iter().take(FEW + 1).collect();
    match all.len() {
        0 => none.to_string(),
        count if count > FEW => {
            format!("there are, among others, {}", crate::shape::list(all.get(..FEW).unwrap_or_default()))
        }
        1 => format!("there is only `{}`", all.concat()),
        _ => format!("there are {}", crate::shape::list(&all)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_through_and_other_words_are_not() {
        let names = ["kellogg", "witkoff", "uk", "ua", "red_line"];
        for (typed, meant) in [
            ("kelogg", Some("kellogg")),
            ("red-line", Some("red_line")),
            ("Witkoff", Some("witkoff")),
            ("macron", None),
            ("kell", Some("kellogg")),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names), meant, "{typed}");
        }
    }
}
