//! Cases for tests: an empty one, random rooms, and the meetings, words and deeds of one report of
//! 23 April 2025, cited by sentence.
#![expect(clippy::unwrap_used, reason = "a test that asks for what it did not build should fail")]

use std::collections::BTreeSet;

use detente_case::{
    Actor, Assumption, Basis, BlocId, Case, Citation, Claim, ClaimId, ClaimKind, Contact, ContactId,
    ContactKind, Delegation, Grade, Instrument, InstrumentClass, Interval, Issue, IssueId, IssueKind,
    IssueOption, LeverId, Mandate, Meeting, MeetingEvent, MeetingId, MeetingStatus, Office, OptionId, Origin,
    Party, PartyId, PartyRole, Person, PersonId, Quantity, Rank, RankRange, Signal, Source, SourceId, Span,
    Track, TrackId, Ultimatum, When,
};
use indexmap::IndexMap;
use jiff::civil::{Date, date};
use proptest::{collection::vec, prelude::*};

/// The day of the report.
pub(crate) const DAY: Date = date(2025, 4, 23);

/// Cites sentence `number` of the report.
pub(crate) fn cited(number: u32) -> Origin {
    cited_from("npr", number)
}

/// Cites a statement of any source.
pub(crate) fn cited_from(source: &str, number: u32) -> Origin {
    let citation = Citation {
        source: SourceId::new(source),
        statement: Some(number),
        words: None,
        span: Span::default(),
    };
    Origin { basis: Basis::Cited(vec![citation]), ..Origin::definition(Span::default()) }
}

/// An assumption of the analyst.
pub(crate) fn assumed() -> Origin {
    let assumption = Assumption { owner: "analyst".to_owned(), expires: None, set: None };
    Origin { basis: Basis::Assumed(assumption), ..Origin::definition(Span::default()) }
}

/// The same with a grade of its own.
pub(crate) fn graded(origin: Origin, grade: &str) -> Origin {
    Origin { grade: Some(grade.parse().unwrap()), ..origin }
}

pub(crate) fn share(low: f64, high: f64) -> Interval {
    Interval::new(Quantity::from_f64(low).unwrap(), Quantity::from_f64(high).unwrap())
}

pub(crate) fn source(grade: &str, derived_from: Option<&str>) -> Source {
    Source {
        title: None,
        publisher: "a publisher".to_owned(),
        date: DAY,
        url: None,
        digest: None,
        statements: IndexMap::new(),
        grade: grade.parse::<Grade>().unwrap(),
        derived_from: derived_from.map(SourceId::new),
        label: None,
        compartment: None,
        span: Span::default(),
    }
}

/// A case without parties, whose only source is the report.
pub(crate) fn empty() -> Case {
    let instrument = Instrument { class: InstrumentClass::Ceasefire, consent: Vec::new(), origin: cited(1) };
    let mut case = Case::about("test", instrument, DAY);
    case.sources.insert(SourceId::new("npr"), source("C2", None));
    case
}

pub(crate) fn add_party(case: &mut Case, id: &str, role: PartyRole) {
    let party = Party {
        name: id.to_uppercase(),
        short: id.to_uppercase(),
        role,
        counts: detente_case::Counts::default(),
        origin: Origin::definition(Span::default()),
    };
    case.parties.insert(PartyId::new(id), party);
}

fn add_person(case: &mut Case, id: &str, party: &str, rank: Rank) {
    let office = Office { party: PartyId::new(party), title: rank.to_string(), rank };
    let person =
        Person { name: id.to_owned(), offices: vec![office], origin: Origin::definition(Span::default()) };
    case.people.insert(PersonId::new(id), person);
}

pub(crate) fn delegation(party: &str, sentence: u32) -> Delegation {
    Delegation {
        party: PartyId::new(party),
        head: None,
        rank: None,
        expected: None,
        expected_rank: None,
        mandate: None,
        lead: None,
        origin: cited(sentence),
    }
}

