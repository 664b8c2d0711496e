"""`events/events.json`: the dates of all lists, for other programs."""

from __future__ import annotations

import json

from bulletin.model.event import Occurrence
from bulletin.model.place import Known
from bulletin.model.site.plan import Asset, FilePlan
from bulletin.model.site.routes import AGENDA, event_route
from bulletin.plan.events.cards import status_note
from bulletin.plan.events.notes import plain_note
from bulletin.plan.events.places import place_line
from bulletin.plan.localized_board import LocalizedBoard

EVENTS_JSON = f"{AGENDA}events.json"
EVENTS_VERSION = 1


def events_json_plan(local: LocalizedBoard) -> FilePlan:
    path = local.route_to(EVENTS_JSON)
    return FilePlan(path, lambda: Asset(path, events_json(local)))


def events_json(local: LocalizedBoard) -> bytes:
    """`events/events.json`: every date that lists show, up to the horizon, with what a list needs.

    `start` and `end` are ISO 8601: of an all-day date both are days and `end` is the last one; there is no
    `end` where nobody gave one. `access` names the facts known to be there, `route` the place on this site.
    Events without published dates are not in it.
    """
    info = local.board.info
    dates = [one for event in local.board.events.values() for one in local.occurrences.coming(event)]
    whole = {
        "version": EVENTS_VERSION,
        "board": {
            "title": info.title,
            "url": local.url(local.route_to("")),
            "timezone": info.timezone,
            "language": local.language,
        },
        "made_on": local.today.isoformat(),
    }
    rows = _Rows(local)
    listed = ",\n".join(_compact(rows.row(one)) for one in sorted(dates, key=local.occurrences.rank))
    opening = _compact(whole).removesuffix("}")
    return f'{opening},"events":[\n{listed}\n]}}\n'.encode()


class _Rows:
    """Rows of dates; what the dates of an event have in common is worked out once."""

    def __init__(self, local: LocalizedBoard) -> None:
        self.local = local
        self.common: dict[str, tuple[dict[str, object], dict[str, str]]] = {}

    def row(self, one: Occurrence) -> dict[str, object]:
        local, event = self.local, one.event
        if one.change is not None:
            common, further = _common(local, one)
        elif event.id in self.common:
            common, further = self.common[event.id]
        else:
            common, further = self.common[event.id] = _common(local, one)
        route = f"{local.route_to(event_route(event))}#{local.occurrences.anchor(one)}"
        span = self.local.iso_span(one)
        return {
            "id": _id_of(one, span.start),
            "uid": one.series.uid,
            "start": span.start,
            **({"end": span.end} if span.end else {}),
            **common,
            "url": local.url(route),
            "route": route,
            **further,
        }


def _id_of(one: Occurrence, start: str) -> str:
    """`str(one.id)`, where it is not written anew what `start` says already."""
    if one.original is not one.start:
        return str(one.id)
    return f"{one.series.uid}#{start[:13]}{start[14:16]}"


def _common(local: LocalizedBoard, one: Occurrence) -> tuple[dict[str, object], dict[str, str]]:
    """What is said of every date as its event is, and what not every event has something to say of."""
    event = one.event
    text, language = local.event_text(event)
    common: dict[str, object] = {
        "title": text.title,
        "status": one.status.value,
        "place": place_line(local, one.place),
        "partner": event.partner,
        "category": event.categories[0],
        "categories": list(event.categories),
        "free": event.is_free if event.cost else None,
        "languages": list(event.languages),
        "audience": event.told_audience or None,
        "needs": list(event.needs),
        "access": sorted([name for name, fact in one.access.items() if fact.known is Known.YES]),
    }
    further = {
        # Of a place given on request even this would say whether it is the library's.
        "mode": local.board.mode_of(event, one.place).value if one.place.is_published else "",
        "label": one.label,
        "note": plain_note(local, event, status_note(one)),
        "text_language": language,
    }
    return common, {name: value for name, value in further.items() if value}


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
