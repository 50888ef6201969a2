//! What is surely dominated, told by one look, for two parties.

const SHADES: usize = 2048;

/// For two parties: by coarse worth to the first, the most that something surely worth more to the first is
/// worth to the second. Whatever is worth less is dominated, which one look tells.
pub(crate) struct Shade {
    shift: u32,
    most: Box<[i64; SHADES]>,
}

impl Shade {
    /// For scores of the first party from 0 to this.
    pub(crate) fn up_to(range: i64) -> Self {
        let shift = (i64::BITS - range.leading_zeros()).saturating_sub(SHADES.trailing_zeros());
        Self { shift, most: Box::new([i64::MIN; SHADES]) }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range shifted has as many bits as there are places"
    )]
    fn place(&self, first: i64) -> usize {
        (first >> self.shift) as usize % SHADES
    }

    /// The most that something worth more than this to the first is worth to the second, as far as is told.
    pub(crate) fn at(&self, first: i64) -> i64 {
        self.most[self.place(first)]
    }

    #[inline]
    pub(crate) fn covers(&self, worth: &[i64; 2]) -> bool {
        worth[1] <= self.most[self.place(worth[0])]
    }

    pub(crate) fn add(&mut self, worth: &[i64; 2]) {
        let place = self.place(worth[0]);
        for most in self.most[..place].iter_mut().rev() {
            if *most >= worth[1] {
                break;
            }
            *most = worth[1];
        }
    }
}
