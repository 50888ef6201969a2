//! The answer of `detente brief`: one page for whoever has five minutes.

use detente_agreement::{
    Conflict, Hold, Negotiation, Openers, Plan, Reach, Reasons, common_ground, incidence,
};
use detente_case::{Condition, MeetingId, PartyId, Term};
use detente_talks::{consent, network, transmission};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Answer, Question, Reference,
    verdict::{VerdictAnswer, counted, in_draws, negotiation, percent, verdict},
    wording::{self, Said},
};
use crate::page::{Page, Text};

/// How many reasons, openers and common options a page has room for; commands that list all follow.
const SHOWN: usize = 3;
const COMMON_SHOWN: usize = 6;

/// One page: is there a deal, why not, what would open one, and what is not known.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Brief {
    /// What the case is asked.
    question: Option<String>,
    /// Whether there is a deal.
    verdict: VerdictAnswer,
    /// Under which values the reasons hold; absent when a deal is certain.
    reasons_hold: Option<Hold>,
    /// The smallest reasons.
    reasons: Vec<Reason>,
    /// How many more there are.
    more_reasons: usize,
    /// The smallest openers, cheapest first.
    openers: Vec<Opener>,
    /// How many more there are.
    more_openers: usize,
    /// Why nothing considered opens a deal, where that is so.
    no_opener: Option<String>,
    /// Common ground in the room, among all who must agree, and one party short of that.
    common_ground: Vec<CommonList>,
    /// Who must agree and who is in which room.
    rooms: Vec<Room>,
    /// Parties whose absence would leave others without a room in common.
    articulation_points: Vec<PartyId>,
    /// Whether there is an offer on the table.
    offer: Offer,
    /// Texts and ideas put forward: would they be accepted?
    texts: Vec<Tabled>,
    /// Threats: what carrying them out would do to whom.
    threats: Vec<Threat>,
    /// What nobody has said.
    unknown: Vec<String>,
}

/// One reason for no deal.
#[derive(Serialize, JsonSchema)]
struct Reason {
    /// Red lines, thresholds and rules that exclude each other.
    requirements: Vec<Said>,
    /// In how many draws the same set conflicts, in words; absent when it does whatever the values.
    in_draws: Option<String>,
}

/// One opener.
#[derive(Serialize, JsonSchema)]
struct Opener {
    /// What would have to change.
    steps: Vec<String>,
    /// What each step costs its owner, on the owner's own scale.
    costs: Vec<String>,
    /// How many packages become deals.
    opens: u64,
    /// Whether that count is exact; otherwise there are at least as many.
    opens_exact: bool,
    /// In how many draws a deal exists after the changes.
    works: String,
    /// Whether any number it rests on is assumed or unknown.
    assumed: bool,
}

/// Options that a set of parties can all live with.
#[derive(Serialize, JsonSchema)]
struct CommonList {
    /// Among whom.
    among: String,
    /// The options, each as `issue = option`; for "one party short" with the party and why.
    options: Vec<String>,
    /// How many of them stand on sources alone.
    on_sources: usize,
}

/// Who of those who must agree sits in one room.
#[derive(Serialize, JsonSchema)]
struct Room {
    /// The meeting.
    meeting: MeetingId,
    /// Its name.
    name: String,
    /// Of those who must agree, who is there.
    present: Vec<PartyId>,
    /// Of those who must agree, who is not.
    missing: Vec<PartyId>,
}

/// Whether there is an offer on the table.
#[derive(Serialize, JsonSchema)]
struct Offer {
    /// In one sentence.
    sentence: String,
    /// Where that comes from.
    references: Vec<Reference>,
}

/// A text or idea put forward.
#[derive(Serialize, JsonSchema)]
struct Tabled {
    /// Its name and who put it forward.
    name: String,
    /// Whether packages with its terms are a deal, in words.
    verdict: String,
    /// The smallest reason why they are not.
    because: Vec<Said>,
}

/// One ultimatum.
#[derive(Serialize, JsonSchema)]
struct Threat {
    /// Who threatens whom with what.
    sentence: String,
    /// What carrying it out does to each party's no-deal value.
    incidence: String,
    /// Who gains from tripping a trigger meant for it.
    perverse: Vec<String>,
    /// Where the threat comes from.
    reference: Reference,
    /// Where the numbers come from.
    effects: Reference,
}

