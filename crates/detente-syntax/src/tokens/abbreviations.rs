//! Short forms that end in a point, and prefixes that keep their hyphen.

/// Short forms whose point belongs to them, however they are written.
const SHORT: &[&str] = &[
    "adm", "al", "amb", "approx", "assn", "assoc", "attn", "aug", "ave", "blvd", "brig", "bros", "capt",
    "cf", "cllr", "cmdr", "co", "col", "comdr", "conf", "corp", "cpl", "dept", "dr", "eds", "esp", "est",
    "etc", "ext", "feb", "fr", "ft", "gen", "gov", "hon", "hwy", "inc", "insp", "jan", "jr", "lt", "ltd",
    "maj", "messrs", "mins", "mr", "mrs", "ms", "mt", "nov", "oct", "para", "paras", "pres", "prof", "pvt",
    "rep", "reps", "rev", "sec", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "thur", "thurs", "tue",
    "tues", "univ", "viz", "vol", "vols", "vs", "yrs",
];

/// Short forms only with a capital: without one they are words.
const SHORT_IF_CAPITAL: &[&str] = &[
    "Ala", "Apr", "Ariz", "Ark", "Art", "Arts", "Calif", "Colo", "Conn", "Dec", "Del", "Fig", "Figs", "Fla",
    "Fri", "Ga", "Ill", "Ind", "Jul", "Jun", "Kan", "Ky", "La", "Mar", "Mass", "Md", "Mich", "Minn", "Miss",
    "Mo", "Mon", "Mont", "Neb", "Nev", "Okla", "Ont", "Pa", "Ph", "Que", "Rt", "Sat", "Sc", "Sep", "Sun",
    "Tenn", "Tex", "Va", "Vt", "Wash", "Wed", "Wis", "Wyo",
];

/// Short forms only before a number: *No. 4*.
const SHORT_BEFORE_NUMBERS: &[&str] = &["Art", "No", "Nos", "art", "ch", "no", "nos", "p", "pp"];

/// What keeps its hyphen before a further word.
const PREFIXES: &[&str] = &[
    "anti", "arch", "co", "counter", "cross", "e", "em", "ex", "extra", "inter", "intra", "macro", "mega",
    "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "post", "pre", "pro", "pseudo", "psycho",
    "quasi", "re", "semi", "socio", "sub", "super", "trans", "ultra", "un",
];

/// What stands after the last point of an address or the name of a file.
const ENDINGS: &[&str] = &[
    "biz", "ca", "co", "com", "de", "doc", "docx", "edu", "eu", "fr", "gov", "htm", "html", "info", "int",
    "io", "jpg", "mil", "net", "org", "pdf", "ppt", "ru", "tv", "txt", "ua", "uk", "url", "us", "xls",
    "xlsx", "zip",
];

/// Does the point after this word belong to it, somewhere before the end of a sentence?
pub(super) fn keeps_its_point(word: &str, before_a_number: bool) -> bool {
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial
        || SHORT_IF_CAPITAL.binary_search(&word).is_ok()
        || SHORT.binary_search(&word.to_lowercase().as_str()).is_ok()
        || before_a_number && SHORT_BEFORE_NUMBERS.binary_search(&word).is_ok()
}

/// Does the hyphen after this word not part it from the next?
pub(super) fn is_prefix(word: &str) -> bool {
    PREFIXES.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Is this what stands after the last point of an address?
pub(super) fn is_ending(word: &str) -> bool {
    ENDINGS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{ENDINGS, PREFIXES, SHORT, SHORT_BEFORE_NUMBERS, SHORT_IF_CAPITAL};

    #[test]
    fn lists_are_in_order() {
        for list in [ENDINGS, PREFIXES, SHORT, SHORT_BEFORE_NUMBERS, SHORT_IF_CAPITAL] {
            assert!(list.is_sorted_by(|one, next| one < next), "{list:?}");
        }
    }
}
