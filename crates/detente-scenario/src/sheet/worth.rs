//! What numbers of cells become in a case.

use detente_number::Fraction;

use super::value::Value;

/// The end of the scale on which a case counts.
pub(super) const WHOLE: i128 = 100;

/// Where a party's numbers lie on the scale of a case.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    from: Fraction,
    to: Fraction,
}

impl Scale {
    /// 0 to 1 or 0 to 100 where the numbers fit that, else from the least number to the greatest.
    pub(super) fn of(numbers: &[Fraction]) -> Self {
        let least = numbers.iter().copied().min().unwrap_or_default();
        let most = numbers.iter().copied().max().unwrap_or_default();
        let hundred = Fraction::whole(WHOLE);
        let to =
            if most == Fraction::ZERO || (most > Fraction::ONE && most <= hundred) { hundred } else { most };
        let to = if most > Fraction::ZERO && most <= Fraction::ONE { Fraction::ONE } else { to };
        if least >= Fraction::ZERO {
            Self { from: Fraction::ZERO, to }
        } else {
            Self { from: least, to: most.max(Fraction::ZERO) }
        }
    }

    fn on(self, number: Fraction) -> Option<Fraction> {
        number.minus(self.from)?.over(self.to.minus(self.from)?)?.times(Fraction::whole(WHOLE))
    }
}

/// What a number of a cell becomes.
#[derive(Clone, Copy)]
pub(super) enum Worth {
    /// A value from 0 to 100.
    On(Scale),
    /// Points that are added up as they are: the number times the weight of its issue.
    Weighed(Fraction),
}

impl Worth {
    pub(super) fn of(self, number: Fraction) -> Option<Fraction> {
        match self {
            Self::On(scale) => scale.on(number),
            Self::Weighed(weight) => number.times(weight),
        }
    }
}

/// The numbers that a value stands for.
pub(super) fn ends<Word>(value: &Value<Word>) -> Vec<Fraction> {
    match value {
        Value::Number(number) => vec![*number],
        Value::Between(low, high) => vec![*low, *high],
        Value::Unsaid | Value::Word(_) => Vec::new(),
    }
}
