//! Few packages of more parties than there is fast code for: each looked at, each compared with all others.

use indexmap::IndexMap;

use crate::{
    alike::{Alike, Told},
    frontier::{Frontier, Method, Point},
    limits::Refusal,
    tables::{
        Tables,
        options::{Options, place},
    },
};

/// Up to so many packages are listed for any number of parties.
pub(crate) const FEW: u128 = 4096;

pub(crate) fn frontier(tables: &Tables) -> Result<Frontier, Refusal> {
    if tables.packages().is_none_or(|packages| packages > FEW) {
        return Err(Refusal::Parties(tables.parties));
    }
    // By worth, the packages in order.
    let mut classes: IndexMap<Vec<i128>, Vec<Vec<u16>>> = IndexMap::new();
    for package in packages(&tables.allowed).into_iter().filter(|package| tables.admits(package)) {
        if let Some(utilities) = tables.utilities(&package) {
            classes.entry(utilities).or_default().push(package);
        }
    }
    classes.sort_by(|one, _, other, _| other.cmp(one));
    let beaten = |one: &Vec<i128>| {
        classes.keys().any(|other| other != one && other.iter().zip(one).all(|(other, own)| other >= own))
    };
    let mut told = Told::default();
    let mut points = Vec::new();
    for (utilities, same) in classes.iter().filter(|(utilities, _)| !beaten(utilities)) {
        let Some((package, others)) = same.split_first() else { continue };
        let mut alike = Alike::none();
        for other in others {
            alike.add(&mut told, other);
        }
        points.push(Point { utilities: utilities.clone(), package: package.clone(), alike });
    }
    Ok(Frontier { points, method: Method::Enumeration, widest: classes.len() })
}

/// Every package of allowed options, the last issue fastest.
fn packages(allowed: &[Options]) -> Vec<Vec<u16>> {
    allowed.iter().fold(vec![Vec::new()], |begun: Vec<Vec<u16>>, options| {
        let longer = |package: &Vec<u16>| {
            let package = package.clone();
            options.iter().map(move |option| [package.as_slice(), &[place(option)]].concat())
        };
        begun.iter().flat_map(longer).collect()
    })
}
