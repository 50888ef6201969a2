//! The same negotiation with something changed.

use detente_case::{Condition, Interval, PartyId};

use crate::{
    negotiation::{Negotiation, OptionSet, OptionValue},
    shift::{Shift, Worth},
};

impl Negotiation {
    /// The negotiation restricted to packages that satisfy a condition.
    #[must_use]
    pub fn given(&self, condition: &Condition) -> Self {
        let mut given = self.clone();
        for literal in self.literals(condition) {
            if let Some(considered) = given.considered.get_mut(literal.issue) {
                considered.keep(&literal.among);
            }
        }
        given
    }

    /// The negotiation in which something adds `by` points to what agreement or no agreement is worth to a
    /// party (by place). `name` names the number to the draws: the same name draws alike in every what-if.
    #[must_use]
    pub fn shifted(&self, party: usize, adds_to: Worth, name: &str, by: Interval) -> Self {
        self.with(party, Shift::number(name.to_owned(), adds_to, by))
    }

    /// The negotiation in which something adds to what agreement or no agreement is worth to a party (by place).
    pub(crate) fn with(&self, party: usize, shift: Shift) -> Self {
        let mut shifted = self.clone();
        if let Some(party) = shifted.parties.get_mut(party) {
            party.shifts.push(shift);
        }
        shifted
    }

    /// The negotiation of an instrument that needs the consent of exactly these parties. What options need
    /// stays as it is.
    #[must_use]
    pub fn with_consent_of(&self, parties: &[PartyId]) -> Self {
        let mut changed = self.clone();
        for party in &mut changed.parties {
            party.consents = parties.contains(&party.id);
        }
        changed
    }

    /// The negotiation in which options need nobody's consent beyond the instrument's.
    #[must_use]
    pub fn without_needs(&self) -> Self {
        let mut changed = self.clone();
        for option in changed.issues.iter_mut().flat_map(|issue| &mut issue.options) {
            option.needs.clear();
        }
        changed
    }

    /// Red lines of a party on an issue (by place) no longer rule out these options, nor silent rungs that lie beyond
    /// nothing else.
    pub(crate) fn soften(&mut self, party: usize, issue: usize, options: &OptionSet) {
        for line in &mut self.red_lines {
            if line.party == party && line.issue == issue {
                line.options.take_out(options);
                let holds = |from: &OptionSet| from.meets(&line.options);
                let freed: OptionSet =
                    line.reached.iter().filter(|(_, from)| !holds(from)).map(|(rung, _)| *rung).collect();
                line.options.take_out(&freed);
            }
        }
    }

    /// An option of an issue is worth something else to a party (all by place), and with it whatever it limits.
    pub(crate) fn revalue(&mut self, party: usize, issue: usize, option: usize, value: OptionValue) {
        let Some(party) = self.parties.get_mut(party) else { return };
        let values = &mut party.values[issue];
        values[option] = value;
        if let Some(rungs) = party.rungs[issue].take() {
            let said: Vec<_> = values.iter().map(|value| value.input.said).collect();
            let rungs = rungs.with(option, value.input.interval);
            rungs.iter().for_each(|rungs| rungs.bind(values, |rung| said.get(rung).copied().flatten()));
            party.rungs[issue] = rungs;
        }
        if let Some(ranked) = party.ranked[issue].take() {
            let ranked = ranked.with(option, value.input.interval);
            ranked.iter().for_each(|ranked| ranked.bind(values));
            party.ranked[issue] = ranked;
        }
    }
}