/// Builds the page.
pub(crate) fn answer(question: &Question) -> Brief {
    let negotiation = negotiation(question);
    let reasons = negotiation.reasons(question.plan);
    let reach = Reach { size: 2, detailed: SHOWN };
    let openers = negotiation.openers(&question.case, question.plan, reach);
    Brief {
        question: question.case.question.clone(),
        verdict: verdict(question),
        reasons_hold: reasons.as_ref().map(|reasons| reasons.hold),
        more_reasons: reasons.as_ref().map_or(0, |reasons| distinct(reasons).len().saturating_sub(SHOWN)),
        reasons: reasons.as_ref().map_or_else(Vec::new, |reasons| smallest(question, reasons)),
        more_openers: openers
            .as_ref()
            .map_or(0, |found| (found.openers.len() + found.more).saturating_sub(SHOWN)),
        no_opener: openers.as_ref().filter(|found| found.openers.is_empty()).map(no_opener),
        openers: openers.as_ref().map_or_else(Vec::new, |found| cheapest(question, found)),
        common_ground: common(question),
        rooms: rooms(question),
        articulation_points: articulation_points(question),
        offer: offer(question),
        texts: texts(question, &negotiation),
        threats: threats(question),
        unknown: unknown(question),
    }
}

/// Conflicts that differ in more than the consents that give them force, the smallest first.
fn distinct(reasons: &Reasons) -> Vec<&Conflict> {
    let mut distinct: Vec<&Conflict> = Vec::new();
    for conflict in &reasons.conflicts {
        if !distinct.iter().any(|known| known.core == conflict.core) {
            distinct.push(conflict);
        }
    }
    distinct
}

fn smallest(question: &Question, reasons: &Reasons) -> Vec<Reason> {
    let reason = |conflict: &Conflict| Reason {
        requirements: conflict.core.iter().map(|one| wording::requirement(question, one)).collect(),
        in_draws: conflict.in_draws.map(|share| format!("in {}% of draws", percent(share.share))),
    };
    distinct(reasons).into_iter().take(SHOWN).map(reason).collect()
}

fn cheapest(question: &Question, found: &Openers) -> Vec<Opener> {
    let opener = |opener: &detente_agreement::Opener| Opener {
        steps: opener.steps.iter().map(|step| wording::step(question, step)).collect(),
        costs: opener.steps.iter().map(|step| wording::cost(question, &step.cost)).collect(),
        opens: opener.opens.packages,
        opens_exact: opener.opens.exact,
        works: in_draws(&opener.works),
        assumed: opener.assumed,
    };
    found.openers.iter().take(SHOWN).map(opener).collect()
}

fn no_opener(found: &Openers) -> String {
    let size = counted(found.size, "change", "changes");
    match found.untouchable.len() {
        0 => format!("No set of up to {size} among the {} considered opens a deal.", found.considered),
        count => format!(
            "None of the {} changes considered touches {}: nothing here opens a deal.",
            found.considered,
            counted(count, "reason", "of the reasons")
        ),
    }
}

fn common(question: &Question) -> Vec<CommonList> {
    let room = common_ground::fullest_room(&question.case);
    let lists = common_ground::standard_lists(&question.case, room);
    let list = |among: String, ground: &common_ground::CommonGround| CommonList {
        among,
        options: ground.common.iter().map(|common| format!("{} = {}", common.issue, common.option)).collect(),
        on_sources: ground.common.iter().filter(|common| common.on_sources()).count(),
    };
    let in_room = lists.room.as_ref().map(|room| {
        let name =
            question.case.meetings.get(&room.meeting).map_or(room.meeting.as_str(), |meeting| &meeting.name);
        list(format!("In the room ({name}: {})", shorts(question, &room.ground.among)), &room.ground)
    });
    let all = &lists.all_who_must_agree;
    let must = shorts(question, &all.among);
    let short = CommonList {
        among: "One party short of that".to_owned(),
        options: all.one_short.iter().map(|short| one_short(question, short)).collect(),
        on_sources: all.one_short.iter().filter(|short| short.assumed_for.is_empty()).count(),
    };
    in_room.into_iter().chain([list(format!("All who must agree ({must})"), all), short]).collect()
}

fn one_short(question: &Question, short: &common_ground::OneShort) -> String {
    let why = match short.holdout.why {
        common_ground::Missing::Unknown => "not known to tolerate it",
        common_ground::Missing::Opposes => "opposes it",
        common_ground::Missing::RedLine => "red line",
    };
    format!("{} = {} ({}: {why})", short.issue, short.option, question.short(&short.holdout.party))
}