pub(crate) fn event(status: MeetingStatus, signal: Signal, sentence: u32) -> MeetingEvent {
    MeetingEvent { status, note: None, host: None, lead: None, signal, origin: cited(sentence) }
}

pub(crate) fn add_meeting(case: &mut Case, id: &str, track: &str, delegations: Vec<Delegation>) {
    let parties = delegations.iter().map(|delegation| delegation.party.clone()).collect();
    let origin = Origin::definition(Span::default());
    let entry = case.tracks.entry(TrackId::new(track));
    entry.or_insert(Track { name: track.to_owned(), parties, origin });
    let meeting = Meeting {
        name: id.to_owned(),
        track: TrackId::new(track),
        when: When::on(DAY),
        place: None,
        host: None,
        sequence: None,
        announced_by: None,
        history: Vec::new(),
        delegations,
        origin: cited(1),
    };
    case.meetings.insert(MeetingId::new(id), meeting);
}

pub(crate) fn meeting_mut<'a>(case: &'a mut Case, id: &str) -> &'a mut Meeting {
    case.meetings.get_mut(id).unwrap()
}

pub(crate) fn claim(kind: ClaimKind, by: &str, signal: Signal, origin: Origin) -> Claim {
    Claim {
        kind,
        by: Actor::Party(PartyId::new(by)),
        says: kind.to_string(),
        on: None,
        signal,
        meeting: None,
        supports: Vec::new(),
        contradicts: Vec::new(),
        origin,
    }
}

pub(crate) fn option(id: &str, needs: &[&str]) -> (OptionId, IssueOption) {
    let needs = needs.iter().map(|party| PartyId::new(*party)).collect();
    let origin = Origin::definition(Span::default());
    (
        OptionId::new(id),
        IssueOption {
            name: id.to_owned(),
            needs,
            recognition: Vec::new(),
            silent: false,
            short: None,
            origin,
        },
    )
}

pub(crate) fn add_issue(
    case: &mut Case,
    id: &str,
    decided_by: Option<&[&str]>,
    options: Vec<(OptionId, IssueOption)>,
) {
    let issue = Issue {
        name: id.to_owned(),
        kind: IssueKind::Choice,
        short: None,
        decided_by: decided_by.map(|ids| ids.iter().map(|party| PartyId::new(*party)).collect()),
        options: options.into_iter().collect(),
        origin: cited(11),
    };
    case.issues.insert(IssueId::new(id), issue);
}

pub(crate) fn ultimatum(deadline: Option<When>, credibility: Option<Interval>) -> Ultimatum {
    Ultimatum {
        issuer: PartyId::new("us"),
        said_by: Some(Actor::Person(PersonId::new("rubio"))),
        addressed_to: Vec::new(),
        trigger: "no progress".to_owned(),
        trigger_defined: false,
        deadline,
        consequence: LeverId::new("leave"),
        credibility,
        origin: cited(3),
        effects_origin: assumed(),
    }
}

