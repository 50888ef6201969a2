//! A conflict as a drawing of its states and moves.

use detente_conflict::{Conflict as Game, formats::Node};

use super::{
    model::Conflict,
    state::{Holds, Judged},
};
use crate::stop::Stop;

impl Conflict<'_> {
    /// Its moves and its states as a drawing has them: what each is called, and under which concepts it holds or may.
    pub fn drawn(&self) -> Result<(&Game, Vec<Node>), Stop> {
        let listed = self.listed("the state graph")?;
        let judged = Judged::of(listed);
        let node = |state: usize| {
            let under = |wanted: Holds| {
                let so = judged.holds(state).map(|holds| holds == wanted);
                so.under().into_iter().map(str::to_owned).collect()
            };
            Node {
                label: listed.in_full(state),
                holds_under: under(Holds::Holds),
                open_under: under(Holds::Open),
                today: Some(state) == self.today,
            }
        };
        Ok((listed.game(), listed.all().map(node).collect()))
    }
}
