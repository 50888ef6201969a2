//! Forms of verbs and nouns: from what stands in a text to its lemma.

/// A verb as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VerbForm {
    /// Its lemma, as the list of verbs has it.
    pub lemma: &'static str,
    /// In which form.
    pub tense: Tense,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// say
    Base,
    /// says
    Third,
    /// said
    Past,
    /// saying
    Gerund,
}

/// Verbs whose past is not made by -ed: lemma, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("say", "said", "said"),
    ("tell", "told", "told"),
    ("meet", "met", "met"),
    ("hold", "held", "held"),
    ("seek", "sought", "sought"),
    ("give", "gave", "given"),
    ("take", "took", "taken"),
    ("leave", "left", "left"),
    ("send", "sent", "sent"),
    ("break", "broke", "broken"),
    ("withdraw", "withdrew", "withdrawn"),
    ("begin", "began", "begun"),
    ("fall", "fell", "fallen"),
    ("cut", "cut", "cut"),
    ("put", "put", "put"),
    ("write", "wrote", "written"),
    ("think", "thought", "thought"),
    ("find", "found", "found"),
    ("make", "made", "made"),
    ("come", "came", "come"),
    ("go", "went", "gone"),
    ("lead", "led", "led"),
    ("fly", "flew", "flown"),
    ("speak", "spoke", "spoken"),
    ("forbid", "forbade", "forbidden"),
    ("let", "let", "let"),
    ("set", "set", "set"),
    ("bring", "brought", "brought"),
    ("hear", "heard", "heard"),
    ("win", "won", "won"),
    ("lose", "lost", "lost"),
    ("strike", "struck", "struck"),
    ("keep", "kept", "kept"),
    ("stand", "stood", "stood"),
    ("undertake", "undertook", "undertaken"),
    ("see", "saw", "seen"),
    ("know", "knew", "known"),
    ("get", "got", "got"),
    ("foresee", "foresaw", "foreseen"),
    ("sit", "sat", "sat"),
    ("pay", "paid", "paid"),
    ("lay", "laid", "laid"),
    ("offset", "offset", "offset"),
    ("feel", "felt", "felt"),
    ("become", "became", "become"),
    ("stick", "stuck", "stuck"),
    ("build", "built", "built"),
    ("freeze", "froze", "frozen"),
    ("shut", "shut", "shut"),
    ("overcome", "overcame", "overcome"),
    ("mean", "meant", "meant"),
    ("read", "read", "read"),
    ("lend", "lent", "lent"),
];

/// Verbs of two syllables whose last letter is doubled.
const DOUBLES: &[&str] = &[
    "submit", "admit", "commit", "rebut", "drop", "stop", "step", "skip", "ban", "scrap", "cancel", "permit",
    "bar", "refer", "plan", "prefer", "deter", "defer", "concur", "rip", "slip", "beg", "drag", "equip",
    "signal", "travel", "slap", "quarrel", "label", "rebel",
];

/// The form of one of these verbs that a word is, where it is one.
pub(crate) fn verb_form(lower: &str, verbs: &[&'static str]) -> Option<VerbForm> {
    verbs.iter().find_map(|lemma| tense(lower, lemma).map(|tense| VerbForm { lemma, tense }))
}

fn tense(word: &str, lemma: &str) -> Option<Tense> {
    if !word.is_char_boundary(1) || word.get(..1) != lemma.get(..1) {
        return None;
    }
    if word == lemma {
        return Some(Tense::Base);
    }
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(one, ..)| *one == lemma)
        && (word == *past || word == *participle)
    {
        return Some(Tense::Past);
    }
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    let tail = |stem: &str, endings: &[&str]| {
        word.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending))
    };
    let doubled = |ending: &str| {
        DOUBLES.contains(&lemma)
            && lemma.chars().next_back().is_some_and(|last| {
                word.strip_prefix(lemma).and_then(|rest| rest.strip_prefix(last)) == Some(ending)
            })
    };
    let y = lemma.strip_suffix('y').filter(|before| !before.ends_with(['a', 'e', 'o', 'u']));
    if tail(lemma, &["s", "es"]) || y.is_some_and(|stem| tail(stem, &["ies"])) {
        return Some(Tense::Third);
    }
    if tail(stem, &["ed"]) && (lemma.ends_with('e') || y.is_none())
        || doubled("ed")
        || y.is_some_and(|stem| tail(stem, &["ied"]))
    {
        return Some(Tense::Past);
    }
    (tail(stem, &["ing"]) || doubled("ing")).then_some(Tense::Gerund)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_their_lemma() {
        const VERBS: &[&str] = &["say", "deny", "propose", "submit", "stay", "reject", "cancel", "threaten"];
        for (word, lemma, tense) in [
            ("said", "say", Tense::Past),
            ("denied", "deny", Tense::Past),
            ("denies", "deny", Tense::Third),
            ("proposing", "propose", Tense::Gerund),
            ("submitted", "submit", Tense::Past),
            ("stayed", "stay", Tense::Past),
            ("canceling", "cancel", Tense::Gerund),
            ("cancelled", "cancel", Tense::Past),
            ("threatens", "threaten", Tense::Third),
        ] {
            assert_eq!(verb_form(word, VERBS), Some(VerbForm { lemma, tense }), "{word}");
        }
        assert_eq!(verb_form("proposal", VERBS), None);
        assert_eq!(verb_form("étude", VERBS), None);
    }
}
