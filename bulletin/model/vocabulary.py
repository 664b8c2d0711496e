"""The ids of our vocabularies, in their order. Labels are in `bulletin/words/<language>/vocabulary.yaml`.

Ids are stable: they stand in people's files, in addresses and in statistics. A board may add its own
categories, groups, needs and kinds of partner in `board.yaml`.
"""

from __future__ import annotations

AUDIENCES = ("0-5", "6-11", "12-18", "19+", "general")
"""Exactly one per event, for counting (US Public Libraries Survey)."""

CATEGORIES = (
    "storytime", "books", "making", "coding", "science", "tech-help", "language", "reading-help", "homework",
    "jobs", "money-legal", "health", "food", "arts", "history", "games-social", "outdoors", "civic", "other",
)  # fmt: skip
"""Programme types."""

NEEDS = {
    "urgent": "1101",
    "eat": "1102",
    "sleep": "1103",
    "things": "1104",
    "get-around": "1105",
    "health": "1106",
    "money": "1107",
    "care": "1108",
    "learn": "1109",
    "work": "1110",
    "rights": "1111",
    "people": "",
    "charge": "",
}
"""Needs, each with the Open Eligibility top-level id it maps to ("" where there is none)."""

WELCOME = (
    "babies", "children", "teens", "parents", "seniors", "newcomers", "learning-english", "francophone",
    "indigenous", "2slgbtq", "women", "men", "veterans", "unhoused", "disabled", "neurodivergent", "deaf",
    "low-vision", "caregivers", "job-seekers", "homeschool", "come-alone",
)  # fmt: skip
"""Who is especially welcome: relevance, never a restriction."""

ACCESS = (
    # getting in
    "step_free", "ramp_or_lift", "power_door", "accessible_toilet", "all_gender_toilet", "parking",
    "near_transit", "seating",
    # hearing and seeing
    "asl", "captions", "hearing_loop", "microphone", "large_print", "described", "braille",
    # comfort, and three warnings
    "sensory_friendly", "quiet_space", "low_scent", "relaxed", "flashing_lights", "crowds", "animals",
    # people
    "service_animals", "support_person_free", "childcare", "stroller", "nursing_space", "food_provided",
    # reading
    "plain_language", "interpreters", "picture_signs",
)  # fmt: skip
"""Facts of getting in and taking part, of a venue, a room or an event."""

ACCESS_WARNINGS = ("flashing_lights", "crowds", "animals")
"""Facts where "yes" is a warning."""

KINDS = (
    "library", "shelter", "food bank", "school", "school district", "club", "hobby club", "municipal",
    "health unit", "mental health", "settlement agency", "seniors' centre", "legal aid",
    "employment services", "police liaison", "makerspace", "adult literacy", "domestic-violence service",
    "Indigenous friendship centre", "francophone association", "museum", "environment", "early years", "arts",
    "repair cafe", "disability advocacy", "youth", "money help", "faith-based", "other",
)  # fmt: skip
"""Kinds of partner; an open list."""

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "categories": CATEGORIES,
    "audiences": AUDIENCES,
    "needs": tuple(NEEDS),
    "welcome": WELCOME,
    "access": ACCESS,
    "kinds": KINDS,
}

MOST_TERMS = {"categories": 3, "needs": 2, "audiences": 1}
"""The most terms of a vocabulary an event may have."""