fn rooms(question: &Question) -> Vec<Room> {
    let consent = consent::consent(&question.case);
    let room = |room: &consent::RoomConsent<'_>| Room {
        meeting: room.meeting.clone(),
        name: question
            .case
            .meetings
            .get(room.meeting)
            .map_or_else(String::new, |meeting| meeting.name.clone()),
        present: room.present.iter().map(|seat| seat.party.clone()).collect(),
        missing: room.missing.iter().map(|&party| party.clone()).collect(),
    };
    consent.rooms.iter().map(room).collect()
}

fn articulation_points(question: &Question) -> Vec<PartyId> {
    network::network(&question.case).articulation_points.iter().map(|point| point.party.clone()).collect()
}

fn offer(question: &Question) -> Offer {
    let offers = transmission::offers(&question.case);
    let denials: Vec<_> = offers
        .proposals
        .iter()
        .flat_map(|proposal| &proposal.receivers)
        .filter(|receiver| receiver.offer == transmission::Offer::Disputed)
        .collect();
    let sentence = match offers.on_the_table {
        transmission::Offer::Yes => "Yes: a text was handed over or answered.".to_owned(),
        transmission::Offer::Disputed => {
            let mut deniers: Vec<_> = denials.iter().map(|receiver| question.short(receiver.party)).collect();
            deniers.dedup();
            format!("Disputed: not an offer, per {}.", deniers.join(", "))
        }
        transmission::Offer::OnlyReported => "Only reported: nobody says that it was put to them.".to_owned(),
        transmission::Offer::No => "No.".to_owned(),
    };
    let stated = |receiver: &transmission::Receiver<'_>| {
        receiver.transmissions.iter().map(|sent| question.reference(sent.said.0)).collect::<Vec<_>>()
    };
    let yes = offers.proposals.iter().flat_map(|proposal| &proposal.receivers);
    let relevant = yes.filter(|receiver| receiver.offer == offers.on_the_table);
    let mut references: Vec<Reference> = Vec::new();
    for reference in relevant.flat_map(stated) {
        if !references.iter().any(|known| known.cites == reference.cites) {
            references.push(reference);
        }
    }
    Offer { sentence, references }
}

/// Every package with the terms of a proposal, taken together.
fn texts(question: &Question, negotiation: &Negotiation) -> Vec<Tabled> {
    let tabled = |proposal: &detente_case::Proposal| {
        let term = |(issue, options): (&detente_case::IssueId, &Vec<detente_case::OptionId>)| Term {
            issue: issue.clone(),
            among: true,
            options: options.clone(),
        };
        let with_it = negotiation.given(&Condition { terms: proposal.terms.iter().map(term).collect() });
        let quick = Plan { draws: 0, ..question.plan };
        let reasons = with_it.reasons(quick);
        let hold = reasons.as_ref().map(|reasons| reasons.hold);
        let conflict = reasons.as_ref().and_then(|reasons| reasons.conflicts.first());
        let core = conflict.map_or(&[][..], |conflict| &conflict.core);
        Tabled {
            name: proposal.name.clone(),
            verdict: match hold {
                None => "a deal whatever the values".to_owned(),
                Some(Hold::AtWorst) => "a deal at central values, not at the least favourable".to_owned(),
                Some(Hold::AtCentralValues) => "no deal at central values".to_owned(),
                Some(Hold::Always) => "no deal, whatever the values".to_owned(),
            },
            because: core.iter().map(|one| wording::requirement(question, one)).collect(),
        }
    };
    question.case.proposals.values().filter(|proposal| !proposal.terms.is_empty()).map(tabled).collect()
}

fn threats(question: &Question) -> Vec<Threat> {
    let threat = |ultimatum: &incidence::UltimatumIncidence| {
        let said = question.case.ultimatums.get(&ultimatum.ultimatum)?;
        let consequence = question.case.levers.get(&ultimatum.consequence);
        let name = consequence.map_or(ultimatum.consequence.as_str(), |lever| &lever.name);
        let deadline = ultimatum.deadline.as_ref().map_or(String::new(), |when| format!(", {when}"));
        let defined = if ultimatum.trigger_defined { "" } else { " (not defined)" };
        Some(Threat {
            reference: question.reference(&said.origin),
            effects: question
                .reference(consequence.map_or(&said.effects_origin, |lever| &lever.effects_origin)),
            sentence: format!(
                "{} to {}: {name}{deadline}, if {}{defined}",
                question.short(&ultimatum.issuer),
                shorts(question, &ultimatum.addressed_to),
                ultimatum.trigger
            ),
            incidence: changes(question, &ultimatum.changes),
            perverse: ultimatum
                .perverse
                .iter()
                .map(|perverse| {
                    let sure = if perverse.certain { "gains" } else { "may gain" };
                    format!("{} {sure} from tripping it", question.short(&perverse.party))
                })
                .collect(),
        })
    };
    incidence::incidence(&question.case).ultimatums.iter().filter_map(threat).collect()
}

