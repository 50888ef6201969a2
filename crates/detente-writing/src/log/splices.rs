//! What a change did to a text, place by place: what stands between the places is not written down again.

use serde::{Deserialize, Serialize};

use super::Splice;

/// The places of a text that became others, the first one first. Each is meant in the text as it was before all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Splices {
    /// One place.
    One(Splice),
    /// Several.
    Several(Vec<Splice>),
}

impl Splices {
    /// What leads from one text to another; nothing where they are the same.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Option<Self> {
        let mut places = Splice::all_between(before, after);
        // There each place is meant in the text that those before it have made.
        let (mut more, mut less) = (0, 0);
        for place in &mut places {
            place.at = (place.at + less).saturating_sub(more);
            more += place.now.len();
            less += place.was.len();
        }
        Self::of(places)
    }

    fn of(mut places: Vec<Splice>) -> Option<Self> {
        match places.len() {
            0 => None,
            1 => places.pop().map(Self::One),
            _ => Some(Self::Several(places)),
        }
    }

    /// The places, the first one first.
    #[must_use]
    pub fn places(&self) -> &[Splice] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
        }
    }

    /// The text with the change; nothing where it does not have what stood there.
    #[must_use]
    pub fn applied(&self, text: &str) -> Option<String> {
        let mut made = String::with_capacity(text.len());
        let mut from = 0;
        for place in self.places() {
            let end = place.at.checked_add(place.was.len())?;
            made.push_str(text.get(from..place.at)?);
            if text.get(place.at..end)? != place.was {
                return None;
            }
            made.push_str(&place.now);
            from = end;
        }
        made.push_str(text.get(from..)?);
        Some(made)
    }

    /// The change back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let (mut more, mut less) = (0, 0);
        let back = |place: &Splice| {
            let back = Splice { at: (place.at + more).saturating_sub(less), ..place.inverse() };
            more += place.now.len();
            less += place.was.len();
            back
        };
        let places: Vec<Splice> = self.places().iter().map(back).collect();
        Self::of(places).unwrap_or_else(|| self.clone())
    }

    /// The text with the change, moved past others that were made since: the last place first, so that no place moves
    /// another.
    pub(crate) fn placed(&self, others: &[Splice], text: &str) -> Option<String> {
        if others.is_empty() {
            return self.applied(text);
        }
        self.places().iter().rev().try_fold(text.to_owned(), |text, place| place.placed(others, &text))
    }
}
