//! The least or greatest of several rewards, as far as it is not settled.

/// What a term may still come to. Equal residuals come to the same in every continuation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Residual {
    Constant(i64),
    /// So much if all bounds of this number are kept.
    Reward(u32, i64),
    Sum(Vec<Residual>),
    Extreme(Extreme, Vec<Residual>),
}

/// Which of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Extreme {
    Least,
    Greatest,
}

impl Extreme {
    fn of(self, one: i64, other: i64) -> i64 {
        match self {
            Self::Least => one.min(other),
            Self::Greatest => one.max(other),
        }
    }
}

impl Residual {
    /// With what `settled` knows: whether all bounds of a number are kept.
    pub(super) fn after(&self, settled: &impl Fn(u32) -> Option<bool>) -> Self {
        let each = |parts: &[Self]| parts.iter().map(|part| part.after(settled)).collect::<Vec<_>>();
        match self {
            Self::Constant(_) => self.clone(),
            Self::Reward(number, worth) => match settled(*number) {
                None => self.clone(),
                Some(true) => Self::Constant(*worth),
                Some(false) => Self::Constant(0),
            },
            Self::Sum(parts) => Self::sum(each(parts)),
            Self::Extreme(which, parts) => Self::extreme(*which, each(parts)),
        }
    }

    /// The sum in its one form: constants together, rewards of the same bounds together, in order.
    pub(super) fn sum(parts: Vec<Self>) -> Self {
        let mut constant = 0;
        let mut open = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Constant(worth) => constant += worth,
                Self::Sum(inner) => {
                    for part in inner {
                        if let Self::Constant(worth) = part { constant += worth } else { open.push(part) }
                    }
                }
                other => open.push(other),
            }
        }
        open.sort();
        open.dedup_by(|next, kept| match (next, kept) {
            (Self::Reward(number, worth), Self::Reward(same, sum)) if number == same => {
                *sum += *worth;
                true
            }
            _ => false,
        });
        open.retain(|part| !matches!(part, Self::Reward(_, 0)));
        match (open.len(), constant) {
            (0, _) => Self::Constant(constant),
            (1, 0) => open.swap_remove(0),
            _ => {
                if constant != 0 {
                    open.insert(0, Self::Constant(constant));
                }
                Self::Sum(open)
            }
        }
    }

    /// The least or greatest in its one form: without what another part is never beaten by, in order.
    pub(super) fn extreme(which: Extreme, parts: Vec<Self>) -> Self {
        let mut constant: Option<i64> = None;
        let mut open = Vec::with_capacity(parts.len());
        let mut take = |part: Self| match part {
            Self::Constant(worth) => {
                constant = Some(constant.map_or(worth, |constant| which.of(constant, worth)));
            }
            other => open.push(other),
        };
        for part in parts {
            match part {
                Self::Extreme(same, inner) if same == which => inner.into_iter().for_each(&mut take),
                other => take(other),
            }
        }
        // Some part comes at least as far as this, so whatever never passes it never counts.
        let far = |part: &Self| match which {
            Extreme::Least => part.range().1,
            Extreme::Greatest => part.range().0,
        };
        let sure = open.iter().map(far).reduce(|one, other| which.of(one, other));
        let constant = constant.filter(|&worth| sure.is_none_or(|sure| which.of(worth, sure) != sure));
        if let Some(sure) = [sure, constant].into_iter().flatten().reduce(|one, other| which.of(one, other)) {
            open.retain(|part| {
                let (low, high) = part.range();
                match which {
                    Extreme::Least => low < sure,
                    Extreme::Greatest => high > sure,
                }
            });
        }
        open.extend(constant.map(Self::Constant));
        open.sort();
        open.dedup();
        match open.len() {
            0 => Self::Constant(0),
            1 => open.swap_remove(0),
            _ => Self::Extreme(which, open),
        }
    }

    /// The least and the most it may come to, not necessarily in any package.
    fn range(&self) -> (i64, i64) {
        match self {
            Self::Constant(worth) => (*worth, *worth),
            Self::Reward(_, worth) => (0.min(*worth), 0.max(*worth)),
            Self::Sum(parts) => parts
                .iter()
                .map(Self::range)
                .fold((0, 0), |(low, high), (less, more)| (low + less, high + more)),
            Self::Extreme(which, parts) => parts
                .iter()
                .map(Self::range)
                .reduce(|(low, high), (less, more)| (which.of(low, less), which.of(high, more)))
                .unwrap_or((0, 0)),
        }
    }

    /// Takes out what it comes to in any case.
    pub(super) fn settle(&mut self) -> i64 {
        match self {
            Self::Constant(worth) => std::mem::take(worth),
            Self::Sum(parts) => match parts.first() {
                Some(&Self::Constant(worth)) => {
                    let rest = parts.drain(..).skip(1).collect();
                    *self = Self::sum(rest);
                    worth
                }
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The numbers of the bounds it depends on, with repetitions.
    pub(super) fn numbers(&self) -> Vec<u32> {
        match self {
            Self::Constant(_) => Vec::new(),
            Self::Reward(number, _) => vec![*number],
            Self::Sum(parts) | Self::Extreme(_, parts) => parts.iter().flat_map(Self::numbers).collect(),
        }
    }

    /// Roughly how many bytes it takes.
    pub(super) fn bytes(&self) -> u64 {
        let inner = match self {
            Self::Sum(parts) | Self::Extreme(_, parts) => parts.iter().map(Self::bytes).sum(),
            _ => 0,
        };
        size_of::<Self>() as u64 + inner
    }
}