/// `UA -25 to -10, RU 0 to 10`: what is stated and not nothing.
fn changes(question: &Question, changes: &[incidence::PartyChange]) -> String {
    let stated = changes.iter().filter_map(|change| {
        let by = change.change.filter(|by| *by != detente_case::Interval::ZERO)?;
        Some(format!("{} {}", question.short(&change.party), wording::signed(by)))
    });
    let stated: Vec<_> = stated.collect();
    if stated.is_empty() { "effect not stated".to_owned() } else { stated.join(", ") }
}

fn unknown(question: &Question) -> Vec<String> {
    let case = &question.case;
    let silent = case.instrument.consent.iter().filter(|party| !case.has_sourced_position(party));
    let mut unknown: Vec<_> =
        silent.map(|party| format!("{}: no sourced position", question.short(party))).collect();
    let no_giver = case.guarantees.values().filter(|guarantee| guarantee.guarantors.is_empty());
    unknown.extend(no_giver.map(|guarantee| format!("who would give: {}", guarantee.name)));
    let no_payer = case.funding.values().filter(|funding| funding.payers.is_empty());
    unknown.extend(no_payer.map(|funding| format!("who would pay: {}", funding.purpose)));
    let undefined = case.ultimatums.iter().filter(|(_, ultimatum)| !ultimatum.trigger_defined);
    unknown
        .extend(undefined.map(|(id, ultimatum)| format!("what would trip {id}: \"{}\"", ultimatum.trigger)));
    unknown
}

fn shorts(question: &Question, parties: &[PartyId]) -> String {
    parties.iter().map(|party| question.short(party)).collect::<Vec<_>>().join(", ")
}

impl Answer for Brief {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        if let Some(asked) = &self.question {
            page.paragraph(asked.as_str());
        }
        self.verdict_on(&mut page);
        self.reasons_on(&mut page);
        self.openers_on(&mut page);
        self.common_ground_on(&mut page);
        self.rooms_on(&mut page, question);
        self.texts_on(&mut page);
        self.threats_on(&mut page);
        if !self.unknown.is_empty() {
            page.heading("Not known");
            page.list(self.unknown.iter().map(|line| Text::new().caution(line)).collect());
        }
        page.next(self.next(question));
        page
    }
}

impl Brief {
    fn verdict_on(&self, page: &mut Page) {
        page.heading("Is there a deal?");
        page.paragraph(self.verdict.text());
        match &self.verdict.on_sources_alone {
            Some(sentence) if *sentence == self.verdict.sentence => {
                page.paragraph("The same on sources alone.");
            }
            Some(sentence) => page.paragraph(Text::new().plain("On sources alone: ").plain(sentence)),
            None => {}
        }
        if let Some(best) = &self.verdict.best {
            let proven = if best.proven { "" } else { " found (a better one is not ruled out)" };
            page.paragraph(
                Text::from(format!("The package with the largest least gain{proven}: "))
                    .strong(best.terms.join(", "))
                    .plain(format!(". Gains over no deal: {}.", best.gains.join(", "))),
            );
        }
        page.list(self.verdict.stands_on.iter().map(|line| Text::new().caution(line)).collect());
    }

    fn reasons_on(&self, page: &mut Page) {
        let Some(hold) = self.reasons_hold else { return };
        page.heading(match hold {
            Hold::Always => "Why not, whatever the values",
            Hold::AtCentralValues => "Why not, at central values",
            Hold::AtWorst => "What could still prevent it",
        });
        for (number, reason) in self.reasons.iter().enumerate() {
            let how = reason.in_draws.as_ref().map_or(String::new(), |share| format!(", {share}"));
            page.paragraph(format!("{}. These exclude each other{how}:", number + 1));
            page.list(reason.requirements.iter().map(Said::text).collect());
        }
        if self.more_reasons > 0 {
            page.paragraph(format!("and {} more", counted(self.more_reasons, "reason", "reasons")));
        }
    }