/// The rooms of 23 April 2025 as the report has them.
pub(crate) fn london() -> Case {
    let mut case = empty();
    for (id, role) in [
        ("us", PartyRole::Mediator),
        ("ua", PartyRole::Belligerent),
        ("ru", PartyRole::Belligerent),
        ("uk", PartyRole::Guarantor),
        ("fr", PartyRole::Guarantor),
        ("de", PartyRole::Guarantor),
    ] {
        add_party(&mut case, id, role);
    }
    case.instrument.consent = vec![PartyId::new("ua"), PartyId::new("ru")];
    let members = ["uk", "fr", "de"].map(PartyId::new).to_vec();
    let origin = Origin::definition(Span::default());
    let e3 = detente_case::Bloc { name: "E3".to_owned(), members, origin };
    case.blocs.insert(BlocId::new("e3"), e3);
    for (id, party, rank) in [
        ("kellogg", "us", Rank::Envoy),
        ("witkoff", "us", Rank::Envoy),
        ("rubio", "us", Rank::ForeignMinister),
        ("lammy", "uk", Rank::ForeignMinister),
        ("putin", "ru", Rank::HeadOfState),
    ] {
        add_person(&mut case, id, party, rank);
    }

    let minister = RankRange { low: Rank::ForeignMinister, high: Rank::ForeignMinister };
    let below = RankRange { low: Rank::Official, high: Rank::Envoy };
    let us = Delegation {
        head: Some(PersonId::new("kellogg")),
        expected: Some(PersonId::new("rubio")),
        mandate: Some(Mandate::Refer),
        ..delegation("us", 2)
    };
    let cancelled = |party| Delegation {
        rank: Some(below),
        expected_rank: Some(minister),
        lead: Some("last minute".to_owned()),
        ..delegation(party, 5)
    };
    let seats = vec![us, delegation("uk", 4), cancelled("fr"), cancelled("de"), delegation("ua", 4)];
    add_meeting(&mut case, "london-23", "london", seats);
    meeting_mut(&mut case, "london-23").history = vec![
        event(MeetingStatus::Planned, Signal::Neutral, 4),
        event(MeetingStatus::Changed, Signal::Cooler, 5),
    ];
    let visit = |party, head| Delegation { head: Some(PersonId::new(head)), ..delegation(party, 7) };
    add_meeting(&mut case, "moscow", "moscow", vec![visit("us", "witkoff"), visit("ru", "putin")]);
    meeting_mut(&mut case, "moscow").history = vec![event(MeetingStatus::Planned, Signal::Neutral, 7)];

    let call = Contact {
        kind: ContactKind::Call,
        between: vec![Actor::Person(PersonId::new("lammy")), Actor::Person(PersonId::new("rubio"))],
        when: When::on(date(2025, 4, 22)),
        signal: Signal::Warmer,
        hedge: Some("seemingly".to_owned()),
        origin: cited(5),
    };
    case.contacts.insert(ContactId::new("lammy-rubio"), call);
    let about = Some(MeetingId::new("london-23"));
    let lower =
        Claim { meeting: about.clone(), ..claim(ClaimKind::Forecast, "us", Signal::Cooler, cited(5)) };
    case.claims.insert(ClaimId::new("lower-odds"), lower);
    let silence =
        Claim { meeting: about.clone(), ..claim(ClaimKind::NoComment, "uk", Signal::Neutral, cited(6)) };
    case.claims.insert(ClaimId::new("no-comment"), silence);
    let guess = Claim {
        meeting: about,
        by: Actor::Unnamed,
        ..claim(ClaimKind::Speculation, "uk", Signal::Cooler, graded(cited(6), "F6"))
    };
    case.claims.insert(ClaimId::new("downgrade-guess"), guess);
    case
}

/// Two to eight parties and up to six rooms of random attendance.
pub(crate) fn rooms() -> impl Strategy<Value = (usize, Vec<BTreeSet<usize>>)> {
    (2_usize..=8).prop_flat_map(|parties| {
        let room = vec(0..parties, 0..=3).prop_map(|seats| seats.into_iter().collect::<BTreeSet<_>>());
        (Just(parties), vec(room, 0..=6))
    })
}

/// A case with parties `p0`, `p1`, … who must all agree and meetings `m0`, `m1`, … in which these sit.
pub(crate) fn with_rooms(parties: usize, rooms: &[BTreeSet<usize>]) -> Case {
    let mut case = empty();
    for party in 0..parties {
        let id = format!("p{party}");
        add_party(&mut case, &id, PartyRole::Principal);
        case.instrument.consent.push(PartyId::new(id));
    }
    for (index, room) in rooms.iter().enumerate() {
        let seats = room.iter().map(|party| delegation(&format!("p{party}"), 1)).collect();
        add_meeting(&mut case, &format!("m{index}"), "track", seats);
    }
    case
}
