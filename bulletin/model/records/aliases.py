"""What people call the fields of an event when they have not read the manual."""

from __future__ import annotations

from bulletin.translatable import gettext as _

ALIASES = {
    **dict.fromkeys(
        (
            *("where", "place", "lieu", "endroit", "site", "building", "venue_name", "location_name"),
            *(
                "place_name",
                "event_venue",
                "facility",
                "geolocation",
                "locations",
                "venues",
                "event_location",
            ),
        ),
        "venue",
    ),
    **dict.fromkeys(("salle", "which_room", "room_name", "space", "room_number", "rooms"), "room"),
    **dict.fromkeys(
        (
            *(
                "zoom",
                "meeting_link",
                "teams",
                "webinar",
                "hangout_link",
                "stream_url",
                "online_url",
                "virtual_url",
            ),
            *("virtual_location", "zoom_link", "meet_link", "stream", "online_link"),
        ),
        "online",
    ),
    **dict.fromkeys(
        (
            *(
                "ends",
                "end_time",
                "finish",
                "finishes",
                "end_date",
                "fin",
                "dtend",
                "ends_at",
                "end_at",
                "date_end",
            ),
            *("end_datetime", "enddatetime", "event_end", "end_date_time", "last_date"),
        ),
        "end",
    ),
    **dict.fromkeys(("length", "lasts", "durée", "duree", "how_long"), "duration"),
    **dict.fromkeys(
        (
            "details",
            "about",
            "text",
            "body",
            "info",
            "information",
            "notes",
            "content",
            "long_description",
            "event_description",
            "description_text",
        ),
        "description",
    ),
    **dict.fromkeys(
        (
            "short_description",
            "blurb",
            "teaser",
            "résumé",
            "resume",
            "subtitle",
            "excerpt",
            "tagline",
            "snippet",
        ),
        "summary",
    ),
    **dict.fromkeys(
        (
            "recurring",
            "recurrence",
            "repeats",
            "frequency",
            "how_often",
            "répétition",
            "rrule",
            "recurring_rule",
            "recurrence_rule",
        ),
        "repeat",
    ),
    **dict.fromkeys(
        (
            *("except", "exceptions", "not_on", "no_meeting", "no_session", "no_sessions", "no_class"),
            *("no_classes", "cancelled_dates", "exdate", "exdates", "exclude"),
        ),
        "skip",
    ),
    **dict.fromkeys(
        (
            "price",
            *("charge", "charges", "fee"),
            "fees",
            "admission",
            "prix",
            "tarif",
            "coût",
            "cout",
            "offers",
            "ticket_cost",
            "ticket_price",
            "is_free",
            "free",
            "is_accessible_for_free",
            "entry",
            "entrance_fee",
            "cost_text",
            "ticket_info",
            "price_info",
        ),
        "cost",
    ),
    **dict.fromkeys(
        (
            "tags",
            "type",
            "topic",
            "topics",
            "catégorie",
            "categorie",
            "catégories",
            "category",
            "keywords",
            "event_type",
            "event_types",
            "program_type",
            "genre",
            "themes",
            "filters",
            "event_category",
        ),
        "categories",
    ),
    **dict.fromkeys(
        ("for", "who", "age_group", "public", "audiences", "age_groups", "target_audience", "ages_group"),
        "audience",
    ),
    **dict.fromkeys(("age", "age_range", "âge", "âges"), "ages"),
    **dict.fromkeys(
        (
            "sign_up",
            "signup",
            "register",
            "rsvp",
            "booking",
            "tickets",
            "inscription",
            "ticket_url",
            "registration_url",
            "signup_url",
            "register_url",
            "registration_required",
            "registration_link",
            "rsvp_url",
            "booking_url",
            "ticket_link",
        ),
        "registration",
    ),
    **dict.fromkeys(
        (
            "organizer",
            "organiser",
            "partners",
            "with",
            "cohosts",
            "co_hosts",
            "host",
            "presenter",
            "presented_by",
            "organizers",
            "organization",
            "sponsor",
            "group",
            "creator",
            "author",
            "performer",
            "department",
            "calendar",
        ),
        "hosts",
    ),
    **dict.fromkeys(("language", "langue", "langues", "in_language", "event_language"), "languages"),
    **dict.fromkeys(
        ("accessibility", "accessibilité", "wheelchair", "wheelchair_accessible", "accessibility_info"),
        "access",
    ),
    **dict.fromkeys(
        (
            "photo",
            "picture",
            "poster",
            "img",
            "photo_file",
            "image_url",
            "photo_url",
            "thumbnail",
            "logo",
            "featured_image",
            "banner",
            "image_src",
            "cover",
            "image_file",
        ),
        "image",
    ),
    **dict.fromkeys(("alt", "alt_text", "image_description"), "image_alt"),
    **dict.fromkeys(("pdf", "leaflet", "attachment"), "flyer"),
    **dict.fromkeys(("time_zone", "tz", "tzid", "timezone_id", "timezone_name"), "timezone"),
    **dict.fromkeys(("event_status", "state", "cancelled", "canceled", "publish_status"), "status"),
    **dict.fromkeys(("attendance_mode", "event_attendance_mode", "event_format"), "format"),
    **dict.fromkeys(
        ("uid", "guid", "event_id", "eventid", "external_id", "ical_uid", "slug", "etag", "sequence", "kind"),
        _("The name of the file is what the event is known by, so leave this line out."),
    ),
    **dict.fromkeys(
        (
            *("submitter", "submitted_by", "your_name", "private_phone", "private_email", "private_contact"),
            *("submitter_name", "submitter_phone", "submitter_email", "home_phone", "attendees", "attendee"),
        ),
        _("Delete this line: everybody can read this file, so what is private must not stand in it."),
    ),
}
"""What people call these fields, in small letters and with `_` for blanks and hyphens."""

