//! Whether levers and threats move anybody.

use super::Ground;
use crate::{
    Code, Diagnostic, Effects, Interval, Lever, LeverId, LeverKind, Quantity, Ultimatum, diagnostic::Sink,
    effect_on,
};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for (id, lever) in &ground.case.levers {
        against_its_kind(ground, id, lever, sink);
    }
}

/// A lever that surely works the other way than its kind says.
fn against_its_kind(ground: &Ground<'_>, id: &LeverId, lever: &Lever, sink: &mut Sink) {
    let Some(target) = &lever.target else { return };
    let (no_deal, deal) = (effect_on(&lever.moves_no_deal, target), effect_on(&lever.moves_deal, target));
    let (rises, falls) =
        (|effect: Interval| effect.low > Quantity::ZERO, |effect: Interval| effect.high < Quantity::ZERO);
    let at_odds = match lever.kind {
        LeverKind::Pressure if rises(no_deal) => {
            Some(("moves_no_deal", "makes no agreement better for its target"))
        }
        LeverKind::Support if falls(no_deal) => {
            Some(("moves_no_deal", "makes no agreement worse for its target"))
        }
        LeverKind::Inducement if falls(deal) => Some(("moves_deal", "makes agreement worse for its target")),
        _ => None,
    };
    if let Some((key, label)) = at_odds {
        let message = format!("the effects of lever `{id}` do not fit its kind, `{}`", lever.kind);
        sink.push(
            Diagnostic::new(Code::AgainstItsKind, message, ground.key(&lever.origin, key))
                .label(label)
                .help("check the sign: a negative number makes it worse, a positive one better"),
        );
    }
}

pub(super) fn check_absence(ground: &Ground<'_>, sink: &mut Sink) {
    let case = ground.case;
    let believed: std::collections::BTreeSet<_> = case
        .beliefs
        .values()
        .filter(|belief| !still(&belief.moves_no_deal) || !still(&belief.moves_deal))
        .map(|belief| &belief.lever)
        .collect();
    for (id, lever) in &case.levers {
        if still(&lever.moves_no_deal) && still(&lever.moves_deal) && !believed.contains(id) {
            sink.push(
                Diagnostic::new(Code::MovesNothing, format!("lever `{id}` has no effect"), lever.origin.span)
                    .label("it changes nothing for any party, and nobody believes that it does")
                    .help("say what it changes: `moves_no_deal = { ua = [-25, -10] }`, with `effects_basis` and `effects_owner` where no source says")
            );
        }
    }
    for ultimatum in case.ultimatums.values() {
        empty_threat(ground, ultimatum, believed.contains(&ultimatum.consequence), sink);
    }
}

fn still(effects: &Effects) -> bool {
    effects.values().all(|effect| *effect == Interval::ZERO)
}

/// A threat whose consequence moves others than those it is addressed to.
fn empty_threat(ground: &Ground<'_>, ultimatum: &Ultimatum, believed: bool, sink: &mut Sink) {
    let Some(lever) = ground.case.levers.get(&ultimatum.consequence) else { return };
    let moves = |party| {
        effect_on(&lever.moves_no_deal, party) != Interval::ZERO
            || effect_on(&lever.moves_deal, party) != Interval::ZERO
    };
    let moves_somebody = !still(&lever.moves_no_deal) || !still(&lever.moves_deal);
    if moves_somebody && !believed && !ultimatum.may_move(ground.case).any(moves) {
        let message = "this ultimatum threatens something that does not affect those it is addressed to";
        sink.push(
            Diagnostic::new(Code::EmptyThreat, message, ground.key(&ultimatum.origin, "consequence"))
                .label(format!("`{}` has no effect on those addressed", ultimatum.consequence))
                .also(ground.key(&ultimatum.origin, "addressed_to"), "addressed to")
                .help("add the effect to the lever, or check to whom the ultimatum is addressed"),
        );
    }
}
