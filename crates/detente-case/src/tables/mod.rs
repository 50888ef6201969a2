//! The tables of a case, a file each, and the one list of them.
//!
//! A new table, or a new kind of statement within one, is its file here and its line in `each_table`. The case, the
//! order of reading, what a view hides, what goes with it, the list of statements, the schema and the key tables of
//! the documentation all follow from the list.

pub(crate) mod beliefs;
pub(crate) mod blocs;
pub(crate) mod claims;
pub(crate) mod conflict;
pub(crate) mod contacts;
pub(crate) mod effects;
pub(crate) mod factors;
pub(crate) mod forecasts;
pub(crate) mod funding;
pub(crate) mod guarantees;
pub(crate) mod history;
pub(crate) mod hypotheses;
pub(crate) mod institutions;
pub(crate) mod instrument;
pub(crate) mod issues;
pub(crate) mod levers;
pub(crate) mod meetings;
pub(crate) mod no_deal;
pub(crate) mod parties;
pub(crate) mod people;
pub(crate) mod proposals;
pub(crate) mod protocols;
pub(crate) mod ratifiers;
pub(crate) mod rules;
pub(crate) mod scale;
pub(crate) mod scenarios;
pub(crate) mod sources;
pub(crate) mod stance_list;
pub(crate) mod stances;
pub(crate) mod table;
pub(crate) mod territories;
pub(crate) mod tracks;
pub(crate) mod ultimatums;
pub(crate) mod weights;

/// Hands the list of tables to a macro.
///
/// Each line has the field of the case, which is how the file spells the table, and the type of a row; then what names
/// a row (an identifier, with what it names, or its `Place` in a list), and its kind as a word and with an article. In
/// braces follow the parts of a row that are statements of their own. A table stands below those whose names it uses.
macro_rules! each_table {
    ($expand:ident) => {
        $expand! {
            tables {
                /// Who takes part or is affected.
                parties = Party(
                    PartyId "an actor that takes part or is affected"
                ) "party", "a party" {}
                /// Parties that speak together.
                blocs = Bloc(
                    BlocId "a group of parties that speak together"
                ) "bloc", "a bloc" {}
                /// Persons.
                people = Person(
                    PersonId "a person"
                ) "person", "a person" {}
                /// Ministries, offices, staffs: voices of a party that are no person.
                institutions = Institution(
                    InstitutionId "a ministry, office or staff"
                ) "institution", "an institution" {}
                /// Land whose control or recognition is in question.
                territories = Territory(
                    TerritoryId "a piece of land whose control or recognition is in question"
                ) "territory", "a territory" {
                    Control(Place) control = "control", "a fact of control";
                }
                /// Series of meetings.
                tracks = Track(
                    TrackId "a series of meetings"
                ) "track", "a track" {}
                /// Meetings.
                meetings = Meeting(
                    MeetingId "one meeting"
                ) "meeting", "a meeting" {
                    MeetingEvent(Place) history = "event", "an event of a meeting";
                    Delegation(Place) delegations = "delegation", "a delegation";
                }
                /// Contacts outside meetings.
                contacts = Contact(
                    ContactId "a call, letter or visit outside the meetings"
                ) "contact", "a contact" {}
                /// Ways of proceeding.
                protocols = Protocol(
                    ProtocolId "a way of proceeding: who proposes, who approves first"
                ) "protocol", "a protocol" {}
                /// What a package must settle.
                issues = Issue(
                    IssueId "a question that a package must settle"
                ) "issue", "an issue" {
                    IssueOption(
                        OptionId "one way to settle an issue; unique within the issue"
                    ) options = "option", "an option";
                }
                /// What parties are reported or assumed to want.
                stances = Stance(Place) "stance", "a stance" {}
                /// How much issues matter to parties.
                weights = Weights(Place) "weights", "an entry of weights" {}
                /// What no agreement is worth to parties.
                no_deal = NoDeal(Place) "no-deal value", "a no-deal value" {}
                /// What ties options together.
                rules = Rule(
                    RuleId "a rule that ties options together"
                ) "rule", "a rule" {}
                /// Means of moving no-deal values.
                levers = Lever(
                    LeverId "a means by which one party moves another's no-deal value"
                ) "lever", "a lever" {
                    LeverHistory(Place) status = "status", "a status of a lever";
                }
                /// Theories of what moves whom.
                beliefs = Belief(
                    BeliefId "a theory of what moves whom"
                ) "belief", "a belief" {}
                /// Threats.
                ultimatums = Ultimatum(
                    UltimatumId "a threat with a trigger and a deadline"
                ) "ultimatum", "an ultimatum" {}
                /// Guarantees.
                guarantees = Guarantee(
                    GuaranteeId "a security or other guarantee"
                ) "guarantee", "a guarantee" {
                    GuaranteeHistory(Place) status = "status", "a status of a guarantee";
                }
                /// Money.
                funding = Funding(
                    FundingId "money asked for or promised"
                ) "funding", "an entry of funding" {
                    FundingHistory(Place) status = "status", "a status of funding";
                }
                /// What was said, denied, predicted or done.
                claims = Claim(
                    ClaimId "something said, denied, predicted or left unsaid"
                ) "claim", "a claim" {}
                /// Explanations weighed against evidence.
                hypotheses = Hypothesis(
                    HypothesisId "an explanation weighed against evidence"
                ) "hypothesis", "a hypothesis" {}
                /// Texts and ideas put forward.
                proposals = Proposal(
                    ProposalId "a text or idea put forward"
                ) "proposal", "a proposal" {
                    Transmission(Place) sent = "transmission", "a transmission";
                }
                /// Bodies whose approval is needed at home.
                ratifiers = Ratifier(
                    RatifierId "a body whose approval a party needs at home"
                ) "ratifier", "a ratifier" {}
                /// Circumstances.
                factors = Factor(
                    FactorId "a circumstance that favours or hinders agreement"
                ) "factor", "a factor" {}
                /// Ways events may go.
                scenarios = Scenario(
                    ScenarioId "a way events may go"
                ) "scenario", "a scenario" {}
                /// Questions about the future.
                forecasts = Forecast(
                    ForecastId "a question about the future that can be scored"
                ) "forecast", "a forecast" {}
            }
            conflict {
                /// What parties can do or leave, in the order of the file.
                courses = Course(
                    CourseId "something a party can do or leave in a conflict"
                ) "course", "a course" {}
                /// Why combinations of courses cannot occur.
                infeasible = Infeasible(Place) "infeasible", "an infeasible combination" {}
                /// Moves that cannot be made although both states can occur and the courses are open.
                barred = Barred(Place) "barred", "a barred move" {}
                /// What parties prefer; several about one party are resolved by [`crate::Case::preference`].
                preferences = StatePreference(Place) "preference", "a preference" {}
            }
        }
    };
}
pub(crate) use each_table;

/// What the rows of a table are kept in, by what names them.
macro_rules! rows {
    (Place, Stance) => { crate::Stances };
    (Place, $row:ident) => { Vec<crate::$row> };
    ($id:ident, $row:ident) => { indexmap::IndexMap<crate::$id, crate::$row> };
}
pub(crate) use rows;