    fn openers_on(&self, page: &mut Page) {
        if self.reasons_hold.is_none() {
            return;
        }
        page.heading("What would open one");
        if let Some(why) = &self.no_opener {
            page.paragraph(why.as_str());
        }
        let line = |opener: &Opener| {
            let count = if opener.opens_exact { "" } else { "at least " };
            let packages = usize::try_from(opener.opens).unwrap_or(usize::MAX);
            let costs = opener.costs.join("; ");
            Text::new()
                .strong(opener.steps.join(", and "))
                .plain(format!(
                    ". Cost: {costs}. Opens {count}{}; ",
                    counted(packages, "package", "packages")
                ))
                .plain(format!("a deal in {}", opener.works))
                .caution(if opener.assumed { " (rests on assumptions)" } else { "" })
        };
        page.list(self.openers.iter().map(line).collect());
        if self.more_openers > 0 {
            page.paragraph(format!("and {} more", counted(self.more_openers, "opener", "openers")));
        }
    }

    fn common_ground_on(&self, page: &mut Page) {
        page.heading("Common ground");
        let facts = self.common_ground.iter().map(|list| {
            let shown: Vec<_> = list.options.iter().take(COMMON_SHOWN).map(String::as_str).collect();
            let more = list.options.len().saturating_sub(COMMON_SHOWN);
            let text = match shown.len() {
                0 => Text::new().caution("none"),
                _ if more > 0 => Text::from(format!("{}, and {more} more", shown.join(", "))),
                _ => Text::from(shown.join(", ")),
            };
            let sourced = match (list.options.len(), list.on_sources) {
                (0, _) => Text::new(),
                (all, on_sources) if all == on_sources => Text::new().source(" [all on sources alone]"),
                (_, on_sources) => Text::new().caution(format!(" [{on_sources} on sources alone]")),
            };
            Text::new().strong(&list.among).plain(": ").then(text).then(sourced)
        });
        page.list(facts.collect());
    }

    fn rooms_on(&self, page: &mut Page, question: &Question) {
        if self.rooms.is_empty() && question.case.proposals.is_empty() {
            return;
        }
        page.heading("Who must agree, and who is in the room");
        let line = |room: &Room| {
            let required = room.present.len() + room.missing.len();
            let count = format!("{} of {required} who must agree", room.present.len());
            let missing = match room.missing.as_slice() {
                [] => Text::new().favour("all are there"),
                missing => Text::new().against(format!("{} missing", shorts(question, missing))),
            };
            Text::new().strong(&room.name).plain(format!(": {count}, ")).then(missing)
        };
        page.list(self.rooms.iter().map(line).collect());
        if !self.articulation_points.is_empty() {
            let points = shorts(question, &self.articulation_points);
            page.paragraph(format!("Every path between the rooms runs through {points}."));
        }
        let mut sources = Text::new();
        for reference in &self.offer.references {
            sources = sources.then(reference.in_brackets());
        }
        page.paragraph(
            Text::new().plain("Is there an offer on the table? ").strong(&self.offer.sentence).then(sources),
        );
    }

    fn texts_on(&self, page: &mut Page) {
        if self.texts.is_empty() {
            return;
        }
        page.heading("Texts put forward");
        let line = |tabled: &Tabled| {
            let mut text = Text::new().strong(&tabled.name).plain(format!(": {}", tabled.verdict));
            for (number, said) in tabled.because.iter().enumerate() {
                text = text.plain(if number == 0 { ", for " } else { "; " }).then(said.text());
            }
            text
        };
        page.list(self.texts.iter().map(line).collect());
    }

    fn threats_on(&self, page: &mut Page) {
        if self.threats.is_empty() {
            return;
        }
        page.heading("Threats, and what carrying them out does to no-deal values");
        let line = |threat: &Threat| {
            let perverse = threat.perverse.iter().map(|line| format!(" Perverse incentive: {line}."));
            Text::from(threat.sentence.as_str())
                .then(threat.reference.in_brackets())
                .plain(format!(". {}", threat.incidence))
                .then(threat.effects.in_brackets())
                .plain(".")
                .caution(perverse.collect::<String>())
        };
        page.list(self.threats.iter().map(line).collect());
    }

    fn next(&self, question: &Question) -> Vec<(String, String)> {
        let mut next = Vec::new();
        let mut add =
            |command: &str, answers: &str| next.push((question.command(command), answers.to_owned()));
        if self.reasons_hold.is_some() {
            add("why", "every reason, with its lines in the file");
            add("openers", "every smallest set of changes");
        }
        add("ground", "who accepts what");
        add("levers", "what moves whom");
        let later = question.whole.snapshots.iter().find(|date| **date > question.case.as_of);
        if let Some(later) = later {
            add(&format!("diff --from {} --to {later}", question.case.as_of), "what changed next");
        }
        next
    }
}
