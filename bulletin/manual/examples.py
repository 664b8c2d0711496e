"""Examples of fields, as they may be typed, for the manual; of the others their shape has one."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.model.records.board import BoardRecord
from bulletin.model.records.event import ChangeRecord, EventDefaults, PlaceFields
from bulletin.model.records.partner import AgreementRecord, PartnerRecord, ServiceRecord
from bulletin.model.records.shapes import EndedRecord, Record
from bulletin.model.records.venue import DaysOffRecord, PageRecord, RoomRecord, VenueRecord

EXAMPLES: Mapping[str, str] = {
    "title": "Toddler story time",
    "summary": "Songs, rhymes and a story for children under four.",
    "end": "11:00",
    "repeat": "every other Thursday until 16 June 2027",
    "skip": "[2027-02-17, 2027-07-01 to 2027-08-31, statutory-holidays]",
    "status_note": "The ice machine broke down.",
    "area": "Riverside",
    "categories": "[storytime, books]",
    "audience": "0-5",
    "ages": "ages 6 to 9",
    "welcome": "[newcomers, come-alone]",
    "needs": "[eat, people]",
    "access": "{step_free: yes, hearing_loop: no}",
    "access_note": "Ring the bell and somebody opens the side door.",
    "bring": "[a mug, warm socks]",
    "documents": "no ID needed",
    "image_alt": "Children around a table of books",
    "image_credit": "Oak Street Library",
    "discreet_title": "Drop-in",
    "series": "Winter talks",
    "dates": "[2027-02-20, 2027-03-02 18:00]",
    "changes": "{2027-03-09: cancelled}",
    "was_at": "oak/old-name",
    "funder": "united-way",
    "every": "2 weeks",
    "on": "[Tuesday, Thursday]",
    "from": '"10:00"',
    "to": '"12:00"',
    "months": "[January, March]",
    "except": "[July, August]",
    "words": "Saturdays from 10:00 to 12:00",
    "rrule": "FREQ=MONTHLY;BYDAY=2SA",
    "street": "1 Main Street",
    "locality": "Oakville",
    "region": "ON",
    "postal": "K0A 1A1",
    "country": "CA",
    "hours": "Mon-Fri 9:00-17:00, Sat 10:00-12:00",
    "transit": "Bus 4, stop Main/3rd",
    "entrance": "Main Street door, ground floor",
    "parking": "Free for two hours behind the building",
    "closed": "[statutory-holidays, 2027-12-24 to 2027-12-28]",
    "aliases": "[Public library]",
    "locales": "{en: en-CA}",
    "currency": "CAD",
    "uid_domain": "oak.example",
    "theme_options": '{accent: "#0b6e4f"}',
    "pairs": "[[needs, free]]",
    "access_core": "[step_free, hearing_loop]",
    "kind": "club",
    "tagline": "What is on in Oakville",
    "text": "The library is closed today.",
    "capacity": "12",
    "count": "10",
    "lat": "45.3021",
    "lon": "-76.1504",
    "note": "waived on request",
    "label": "opening night",
}
"""By field."""

OWN_EXAMPLES: Mapping[tuple[type[Record], str], str] = {
    (PlaceFields, "room"): "room-2",
    (ChangeRecord, "room"): "room-2",
    (EventDefaults, "hosts"): "maple-room",
    (PartnerRecord, "name"): "Maple Room Seniors' Centre",
    (PartnerRecord, "accept"): "[oak-library, robot-club]",
    (ServiceRecord, "name"): "Food hampers",
    (ServiceRecord, "summary"): "A hamper for a week, once a month.",
    (VenueRecord, "name"): "Main Library",
    (RoomRecord, "name"): "Room 2",
    (DaysOffRecord, "name"): "School breaks",
    (DaysOffRecord, "dates"): "[2027-02-15, 2027-12-24 to 2027-12-28]",
    (PageRecord, "title"): "Who may post here",
    (PageRecord, "summary"): "What this board is for, and what it is not for.",
    (BoardRecord, "title"): "Oak Street Board",
    (BoardRecord, "library"): "oak-library",
    (BoardRecord, "policy"): "policy",
    (BoardRecord, "theme"): "plain",
    (ChangeRecord, "start"): "2027-03-10 19:00",
    (ChangeRecord, "note"): "in the town hall, because of the roof",
    (EndedRecord, "reason"): "merged with the Robot Club",
    (AgreementRecord, "credit_line"): "Hosted by the Oak Street Library",
}
"""Of fields that mean something else in one record."""
