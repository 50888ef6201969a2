//! Large files of other formats.

use std::fmt::Write;

/// A table of so many issues, options and parties.
pub(super) fn table(issues: usize, options: usize, parties: usize) -> String {
    let each = |cell: &dyn Fn(usize) -> String| -> String {
        (0..parties).map(|party| format!(",{}", cell(party))).collect()
    };
    let mut text =
        format!("issue,option{}\n,no deal{}\n", each(&|party| format!("P{party}")), each(&|_| "20".into()));
    for issue in 0..issues {
        let _ = writeln!(text, "I{issue},weight{}", each(&|party| format!("{}", 1 + (issue + party) % 9)));
        for option in 0..options {
            let cell = |party: usize| format!("{}", (option * 37 + party * 53 + issue * 11) % 101);
            let _ = writeln!(text, "I{issue},O{option}{}", each(&cell));
        }
    }
    text
}

/// A folder of Genius: a domain and two profiles.
pub(super) fn genius(issues: usize, options: usize) -> Vec<(&'static str, String)> {
    let objective = |profile: Option<usize>| {
        let mut text =
            "<objective index=\"0\" etype=\"objective\" type=\"objective\" name=\"root\">\n".to_owned();
        for issue in 1..=issues {
            let _ = writeln!(
                text,
                "<issue index=\"{issue}\" name=\"I{issue}\" vtype=\"discrete\" type=\"discrete\" etype=\"discrete\">"
            );
            for option in 1..=options {
                let _ = match profile {
                    None => writeln!(text, "<item index=\"{option}\" value=\"O{option}\"/>"),
                    Some(of) => {
                        let worth = (option * 37 + issue * 11 + of * 53) % 101;
                        let worth = if of == 0 { worth } else { 101 - worth };
                        writeln!(
                            text,
                            "<item index=\"{option}\" value=\"O{option}\" evaluation=\"{worth}\"/>"
                        )
                    }
                };
            }
            text.push_str("</issue>\n");
        }
        if profile.is_some() {
            for issue in 1..=issues {
                let _ = writeln!(text, "<weight index=\"{issue}\" value=\"{}\"/>", 1.0 / issues as f64);
            }
        }
        text + "</objective>\n"
    };
    let profile = |of| {
        format!("<utility_space>\n{}<reservation value=\"0.3\"/>\n</utility_space>\n", objective(Some(of)))
    };
    let domain = format!(
        "<negotiation_template>\n<utility_space number_of_issues=\"{issues}\">\n{}</utility_space>\n</negotiation_template>\n",
        objective(None)
    );
    vec![("domain.xml", domain), ("a.xml", profile(0)), ("b.xml", profile(1))]
}

/// Elements within elements.
pub(super) fn deep_xml(levels: usize) -> Vec<(&'static str, String)> {
    let text = format!(
        "<negotiation_template>{}{}</negotiation_template>\n",
        "<objective>".repeat(levels),
        "</objective>".repeat(levels)
    );
    vec![("domain.xml", text)]
}

/// Lists within lists, as JSON and as YAML.
pub(super) fn deep_lists(levels: usize) -> String {
    format!("{}{}\n", "[".repeat(levels), "]".repeat(levels))
}

/// A model of so many decision makers with so many options each, ranked by statements or by hand.
pub(super) fn gmcr(makers: usize, options: usize, ranked: bool) -> String {
    let all = makers * options;
    let mut text = "{\n\"decisionMakers\": [\n".to_owned();
    for maker in 0..makers {
        let own: Vec<_> = (maker * options..(maker + 1) * options).map(|at| at.to_string()).collect();
        let ranking: Vec<String> = if ranked && all < 20 {
            let states = 1_usize << all;
            (0..states).map(|at| ((at * 7 + maker) % states + 1).to_string()).collect()
        } else {
            Vec::new()
        };
        let _ = write!(
            text,
            "{}{{\"name\": \"D{maker}\", \"options\": [{}], \"preferences\": [], \"preferenceRanking\": [{}]}}",
            if maker == 0 { "" } else { ",\n" },
            own.join(", "),
            ranking.join(", ")
        );
    }
    let named: Vec<_> =
        (0..all).map(|at| format!("{{\"name\": \"O{at}\", \"permittedDirection\": \"both\"}}")).collect();
    let _ = write!(
        text,
        "],\n\"options\": [{}],\n\"infeasibles\": [],\n\"useManualPreferenceRanking\": {ranked},\n\
         \"program\": \"gmcr-py\",\n\"version\": \"0.3.12\"\n}}\n",
        named.join(",\n")
    );
    text
}

/// A transcript of so many offers.
pub(super) fn transcript(events: usize) -> String {
    let events: Vec<_> = (0..events)
        .map(|at| {
            let is = if at % 2 == 0 { "\"is\": \"offer\", \"package\": 1," } else { "\"is\": \"reject\"," };
            format!("{{{is} \"round\": {}, \"party\": {}}}", (at + 1) / 4, at.div_ceil(2) % 2)
        })
        .collect();
    format!(
        "{{\"detente\": \"0.1.0\", \"of\": \"table\", \"parties\": [\"P0\", \"P1\"], \"reading\": \"format\",\n\
         \"transcript\": {{\"rules\": {{\"protocol\": \"stacked-offers\", \"rounds\": 1000000, \"discount\": null}},\n\
         \"strategies\": [\"boulware\", \"boulware\"], \"seed\": 1, \"run\": 0, \"events\": [\n{}\n],\n\
         \"outcome\": {{\"agreement\": 1, \"ended\": \"agreed\", \"rounds\": 1000000, \"offers\": 7}}}}}}\n",
        events.join(",\n")
    )
}

/// A plan that plays a table so often, with so many numbers of rounds.
pub(super) fn plan(rounds: usize, repetitions: usize) -> String {
    let rounds: Vec<_> = (1..=rounds).map(|at| at.to_string()).collect();
    format!(
        "scenarios = [\"table.csv\"]\nstrategies = [\"linear\", \"micro\"]\nprotocols = [\"stacked-offers\"]\n\
         rounds = [{}]\nrepetitions = {repetitions}\nseed = 7\n",
        rounds.join(", ")
    )
}

/// A what-if of so many changes.
pub(super) fn what_if(changes: usize) -> String {
    let changes: Vec<_> = (0..changes).map(|at| format!("\"{} value = 5\"", at + 1)).collect();
    format!("[what_if]\nset = [{}]\n", changes.join(", "))
}
