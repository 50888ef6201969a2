//! Words of the trade for what is negotiated, and what instruments are called.

use crate::draft::InstrumentForm;

/// Matters, and the words for them; the words of one line are of one matter.
pub(super) const MATTERS: &[&[&str]] = &[
    &["ceasefire", "cease-fire", "truce", "armistice", "ceasefires"],
    &["recognize", "recognise", "recognizing", "recognising", "recognition", "sovereignty"],
    &["withdrawal", "pullout", "pullback", "withdraw", "disengagement", "demilitarization"],
    &["guarantee", "guarantees"],
    &["reconstruction", "rebuilding"],
    &["prisoners", "prisoner", "hostages", "hostage", "captives", "detainees", "release"],
    &["refugees", "displaced"],
    &["border", "borders", "boundary", "demarcation", "frontier"],
    &["sanctions"],
    &["disarmament", "demobilization", "decommissioning", "disarm"],
    &["enrichment", "centrifuges", "inspections", "uranium"],
    &["elections", "election"],
    &["autonomy", "independence", "federation", "self-rule", "devolution", "two-state", "status"],
    &["power-sharing", "constitution"],
    &["reform", "reforms"],
    &["raise", "wage", "wages", "pay", "salary", "salaries"],
    &["pension", "pensions", "healthcare"],
    &["overtime", "hours", "staffing", "shifts", "outsourcing", "automation", "layoffs"],
    &["contracts", "temporary"],
    &["quota", "quotas", "catches", "catch", "fishing", "fisheries"],
    &["access"],
    &["tariffs", "tariff", "subsidies", "duties", "levy"],
    &["closure", "closures"],
    &["escorts", "convoys", "deliveries"],
    &["licensing", "exploration", "drilling", "licences"],
    &["reservoir", "filling", "dam", "releases", "water"],
    &["corridor", "transit", "crossing"],
    &["property"],
    &["troops", "bases"],
    &["settlements"],
    &["monitoring", "verification", "observers", "peacekeepers", "peacekeeping"],
    &["compensation", "reparations", "debt"],
    &["emissions", "finance"],
    &["future"],
    &["return"],
    &["land"],
    &["concessions"],
    &["amnesty"],
    &["aid"],
];
/// What an instrument is called, and what it is.
pub(super) const INSTRUMENTS: &[(&str, InstrumentForm)] = &[
    ("treaty", InstrumentForm::Treaty),
    ("agreement", InstrumentForm::Treaty),
    ("accord", InstrumentForm::Treaty),
    ("pact", InstrumentForm::Treaty),
    ("contract", InstrumentForm::Contract),
    ("framework", InstrumentForm::Framework),
    ("declaration", InstrumentForm::Framework),
    ("roadmap", InstrumentForm::Framework),
];
/// People and bodies that deal with a matter are none.
pub(super) const NO_MATTERS: &[&str] = &[
    "minister",
    "ministers",
    "official",
    "officials",
    "team",
    "mission",
    "agencies",
    "agency",
    "workers",
    "convoys",
    "groups",
    "group",
    "district",
    "board",
    "envoy",
    "source",
    "sources",
    "talks",
    "negotiators",
];
/// Verbs that are matters themselves, with what follows them.
pub(super) const ACTS: &[&str] =
    &["recognize", "recognise", "recognizing", "recognising", "withdraw", "disarm"];
