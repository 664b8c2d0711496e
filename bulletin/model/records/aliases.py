"""What people call the fields of an event when they have not read the manual."""

from __future__ import annotations

ALIASES = {
    **dict.fromkeys(("where", "place", "lieu", "endroit", "site", "building"), "venue"),
    **dict.fromkeys(("salle", "which_room"), "room"),
    **dict.fromkeys(("zoom", "meeting_link", "teams", "webinar"), "online"),
    **dict.fromkeys(("ends", "end_time", "finish", "finishes", "end_date", "fin"), "end"),
    **dict.fromkeys(("length", "lasts", "durée", "duree", "how_long"), "duration"),
    **dict.fromkeys(("details", "about", "text", "body", "info", "information", "notes"), "description"),
    **dict.fromkeys(("short_description", "blurb", "teaser", "résumé", "resume", "subtitle"), "summary"),
    **dict.fromkeys(("recurring", "recurrence", "repeats", "frequency", "how_often", "répétition"), "repeat"),
    **dict.fromkeys(("except", "exceptions", "not_on", "no_meeting", "cancelled_dates"), "skip"),
    **dict.fromkeys(("price", "fee", "fees", "admission", "prix", "tarif", "coût", "cout"), "cost"),
    **dict.fromkeys(
        ("tags", "type", "topic", "topics", "catégorie", "categorie", "catégories"), "categories"
    ),
    **dict.fromkeys(("for", "who", "age_group", "public"), "audience"),
    **dict.fromkeys(("age", "age_range", "âge", "âges"), "ages"),
    **dict.fromkeys(
        ("sign_up", "signup", "register", "rsvp", "booking", "tickets", "inscription"), "registration"
    ),
    **dict.fromkeys(("organizer", "organiser", "partners", "with", "cohosts", "co_hosts"), "hosts"),
    **dict.fromkeys(("language", "langue", "langues"), "languages"),
    **dict.fromkeys(("accessibility", "accessibilité", "wheelchair"), "access"),
    **dict.fromkeys(("photo", "picture", "poster", "img", "photo_file"), "image"),
    **dict.fromkeys(("alt", "alt_text", "image_description"), "image_alt"),
    **dict.fromkeys(("pdf", "leaflet", "attachment"), "flyer"),
    **dict.fromkeys(
        ("phone", "email", "e_mail", "mail", "website", "url", "telephone", "tel", "web"),
        "It belongs to `contact`, as in: contact: {phone: 555-0123, email: hello@oak.example}",
    ),
    **dict.fromkeys(
        (
            *("submitter", "submitted_by", "your_name", "private_phone", "private_email", "private_contact"),
            *("submitter_name", "submitter_phone", "submitter_email", "home_phone", "attendees", "attendee"),
        ),
        "Delete this line: everybody can read this file, so what is private must not stand in it.",
    ),
}
"""What people call these fields, in small letters and with `_` for blanks and hyphens."""

ALIASES_IN_EVENTS = {
    **ALIASES,
    **dict.fromkeys(("name", "event", "titre", "nom", "event_name", "headline"), "title"),
    **dict.fromkeys(
        ("when", "date", "day", "begins", "starts", "start_date", "quand", "début", "debut"), "start"
    ),
    **dict.fromkeys(
        ("time", "times", "hour", "hours", "start_time", "heure", "heures"),
        "The time stands beside the date, as in: start: 2027-01-06 10:15",
    ),
    **dict.fromkeys(("extra_dates", "other_dates", "also_on"), "dates"),
    **dict.fromkeys(("changed_dates", "cancellations"), "changes"),
}
"""The same, with the fields that no partner can set for all its events."""

ALIASES_IN_TRANSLATIONS = {
    **dict.fromkeys(("name", "event", "titre", "nom", "headline", "العنوان"), "title"),
    **dict.fromkeys(("short_description", "blurb", "teaser", "résumé", "resume", "subtitle"), "summary"),
    **dict.fromkeys(("details", "about", "text", "body", "info", "information"), "description"),
    **dict.fromkeys(("age", "âge", "âges", "age_range"), "ages"),
    **dict.fromkeys(("cost", "price", "prix", "tarif", "coût", "cout", "note_of_cost"), "cost_note"),
    **dict.fromkeys(("status", "note", "reason", "statut"), "status_note"),
    **dict.fromkeys(("access", "accessibility", "accessibilité", "accès"), "access_note"),
}

ALIASES_IN_CHANGES = {
    **dict.fromkeys(("time", "when", "date", "moved_to", "new_time", "begins"), "start"),
    **dict.fromkeys(("where", "place", "lieu"), "venue"),
    **dict.fromkeys(("ends", "until", "fin"), "end"),
    **dict.fromkeys(("reason", "why", "message", "comment"), "note"),
    **dict.fromkeys(("title", "name"), "label"),
    **dict.fromkeys(("cancelled", "canceled"), "Write it as: status: cancelled"),
}

ALIASES_IN_ADDRESSES = {
    **dict.fromkeys(("line1", "line_1", "address", "street_address", "rue", "number"), "street"),
    **dict.fromkeys(("city", "town", "place", "village", "ville", "municipality"), "locality"),
    **dict.fromkeys(("province", "state", "county", "prov"), "region"),
    **dict.fromkeys(("zip", "zip_code", "postcode", "post_code", "postal_code", "code_postal"), "postal"),
}