ENDS_OF_REPEAT = ("until", "repeat_until", "repeats_until", "count")
"""Fields of other programs that say where a repeat ends."""

ALIASES_IN_EVENTS = {
    **ALIASES,
    **dict.fromkeys(
        ("name", "event", "titre", "nom", "event_name", "headline", "event_title", "what", "subject"), "title"
    ),
    **dict.fromkeys(
        (
            *(
                "when",
                "date",
                "day",
                "begins",
                "starts",
                "start_date",
                "quand",
                "début",
                "debut",
                "dtstart",
                "begin",
            ),
            *(
                "starts_at",
                "start_at",
                "date_start",
                "start_datetime",
                "startdatetime",
                "event_date",
                "date_time",
            ),
            *(
                "datetime",
                "start_date_time",
                "event_start",
                "first_date",
                "date_begin",
                "begin_date",
                "startdate",
            ),
        ),
        "start",
    ),
    **dict.fromkeys(
        ("time", "times", "hour", "hours", "start_time", "heure", "heures"),
        _("The time stands beside the date, as in: start: 2027-01-06 10:15"),
    ),
    **dict.fromkeys(
        (
            "extra_dates",
            "other_dates",
            "also_on",
            *("rdate", "instances", "event_instances", "occurrences", "timings"),
        ),
        "dates",
    ),
    **dict.fromkeys(("changed_dates", "cancellations"), "changes"),
    **dict.fromkeys(
        ("max", "maximum", "capacity", "places", "spots", "seats", "limit", "max_participants"),
        _("How many places there are stands below `registration`, as `capacity`."),
    ),
    **dict.fromkeys(
        ENDS_OF_REPEAT,
        _("Where a repeat ends stands in the repeat itself, as in: repeat: every Monday until 16 June 2027"),
    ),
    **dict.fromkeys(
        ("deadline", "register_by", "sign_up_by", "rsvp_by", "closes", "date_limite"),
        _("The last day to sign up stands below `registration`, as `closes`."),
    ),
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
    **dict.fromkeys(("cancelled", "canceled"), _("Write it as: status: cancelled")),
}

ALIASES_IN_ADDRESSES = {
    **dict.fromkeys(("address_line1", "address_line_1", "address1", "address_1", "thoroughfare"), "street"),
    **dict.fromkeys(("address_locality", "localité"), "locality"),
    **dict.fromkeys(("address_region", "stateprovince", "administrative_area"), "region"),
    **dict.fromkeys(("address_country", "country_code"), "country"),
    **dict.fromkeys(("line1", "line_1", "address", "street_address", "rue", "number"), "street"),
    **dict.fromkeys(("city", "town", "place", "village", "ville", "municipality"), "locality"),
    **dict.fromkeys(("province", "state", "county", "prov"), "region"),
    **dict.fromkeys(("zip", "zip_code", "postcode", "post_code", "postal_code", "code_postal"), "postal"),
}
