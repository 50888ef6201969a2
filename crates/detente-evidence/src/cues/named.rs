//! Parties, bodies and people: everybody whom the text names and who acts in it.

use super::{Raw, line::Line};
use crate::{
    draft::{Confidence, Modality, Parties, Role, Said},
    names::{EntityKind, Form, Mention, Names},
    steps::step,
};

/// The parties, bodies and people of a text.
pub(crate) fn named(lines: &[Line<'_>], names: &Names) -> Vec<Raw> {
    let mut mentions: Vec<Vec<(&Line<'_>, &Mention)>> = vec![Vec::new(); names.entities.len()];
    for line in lines {
        for mention in line.mentions {
            mentions[mention.who].push((line, mention));
        }
    }
    (0..names.entities.len())
        .filter(|who| names.entities[*who].acts)
        .filter_map(|who| one(&mentions[who], names, who))
        .collect()
}

fn one(mentions: &[(&Line<'_>, &Mention)], names: &Names, who: usize) -> Option<Raw> {
    let entity = &names.entities[who];
    step(mentions.len());
    // A whole name carries a party better than a demonym, a seat of government or a dateline.
    let whole = mentions
        .iter()
        .find(|(line, one)| one.form == Form::Name && !line.words[one.from].lower.is_empty() && one.from > 0);
    let party = entity.kind == EntityKind::Party;
    let (line, first) = *whole.filter(|_| party).or(mentions.first())?;
    let words = |line: &Line<'_>, from: usize, to: usize| line.said(from, to).to_owned();
    let mut other_names: Vec<String> = Vec::new();
    for (line, one) in mentions {
        let name = words(line, one.from, one.to);
        if name != entity.name && !other_names.contains(&name) {
            other_names.push(name);
        }
    }
    let parties: Vec<String> = names
        .parties_of(who)
        .into_iter()
        .filter(|one| *one != who)
        .map(|one| names.entities[one].name.clone())
        .collect();
    let (said, party, rule) = match entity.kind {
        EntityKind::Party => {
            let iso3 = entity.iso3.map(str::to_owned);
            (Said::Party { iso3, other_names }, Parties(vec![entity.name.clone()]), "named-party")
        }
        EntityKind::Body => (Said::Body { other_names }, Parties(parties), "named-body"),
        EntityKind::Person => {
            let full_name = entity.name.contains(' ');
            let said =
                Said::Delegate { title: entity.title.clone(), rank: entity.rank, full_name, other_names };
            (said, Parties(parties), "named-person")
        }
    };
    let is_person = entity.kind == EntityKind::Person;
    let from = if is_person { first.title_from } else { first.from };
    let primary = (line.words[from].start, line.words[first.to - 1].end);
    let mut more: Vec<(Role, usize, (usize, usize))> = Vec::new();
    for (line, one) in mentions {
        more.push((Role::Mention, line.number, (line.words[one.from].start, line.words[one.to - 1].end)));
    }
    let sure = if first.form == Form::Name || is_person && entity.title.is_some() {
        Confidence::Sure
    } else {
        Confidence::Likely
    };
    Some(Raw {
        said,
        modality: Modality::Asserted,
        name: Some(entity.name.clone()),
        party,
        actor: None,
        status: None,
        sentence: line.number,
        primary,
        more,
        rule,
        confidence: sure,
        anchor: None,
    })
}
