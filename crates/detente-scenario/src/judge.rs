//! What was written is read back, and each party's verdicts are compared with what they were.

use crate::{
    Format, Issue, Profile, Scenario,
    losses::{Losses, Written},
    verdict::{Kept, Lost, NoDealAs, kept},
    worths::Worths,
};

/// Tells every party of whom some comparison of packages, with each other or with no deal, has another answer in what
/// was written.
pub(crate) fn verdicts(format: Format, scenario: &Scenario, written: &Written) -> Losses {
    let mut losses = Losses::default();
    let again = format.read(&written.files).scenario;
    for (place, profile) in scenario.parties.iter().enumerate() {
        let name = written.read_as.get(&place);
        let party = again.as_ref().and_then(|again| {
            let party = again.parties.iter().find(|party| Some(&party.name) == name)?;
            Some((again.issues.as_slice(), party))
        });
        let no_deal = match format {
            Format::GeniusWeb => NoDealAs::Package,
            Format::Genius | Format::Negmas | Format::Matrix => NoDealAs::Number,
        };
        let lost = match party {
            Some((issues, party)) => lost(scenario, profile, issues, party, no_deal),
            None => Some("it is left out, and what it accepts with it".to_owned()),
        };
        if let Some(what) = lost {
            losses.verdict(&profile.name, what);
        }
    }
    losses
}

/// What of a party's verdicts is lost, in words.
fn lost(
    scenario: &Scenario,
    profile: &Profile,
    issues: &[Issue],
    party: &Profile,
    no_deal: NoDealAs,
) -> Option<String> {
    if (&party.utility, &party.reservation, &party.exact)
        == (&profile.utility, &profile.reservation, &profile.exact)
        && issues == scenario.issues
    {
        return None;
    }
    let worths = Worths::of(&scenario.issues, profile).zip(Worths::of(issues, party));
    let lost = match worths.map(|(own, written)| kept(&own, &written, no_deal)) {
        Some(Kept::Alike | Kept::InOrder) => return None,
        Some(Kept::Lost(lost)) => lost,
        None => Lost::Untold,
    };
    let named = |package: &[usize]| named(&scenario.issues, package);
    Some(match lost {
        Lost::Side { package, was_acceptable } => {
            let which = if package.is_empty() {
                "some packages of a range".to_owned()
            } else {
                format!("packages such as {}", named(&package))
            };
            if was_acceptable {
                format!("{which} are as good as no deal and would not be")
            } else {
                format!("{which} are worse than no deal and would not be")
            }
        }
        Lost::Tie(package) => {
            format!("packages such as {} would no longer compare with no deal as they do", named(&package))
        }
        Lost::Order([one, other]) => {
            format!("{} and {} would no longer compare as they do", named(&one), named(&other))
        }
        Lost::Cap => "packages that are worth the same, because Genius cuts utilities off at 1, would differ".to_owned(),
        Lost::Untold => {
            "whether all packages compare with each other and with no deal as they do cannot be told: its numbers have \
             too many digits for this format, or there are too many packages"
                .to_owned()
        }
    })
}

/// A package in words.
fn named(issues: &[Issue], package: &[usize]) -> String {
    const SHOWN: usize = 4;
    let text = |(issue, option): (&Issue, &usize)| {
        let text = issue.text(crate::Choice::Option(*option)).unwrap_or_default();
        format!("{} = {text}", issue.name)
    };
    let shown: Vec<String> = issues.iter().zip(package).take(SHOWN).map(text).collect();
    let rest = if package.len() > SHOWN { ", …" } else { "" };
    format!("({}{rest})", shown.join(", "))
}
